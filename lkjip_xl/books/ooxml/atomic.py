"""A file written whole or not at all: beside its target, flushed, checked, then put in place."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import EDQUOT, EFBIG, EINVAL, ENOSPC
from functools import lru_cache
from pathlib import Path
from time import time

from lkjip_xl.pesan import UnusableFileError

_STALE = ".lkjip-" + 16 * "[0-9a-f]" + ".tmp"
_STALE_AFTER = 3600
_FOLDERS = 16
_ANYONE_OWNS = 0o600


def replace_file(path: Path, data: bytes, mode: int, check: Callable[[bytes], None]) -> None:
    """Write ``data`` to ``path``; ``check`` sees what reached the disk and may raise to stop it.

    An earlier file keeps its permissions, a new one gets ``mode``. Raises UnusableFileError ("disk_penuh",
    "tidak_bisa_ditulis"). Whatever happens, an earlier file at ``path`` is either still whole or replaced by the
    whole new one.
    """
    with _told(path):
        target = resolved(path)
        _require_writable(target)
        with _temporary(target.parent, data) as temporary:
            check(temporary.read_bytes())
            _open_up(temporary, target.stat().st_mode if target.exists() else mode | _ANYONE_OWNS)
            temporary.replace(target)
        _sync_folder(target.parent)


def add_file(path: Path, data: bytes, mode: int) -> Path:
    """Write ``data`` to ``path``, or to "<name>-2", "<name>-3" … where that is taken, and return which.

    Raises UnusableFileError like ``replace_file``.
    """
    with _told(path), _temporary(path.parent, data) as temporary:
        _open_up(temporary, mode | _ANYONE_OWNS)
        target = _take_name(path)
        try:
            temporary.replace(target)
        except OSError:
            target.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    return target


def unwritable(path: Path, fault: OSError) -> UnusableFileError:
    """Return what a user is told when nothing can be written to ``path``."""
    key = "disk_penuh" if fault.errno in (ENOSPC, EDQUOT, EFBIG) else "tidak_bisa_ditulis"
    return UnusableFileError(key, berkas=path.name, folder=path.absolute().parent)


def resolved(path: Path) -> Path:
    """Return a path with its links followed; OSError for a loop of them, or a name no file can have."""
    try:
        return path.resolve()
    except (RuntimeError, ValueError) as fault:
        raise OSError(EINVAL, str(fault)) from fault


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise unwritable(path, fault) from fault


@contextmanager
def _temporary(folder: Path, data: bytes) -> Iterator[Path]:
    """Keep data on the disk, for its owner only, under a name that is free again in the end."""
    _sweep(folder, int(time()) // _STALE_AFTER)
    temporary = folder / f".lkjip-{os.urandom(8).hex()}.tmp"
    try:
        temporary.touch(0o600, exist_ok=False)
        _write_through(temporary, data)
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


@lru_cache(maxsize=_FOLDERS)
def _sweep(folder: Path, _hour: int) -> None:
    """Remove what a save killed long ago left behind; once an hour, for finding it means reading the whole folder.

    A batch writes thousands of pages into one folder: sweeping at each took three quarters of the time. What grows
    old enough in between waits for the first save of the next hour or process.
    """
    with suppress(OSError):
        for left in folder.glob(_STALE):
            if left.is_file() and left.lstat().st_mtime < time() - _STALE_AFTER:
                left.unlink()


def _write_through(path: Path, data: bytes) -> None:
    with path.open("r+b") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _require_writable(target: Path) -> None:
    """Refuse a read-only file: replacing it would need no more than a writable folder."""
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(str(target))


def _open_up(path: Path, mode: int) -> None:
    """Set permissions; where the file system knows none the file stays its owner's."""
    with suppress(OSError):
        path.chmod(mode & 0o777)


def _take_name(path: Path) -> Path:
    """Create an empty file under the first free name: two runs may want the same one."""
    target, number = path, 1
    while True:
        with suppress(FileExistsError):
            target.touch(exist_ok=False)
            return target
        number += 1
        target = path.with_name(f"{path.stem}-{number}{path.suffix}")


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut; Windows has no such call, some file systems refuse it."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
