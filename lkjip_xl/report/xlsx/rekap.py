"""The workbook rekap.xlsx: all offices of a batch side by side, written row by row so that memory stays flat."""

from collections.abc import Iterable
from datetime import datetime, time
from pathlib import Path
from typing import BinaryIO

from xlsxwriter import Workbook

from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.catatan import Catatan
from lkjip_xl.rekap.model import Rekap
from lkjip_xl.report.xlsx.rekap_anggaran import write_anggaran
from lkjip_xl.report.xlsx.rekap_catatan import write_catatan
from lkjip_xl.report.xlsx.rekap_grafik import write_grafik
from lkjip_xl.report.xlsx.rekap_pena import MIDDLE, TEXT, Pena, kolom
from lkjip_xl.report.xlsx.rekap_perbandingan import write_perbandingan
from lkjip_xl.report.xlsx.rekap_sendiri import write_sendiri
from lkjip_xl.report.xlsx.rekap_validasi import write_validasi
from lkjip_xl.template.pena import Formats

_HEAD = 3


def rekap_xlsx(rekap: Rekap, catatan: Iterable[Catatan], tujuan: BinaryIO | Path) -> None:
    """Write the workbook; ``catatan`` are read once, one at a time, and equal input gives an equal file.

    Every text of other people is written as text: what begins with "=" is shown, never calculated.
    """
    target = str(tujuan) if isinstance(tujuan, Path) else tujuan
    with Workbook(target, {"constant_memory": True, "nan_inf_to_errors": False}) as book:
        title = pesan("rekap.perbandingan_judul")
        book.set_properties({"title": title, "created": datetime.combine(rekap.tanggal, time())})
        book.set_size(24_000, 14_000)
        formats = Formats(book)
        write_perbandingan(book, formats, rekap)
        write_sendiri(book, formats, rekap)
        write_anggaran(book, formats, rekap)
        write_validasi(book, formats, rekap)
        write_catatan(book, formats, catatan)
        _write_gagal(book, formats, rekap)
        write_grafik(book, formats, rekap)


def _write_gagal(book: Workbook, formats: Formats, rekap: Rekap) -> None:
    pena = Pena(book, formats, pesan("rekap.gagal"), (6, 52, 100))
    pena.top(pesan("rekap.gagal_judul"), pesan("rekap.gagal_petunjuk" if rekap.gagal else "rekap.gagal_bersih"))
    heads = kolom("gagal_kolom")
    pena.heads(_HEAD, heads)
    for number, each in enumerate(rekap.gagal, 1):
        row = _HEAD + number
        pena.sheet.set_row(row, pena.height(each, 1))
        pena.number(row, 0, number, 0, MIDDLE)
        pena.text(row, 1, each.berkas, TEXT)
        pena.text(row, 2, each.alasan, TEXT)
    pena.sheet.freeze_panes(_HEAD + 1, 0)
    pena.sheet.autofilter(_HEAD, 0, _HEAD + len(rekap.gagal), len(heads) - 1)
    pena.for_print((_HEAD, _HEAD), pesan("rekap.gagal_judul"), len(heads))
