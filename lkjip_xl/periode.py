"""What the titles above a table say of its time: the year, the quarter, or a comparison over more than a year."""

import re
from typing import NamedTuple

from lkjip_xl.judul_tabel import title_rows
from lkjip_xl.table import RawTable

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d|\s*[-–/]\s*\d)")
_SPAN = re.compile(
    r"(?<!\d)(20\d\d)\s*(?:[-–/]|s\.?\s?/?d\.?|sampai(?: dengan)?)\s*(?:tahun\s*)?(20\d\d)(?!\d)", re.IGNORECASE
)
_QUARTER = re.compile(r"\b(?:triwulan|tw)[\s-]*(iv|iii|ii|i|[1-4])\b", re.IGNORECASE)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WHOLE_YEAR = 5
_LONG_TERM = re.compile(r"\b(?:renstra|rpjmd|jangka menengah)\b", re.IGNORECASE)


class Periode(NamedTuple):
    """The years a table's titles name, the last quarter among them (5 for a whole year), and its words."""

    years: frozenset[int]
    quarter: int
    judul: str

    def may_be(self, year: int | None) -> bool:
        """Tell whether the table may speak of a year: it names that year, or none."""
        return not self.years or year is None or year in self.years

    @property
    def long_term(self) -> bool:
        """Whether the table measures against the end of a Renstra or RPJMD, not against the year's target."""
        return bool(_LONG_TERM.search(self.judul))


def periode(table: RawTable) -> Periode:
    """Return what the titles above a table and its sheet's name say of its time."""
    return table.once(_read)


def _read(table: RawTable) -> Periode:
    titles = [cell.value for cells in title_rows(table) for cell in cells if isinstance(cell.value, str)]
    judul = " ".join([*titles, table.sheet.name.replace("_", " ")])
    quarters = [match.lower() for match in _QUARTER.findall(judul)]
    last = max((_QUARTERS.get(quarter) or int(quarter) for quarter in quarters), default=_WHOLE_YEAR)
    return Periode(_years(judul), last, judul)


def _years(judul: str) -> frozenset[int]:
    """Return the years a text names; a plan "2021-2026" names each of its years."""
    spans = (range(int(first), int(last) + 1) for first, last in _SPAN.findall(judul))
    single = map(int, _YEAR.findall(_SPAN.sub(" ", judul)))
    return frozenset([*single, *(year for span in spans for year in span)])
