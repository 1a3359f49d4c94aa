"""Finds the tables of an older master: Excel's own tables, and others by the words of their heads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lkjip_xl.kepala import find_tables
from lkjip_xl.table import Area, Cell, RawTable, Sheet
from lkjip_xl.template.isi_kolom import KIND, match_columns, plain
from lkjip_xl.template.spesifikasi import Spesifikasi, TabelInduk

_ENOUGH = 0.5
_HINT = 0.25


class Blok(NamedTuple):
    """A table as it stands on a sheet: the row of its head, its titles by column, its rows.

    ``sampai`` is the last row Excel itself counts to the table; rows typed below it have no formulas.
    """

    sheet: Sheet
    kepala: int
    judul: Mapping[int, str]
    rows: tuple[int, ...]
    sampai: int
    jenis: str = ""

    @property
    def area(self) -> Area:
        """The rectangle the table takes, head included."""
        columns, last = sorted(self.judul), max((*self.rows, self.sampai))
        return Area(self.kepala, columns[0], last, columns[-1])

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell of the table's sheet."""
        return self.sheet.cell(row, column)


def blocks(sheets: Sequence[Sheet]) -> list[Blok]:
    """Return every table of a workbook, from the top of each sheet down."""
    found = find_tables(sheets).tables
    made = [_from_area(sheet, area, found) for sheet in sheets for area in sheet.tables]
    taken = [(blok.sheet.name, blok.area) for blok in made]
    others = [_from_found(table) for table in found]
    free = [blok for blok in others if not any(n == blok.sheet.name and a.overlaps(blok.area) for n, a in taken)]
    return [blok for blok in (*made, *free) if blok.judul]


def _from_area(sheet: Sheet, area: Area, found: Iterable[RawTable]) -> Blok:
    columns = range(area.column, area.last_column + 1)
    titles = {column: str(cell.value) for column in columns if (cell := sheet.cell(area.row, column)).value is not None}
    last = area.last_row
    while any(sheet.cell(last + 1, column).value is not None for column in columns):
        last += 1
    kind = (table.kind for table in found if table.sheet is sheet and table.header_last == area.row)
    jenis = next((each for each in kind), "")
    return Blok(sheet, area.row, titles, tuple(range(area.row + 1, last + 1)), area.last_row, jenis)


def _from_found(table: RawTable) -> Blok:
    titles = {kolom.column: kolom.judul for kolom in (*table.columns, *table.unknown)}
    rows = tuple(sorted((*table.rows, *table.total_rows)))
    return Blok(table.sheet, table.header_last, titles, rows, max((table.header_last, *rows)), table.kind)


def pair_blocks(spec: Spesifikasi, found: Sequence[Blok]) -> dict[str, Blok]:
    """Return the table found for each table of the master, the best fitting pairs first, each once."""
    scores = [
        (_score(spec, tabel, blok), number, tabel.nama)
        for number, blok in enumerate(found)
        for tabel in spec.tabel.values()
    ]
    pairs: dict[str, Blok] = {}
    taken: set[int] = set()
    for score, number, nama in sorted(scores, key=lambda each: (-each[0], each[1])):
        if score >= _ENOUGH and nama not in pairs and number not in taken:
            pairs[nama] = found[number]
            taken.add(number)
    return pairs


def _score(spec: Spesifikasi, tabel: TabelInduk, blok: Blok) -> float:
    """Return how well a table found fits one of the master: what they share of all their columns, and hints."""
    matched = len(match_columns(tabel, blok.judul.values()))
    if any(kolom.ganti_judul for kolom in tabel.kolom):
        matched = len(blok.judul) if plain(tabel.kolom[0].judul) in map(plain, blok.judul.values()) else 0
        hint = KIND.get(tabel.nama) == blok.jenis
        return _ENOUGH + _HINT if matched and hint else 0
    share = matched / max(min(len(tabel.kolom), len(blok.judul)), 1) if matched else 0
    share *= 0.5 + matched / (len(tabel.kolom) + len(blok.judul))
    return share + _HINT * sum(_hints(spec, tabel, blok)) if share >= _ENOUGH * _ENOUGH else 0


def _hints(spec: Spesifikasi, tabel: TabelInduk, blok: Blok) -> Iterator[float]:
    """Yield what speaks for a pair besides the heads: the kind, the sheet's name, the words of fixed rows."""
    yield KIND.get(tabel.nama) == blok.jenis
    sheet = next(lembar.nama for lembar in spec.lembar if tabel in lembar.tabel)
    yield 0.2 * (plain(sheet) == plain(blok.sheet.name))
    if tabel.tetap:
        first = tabel.kolom[0].judul
        words = {plain(str(row[first])) for row in tabel.isi}
        seen = {plain(str(cell.value)) for row in blok.rows for cell in blok.sheet.rows.get(row, ())}
        yield 2 * len(words & seen) / max(len(words), 1)
