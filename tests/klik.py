"""A click on the ribbon without Excel: LibreOffice holds the workbook, the command runs as xlwings would run it."""

import os
import subprocess
import sys
from pathlib import Path

import xlwings as xw
from xlwings_libreoffice import FILTERS, Engine

from lkjip_xl.addin import jalankan
from lkjip_xl.addin.tempat import folder_kerja, lingkungan
from lkjip_xl.books.live.book import LiveBook, Remember
from lkjip_xl.books.live.excel import Excel
from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.table import Sheet

TOKEN = "20260112-080000-0001"


def save_copy(book: xw.Book, target: Path) -> Path:
    """Save a copy like Excel's SaveCopyAs, the open workbook left as it is."""
    options = book.impl.engine.office.options(FilterName=FILTERS[target.suffix.lower()])
    book.impl.api.storeToURL(target.resolve().as_uri(), options)
    return target


def live_book(book: xw.Book, folder: Path, remember: Remember = lambda _: None) -> LiveBook:
    """Return an open workbook as the add-in sees it."""
    folder.mkdir(parents=True, exist_ok=True)
    return LiveBook(Excel(book.app, book), save_copy(book, folder / book.name), remember)


def saved(book: xw.Book, folder: Path) -> tuple[Sheet, ...]:
    """Return what an open workbook holds."""
    return FileBook.open(save_copy(book, folder / f"isi{Path(book.name).suffix}")).read()


def click(engine: Engine, book: xw.Book, perintah: str, pilihan: str = "") -> str:
    """Do what a click does and return the sentence the user then reads, "!" before one in a message box."""
    engine.results.clear()
    engine.alerts.clear()
    folder = folder_kerja(lingkungan()) / TOKEN
    folder.mkdir(parents=True)
    save_copy(book, folder / book.name)
    book.set_mock_caller()
    sys.argv[1:] = [f"--wb={book.name}", "--from_xl=1"]
    jalankan(perintah, TOKEN, pilihan)
    assert not folder.exists()
    said = [*engine.results, *(f"!{prompt}" for prompt, *_ in engine.alerts)]
    assert len(said) == 1
    return said[0]


def run_python(book: xw.Book, command: str, home: Path) -> str:
    """Run a command of RunPython in a process of its own, as xlwings does, and return what the user was told."""
    start = "import xlwings.utils;xlwings.utils.prepare_sys_path('false;;;;;;')"
    code = f"import klik_proses;{start};{command};klik_proses.tell()"
    arguments = [sys.executable, "-B", "-c", code, f"--wb={book.name}", "--from_xl=1"]
    port = str(book.impl.engine.office.port)
    paths = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1])])
    environment = os.environ | {"LKJIP_UJI_PORT": port, "HOME": str(home), "PYTHONPATH": paths}
    return subprocess.run(arguments, env=environment, capture_output=True, text=True, check=True).stdout
