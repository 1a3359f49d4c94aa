"""One batch at a time in an output folder."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EAGAIN, EDEADLK
from pathlib import Path

from lkjip_xl.batch.galat import BatchTidakJalanError
from lkjip_xl.books.ooxml.atomic import unwritable

KUNCI = ".lkjip-batch.kunci"
_TAKEN = frozenset({EACCES, EAGAIN, EDEADLK})


@contextmanager
def terkunci(keluaran: Path) -> Iterator[None]:
    """Keep an output folder for this process; the system itself gives it back when the process ends, however it does.

    The file stays: a lock that is unlinked can be held twice. Raises BatchTidakJalanError where another batch is at
    work there, UnusableFileError where nothing can be written.
    """
    try:
        stream = (keluaran / KUNCI).open("ab")
    except OSError as fault:
        raise unwritable(keluaran, fault) from fault
    with stream:
        try:
            _hold(stream.fileno())
        except OSError as fault:
            # A file system without locks promises none; any other answer means that somebody holds it.
            if fault.errno in _TAKEN:
                raise BatchTidakJalanError("sedang_berjalan", folder=keluaran) from fault
        yield


if sys.platform == "win32":

    def _hold(handle: int) -> None:
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:

    def _hold(handle: int) -> None:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
