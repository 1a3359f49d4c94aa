"""The figures of a workbook as frozen values: what was computed, from which rows, and what was not and why."""

from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.ketentuan import Arah
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.pesan import pesan
from lkjip_xl.rumus import mean
from lkjip_xl.table import CellRef


class Capaian(NamedTuple):
    """A row's capaian in percent, unrounded, and its kategori; ``rata_rata`` lists the rows a mean row averages."""

    baris: Baris
    nilai: Decimal
    kategori: str
    arah: Arah = "tinggi"
    rata_rata: tuple[Baris, ...] = ()


class Serapan(NamedTuple):
    """A row's budget absorption in percent, unrounded, with the cells pagu and realisasi are summed from."""

    baris: Baris
    nilai: Decimal
    pagu: tuple[Nilai, ...]
    realisasi: tuple[Nilai, ...]

    @property
    def jumlah_pagu(self) -> Decimal:
        """The whole budget, in rupiah."""
        return sum((each.nilai or Decimal(0) for each in self.pagu), Decimal(0))

    @property
    def jumlah_realisasi(self) -> Decimal:
        """The whole of what was spent, in rupiah."""
        return sum((each.nilai or Decimal(0) for each in self.realisasi), Decimal(0))


class SerapanTotal(NamedTuple):
    """The office's serapan in percent, unrounded; ``tanpa`` counts the budget rows left out for want of figures.

    ``pagu`` and ``realisasi`` are the sums it is taken from, in rupiah.
    """

    nilai: Decimal
    tanpa: int
    pagu: Decimal
    realisasi: Decimal


class Efisiensi(NamedTuple):
    """A row's tingkat efisiensi in percent, unrounded, and its status.

    ``capaian`` are the figures averaged to ``rata_rata``: one, or those of all indicators that share one budget.
    """

    baris: Baris
    nilai: Decimal
    status: str
    capaian: tuple[Capaian, ...]
    rata_rata: Decimal
    serapan: Serapan


class TidakDihitung(NamedTuple):
    """A figure left as it stands: which field of which row, why, and the cell that is in the way."""

    baris: Baris
    field: str
    alasan: str
    penyebab: Nilai | None
    kolom: str

    @property
    def kalimat(self) -> str:
        """The reason in a sentence's worth of words, naming the cell to mend."""
        isi, sel = (self.penyebab.teks, self.penyebab.ref.a1) if self.penyebab else ("", "")
        return pesan(f"alasan.{self.alasan}", kolom=pesan(f"sebutan.{self.kolom}"), isi=isi, sel=sel)

    @property
    def ref(self) -> CellRef:
        """The cell left uncomputed, or else the one in the way, or else the row's first."""
        if self.baris.has(self.field):
            return self.baris.ref(self.field)
        if self.penyebab:
            return self.penyebab.ref
        return CellRef(self.baris.table.sheet.name, self.baris.row, self.baris.table.first_column)


class Hitungan(NamedTuple):
    """Every figure of a workbook, and every figure that could not be had."""

    capaian: tuple[Capaian, ...]
    serapan: tuple[Serapan, ...]
    efisiensi: tuple[Efisiensi, ...]
    tidak_dihitung: tuple[TidakDihitung, ...]
    iku: tuple[Capaian, ...]
    """One capaian per key indicator, from the first table that has it (RUMUS 6)."""
    iku_tanpa_capaian: tuple[Baris, ...]
    total: SerapanTotal | None
    serapan_dalam_efisiensi: tuple[Serapan, ...]
    """The serapan of the rows of efisiensi and monitoring tables, which repeat the budget table's."""

    @property
    def serapan_total(self) -> Decimal | None:
        """The office's serapan in percent."""
        return self.total.nilai if self.total else None

    @property
    def rata_rata_capaian_iku(self) -> Decimal | None:
        """The plain mean of the unrounded capaian of the measured IKU."""
        return mean([each.nilai for each in self.iku])

    @property
    def efisiensi_total(self) -> Decimal | None:
        """Mean capaian of the IKU over the office's total serapan, in percent [D: Tabel 3.9]."""
        average = self.rata_rata_capaian_iku
        return average / self.serapan_total * 100 if average is not None and self.serapan_total else None

    def rata_rata_sasaran(self) -> list[tuple[str, Decimal]]:
        """Return the mean capaian per sasaran, where a sasaran has more than one measured indicator."""
        groups: dict[str, list[Decimal]] = {}
        for each in self.iku:
            if each.baris.uraian:
                groups.setdefault(each.baris.uraian, []).append(each.nilai)
        averages = ((uraian, mean(values)) for uraian, values in groups.items() if len(values) > 1)
        return [(uraian, average) for uraian, average in averages if average is not None]
