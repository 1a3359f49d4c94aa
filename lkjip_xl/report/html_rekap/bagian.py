"""What both kinds of page are made of: numbers, the traffic light of a kategori, links, tables, the page's frame."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from urllib.parse import quote

from lkjip_xl.angka import format_angka
from lkjip_xl.ketentuan import ketentuan_bawaan
from lkjip_xl.pesan import pesan, read_toml
from lkjip_xl.rekap.model import Kantor, Rekap
from lkjip_xl.rekap.ringkasan import IkuKantor
from lkjip_xl.report.html.isian import Html, fingerprint, join, read, render, tag

INDEX = "index.html"
_SCRIPT = "../html_rekap/urut.js"


def kata(name: str, **tokens: object) -> str:
    """Return a sentence of the group of these pages."""
    return pesan(f"rekap_html.{name}", **tokens)


def page(rekap: Rekap, *, judul: str, sub: str, jalan: Html, isi: Iterable[str], jenis: str) -> str:
    """Return a whole page; ``jalan`` are the ways to other pages, ``jenis`` is "rekap" or "kantor"."""
    gaya = Html(read("gaya.css") + read("../html_rekap/gaya.css"))
    skrip = read(_SCRIPT)
    words = {
        "judul": judul,
        "mata": kata("mata"),
        "sub": sub,
        "jalan": jalan,
        "isi": join(filter(None, isi), "\n"),
        "jenis": jenis,
        "lewati": kata("lewati"),
        "urutkan": kata("urutkan"),
        "ditampilkan": kata("ditampilkan", n="{n}", m="{m}"),
        "kaki": kata("kaki", versi=rekap.versi, versi_aturan=rekap.versi_aturan, tanggal=tanggal(rekap)),
    }
    prints = {"sidik_gaya": fingerprint(gaya), "sidik_skrip": fingerprint(skrip)}
    return render("../html_rekap/halaman.html", gaya=gaya, skrip=skrip, **prints, **words)


def tanggal(rekap: Rekap) -> str:
    """Return the day of the rekap as people write it, "22 November 2026"."""
    months: Sequence[str] = read_toml("pesan.toml")["rekap_html"]["bulan"]
    return f"{rekap.tanggal.day} {months[rekap.tanggal.month - 1]} {rekap.tanggal.year}"


def about(rekap: Rekap, *first: str) -> str:
    """Return the line under a page's title: what is given, the stage and the day."""
    return " · ".join([*filter(None, first), pesan(f"html.tahap_{rekap.tahap}"), tanggal(rekap)])


def belum() -> Html:
    """Return a dash for the eye and words for the ear."""
    return join([tag("span", "–", aria_hidden="true"), tag("span", kata("belum"), klass="sr")])


def number(value: Decimal | None, desimal: int | None = 2) -> Html:
    """Return a number the Indonesian way, what was not measured as such."""
    return belum() if value is None else join([format_angka(value, desimal)])


def count(value: int) -> str:
    """Return a count the Indonesian way."""
    return format_angka(Decimal(value))


def level(kategori: str) -> str:
    """Return the class of a kategori by the scale everyone has: "k5" the highest, "k0" a word that is not on it."""
    names = [each.lower() for each in ketentuan_bawaan().sebutan]
    word = " ".join(kategori.lower().split())
    return f"k{names.index(word) + 1 if word in names else 0}" if word else ""


def mean_kategori(value: Decimal | None) -> str:
    """Return the kategori of a mean capaian, "" of none."""
    return "" if value is None else ketentuan_bawaan().kategori(value)


def lampu(kategori: str) -> Html:
    """Return a kategori as its word, with the shape and the colour that stand for it."""
    return tag("span", kategori, klass=f"lampu {level(kategori)}") if kategori else belum()


def capaian(iku: IkuKantor) -> Html:
    """Return an indicator's capaian; of one that was measured, but not by a number, words that say so."""
    unnumbered = iku.capaian is None and iku.realisasi_tertulis
    return tag("small", pesan("rekap.tidak_dihitung")) if unnumbered else number(iku.capaian)


def dari(iku: IkuKantor, kalimat: str = "dari_target") -> str:
    """Return what the capaian comes from as it stands: "71,35 dari target 72,00", or as another sentence has it."""
    if not iku.realisasi_tertulis:
        return kata("target_saja", target=iku.target) if iku.target else ""
    key = kalimat if iku.target else "tanpa_target"
    return kata(key, realisasi=iku.realisasi_tertulis, target=iku.target)


def up(path: str) -> str:
    """Return the address of a result from a page, which lies one folder deeper; "" of none."""
    return quote(f"../{path}") if path else ""


def link(address: str, words: str, **attributes: str) -> Html:
    """Return a link, or the words alone where there is no address."""
    return tag("a", words, href=address, **attributes) if address else join([words])


def office(kantor: Kantor, words: str = "", **attributes: str) -> Html:
    """Return the link to an office's page."""
    return link(quote(f"{kantor.id}.html"), words or kantor.nama, **attributes)


def results(kantor: Kantor, salinan: str, html: str) -> list[Html]:
    """Return links to an office's marked copy and to the page of its findings, by the names of their words."""
    found = {name: kantor.ringkasan.keluaran.get(kind, "") for kind, name in (("salinan", salinan), ("html", html))}
    return [
        link(up(path), kata(name), aria_label=kata("milik", apa=kata(name), nama=kantor.nama))
        for name, path in found.items()
        if path
    ]


def section(name: str, *parts: str, klass: str = "") -> Html:
    """Return a section under its heading, which names it."""
    heading = tag("h2", kata(name), id=f"{name}-judul")
    body = join([heading, *parts], "\n")
    return tag("section", body, id=name, klass=klass, aria_labelledby=f"{name}-judul")


def note(words: str) -> Html:
    """Return a line that explains."""
    return tag("p", words, klass="keterangan")


def folded(words: str, *parts: str, terbuka: bool = False) -> Html:
    """Return something that opens on demand."""
    inner = join([tag("summary", words), *parts], "\n")
    return tag("details", inner, open="") if terbuka else tag("details", inner)


def table(
    caption: str,
    head: Iterable[Html],
    rows: Iterable[Html],
    *,
    kaki: Sequence[Html] = (),
    klass: str = "",
    tinggi: bool = False,
) -> Html:
    """Return a table in a region of its own that scrolls where it is wider, or when told taller, than the window.

    The rows of ``kaki`` stay below however the others are sorted.
    """
    parts = [tag("caption", caption), tag("thead", tag("tr", join(head))), tag("tbody", join(rows, "\n"))]
    parts += [tag("tfoot", join(kaki, "\n"))] if kaki else []
    inner = tag("table", join(parts, "\n"), klass=f"data {klass}".strip())
    region = "gulir tinggi" if tinggi else "gulir"
    return tag("div", inner, klass=region, role="region", tabindex="0", aria_label=caption)


def column(words: str, klass: str = "", **attributes: str) -> Html:
    """Return the head of a column."""
    return tag("th", words, scope="col", **({"klass": klass} if klass else {}), **attributes)


def row_head(inner: str) -> Html:
    """Return the head of a row."""
    return tag("th", inner, scope="row")


def cell(inner: str, klass: str = "") -> Html:
    """Return a cell, by its class "n" of a number."""
    return tag("td", inner, klass=klass) if klass else tag("td", inner)


def figures(pairs: Iterable[tuple[str, str, str]]) -> Html:
    """Return key figures: what, the figure, and a line under it."""
    return tag("dl", join((_figure(*each) for each in pairs), "\n"), klass="kunci")


def _figure(name: str, value: str, under: str) -> Html:
    parts = [tag("dt", name), tag("dd", value, klass="besar")]
    return tag("div", join([*parts, tag("dd", under, klass="bawah")] if under else parts))
