"""Where each table of the master stands on its sheet."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from lkjip_xl.template.isian import Buku
from lkjip_xl.template.spesifikasi import LembarInduk, TabelInduk

FIRST_TITLE = 4
_GAP = 3
_BESIDE = 2


class Tempat(NamedTuple):
    """A table's place: its sheet, the row of its head, its first column, how many rows it has; all 0-based."""

    lembar: str
    tabel: TabelInduk
    kepala: int
    kolom: int
    tinggi: int

    @property
    def pertama(self) -> int:
        """The first data row."""
        return self.kepala + 1

    @property
    def terakhir(self) -> int:
        """The last data row; a table has at least one."""
        return self.kepala + max(self.tinggi, 1)

    @property
    def kolom_terakhir(self) -> int:
        """The last column."""
        return self.kolom + len(self.tabel.kolom) - 1

    def kolom_dari(self, judul: str) -> int:
        """Return the sheet's column a title stands over."""
        return self.kolom + self.tabel.letak(judul)

    def sel(self, row: int, judul: str) -> str:
        """Return the absolute address of a cell, its sheet named; ``row`` counts data rows from 0."""
        address = xl_rowcol_to_cell(self.pertama + row, self.kolom_dari(judul), True, True)
        return f"'{self.lembar}'!{address}"

    def rentang(self, judul: str, rows: int | None = None) -> str:
        """Return the absolute address of a column's data rows, or of as many as asked for, its sheet named."""
        at = self.kolom_dari(judul)
        last = self.terakhir if rows is None else self.kepala + rows
        return f"'{self.lembar}'!{xl_range_abs(self.pertama, at, last, at)}"


def place_tables(lembar: LembarInduk, buku: Buku) -> Iterator[Tempat]:
    """Yield the places of a sheet's tables: below each other, or beside the first one where a table says so."""
    row, right = FIRST_TITLE, 0
    for tabel in lembar.tabel:
        height = buku.tinggi[tabel.nama]
        if tabel.samping:
            yield Tempat(lembar.nama, tabel, FIRST_TITLE + 1, right + _BESIDE - 1, height)
            continue
        tempat = Tempat(lembar.nama, tabel, row + 1, 0, height)
        yield tempat
        row, right = tempat.terakhir + _GAP, max(right, tempat.kolom_terakhir + 1)


def place_all(lembar: tuple[LembarInduk, ...], buku: Buku) -> Mapping[str, Tempat]:
    """Return every table's place by its name."""
    return {tempat.tabel.nama: tempat for each in lembar for tempat in place_tables(each, buku)}
