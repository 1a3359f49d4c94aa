"""The page to present: key figures, contradictions between workbooks, the ranking, charts, findings, what failed."""

from collections.abc import Iterator, Sequence

from lkjip_xl.angka import format_angka
from lkjip_xl.ketentuan import ketentuan_bawaan
from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.model import IndikatorRekap, Kantor, Rekap
from lkjip_xl.report.html.isian import Html, join, tag
from lkjip_xl.report.html_rekap.bagian import (
    about,
    belum,
    cell,
    column,
    count,
    dari,
    figures,
    folded,
    kata,
    lampu,
    mean_kategori,
    note,
    number,
    office,
    page,
    row_head,
    section,
    table,
)
from lkjip_xl.report.html_rekap.grafik import Awan, Sumbu, bars, measured, strip
from lkjip_xl.report.html_rekap.hitung import by_rank, latar
from lkjip_xl.report.html_rekap.peringkat import ranking
from lkjip_xl.report.html_rekap.peta import between, findings
from lkjip_xl.report.html_rekap.tebaran import both, scatter
from lkjip_xl.temuan import TINGKAT

FEW = 20
"""Up to so many offices each has its bar and its number; more are dots."""
_CHARTS = 6
_NAMED = 3


def index_html(rekap: Rekap) -> str:
    """Return the page of all offices; an office's own is ``<id>.html`` beside it."""
    besar = len(rekap.kantor) > FEW
    bersama = [each for each in rekap.indikator if each.bersama]
    isi = [
        figures(_figures(rekap)),
        section("antar", note(kata("antar_arti")), between(rekap.temuan, rekap.kantor)) if rekap.temuan else "",
        ranking(rekap, bersama, besar=besar) if rekap.kantor else "",
        _charts(rekap) if bersama else "",
        _scatter(rekap),
        findings(rekap, besar=besar) if rekap.kantor else "",
        _failed(rekap) if rekap.gagal else "",
        section("arti", _glossary()),
    ]
    years = kata("tahun", tahun=", ".join(map(str, rekap.tahun))) if rekap.tahun else ""
    sections = [each for each in isi if each]
    return page(rekap, judul=kata("judul"), sub=about(rekap, years), jalan=_ways(sections), isi=sections, jenis="rekap")


def _ways(sections: Sequence[str]) -> Html:
    """Return the links to the sections that are there."""
    names = ("antar", "peringkat", "grafik", "sebaran", "catatan", "gagal", "arti")
    there = [name for name in names if any(f'id="{name}"' in each[:80] for each in sections)]
    return tag(
        "nav", join((tag("a", kata(name), href=f"#{name}") for name in there), " "), aria_label=kata("isi_halaman")
    )


def _figures(rekap: Rekap) -> Iterator[tuple[str, str, str]]:
    words = kata("gagal_n", jumlah=count(len(rekap.gagal)))
    failed = tag("a", words, href="#gagal", klass="gawat") if rekap.gagal else kata("gagal_0")
    yield kata("dihitung"), count(len(rekap.kantor)), failed
    capaian = rekap.rata_rata
    measured_ = kata("diukur_n", jumlah=count(len(rekap.peringkat)), semua=count(len(rekap.kantor)))
    under = join([lampu(mean_kategori(capaian)), " · ", measured_]) if capaian is not None else join([measured_])
    yield kata("rata_rata"), number(capaian), under
    anggaran = rekap.anggaran
    if anggaran:
        spent = {"realisasi": format_angka(anggaran.realisasi, 0), "pagu": format_angka(anggaran.pagu, 0)}
        yield kata("serapan_semua"), join([number(anggaran.serapan), " %"]), kata("dari_pagu", **spent)
    else:
        yield kata("serapan_semua"), belum(), ""
    for tingkat in TINGKAT[:2]:
        found = rekap.jumlah(tingkat)
        mark = tag("span", count(found), klass="tingkat" if found else "", data_tingkat=tingkat)
        yield pesan(f"html.{tingkat}"), mark, _where(rekap, tingkat)


def _where(rekap: Rekap, tingkat: str) -> str:
    """Return in words where the findings of a severity are."""
    offices = sum(bool(each.ringkasan.jumlah(tingkat)) for each in rekap.kantor)
    between_ = sum(each.tingkat == tingkat for each in rekap.temuan)
    said = [kata("pada_n", jumlah=count(offices))] if offices else []
    said += [kata("antar_n", jumlah=count(between_))] if between_ else []
    return " · ".join(said) or kata("nihil")


def _charts(rekap: Rekap) -> Html:
    sky = latar(rekap)
    charts = [
        _chart(each, awan, rekap, sky.sumbu)
        for each, awan in zip(rekap.indikator, sky.awan, strict=True)
        if each.bersama
    ]
    rest = charts[_CHARTS:]
    more = [folded(kata("grafik_lain", jumlah=len(rest)), tag("div", join(rest), klass="deret"))] if rest else []
    return section("grafik", note(kata("grafik_arti")), tag("div", join(charts[:_CHARTS], "\n"), klass="deret"), *more)


def _chart(indikator: IndikatorRekap, awan: Awan, rekap: Rekap, sumbu: Sumbu) -> Html:
    """Return one indicator: a bar per office, or dots with the best and the worst named."""
    heading = tag("h3", join([indikator.nama, " ", tag("small", kata("capaian"))]))
    if len(rekap.kantor) <= FEW:
        return tag("figure", join([heading, bars(indikator, rekap.kantor, sumbu)]))
    kind = kata("sebar_rapat" if awan.rapat else "sebar_titik")
    words = kata("sebar_judul", diukur=count(len(measured(indikator))), ada=count(len(indikator.nilai)), arti=kind)
    dots = strip(awan, sumbu, words)
    return tag("figure", join([heading, dots, *_extremes(indikator, rekap), note(words)]))


def _extremes(indikator: IndikatorRekap, rekap: Rekap) -> Iterator[Html]:
    ranked = sorted(
        (each for each in rekap.kantor if each.id in indikator.peringkat), key=lambda k: indikator.peringkat[k.id]
    )
    if len(ranked) < 2 * _NAMED:
        yield _named("semua_nilai", ranked, indikator)
        return
    yield _named("tertinggi", ranked[:_NAMED], indikator)
    yield _named("terendah", ranked[-_NAMED:], indikator)


def _named(name: str, kantor: Sequence[Kantor], indikator: IndikatorRekap) -> Html:
    rows = ((each, indikator.nilai[each.id]) for each in kantor)
    said = (join([office(each), " ", number(iku.capaian), " ", tag("small", f"({dari(iku)})")]) for each, iku in rows)
    return tag("p", join([tag("b", kata(name)), " ", join(said, " · ")]), klass="ujung")


def _scatter(rekap: Rekap) -> Html:
    """Return serapan against capaian, and its figures as a table where the offices are few."""
    shown = [each for each in by_rank(rekap) if both(each)]
    if len(shown) < 2:
        return Html("")
    few = len(shown) <= FEW
    chart = scatter(shown, bernomor=few)
    rest = len(rekap.kantor) - len(shown)
    missing = [note(kata("sebaran_tanpa", jumlah=count(rest)))] if rest else []
    words = kata("sebaran_baca") if few else kata("sebaran_baca_banyak")
    beside = tag("div", join([chart, _legend(shown)]), klass="berdampingan") if few else chart
    return section("sebaran", note(words), beside, *missing)


def _legend(shown: Sequence[Kantor]) -> Html:
    heads = [column(kata("nomor"), "n"), column(kata("perangkat_daerah"))]
    heads += [column(kata("serapan"), "n"), column(kata("capaian"), "n")]
    return table(kata("sebaran_tabel"), heads, (_legend_row(at, each) for at, each in enumerate(shown, 1)))


def _legend_row(at: int, kantor: Kantor) -> Html:
    serapan, capaian = both(kantor) or (None, None)
    cells = [cell(str(at), "n"), row_head(office(kantor)), cell(number(serapan), "n"), cell(number(capaian), "n")]
    return tag("tr", join(cells))


def _failed(rekap: Rekap) -> Html:
    heads = [column(kata("buku")), column(kata("alasan"))]
    rows = (tag("tr", join([row_head(each.berkas), cell(each.alasan)])) for each in rekap.gagal)
    return section("gagal", note(kata("gagal_arti")), table(kata("gagal_tabel"), heads, rows, klass="luas"))


def _glossary() -> Html:
    """Return what the colours and marks mean, by the scale everyone has."""
    scale = ketentuan_bawaan()
    steps = [*zip(scale.sebutan, scale.batas, strict=True)][:0:-1]
    pairs: list[tuple[Html, str]] = [(lampu(name), kata("mulai", batas=format_angka(bound))) for name, bound in steps]
    pairs += [(lampu(scale.sebutan[0]), kata("di_bawah", batas=format_angka(scale.batas[1])))]
    pairs += [(tag("span", pesan(f"html.{e}"), klass="tingkat", data_tingkat=e), kata(f"arti_{e}")) for e in TINGKAT]
    pairs += [(belum(), kata("arti_belum")), (join([kata("tidak_ada")]), kata("arti_tidak_ada"))]
    pairs += [(join([pesan("rekap.tidak_dihitung")]), kata("arti_tidak_dihitung"))]
    pairs += [(join([kata("efisiensi")]), kata("arti_efisiensi"))]
    pairs += [(join([kata("sendiri")]), kata("arti_sendiri")), (join([kata("ke_n", ke=1)]), kata("arti_ke"))]
    return tag("dl", join((tag("div", join([tag("dt", a), tag("dd", b)])) for a, b in pairs), "\n"), klass="arti")
