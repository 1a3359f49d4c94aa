"""Reads one cell as a number: numeric, percent-formatted, or typed as text."""

import re
from decimal import Decimal
from functools import lru_cache

from lkjip_xl.angka import read_angka
from lkjip_xl.model import JenisNilai, Nilai
from lkjip_xl.table import Cell, CellRef, Kind

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_DECIMALS = re.compile(r"[.]([0#?]+)")
_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)
_DIGITS = re.compile(r"[0#?]")
_DASH = re.compile(r"[-–—−]{1,3}")
_FETCHES = re.compile(r"!|\b(?:INDEX|[VHX]?LOOKUP|MATCH)\(", re.IGNORECASE)
_REASONS: dict[Kind, JenisNilai] = {"galat": "galat", "logika": "teks"}


@lru_cache(maxsize=512)
def _shown_decimals(number_format: str) -> int | None:
    """Return how many decimals a number format shows, None where it shows the number as it is."""
    section = _QUOTED.sub("", number_format.split(";")[0])
    if section.lower() in {"general", "standard", "@", ""}:
        return None
    match = _DECIMALS.search(section)
    return len(match[1]) if match else 0


@lru_cache(maxsize=512)
def is_percent_format(number_format: str) -> bool:
    """Tell whether a number format shows 0.75 as 75 %."""
    return "%" in _QUOTED.sub("", number_format)


@lru_cache(maxsize=512)
def is_date_format(number_format: str) -> bool:
    """Tell whether a number format shows a date or a time: what "1-2" becomes when typed into Excel."""
    section = _QUOTED.sub("", number_format.split(";")[0])
    plain = section.lower() in {"general", "standard", "@", ""}
    return not plain and bool(_DATE.search(section)) and not _DIGITS.search(section)


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _from_number(ref: CellRef, cell: Cell, value: Decimal, percent_allowed: bool) -> Nilai:
    if is_date_format(cell.number_format):
        return Nilai(ref, "tanggal", teks=str(value), formula=cell.formula, number_format=cell.number_format)
    persen = percent_allowed and is_percent_format(cell.number_format)
    shown = value * 100 if persen else value
    decimals = _shown_decimals(cell.number_format)
    if decimals is None:
        decimals = _decimals(shown)
    return Nilai(ref, "angka", shown, None, decimals, True, persen, str(shown), cell.formula, cell.number_format)


def _from_text(ref: CellRef, cell: Cell, text: str, dash_is_zero: bool) -> Nilai:
    if dash_is_zero and _DASH.fullmatch(text.strip()):
        return Nilai(ref, "angka", Decimal(0), teks=text, formula=cell.formula, number_format=cell.number_format)
    read = read_angka(text)
    return Nilai(
        ref,
        read.jenis,
        read.nilai,
        read.atas,
        read.desimal,
        False,
        False,
        text.strip(),
        cell.formula,
        cell.number_format,
    )


def read_nilai(ref: CellRef, cell: Cell, *, percent_allowed: bool = True, dash_is_zero: bool = False) -> Nilai:
    """Read a cell as a number; a cell that holds none says why in ``jenis`` and is never an exception.

    ``percent_allowed``: a percent-formatted 0.75 means 75 (RUMUS 1: under a percent unit or head).
    ``dash_is_zero``: a dash in a rupiah column of a table that has totals is zero.
    """
    if cell.kind == "angka" and isinstance(cell.value, Decimal):
        return _from_number(ref, cell, cell.value, percent_allowed)
    if cell.kind == "teks" and isinstance(cell.value, str):
        return _from_text(ref, cell, cell.value, dash_is_zero)
    reason = _REASONS.get(cell.kind, "rumus tanpa nilai" if cell.formula is not None else "belum diukur")
    return Nilai(ref, reason, teks=str(cell.value or ""), formula=cell.formula, number_format=cell.number_format)


@lru_cache(maxsize=4096)
def is_fetched(formula: str | None) -> bool:
    """Tell whether a formula fetches what another place holds: "PK!D5", an INDEX with MATCH, a LOOKUP."""
    return formula is not None and bool(_FETCHES.search(formula))
