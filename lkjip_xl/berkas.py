"""Where results go: beside the input, never over it unless told, and then with a backup."""

from datetime import datetime
from pathlib import Path

from lkjip_xl.books.ooxml.atomic import add_file, resolved, unwritable
from lkjip_xl.pesan import UnusableFileError

_SUFFIX = "_hasil"


def output_path(source: Path, wanted: Path | None, in_place: bool) -> Path:
    """Return where to save.

    Raises UnusableFileError where that is the input, or the input is open in Excel, or no file can have that name.
    """
    target = source if in_place else wanted or _beside(source, source.parent)
    try:
        if in_place:
            _refuse_open(source)
            return source
        if target.is_dir():
            target = _beside(source, target)
        same = _same_file(source, target)
    except OSError as fault:
        raise unwritable(target, fault) from fault
    if same:
        raise UnusableFileError("keluaran_sama", berkas=source.name)
    if target.suffix.lower() != source.suffix.lower():
        raise UnusableFileError("keluaran_jenis", berkas=target.name, jenis=source.suffix)
    return target


def _beside(source: Path, folder: Path) -> Path:
    return folder / f"{source.stem}{_SUFFIX}{source.suffix}"


def _same_file(source: Path, target: Path) -> bool:
    return (target.exists() and source.exists() and target.samefile(source)) or resolved(target) == resolved(source)


def _refuse_open(source: Path) -> None:
    """Refuse to save over a workbook that Excel (~$) or LibreOffice (.~lock) holds open."""
    locks = (source.with_name(f"~${source.name}"), source.with_name(f".~lock.{source.name}#"))
    if any(lock.exists() for lock in locks):
        raise UnusableFileError("sedang_dibuka", berkas=source.name)


def back_up(source: Path, now: datetime) -> Path:
    """Copy the input beside itself under a dated name of its own, no more open to others, and return that.

    Raises UnusableFileError where it cannot; then nothing is left of the copy.
    """
    backup = source.with_name(f"{source.stem}_cadangan_{now:%Y%m%d-%H%M%S}{source.suffix}")
    try:
        data, mode = source.read_bytes(), source.stat().st_mode
    except OSError as fault:
        raise UnusableFileError("tidak_bisa_dibaca", berkas=source.name) from fault
    return add_file(backup, data, mode)
