"""Which rows are the office's key indicators: each once, of this year, from the surest table (RUMUS 6)."""

import re
from collections.abc import Mapping, Sequence

from lkjip_xl.hitungan import Capaian
from lkjip_xl.kata import kunci
from lkjip_xl.model import Baris, DokumenKinerja
from lkjip_xl.padanan import pair
from lkjip_xl.periode import Periode, periode

_SOURCES = ("capaian_iku", "realisasi", "program_pendukung", "efisiensi", "efisiensi_iku")
_NAMING = ("iku", "pk")
_LEVELS = frozenset({"iku", "tujuan", "sasaran"})
_SASARAN = re.compile(r"\bsasaran\b", re.IGNORECASE)


def choose_iku(dokumen: DokumenKinerja, capaian: Sequence[Capaian]) -> tuple[tuple[Capaian, ...], tuple[Baris, ...]]:
    """Return one capaian per key indicator, and the indicators without one.

    The table that has most of the indicators IKU and PK name, or else the first, lists them; further tables of the
    kind add what IKU and PK name, or what they say is a sasaran's. A row that gives no figure takes the first
    readable one the next tables have for it. Tables of another year, and those that measure against the end of a
    Renstra, do not count beside the year's own; of tables for quarters the latest comes first.
    """
    return _Choice(dokumen, capaian).result()


class _Choice:
    def __init__(self, dokumen: DokumenKinerja, capaian: Sequence[Capaian]) -> None:
        self.dokumen, self.office = dokumen, dokumen.perangkat_daerah or ""
        self.by_row = {id(each.baris): each for each in capaian}
        self.named = _each_once([row for row in dokumen.rows(*_NAMING) if row.indikator], {}, self.office)

    def result(self) -> tuple[tuple[Capaian, ...], tuple[Baris, ...]]:
        sources = [self._tables(kind) for kind in _SOURCES]
        listed = self._listed(next((tables for tables in sources if tables), []))
        found = {id(row): self.by_row.get(id(row)) for row in listed}
        for rows in (rows for tables in sources for rows in tables):
            gaps = [row for row in listed if found[id(row)] is None]
            readable = [row for row in rows if id(row) in self.by_row]
            found |= {left: self.by_row[id(right)] for left, right in self._same(gaps, readable).items()}
        missing = tuple(row for row in listed if found[id(row)] is None)
        return tuple(each for row in listed if (each := found[id(row)])), missing

    def _same(self, left: Sequence[Baris], right: Sequence[Baris]) -> dict[int, Baris]:
        return pair(left, right, _indicator, self.office).pasti() if left and right else {}

    def _tables(self, kind: str) -> list[list[Baris]]:
        """Return the key indicators of each table of a kind, the whole year's tables first."""
        by_table: dict[int, list[Baris]] = {}
        for row in self.dokumen.rows(kind):
            if row.jenjang in _LEVELS and row.indikator:
                by_table.setdefault(id(row.table), []).append(row)
        times = {key: periode(rows[0].table) for key, rows in by_table.items()}
        keys = sorted(_current(times, self.dokumen.tahun), key=lambda key: -times[key].quarter)
        return [_each_once(by_table[key], self.by_row, self.office) for key in keys]

    def _listed(self, tables: list[list[Baris]]) -> list[Baris]:
        if not tables:
            return []
        first = max(tables, key=lambda rows: len(self._named_among(rows)))
        listed = list(first)
        for rows in tables:
            if rows is not first:
                known = {id(row) for row in self._same(listed, rows).values()}
                listed += [row for row in self._belonging(rows) if id(row) not in known]
        return listed

    def _belonging(self, rows: list[Baris]) -> list[Baris]:
        """Return the rows of a further table that are key indicators: those IKU or PK name, or all of a sasaran's."""
        if self.named:
            return self._named_among(rows)
        return rows if _SASARAN.search(periode(rows[0].table).judul) else []

    def _named_among(self, rows: list[Baris]) -> list[Baris]:
        paired = pair(self.named, rows, _indicator, self.office).pasangan if self.named else ()
        return [each.kanan for each in paired]


def _indicator(row: Baris) -> str:
    return row.indikator


def _current(times: Mapping[int, Periode], year: int | None) -> list[int]:
    """Return the tables that speak of the year and its targets, or all where none does."""
    of_the_year = [key for key, time in times.items() if time.may_be(year)]
    return [key for key in of_the_year if not times[key].long_term] or of_the_year or list(times)


def _each_once(rows: Sequence[Baris], by_row: Mapping[int, Capaian], office: str) -> list[Baris]:
    """Return one row per indicator of a sasaran: the first that gives a figure, or else the first."""
    chosen: dict[tuple[str, str], Baris] = {}
    for row in rows:
        key = (kunci(row.indikator, office), kunci(row.uraian, office))
        if key not in chosen or (id(chosen[key]) not in by_row and id(row) in by_row):
            chosen[key] = row
    return list(chosen.values())
