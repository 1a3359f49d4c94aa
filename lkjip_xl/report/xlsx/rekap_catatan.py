"""The rekap's sheet Semua catatan: every finding of every workbook, one row each, to be filtered."""

from collections.abc import Iterable, Iterator

from xlsxwriter import Workbook

from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.catatan import Catatan
from lkjip_xl.report.xlsx.rekap_pena import MIDDLE, NOTE, TEXT, TINGKAT, Pena, kolom
from lkjip_xl.template.pena import Formats, Look

MOST_ROWS = 1_048_576
"""So many rows an Excel sheet has."""
_WIDTHS = (8, 28, 12, 9, 20, 8, 28, 58, 44, 16, 16, 22, 12, 28)
_PRINTED = 9
_HEAD = 3
_TINGKAT, _SEL = 2, 5
_TOP: Look = {"valign": "top"}
_CELL = TEXT | _TOP
_LOOKS = {tingkat: _CELL | look for tingkat, look in TINGKAT.items()}


def write_catatan(book: Workbook, formats: Formats, catatan: Iterable[Catatan]) -> None:
    """Write the sheet, one finding after another as they are read."""
    pena = Pena(book, formats, pesan("rekap.catatan"), _WIDTHS)
    pena.top(pesan("rekap.catatan"), pesan("rekap.catatan_petunjuk"))
    heads = kolom("catatan_kolom")
    pena.heads(_HEAD, heads)
    last, left = _rows(pena, iter(catatan))
    if left:
        pena.text(last + 1, 0, pesan("rekap.catatan_sisa", jumlah=left), NOTE)
    pena.sheet.autofilter(_HEAD, 0, last, len(heads) - 1)
    pena.sheet.freeze_panes(_HEAD + 1, 2)
    pena.for_print((_HEAD, _HEAD), pesan("rekap.catatan"), _PRINTED)


def _rows(pena: Pena, catatan: Iterator[Catatan]) -> tuple[int, int]:
    """Write findings until the sheet is full but for one row; return the last row with one, and how many are left."""
    last = _HEAD
    for row, each in enumerate(catatan, _HEAD + 1):
        if row >= MOST_ROWS - 1:
            return last, 1 + sum(1 for _ in catatan)
        _row(pena, row, each)
        last = row
    return last, 0


def _row(pena: Pena, row: int, each: Catatan) -> None:
    texts = (
        each.perangkat_daerah, each.tingkat, each.kode, each.lembar, each.sel, each.baris, each.pesan, each.saran,
        each.ditemukan, each.seharusnya, each.penanggung_jawab,
        pesan("rekap.dijelaskan" if each.dijelaskan else "rekap.berlaku"), each.alasan,
    )  # fmt: skip
    pena.sheet.set_row(row, pena.height(texts, 1))
    pena.number(row, 0, row - _HEAD, 0, MIDDLE | _TOP)
    for column, text in enumerate(texts, 1):
        if column == _SEL and text and each.salinan:
            sheet = each.lembar.replace("'", "''")
            pena.link(row, column, text, each.salinan, _CELL, f"'{sheet}'!{text}")
        else:
            pena.text(row, column, text, _LOOKS.get(text, _CELL) if column == _TINGKAT else _CELL)
