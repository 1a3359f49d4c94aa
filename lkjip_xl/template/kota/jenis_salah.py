"""All kinds of faults that are put into invented offices."""

from lkjip_xl.template.kota.salah import Jenis
from lkjip_xl.template.kota.salah_baris import BARIS, LAIN
from lkjip_xl.template.kota.salah_berkas import BERKAS
from lkjip_xl.template.kota.salah_hasil import DUKUNG, HASIL
from lkjip_xl.template.kota.salah_isi import ISI, UANG
from lkjip_xl.template.kota.salah_lanjutan import LANJUTAN
from lkjip_xl.template.kota.salah_rencana import KATA, TARGET
from lkjip_xl.template.kota.salah_tertulis import TERTULIS

SEMUA: tuple[Jenis, ...] = (
    *TARGET, *KATA, *ISI, *UANG, *HASIL, *DUKUNG, *LAIN, *LANJUTAN, *BARIS, *TERTULIS, *BERKAS
)  # fmt: skip
