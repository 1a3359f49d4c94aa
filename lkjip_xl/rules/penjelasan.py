"""The sheet Penjelasan: which findings an office sets aside, and why; WB015 for entries that do not work."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lkjip_xl.model import Baris
from lkjip_xl.rules.dasar import Kena, aturan_lanjutan
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.sel import teks
from lkjip_xl.table import CellRef
from lkjip_xl.temuan import Temuan


class Penjelasan(NamedTuple):
    """One entry: which rule, on which cell or which indicator, and the office's reason."""

    kode: str
    lembar: str
    sel: str
    kode_indikator: str
    alasan: str
    baris: Baris

    def covers(self, kode: str, kena: Kena) -> bool:
        """Tell whether the entry sets a hit aside; an entry without a reason sets nothing aside."""
        if not self.alasan or self.kode != kode:
            return False
        if self.sel:
            return self.sel == kena.ref.a1 and self.lembar.casefold() == kena.ref.sheet.casefold()
        same_kode = kena.baris is not None and kena.baris.kode.casefold() == self.kode_indikator.casefold()
        same_sheet = not self.lembar or self.lembar.casefold() == kena.ref.sheet.casefold()
        return bool(self.kode_indikator and same_kode and same_sheet)

    def was_used(self, temuan: Temuan) -> bool:
        """Tell whether a finding was set aside by this entry."""
        if temuan.kode != self.kode or temuan.alasan != self.alasan:
            return False
        return not self.sel or (self.sel == temuan.ref.a1 and self.lembar.casefold() == temuan.ref.sheet.casefold())


def find_penjelasan(konteks: Konteks) -> list[Penjelasan]:
    """Return the entries of the sheet Penjelasan."""
    return [_entry(row) for row in konteks.dokumen.rows("penjelasan")]


def _entry(row: Baris) -> Penjelasan:
    kode, lembar, sel, indikator, alasan = (
        teks(row, field) for field in ("kode_aturan", "lembar", "sel", "kode", "alasan")
    )
    return Penjelasan(kode.upper(), lembar, sel.upper().replace("$", ""), indikator, alasan, row)


@aturan_lanjutan("WB015")
def penjelasan_tidak_terpakai(konteks: Konteks, temuan: Sequence[Temuan]) -> Iterator[Kena]:
    """Yield entries that match no finding, or that give no reason."""
    for entry in find_penjelasan(konteks):
        ref = CellRef(entry.baris.table.sheet.name, entry.baris.row, entry.baris.table.first_column)
        if not entry.alasan:
            yield Kena(ref, {"kode": entry.kode}, entry.baris, varian="tanpa_alasan")
        elif not any(entry.was_used(each) for each in temuan):
            yield Kena(ref, {"kode": entry.kode}, entry.baris)
