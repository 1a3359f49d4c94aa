"""Single changes of the consistent master, each kind with the whole set of findings it must yield.

A kind is a generator of Mutasi; it works on the typed rows, so that everything a formula shows follows the change as
in Excel. What is expected is told cell by cell; that a recommendation marked selesai is broken again (TL003) follows
from the topik of the findings told, and is added here.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from induk_memori import Induk, dasar, isian_dasar
from konsisten import nomor_baris

from lkjip_xl.rules.dasar import catalogue
from lkjip_xl.template.isian import Isian
from lkjip_xl.template.rumus_dasar import BarisIsian, Nilai
from lkjip_xl.temuan import Tahap

Baris = int | str


class Harap(NamedTuple):
    """A finding expected: its code, and the table, row (from 0) and column of its cell."""

    kode: str
    tabel: str
    baris: int
    judul: str
    info: bool = False


class Ubahan(NamedTuple):
    """A change: what it is called, the typed rows it leaves, what must be found, and when it is checked."""

    nama: str
    isian: Isian
    harap: tuple[Harap, ...] = ()
    tahap: Tahap = "draf"


class Mutasi(NamedTuple):
    """A change of a kind."""

    jenis: str
    ubahan: Ubahan


Jenis = Callable[[], Iterator[Ubahan]]
JENIS: dict[str, Jenis] = {}


def jenis(fungsi: Jenis) -> Jenis:
    """Register a kind of change under its function's name."""
    JENIS[fungsi.__name__] = fungsi
    return fungsi


def semua_mutasi() -> Iterator[Mutasi]:
    """Yield every change of every kind."""
    for nama, fungsi in JENIS.items():
        for ubahan in fungsi():
            yield Mutasi(nama, ubahan)


def diharapkan(induk: Induk, ubahan: Ubahan) -> set[tuple[str, str]]:
    """Return what must be found, as (cell, code), with the recommendations that are broken again."""
    found = {(induk.sel(each.tabel, each.baris, each.judul), each.kode) for each in ubahan.harap}
    return found | {(induk.sel("TabelTindakLanjut", row, "Status"), "TL003") for row in _broken(ubahan)}


def _broken(ubahan: Ubahan) -> Iterator[int]:
    grave = {each.kode for each in ubahan.harap if not each.info and catalogue()[each.kode]["tingkat"] != "info"}
    topics = {topik for kode in grave for topik in catalogue()[kode].get("topik", ())}
    listed = {row["Rekomendasi"]: row["Status"] for row in ubahan.isian["TabelTindakLanjut"]}
    for row, (lhe, followed) in enumerate(zip(asli()["TabelLHE"], asli()["TabelTindakLanjut"], strict=True)):
        if lhe["Topik"] in topics and listed.get(followed["Rekomendasi"]) == "S":
            yield row


def asli() -> Isian:
    """Return what is typed in the consistent master."""
    return isian_dasar()[1]


def baris(tabel: str, kunci: Baris) -> int:
    """Return where a row stands, by its code or its number from 0."""
    return kunci if isinstance(kunci, int) else nomor_baris(list(asli()[tabel]), kunci)


def nilai(tabel: str, kunci: Baris, judul: str) -> Nilai:
    """Return what a cell of the consistent master shows."""
    induk = dasar()
    return induk.isi[tabel][baris(tabel, kunci)][induk.tempat[tabel].tabel.letak(judul)]


def ganti(tabel: str, kunci: Baris, isi: Mapping[str, Nilai]) -> Isian:
    """Return the typed rows with some cells of one row changed; an input that becomes "" is emptied."""
    rows = [dict(row) for row in asli()[tabel]]
    rows[baris(tabel, kunci)] |= isi
    return asli() | {tabel: rows}  # type: ignore[operator]


def hapus(tabel: str, *kunci: Baris) -> Isian:
    """Return the typed rows without some rows of a table."""
    gone = {baris(tabel, each) for each in kunci}
    return asli() | {tabel: [row for at, row in enumerate(asli()[tabel]) if at not in gone]}  # type: ignore[operator]


def sisip(tabel: str, at: int, row: BarisIsian) -> Isian:
    """Return the typed rows with one more row."""
    rows = list(asli().get(tabel, ()))
    return asli() | {tabel: [*rows[:at], row, *rows[at:]]}  # type: ignore[operator]


def harap(kode: str, tabel: str, kunci: Baris, judul: str, info: bool = False) -> Harap:
    """Return an expected finding on a row that no row above it was added or taken from."""
    return Harap(kode, tabel, baris(tabel, kunci), judul, info)
