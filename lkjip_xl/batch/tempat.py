"""Where each workbook's results lie below the output folder, and how they are taken away again."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from lkjip_xl.books.ooxml.atomic import unwritable

BERKAS = "berkas"
RINGKASAN, JSON, HTML = "ringkasan.json", "catatan.json", "catatan.html"
_SALINAN = "_hasil"
_HALF_WRITTEN = ".lkjip-*.tmp"


def folder_hasil(keluaran: Path, berkas: str) -> Path:
    """Return the folder of a workbook's results; ``berkas`` is its path below the batch's folder, with "/"."""
    return keluaran / BERKAS / berkas


def nama_salinan(berkas: str) -> str:
    """Return the file name of a workbook's filled and marked copy."""
    path = PurePosixPath(berkas)
    return f"{path.stem}{_SALINAN}{path.suffix}"


def relatif(berkas: str, nama: str) -> str:
    """Return a result's path below the output folder, with "/"."""
    return f"{BERKAS}/{berkas}/{nama}"


def hapus_hasil(keluaran: Path, berkas: str) -> None:
    """Remove a workbook's results, the summary first, and the folders that are empty then; others' files stay.

    Raises UnusableFileError where one cannot be removed.
    """
    folder = folder_hasil(keluaran, berkas)
    for path in (
        folder / RINGKASAN,
        folder / nama_salinan(berkas),
        folder / JSON,
        folder / HTML,
        *_half_written(folder),
    ):
        try:
            path.unlink(missing_ok=True)
        except NotADirectoryError:
            return
        except OSError as fault:
            raise unwritable(path, fault) from fault
    with suppress(OSError):
        while folder != keluaran:
            folder.rmdir()
            folder = folder.parent


def _half_written(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from folder.glob(_HALF_WRITTEN)
