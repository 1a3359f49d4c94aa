"""The words above a table's columns: read from one to three rows, group heads and merges included."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from lkjip_xl.layout import header_label, header_words, is_header_word, is_neutral, is_whole, label_readings, vocabulary
from lkjip_xl.table import Cell, Sheet

_MAX_LABEL_LENGTH = 120
_MOST_COLUMNS = 512
_WORDS = re.compile(r"[^\W_]|%")
_NUMBER_LABEL = re.compile(r"\(?\s*\d{1,2}\s*[.)]*")
_TYPED_FIGURE = re.compile(r"(?!20\d\d$)[\d.,]*\d[\d.,]*\s*%?")
_MEASURES = frozenset(
    {"target", "realisasi", "capaian", "anggaran", "pagu", "kinerja", "keuangan", "rp", "%", "serapan"}
)
_BUDGET = "anggaran"
_BUDGETS = frozenset({"anggaran", "anggaran rp", "pagu", "pagu rp", "pagu anggaran", "pagu anggaran rp"})
_QUARTER = re.compile(r"\S.* triwulan (?:i{1,3}|iv|[1-4])")
_PERCENT = frozenset({"%", "persentase"})
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_QUARTERS = ("I", "II", "III", "IV")
_INITIALS = "".join(month[0] for month in _MONTHS)
_FIRST_MARKS = ("1", "J")
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_LONGEST_MARK = 6
_MARK = re.compile(r"\(?\s*(?:(\d{1,2})\s*[.)]*|([a-z]{1,4})\s*[.)]*)", re.IGNORECASE)
_MIN_TYPO_LENGTH = 5
_KNOWN_FOR_TYPOS = 2

Levels = Mapping[int, list[str | None]]


class Heading(NamedTuple):
    """The words above one column: as written from the group head down, and the ways to read them, surest first."""

    column: int
    texts: tuple[str, ...]
    wordings: tuple[str, ...]
    tahun: int | None


def label_text(cell: Cell) -> str | None:
    """Return the text a cell gives a column as its head: short texts and years, no other numbers."""
    if cell.kind == "teks" and isinstance(cell.value, str) and len(cell.value) <= _MAX_LABEL_LENGTH:
        return _label_of(cell.value)
    if isinstance(cell.value, Decimal) and 2000 <= cell.value <= 2099:
        return str(int(cell.value))
    return None


@lru_cache(maxsize=16384)
def _label_of(text: str) -> str | None:
    text = text.strip()
    figure = _NUMBER_LABEL.fullmatch(text) or _TYPED_FIGURE.fullmatch(text)
    return text if _WORDS.search(text) and not figure else None


def head_blocks(sheet: Sheet, first: int, count: int) -> list[list[int]]:
    """Return the columns used in ``count`` rows a head may take, split where one is empty: tables side by side."""
    used: set[int] = set()
    for row in range(first, first + count):
        for cell in sheet.rows.get(row, ()):
            area = sheet.anchors.get((row, cell.column))
            used.update(range(cell.column, min(area.last_column, sheet.last_column) + 1) if area else (cell.column,))
    blocks: list[list[int]] = []
    for column in sorted(used)[:_MOST_COLUMNS]:
        if blocks and blocks[-1][-1] == column - 1:
            blocks[-1].append(column)
        else:
            blocks.append([column])
    return blocks


def read_levels(sheet: Sheet, first: int, count: int, columns: Iterable[int]) -> Levels:
    """Return for each column the head words in ``count`` rows from ``first`` on, None where there are none."""
    rows = range(first, first + count)
    levels = {column: [_level(sheet, row, column, first) for row in rows] for column in columns}
    for at in range(1, count):
        _name_periods(sheet.rows.get(first + at, ()), at, levels)
    return levels


def _name_periods(cells: Sequence[Cell], at: int, levels: Levels) -> None:
    """Name the months and quarters that a row of a head only numbers, or writes as J F M A M J J A S O N D."""
    if len(cells) < len(_QUARTERS):
        return
    marks = {cell.column: mark for cell in cells if cell.column in levels and (mark := _mark(cell))}
    starts = [column for column, mark in marks.items() if mark in _FIRST_MARKS and column + len(_QUARTERS) - 1 in marks]
    for first in starts:
        for periods, word in ((_MONTHS, "bulan"), (_QUARTERS, "triwulan")):
            columns = range(first, first + len(periods))
            read = [marks.get(column, "") for column in columns]
            numbered = read == [str(count) for count in range(1, len(periods) + 1)]
            if "".join(read) == _INITIALS or (numbered and _speaks_of(word, at, columns, levels)):
                for column, name in zip(columns, periods, strict=True):
                    levels[column][at] = name


def _mark(cell: Cell) -> str:
    """Return the number a cell holds, a Roman one too, or its single letter; "" of anything else."""
    value = cell.value
    if not isinstance(value, str | Decimal) or (isinstance(value, str) and len(value) > _LONGEST_MARK):
        return ""
    match = _MARK.fullmatch(f"{value}".strip())
    if match is None:
        return ""
    letters = (match[2] or "").upper()
    number = str(_ROMANS.index(letters) + 1) if letters in _ROMANS else (match[1] or "").lstrip("0")
    return number or (letters if len(letters) == 1 else "")


def _speaks_of(period: str, at: int, columns: Sequence[int], levels: Levels) -> bool:
    """Tell whether just these columns stand under one group head that speaks of months, or of quarters."""
    group = levels[columns[0]][at - 1]
    if group is None or any(levels[column][at - 1] not in (None, group) for column in columns):
        return False
    after = levels.get(columns[-1] + 1)
    return (after is None or after[at - 1] != group) and period in header_label(group)[0].split()


def least_depth(sheet: Sheet, first: int, levels: Levels) -> int:
    """Return how many rows a head has at least: a group head with different words below it is not its last row."""
    depth = 1
    for row in range(1, min(map(len, levels.values()), default=0)):
        grouped = _grouped(levels, row)
        if _holds_data(sheet, first, first + row, levels, grouped):
            break
        depth = row + 1 if grouped else depth
    return depth


def _grouped(levels: Levels, row: int) -> set[int]:
    """Return the columns under a group head, merged or reaching over blanks, that parts them by words in this row."""
    groups: list[dict[int, str | None]] = []
    head, before = None, 0
    for column, texts in levels.items():
        above = texts[row - 1] or (head if column == before + 1 else None)
        if above is None or above != head or column != before + 1:
            groups.append({})
        groups[-1][column] = texts[row] if texts[row] != above else None
        head, before = above, column
    return {column for group in groups if len(set(group.values()) - {None}) > 1 for column in group}


def _holds_data(sheet: Sheet, first: int, row: int, levels: Levels, grouped: set[int]) -> bool:
    """Tell whether a row holds figures, or words that are no head's below a head that is no group."""
    columns = [cell.column for cell in sheet.rows.get(row, ()) if cell.column in levels and cell.value is not None]
    texts = {column: levels[column][row - first] for column in columns}
    return not all(texts.values()) or not all(_is_head_word(texts[c]) for c in columns if c not in grouped)


def _is_head_word(text: str | None) -> bool:
    return text is not None and (is_header_word(text) or _PERCENT.issuperset(header_label(text)[0].split()))


def read_headings(levels: Levels, depth: int) -> list[Heading]:
    """Return the words above each column that has any in the first ``depth`` rows of its levels."""
    filled = ((column, tuple(texts[:depth])) for column, texts in levels.items() if any(texts[:depth]))
    return list(_headings(tuple(filled)))


@lru_cache(maxsize=1024)
def _headings(levels: tuple[tuple[int, tuple[str | None, ...]], ...]) -> tuple[Heading, ...]:
    """Return the words above columns; heads of one master are those of every other, and many pages repeat theirs."""
    found = []
    before: tuple[int, Sequence[str | None]] = (-1, ())
    for column, own in levels:
        full = _with_groups(own, before[1]) if before[0] == column - 1 else own
        before = (column, full)
        found.append(_heading(column, own, full))
    return tuple(_read_together(_without_typos(found)))


def _level(sheet: Sheet, row: int, column: int, first: int) -> str | None:
    area = sheet.anchors.get((row, column))
    if area is None:
        cell = sheet.cells.get((row, column))
        return label_text(cell) if cell else None
    return label_text(sheet.cell(area.row, area.column)) if area.row >= first else None


def _with_groups(own: Sequence[str | None], left: Sequence[str | None]) -> tuple[str | None, ...]:
    """Fill the blanks above a column's own words with the group heads that reach over from the column to its left.

    A blank belongs to the group on its left where both stand under the same heads, and both have words below.
    """
    full = list(own)
    for row in range(len(own) - 1):
        below_both = any(own[row + 1 :]) and any(text not in (None, left[row]) for text in left[row + 1 :])
        if full[row] is None and below_both:
            full[row] = left[row]
        elif full[row] != left[row]:
            break
    return tuple(full)


def _heading(column: int, own: Sequence[str | None], full: Sequence[str | None]) -> Heading:
    return Heading(column, *_read(tuple(text for text in full if text), own != full))


@lru_cache(maxsize=2048)
def _read(full: tuple[str, ...], grouped: bool) -> tuple[tuple[str, ...], tuple[str, ...], int | None]:
    """Return the texts of a heading, each once, the ways to read them, and their year."""
    texts = tuple(dict.fromkeys(full))
    year = next((year for text in reversed(texts) if (year := header_label(text)[1])), None)
    wordings = _known_wordings(texts)
    if grouped and not wordings and not _MEASURES.intersection(header_label(texts[-1])[0].split()):
        wordings = label_readings(texts[-1])
    return texts, wordings, year


@lru_cache(maxsize=1024)
def _known_wordings(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in _wordings(texts) if word in header_words() or word == "%"))


def _wordings(texts: Sequence[str]) -> Iterator[str]:
    """Yield the ways to read a column's words from the group head down; neutral groups may be left out.

    So may words below that mean the whole of their group: "Target > Perubahan", "Realisasi > Triwulan > IV". A
    quarter below its group is not "Realisasi Triwulan I": it may count from the beginning of the year.
    """
    ways = list(product(*(label_readings(text) for text in texts)))
    for parts in ways:
        yield " > ".join(parts)
        joined = " ".join(parts)
        if len(parts) == 1 or not _QUARTER.fullmatch(joined):
            yield joined
        yield " > ".join([*_telling(parts[:-1]), parts[-1]])
    for parts in ways:
        for size in range(1, len(parts)):
            if is_whole(" ".join(parts[size:])):
                yield " > ".join(_telling(parts[:size]) or parts[:size])


def _telling(groups: Sequence[str]) -> list[str]:
    return [group for group in groups if not is_neutral(group)]


def _read_together(headings: list[Heading]) -> list[Heading]:
    """Settle the heads whose meaning depends on the others.

    A head that stands a second time, to the right of a budget column, speaks of the budget ("Target | Realisasi |
    % | Anggaran | Realisasi | %"). "Capaian" beside "%" and without "Realisasi" is what was achieved.
    """
    seen: dict[str, bool] = {}
    settled: list[Heading] = []
    for heading in headings:
        words = heading.wordings[:1]
        if words and seen.get(words[0]) and len(heading.texts) == 1:
            heading = heading._replace(wordings=_known_wordings((_BUDGET, *heading.texts)) or heading.wordings)
        if _BUDGETS.intersection(heading.wordings):
            seen = dict.fromkeys(seen, True)
        seen.setdefault(words[0] if words else "", False)
        settled.append(heading)
    achieved = [h for h in settled if h.wordings and h.wordings[-1] == "capaian" and _PERCENT.isdisjoint(_words(h))]
    percents = [h for h in settled if h.wordings and _PERCENT.intersection(_words(h))]
    if len(achieved) == 1 and percents and not any("realisasi" in _words(h) for h in settled):
        settled[settled.index(achieved[0])] = achieved[0]._replace(wordings=("realisasi",))
    return settled


def _words(heading: Heading) -> set[str]:
    return {word for text in heading.texts for word in header_label(text)[0].split()}


def _without_typos(headings: list[Heading]) -> list[Heading]:
    """Correct words one letter off in the heads that mean nothing as written, where other heads are understood."""
    if sum(bool(heading.wordings) for heading in headings) < _KNOWN_FOR_TYPOS:
        return headings
    return [heading if heading.wordings else _corrected(heading) for heading in headings]


def _corrected(heading: Heading) -> Heading:
    labels = tuple(header_label(text)[0] for text in heading.texts)
    texts = tuple(" ".join(map(_correct_word, label.split())) for label in labels)
    return heading if texts == labels else heading._replace(wordings=_known_wordings(texts))


@lru_cache(maxsize=1024)
def _correct_word(word: str) -> str:
    """Return the one header word a letter away from an unknown word with the same first letter, else the word."""
    if word in vocabulary() or len(word) < _MIN_TYPO_LENGTH:
        return word
    near = {known for known in vocabulary() if known[0] == word[0] and _one_letter_apart(word, known)}
    return near.pop() if len(near) == 1 else word


def _one_letter_apart(word: str, known: str) -> bool:
    """Tell whether one letter is missing, extra, wrong, or two neighbours are swapped."""
    if len(known) < _MIN_TYPO_LENGTH or abs(len(word) - len(known)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known)))
    rest, other = word[start:], known[start:]
    return other in (rest[1:], rest[1:2] + rest[:1] + rest[2:]) or rest == other[1:] or rest[1:] == other[1:]
