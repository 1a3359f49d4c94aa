"""The plan: every change a command wants made to a book, as plain values."""

from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.table import CellRef


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


Change = CellWrite | ColumnAdd
Plan = tuple[Change, ...]
