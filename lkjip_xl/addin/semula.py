"""What cells held before the last Hitung, kept per workbook until they are put back: Excel's own undo forgets it."""

import json
from collections.abc import Sequence
from hashlib import sha256
from os.path import normcase
from pathlib import Path

from lkjip_xl.books.live.isi import Ubahan
from lkjip_xl.books.ooxml.atomic import replace_file, unwritable
from lkjip_xl.table import CellRef

_PRIVATE = 0o600


def path_of(folder: Path, fullname: str) -> Path:
    """Return the file that belongs to a workbook; its name tells nobody which."""
    return folder / f"{sha256(normcase(fullname).encode('utf-8', 'replace')).hexdigest()[:24]}.json"


def simpan(path: Path, changes: Sequence[Ubahan]) -> None:
    """Keep the changes of one Hitung, in the place of the one before; none at all leaves no file.

    Raises UnusableFileError where that cannot be written: then nothing may be changed either.
    """
    if not changes:
        path.unlink(missing_ok=True)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise unwritable(path, fault) from fault
    rows = [[*change.ref, *change[1:]] for change in changes]
    replace_file(path, json.dumps(rows, ensure_ascii=False).encode("utf-8"), _PRIVATE, lambda _: None)


def baca(path: Path) -> tuple[Ubahan, ...]:
    """Return the changes kept for a workbook, none where there are none."""
    if not path.exists():
        return ()
    rows = json.loads(path.read_text("utf-8"))
    return tuple(Ubahan(CellRef(*row[:3]), *row[3:]) for row in rows)
