"""Which rows of a table stand under which: by kode nomenklatur where rows have one, else by their order."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from lkjip_xl.jenjang import kode_level
from lkjip_xl.kata import kunci
from lkjip_xl.kode import plain_kode
from lkjip_xl.model import JENJANG, Baris
from lkjip_xl.nilai import is_fetched

_GOALS = frozenset({"tujuan", "sasaran"})


class Susunan:
    """The rows of one table as a tree; totals and rows without a level are no part of it."""

    def __init__(self, rows: Sequence[Baris]) -> None:
        self.rows = [row for row in rows if row.jenjang in JENJANG]
        self.complete = len(self.rows) == len(rows)
        self._below: dict[int, list[Baris]] = {}
        self._above: dict[int, Baris] = {}
        self._build()

    def _build(self) -> None:
        by_kode = {plain_kode(row.kode): row for row in self.rows if kode_level(row.kode)}
        stack: list[Baris] = []
        for row in self.rows:
            while stack and _depth(stack[-1]) >= _depth(row):
                stack.pop()
            parent = _by_kode(row, by_kode) or next((each for each in reversed(stack) if not _strange(each, row)), None)
            if parent is not None:
                self._below.setdefault(id(parent), []).append(row)
                self._above[id(row)] = parent
            stack.append(row)

    def below(self, row: Baris) -> list[Baris]:
        """Return the rows right below a row, none where its children are not listed."""
        return self._below.get(id(row), [])

    def all_below(self, row: Baris) -> Iterator[Baris]:
        """Yield every row below a row, however deep."""
        for child in self.below(row):
            yield child
            yield from self.all_below(child)

    def above(self, row: Baris, *levels: str) -> Baris | None:
        """Return the nearest row of some levels that a row stands under, of any level where none is named."""
        parent = self._above.get(id(row))
        while parent is not None and levels and parent.jenjang not in levels:
            parent = self._above.get(id(parent))
        return parent

    def top(self) -> list[Baris]:
        """Return the rows that stand under no other."""
        return [row for row in self.rows if id(row) not in self._above]

    def parents(self) -> Iterator[Baris]:
        """Yield the rows whose children are listed below them.

        Where one goal of a level has programmes below it and another has none, the goals only stand above the
        programmes; which of them belong to it nobody can tell.
        """
        loose = {row.jenjang for row in self.rows if row.jenjang in _GOALS and not self.below(row)}
        for row in self.rows:
            children = self.below(row)
            if children and not (row.jenjang in loose and any(each.jenjang not in _GOALS for each in children)):
                yield row

    def jumlah(self, row: Baris, field: str) -> Decimal | None:
        """Return the sum of a field over the rows right below; None where one of them gives no figure."""
        cells: dict[object, Decimal] = {}
        for child in self.below(row):
            own = child.nilai[field]
            value = self.jumlah(child, field) if own.jenis == "belum diukur" and self.below(child) else own.nilai
            if value is None:
                return None
            cells[own.ref] = value
        return sum(cells.values(), Decimal(0)) if cells else None


def _depth(row: Baris) -> int:
    return JENJANG.index(row.jenjang)


def _by_kode(row: Baris, by_kode: Mapping[str, Baris]) -> Baris | None:
    """Return the row whose kode nomenklatur a row's begins with, the longest first."""
    parts = plain_kode(row.kode).split(".") if kode_level(row.kode) else []
    longer = (by_kode.get(".".join(parts[:length])) for length in range(len(parts) - 1, 2, -1))
    return next((found for found in longer if found is not None), None)


def _strange(parent: Baris, row: Baris) -> bool:
    """Tell whether two codes say that a row does not belong under the one it follows."""
    if not (kode_level(parent.kode) and kode_level(row.kode)):
        return False
    return not plain_kode(row.kode).startswith(f"{plain_kode(parent.kode)}.")


def runs(rows: Sequence[Baris], office: str) -> Iterator[list[Baris]]:
    """Yield rows in groups that are one thing: a kegiatan measured by several indicators fills several rows."""
    group: list[Baris] = []
    for row in rows:
        if group and not _same(group[-1], row, office):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _same(left: Baris, right: Baris, office: str) -> bool:
    if left.table is not right.table or left.jenjang != right.jenjang or not right.uraian:
        return False
    return kunci(left.uraian, office) == kunci(right.uraian, office)


def has_level(row: Baris) -> bool:
    """Tell whether a row's level is known: a formula that looks it up finds nothing for an unknown kode."""
    cell = row.table.cell(row.row, "jenjang") if row.kode else None
    return cell is None or not (is_fetched(cell.formula) and cell.is_blank)
