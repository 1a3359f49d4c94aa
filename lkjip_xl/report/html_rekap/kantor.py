"""One office's page: its figures, how it stands among the others, and what was found in its workbook."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from lkjip_xl.angka import format_angka
from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.model import IndikatorRekap, Kantor, Rekap
from lkjip_xl.report.html.isian import Html, join, tag
from lkjip_xl.report.html_rekap.bagian import (
    INDEX,
    about,
    belum,
    capaian,
    cell,
    column,
    count,
    figures,
    kata,
    lampu,
    link,
    mean_kategori,
    note,
    number,
    office,
    page,
    results,
    row_head,
    section,
    table,
)
from lkjip_xl.report.html_rekap.grafik import strip
from lkjip_xl.report.html_rekap.hitung import latar
from lkjip_xl.report.html_rekap.peta import between
from lkjip_xl.report.json import Json
from lkjip_xl.temuan import TINGKAT


def kantor_html(rekap: Rekap, kantor: Kantor, temuan: Sequence[Json]) -> str:
    """Return an office's page; ``temuan`` are its findings as its JSON has them, those set aside with ``alasan``."""
    own = latar(rekap).indikator[kantor.id]
    indikator = [rekap.indikator[at] for at in own]
    shared = [at for at in own if rekap.indikator[at].bersama and rekap.indikator[at].peringkat]
    concerned = [each for each in rekap.temuan if kantor.id in each.kantor]
    isi = [
        figures(_figures(rekap, kantor)),
        section("antar", between(concerned, rekap.kantor)) if concerned else "",
        section("iku", _indicators(kantor, indikator)) if indikator else "",
        section("banding", note(kata("banding_arti")), *_strips(rekap, kantor, shared)) if shared else "",
        section("anggaran", _budget(kantor)) if kantor.ringkasan.anggaran else "",
        section("catatan_kantor", *_findings(kantor, temuan)),
    ]
    one = kantor.ringkasan
    sub = about(rekap, one.pemerintah, kata("tahun", tahun=one.tahun) if one.tahun else "", one.berkas)
    return page(rekap, judul=kantor.nama, sub=sub, jalan=_ways(rekap, kantor), isi=isi, jenis="kantor")


def _ways(rekap: Rekap, kantor: Kantor) -> Html:
    """Return the links to the rekap, the neighbours by name, and this office's own results."""
    at = latar(rekap).tempat[kantor.id]
    before, after = rekap.kantor[at - 1 : at] if at else (), rekap.kantor[at + 1 : at + 2]
    links = [link(INDEX, kata("kembali"))]
    links += [office(each, kata("sebelum", nama=each.nama), rel="prev") for each in before]
    links += [office(each, kata("sesudah", nama=each.nama), rel="next") for each in after]
    return tag("nav", join(links, " "), aria_label=kata("halaman_lain"))


def _figures(rekap: Rekap, kantor: Kantor) -> Iterator[tuple[str, str, str]]:
    one = kantor.ringkasan
    yield (
        kata("rata_rata"),
        number(one.rata_rata),
        lampu(mean_kategori(one.rata_rata)) if one.rata_rata is not None else "",
    )
    rank = rekap.peringkat.get(kantor.id)
    of_all = kata("dari_n", jumlah=count(len(rekap.peringkat)))
    yield kata("peringkat_kantor"), belum() if rank is None else count(rank), of_all
    serapan = one.anggaran.serapan if one.anggaran else None
    yield kata("serapan_semua"), belum() if serapan is None else join([number(serapan), " %"]), ""
    yield kata("efisiensi"), number(one.efisiensi), one.status
    marks = join(_mark(each, one.jumlah(each)) for each in TINGKAT)
    yield kata("catatan_kantor"), marks, kata("dijelaskan_n", jumlah=one.dijelaskan) if one.dijelaskan else ""


def _mark(tingkat: str, number_of: int) -> Html:
    words = join([count(number_of), tag("span", f" {pesan(f'html.{tingkat}')}", klass="sr")])
    return tag("span", words, klass="tingkat", data_tingkat=tingkat, title=pesan(f"html.{tingkat}"))


def _indicators(kantor: Kantor, indikator: Sequence[IndikatorRekap]) -> Html:
    heads = [column(kata("indikator")), column(kata("satuan")), column(kata("target"), "n")]
    heads += [column(kata("realisasi"), "n"), column(kata("capaian"), "n")]
    heads += [column(kata("kategori")), column(kata("peringkat_kantor"))]
    return table(kata("iku_tabel", nama=kantor.nama), heads, (_indicator(kantor, each) for each in indikator))


def _indicator(kantor: Kantor, indikator: IndikatorRekap) -> Html:
    iku = indikator.nilai[kantor.id]
    cells = [row_head(iku.nama), cell(iku.satuan), cell(iku.target or belum(), "n")]
    cells += [cell(iku.realisasi_tertulis or belum(), "n"), cell(capaian(iku), "n tebal")]
    cells.append(cell("" if iku.capaian is None and iku.realisasi_tertulis else lampu(iku.kategori)))
    return tag("tr", join([*cells, cell(_rank(indikator, kantor), "pas")]))


def _rank(indikator: IndikatorRekap, kantor: Kantor) -> Html:
    if not indikator.bersama:
        return join([kata("indikator_sendiri")])
    rank = indikator.peringkat.get(kantor.id)
    if rank is None:
        return Html("") if indikator.nilai[kantor.id].realisasi_tertulis else belum()
    return join([kata("ke_dari", ke=count(rank), jumlah=count(len(indikator.peringkat)))])


def _strips(rekap: Rekap, kantor: Kantor, shared: Sequence[int]) -> Iterator[Html]:
    """Yield how it stands among the others, indicator by indicator."""
    sky = latar(rekap)
    for at in shared:
        each = rekap.indikator[at]
        iku = each.nilai[kantor.id]
        words = _standing(each, kantor, sky.rentang[at])
        picture = strip(sky.awan[at], sky.sumbu, words, iku)
        yield tag("figure", join([tag("h3", iku.nama), note(words), picture]))


def _standing(indikator: IndikatorRekap, kantor: Kantor, rentang: tuple[Decimal, Decimal] | None) -> str:
    """Return in words what the strip shows."""
    low, high = (format_angka(each, 2) for each in rentang or ())
    many, mine = count(len(indikator.peringkat)), indikator.nilai[kantor.id].capaian
    if mine is None:
        key = "banding_tanpa" if indikator.nilai[kantor.id].realisasi_tertulis else "banding_belum"
        return kata(key, jumlah=many, rendah=low, tinggi=high)
    rank = indikator.peringkat[kantor.id]
    return kata("banding_n", nilai=format_angka(mine, 2), ke=count(rank), jumlah=many, rendah=low, tinggi=high)


def _budget(kantor: Kantor) -> Html:
    one = kantor.ringkasan
    if one.anggaran is None:
        return Html("")
    heads = [column(kata(each), "n") for each in ("pagu", "realisasi_rp", "serapan", "efisiensi")]
    money = [number(one.anggaran.pagu, 0), number(one.anggaran.realisasi, 0), number(one.anggaran.serapan)]
    efisiensi = join([number(one.efisiensi), " ", tag("small", one.status)])
    row = tag("tr", join(cell(each, "n") for each in (*money, efisiensi)))
    return table(kata("anggaran_tabel", nama=kantor.nama), heads, [row], klass="pas")


def _findings(kantor: Kantor, temuan: Sequence[Json]) -> Iterator[Html]:
    """Yield the findings by severity and sheet, then those set aside."""
    if links := results(kantor, "salinan_bertanda", "catatan_lengkap"):
        yield tag("p", join(links, " · "), klass="tautan")
    groups = {each: [one for one in temuan if _group(one) == each] for each in (*TINGKAT, "dijelaskan")}
    if not any(groups.values()):
        yield tag("p", pesan("html.bersih"), klass="bersih")
    for name, found in groups.items():
        if found:
            heading = tag("h3", join([pesan(f"html.{name}"), " ", tag("span", str(len(found)))]), data_tingkat=name)
            yield tag("section", join([heading, *_sheets(name, found)], "\n"), klass="kelompok")


def _group(one: Json) -> str:
    return "dijelaskan" if one.get("alasan") else str(one["tingkat"])


def _sheets(name: str, found: Sequence[Json]) -> Iterator[Html]:
    order = list(dict.fromkeys(one["lembar"] for one in found))
    for sheet, notes in groupby(sorted(found, key=lambda one: order.index(one["lembar"])), key=_sheet):
        yield join([tag("h4", sheet), *(_note(name, one) for one in notes)], "\n")


def _sheet(one: Json) -> str:
    return str(one["lembar"])


def _note(name: str, one: dict[str, Any]) -> Html:
    place = tag("span", f"{one['lembar']}!{one['sel']}", klass="alamat")
    parts = [tag("p", join([place, tag("span", one["kode"], klass="kode", title=one["nama"])]), klass="tempat")]
    parts.append(tag("p", one["pesan"], klass="pesan"))
    said = {field: one.get(field) for field in ("alasan", "saran", "penanggung_jawab")}
    parts += [_line(pesan(f"html.{field}"), text) for field, text in said.items() if text]
    return tag("article", join(parts, "\n"), klass="catatan", data_tingkat=name)


def _line(name: str, text: str) -> Html:
    return tag("p", join([tag("b", name), " ", text]), klass="saran")
