"""What a workbook says, as frozen records; each knows the row and the cells it came from."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from lkjip_xl.angka import Jenis
from lkjip_xl.kepala import SeenHead
from lkjip_xl.table import CellRef, RawTable

JENJANG = ("tujuan", "sasaran", "program", "kegiatan", "sub kegiatan")
"""The levels of a plan from the top down; "iku" stands for a row of a table that holds key indicators only."""

JenisNilai = Jenis | Literal["galat", "rumus tanpa nilai", "tanggal"]
Keadaan = Literal["utuh", "bergeser", "tertukar"]


class Nilai(NamedTuple):
    """A number as one cell gives it.

    ``nilai`` is None unless ``jenis`` is "angka" or "rentang" (then ``atas`` is the upper bound). A percent-formatted
    cell that shows 75 % gives 75 with ``persen`` set; its cell holds a hundredth of that. ``numerik`` tells whether
    the cell holds a number that a formula can use. ``desimal`` is how many decimals are shown.
    """

    ref: CellRef
    jenis: JenisNilai = "belum diukur"
    nilai: Decimal | None = None
    atas: Decimal | None = None
    desimal: int = 0
    numerik: bool = False
    persen: bool = False
    teks: str = ""
    formula: str | None = None
    number_format: str = "General"


class Baris(NamedTuple):
    """One row of a table: its place and its words.

    ``jenjang`` is one of JENJANG, "iku", or "" where nothing tells; ``uraian`` the tujuan, sasaran, program or
    kegiatan the row stands under, from a merged cell or a row above where its own is empty.
    """

    table: RawTable
    row: int
    jenjang: str
    uraian: str
    indikator: str
    satuan: str
    kode: str
    arah: str
    keadaan: Keadaan
    nilai: Mapping[str, Nilai]
    """The numbers of the row by field: target, realisasi, capaian, pagu, realisasi_anggaran, serapan, efisiensi."""
    teks: Mapping[str, str]
    """The labels of the row by field: kategori, status."""

    @property
    def nama(self) -> str:
        """What a person would call the row: its indicator, or else what it stands under."""
        return self.indikator or self.uraian

    def ref(self, field: str) -> CellRef:
        """Return the cell of a field; raises KeyError where the table has no such column."""
        return self.table.ref(self.row, field)

    def has(self, field: str) -> bool:
        """Tell whether the row's table has a column for a field."""
        return field in self.table.positions


class DokumenKinerja(NamedTuple):
    """One workbook, read: its office and year, the tables found, and their rows by kind of table."""

    berkas: str
    perangkat_daerah: str | None
    tahun: int | None
    tables: tuple[RawTable, ...]
    unclear: tuple[SeenHead, ...]
    baris: Mapping[str, tuple[Baris, ...]]

    def rows(self, *kinds: str) -> Iterator[Baris]:
        """Yield the rows of the given kinds of table, kind by kind."""
        for kind in kinds:
            yield from self.baris.get(kind, ())
