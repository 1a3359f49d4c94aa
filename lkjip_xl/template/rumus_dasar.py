"""What a formula of a computed column is: its Excel text beside the function that gives the same value in Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lkjip_xl.template.isian import Nilai, Sel


class RumusTabel(NamedTuple):
    """One formula; in its text {peran} stands for the cell of the same row that plays a role, {T} for the table.

    ``peran`` names the column of each role; a role without one is a column's own title, and a column of the
    master may name others (``memakai``). {kolom} is the title alone.
    """

    excel: str
    nilai: Callable[[Sel], Nilai]
    peran: Mapping[str, str] = {}


def total(values: Sequence[Decimal]) -> Decimal:
    """Return a sum, exact."""
    return sum(values, Decimal(0))


def average(values: Sequence[Decimal]) -> Nilai:
    """Return the plain mean, "" of nothing."""
    return total(values) / len(values) if values else ""


def percentage(top: Nilai, bottom: Nilai) -> Nilai:
    """Return one number as a percentage of another, "" where either is missing or the lower one 0."""
    if isinstance(top, Decimal) and isinstance(bottom, Decimal) and bottom:
        return top / bottom * 100
    return ""
