"""The ranking: one row per office with its capaian per shared indicator, its budget and its findings."""

from collections.abc import Iterator, Sequence

from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.model import IndikatorRekap, Kantor, Rekap
from lkjip_xl.report.html.isian import Html, join, render, tag
from lkjip_xl.report.html_rekap.bagian import (
    capaian,
    cell,
    column,
    count,
    dari,
    kata,
    lampu,
    level,
    mean_kategori,
    note,
    number,
    office,
    results,
    row_head,
    section,
    table,
)
from lkjip_xl.report.html_rekap.hitung import by_rank
from lkjip_xl.temuan import TINGKAT

COLUMNS = 4
"""As many shared indicators have a column; the rest stand in the charts and on the offices' pages."""


def ranking(rekap: Rekap, bersama: Sequence[IndikatorRekap], *, besar: bool) -> Html:
    """Return the section with the ranking and its filter."""
    shown = bersama[:COLUMNS]
    own = _own(rekap)
    rows = (_row(each, rekap, shown, own) for each in by_rank(rekap))
    whole = table(kata("peringkat_tabel"), _heads(shown, own), rows, klass="urut utama", tinggi=besar)
    rest = [note(kata("indikator_lain", jumlah=len(bersama) - COLUMNS))] if len(bersama) > COLUMNS else []
    return section("peringkat", note(kata("peringkat_arti")), _filter(rekap), whole, *rest)


def _own(rekap: Rekap) -> dict[str, int]:
    """Return how many indicators an office has that no other has."""
    own: dict[str, int] = {}
    for each in rekap.indikator:
        if not each.bersama:
            own |= {name: own.get(name, 0) + 1 for name in each.nilai}
    return own


def _filter(rekap: Rekap) -> Html:
    kinds = {mean_kategori(each.ringkasan.rata_rata) for each in rekap.kantor} - {""}
    labels = sorted(kinds, key=level, reverse=True)
    options = [tag("option", kata("semua_kategori"), value="")]
    options += [tag("option", each, value=level(each)) for each in labels]
    words = {name: kata(name) for name in _WORDS}
    return render("../html_rekap/saring.html", pilihan_kategori=join(options), **words)


_WORDS = ("cari_kantor", "semua_kantor", "dengan_kesalahan", "tanpa_kesalahan", "ada_belum", "tampilkan", "kategori",
          "kosong_kantor")  # fmt: skip


def _heads(shown: Sequence[IndikatorRekap], own: dict[str, int]) -> Iterator[Html]:
    yield column(kata("ke"), "n", aria_sort="ascending")
    yield column(kata("perangkat_daerah"), "t")
    yield column(kata("rata_rata"), "n turun lebar")
    yield column(kata("kategori"))
    for each in shown:
        yield column(join([each.nama, " ", tag("small", kata("capaian"))]), "n turun iku")
    if own:
        yield column(kata("sendiri"), "n turun")
    yield column(kata("serapan"), "n turun")
    yield column(kata("efisiensi"), "n turun")
    yield from (_severity(each) for each in TINGKAT)
    yield column(kata("berkas"), "diam")


def _severity(tingkat: str) -> Html:
    """Return the head of a column of counts: the mark for the eye, the word for the ear and on hovering."""
    word = pesan(f"html.{tingkat}")
    mark = tag("span", tag("span", word, klass="sr"), klass="tingkat", data_tingkat=tingkat)
    return column(mark, "n turun tanda", title=word)


def _row(kantor: Kantor, rekap: Rekap, shown: Sequence[IndikatorRekap], own: dict[str, int]) -> Html:
    one = kantor.ringkasan
    label = mean_kategori(one.rata_rata)
    cells = [cell(_rank(rekap.peringkat.get(kantor.id)), "n"), row_head(office(kantor))]
    cells += [cell(number(one.rata_rata), "n tebal"), cell(lampu(label))]
    cells += [_capaian(each, kantor.id) for each in shown]
    cells += [cell(str(own.get(kantor.id, 0)), "n")] if own else []
    cells.append(cell(number(one.anggaran.serapan if one.anggaran else None), "n"))
    cells.append(cell(number(one.efisiensi), "n"))
    cells += [_findings(each, one.jumlah(each)) for each in TINGKAT]
    cells.append(cell(join(results(kantor, "salinan", "catatan_html"), " "), "tautan"))
    return tag("tr", join(cells), data_ada=" ".join(_marks(kantor)), data_kategori=level(label))


def _rank(rank: int | None) -> Html:
    return number(None) if rank is None else join([count(rank)])


def _capaian(indikator: IndikatorRekap, name: str) -> Html:
    """Return one capaian with its rank and what it comes from; without the indicator neither number nor dash."""
    iku = indikator.nilai.get(name)
    if iku is None:
        return cell(kata("tidak_ada"), "n tanpa")
    under = tag("small", dari(iku, "garis_miring"), klass="dari")
    if iku.capaian is None:
        return cell(join([capaian(iku), " ", under]), "n")
    rank = tag("small", kata("ke_n", ke=count(indikator.peringkat[name])), klass="ke")
    return cell(join([number(iku.capaian), " ", rank, " ", under]), f"n lampu {level(iku.kategori)}")


def _findings(tingkat: str, found: int) -> Html:
    return tag("td", count(found), klass="n tingkat", data_tingkat=tingkat) if found else cell("0", "n nol")


def _marks(kantor: Kantor) -> Iterator[str]:
    """Yield what the filter asks for."""
    yield "salah" if kantor.ringkasan.jumlah("kesalahan") else "bersih"
    if not kantor.ringkasan.iku or not all(each.realisasi_tertulis for each in kantor.ringkasan.iku):
        yield "belum"
