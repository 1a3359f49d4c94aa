"""The rekap's sheet Perbandingan: Tabel 3.8 for all offices, and below it the indicators that have no counterpart."""

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
    NOTE,
    SECTION,
    TEXT,
    Pena,
    kategori_look,
    kolom,
    lines_of,
    ringkas,
)
from lkjip_xl.template.pena import Formats, Look

MOST_GROUPS = 40
"""So many indicators stand side by side; the less common ones of a whole country stand below as rows."""
HEAD_ROW = 5
_ABREAST = 3
"""So many indicators are legible side by side on a page."""
_FIRST = (5, 34, 8, 13, 11)
_GROUP = (11, 11, 11, 15, 11)
_NAME_COLUMNS = (2, 4)
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
    _own(pena, last + 3, rekap, shared)
    if len(shared) <= _ABREAST:
        pena.for_print((HEAD_ROW - 1, HEAD_ROW), judul, len(widths))
    else:
        breaks = range(len(_FIRST) + len(_GROUP) * _ABREAST, columns, len(_GROUP) * _ABREAST)
        pena.for_wide_print((HEAD_ROW - 1, HEAD_ROW), judul, breaks)


def _heads(pena: Pena, shared: Sequence[IndikatorRekap]) -> None:
    names = [_named(each) for each in shared]
    lines = max((lines_of(name, sum(_GROUP)) for name in names), default=1)
    pena.sheet.set_row(HEAD_ROW - 1, lines * _HEAD_LINE + 5)
    for at, name in enumerate(names):
        first = len(_FIRST) + at * len(_GROUP)
        pena.merged(HEAD_ROW - 1, (first, first + len(_GROUP) - 1), name, HEAD)
    pena.heads(HEAD_ROW, kolom("perbandingan_kolom") + kolom("perbandingan_kelompok") * len(shared))
    pena.sheet.set_row(HEAD_ROW, 2 * _HEAD_LINE + 5)


def _named(indikator: IndikatorRekap) -> str:
    return f"{indikator.nama} ({indikator.satuan})" if indikator.satuan else indikator.nama


def _office(pena: Pena, row: int, number: int, kantor: Kantor, shared: Sequence[IndikatorRekap], rekap: Rekap) -> None:
    targets = [each.nilai[kantor.id].target for each in shared if kantor.id in each.nilai]
    height = max(pena.height([kantor.nama], 1), *(lines_of(text, _GROUP[0]) * _HEAD_LINE + 3 for text in targets), 0)
    pena.sheet.set_row(row, height)
    pena.number(row, 0, number, 0, MIDDLE)
    pena.link(row, 1, kantor.nama, f"rekap/{kantor.id}.html", TEXT)
    pena.word(row, 2, str(kantor.ringkasan.tahun or ""), MIDDLE)
    pena.number(row, 3, kantor.ringkasan.rata_rata, 2, CELL)
    pena.number(row, 4, rekap.peringkat.get(kantor.id), 0, MIDDLE)
    for at, each in enumerate(shared):
        column = len(_FIRST) + at * len(_GROUP)
        if kantor.id in each.nilai:
            _figures(pena, row, column, each.nilai[kantor.id])
            pena.number(row, column + 4, each.peringkat.get(kantor.id), 0, MIDDLE)
        else:
            for place in range(column, column + len(_GROUP)):
                pena.text(row, place, "", CELL)


def _figures(pena: Pena, row: int, column: int, iku: IkuKantor) -> None:
    coloured: Look = kategori_look(iku.kategori)
    pena.typed(row, column, iku.target, CELL)
    pena.number(row, column + 1, iku.realisasi, 2, CELL)
    pena.number(row, column + 2, iku.capaian, 2, CELL | coloured)
    pena.word(row, column + 3, iku.kategori, MIDDLE | coloured)


def _own(pena: Pena, row: int, rekap: Rekap, shared: Sequence[IndikatorRekap]) -> None:
    """Write the indicators that do not stand side by side, one row per office that has it."""
    others = rekap.indikator[len(shared) :]
    if not others:
        return
    rare = any(each.bersama for each in others)
    key = "rekap.sendiri_petunjuk_sebagian" if rare else "rekap.sendiri_petunjuk"
    pena.text(row, 0, pesan("rekap.sendiri_judul"), SECTION)
    pena.text(row + 1, 0, pesan(key, jumlah=len(shared)), NOTE)
    _own_heads(pena, row + 2, kolom("sendiri_kolom") + (kolom("sendiri_peringkat") if rare else []))
    names = {each.id: each for each in rekap.kantor}
    rows = ((names[own], each, iku) for each in others for own, iku in each.nilai.items())
    for number, (kantor, indikator, iku) in enumerate(rows, 1):
        _own_row(pena, row + 2 + number, number, kantor, indikator, iku)
        if indikator.bersama:
            pena.number(row + 2 + number, len(_FIRST) + 4, indikator.peringkat.get(kantor.id), 0, MIDDLE)


def _own_heads(pena: Pena, row: int, heads: Sequence[str]) -> None:
    number, office, name, *figures = heads
    pena.sheet.set_row(row, 2 * _HEAD_LINE + 5)
    pena.text(row, 0, number, HEAD)
    pena.text(row, 1, office, HEAD)
    pena.merged(row, _NAME_COLUMNS, name, HEAD)
    for column, text in enumerate(figures, len(_FIRST)):
        pena.text(row, column, text, HEAD)


def _own_row(pena: Pena, row: int, number: int, kantor: Kantor, indikator: IndikatorRekap, iku: IkuKantor) -> None:
    name = f"{indikator.nama} ({iku.satuan})" if iku.satuan else indikator.nama
    wide = sum(_FIRST[_NAME_COLUMNS[0] :])
    lines = max(lines_of(name, wide), lines_of(kantor.nama, _FIRST[1]), lines_of(iku.target, _GROUP[0]))
    pena.sheet.set_row(row, lines * _HEAD_LINE + 3)
    pena.number(row, 0, number, 0, MIDDLE)
    pena.text(row, 1, kantor.nama, TEXT)
    pena.merged(row, _NAME_COLUMNS, name, TEXT)
    _figures(pena, row, len(_FIRST), iku)
