"""What was planned for a sheet: told to the check that nothing else changed."""

from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.books.ooxml.cells import Position
from lkjip_xl.books.ooxml.columns import area_text, cut_out, span_of
from lkjip_xl.books.ooxml.grid import Grid
from lkjip_xl.books.ooxml.strings import decode, encode
from lkjip_xl.books.ooxml.xml import Element, is_true
from lkjip_xl.table import Area, address, column_letters


class Planned(NamedTuple):
    """What a cell must hold after the change; None where it stays or becomes blank."""

    value: Decimal | str | None = None
    formula: str | None = None
    number_format: str | None = None


class Touched:
    """The cells, written-out shared formulas, merges and column widths a sheet's plan may change."""

    def __init__(self) -> None:
        self.cells: dict[Position, Planned] = {}
        self.freed: set[Position] = set()
        self.merges: set[Area] = set()
        self.columns: set[int] = set()

    def scrub(self, root: Element) -> None:
        """Take everything that may differ out of a tree, whether it is from before or after the change."""
        grid = Grid(root)
        self._scrub_cells(grid)
        self._scrub_merges(grid)
        for column in self.columns:
            cut_out(root, grid.space, column)
        dimension = root.find(f"{grid.space}dimension")
        if dimension is not None:
            dimension.attrib.pop("ref", None)
        for name in ("cols", "mergeCells"):
            holder = root.find(grid.space + name)
            if holder is not None and not len(holder):
                root.remove(holder)

    def _scrub_cells(self, grid: Grid) -> None:
        for row, column in self.freed:
            cell = grid.cells(row)[column]
            for formula in cell.findall(grid.names.formula):
                cell.remove(formula)
        for row, column in self.cells:
            found = grid.cell(row, column)
            if found is not None:
                grid.rows()[row].remove(found)
        for number in {row for row, _ in self.cells} & grid.rows().keys():
            holder = grid.rows()[number]
            holder.attrib.pop("spans", None)
            if not len(holder) and set(holder.attrib) == {"r"}:
                parent = holder.getparent()
                assert parent is not None
                parent.remove(holder)

    def _scrub_merges(self, grid: Grid) -> None:
        planned = {area_text(merged) for merged in self.merges}
        holder = grid.root.find(f"{grid.space}mergeCells")
        if holder is None or not planned:
            return
        holder.attrib.pop("count", None)
        for merge in holder.findall(f"{grid.space}mergeCell"):
            if merge.get("ref") in planned:
                holder.remove(merge)

    def unmet(self, root: Element, formats: list[str]) -> list[str]:
        """Return the addresses of planned cells that do not hold what was planned, and of hidden new columns."""
        grid = Grid(root)
        spans = ((column, span_of(grid, column)) for column in sorted(self.columns))
        hidden = [column_letters(column) for column, span in spans if span is not None and is_true(span, "hidden")]
        return hidden + [
            address(*position)
            for position, planned in self.cells.items()
            if not _holds(grid, grid.cell(*position), planned, formats)
        ]


def _holds(grid: Grid, cell: Element | None, planned: Planned, formats: list[str]) -> bool:
    if cell is None:
        return planned == Planned()
    if planned.number_format and formats[int(cell.get("s", 0))] != planned.number_format:
        return False
    if cell.findtext(grid.names.formula) != planned.formula:
        return False
    inline, text = cell.find(grid.names.inline), cell.findtext(grid.names.value)
    if planned.value is None:
        return inline is None and text is None
    if isinstance(planned.value, Decimal):
        return cell.get("t") is None and text is not None and float(text) == float(planned.value)
    stored = decode(text or "" if inline is None else "".join(map(str, inline.itertext())))
    return cell.get("t") in ("str", "inlineStr") and stored == decode(encode(planned.value))
