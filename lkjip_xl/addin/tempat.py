"""Where Excel and the add-in keep their things, per platform. Light: every click imports it."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from lkjip_xl.pesan import UnusableFileError, pesan

WINDOWS, MAC = "win32", "darwin"
NAMA_ADDIN = "LKjIP.xlam"
PRIBADI = 0o700
_BERKAS_PRIBADI = 0o600
_KARANTINA = b"com.apple.quarantine"


class AddinError(UnusableFileError):
    """Why nothing can be installed or removed here; ``key`` is the name under [pasang] in pesan.toml."""

    def __init__(self, key: str, **tokens: object) -> None:
        Exception.__init__(self, pesan(f"pasang.{key}", **tokens))
        self.key = key


def _tanpa_karantina(_: Path) -> bool:
    return False


class Lingkungan(NamedTuple):
    """All that differs between two computers; tests make their own."""

    platform: str
    rumah: Path
    appdata: Path | None
    python: str
    excel: Path | None = None
    huruf: str = "ascii"
    """The encoding in which VBA reads a text file."""
    toko: bool = False
    """Python of the Microsoft Store: Windows hides from Excel what it writes into AppData."""
    karantina: Callable[[Path], bool] = _tanpa_karantina
    """Tells whether macOS marked a file as downloaded."""


def lingkungan() -> Lingkungan:
    """Return the facts of this process."""
    rumah, windows = Path.home(), sys.platform == WINDOWS
    return Lingkungan(
        platform=sys.platform,
        rumah=rumah,
        appdata=Path(os.environ.get("APPDATA") or rumah / "AppData" / "Roaming") if windows else None,
        python=dengan_konsol(sys.executable),
        excel=_excel(rumah),
        huruf="mbcs" if windows else "ascii",
        toko="\\WindowsApps\\" in sys.base_prefix,
        karantina=_karantina,
    )


def dengan_konsol(python: str) -> str:
    """Return the python.exe beside a pythonw.exe: RunPython reads what is printed."""
    return re.sub(r"pythonw\.exe$", "python.exe", python, flags=re.IGNORECASE)


def folder_data(komputer: Lingkungan) -> Path:
    """Return our folder that Excel may read; on a Mac its sandbox lets it see no other."""
    return _wadah(komputer) / ".lkjip" if komputer.platform == MAC else folder_pribadi(komputer)


def folder_kerja(komputer: Lingkungan) -> Path:
    """Return where a click leaves the copy of the workbook it is about."""
    return folder_data(komputer) / "kerja"


def folder_pribadi(komputer: Lingkungan) -> Path:
    """Return our folder for what Excel need not read: undo store, reports, log."""
    return komputer.rumah / ".lkjip"


def folder_semula(komputer: Lingkungan) -> Path:
    """Return the undo store."""
    return folder_pribadi(komputer) / "semula"


def folder_laporan(komputer: Lingkungan) -> Path:
    """Return where the reports a button makes are kept."""
    return folder_pribadi(komputer) / "laporan"


def berkas_versi(komputer: Lingkungan) -> Path:
    """Return the file that tells VBA our version and that of the rules, a line each."""
    return folder_data(komputer) / "versi.txt"


def folder_mulai(komputer: Lingkungan) -> Path:
    """Return the folder whose add-ins Excel opens by itself, trusted."""
    if komputer.platform == WINDOWS:
        return (komputer.appdata or komputer.rumah / "AppData" / "Roaming") / "Microsoft" / "Excel" / "XLSTART"
    return _wadah_bersama(komputer) / "User Content.localized" / "Startup.localized" / "Excel"


def berkas_addin(komputer: Lingkungan) -> Path:
    """Return the installed add-in."""
    return folder_mulai(komputer) / NAMA_ADDIN


def berkas_pengaturan(komputer: Lingkungan) -> Path:
    """Return the configuration in which the add-in finds its Python."""
    return (_wadah(komputer) if komputer.platform == MAC else folder_data(komputer)) / "lkjip.conf"


def folder_skrip(komputer: Lingkungan) -> Path:
    """Return the one folder whose scripts macOS lets Excel run."""
    return komputer.rumah / "Library" / "Application Scripts" / "com.microsoft.Excel"


def wadah_excel(komputer: Lingkungan) -> tuple[Path, ...]:
    """Return the folders macOS makes when Excel first opens; made by hand they would not become Excel's."""
    return (_wadah(komputer), _wadah_bersama(komputer)) if komputer.platform == MAC else ()


def _wadah(komputer: Lingkungan) -> Path:
    return komputer.rumah / "Library" / "Containers" / "com.microsoft.Excel" / "Data"


def _wadah_bersama(komputer: Lingkungan) -> Path:
    return komputer.rumah / "Library" / "Group Containers" / "UBF8T346G9.Office"


def isi_versi(komputer: Lingkungan) -> bytes:
    """Return what versi.txt says; VBA's Line Input wants the platform's own line ends."""
    from lkjip_xl.rules.dasar import versi_aturan
    from lkjip_xl.versi import VERSI

    end = "\r\n" if komputer.platform == WINDOWS else "\n"
    return f"{VERSI}{end}{versi_aturan()}{end}".encode("ascii")


def catat_versi(komputer: Lingkungan) -> None:
    """Write versi.txt where it does not say so yet; raises UnusableFileError where it cannot."""
    path, isi = berkas_versi(komputer), isi_versi(komputer)
    if not path.exists() or path.read_bytes() != isi:
        from lkjip_xl.books.ooxml.atomic import replace_file

        path.parent.mkdir(PRIBADI, parents=True, exist_ok=True)
        replace_file(path, isi, _BERKAS_PRIBADI, lambda _: None)


def tanda_unduhan(komputer: Lingkungan) -> Path:
    """Return the stream in which Windows keeps that the add-in was downloaded; Excel then blocks its macros."""
    return berkas_addin(komputer).with_name(f"{NAMA_ADDIN}:Zone.Identifier")


def terblokir(komputer: Lingkungan) -> bool:
    """Tell whether the system marked the installed add-in as downloaded."""
    if komputer.platform != WINDOWS:
        return komputer.karantina(berkas_addin(komputer))
    try:
        # Opened, not asked for: not every Windows finds a stream by its attributes.
        with tanda_unduhan(komputer).open("rb"):
            return True
    except OSError:
        return False


def _karantina(path: Path) -> bool:
    """Ask macOS itself: Python's own os.getxattr knows Linux only."""
    if sys.platform != "darwin":
        return False
    import ctypes

    getxattr = ctypes.CDLL(None).getxattr
    getxattr.restype = ctypes.c_ssize_t
    getxattr.argtypes = [
        ctypes.c_char_p,
        ctypes.c_char_p,
        ctypes.c_void_p,
        ctypes.c_size_t,
        ctypes.c_uint32,
        ctypes.c_int,
    ]
    return bool(getxattr(os.fsencode(path), _KARANTINA, None, 0, 0, 0) >= 0)


def _excel(rumah: Path) -> Path | None:
    """Return where Excel is, None where it is not found."""
    if sys.platform == "win32":
        return _excel_windows()
    apps = (Path("/Applications"), rumah / "Applications")
    return next((app for folder in apps if (app := folder / "Microsoft Excel.app").exists()), None)


def _excel_windows() -> Path | None:
    """Return what the registry names as Excel, for this user or for all."""
    if sys.platform != "win32":
        return None
    import winreg

    for hive in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
        try:
            found = winreg.QueryValue(hive, r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe")
        except OSError:
            continue
        path = Path(found.strip('"'))
        if found and path.exists():
            return path
    return None
