"""What a batch says in the end, line by line."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lkjip_xl.batch.banding import HALAMAN, REKAP
from lkjip_xl.batch.cari import Berkas, Ditemukan
from lkjip_xl.batch.kemajuan import satu_baris
from lkjip_xl.batch.laksana import Laporan
from lkjip_xl.batch.lanjut import BATCH
from lkjip_xl.pesan import pesan


def dilewati_lines(ditemukan: Ditemukan) -> Iterator[str]:
    """Yield what was left out and why."""
    yield from _listed("dilewati", ditemukan.dilewati)


def laporan_lines(laporan: Laporan, ditemukan: Ditemukan, keluaran: Path) -> Iterator[str]:
    """Yield how many were done, what failed and was left out and why, what was found, and where the comparison is."""
    yield from ([pesan("batch.dihentikan", belum=laporan.belum)] if laporan.dihentikan else [])
    yield pesan("batch.selesai", selesai=laporan.selesai, gagal=len(laporan.gagal), dilewati=len(ditemukan.dilewati))
    yield from ([pesan("batch.tetap", jumlah=laporan.tetap)] if laporan.tetap else [])
    between = len(laporan.rekap.temuan) if laporan.rekap else 0
    yield pesan("batch.temuan_antar" if between else "batch.temuan", **laporan.temuan, antar=between)
    yield from _listed("gagal", laporan.gagal)
    yield from dilewati_lines(ditemukan)
    if laporan.rekap:
        yield from ["", pesan("batch.rekap", rekap=keluaran / REKAP, halaman=keluaran / HALAMAN / "index.html")]
    yield pesan("batch.catatan", catatan=keluaran / BATCH)


def _listed(name: str, files: Sequence[Berkas]) -> Iterator[str]:
    if files:
        yield from ["", pesan(f"batch.{name}", jumlah=len(files))]
    for each in files:
        yield pesan("batch.satu", berkas=satu_baris(each.berkas), alasan=satu_baris(each.alasan))
