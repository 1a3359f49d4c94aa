"""One sheet of the open workbook: read and written in blocks, given columns, replaced whole."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lkjip_xl.books.live.excel import Excel
from lkjip_xl.books.live.isi import Blok, Isi, addresses
from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.rencana import ColumnAdd, SheetReplace
from lkjip_xl.table import address

if TYPE_CHECKING:
    import xlwings


class Lembar:
    """A worksheet of the open workbook; every method costs a fixed number of calls to Excel."""

    def __init__(self, excel: Excel, name: str) -> None:
        self._sheet: xlwings.Sheet = excel.book.sheets[name]
        self._app = excel.app

    def contents(self, block: Blok) -> tuple[Isi, ...]:
        """Return what the cells of a block hold now, formulas as Excel words them."""
        found: Any = self._range(block).formula
        if len(block.isi) == 1:
            found = found if isinstance(found, tuple | list) else ((found,),)
        return tuple(row[0] for row in found)

    def fill(self, block: Blok) -> None:
        """Write the cells of a block."""
        one = len(block.isi) == 1
        self._range(block).formula = block.isi[0] if one else [[isi] for isi in block.isi]

    def _range(self, block: Blok) -> "xlwings.Range":
        return self._sheet.range(f"{address(block.row, block.column)}:{address(block.last_row, block.column)}")

    def set_format(self, places: Iterable[tuple[int, int]], number_format: str) -> None:
        """Give cells (row, column) a number format."""
        for part in addresses(places):
            self._sheet.range(part).number_format = number_format

    def add_column(self, added: ColumnAdd, hidden_rows: frozenset[int]) -> None:
        """Make room for a column: head and body look like their neighbours, its width is theirs.

        The clipboard carries the looks. Where rows are hidden Excel would copy only the others, so there the first
        row's look goes to all.
        """
        body = range(added.header_last + 1, added.last_row + 1)
        last = body[0] if hidden_rows.intersection(body) else body[-1]
        selected = self._app.selection
        self._copy_look(added.header_style, added.header_style, (added.first_row, added.header_last), added.column)
        self._copy_look((body[0], added.style_from), (last, added.style_from), (body[0], body[-1]), added.column)
        self._app.cut_copy_mode = False
        if added.header_last > added.first_row:
            self._sheet.range((added.first_row, added.column), (added.header_last, added.column)).merge()
        width = self._sheet.range((1, added.style_from)).column_width
        if width:
            self._sheet.range((1, added.column)).column_width = width
        if selected is not None and selected.sheet.name == self._sheet.name:
            selected.select()

    def _copy_look(self, first: tuple[int, int], last: tuple[int, int], rows: tuple[int, int], column: int) -> None:
        self._sheet.range(first, last).copy()
        self._sheet.range((rows[0], column), (rows[1], column)).paste(paste="formats")


def put_sheet(excel: Excel, change: SheetReplace, old: str | None, folder: Path) -> None:
    """Put a sheet of ours into the open workbook, in the place of the sheet ``old`` or as the last.

    It is made in a file of its own and copied over by Excel itself: so it comes with its table, links, colours and
    print set-up, and takes the same few calls whatever it holds.
    """
    path = folder / "lembar.xlsx"
    _write_alone(change, path)
    sheets = excel.book.sheets
    before = sheets[old] if old else None
    source = excel.app.books.open(str(path), update_links=False, read_only=True, add_to_mru=False)
    try:
        made = source.sheets[0].copy(after=before or sheets[len(sheets) - 1])
    finally:
        source.close()
    if before is not None and old is not None:
        before.delete()
        made.name = old


def _write_alone(change: SheetReplace, path: Path) -> None:
    from xlsxwriter import Workbook

    with Workbook(path) as empty:
        empty.add_worksheet(change.name)
    alone = FileBook.open(path)
    alone.apply((change,))
    alone.save(path)
