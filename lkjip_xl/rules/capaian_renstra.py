"""Written capaian of tables with a column per year: by the year's own target, or by that of the end of the Renstra."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from lkjip_xl.arah import makin_rendah
from lkjip_xl.ketentuan import Arah
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.rumus import TidakTerhitung, compute_capaian
from lkjip_xl.sel import angka, per_tahun
from lkjip_xl.tertulis import bandingkan

Penyebut = Literal["tahun", "akhir"]


class CapaianTahun(NamedTuple):
    """One written capaian with what it may be divided by; ``tahun`` and ``akhir`` are None where that is not given."""

    baris: Baris
    tertulis: Nilai
    realisasi: Nilai
    target_tahun: Nilai
    target_akhir: Nilai
    tahun: Decimal | None
    akhir: Decimal | None

    def by(self, kind: Penyebut) -> Decimal:
        """Return the capaian by one kind of target, by the other where that one is not given."""
        first, second = (self.tahun, self.akhir) if kind == "tahun" else (self.akhir, self.tahun)
        value = first if first is not None else second
        return Decimal(0) if value is None else value

    def target(self, kind: Penyebut) -> Nilai:
        """Return the target of one kind, the other where that one is not given."""
        own, other = (self.target_tahun, self.target_akhir)
        own, other = (own, other) if kind == "tahun" else (other, own)
        return own if own.nilai is not None else other

    def agrees(self, kind: Penyebut) -> bool:
        """Tell whether the written figure is the one by a kind of target, rounded too early or not."""
        exact = self.tahun if kind == "tahun" else self.akhir
        return exact is not None and bandingkan(self.tertulis, exact).beda != "beda"

    def only(self, kind: Penyebut) -> bool:
        """Tell whether the written figure is the one by a kind of target and not by the other."""
        return self.agrees(kind) and not self.agrees("akhir" if kind == "tahun" else "tahun")


class Kolom(NamedTuple):
    """One column of written capaian of a Renstra table."""

    judul: str
    tahun: int
    rows: tuple[CapaianTahun, ...]

    def only(self, kind: Penyebut) -> list[CapaianTahun]:
        """Return the rows that can only be by one kind of target."""
        return [each for each in self.rows if each.only(kind)]

    @property
    def mixed(self) -> bool:
        """Whether some rows are by the year's target and others by the end's."""
        return bool(self.only("tahun")) and bool(self.only("akhir"))

    @property
    def kind(self) -> Penyebut:
        """What the column is by: the end's target where rows say so, else the year's."""
        return "akhir" if self.only("akhir") else "tahun"


def columns(konteks: Konteks) -> Iterator[Kolom]:
    """Yield every column of capaian of the Renstra tables, of a year or of the end, with the rows that fill it."""
    for table in konteks.tables("renstra"):
        rows = [row for row in konteks.rows("renstra") if row.table is table]
        for kolom in table.columns:
            if kolom.field == "capaian" and kolom.tahun:
                found = [each for row in rows if (each := _renstra(konteks, row, kolom.tahun))]
                yield Kolom(kolom.judul, kolom.tahun, tuple(found))


def _renstra(konteks: Konteks, row: Baris, year: int) -> CapaianTahun | None:
    written = per_tahun(row, "capaian").get(year)
    return _figures(konteks, row, year, written, angka(row, "target_akhir"))


def other_years(konteks: Konteks) -> Iterator[CapaianTahun]:
    """Yield the written capaian of the year tables of realisasi, where the year's target is given in the same row."""
    for row in konteks.rows("riwayat"):
        for year, written in per_tahun(row, "capaian").items():
            found = _figures(konteks, row, year, written, Nilai(written.ref))
            if found and found.tahun is not None:
                yield found
    for row in konteks.rows("renstra"):
        if row.has("capaian_akhir") and konteks.dokumen.tahun:
            written = angka(row, "capaian_akhir")
            found = _figures(konteks, row, konteks.dokumen.tahun, written, angka(row, "target_akhir"))
            if found and found.akhir is not None:
                yield found._replace(tahun=found.akhir, target_tahun=found.target_akhir)


def _figures(konteks: Konteks, row: Baris, year: int, written: Nilai | None, end: Nilai) -> CapaianTahun | None:
    actual, target = per_tahun(row, "realisasi").get(year), per_tahun(row, "target").get(year)
    if written is None or actual is None or written.jenis != "angka":
        return None
    own = target or Nilai(written.ref)
    arah = _arah(konteks, row)
    by_year, by_end = (_capaian(konteks, each, actual, arah) if arah else None for each in (own, end))
    if by_year is None and by_end is None:
        return None
    return CapaianTahun(row, written, actual, own, end, by_year, by_end)


def _capaian(konteks: Konteks, target: Nilai, actual: Nilai, arah: Arah) -> Decimal | None:
    try:
        return compute_capaian(target, actual, arah, konteks.ketentuan)
    except TidakTerhitung:
        return None


def _arah(konteks: Konteks, row: Baris) -> Arah | None:
    """Return the arah of a row's indicator, as any document states it; makin tinggi where none does.

    None where its name says otherwise.
    """
    same: Sequence[Baris] = next(
        (group.rows for group in konteks.indikator if any(each is row for each in group.rows)), (row,)
    )
    stated = (konteks.ketentuan.arah_of(each.arah) for each in (row, *same) if each.arah)
    return next((arah for arah in stated if arah), None if makin_rendah(row.indikator, row.satuan) else "tinggi")
