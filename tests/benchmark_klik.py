"""``python tests/benchmark_klik.py``: a click on each button, from Python's start to done, over LibreOffice.

Printed are medians in milliseconds of whole processes, the workbook open as in Excel, and what of them Python's start,
xlwings' own import (pandas with it) and the stand-in for Excel take. LibreOffice over a socket is slower than Excel
itself: the rest is what Excel would see.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import copy
from statistics import median
from time import perf_counter

import xlwings as xw
from klik import run_python, save_copy
from libreoffice import Office
from xlwings_libreoffice import registered

from lkjip_xl.addin.tempat import folder_kerja, lingkungan

RUNS = 7
WORKBOOKS = Path(__file__).parents[1] / "workbooks"
SAMPLES = ("contoh_kecamatan_serang_2025.xlsx", "serang_2025_master.xlsx")
COMMANDS = ("hitung", "validasi", "kembalikan")


def timed(act) -> float:
    start = perf_counter()
    act()
    return (perf_counter() - start) * 1000


def process(code: str) -> float:
    """Return the milliseconds of a Python process; the fastest of some, as it does nothing of ours."""
    return min(timed(lambda: subprocess.run([sys.executable, "-B", "-c", code], check=True)) for _ in range(RUNS))


def click(source: Path, command: str, home: Path, number: int) -> tuple[float, float]:
    """Return the milliseconds of the snapshot and of the process for one click on a fresh copy."""
    book = xw.Book(copy(source, home / f"{number}{source.name}"))
    if command == "kembalikan":
        _run(book, "hitung", home)
    times = _run(book, command, home)
    book.close()
    return times


def _run(book: xw.Book, command: str, home: Path) -> tuple[float, float]:
    folder = folder_kerja(lingkungan()) / "uji"
    folder.mkdir(parents=True)
    snapshot = timed(lambda: save_copy(book, folder / book.name))
    said = []
    done = timed(
        lambda: said.append(run_python(book, f"import lkjip_xl.addin;lkjip_xl.addin.jalankan('{command}','uji')", home))
    )
    assert said[0].startswith("LKjIP: "), said
    return snapshot, done


def main() -> None:
    """Print a line for each button and workbook."""
    print(f"python {process('pass'):.0f} ms, with xlwings {process('import xlwings.utils'):.0f} ms")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ["HOME"] = folder
        office = Office(home)
        with registered(office):
            for name in SAMPLES:
                for command in COMMANDS:
                    times = [click(WORKBOOKS / name, command, home, number) for number in range(RUNS)]
                    snapshot, done = (median(each) for each in zip(*times, strict=True))
                    print(f"{name} {command}: process {done:.0f} ms, snapshot by LibreOffice {snapshot:.0f} ms")
        office.close()


if __name__ == "__main__":
    main()
