"""Words of the catalogue that are put together into one message, and names short enough to stand in it."""

from collections.abc import Sequence
from decimal import Decimal

from lkjip_xl.angka import format_angka
from lkjip_xl.rules.dasar import catalogue
from lkjip_xl.table import CellRef

_LONGEST = 90
_MOST_CELLS = 6


def kalimat(kode: str, bagian: str, /, **kata: object) -> str:
    """Return the sentence ``kalimat_<bagian>`` of a rule, filled in."""
    text: str = catalogue()[kode][f"kalimat_{bagian}"]
    return text.format_map(kata)


def pendek(text: str) -> str:
    """Return a name cut at a word where it is too long for a message."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rsplit(' ', 1)[0].rstrip(' ,')} …"


def alamat(ref: CellRef) -> str:
    """Return a cell's full address, "Rencana Aksi!H8"."""
    return f"{ref.sheet}!{ref.a1}"


def daftar_sel(refs: Sequence[CellRef]) -> str:
    """Return cells of one sheet by their addresses, a long row of them by the first and the last."""
    if len(refs) > _MOST_CELLS:
        return f"{refs[0].a1} … {refs[-1].a1}"
    return ", ".join(ref.a1 for ref in refs)


def rupiah(value: Decimal) -> str:
    """Return an amount the Indonesian way, its sign left out."""
    return format_angka(abs(value))
