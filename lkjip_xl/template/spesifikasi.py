"""What the master workbook consists of, read from master.toml for one year and one kind of office."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lkjip_xl.pesan import read_toml

Jenis = str
_YEAR = re.compile(r"\{(tahun|renstra)([+-]\d+)?\}")
RENSTRA_YEARS = 5
_RENSTRA_START = 2025


class KolomInduk(NamedTuple):
    """One column of a table: how it looks, what may be typed in it, or where its value comes from."""

    judul: str
    lebar: float
    jenis: str = "teks"
    wajib: bool = False
    pilihan: str = ""
    pesan: str = ""
    cari: tuple[str, ...] = ()
    rumus: str = ""
    memakai: Mapping[str, str] = {}
    ganti_judul: bool = False

    @property
    def dihitung(self) -> bool:
        """Whether a formula fills the column."""
        return bool(self.cari or self.rumus)


class TabelInduk(NamedTuple):
    """One Excel table; ``isi`` are rows it starts with, ``tetap`` one whose rows only change in their Isi."""

    nama: str
    judul: str
    kolom: tuple[KolomInduk, ...]
    baris: int = 0
    kunci: str = ""
    samping: bool = False
    tetap: bool = False
    isi: tuple[Mapping[str, Any], ...] = ()

    def letak(self, judul: str) -> int:
        """Return a column's place, 0-based; raises ValueError where there is none of that name."""
        return [kolom.judul for kolom in self.kolom].index(judul)


class LembarInduk(NamedTuple):
    """One sheet: title, one sentence of instruction, and its tables."""

    nama: str
    tahap: str
    judul: str
    petunjuk: str
    tabel: tuple[TabelInduk, ...]
    hanya: str = ""


class Spesifikasi(NamedTuple):
    """The whole master for one year: its sheets and every text in it."""

    tahun: int
    jenis: Jenis
    lembar: tuple[LembarInduk, ...]
    teks: Mapping[str, Any]

    @property
    def tabel(self) -> Mapping[str, TabelInduk]:
        """Every table by its name."""
        return {tabel.nama: tabel for lembar in self.lembar for tabel in lembar.tabel}

    @property
    def versi(self) -> str:
        """The template's version."""
        return str(self.teks["versi"])


def renstra_start(tahun: int) -> int:
    """Return the first year of the five-year plan a year lies in: 2025-2029, and so on."""
    return tahun - (tahun - _RENSTRA_START) % RENSTRA_YEARS


def spesifikasi(tahun: int, jenis: Jenis, renstra: int | None = None) -> Spesifikasi:
    """Return the master's description; ``renstra`` is the plan's first year where it is not the usual one."""
    values = {"tahun": tahun, "renstra": renstra_start(tahun) if renstra is None else renstra}
    data = read_toml("template/master.toml")
    words = {"{jenis}": jenis, "{versi}": data["versi"]}
    teks = _filled(data, values, words)
    lembar = tuple(_lembar(each, jenis) for each in teks.pop("lembar"))
    return Spesifikasi(tahun, jenis, lembar, teks)


def _filled(data: Any, values: Mapping[str, int], words: Mapping[str, str]) -> Any:
    """Put years and words in place of their braces, everywhere; a year alone becomes a number."""
    if isinstance(data, dict):
        return {_filled(key, values, words): _filled(value, values, words) for key, value in data.items()}
    if isinstance(data, list):
        return [_filled(each, values, words) for each in data]
    if not isinstance(data, str):
        return data
    if data in words:
        return words[data]
    text = _YEAR.sub(lambda match: str(values[match[1]] + int(match[2] or 0)), data)
    return int(text) if _YEAR.fullmatch(data) else text


def _lembar(data: Mapping[str, Any], jenis: Jenis) -> LembarInduk:
    tables = tuple(_tabel(each, jenis) for each in data["tabel"])
    return LembarInduk(**{**data, "tabel": tables})


def _tabel(data: Mapping[str, Any], jenis: Jenis) -> TabelInduk:
    columns = tuple(_kolom(each) for each in data["kolom"])
    rows = tuple(row for row in data.get("isi", ()) if row.get("hanya", jenis) == jenis)
    return TabelInduk(**{"kunci": columns[0].judul, **data, "kolom": columns, "isi": rows})


def _kolom(data: Mapping[str, Any]) -> KolomInduk:
    return KolomInduk(**{**data, "cari": tuple(data.get("cari", ()))})


def with_titles(spec: Spesifikasi, nama: str, titles: Sequence[str]) -> Spesifikasi:
    """Give the columns of a table that may be renamed their titles, as many as there are."""
    return spec._replace(lembar=tuple(_retitled(lembar, nama, titles) for lembar in spec.lembar))


def _retitled(lembar: LembarInduk, nama: str, titles: Sequence[str]) -> LembarInduk:
    return lembar._replace(
        tabel=tuple(
            tabel._replace(kolom=tuple(_renamed(tabel, titles))) if tabel.nama == nama else tabel
            for tabel in lembar.tabel
        )
    )


def _renamed(tabel: TabelInduk, titles: Sequence[str]) -> Iterator[KolomInduk]:
    yield from (kolom for kolom in tabel.kolom if not kolom.ganti_judul)
    pattern = next(kolom for kolom in tabel.kolom if kolom.ganti_judul)
    yield from (pattern._replace(judul=title) for title in titles)
