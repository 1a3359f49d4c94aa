"""A workbook file as a book."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from lkjip_xl.books.ooxml.archive import Archive
from lkjip_xl.books.ooxml.atomic import replace_file
from lkjip_xl.books.ooxml.cells import read_sheet
from lkjip_xl.books.ooxml.draft import Draft
from lkjip_xl.books.ooxml.edit import Place, SheetEdit
from lkjip_xl.books.ooxml.findings import Findings
from lkjip_xl.books.ooxml.package import Package, relation_id
from lkjip_xl.books.ooxml.protection import protection
from lkjip_xl.books.ooxml.recalc import ask_recalculation, forget_recalculation
from lkjip_xl.books.ooxml.source import read_source
from lkjip_xl.books.ooxml.strings import read_shared_strings
from lkjip_xl.books.ooxml.styles import StyleSheet
from lkjip_xl.books.ooxml.styles_part import StylesPart
from lkjip_xl.books.ooxml.tables import table_areas
from lkjip_xl.books.ooxml.touched import Touched
from lkjip_xl.books.ooxml.verify import Revision, verify
from lkjip_xl.books.ooxml.xml import Element
from lkjip_xl.pesan import UnusableFileError
from lkjip_xl.rencana import CellChange, ColumnAdd, Mark, Plan, SheetReplace
from lkjip_xl.table import Sheet


class SheetPart(NamedTuple):
    """Where a worksheet stands in the file."""

    name: str
    part: str
    hidden: bool

    @property
    def label(self) -> str:
        """What messages call it."""
        return f'lembar "{self.name}"'


class FileBook:
    """An .xlsx or .xlsm file, held in memory as its bytes."""

    def __init__(self, package: Package, mode: int) -> None:
        self._package = package
        self._mode = mode
        self._relations = package.relations(package.workbook)
        self._sheets = self._list_sheets()
        self._revision = Revision()
        self._draft = Draft(package, self._revision)
        self._styles_part = StylesPart(self._draft)

    @classmethod
    def open(cls, path: Path) -> "FileBook":
        """Return the book in a file; raises UnusableFileError where it is none, too big or broken."""
        source = read_source(path)
        return cls(Package(Archive(path.name, source.data)), source.mode)

    @property
    def name(self) -> str:
        """The file name a user knows the workbook by."""
        return self._package.archive.berkas

    def _list_sheets(self) -> tuple[SheetPart, ...]:
        targets = {relation.id: relation for relation in self._relations}
        found = []
        for sheet in self._package.part(self._package.workbook).tree().iterfind("{*}sheets/{*}sheet"):
            name, relation = sheet.get("name", ""), targets.get(relation_id(sheet) or "")
            if relation is None:
                raise UnusableFileError("bagian_hilang", berkas=self.name, bagian=f'lembar "{name}"')
            if relation.kind == "worksheet":
                hidden = sheet.get("state", "visible") != "visible"
                found.append(SheetPart(name, self._package.find(relation.target), hidden))
        return tuple(found)

    def _related(self, kind: str) -> str | None:
        for relation in self._relations:
            if relation.kind == kind:
                return self._package.find(relation.target)
        return None

    @property
    def _styles(self) -> StyleSheet | None:
        styles = self._styles_part.sheet
        return styles if styles and styles.formats else None

    def read(self) -> tuple[Sheet, ...]:
        """Return all worksheets in tab order, as they stood when the book was opened."""
        strings_part = self._related("sharedStrings")
        strings = read_shared_strings(self._package.part(strings_part)) if strings_part else []
        formats = self._styles.formats if self._styles else []
        return tuple(self._read_sheet(sheet, strings, formats) for sheet in self._sheets)

    def _read_sheet(self, sheet: SheetPart, strings: list[str], formats: list[str]) -> Sheet:
        part, tables = self._package.part(sheet.part, sheet.label), table_areas(self._package, sheet.part)
        return read_sheet(part, sheet.name, sheet.hidden, strings, formats, tables)

    def protected(self) -> dict[str, bool]:
        """Return the protected sheets by name, and whether a password is needed to change them."""
        found = {sheet.name: protection(self._package.part(sheet.part, sheet.label)) for sheet in self._sheets}
        return {name: secret for name, secret in found.items() if secret is not None}

    def apply(self, plan: Plan) -> None:
        """Make the planned changes in memory, all or none.

        Raises UnusableFileError: "sel_larik" where a cell belongs to an array, a spill or a data table,
        "struktur_dikunci" and "lembar_lain" where a sheet of ours finds no place; and
        ValueError for a plan no planner may make (see SheetEdit.check).
        """
        if plan:
            with self._revision.all_or_none():
                self._apply(plan)

    def _apply(self, plan: Plan) -> None:
        edits = {sheet.part: self._edit(sheet, changes) for sheet, changes in self._by_sheet(plan).items()}
        for edit, _ in edits.values():
            edit.check()
        shown = Findings(self._draft, plan)
        shown.check()
        for part, (edit, root) in edits.items():
            edit.carry_out(self._styles)
            self._draft.keep(part, root, self._touched(part).scrub)
        shown.carry_out(self._styles_part.required)
        self._styles_part.keep()
        self._ask_recalculation()

    def _by_sheet(self, plan: Plan) -> dict[SheetPart, list[CellChange]]:
        known = {sheet.name: sheet for sheet in self._sheets}
        changes: dict[SheetPart, list[CellChange]] = {}
        for change in plan:
            if isinstance(change, SheetReplace | Mark):
                continue
            name = change.sheet if isinstance(change, ColumnAdd) else change.ref.sheet
            if name not in known:
                raise ValueError(f"no worksheet {name!r}")
            changes.setdefault(known[name], []).append(change)
        return changes

    def _edit(self, sheet: SheetPart, changes: list[CellChange]) -> tuple[SheetEdit, Element]:
        root = self._draft.tree(sheet.part)
        return SheetEdit(Place(self.name, sheet.name), root, changes, self._touched(sheet.part)), root

    def _touched(self, part: str) -> Touched:
        return self._revision.sheets.setdefault(part, Touched())

    def _ask_recalculation(self) -> None:
        """Let Excel calculate everything when it opens the file, and drop the order it once did so in."""
        workbook = self._package.workbook
        root = self._draft.tree(workbook)
        if ask_recalculation(root):
            self._draft.keep(workbook, root, forget_recalculation)
        for relation in self._relations:
            part = self._draft.get(relation.target) if relation.kind == "calcChain" else None
            if part:
                self._draft.drop(part, workbook)

    def save(self, path: Path) -> None:
        """Write the workbook to ``path`` whole or not at all; an unchanged one as the bytes it came from.

        A new file is as open to others as the one that was read; an earlier one keeps its permissions.
        Raises UnusableFileError ("disk_penuh", "tidak_bisa_ditulis"), and UnplannedDifferenceError (a bug)
        when what reached the disk differs from the original by more than the plan.
        """
        archive, revision = self._package.archive, self._revision
        data = archive.repacked(revision.changed, revision.dropped) if revision.changed else archive.data
        replace_file(path, data, self._mode, partial(verify, archive, revision))
