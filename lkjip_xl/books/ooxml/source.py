"""A file's bytes, read once, and the plain answer when they are no workbook of ours."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from lkjip_xl.pesan import UnusableFileError

MAX_FILE = 200 << 20

_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")

_BY_CONTENT_TYPE = {
    "sheet.binary": "buku kerja biner (.xlsb)",
    "wordprocessingml": "dokumen Word (.docx)",
    "presentationml": "presentasi PowerPoint (.pptx)",
}
_BY_MIMETYPE = {
    b"opendocument.spreadsheet": "lembar kerja OpenDocument (.ods)",
    b"opendocument": "dokumen OpenDocument",
}


class Source(NamedTuple):
    """A file's bytes, and its permission bits: nothing made from it may be more open."""

    data: bytes
    mode: int


def read_source(path: Path) -> Source:
    """Return what a file holds when that looks like a zip.

    Raises UnusableFileError ("tidak_ada", "tidak_bisa_dibaca", "terlalu_besar", "kosong", "berkata_sandi",
    "xls_lama", "bukan_excel").
    """
    try:
        status = path.stat()
        size = status.st_size
        if size > MAX_FILE and path.is_file():
            raise UnusableFileError("terlalu_besar", berkas=path.name, ukuran=size >> 20, batas=MAX_FILE >> 20)
        data = path.read_bytes()
    except FileNotFoundError as fault:
        raise UnusableFileError("tidak_ada", berkas=path.name) from fault
    except (OSError, ValueError) as fault:
        raise UnusableFileError("tidak_bisa_dibaca", berkas=path.name) from fault
    _require_zip(data, path.name)
    return Source(data, status.st_mode & 0o777)


def _require_zip(data: bytes, berkas: str) -> None:
    if not data:
        raise UnusableFileError("kosong", berkas=berkas)
    if data.startswith(_OLE2):
        raise UnusableFileError("berkata_sandi" if _ENCRYPTED in data else "xls_lama", berkas=berkas)
    if not data.startswith(_ZIP):
        raise UnusableFileError("bukan_excel", berkas=berkas)


def other_kind(content_types: Iterable[str], mimetype: bytes) -> str:
    """Return what a zip without a worksheet book in it is, in words a user knows."""
    for sign, kind in _BY_CONTENT_TYPE.items():
        if any(sign in content_type for content_type in content_types):
            return kind
    for mark, kind in _BY_MIMETYPE.items():
        if mark in mimetype:
            return kind
    return "arsip zip biasa"
