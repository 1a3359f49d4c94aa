"""The plan: every change a command wants made to a book, as plain values."""

from decimal import Decimal
from typing import Literal, NamedTuple

from lkjip_xl.table import Area, CellRef

MARK_PREFIX = "LKjIP_Tanda_"
"""What every defined name behind our marks begins with: by it a book tells ours from staff's own."""


class CellWrite(NamedTuple):
    """One cell to fill: a value, and the formula that yields it where there is one.

    ``formula`` is in English with commas and no "=". ``number_format`` is set only when the cell's present
    format must give way (General or "@" under a number); the book then clones the cell's style with it and
    changes nothing else. ``style_from`` names the column of the same row whose style a new cell takes.
    """

    ref: CellRef
    value: Decimal | str
    formula: str | None = None
    number_format: str | None = None
    style_from: int | None = None


class ColumnAdd(NamedTuple):
    """One column to add to a table, in the empty cells to its right.

    The book merges the header cells (``first_row`` to ``header_last``) when more than one, gives them the style of
    the cell at ``header_style`` (row, column) and writes ``title`` into the first; every cell below, down to
    ``last_row``, takes the style of ``style_from`` (a column number) in its own row. ``number`` is the entry for the
    numbering row (1 2 3 …) at ``number_row``, where the table has one.
    """

    sheet: str
    column: int
    title: str
    first_row: int
    header_last: int
    last_row: int
    style_from: int
    header_style: tuple[int, int]
    number_row: int | None = None
    number: Decimal | str | None = None


class Look(NamedTuple):
    """How a cell of ours looks, or how a conditional format changes one; colours are "RRGGBB".

    ``quoted`` keeps a text that begins like a formula a text even after staff edit it.
    """

    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: int = 10
    colour: str = "000000"
    fill: str | None = None
    border: str | None = None
    wrap: bool = False
    horizontal: Literal["left", "center", "right"] | None = None
    quoted: bool = False


class SheetCell(NamedTuple):
    """One cell of a sheet of ours; a text stays a text whatever it begins with.

    ``formula`` is in English with commas and no "=", and yields ``value``. A ``value`` of "" without formula is a
    blank cell that only has a look.
    """

    row: int
    column: int
    value: Decimal | str
    formula: str | None = None
    look: Look = Look()


class SheetColumn(NamedTuple):
    """The width of a column in characters, and whether it is hidden."""

    width: float
    hidden: bool = False


class TableArea(NamedTuple):
    """One of Excel's own tables: its first row holds ``titles``, each of them once, and a row of data follows."""

    name: str
    area: Area
    titles: tuple[str, ...]


class ColourRule(NamedTuple):
    """A look for the cells of an area where a formula, worded for the area's first cell, is true."""

    area: Area
    formula: str
    look: Look


class PrintSetup(NamedTuple):
    """How a sheet is printed: landscape A4, one page wide, ``repeat`` (first and last row) on every page."""

    repeat: tuple[int, int]
    footer: str


class SheetReplace(NamedTuple):
    """A whole sheet of ours: it takes the place of the sheet of that name, or is added as the last one.

    ``cells`` come row by row from the left; ``columns`` begin at A; ``heights`` are points by row, the usual height
    where nothing is said. The first ``frozen`` rows stay in view.
    """

    name: str
    cells: tuple[SheetCell, ...]
    columns: tuple[SheetColumn, ...] = ()
    heights: tuple[tuple[int, float], ...] = ()
    table: TableArea | None = None
    colours: tuple[ColourRule, ...] = ()
    frozen: int = 0
    cetak: PrintSetup | None = None


class MarkRule(NamedTuple):
    """One look of a sheet's marks: a defined name of that sheet alone, whose formula is true in the cells it marks.

    ``name`` begins with MARK_PREFIX; ``formula`` is in English with commas and no "=".
    """

    name: str
    formula: str
    look: Look


class MarkedSheet(NamedTuple):
    """The one conditional format that marks cells of a sheet, the rules that win first."""

    sheet: str
    area: Area
    rules: tuple[MarkRule, ...]


class Mark(NamedTuple):
    """All marks of the workbook: those of an earlier run go first, so ``Mark(())`` takes ours away and no others."""

    sheets: tuple[MarkedSheet, ...]


CellChange = CellWrite | ColumnAdd
Change = CellChange | SheetReplace | Mark
Plan = tuple[Change, ...]
