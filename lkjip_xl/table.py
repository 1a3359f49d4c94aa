"""Cells and sheets as every book hands them over: plain values, no file format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

Value = Decimal | str | bool | None
Kind = Literal["angka", "teks", "logika", "galat", "kosong"]


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


class Area(NamedTuple):
    """A rectangle of cells, both corners included, 1-based."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Sheet:
    """One worksheet as read: only cells that hold a value or a formula are in ``cells``.

    ``blank_formats`` are the number formats, other than General, of cells that hold nothing; ``locked`` are the
    areas of array formulas, spills and data tables, whose cells cannot be written one by one.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    blank_formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    locked: tuple[Area, ...] = ()

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
    def anchors(self) -> Mapping[tuple[int, int], Area]:
        """Every cell under a merge, with that merge; cut to the part of the sheet that holds anything."""
        return {
            (row, column): area
            for area in self.merges
            for row in range(area.row, min(area.last_row, self.last_row) + 1)
            for column in range(area.column, min(area.last_column, self.last_column) + 1)
        }

    def shown(self, row: int, column: int) -> Cell:
        """Return the cell a reader sees at a position: the merge's first cell where one covers it."""
        area = self.anchors.get((row, column))
        return self.cell(area.row, area.column) if area else self.cell(row, column)


class Kolom(NamedTuple):
    """One column of a table: the field it holds, the words above it, and the year among those words."""

    field: str
    column: int
    judul: str
    tahun: int | None = None


@dataclass(frozen=True)
class RawTable:
    """A table found on a sheet: where its head and rows stand and what its columns mean.

    ``rows`` are the data rows, ``total_rows`` those that sum or average the others; ``number_row`` is the row
    that counts the columns (1 2 3 …). ``unknown`` are the columns whose words were not understood.
    """

    kind: str
    sheet: Sheet
    header_first: int
    header_last: int
    columns: tuple[Kolom, ...]
    unknown: tuple[Kolom, ...] = ()
    number_row: int | None = None
    rows: tuple[int, ...] = ()
    total_rows: tuple[int, ...] = ()

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The column number of each field; of a field repeated over years, the first."""
        return {kolom.field: kolom.column for kolom in reversed(self.columns)}

    @property
    def first_column(self) -> int:
        """The table's leftmost column."""
        return min(kolom.column for kolom in self.columns + self.unknown)

    @property
    def last_column(self) -> int:
        """The table's rightmost column, understood or not."""
        return max(kolom.column for kolom in self.columns + self.unknown)

    @property
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
