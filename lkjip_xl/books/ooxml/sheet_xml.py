"""A sheet of ours as XML: the worksheet part and its table."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from xml.sax.saxutils import escape

from lxml import etree

from lkjip_xl.books.ooxml.columns import area_text
from lkjip_xl.books.ooxml.draft import office_space
from lkjip_xl.books.ooxml.grid import number_text
from lkjip_xl.books.ooxml.looks import Looks
from lkjip_xl.books.ooxml.strings import encode
from lkjip_xl.books.ooxml.xml import Element, is_true
from lkjip_xl.rencana import ColourRule, PrintSetup, SheetCell, SheetColumn, SheetReplace, TableArea
from lkjip_xl.table import Area, address

_A4 = "9"
_RETURN = {"\r": "&#13;"}  # as it is, a reader of XML takes it for the end of a line
_MARGINS = {"left": "0.4", "right": "0.4", "top": "0.5", "bottom": "0.6", "header": "0.3", "footer": "0.3"}
_STYLE = {"name": "TableStyleLight1"} | dict.fromkeys(
    ("showFirstColumn", "showLastColumn", "showRowStripes", "showColumnStripes"), "0"
)


class SheetXml:
    """Builds the worksheet of a SheetReplace in the namespace of its workbook ("{uri}").

    ``old`` is the sheet whose place it takes: its code name, which macros know it by, its tab's colour, and its
    being in front stay.
    """

    def __init__(self, change: SheetReplace, space: str, looks: Looks, old: Element | None) -> None:
        self._change, self._space, self._looks, self._old = change, space, looks, old
        self._office = office_space(space)
        self._root = etree.Element(f"{space}worksheet", nsmap={None: space[1:-1], "r": self._office})

    def build(self, table_relation: str | None) -> Element:
        """Return the root, its children in the order the schema wants."""
        change = self._change
        properties = self._properties()
        self._add(self._root, "dimension", ref=area_text(_used(change.cells)))
        self._views()
        self._add(self._root, "sheetFormatPr", defaultRowHeight="15")
        self._columns(change.columns)
        self._rows()
        for priority, rule in enumerate(change.colours, 1):
            self._colour(rule, priority)
        if change.cetak:
            self._add(properties, "pageSetUpPr", fitToPage="1")
            self._print(change.cetak)
        checked = self._add(self._root, "ignoredErrors")
        self._add(checked, "ignoredError", sqref=area_text(_used(change.cells)), numberStoredAsText="1")
        if table_relation:
            holder = self._add(self._root, "tableParts", count="1")
            self._add(holder, "tablePart").set(f"{{{self._office}}}id", table_relation)
        return self._root

    def _add(self, parent: Element, name: str, **attributes: str) -> Element:
        return etree.SubElement(parent, self._space + name, attributes)

    def _properties(self) -> Element:
        old = self._old.find(f"{self._space}sheetPr") if self._old is not None else None
        name = old.get("codeName") if old is not None else None
        made = self._add(self._root, "sheetPr", **({"codeName": name} if name else {}))
        colour = old.find(f"{self._space}tabColor") if old is not None else None
        if colour is not None:
            self._add(made, "tabColor", **{str(name): str(value) for name, value in colour.attrib.items()})
        return made

    def _views(self) -> None:
        old = self._old.find(f"{self._space}sheetViews/{self._space}sheetView") if self._old is not None else None
        in_front = {"tabSelected": "1"} if old is not None and is_true(old, "tabSelected") else {}
        holder = self._add(self._root, "sheetViews")
        view = self._add(holder, "sheetView", showGridLines="0", **in_front, workbookViewId="0")
        if frozen := self._change.frozen:
            first = address(frozen + 1, 1)
            pane = {"ySplit": str(frozen), "topLeftCell": first, "activePane": "bottomLeft", "state": "frozen"}
            self._add(view, "pane", **pane)
            self._add(view, "selection", pane="bottomLeft", activeCell=first, sqref=first)

    def _columns(self, columns: Sequence[SheetColumn]) -> None:
        holder = self._add(self._root, "cols") if columns else None
        for number, column in enumerate(columns, 1):
            assert holder is not None
            hidden = {"hidden": "1"} if column.hidden else {}
            span = {"min": str(number), "max": str(number), "width": f"{column.width:g}"}
            self._add(holder, "col", **span, **hidden, customWidth="1")

    def _rows(self) -> None:
        """Add all rows at once, as text: cell by cell they would take most of the time a sheet of ours does."""
        heights = dict(self._change.heights)
        rows = []
        for number, cells in groupby(self._change.cells, lambda cell: cell.row):
            height = f' ht="{heights[number]:g}" customHeight="1"' if number in heights else ""
            rows.append(f'<row r="{number}"{height}>{"".join(map(self._cell, cells))}</row>')
        data = f'<sheetData xmlns="{self._space[1:-1]}">{"".join(rows)}</sheetData>'
        self._root.append(etree.fromstring(data))

    def _cell(self, cell: SheetCell) -> str:
        at = f'r="{address(cell.row, cell.column)}" s="{self._looks.cell(cell.look)}"'
        if isinstance(cell.value, Decimal):
            value = f"<v>{number_text(cell.value)}</v>"
            return f"<c {at}>{_formula(cell)}{value}</c>"
        if cell.formula is not None:
            return f'<c {at} t="str">{_formula(cell)}{_text("v", cell.value)}</c>'
        return f'<c {at} t="inlineStr"><is>{_text("t", cell.value)}</is></c>' if cell.value else f"<c {at}/>"

    def _colour(self, rule: ColourRule, priority: int) -> None:
        holder = self._add(self._root, "conditionalFormatting", sqref=area_text(rule.area))
        attributes = {"type": "expression", "dxfId": self._looks.conditional(rule.look), "priority": str(priority)}
        self._add(self._add(holder, "cfRule", **attributes), "formula").text = rule.formula

    def _print(self, setup: PrintSetup) -> None:
        self._add(self._root, "pageMargins", **_MARGINS)
        fit = {"orientation": "landscape", "fitToWidth": "1", "fitToHeight": "0"}
        self._add(self._root, "pageSetup", paperSize=_A4, **fit)
        self._add(self._add(self._root, "headerFooter"), "oddFooter").text = setup.footer


def table_xml(table: TableArea, name: str, number: int, space: str) -> Element:
    """Return the part of a table, with filter buttons, under a name and number no other has."""
    reference = area_text(table.area)
    attributes = {"id": str(number), "name": name, "displayName": name, "ref": reference, "totalsRowShown": "0"}
    root = etree.Element(f"{space}table", attributes, nsmap={None: space[1:-1]})
    etree.SubElement(root, f"{space}autoFilter", {"ref": reference})
    holder = etree.SubElement(root, f"{space}tableColumns", {"count": str(len(table.titles))})
    for index, title in enumerate(table.titles, 1):
        etree.SubElement(holder, f"{space}tableColumn", {"id": str(index), "name": title})
    etree.SubElement(root, f"{space}tableStyleInfo", _STYLE)
    return root


def _formula(cell: SheetCell) -> str:
    return "" if cell.formula is None else f"<f>{escape(cell.formula)}</f>"


def _text(name: str, text: str) -> str:
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<{name}{kept}>{escape(encode(text), _RETURN)}</{name}>"


def _used(cells: Sequence[SheetCell]) -> Area:
    rows, columns = [cell.row for cell in cells] or [1], [cell.column for cell in cells] or [1]
    return Area(min(rows), min(columns), max(rows), max(columns))
