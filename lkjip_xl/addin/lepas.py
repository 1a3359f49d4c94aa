"""Take the add-in out of Excel again, with all that came with it."""

import os
from collections.abc import Iterator
from pathlib import Path

from lkjip_xl.addin import pengaturan, tempat
from lkjip_xl.addin.tempat import NAMA_ADDIN, Lingkungan
from lkjip_xl.addin.terpasang import (
    Catatan,
    Hal,
    baca_catatan,
    dijelaskan,
    folder_luar,
    hapus,
    hapus_isi,
    hapus_kosong,
    isi_berkas,
    nama,
    require_platform,
    tulis,
)

_ISI_PRIBADI = ("semula", "laporan", "lkjip.log", "lkjip.log.1", "lkjip.log.2")
_ISI_DATA = ("kerja", "versi.txt", "lkjip-pita.log", NAMA_ADDIN, "terpasang.json")


def lepas(komputer: Lingkungan) -> list[Hal]:
    """Take the add-in out, and all it left; raises UnusableFileError where Excel still holds it."""
    require_platform(komputer)
    with dijelaskan(komputer):
        catatan = baca_catatan(komputer)
        hasil = [*_lepas_addin(komputer), *_lepas_pengaturan(komputer), *_lepas_skrip(komputer, catatan)]
        for folder in reversed(folder_luar(komputer)):
            if nama(komputer, folder) in catatan.folder:
                hapus_kosong(folder)
        hasil += _lepas_folder(komputer)
    return [*hasil, Hal("selesai_dilepas", {})] if hasil else [Hal("tidak_terpasang", {})]


def _lepas_addin(komputer: Lingkungan) -> Iterator[Hal]:
    path = tempat.berkas_addin(komputer)
    if path.exists():
        hapus(komputer, path)
        kunci = "addin_dihapus_toko" if komputer.toko else "addin_dihapus"
        yield Hal(kunci, {"folder": path.parent}, beres=not komputer.toko)


def _lepas_pengaturan(komputer: Lingkungan) -> Iterator[Hal]:
    path = tempat.berkas_pengaturan(komputer)
    lama = isi_berkas(path)
    if lama is None:
        return
    sisa = pengaturan.tanpa_kita(lama)
    if not sisa:
        hapus(komputer, path)
        yield Hal("pengaturan_dihapus", {})
    elif tulis(path, sisa):
        yield Hal("pengaturan_sisa", {"berkas": path})


def _lepas_skrip(komputer: Lingkungan, catatan: Catatan) -> Iterator[Hal]:
    """Remove the helper scripts we put there, those of earlier versions too, and nothing else a note may name."""
    for path in (tempat.folder_skrip(komputer) / Path(noted).name for noted in catatan.skrip):
        if path.match("xlwings-*.applescript") and path.exists():
            hapus(komputer, path)
            yield Hal("skrip_dihapus", {"berkas": path.name})


def _lepas_folder(komputer: Lingkungan) -> Iterator[Hal]:
    """Empty our own folders of what is ours; the note of what we made goes last."""
    pribadi, data = tempat.folder_pribadi(komputer), tempat.folder_data(komputer)
    ours = [*(pribadi / name for name in _ISI_PRIBADI), *(data / name for name in _ISI_DATA)]
    ours = [path for path in ours if os.path.lexists(path)]
    for path in ours:
        hapus_isi(komputer, path)
    for folder in dict.fromkeys((pribadi, data)):
        hapus_kosong(folder)
        if folder.exists() and ours:
            yield Hal("berkas_lain", {"folder": folder})
    if ours:
        yield Hal("isi_dihapus", {})
