"""An open workbook as a book: read from a snapshot file, written through xlwings in blocks."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import ExitStack, contextmanager
from pathlib import Path

from lkjip_xl.books.live.excel import Excel, editing_said
from lkjip_xl.books.live.isi import Isi, Ubahan, blocks, held, is_same, planned, with_rows
from lkjip_xl.books.live.lembar import Lembar, put_sheet
from lkjip_xl.books.live.tanda import put_marks
from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.pesan import UnusableFileError
from lkjip_xl.rencana import ColumnAdd, Mark, MarkedSheet, Plan, SheetReplace
from lkjip_xl.table import Cell, CellRef, Sheet

Remember = Callable[[Sequence[Ubahan]], None]


class LiveBook:
    """The workbook open in Excel; ``snapshot`` is a copy Excel saved of it just now, alone in its folder.

    ``remember`` is called with every cell that is about to change before the first one does, and again with what
    Excel then says they hold.
    """

    def __init__(self, excel: Excel, snapshot: Path, remember: Remember = lambda _: None) -> None:
        self._excel = excel
        self._folder = snapshot.parent
        self._snapshot = FileBook.open(snapshot)
        self._sheets = {sheet.name: sheet for sheet in self._snapshot.read()}
        self._locked = self._snapshot.protected()
        self._names = list(self._sheets)
        self._lembars: dict[str, Lembar] = {}
        self._remember = remember
        self.unmarked: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file name a user knows the workbook by."""
        return self._snapshot.name

    def read(self) -> tuple[Sheet, ...]:
        """Return all worksheets in tab order, as they stood when the snapshot was saved."""
        return tuple(self._sheets.values())

    def apply(self, plan: Plan) -> None:
        """Make the planned changes in the open workbook; cells that hold their planned content already are left.

        What a file would refuse is refused before anything is changed: see FileBook.apply. Raises UnusableFileError
        also where a sheet to write in is locked with a password ("lembar_berkata_sandi") and while a cell is being
        edited ("sedang_diketik"). A sheet locked so gets no marks; ``unmarked`` then names it.
        """
        self._snapshot.apply(plan)
        with editing_said(self.name):
            changes = self._changes(plan)
            self._require_open(change.ref.sheet for change in changes)
            self._change(changes, plan)

    def restore(self, changes: Sequence[Ubahan]) -> tuple[CellRef, ...]:
        """Put back what cells held before ``changes`` were made; return those left alone as they changed since.

        Raises UnusableFileError like ``apply``.
        """
        with editing_said(self.name):
            known = [change for change in changes if change.ref.sheet in self._sheets]
            now = self._contents(change.ref for change in known)
            back = [
                change
                for change, here in zip(known, with_rows(known, self._sheets), strict=True)
                if here.baris == change.baris and is_same(now[change.ref], change.baru)
            ]
            self._require_open(change.ref.sheet for change in back)
            with self._writing({change.ref.sheet for change in back}):
                self._write([change.turned() for change in back])
        done = {change.ref for change in back}
        return tuple(change.ref for change in changes if change.ref not in done)

    def _change(self, changes: Sequence[Ubahan], plan: Plan) -> None:
        marks = [self._markable(change) for change in plan if isinstance(change, Mark)]
        marked = self._sheets.keys() - set(self.unmarked) if marks else set()
        if changes:
            self._remember(changes)
        with self._writing({change.ref.sheet for change in changes} | marked):
            for added in plan:
                if isinstance(added, ColumnAdd):
                    self._lembar(added.sheet).add_column(added, self._sheets[added.sheet].hidden_rows)
            self._write(changes)
            for sheet in plan:
                if isinstance(sheet, SheetReplace):
                    put_sheet(self._excel, sheet, self._known(sheet.name), self._folder)
                    self._names.append(sheet.name)
            for mark in marks:
                put_marks(self._excel, mark)
        if changes:
            now = self._contents(change.ref for change in changes)
            self._remember([change._replace(baru=now[change.ref]) for change in changes])

    def _markable(self, mark: Mark) -> Mark:
        def is_closed(marked: MarkedSheet) -> bool:
            return self._locked.get(marked.sheet, False)

        self.unmarked = tuple(marked.sheet for marked in mark.sheets if is_closed(marked))
        return Mark(tuple(marked for marked in mark.sheets if not is_closed(marked)))

    def _changes(self, plan: Plan) -> list[Ubahan]:
        """Return the planned cells that do not hold their content yet; a formula's text only Excel itself knows."""
        wanted = list(planned(plan))
        formulas = self._contents(ref for ref, *_ in wanted if self._cell(ref).formula is not None)
        found = []
        for ref, isi, number_format in wanted:
            cell = self._cell(ref)
            lama = formulas.get(ref, held(cell))
            change = Ubahan(ref, lama, isi)
            if number_format not in {None, cell.number_format}:
                change = change._replace(format_lama=cell.number_format, format_baru=number_format)
            if lama != isi or change.format_baru:
                found.append(change)
        return with_rows(found, self._sheets)

    def _known(self, name: str) -> str | None:
        """Return how the workbook spells a sheet's name, None where it has none of that name."""
        return next((known for known in self._names if known.casefold() == name.casefold()), None)

    def _lembar(self, name: str) -> Lembar:
        if name not in self._lembars:
            self._lembars[name] = Lembar(self._excel, name)
        return self._lembars[name]

    def _cell(self, ref: CellRef) -> Cell:
        return self._sheets[ref.sheet].cell(ref.row, ref.column)

    def _contents(self, refs: Iterable[CellRef]) -> dict[CellRef, Isi]:
        """Return what Excel says cells hold now."""
        found: dict[CellRef, Isi] = {}
        for block in blocks(((ref, "") for ref in refs), self._sheets):
            for row, isi in enumerate(self._lembar(block.sheet).contents(block), block.row):
                found[CellRef(block.sheet, row, block.column)] = isi
        return found

    def _write(self, changes: Iterable[Ubahan]) -> None:
        """Fill cells; their number formats come first, as a cell formatted as text takes no formula."""
        formats: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for change in changes:
            if change.format_baru:
                places = formats.setdefault((change.ref.sheet, change.format_baru), [])
                places.append((change.ref.row, change.ref.column))
        for (sheet, number_format), places in formats.items():
            self._lembar(sheet).set_format(places, number_format)
        for block in blocks(((change.ref, change.baru) for change in changes), self._sheets):
            self._lembar(block.sheet).fill(block)

    def _require_open(self, sheets: Iterable[str]) -> None:
        for sheet in sheets:
            if self._locked.get(sheet):
                raise UnusableFileError("lembar_berkata_sandi", berkas=self.name, lembar=sheet)

    @contextmanager
    def _writing(self, sheets: AbstractSet[str]) -> Iterator[None]:
        """Unlock the protected sheets among these, keep Excel quiet, and put all of it back whatever happens."""
        with self._excel.quiet(), ExitStack() as back:
            locked = [sheet for sheet in sheets if sheet in self._locked]
            if locked:
                back.callback(self._excel.macro, "LkjipKunciLagi")
            for sheet in locked:
                self._excel.macro("LkjipBukaKunci", self._excel.book.name, sheet)
            yield
