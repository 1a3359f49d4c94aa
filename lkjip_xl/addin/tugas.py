"""The verbs on the workbook open in Excel, one function a button."""

from collections.abc import Callable, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from shutil import rmtree
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from lkjip_xl.addin import semula
from lkjip_xl.addin.tempat import Lingkungan, catat_versi, folder_kerja, folder_laporan, folder_semula, lingkungan
from lkjip_xl.books.live.book import LiveBook
from lkjip_xl.books.live.excel import Excel
from lkjip_xl.catatan import log_fault
from lkjip_xl.pesan import UnusableFileError, pesan
from lkjip_xl.table import CellRef

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lkjip_xl.hasil import HasilHitung, HasilValidasi
    from lkjip_xl.temuan import Tahap

_SHOWN_CELLS = 3


class Klik(NamedTuple):
    """One click: the Excel it came from, the folder that is ours until it is done, and what was chosen."""

    excel: Excel
    folder: Path
    pilihan: str
    tempat: Lingkungan

    def buku(self) -> LiveBook:
        """Return the workbook that was clicked in; its old contents are kept before cells of it change."""
        self.excel.progress(pesan("addin.membaca"))
        snapshot = next((path for path in self.folder.iterdir() if path.is_file()), None)
        assert snapshot is not None, "the add-in saves a snapshot before it calls"
        return LiveBook(self.excel, snapshot, partial(semula.simpan, self.semula))

    @property
    def semula(self) -> Path:
        """Where this workbook's old contents are kept."""
        return semula.path_of(folder_semula(self.tempat), self.excel.book.fullname)


def kerjakan(perintah: str, token: str, pilihan: str) -> None:
    """Run one command and say how it ended; see ``addin.jalankan``."""
    tempat = lingkungan()
    with _disposable(folder_kerja(tempat) / (token or perintah)) as folder:
        excel: Excel | None = None
        try:
            excel = Excel.of_click()
            catat_versi(tempat)
            excel.tell(PERINTAH[perintah](Klik(excel, folder, pilihan, tempat)))
        except UnusableFileError as fault:
            _warn(excel, str(fault))
        except Exception as fault:
            _warn(excel, pesan("addin.bug", catatan=log_fault(fault) or ""))


@contextmanager
def _disposable(folder: Path) -> "Iterator[Path]":
    """Yield a folder of our own and remove it in the end, snapshot and all."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def _warn(excel: Excel | None, kalimat: str) -> None:
    (excel or Excel.running()).warn(kalimat)


def _hitung(klik: Klik) -> str:
    from lkjip_xl.verbs import hitung

    buku = klik.buku()
    klik.excel.progress(pesan("addin.menghitung"))
    hasil = hitung(buku)
    replaced = hasil.tulisan.diubah
    key = "addin.dihitung" if hasil.tulisan.plan else "addin.tetap"
    kalimat = pesan(key, sel=hasil.tulisan.sel)
    if replaced:
        kalimat += pesan("addin.diganti", jumlah=len(replaced), daftar=_cells([change.ref for change in replaced]))
    return kalimat + _left_out(hasil)


def _left_out(hasil: "HasilHitung") -> str:
    """Say what was not computed, with the first reason."""
    from lkjip_xl.report.line import reasons

    found = reasons(hasil)
    if not found:
        return ""
    (sheet, reason), cells = next(iter(found.items()))
    return pesan("addin.tidak_dihitung", sel=sum(map(len, found.values())), contoh=f"{sheet}!{cells[0]}", sebab=reason)


def _cells(refs: "Sequence[CellRef]") -> str:
    """Name the first of some cells."""
    shown = ", ".join(f"{ref.sheet}!{ref.a1}" for ref in refs[:_SHOWN_CELLS])
    more = len(refs) - _SHOWN_CELLS
    return shown + (pesan("addin.dan_lain", jumlah=more) if more > 0 else "")


def _periksa(klik: Klik, buku: LiveBook, tahap: "Tahap") -> "HasilValidasi":
    from lkjip_xl.verbs import validasi_buku

    klik.excel.progress(pesan("addin.memeriksa"))
    return validasi_buku(buku, tahap)


def _validasi(klik: Klik) -> str:
    from lkjip_xl.report.validasi_line import counts
    from lkjip_xl.verbs import tulis_validasi
    from lkjip_xl.versi import VERSI

    buku = klik.buku()
    hasil = _periksa(klik, buku, "penyampaian" if klik.pilihan == "penyampaian" else "draf")
    klik.excel.progress(pesan("addin.menandai"))
    tulis_validasi(buku, hasil, VERSI, datetime.now().date())
    closed = pesan("addin.tidak_ditandai", lembar=", ".join(buku.unmarked)) if buku.unmarked else ""
    key = "addin.diperiksa" if hasil.periksa.temuan else "addin.bersih"
    return pesan(key, jumlah=counts(hasil.periksa)) + closed


def _kembalikan(klik: Klik) -> str:
    changes = semula.baca(klik.semula)
    if not changes:
        return pesan("addin.tanpa_semula")
    left = klik.buku().restore(changes)
    semula.simpan(klik.semula, [change for change in changes if change.ref in set(left)])
    key = "addin.dikembalikan_sebagian" if left else "addin.dikembalikan"
    return pesan(key, sel=len(changes) - len(left), sisa=len(left), daftar=_cells(left))


def _laporan(klik: Klik) -> str:
    from lkjip_xl.report.html import validasi_html
    from lkjip_xl.versi import VERSI

    buku = klik.buku()
    page = validasi_html([_periksa(klik, buku, "draf")], VERSI)
    return _open_page(klik, f"{Path(buku.name).stem}_catatan.html", page)


def _petunjuk(klik: Klik) -> str:
    from lkjip_xl.addin.petunjuk import halaman

    return _open_page(klik, "petunjuk.html", halaman())


def _open_page(klik: Klik, name: str, page: str) -> str:
    """Save a page in the user's own folder and show it in the browser."""
    from lkjip_xl.berkas import write_report

    path = folder_laporan(klik.tempat) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    write_report(path, page.encode("utf-8"))
    _browse(path)
    return pesan("addin.halaman", berkas=path)


def _browse(page: Path) -> None:
    import webbrowser

    webbrowser.open(page.as_uri())


def _format(klik: Klik) -> str:
    """Open an empty master as a new workbook nobody has saved yet: no file of anyone's is ever written over."""
    from lkjip_xl import templat

    klik.excel.progress(pesan("addin.menyiapkan"))
    tahun = datetime.now().year
    path = klik.folder / pesan("addin.nama_format", tahun=tahun)
    templat.save(templat.kosong(tahun, klik.pilihan), path)
    klik.excel.macro("LkjipBukaFormat", str(path))
    return pesan("addin.format_siap", tahun=tahun)


def _rekap(klik: Klik) -> str:
    """Compare all workbooks of a folder; the comparison lies in a folder of its own inside it, and is shown."""
    from lkjip_xl.batch.banding import HALAMAN
    from lkjip_xl.batch.cari import cari
    from lkjip_xl.batch.laksana import Permintaan, laksanakan
    from lkjip_xl.batch.pelaksana import setempat
    from lkjip_xl.versi import VERSI

    folder = _chosen(klik.pilihan)
    keluaran = folder / pesan("addin.folder_rekap")
    ditemukan = cari(folder, keluaran=keluaran)
    if not ditemukan.buku:
        return pesan("addin.rekap_kosong", folder=folder.name)
    asked = Permintaan(ditemukan, keluaran, "draf", datetime.now().date(), VERSI, lanjut=True)
    count = iter(range(1, len(ditemukan.buku) + 1))
    with setempat(len(ditemukan.buku)) as pelaksana:

        def lapor(jumlah: int, _: object) -> None:
            klik.excel.progress(pesan("addin.merekap", nomor=next(count), jumlah=jumlah))

        laporan = laksanakan(asked, pelaksana, lapor)
    if laporan.rekap is not None:
        _browse(keluaran / HALAMAN / "index.html")
    gagal = pesan("addin.rekap_gagal", jumlah=len(laporan.gagal)) if laporan.gagal else ""
    return pesan("addin.rekap", selesai=laporan.selesai, gagal=gagal, folder=keluaran) + laporan.galat


def _chosen(numbers: str) -> Path:
    """Return the folder VBA spelled in numbers; the Mac may name it in its old way, "Macintosh HD:Users:siti"."""
    text = bytes.fromhex(numbers).decode("utf-16-be")
    return Path(text) if "/" in text or "\\" in text else Path("/Volumes", *text.split(":"))


PERINTAH: Mapping[str, Callable[[Klik], str]] = MappingProxyType({
    "hitung": _hitung,
    "validasi": _validasi,
    "kembalikan": _kembalikan,
    "laporan": _laporan,
    "format": _format,
    "rekap": _rekap,
    "petunjuk": _petunjuk,
})  # fmt: skip
"""Every command the ribbon's buttons call, by name; each returns the sentence that says how it ended."""
