"""The verbs every way in shares: read a book, compute it, validate it.

The rules are imported when they are asked for: ``lkjip hitung`` starts without them.
"""

from datetime import date
from typing import NamedTuple

from lkjip_xl.books.base import Book
from lkjip_xl.compute import compute
from lkjip_xl.hasil import HasilHitung, HasilValidasi
from lkjip_xl.hitungan import Hitungan
from lkjip_xl.kepala import find_tables
from lkjip_xl.ketentuan import Ketentuan
from lkjip_xl.ketentuan_buku import KetentuanDitolak, read_ketentuan
from lkjip_xl.model import DokumenKinerja
from lkjip_xl.parse import parse
from lkjip_xl.pesan import UnusableFileError, pesan
from lkjip_xl.table import Sheet
from lkjip_xl.temuan import HasilPeriksa, Tahap
from lkjip_xl.write import build_plan

_SEEN_HEADS = 3
_SEEN_TITLES = 6


def read_dokumen(book: Book) -> DokumenKinerja:
    """Read a book into records; raises UnusableFileError ("tanpa_tabel") where no table is recognised."""
    return _parsed(book, book.read())


def _parsed(book: Book, sheets: tuple[Sheet, ...]) -> DokumenKinerja:
    found = find_tables(sheets)
    if not found.tables:
        heads = [f"{seen.sheet}: {' | '.join(seen.titles[:_SEEN_TITLES])}" for seen in found.unclear[:_SEEN_HEADS]]
        judul = "; ".join(heads) or pesan("baca.tanpa_judul")
        raise UnusableFileError("tanpa_tabel", berkas=book.name, judul=judul)
    return parse(found, sheets, book.name)


class _Terbaca(NamedTuple):
    """A book read and computed once, for whatever is then asked of it."""

    sheets: tuple[Sheet, ...]
    dokumen: DokumenKinerja
    ketentuan: Ketentuan
    ditolak: tuple[KetentuanDitolak, ...]
    hitungan: Hitungan


def _terbaca(book: Book) -> _Terbaca:
    sheets = book.read()
    dokumen = _parsed(book, sheets)
    ketentuan, ditolak = read_ketentuan(dokumen)
    return _Terbaca(sheets, dokumen, ketentuan, ditolak, compute(dokumen, ketentuan))


def hitung(book: Book, *, formulas: bool = True) -> HasilHitung:
    """Compute a book and apply the plan to it in memory; saving it is the caller's.

    ``formulas`` False writes values only. Raises UnusableFileError where no table is recognised.
    """
    hasil = _dihitung(_terbaca(book), formulas)
    book.apply(hasil.tulisan.plan)
    return hasil


def _dihitung(read: _Terbaca, formulas: bool) -> HasilHitung:
    tulisan = build_plan(read.hitungan, read.ketentuan, formulas=formulas)
    return HasilHitung(read.dokumen, read.hitungan, tulisan, read.ketentuan, read.ditolak)


def validasi(book: Book, tahap: Tahap = "draf") -> HasilPeriksa:
    """Check a book against every rule, without changing it.

    Raises UnusableFileError where no table is recognised.
    """
    return validasi_buku(book, tahap).periksa


def validasi_buku(book: Book, tahap: Tahap = "draf") -> HasilValidasi:
    """Check a book like ``validasi`` and say whose workbook it is; findings judge its values as they stand."""
    return _diperiksa(_terbaca(book), tahap)


def _diperiksa(read: _Terbaca, tahap: Tahap) -> HasilValidasi:
    from lkjip_xl.check import periksa
    from lkjip_xl.rules.konteks import Konteks

    konteks = Konteks(read.dokumen, read.sheets, read.hitungan, read.ketentuan, tahap)
    return HasilValidasi(read.dokumen, periksa(konteks), read.sheets)


def hitung_dan_validasi(book: Book, tahap: Tahap) -> tuple[HasilHitung, HasilValidasi]:
    """Compute and check a book in one reading, then apply the figures to it in memory.

    Findings judge its values as they stood before. Raises UnusableFileError where no table is recognised.
    """
    read = _terbaca(book)
    diperiksa, dihitung = _diperiksa(read, tahap), _dihitung(read, formulas=True)
    book.apply(dihitung.tulisan.plan)
    return dihitung, diperiksa


def tulis_validasi(book: Book, hasil: HasilValidasi, versi: str, today: date) -> None:
    """Apply the sheet Hasil Validasi and the marks to a book in memory; saving it is the caller's.

    Its head names ``versi``, that of this tool, and ``today``.
    """
    from lkjip_xl.rules.dasar import versi_aturan
    from lkjip_xl.sheets import KepalaHasil, sidik, validasi_plan

    dokumen = hasil.dokumen
    tahun = str(dokumen.tahun or "")
    stamp = sidik(hasil.sheets)
    kepala = KepalaHasil(book.name, dokumen.perangkat_daerah or "", tahun, versi, versi_aturan(), today, stamp)
    book.apply(validasi_plan(hasil.periksa, kepala, hasil.sheets))
