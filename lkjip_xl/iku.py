"""Which rows are the office's key indicators: each once, of this year, from the surest table (RUMUS 6)."""

import re
from collections.abc import Mapping, Sequence

from lkjip_xl.hitungan import Capaian
from lkjip_xl.kata import kunci
from lkjip_xl.model import Baris, DokumenKinerja
from lkjip_xl.padanan import pair
from lkjip_xl.table import RawTable

_SOURCES = ("capaian_iku", "realisasi", "program_pendukung", "efisiensi", "efisiensi_iku")
_LEVELS = frozenset({"iku", "tujuan", "sasaran"})
_TITLE_ROWS = 10
_TITLE_CELLS = 3
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d|\s*[-–/]\s*\d)")
_QUARTER = re.compile(r"\b(?:triwulan|tw)[\s-]*(iv|iii|ii|i|[1-4])\b", re.IGNORECASE)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WHOLE_YEAR = 5


def choose_iku(dokumen: DokumenKinerja, capaian: Sequence[Capaian]) -> tuple[tuple[Capaian, ...], tuple[Baris, ...]]:
    """Return one capaian per key indicator, and the indicators without one.

    The first table that lists key indicators names them; a row that gives no figure takes the first readable one
    the next tables have for it. A table of another year does not count beside one of this year, and of several
    tables for parts of the year the whole year's comes first, then the latest quarter's.
    """
    office = dokumen.perangkat_daerah or ""
    by_row = {id(each.baris): each for each in capaian}
    sources = [_rows(dokumen, kind) for kind in _SOURCES]
    listed = _each_once(next((rows for rows in sources if rows), []), by_row, office)
    found = {id(row): by_row.get(id(row)) for row in listed}
    for rows in sources:
        gaps = [row for row in listed if found[id(row)] is None]
        readable = [row for row in rows if id(row) in by_row]
        if gaps and readable:
            pairs = pair(gaps, readable, lambda row: row.indikator, office).pasti()
            found.update({left: by_row[id(right)] for left, right in pairs.items()})
    missing = tuple(row for row in listed if found[id(row)] is None)
    return tuple(each for row in listed if (each := found[id(row)])), missing


def _rows(dokumen: DokumenKinerja, kind: str) -> list[Baris]:
    rows = [row for row in dokumen.rows(kind) if row.jenjang in _LEVELS and row.indikator]
    tables = {id(row.table): row.table for row in rows}
    order = {key: _period(table, dokumen.tahun) for key, table in tables.items()}
    if any(this_year for this_year, _ in order.values()):
        rows = [row for row in rows if order[id(row.table)][0]]
    return sorted(rows, key=lambda row: order[id(row.table)][1])


def _period(table: RawTable, year: int | None) -> tuple[bool, int]:
    """Return whether a table may be this year's, and its place among this year's: the whole year first."""
    words = " ".join([*_titles(table), table.sheet.name.replace("_", " ")])
    years = set(map(int, _YEAR.findall(words)))
    quarters = [match.lower() for match in _QUARTER.findall(words)]
    last = max((_QUARTERS.get(quarter) or int(quarter) for quarter in quarters), default=0)
    return not years or year is None or year in years, -(last or _WHOLE_YEAR)


def _titles(table: RawTable) -> list[str]:
    """Return the texts of the titles above a table's head, up to the rows of whatever stands higher."""
    texts: list[str] = []
    for row in range(table.header_first - 1, max(0, table.header_first - 1 - _TITLE_ROWS), -1):
        cells = table.sheet.rows.get(row, [])
        if len(cells) > _TITLE_CELLS:
            break
        texts += [cell.value for cell in cells if isinstance(cell.value, str)]
    return texts


def _each_once(rows: Sequence[Baris], by_row: Mapping[int, Capaian], office: str) -> list[Baris]:
    """Return one row per indicator of a sasaran: the first that gives a figure, or else the first."""
    chosen: dict[tuple[str, str], Baris] = {}
    for row in rows:
        key = (kunci(row.indikator, office), kunci(row.uraian, office))
        if key not in chosen or (id(chosen[key]) not in by_row and id(row) in by_row):
            chosen[key] = row
    return list(chosen.values())
