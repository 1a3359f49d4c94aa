"""Faults put into an invented office on purpose, each with the whole set of findings it must yield.

An injector changes typed rows only, so that every formula follows as in Excel. What it must yield is told by cell of
the master's tables; where that cell stands in a workbook depends on how the office is drawn.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random
from typing import NamedTuple

from lkjip_xl.rules.dasar import catalogue
from lkjip_xl.template.kota.model import Kantor

INDUK, TERCETAK = "induk", "tercetak"
SELURUHNYA = ""
"""The table of a finding that may be anywhere in the workbook."""
SELURUH_BUKU = "seluruhnya"
"""The part of an office a fault belongs to beside which there is room for no other."""
_PALING_BANYAK = 3


class Harap(NamedTuple):
    """A finding expected: its rule, and the table, row from 0 and column of its cell."""

    kode: str
    tabel: str
    baris: int = 0
    judul: str = ""


class Gores(NamedTuple):
    """What is done to one cell of the drawn file: how (goresan.py), and the table, row from 0 and column."""

    cara: str
    tabel: str
    baris: int
    judul: str


class Salah(NamedTuple):
    """An office with a fault in it: the findings it must yield, the first of them the fault itself."""

    kantor: Kantor
    harap: tuple[Harap, ...]
    angka_teks: bool = False
    gores: tuple[Gores, ...] = ()


class Jenis(NamedTuple):
    """A kind of fault: what it does to an office, the layouts it can be made in, whether rows come or go."""

    nama: str
    buat: Callable[[Kantor, str, Random], Salah]
    sasaran: Callable[[Kantor, Random], tuple[str, str] | None]
    tata_letak: frozenset[str]
    baris: bool = False


class Tersuntik(NamedTuple):
    """A fault as it went in: its kind and the findings it must yield."""

    jenis: str
    harap: tuple[Harap, ...]


class KantorSalah(NamedTuple):
    """An office with all its faults."""

    kantor: Kantor
    salah: tuple[Tersuntik, ...]
    angka_teks: bool = False
    gores: tuple[Gores, ...] = ()


def suntik(kantor: Kantor, tata_letak: str, jenis: Iterable[Jenis], rng: Random) -> KantorSalah:
    """Put up to three faults of different parts of an office into it, those that move rows first."""
    wanted = rng.randint(1, _PALING_BANYAK)
    fitting = [each for each in jenis if tata_letak in each.tata_letak]
    chosen = rng.sample(fitting, min(len(fitting), 3 * wanted))
    made, taken = KantorSalah(kantor, ()), set[str]()
    moving = [each for each in chosen if each.baris][:1]
    for each in (*moving, *(each for each in chosen if not each.baris)):
        found = each.sasaran(kantor, rng)
        if found is None or found[0] in taken or len(made.salah) == wanted or SELURUH_BUKU in taken:
            continue
        if found[0] == SELURUH_BUKU and taken:
            continue
        taken.add(found[0])
        made = suntik_satu(made, each, found[1], rng)
    return made


def suntik_satu(made: KantorSalah, jenis: Jenis, kunci: str, rng: Random) -> KantorSalah:
    """Put one fault into an office."""
    done = jenis.buat(made.kantor, kunci, rng)
    harap = (*done.harap, *_terulang(done))
    told = (*made.salah, Tersuntik(jenis.nama, harap))
    return KantorSalah(done.kantor, told, made.angka_teks or done.angka_teks, (*made.gores, *done.gores))


def _terulang(done: Salah) -> Iterator[Harap]:
    """Yield the recommendations marked selesai that the fault breaks again (TL003)."""
    rules = catalogue()
    topics = {
        topik
        for each in done.harap
        if rules[each.kode]["tingkat"] != "info"
        for topik in rules[each.kode].get("topik", ())
    }
    rows: Mapping[str, str] = {row["Rekomendasi"]: row["Topik"] for row in done.kantor.isian["TabelLHE"]}
    for number, row in enumerate(done.kantor.isian["TabelTindakLanjut"]):
        if rows.get(row["Rekomendasi"]) in topics and row["Status"] == "S":
            yield Harap("TL003", "TabelTindakLanjut", number, "Status")
