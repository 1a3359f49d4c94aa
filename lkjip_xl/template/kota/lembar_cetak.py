"""An invented office as the sheets of a printed report, each figure from what its master would show."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

from xlsxwriter import Workbook

from lkjip_xl.pesan import read_toml
from lkjip_xl.table import address
from lkjip_xl.template.isian import Buku
from lkjip_xl.template.kota.baris_cetak import BarisCetak, kaki, susunan, tercetak
from lkjip_xl.template.kota.model import ANTAR, JUDUL, KEPALA, Kantor, kata
from lkjip_xl.template.lembar import GAP, TITLE, Lembar, cell, draw
from lkjip_xl.template.pena import Formats, Pen
from lkjip_xl.template.serang import FIELD
from lkjip_xl.template.spesifikasi import renstra_start
from lkjip_xl.template.tabel import Table

Tempat = Mapping[tuple[str, int, str], tuple[str, str]]
"""Where a cell of a master's table is printed: sheet and address, by table, row from 0 and column."""
DIBUAT = datetime(2026, 1, 12, 8, 0, tzinfo=UTC)
_YEAR = re.compile(r"\{(tahun|renstra)([+-]\d+)?\}")
_TITLE_ROWS = 3
_IDENTITAS = "Identitas"


class Tercetak(NamedTuple):
    """A printed workbook, and where its cells stand."""

    isi: bytes
    tempat: Tempat


class _Cetakan(NamedTuple):
    """One printed table: its grid, which master's rows it shows, and the column of each of the master's titles."""

    tabel: str
    grid: Table
    baris: Sequence[int]
    kolom: Sequence[str]


def cetak(kantor: Kantor, angka_teks: bool = False) -> Tercetak:
    """Return an office's printed workbook; with ``angka_teks`` every number in it is text."""
    made, buku = BytesIO(), Buku(kantor.spec, kantor.isian)
    book = Workbook(made, {"in_memory": True})
    book.set_properties({"title": f"LKjIP {kantor.nama}", "author": kata()["tanda"], "created": DIBUAT})
    formats = Formats(book)
    places: dict[tuple[str, int, str], tuple[str, str]] = {}
    _identitas(kantor, Pen(book.add_worksheet(_IDENTITAS), formats, angka_teks))
    places |= {("TabelPejabat", row, "NIP"): (_IDENTITAS, at) for row, at in enumerate(_letak_nip(kantor))}
    for entry in _daftar():
        printed = [each for each in (_tabel(buku, kantor, table) for table in entry["tabel"]) if each.grid.rows]
        if printed:
            titles = (entry["judul"], _kantor(kantor, entry["nama"]), kata()["tanda"])
            lembar = Lembar(entry["nama"], titles, tuple(each.grid for each in printed), tuple(entry["lebar"]))
            draw(lembar, Pen(book.add_worksheet(lembar.name), formats, angka_teks))
            places |= dict(_places(lembar.name, printed)) | {(JUDUL, 0, lembar.name): (lembar.name, "A2")}
    book.close()
    return Tercetak(made.getvalue(), places)


@cache
def _daftar() -> Sequence[Mapping[str, Any]]:
    return tuple(read_toml("template/kota/cetak.toml")["lembar"])


def _kantor(kantor: Kantor, lembar: str = _IDENTITAS) -> str:
    years = [row["Tahun"] for row in kantor.isian.get(JUDUL, ()) if row["Lembar"] == lembar]
    return f"{kantor.nama} {kantor.kota} Tahun {years[0] if years else kantor.tahun}"


def _identitas(kantor: Kantor, pen: Pen) -> None:
    """Draw the cover: who, which year, who signs."""
    pen.sheet.set_column(0, 1, 46)
    for row, title in enumerate(("Laporan Kinerja Instansi Pemerintah (LKjIP)", _kantor(kantor), kata()["tanda"]), 1):
        pen.write(cell(row, 1), title, TITLE)
    for row, (name, value) in enumerate(_baris_identitas(kantor), _TITLE_ROWS + 2):
        pen.write(cell(row, 1), name, FIELD | {"bold": True})
        pen.write(cell(row, 2), value, FIELD, words=name not in {"Tahun", "Jumlah kelurahan"})


def _baris_identitas(kantor: Kantor) -> Iterator[tuple[str, str]]:
    start = renstra_start(kantor.tahun)
    yield "Perangkat Daerah", kantor.nama
    yield "Jenis", kantor.pola.jenis
    yield "Pemerintah Daerah", kantor.kota
    yield "Tahun", str(kantor.tahun)
    yield "Renstra", f"{start}-{start + 4}"
    yield from (("Jumlah kelurahan", str(row["Isi"])) for row in kantor.isian.get("TabelKetentuan", ()))
    for row in kantor.isian["TabelPejabat"]:
        yield f"Nama {row['Jabatan']}", row["Nama"]
        yield f"NIP {row['Jabatan']}", str(row["NIP"])


def _letak_nip(kantor: Kantor) -> Iterator[str]:
    """Yield where the cover has each official's NIP."""
    for row, (name, _) in enumerate(_baris_identitas(kantor), _TITLE_ROWS + 2):
        if name.startswith("NIP "):
            yield address(row, 2)


def _tabel(buku: Buku, kantor: Kantor, entry: Mapping[str, Any]) -> _Cetakan:
    nama, susun = entry["tabel"], susunan(buku, kantor, entry)
    pairs = [(_filled(head, kantor), _filled(title, kantor)) for head, title in _kolom(kantor, entry)]
    titles, heads = [title for _, title in pairs], [_kepala(kantor, nama, *pair) for pair in pairs]
    rows = [each.baris for each in susun]
    grid = [tuple(_text(buku, nama, each, title) for title in titles) for each in susun]
    below = kaki(buku, kantor, entry, titles) if rows else []
    rows += range(len(kantor.isian.get(nama, ())), len(kantor.isian.get(nama, ())) + len(below))
    table = Table(tuple(heads), (*grid, *below), total=bool(below))
    if entry.get("nomor"):
        count = len(grid)
        numbered = tuple((str(n) if n <= count else "", *row) for n, row in enumerate(table.rows, 1))
        table, titles = replace(table, head=("No", *table.head), rows=numbered), ["", *titles]
    return _Cetakan(entry.get("sebagai", nama), table, rows, titles)


def _kepala(kantor: Kantor, nama: str, head: str, title: str) -> str:
    """Return what a column is called, another word where that is wrong on purpose."""
    rows = kantor.isian.get(KEPALA, ())
    return next((row["Tertulis"] for row in rows if (row["Tabel"], row["Judul"]) == (nama, title)), head)


def _kolom(kantor: Kantor, entry: Mapping[str, Any]) -> Sequence[Sequence[str]]:
    if entry["tabel"] == ANTAR and kantor.pola.kecamatan:
        return [["Kecamatan", "Kecamatan"], *([each.indikator] * 2 for each in kantor.pola.iku)]
    columns: Sequence[Sequence[str]] = entry.get("kolom", ())
    return columns


def _filled(title: str, kantor: Kantor) -> str:
    known = {"tahun": kantor.tahun, "renstra": renstra_start(kantor.tahun)}
    return _YEAR.sub(lambda match: str(known[match[1]] + int(match[2] or 0)), title)


def _text(buku: Buku, nama: str, row: BarisCetak, judul: str) -> str:
    if judul in row.isi:
        return row.isi[judul]
    tabel = buku.tabel[nama]
    return tercetak(buku.nilai(nama, row.baris, judul), tabel.kolom[tabel.letak(judul)].jenis)


def _places(name: str, printed: Sequence[_Cetakan]) -> Iterator[tuple[tuple[str, int, str], tuple[str, str]]]:
    row = _TITLE_ROWS + 2
    for each in printed:
        for column, title in enumerate(each.kolom, 1):
            yield (f"{KEPALA} {each.tabel}", 0, title), (name, address(row + each.grid.head_rows - 1, column))
        for number, of_master in enumerate(each.baris):
            for column, title in enumerate(each.kolom, 1):
                at = address(row + each.grid.head_height + number, column)
                yield (each.tabel, of_master, title), (name, at)
        row += each.grid.height + GAP
