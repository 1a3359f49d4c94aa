"""Our marks in the open workbook: the add-in's macros put them on, as xlwings knows no conditional formats."""

from lkjip_xl.books.live.excel import Excel
from lkjip_xl.rencana import Mark, MarkedSheet, MarkRule
from lkjip_xl.table import Area, address


def put_marks(excel: Excel, mark: Mark) -> None:
    """Take every mark of ours off the workbook and put the planned ones on, the strongest first: two calls in all."""
    buku = excel.book.name
    excel.macro("LkjipHapusTanda", buku)
    lines = [_line(marked, rule) for marked in mark.sheets for rule in marked.rules]
    if lines:
        excel.macro("LkjipTandai", buku, "\n".join(lines))


def _line(marked: MarkedSheet, rule: MarkRule) -> str:
    """Return what the macro needs for one rule; no sheet's name can hold a tab."""
    look = rule.look
    colours = look.fill or "", look.colour, look.border or ""
    return "\t".join((marked.sheet, _address(marked.area), rule.name, rule.formula, *colours))


def _address(area: Area) -> str:
    return f"{address(area.row, area.column)}:{address(area.last_row, area.last_column)}"
