"""A file written whole or not at all: beside its target, flushed, checked, then put in place."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path

from lkjip_xl.pesan import UnusableFileError


def replace_file(path: Path, data: bytes, check: Callable[[bytes], None]) -> None:
    """Write ``data`` to ``path``; ``check`` sees what reached the disk and may raise to stop it.

    Raises UnusableFileError ("disk_penuh", "tidak_bisa_ditulis"). Whatever happens, an earlier file at
    ``path`` is either still whole or replaced by the whole new one.
    """
    target = path.resolve()
    temporary = target.with_name(f".lkjip-{os.urandom(8).hex()}.tmp")
    try:
        _require_writable(target)
        _write_through(temporary, data)
        check(temporary.read_bytes())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    except OSError as fault:
        key = "disk_penuh" if fault.errno in (ENOSPC, EDQUOT, EFBIG) else "tidak_bisa_ditulis"
        raise UnusableFileError(key, berkas=path.name, folder=target.parent) from fault
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _require_writable(target: Path) -> None:
    """Refuse a read-only file: replacing it would need no more than a writable folder."""
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(str(target))


def _write_through(path: Path, data: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


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
