"""The log of our own faults: a rotated file in the user's folder, tracebacks only."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_SIZE, _KEPT = 200_000, 2


def log_fault(fault: BaseException) -> Path | None:
    """Append a fault's traceback to ~/.lkjip/lkjip.log and return that path, None where it cannot be written."""
    path = Path.home() / ".lkjip" / "lkjip.log"
    try:
        path.parent.mkdir(exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    record = logging.LogRecord("lkjip_xl", logging.ERROR, "", 0, "", None, (type(fault), fault, fault.__traceback__))
    handler.handle(record)
    handler.close()
    return path
