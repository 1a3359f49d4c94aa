"""What ``lkjip validasi`` prints for people: findings by sheet, or by the person who is to mend them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import wrap

from lkjip_xl.hasil import HasilValidasi
from lkjip_xl.pesan import pesan
from lkjip_xl.report.line import short, title
from lkjip_xl.temuan import TINGKAT, HasilPeriksa, Temuan, TidakDiperiksa

_INDENT = "    "
_PERSON_WIDTH = 140


def validasi_lines(hasil: HasilValidasi, width: int) -> Iterator[str]:
    """Yield the report on one workbook, wrapped to ``width``: findings, those explained, what was not checked."""
    periksa, berkas = hasil.periksa, hasil.dokumen.berkas
    for line in head_lines(hasil):
        yield from _wrapped(line, width, "", _INDENT)
    for lembar, temuan in by_sheet(periksa.temuan):
        yield from ["", pesan("validasi.lembar", lembar=lembar, jumlah=len(temuan))]
        yield from _with_advice(berkas, temuan, width)
    yield from _explained(berkas, periksa.dijelaskan, width)
    yield from _not_checked(periksa.tidak_diperiksa, width)


def _with_advice(berkas: str, temuan: Iterable[Temuan], width: int) -> Iterator[str]:
    """Yield the findings of one sheet; the same advice is given once and then referred to by its cell."""
    given: dict[tuple[str, str], str] = {}
    for each in temuan:
        first = given.setdefault((each.kode, each.saran), each.ref.a1)
        known = first != each.ref.a1
        advice = pesan("validasi.saran_sama", sel=first) if known else pesan("validasi.saran", saran=each.saran)
        yield from _finding(berkas, each, advice if each.saran else "", width)


def head_lines(hasil: HasilValidasi) -> Iterator[str]:
    """Yield whose workbook it is and how much was found, with a kind word where that is nothing."""
    yield title(hasil.dokumen)
    yield counts(hasil.periksa)
    if not hasil.periksa.temuan:
        yield pesan("validasi.bersih")


def counts(periksa: HasilPeriksa) -> str:
    """Return the line of counts by severity."""
    numbers = {tingkat: periksa.jumlah(tingkat) for tingkat in TINGKAT}
    explained = len(periksa.dijelaskan)
    more = pesan("validasi.dan_dijelaskan", jumlah=explained) if explained else ""
    return pesan("validasi.ringkasan", tahap=periksa.tahap, **numbers) + more


def total_line(hasil: Sequence[HasilValidasi]) -> str:
    """Return the line that sums several workbooks up."""
    numbers = Counter(each.tingkat for one in hasil for each in one.periksa.temuan)
    return pesan("validasi.banyak", jumlah=len(hasil), **{tingkat: numbers[tingkat] for tingkat in TINGKAT})


def by_sheet(temuan: Iterable[Temuan]) -> Iterator[tuple[str, list[Temuan]]]:
    """Yield each sheet with its findings, in the order they come."""
    for lembar, group in groupby(temuan, lambda each: each.ref.sheet):
        yield lembar, list(group)


def by_reason(skipped: Iterable[TidakDiperiksa]) -> Mapping[str, list[str]]:
    """Return the codes of the rules that could not run, by the reason."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in skipped:
        found[each.alasan].append(each.kode)
    return found


def _finding(berkas: str, each: Temuan, below: str, width: int) -> Iterator[str]:
    head = pesan(
        "validasi.temuan",
        berkas=berkas,
        lembar=each.ref.sheet,
        sel=each.ref.a1,
        kode=each.kode,
        tingkat=each.tingkat,
        pesan=each.pesan,
    )
    yield from _wrapped(head, width, "", _INDENT)
    if below:
        yield from _wrapped(below, width, _INDENT, _INDENT + "  ")


def _wrapped(text: str, width: int, first: str, others: str) -> list[str]:
    return wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _explained(berkas: str, temuan: Sequence[Temuan], width: int) -> Iterator[str]:
    if temuan:
        yield from ["", pesan("validasi.dijelaskan", jumlah=len(temuan))]
    for each in temuan:
        yield from _finding(berkas, each, pesan("validasi.alasan", alasan=each.alasan), width)


def _not_checked(skipped: Sequence[TidakDiperiksa], width: int) -> Iterator[str]:
    if skipped:
        yield from ["", pesan("validasi.tidak_diperiksa", jumlah=len({each.kode for each in skipped}))]
    for alasan, codes in by_reason(skipped).items():
        yield from _wrapped(f"{alasan}: {', '.join(codes)}", width, "  ", _INDENT)


def per_orang_lines(hasil: HasilValidasi) -> Iterator[str]:
    """Yield the findings by penanggung jawab, short enough for a message; those without a person come last."""
    yield from head_lines(hasil)
    by_person: dict[str, list[Temuan]] = defaultdict(list)
    for each in sorted(hasil.periksa.temuan, key=lambda each: not each.penanggung_jawab):
        by_person[short(each.penanggung_jawab)].append(each)
    for orang, temuan in by_person.items():
        who = orang or pesan("validasi.tanpa_orang")
        yield from ["", pesan("validasi.orang", orang=who, jumlah=len(temuan))]
        yield from map(_one_line, temuan)


def _one_line(each: Temuan) -> str:
    shown = short(each.pesan, _PERSON_WIDTH)
    places = {"lembar": each.ref.sheet, "sel": each.ref.a1}
    return pesan("validasi.temuan_orang", **places, kode=each.kode, tingkat=each.tingkat, pesan=shown)
