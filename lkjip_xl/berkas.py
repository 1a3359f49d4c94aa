"""Where results go: beside the input, never over it unless told, and then with a backup."""

from datetime import datetime
from pathlib import Path

from lkjip_xl.pesan import UnusableFileError

_SUFFIX = "_hasil"


def output_path(source: Path, wanted: Path | None, in_place: bool) -> Path:
    """Return where to save; raises UnusableFileError where that is the input, or the input is open in Excel."""
    if in_place:
        _refuse_open(source)
        return source
    target = wanted or source.with_name(f"{source.stem}{_SUFFIX}{source.suffix}")
    if target.is_dir():
        target = target / f"{source.stem}{_SUFFIX}{source.suffix}"
    if _same_file(source, target):
        raise UnusableFileError("keluaran_sama", berkas=source.name)
    if target.suffix.lower() != source.suffix.lower():
        raise UnusableFileError("keluaran_jenis", berkas=target.name, jenis=source.suffix)
    return target


def _same_file(source: Path, target: Path) -> bool:
    return (target.exists() and source.exists() and target.samefile(source)) or target.resolve() == source.resolve()


def _refuse_open(source: Path) -> None:
    """Refuse to save over a workbook that Excel (~$) or LibreOffice (.~lock) holds open."""
    locks = (source.with_name(f"~${source.name}"), source.with_name(f".~lock.{source.name}#"))
    if any(lock.exists() for lock in locks):
        raise UnusableFileError("sedang_dibuka", berkas=source.name)


def back_up(source: Path, now: datetime) -> Path:
    """Copy the input beside itself under a dated name and return that; raises UnusableFileError where it cannot."""
    backup = source.with_name(f"{source.stem}_cadangan_{now:%Y%m%d-%H%M%S}{source.suffix}")
    try:
        with backup.open("xb") as copy:
            copy.write(source.read_bytes())
    except OSError as fault:
        raise UnusableFileError("tidak_bisa_ditulis", berkas=backup.name, folder=str(source.parent)) from fault
    return backup
