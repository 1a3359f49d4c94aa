"""The comparison of all workbooks of a batch, written beside their results."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from lkjip_xl.berkas import write_report
from lkjip_xl.books.ooxml.atomic import unwritable
from lkjip_xl.rekap.model import Kantor, Rekap
from lkjip_xl.report.json import Json

REKAP, HALAMAN = "rekap.xlsx", "rekap"


def tulis_rekap(keluaran: Path, rekap: Rekap) -> Iterator[str]:
    """Write rekap.xlsx and the pages, and yield the path of each, below the output folder.

    Raises UnusableFileError where one cannot be written.
    """
    _write(keluaran / REKAP, _workbook(keluaran, rekap))
    yield REKAP
    for name, html in _pages(keluaran, rekap):
        _write(keluaran / HALAMAN / name, html.encode("utf-8"))
        yield f"{HALAMAN}/{name}"


def _workbook(keluaran: Path, rekap: Rekap) -> bytes:
    from lkjip_xl.rekap.catatan import catatan
    from lkjip_xl.report.xlsx.rekap import rekap_xlsx

    made = BytesIO()
    try:
        rekap_xlsx(rekap, catatan(rekap, keluaran), made)
    except Exception as fault:
        # XlsxWriter collects its parts on the disk, and wraps what that says in a fault of its own.
        cause = fault if isinstance(fault, OSError) else fault.__context__
        if not isinstance(cause, OSError):
            raise
        raise unwritable(keluaran / REKAP, cause) from fault
    return made.getvalue()


def _pages(keluaran: Path, rekap: Rekap) -> Iterator[tuple[str, str]]:
    from lkjip_xl.report.html_rekap import index_html, kantor_html

    yield "index.html", index_html(rekap)
    for kantor in rekap.kantor:
        yield f"{kantor.id}.html", kantor_html(rekap, kantor, _temuan(keluaran, kantor))


def _temuan(keluaran: Path, kantor: Kantor) -> list[Json]:
    data: Json = json.loads((keluaran / kantor.ringkasan.keluaran["json"]).read_text("utf-8"))
    found: list[Json] = data["temuan"]
    return found


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as fault:
        raise unwritable(path, fault) from fault
    write_report(path, data)
