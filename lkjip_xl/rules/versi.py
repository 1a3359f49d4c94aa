"""Which version of a document a table is, and which rows may be compared: only those of one version."""

import re
from collections.abc import Sequence
from typing import Literal

from lkjip_xl.model import Baris
from lkjip_xl.periode import periode
from lkjip_xl.table import RawTable

Versi = Literal["murni", "perubahan", ""]

_MURNI = re.compile(r"\bmurni\b|\bsebelum perubahan\b", re.IGNORECASE)
_PERUBAHAN = re.compile(r"(?<!sebelum )\bperubahan\b|\bp[- ](?:iku|pk|renja)\b", re.IGNORECASE)
_YEARLY = frozenset({"pk", "pk_program", "renja", "rencana_aksi"})
"""Documents made anew each year: beside a changed one, one that names no version is the first of that year."""


def versi(table: RawTable) -> Versi:
    """Return the version the titles of a table name, "" where they name none or both."""
    return table.once(_read)


def _read(table: RawTable) -> Versi:
    judul = periode(table).judul
    murni, perubahan = bool(_MURNI.search(judul)), bool(_PERUBAHAN.search(judul))
    if murni == perubahan:
        return ""
    return "murni" if murni else "perubahan"


def seversi(rows: Sequence[Baris]) -> tuple[list[Baris], list[Baris]]:
    """Split rows into those in force and those another version has replaced; each part is compared by itself.

    Without a changed version all are in force. An IKU table that names no version claims to be in force as well.
    """
    changed = {row.table.kind for row in rows if versi(row.table) == "perubahan"}
    if not changed:
        return list(rows), []
    replaced = [row for row in rows if _is_first(row, changed)]
    gone = {id(row) for row in replaced}
    return [row for row in rows if id(row) not in gone], replaced


def berlaku(rows: Sequence[Baris]) -> list[Baris]:
    """Return the rows in force."""
    return seversi(rows)[0]


def _is_first(row: Baris, changed: set[str]) -> bool:
    stated = versi(row.table)
    return stated == "murni" or (not stated and row.table.kind in changed & _YEARLY)
