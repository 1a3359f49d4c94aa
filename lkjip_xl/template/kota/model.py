"""An invented office: what it is called, what it measures, and every row typed into its workbook."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from lkjip_xl.pesan import read_toml
from lkjip_xl.template.spesifikasi import Spesifikasi, spesifikasi, with_titles

Baris = dict[str, Any]
Tabel = dict[str, list[Baris]]
BULAN = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
TRIWULAN = ("I", "II", "III", "IV")
ANTAR = "TabelAntarKecamatan"
KECAMATAN = "kecamatan"
JUDUL, JUMLAH, PREDIKAT, KEPALA, LETAK, PENDUKUNG = "Judul", "Jumlah", "Predikat", "Kepala", "Letak", "Pendukung"
"""What is wrong on purpose around the tables of printed sheets: the year in a title, what stands below a table, what a
column is called, under which goal a programme stands."""


class Iku(NamedTuple):
    """One key indicator of a pattern; ``cara`` says how its values are made."""

    kode: str
    uraian: str
    indikator: str
    satuan: str
    formula: str
    sumber: str
    cara: str

    @property
    def jenjang(self) -> str:
        """Whether it measures a tujuan or a sasaran."""
        return "tujuan" if self.kode.startswith("T") else "sasaran"


class Langkah(NamedTuple):
    """One programme, kegiatan or sub kegiatan of a pattern."""

    kode: str
    jenjang: str
    uraian: str
    indikator: str
    satuan: str
    target: int
    penanggung_jawab: str


class Pola(NamedTuple):
    """What offices of one kind have in common: their indicators and what they do."""

    nama: str
    jenis: str
    kepala: str
    wakil: str
    iku: tuple[Iku, ...]
    langkah: tuple[Langkah, ...]
    program: Mapping[str, str]
    sebutan: str = ""
    kelurahan: int = 0

    @property
    def sub_kegiatan(self) -> tuple[Langkah, ...]:
        """The lowest rows, which carry the money."""
        return tuple(each for each in self.langkah if each.jenjang == "sub kegiatan")

    @property
    def kecamatan(self) -> bool:
        """Whether it is a kecamatan's."""
        return self.jenis == KECAMATAN

    def di_bawah(self, iku: str) -> tuple[Langkah, ...]:
        """Return the programmes that serve an indicator and all below them."""
        served = tuple(kode for kode, each in self.program.items() if each == iku)
        return tuple(each for each in self.langkah if each.kode.startswith(served))


class Nilai(NamedTuple):
    """One indicator's figures: this year's target and realisasi, those of five earlier years, the plan's five."""

    target: Decimal
    realisasi: Decimal
    target_lalu: tuple[Decimal, ...]
    realisasi_lalu: tuple[Decimal, ...]
    renstra: tuple[Decimal, ...]


class Kantor(NamedTuple):
    """An office: its names, its year and its typed rows."""

    nama: str
    kota: str
    tahun: int
    pola: Pola
    isian: Tabel

    def baris(self, tabel: str, kode: str) -> int:
        """Return where a table has its first row of a code, from 0."""
        rows = self.isian[tabel]
        return next(at for at, row in enumerate(rows) if kode in (row.get("Kode"), row.get("Kode Indikator")))

    def diganti(self, tabel: str, rows: list[Baris]) -> "Kantor":
        """Return the office with other rows in one table."""
        return self._replace(isian=self.isian | {tabel: rows})

    @property
    def spec(self) -> Spesifikasi:
        """The description of its master."""
        return spesifikasi_pola(self.tahun, self.pola.nama)


@cache
def kata() -> Mapping[str, Any]:
    """Return the words names and remarks are made of."""
    return read_toml("template/kota/kata.toml")


@cache
def semua_pola() -> Mapping[str, Pola]:
    """Return every pattern by its name."""
    data = read_toml("template/kota/pola.toml")
    return {nama: _pola(nama, each, data["baris"]) for nama, each in data["pola"].items()}


def _pola(nama: str, data: Mapping[str, Any], langkah: Mapping[str, Any]) -> Pola:
    iku = tuple(Iku(*each) for each in data["iku"])
    rows = tuple(Langkah(*each) for each in langkah[data["baris"]])
    own = {key: data[key] for key in ("jenis", "kepala", "wakil", "program", "kelurahan") if key in data}
    return Pola(nama, iku=iku, langkah=rows, sebutan=data.get("nama", ""), **own)


@cache
def spesifikasi_pola(tahun: int, pola: str) -> Spesifikasi:
    """Return the description of the master offices of a pattern fill."""
    each = semua_pola()[pola]
    spec = spesifikasi(tahun, each.jenis)
    return with_titles(spec, ANTAR, [iku.indikator for iku in each.iku]) if each.kecamatan else spec
