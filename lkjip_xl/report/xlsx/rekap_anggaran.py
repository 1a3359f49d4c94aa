"""The rekap's sheet Anggaran: what each office had, spent and reached with it, and the sum of all."""

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.model import Kantor, Rekap
from lkjip_xl.rekap.ringkasan import AnggaranKantor
from lkjip_xl.report.xlsx.rekap_pena import CELL, MIDDLE, OFFICE_WIDTH, RIGHT, TEXT, TOTAL, Pena, kolom, ringkas
from lkjip_xl.template.pena import Formats, write_formula

_WIDTHS = (5, OFFICE_WIDTH, 8, 22, 22, 12, 14, 14, 17, 12)
_HEAD = 4
_PAGU, _REALISASI, _SERAPAN = 3, 4, 5
_RUPIAH, _PERCENT = "#,##0", "#,##0.00"


def write_anggaran(book: Workbook, formats: Formats, rekap: Rekap) -> None:
    """Write the sheet."""
    pena = Pena(book, formats, pesan("rekap.anggaran"), _WIDTHS)
    judul = pesan("rekap.anggaran_judul")
    pena.top(judul, ringkas(rekap), pesan("rekap.anggaran_petunjuk") if rekap.kantor else pesan("rekap.kosong"))
    heads = kolom("anggaran_kolom")
    pena.heads(_HEAD, heads)
    for number, kantor in enumerate(rekap.kantor, 1):
        _row(pena, _HEAD + number, number, kantor, rekap.peringkat.get(kantor.id))
    last = _HEAD + len(rekap.kantor)
    pena.sheet.autofilter(_HEAD, 0, last, len(heads) - 1)
    pena.sheet.freeze_panes(_HEAD + 1, 2)
    if rekap.anggaran:
        _total(pena, last + 1, rekap.anggaran)
    pena.for_print((_HEAD, _HEAD), judul, len(heads))


def _row(pena: Pena, row: int, number: int, kantor: Kantor, rank: int | None) -> None:
    ringkasan = kantor.ringkasan
    pena.sheet.set_row(row, pena.height([kantor.nama], 1))
    pena.number(row, 0, number, 0, MIDDLE)
    pena.link(row, 1, kantor.nama, f"rekap/{kantor.id}.html", TEXT)
    pena.word(row, 2, str(ringkasan.tahun or ""), MIDDLE)
    pagu, spent, share = ringkasan.anggaran or (None, None, None)
    for column, value, places in ((_PAGU, pagu, 0), (_REALISASI, spent, 0), (_SERAPAN, share, 2)):
        pena.number(row, column, value, places, CELL)
    pena.number(row, 6, ringkasan.rata_rata, 2, CELL)
    pena.number(row, 7, ringkasan.efisiensi, 2, CELL)
    pena.word(row, 8, ringkasan.status, MIDDLE)
    pena.number(row, 9, rank, 0, MIDDLE)


def _total(pena: Pena, row: int, totals: AnggaranKantor) -> None:
    """Write the sums as formulas, so that they follow what is corrected or filtered in the sheet."""
    pena.merged(row, (0, 2), pesan("rekap.jumlah"), TEXT | TOTAL)
    for column, value in ((_PAGU, totals.pagu), (_REALISASI, totals.realisasi)):
        cells = f"{xl_rowcol_to_cell(_HEAD + 1, column)}:{xl_rowcol_to_cell(row - 1, column)}"
        shown = pena.look(CELL | TOTAL | RIGHT | {"num_format": _RUPIAH})
        write_formula(pena.sheet, (row, column), f"SUBTOTAL(109,{cells})", shown, value)
    pagu, spent = (xl_rowcol_to_cell(row, column) for column in (_PAGU, _REALISASI))
    look = pena.look(CELL | TOTAL | RIGHT | {"num_format": _PERCENT})
    write_formula(pena.sheet, (row, _SERAPAN), f'IF({pagu}=0,"",{spent}/{pagu}*100)', look, totals.serapan)
    for column in range(_SERAPAN + 1, len(_WIDTHS)):
        pena.text(row, column, "", CELL | TOTAL)
