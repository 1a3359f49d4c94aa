"""Which workbooks a folder holds, and which files are left out and why."""

import os
import re
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from lkjip_xl.batch.galat import BatchTidakJalanError
from lkjip_xl.batch.lanjut import is_ours
from lkjip_xl.pesan import pesan

POLA = "*.xls[xm]"
_OTHER_KINDS = frozenset({".xls", ".xlsb", ".ods"})
_COPY = re.compile(r"(.+?)(?:_hasil|_validasi|_cadangan_\d{8}-\d{6}(?:-\d+)?)", re.DOTALL)


class Berkas(NamedTuple):
    """A file or folder that is no workbook of the batch, by its path below the folder, and why."""

    berkas: str
    alasan: str


class Ditemukan(NamedTuple):
    """What a folder holds: ``buku`` by their paths below it, sorted; ``gagal`` is what nobody can look into."""

    folder: Path
    buku: tuple[str, ...]
    dilewati: tuple[Berkas, ...] = ()
    gagal: tuple[Berkas, ...] = ()


def cari(folder: Path, pola: str = POLA, keluaran: Path | None = None) -> Ditemukan:
    """Find the workbooks below a folder whose names match ``pola``; ``keluaran`` is left out where it lies below.

    Raises BatchTidakJalanError where there is no such folder.
    """
    if not folder.is_dir():
        raise BatchTidakJalanError("bukan_folder", folder=folder)
    seeker = _Seeker(folder, pola.casefold(), keluaran.resolve() if keluaran else None)
    seeker.walk()
    return Ditemukan(folder, tuple(sorted(seeker.buku)), tuple(sorted(seeker.dilewati)), tuple(sorted(seeker.gagal)))


class _Seeker:
    def __init__(self, folder: Path, pola: str, keluaran: Path | None) -> None:
        self.folder, self.pola, self.keluaran = folder, pola, keluaran
        self.buku: list[str] = []
        self.dilewati: list[Berkas] = []
        self.gagal: list[Berkas] = []
        self.seen = {folder.resolve()}

    def walk(self) -> None:
        """Look through real folders first, then through those that links lead to."""
        waiting, links = [self.folder], list[Path]()
        while waiting or links:
            if waiting:
                self._folder(waiting.pop(), waiting, links)
            elif self._enters(link := links.pop(0)):
                waiting.append(link)

    def _folder(self, folder: Path, waiting: list[Path], links: list[Path]) -> None:
        for path in self._entries(folder):
            if not path.is_dir():
                self._file(path)
            elif path.is_symlink():
                links.append(path)
            elif self._enters(path):
                waiting.append(path)

    def _entries(self, folder: Path) -> list[Path]:
        try:
            return sorted(folder.iterdir())
        except OSError:
            self._cannot(folder, "folder_terkunci")
            return []

    def _leave(self, path: Path, key: str) -> None:
        self.dilewati.append(Berkas(_name(path, self.folder), pesan(f"batch.{key}")))

    def _cannot(self, path: Path, key: str) -> None:
        self.gagal.append(Berkas(_name(path, self.folder), pesan(f"batch.{key}")))

    def _enters(self, path: Path) -> bool:
        """Tell whether a folder is looked through; of one that is not, say why."""
        real = Path(os.path.realpath(path))
        if path.name.startswith("."):
            self._leave(path, "folder_tersembunyi")
        elif real in self.seen:
            self._leave(path, "tautan_berulang")
        elif real == self.keluaran or is_ours(path):
            self._leave(path, "keluaran_batch")
        else:
            self.seen.add(real)
            if self._matches(path):
                self._leave(path, "folder_bernama_buku")
            return True
        return False

    def _matches(self, path: Path) -> bool:
        return fnmatchcase(path.name.casefold(), self.pola)

    def _file(self, path: Path) -> None:
        if not self._matches(path):
            if path.suffix.lower() in _OTHER_KINDS:
                self._leave(path, "jenis_lain")
        elif path.name.startswith("~$"):
            self._leave(path, "kunci_excel")
        elif path.name.startswith("."):
            self._leave(path, "tersembunyi")
        elif path.exists() and not path.is_file():
            self._leave(path, "bukan_berkas")
        elif self._is_copy(path):
            self._leave(path, "salinan_lama")
        elif not _is_text(path):
            self._cannot(path, "nama_rusak")
        else:
            self.buku.append(_name(path, self.folder))

    def _is_copy(self, path: Path) -> bool:
        """Tell whether a workbook was made by lkjip from another that lies beside it."""
        match = _COPY.fullmatch(path.stem)
        return match is not None and path.with_name(match[1] + path.suffix).is_file()


def dari_daftar(paths: Sequence[Path], keluaran: Path) -> Ditemukan:
    """Return given workbooks as a folder holds them, the deepest one that all are below; a folder alone is searched.

    Raises BatchTidakJalanError where there are none.
    """
    if len(paths) == 1 and paths[0].is_dir():
        return cari(paths[0], keluaran=keluaran)
    if not paths:
        raise BatchTidakJalanError("daftar_kosong")
    folder = Path(os.path.commonpath([path.absolute().parent for path in paths]))
    names = {(path, _name(path.absolute(), folder)) for path in paths}
    bad = {name for path, name in names if not _is_text(path)}
    gagal = tuple(Berkas(name, pesan("batch.nama_rusak")) for name in sorted(bad))
    return Ditemukan(folder, tuple(sorted({name for _, name in names} - bad)), gagal=gagal)


def _name(path: Path, folder: Path) -> str:
    """Return a path below a folder as text; what is no text in its name is shown as such."""
    return os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "replace")


def _is_text(path: Path) -> bool:
    """Tell whether a path is text: a name may hold bytes that are none."""
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
