"""What is typed into a master, and the value of every computed cell, asked for one by one."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from lkjip_xl.ketentuan import Ketentuan, ketentuan_bawaan
from lkjip_xl.template.rumus_dasar import BarisIsian, Nilai
from lkjip_xl.template.rumus_tabel import RUMUS
from lkjip_xl.template.spesifikasi import KolomInduk, Spesifikasi, TabelInduk

Isian = Mapping[str, Sequence[BarisIsian]]
"""Typed rows by table name, each a mapping of column title to what is typed there; a computed column that is
named has been typed over."""


class Buku:
    """A master's content: rows as typed, and what every formula gives for them.

    Fixed tables keep their own rows and take from ``isian`` the Isi beside the same first word; a table that starts
    with rows of its own takes those of ``isian`` instead where there are any.
    """

    def __init__(self, spec: Spesifikasi, isian: Isian) -> None:
        self.spec = spec
        self.tabel = spec.tabel
        self.isian = {nama: _rows(tabel, isian.get(nama, ())) for nama, tabel in self.tabel.items()}
        self.tinggi = {nama: len(self.isian[nama]) + _spare(tabel, isian) for nama, tabel in self.tabel.items()}
        self.bernama = {
            row["nama"]: typed.get("Isi", "")
            for nama, tabel in self.tabel.items()
            for row, typed in zip(tabel.isi, self.isian[nama], strict=False)
            if "nama" in row
        }
        self._known: dict[tuple[str, int, str], Nilai] = {}

    @property
    def ketentuan(self) -> Ketentuan:
        """The settings the typed sheet Ketentuan states, those of ketentuan.toml where it is silent."""
        skala = [row for row in self.isian["TabelSkala"] if isinstance(row.get("Batas Bawah"), Decimal)]
        named: Mapping[str, Any] = self.bernama
        return ketentuan_bawaan()._replace(
            batas=tuple(row["Batas Bawah"] for row in skala),
            sebutan=tuple(str(row["Kategori"]) for row in skala),
            celah=named["Ketentuan_Celah"],
            makin_rendah=named["Ketentuan_Makin_Rendah"],
            batas_efisien=named["Ketentuan_Batas_Efisien"],
            efisien=str(named["Ketentuan_Efisien"]),
            tidak_efisien=str(named["Ketentuan_Tidak_Efisien"]),
        )

    def nilai(self, nama: str, row: int, judul: str) -> Nilai:
        """Return what a cell shows, ``row`` counted from 0; "" below the typed rows."""
        if row >= len(self.isian[nama]):
            return ""
        typed: BarisIsian = self.isian[nama][row]
        if judul in typed:
            return typed[judul]
        key = (nama, row, judul)
        if key not in self._known:
            tabel = self.tabel[nama]
            self._known[key] = self._computed(tabel, row, tabel.kolom[tabel.letak(judul)])
        return self._known[key]

    def kolom(self, nama: str, judul: str) -> list[Nilai]:
        """Return what a column shows in its typed rows, from the top down."""
        return [self.nilai(nama, row, judul) for row in range(len(self.isian[nama]))]

    def angka(self, nama: str, judul: str) -> list[Decimal]:
        """Return the numbers of a column, as Excel's SUM and AVERAGE see them."""
        return [each for each in self.kolom(nama, judul) if isinstance(each, Decimal)]

    def _computed(self, tabel: TabelInduk, row: int, kolom: KolomInduk) -> Nilai:
        if kolom.cari:
            return self.cari(self.nilai(tabel.nama, row, tabel.kolom[0].judul), kolom.cari)
        return RUMUS[kolom.rumus].nilai(Sel(self, tabel, row, kolom)) if kolom.rumus else ""

    def cari(self, kode: Nilai, sources: Sequence[str]) -> Nilai:
        """Return what the first of some "Tabel.Kolom" that has something for a code shows, "" where none has."""
        for source in sources if kode != "" else ():
            nama, judul = source.split(".")
            row = self.baris_kode(nama, kode)
            value = "" if row is None else self.nilai(nama, row, judul)
            if value != "":
                return value
        return ""

    def baris_kode(self, nama: str, kode: Nilai) -> int | None:
        """Return the first row of a table with a code, as Excel's MATCH finds it; None where there is none."""
        codes = [str(each).casefold() for each in self.kolom(nama, self.tabel[nama].kolom[0].judul)]
        return codes.index(str(kode).casefold()) if str(kode).casefold() in codes else None


class Sel(NamedTuple):
    """One computed cell, as its formula sees the workbook."""

    buku: Buku
    tabel: TabelInduk
    baris: int
    kolom: KolomInduk

    def __call__(self, peran: str) -> Nilai:
        """Return what stands in the column of the same row that plays a role in the formula."""
        return self.buku.nilai(self.tabel.nama, self.baris, self.judul(peran))

    def judul(self, peran: str) -> str:
        """Return the title of the column that plays a role."""
        return self.kolom.memakai.get(peran, RUMUS[self.kolom.rumus].peran.get(peran, peran))

    def angka(self, *peran: str) -> list[Decimal]:
        """Return the numbers among the columns that play some roles."""
        return [each for name in peran if isinstance(each := self(name), Decimal)]


def _rows(tabel: TabelInduk, typed: Sequence[BarisIsian]) -> list[dict[str, Any]]:
    titles = {kolom.judul for kolom in tabel.kolom}
    own = [{key: _typed(value) for key, value in row.items() if key in titles} for row in tabel.isi]
    if not tabel.tetap or "Hal" not in titles:
        return [dict(row) for row in typed] or own
    first = tabel.kolom[0].judul
    isi: dict[Any, Nilai] = {row[first]: row["Isi"] for row in typed if row.get("Isi", "") != ""}
    return [row | ({"Isi": isi[row[first]]} if row[first] in isi else {}) for row in own]


def _typed(value: object) -> object:
    return Decimal(str(value)) if isinstance(value, int | float) else value


def _spare(tabel: TabelInduk, isian: Isian) -> int:
    """Return how many blank rows follow: those the table starts with, or one to type in below what is filled."""
    return min(tabel.baris, 1) if isian.get(tabel.nama) else tabel.baris
