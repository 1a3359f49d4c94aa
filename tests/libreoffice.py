"""One headless LibreOffice that opens workbooks, recalculates them and hands their cells over."""

import builtins
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from datetime import time as clock
from math import isclose
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
from openpyxl.utils.datetime import to_excel

from lkjip_xl.table import address

Cells = dict[str, dict[str, float | str | None]]
Formulas = dict[str, dict[str, str]]

ATTEMPTS = 4
START_SECONDS = 60
FORMULA_CONTENT = 16
RUN_MACROS = 4
ERROR_RESULT = 4
REGISTRY = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
  <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
    <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
    <prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop>
  </item>
  <item oor:path="/org.openoffice.Office.Common/Security/Scripting">
    <prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop>
  </item>
</oor:items>
"""


class OfficeError(RuntimeError):
    """LibreOffice is missing, does not start, or cannot open a file."""


class Connection:
    """A soffice that listens on a port of this machine, and what can be done with it."""

    def __init__(self, port: int, is_alive: Callable[[], bool] = lambda: True) -> None:
        self._uno = _import_uno()
        self.port = port
        self.error = self._uno.getClass("com.sun.star.uno.Exception")
        self._context = self._connect(is_alive)
        self._desktop = self._service("frame.Desktop")

    def _connect(self, is_alive: Callable[[], bool]) -> Any:
        local = self._uno.getComponentContext()
        resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
        url = f"uno:socket,host=127.0.0.1,port={self.port},tcpNoDelay=1;urp;StarOffice.ComponentContext"
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and is_alive():
            try:
                return resolver.resolve(url)
            except Exception:
                time.sleep(0.1)
        raise OfficeError("LibreOffice does not answer.")

    def values(self, path: Path) -> Cells:
        """Return every used cell's recalculated value, sheet -> A1 -> value; an error is text ("#DIV/0!")."""
        with self._opened(path) as document:
            return {sheet.Name: _values(sheet) for sheet in document.Sheets}

    def formulas(self, path: Path) -> Formulas:
        """Return every formula cell's text as LibreOffice words it, sheet -> A1 -> "=A1*2"."""
        with self._opened(path) as document:
            return {sheet.Name: _formulas(sheet) for sheet in document.Sheets}

    def pdf(self, path: Path, out: Path) -> None:
        """Print the workbook to a PDF file."""
        with self._opened(path) as document:
            document.storeToURL(out.resolve().as_uri(), (self._property("FilterName", "calc_pdf_Export"),))

    def save(self, path: Path, out: Path) -> None:
        """Save a recalculated copy as .xlsx, in LibreOffice's own dialect."""
        with self._opened(path) as document:
            document.storeToURL(out.as_uri(), (self._property("FilterName", "Calc MS Excel 2007 XML"),))

    def type(self, path: Path, out: Path, typed: dict[str, dict[str, float | str]]) -> None:
        """Open a workbook, type into cells (sheet -> A1 -> value) as a person would, and save it as .xlsx."""
        with self._opened(path) as document:
            for name, cells in typed.items():
                for place, value in cells.items():
                    cell = document.Sheets[name].getCellRangeByName(place)
                    if isinstance(value, str):
                        cell.String = value
                    else:
                        cell.Value = value
            document.storeToURL(out.as_uri(), (self._property("FilterName", "Calc MS Excel 2007 XML"),))

    def load(self, path: Path, **options: object) -> Any:
        """Open a workbook as a user does: with a view, for editing, its macros enabled."""
        properties = self.options(MacroExecutionMode=RUN_MACROS, **options)
        document = self._desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, properties)
        if document is None:
            raise OfficeError(f"LibreOffice cannot open {path}.")
        return document

    @contextmanager
    def edited(self, path: Path) -> Iterator[Any]:
        """Open a workbook as a user does, and close it without saving."""
        document = self.load(path)
        try:
            yield document
        finally:
            document.close(True)

    def documents(self) -> list[Any]:
        """Return the open workbooks, in the order they were opened."""
        components = self._desktop.Components.createEnumeration()
        documents = []
        while components.hasMoreElements():
            component = components.nextElement()
            if component.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                documents.append(component)
        return sorted(documents, key=lambda document: int(document.RuntimeUID))

    def dispatcher(self) -> Any:
        """Return what runs commands of LibreOffice's menus."""
        return self._service("frame.DispatchHelper")

    def options(self, **values: object) -> tuple[Any, ...]:
        """Return values as the options LibreOffice's functions take."""
        return tuple(self._property(name, value) for name, value in values.items())

    def struct(self, name: str) -> Any:
        """Return an empty com.sun.star structure, such as "lang.Locale"."""
        return self._uno.createUnoStruct(f"com.sun.star.{name}")

    def constant(self, name: str) -> Any:
        """Return a com.sun.star constant, such as "sheet.CellFlags.VALUE"."""
        return self._uno.getConstantByName(f"com.sun.star.{name}")

    def path(self, url: str) -> str:
        """Return the path of a file: URL."""
        return str(self._uno.fileUrlToSystemPath(url))

    @contextmanager
    def _opened(self, path: Path) -> Iterator[Any]:
        properties = (self._property("Hidden", True), self._property("ReadOnly", True))
        try:
            document = self._desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, properties)
        except Exception as error:
            raise OfficeError(f"LibreOffice cannot open {path}: {error}") from error
        if document is None or not hasattr(document, "Sheets"):
            raise OfficeError(f"LibreOffice does not read {path} as a workbook.")
        try:
            yield document
        finally:
            document.close(True)

    def _property(self, name: str, value: object) -> Any:
        made = self._uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        made.Name, made.Value = name, value
        return made

    def _service(self, name: str) -> Any:
        manager = self._context.ServiceManager
        return manager.createInstanceWithContext(f"com.sun.star.{name}", self._context)


class Office(Connection):
    """A soffice of our own with its own profile; both formula loaders of the profile always recalculate."""

    def __init__(self, folder: Path) -> None:
        self._soffice = shutil.which("soffice")
        if not self._soffice:
            raise OfficeError("soffice is not on the PATH: install LibreOffice Calc (Debian: libreoffice-calc).")
        self._folder = folder
        for attempt in range(ATTEMPTS):
            port = _free_port()
            self._process = self._launch(folder / f"profile{attempt}", port)
            try:
                super().__init__(port, self._is_alive)
                return
            except OfficeError:
                _end(self._process)
        raise OfficeError(f"LibreOffice did not start in {ATTEMPTS} attempts; see {self._folder}/soffice.log")

    def _is_alive(self) -> bool:
        return self._process.poll() is None

    def _launch(self, profile: Path, port: int) -> subprocess.Popen[bytes]:
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(REGISTRY, encoding="utf-8")
        command = [str(self._soffice), "--headless", "--invisible", "--norestore", "--nologo", "--nodefault"]
        command += [f"-env:UserInstallation={profile.resolve().as_uri()}"]
        command += [f"--accept=socket,host=127.0.0.1,port={port},tcpNoDelay=1;urp;"]
        with (self._folder / "soffice.log").open("ab") as log:
            return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)

    def close(self) -> None:
        """End the process, by force where it does not go by itself."""
        with contextlib.suppress(Exception):
            self._desktop.terminate()
        _end(self._process)


def stale_formulas(office: Office, path: Path, tolerance: float = 1e-9) -> list[list[object]]:
    """Return [sheet!A1, cached, recalculated] for each formula cell whose cached value LibreOffice disputes.

    The tolerance is absolute; sums of many rupiah, which a float holds to fewer decimals, may differ by its
    thousandth part relatively. A formula without cached value is stale too, unless
    it yields the empty text.
    """
    recalculated = office.values(path)
    cached = openpyxl.load_workbook(path, data_only=True)
    return [
        [f"{sheet.title}!{cell.coordinate}", old, new]
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
        for old in [_plain(cached[sheet.title][cell.coordinate].value)]
        for new in [recalculated[sheet.title].get(cell.coordinate)]
        if not _same(old, new, tolerance)
    ]


def _same(old: float | str | None, new: float | str | None, tolerance: float) -> bool:
    if isinstance(old, float) and isinstance(new, float):
        return isclose(old, new, rel_tol=tolerance / 1000, abs_tol=tolerance)
    return (old or "") == (new or "") and type(old or "") is type(new or "")


def _plain(value: object) -> float | str | None:
    if isinstance(value, datetime | date | clock | timedelta):
        return float(to_excel(value))
    if isinstance(value, bool | int | float):
        return float(value)
    return None if value is None else str(value)


def _used(sheet: Any) -> Any:
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    return sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)


def _values(sheet: Any) -> dict[str, float | str | None]:
    used = _used(sheet)
    formulas, data = used.getFormulaArray(), used.getDataArray()
    values = {
        address(row, column): value
        for row, (contents, results) in enumerate(zip(formulas, data, strict=True), 1)
        for column, (content, value) in enumerate(zip(contents, results, strict=True), 1)
        if content != ""
    }
    for row, column in _positions(used.queryFormulaCells(ERROR_RESULT)):
        values[address(row + 1, column + 1)] = sheet.getCellByPosition(column, row).String
    return values


def _formulas(sheet: Any) -> dict[str, str]:
    used = _used(sheet)
    texts = used.getFormulaArray()
    positions = _positions(used.queryContentCells(FORMULA_CONTENT))
    return {address(row + 1, column + 1): texts[row][column] for row, column in positions}


def _positions(ranges: Any) -> Iterator[tuple[int, int]]:
    for area in ranges.RangeAddresses:
        for row in range(area.StartRow, area.EndRow + 1):
            for column in range(area.StartColumn, area.EndColumn + 1):
                yield row, column


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(10)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _import_uno() -> ModuleType:
    """Import uno and undo its replacement of the import statement, which every later import would pay for."""
    original = builtins.__import__
    if "/usr/lib/python3/dist-packages" not in sys.path:
        sys.path.append("/usr/lib/python3/dist-packages")
    try:
        import uno  # type: ignore[import-not-found,unused-ignore]
    except ImportError as error:
        text = "uno cannot be imported: install python3-uno and use Debian's Python minor version"
        raise OfficeError(f"{text} ({error}).") from error
    finally:
        builtins.__import__ = original
    module: ModuleType = uno
    return module
