"""The columns of a table's results: those it lacks, and the formula an Excel table fills a column with."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from lkjip_xl.baris import excel_end
from lkjip_xl.pesan import pesan
from lkjip_xl.rencana import ColumnAdd
from lkjip_xl.table import Area, RawTable


def column_formula(table: RawTable, field: str) -> str | None:
    """Return the formula most cells of a column of an Excel table hold, None where there is no such."""
    column = table.positions.get(field)
    if column is None:
        return None
    last = max(table.last_row, excel_end(table))
    cells = (table.sheet.cells.get((row, column)) for row in range(table.header_last + 1, last + 1))
    formulas = Counter(cell.formula for cell in cells if cell and cell.fills_column)
    formula, count = formulas.most_common(1)[0] if formulas else (None, 0)
    return formula if count * 2 > formulas.total() else None


def new_columns(table: RawTable, fields: Sequence[str]) -> Mapping[str, ColumnAdd | None]:
    """Return a column for each missing field, side by side to the table's right; None for all where they do not fit."""
    fits = _has_room(table, len(fields))
    return {name: _new_column(table, name, position) if fits else None for position, name in enumerate(fields, 1)}


def _has_room(table: RawTable, count: int) -> bool:
    """Tell whether the cells right of a table are empty, and stay apart from what stands beyond them.

    The blank body of an Excel table beside it is not empty: a column there would become part of that table's records.
    """
    first, last = table.last_column + 1, table.last_column + count
    if any(area.overlaps(Area(table.header_first, first, table.last_row, last)) for area in table.sheet.tables):
        return False
    for row in range(table.header_first, table.last_row + 1):
        beyond = last + 1 if row <= table.header_last else last
        for column in range(first, beyond + 1):
            if (row, column) in table.sheet.cells or (row, column) in table.sheet.anchors:
                return False
    return True


def _new_column(table: RawTable, name: str, position: int) -> ColumnAdd:
    beside = (table.header_last, table.last_column)
    area = table.sheet.anchors.get(beside)
    return ColumnAdd(
        sheet=table.sheet.name,
        column=table.last_column + position,
        title=pesan(f"kolom.{name}"),
        first_row=table.header_first,
        header_last=table.header_last,
        last_row=table.last_row,
        style_from=table.last_column,
        header_style=(area.row, area.column) if area else beside,
        number_row=table.number_row,
        number=_next_number(table, position),
    )


def _next_number(table: RawTable, position: int) -> Decimal | str | None:
    """Return the entry that continues a numbering row, written as the row writes it: 11, "(11)"."""
    if table.number_row is None:
        return None
    last = table.sheet.cell(table.number_row, table.last_column).value
    if isinstance(last, Decimal):
        return last + position
    digits = re.search(r"\d+", last) if isinstance(last, str) else None
    return str(last).replace(digits[0], str(int(digits[0]) + position)) if digits else None
