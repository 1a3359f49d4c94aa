"""Install the add-in into Excel, or renew what is there."""

import json
from contextlib import suppress
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from lkjip_xl.addin import pengaturan, tempat
from lkjip_xl.addin.tempat import MAC, NAMA_ADDIN, PRIBADI, WINDOWS, AddinError, Lingkungan
from lkjip_xl.addin.terpasang import (
    NAMA_SKRIP,
    XLWINGS,
    Catatan,
    Hal,
    baca_catatan,
    berkas_catatan,
    berkas_skrip,
    dijelaskan,
    folder_luar,
    ganti,
    isi_berkas,
    nama,
    require_platform,
    tulis,
)
from lkjip_xl.versi import VERSI


class Sumber(NamedTuple):
    """What is installed: this package's add-in, and what Python has of xlwings."""

    addin: bytes
    skrip: bytes | None
    xlwings: str | None


def sumber() -> Sumber:
    """Return what this Python brings along; xlwings is looked at, not imported, which would take half a second."""
    spec = find_spec("xlwings")
    try:
        versi = metadata.version("xlwings")
    except metadata.PackageNotFoundError:
        versi = None
    skrip = Path(spec.origin).with_name(NAMA_SKRIP) if spec and spec.origin else None
    addin = Path(__file__).with_name(NAMA_ADDIN).read_bytes()
    return Sumber(addin, skrip.read_bytes() if skrip and skrip.exists() else None, versi)


def xlwings_salah(komputer: Lingkungan, s: Sumber) -> Hal | None:
    """Return what is wrong with xlwings, None for nothing."""
    isian: dict[str, object] = {"python": komputer.python, "ada": s.xlwings, "perlu": XLWINGS}
    if s.xlwings is None:
        return Hal("xlwings_tidak_ada", isian, beres=False)
    return None if s.xlwings == XLWINGS else Hal("xlwings_lain", isian, beres=False)


def pasang(komputer: Lingkungan, s: Sumber) -> list[Hal]:
    """Install or renew the add-in; raises UnusableFileError with a sentence where it cannot."""
    with dijelaskan(komputer):
        _require_siap(komputer, s)
        _siapkan(komputer)
        hasil = [_pasang_addin(komputer, s.addin), _tulis_pengaturan(komputer)]
        if komputer.platform == MAC and s.skrip:
            hasil.append(_pasang_skrip(komputer, s.skrip))
        tempat.catat_versi(komputer)
        if not excel_ada(komputer):
            hasil.append(Hal("excel_tidak_ada", {}, beres=False))
    if all(hal.kunci.endswith("_tetap") for hal in hasil):
        return [Hal("sudah", {"versi": VERSI})]
    return [*hasil, Hal("buka_ulang", {})] if all(hal.beres for hal in hasil) else hasil


def _require_siap(komputer: Lingkungan, s: Sumber) -> None:
    """Raise before anything is written where the buttons could not work."""
    require_platform(komputer)
    pengaturan.require_terpanggil(komputer)
    if salah := xlwings_salah(komputer, s):
        raise AddinError(salah.kunci, **salah.isian)
    if not all(folder.is_dir() for folder in tempat.wadah_excel(komputer)):
        raise AddinError("excel_belum_dibuka")


def excel_ada(komputer: Lingkungan) -> bool:
    """Tell whether Excel is here; its own folder of settings shows it too, unless that is our making."""
    setelan = tempat.folder_mulai(komputer).parent
    dari_excel = setelan.is_dir() and nama(komputer, setelan) not in baca_catatan(komputer).folder
    return bool(komputer.excel) or (komputer.platform == WINDOWS and dari_excel)


def _siapkan(komputer: Lingkungan) -> None:
    """Make the folders; what is ours is noted first, so that even an install cut short can be taken away."""
    for folder in (tempat.folder_data(komputer), tempat.folder_kerja(komputer)):
        folder.mkdir(PRIBADI, exist_ok=True)
    luar = folder_luar(komputer)
    lama = baca_catatan(komputer)
    baru = [nama(komputer, folder) for folder in luar if not folder.exists()]
    skrip = [NAMA_SKRIP] if komputer.platform == MAC and not berkas_skrip(komputer).exists() else []
    catatan = Catatan(tuple(sorted({*lama.folder, *baru})), tuple(sorted({*lama.skrip, *skrip})))
    tulis(berkas_catatan(komputer), (json.dumps(catatan._asdict(), indent=1) + "\n").encode("ascii"))
    for folder in luar:
        folder.mkdir(PRIBADI, exist_ok=True)


def _pasang_addin(komputer: Lingkungan, isi: bytes) -> Hal:
    path = tempat.berkas_addin(komputer)
    isian: dict[str, object] = {"versi": VERSI, "folder": path.parent}
    lama = isi_berkas(path)
    if lama == isi and not tempat.terblokir(komputer):
        return Hal("addin_tetap", isian)
    if komputer.toko:
        salinan = tempat.folder_data(komputer) / NAMA_ADDIN
        tulis(salinan, isi)
        return Hal("addin_toko", isian | {"berkas": salinan}, beres=False)
    ganti(path, isi)
    if komputer.platform == WINDOWS:
        with suppress(OSError):
            tempat.tanda_unduhan(komputer).unlink()
    return Hal("addin_baru" if lama is None else "addin_diperbarui", isian)


def _tulis_pengaturan(komputer: Lingkungan) -> Hal:
    path = tempat.berkas_pengaturan(komputer)
    lama = isi_berkas(path) or b""
    berubah = tulis(path, pengaturan.isi_baru(komputer, lama))
    return Hal("pengaturan_ditulis" if berubah else "pengaturan_tetap", {"python": komputer.python})


def _pasang_skrip(komputer: Lingkungan, isi: bytes) -> Hal:
    """Put xlwings' helper script in place; one that somebody else put there stays as it is."""
    path, ours = berkas_skrip(komputer), NAMA_SKRIP in baca_catatan(komputer).skrip
    berubah = (ours or not path.exists()) and tulis(path, isi)
    return Hal("skrip_ditulis" if berubah else "skrip_tetap", {"berkas": path.name, "folder": path.parent})
