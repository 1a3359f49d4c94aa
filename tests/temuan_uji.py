"""Findings as validation would give them, and files after their plan was applied."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.rencana import Plan
from lkjip_xl.sheets import KepalaHasil
from lkjip_xl.table import CellRef
from lkjip_xl.temuan import HasilPeriksa, Temuan, TidakDiperiksa, Tingkat

KEPALA = KepalaHasil("buku.xlsx", "Kecamatan Serang", "2025", "0.1.0", "2025.1", date(2026, 1, 12), "abc123")


def temuan(sheet: str, row: int, column: int, tingkat: Tingkat = "kesalahan", **more: object) -> Temuan:
    held = {
        "kode": "RA001",
        "nama": "Target berbeda",
        "pesan": "Target 80 berbeda dari PK 83,75.",
        "saran": "Samakan dengan PK.",
        "baris": "Nilai SKM",
    } | more
    return Temuan(tingkat=tingkat, ref=CellRef(sheet, row, column), **held)  # type: ignore[arg-type]


def hasil(*found: Temuan, skipped: Sequence[tuple[str, str]] = ()) -> HasilPeriksa:
    """Return a result; findings with a reason are set aside."""
    return HasilPeriksa(
        "draf",
        tuple(each for each in found if not each.alasan),
        tuple(each for each in found if each.alasan),
        tuple(TidakDiperiksa(*each) for each in skipped),
    )


def applied(path: Path, plan: Plan, name: str = "hasil") -> Path:
    """Apply a plan to a file and return the result's path."""
    book = FileBook.open(path)
    book.apply(plan)
    result = path.with_name(f"{name}{path.suffix}")
    book.save(result)
    return result
