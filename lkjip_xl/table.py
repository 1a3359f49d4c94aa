"""Cells and sheets as every book hands them over: plain values, no file format."""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeVar

Value = Decimal | str | bool | None
Kind = Literal["angka", "teks", "logika", "galat", "kosong"]
T = TypeVar("T")

_MOST_MERGES_ABREAST = 128
_THIS_ROW = "[#This Row]"


def from_float(number: float) -> Decimal:
    """Return the decimal a spreadsheet shows for a stored double: 84.98999999999999 is 84.99."""
    return Decimal(format(number, ".15g"))


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """Return the letters of a 1-based column number: 28 -> "AB"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return the A1 address of a 1-based row and column."""
    return f"{column_letters(column)}{row}"


class CellRef(NamedTuple):
    """One cell of one sheet; row and column are 1-based."""

    sheet: str
    row: int
    column: int

    @property
    def a1(self) -> str:
        """The address within its sheet, such as "H8"."""
        return address(self.row, self.column)


class Cell(NamedTuple):
    """What one cell holds.

    ``value`` is exact: a number is Decimal(format(float, ".15g")), the cached result where the cell holds a
    formula, None where it is empty or its formula was never calculated; an Excel error is its text ("#REF!")
    with kind "galat". ``formula`` has no "=" in front; a follower of a shared formula carries its master's text,
    to be read relative to the master's cell.
    """

    row: int
    column: int
    value: Value = None
    kind: Kind = "kosong"
    formula: str | None = None
    number_format: str = "General"

    @property
    def is_blank(self) -> bool:
        """Whether a reader sees nothing, as of a formula that gives ""; one never calculated may show something."""
        if isinstance(self.value, str):
            return not self.value.strip()
        return self.formula is None and self.kind == "kosong"

    @property
    def fills_column(self) -> bool:
        """Whether its formula is one an Excel table fills a whole column with: it speaks of its own row by name."""
        return self.formula is not None and _THIS_ROW in self.formula


class Area(NamedTuple):
    """A rectangle of cells, both corners included, 1-based."""

    row: int
    column: int
    last_row: int
    last_column: int

    def overlaps(self, other: "Area") -> bool:
        """Tell whether two rectangles share a cell."""
        rows = self.row <= other.last_row and other.row <= self.last_row
        return rows and self.column <= other.last_column and other.column <= self.last_column


class Merges:
    """The merged areas of a sheet by the cells they cover, however large they claim to be.

    Rows between which the same areas are open form one band, so an area costs the bands it spans, not its cells.
    Areas that overlap an earlier one are ignored: no spreadsheet program makes them.
    """

    def __init__(self, areas: Iterable[Area]) -> None:
        self._starts: list[int] = []
        self._bands: list[tuple[Area, ...]] = []
        by_row: dict[int, list[Area]] = {}
        for area in areas:
            by_row.setdefault(area.row, []).append(area)
            by_row.setdefault(area.last_row + 1, [])
        open_areas: tuple[Area, ...] = ()
        for row in sorted(by_row):
            open_areas = _opened(tuple(area for area in open_areas if area.last_row >= row), by_row[row])
            self._starts.append(row)
            self._bands.append(open_areas)

    def get(self, place: tuple[int, int]) -> Area | None:
        """Return the area over a cell, None where it is not merged."""
        band = bisect_right(self._starts, place[0]) - 1
        if band >= 0:
            for area in self._bands[band]:
                if area.column <= place[1] <= area.last_column:
                    return area
        return None

    def __contains__(self, place: tuple[int, int]) -> bool:
        return self.get(place) is not None


def _opened(still: tuple[Area, ...], new: Sequence[Area]) -> tuple[Area, ...]:
    for area in new[:_MOST_MERGES_ABREAST]:
        free = all(area.last_column < other.column or other.last_column < area.column for other in still)
        if free and len(still) < _MOST_MERGES_ABREAST:
            still = (*still, area)
    return still


def _column(cell: Cell) -> int:
    return cell.column


class _SheetData(NamedTuple):
    name: str
    cells: Mapping[tuple[int, int], Cell]
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    blank_formats: Mapping[tuple[int, int], str] = MappingProxyType({})
    locked: tuple[Area, ...] = ()
    tables: tuple[Area, ...] = ()


class Sheet(_SheetData):
    """One worksheet as read: only cells that hold a value or a formula are in ``cells``.

    ``blank_formats`` are the number formats, other than General, of cells that hold nothing; ``locked`` are the
    areas of array formulas, spills and data tables, whose cells cannot be written one by one; ``tables`` those of
    Excel's own tables (ListObjects), heads and total rows included.
    """

    def cell(self, row: int, column: int) -> Cell:
        """Return the cell at a position, an empty one where the sheet holds nothing."""
        found = self.cells.get((row, column))
        return found or Cell(row, column, number_format=self.blank_formats.get((row, column), "General"))

    def is_locked(self, row: int, column: int) -> bool:
        """Tell whether a cell belongs to an array formula, a spill or a data table."""
        return any(
            area.row <= row <= area.last_row and area.column <= column <= area.last_column for area in self.locked
        )

    @cached_property
    def last_row(self) -> int:
        """The last row that holds anything, 0 on an empty sheet."""
        return max((row for row, _ in self.cells), default=0)

    @cached_property
    def last_column(self) -> int:
        """The last column that holds anything, 0 on an empty sheet."""
        return max((column for _, column in self.cells), default=0)

    @cached_property
    def rows(self) -> Mapping[int, list[Cell]]:
        """The rows that hold anything, from the top down, each with its cells from the left."""
        rows: dict[int, list[Cell]] = {}
        for cell in self.cells.values():
            rows.setdefault(cell.row, []).append(cell)
        return {row: sorted(rows[row], key=_column) for row in sorted(rows)}

    @cached_property
    def row_numbers(self) -> tuple[int, ...]:
        """The rows that hold anything, from the top down."""
        return tuple(self.rows)

    @cached_property
    def anchors(self) -> "Merges":
        """The merge over each merged cell, looked up by (row, column)."""
        return Merges(self.merges)

    def shown(self, row: int, column: int) -> Cell:
        """Return the cell a reader sees at a position: the merge's first cell where one covers it."""
        area = self.anchors.get((row, column)) if self.merges else None
        return self.cell(area.row, area.column) if area else self.cell(row, column)


class Kolom(NamedTuple):
    """One column of a table: the field it holds, the words above it, and the year among those words."""

    field: str
    column: int
    judul: str
    tahun: int | None = None


class _TableData(NamedTuple):
    kind: str
    sheet: Sheet
    header_first: int
    header_last: int
    columns: tuple[Kolom, ...]
    unknown: tuple[Kolom, ...] = ()
    number_row: int | None = None
    rows: tuple[int, ...] = ()
    total_rows: tuple[int, ...] = ()


class RawTable(_TableData):
    """A table found on a sheet: where its head and rows stand and what its columns mean.

    ``rows`` are the data rows, ``total_rows`` those that sum or average the others; ``number_row`` is the row
    that counts the columns (1 2 3 …). ``unknown`` are the columns whose words were not understood.
    """

    @cached_property
    def kept(self) -> dict[Hashable, Any]:
        """What was worked out of it so far, by what was asked: many rules ask the same of a table and its cells."""
        return {}

    def once(self, make: Callable[["RawTable"], T]) -> T:
        """Return what a function gives of this table, worked out when it is first asked for."""
        if make not in self.kept:
            self.kept[make] = make(self)
        found: T = self.kept[make]
        return found

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The column number of each field; of a field repeated over years, the first."""
        return {kolom.field: kolom.column for kolom in reversed(self.columns)}

    @cached_property
    def by_field(self) -> Mapping[str, Kolom]:
        """The column of each field; of a field repeated over years, the first."""
        return {kolom.field: kolom for kolom in reversed(self.columns)}

    @cached_property
    def fields(self) -> Mapping[int, str]:
        """The field of each column, "" of one that was not understood."""
        return {kolom.column: "" for kolom in self.unknown} | {kolom.column: kolom.field for kolom in self.columns}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The words above each field's column, in small letters."""
        return {kolom.field: kolom.judul.lower() for kolom in reversed(self.columns)}

    @cached_property
    def first_column(self) -> int:
        """The table's leftmost column."""
        return min(kolom.column for kolom in self.columns + self.unknown)

    @cached_property
    def last_column(self) -> int:
        """The table's rightmost column, understood or not."""
        return max(kolom.column for kolom in self.columns + self.unknown)

    @cached_property
    def last_row(self) -> int:
        """The last row of the table, total rows included."""
        return max((*self.rows, *self.total_rows, self.number_row or 0, self.header_last))

    def cell(self, row: int, field: str) -> Cell | None:
        """Return the cell of a field, None where the table has no such column."""
        column = self.positions.get(field)
        return None if column is None else self.sheet.cell(row, column)

    def ref(self, row: int, field: str) -> CellRef:
        """Return where a field of a row stands; raises KeyError where the table has no such column."""
        return CellRef(self.sheet.name, row, self.positions[field])
