r"""Sheets typed as text, the way staff lay tables out, and what the reader makes of them as short rows.

One line is one row, "|" parts the cells. 83.75 is a number, 75% a percent-formatted 0.75, "83.75" in quotes and
everything else text, \n a line break, ~ a no-break space. "<" belongs to the merged cell on its left, "^" to
the one above. An empty line is an empty row.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from textwrap import dedent
from typing import Any

import openpyxl

from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.kepala import find_tables
from lkjip_xl.model import Baris, DokumenKinerja
from lkjip_xl.parse import parse
from lkjip_xl.table import Area, Cell, RawTable, Sheet, address, column_letters

Short = list[Any]

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?(%?)")
_MERGED = ("<", "^")


def sheet(text: str, name: str = "Sheet1", row: int = 1, column: int = 1, **more: Any) -> Sheet:
    """Return the sheet a grid of text describes, its first cell at ``row`` and ``column``."""
    grid = [[part.strip() for part in line.split("|")] for line in dedent(text).strip("\n").split("\n")]
    cells = {
        (row + i, column + j): _cell(row + i, column + j, part)
        for i, line in enumerate(grid)
        for j, part in enumerate(line)
        if part and part not in _MERGED
    }
    merges = tuple(
        Area(row + i, column + j, row + last_i, column + last_j)
        for i, line in enumerate(grid)
        for j, part in enumerate(line)
        if part not in _MERGED and (corner := _corner(grid, i, j)) != (i, j)
        for last_i, last_j in [corner]
    )
    return Sheet(name, cells, merges, **more)


def _cell(row: int, column: int, part: str) -> Cell:
    match = _NUMBER.fullmatch(part)
    if match and match[2]:
        return Cell(row, column, Decimal(part[:-1]) / 100, "angka", None, "0.00%")
    if match:
        return Cell(row, column, Decimal(part), "angka")
    return Cell(row, column, part.strip('"').replace("\\n", "\n").replace("~", "\u00a0"), "teks")


def _corner(grid: list[list[str]], i: int, j: int) -> tuple[int, int]:
    """Return the last cell merged with the one at i, j."""
    last_j = j
    while last_j + 1 < len(grid[i]) and grid[i][last_j + 1] == "<":
        last_j += 1
    last_i = i
    while last_i + 1 < len(grid) and j < len(grid[last_i + 1]) and grid[last_i + 1][j] == "^":
        last_i += 1
    return last_i, last_j


def read(*sheets: Sheet | str) -> DokumenKinerja:
    """Read sheets, or grids of text as sheets Sheet1, Sheet2 and so on."""
    made = [each if isinstance(each, Sheet) else sheet(each, f"Sheet{i}") for i, each in enumerate(sheets, 1)]
    return parse(find_tables(made), made, "buku.xlsx")


def tables(dokumen: DokumenKinerja) -> list[Short]:
    """Return each table as [its sheet and head rows, its kind, its fields by column]."""
    return [[f"{t.sheet.name}!{_head(t)}", t.kind, columns(t)] for t in dokumen.tables]


def _head(table: RawTable) -> str:
    return f"{table.header_first}-{table.header_last}"


def columns(table: RawTable) -> str:
    """Return a table's columns as "A indikator, B satuan", those not understood as "C ?"."""
    by_column = {k.column: k.field for k in table.columns} | {k.column: "?" for k in table.unknown}
    return ", ".join(f"{column_letters(column)} {field}" for column, field in sorted(by_column.items()))


def rows(dokumen: DokumenKinerja, *kinds: str) -> list[Short]:
    """Return the rows as [sheet and row, level, indicator or words it stands under, then its numbers as text]."""
    return [short(baris) for baris in dokumen.rows(*(kinds or dokumen.baris))]


def short(baris: Baris) -> Short:
    """Return one row; a row that stands off its head ends with its state."""
    numbers = [None if each.nilai is None else f"{each.nilai.normalize():f}" for each in baris.nilai.values()]
    state = [] if baris.keadaan == "utuh" else [baris.keadaan]
    return [f"{baris.table.sheet.name}!{baris.row}", baris.jenjang, baris.nama, *numbers, *state]


def unclear(dokumen: DokumenKinerja) -> list[Short]:
    """Return the heads that were seen but not taken as [sheet and row, the kinds they fit]."""
    return [[f"{seen.sheet}!{seen.row}", *seen.candidates] for seen in dokumen.unclear]


def through_file(path: Path, *sheets: Sheet) -> list[Sheet]:
    """Save sheets as .xlsx (strings inline, as openpyxl writes them) and return them as the file book reads them."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for each in sheets:
        _save(each, book.create_sheet(each.name))
    book.save(path)
    return list(FileBook.open(path).read())


def _save(made: Sheet, target: Any) -> None:
    for (row, column), cell in made.cells.items():
        saved = target.cell(row, column, cell.value)
        saved.number_format = cell.number_format
    for area in made.merges:
        target.merge_cells(f"{address(area.row, area.column)}:{address(area.last_row, area.last_column)}")
    for row in made.hidden_rows:
        target.row_dimensions[row].hidden = True
    for column in made.hidden_columns:
        target.column_dimensions[column_letters(column)].hidden = True
    target.sheet_state = "hidden" if made.hidden else "visible"


def moved(made: Sheet, down: int, right: int) -> Sheet:
    """Return a sheet with everything on it moved."""
    cells = {
        (r + down, c + right): cell._replace(row=r + down, column=c + right) for (r, c), cell in made.cells.items()
    }
    areas = (Area(a.row + down, a.column + right, a.last_row + down, a.last_column + right) for a in made.merges)
    return Sheet(made.name, cells, tuple(areas))


def names(found: Iterable[Short]) -> list[Short]:
    """Return rows without their places."""
    return [row[1:] for row in found]
