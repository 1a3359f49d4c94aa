"""Cells that only repeat another: a formula that fetches its number from another table has no fault of its own."""

import re
from collections.abc import Iterator

from lkjip_xl.jenjang import text_of
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.nilai import is_fetched
from lkjip_xl.rules.konteks import Konteks, same_number
from lkjip_xl.sel import angka
from lkjip_xl.table import Cell, CellRef

_THIS_ROW = re.compile(r"\[#This Row\],\[([^\[\]]+)\]")
_FOLLOWING = ("monev", "realisasi", "capaian_iku", "program_pendukung", "efisiensi", "efisiensi_iku", "riwayat")


def mengambil(nilai: Nilai) -> bool:
    """Tell whether a cell's formula fetches its number from another place."""
    return is_fetched(nilai.formula)


def gema(konteks: Konteks, row: Baris, field: str) -> tuple[CellRef, ...]:
    """Return the cells of tables of results that fetch a row's number, by its kode."""
    if not row.kode:
        return ()
    own = angka(row, field)
    same = (each for each in konteks.rows(*_FOLLOWING) if each.kode.casefold() == row.kode.casefold())
    found = (angka(each, field) for each in same if each.table is not row.table and each.has(field))
    return tuple(each.ref for each in found if mengambil(each) and same_number(each, own))


def ketikan(row: Baris, formula: str) -> Iterator[Cell]:
    """Yield the cells of the same row that a table's formula names and that no formula fills."""
    columns = {kolom.judul: kolom.column for kolom in (*row.table.columns, *row.table.unknown)}
    for judul in dict.fromkeys(_THIS_ROW.findall(formula)):
        cell = row.table.sheet.cell(row.row, columns[judul]) if judul in columns else None
        if cell is not None and cell.formula is None:
            yield cell


def sel_ketikan(row: Baris, nilai: Nilai) -> CellRef:
    """Return where what a cell shows was typed: in another cell of its row where its formula takes it from there."""
    for cell in ketikan(row, nilai.formula or ""):
        if nilai.teks and text_of(cell) == nilai.teks:
            return CellRef(row.table.sheet.name, cell.row, cell.column)
    return nilai.ref
