"""What to give Excel so that a cell holds exactly a value, and cells gathered into blocks: pure, without Excel."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple

from lkjip_xl.rencana import CellWrite, ColumnAdd, Plan
from lkjip_xl.table import Cell, CellRef, Sheet, Value, address

Isi = float | str | bool
"""A cell's content as Excel's Range.Formula takes and gives it: a number, "=…" in English, a text, "" for nothing."""

_TEXT = "@"
_BRIDGE = 30
_LONGEST_ADDRESS = 240  # Excel refuses addresses of 256 letters and more
_WORDS = re.compile(r"[^\W\d_][^\d=]*")
_TRUTHS = frozenset({"true", "false", "benar", "salah"})


class Ubahan(NamedTuple):
    """One cell to change: what stands there, what is to stand there, and the number formats if that changes too.

    ``baris`` tells its row by the texts in it, so that the row is known again after others were put in or deleted.
    """

    ref: CellRef
    lama: Isi
    baru: Isi
    format_lama: str | None = None
    format_baru: str | None = None
    baris: str = ""

    def turned(self) -> "Ubahan":
        """Return the change that takes this one back."""
        return Ubahan(self.ref, self.baru, self.lama, self.format_baru, self.format_lama, self.baris)


class Blok(NamedTuple):
    """A column's run of cells that are written in one call, from ``row`` down."""

    sheet: str
    row: int
    column: int
    isi: tuple[Isi, ...]

    @property
    def last_row(self) -> int:
        """The row of its last cell."""
        return self.row + len(self.isi) - 1


def as_typed(value: Value, number_format: str) -> Isi:
    """Return what makes Excel hold this very value.

    Excel reads a text it is given as if it were typed in English ("83,75" becomes 8375), unless an apostrophe
    stands before it or the cell is formatted as text.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return float(value)
    plain = _WORDS.fullmatch(value) and value.strip().casefold() not in _TRUTHS
    return value if not value or plain or number_format == _TEXT else f"'{value}"


def held(cell: Cell) -> Isi:
    """Return a cell's content where it is no formula, ready to be put back."""
    return str(cell.value) if cell.kind == "galat" else as_typed(cell.value, cell.number_format)


def is_same(now: Isi, written: Isi) -> bool:
    """Tell whether a cell still holds what was written into it; Excel gives numbers back as text."""
    return now == written or str(now) == str(written).removeprefix("'") or _number(now) == _number(written) is not None


def _number(isi: Isi) -> float | None:
    try:
        return None if isinstance(isi, bool) else float(isi)
    except ValueError:
        return None


def with_rows(changes: Iterable[Ubahan], sheets: Mapping[str, Sheet]) -> list[Ubahan]:
    """Return the changes with their rows told by the texts the sheets now hold beside the changed cells."""
    changes = list(changes)
    changed = {change.ref for change in changes}
    return [change._replace(baris=_words_beside(sheets[change.ref.sheet], change.ref, changed)) for change in changes]


def _words_beside(sheet: Sheet, ref: CellRef, changed: AbstractSet[CellRef]) -> str:
    cells = sheet.rows.get(ref.row, ())
    beside = (cell for cell in cells if ref._replace(column=cell.column) not in changed)
    words = "\x1f".join(str(cell.value) for cell in beside if cell.kind == "teks" and cell.formula is None)
    return sha256(words.encode("utf-8", "replace")).hexdigest()[:16]


def planned(plan: Plan) -> Iterator[tuple[CellRef, Isi, str | None]]:
    """Yield each cell a plan fills, with its content and the number format it is to get, None to keep its own."""
    for change in plan:
        if isinstance(change, ColumnAdd):
            yield CellRef(change.sheet, change.first_row, change.column), as_typed(change.title, "General"), None
            if change.number_row is not None and change.number is not None:
                yield CellRef(change.sheet, change.number_row, change.column), as_typed(change.number, ""), None
        if isinstance(change, CellWrite):
            formula = change.formula
            isi = as_typed(change.value, change.number_format or "") if formula is None else f"={_as_shown(formula)}"
            yield change.ref, isi, change.number_format


def _as_shown(formula: str) -> str:
    """Return a formula as a running Excel words it: only in files do newer functions bear a prefix."""
    return formula.replace("_xlfn._xlws.", "").replace("_xlfn.", "")


def blocks(cells: Iterable[tuple[CellRef, Isi]], sheets: Mapping[str, Sheet]) -> list[Blok]:
    """Gather cells into blocks, in the order their columns come: what a formula needs was planned before it.

    A short stretch of cells that hold nothing is bridged, so that rows left out do not cost a call each; no cell
    that holds something is ever written for the sake of a block.
    """
    columns: dict[tuple[str, int], dict[int, Isi]] = {}
    for (sheet, row, column), isi in cells:
        columns.setdefault((sheet, column), {})[row] = isi
    return [
        Blok(sheet, run[0], column, tuple(rows.get(row, "") for row in range(run[0], run[-1] + 1)))
        for (sheet, column), rows in columns.items()
        for run in _runs(sorted(rows), column, sheets[sheet])
    ]


def _runs(rows: Sequence[int], column: int, sheet: Sheet) -> Iterator[list[int]]:
    run = [rows[0]]
    for row in rows[1:]:
        if row - run[-1] > _BRIDGE or not all(_is_free(sheet, between, column) for between in range(run[-1] + 1, row)):
            yield run
            run = []
        run.append(row)
    yield run


def _is_free(sheet: Sheet, row: int, column: int) -> bool:
    place = row, column
    return place not in sheet.cells and place not in sheet.anchors and not sheet.is_locked(row, column)


def addresses(places: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Yield the addresses that name these cells together ("G6:G9,G11"), each as long as Excel takes."""
    parts: list[str] = []
    for part in _areas(sorted(places, key=lambda place: (place[1], place[0]))):
        if parts and sum(map(len, parts)) + len(parts) + len(part) > _LONGEST_ADDRESS:
            yield ",".join(parts)
            parts = []
        parts.append(part)
    if parts:
        yield ",".join(parts)


def _areas(places: Sequence[tuple[int, int]]) -> Iterator[str]:
    start = 0
    for index, (row, column) in enumerate(places):
        if index + 1 == len(places) or places[index + 1] != (row + 1, column):
            first = places[start]
            yield address(*first) if first == (row, column) else f"{address(*first)}:{address(row, column)}"
            start = index + 1
