"""Tells which level of the plan a row stands on: by its column, its words, its kode nomenklatur, or other tables."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from lkjip_xl.kata import kunci
from lkjip_xl.model import JENJANG, Baris
from lkjip_xl.table import Cell, RawTable

IKU_ONLY = frozenset({"capaian_iku", "efisiensi_iku", "renstra", "riwayat"})
"""Kinds of table whose rows are key indicators, whatever stands beside them."""

_LEVEL_FIELDS = (
    ("tujuan", "tujuan"), ("sasaran", "sasaran"), ("iku", "iku"), ("program", "program"), ("campuran", ""),
    ("uraian", ""), ("kegiatan", "kegiatan"), ("sub_kegiatan", "sub kegiatan"),
)  # fmt: skip
_BUDGET_FIELDS = frozenset({"program", "campuran", "uraian", "kegiatan", "sub_kegiatan"})
_OPENING = re.compile(
    r"\s*(?:[\dIVX]{1,4}(?:\.\d+)*[.)]\s*|[a-z][.)]\s*)?(sub\s*-?\s*kegiatan|kegiatan|program|sasaran|tujuan)\b",
    re.IGNORECASE,
)
_KODE_WIDTHS = (1, 2, 2, 0, 4)
_ACTIVITIES = frozenset(JENJANG[2:])
_SECTION_FIELDS = frozenset({"no", "kode", "indikator"})
_SAYS = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W\d_]{4}")
_IKU_WORDS = re.compile(r"utama|tujuan|sasaran")
_SUB_NUMBER = re.compile(r"[\dIVX]+\s*[.]\s*\d+\.?", re.IGNORECASE)
_GOAL = re.compile(r"\s*(?:ter|me|ber|op)\w+nya\b|\s*me(?:ningkat|wujud)kan\b", re.IGNORECASE)
_NUMBER_KINDS = tuple(map(re.compile, (r"\d+[.)]?", r"\d.*", r"[IVX]+[.)]?", r"[A-Z][.)]?", r"[a-z][.)]?")))
_MEASURED = ("satuan", "target")
_KODE = re.compile(r"[\dX]\.[\dX]{2}\.\d{2}(?P<kegiatan>\.\d\.\d{2}(?P<sub>\.\d{2,4})?)?\.?", re.IGNORECASE)
_SECOND_INDICATOR = re.compile(r"-[a-z]$", re.IGNORECASE)
_LEADING_KODE = re.compile(rf"\s*(?P<kode>{_KODE.pattern})\s*[-–:]?\s+(?P<uraian>\S.*)", re.IGNORECASE | re.DOTALL)


class Kedudukan(NamedTuple):
    """What a row stands under: its level, its words without the code in front of them, and that code."""

    jenjang: str
    uraian: str
    kode: str


class Tingkat(NamedTuple):
    """The levels that tables state outright: of every wording, of those of activities, and the goals to the letter."""

    semua: Mapping[str, str]
    kegiatan: Mapping[str, str]
    tujuan: frozenset[str]


def text_of(cell: Cell | None) -> str:
    """Return what a cell says as words on one line; numbers and errors are no words."""
    return _on_one_line(cell.value) if cell and isinstance(cell.value, str) and cell.kind == "teks" else ""


@lru_cache(maxsize=16384)
def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def shown_text(table: RawTable, row: int, field: str) -> str:
    """Return the words a reader sees under a field, a merge over it included unless it begins in another field."""
    column = table.positions.get(field)
    if column is None:
        return ""
    cell = table.sheet.shown(row, column)
    text = text_of(cell) if cell.column == column or not table.fields.get(cell.column) else ""
    return text if _SAYS.search(text) else ""


def iku_level(table: RawTable) -> str:
    """Return the level of a table's rows that its head names ("Indikator Program"), "iku" where it names none."""
    words = table.titles.get("indikator", "")
    if _IKU_WORDS.search(words):
        return "iku"
    return next((level for level in ("sub kegiatan", "kegiatan", "program") if level in _plain(words)), "iku")


def section_text(table: RawTable, row: int) -> str:
    """Return the words of a row that is a heading across the table, "Sasaran 1: ...", "" of any other row."""
    if numbered := _numbered_heading(table, row):
        return numbered
    cells = [cell for cell in table.sheet.rows[row] if cell.column in table.fields]
    if len(cells) != 1 or table.fields[cells[0].column] not in _SECTION_FIELDS:
        return ""
    text = text_of(cells[0])
    area = table.sheet.anchors.get((row, cells[0].column))
    across = area is not None and area.last_column > area.column
    return text if (across and _WORD.search(text)) or _OPENING.match(text) else ""


def _numbered_heading(table: RawTable, row: int) -> str:
    """Return the goal in the indicators' column of a row with nothing but its number beside it, "" of any other row.

    The measured rows are numbered otherwise, "1" below "I", and one follows: else it is an indicator not yet filled.
    """
    filled = {table.fields[cell.column]: cell for cell in table.sheet.rows[row] if _is_filled(table, cell)}
    text = text_of(filled.get("indikator"))
    if filled.keys() != {"no", "indikator"} or "sasaran" in table.positions:
        return ""
    if not (_OPENING.match(text) or _GOAL.match(text)):
        return ""
    kinds = table.once(_measured)
    following = next((other for other in table.rows if other > row), 0)
    return text if following in kinds and _number_kind(table, row) not in kinds.values() else ""


def _is_filled(table: RawTable, cell: Cell) -> bool:
    return cell.column in table.fields and not cell.is_blank


def _measured(table: RawTable) -> Mapping[int, int]:
    """Return the rows that say a unit and a target, as far as the table has columns for them, by kind of number."""
    columns = [table.positions[field] for field in _MEASURED if field in table.positions]
    rows = (row for row in table.rows if columns and not any(table.sheet.shown(row, c).is_blank for c in columns))
    return {row: _number_kind(table, row) for row in rows}


def _number_kind(table: RawTable, row: int) -> int:
    """Return which way a row is numbered, -1 where it is not."""
    cell = table.cell(row, "no")
    number = str(cell.value).strip() if cell and cell.value is not None else ""
    return next((i for i, kind in enumerate(_NUMBER_KINDS) if kind.fullmatch(number)), -1)


def split_kode(text: str) -> tuple[str, str]:
    """Return the kode nomenklatur in front of a text, "" where there is none, and the rest."""
    match = _LEADING_KODE.fullmatch(text)
    return (match["kode"], match["uraian"]) if match else ("", text)


def join_kode(parts: Iterable[str]) -> str:
    """Return the kode whose parts stand in columns of their own: "7", "1", "1", "2.1" -> "7.01.01.2.10"."""
    filled = [part for part in parts if part]
    if len(filled) > len(_KODE_WIDTHS):
        return ".".join(filled)
    whole = []
    for width, part in zip(_KODE_WIDTHS, filled, strict=False):
        left, dot, right = part.partition(".")
        whole.append(left + dot + right.ljust(2, "0") if dot else part.zfill(width))
    return ".".join(whole)


def kode_level(kode: str) -> str:
    """Return the level a kode nomenklatur stands for by its depth, "" for any other code (Permendagri 90/2019)."""
    match = _KODE.fullmatch(_SECOND_INDICATOR.sub("", kode.strip()))
    if match is None:
        return ""
    return "sub kegiatan" if match["sub"] else "kegiatan" if match["kegiatan"] else "program"


def own_level(table: RawTable, row: int, kode: str) -> Kedudukan | None:
    """Return level, words and code of the deepest text column a row fills itself, or else of the one merged over it.

    Columns to the right of the indicator, that of the IKU apart, name what serves it, not what it belongs to.
    """
    fields = [(field, level) for field, level in reversed(_LEVEL_FIELDS) if field in table.positions]
    indicator = table.positions.get("indikator", 0)
    fields = [each for each in fields if each[0] == "iku" or table.positions[each[0]] < indicator] or fields
    for merged in (False, True):
        for field, level in fields:
            text = shown_text(table, row, field) if merged else text_of(table.cell(row, field))
            if _SAYS.search(text):
                inner, words = split_kode(text)
                by_kode = kode_level(kode or inner) or _activity(words) if field in _BUDGET_FIELDS else ""
                return Kedudukan(by_kode or _stated_level(table, row, field, level), words, inner)
    return None


def _activity(words: str) -> str:
    """Return the level words under "Program/Kegiatan" begin with, "" where they name none below a program."""
    opening = _OPENING.match(words)
    level = _plain(opening[1]) if opening else ""
    return level if "kegiatan" in level else ""


def _stated_level(table: RawTable, row: int, field: str, level: str) -> str:
    stated = _OPENING.match(shown_text(table, row, "jenjang").replace("_", " "))
    if stated:
        return _plain(stated[1])
    if field == "sasaran" and "tujuan" not in table.positions and "tujuan" in table.titles["sasaran"]:
        return "sasaran" if _is_sub_number(table, row) else "tujuan"
    return level


def _plain(level: str) -> str:
    words = level.lower().replace("-", " ").replace("subkegiatan", "sub kegiatan")
    return " ".join(words.split())


def _is_sub_number(table: RawTable, row: int) -> bool:
    """Tell whether a combined "Tujuan dan Sasaran" row is a sasaran: its number has a second part, or there is none."""
    cell = table.cell(row, "no")
    number = str(cell.value) if cell and cell.value is not None else ""
    return not number or bool(_SUB_NUMBER.fullmatch(number.strip()))


def known_levels(rows: Sequence[Baris], office: str) -> Tingkat:
    """Return the level of every wording that some table states outright, nothing where every row has its level."""
    levels: dict[str, str] = {}
    activities: dict[str, str] = {}
    goals: set[str] = set()
    if not all(baris.jenjang or not baris.uraian for baris in rows):
        for baris in rows:
            if baris.jenjang in JENJANG and baris.uraian:
                key = kunci(baris.uraian, office)
                levels.setdefault(key, baris.jenjang)
                if baris.jenjang in _ACTIVITIES:
                    activities.setdefault(key, baris.jenjang)
                else:
                    goals.add(baris.uraian.casefold())
    return Tingkat(levels, activities, frozenset(goals))


def with_levels(rows: Iterable[Baris], levels: Tingkat, office: str) -> Iterator[Baris]:
    """Settle the levels of rows whose column holds several: by their first word, or by the other tables."""
    below = False
    for row in rows:
        settled = _with_level(row, levels, office, below)
        if settled.jenjang in JENJANG:
            below = settled.jenjang in _ACTIVITIES
        yield settled


def _with_level(baris: Baris, levels: Tingkat, office: str, below: bool) -> Baris:
    """Settle the level of a row; ``below`` an activity it is a goal only where it says one, not by words much alike.

    "Pengelolaan Sampah" below its programme is no "Meningkatnya pengelolaan sampah".
    """
    if baris.jenjang or not baris.uraian:
        return baris
    if opening := _OPENING.match(baris.uraian):
        return baris._replace(jenjang=_plain(opening[1]))
    is_goal = not below or _GOAL.match(baris.uraian) or baris.uraian.casefold() in levels.tujuan
    known = levels.semua if is_goal else levels.kegiatan
    return baris._replace(jenjang=known.get(kunci(baris.uraian, office), ""))
