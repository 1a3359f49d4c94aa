"""The styles part of a workbook: read once, changed in memory, made where there is none."""

from functools import cached_property
from posixpath import dirname
from posixpath import join as join_path

from lxml import etree

from lkjip_xl.books.ooxml.draft import Draft
from lkjip_xl.books.ooxml.looks import BARE
from lkjip_xl.books.ooxml.styles import StyleSheet
from lkjip_xl.books.ooxml.xml import namespace

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


class StylesPart:
    """Where the cell formats of a draft stand."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    @cached_property
    def name(self) -> str | None:
        """The part's name, None in a file without styles."""
        for relation in self._draft.relations(self._draft.package.workbook):
            if relation.kind == "styles":
                return self._draft.package.find(relation.target)
        return None

    @cached_property
    def sheet(self) -> StyleSheet | None:
        """The part's content; raises UnusableFileError where it is broken."""
        if self.name is None:
            return None
        part = self._draft.package.part(self.name)
        try:
            return StyleSheet(part.tree())
        except ValueError as fault:
            raise part.damaged() from fault

    def required(self) -> StyleSheet:
        """Return the content, made where the file has none."""
        if self.sheet is None:
            self.name = join_path(dirname(self._draft.package.workbook), "styles.xml")
            self.sheet = StyleSheet(etree.fromstring(BARE.format(space=self._space()[1:-1])))
        return self.sheet

    def keep(self) -> None:
        """Write what was appended into the draft."""
        self._draft.revision.styles = self.name
        if self.name is None or self.sheet is None or not self.sheet.changed:
            return
        if self._draft.package.get(self.name):
            self._draft.keep(self.name, self.sheet.root, self.sheet.scrub)
        else:
            self._make(self.name, self.sheet)

    def _make(self, name: str, sheet: StyleSheet) -> None:
        workbook = self._draft.package.workbook
        self._draft.make(name, sheet.root, _TYPE)
        if not any(relation.kind == "styles" for relation in self._draft.relations(workbook)):
            self._draft.relate(workbook, "styles", name, self._space())

    def _space(self) -> str:
        return namespace(self._draft.tree(self._draft.package.workbook))
