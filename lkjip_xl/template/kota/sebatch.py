"""What is wrong only beside other workbooks: an office twice, another year, another scale, another's result."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from lkjip_xl.template.kota.model import ANTAR
from lkjip_xl.template.kota.salah import INDUK
from lkjip_xl.template.kota.susunan import SEKOTA, Calon, Permintaan, rekaan, ulang

PALING_SEDIKIT = 20
_ANTAR, _GANDA, _TAHUN, _SKALA = 1, 2, 3, 9
"""How many offices after the first invented one each of these stands; the scale's, from there on the first master."""


class Antarberkas(NamedTuple):
    """What is wrong between workbooks: its kind, the numbers of the offices, and what a result there is said to be."""

    jenis: str
    nomor: tuple[int, ...]
    rincian: dict[str, str]


def antarberkas(minta: Permintaan) -> Iterator[Antarberkas]:
    """Yield what is wrong between the workbooks of a folder; nothing where there are few."""
    first = SEKOTA + 1 if minta.kota_serang else 1
    if minta.jumlah - first + 1 < PALING_SEDIKIT:
        return
    own = first + _ANTAR + (2 if minta.kota_serang else 0)
    each = rekaan(minta, own)
    other, judul, value = _lain(each)
    rincian = {"kode": "PB001", "kecamatan": str(other["Kecamatan"]), "indikator": judul, "tertulis": str(value)}
    yield Antarberkas("antar_kecamatan_berbeda", (own,), rincian)
    yield Antarberkas("kantor_ganda", (first + _GANDA, minta.jumlah + 1), {})
    yield Antarberkas("tahun_lain", (first + _TAHUN, minta.jumlah + 2), {})
    scale = next(n for n in range(first + _SKALA, minta.jumlah + 1) if rekaan(minta, n).tata_letak == INDUK)
    yield Antarberkas("skala_lain", (scale,), {})


def tambahan(minta: Permintaan, wrong: list[Antarberkas]) -> Iterator[Calon]:
    """Yield the workbooks that stand there once too often."""
    for each in wrong:
        if each.jenis in {"kantor_ganda", "tahun_lain"}:
            tahun = minta.tahun - (each.jenis == "tahun_lain")
            yield ulang(rekaan(minta, each.nomor[0]), minta, each.nomor[1], tahun, "arsip/")


def diubah(each: Calon, wrong: list[Antarberkas]) -> Calon:
    """Return an office with what is wrong in it only beside others."""
    kinds = {one.jenis for one in wrong if each.nomor == one.nomor[0]}
    kantor = each.kantor
    if "antar_kecamatan_berbeda" in kinds:
        other, judul, value = _lain(each)
        rows = [row | ({judul: value} if row is other else {}) for row in kantor.isian[ANTAR]]
        kantor = kantor.diganti(ANTAR, rows)
    if "skala_lain" in kinds:
        rows = [*kantor.isian.get("TabelKetentuan", []), {"Hal": "Celah skala", "Isi": "bulatkan"}]
        kantor = kantor.diganti("TabelKetentuan", rows)
    return each._replace(kantor=kantor)


def _lain(each: Calon) -> tuple[dict[str, Any], str, Decimal]:
    """Return another kecamatan's row in an office's comparison, and what it is made to say of it."""
    row, judul = each.kantor.isian[ANTAR][0], each.kantor.pola.iku[0].indikator
    return row, judul, row[judul] - Decimal("2.5")
