"""DK003: whether a NIP can be one: birth date, month of appointment, eighteen digits kept as text."""

import re
from collections.abc import Iterator
from datetime import date

from lkjip_xl.jenjang import text_of
from lkjip_xl.kepala import is_own_sheet
from lkjip_xl.rules.dasar import Kena, aturan
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.sel import teks
from lkjip_xl.table import Cell, CellRef, Sheet

_LABEL = re.compile(
    r"(?:NIP|NI\s?PPPK)(?: (?!.*\b(?:lama|atau|nik|nrp|wali\s?kota|bupati|gubernur)\b)[a-z][a-z ,.&/-]{1,80})?\s*[.:]*",
    re.IGNORECASE,
)
"""A label, with or without whose it is: "NIP Camat". A NIP of the old kind had nine digits."""
_LABELLED = re.compile(r"(?:NIP|NI\s?PPPK)\s*[.:]*\s*(?P<isi>\d.*)", re.IGNORECASE)
_INITIAL = ("N", "n")
_DIGITS = re.compile(r"\d")
_FILLER = re.compile(r"[\s.,\-–_]")
_ELECTED = re.compile(r"^(?:wakil )?(?:wali\s?kota|bupati|gubernur)\b", re.IGNORECASE)
_LENGTH = 18
_LEAST = 8
_REACH = 3
_FIRST_PPPK = 2019
_OLDEST, _YOUNGEST_AT_WORK = 1940, 16
_MONTHS = range(1, 13)


@aturan("DK003")
def nip_tidak_sah(konteks: Konteks) -> Iterator[Kena]:
    """Yield NIP that cannot be one, in cells that are clearly meant to hold one."""
    seen: set[CellRef] = set()
    for sheet in konteks.sheets:
        if is_own_sheet(sheet):
            continue
        for cell in _cells(konteks, sheet):
            ref = CellRef(sheet.name, cell.row, cell.column)
            fault = _fault(cell)
            if fault and ref not in seen:
                shown = _digits(cell) if cell.kind != "angka" else str(cell.value)
                yield Kena(ref, {"nip": shown, "panjang": len(_digits(cell))}, None, (), shown, varian=fault)
            seen.add(ref)


def _cells(konteks: Konteks, sheet: Sheet) -> Iterator[Cell]:
    """Yield the cells of a sheet that hold a NIP: of the table Pejabat, beside a label, below a head."""
    for row in konteks.rows("pejabat"):
        if row.table.sheet.name == sheet.name and not _ELECTED.match(teks(row, "jabatan")):
            cell = row.table.cell(row.row, "nip")
            if cell is not None and not cell.is_blank:
                yield cell
    tables = [table for table in konteks.tables("pejabat") if table.sheet.name == sheet.name]
    taken = {row for table in tables for row in range(table.header_first, table.last_row + 1)}
    for row_number, held in sheet.rows.items():
        for cell in held if row_number not in taken else ():
            text = text_of(cell)
            if text[:1] not in _INITIAL:  # few do, and both patterns take their time
                continue
            if _LABELLED.fullmatch(text):
                yield cell
            elif _LABEL.fullmatch(text):
                yield from _right_of(sheet, cell) or _below(sheet, cell)


def _right_of(sheet: Sheet, label: Cell) -> list[Cell]:
    for column in range(label.column + 1, label.column + 1 + _REACH):
        cell = sheet.cell(label.row, column)
        if not cell.is_blank and text_of(cell) != ":":
            return [cell] if len(_digits(cell)) >= _LEAST else []
    return []


def _below(sheet: Sheet, head: Cell) -> list[Cell]:
    found = []
    for row in range(head.row + 1, sheet.last_row + 1):
        cell = sheet.cell(row, head.column)
        if cell.is_blank:
            break
        if len(_digits(cell)) >= _LEAST:
            found.append(cell)
    return found


def _digits(cell: Cell) -> str:
    text = text_of(cell)
    match = _LABELLED.fullmatch(text)
    return "".join(_DIGITS.findall(match["isi"] if match else text or str(cell.value)))


def _fault(cell: Cell) -> str:
    """Return what is wrong with a NIP: "angka", "panjang", "huruf", "lahir", "tmt", or "" of a possible one."""
    if cell.kind == "angka":
        return "angka"
    text = text_of(cell)
    match = _LABELLED.fullmatch(text)
    typed = _FILLER.sub("", match["isi"] if match else text)
    if not _DIGITS.search(typed):
        return ""
    if not typed.isdecimal():
        return "huruf"
    if len(typed) != _LENGTH:
        return "panjang"
    return _wrong_dates(typed)


def _wrong_dates(typed: str) -> str:
    try:
        born = date(int(typed[:4]), int(typed[4:6]), int(typed[6:8]))
    except ValueError:
        return "lahir"
    if born.year < _OLDEST:
        return "lahir"
    year, month = int(typed[8:12]), int(typed[12:14])
    if year < born.year + _YOUNGEST_AT_WORK:
        return "tmt"
    return "" if month in _MONTHS or year >= _FIRST_PPPK else "tmt"
