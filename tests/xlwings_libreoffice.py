"""xlwings over a headless LibreOffice: the unchanged xw.App, xw.Book and xw.Range, without Excel.

Use it through the fixture `excel` (conftest.py). What a program can see of Excel and LibreOffice can show is shown:
the reading of text as American, sheets copied to the front of the user's eyes, protection, manual calculation.
What LibreOffice 7.4 lacks is said where it is met; its VBA has no FormatConditions, so the add-in's macros are
Python functions here (xlwings_libreoffice_makro.py).
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, NamedTuple

import xlwings as xw
from libreoffice import Connection
from xlwings import base_classes

ADDIN = "'LKjIP.xlam'!"
SHEET_ROWS, SHEET_COLUMNS = 1048576, 16384
FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML", ".ods": "calc8"}
STATE = {
    "screen_updating": True,
    "enable_events": True,
    "display_alerts": True,
    "calculation": "automatic",
    "status_bar": False,
    "cut_copy_mode": None,
}


class ExcelError(RuntimeError):
    """Excel refuses a call."""


class Engine:
    """What tests see of the running "Excel".

    `calls` counts the round trips by kind: "range.formula" is read, "range.formula=" written, "app.run" a macro run.
    `fail_on` is the kind whose next call fails, once. `history` holds every setting of the application's state, in
    order. `alerts` holds (prompt, title, mode), `results` what the macro LkjipHasil was told. `macros` stand in for
    the VBA of the add-in, by name.
    """

    name = "excel"
    type = "desktop"

    def __init__(self, office: Connection) -> None:
        self.office = office
        self.active = ""
        self.calls: Counter[str] = Counter()
        self.fail_on = ""
        self.state: dict[str, Any] = dict(STATE)
        self.history: list[tuple[str, Any]] = []
        self.alerts: list[tuple[str, str | None, str | None]] = []
        self.results: list[str] = []
        self.copied: Any = None
        self.macros: dict[str, Callable[..., Any]] = {}
        self.apps = Apps(self)
        self._depth = 0

    def call(self, kind: str, function: Callable[[], Any]) -> Any:
        """Count a call as a round trip to Excel, except those it makes itself on the way.

        LibreOffice's own errors cannot pass through a context manager of Python, so they become ours.
        """
        if self._depth == 0:
            self.calls[kind] += 1
            if self.fail_on == kind:
                self.fail_on = ""
                raise ExcelError(f"{kind} was told to fail.")
        self._depth += 1
        try:
            return function()
        except self.office.error as error:
            raise ExcelError(f"{kind}: {error}") from None
        finally:
            self._depth -= 1

    def set_state(self, name: str, value: Any) -> None:
        self.state[name] = value
        self.history.append((name, value))

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Any) -> Any:
        if value is None:
            return ""
        return float(value) if isinstance(value, int) and not isinstance(value, bool) else value

    @staticmethod
    def clean_value_data(data: Any, dates: Any, empty: Any, numbers: Any, err_to_str: bool) -> list[list[Any]]:
        def clean(value: Any) -> Any:
            if isinstance(value, ErrorValue):
                return str(value) if err_to_str else None
            if value is None:
                return empty
            return numbers(value) if numbers and type(value) is float else value

        return [[clean(value) for value in row] for row in data]


class ErrorValue(str):
    """An error in a cell, such as "#N/A"."""


class Counted:
    """An object of Excel: every public attribute of a subclass counts as a call of "<class>.<attribute>".

    Setting a property counts as "<class>.<attribute>=".
    """

    engine: Engine

    def __init_subclass__(cls) -> None:
        for name, member in list(vars(cls).items()):
            kind = f"{cls.__name__.lower()}.{name}"
            if isinstance(member, property):
                setter = member.fset and _counted(member.fset, f"{kind}=")
                setattr(cls, name, property(_counted(member.fget, kind), setter))
            elif callable(member) and (not name.startswith("_") or name in ("__call__", "__len__", "__iter__")):
                setattr(cls, name, _counted(member, kind))


def _counted(function: Any, kind: str) -> Any:
    @wraps(function)
    def counted(self: Any, *arguments: Any, **options: Any) -> Any:
        return self.engine.call(kind, lambda: function(self, *arguments, **options))

    return counted


class Apps(base_classes.Apps):
    """The one running application."""

    def __init__(self, engine: Engine) -> None:
        self._app = App(engine)

    def keys(self) -> list[int]:
        return [1]

    def add(self, spec: Any = None, add_book: Any = None, xl: Any = None, visible: Any = None) -> "App":
        return self._app

    def __iter__(self) -> Iterator["App"]:
        return iter([self._app])

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> "App":
        return self._app


def _state(name: str) -> property:
    def get(self: Any) -> Any:
        return self.engine.state[name]

    def put(self: Any, value: Any) -> None:
        self.engine.set_state(name, value)

    return property(get, put)


class App(Counted, base_classes.App):
    pid = 1
    version = "16.0"
    visible = True
    screen_updating = _state("screen_updating")
    enable_events = _state("enable_events")
    display_alerts = _state("display_alerts")
    status_bar = _state("status_bar")

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @property
    def calculation(self) -> Any:
        return self.engine.state["calculation"]

    @calculation.setter
    def calculation(self, value: str) -> None:
        self.engine.set_state("calculation", value)
        for book in self.books:
            book.api.enableAutomaticCalculation(value == "automatic")

    @property
    def cut_copy_mode(self) -> Any:
        return self.engine.state["cut_copy_mode"]

    @cut_copy_mode.setter
    def cut_copy_mode(self, value: Any) -> None:
        self.engine.set_state("cut_copy_mode", value or None)
        self.engine.copied = None

    @property
    def books(self) -> "Books":
        return Books(self)

    @property
    def selection(self) -> Any:
        book = self.books.active
        area = book.api.CurrentController.getSelection().RangeAddress
        start, end = (area.StartRow + 1, area.StartColumn + 1), (area.EndRow + 1, area.EndColumn + 1)
        return book.sheets.active.range(start, end)

    def activate(self, steal_focus: bool = False) -> None:
        """Nothing to do: there is one application, and nobody looks."""

    def calculate(self) -> None:
        for book in self.books:
            book.api.calculate()

    def run(self, macro: str, arguments: list[Any]) -> Any:
        name = macro.removeprefix(ADDIN)
        if name == macro or name not in self.engine.macros:
            raise ExcelError(f"Cannot run the macro '{macro}'.")
        return self.engine.macros[name](*arguments)

    def alert(self, prompt: str, title: Any, buttons: Any, mode: Any, callback: Any) -> str:
        self.engine.alerts.append((prompt, title, mode))
        return "ok"


class Books(Counted, base_classes.Books):
    def __init__(self, app: App) -> None:
        self.engine, self.app = app.engine, app

    @property
    def active(self) -> "Book":
        books = list(self)
        if not books:
            raise ExcelError("No workbook is open.")
        return next((book for book in books if book.api.RuntimeUID == self.engine.active), books[-1])

    def open(self, fullname: str, update_links: Any = None, read_only: Any = None, *others: Any) -> "Book":
        return self._shown(self.engine.office.load(Path(fullname), ReadOnly=bool(read_only)))

    def from_template(self, fullname: str) -> "Book":
        return self._shown(self.engine.office.load(Path(fullname), AsTemplate=True))

    def _shown(self, document: Any) -> "Book":
        document.enableAutomaticCalculation(self.engine.state["calculation"] == "automatic")
        book = Book(self.app, document)
        book.activate()
        return book

    def __iter__(self) -> Iterator["Book"]:
        return iter([Book(self.app, document) for document in self.engine.office.documents()])

    def __len__(self) -> int:
        return len(self.engine.office.documents())

    def __call__(self, key: int | str) -> "Book":
        if isinstance(key, int):
            return list(self)[key - 1]
        documents = (Book(self.app, document) for document in self.engine.office.documents())
        found = next((book for book in documents if book.name.lower() == key.lower()), None)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, name: str) -> bool:
        return any(book.name.lower() == name.lower() for book in self)


class Book(Counted, base_classes.Book):
    app: Any = None
    api: Any = None

    def __init__(self, app: App, document: Any) -> None:
        self.engine, self.app, self.api = app.engine, app, document

    @property
    def sheets(self) -> "Sheets":
        return Sheets(self)

    @property
    def fullname(self) -> str:
        return self._fullname

    @cached_property
    def _fullname(self) -> str:
        url = self.api.URL
        return self.engine.office.path(url) if url else str(self.api.Title)

    @property
    def name(self) -> str:
        return Path(self.fullname).name

    def activate(self) -> None:
        self.engine.active = self.api.RuntimeUID
        self.api.CurrentController.Frame.activate()

    def save(self, path: str | None = None, password: Any = None) -> None:
        target = Path(path or self.fullname)
        options = self.engine.office.options(FilterName=FILTERS[target.suffix.lower()])
        self.api.storeAsURL(target.resolve().as_uri(), options)
        self.__dict__.pop("_fullname", None)

    def close(self) -> None:
        self.api.close(True)


class Sheets(Counted, base_classes.Sheets):
    api: Any = None

    def __init__(self, book: Book) -> None:
        self.engine, self.book, self.api = book.engine, book, book.api.Sheets

    @property
    def active(self) -> "Sheet":
        return Sheet(self.book, self.book.api.CurrentController.ActiveSheet)

    def __iter__(self) -> Iterator["Sheet"]:
        return iter([Sheet(self.book, self.api.getByIndex(index)) for index in range(self.api.Count)])

    def __len__(self) -> int:
        return int(self.api.Count)

    def __call__(self, key: int | str) -> "Sheet":
        if isinstance(key, str) and self.api.hasByName(key):
            return Sheet(self.book, self.api.getByName(key))
        return _found(list(self), key)

    def __contains__(self, name: str) -> bool:
        return any(sheet.name.lower() == name.lower() for sheet in self)


def _found(members: list[Any], key: int | str) -> Any:
    if isinstance(key, int):
        return members[key - 1]
    for member in members:
        if member.name.lower() == key.lower():
            return member
    raise KeyError(key)


class Sheet(Counted, base_classes.Sheet):
    book: Any = None
    api: Any = None

    def __init__(self, book: Book, sheet: Any) -> None:
        self.engine, self.book, self.api = book.engine, book, sheet

    @property
    def name(self) -> str:
        return str(self.api.Name)

    @name.setter
    def name(self, value: str) -> None:
        if value in self.book.sheets and value.lower() != self.name.lower():
            raise ExcelError(f"1004: there is a sheet {value} already.")
        self.api.Name = value

    @property
    def index(self) -> int:
        return int(self.api.RangeAddress.Sheet) + 1

    @property
    def visible(self) -> bool:
        return bool(self.api.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.api.IsVisible = value

    def activate(self) -> None:
        self.book.api.CurrentController.ActiveSheet = self.api

    def delete(self) -> None:
        self.book.api.Sheets.removeByName(self.name)

    def copy(self, before: "Sheet | None", after: "Sheet | None") -> None:
        """Copy the sheet and show the copy, as Excel does.

        Cells, formats, widths and conditional formats come along. Of a copy into another workbook LibreOffice leaves
        the table (its database range) behind, and formulas that name it with it.
        """
        beside = before or after
        place = beside.index - 1 if before else beside.index
        target = beside.book
        wanted = _free_name(self.name, target.sheets)
        if target.api.RuntimeUID == self.book.api.RuntimeUID:
            target.api.Sheets.copyByName(self.name, wanted, place)
        else:
            target.api.Sheets.importSheet(self.book.api, self.name, place)
        copy = Sheet(target, target.api.Sheets.getByIndex(place))
        copy.name = wanted
        target.activate()
        copy.activate()

    @property
    def cells(self) -> Any:
        return self.range((1, 1, SHEET_ROWS, SHEET_COLUMNS))

    @property
    def used_range(self) -> Any:
        cursor = self.api.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        return self.range((1, 1), (end.EndRow + 1, end.EndColumn + 1))

    def range(self, first: Any, second: Any = None) -> Any:
        from xlwings_libreoffice_range import spanning

        return spanning(self, first, second)


def _free_name(name: str, sheets: Sheets) -> str:
    numbered = (f"{name} ({number})" for number in range(2, len(sheets) + 3))
    return next(free for free in (name, *numbered) if free not in sheets)


class View(NamedTuple):
    """What the user of a workbook looks at."""

    sheet: str
    selection: str
    top: int
    left: int


def view(book: xw.Book) -> View:
    """Return the sheet in front, the selection, and the first visible row and column (from 1)."""
    return seen(book.impl)


def look_at(book: xw.Book, wanted: View) -> None:
    """Bring a sheet to the front, select and scroll in it, as a user would."""
    look(book.impl, wanted)


def seen(book: Book) -> View:
    controller = book.api.CurrentController
    chosen = controller.getSelection().AbsoluteName.rsplit(".", 1)[1].replace("$", "")
    pane = controller.getByIndex(controller.Count - 1)
    return View(controller.ActiveSheet.Name, chosen, pane.FirstVisibleRow + 1, pane.FirstVisibleColumn + 1)


def look(book: Book, wanted: View) -> None:
    controller = book.api.CurrentController
    controller.ActiveSheet = book.api.Sheets[wanted.sheet]
    controller.select(controller.ActiveSheet.getCellRangeByName(wanted.selection))
    pane = controller.getByIndex(controller.Count - 1)
    pane.FirstVisibleRow, pane.FirstVisibleColumn = wanted.top - 1, wanted.left - 1


def register(office: Connection) -> tuple[Engine, xw.Engine]:
    """Make a fresh "Excel" the one xlwings talks to."""
    from xlwings_libreoffice_makro import Macros

    engine = Engine(office)
    engine.macros.update(Macros(engine).by_name())
    wrapped = xw.Engine(impl=engine)
    xw.engines.add(wrapped)
    wrapped.activate()
    return engine, wrapped


@contextmanager
def registered(office: Connection) -> Iterator[Engine]:
    """Let xlwings talk to a fresh "Excel" for a while; every workbook is closed at the end."""
    before = xw.engines.active
    engine, wrapped = register(office)
    try:
        yield engine
    finally:
        for document in office.documents():
            document.close(True)
        xw.engines.engines.remove(wrapped)
        xw.engines.active = before
