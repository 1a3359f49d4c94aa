"""Which indicators of one document another lacks, and what stands there in their place."""

from collections.abc import Iterator
from typing import NamedTuple

from lkjip_xl.model import Baris
from lkjip_xl.padanan import PERLU_KONFIRMASI
from lkjip_xl.rules.dasar import TidakBisaError
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.rules.pejabat import milik_bawahan
from lkjip_xl.rules.versi import berlaku


class Hilang(NamedTuple):
    """A row whose indicator the other document lacks, and a row of that document that seems to have replaced it."""

    baris: Baris
    pengganti: Baris | None


def hilang(konteks: Konteks, dari: str, *pada: str) -> Iterator[Hilang]:
    """Yield the indicators of one kind of document, those in force, that no row of other kinds speaks of.

    A row that only stands off its heads, or stands there twice, is not missing.
    """
    own = [row for row in konteks.iku(dari) if not milik_bawahan(row.table, konteks.office)]
    in_force = {id(row) for row in berlaku(own)}
    others = [row for row in konteks.all_rows(*pada) if row.indikator]
    for sebaris in konteks.indikator:
        row = next((row for row in sebaris.of(dari) if id(row) in in_force), None)
        if row and not sebaris.of(*pada) and not _is_there(konteks, row, others):
            yield Hilang(row, _replacement(konteks, row, dari, pada))


def _is_there(konteks: Konteks, row: Baris, others: list[Baris]) -> bool:
    found = konteks.pair([row], others, lambda each: each.indikator)
    return bool(found.ragu) or any(each.bukti not in PERLU_KONFIRMASI for each in found.pasangan)


def _replacement(konteks: Konteks, row: Baris, dari: str, pada: tuple[str, ...]) -> Baris | None:
    """Return a row under the same tujuan or sasaran that has no counterpart either."""
    return next(
        (
            other
            for sebaris in konteks.indikator
            if not sebaris.of(dari)
            for other in berlaku(sebaris.of(*pada))
            if row.uraian and konteks.words(other.uraian) == konteks.words(row.uraian)
        ),
        None,
    )


def butuh_indikator(konteks: Konteks, kind: str, sebutan: str) -> None:
    """Raise TidakBisaError where a document has no tujuan or sasaran rows to be compared."""
    if not konteks.iku(kind):
        raise TidakBisaError("isi", tabel=f"indikator tujuan dan sasaran pada {sebutan}")
