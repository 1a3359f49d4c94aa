"""Finds tables inside sheets by the words of their heads, whatever the sheet is called (layout.toml)."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lkjip_xl.baris import is_continuation, split_rows
from lkjip_xl.isi import settle_columns
from lkjip_xl.judul import Heading, head_blocks, label_text, least_depth, read_headings, read_levels
from lkjip_xl.layout import JenisTabel, header_label, is_header_word, kinds
from lkjip_xl.table import Cell, Kolom, RawTable, Sheet

_MAX_HEADER_ROWS = 3
_TITLE_ROWS = 10
_TITLE_CELLS = 3
_LESS_SURE = 1000
_UNIT_ROW = frozenset({"rp", "%", "k", "persen", "angka", "dalam", "000"})


_Titles = tuple[Sequence[str], str]


class Head(NamedTuple):
    """A head that fits one kind of table; ``score`` is (fields, hints, a result, columns, telling words)."""

    kind: JenisTabel
    first: int
    last: int
    columns: tuple[Kolom, ...]
    unknown: tuple[Kolom, ...]
    score: tuple[int, int, bool, int, int]

    @property
    def places(self) -> set[int]:
        """The columns that are understood."""
        return {kolom.column for kolom in self.columns}

    def repeats(self, other: "Head") -> bool:
        """Tell whether another head says the same over the same columns, as after a page break."""
        return self.kind is other.kind and self.columns == other.columns


class SeenHead(NamedTuple):
    """A row that looks like a head but is no table we know, or fits several kinds equally well."""

    sheet: str
    row: int
    titles: tuple[str, ...]
    candidates: tuple[str, ...]


class Found(NamedTuple):
    """Everything ``find_tables`` saw in a workbook."""

    tables: tuple[RawTable, ...]
    unclear: tuple[SeenHead, ...]


def find_tables(sheets: Sequence[Sheet]) -> Found:
    """Find every table of layout.toml on the sheets, in tab order and from top to bottom.

    A table is known by its head alone; titles and the sheet's name only decide between kinds whose heads are
    alike. What looks like a head but is not understood is returned too, so that a person can be told.
    """
    tables: list[RawTable] = []
    unclear: list[SeenHead] = []
    for sheet in sheets:
        heads, not_understood = _sheet_heads(sheet)
        here = list(_tables(sheet, heads))
        tables += here
        unclear += [seen for seen in not_understood if not any(_holds(table, seen.row) for table in here)]
    return Found(tuple(tables), tuple(unclear))


def _holds(table: RawTable, row: int) -> bool:
    return table.header_first <= row <= table.last_row


def _tables(sheet: Sheet, heads: list[Head]) -> Iterator[RawTable]:
    """Yield the tables under the heads; a head repeated by a page break goes on with the table above it."""
    continued: set[int] = set()
    ends = _end_rows(sheet, heads)
    for position, head in enumerate(heads):
        if position in continued:
            continue
        table = RawTable(head.kind.nama, sheet, head.first, head.last, head.columns, head.unknown)
        table = split_rows(table, head.last + 1, ends[position])
        for later, other in enumerate(heads[position + 1 :], position + 1):
            if not head.places & other.places or later in continued:
                continue
            if not (other.repeats(head) and is_continuation(table, other.first)):
                break
            continued.add(later)
            table = split_rows(table, other.last + 1, ends[later])
        if len(table.rows) >= head.kind.minimal.get("baris", 0):
            yield settle_columns(table)


def _end_rows(sheet: Sheet, heads: list[Head]) -> list[int]:
    """Return the last row each table may reach: the row before the next head under any of its columns."""
    next_head: dict[int, int] = {}
    ends = []
    for head in reversed(heads):
        ends.append(min(next_head.get(column, sheet.last_row + 1) for column in head.places) - 1)
        next_head.update(dict.fromkeys(head.places, head.first))
    return ends[::-1]


def _sheet_heads(sheet: Sheet) -> tuple[list[Head], list[SeenHead]]:
    heads: list[Head] = []
    unclear: list[SeenHead] = []
    free_from = 0
    for row, titles in _candidate_rows(sheet):
        if row < free_from:
            continue
        found = _heads_at(sheet, row, free_from, heads)
        heads += [fitting[0] for fitting in found if len(fitting) == 1]
        unclear += [
            SeenHead(sheet.name, row, titles, tuple(head.kind.sebutan for head in fitting))
            for fitting in found
            if len(fitting) > 1
        ]
        if found:
            free_from = max(fitting[0].last for fitting in found) + 1
        elif len(titles) > 2:
            unclear.append(SeenHead(sheet.name, row, titles, ()))
    return sorted(heads, key=lambda head: head.first), unclear


def _candidate_rows(sheet: Sheet) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows with two or more header words, or one among three texts, each with its texts.

    A row of figures for the most part is no head.
    """
    for row, cells in sheet.rows.items():
        texts = tuple(text for cell in cells if (text := label_text(cell)) is not None)
        hits = sum(map(is_header_word, texts)) if len(texts) * 2 >= len(cells) else 0
        if hits > 1 or (hits and len(texts) > 2):
            yield row, texts


def _heads_at(sheet: Sheet, row: int, free_from: int, above: Sequence[Head]) -> list[list[Head]]:
    """Return the heads at a row, one list per table; a list holds several where kinds fit equally.

    Group heads typed without merging may stand in the one or two rows above, which alone do not look like a head.
    """
    best: list[list[Head]] = []
    for first in range(row, max(free_from - 1, row - _MAX_HEADER_ROWS, 0), -1):
        if first < row and not any(map(label_text, sheet.rows.get(first, ()))):
            break
        found = _heads_from(sheet, first, above)
        if _columns_understood(found) > _columns_understood(best):
            best = found
    return best


def _heads_from(sheet: Sheet, first: int, above: Sequence[Head]) -> list[list[Head]]:
    """Return the heads that begin in a row: of all its columns together, or of parts with an empty column between.

    What goes on with the rows of a table above is no part of a head that spans more than itself.
    """
    blocks = head_blocks(sheet, first, _MAX_HEADER_ROWS)
    parts = [heads for block in blocks if (heads := _best_head(sheet, first, block))]
    free = [block for block in blocks if not _goes_on(sheet, first, block, above)]
    whole = _best_head(sheet, first, [column for block in free for column in block]) if len(free) > 1 else []
    return [whole] if whole and whole[0].score[0] > _columns_understood(parts) else parts


def _goes_on(sheet: Sheet, first: int, block: list[int], above: Sequence[Head]) -> bool:
    filled = {cell.column for cell in sheet.rows.get(first - 1, ())}
    return len(filled.intersection(block)) > 1 and any(head.places.intersection(block) for head in above)


def _columns_understood(found: list[list[Head]]) -> int:
    return sum(heads[0].score[0] for heads in found)


def _best_head(sheet: Sheet, first: int, columns: list[int]) -> list[Head]:
    """Return the heads that explain most of the columns from a row on; several where kinds fit equally well."""
    levels = read_levels(sheet, first, _MAX_HEADER_ROWS, columns)
    if columns and not any(texts[0] for texts in levels.values()):
        return _best_head(sheet, first + 1, columns) if any(map(any, levels.values())) else []
    titles, name = _titles(sheet, first), header_label(sheet.name)[0]
    best: list[Head] = []
    for depth in range(least_depth(sheet, first, levels), _MAX_HEADER_ROWS + 1):
        if any(texts[depth - 1] for texts in levels.values()):
            fitting = _fitting(read_headings(levels, depth), (first, first + depth - 1), (titles, name))
            if fitting and (not best or fitting[0].score[0] > best[0].score[0]):
                best = fitting
    return [head._replace(last=_last_row(sheet, head)) for head in best]


def _last_row(sheet: Sheet, head: Head) -> int:
    """Return the last row of a head: heads merged downwards and a row of "(Rp)" and "(%)" included."""
    areas = (sheet.anchors.get((row, column)) for column in head.places for row in range(head.first, head.last + 1))
    last = max(head.last, *(area.last_row for area in areas if area), head.last)
    last = min(last, head.first + _MAX_HEADER_ROWS - 1)
    return last + 1 if _is_unit_row([c for c in sheet.rows.get(last + 1, ()) if c.column in head.places]) else last


def _is_unit_row(cells: list[Cell]) -> bool:
    texts = [label_text(cell) for cell in cells]
    return bool(texts) and all(text and _UNIT_ROW.issuperset(header_label(text)[0].split()) for text in texts)


def _titles(sheet: Sheet, first: int) -> list[str]:
    """Return the words of the titles above a head, from the top down."""
    titles: list[str] = []
    for row in range(first - 1, max(0, first - 1 - _TITLE_ROWS), -1):
        cells = sheet.rows.get(row, [])
        if len(cells) > _TITLE_CELLS:
            break
        titles = [header_label(text)[0] for cell in cells if (text := label_text(cell))] + titles
    return titles


def _fitting(headings: Sequence[Heading], rows: tuple[int, int], titles: _Titles) -> list[Head]:
    """Return the heads that explain most of the headings; more than one where kinds fit equally well."""
    words = {wording for heading in headings for wording in heading.wordings}
    heads = [head for kind in kinds() if (head := _match(kind, headings, words, rows, titles))]
    best = max((head.score for head in heads), default=None)
    return [head for head in heads if head.score == best]


def _match(
    kind: JenisTabel, headings: Sequence[Heading], words: set[str], rows: tuple[int, int], titles: _Titles
) -> Head | None:
    if any(need.isdisjoint(words) for need in kind.needed_words) or _is_other(kind, titles):
        return None
    known, unknown = _assign(kind, headings)
    columns, spare = _choose(kind, known)
    if not _fits(kind, columns, unknown):
        return None
    fields = len({kolom.field for kolom in columns})
    score = (fields, _hinted(kind, titles), bool(kind.hasil), len(columns), len(kind.ciri & words))
    return Head(kind, *rows, tuple(columns), tuple(unknown + spare), score)


def _hinted(kind: JenisTabel, titles: _Titles) -> int:
    """Return 2 where a title has a hint of the kind, 1 where the sheet's name has, else 0."""
    places = (f" {' '.join(titles[0])} ", f" {titles[1]} ")
    return max((2 - i for i, words in enumerate(places) for hint in kind.petunjuk if f" {hint} " in words), default=0)


def _is_other(kind: JenisTabel, titles: _Titles) -> bool:
    """Tell whether a title or the sheet's name says that the table below is of some other kind."""
    pattern = kind.tolak_judul
    return pattern is not None and any(map(pattern.fullmatch, (*titles[0], titles[1])))


def _assign(kind: JenisTabel, headings: Iterable[Heading]) -> tuple[list[tuple[Kolom, int]], list[Kolom]]:
    """Split headings into the fields of a kind, each with its wording's rank, and those the kind does not know."""
    known: list[tuple[Kolom, int]] = []
    unknown: list[Kolom] = []
    for heading in headings:
        read = ((kind.fields[words], reading) for reading, words in enumerate(heading.wordings) if words in kind.fields)
        (field, rank), reading = next(read, (("", 0), 0))
        kolom = Kolom(field, heading.column, " · ".join(heading.texts), heading.tahun)
        if field:
            known.append((kolom, rank + reading * _LESS_SURE))
        else:
            unknown.append(kolom)
    return known, unknown


def _choose(kind: JenisTabel, known: list[tuple[Kolom, int]]) -> tuple[list[Kolom], list[Kolom]]:
    """Keep one column per field: of the year most columns speak of, then by the surest wording, then leftmost.

    Of several indicators the one next to the figures, the rightmost, is the one they measure.
    """
    years = [kolom.tahun for kolom, _ in known if kolom.tahun]
    main_year = max(years, key=lambda year: (years.count(year), year), default=None)
    best: dict[str, tuple[tuple[bool, int, int], Kolom]] = {}
    for kolom, rank in known:
        place = (0, -kolom.column) if kolom.field == "indikator" else (rank, kolom.column)
        order = (kolom.tahun not in (None, main_year), *place)
        if kolom.field not in best or order < best[kolom.field][0]:
            best[kolom.field] = (order, kolom)
    kept = [kolom for kolom, _ in known if kolom.field in kind.berulang or best[kolom.field][1] is kolom]
    return kept, [kolom for kolom, _ in known if kolom not in kept]


def _fits(kind: JenisTabel, columns: list[Kolom], unknown: list[Kolom]) -> bool:
    fields = [kolom.field for kolom in columns]
    present = set(fields)
    if any(unwanted <= present for unwanted in kind.tolak) or not all(need & present for need in kind.wajib):
        return False
    if kind.tolak_kata & {word for kolom in columns + unknown for word in header_label(kolom.judul)[0].split()}:
        return False
    counts = {"lain": len(unknown), "baris": sys.maxsize}
    needs = [kind.minimal, *(needed for field, needed in kind.bila_ada.items() if field in present)]
    return all(counts.get(field, fields.count(field)) >= least for need in needs for field, least in need.items())
