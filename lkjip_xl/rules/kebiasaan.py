"""Other ways offices reckon the same figure: a cap on capaian, less is better, other formulas of efisiensi."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from lkjip_xl.hitungan import Capaian, Efisiensi
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.rules.nama import makin_rendah
from lkjip_xl.rules.tertulis import bandingkan
from lkjip_xl.table import RawTable

_HUNDRED = Decimal(100)
_FULL_CAP = 2
"""How many figures must be cut at 100 before it is a cap: that many indicators do reach exactly 100."""
_CAPS = (Decimal(100), Decimal(105), Decimal(110), Decimal(120), Decimal(125), Decimal(150))
_OTHER_EFFICIENCIES: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "100 − serapan": lambda _, serapan: _HUNDRED - serapan,
    "capaian − serapan": lambda capaian, serapan: capaian - serapan,
    "(capaian × pagu − realisasi anggaran) : (capaian × pagu)": lambda capaian, serapan: (
        (capaian - serapan) / capaian * _HUNDRED if capaian else Decimal(0)
    ),
    "serapan : capaian": lambda capaian, serapan: serapan / capaian * _HUNDRED if capaian else Decimal(0),
    "realisasi anggaran : pagu": lambda _, serapan: serapan,
}


def makin_rendah_tertulis(capaian: Capaian, written: Nilai) -> bool:
    """Tell whether a written capaian is one by which less is better: (2T - R) / T or T / R."""
    target, actual = (capaian.baris.nilai[field].nilai for field in ("target", "realisasi"))
    if not target or not actual or target < 0 or actual < 0 or target == actual:
        return False
    ways = ((2 * target - actual) / target * _HUNDRED, target / actual * _HUNDRED)
    return any(bandingkan(written, way).beda != "beda" for way in ways)


def tampak_rendah(konteks: Konteks, rows: Sequence[Baris]) -> bool:
    """Tell whether an indicator's name, or a capaian written in one of its rows, says that less of it is better."""
    return any(makin_rendah(row.indikator) for row in rows) or any(
        _counts_down(each) for row in rows for each in konteks.capaian.get(id(row), ())
    )


def capaian_kantor(konteks: Konteks) -> Mapping[int, Decimal]:
    """Return by row id the capaian of every row: the written one where the office takes less as better, else ours."""
    return {id(each.baris): _as_the_office_says(each) for each in konteks.hitungan.capaian}


def _as_the_office_says(capaian: Capaian) -> Decimal:
    written = capaian.baris.nilai.get("capaian")
    return written.nilai if written and written.nilai is not None and _counts_down(capaian) else capaian.nilai


def _counts_down(capaian: Capaian) -> bool:
    """Tell whether a row without a stated arah writes its capaian as of less is better."""
    written = capaian.baris.nilai.get("capaian")
    if capaian.rata_rata or capaian.arah != "tinggi" or capaian.baris.arah or written is None or written.nilai is None:
        return False
    return bandingkan(written, capaian.nilai).beda == "beda" and makin_rendah_tertulis(capaian, written)


def batas_tertulis(konteks: Konteks, table: RawTable) -> Decimal | None:
    """Return the figure a table caps its written capaian at: one that is exceeded, and nothing is written above it."""
    rows = [each for each in konteks.hitungan.capaian if each.baris.table is table and not each.rata_rata]
    written = [(nilai.nilai, each.nilai) for each in rows if (nilai := each.baris.nilai.get("capaian"))]
    numbers = [(value, exact) for value, exact in written if value is not None]
    highest = max((value for value, _ in numbers), default=None)
    exceeded = sum(exact > value for value, exact in numbers if value == highest)
    return highest if highest in _CAPS and exceeded >= (_FULL_CAP if highest == _HUNDRED else 1) else None


def rumus_efisiensi(rows: Sequence[Efisiensi]) -> tuple[str, set[int]]:
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
