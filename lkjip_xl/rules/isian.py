"""The cells of a workbook's tables that are read: which hold figures, and what each says."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lkjip_xl.baris import FIGURES, MONTHS
from lkjip_xl.layout import kind
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.sel import column_nilai
from lkjip_xl.table import Cell, CellRef, Kolom, RawTable

PERIODS = frozenset({*MONTHS, *(f"triwulan_{number}" for number in range(1, 5))})
"""Fields of a plan's months and quarters."""
RESULTS = frozenset({
    "capaian", "kategori", "serapan", "efisiensi", "status", "capaian_akhir", "sisa", "tingkat", "mutu",
})  # fmt: skip
"""Fields that follow from others, whatever the kind of table."""
_FIGURE_STARTS = ("target_", "realisasi_", "pagu_", "capaian_")
_NEIGHBOURS = "antar_kecamatan"


class SelAngka(NamedTuple):
    """A cell where a number belongs: its row, its column, and what it says."""

    baris: Baris
    kolom: Kolom
    nilai: Nilai

    @property
    def ref(self) -> CellRef:
        """Where it stands."""
        return self.nilai.ref


@lru_cache(maxsize=256)
def is_figure(field: str) -> bool:
    """Tell whether a field holds numbers."""
    return field in FIGURES or field.startswith(_FIGURE_STARTS) or field == "penyebut"


def is_result(table: RawTable, field: str) -> bool:
    """Tell whether a field of a table follows from its others; "nilai" does only where its parts stand beside it."""
    if field == "nilai":
        return table.kind == "epdeskel" and "bidang_pemerintahan" in table.positions
    return field in RESULTS or field in kind(table.kind).hasil


def figure_columns(table: RawTable) -> list[Kolom]:
    """Return a table's columns of numbers; between offices every indicator is one."""
    others = table.unknown if table.kind == _NEIGHBOURS else ()
    return [kolom for kolom in table.columns if is_figure(kolom.field)] + list(others)


def read_columns(table: RawTable) -> list[Kolom]:
    """Return the columns of a table that are read at all."""
    return [*table.columns, *(table.unknown if table.kind == _NEIGHBOURS else ())]


def by_table(konteks: Konteks) -> Sequence[tuple[RawTable, Sequence[Baris]]]:
    """Return every table that counts with its rows, sums and means included."""
    return konteks.once(_by_table)


def _by_table(konteks: Konteks) -> Sequence[tuple[RawTable, Sequence[Baris]]]:
    tables = ((table, konteks.dokumen.rows(table.kind)) for table in konteks.dokumen.tables)
    by_table = ((table, [row for row in rows if row.table is table]) for table, rows in tables)
    return tuple((table, rows) for table, rows in by_table if rows)


def figures(konteks: Konteks) -> Sequence[SelAngka]:
    """Return every cell with anything in it where a number belongs, of rows under their heads; a merged one once."""
    return konteks.once(_figures)


def _figures(konteks: Konteks) -> Sequence[SelAngka]:
    found: dict[CellRef, SelAngka] = {}
    for table, rows in by_table(konteks):
        columns = figure_columns(table)
        for row in rows:
            for kolom in columns if row.keadaan == "utuh" else ():
                if not table.sheet.shown(row.row, kolom.column).is_blank:
                    nilai = column_nilai(table, row.row, kolom, row.satuan)
                    found.setdefault(nilai.ref, SelAngka(row, kolom, nilai))
    return tuple(found.values())


def cells(table: RawTable, row: int) -> Iterator[tuple[Kolom, Cell]]:
    """Yield the cells of a row that are read, with their columns."""
    for kolom in read_columns(table):
        cell = table.sheet.cells.get((row, kolom.column))
        if cell is not None:
            yield kolom, cell


def row_cells(row: Baris) -> tuple[CellRef, ...]:
    """Return every cell of a row, from the left."""
    name = row.table.sheet.name
    return tuple(CellRef(name, row.row, column) for column in range(row.table.first_column, row.table.last_column + 1))


def title(kolom: Kolom) -> str:
    """Return the words above a column on one line, as they are written."""
    return " ".join(kolom.judul.split())
