"""What computing one workbook gives: what was read, what was computed, what is to be written."""

from dataclasses import dataclass

from lkjip_xl.hitungan import Hitungan
from lkjip_xl.model import DokumenKinerja
from lkjip_xl.write import Tulisan


@dataclass(frozen=True)
class HasilHitung:
    """The outcome of ``hitung`` for one book."""

    dokumen: DokumenKinerja
    hitungan: Hitungan
    tulisan: Tulisan
