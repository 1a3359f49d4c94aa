"""Faults of the file itself: heads of columns, rows out of sight, formulas without a result or from elsewhere."""

from collections.abc import Callable
from random import Random

from lkjip_xl.template.kota import pilih
from lkjip_xl.template.kota.goresan import SEMBUNYI, TANPA_NILAI, TAUTAN
from lkjip_xl.template.kota.model import KEPALA, Baris, Kantor
from lkjip_xl.template.kota.salah import SELURUH_BUKU, Gores, Harap, Jenis, Salah
from lkjip_xl.template.kota.satu import ANGKA, DI_CETAK, DI_INDUK

Buat = Callable[[Kantor, str, Random], Salah]
_RENJA, _RIWAYAT, _ANGGARAN, _EFISIENSI = "TabelRenja", "TabelRiwayat", "TabelAnggaran", "TabelEfisiensi"
_BESARAN = "Besaran"
_kegiatan = pilih.langkah("kegiatan")


def _seluruh(*_: object) -> tuple[str, str]:
    return SELURUH_BUKU, SELURUH_BUKU


def _judul_kolom(kantor: Kantor, tabel: str, judul: str, tertulis: str, harap: Harap) -> Salah:
    row: Baris = {"Tabel": tabel, "Judul": judul, "Tertulis": tertulis}
    return Salah(kantor.diganti(KEPALA, [row]), (harap,))


def _tanpa_target(kantor: Kantor, _: str, __: Random) -> Salah:
    """Call Renja's column of targets by a word nobody knows; told at the head's first cell."""
    told = Harap("WB002", f"{KEPALA} {_RENJA}", 0, "Tujuan dan Sasaran")
    return _judul_kolom(kantor, _RENJA, "Target", _BESARAN, told)


def _tahun_ganda(kantor: Kantor, _: str, __: Random) -> Salah:
    """Copy a head of Tabel 3.7 and forget to change its year: two columns of one year, no capaian for the other."""
    judul = f"Realisasi {kantor.tahun - 3}"
    told = Harap("WB003", f"{KEPALA} {_RIWAYAT}", 0, judul)
    return _judul_kolom(kantor, _RIWAYAT, judul, f"Realisasi {kantor.tahun - 2}", told)


def _tersembunyi(judul: str) -> Buat:
    """Return what hides a kegiatan's row of Anggaran; ``judul`` heads the table's first column."""

    def buat(kantor: Kantor, kunci: str, _: Random) -> Salah:
        at = kantor.baris(_ANGGARAN, kunci)
        found = (Harap("WB014", _ANGGARAN, at, judul),)
        return Salah(kantor, found, gores=(Gores(SEMBUNYI, _ANGGARAN, at, judul),))

    return buat


def _belum_dihitung(kantor: Kantor, _: str, __: Random) -> Salah:
    """Save a column of formulas by a program that does not calculate."""
    marks = (Gores(TANPA_NILAI, _EFISIENSI, at, "Efisiensi") for at in range(len(kantor.isian[_EFISIENSI])))
    return Salah(kantor, (Harap("WB011", _EFISIENSI, 0, "Efisiensi"),), gores=tuple(marks))


def _tautan(kantor: Kantor, kunci: str, _: Random) -> Salah:
    """Take a target from another workbook, the one Renja was sent in."""
    at = kantor.baris(_RENJA, kunci)
    return Salah(kantor, (Harap("WB013", _RENJA, at, "Target"),), gores=(Gores(TAUTAN, _RENJA, at, "Target"),))


BERKAS = (
    Jenis("kolom_target_salah_judul", _tanpa_target, _seluruh, DI_CETAK),
    Jenis("judul_tahun_ganda", _tahun_ganda, _seluruh, DI_CETAK),
    Jenis("baris_tersembunyi", _tersembunyi("Kode"), _kegiatan, DI_INDUK),
    Jenis("baris_tersembunyi", _tersembunyi("Jenjang"), _kegiatan, DI_CETAK),
    Jenis("rumus_belum_dihitung", _belum_dihitung, _seluruh, DI_INDUK),
    Jenis("tautan_ke_berkas_lain", _tautan, pilih.iku(*ANGKA), DI_INDUK),
)
