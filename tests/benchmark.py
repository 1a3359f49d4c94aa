"""`python tests/benchmark.py` measures speed and memory, everything against openpyxl in the same run, as ratios.

Nothing here is a test: the figures are for people. Each time is the median of several runs, taken in turn.
"""

import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import openpyxl
from buku_besar import enlarged
from lxml import etree

from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.compute import compute
from lkjip_xl.kepala import find_tables
from lkjip_xl.ketentuan import ketentuan_bawaan
from lkjip_xl.parse import parse
from lkjip_xl.table import Sheet
from lkjip_xl.verbs import hitung, validasi
from lkjip_xl.write import build_plan

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "workbooks" / "contoh_kecamatan_serang_2025.xlsx"
RUNS = 15
BYTECODE = Path(tempfile.gettempdir()) / "lkjip_xl_bytecode"


def in_turn(*works: Callable[[], object], runs: int = RUNS) -> list[float]:
    """Return the median seconds of each work, run in turn so that the machine's moods hit all alike."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(runs + 1):
        for kept, work in zip(times, works, strict=True):
            start = time.perf_counter()
            work()
            kept.append(time.perf_counter() - start)
    return [median(kept[1:]) for kept in times]


def ours(source: Path, target: Path) -> None:
    book = FileBook.open(source)
    hitung(book)
    book.save(target)


def checked(source: Path) -> None:
    validasi(FileBook.open(source))


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds of a work: of long ones the wall clock tells more of the machine's other work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def theirs(source: Path, target: Path) -> None:
    openpyxl.load_workbook(source).save(target)


def floor(source: Path) -> None:
    """Unzip, parse and deflate every part: what any lossless editor must do at least."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as target:
        for entry in archive.infolist():
            data = archive.read(entry)
            if entry.filename.endswith(".xml"):
                etree.fromstring(data)
            target.writestr(entry.filename, data)


def process(code: str) -> tuple[float, int]:
    """Return wall seconds and peak memory (KiB) of a fresh Python running some code, compiled beforehand as installed.

    The peak is the process's own (VmHWM): what wait4 tells includes what this process had when it forked.
    """
    peak = "import re; print(re.search(r'VmHWM:\\s*(\\d+)', open('/proc/self/status').read())[1])"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(BYTECODE), "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{peak}"], capture_output=True, text=True, cwd=ROOT, check=True, env=environment
    )
    return time.perf_counter() - start, int(done.stdout.split()[-1])


def widened(folder: Path, times: int) -> Path:
    """Return the sample with the last table of every sheet written ``times`` over, row after row."""
    book = openpyxl.load_workbook(SAMPLE)
    for table in find_tables(FileBook.open(SAMPLE).read()).tables:
        sheet = book[table.sheet.name]
        if sheet.max_row > table.last_row:
            continue
        first, height = table.rows[0], table.last_row - table.rows[0] + 1
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]
        for offset in range(height, height * times):
            for column, value in enumerate(rows[offset % height], start=1):
                sheet.cell(first + offset, column, value)
    path = folder / f"kali_{times}.xlsx"
    book.save(path)
    return path


def report(name: str, ratio: float, detail: str) -> None:
    print(f"{name:<44} {ratio:6.2f}   {detail}")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        target = folder / "hasil.xlsx"
        ms = 1000
        a, b, c = in_turn(lambda: ours(SAMPLE, target), lambda: theirs(SAMPLE, target), lambda: floor(SAMPLE))
        report("in process, ours / openpyxl", a / b, f"{a * ms:.0f} ms / {b * ms:.0f} ms")
        report("floor (unzip, parse, deflate) / openpyxl", c / b, f"{c * ms:.0f} ms")
        stages()
        command = f"from lkjip_xl.cli import main; main(['hitung', {str(SAMPLE)!r}, '-o', {str(target)!r}])"
        rival = f"import openpyxl; openpyxl.load_workbook({str(SAMPLE)!r}).save({str(target)!r})"
        check = f"from lkjip_xl.cli import main; main(['validasi', {str(SAMPLE)!r}])"
        runs = [(process(command), process(rival), process(check)) for _ in range(RUNS + 1)][1:]
        a, b, c = (median(run[i][0] for run in runs) for i in range(3))
        report("whole process, lkjip hitung / openpyxl", a / b, f"{a * ms:.0f} ms / {b * ms:.0f} ms")
        report("whole process, lkjip validasi / openpyxl", c / b, f"{c * ms:.0f} ms / {b * ms:.0f} ms")
        a, b, c = (median(run[i][1] for run in runs) for i in range(3))
        report("peak memory, lkjip hitung / openpyxl", a / b, f"{a / 1024:.0f} MiB / {b / 1024:.0f} MiB")
        report("peak memory, lkjip validasi / openpyxl", c / b, f"{c / 1024:.0f} MiB / {b / 1024:.0f} MiB")
        one, ten = widened(folder, 1), widened(folder, 10)
        a, b = in_turn(lambda: ours(ten, target), lambda: ours(one, target), runs=5)
        report("ten times the rows / the sample", a / b, f"{a * ms:.0f} ms / {b * ms:.0f} ms")
        large(folder)
        show_help = "from lkjip_xl.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass"
        process(show_help)
        helps = median(process(show_help)[0] for _ in range(RUNS))
        bare = median(process("pass")[0] for _ in range(RUNS))
        report("lkjip --help / bare Python", helps / bare, f"{helps * ms:.0f} ms / {bare * ms:.0f} ms")


def large(folder: Path) -> None:
    """Print how validation grows from 500 to 5,000 rows of Rencana Aksi, as staff type it and in the master."""
    for source in (SAMPLE, SAMPLE.with_name("serang_2025_master.xlsx")):
        some, many = (enlarged(source, folder / f"{times}_{source.name}", times) for times in (8, 82))
        a, b = (median(cpu(partial(checked, each)) for _ in range(3)) for each in (many, some))
        report(f"validasi, 5,000 rows / 500 ({source.stem[:10]}…)", a / b, f"{a:.1f} s / {b:.2f} s of CPU")


def stages() -> None:
    """Print where the time of one run goes, as shares of their sum."""
    book = FileBook.open(SAMPLE)
    sheets = book.read()
    found = find_tables(sheets)
    dokumen = parse(found, sheets, book.name)
    ketentuan = ketentuan_bawaan()
    hitungan = compute(dokumen, ketentuan)
    plan = build_plan(hitungan, ketentuan).plan

    def applied() -> None:
        again = FileBook.open(SAMPLE)
        again.apply(plan)

    with tempfile.TemporaryDirectory() as name:
        again = FileBook.open(SAMPLE)
        again.apply(plan)
        works: dict[str, Callable[[], object]] = {
            "open and read": lambda: FileBook.open(SAMPLE).read(),
            "find tables": lambda: find_tables([Sheet(s.name, s.cells, s.merges) for s in sheets]),
            "parse": lambda: parse(found, sheets, book.name),
            "compute": lambda: compute(dokumen, ketentuan),
            "plan": lambda: build_plan(hitungan, ketentuan),
            "open and apply": applied,
            "save and verify": lambda: again.save(Path(name) / "x.xlsx"),
        }
        times = in_turn(*works.values())
    for stage, seconds in zip(works, times, strict=True):
        report(f"  {stage}, share of the stages", seconds / sum(times), f"{seconds * 1000:.1f} ms")


if __name__ == "__main__":
    main()
