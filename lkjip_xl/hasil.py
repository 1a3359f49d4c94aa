"""What computing one workbook gives: what was read, what was computed, what is to be written."""

from typing import NamedTuple

from lkjip_xl.hitungan import Hitungan
from lkjip_xl.model import DokumenKinerja
from lkjip_xl.write import Tulisan


class HasilHitung(NamedTuple):
    """The outcome of ``hitung`` for one book."""

    dokumen: DokumenKinerja
    hitungan: Hitungan
    tulisan: Tulisan
