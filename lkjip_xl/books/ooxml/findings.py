"""The part of a plan that shows findings: sheets of ours and marks, checked first and then carried out."""

from collections.abc import Callable

from lkjip_xl.books.ooxml.draft import Draft
from lkjip_xl.books.ooxml.graft import graft
from lkjip_xl.books.ooxml.looks import Looks
from lkjip_xl.books.ooxml.marks import apply_marks, require_sheets
from lkjip_xl.books.ooxml.styles import StyleSheet
from lkjip_xl.books.ooxml.workbook import require_place
from lkjip_xl.rencana import Mark, Plan, SheetReplace


class Findings:
    """The SheetReplace and Mark of one plan; sheets are put in before others are marked."""

    def __init__(self, draft: Draft, plan: Plan) -> None:
        self._draft = draft
        self._sheets = [change for change in plan if isinstance(change, SheetReplace)]
        self._marks = [change for change in plan if isinstance(change, Mark)]

    def check(self) -> None:
        """Raise before anything is changed: see ``require_place``; ValueError for a mark on a sheet that is not."""
        for change in self._sheets:
            require_place(self._draft, change.name)
        for mark in self._marks:
            require_sheets(self._draft, mark)

    def carry_out(self, styles: Callable[[], StyleSheet]) -> None:
        """Make the changes; ``styles`` gives the style sheet, made where the file has none."""
        if not self._sheets and not self._marks:
            return
        looks = Looks(styles())
        for change in self._sheets:
            graft(self._draft, change, looks)
        for mark in self._marks:
            apply_marks(self._draft, mark, looks)
