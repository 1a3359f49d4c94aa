"""The verbs of ``lkjip templat``: write an empty master, the sample, or one filled from an older workbook."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from lkjip_xl.books.base import Book
from lkjip_xl.books.ooxml.atomic import replace_file, resolved, unwritable
from lkjip_xl.pesan import UnusableFileError
from lkjip_xl.template.induk import write_master
from lkjip_xl.template.isi import isi_dari
from lkjip_xl.template.isi_sisa import Terisi
from lkjip_xl.template.perbarui import perbarui
from lkjip_xl.template.serang_induk import serang
from lkjip_xl.template.spesifikasi import spesifikasi
from lkjip_xl.verbs import read_dokumen

SUFFIX = ".xlsx"
_MODE = 0o644


def kosong(tahun: int, jenis: str) -> Terisi:
    """Return an empty master for a year and a kind of office, "kecamatan" or "perangkat daerah"."""
    return Terisi(spesifikasi(tahun, jenis), {}, ())


def contoh() -> Terisi:
    """Return the master filled with the printed tables of Kecamatan Serang 2025."""
    return Terisi(*serang(), ())


def dari_buku(book: Book, tahun: int) -> Terisi:
    """Return a master filled from any workbook of an LKjIP; ``tahun`` counts where nothing in it tells the year.

    A master is brought up to date instead. Raises UnusableFileError ("tanpa_tabel") where no table is recognised.
    """
    return perbarui(book.read()) or isi_dari(read_dokumen(book), book.read(), tahun)


def dari_induk(book: Book) -> Terisi:
    """Return the present master filled from an older one; raises UnusableFileError ("bukan_induk") for no master."""
    terisi = perbarui(book.read())
    if terisi is None:
        raise UnusableFileError("bukan_induk", berkas=book.name)
    return terisi


def target_path(wanted: str, source: Path | None) -> Path:
    """Return where to write; raises UnusableFileError where that is no .xlsx name, or a file that is there already.

    A master under that name may be a year's work: it is never written over.
    """
    if not wanted:
        raise UnusableFileError("keluaran_kosong")
    target = Path(wanted)
    if target.suffix.lower() != SUFFIX or target.is_dir():
        raise UnusableFileError("keluaran_xlsx", berkas=target.name)
    if source is not None and _same_file(source, target):
        raise UnusableFileError("keluaran_masukan", berkas=target.name)
    if target.exists():
        raise UnusableFileError("keluaran_ada", berkas=target.name)
    return target


def _same_file(source: Path, target: Path) -> bool:
    try:
        same = target.exists() and source.exists() and target.samefile(source)
        return same or resolved(target) == resolved(source)
    except OSError as fault:
        raise unwritable(target, fault) from fault


def save(terisi: Terisi, target: Path) -> None:
    """Write a master whole or not at all; raises UnusableFileError where it cannot be written."""
    try:
        with TemporaryDirectory() as folder:
            made = Path(folder) / target.name
            write_master(made, terisi.spec, terisi.isian)
            data = made.read_bytes()
    except OSError as fault:
        raise unwritable(target, fault) from fault
    replace_file(target, data, _MODE, _same_bytes(data, target))


def _same_bytes(data: bytes, target: Path) -> Callable[[bytes], None]:
    def check(written: bytes) -> None:
        if written != data:
            raise OSError(f"{target} differs from what was written")

    return check
