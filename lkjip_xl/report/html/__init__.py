"""What ``lkjip validasi --format html`` saves: one page that needs no network and is complete without its script."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from lkjip_xl.hasil import HasilValidasi
from lkjip_xl.pesan import pesan
from lkjip_xl.report.html.isian import Html, fingerprint, join, read, render, tag
from lkjip_xl.report.line import title
from lkjip_xl.report.validasi_json import cell_name, ringkasan
from lkjip_xl.report.validasi_line import by_reason, by_sheet
from lkjip_xl.rules.dasar import catalogue, versi_aturan
from lkjip_xl.table import CellRef
from lkjip_xl.temuan import TINGKAT, Temuan, TidakDiperiksa

_GROUPS = (*TINGKAT, "dijelaskan")


def validasi_html(hasil: Sequence[HasilValidasi], versi: str) -> str:
    """Return the page: counts, filters, findings by file, severity and sheet, and what was not checked."""
    gaya, skrip = read("gaya.css"), read("saring.js")
    return render(
        "halaman.html",
        judul=_name(hasil[0]) if len(hasil) == 1 else pesan("html.beberapa", jumlah=len(hasil)),
        sub=_sub(hasil[0]) if len(hasil) == 1 else pesan(f"html.tahap_{hasil[0].periksa.tahap}"),
        keping=_chips(hasil),
        pilihan=_selects(hasil),
        isi=join(_file(number, each, alone=len(hasil) == 1) for number, each in enumerate(hasil, 1)),
        kaki=pesan("html.kaki", versi=versi, versi_aturan=versi_aturan()),
        gaya=gaya,
        skrip=skrip,
        sidik_gaya=fingerprint(gaya),
        sidik_skrip=fingerprint(skrip),
    )


def _name(hasil: HasilValidasi) -> str:
    return title(hasil.dokumen._replace(berkas="")) or hasil.dokumen.berkas


def _sub(hasil: HasilValidasi) -> str:
    return f"{hasil.dokumen.berkas} · {pesan(f'html.tahap_{hasil.periksa.tahap}')}"


def _chips(hasil: Sequence[HasilValidasi]) -> Html:
    """Return the counts by severity: links to the findings, which the script turns into filters."""
    by_file = [ringkasan(each.periksa) for each in hasil]
    chips = [_chip(group, [numbers[group] for numbers in by_file], data_tingkat=group) for group in _GROUPS]
    return join([*chips, _chip("tidak_diperiksa", [len(each.periksa.tidak_diperiksa) for each in hasil])], "\n")


def _chip(group: str, numbers: Sequence[int], **attributes: str) -> Html:
    """Return one count that leads to the first file with such findings; none of what rarely is and is not."""
    first = next((number for number, count in enumerate(numbers, 1) if count), 1)
    if not sum(numbers) and group not in TINGKAT:
        return Html("")
    words = join([tag("b", str(sum(numbers))), " ", pesan(f"html.{group}")])
    return tag("a", words, href=f"#{_anchor(first, group)}", **attributes)


def _selects(hasil: Sequence[HasilValidasi]) -> Html:
    """Return the choices of file, sheet and person, each only where there is something to choose."""
    files = {str(number): each.dokumen.berkas for number, each in enumerate(hasil, 1)}
    found = [each for one in hasil for each in (*one.periksa.temuan, *one.periksa.dijelaskan)]
    people = sorted({each.penanggung_jawab for each in found} - {""})
    nobody = {"": pesan("html.tanpa_orang")} if people and any(not each.penanggung_jawab for each in found) else {}
    choices = {
        "berkas": files if len(files) > 1 else {},
        "lembar": {each.ref.sheet: each.ref.sheet for each in found},
        "orang": {orang: orang for orang in people} | nobody,
    }
    return join(_select(name, options) for name, options in choices.items() if options)


def _select(name: str, options: dict[str, str]) -> Html:
    first = tag("option", pesan(f"html.semua_{name}"), value="")
    rest = (tag("option", words, value=f"={value}") for value, words in options.items())
    return join([tag("select", join([first, *rest]), name=name, aria_label=pesan(f"html.{name}")), Html("\n")])


def _file(number: int, hasil: HasilValidasi, *, alone: bool) -> Html:
    """Return one file's findings by severity and sheet, then those explained and what was not checked."""
    periksa = hasil.periksa
    groups = {group: [each for each in periksa.temuan if each.tingkat == group] for group in TINGKAT}
    parts = [tag("h2", _name(hasil)), tag("p", _sub(hasil), klass="keterangan")] if not alone else []
    parts += [tag("p", pesan("html.bersih"), klass="bersih")] if not periksa.temuan else []
    parts += [_group(number, group, found) for group, found in groups.items() if found]
    parts += [_group(number, "dijelaskan", periksa.dijelaskan)] if periksa.dijelaskan else []
    parts.append(_not_checked(number, periksa.tidak_diperiksa))
    return tag("section", join(parts, "\n"), klass="berkas")


def _group(number: int, group: str, found: Sequence[Temuan]) -> Html:
    heading = tag("h3", join([pesan(f"html.{group}"), " ", tag("span", str(len(found)))]), data_tingkat=group)
    sheets = (_sheet(number, group, lembar, notes) for lembar, notes in by_sheet(found))
    return tag("section", join([heading, *sheets], "\n"), klass="kelompok", id=_anchor(number, group))


def _anchor(number: int, group: str) -> str:
    return f"{group}-{number}"


def _sheet(number: int, group: str, lembar: str, notes: Iterable[Temuan]) -> Html:
    parts = [tag("h4", lembar), *(_note(number, group, each) for each in notes)]
    return tag("section", join(parts, "\n"), klass="kelompok")


def _note(number: int, group: str, each: Temuan) -> Html:
    explained = tag("p", join([tag("b", pesan("html.alasan")), " ", each.alasan]), klass="alasan")
    advice = tag("p", join([tag("b", pesan("html.saran")), " ", each.saran]), klass="saran")
    return render(
        "catatan.html",
        tingkat=group,
        lembar=each.ref.sheet,
        orang=each.penanggung_jawab,
        berkas=str(number),
        alamat=cell_name(each.ref),
        rujukan=_reference(each.ref),
        nama=each.nama,
        kode=each.kode,
        pesan=each.pesan,
        saran=join([explained if each.alasan else "", advice if each.saran else ""]),
        rincian=_details(each),
    )


def _reference(ref: CellRef) -> str:
    """Return a cell as Excel's name box takes it, "'Rencana Aksi'!H8"."""
    quoted = ref.sheet.replace("'", "''")
    return f"'{quoted}'!{ref.a1}"


def _details(each: Temuan) -> Html:
    rows = {
        "baris": "" if each.baris in each.pesan else each.baris,
        "ditemukan": each.ditemukan,
        "seharusnya": each.seharusnya,
        "sel_lain": ", ".join(map(cell_name, each.sel_lain)),
        "penanggung_jawab": each.penanggung_jawab,
        "dasar": "; ".join(each.dasar),
    }
    parts = [_pair(pesan(f"html.{name}"), text) for name, text in rows.items() if text]
    return tag("dl", join(parts, "\n")) if parts else Html("")


def _pair(name: str, text: str) -> Html:
    return tag("div", join([tag("dt", name), tag("dd", text)], " "))


def _not_checked(number: int, skipped: Sequence[TidakDiperiksa]) -> Html:
    """Return the rules that could not run, by reason."""
    if not skipped:
        return Html("")
    heading = tag("h3", join([pesan("html.tidak_diperiksa"), " ", tag("span", str(len({e.kode for e in skipped})))]))
    meaning = tag("p", pesan("html.tidak_diperiksa_arti"), klass="keterangan")
    head = tag("tr", join([tag("th", pesan("html.karena")), tag("th", pesan("html.aturan"))]))
    rows = (tag("tr", join(_reason(reason, codes))) for reason, codes in by_reason(skipped).items())
    table = tag("table", join([head, *rows], "\n"))
    return tag("section", join([heading, meaning, table], "\n"), id=_anchor(number, "tidak_diperiksa"))


def _reason(reason: str, codes: Iterable[str]) -> Iterator[Html]:
    yield tag("td", reason)
    yield tag("td", join((_code(kode) for kode, _ in groupby(codes)), ", "))


def _code(kode: str) -> Html:
    return tag("span", kode, title=str(catalogue().get(kode, {}).get("nama", kode)))
