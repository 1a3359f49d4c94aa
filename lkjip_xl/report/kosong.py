"""What is said of a workbook whose tables hold nothing yet: kindly, and what to fill first."""

from collections.abc import Iterator, Mapping

from lkjip_xl.layout import kind
from lkjip_xl.model import DokumenKinerja
from lkjip_xl.pesan import pesan
from lkjip_xl.table import RawTable

_FIRST = ("identitas", "iku", "struktur", "pk", "rencana_aksi", "capaian_iku", "realisasi", "anggaran")
"""The tables to fill first, in this order."""


def is_empty(dokumen: DokumenKinerja) -> bool:
    """Tell whether no table of plans and figures has a row; lists that come filled in do not count."""
    return not any(rows for name, rows in dokumen.baris.items() if not kind(name).uraian)


def empty_lines(dokumen: DokumenKinerja) -> Iterator[str]:
    """Yield what to say of an empty workbook and the sheets to fill first; nothing of any other."""
    if is_empty(dokumen):
        sheets = list(dict.fromkeys(_sheets(dokumen)))
        yield pesan("kosong.isi_dahulu" if sheets else "kosong.masih_kosong", lembar=", ".join(sheets))


def _sheets(dokumen: DokumenKinerja) -> Iterator[str]:
    tables: Mapping[str, RawTable] = {table.kind: table for table in reversed(dokumen.tables)}
    known = dokumen.perangkat_daerah is not None
    yield from (tables[name].sheet.name for name in _FIRST if name in tables and not (name == "identitas" and known))
