"""One pass over a sheet's XML gives its cells, merges and hidden rows and columns."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from math import isfinite

from lkjip_xl.books.ooxml.stream import stream
from lkjip_xl.books.ooxml.strings import RichText, decode
from lkjip_xl.books.ooxml.xml import TRUE, Part
from lkjip_xl.table import Area, Cell, Kind, Sheet, Value, from_float

Position = tuple[int, int]

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # XFD

_DIGITS = "0123456789"


def _within(number: int, last: int) -> int:
    if not 1 <= number <= last:
        raise ValueError(number)
    return number


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """Return the 1-based number of column letters: "AB" -> 28; raises ValueError for anything else."""
    number = 0
    for letter in letters[:4]:
        number = number * 26 + int(letter, 36) - 9
    return _within(number, LAST_COLUMN)


def position(reference: str) -> Position:
    """Return (row, column) of an A1 reference, "$" signs allowed; raises ValueError where no sheet has it."""
    reference = reference.replace("$", "")
    letters = reference.rstrip(_DIGITS)
    return _within(int(reference[len(letters) :]), LAST_ROW), column_number(letters)


def area(reference: str) -> Area:
    """Return the rectangle of a reference such as "A1:C3" or "A1"."""
    first, _, last = reference.partition(":")
    return Area(*position(first), *position(last or first))


def number(text: str) -> Decimal:
    """Return a stored number, Decimal(format(float(text), ".15g")); raises ValueError for anything else."""
    if len(text) <= 15 and text.isdecimal():
        return Decimal(text)
    value = float(text)
    if not isfinite(value):
        raise ValueError(text)
    return from_float(value)


class _SheetReader:
    def __init__(self, strings: Sequence[str], formats: Sequence[str]) -> None:
        self.strings = strings
        self.formats = formats
        self.cells: dict[Position, Cell] = {}
        self.blank_formats: dict[Position, str] = {}
        self.locked: list[Area] = []
        self.merges: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.spans: list[tuple[int, int, bool]] = []
        self._shared: dict[str, str] = {}
        self._inline = RichText()
        self._row = self._column = 0
        self._attributes: dict[str, str] = {}
        self._formula_attributes: dict[str, str] = {}
        self._text: str | None = None
        self._formula: str | None = None

    def take(self, part: Part) -> None:
        starts = {
            "col": self._start_span,
            "row": self._start_row,
            "c": self._start_cell,
            "f": self._start_formula,
            "rPh": self._inline.start_phonetic,
            "mergeCell": self._start_merge,
        }
        ends = {
            "f": self._end_formula,
            "v": self._end_value,
            "t": self._inline.add,
            "rPh": self._inline.end_phonetic,
            "is": self._end_inline,
            "c": self._end_cell,
        }
        stream(part, starts, ends)

    def _start_span(self, span: dict[str, str]) -> None:
        low, high = (_within(int(span[end]), LAST_COLUMN) for end in ("min", "max"))
        self.spans.append((low, high, span.get("hidden") in TRUE))
        _within(len(self.spans), LAST_COLUMN)

    def _start_merge(self, merge: dict[str, str]) -> None:
        self.merges.append(area(merge["ref"]))

    def _start_row(self, row: dict[str, str]) -> None:
        self._row = _within(int(row.get("r") or self._row + 1), LAST_ROW)
        self._column = 0
        if row.get("hidden") in TRUE:
            self.hidden_rows.add(self._row)

    def _start_cell(self, cell: dict[str, str]) -> None:
        reference = cell.get("r")
        self._column = column_number(reference.rstrip(_DIGITS)) if reference else _within(self._column + 1, LAST_COLUMN)
        self._attributes = cell
        if "cm" in cell:
            self.locked.append(Area(self._row, self._column, self._row, self._column))
        self._text = self._formula = None

    def _start_formula(self, formula: dict[str, str]) -> None:
        self._formula_attributes = formula
        if formula.get("t") in ("array", "dataTable"):
            self.locked.append(area(formula.get("ref", "A1")))

    def _end_formula(self, text: str) -> None:
        self._formula = text
        if self._formula_attributes.get("t") == "shared":
            group = self._formula_attributes.get("si", "")
            if text:
                self._shared[group] = text
            self._formula = self._shared.get(group, "")

    def _end_value(self, text: str) -> None:
        self._text = text

    def _end_inline(self, _: str) -> None:
        self._text = self._inline.take()

    def _end_cell(self, _: str) -> None:
        text, formula = self._text, self._formula
        value: Value = None
        kind: Kind = "kosong"
        if text is not None:
            value, kind = self._value(text)
        style = int(self._attributes.get("s", 0))
        code = self.formats[style] if 0 <= style < len(self.formats) else "General"
        if formula is None and (value is None or value == ""):
            if code != "General":
                self.blank_formats[self._row, self._column] = code
            return
        self.cells[self._row, self._column] = Cell(self._row, self._column, value, kind, formula, code)

    def _value(self, text: str) -> tuple[Value, Kind]:
        kind = self._attributes.get("t", "n")
        if kind == "s":
            return self.strings[_within(int(text) + 1, len(self.strings)) - 1], "teks"  # never from the end
        if kind in ("str", "d", "inlineStr"):  # a date cell keeps its ISO text
            return (text if kind == "inlineStr" else decode(text)), "teks"
        if not text:
            return None, "kosong"
        if kind == "n":
            return number(text), "angka"
        if kind == "b":
            return text in TRUE, "logika"
        return text, "galat"

    def hidden_columns(self) -> frozenset[int]:
        """Cut to the columns in use: a hidden span often runs to the sheet's very end."""
        last = max((column for _, column in self.cells), default=0)
        columns: set[int] = set()
        reached = 0
        for low, high, hidden in sorted(self.spans):
            if hidden:
                columns.update(range(max(low, reached + 1), min(high, last) + 1))
                reached = max(reached, high)
        return frozenset(columns)


def read_sheet(
    part: Part, name: str, hidden: bool, strings: Sequence[str], formats: Sequence[str], tables: tuple[Area, ...]
) -> Sheet:
    """Return one worksheet; raises UnusableFileError ("rusak") where its XML or its numbers are broken."""
    reader = _SheetReader(strings, formats)
    reader.take(part)
    return Sheet(
        name,
        reader.cells,
        tuple(reader.merges),
        frozenset(reader.hidden_rows),
        reader.hidden_columns(),
        hidden,
        reader.blank_formats,
        tuple(reader.locked),
        tables,
    )
