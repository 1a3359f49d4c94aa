"""What a formula of a computed column is: its Excel text beside the function that gives the same value in Python."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from lkjip_xl.ketentuan import Ketentuan
from lkjip_xl.template.spesifikasi import TabelInduk

Nilai = Decimal | str | date
"""What a cell shows; "" where it shows nothing."""

BarisIsian = Mapping[str, Nilai]
"""A row as typed: what stands under each column's title."""


class Buku(Protocol):
    """A workbook as a formula sees it."""

    @property
    def isian(self) -> Mapping[str, Sequence[BarisIsian]]:
        """The typed rows by table name."""

    @property
    def ketentuan(self) -> Ketentuan:
        """The settings the workbook states."""

    def nilai(self, nama: str, row: int, judul: str) -> Nilai:
        """Return what a cell shows."""

    def kolom(self, nama: str, judul: str) -> Sequence[Nilai]:
        """Return what a column shows in its typed rows."""

    def angka(self, nama: str, judul: str) -> Sequence[Decimal]:
        """Return the numbers of a column."""

    def cari(self, kode: Nilai, sources: Sequence[str]) -> Nilai:
        """Return what the first of some "Tabel.Kolom" shows for a code."""


class Sel(Protocol):
    """One computed cell as its formula sees it; called with a role it gives that cell of the same row."""

    @property
    def buku(self) -> Buku:
        """The workbook."""

    @property
    def tabel(self) -> TabelInduk:
        """The table the cell is in."""

    @property
    def baris(self) -> int:
        """The row, counted from 0."""

    def __call__(self, peran: str) -> Nilai:
        """Return what stands in the column that plays a role."""

    def judul(self, peran: str) -> str:
        """Return the title of the column that plays a role."""

    def angka(self, *peran: str) -> Sequence[Decimal]:
        """Return the numbers among the columns that play some roles."""


class RumusTabel(NamedTuple):
    """One formula; in its text {peran} stands for the cell of the same row that plays a role, {T} for the table.

    ``peran`` names the column of each role; a role without one is a column's own title, and a column of the
    master may name others (``memakai``). {kolom} is the title alone.
    """

    excel: str
    nilai: Callable[[Sel], Nilai]
    peran: Mapping[str, str] = {}


def total(values: Sequence[Decimal]) -> Decimal:
    """Return a sum, exact."""
    return sum(values, Decimal(0))


def average(values: Sequence[Decimal]) -> Nilai:
    """Return the plain mean, "" of nothing."""
    return total(values) / len(values) if values else ""


def percentage(top: Nilai, bottom: Nilai) -> Nilai:
    """Return one number as a percentage of another, "" where either is missing or the lower one 0."""
    if isinstance(top, Decimal) and isinstance(bottom, Decimal) and bottom:
        return top / bottom * 100
    return ""
