"""Which indicators of one document another lacks, and what stands there in their place."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lkjip_xl.jenjang import text_of
from lkjip_xl.model import Baris
from lkjip_xl.padanan import PERLU_KONFIRMASI
from lkjip_xl.rules.dasar import TidakBisaError
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.rules.pejabat import milik_bawahan
from lkjip_xl.rules.versi import berlaku
from lkjip_xl.table import Cell


class Hilang(NamedTuple):
    """A row whose indicator the other document lacks, and a row of that document that seems to have replaced it."""

    baris: Baris
    pengganti: Baris | None


def hilang(konteks: Konteks, dari: str, *pada: str) -> Iterator[Hilang]:
    """Yield the indicators of one kind of document, those in force, that no row of other kinds speaks of.

    A row that only stands off its heads, or stands there twice, is not missing; nor is one that stands below a head
    nobody understood, which ``belum_terbaca`` tells of.
    """
    own = [row for row in konteks.iku(dari) if not milik_bawahan(row.table, konteks.office)]
    in_force = {id(row) for row in berlaku(own)}
    others = [row for row in konteks.all_rows(*pada) if row.indikator]
    for sebaris in konteks.indikator:
        row = next((row for row in sebaris.of(dari) if id(row) in in_force), None)
        if row is None or sebaris.of(*pada) or konteks.words(row.indikator) in konteks.once(belum_terbaca):
            continue
        if not _is_there(konteks, row, others):
            yield Hilang(row, _replacement(konteks, row, dari, pada))


def belum_terbaca(konteks: Konteks) -> Mapping[str, str]:
    """Return the words that stand below heads nobody understood, outside every table that is read, each with its sheet.

    Whatever is named there may have its figures there: that another document lacks it is not known.
    """
    sheets = {sheet.name: sheet for sheet in konteks.sheets}
    first: dict[str, int] = {}
    for seen in konteks.dokumen.unclear:
        first[seen.sheet] = min(seen.row, first.get(seen.sheet, seen.row))
    below = (
        (name, cell)
        for name, head in first.items()
        for row, cells in sheets[name].rows.items()
        for cell in cells
        if row > head and text_of(cell) and not _is_read(konteks, name, cell)
    )
    return {konteks.words(text_of(cell)): name for name, cell in below}


def _is_read(konteks: Konteks, name: str, cell: Cell) -> bool:
    return any(
        table.sheet.name == name
        and table.header_first <= cell.row <= table.last_row
        and table.first_column <= cell.column <= table.last_column
        for table in konteks.dokumen.tables
    )


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
