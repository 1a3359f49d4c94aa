"""What validation says of a workbook: findings, those set aside, and rules that could not run."""

from typing import Literal, NamedTuple

from lkjip_xl.model import Baris
from lkjip_xl.table import CellRef

Tingkat = Literal["kesalahan", "peringatan", "info"]
Tahap = Literal["draf", "penyampaian"]
TINGKAT: tuple[Tingkat, ...] = ("kesalahan", "peringatan", "info")
"""The severities, gravest first."""


class Temuan(NamedTuple):
    """One finding: where, what stands there and what it contradicts, and what to do.

    ``sel_lain`` are the other cells it speaks of; ``alasan`` is the office's explanation where it set the finding
    aside; ``ditemukan`` and ``seharusnya`` are what stands there and what should, "" where that is not one value.
    """

    kode: str
    nama: str
    tingkat: Tingkat
    ref: CellRef
    pesan: str
    saran: str
    sel_lain: tuple[CellRef, ...] = ()
    baris: str = ""
    penanggung_jawab: str = ""
    ditemukan: str = ""
    seharusnya: str = ""
    dasar: tuple[str, ...] = ()
    topik: tuple[str, ...] = ()
    alasan: str = ""


class TidakDiperiksa(NamedTuple):
    """A rule that could not run, and why, in words."""

    kode: str
    alasan: str


class HasilPeriksa(NamedTuple):
    """Everything one validation found; ``temuan`` are in force, ``dijelaskan`` set aside by the sheet Penjelasan."""

    tahap: Tahap
    temuan: tuple[Temuan, ...]
    dijelaskan: tuple[Temuan, ...]
    tidak_diperiksa: tuple[TidakDiperiksa, ...]

    def jumlah(self, tingkat: Tingkat) -> int:
        """Return how many findings in force have a severity."""
        return sum(each.tingkat == tingkat for each in self.temuan)


def row_name(baris: Baris | None) -> str:
    """Return what a person would call a row, "" of none."""
    return baris.nama if baris else ""
