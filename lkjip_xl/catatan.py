"""The log of our own faults: a rotated file in the user's folder, tracebacks only, nothing of anyone's workbook."""

import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import format_tb

_SIZE, _KEPT = 200_000, 2
_CONTENT = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|“[^”\n]*”|\d{6,}")


class _Handler(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Say nothing: on a disk that is full the fault itself still is to be told."""


def log_fault(fault: BaseException) -> Path | None:
    """Append a fault's traceback to ~/.lkjip/lkjip.log and return that path, None where it cannot be written.

    Names, paths under the user's home and what faults quote from a workbook are left out.
    """
    path = Path.home() / ".lkjip" / "lkjip.log"
    try:
        path.parent.mkdir(exist_ok=True)
        handler = _Handler(path, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    text = "".join(_told(fault)).replace(str(Path.home()), "~")
    handler.handle(logging.LogRecord("lkjip_xl", logging.ERROR, "", 0, text, None, None))
    with suppress(OSError):
        handler.close()
    return path


def _told(fault: BaseException) -> Iterator[str]:
    """Yield a fault and those it came from, the first cause first."""
    before = fault.__cause__ or fault.__context__
    if before is not None:
        yield from _told(before)
    yield from ["\n", *format_tb(fault.__traceback__), f"{type(fault).__name__}: {_CONTENT.sub('…', str(fault))}"]
