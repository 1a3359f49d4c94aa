"""What cover sheets say beside a label outside any table of figures: "Jumlah kelurahan | 12"."""

import re
from collections.abc import Iterator

from lkjip_xl.jenjang import text_of
from lkjip_xl.model import Nilai
from lkjip_xl.nilai import read_nilai
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.table import Cell, CellRef, Sheet

_REACH = 3


def berlabel(konteks: Konteks, pola: re.Pattern[str]) -> Iterator[Nilai]:
    """Yield the numbers to the right of labels that match, wherever no table of figures stands."""
    taken: dict[str, set[int]] = {}
    for table in konteks.dokumen.tables:
        if table.kind not in {"identitas", "ketentuan"}:
            taken.setdefault(table.sheet.name, set()).update(range(table.header_first, table.last_row + 1))
    for sheet in konteks.sheets:
        for row, cells in sheet.rows.items():
            if row not in taken.get(sheet.name, ()):
                yield from (found for cell in cells if pola.search(text_of(cell)) and (found := _beside(sheet, cell)))


def _beside(sheet: Sheet, label: Cell) -> Nilai | None:
    for column in range(label.column + 1, label.column + 1 + _REACH):
        cell = sheet.cell(label.row, column)
        if not cell.is_blank and text_of(cell) != ":":
            found = read_nilai(CellRef(sheet.name, cell.row, cell.column), cell)
            return found if found.nilai is not None else None
    return None
