"""The rekap's sheet Indikator sendiri: what does not stand side by side, one row per office that has it."""

from xlsxwriter import Workbook

from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.model import IndikatorRekap, Kantor, Rekap
from lkjip_xl.rekap.ringkasan import IkuKantor
from lkjip_xl.report.xlsx.rekap_pena import MIDDLE, OFFICE_WIDTH, TEXT, Pena, kolom, lines_of, tall
from lkjip_xl.report.xlsx.rekap_perbandingan import bersama, figures, lines
from lkjip_xl.template.pena import Formats

_WIDTHS = (5, OFFICE_WIDTH, 60, 14, 14, 12, 16, 11)
_HEAD, _FIGURES, _RANK = 3, 3, 7


def write_sendiri(book: Workbook, formats: Formats, rekap: Rekap) -> None:
    """Write the sheet; the rank of those that some offices share only where there are such."""
    others = rekap.indikator[len(bersama(rekap)) :]
    rare = any(each.bersama for each in others)
    pena = Pena(book, formats, pesan("rekap.sendiri"), _WIDTHS)
    note = "sendiri_bersih" if not others else "sendiri_petunjuk_sebagian" if rare else "sendiri_petunjuk"
    pena.top(pesan("rekap.sendiri_judul"), pesan(f"rekap.{note}", jumlah=len(bersama(rekap))))
    heads = kolom("sendiri_kolom") + (kolom("sendiri_peringkat") if rare else [])
    pena.heads(_HEAD, heads)
    last = _HEAD
    for last, (kantor, indikator, iku) in enumerate(_rows(rekap, others), _HEAD + 1):
        _row(pena, last, kantor, indikator, iku)
    pena.sheet.autofilter(_HEAD, 0, last, len(heads) - 1)
    pena.sheet.freeze_panes(_HEAD + 1, 2)
    pena.for_print((_HEAD, _HEAD), pesan("rekap.sendiri_judul"), len(heads))


def _rows(rekap: Rekap, others: tuple[IndikatorRekap, ...]) -> list[tuple[Kantor, IndikatorRekap, IkuKantor]]:
    """Return the rows: what some offices share by indicator, and then what an office has alone by office."""
    place = {each.id: at for at, each in enumerate(rekap.kantor)}
    rows = [(rekap.kantor[place[own]], each, iku) for each in others for own, iku in each.nilai.items()]
    return sorted(rows, key=lambda row: -1 if row[1].bersama else place[row[0].id])


def _row(pena: Pena, row: int, kantor: Kantor, indikator: IndikatorRekap, iku: IkuKantor) -> None:
    name = f"{indikator.nama} ({iku.satuan})" if iku.satuan else indikator.nama
    high = max(lines_of(name, _WIDTHS[2]), lines_of(kantor.nama, _WIDTHS[1]), lines(iku, _WIDTHS[_FIGURES:]))
    pena.sheet.set_row(row, tall(high))
    pena.number(row, 0, row - _HEAD, 0, MIDDLE)
    pena.text(row, 1, kantor.nama, TEXT)
    pena.text(row, 2, name, TEXT)
    figures(pena, row, _FIGURES, iku)
    if indikator.bersama:
        pena.number(row, _RANK, indikator.peringkat.get(kantor.id), 0, MIDDLE)
