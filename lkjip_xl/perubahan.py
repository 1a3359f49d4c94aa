"""What a plan does to single cells: those whose content it replaces, and figures that have no cell to go to."""

from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.pesan import pesan
from lkjip_xl.table import CellRef


class Perubahan(NamedTuple):
    """A cell whose shown content the plan changes; ``lama`` is what stood there, a formula as "=…"."""

    ref: CellRef
    lama: Decimal | str
    baru: Decimal | str


class TidakDitulis(NamedTuple):
    """A figure that has no cell to go to, and why (a key of [alasan] in pesan.toml)."""

    ref: CellRef
    alasan: str
    isi: str = ""

    @property
    def kalimat(self) -> str:
        """The reason in words."""
        return pesan(f"alasan.{self.alasan}", isi=self.isi)
