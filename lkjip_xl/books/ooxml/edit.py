"""A plan carried out on one sheet's tree: checked first, so that it happens whole or not at all."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.books.ooxml.cells import Position
from lkjip_xl.books.ooxml.columns import give_width, merge, merged_areas
from lkjip_xl.books.ooxml.formulas import array_areas, free_followers
from lkjip_xl.books.ooxml.grid import Grid, number_text
from lkjip_xl.books.ooxml.styles import StyleSheet
from lkjip_xl.books.ooxml.touched import Planned, Touched
from lkjip_xl.books.ooxml.xml import Element
from lkjip_xl.pesan import UnusableFileError
from lkjip_xl.rencana import CellChange, CellWrite, ColumnAdd
from lkjip_xl.table import Area, Merges, address


class Place(NamedTuple):
    """The sheet being edited, as messages name it."""

    berkas: str
    lembar: str


class SheetEdit:
    """The changes planned for one sheet; columns are added before cells are written."""

    def __init__(self, place: Place, root: Element, changes: Sequence[CellChange], touched: Touched) -> None:
        self._place = place
        self._grid = Grid(root)
        self._columns = [change for change in changes if isinstance(change, ColumnAdd)]
        self._writes = [change for change in changes if isinstance(change, CellWrite)]
        self._touched = touched

    def check(self) -> None:
        """Raise before anything is changed.

        UnusableFileError ("sel_larik") where a cell belongs to an array, a spill or a data table; ValueError
        for a plan no planner may make: a cell hidden under a merge, an added column over cells that hold
        something, its header over another merge, a number no cell can hold.
        """
        for value in (*(write.value for write in self._writes), *(added.number for added in self._columns)):
            if isinstance(value, Decimal):
                number_text(value)
        merges, arrays = Merges(merged_areas(self._grid)), Merges(array_areas(self._grid))
        for place in self._positions():
            merged = merges.get(place)
            if merged and place != merged[:2]:
                raise ValueError(f"{self._place.lembar}!{address(*place)} lies under a merge")
            if place in arrays:
                raise UnusableFileError("sel_larik", **self._place._asdict(), sel=address(*place))
        for added in self._columns:
            self._check_column(added)

    def _check_column(self, added: ColumnAdd) -> None:
        for row, column in _column_cells(added):
            cell = self._grid.cell(row, column)
            if cell is not None and any(cell.find(name) is not None for name in self._grid.names[1:]):
                raise ValueError(f"{added.sheet}!{address(row, column)} is not empty")
        for merged in merged_areas(self._grid):
            if merged != _header(added) and merged.overlaps(_header(added)):
                raise ValueError(f"{added.sheet}!{address(merged.row, merged.column)} is merged already")

    def _positions(self) -> list[Position]:
        positions = [(write.ref.row, write.ref.column) for write in self._writes]
        return positions + [cell for added in self._columns for cell in _column_cells(added)]

    def carry_out(self, styles: StyleSheet | None) -> None:
        """Make the changes in the tree and note them."""
        self._touched.freed |= free_followers(self._grid, set(self._positions()))
        for added in self._columns:
            self._add_column(added)
        for write in self._writes:
            self._write(write, styles)

    def _write(self, write: CellWrite, styles: StyleSheet | None) -> None:
        _, row, column = write.ref
        cell = self._grid.make(row, column, write.style_from)
        self._grid.fill(cell, write.value, write.formula)
        # A file without styles has no number formats either: the figure then shows as General.
        number_format = write.number_format if styles else None
        if styles and number_format:
            cell.set("s", str(styles.with_format(int(cell.get("s", 0)), number_format)))
        self._touched.cells[row, column] = Planned(write.value, write.formula, number_format)

    def _add_column(self, added: ColumnAdd) -> None:
        written: dict[int, Decimal | str] = {added.first_row: added.title}
        if added.number_row is not None and added.number is not None:
            written[added.number_row] = added.number
        for row, column in _column_cells(added):
            model = self._grid.cell(*(added.header_style if row <= added.header_last else (row, added.style_from)))
            if model is None and row not in written:
                continue
            cell = self._grid.make(row, column)
            if model is not None:
                cell.attrib.pop("s", None)
                cell.attrib.update({"s": style} if (style := model.get("s")) else {})
            if row in written:
                self._grid.fill(cell, written[row], None)
            self._touched.cells[row, column] = Planned(written.get(row))
        self._frame(added)

    def _frame(self, added: ColumnAdd) -> None:
        give_width(self._grid, added.column, added.style_from)
        self._touched.columns.add(added.column)
        if added.header_last > added.first_row:
            merge(self._grid, _header(added))
            self._touched.merges.add(_header(added))


def _column_cells(added: ColumnAdd) -> list[Position]:
    return [(row, added.column) for row in range(added.first_row, added.last_row + 1)]


def _header(added: ColumnAdd) -> Area:
    return Area(added.first_row, added.column, added.header_last, added.column)
