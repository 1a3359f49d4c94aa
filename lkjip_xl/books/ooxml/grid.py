"""A sheet's tree as rows and cells that can be found, made and filled in place."""

from decimal import Decimal
from math import isfinite
from typing import NamedTuple

from lxml.etree import SubElement

from lkjip_xl.books.ooxml.cells import area, column_number
from lkjip_xl.books.ooxml.strings import encode
from lkjip_xl.books.ooxml.xml import Element, insert_in_order, is_true, namespace
from lkjip_xl.table import address

ORDER = (
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
)
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


class Names(NamedTuple):
    """The qualified names inside a row, in the namespace this sheet uses."""

    cell: str
    value: str
    formula: str
    inline: str


class Grid:
    """The rows and cells of one worksheet's tree; positions left unsaid in the file are counted."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.space = namespace(root)
        self.names = Names(*(self.space + name for name in ("c", "v", "f", "is")))
        self._data = self.child("sheetData")
        self._rows: dict[int, Element] = {}
        self._cells: dict[int, dict[int, Element]] = {}
        number = 0
        for row in self._data.iterchildren(f"{self.space}row"):
            number = int(row.get("r") or number + 1)
            self._rows[number] = row

    def child(self, name: str) -> Element:
        """Return a child of the worksheet, made where the schema wants it when it is missing."""
        found = self.root.find(self.space + name)
        if found is None:
            found = self.root.makeelement(self.space + name)
            insert_in_order(self.root, found, ORDER)
        return found

    def rows(self) -> dict[int, Element]:
        """Return the rows by number, in file order."""
        return self._rows

    def cells(self, row: int) -> dict[int, Element]:
        """Return a row's cells by column, in file order."""
        if row not in self._cells:
            self._cells[row] = self._locate(row)
        return self._cells[row]

    def _locate(self, row: int) -> dict[int, Element]:
        cells: dict[int, Element] = {}
        column = 0
        for cell in self._rows[row].iterchildren(self.names.cell) if row in self._rows else ():
            reference = cell.get("r")
            column = column_number(reference.rstrip("0123456789")) if reference else column + 1
            cells[column] = cell
        return cells

    def cell(self, row: int, column: int) -> Element | None:
        """Return the cell at a position, None where the file has none."""
        return self.cells(row).get(column)

    def make(self, row: int, column: int, style_from: int | None = None) -> Element:
        """Return the cell at a position; a new one takes the style of a cell of its row, or the row's own."""
        found = self.cell(row, column)
        if found is not None:
            return found
        holder = self._make_row(row)
        style = self._style_for(row, column, style_from)
        made = holder.makeelement(self.names.cell, {"r": address(row, column)})
        if style:
            made.set("s", style)
        _insert_sorted(holder, made, self.cells(row), column)
        self._cells[row] = dict(sorted({**self.cells(row), column: made}.items()))
        holder.attrib.pop("spans", None)
        self._widen(row, column)
        return made

    def _make_row(self, number: int) -> Element:
        if number not in self._rows:
            row = self._data.makeelement(f"{self.space}row", {"r": str(number)})
            _insert_sorted(self._data, row, self._rows, number)
            self._rows = dict(sorted({**self._rows, number: row}.items()))
            self._cells[number] = {}
        return self._rows[number]

    def _style_for(self, row: int, column: int, style_from: int | None) -> str | None:
        model = self.cell(row, style_from) if style_from else None
        if model is not None:
            return model.get("s")
        holder = self._rows[row]
        if is_true(holder, "customFormat"):
            return holder.get("s")
        for span in self.root.iterfind(f"{self.space}cols/{self.space}col"):
            if int(span.get("min", 0)) <= column <= int(span.get("max", 0)):
                return span.get("style")
        return None

    def _widen(self, row: int, column: int) -> None:
        dimension = self.root.find(f"{self.space}dimension")
        if dimension is None:
            return
        try:
            used = area(dimension.get("ref", "A1"))
        except ValueError:  # no more than a hint, and this one is none
            return
        first = address(min(used.row, row), min(used.column, column))
        last = address(max(used.last_row, row), max(used.last_column, column))
        dimension.set("ref", f"{first}:{last}")

    def fill(self, cell: Element, value: Decimal | str, formula: str | None) -> None:
        """Put a value, and the formula that yields it, into a cell; its style stays."""
        self.clear(cell)
        extensions = list(cell)
        if formula is not None:
            _text(SubElement(cell, self.names.formula), formula)
        if isinstance(value, Decimal):
            SubElement(cell, self.names.value).text = number_text(value)
        elif formula is not None:
            cell.set("t", "str")
            _text(SubElement(cell, self.names.value), encode(value))
        else:
            cell.set("t", "inlineStr")
            _text(SubElement(SubElement(cell, self.names.inline), f"{self.space}t"), encode(value))
        cell.extend(extensions)

    def clear(self, cell: Element) -> None:
        """Take everything a cell holds out of it; its style and extensions stay."""
        for attribute in ("t", "cm", "vm"):
            cell.attrib.pop(attribute, None)
        for name in self.names[1:]:
            for child in cell.findall(name):
                cell.remove(child)


def number_text(value: Decimal) -> str:
    """Return a number as Excel stores it: the shortest text of the double, integers without ".0".

    Raises ValueError for a number beyond the doubles.
    """
    double = float(value)
    if not isfinite(double):
        raise ValueError(f"no cell can hold {value}")
    return str(int(double)) if double.is_integer() and abs(double) < 1e15 else repr(double)


def _text(element: Element, text: str) -> None:
    element.text = text
    if text != text.strip():
        element.set(_PRESERVE, "preserve")


def _insert_sorted(parent: Element, child: Element, siblings: dict[int, Element], key: int) -> None:
    """Insert a child by its number: before the first sibling beyond it, never after an extLst."""
    later = next((sibling for number, sibling in siblings.items() if number > key), None)
    if later is not None:
        parent.insert(parent.index(later), child)
    elif siblings:
        parent.insert(parent.index(next(reversed(siblings.values()))) + 1, child)
    else:
        parent.insert(0, child)
