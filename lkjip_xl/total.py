"""The office's serapan: which rows of the budget tables add up to the whole, each rupiah once."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_xl.hitungan import Serapan, SerapanTotal
from lkjip_xl.kata import kunci
from lkjip_xl.model import JENJANG, Baris, DokumenKinerja
from lkjip_xl.periode import periode
from lkjip_xl.rumus import TidakTerhitung, compute_serapan

_SOURCES = ("anggaran", "efisiensi", "efisiensi_iku")
_LEVELS = (*JENJANG[:3], "iku", *JENJANG[3:])
_WHOLE = re.compile(
    r"(?:grand )?(?:jumlah|total)"
    r"(?: (?:jumlah|total|keseluruhan|seluruh\w*|anggaran|belanja|pagu|akhir|besar|rp|daerah))*",
    re.IGNORECASE,
)
_REVENUE = re.compile(r"\s*(?:jumlah |total )?pendapatan\b", re.IGNORECASE)
_SPENDING = re.compile(r"\s*(?:jumlah |total )?(?:belanja|program|kegiatan|pembiayaan)\b", re.IGNORECASE)
_NUMBERINGS = tuple(map(re.compile, (r"[IVX]+\.?", r"[A-Z]\.?", r"\d+\.?", r"[a-z][.)]?", r"\d+\)")))


def serapan_total(dokumen: DokumenKinerja, serapan: Sequence[Serapan]) -> SerapanTotal | None:
    """Return the office's total serapan, None where no budget is given or its rows cannot be told apart.

    Of each table the total row counts, or else the rows of its highest level; tables that repeat the words of an
    earlier one, or speak of another year, do not count again; revenue is no budget.
    """
    for kind in _SOURCES:
        figures = {id(each.baris): each for each in serapan if each.baris.table.kind == kind}
        rows = [row for table in _tables(dokumen, kind) for row in _whole(table)]
        counted = [figures[id(row)] for row in rows if id(row) in figures]
        if counted:
            return _summed(counted, len(rows) - len(counted))
    return None


def _summed(figures: Sequence[Serapan], missing: int) -> SerapanTotal | None:
    pagu = [cell for each in figures for cell in each.pagu]
    realisasi = [cell for each in figures for cell in each.realisasi]
    try:
        nilai = compute_serapan(pagu, realisasi)
    except TidakTerhitung:
        return None
    whole, spent = (sum((cell.nilai or Decimal(0) for cell in cells), Decimal(0)) for cells in (pagu, realisasi))
    return SerapanTotal(nilai, missing, whole, spent)


def _tables(dokumen: DokumenKinerja, kind: str) -> Iterator[list[Baris]]:
    """Yield the budget rows of each table of this year that does not repeat the words of one before it."""
    by_table: dict[int, list[Baris]] = {}
    for row in dokumen.rows(kind):
        by_table.setdefault(id(row.table), []).append(row)
    tables = list(by_table.values())
    current = [rows for rows in tables if periode(rows[0].table).may_be(dokumen.tahun)] or tables
    seen: set[str] = set()
    for rows in current:
        words = {kunci(row.uraian or row.indikator, dokumen.perangkat_daerah or "") for row in rows if _is_plain(row)}
        if not words & seen:
            yield list(_spending(rows))
        seen |= words


def _is_plain(row: Baris) -> bool:
    return row.jenjang not in {"jumlah", "rata-rata"}


def _spending(rows: Sequence[Baris]) -> Iterator[Baris]:
    """Yield the rows that are budget, not revenue: what stands under "Pendapatan" down to "Belanja" is left out."""
    revenue = False
    for row in rows:
        if _REVENUE.match(row.uraian):
            revenue = True
        elif _SPENDING.match(row.uraian):
            revenue = False
        if not revenue and row.jenjang != "rata-rata" and "pagu" in row.nilai and row.nilai["pagu"].nilai is not None:
            yield row


def _whole(rows: Sequence[Baris]) -> list[Baris]:
    """Return the rows of one table that add up to all of it."""
    totals = [row for row in rows if row.jenjang == "jumlah"]
    whole = [row for row in totals if _WHOLE.fullmatch(row.uraian.strip(" :."))]
    if whole or totals:
        return whole[-1:] or totals
    levels = {row.jenjang for row in rows}
    if "" not in levels:
        top = next((level for level in _LEVELS if level in levels), "")
        return [row for row in rows if row.jenjang == top]
    depths = [_depth(row) for row in rows]
    if None in depths:
        return list(rows) if levels == {""} and set(depths) == {None} else []
    return [row for row, depth in zip(rows, depths, strict=True) if depth == depths[0]]


def _depth(row: Baris) -> int | None:
    """Return how deep a row stands by its kode rekening (5, 5.1, 5.1.01) or its number's kind (I, A, 1, a)."""
    if row.kode:
        return row.kode.strip(".").count(".")
    cell = row.table.cell(row.row, "no")
    number = str(cell.value).strip() if cell and cell.value is not None else ""
    return next((depth for depth, kind in enumerate(_NUMBERINGS) if kind.fullmatch(number)), None)
