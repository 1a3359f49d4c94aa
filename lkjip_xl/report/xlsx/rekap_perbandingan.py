"""The rekap's sheet Perbandingan: Tabel 3.8 for all offices."""

from collections.abc import Sequence

from xlsxwriter import Workbook

from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.model import IndikatorRekap, Kantor, Rekap
from lkjip_xl.rekap.ringkasan import IkuKantor
from lkjip_xl.report.xlsx.rekap_pena import (
    ABSENT,
    CELL,
    HEAD,
    MIDDLE,
    OFFICE_WIDTH,
    TEXT,
    Pena,
    kategori_look,
    kolom,
    lines_of,
    ringkas,
    tall,
)
from lkjip_xl.template.pena import Formats, Look

MOST_GROUPS = 40
"""So many indicators stand side by side; the less common ones of a whole country stand as rows on another sheet."""
HEAD_ROW = 5
_ABREAST, _ON_ONE_PAGE = 2, 3
"""So many indicators are legible side by side on a page, and so few are still put on one."""
_FIRST = (5, OFFICE_WIDTH, 8, 13, 11)
_GROUP = (11, 11, 11, 15, 11)
_HEAD_LINE = 14.5


def bersama(rekap: Rekap) -> tuple[IndikatorRekap, ...]:
    """Return the indicators that stand side by side, the commonest first."""
    return tuple(each for each in rekap.indikator if each.bersama)[:MOST_GROUPS]


def write_perbandingan(book: Workbook, formats: Formats, rekap: Rekap) -> None:
    """Write the sheet."""
    shared = bersama(rekap)
    widths = (*_FIRST, *(_GROUP * max(len(shared), 1)))
    pena = Pena(book, formats, pesan("rekap.perbandingan"), widths)
    judul = pesan("rekap.perbandingan_judul")
    pena.top(judul, ringkas(rekap), pesan("rekap.perbandingan_petunjuk") if rekap.kantor else pesan("rekap.kosong"))
    _heads(pena, shared)
    for number, kantor in enumerate(rekap.kantor, 1):
        _office(pena, HEAD_ROW + number, number, kantor, shared, rekap)
    last = HEAD_ROW + len(rekap.kantor)
    columns = len(_FIRST) + len(_GROUP) * len(shared)
    if rekap.kantor and shared:
        grey = {"type": "blanks", "format": book.add_format({"bg_color": ABSENT})}
        pena.sheet.conditional_format(HEAD_ROW + 1, len(_FIRST), last, columns - 1, grey)
    pena.sheet.autofilter(HEAD_ROW, 0, last, columns - 1)
    pena.sheet.freeze_panes(HEAD_ROW + 1, 2)
    if len(shared) <= _ON_ONE_PAGE:
        pena.for_print((HEAD_ROW - 1, HEAD_ROW), judul, len(widths))
    else:
        breaks = range(len(_FIRST) + len(_GROUP) * _ABREAST, columns, len(_GROUP) * _ABREAST)
        pena.for_wide_print((HEAD_ROW - 1, HEAD_ROW), judul, breaks)


def _heads(pena: Pena, shared: Sequence[IndikatorRekap]) -> None:
    names = [_named(each) for each in shared]
    high = max((lines_of(name, sum(_GROUP)) for name in names), default=1)
    pena.sheet.set_row(HEAD_ROW - 1, high * _HEAD_LINE + 5)
    for at, name in enumerate(names):
        first = len(_FIRST) + at * len(_GROUP)
        pena.merged(HEAD_ROW - 1, (first, first + len(_GROUP) - 1), name, HEAD)
    pena.heads(HEAD_ROW, kolom("perbandingan_kolom") + kolom("perbandingan_kelompok") * len(shared))
    pena.sheet.set_row(HEAD_ROW, 2 * _HEAD_LINE + 5)


def _named(indikator: IndikatorRekap) -> str:
    return f"{indikator.nama} ({indikator.satuan})" if indikator.satuan else indikator.nama


def _office(pena: Pena, row: int, number: int, kantor: Kantor, shared: Sequence[IndikatorRekap], rekap: Rekap) -> None:
    high = max((lines(each.nilai[kantor.id], _GROUP) for each in shared if kantor.id in each.nilai), default=1)
    pena.sheet.set_row(row, max(pena.height([kantor.nama], 1), tall(high)))
    pena.number(row, 0, number, 0, MIDDLE)
    pena.link(row, 1, kantor.nama, f"rekap/{kantor.id}.html", TEXT)
    pena.word(row, 2, str(kantor.ringkasan.tahun or ""), MIDDLE)
    pena.number(row, 3, kantor.ringkasan.rata_rata, 2, CELL)
    pena.number(row, 4, rekap.peringkat.get(kantor.id), 0, MIDDLE)
    for at, each in enumerate(shared):
        column = len(_FIRST) + at * len(_GROUP)
        if kantor.id in each.nilai:
            figures(pena, row, column, each.nilai[kantor.id])
            pena.number(row, column + 4, each.peringkat.get(kantor.id), 0, MIDDLE)
        else:
            for place in range(column, column + len(_GROUP)):
                pena.text(row, place, "", CELL)


def lines(iku: IkuKantor, widths: Sequence[float]) -> int:
    """Return how many lines an indicator's figures take in columns of these widths."""
    texts = iku.target, iku.realisasi_tertulis, _uncomputed(iku)
    return max(lines_of(text, width) for text, width in zip(texts, widths, strict=False))


def _uncomputed(iku: IkuKantor) -> str:
    """Return what stands for the capaian of an indicator that was measured, but not by a number; else ""."""
    return pesan("rekap.tidak_dihitung") if iku.capaian is None and iku.realisasi_tertulis else ""


def figures(pena: Pena, row: int, column: int, iku: IkuKantor) -> None:
    """Write an indicator's target, realisasi, capaian and kategori."""
    coloured: Look = kategori_look(iku.kategori)
    pena.typed(row, column, iku.target, CELL)
    pena.typed(row, column + 1, iku.realisasi_tertulis, CELL)
    if uncomputed := _uncomputed(iku):
        pena.text(row, column + 2, uncomputed, MIDDLE | {"text_wrap": True})
    else:
        pena.number(row, column + 2, iku.capaian, 2, CELL | coloured)
    pena.word(row, column + 3, iku.kategori, MIDDLE | coloured)
