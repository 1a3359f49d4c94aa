"""Where results go: beside the input, never over it unless told, and then with a backup."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from lkjip_xl.books.ooxml.atomic import add_file, replace_file, resolved, unwritable
from lkjip_xl.pesan import UnusableFileError

_SUFFIX = "_hasil"
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb"})
_KINDS = {".xlsx": (".xlsx",), ".html": (".html", ".htm")}
_REPORT_MODE = 0o644


def output_path(source: Path, wanted: Path | None, in_place: bool, suffix: str = _SUFFIX) -> Path:
    """Return where to save; ``suffix`` is what a copy's name ends in.

    Raises UnusableFileError where that is the input, or the input is open in Excel, or no file can have that name.
    """
    target = source if in_place else wanted or _beside(source, source.parent, suffix)
    try:
        if in_place:
            _refuse_open(source)
            return source
        if target.is_dir():
            target = _beside(source, target, suffix)
        same = _same_file(source, target)
    except OSError as fault:
        raise unwritable(target, fault) from fault
    if same:
        raise UnusableFileError("keluaran_sama", berkas=source.name)
    if target.suffix.lower() != source.suffix.lower():
        raise UnusableFileError("keluaran_jenis", berkas=target.name, jenis=source.suffix)
    return target


def report_path(sources: Sequence[Path], wanted: Path | None, name: str) -> Path:
    """Return where to save a report; by default beside the first input under ``name``, "{berkas}" its stem.

    Raises UnusableFileError where that is an input, or a file of another kind than ``name``.
    """
    usual = sources[0].parent / name.format(berkas=sources[0].stem)
    target = wanted or usual
    try:
        if target.is_dir():
            target /= usual.name
        taken = next((source for source in sources if _same_file(source, target)), None)
    except OSError as fault:
        raise unwritable(target, fault) from fault
    if taken:
        raise UnusableFileError("keluaran_sama", berkas=taken.name)
    _require_kind(target, usual.suffix)
    return target


def _require_kind(target: Path, suffix: str) -> None:
    """Refuse a report under a name that promises another kind of file; plain text may have any but a workbook's."""
    own = target.suffix.lower()
    if own in _WORKBOOKS - {suffix} or (suffix in _KINDS and own not in _KINDS[suffix]):
        raise UnusableFileError("laporan_jenis", berkas=target.name, format=suffix[1:], jenis=suffix)


def write_report(target: Path, data: bytes) -> None:
    """Write a report whole or not at all; raises UnusableFileError where it cannot."""
    replace_file(target, data, _REPORT_MODE, lambda _: None)


def _beside(source: Path, folder: Path, suffix: str) -> Path:
    return folder / f"{source.stem}{suffix}{source.suffix}"


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
