"""Folders of small workbooks, and workers that misbehave on some of them; the real one does the rest."""

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import date
from pathlib import Path
from typing import Any

from buku import HEAD_32, workbook

from lkjip_xl.batch.cari import cari
from lkjip_xl.batch.kerja import Tugas, kerjakan
from lkjip_xl.batch.laksana import Laporan, Permintaan, laksanakan
from lkjip_xl.batch.pelaksana import Pelaksana, setempat
from lkjip_xl.rekap.ringkasan import Ringkasan

ROOT = Path(__file__).parents[1]
HASIL = ["catatan.html", "catatan.json", "ringkasan.json"]
HARI = date(2026, 1, 31)


def buku(path: Path, realisasi: float = 80, nama: str = "Nilai AKIP") -> Path:
    """Save a workbook with one indicator, target 80."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return workbook(path.parent, IKU=[HEAD_32, [nama, "Nilai", 80, realisasi, None, None]]).rename(path)


def folder(tmp_path: Path, *names: str) -> Path:
    """Return a folder with small workbooks of these names."""
    for number, name in enumerate(names):
        buku(tmp_path / "masuk" / name, 80 + number)
    return tmp_path / "masuk"


def batch(
    masuk: Path,
    keluar: Path,
    *,
    kerja: Callable[[Tugas], Ringkasan] = kerjakan,
    executor: Executor | None = None,
    batas_waktu: float = 60,
    pekerja: int = 2,
    **asked: Any,
) -> Laporan:
    """Run a batch, without the command line, with any worker function."""
    ditemukan = cari(masuk, keluaran=keluar)
    options: dict[str, Any] = {"tahap": "draf", "hari": HARI, "versi": "0.1.0", **asked}
    permintaan = Permintaan(ditemukan, keluar, **options)
    if executor:
        return laksanakan(permintaan, Pelaksana(executor), lambda *_: None, kerja)
    with setempat(len(ditemukan.buku), pekerja, batas_waktu) as pelaksana:
        return laksanakan(permintaan, pelaksana, lambda *_: None, kerja)


def isi(keluar: Path, berkas: str) -> list[str]:
    """Return the names of a workbook's results."""
    path = keluar / "berkas" / berkas
    return sorted(each.name for each in path.iterdir()) if path.is_dir() else []


def gagal(laporan: Laporan) -> dict[str, str]:
    return {each.berkas: each.alasan for each in laporan.gagal}


def keadaan(path: Path) -> dict[str, tuple[bytes, int]]:
    """Return the bytes and the time of every file below a folder."""
    files = (each for each in sorted(path.rglob("*")) if each.is_file())
    return {str(each): (each.read_bytes(), each.stat().st_mtime_ns) for each in files}


def _half(tugas: Tugas) -> None:
    """Leave what a process that ends in the middle of writing leaves."""
    path = tugas.keluaran / "berkas" / tugas.berkas
    path.mkdir(parents=True, exist_ok=True)
    (path / ".lkjip-0123456789abcdef.tmp").write_bytes(b"separuh")
    (path / "catatan.json").write_bytes(b"{}")


def mati(tugas: Tugas) -> Ringkasan:
    """Let the process end without a word at every workbook called mati."""
    if "mati" in tugas.berkas:
        _half(tugas)
        # No real crash comes in the first instant; pebble may take that for a hang.
        time.sleep(0.2)
        os._exit(3)
    return kerjakan(tugas)


def mati_seketika(tugas: Tugas) -> Ringkasan:
    """Let the process end in the first instant of every workbook called mati."""
    if "mati" in tugas.berkas:
        os._exit(3)
    return kerjakan(tugas)


def mati_sekali(tugas: Tugas) -> Ringkasan:
    """Let the process end at the first try of every workbook called mati."""
    tried = tugas.keluaran.parent / "dicoba"
    if "mati" in tugas.berkas and not tried.exists():
        tried.touch()
        time.sleep(0.2)
        os._exit(3)
    return kerjakan(tugas)


def dibunuh(tugas: Tugas) -> Ringkasan:
    """Let the process be killed as the system does when memory runs out."""
    if "mati" in tugas.berkas:
        _half(tugas)
        time.sleep(0.2)
        os.kill(os.getpid(), signal.SIGKILL)
    return kerjakan(tugas)


def gantung(tugas: Tugas) -> Ringkasan:
    """Never come to an end of every workbook called gantung."""
    if "gantung" in tugas.berkas:
        _half(tugas)
        time.sleep(600)
    return kerjakan(tugas)


def lapar(tugas: Tugas) -> Ringkasan:
    """Want more memory than a worker may have for every workbook called lapar."""
    if "lapar" in tugas.berkas:
        _half(tugas)
        return Ringkasan(tugas.berkas, "", perangkat_daerah=str(len(bytearray(3 << 30))))
    return kerjakan(tugas)


def lambat(tugas: Tugas) -> Ringkasan:
    """Take a while."""
    time.sleep(0.3)
    return kerjakan(tugas)
