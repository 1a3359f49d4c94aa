"""The office's serapan: which rows of the budget tables add up to the whole, each rupiah once."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.baris import plain_label
from lkjip_xl.hitungan import Serapan, SerapanTotal
from lkjip_xl.kata import kunci
from lkjip_xl.model import JENJANG, Baris, DokumenKinerja
from lkjip_xl.periode import periode
from lkjip_xl.rumus import TidakTerhitung, compute_serapan
from lkjip_xl.table import RawTable

_SOURCES = ("anggaran", "efisiensi", "efisiensi_iku")
_LEVELS = (*JENJANG[:3], "iku", *JENJANG[3:])
_WHOLE = re.compile(
    r"(?:grand[ -]?)?(?:jumlah|jml|jlh|total)"
    r"(?: (?:jumlah|total|keseluruhan|seluruh\w*|anggaran|belanja|pagu|akhir|besar|rp|rupiah|dalam|daerah|tahun|\d+))*"
)
_REVENUE = re.compile(r"\s*(?:jumlah |total )?pendapatan\b", re.IGNORECASE)
_SPENDING = re.compile(r"\s*(?:jumlah |total )?(?:belanja|program|kegiatan|pembiayaan)\b", re.IGNORECASE)
_NAME = (
    r" (?!(?:tahun|per|menurut|triwulan|kota|kabupaten|kecamatan|dinas|badan|dan|serta|di|pada|untuk|yang|se|20\d\d)\b)"
    r"\w+"
)
_PART = re.compile(
    r"(?<!per )(?<!tiap )(?<!menurut )\b(?:(tujuan|sasaran|program|kegiatan)(?: strategis)? (?!20\d\d)(\d+|[ivx]+)\b"
    rf"|(sekretariat(?:{_NAME}){{0,2}}|(?:bidang|bid|bagian|sub bagian|seksi|irban|upt\w*|puskesmas|cabang|wilayah"
    rf"|kelurahan|desa)(?:{_NAME}){{1,2}}))"
)
_SIGNS = re.compile(r"[\W_]+")
_LAST_QUARTER = 4
_ACTIVITIES = frozenset(JENJANG[2:])
_NUMBERINGS = tuple(map(re.compile, (r"[IVX]+\.?", r"[A-Z]\.?", r"\d+\.?", r"[a-z][.)]?", r"\d+\)")))


def serapan_total(dokumen: DokumenKinerja, serapan: Sequence[Serapan]) -> SerapanTotal | None:
    """Return the office's total serapan, None where no budget is given or its rows cannot be told apart.

    Of each table the total row counts, or else the rows of its highest level. Tables of another year do not count,
    revenue is no budget, and of tables that show the same money only one counts (``_once``); what is left is added.
    """
    for kind in _SOURCES:
        figures = {id(each.baris): each for each in serapan if each.baris.table.kind == kind}
        rows = [row for table in _once(_tables(dokumen, kind, figures)) for row in table.whole]
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


_Amount = tuple[Decimal, Decimal | None]


class _Tabel(NamedTuple):
    """One budget table: the rows that add up to all of it, and what tells whether another shows the same."""

    whole: Sequence[Baris]
    words: Mapping[str, frozenset[Decimal]]
    """What its rows are called, each with the pagu it stands beside."""
    sums: frozenset[Decimal]
    """Its pagu by its total row, and as the sum of its rows."""
    amounts: Counter[_Amount]
    """The pagu of every row, with the realisasi beside it."""
    claims: tuple[Counter[_Amount], ...]
    """Those of the rows of its highest level, and those of its total rows."""
    parts: frozenset[tuple[str, str]]
    """The parts of the office its titles name: "Sasaran 1", "Bidang Rehabilitasi Sosial"."""
    rank: tuple[bool, int, Decimal, int, int]
    """The higher, the more complete: it gives figures, to the end of the year, of more money, in more detail."""


def _tables(dokumen: DokumenKinerja, kind: str, figures: Container[int]) -> list[_Tabel]:
    """Return the budget tables of this year, of all years where none is of this one."""
    by_table: dict[int, list[Baris]] = {}
    for row in dokumen.rows(kind):
        by_table.setdefault(id(row.table), []).append(row)
    tables = list(by_table.values())
    current = [rows for rows in tables if periode(rows[0].table).may_be(dokumen.tahun)] or tables
    spending = (list(_spending(rows)) for rows in current)
    return [_tabel(rows, figures, dokumen.perangkat_daerah or "") for rows in spending if rows]


def _tabel(rows: Sequence[Baris], figures: Container[int], office: str) -> _Tabel:
    plain, whole = [row for row in rows if _is_plain(row)], _whole(rows)
    top = _top(plain)
    words: dict[str, frozenset[Decimal]] = {}
    for row in plain:
        name = kunci(row.uraian or row.indikator, office)
        words[name] = words.get(name, frozenset()) | {_pagu([row])}
    quarter = min(periode(rows[0].table).quarter, _LAST_QUARTER)
    detail = sum(row.jenjang in _ACTIVITIES for row in plain)
    computed = any(id(row) in figures for row in whole)
    return _Tabel(
        whole=whole,
        words=words,
        sums=frozenset({_pagu(whole), _pagu(top)} - {Decimal(0)}),
        amounts=Counter(_amounts(rows)),
        claims=tuple(claim for each in (top, whole) if _tells(claim := Counter(_amounts(each)))),
        parts=_parts(rows[0].table),
        rank=(computed, quarter, _pagu(whole), detail, len(plain)),
    )


def _amounts(rows: Sequence[Baris]) -> Iterator[_Amount]:
    for row in rows:
        spent = row.nilai.get("realisasi_anggaran")
        if _pagu([row]):
            yield _pagu([row]), spent.nilai if spent else None


def _tells(amounts: Counter[_Amount]) -> bool:
    """Tell whether amounts are hardly another's by chance: a round pagu spent to the last rupiah is."""
    return any(pagu != spent for pagu, spent in amounts)


def _parts(table: RawTable) -> frozenset[tuple[str, str]]:
    """Return the parts of the office that a table's titles or its sheet's name speak of."""
    name = table.sheet.name.replace("_", " ")
    texts = (_SIGNS.sub(" ", text.lower()) for text in (periode(table).judul.removesuffix(name), name))
    found = [part for text in texts for part in _PART.findall(text)]
    return frozenset((level, number) if level else ("unit", unit) for level, number, unit in found)


def _once(tables: Sequence[_Tabel]) -> list[_Tabel]:
    """Return the tables that show each rupiah once, in their order.

    Two tables show the same money where they give the same pagu in all (by the total row or by the sum of the rows:
    per program and per jenis belanja), where rows of the same name have the same pagu, where all the names of one
    stand in the other, or where all amounts of one do (only the sasaran that programmes serve). The more complete of
    the two counts. So does a table beside a run of others that add up to it: a recapitulation and its parts. Titles
    that name different parts, "Bidang A" and "Bidang B", are different money whatever the amounts; so is all else.
    """
    order = sorted(_one_of_a_name(tables), key=lambda i: tables[i].rank, reverse=True)
    kept: list[int] = []
    for i in order:
        if not any(_same_money(tables[i], tables[other]) for other in kept):
            kept.append(i)
    return _without_parts([tables[i] for i in sorted(kept)])


def _one_of_a_name(tables: Sequence[_Tabel]) -> Iterator[int]:
    """Yield of the tables whose rows have all the same names, month after month, the last and there the first."""
    by_names: dict[frozenset[str], list[int]] = {}
    for i in sorted(range(len(tables)), key=lambda i: tables[i].rank[:2], reverse=True):
        alike = by_names.setdefault(frozenset(tables[i].words), [])
        if all(_are_parts(tables[i], tables[other]) for other in alike):
            alike.append(i)
            yield i


def _are_parts(one: _Tabel, other: _Tabel) -> bool:
    """Tell whether the titles of two tables name different parts of the office, of one sort."""
    sorts, others = ({sort for sort, _ in each} for each in (one.parts - other.parts, other.parts - one.parts))
    return not sorts.isdisjoint(others)


def _same_money(one: _Tabel, other: _Tabel) -> bool:
    if _are_parts(one, other):
        return False
    shared = one.words.keys() & other.words.keys()
    same_names = bool(shared) and len(shared) in (len(one.words), len(other.words))
    same_rows = any((one.words[name] & other.words[name]) - {Decimal(0)} for name in shared)
    return bool(one.sums & other.sums) or same_names or same_rows or _holds(one, other) or _holds(other, one)


def _holds(whole: _Tabel, part: _Tabel) -> bool:
    """Tell whether every amount of a table, or its total, stands in another table."""
    return any(not claim - whole.amounts for claim in part.claims)


def _without_parts(tables: list[_Tabel]) -> list[_Tabel]:
    """Leave out the tables that stand one after the other and add up to another one."""
    for whole in sorted(tables, key=lambda table: -_pagu(table.whole)):
        parts = _parts_of(whole, tables)
        tables = [table for table in tables if not any(table is part for part in parts)]
    return tables


def _parts_of(whole: _Tabel, tables: Sequence[_Tabel]) -> Sequence[_Tabel]:
    others = [table for table in tables if table is not whole and not _are_parts(table, whole)]
    if len(others) == len(tables):
        return ()
    starts, so_far = {Decimal(0): 0}, Decimal(0)
    for end, table in enumerate(others, 1):
        so_far += _pagu(table.whole)
        start = starts.get(so_far - _pagu(whole.whole), end)
        if end - start > 1:
            return others[start:end]
        starts[so_far] = end
    return ()


def _pagu(rows: Sequence[Baris]) -> Decimal:
    return sum((row.nilai["pagu"].nilai or Decimal(0) for row in rows), Decimal(0))


def _is_plain(row: Baris) -> bool:
    return row.jenjang not in {"jumlah", "rata-rata"}


def _spending(rows: Sequence[Baris]) -> Iterator[Baris]:
    """Yield the rows that are budget, not revenue: what stands under "Pendapatan" down to "Belanja" is left out."""
    revenue = False
    for row in rows:
        words = plain_label(row.uraian)
        if _REVENUE.match(words):
            revenue = True
        elif _SPENDING.match(words):
            revenue = False
        if not revenue and row.jenjang != "rata-rata" and "pagu" in row.nilai and row.nilai["pagu"].nilai is not None:
            yield row


def _whole(rows: Sequence[Baris]) -> Sequence[Baris]:
    """Return the rows of one table that add up to all of it.

    Of several total rows the last is that of all, unless they are those of its sections: they add up to the rows.
    """
    totals, top = [row for row in rows if row.jenjang == "jumlah"], _top([row for row in rows if _is_plain(row)])
    whole = [row for row in totals if _WHOLE.fullmatch(plain_label(row.uraian))]
    if len(whole) > 1 and _pagu(whole) == _pagu(top):
        return whole
    if not whole and len(totals) > 1 and _pagu(totals[:-1]) == _pagu(totals[-1:]):
        return totals[-1:]
    return whole[-1:] or totals or top


def _top(rows: Sequence[Baris]) -> Sequence[Baris]:
    """Return the rows of the highest level, total rows aside; none where they cannot be told apart."""
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
