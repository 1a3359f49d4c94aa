"""A book that lives in memory only: for tests and previews."""

from collections.abc import Iterable
from decimal import Decimal

from lkjip_xl.rencana import CellWrite, ColumnAdd, Mark, MarkedSheet, Plan, SheetReplace
from lkjip_xl.table import Area, Cell, Sheet


class MemoryBook:
    """Sheets given as plain tables; ``read`` keeps showing them as given, ``sheets`` as changed."""

    def __init__(self, name: str, sheets: Iterable[Sheet]) -> None:
        self._name = name
        self._opened = tuple(sheets)
        self._current = {sheet.name: sheet for sheet in self._opened}
        self.marks: tuple[MarkedSheet, ...] = ()

    @property
    def name(self) -> str:
        """The file name a user knows the workbook by."""
        return self._name

    def read(self) -> tuple[Sheet, ...]:
        """Return all sheets as they were given."""
        return self._opened

    def sheets(self) -> tuple[Sheet, ...]:
        """Return all sheets with the changes applied so far."""
        return tuple(self._current.values())

    def apply(self, plan: Plan) -> None:
        """Make the planned changes, added columns first; raises KeyError for a sheet that is not there.

        The marks the book then bears are in ``marks``.
        """
        for change in plan:
            if isinstance(change, ColumnAdd):
                self._current[change.sheet] = _with_column(self._current[change.sheet], change)
        for change in plan:
            if isinstance(change, CellWrite):
                sheet = self._current[change.ref.sheet]
                self._current[sheet.name] = _with_cells(sheet, _written(sheet, change))
        for change in plan:
            if isinstance(change, SheetReplace):
                self._current[self._bearer(change.name)] = _ours(change)._replace(name=self._bearer(change.name))
            if isinstance(change, Mark):
                self.marks = tuple(marked for marked in change.sheets if self._current[marked.sheet])

    def _bearer(self, name: str) -> str:
        """Return how the book spells a sheet's name: to Excel case makes no difference."""
        return next((known for known in self._current if known.casefold() == name.casefold()), name)


def _ours(change: SheetReplace) -> Sheet:
    return Sheet(
        change.name,
        {
            (row, column): _cell(row, column, value)._replace(formula=formula)
            for row, column, value, formula, _ in change.cells
            if value != "" or formula is not None
        },
        hidden_columns=_hidden(change),
        tables=(change.table.area,) if change.table else (),
    )


def _hidden(change: SheetReplace) -> frozenset[int]:
    last = max((cell.column for cell in change.cells), default=0)
    return frozenset(number for number, column in enumerate(change.columns, 1) if column.hidden and number <= last)


def _with_cells(sheet: Sheet, *cells: Cell) -> Sheet:
    return sheet._replace(cells={**sheet.cells, **{(cell.row, cell.column): cell for cell in cells}})


def _written(sheet: Sheet, write: CellWrite) -> Cell:
    _, row, column = write.ref
    model = sheet.cells.get((row, column)) or sheet.cell(row, write.style_from or column)
    number_format = write.number_format or model.number_format
    return _cell(row, column, write.value)._replace(formula=write.formula, number_format=number_format)


def _cell(row: int, column: int, value: Decimal | str) -> Cell:
    return Cell(row, column, value, "angka" if isinstance(value, Decimal) else "teks")


def _with_column(sheet: Sheet, added: ColumnAdd) -> Sheet:
    cells = [_cell(added.first_row, added.column, added.title)]
    if added.number_row is not None and added.number is not None:
        cells.append(_cell(added.number_row, added.column, added.number))
    if added.header_last > added.first_row:
        header = Area(added.first_row, added.column, added.header_last, added.column)
        sheet = sheet._replace(merges=(*sheet.merges, header))
    sheet = sheet._replace(hidden_columns=sheet.hidden_columns - {added.column})
    return _with_cells(sheet, *cells)
