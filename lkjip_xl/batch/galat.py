"""Why a batch as a whole cannot run; what is wrong with one workbook is a row of its result instead."""

from contextlib import suppress

from lkjip_xl.catatan import log_fault
from lkjip_xl.pesan import UnusableFileError, pesan


class BatchTidakJalanError(UnusableFileError):
    """A batch that cannot start, or not go on; its sentence stands under [batch] in pesan.toml."""

    def __init__(self, key: str, **tokens: object) -> None:
        Exception.__init__(self, pesan(f"batch.{key}", **tokens))
        self.key = key


def kesalahan_kami(fault: BaseException) -> str:
    """Log a fault of ours and return what is said of it; the log may stand on the very disk that is full."""
    path = None
    with suppress(OSError):
        path = log_fault(fault)
    return pesan("batch.bug", catatan=path or "-")
