"""Tells the rows of a table apart: numbering row, data, totals, and what merely stands below it."""

import re
from dataclasses import replace
from decimal import Decimal

from lkjip_xl.angka import read_angka
from lkjip_xl.table import Cell, RawTable

_TOTAL = re.compile(
    r"(?:grand |sub ?)?(?:jumlah|total)"
    r"(?: (?:total|jumlah|keseluruhan|seluruh\w*|anggaran|pagu|belanja|nilai|akhir|besar|rp))*"
    r"|(?:nilai |jumlah )?rata[\s-]*rata(?: .*)?",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\(?\s*(\d{1,2})\s*(?:[).]|$|=.*|\s*\(.*)")
_TOTAL_LABEL_LENGTH = 60


def split_rows(table: RawTable, end: int) -> RawTable:
    """Return the table with its rows down to ``end`` told apart; signatures and notes below it are left out."""
    start = table.header_last + 1
    number_row = start if _is_numbering(table, start) else None
    filled = [row for row in range(start + (number_row is not None), end + 1) if _filled(table, row)]
    kept = filled[: _body_length(table, filled)]
    totals = tuple(row for row in kept if _is_total(table, row))
    data = tuple(row for row in kept if row not in totals)
    return replace(table, number_row=number_row, rows=data, total_rows=totals)


def _cells(table: RawTable, row: int) -> list[Cell]:
    return [table.sheet.cell(row, kolom.column) for kolom in table.columns]


def _filled(table: RawTable, row: int) -> list[Cell]:
    cells = (table.sheet.cell(row, kolom.column) for kolom in table.columns + table.unknown)
    return [cell for cell in cells if cell.formula is not None or cell.kind != "kosong"]


def _is_numbering(table: RawTable, row: int) -> bool:
    """Tell whether a row only counts the columns: 1 2 3, (1) (2) (3), "6 = 5/4"."""
    counts = [_count(cell) for cell in _cells(table, row) if cell.kind != "kosong"]
    numbers = [count for count in counts if count is not None]
    return len(numbers) > 1 and len(numbers) == len(counts) and numbers == sorted(set(numbers)) and numbers[0] <= 3


def _count(cell: Cell) -> int | None:
    if isinstance(cell.value, Decimal):
        return int(cell.value) if cell.value == int(cell.value) and 0 < cell.value < 60 else None
    match = _COUNT.match(cell.value) if isinstance(cell.value, str) else None
    return int(match[1]) if match else None


def _body_length(table: RawTable, filled: list[int]) -> int:
    """Return how many of the filled rows belong to the table; the rest are titles, notes and signatures.

    Rows with fewer than two filled columns end no table but do not close it either; after an empty row, a row
    needs a number, or an indicator with a unit, to go on.
    """
    length = 0
    gap = False
    for position, row in enumerate(filled):
        gap = gap or (position > 0 and row > filled[position - 1] + 1)
        if len(_filled(table, row)) > 1 and (not gap or _has_figures(table, row)):
            length, gap = position + 1, False
    return length


def _has_figures(table: RawTable, row: int) -> bool:
    cells = (table.sheet.cell(row, kolom.column) for kolom in table.columns + table.unknown if kolom.field != "no")
    unit, name = table.cell(row, "satuan"), table.cell(row, "indikator")
    return any(_is_number(cell) for cell in cells) or bool(unit and name and unit.value and name.value)


def _is_number(cell: Cell) -> bool:
    if isinstance(cell.value, str):
        return cell.kind == "teks" and read_angka(cell.value).jenis == "angka"
    return isinstance(cell.value, Decimal)


def _is_total(table: RawTable, row: int) -> bool:
    texts = (cell.value for cell in _cells(table, row) if cell.kind == "teks")
    return any(
        isinstance(text, str)
        and len(text) <= _TOTAL_LABEL_LENGTH
        and _TOTAL.fullmatch(text.strip(" :.()").replace("  ", " "))
        for text in texts
    )
