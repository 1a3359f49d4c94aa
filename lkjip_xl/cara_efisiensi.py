"""Other formulas offices reckon efisiensi by: a table that follows one is left as it is written (RUMUS 6)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from lkjip_xl.hitungan import Efisiensi
from lkjip_xl.model import Nilai
from lkjip_xl.tertulis import bandingkan

_HUNDRED = Decimal(100)
_OTHER_EFFICIENCIES: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "100 − serapan": lambda _, serapan: _HUNDRED - serapan,
    "capaian − serapan": lambda capaian, serapan: capaian - serapan,
    "(capaian × pagu − realisasi anggaran) : (capaian × pagu)": lambda capaian, serapan: (
        (capaian - serapan) / capaian * _HUNDRED if capaian else Decimal(0)
    ),
    "serapan : capaian": lambda capaian, serapan: serapan / capaian * _HUNDRED if capaian else Decimal(0),
    "realisasi anggaran : pagu": lambda _, serapan: serapan,
}


def rumus_lain(efisiensi: Iterable[Efisiensi]) -> Mapping[int, tuple[str, set[int]]]:
    """Return by table id the other formula its efisiensi are written by and the rows that follow it; "" of ours.

    There is none where a single row is written as capaian over serapan.
    """
    by_table: dict[int, list[Efisiensi]] = {}
    for each in efisiensi:
        by_table.setdefault(id(each.baris.table), []).append(each)
    none: tuple[str, set[int]] = ("", set())
    return {table: none if any(map(_is_ours, rows)) else _most_follow(rows) for table, rows in by_table.items()}


def _is_ours(each: Efisiensi) -> bool:
    written = each.baris.nilai.get("efisiensi")
    return written is not None and written.nilai is not None and bandingkan(written, each.nilai).beda != "beda"


def _most_follow(rows: Sequence[Efisiensi]) -> tuple[str, set[int]]:
    """Return the other formula most rows of a table write efisiensi by, and those rows by id; "" where none do."""
    written = [
        (each, nilai) for each in rows if (nilai := each.baris.nilai.get("efisiensi")) and nilai.nilai is not None
    ]
    followers = {
        name: {id(each.baris) for each, nilai in written if _is_by(formula, each, nilai)}
        for name, formula in _OTHER_EFFICIENCIES.items()
    }
    best = max(followers, key=lambda name: len(followers[name]))
    return (best, followers[best]) if followers[best] else ("", set())


def _is_by(formula: Callable[[Decimal, Decimal], Decimal], each: Efisiensi, written: Nilai) -> bool:
    return any(bandingkan(written, formula(*pair)).beda != "beda" for pair in _figures(each))


def _figures(each: Efisiensi) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield capaian and serapan as computed, and as they are written in the row."""
    yield each.rata_rata, each.serapan.nilai
    cells = [each.baris.nilai.get(field) for field in ("capaian", "serapan")]
    capaian, serapan = (cell.nilai if cell else None for cell in cells)
    if capaian is not None and serapan is not None:
        yield capaian, serapan
