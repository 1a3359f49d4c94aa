"""How messages write a cell's number, and several things in one breath."""

from collections.abc import Iterable

from lkjip_xl.angka import format_angka
from lkjip_xl.model import Nilai

_MOST_LISTED = 4


def tulis(nilai: Nilai) -> str:
    """Write a cell's number as it is shown, "83,75"; a range with both ends; "kosong" of none."""
    if nilai.nilai is None:
        return nilai.teks or "kosong"
    low = format_angka(nilai.nilai, nilai.desimal)
    return low if nilai.atas is None else f"{low} - {format_angka(nilai.atas, nilai.desimal)}"


def daftar(items: Iterable[str]) -> str:
    """Join a few things into words, "A, B dan C"; of many, the first ones and how many more."""
    unique = list(dict.fromkeys(items))
    if len(unique) > _MOST_LISTED + 1:
        return f"{', '.join(unique[:_MOST_LISTED])} dan {len(unique) - _MOST_LISTED} lainnya"
    return " dan ".join([", ".join(unique[:-1]), unique[-1]] if len(unique) > 1 else unique)
