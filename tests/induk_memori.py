"""The consistent master as sheets in memory, rebuilt after a change in what is typed, with every formula recalculated.

Written and read once; a changed sheet is put together from its parts as they were read, so that what is validated is
what the reader would hand over had the changed workbook been written (test_mutasi.py proves it for an unchanged one).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from konsisten import konsisten

from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.check import periksa
from lkjip_xl.compute import compute
from lkjip_xl.kepala import find_tables
from lkjip_xl.ketentuan_buku import read_ketentuan
from lkjip_xl.parse import parse
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.table import Area, Cell, Sheet, address, from_float
from lkjip_xl.template.induk import write_master
from lkjip_xl.template.isian import Buku, Isian
from lkjip_xl.template.rumus_dasar import Nilai
from lkjip_xl.template.spesifikasi import KolomInduk, Spesifikasi
from lkjip_xl.template.tata_letak import FIRST_TITLE, Tempat, place_all
from lkjip_xl.temuan import HasilPeriksa, Tahap

ERRORS = ("#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?")
_ZERO = date(1899, 12, 30)
_Grid = Sequence[Sequence[Nilai]]


class Induk(NamedTuple):
    """A master in memory: its sheets, where its tables stand, and what they hold."""

    sheets: Mapping[str, Sheet]
    tempat: Mapping[str, Tempat]
    isi: Mapping[str, _Grid]

    def sel(self, tabel: str, baris: int, judul: str) -> str:
        """Return the address of a cell, its sheet in front; ``baris`` counts from 0."""
        tempat = self.tempat[tabel]
        return f"{tempat.lembar}!{address(tempat.pertama + baris + 1, tempat.kolom_dari(judul) + 1)}"


@cache
def isian_dasar() -> tuple[Spesifikasi, Isian]:
    """Return the consistent master as it is typed."""
    return konsisten()


@cache
def dasar() -> Induk:
    """Return the consistent master as the reader hands it over."""
    spec, isian = isian_dasar()
    buku = Buku(spec, isian)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "induk.xlsx"
        write_master(path, spec, isian)
        sheets = FileBook.open(path).read()
    return Induk({sheet.name: sheet for sheet in sheets}, place_all(spec.lembar, buku), _grids(buku))


def susun(isian: Isian, semua: bool = False) -> Induk:
    """Return the master with other typed rows; ``semua`` rebuilds the unchanged sheets too."""
    spec, typed = isian_dasar()
    base, buku = dasar(), Buku(spec, _unbroken(isian))
    new = Induk(dict(base.sheets), place_all(spec.lembar, buku), _grids(buku))
    for lembar in spec.lembar:
        names = [tabel.nama for tabel in lembar.tabel]
        if semua or any(new.isi[nama] != base.isi[nama] or isian.get(nama) != typed.get(nama) for nama in names):
            new.sheets[lembar.nama] = _sheet(new, names, _typed(buku, isian))  # type: ignore[index]
    return new


def validasi(sheets: Sequence[Sheet], tahap: Tahap) -> HasilPeriksa:
    """Validate sheets as a file of the office."""
    dokumen = parse(find_tables(sheets), sheets, "induk.xlsx")
    ketentuan, _ = read_ketentuan(dokumen)
    return periksa(Konteks(dokumen, sheets, compute(dokumen, ketentuan), ketentuan, tahap))


def _grids(buku: Buku) -> Mapping[str, _Grid]:
    return {
        nama: [[buku.nilai(nama, row, kolom.judul) for kolom in tabel.kolom] for row in range(buku.tinggi[nama])]
        for nama, tabel in buku.tabel.items()
    }


def _unbroken(isian: Isian) -> Isian:
    """Return the rows as formulas see them: one that meets an error shows nothing (IFERROR)."""
    return {
        nama: [{judul: "" if value in ERRORS else value for judul, value in row.items()} for row in rows]
        for nama, rows in isian.items()
    }


def _typed(buku: Buku, isian: Isian) -> Isian:
    """Return every table's rows as they are typed, errors included; fixed tables name all their rows."""
    return {nama: rows if buku.tabel[nama].tetap else isian.get(nama) or rows for nama, rows in buku.isian.items()}


def _sheet(new: Induk, names: Sequence[str], isian: Isian) -> Sheet:
    base = dasar()
    old = base.sheets[base.tempat[names[0]].lembar]
    cells = {at: cell for at, cell in old.cells.items() if at[0] < FIRST_TITLE}
    formats: dict[tuple[int, int], str] = {}
    for nama in names:
        _move_heads(old, base.tempat[nama], new.tempat[nama], cells)
        for row, values in enumerate(new.isi[nama]):
            typed = isian[nama][row] if row < len(isian[nama]) else {}
            for kolom, value in zip(new.tempat[nama].tabel.kolom, values, strict=True):
                at = new.tempat[nama].pertama + row + 1, new.tempat[nama].kolom_dari(kolom.judul) + 1
                cell = _cell(at, kolom, typed, value, _look(old, base.tempat[nama], kolom))
                if cell.kind != "kosong" or cell.formula:
                    cells[at] = cell
                elif cell.number_format != "General":
                    formats[at] = cell.number_format
    areas = tuple(_area(new.tempat[nama]) for nama in names)
    return old._replace(cells=dict(sorted(cells.items())), blank_formats=formats, tables=areas)


def _area(tempat: Tempat) -> Area:
    return Area(tempat.kepala + 1, tempat.kolom + 1, tempat.terakhir + 1, tempat.kolom_terakhir + 1)


def _move_heads(old: Sheet, before: Tempat, after: Tempat, cells: dict[tuple[int, int], Cell]) -> None:
    moved = after.kepala - before.kepala
    for row in (before.kepala, before.kepala + 1):
        for column in range(before.kolom + 1, before.kolom_terakhir + 2):
            if cell := old.cells.get((row, column)):
                cells[row + moved, column] = cell._replace(row=row + moved)


def _look(old: Sheet, tempat: Tempat, kolom: KolomInduk) -> Cell:
    """Return the cell whose formula and number format a column has."""
    return old.cell(tempat.pertama + 1, tempat.kolom_dari(kolom.judul) + 1)


def _cell(at: tuple[int, int], kolom: KolomInduk, typed: Mapping[str, Nilai], value: Nilai, look: Cell) -> Cell:
    typed_here = kolom.judul in typed
    formula = look.formula if kolom.dihitung and not typed_here else None
    value = typed.get(kolom.judul, value) if typed_here else value
    if isinstance(value, date):
        value = Decimal((value - _ZERO).days)
    if isinstance(value, Decimal):
        return Cell(*at, from_float(float(value)), "angka", formula, look.number_format)
    if value in ERRORS:
        return Cell(*at, value, "galat", formula, look.number_format)
    if value or formula:
        return Cell(*at, value, "teks", formula, look.number_format)
    return Cell(*at, number_format=look.number_format)
