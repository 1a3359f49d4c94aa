"""Which offices stand in a folder: their names, kota, figures and how each is drawn, all from one number."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from random import Random
from typing import NamedTuple

from lkjip_xl.angka import read_angka
from lkjip_xl.template.kota.dukung import antar_kecamatan
from lkjip_xl.template.kota.kantor import kantor
from lkjip_xl.template.kota.model import Kantor, Nilai, kata, semua_pola
from lkjip_xl.template.kota.nama import nama_tempat
from lkjip_xl.template.kota.nilai import nilai_dari, nilai_iku
from lkjip_xl.template.kota.salah import INDUK, TERCETAK
from lkjip_xl.template.tabel import read

SEKOTA = 6
_DINAS = ("perpustakaan", "perhubungan")
_PER_KOTA = SEKOTA + len(_DINAS)
_KECAMATAN = ("kecamatan-3", "kecamatan-4", "kecamatan-5")
_SERANG = "Kota Serang"
_PEMERINTAH = "Pemerintah Daerah"
_MAKRO, _SALAH = 0.1, 0.4


class Permintaan(NamedTuple):
    """What was asked for."""

    jumlah: int
    benih: int
    tahun: int
    kota_serang: bool


class Calon(NamedTuple):
    """An office about to be drawn: where, how, and whether faults are put into it."""

    nomor: int
    folder: str
    kantor: Kantor
    tata_letak: str
    makro: bool
    salah: bool

    @property
    def berkas(self) -> str:
        """Its file's path below the folder."""
        words = self.kantor.nama.lower().replace(" ", "-")
        return f"{self.folder}rekaan-{self.nomor:04}-{words}.{'xlsm' if self.makro else 'xlsx'}"

    def rng(self, benih: int, guna: str) -> Random:
        """Return the office's own dice for one purpose."""
        return Random(f"{benih}/{self.nomor}/{guna}")


def calon(minta: Permintaan) -> Iterator[Calon]:
    """Yield every office; with ``kota_serang`` its six kecamatan come first."""
    known = 0
    if minta.kota_serang:
        yield from _kota_serang(minta)
        known = SEKOTA
    for nomor in range(known + 1, minta.jumlah + 1):
        yield rekaan(minta, nomor)


def ulang(each: Calon, minta: Permintaan, nomor: int, tahun: int, folder: str) -> Calon:
    """Return the same office once more under another number: drawn the other way, of another year if asked."""
    if tahun == minta.tahun:
        other = TERCETAK if each.tata_letak == INDUK else INDUK
        return each._replace(nomor=nomor, folder=folder, tata_letak=other, makro=False, salah=False)
    made = rekaan(minta._replace(tahun=tahun), each.nomor)
    return made._replace(nomor=nomor, folder=folder, makro=False, salah=False)


def rekaan(minta: Permintaan, nomor: int) -> Calon:
    """Return the invented office of a number: its kota's kecamatan first, then its dinas."""
    kota, place = divmod(nomor - 1, _PER_KOTA)
    rng = Random(f"{minta.benih}/{nomor}")
    nama_kota = f"Kota {nama_tempat(kota, minta.benih + 1)}"
    if place < SEKOTA:
        pola, all_of = _kecamatan_sekota(minta.benih, kota, minta.tahun)
        nama = list(all_of)[place]
        made = kantor(rng, semua_pola()[pola], f"Kecamatan {nama}", nama_kota, minta.tahun, all_of[nama])
        made = made._replace(isian=made.isian | antar_kecamatan(made.pola, all_of))
    else:
        dinas = semua_pola()[_DINAS[place - SEKOTA]]
        figures = nilai_iku(rng, dinas, minta.tahun)
        made = kantor(rng, dinas, f"{dinas.sebutan} {nama_kota.removeprefix('Kota ')}", nama_kota, minta.tahun, figures)
    tata_letak = rng.choice((INDUK, TERCETAK))
    folder = f"kota-{kota + 1:04}/" if kota % 3 == 2 else ""
    return Calon(nomor, folder, _ditandai(made), tata_letak, rng.random() < _MAKRO, rng.random() < _SALAH)


@lru_cache(maxsize=2)
def _kecamatan_sekota(benih: int, kota: int, tahun: int) -> tuple[str, Mapping[str, Mapping[str, Nilai]]]:
    """Return the pattern of a kota's kecamatan and the figures of each by its name."""
    rng = Random(f"{benih}/kota/{kota}")
    pola = rng.choice(_KECAMATAN)
    names = [nama_tempat(kota * SEKOTA + number, benih) for number in range(SEKOTA)]
    return pola, {nama: nilai_iku(rng, semua_pola()[pola], tahun) for nama in names}


def _kota_serang(minta: Permintaan) -> Iterator[Calon]:
    """Yield the six kecamatan with the results Tabel 3.8 prints; all else about them is invented."""
    pola = semua_pola()[_KECAMATAN[0]]
    all_of = dict(nilai_serang(minta.tahun))
    for nomor, (nama, figures) in enumerate(all_of.items(), 1):
        rng = Random(f"{minta.benih}/serang/{nomor}")
        made = kantor(rng, pola, f"Kecamatan {nama}", _SERANG, minta.tahun, figures, nyata=True)
        made = made._replace(isian=made.isian | antar_kecamatan(pola, all_of))
        tata_letak = INDUK if nomor % 2 else TERCETAK
        yield Calon(nomor, "", _ditandai(made), tata_letak, False, False)


def nilai_serang(tahun: int) -> Iterator[tuple[str, Mapping[str, Nilai]]]:
    """Yield each kecamatan of Kota Serang with its figures; only the realisasi of this year are real."""
    pola, table = semua_pola()[_KECAMATAN[0]], read("tabel_3_8_antar_kecamatan")
    codes = [next(iku.kode for iku in pola.iku if iku.indikator == head) for head in table.head[1:]]
    for nama, *printed in table.rows:
        values = [read_angka(text).nilai for text in printed]
        yield (
            nama,
            {kode: nilai_dari(value, tahun) for kode, value in zip(codes, values, strict=True) if value is not None},
        )


def _ditandai(made: Kantor) -> Kantor:
    """Say on the sheet Identitas that the office is invented, or most of what is told of it."""
    rows = made.isian["TabelIdentitas"]
    told = [f"{row['Isi']} ({kata()['tanda']})" if row["Hal"] == _PEMERINTAH else row["Isi"] for row in rows]
    return made.diganti("TabelIdentitas", [row | {"Isi": isi} for row, isi in zip(rows, told, strict=True)])
