"""Look at an installation and say, point by point, what is right and what to do about the rest."""

from pathlib import Path
from tempfile import TemporaryFile

from lkjip_xl.addin import pengaturan, tempat
from lkjip_xl.addin.pasang import Sumber, excel_ada, xlwings_salah
from lkjip_xl.addin.tempat import MAC, Lingkungan
from lkjip_xl.addin.terpasang import Hal, berkas_skrip, dijelaskan, isi_berkas, require_platform
from lkjip_xl.versi import VERSI


def periksa(komputer: Lingkungan, s: Sumber) -> list[Hal]:
    """Look at every part; raises UnusableFileError where the system does not even let us look."""
    require_platform(komputer)
    with dijelaskan(komputer):
        return [
            _excel(komputer),
            _addin(komputer, s.addin),
            _pengaturan(komputer),
            xlwings_salah(komputer, s) or Hal("xlwings_ada", {"versi": s.xlwings}),
            *([_skrip(komputer, s.skrip)] if komputer.platform == MAC else []),
            _data(komputer),
        ]


def _excel(komputer: Lingkungan) -> Hal:
    if not excel_ada(komputer):
        return Hal("excel_tidak_ada", {}, beres=False)
    return Hal("excel_ada", {"excel": komputer.excel or tempat.folder_mulai(komputer).parent})


def _addin(komputer: Lingkungan, seharusnya: bytes) -> Hal:
    path = tempat.berkas_addin(komputer)
    isian: dict[str, object] = {"versi": VERSI, "folder": path.parent, "ada": _versi(komputer)}
    isi = isi_berkas(path)
    if isi is None:
        return Hal("addin_belum", isian, beres=False)
    if isi != seharusnya:
        return Hal("addin_lain", isian, beres=False)
    if tempat.terblokir(komputer):
        return Hal("addin_terblokir", isian, beres=False)
    if isi_berkas(tempat.berkas_versi(komputer)) != tempat.isi_versi(komputer):
        return Hal("versi_lain", isian, beres=False)
    return Hal("addin_ada", isian)


def _versi(komputer: Lingkungan) -> str:
    """Return the version that was installed last, "?" where that is not noted."""
    noted = (isi_berkas(tempat.berkas_versi(komputer)) or b"").decode("ascii", "replace").splitlines()
    return noted[0] if noted else "?"


def _pengaturan(komputer: Lingkungan) -> Hal:
    path = tempat.berkas_pengaturan(komputer)
    isian: dict[str, object] = {"berkas": path, "python": komputer.python}
    data = isi_berkas(path)
    if data is None:
        return Hal("pengaturan_belum", isian, beres=False)
    isi = pengaturan.baca(komputer, data) or {}
    tertulis = pengaturan.python_tertulis(komputer, isi)
    if tertulis and not Path(tertulis).exists():
        return Hal("python_hilang", isian | {"tertulis": tertulis}, beres=False)
    if tertulis and not pengaturan.sama(komputer, tertulis, komputer.python):
        return Hal("python_lain", isian | {"tertulis": tertulis}, beres=False)
    if not pengaturan.lengkap(komputer, isi):
        return Hal("pengaturan_rusak", isian, beres=False)
    return Hal("pengaturan_ada", isian)


def _skrip(komputer: Lingkungan, seharusnya: bytes | None) -> Hal:
    path = berkas_skrip(komputer)
    isian: dict[str, object] = {"berkas": path.name, "folder": path.parent}
    isi = isi_berkas(path)
    if isi is None:
        return Hal("skrip_belum", isian, beres=False)
    # Without xlwings nothing tells what it should be; that has its own sentence.
    return Hal("skrip_ada", isian) if seharusnya in (None, isi) else Hal("skrip_lain", isian, beres=False)


def _data(komputer: Lingkungan) -> Hal:
    folder = tempat.folder_kerja(komputer)
    isian: dict[str, object] = {"folder": folder}
    try:
        with TemporaryFile(dir=folder):
            return Hal("data_ada", isian)
    except OSError:
        return Hal("data_salah", isian, beres=False)
