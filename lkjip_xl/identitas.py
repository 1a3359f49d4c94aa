"""Finds out whose workbook it is and of which year, from a cover sheet or from the titles above the tables."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_xl.table import Cell, Sheet

_TOP_ROWS = 12
_OFFICE_LABEL = re.compile(
    r"(nama )?(perangkat daerah|opd|skpd|instansi|unit kerja|organisasi perangkat daerah)\W*", re.IGNORECASE
)
_YEAR_LABEL = re.compile(r"tahun( anggaran| laporan| pelaporan)?\W*", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:tahun|ta|t\.a\.)(?: anggaran)?\s*:?\s*(20\d\d)\b(?!\s*[-–])", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b((?:kecamatan|dinas|badan|sekretariat|inspektorat|satuan|rsud|rumah sakit)\b(?:\s+[a-z&,.]+)+?)"
    r"(?=\s+(?:kota|kabupaten|kab\b|provinsi|tahun|triwulan|ta\b|periode)|\s*[-–:(]|\s*\d|\s*$)",
    re.IGNORECASE,
)
_MAX_TITLE = 160
_MAX_OFFICE_WORDS = 8


def _top_cells(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Cell]]:
    for sheet in sheets:
        for (row, _), cell in sheet.cells.items():
            if row <= _TOP_ROWS and isinstance(cell.value, str) and len(cell.value) <= _MAX_TITLE:
                yield sheet, cell


def _beside(sheet: Sheet, cell: Cell) -> str:
    """Return what stands to the right of a label, past a colon in a cell of its own."""
    for column in range(cell.column + 1, cell.column + 4):
        value = sheet.cell(cell.row, column).value
        if isinstance(value, Decimal):
            return str(value)
        if isinstance(value, str) and value.strip(" :"):
            return value.strip(" :")
    return ""


def _labelled(sheets: Sequence[Sheet], label: re.Pattern[str]) -> Iterator[str]:
    for sheet, cell in _top_cells(sheets):
        if label.fullmatch(str(cell.value).strip()) and (value := _beside(sheet, cell)):
            yield value


def find_year(sheets: Sequence[Sheet]) -> int | None:
    """Return the report's year: a cell labelled Tahun, or else the year most titles name."""
    for value in _labelled(sheets, _YEAR_LABEL):
        if re.fullmatch(r"20\d\d", value):
            return int(value)
    years = Counter(match[1] for _, cell in _top_cells(sheets) for match in _YEAR.finditer(str(cell.value)))
    return int(years.most_common(1)[0][0]) if years else None


def find_office(sheets: Sequence[Sheet]) -> str | None:
    """Return the office's name: a cell labelled Perangkat Daerah, or else the name most titles give."""
    for value in _labelled(sheets, _OFFICE_LABEL):
        if len(value.split()) <= _MAX_OFFICE_WORDS and _OFFICE.match(value):
            return value
    names = Counter(
        " ".join(match[1].split()).title()
        for _, cell in _top_cells(sheets)
        for match in _OFFICE.finditer(str(cell.value))
        if len(match[1].split()) <= _MAX_OFFICE_WORDS
    )
    return names.most_common(1)[0][0] if names else None
