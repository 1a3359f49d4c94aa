"""Finds tables inside sheets by the words of their heads, whatever the sheet is called (layout.toml)."""

import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.baris import split_rows
from lkjip_xl.layout import JenisTabel, header_label, header_words, kinds, neutral_groups
from lkjip_xl.table import Cell, Kolom, RawTable, Sheet

_MAX_HEADER_ROWS = 3
_MAX_LABEL_LENGTH = 120
_TITLE_ROWS = 6
_NUMBER_LABEL = re.compile(r"\(?\s*\d{1,2}\s*[.)]*")


class Heading(NamedTuple):
    """The words above one column: as written from the group head down, and the ways to read them, surest first."""

    column: int
    texts: tuple[str, ...]
    wordings: tuple[str, ...]
    tahun: int | None


class Head(NamedTuple):
    """A head that fits one kind of table; ``score`` is (columns understood, hints, telling words)."""

    kind: JenisTabel
    first: int
    last: int
    columns: tuple[Kolom, ...]
    unknown: tuple[Kolom, ...]
    score: tuple[int, int, int]


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


def _label_text(cell: Cell) -> str | None:
    """Return the text a cell gives a column as its head: short texts and years, no other numbers."""
    if cell.kind == "teks" and isinstance(cell.value, str) and len(cell.value) <= _MAX_LABEL_LENGTH:
        text = cell.value.strip()
        return text if text and not _NUMBER_LABEL.fullmatch(text) else None
    if isinstance(cell.value, Decimal) and 2000 <= cell.value <= 2099:
        return str(int(cell.value))
    return None


def _level(sheet: Sheet, row: int, column: int, first: int) -> str | None:
    area = sheet.anchors.get((row, column))
    if area is None:
        return _label_text(sheet.cell(row, column))
    return _label_text(sheet.cell(area.row, area.column)) if area.row >= first else None


def _headings(sheet: Sheet, first: int, last: int) -> list[Heading]:
    """Return the words above each column over the head's rows; a group head reaches over blanks to its right."""
    headings: list[Heading] = []
    group: tuple[int, str | None] = (0, None)
    for column in range(1, sheet.last_column + 1):
        levels = [_level(sheet, row, column, first) for row in range(first, last + 1)]
        texts = tuple(dict.fromkeys(text for text in levels if text))
        if not texts:
            continue
        inherited = group[1] if levels[0] is None and group[0] == column - 1 else None
        if inherited or len(texts) > 1:
            group = (column, inherited or texts[0])
        headings.append(_heading(column, (inherited, *texts) if inherited else texts, bool(inherited)))
    return headings


def _heading(column: int, texts: tuple[str, ...], inherited: bool) -> Heading:
    labels = [header_label(text) for text in texts]
    parts = [label for label, _ in labels]
    wordings = [" > ".join(parts)]
    if len(parts) > 1:
        telling = [part for part in parts[:-1] if part not in neutral_groups()]
        wordings += [" ".join(parts), " > ".join([*telling, parts[-1]])]
        wordings += [parts[-1]] if inherited else []
    return Heading(column, texts, tuple(wordings), next((year for _, year in reversed(labels) if year), None))


def _assign(kind: JenisTabel, headings: Sequence[Heading]) -> tuple[list[tuple[Kolom, int]], list[Kolom]]:
    """Split headings into the fields of a kind, each with its wording's rank, and those the kind does not know."""
    known: list[tuple[Kolom, int]] = []
    unknown: list[Kolom] = []
    for heading in headings:
        field, rank = next((kind.fields[words] for words in heading.wordings if words in kind.fields), ("", 0))
        kolom = Kolom(field, heading.column, " · ".join(heading.texts), heading.tahun)
        if field:
            known.append((kolom, rank))
        else:
            unknown.append(kolom)
    return known, unknown


def _choose(kind: JenisTabel, known: list[tuple[Kolom, int]]) -> tuple[list[Kolom], list[Kolom]]:
    """Keep one column per field: of the year most columns speak of, then by the surest wording, then leftmost."""
    years = [kolom.tahun for kolom, _ in known if kolom.tahun]
    main_year = max(years, key=lambda year: (years.count(year), year), default=None)
    best: dict[str, tuple[tuple[bool, int, int], Kolom]] = {}
    for kolom, rank in known:
        order = (kolom.tahun not in (None, main_year), rank, kolom.column)
        if kolom.field not in best or order < best[kolom.field][0]:
            best[kolom.field] = (order, kolom)
    kept = [kolom for kolom, _ in known if kolom.field in kind.berulang or best[kolom.field][1] is kolom]
    return kept, [kolom for kolom, _ in known if kolom not in kept]


def _fits(kind: JenisTabel, columns: list[Kolom], unknown: list[Kolom]) -> bool:
    fields = [kolom.field for kolom in columns]
    present = set(fields)
    if present & kind.tolak or not all(need & present for need in kind.wajib):
        return False
    counts = {"lain": len(unknown), "baris": sys.maxsize}
    return all(counts.get(field, fields.count(field)) >= least for field, least in kind.minimal.items())


def _match(kind: JenisTabel, headings: Sequence[Heading], rows: tuple[int, int], hints: Sequence[str]) -> Head | None:
    words = {wording for heading in headings for wording in heading.wordings}
    if any(need.isdisjoint(words) for need in kind.needed_words):
        return None
    known, unknown = _assign(kind, headings)
    columns, spare = _choose(kind, known)
    if not _fits(kind, columns, unknown):
        return None
    hinted = max(
        (len(hints) - i for i, hint in enumerate(hints) for word in kind.petunjuk if f" {word} " in hint),
        default=0,
    )
    telling = len(kind.ciri & words)
    return Head(kind, *rows, tuple(columns), tuple(unknown + spare), (len(columns), hinted, telling))


def _hints(sheet: Sheet, first: int) -> tuple[str, str]:
    """Return the words of the titles above a head and of the sheet's name, padded for whole-word search."""
    titles = [
        header_label(cell.value)[0]
        for row in range(max(1, first - _TITLE_ROWS), first)
        for column in range(1, min(sheet.last_column, 12) + 1)
        if isinstance((cell := sheet.cell(row, column)).value, str) and len(cell.value) <= _MAX_LABEL_LENGTH
    ]
    return f" {' '.join(titles)} ", f" {header_label(sheet.name)[0]} "


def _runs(headings: list[Heading]) -> list[list[Heading]]:
    """Split headings at empty columns: tables may stand side by side."""
    runs: list[list[Heading]] = []
    for heading in headings:
        if runs and runs[-1][-1].column == heading.column - 1:
            runs[-1].append(heading)
        else:
            runs.append([heading])
    return runs


def _fitting(headings: Sequence[Heading], rows: tuple[int, int], hints: Sequence[str]) -> list[Head]:
    """Return the heads that explain most of the headings; more than one where kinds fit equally well."""
    heads = [head for kind in kinds() if (head := _match(kind, headings, rows, hints))]
    best = max((head.score for head in heads), default=None)
    return [head for head in heads if head.score == best]


def _heads_at(sheet: Sheet, row: int) -> list[list[Head]]:
    """Return the heads starting at a row, one list per table; a list holds several where kinds fit equally."""
    hints = _hints(sheet, row)
    best: list[list[Head]] = []
    for last in range(row, row + _MAX_HEADER_ROWS):
        headings = _headings(sheet, row, last)
        runs = _runs(headings)
        whole = _fitting(headings, (row, last), hints)
        parts = [heads for run in runs if (heads := _fitting(run, (row, last), hints))] if len(runs) > 1 else []
        found = parts if len(parts) > 1 or not whole else [whole]
        if _columns_understood(found) > _columns_understood(best):
            best = found
    return best


def _columns_understood(found: list[list[Head]]) -> int:
    return sum(heads[0].score[0] for heads in found)


def _candidate_rows(sheet: Sheet) -> dict[int, tuple[str, ...]]:
    """Return the rows with two or more header words, or one among three texts, each with its texts."""
    texts: dict[int, list[str]] = defaultdict(list)
    hits: dict[int, int] = defaultdict(int)
    for (row, _), cell in sheet.cells.items():
        if (text := _label_text(cell)) is not None:
            texts[row].append(text)
            hits[row] += header_label(text)[0] in header_words()
    return {row: tuple(texts[row]) for row in sorted(texts) if hits[row] > 1 or (hits[row] and len(texts[row]) > 2)}


def _lowest_header_row(sheet: Sheet, head: Head) -> int:
    """Return the last row of a head, heads merged downwards included."""
    columns = {kolom.column for kolom in head.columns}
    reach = (area.last_row for area in sheet.merges if head.first <= area.row <= head.last and area.column in columns)
    return min(max(head.last, *reach, head.last), head.first + _MAX_HEADER_ROWS - 1)


def _sheet_heads(sheet: Sheet) -> tuple[list[Head], list[SeenHead]]:
    heads: list[Head] = []
    unclear: list[SeenHead] = []
    free_from = 0
    for row, titles in _candidate_rows(sheet).items():
        if row < free_from:
            continue
        found = _heads_at(sheet, row)
        for fitting in found:
            if len(fitting) == 1:
                heads.append(fitting[0]._replace(last=_lowest_header_row(sheet, fitting[0])))
            else:
                names = tuple(head.kind.sebutan for head in fitting)
                unclear.append(SeenHead(sheet.name, row, titles, names))
        if found:
            free_from = max(fitting[0].last for fitting in found) + 1
        elif len(titles) > 2:
            unclear.append(SeenHead(sheet.name, row, titles, ()))
    return heads, unclear


def _end_row(sheet: Sheet, head: Head, heads: list[Head]) -> int:
    """Return the last row a table may reach: the row before the next head under any of its columns."""
    columns = {kolom.column for kolom in head.columns}
    below = (
        other.first - 1 for other in heads if other.first > head.last and columns & {k.column for k in other.columns}
    )
    return min(below, default=sheet.last_row)


def find_tables(sheets: Sequence[Sheet]) -> Found:
    """Find every table of layout.toml on the sheets, in tab order and from top to bottom.

    A table is known by its head alone; titles and the sheet's name only decide between kinds whose heads are
    alike. What looks like a head but is not understood is returned too, so that a person can be told.
    """
    tables: list[RawTable] = []
    unclear: list[SeenHead] = []
    for sheet in sheets:
        heads, not_understood = _sheet_heads(sheet)
        here = [table for head in heads if (table := _table(sheet, head, heads))]
        tables += here
        unclear += [seen for seen in not_understood if not any(_holds(table, seen.row) for table in here)]
    return Found(tuple(tables), tuple(unclear))


def _table(sheet: Sheet, head: Head, heads: list[Head]) -> RawTable | None:
    table = RawTable(head.kind.nama, sheet, head.first, head.last, head.columns, head.unknown)
    table = split_rows(table, _end_row(sheet, head, heads))
    return table if len(table.rows) >= head.kind.minimal.get("baris", 0) else None


def _holds(table: RawTable, row: int) -> bool:
    return table.header_first <= row <= table.last_row
