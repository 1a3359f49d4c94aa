"""Which documents of a workbook are paired with which: indicators, programmes and kegiatan, each with its hub."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Literal, NamedTuple

from lkjip_xl.model import JENJANG, Baris, DokumenKinerja
from lkjip_xl.padanan import Padanan, pair
from lkjip_xl.table import RawTable

Hal = Literal["indikator", "program", "kegiatan"]

_ORDER: dict[Hal, tuple[str, ...]] = {
    "indikator": (
        "pk", "iku", "renja", "rencana_aksi", "capaian_iku", "realisasi", "program_pendukung", "efisiensi",
        "efisiensi_iku", "renstra", "riwayat",
    ),
    "program": ("pk_program", "rencana_aksi", "anggaran", "realisasi", "program_pendukung", "efisiensi"),
    "kegiatan": ("rencana_aksi", "anggaran", "realisasi", "program_pendukung"),
}  # fmt: skip
_LEVELS: dict[Hal, frozenset[str]] = {
    "indikator": frozenset({"iku", "tujuan", "sasaran"}),
    "program": frozenset({"program"}),
    "kegiatan": frozenset({"kegiatan"}),
}


class PasanganDokumen(NamedTuple):
    """The rows of two documents paired: what kind of row, the two tables, and the pairs."""

    hal: Hal
    kiri: RawTable
    kanan: RawTable
    padanan: Padanan

    def words(self, baris: Baris) -> str:
        """Return the words a row was compared by."""
        return _words(self.hal, baris)


def _words(hal: Hal, baris: Baris) -> str:
    return baris.indikator if hal == "indikator" else baris.uraian


def _documents(dokumen: DokumenKinerja, hal: Hal) -> list[list[Baris]]:
    """Return the rows of one kind, one list per table, the hub first."""
    by_table: dict[int, list[Baris]] = defaultdict(list)
    for row in dokumen.rows(*_ORDER[hal]):
        level = "program" if row.table.kind == "pk_program" and row.jenjang != "jumlah" else row.jenjang
        if level in _LEVELS[hal]:
            by_table[id(row.table)].append(row)
    return list(by_table.values())


def subtree_pagu(rows: Sequence[Baris]) -> dict[int, Decimal]:
    """Return the pagu of each row by id: its own, or else the sum of its nearest descendants that have one."""
    totals: dict[int, Decimal] = {}
    for position, row in enumerate(rows):
        own = row.nilai.get("pagu")
        if own and own.nilai:
            totals[id(row)] = own.nilai
        elif row.jenjang in JENJANG and (total := _sum_below(rows[position + 1 :], JENJANG.index(row.jenjang))):
            totals[id(row)] = total
    return totals


def _sum_below(rows: Sequence[Baris], depth: int) -> Decimal:
    """Sum the pagu of the rows below a level; what stands under a row with its own pagu is already in it."""
    total, counted_depth = Decimal(0), len(JENJANG)
    for row in rows:
        level = JENJANG.index(row.jenjang) if row.jenjang in JENJANG else len(JENJANG)
        if level <= depth:
            break
        own = row.nilai.get("pagu")
        if level <= counted_depth:
            counted_depth = len(JENJANG)
            if own and own.nilai:
                total += own.nilai
                counted_depth = level
    return total


def pair_documents(dokumen: DokumenKinerja) -> Iterator[PasanganDokumen]:
    """Yield the pairs of every document with its hub: PK for indicators and programmes, Rencana Aksi for kegiatan."""
    office = dokumen.perangkat_daerah or ""
    budgets: dict[int, Decimal] = {}
    for rows in dokumen.baris.values():
        budgets |= subtree_pagu(rows)
    for hal in _ORDER:
        hub, *others = _documents(dokumen, hal) or [[]]
        for other in others:
            found = pair(hub, other, partial(_words, hal), office, None if hal == "indikator" else budgets)
            yield PasanganDokumen(hal, hub[0].table, other[0].table, found)
