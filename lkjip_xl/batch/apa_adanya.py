"""What a cell says to who reads it: a range whole, words as words, a number with the decimals it shows; pure."""

from decimal import Decimal

from lkjip_xl.angka import bulatkan, format_angka
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.pesan import pesan
from lkjip_xl.sel import angka, tanggal

_PLACES = 4
"""A number whose cell shows as many decimals as there are, 83,3333333333, stands with so many."""


def apa_adanya(baris: Baris, field: str) -> str:
    """Return a field of a row as it stands in the workbook, on one line; "" where nothing was measured."""
    nilai = angka(baris, field)
    if nilai.jenis == "belum diukur":
        return ""
    if nilai.jenis == "rumus tanpa nilai":
        return pesan("rekap.rumus_tanpa_nilai")
    if nilai.jenis == "tanggal" and (found := tanggal(baris, field)):
        return f"{found.hari}/{found.bulan}/{found.tahun}"
    return _number(nilai) if nilai.numerik and nilai.nilai is not None else " ".join(nilai.teks.split())


def _number(nilai: Nilai) -> str:
    value = nilai.nilai or Decimal(0)
    if nilai.desimal <= _PLACES:
        return format_angka(value, nilai.desimal)
    return format_angka(bulatkan(value, _PLACES) or value).rstrip("0").rstrip(",")
