"""Writes printed text into worksheet cells: numbers as numbers, looks by description."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from lkjip_xl.table import Area
from lkjip_xl.template.cetak import typed

Look = dict[str, str | int | bool]


@dataclass(slots=True)
class Formats:
    """A workbook's formats, each made once."""

    book: Workbook
    made: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)

    def get(self, look: Look) -> Format:
        """Return the one format that looks so."""
        key = tuple(sorted(look.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(look)
        return self.made[key]


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes into one worksheet; ``as_text`` leaves every number the Indonesian text it is printed as."""

    sheet: Worksheet
    formats: Formats
    as_text: bool

    def write(self, area: Area, text: str, look: Look, *, words: bool = False) -> None:
        """Write the one cell of ``area``, merged when it is larger; ``words`` keeps a number as text."""
        number, number_format = typed(text)
        if number is not None and (words or self.as_text):
            number, number_format = None, "@"
        shown = self.formats.get(look | {"num_format": number_format})
        row, column, last_row, last_column = (index - 1 for index in area)
        if (row, column) != (last_row, last_column):
            self.sheet.merge_range(row, column, last_row, last_column, "", shown)
        if number is not None:
            self.sheet.write_number(row, column, number, shown)
        elif text:
            self.sheet.write_string(row, column, text, shown)
        else:
            self.sheet.write_blank(row, column, None, shown)


class AutoHeightSheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose rows keep fitting their text: their heights are what fits now, not what somebody set."""

    def _xml_start_tag(self, tag: str, attributes: Sequence[tuple[str, str]] = ()) -> None:
        kept = [each for each in attributes if tag != "row" or each[0] != "customHeight"]
        super()._xml_start_tag(tag, kept)


class _NoText(str):
    """The empty text as a formula's value: XlsxWriter takes "" for "never calculated" unless it is not equal to it."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


def write_formula(sheet: Worksheet, at: tuple[int, int], formula: str, look: Format, value: object) -> None:
    """Write a formula with the value it gives, so that it shows where nothing is recalculated; "" is a value too."""
    shown = float(value) if isinstance(value, Decimal) else _NoText() if value == "" else value
    sheet.write_formula(*at, f"={formula}", look, shown)
