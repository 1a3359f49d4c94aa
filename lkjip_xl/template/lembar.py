"""Draws printed tables on a worksheet the way an ordinary office file looks."""

from dataclasses import dataclass
from itertools import groupby

from lkjip_xl.table import Area
from lkjip_xl.template.cetak import THOUSANDS, typed
from lkjip_xl.template.pena import Look, Pen
from lkjip_xl.template.tabel import Row, Table
from lkjip_xl.template.tinggi import height

GAP = 3
NARROW = 16
A4 = 9
TITLE: Look = {"bold": True, "font_size": 12}
GRID: Look = {"border": 1, "text_wrap": True, "valign": "vcenter"}
HEAD: Look = GRID | {"bold": True, "align": "center", "bg_color": "#DDEBF7"}
NUMBERING: Look = GRID | {"italic": True, "align": "center", "font_size": 9}


@dataclass(frozen=True, slots=True)
class Lembar:
    """One sheet: title rows, one table or more below each other, the column widths they share."""

    name: str
    titles: Row
    tables: tuple[Table, ...]
    widths: tuple[float, ...]
    centred: bool = True
    one_page: bool = False


def cell(row: int, column: int) -> Area:
    """Return the area of one cell."""
    return Area(row, column, row, column)


def draw(lembar: Lembar, pen: Pen) -> None:
    """Draw the whole sheet."""
    for column, width in enumerate(lembar.widths):
        pen.sheet.set_column(column, column, width)
    _titles(lembar, pen)
    row = len(lembar.titles) + 2
    for table in lembar.tables:
        _table(table, row, lembar.widths, pen)
        row += table.height + GAP
    _print_setup(lembar, pen)


def _titles(lembar: Lembar, pen: Pen) -> None:
    last = len(lembar.widths) if lembar.centred else 1
    look = TITLE | ({"align": "center"} if lembar.centred else {})
    for row, title in enumerate(lembar.titles, 1):
        pen.write(Area(row, 1, row, last), title, look)


def _table(table: Table, row: int, widths: tuple[float, ...], pen: Pen) -> None:
    _head(table, row, widths, pen)
    if table.numbering:
        for column in range(1, len(table.head) + 1):
            pen.write(cell(row + table.head_rows, column), str(column), NUMBERING)
    for index in range(len(table.rows)):
        _row(table, index, row + table.head_height, widths, pen)


def _head(table: Table, row: int, widths: tuple[float, ...], pen: Pen) -> None:
    last_row = row + table.head_rows - 1
    words = [title.rpartition("|")[2] for title in table.head]
    pen.sheet.set_row(last_row - 1, height(zip(words, widths, strict=False)))
    column = 1
    for group, titles in groupby(table.head, lambda title: title.rpartition("|")[0]):
        count = len(list(titles))
        if group:
            pen.write(Area(row, column, row, column + count - 1), group, HEAD)
        column += count
    for column, title in enumerate(table.head, 1):
        first_row = last_row if "|" in title else row
        pen.write(Area(first_row, column, last_row, column), words[column - 1], HEAD)


def _row(table: Table, index: int, first_row: int, widths: tuple[float, ...], pen: Pen) -> None:
    row, last = first_row + index, first_row + len(table.rows) - 1
    pen.sheet.set_row(row - 1, height(zip(table.rows[index], widths, strict=False)))
    for column, (title, text) in enumerate(zip(table.head, table.rows[index], strict=True), 1):
        once = title in table.once
        if once and index:
            continue
        look = GRID | _alignment(text, widths[column - 1])
        if table.total and row == last:
            look |= {"bold": True}
        if table.indents and column == 2:
            look |= {"indent": table.indents[index]}
        pen.write(Area(row, column, last if once else row, column), text, look)


def _alignment(text: str, width: float) -> Look:
    number, number_format = typed(text)
    if number is not None and number_format.endswith(THOUSANDS):
        return {"align": "right"}
    return {"align": "center"} if number is not None or width <= NARROW else {}


def _print_setup(lembar: Lembar, pen: Pen) -> None:
    pen.sheet.set_landscape()
    pen.sheet.set_paper(A4)
    pen.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    pen.sheet.center_horizontally()
    pen.sheet.fit_to_pages(1, int(lembar.one_page))
    pen.sheet.set_footer("&C&8&A - halaman &P dari &N")
    if len(lembar.tables) == 1:
        first = len(lembar.titles) + 1
        pen.sheet.repeat_rows(first, first + lembar.tables[0].head_height - 1)
