"""Finds out whose workbook it is and of which year: from a cover sheet, titles, tables, or the file's name."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_xl.table import Cell, RawTable, Sheet

_TOP_ROWS = 12
_OFFICE_LABEL = re.compile(
    r"(nama )?(perangkat daerah|opd|skpd|instansi|unit kerja|organisasi perangkat daerah)\W*", re.IGNORECASE
)
_YEAR_LABEL = re.compile(r"tahun( anggaran| laporan| pelaporan)?\W*", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:tahun|ta|t\.\s?a)\b\.?(?:\s+anggaran)?\s*:?\s*(20\d\d)\b(?!\s*[-–/])", re.IGNORECASE)
_ANY_YEAR = re.compile(r"(?<!\d)(?<!\d[-–/])(20\d\d)(?!\d|\s*[-–/]\s*\d)")
_OFFICE = re.compile(
    r"\b((?:kecamatan|dinas|badan|sekretariat|inspektorat|satuan polisi|kantor|bagian|rsud|rumah sakit)\b"
    r"(?!\s+(?:di|yang|dan|dalam|pada|untuk|se|kota|kabupaten|tahun)\b)(?:\s+[a-z&,.]+)+?)"
    r"(?=\s+(?:kota|kabupaten|kab\b|provinsi|tahun|triwulan|ta\b|periode)|\s*[-–:(]|\s*\d|\s*$)",
    re.IGNORECASE,
)
_DISTRICT = re.compile(r"\b(kecamatan(?: (?!yang|dan|di|dalam)[a-z]+){1,2})\s*(?:$|\()", re.IGNORECASE)
_MAX_TITLE = 160
_MAX_OFFICE_WORDS = 8
_FIGURES_OF_A_YEAR = frozenset({"target", "realisasi", "capaian", "pagu", "realisasi_anggaran"})


def _texts(sheets: Sequence[Sheet], tables: Sequence[RawTable], inside: bool) -> Iterator[tuple[Sheet, Cell]]:
    """Yield the short texts inside the tables, or else those outside them in a sheet's first rows."""
    taken: dict[int, set[int]] = {}
    for table in tables:
        taken.setdefault(id(table.sheet), set()).update(range(table.header_first, table.last_row + 1))
    for sheet in sheets:
        for row, cells in sheet.rows.items():
            if not inside and row > _TOP_ROWS:
                break
            if (row in taken.get(id(sheet), ())) is not inside:
                continue
            yield from (
                (sheet, cell) for cell in cells if isinstance(cell.value, str) and len(cell.value) <= _MAX_TITLE
            )


def _beside(sheet: Sheet, cell: Cell) -> str:
    """Return what stands to the right of a label, past a colon in a cell of its own."""
    for column in range(cell.column + 1, cell.column + 4):
        value = sheet.cell(cell.row, column).value
        if isinstance(value, Decimal):
            return str(value)
        if isinstance(value, str) and value.strip(" :"):
            return value.strip(" :")
    return ""


def _labelled(titles: Sequence[tuple[Sheet, Cell]], label: re.Pattern[str]) -> Iterator[str]:
    for sheet, cell in titles:
        if label.fullmatch(str(cell.value).strip()) and (value := _beside(sheet, cell)):
            yield value


def find_year(sheets: Sequence[Sheet], tables: Sequence[RawTable] = (), berkas: str = "") -> int | None:
    """Return the report's year: a cell labelled Tahun, or else the one most titles, heads or the file name give."""
    titles = list(_texts(sheets, tables, inside=False))
    for value in _labelled(titles, _YEAR_LABEL):
        if re.fullmatch(r"20\d\d", value):
            return int(value)
    named = [match[1] for _, cell in titles for match in _YEAR.finditer(str(cell.value))]
    spoken = [str(year) for table in tables for year in _head_years(table)]
    loose = [match for _, cell in titles for match in _ANY_YEAR.findall(str(cell.value))]
    for years in (named, spoken, loose, _ANY_YEAR.findall(berkas)):
        if years:
            return int(max(set(years), key=lambda year: (years.count(year), year)))
    return None


def _head_years(table: RawTable) -> Iterator[int]:
    """Yield the years above the figures, of fields that stand for one year only."""
    fields = Counter(kolom.field for kolom in table.columns)
    for kolom in table.columns:
        if kolom.tahun and kolom.field in _FIGURES_OF_A_YEAR and fields[kolom.field] == 1:
            yield kolom.tahun


def find_office(sheets: Sequence[Sheet], tables: Sequence[RawTable] = (), berkas: str = "") -> str | None:
    """Return the office's name: a cell labelled Perangkat Daerah, or else the name most titles give.

    Without titles the tables' own words count, where they name one kecamatan more than once, and the file's name.
    """
    titles = list(_texts(sheets, tables, inside=False))
    for value in _labelled(titles, _OFFICE_LABEL):
        if len(value.split()) <= _MAX_OFFICE_WORDS and _OFFICE.match(value):
            return value
    file_name = re.sub(r"\.\w+$|[_\W]+", " ", berkas)
    for texts in ((str(cell.value) for _, cell in titles), (file_name,)):
        names = Counter(name for text in texts for match in _OFFICE.finditer(text) if (name := _name(match[1])))
        if names:
            return names.most_common(1)[0][0]
    words = (str(cell.value) for _, cell in _texts(sheets, tables, inside=True))
    mentioned = Counter(_name(match[1]) for text in words for match in _DISTRICT.finditer(text))
    name, count = mentioned.most_common(1)[0] if mentioned else ("", 0)
    return name if count > 1 else None


def _name(words: str) -> str:
    parts = words.split()
    return " ".join(parts).title() if len(parts) <= _MAX_OFFICE_WORDS else ""
