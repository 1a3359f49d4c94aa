"""What most documents write: each document has one vote, and on a tie the Perjanjian Kinerja's side is right."""

from collections.abc import Callable, Sequence

from lkjip_xl.kata import tulisan
from lkjip_xl.kemiripan import one_slip
from lkjip_xl.model import Baris
from lkjip_xl.rules.konteks import DOCUMENT, TIE_ORDER


def terbanyak(rows: Sequence[Baris], kata: Callable[[Baris], str]) -> Baris | None:
    """Return a row that writes what most documents write; rows that write nothing have no vote."""
    voters: dict[str, Baris] = {}
    for row in rows:
        if kata(row):
            voters.setdefault(_document(row), row)
    said = [kata(row) for row in voters.values()]

    def rank(document: str) -> tuple[int, int]:
        place = TIE_ORDER.index(document) if document in TIE_ORDER else len(TIE_ORDER)
        return -said.count(kata(voters[document])), place

    return voters[min(voters, key=rank)] if voters else None


def _document(row: Baris) -> str:
    kind = "pk" if row.table.kind == "pk_program" else row.table.kind
    return DOCUMENT.get(kind, kind)


def sama_tulisan(satu: str, lain: str, office: str) -> bool:
    """Tell whether two texts differ in nothing but spelling, case, bracketed units and the office's own name."""
    one, other = tulisan(satu, office), tulisan(lain, office)
    return one == other or bool(one_slip(one, other) or one_slip(satu.lower(), lain.lower()))
