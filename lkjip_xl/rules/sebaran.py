"""A year's target over its months or quarters, and what they may add up to (RUMUS 3)."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from lkjip_xl.angka import bulatkan, sama
from lkjip_xl.baris import MONTHS
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.sel import angka

QUARTERS = ("triwulan_1", "triwulan_2", "triwulan_3", "triwulan_4")
_PARTS = re.compile(r"\s*(?:/|,|\bdan\b|&)\s*")
_COUNTED = frozenset({"dok", "dokumen", "lap", "laporan", "keg", "kegiatan", "paket", "event"})
_CUMULATIVE_STEPS = 3


class Sebaran(NamedTuple):
    """The filled cells of a row's periods, and whether they are months ("bulan") or quarters ("triwulan")."""

    sebutan: str
    sel: tuple[Nilai, ...]

    @property
    def angka(self) -> list[Decimal]:
        """The numbers of the periods."""
        return [each.nilai for each in self.sel if each.nilai is not None]


_SIFAT: Mapping[str, Callable[[Sequence[Decimal]], Decimal]] = {
    "jumlah": lambda values: sum(values, Decimal(0)),
    "posisi akhir": lambda values: values[-1],
    "rata-rata": lambda values: sum(values, Decimal(0)) / len(values),
    "maksimum": max,
    "minimum": min,
}
_WORDS = {
    "jumlah": "jumlah", "akumulasi": "jumlah", "kumulatif": "jumlah", "posisi": "posisi akhir", "akhir": "posisi akhir",
    "rata": "rata-rata", "rerata": "rata-rata", "maksimum": "maksimum", "minimum": "minimum",
}  # fmt: skip


def has_columns(baris: Baris) -> bool:
    """Tell whether a row's table has months or quarters."""
    return any(map(baris.has, (*MONTHS, *QUARTERS)))


def months(baris: Baris) -> Sebaran:
    """Return the months a row fills."""
    return _filled(baris, "bulan", MONTHS)


def quarters(baris: Baris) -> Sebaran:
    """Return the quarters a row fills."""
    return _filled(baris, "triwulan", QUARTERS)


def periods(baris: Baris) -> tuple[Sebaran, Sebaran]:
    """Return the months and the quarters a row fills; beside months, quarters that a formula fills repeat them."""
    by_month, by_quarter = months(baris), quarters(baris)
    if by_month.sel:
        by_quarter = by_quarter._replace(sel=tuple(each for each in by_quarter.sel if each.formula is None))
    return by_month, by_quarter


def _filled(baris: Baris, sebutan: str, fields: Sequence[str]) -> Sebaran:
    cells = (angka(baris, field) for field in fields if baris.has(field))
    return Sebaran(sebutan, tuple(each for each in cells if each.jenis != "belum diukur"))


def sifat_of(text: str, satuan: str) -> str:
    """Return how periods make a year: what is stated, "jumlah" of what is counted, "" where any may be meant."""
    words = re.findall(r"[a-z]+", text.lower())
    stated = next((_WORDS[word] for word in words if word in _WORDS), "")
    if stated:
        return stated
    parts = {part.strip(" .") for part in _PARTS.split(satuan.lower())} - {""}
    return "jumlah" if parts and parts <= _COUNTED else ""


def yields(sebaran: Sebaran, target: Nilai, sifat: str) -> bool:
    """Tell whether the periods give the year's target: by its sifat, or without one by any."""
    if target.nilai is None:
        return True
    values, places = sebaran.angka, max(each.desimal for each in sebaran.sel)
    chosen = [sifat] if sifat else list(_SIFAT)
    return any(_equal(name, _SIFAT[name](values), places, target) for name in chosen)


def _equal(sifat: str, value: Decimal, places: int, target: Nilai) -> bool:
    number = target.nilai or Decimal(0)
    if sifat == "rata-rata":
        return bulatkan(value, target.desimal) == bulatkan(number, target.desimal)
    return sama(value, places, number, target.desimal)


def result(sebaran: Sebaran, sifat: str) -> Decimal:
    """Return what the periods give by a sifat, their sum without one."""
    return _SIFAT[sifat or "jumlah"](sebaran.angka)


def looks_cumulative(sebaran: Sebaran, target: Nilai) -> bool:
    """Tell whether each period repeats what came before it, up to the target: 2, 4, 6, ... 12."""
    values = sebaran.angka
    rising = all(left <= right for left, right in pairwise(values))
    return rising and len(set(values)) >= _CUMULATIVE_STEPS and values[-1] == target.nilai
