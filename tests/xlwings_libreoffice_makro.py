"""Stand-ins for the public macros of LKjIP.xlam, which LibreOffice 7.4 cannot run: its VBA has no FormatConditions.

Each does in LibreOffice what the macro of the same name does in Excel.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import excel_us

if TYPE_CHECKING:
    from xlwings_libreoffice import Engine

MARK = "LKjIP_Tanda_"
HAIRLINE = 26


class Macros:
    """The macros, acting on the workbooks of an engine."""

    def __init__(self, engine: "Engine") -> None:
        self._engine = engine
        self._unlocked: list[Any] = []

    def by_name(self) -> dict[str, Callable[..., Any]]:
        return {
            "LkjipHapusTanda": self.clear_marks,
            "LkjipTandai": self.mark,
            "LkjipBukaKunci": self.unlock,
            "LkjipKunciLagi": self.lock_again,
            "LkjipHasil": self._engine.results.append,
            "LkjipBukaFormat": self._engine.apps.add().books.from_template,
        }

    def clear_marks(self, book: str) -> None:
        for sheet in self._document(book).Sheets:
            for key in [made.ID for made in sheet.ConditionalFormats.getConditionalFormats() if _is_mark(made)]:
                sheet.ConditionalFormats.removeByID(key)
            for name in [name for name in sheet.NamedRanges.ElementNames if name.startswith(MARK)]:
                sheet.NamedRanges.removeByName(name)

    def mark(self, book: str, lines: str) -> None:
        """Mark cells.

        LibreOffice 7.4 has no hidden names, saves the border without its colour, and shows a condition made this way
        only after the workbook is saved and opened again.
        """
        document = self._document(book)
        document.lockControllers()
        for line in lines.split("\n"):
            sheet, place, name, formula, fill, font, border = line.split("\t")
            cells = document.Sheets.getByName(sheet)
            start = self._engine.office.struct("table.CellAddress")
            start.Sheet = cells.RangeAddress.Sheet
            cells.NamedRanges.addNewByName(name, excel_us.to_office(formula), start, 0)
            style = _style(self._engine, document, name, fill, font, border)
            _add_condition(self._engine, document, cells, place, name, style)
        document.unlockControllers()

    def unlock(self, book: str, sheet: str) -> None:
        cells = self._document(book).Sheets[sheet]
        if cells.isProtected():
            cells.unprotect("")
            self._unlocked.append(cells)

    def lock_again(self) -> None:
        while self._unlocked:
            self._unlocked.pop().protect("")

    def _document(self, book: str) -> Any:
        return self._engine.apps.add().books(book).api


def marks(sheet: Any) -> dict[str, str]:
    """Return the marks of an xlwings sheet, in their order: name -> the cells it is on, as LibreOffice words them."""
    return {
        entry.Formula1: conditional.Range.RangeAddressesAsString
        for conditional in sheet.impl.api.ConditionalFormats.getConditionalFormats()
        for entry in _entries(conditional)
        if MARK in getattr(entry, "Formula1", "")
    }


def _entries(conditional: Any) -> Iterator[Any]:
    return (conditional.getByIndex(index) for index in range(conditional.Count))


def _is_mark(conditional: Any) -> bool:
    return any(MARK in getattr(entry, "Formula1", "") for entry in _entries(conditional))


def _style(engine: "Engine", book: Any, name: str, fill: str, font: str, border: str) -> str:
    styles = book.StyleFamilies.getByName("CellStyles")
    name = f"{name} {fill} {font} {border}"
    if styles.hasByName(name):
        return name
    styles.insertByName(name, book.createInstance("com.sun.star.style.CellStyle"))
    style = styles.getByName(name)
    if fill:
        style.CellBackColor = int(fill, 16)
    if font:
        style.CharColor = int(font, 16)
    if border:
        line = engine.office.struct("table.BorderLine2")
        line.Color, line.OuterLineWidth, line.LineWidth = int(border, 16), HAIRLINE, HAIRLINE
        style.TopBorder = style.BottomBorder = style.LeftBorder = style.RightBorder = line
    return name


def _add_condition(engine: "Engine", book: Any, sheet: Any, place: str, formula: str, style: str) -> None:
    cells = book.createInstance("com.sun.star.sheet.SheetCellRanges")
    for part in place.split(","):
        cells.addRangeAddress(sheet.getCellRangeByName(part).RangeAddress, False)
    formats = sheet.ConditionalFormats
    key = formats.createByRange(cells)
    conditional = next(made for made in reversed(formats.getConditionalFormats()) if key == made.ID)
    conditional.createEntry(engine.office.constant("sheet.ConditionEntryType.CONDITION"), 0)
    entry = conditional.getByIndex(0)
    entry.Operator = engine.office.constant("sheet.ConditionFormatOperator.EXPRESSION")
    entry.Formula1 = formula
    entry.StyleName = style
