"""Ranges of the xlwings engine over LibreOffice: contents as Excel reads and words them, formats, merged cells."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import excel_us
from xlwings import base_classes, utils
from xlwings_libreoffice import Counted, ErrorValue, ExcelError, Sheet, look, seen

MOMENT, TEXT, LOGICAL, GENERAL = 2 | 4, 256, 1024, 1 << 16
BOOLEAN = "BOOLEAN"
ERROR_RESULT = 4
UNREADABLE = (*range(501, 512), 520)
LONGEST_ADDRESS = 256
A1 = re.compile(r"(?P<first>[A-Z]{1,3}[1-9]\d*)(?::(?P<last>[A-Z]{1,3}[1-9]\d*))?")
SIGNS = ("=", "+", "-")
DIGIT_PIXELS, PADDING_PIXELS, HUNDREDTHS_A_PIXEL = 7, 5, 2540 / 96
FORMATS_ONLY = {"Flags": "T", "FormulaCommand": 0, "SkipEmptyCells": False, "Transpose": False, "AsLink": False}

Position = tuple[int, int]


class Range(Counted, base_classes.Range):
    """A block of cells; `top` and `left` count from 0."""

    sheet: Any = None

    def __init__(self, sheet: Sheet, top: int, left: int, bottom: int, right: int) -> None:
        self.engine, self.sheet = sheet.engine, sheet
        self._top, self._left, self._bottom, self._right = top, left, bottom, right

    @property
    def api(self) -> Any:
        return self._cells_of_office

    @cached_property
    def _cells_of_office(self) -> Any:
        return self.sheet.api.getCellRangeByPosition(self._left, self._top, self._right, self._bottom)

    @property
    def row(self) -> int:
        return self._top + 1

    @property
    def column(self) -> int:
        return self._left + 1

    @property
    def shape(self) -> tuple[int, int]:
        return self._bottom - self._top + 1, self._right - self._left + 1

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, column_absolute: bool, external: bool) -> str:
        rows, columns = "$" * row_absolute, "$" * column_absolute
        corners = {(self._top, self._left): None, (self._bottom, self._right): None}
        text = ":".join(f"{columns}{utils.col_name(column + 1)}{rows}{row + 1}" for row, column in corners)
        return f"'[{self.sheet.book.name}]{self.sheet.name}'!{text}" if external else text

    def __len__(self) -> int:
        rows, columns = self.shape
        return rows * columns

    def __call__(self, row: int, column: int | None = None) -> "Range":
        if column is None:
            row, column = (row - 1) // self.shape[1] + 1, (row - 1) % self.shape[1] + 1
        top, left = self._top + row - 1, self._left + column - 1
        return Range(self.sheet, top, left, top, left)

    @property
    def raw_value(self) -> list[list[Any]]:
        """Return the values; the empty text a formula yields is "", an empty cell None."""
        formulas, rows = self.api.getFormulaArray(), [list(row) for row in self.api.getDataArray()]
        kinds = self._kinds()
        for row, column in self._cells():
            value, formula = rows[row][column], formulas[row][column]
            if value == "" and formula == "":
                rows[row][column] = None
            elif isinstance(value, float) and kinds[row, column] & MOMENT:
                rows[row][column] = excel_us.moment(value)
            elif value in (0, 1) and (kinds[row, column] & LOGICAL or self._says_truth(row, column, formula)):
                rows[row][column] = bool(value)
        for row, column in self._within(self.api.queryFormulaCells(ERROR_RESULT).RangeAddresses):
            rows[row][column] = ErrorValue(self._cell(row, column).String)
        return rows

    def _says_truth(self, row: int, column: int, formula: str) -> bool:
        return formula.startswith("=") and self._cell(row, column).String in ("TRUE", "FALSE")

    @property
    def formula(self) -> Any:
        formulas, values = self.api.getFormulaArray(), self.api.getDataArray()
        kinds = self._kinds()
        rows = [[""] * self.shape[1] for _ in formulas]
        for row, column in self._cells():
            formula, value = formulas[row][column], values[row][column]
            if formula.startswith("="):
                rows[row][column] = formula[1:] if formula[1:] in excel_us.ERRORS else excel_us.to_excel(formula)
            elif kinds[row, column] & LOGICAL and value in (0, 1):
                rows[row][column] = str(bool(value)).upper()
            else:
                rows[row][column] = value if isinstance(value, str) else formula
        return rows[0][0] if len(self) == 1 else tuple(map(tuple, rows))

    @formula.setter
    def formula(self, value: Any) -> None:
        """Put contents into the cells as Excel reads them; a scalar goes into each cell, its references unmoved.

        LibreOffice knows a boolean by its number format only: the cell loses the one it had.
        """
        self._refuse_locked()
        rows = value if isinstance(value, list | tuple) else [[value] * self.shape[1]] * self.shape[0]
        kinds, words = self._kinds(), [[""] * self.shape[1] for _ in rows]
        formats = {place: "General" for place, kind in kinds.items() if kind & LOGICAL}
        for row, column in self._cells():
            words[row][column], wanted = _word(rows[row][column], kinds[row, column])
            if wanted == BOOLEAN or (wanted and kinds[row, column] & (GENERAL | LOGICAL)):
                formats[row, column] = wanted
        self._set_formats(formats)
        self.api.setFormulaArray(tuple(map(tuple, words)))
        self._refuse_unreadable()

    def _refuse_unreadable(self) -> None:
        for row, column in self._within(self.api.queryFormulaCells(ERROR_RESULT).RangeAddresses):
            cell = self._cell(row, column)
            if cell.getError() in UNREADABLE:
                raise ExcelError(f"1004: Excel cannot read the formula {cell.Formula}")

    def _refuse_locked(self) -> None:
        if self.sheet.api.isProtected() and any(group.CellProtection.IsLocked for group in self._groups()):
            raise ExcelError(f"1004: {self.sheet.name} is protected.")

    @property
    def number_format(self) -> str:
        return str(self._formats().getByKey(self.api.NumberFormat).FormatString)

    @number_format.setter
    def number_format(self, text: str) -> None:
        self.api.NumberFormat = self._key(text)

    def _key(self, text: str) -> int:
        formats, locale = self._formats(), self.engine.office.struct("lang.Locale")
        key = int(formats.queryKey(text, locale, False))
        return int(formats.addNew(text, locale)) if key == -1 else key

    def _set_formats(self, wanted: dict[Position, str]) -> None:
        for text in set(wanted.values()):
            cells = self.sheet.book.api.createInstance("com.sun.star.sheet.SheetCellRanges")
            places = [place for place, its in wanted.items() if its == text]
            cells.addRangeAddresses(tuple(self._cell(*place).RangeAddress for place in places), True)
            cells.NumberFormat = self._key(text)

    @property
    def column_width(self) -> float | None:
        """Return the width in characters; LibreOffice measures a file's widths with its own font, up to a third wider.

        What is set is read back as it was set.
        """
        widths = {self.api.Columns.getByIndex(index).Width for index in range(self.shape[1])}
        pixels = widths.pop() / HUNDREDTHS_A_PIXEL
        return None if widths else round((round(pixels) - PADDING_PIXELS) / DIGIT_PIXELS, 2)

    @column_width.setter
    def column_width(self, characters: float) -> None:
        pixels = round(characters * DIGIT_PIXELS) + PADDING_PIXELS
        self.api.Columns.Width = round(pixels * HUNDREDTHS_A_PIXEL)

    def select(self) -> None:
        self.sheet.book.api.CurrentController.select(self.api)

    def copy(self, destination: None = None) -> None:
        self.engine.copied = self
        self.engine.set_state("cut_copy_mode", "copy")

    def paste(self, paste: str, operation: Any, skip_blanks: bool, transpose: bool) -> None:
        """Paste the formats of the copied range, as often as they fit, and leave the pasted cells selected.

        LibreOffice's clipboard works on the sheet in front only, so another sheet comes to the front meanwhile.
        """
        if paste != "formats" or self.engine.copied is None:
            raise ExcelError("1004: only copied formats can be pasted here.")
        before, kinds = seen(self.sheet.book), self._kinds()
        self._dispatch(self.engine.copied, ".uno:Copy")
        self._dispatch(self, ".uno:InsertContents", **FORMATS_ONLY)
        self._set_formats({place: BOOLEAN for place, kind in kinds.items() if kind & LOGICAL})
        if before.sheet != self.sheet.name:
            look(self.sheet.book, before)

    def _dispatch(self, cells: "Range", command: str, **options: Any) -> None:
        controller = cells.sheet.book.api.CurrentController
        controller.ActiveSheet = cells.sheet.api
        controller.select(cells.api)
        office = self.engine.office
        office.dispatcher().executeDispatch(controller.Frame, command, "", 0, office.options(**options))

    @property
    def merge_cells(self) -> bool | None:
        """Return whether all cells (True), none (False) or some (None) are in merged cells."""
        merged = sum(self._is_merged(row, column) for row, column in self._cells())
        return None if 0 < merged < len(self) else merged > 0

    def _is_merged(self, row: int, column: int) -> bool:
        cursor = self.sheet.api.createCursorByRange(self._cell(row, column))
        cursor.collapseToMergedArea()
        area = cursor.RangeAddress
        return (area.StartRow, area.StartColumn) != (area.EndRow, area.EndColumn)

    def merge(self, across: bool) -> None:
        for row in range(self.shape[0]) if across else ():
            Range(self.sheet, self._top + row, self._left, self._top + row, self._right).api.merge(True)
        if not across:
            self.api.merge(True)

    def _cell(self, row: int, column: int) -> Any:
        return self.sheet.api.getCellByPosition(self._left + column, self._top + row)

    def _cells(self) -> Iterator[Position]:
        rows, columns = self.shape
        return ((row, column) for row in range(rows) for column in range(columns))

    def _formats(self) -> Any:
        return self.sheet.book.api.NumberFormats

    def _groups(self) -> Iterator[Any]:
        groups = self.api.getUniqueCellFormatRanges()
        return (groups.getByIndex(index) for index in range(groups.Count))

    def _kinds(self) -> dict[Position, int]:
        """Return the kind of each cell's number format (com.sun.star.util.NumberFormat), or GENERAL."""
        known: dict[int, int] = {}
        kinds: dict[Position, int] = {}
        for group in self._groups():
            key = group.NumberFormat
            if key not in known:
                made = self._formats().getByKey(key)
                known[key] = GENERAL if made.FormatString == "General" else made.Type
            kinds.update(dict.fromkeys(self._within(group.RangeAddresses), known[key]))
        return kinds

    def _within(self, areas: Iterable[Any]) -> Iterator[Position]:
        for area in areas:
            for row in range(area.StartRow, area.EndRow + 1):
                for column in range(area.StartColumn, area.EndColumn + 1):
                    yield row - self._top, column - self._left


class Areas(Counted, base_classes.Range):  # type: ignore[misc]
    """Several blocks in one address, "A1:A3,A5": what is done to them is done in one call."""

    sheet: Any = None

    def __init__(self, sheet: Sheet, address: str) -> None:
        self.engine, self.sheet = sheet.engine, sheet
        assert len(address) < LONGEST_ADDRESS
        self._blocks = [spanning(sheet, block) for block in address.split(",")]

    @property
    def number_format(self) -> str | None:
        formats = {block.number_format for block in self._blocks}
        return formats.pop() if len(formats) == 1 else None

    @number_format.setter
    def number_format(self, text: str) -> None:
        for block in self._blocks:
            block.number_format = text


def spanning(sheet: Sheet, first: Any, second: Any = None) -> Any:
    """Return the smallest range that holds both places: (row, column), "A1:C9", or ranges.

    xlwings asks for slices as (row, column, rows, columns).
    """
    if isinstance(first, str) and "," in first:
        return Areas(sheet, first)
    corners = [_corners(sheet, place) for place in (first, second) if place is not None]
    tops, lefts, bottoms, rights = zip(*corners, strict=True)
    return Range(sheet, min(tops), min(lefts), max(bottoms), max(rights))


def _corners(sheet: Sheet, place: Any) -> tuple[int, int, int, int]:
    if isinstance(place, tuple):
        rows, columns = place[2:] or (1, 1)
        return place[0] - 1, place[1] - 1, place[0] + rows - 2, place[1] + columns - 2
    if isinstance(place, Range):
        return place._top, place._left, place._bottom, place._right
    simple = A1.fullmatch(place)
    if simple:
        first, last = simple["first"], simple["last"] or simple["first"]
        (top, left), (bottom, right) = (utils.address_to_index_tuple(corner) for corner in (first, last))
        return top - 1, left - 1, bottom - 1, right - 1
    area = sheet.api.getCellRangeByName(place).RangeAddress
    return area.StartRow, area.StartColumn, area.EndRow, area.EndColumn


def _word(value: Any, kind: int) -> tuple[str, str]:
    """Return a value as LibreOffice is told it (an apostrophe makes text), and the format it brings along."""
    if isinstance(value, str) and value.startswith("'"):
        return value if len(value) > 1 else "", ""
    if kind & TEXT or value == "":
        return (f"'{_shown(value)}" if value != "" else ""), ""
    if isinstance(value, str) and value in excel_us.ERRORS:
        return f"={value}", ""
    meant = excel_us.read(value) if isinstance(value, str) else excel_us.Read(value)
    if isinstance(meant.value, bool):
        return str(int(meant.value)), BOOLEAN
    if isinstance(meant.value, str):
        return _text_or_formula(meant.value), ""
    return repr(float(meant.value)), meant.number_format


def _text_or_formula(text: str) -> str:
    """Excel takes text that begins with a sign for a formula, too: "- rapat" and "-rapat" are #NAME?."""
    if text.startswith(SIGNS) and len(text.strip()) > 1:
        if not excel_us.is_balanced(text):
            raise ExcelError(f"1004: Excel cannot read the formula {text}")
        return excel_us.to_office(f"={text.removeprefix('=')}")
    return f"'{text}"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return value if isinstance(value, str) else re.sub(r"\.0$", "", repr(value))
