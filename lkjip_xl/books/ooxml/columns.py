"""Column widths and merges: what an added column needs beside its cells."""

from copy import deepcopy

from lkjip_xl.books.ooxml.cells import area
from lkjip_xl.books.ooxml.grid import Grid
from lkjip_xl.books.ooxml.xml import Element, is_true
from lkjip_xl.table import Area, address

_WIDTH = "9.140625"  # Excel's own: 8,43 digits of Calibri 11


def merged_areas(grid: Grid) -> list[Area]:
    """Return the merged areas of a sheet."""
    merges = grid.root.iterfind(f"{grid.space}mergeCells/{grid.space}mergeCell")
    return [area(merge.get("ref", "A1")) for merge in merges]


def area_text(merged: Area) -> str:
    """Return an area as the file writes it: "H4:H5"."""
    return f"{address(merged.row, merged.column)}:{address(merged.last_row, merged.last_column)}"


def merge(grid: Grid, merged: Area) -> None:
    """Merge an area that no other merge touches; one merged already stays."""
    if merged in merged_areas(grid):
        return
    holder = grid.child("mergeCells")
    holder.append(holder.makeelement(f"{grid.space}mergeCell", {"ref": area_text(merged)}))
    holder.set("count", str(len(holder)))


def give_width(grid: Grid, column: int, model: int) -> None:
    """Show a column, and give one without a width of its own that of another one."""
    own, source = span_of(grid, column), span_of(grid, model)
    shown = own is None or not is_true(own, "hidden")
    width = source.get("width") if source is not None else None
    if shown and (width is None or (own is not None and is_true(own, "customWidth"))):
        return
    cut_out(grid.root, grid.space, column)
    holder = grid.child("cols")
    made = holder.makeelement(f"{grid.space}col") if own is None else deepcopy(own)
    for attribute in ("hidden", "collapsed"):
        made.attrib.pop(attribute, None)
    made.attrib.update({"min": str(column), "max": str(column)})
    made.attrib.update({"width": _usable(width) or _usable(made.get("width")) or _WIDTH, "customWidth": "1"})
    later = (index for index, span in enumerate(holder) if int(span.get("min", 0)) > column)
    holder.insert(next(later, len(holder)), made)


def span_of(grid: Grid, column: int) -> Element | None:
    """Return the width span over a column, None where it has none."""
    spans = grid.root.iterfind(f"{grid.space}cols/{grid.space}col")
    return next((span for span in spans if _covers(span, column)), None)


def _usable(width: str | None) -> str | None:
    """Return a width, None instead of one that shows nothing: a hidden column often has the width 0."""
    return width if width and width.strip("0.") else None


def _covers(span: Element, column: int) -> bool:
    return int(span.get("min", 0)) <= column <= int(span.get("max", 0))


def cut_out(root: Element, space: str, column: int) -> None:
    """Take one column out of the width spans, splitting the span around it."""
    for span in root.findall(f"{space}cols/{space}col"):
        if _covers(span, column):
            first, last = int(span.get("min", 0)), int(span.get("max", 0))
            for low, high in ((first, column - 1), (column + 1, last)):
                if low <= high:
                    piece = deepcopy(span)
                    piece.attrib.update({"min": str(low), "max": str(high)})
                    span.addprevious(piece)
            _parent(span).remove(span)


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent
