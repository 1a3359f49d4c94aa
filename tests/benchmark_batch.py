"""``python tests/benchmark_batch.py [JUMLAH]``: a batch over invented offices, everything as ratios of one run.

Printed are: the CPU of one workbook against openpyxl's load and save of the same filled master, and where it goes; the
same over the masters of many offices; two workers against one; JUMLAH workbooks (1,000 by default) timed and
the country computed from it; the peak memory of a worker after 200 workbooks and after 2,000 (or JUMLAH if less).
"""

import json
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from zipfile import is_zipfile

import openpyxl

from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.report.validasi_json import validasi_json
from lkjip_xl.verbs import hitung_dan_validasi, tulis_validasi
from lkjip_xl.versi import VERSI

MASTER = Path(__file__).parents[1] / "workbooks" / "serang_2025_master.xlsx"
COUNTRY = 7288
RUNS = 15
FEW = 150  # enough that starting and writing the rekap, which no worker shares, weigh as in a small city
WORKER = """
import resource, sys
from pathlib import Path
from datetime import date
from lkjip_xl.batch.kerja import Tugas, kerjakan
from lkjip_xl.batch.cari import cari
folder, keluaran, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
names = cari(folder).buku
for number in range(count):
    berkas = names[number % len(names)]
    kerjakan(Tugas(folder / berkas, berkas, keluaran, "draf", True, date(2026, 1, 31), "0"))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def steps(source: Path, target: Path) -> dict[str, Callable[[], object]]:
    """Return what is done with one workbook, step by step; each needs those before it."""
    held: dict[str, object] = {}

    def read() -> None:
        held["book"] = FileBook.open(source)

    def compute() -> None:
        held["hitung"], held["hasil"] = hitung_dan_validasi(held["book"], "draf")

    def write() -> None:
        tulis_validasi(held["book"], held["hasil"], VERSI, date(2026, 1, 31))
        held["book"].save(target)

    def report() -> None:
        json.dumps(validasi_json(held["hasil"], source.name), ensure_ascii=False)

    return {"open": read, "read, compute and validate": compute, "write the copy": write, "JSON": report}


def one_workbook(folder: Path) -> None:
    """Print the CPU of one workbook against openpyxl, in turn."""
    ours: dict[str, list[float]] = {name: [] for name in steps(MASTER, folder / "a.xlsx")}
    theirs = []
    for _ in range(RUNS):
        for name, step in steps(MASTER, folder / "a.xlsx").items():
            ours[name].append(cpu(step))
        theirs.append(cpu(lambda: openpyxl.load_workbook(MASTER).save(folder / "b.xlsx")))
    base = median(theirs)
    for name, times in ours.items():
        print(f"  {name}: {median(times) * 1000:.0f} ms CPU, {median(times) / base:.2f} x")
    total = median(map(sum, zip(*ours.values(), strict=True)))
    print(f"one workbook: {total * 1000:.0f} ms CPU, {total / base:.2f} x openpyxl load + save ({base * 1000:.0f} ms)")


def other_workbooks(folder: Path, kota: Path) -> None:
    """Print the same over masters of many offices, each once: nothing is remembered of one for itself."""
    masters = [path for path in sorted(kota.iterdir()) if _is_master(path)]
    ours = [sum(map(cpu, steps(path, folder / "a.xlsx").values())) for path in masters]
    theirs = [cpu(lambda path=path: openpyxl.load_workbook(path).save(folder / "b.xlsx")) for path in masters]
    print(f"{len(masters)} masters of other offices, each once: {sum(ours) / sum(theirs):.2f} x openpyxl load + save")


def _is_master(path: Path) -> bool:
    if path.suffix != ".xlsx" or not is_zipfile(path):
        return False
    names = openpyxl.load_workbook(path, read_only=True).sheetnames
    return names == openpyxl.load_workbook(MASTER, read_only=True).sheetnames


def cpu(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def lkjip(*arguments: object) -> float:
    """Return the seconds of a command of ours; its exit code 1 or 2 is part of the plan."""
    start = perf_counter()
    command = [sys.executable, "-m", "lkjip_xl", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1, 2} and "Traceback" not in done.stderr, done.stderr
    return perf_counter() - start


def workers(folder: Path, kota: Path) -> None:
    """Print how much faster two workers are than one, in turn."""
    times: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(3):
        for pekerja, kept in times.items():
            kept.append(lkjip("batch", kota, "-o", folder / f"p{pekerja}-{turn}", "--pekerja", pekerja))
    one, two = (median(kept) for kept in times.values())
    print(f"two workers over {FEW} workbooks: {one / two:.2f} x as fast as one ({one:.1f} s, {two:.1f} s)")


def memory(folder: Path, kota: Path, counts: tuple[int, int]) -> None:
    """Print the peak memory of a worker after few and after many workbooks."""
    for count in counts:
        command = [sys.executable, "-c", WORKER, kota, folder / f"m{count}", str(count)]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
        print(f"peak memory of a worker after {count} workbooks: {done.stdout.strip()} MB")


def main(jumlah: int) -> None:
    """Run everything in a folder of its own."""
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one_workbook(folder)
        lkjip("templat", "kota", "-o", folder / "sedikit", "--jumlah", FEW, "--benih", 1)
        other_workbooks(folder, folder / "sedikit")
        workers(folder, folder / "sedikit")
        memory(folder, folder / "sedikit", (200, min(2000, jumlah * 2)))
        made = lkjip("templat", "kota", "-o", folder / "banyak", "--jumlah", jumlah, "--benih", 2)
        seconds = lkjip("batch", folder / "banyak", "-o", folder / "keluaran")
        hours = seconds / jumlah * COUNTRY / 3600
        print(f"{jumlah} workbooks: {seconds:.0f} s (made in {made:.0f} s); the country of {COUNTRY}: {hours:.2f} h")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
