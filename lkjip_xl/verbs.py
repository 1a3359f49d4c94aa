"""The verbs every way in shares: read a book, and compute it."""

from lkjip_xl.books.base import Book
from lkjip_xl.compute import compute
from lkjip_xl.hasil import HasilHitung
from lkjip_xl.kepala import find_tables
from lkjip_xl.ketentuan import ketentuan_bawaan
from lkjip_xl.model import DokumenKinerja
from lkjip_xl.parse import parse
from lkjip_xl.pesan import UnusableFileError, pesan
from lkjip_xl.write import build_plan

_SEEN_HEADS = 3
_SEEN_TITLES = 6


def read_dokumen(book: Book) -> DokumenKinerja:
    """Read a book into records; raises UnusableFileError ("tanpa_tabel") where no table is recognised."""
    sheets = book.read()
    found = find_tables(sheets)
    if not found.tables:
        heads = [f"{seen.sheet}: {' | '.join(seen.titles[:_SEEN_TITLES])}" for seen in found.unclear[:_SEEN_HEADS]]
        judul = "; ".join(heads) or pesan("baca.tanpa_judul")
        raise UnusableFileError("tanpa_tabel", berkas=book.name, judul=judul)
    return parse(found, sheets, book.name)


def hitung(book: Book, *, formulas: bool = True) -> HasilHitung:
    """Compute a book and apply the plan to it in memory; saving it is the caller's.

    ``formulas`` False writes values only. Raises UnusableFileError where no table is recognised.
    """
    dokumen = read_dokumen(book)
    ketentuan = ketentuan_bawaan()
    hitungan = compute(dokumen, ketentuan)
    tulisan = build_plan(hitungan, ketentuan, formulas=formulas)
    book.apply(tulisan.plan)
    return HasilHitung(dokumen, hitungan, tulisan)
