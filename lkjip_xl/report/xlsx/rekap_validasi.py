"""The rekap's sheet Hasil Validasi: what workbooks contradict in each other, and how often each rule found what."""

from collections import Counter
from collections.abc import Iterable, Sequence

from xlsxwriter import Workbook

from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.model import Kantor, Rekap
from lkjip_xl.rekap.temuan import nama_aturan
from lkjip_xl.report.xlsx.rekap_pena import (
    CELL,
    HEAD,
    MIDDLE,
    NOTE,
    OFFICE_WIDTH,
    SECTION,
    TEXT,
    TINGKAT,
    TOTAL,
    Pena,
    kolom,
    lines_of,
    ringkas,
)
from lkjip_xl.template.pena import Formats
from lkjip_xl.temuan import TINGKAT as SEVERITIES

_FIRST = (5, OFFICE_WIDTH, 14, 14, 11, 11, 8, 11)
_RULE = 4.7
_SHOWN = 4
"""So many contradictions stand above the table, that it may stay in sight; the others stand on Semua catatan."""
_ABOVE = 4
_LEAST_RULES = 16
_LEGEND = ((0, 1), (2, 5), (6, 15))
"""The columns the codes' meanings stand in, side by side."""
_LINE = 14.5
_HEAT = {
    "type": "3_color_scale", "min_type": "num", "min_value": 0, "mid_type": "percent", "mid_value": 50,
    "min_color": "#FFFFFF", "mid_color": "#FFE699", "max_color": "#F4877F",
}  # fmt: skip


def write_validasi(book: Workbook, formats: Formats, rekap: Rekap) -> None:
    """Write the sheet."""
    rules = max(len(rekap.aturan), _LEAST_RULES)
    pena = Pena(book, formats, pesan("rekap.validasi"), (*_FIRST, *([_RULE] * rules)))
    judul = pesan("rekap.validasi")
    pena.top(judul, ringkas(rekap), pesan("rekap.validasi_petunjuk") if rekap.kantor else pesan("rekap.kosong"))
    head = _between(pena, rekap, len(_FIRST) + _LEAST_RULES - 1) + 1
    columns = len(_FIRST) + len(rekap.aturan)
    _heads(pena, head, rekap.aturan)
    for number, kantor in enumerate(rekap.kantor, 1):
        _office(pena, head + number, number, kantor, rekap.aturan)
    last = head + len(rekap.kantor)
    if rekap.kantor:
        if rekap.aturan:
            pena.sheet.conditional_format(head + 1, len(_FIRST), last, columns - 1, _HEAT)
        last = _totals(pena, last + 1, rekap)
    pena.sheet.autofilter(head, 0, head + len(rekap.kantor), columns - 1)
    pena.sheet.freeze_panes(head + 1, 2)
    _legend(pena, last + 3, rekap)
    pena.for_print((head, head), judul, len(_FIRST) + rules)


def _between(pena: Pena, rekap: Rekap, last_column: int) -> int:
    """Write the contradictions between workbooks, and return the row below them."""
    if not rekap.temuan:
        pena.text(_ABOVE, 0, pesan("rekap.antar_bersih"), NOTE)
        return _ABOVE + 1
    pena.text(_ABOVE, 0, pesan("rekap.antar_judul"), SECTION)
    names = {each.id: each.nama for each in rekap.kantor}
    wide = _FIRST[2] + sum(_FIRST[3:]) + _RULE * _LEAST_RULES
    row = _ABOVE
    for row, each in enumerate(rekap.temuan[:_SHOWN], _ABOVE + 1):
        said, office = f"{each.pesan} {each.saran}", names[each.kantor[0]]
        pena.sheet.set_row(row, max(lines_of(said, wide), lines_of(office, _FIRST[1])) * _LINE + 3)
        pena.text(row, 0, each.kode, MIDDLE | {"font_size": 8} | TINGKAT[each.tingkat])
        pena.text(row, 1, office, TEXT)
        pena.merged(row, (2, last_column), said, TEXT)
    if len(rekap.temuan) > _SHOWN:
        row += 1
        pena.text(row, 1, pesan("rekap.antar_sisa", jumlah=len(rekap.temuan) - _SHOWN), NOTE)
    return row + 1


def _heads(pena: Pena, row: int, rules: Sequence[str]) -> None:
    for column, text in enumerate(kolom("validasi_kolom")):
        pena.text(row, column, text, HEAD)
    for column, kode in enumerate(rules, len(_FIRST)):
        pena.text(row, column, kode, HEAD | {"rotation": 90})
    pena.sheet.set_row(row, 52)


def _office(pena: Pena, row: int, number: int, kantor: Kantor, rules: Sequence[str]) -> None:
    ringkasan = kantor.ringkasan
    pena.sheet.set_row(row, pena.height([kantor.nama], 1))
    pena.number(row, 0, number, 0, MIDDLE)
    pena.link(row, 1, kantor.nama, f"rekap/{kantor.id}.html", TEXT)
    for column, (kind, key) in enumerate((("salinan", "buka_salinan"), ("html", "buka_laporan")), 2):
        path = ringkasan.keluaran.get(kind, "")
        if path:
            pena.link(row, column, pesan(f"rekap.{key}"), path, MIDDLE)
        else:
            pena.dash(row, column, MIDDLE)
    for column, tingkat in enumerate(SEVERITIES, 4):
        count = ringkasan.jumlah(tingkat)
        pena.number(row, column, count, 0, MIDDLE | (TINGKAT[tingkat] if count else {}))
    pena.number(row, 7, ringkasan.dijelaskan, 0, MIDDLE)
    counts = _counts(kantor)
    for column, kode in enumerate(rules, len(_FIRST)):
        if counts[kode]:
            pena.number(row, column, counts[kode], 0, MIDDLE)
        else:
            pena.text(row, column, "", MIDDLE)


def _counts(kantor: Kantor) -> Counter[str]:
    counts: Counter[str] = Counter()
    for each in kantor.ringkasan.aturan:
        counts[each.kode] += each.jumlah
    return counts


def _totals(pena: Pena, row: int, rekap: Rekap) -> int:
    """Write how often each severity and rule found something between workbooks and in all; return the last row."""
    between = Counter(each.kode for each in rekap.temuan)
    if between:
        severe = Counter(each.tingkat for each in rekap.temuan)
        sums = [*(severe[tingkat] for tingkat in SEVERITIES), 0]
        _sums(pena, row, "antar_baris", [*sums, *(between[kode] or None for kode in rekap.aturan)])
        row += 1
    counts = sum(map(_counts, rekap.kantor), between)
    sums = [*map(rekap.jumlah, SEVERITIES), sum(each.ringkasan.dijelaskan for each in rekap.kantor)]
    _sums(pena, row, "jumlah", [*sums, *(counts[kode] for kode in rekap.aturan)])
    return row


def _sums(pena: Pena, row: int, key: str, counts: Iterable[int | None]) -> None:
    pena.merged(row, (0, 3), pesan(f"rekap.{key}"), TEXT | TOTAL)
    for column, count in enumerate(counts, 4):
        if count is None:
            pena.text(row, column, "", MIDDLE | TOTAL)
        else:
            pena.number(row, column, count, 0, MIDDLE | TOTAL)


def _legend(pena: Pena, row: int, rekap: Rekap) -> None:
    """Write what the rules' codes stand for."""
    if not rekap.aturan:
        return
    pena.text(row, 0, pesan("rekap.kode_judul"), SECTION)
    for at, kode in enumerate(rekap.aturan):
        down, across = divmod(at, len(_LEGEND))
        pena.merged(row + 1 + down, _LEGEND[across], f"{kode}  {nama_aturan(kode)}", CELL)
