"""One workbook of a batch, from its file to its results; runs in any process, and nothing it does stops the others."""

from datetime import date
from hashlib import file_digest
from json import dumps
from pathlib import Path
from typing import NamedTuple

from lkjip_xl.batch.galat import kesalahan_kami
from lkjip_xl.batch.ringkas import ringkas
from lkjip_xl.batch.tempat import HTML, JSON, RINGKASAN, folder_hasil, hapus_hasil, nama_salinan, relatif
from lkjip_xl.books.ooxml.atomic import replace_file, unwritable
from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.hasil import HasilValidasi
from lkjip_xl.pesan import UnusableFileError, pesan
from lkjip_xl.rekap.ringkasan import Ringkasan, to_json
from lkjip_xl.temuan import Tahap
from lkjip_xl.verbs import hitung_dan_validasi, tulis_validasi


class Tugas(NamedTuple):
    """One workbook to be done: its file, its path below the batch's folder with "/", and where results go."""

    sumber: Path
    berkas: str
    keluaran: Path
    tahap: Tahap
    salinan: bool
    hari: date
    versi: str
    """That of lkjip, which reports name."""


def kerjakan(tugas: Tugas) -> Ringkasan:
    """Compute, check and save one workbook; what goes wrong is said in the summary, and then nothing is left of it."""
    sidik = ""
    try:
        hapus_hasil(tugas.keluaran, tugas.berkas)
        sidik = sidik_berkas(tugas.sumber)
        return _dikerjakan(tugas, sidik)
    except UnusableFileError as fault:
        return batal(tugas, str(fault).removeprefix(f"{tugas.sumber.name}: "), sidik)
    except MemoryError:
        return batal(tugas, pesan("batch.memori"), sidik)
    except Exception as fault:
        return batal(tugas, kesalahan_kami(fault), sidik)


def batal(tugas: Tugas, alasan: str, sidik: str = "") -> Ringkasan:
    """Return the summary of a workbook that could not be done, and take away what was written of it so far."""
    try:
        hapus_hasil(tugas.keluaran, tugas.berkas)
    except UnusableFileError as fault:
        alasan = f"{alasan} {fault}"
    return Ringkasan(tugas.berkas, sidik, gagal=alasan)


def sidik_berkas(path: Path) -> str:
    """Return the SHA-256 of a file's bytes; raises UnusableFileError where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError as fault:
        raise UnusableFileError("tidak_ada", berkas=path.name) from fault
    except OSError as fault:
        raise UnusableFileError("tidak_bisa_dibaca", berkas=path.name) from fault


def _dikerjakan(tugas: Tugas, sidik: str) -> Ringkasan:
    book = FileBook.open(tugas.sumber)
    dihitung, diperiksa = hitung_dan_validasi(book, tugas.tahap)
    folder = _folder(tugas)
    nama = {"json": JSON, "html": HTML}
    if tugas.salinan:
        nama = {"salinan": nama_salinan(tugas.berkas)} | nama
        tulis_validasi(book, diperiksa, tugas.versi, tugas.hari)
        book.save(folder / nama["salinan"])
    mode = _mode(tugas.sumber)
    _write(folder / JSON, _json(diperiksa, tugas.berkas), mode)
    _write(folder / HTML, _html(diperiksa, tugas.versi), mode)
    keluaran = {kind: relatif(tugas.berkas, each) for kind, each in nama.items()}
    ringkasan = ringkas(tugas.berkas, sidik, dihitung, diperiksa, keluaran)
    # The summary comes last: where it lies, all the others lie whole.
    _write(folder / RINGKASAN, to_json(ringkasan), mode)
    return ringkasan


def _folder(tugas: Tugas) -> Path:
    folder = folder_hasil(tugas.keluaran, tugas.berkas)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise unwritable(folder, fault) from fault
    return folder


def _mode(path: Path) -> int:
    """Return the permissions of a workbook: nothing made from it may be more open."""
    try:
        return path.stat().st_mode & 0o666
    except OSError as fault:
        raise UnusableFileError("tidak_bisa_dibaca", berkas=path.name) from fault


def _json(diperiksa: HasilValidasi, berkas: str) -> str:
    from lkjip_xl.report.validasi_json import validasi_json

    return dumps(validasi_json(diperiksa, berkas), ensure_ascii=False, indent=2) + "\n"


def _html(diperiksa: HasilValidasi, versi: str) -> str:
    from lkjip_xl.report.html import validasi_html

    return validasi_html([diperiksa], versi)


def _write(path: Path, text: str, mode: int) -> None:
    replace_file(path, text.encode("utf-8"), mode, lambda _: None)
