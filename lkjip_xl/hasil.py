"""What computing or validating one workbook gives: what was read, computed and found, and what is to be written."""

from typing import NamedTuple

from lkjip_xl.hitungan import Hitungan
from lkjip_xl.ketentuan import Ketentuan
from lkjip_xl.ketentuan_buku import KetentuanDitolak
from lkjip_xl.model import DokumenKinerja
from lkjip_xl.table import Sheet
from lkjip_xl.temuan import HasilPeriksa
from lkjip_xl.write import Tulisan


class HasilHitung(NamedTuple):
    """The outcome of ``hitung`` for one book."""

    dokumen: DokumenKinerja
    hitungan: Hitungan
    tulisan: Tulisan
    ketentuan: Ketentuan
    """The settings its figures were judged by."""
    ketentuan_ditolak: tuple[KetentuanDitolak, ...]
    """The workbook's own settings that could not be read."""


class HasilValidasi(NamedTuple):
    """The outcome of validating one book: whose workbook it is, what was found, and the sheets that were judged."""

    dokumen: DokumenKinerja
    periksa: HasilPeriksa
    sheets: tuple[Sheet, ...] = ()
