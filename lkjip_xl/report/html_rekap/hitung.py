"""What the pages need of a whole rekap once, however many offices have a page."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from lkjip_xl.rekap.model import Kantor, Rekap
from lkjip_xl.report.html_rekap.grafik import Awan, Sumbu, axis, cloud, measured


class Latar(NamedTuple):
    """An office's surroundings: its place among the others, and its indicators by their place in the rekap."""

    tempat: Mapping[str, int]
    indikator: Mapping[str, Sequence[int]]
    awan: Sequence[Awan]
    rentang: Sequence[tuple[Decimal, Decimal] | None]
    """The lowest and the highest capaian of each indicator, None where nobody measured it."""
    sumbu: Sumbu


class _Same:
    """A rekap as the key of a cache: the very same object, for its mappings have no hash."""

    def __init__(self, rekap: Rekap) -> None:
        self.rekap = rekap

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.rekap is other.rekap

    def __hash__(self) -> int:
        return id(self.rekap)


def latar(rekap: Rekap) -> Latar:
    """Return the surroundings of all offices, computed once for all their pages."""
    return _latar(_Same(rekap))


@lru_cache(maxsize=1)
def _latar(same: _Same) -> Latar:
    rekap = same.rekap
    by_office: dict[str, list[int]] = {each.id: [] for each in rekap.kantor}
    for at, indikator in enumerate(rekap.indikator):
        for name in indikator.nilai:
            by_office[name].append(at)
    sumbu = axis(rekap)
    awan = [cloud(each, sumbu) for each in rekap.indikator]
    found = [measured(each).values() for each in rekap.indikator]
    rentang = [(min(each), max(each)) if each else None for each in found]
    return Latar({each.id: at for at, each in enumerate(rekap.kantor)}, by_office, awan, rentang, sumbu)


def by_rank(rekap: Rekap) -> list[Kantor]:
    """Return the offices best first, those not measured last, equal ones by name."""
    last = len(rekap.kantor) + 1
    return sorted(rekap.kantor, key=lambda each: rekap.peringkat.get(each.id, last))
