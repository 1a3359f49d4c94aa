"""The tables of the printed report as grids of printed text, read from the package's own csv files."""

import csv
from dataclasses import dataclass, replace
from importlib.resources import files

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One printed table.

    A head "TARGET|Kinerja" is the cell "Kinerja" under a merged "TARGET"; a table with such a head has two
    head rows. ``once`` names columns whose first cell is merged down over all rows; ``indents`` shifts the
    words of the second column, row by row; ``numbering`` puts 1 2 3 … under the head; ``total`` says that the
    last row is a total.
    """

    head: Row
    rows: tuple[Row, ...]
    numbering: bool = False
    once: tuple[str, ...] = ()
    indents: tuple[int, ...] = ()
    total: bool = False

    @property
    def head_rows(self) -> int:
        """How many rows the head takes."""
        return 2 if any("|" in title for title in self.head) else 1

    @property
    def head_height(self) -> int:
        """How many rows the head takes with its numbering row."""
        return self.head_rows + self.numbering

    @property
    def height(self) -> int:
        """How many rows the whole table takes."""
        return self.head_height + len(self.rows)


def read(name: str) -> Table:
    """Read one csv table; the annotation "(dicetak)" in a head is ours and is dropped."""
    text = (files("lkjip_xl") / "template" / "data" / f"{name}.csv").read_text(encoding="utf-8")
    head, *rows = csv.reader(text.splitlines())
    return Table(tuple(title.removesuffix(" (dicetak)") for title in head), tuple(map(tuple, rows)))


def without(table: Table, title: str) -> Table:
    """Leave one column out."""
    at = table.head.index(title)
    rows = tuple(row[:at] + row[at + 1 :] for row in table.rows)
    return replace(table, head=table.head[:at] + table.head[at + 1 :], rows=rows)


def grouped(table: Table, *groups: str) -> Table:
    """Put columns under the merged head their words start with: "Target K" becomes "TARGET|K"."""
    head = []
    for title in table.head:
        first, _, rest = title.partition(" ")
        fitting = [group for group in groups if group.casefold() == first.casefold() and rest]
        head.append(f"{fitting[0]}|{rest}" if fitting else title)
    return replace(table, head=tuple(head))


def totalled(table: Table, *row: str) -> Table:
    """Add a total row."""
    return replace(table, rows=(*table.rows, row), total=True)
