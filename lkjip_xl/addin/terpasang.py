"""What an installation knows of itself, and the writing and removing all its parts share."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from lkjip_xl.addin import tempat
from lkjip_xl.addin.tempat import MAC, WINDOWS, AddinError, Lingkungan
from lkjip_xl.pesan import UnusableFileError, pesan

XLWINGS = "0.37.8"
NAMA_SKRIP = f"xlwings-{XLWINGS}.applescript"
_BERKAS = 0o600


class Hal(NamedTuple):
    """One thing that was done or looked at; its sentence is in pesan.toml."""

    kunci: str
    isian: dict[str, object]
    beres: bool = True

    @property
    def kalimat(self) -> str:
        """Return the sentence."""
        return pesan(f"pasang.{self.kunci}", **self.isian)


class Catatan(NamedTuple):
    """What an installation made itself, so that it can be taken away; folders below the home, scripts by name."""

    folder: tuple[str, ...] = ()
    skrip: tuple[str, ...] = ()


def require_platform(komputer: Lingkungan) -> None:
    """Raise AddinError where there is no Excel that could have the add-in."""
    if komputer.platform not in (WINDOWS, MAC):
        raise AddinError("bukan_excel")


def folder_luar(komputer: Lingkungan) -> list[Path]:
    """Return the folders outside our own that we need and may have to make, outermost first."""
    mulai = tempat.folder_mulai(komputer)
    if komputer.platform == WINDOWS:
        return [] if komputer.toko else [*reversed(mulai.parents[:2]), mulai]
    skrip = tempat.folder_skrip(komputer)
    return [*reversed(mulai.parents[:2]), mulai, skrip.parent, skrip]


def nama(komputer: Lingkungan, folder: Path) -> str:
    """Return a folder as it is noted: from the home on, or whole where AppData lies elsewhere."""
    return (folder.relative_to(komputer.rumah) if folder.is_relative_to(komputer.rumah) else folder).as_posix()


def berkas_catatan(komputer: Lingkungan) -> Path:
    """Return the file that remembers what we made."""
    return tempat.folder_data(komputer) / "terpasang.json"


def berkas_skrip(komputer: Lingkungan) -> Path:
    """Return the script of xlwings through which Excel for Mac starts Python."""
    return tempat.folder_skrip(komputer) / NAMA_SKRIP


def baca_catatan(komputer: Lingkungan) -> Catatan:
    """Return what an earlier installation made; nothing where that was not noted."""
    try:
        data = json.loads(berkas_catatan(komputer).read_bytes())
        return Catatan(tuple(map(str, data["folder"])), tuple(map(str, data["skrip"])))
    except (OSError, ValueError, TypeError, KeyError):
        return Catatan()


def hapus_isi(komputer: Lingkungan, path: Path) -> None:
    """Remove a file or a whole folder, read-only copies too; a link goes, what it points at stays."""
    if path.is_symlink() or not path.is_dir():
        hapus(komputer, path)
        return
    for inside in list(path.iterdir()):
        hapus_isi(komputer, inside)
    hapus_kosong(path)


def hapus_kosong(folder: Path) -> None:
    """Remove a folder that is there and empty."""
    with suppress(OSError):
        folder.rmdir()


def hapus(komputer: Lingkungan, path: Path) -> None:
    """Remove a file; Windows refuses that of a read-only one."""
    if komputer.platform == WINDOWS and not path.is_symlink():
        path.chmod(_BERKAS)
    path.unlink()


def isi_berkas(path: Path) -> bytes | None:
    """Return what a file holds, None where there is none."""
    return path.read_bytes() if path.exists() else None


def tulis(path: Path, isi: bytes) -> bool:
    """Write a file that does not hold that yet, and tell whether that was so."""
    berubah = isi_berkas(path) != isi
    if berubah:
        ganti(path, isi)
    return berubah


def ganti(path: Path, isi: bytes) -> None:
    """Write a file anew, whole or not at all."""
    from lkjip_xl.books.ooxml.atomic import replace_file

    replace_file(path, isi, _BERKAS, lambda _: None)


@contextmanager
def dijelaskan(komputer: Lingkungan) -> Iterator[None]:
    """Turn what the system refuses into a sentence: Windows while Excel has a file open, macOS by its privacy rules."""
    try:
        yield
    except (UnusableFileError, OSError) as fault:
        cause = fault.__cause__ if isinstance(fault, UnusableFileError) else fault
        if isinstance(cause, PermissionError):
            raise AddinError("dipakai" if komputer.platform == WINDOWS else "izin_mac") from fault
        if isinstance(fault, OSError):
            raise AddinError("sistem", berkas=fault.filename, rincian=fault.strerror) from fault
        raise
