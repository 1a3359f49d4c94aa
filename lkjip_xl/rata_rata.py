"""Which rows a mean row averages, and whether what it writes is the mean of its sasaran's means."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.angka import bulatkan
from lkjip_xl.model import Baris
from lkjip_xl.rumus import mean
from lkjip_xl.tertulis import bandingkan

PER_SASARAN = "rata_rata_sasaran"
"""Why a mean is not computed: it is written as the mean of the sasaran's means."""
_OVERALL = re.compile(r"\b(?:keseluruhan|seluruh\w*|total|umum)\b", re.IGNORECASE)
_SUMS = frozenset({"jumlah", "rata-rata"})


class RataRata(NamedTuple):
    """A mean row, the rows it averages, and the sections the means above it part them into."""

    baris: Baris
    rows: Sequence[Baris]
    bagian: Sequence[Sequence[Baris]]

    def per_bagian(self, figures: Mapping[int, Decimal], plain: Decimal) -> bool:
        """Tell whether the written figure is the mean of the means of the sections or sasaran, not the plain one."""
        written = self.baris.nilai.get("capaian")
        if written is None or written.nilai is None or bulatkan(written.nilai) == bulatkan(plain):
            return False
        known = [row for row in self.rows if id(row) in figures]
        parts = self.bagian if len(self.bagian) > 1 else _by_sasaran(known)
        means = [mean([figures[id(row)] for row in part if id(row) in figures]) for part in parts]
        average = mean([each for each in means if each is not None])
        if average is None:
            return False
        nearer = bandingkan(written, plain).beda == "beda" and bandingkan(written, average).beda != "beda"
        return nearer or bulatkan(written.nilai) == bulatkan(average)


def averages(rows: Sequence[Baris]) -> Iterator[RataRata]:
    """Yield each mean row with the rows it averages: those since the mean before it, or all above it.

    The only mean of a table, one right below another, and one that says so ("Rata-rata keseluruhan") take all.
    """
    above: list[Baris] = []
    closed: list[list[Baris]] = []
    section: list[Baris] = []
    for baris in rows:
        if above and baris.table is not above[-1].table:
            above, closed, section = [], [], []
        if baris.jenjang == "rata-rata":
            overall = not section or _OVERALL.search(baris.uraian)
            parts = [part for part in (*closed, section) if part] if overall else [section]
            yield RataRata(baris, list(above if overall else section), parts)
            closed, section = [*closed, section], []
        elif baris.jenjang not in _SUMS:
            above.append(baris)
            section.append(baris)


def _by_sasaran(rows: Sequence[Baris]) -> list[list[Baris]]:
    parts: dict[str, list[Baris]] = {}
    for row in rows:
        parts.setdefault(row.uraian, []).append(row)
    return list(parts.values()) if "" not in parts else []
