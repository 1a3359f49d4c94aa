"""PD001: rows that were paired by closeness or by equal amounts, shown for confirmation."""

from collections.abc import Iterator, Sequence

from lkjip_xl.angka import format_angka
from lkjip_xl.model import Baris
from lkjip_xl.padanan import PERLU_KONFIRMASI, Pasangan
from lkjip_xl.rules.dasar import Kena, SebagianError, aturan
from lkjip_xl.rules.konteks import IKU_LEVELS, Konteks
from lkjip_xl.rules.ungkapan import alamat, pendek
from lkjip_xl.rules.uraian import ref_uraian
from lkjip_xl.table import CellRef


@aturan("PD001")
def padanan_perlu_dikonfirmasi(konteks: Konteks) -> Iterator[Kena]:
    """Yield each pair of wordings that a person must confirm, once however many tables repeat it.

    Two wordings that surer evidence pairs between other tables need nobody's word any more.
    """
    same: dict[frozenset[str], list[Pasangan]] = {}
    sure: set[frozenset[str]] = set()
    for each in konteks.pasangan:
        words = frozenset(konteks.words(_wording(row)) for row in (each.kiri, each.kanan))
        if each.bukti not in PERLU_KONFIRMASI:
            sure.add(words)
        elif len(words) > 1:
            same.setdefault(words, []).append(each)
    for words, pairs in same.items():
        if words not in sure:
            yield _asked(konteks, pairs)
    if konteks.terpotong:
        sheets = dict.fromkeys(row.table.sheet.name for row in konteks.terpotong)
        raise SebagianError("terlalu_banyak", jumlah=len(konteks.terpotong), lembar=", ".join(sheets))


def _asked(konteks: Konteks, pairs: Sequence[Pasangan]) -> Kena:
    kiri, kanan, bukti = pairs[0]
    ref, other = _place(kanan), _place(kiri)
    pagu = konteks.budgets.get(id(kanan))
    words = {
        "tulisan": pendek(_wording(kanan)),
        "tulisan_lain": pendek(_wording(kiri)),
        "sel_lain": alamat(other),
        "pagu": format_angka(pagu) if pagu is not None else "",
    }
    varian = "pagu" if bukti == "pagu sama" else ""
    named = dict.fromkeys(cell for each in pairs for row in each[:2] for cell in _names(row))
    return Kena(ref, words, kanan, (other,), varian=varian, menjelaskan=tuple(named))


def _wording(row: Baris) -> str:
    """Return the words a row was paired by: those of its indicator among goals, else what it is called."""
    return row.indikator if row.jenjang in IKU_LEVELS and row.indikator else row.uraian


def _place(row: Baris) -> CellRef:
    return row.ref("indikator") if _wording(row) == row.indikator and row.has("indikator") else ref_uraian(row)


def _names(row: Baris) -> Iterator[CellRef]:
    yield ref_uraian(row)
    if row.has("indikator"):
        yield row.ref("indikator")
