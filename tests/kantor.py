"""Workbooks of other offices (kantor.md), as staff lay them out; "# " begins a workbook, "## " a sheet, see staff.py.

"## Temuan" lists the kesalahan and peringatan that are true there; a workbook without it has none. That documents
are missing is not counted: each workbook holds only a few.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from openpyxl.utils.cell import coordinate_to_tuple
from staff import sheet

from lkjip_xl.check import periksa
from lkjip_xl.compute import compute
from lkjip_xl.kepala import find_tables
from lkjip_xl.ketentuan import ketentuan_bawaan
from lkjip_xl.parse import parse
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.table import Cell, Sheet
from lkjip_xl.temuan import HasilPeriksa, Tahap

_TEXT = Path(__file__).with_name("kantor.md")
_HIDDEN = " (tersembunyi)"
Isi = str | float | None


@cache
def kantor() -> Mapping[str, tuple[tuple[Sheet, ...], list[str]]]:
    """Return each workbook's sheets and expected findings by its name."""
    found = {}
    for book in re.split(r"^# ", _TEXT.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, *parts = re.split(r"^## ", book.strip("\n"), flags=re.MULTILINE)
        texts = dict(part.strip("\n").split("\n", 1) for part in parts)
        expected = texts.pop("Temuan", "").split("\n")
        sheets = tuple(sheet(text, each.removesuffix(_HIDDEN), hidden=_HIDDEN in each) for each, text in texts.items())
        found[name.strip()] = (sheets, [line for line in expected if line])
    return found


def buku(name: str) -> str:
    """Return the full name of the one workbook whose name begins like this."""
    [found] = [each for each in kantor() if each.startswith(name)]
    return found


def diubah(sheets: tuple[Sheet, ...], changes: Mapping[str, Isi]) -> tuple[Sheet, ...]:
    """Return sheets with some cells ("PK!E5") changed; None empties a cell."""
    made = {each.name: dict(each.cells) for each in sheets}
    for at, value in changes.items():
        name, a1 = at.split("!")
        place = coordinate_to_tuple(a1)
        made[name][place] = _cell(*place, value)
    return tuple(each._replace(cells=made[each.name]) for each in sheets)


def _cell(row: int, column: int, value: Isi) -> Cell:
    if value is None:
        return Cell(row, column)
    if isinstance(value, str):
        return Cell(row, column, value, "galat" if value.startswith("#") else "teks")
    return Cell(row, column, Decimal(str(value)), "angka")


def periksa_buku(name: str, sheets: tuple[Sheet, ...], tahap: Tahap = "penyampaian") -> HasilPeriksa:
    """Validate sheets as the workbook of that name."""
    dokumen = parse(find_tables(sheets), sheets, f"{name}.xlsx")
    ketentuan = ketentuan_bawaan()
    return periksa(Konteks(dokumen, sheets, compute(dokumen, ketentuan), ketentuan, tahap))


def gawat(hasil: HasilPeriksa) -> list[str]:
    """Return the kesalahan and peringatan as "Lembar!A1 KODE", missing documents left out."""
    found = [each for each in hasil.temuan if each.tingkat != "info" and each.kode != "WB001"]
    return [f"{each.ref.sheet}!{each.ref.a1} {each.kode}" for each in found]
