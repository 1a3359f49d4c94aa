"""What a batch was, kept in batch.json, and which of its results still hold."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from lkjip_xl.batch.kerja import Tugas, sidik_berkas
from lkjip_xl.batch.tempat import RINGKASAN, folder_hasil
from lkjip_xl.berkas import write_report
from lkjip_xl.pesan import UnusableFileError
from lkjip_xl.rekap.ringkasan import Ringkasan, from_json

BATCH = "batch.json"
_MARK = "lkjip batch"
BELUM, SELESAI, GAGAL = "belum", "selesai", "gagal"


class Keadaan(NamedTuple):
    """What became of one workbook: BELUM, SELESAI or GAGAL, and why it failed."""

    status: str
    alasan: str = ""


class Catatan(NamedTuple):
    """A batch: what it was done with, and what became of each workbook, by path.

    ``cap`` are the version of lkjip and of its rules and the options: all that results depend on beside their file.
    ``rekap`` are the files of the comparison, by their paths below the output folder.
    """

    cap: Mapping[str, str]
    selesai: bool
    berkas: Mapping[str, Keadaan]
    rekap: tuple[str, ...] = ()


def cap(versi: str, tahap: str, *, salinan: bool) -> dict[str, str]:
    """Return what the results of a batch depend on beside their file."""
    from lkjip_xl.rules.dasar import versi_aturan

    return {"versi": versi, "versi_aturan": versi_aturan(), "tahap": tahap, "salinan": str(salinan).lower()}


def is_ours(folder: Path) -> bool:
    """Tell whether a folder holds the results of a batch."""
    return _data(folder) is not None


def read(keluaran: Path) -> Catatan | None:
    """Return the batch an output folder holds; None where it holds none of ours."""
    data = _data(keluaran)
    if data is None:
        return None
    try:
        berkas = {path: Keadaan(each["status"], each["alasan"]) for path, each in data["berkas"].items()}
        rekap = tuple(path for path in data["rekap"] if _inside(path))
        return Catatan(
            data["cap"], data["selesai"], {path: each for path, each in berkas.items() if _inside(path)}, rekap
        )
    except (AttributeError, KeyError, TypeError):
        return Catatan({}, False, {})


def write(keluaran: Path, catatan: Catatan) -> None:
    """Keep what a batch is; raises UnusableFileError where that cannot be written."""
    berkas = {path: each._asdict() for path, each in catatan.berkas.items()}
    data = {"alat": _MARK} | catatan._asdict() | {"berkas": berkas}
    write_report(keluaran / BATCH, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def masih_berlaku(tugas: Tugas) -> bool:
    """Tell whether a workbook's results are whole and of the bytes it has now."""
    ringkasan = read_ringkasan(tugas.keluaran, tugas.berkas)
    if ringkasan is None or not all((tugas.keluaran / path).is_file() for path in ringkasan.keluaran.values()):
        return False
    try:
        return ringkasan.sidik == sidik_berkas(tugas.sumber)
    except UnusableFileError:
        return False


def read_ringkasan(keluaran: Path, berkas: str) -> Ringkasan | None:
    """Return the summary of a workbook that was done; None where there is none."""
    try:
        return from_json((folder_hasil(keluaran, berkas) / RINGKASAN).read_text("utf-8"))
    except (OSError, ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        return None


def hilang(lama: Catatan | None, berkas: Iterable[str]) -> list[str]:
    """Return the workbooks an earlier batch had that are there no more."""
    return sorted(set(lama.berkas) - set(berkas)) if lama else []


def _data(folder: Path) -> dict[str, Any] | None:
    try:
        data = json.loads((folder / BATCH).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) and data.get("alat") == _MARK else None


def _inside(path: str) -> bool:
    """Tell whether a path read from a file stays below the folder it is relative to."""
    parts = PurePosixPath(path)
    return bool(parts.parts) and not parts.is_absolute() and ".." not in parts.parts and "\\" not in path
