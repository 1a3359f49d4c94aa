"""Small workbooks as staff would type them, built with openpyxl, and what computing them gives."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from lkjip_xl.api import Hasil, hitung

HEAD_32 = ["Indikator Kinerja Utama", "Satuan", "Target", "Realisasi", "% Capaian", "Kinerja Pelayanan"]


def workbook(
    folder: Path, formats: dict[str, str] | None = None, merges: Sequence[str] = (), **sheets: list[list[Any]]
) -> Path:
    """Save one sheet per keyword, its rows from A1 down; ``formats`` and ``merges`` hold for every sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for at, number_format in (formats or {}).items():
            sheet[at].number_format = number_format
        for area in merges:
            sheet.merge_cells(area)
    path = folder / "buku.xlsx"
    book.save(path)
    return path


def computed(path: Path) -> tuple[Hasil, Any, Any]:
    """Compute and save; return the result and the saved workbook with formulas and with values."""
    hasil = hitung(path)
    saved = hasil.simpan(path.with_name("keluar.xlsx"))
    return hasil, openpyxl.load_workbook(saved), openpyxl.load_workbook(saved, data_only=True)


def column(sheet: Any, letter: str, first: int, last: int) -> list[Any]:
    """Return a column's values, numbers rounded to 2 decimals."""
    values = [sheet[f"{letter}{row}"].value for row in range(first, last + 1)]
    return [round(value, 2) if isinstance(value, float) else value for value in values]
