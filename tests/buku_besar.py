"""A sample workbook made large: its plan, budget and realisasi over and over, each time for another place."""

from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.kepala import find_tables
from lkjip_xl.table import RawTable

LARGE = frozenset({"rencana_aksi", "anggaran", "realisasi", "program_pendukung", "monev"})
WORDS = frozenset({"tujuan", "sasaran", "campuran", "program", "kegiatan", "sub_kegiatan", "uraian", "indikator"})
_SYLLABLES = ("ba", "ke", "ri", "so", "tu", "mang", "lun", "dar", "pis", "gen")


def place(number: int) -> str:
    """Return an invented name, another one for every number: 207 is "riba pis"."""
    digits = [int(digit) for digit in f"{number:03d}"]
    return "".join(_SYLLABLES[digit] for digit in digits[:2]) + " " + _SYLLABLES[digits[2]] + "wangi"


def enlarged(source: Path, target: Path, times: int) -> Path:
    """Save a copy of a workbook whose large tables stand ``times`` over, one below the other; return its path."""
    book = openpyxl.load_workbook(source, data_only=True)
    for table in find_tables(FileBook.open(source).read()).tables:
        if table.kind in LARGE and table.rows:
            _repeat(book[table.sheet.name], table, times)
    book.save(target)
    return target


def _repeat(sheet: Worksheet, table: RawTable, times: int) -> None:
    first, last = table.rows[0], table.rows[-1]
    fields = {kolom.column: kolom.field for kolom in table.columns}
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first, max_row=last)]
    areas = [area.bounds for area in sheet.merged_cells.ranges]
    _clear(sheet, last)
    for number in range(1, times):
        down = number * len(rows)
        for offset, values in enumerate(rows):
            for column, value in enumerate(values, start=1):
                sheet.cell(first + down + offset, column, _moved(value, fields.get(column, ""), number))
        for left, top, right, bottom in areas:
            if first <= top and bottom <= last:
                sheet.merge_cells(None, top + down, left, bottom + down, right)


def _clear(sheet: Worksheet, last: int) -> None:
    """Empty what stands below a row: sums, signatures."""
    for area in [area for area in sheet.merged_cells.ranges if area.max_row > last]:
        sheet.merged_cells.remove(area)
    if sheet.max_row > last:
        sheet.delete_rows(last + 1, sheet.max_row - last)


def _moved(value: object, field: str, number: int) -> object:
    """Return a cell as it stands for another place: its words with the place's name, its kode of another urusan."""
    if not isinstance(value, str) or not value.strip():
        return value
    if field == "kode":
        kode = value.split(".", 2)
        return f"{1 + number // 90}.{10 + number % 90}.{kode[2]}" if len(kode) > 2 else f"{value}{number:03d}"
    return f"{value} wilayah {place(number)}" if field in WORDS else value
