"""The configuration file in which xlwings' VBA finds Python: read by ``Input #``, two fields at a time."""

import ntpath
import re

from lkjip_xl.addin.tempat import WINDOWS, AddinError, Lingkungan

_BOM = b"\xef\xbb\xbf"
_ISIAN = rb'\s*(?:"([^"\r\n]*)"|([^",\r\n]*?))\s*'
_PASANGAN = re.compile(_ISIAN + b"," + _ISIAN)
_PYTHON = {WINDOWS: "INTERPRETER_WIN"}
_PYTHON_MAC = "INTERPRETER_MAC"
_JALUR_MAC = re.compile(r"[ !#-&(-\[\]-{}~]+")  # ASCII without " ' \\ |
_TETAP = {"PYTHONPATH": "", "ADD_WORKBOOK_TO_PYTHONPATH": "False", "USE UDF SERVER": "False", "SHOW CONSOLE": "False"}


def milik_kita(komputer: Lingkungan) -> dict[str, str]:
    """Return the settings the add-in needs."""
    return {_kunci_python(komputer): komputer.python} | _TETAP


def _kunci_python(komputer: Lingkungan) -> str:
    return _PYTHON.get(komputer.platform, _PYTHON_MAC)


def require_terpanggil(komputer: Lingkungan) -> None:
    """Raise AddinError where Excel could not start this Python from its path.

    On Windows VBA reads the file in the system's code page and expands %names%; on a Mac the path goes through
    AppleScript and, in single quotes, through the shell.
    """
    if komputer.platform != WINDOWS:
        if not _JALUR_MAC.fullmatch(komputer.python):
            raise AddinError("jalur_mac", python=komputer.python)
        return
    try:
        komputer.python.encode(komputer.huruf)
    except UnicodeEncodeError:
        raise AddinError("jalur_windows", python=komputer.python) from None
    if "%" in komputer.python:
        raise AddinError("jalur_windows", python=komputer.python)


def isi_baru(komputer: Lingkungan, lama: bytes) -> bytes:
    """Return the file with our settings: first, so that no line of anyone else can hide them."""
    end = "\r\n" if komputer.platform == WINDOWS else "\n"
    lines = "".join(f'"{key}","{value}"{end}' for key, value in milik_kita(komputer).items())
    return lines.encode(komputer.huruf) + tanpa_kita(lama)


def tanpa_kita(lama: bytes) -> bytes:
    """Return the other settings of a file, byte for byte; what is no setting would stop VBA, so it is left out."""
    ours = {key.casefold() for key in (*_PYTHON.values(), _PYTHON_MAC, *_TETAP)}
    lines = lama.removeprefix(_BOM).splitlines(keepends=True)
    return b"".join(
        line for line in lines if (pair := _pasangan(line)) and pair[0].decode("latin-1").casefold() not in ours
    )


def _pasangan(line: bytes) -> tuple[bytes, bytes] | None:
    found = _PASANGAN.fullmatch(line)
    return (found[1] or found[2] or b"", found[3] or found[4] or b"") if found else None


def baca(komputer: Lingkungan, data: bytes) -> dict[str, str] | None:
    """Return the settings of a file, keys in capitals; None where VBA would stumble over it."""
    pairs = [_pasangan(line) for line in data.splitlines()]
    if None in pairs:
        return None
    words = [[part.decode(komputer.huruf, "replace") for part in pair] for pair in pairs if pair]
    return {key.upper(): value for key, value in reversed(words)}


def lengkap(komputer: Lingkungan, isi: dict[str, str]) -> bool:
    """Tell whether a configuration names a Python and keeps all else as the add-in needs it."""
    return bool(python_tertulis(komputer, isi)) and all(isi.get(key) == value for key, value in _TETAP.items())


def python_tertulis(komputer: Lingkungan, isi: dict[str, str]) -> str:
    """Return the Python a configuration points at, "" for none."""
    return isi.get(_kunci_python(komputer), "")


def sama(komputer: Lingkungan, kiri: str, kanan: str) -> bool:
    """Tell whether two paths are one; Windows knows no capitals."""
    return ntpath.normcase(kiri) == ntpath.normcase(kanan) if komputer.platform == WINDOWS else kiri == kanan
