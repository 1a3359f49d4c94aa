"""What validation found, over all offices: the commonest rules, and a heat table of office by rule."""

from collections import Counter
from collections.abc import Sequence

from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.model import Kantor, Rekap, TemuanRekap
from lkjip_xl.rekap.temuan import nama_aturan
from lkjip_xl.report.html.isian import Html, join, tag
from lkjip_xl.report.html_rekap.bagian import cell, column, count, folded, kata, note, office, row_head, section, table
from lkjip_xl.temuan import TINGKAT

_SHADES = (1, 2, 4, 8, 16)
"""The least count of each shade."""
_UPRIGHT = 20
"""More rules than these have their codes written upright."""


def findings(rekap: Rekap, *, besar: bool) -> Html:
    """Return the section on all findings of all offices; the heat table opens on demand where it is large."""
    if not rekap.aturan:
        return section("catatan", note(kata("tanpa_catatan")))
    return section("catatan", note(kata("catatan_arti")), _rules(rekap), _heat(rekap, besar=besar))


def _rules(rekap: Rekap) -> Html:
    """Return the rules, those that concern most offices first."""
    offices, numbers, severe = Counter[str](), Counter[str](), dict[str, str]()
    for kantor in rekap.kantor:
        found = [each for each in kantor.ringkasan.aturan if each.jumlah]
        offices.update({each.kode for each in found})
        for each in found:
            numbers[each.kode] += each.jumlah
            severe[each.kode] = min(severe.get(each.kode, each.tingkat), each.tingkat, key=_order)
    for between_ in rekap.temuan:
        numbers[between_.kode] += 1
        severe.setdefault(between_.kode, between_.tingkat)
    order = sorted(numbers, key=lambda kode: (-offices[kode], -numbers[kode], kode))
    heads = [column(kata("kode"), "k"), column(kata("aturan")), column(kata("tingkat"))]
    heads += [column(kata("banyak_kantor"), "n turun"), column(kata("banyak_catatan"), "n turun")]
    rows = (_rule(kode, severe[kode], offices[kode], numbers[kode]) for kode in order)
    whole = table(kata("aturan_tabel"), heads, rows, klass="urut", tinggi=len(order) > _UPRIGHT)
    return folded(kata("aturan_buka", jumlah=len(order)), whole, terbuka=len(order) <= _UPRIGHT)


def _order(tingkat: str) -> int:
    return [*TINGKAT, tingkat].index(tingkat)


def _rule(kode: str, tingkat: str, offices: int, number: int) -> Html:
    mark = tag("span", pesan(f"html.{tingkat}"), klass="tingkat", data_tingkat=tingkat)
    cells = [row_head(kode), cell(nama_aturan(kode)), cell(mark), cell(count(offices), "n"), cell(count(number), "n")]
    return tag("tr", join(cells))


def _heat(rekap: Rekap, *, besar: bool) -> Html:
    upright = " tegak" if len(rekap.aturan) > _UPRIGHT else ""
    heads = [column(kata("perangkat_daerah"), "t")]
    heads += [column(kode, "n turun", title=nama_aturan(kode)) for kode in rekap.aturan]
    heads.append(column(kata("jumlah"), "n turun"))
    rows = (_row(each, rekap.aturan) for each in rekap.kantor)
    whole = table(kata("peta_tabel"), heads, rows, kaki=_feet(rekap), klass=f"peta urut{upright}", tinggi=besar)
    return folded(
        kata("peta_buka", kantor=count(len(rekap.kantor)), aturan=len(rekap.aturan)), whole, terbuka=not besar
    )


def _row(kantor: Kantor, codes: Sequence[str]) -> Html:
    counts = _counts(kantor)
    cells = [_count(counts[kode]) for kode in codes]
    return tag("tr", join([row_head(office(kantor)), *cells, cell(count(counts.total()), "n jumlah")]))


def _counts(kantor: Kantor) -> Counter[str]:
    counts = Counter[str]()
    for each in kantor.ringkasan.aturan:
        counts[each.kode] += each.jumlah
    return counts


def _feet(rekap: Rekap) -> list[Html]:
    """Return what was found between workbooks, and the sum of all."""
    between_ = Counter(each.kode for each in rekap.temuan)
    every = sum(map(_counts, rekap.kantor), between_)
    feet = [("antar_baris", between_)] if between_ else []
    return [_foot(name, counts, rekap.aturan) for name, counts in (*feet, ("jumlah", every))]


def _foot(name: str, counts: Counter[str], codes: Sequence[str]) -> Html:
    cells = [cell(count(counts[kode]) if counts[kode] else "", "n") for kode in codes]
    return tag("tr", join([row_head(pesan(f"rekap.{name}")), *cells, cell(count(counts.total()), "n jumlah")]))


def _count(number: int) -> Html:
    shade = sum(number >= least for least in _SHADES)
    return cell(str(number), f"p{shade}") if number else Html("<td></td>")


def between(found: Sequence[TemuanRekap], kantor: Sequence[Kantor]) -> Html:
    """Return the contradictions between workbooks, gravest first."""
    by_id = {each.id: each for each in kantor}
    return join((_between(each, by_id) for each in sorted(found, key=lambda each: _order(each.tingkat))), "\n")


def _between(each: TemuanRekap, by_id: dict[str, Kantor]) -> Html:
    severity = tag("b", pesan(f"html.{each.tingkat}"), klass="tingkat", data_tingkat=each.tingkat)
    whom = join([office(by_id[name]) for name in each.kantor if name in by_id], " · ")
    parts = [tag("p", join([severity, " ", tag("span", each.kode, klass="kode")]), klass="tempat")]
    parts += [tag("p", each.pesan, klass="pesan")]
    parts += [tag("p", join([tag("b", pesan("html.saran")), " ", each.saran]), klass="saran")] if each.saran else []
    parts += [tag("p", whom, klass="siapa")] if whom else []
    return tag("article", join(parts, "\n"), klass="catatan", data_tingkat=each.tingkat)
