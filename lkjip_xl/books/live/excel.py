"""The running Excel: the workbook that was clicked in, what is said to the user, quiet while cells are written."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from lkjip_xl.pesan import UnusableFileError, pesan

if TYPE_CHECKING:
    import xlwings

ADDIN = "LKjIP.xlam"
_QUIET = (
    ("screen_updating", False),
    ("enable_events", False),
    ("display_alerts", False),
    ("calculation", "manual"),
)
_BUSY = frozenset({-2146777998, -2147418111})
"""What Excel for Windows answers while a cell is being edited: VBA_E_IGNORE and RPC_E_CALL_REJECTED."""


class Excel:
    """The Excel a click came from, and its workbook where one was open."""

    def __init__(self, app: "xlwings.App", book: "xlwings.Book | None" = None) -> None:
        self.app = app
        self._book = book

    @classmethod
    def of_click(cls) -> "Excel":
        """Return the Excel whose RunPython started this process; RunPython names the workbook in sys.argv.

        Raises UnusableFileError ("dua_bernama_sama") where two Excels have a workbook of that name open.
        """
        name = next((text.partition("=")[2] for text in sys.argv if text.startswith("--wb=")), "")
        if not name:
            return cls.running()
        import xlwings

        try:
            book = xlwings.Book.caller()
        except Exception as fault:
            if "more than one Excel" in str(fault):
                raise UnusableFileError("dua_bernama_sama", berkas=name) from fault
            raise
        return cls(book.app, book)

    @classmethod
    def running(cls) -> "Excel":
        """Return the Excel in front, whatever is open in it."""
        import xlwings

        app = xlwings.apps.active
        assert app is not None, "RunPython is called from a running Excel"
        return cls(app)

    @property
    def book(self) -> "xlwings.Book":
        """The workbook that was clicked in."""
        assert self._book is not None, "this command needs a workbook; the add-in asks for one before"
        return self._book

    def macro(self, name: str, *arguments: str) -> None:
        """Run one of the add-in's macros, for what xlwings has no words for."""
        self.app.macro(f"'{ADDIN}'!{name}")(*arguments)

    def progress(self, kalimat: str) -> None:
        """Show on the status bar what is being done."""
        self.app.status_bar = kalimat

    def tell(self, kalimat: str) -> None:
        """Show how it ended, on the status bar for a while."""
        self.macro("LkjipHasil", kalimat)

    def warn(self, kalimat: str) -> None:
        """Show what went wrong in a message box."""
        self.app.status_bar = False
        self.app.alert(kalimat, title=pesan("addin.judul"), mode="critical")

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Hold back screen, events, questions and calculation, and leave the user where they were.

        Whatever happens, all is put back.
        """
        with ExitStack() as back:
            for name, value in _QUIET:
                back.callback(setattr, self.app, name, getattr(self.app, name))
                setattr(self.app, name, value)
            back.callback(self._show, self.book.sheets.active.name)
            yield

    def _show(self, sheet: str) -> None:
        """Return to the sheet the user was on: copying a sheet shows the copy."""
        shown = self.app.books.active
        if (shown.name, shown.sheets.active.name) != (self.book.name, sheet):
            self.book.sheets[sheet].activate()


@contextmanager
def editing_said(berkas: str) -> Iterator[None]:
    """Turn Excel's refusal while a cell is being edited into a sentence (UnusableFileError "sedang_diketik")."""
    try:
        yield
    except Exception as fault:
        if fault.args and isinstance(fault.args[0], int) and fault.args[0] in _BUSY:
            raise UnusableFileError("sedang_diketik", berkas=berkas) from fault
        raise
