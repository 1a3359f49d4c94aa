"""The rows above a table's head that can hold its titles: found once, for whatever they are then asked."""

from collections.abc import Sequence
from decimal import Decimal

from lkjip_xl.table import Cell, RawTable

_ROWS, _CELLS = 10, 3
_FIRST_YEAR, _LAST_YEAR = 2000, 2099


def title_rows(table: RawTable) -> Sequence[Sequence[Cell]]:
    """Return the rows above a head that can hold its titles, the nearest first; blank ones are in it too.

    A row of many cells, or of a figure other than a year, is the end of whatever stands higher.
    """
    return table.once(_walk)


def _walk(table: RawTable) -> Sequence[Sequence[Cell]]:
    found: list[Sequence[Cell]] = []
    for row in range(table.header_first - 1, max(0, table.header_first - 1 - _ROWS), -1):
        cells = table.sheet.rows.get(row, ())
        if len(cells) > _CELLS or any(map(_is_figure, cells)):
            break
        found.append(cells)
    return found


def _is_figure(cell: Cell) -> bool:
    return isinstance(cell.value, Decimal) and not _FIRST_YEAR <= cell.value <= _LAST_YEAR
