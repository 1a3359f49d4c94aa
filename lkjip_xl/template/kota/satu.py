"""Makes kinds of faults that change cells of one row: which cells, to what, and the findings that must follow."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

from lkjip_xl.template.isian import Buku
from lkjip_xl.template.kota import pilih
from lkjip_xl.template.kota.model import Kantor
from lkjip_xl.template.kota.pilih import Sasaran
from lkjip_xl.template.kota.salah import INDUK, TERCETAK, Harap, Jenis, Salah

D = Decimal
Isi = Callable[[Any], Any]
SEMUA_IKU = ("ikm", "akip", "indeks", "persen", "kelurahan")
ANGKA = ("ikm", "akip", "indeks", "persen")
NILAI = ("ikm", "akip", "indeks")
KEDUANYA = frozenset({INDUK, TERCETAK})
DI_INDUK, DI_CETAK = frozenset({INDUK}), frozenset({TERCETAK})


class Di(NamedTuple):
    """Where a finding is expected: its rule, a table and column, and how many levels above the row's code."""

    kode: str
    tabel: str
    judul: str
    naik: str = ""


def satu(
    nama: str, di: Di, tabel: str, sasaran: Sasaran, isi: Mapping[str, Isi], *akibat: Di,
    tata_letak: frozenset[str] = KEDUANYA,
) -> Jenis:  # fmt: skip
    """Return the kind that changes cells of one row; ``isi`` gives each column's new value for what it showed."""

    def buat(kantor: Kantor, kunci: str, _: Random) -> Salah:
        at, buku = pilih.nomor(kantor, tabel, kunci), Buku(kantor.spec, kantor.isian)
        rows = [dict(row) for row in kantor.isian[tabel]]
        rows[at] |= {
            _tahun(kantor, judul): new(buku.nilai(tabel, at, _tahun(kantor, judul))) for judul, new in isi.items()
        }
        made = kantor.diganti(tabel, rows)
        return Salah(made, tuple(_harap(made, each, kunci) for each in (di, *akibat)))

    return Jenis(nama, buat, sasaran, tata_letak)


def _harap(kantor: Kantor, di: Di, kunci: str) -> Harap:
    key = kunci
    if di.naik == "program":
        key = next(kode for kode in kantor.pola.program if kunci.startswith(kode))
    elif di.naik == "kegiatan":
        key = kunci.rpartition(".")[0]
    elif di.naik:
        key = next((each.kode for each in kantor.pola.iku if each.cara == di.naik), di.naik)
    return Harap(di.kode, di.tabel, pilih.nomor(kantor, di.tabel, key), _tahun(kantor, di.judul))


def _tahun(kantor: Kantor, judul: str) -> str:
    """Return a column's title for the office's year: "Target +1" is next year's."""
    words, _, step = judul.rpartition(" ")
    return f"{words} {kantor.tahun + int(step)}" if step.lstrip("+-").isdigit() else judul


def kurang(angka: str) -> Isi:
    """Return what makes a number less."""
    return lambda lama: lama - D(angka)


def tambah(angka: str) -> Isi:
    """Return what makes a number more."""
    return lambda lama: lama + D(angka)


def kali(angka: str) -> Isi:
    """Return what multiplies a number."""
    return lambda lama: lama * D(angka)


def lipat(angka: str, tambahan: str) -> Isi:
    """Return what multiplies a number, nothing counting as 0, and adds to it."""
    return lambda lama: (lama or D(0)) * D(angka) + D(tambahan)


def menjadi(isi: object) -> Isi:
    """Return what puts this in, whatever stood there."""
    return lambda _: isi


def sebagai_teks(lama: Any) -> str:
    """Return a number as the text people type: 83,75."""
    return f"{lama}".replace(".", ",")


def sebagai_rupiah(lama: Any) -> str:
    """Return an amount as the text people type: Rp. 1.250.000,-."""
    return f"Rp. {int(lama):,},-".replace(",", ".", f"{int(lama):,}".count(","))


KOSONG = menjadi("")
