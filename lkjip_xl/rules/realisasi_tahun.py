"""What the report says an indicator's realisasi of the year is, in each table that says so."""

from collections.abc import Callable

from lkjip_xl.model import Baris, Nilai
from lkjip_xl.periode import periode
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.sel import angka

_SOURCES = ("capaian_iku", "realisasi", "program_pendukung", "efisiensi", "efisiensi_iku")
_LAST_QUARTER = 4


def realisasi_tahun(konteks: Konteks, mana: str | Callable[[Baris], bool]) -> list[Nilai]:
    """Return an indicator's realisasi as the year's tables give it, the surest table first (RUMUS 6).

    ``mana`` is what identifies the indicator ("ikm", "akip"), or tells whether a row is it. Shifted rows, tables of
    another year or of a part of it, and cells without a number are left out.
    """
    is_it = mana if callable(mana) else _named(konteks, mana)
    rows = [row for kind in _SOURCES for row in konteks.iku(kind) if is_it(row) and _is_whole(konteks, row)]
    found = (angka(row, "realisasi") for row in rows)
    return [each for each in found if each.nilai is not None and each.atas is None]


def _named(konteks: Konteks, key: str) -> Callable[[Baris], bool]:
    return lambda row: konteks.words(row.indikator) == key


def _is_whole(konteks: Konteks, row: Baris) -> bool:
    time = periode(row.table)
    return time.may_be(konteks.dokumen.tahun) and time.quarter >= _LAST_QUARTER and not time.long_term
