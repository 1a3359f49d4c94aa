"""The Renja's indicators beside those of the Perjanjian Kinerja; its targets are compared in vektor.py."""

from collections.abc import Iterator

from lkjip_xl.rules.dasar import Kena, aturan
from lkjip_xl.rules.kehadiran import butuh_indikator, hilang
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.rules.ungkapan import alamat, pendek


@aturan("RJ003", "renja", "pk")
def indikator_renja_tidak_di_pk(konteks: Konteks) -> Iterator[Kena]:
    """Yield the Renja's indicators of tujuan and sasaran that the Perjanjian Kinerja lacks.

    An indicator of the PK that stands in its place under the same sasaran is explained by it (RJ004).
    """
    butuh_indikator(konteks, "pk", "Perjanjian Kinerja")
    for each in hilang(konteks, "renja", "pk"):
        ref = each.baris.ref("indikator")
        words = {"baris": pendek(each.baris.nama)}
        if each.pengganti is None:
            yield Kena(ref, words, each.baris)
            continue
        other = each.pengganti.ref("indikator")
        words |= {"pengganti": pendek(each.pengganti.nama), "letak": alamat(other)}
        yield Kena(ref, words, each.baris, (other,), varian="pengganti", menjelaskan=(other,))


@aturan("RJ004", "pk", "renja")
def indikator_pk_tidak_di_renja(konteks: Konteks) -> Iterator[Kena]:
    """Yield indicators of the Perjanjian Kinerja that the Renja lacks."""
    butuh_indikator(konteks, "renja", "Renja")
    for each in hilang(konteks, "pk", "renja"):
        yield Kena(each.baris.ref("indikator"), {"baris": pendek(each.baris.nama)}, each.baris)
