"""What came of bringing a workbook into the master: the typed rows, and everything that has no place there."""

from typing import NamedTuple

from lkjip_xl.pesan import pesan
from lkjip_xl.table import Area, address
from lkjip_xl.template.isian import Isian
from lkjip_xl.template.spesifikasi import Spesifikasi


class Sisa(NamedTuple):
    """Something read that has no place in the master, or only in part; ``alasan`` is a key of pesan.toml [templat]."""

    lembar: str
    sel: str
    alasan: str
    isi: str = ""
    lain: str = ""

    @property
    def kalimat(self) -> str:
        """The reason in a sentence's worth of words."""
        return pesan(f"templat.{self.alasan}", isi=self.isi, lain=self.lain)


class Terisi(NamedTuple):
    """A filled master, described and not yet written, and what stays behind in the old file."""

    spec: Spesifikasi
    isian: Isian
    tidak_ditempatkan: tuple[Sisa, ...]

    @property
    def baris(self) -> dict[str, int]:
        """How many rows each filled table has, by the sheet it stands on."""
        counts: dict[str, int] = {}
        for lembar in self.spec.lembar:
            for tabel in lembar.tabel:
                if rows := len(self.isian.get(tabel.nama, ())):
                    counts[lembar.nama] = counts.get(lembar.nama, 0) + rows
        return counts


def a1(area: Area) -> str:
    """Return an area's address: "B7", "B7:D9"."""
    first, last = address(area.row, area.column), address(area.last_row, area.last_column)
    return first if first == last else f"{first}:{last}"
