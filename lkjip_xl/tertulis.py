"""A figure that stands in a cell beside the one that its row gives: equal, rounded too early, or different."""

from decimal import Decimal
from typing import Literal, NamedTuple

from lkjip_xl.angka import bulatkan, format_angka
from lkjip_xl.model import Nilai

Beda = Literal["sama", "pembulatan", "beda"]
_PLACES = 2


class Tertulis(NamedTuple):
    """What stands in a cell, what should, and how they differ."""

    nilai: Nilai
    seharusnya: Decimal
    beda: Beda

    @property
    def kata(self) -> dict[str, object]:
        """The tokens of a message: what is written and what was computed."""
        return {"tertulis": show(self.nilai), "hitungan": format_angka(self.seharusnya, _PLACES)}


def bandingkan(nilai: Nilai, exact: Decimal) -> Tertulis:
    """Compare a written figure with the exact one at the decimals it shows, two at most (RUMUS 2).

    One unit of the last decimal, as rounding first gives, is "pembulatan"; a fraction typed for a percentage is the
    same figure.
    """
    places = min(nilai.desimal, _PLACES)
    written = nilai.nilai if nilai.nilai is not None else exact
    if agrees(nilai, exact) or bulatkan(written * 100, _PLACES) == bulatkan(exact):
        return Tertulis(nilai, exact, "sama")
    unit = Decimal(1).scaleb(-places)
    off = abs(written - exact) if not places else abs(bulatkan(written, places) - bulatkan(exact, places))
    near = off < unit if not places else off <= unit
    return Tertulis(nilai, exact, "pembulatan" if near else "beda")


def agrees(nilai: Nilai, exact: Decimal | None) -> bool:
    """Tell whether a written figure is the exact one at the decimals it shows."""
    if nilai.nilai is None or exact is None:
        return False
    places = min(nilai.desimal, _PLACES)
    return bulatkan(nilai.nilai, places) == bulatkan(exact, places)


def show(nilai: Nilai) -> str:
    """Return a cell's number as a reader sees it, two decimals at most."""
    if nilai.nilai is None:
        return nilai.teks
    return format_angka(nilai.nilai, min(nilai.desimal, _PLACES))
