"""Finds tables inside sheets by the words of their heads, whatever the sheet is called (layout.toml)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.baris import FIGURES, NUMBERS_OF_ROWS, excel_end, is_continuation, is_numbering, split_rows
from lkjip_xl.cocok import Head, fitting_heads
from lkjip_xl.isi import settle_columns
from lkjip_xl.judul import head_blocks, label_text, least_depth, read_headings, read_levels
from lkjip_xl.layout import header_label, is_header_word, is_own_title
from lkjip_xl.table import Cell, RawTable, Sheet

_MAX_HEADER_ROWS = 3
_TITLE_ROWS = 10
_TITLE_CELLS = 3
_ROW_CELLS = 2
_LEAST_BESIDE = 3
_UNIT_ROW = frozenset({"rp", "%", "k", "persen", "angka", "dalam", "000"})


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
        if is_own_sheet(sheet):
            continue
        heads, not_understood = _sheet_heads(sheet)
        here = list(_tables(sheet, heads))
        tables += here
        unclear += [seen for seen in not_understood if not _is_understood(sheet, seen.row, here)]
    return Found(tuple(tables), tuple(unclear))


def is_own_sheet(sheet: Sheet) -> bool:
    """Tell whether lkjip itself made a sheet: results, whose title says so in its first filled row."""
    first = sheet.rows[sheet.row_numbers[0]] if sheet.row_numbers else []
    return any(isinstance(cell.value, str) and is_own_title(cell.value) for cell in first)


def _is_understood(sheet: Sheet, row: int, tables: Sequence[RawTable]) -> bool:
    """Tell whether a row that looks like a head is of a table that is understood: nothing beside it looks like one."""
    beside = [table for table in tables if table.header_first <= row <= table.last_row]
    if not beside:
        return False
    taken = {column for table in beside for column in range(table.first_column, _last_column(table) + 1)}
    texts = [text for cell in sheet.rows[row] if cell.column not in taken and (text := label_text(cell)) is not None]
    return len(texts) < _LEAST_BESIDE or sum(map(is_header_word, texts)) * 2 <= len(texts)


def _last_column(table: RawTable) -> int:
    return max(kolom.column for kolom in (*table.columns, *table.unknown))


def _tables(sheet: Sheet, heads: list[Head]) -> Iterator[RawTable]:
    """Yield the tables under the heads; a head repeated by a page break goes on with the table above it."""
    heads = _with_rows(sheet, heads)
    continued: set[int] = set()
    ends = _end_rows(sheet, heads)
    for position, head in enumerate(heads):
        if position in continued:
            continue
        table = _table_under(sheet, head, ends[position])
        for later, other in enumerate(heads[position + 1 :], position + 1):
            if not head.places & other.places or later in continued:
                continue
            if not (other.repeats(head) and is_continuation(table, other.first)):
                break
            continued.add(later)
            table = split_rows(table, other.last + 1, ends[later])
        yield settle_columns(table)


def _table_under(sheet: Sheet, head: Head, last: int) -> RawTable:
    table = RawTable(head.kind.nama, sheet, head.first, head.last, head.columns, head.unknown)
    return split_rows(table, head.last + 1, last)


def _with_rows(sheet: Sheet, heads: list[Head]) -> list[Head]:
    """Leave out the heads without as many rows as their kind has at least: they end no table above them either."""
    ends = _end_rows(sheet, heads)
    return [head for head, last in zip(heads, ends, strict=True) if _has_rows(sheet, head, last)]


def _has_rows(sheet: Sheet, head: Head, last: int) -> bool:
    if "baris" not in head.kind.minimal:
        return True
    table = _table_under(sheet, head, last)
    return len(table.rows) >= head.kind.minimal["baris"] or bool(excel_end(table))


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
        if row < free_from or _is_body(sheet, row, heads):
            continue
        seen = _heads_at(sheet, row, free_from, heads)
        found = [fitting for fitting in seen if not any(_is_row_of(sheet, row, fitting[0], above) for above in heads)]
        heads += [fitting[0] for fitting in found if len(fitting) == 1]
        unclear += [
            SeenHead(sheet.name, row, titles, tuple(head.kind.sebutan for head in fitting))
            for fitting in found
            if len(fitting) > 1
        ]
        if found:
            free_from = max(fitting[0].last for fitting in found) + 1
        elif len(titles) > 2 and not _is_data(
            sheet, row, titles, [*(h.last for h in heads), *(u.row for u in unclear)]
        ):
            unclear.append(SeenHead(sheet.name, row, titles, ()))
    return sorted(heads, key=lambda head: head.first), unclear


def _is_data(sheet: Sheet, row: int, titles: Sequence[str], heads: Sequence[int]) -> bool:
    """Tell whether a row like no known head goes on below one of ``heads``: it has a number, or few words of a head."""
    above = max((head for head in heads if head < row), default=row)
    is_worded = header_label(titles[0])[0] == "no" or sum(map(is_header_word, titles)) * 2 > len(titles)
    if is_worded and not isinstance(sheet.rows[row][0].value, Decimal):
        return False
    cells = [sheet.rows.get(each, []) for each in range(above + 1, row + 1)]
    figures = any(isinstance(cell.value, Decimal) for each in cells for cell in each)
    return figures and all(len(each) >= _ROW_CELLS for each in cells)


def _is_row_of(sheet: Sheet, row: int, found: Head, above: Head) -> bool:
    """Tell whether a head found in a row is data of the table whose head stands above: "Kecamatan" under Sumber Data.

    It is right below the head or a row of several cells under it, not a title, and it holds a figure or a number
    under that head, or no more than half of its words are a head's.
    """
    if not found.places & above.places or found.repeats(above) or row <= above.last or _is_numbered(found):
        return False
    if row > above.last + 1 and sum(cell.column in above.places for cell in sheet.rows.get(row - 1, ())) < _ROW_CELLS:
        return False
    fields = {kolom.column: kolom.field for kolom in above.columns}
    cells = [cell for cell in sheet.rows.get(row, ()) if not cell.is_blank and cell.column in fields]
    figures = FIGURES | NUMBERS_OF_ROWS
    counted = any(label_text(cell) is None and fields[cell.column] in figures for cell in cells)
    worded = [cell for cell in cells if label_text(cell) is not None]
    return counted or 2 * sum(cell.column in found.places for cell in worded) <= len(worded)


def _is_numbered(head: Head) -> bool:
    """Tell whether a head says "No": no cell of data does."""
    return any(kolom.field == "no" for kolom in head.columns)


def _is_body(sheet: Sheet, row: int, heads: Sequence[Head]) -> bool:
    """Tell whether a row holds nothing but data of Excel tables whose heads are understood."""
    bodies = [
        area
        for area in sheet.tables
        if area.row < row <= area.last_row and any(head.first <= area.row <= head.last for head in heads)
    ]
    return bool(bodies) and all(
        any(area.column <= cell.column <= area.last_column for area in bodies) for cell in sheet.rows[row]
    )


def _candidate_rows(sheet: Sheet) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows with two or more header words, or one among three texts, each with its texts.

    A row of figures for the most part is no head, and one that counts the columns none either.
    """
    for row, cells in sheet.rows.items():
        texts = tuple(text for cell in cells if (text := label_text(cell)) is not None)
        hits = sum(map(is_header_word, texts)) if len(texts) * 2 >= len(cells) else 0
        if (hits > 1 or (hits and len(texts) > 2)) and not is_numbering(cells):
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
    titles, name = _titles(sheet, first, columns), header_label(sheet.name)[0]
    best: list[Head] = []
    for depth in range(least_depth(sheet, first, levels), _MAX_HEADER_ROWS + 1):
        if any(texts[depth - 1] for texts in levels.values()):
            fitting = fitting_heads(read_headings(levels, depth), (first, first + depth - 1), (titles, name))
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


def _titles(sheet: Sheet, first: int, columns: Sequence[int]) -> list[str]:
    """Return the words of the titles above a head, from the top down.

    A text alone in the first row of a head may be its title, right above the columns' own words. Of titles side by
    side those above another table's head are that one's, where the head has one of its own.
    """
    titles: list[str] = []
    others = [cell.column for cell in sheet.rows.get(first, ()) if cell.column not in columns]
    alone = len(sheet.rows.get(first, ())) == 1
    for row in range(first if alone else first - 1, max(0, first - 1 - _TITLE_ROWS), -1):
        cells = sheet.rows.get(row, [])
        if len(cells) > _TITLE_CELLS:
            break
        if any(_stands_above(sheet, cell, columns) for cell in cells):
            cells = [c for c in cells if _stands_above(sheet, c, columns) or not _stands_above(sheet, c, others)]
        titles = [header_label(text)[0] for cell in cells if (text := label_text(cell))] + titles
    return titles


def _stands_above(sheet: Sheet, cell: Cell, columns: Sequence[int]) -> bool:
    area = sheet.anchors.get((cell.row, cell.column))
    last = area.last_column if area else cell.column
    return any(cell.column <= column <= last for column in columns)
