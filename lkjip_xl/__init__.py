"""Fills and checks the Excel tables behind Indonesia's yearly performance report (LKjIP).

>>> import lkjip_xl
>>> hasil = lkjip_xl.hitung("contoh_kecamatan_serang_2025.xlsx")
>>> hasil.capaian                  # a pandas DataFrame
>>> hasil.simpan()                 # contoh_kecamatan_serang_2025_hasil.xlsx
>>> lkjip_xl.validasi("contoh_kecamatan_serang_2025.xlsx").temuan
"""

from typing import TYPE_CHECKING, Any

from lkjip_xl.versi import VERSI

if TYPE_CHECKING:
    from lkjip_xl.api import Hasil as Hasil
    from lkjip_xl.api import HasilPemeriksaan as HasilPemeriksaan
    from lkjip_xl.api import baca as baca
    from lkjip_xl.api import hitung as hitung
    from lkjip_xl.api import validasi as validasi
    from lkjip_xl.pesan import UnusableFileError as UnusableFileError

__version__ = VERSI
__all__ = ["Hasil", "HasilPemeriksaan", "UnusableFileError", "baca", "hitung", "validasi"]


def __getattr__(name: str) -> Any:
    """Import the public names when they are first used: the command line starts without them."""
    if name == "UnusableFileError":
        from lkjip_xl import pesan

        return pesan.UnusableFileError
    if name in __all__:
        from lkjip_xl import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
