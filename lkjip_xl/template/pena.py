"""Writes printed text into worksheet cells: numbers as numbers, looks by description."""

from dataclasses import dataclass, field

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
