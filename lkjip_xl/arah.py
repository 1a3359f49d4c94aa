"""Which way an indicator is better where no document states it: what its name tells, and the capaian written of it."""

from decimal import Decimal
from functools import cache, lru_cache

from lkjip_xl.ketentuan import Arah, Ketentuan
from lkjip_xl.model import Baris
from lkjip_xl.pesan import read_toml
from lkjip_xl.rumus import TidakTerhitung, compute_capaian
from lkjip_xl.tertulis import bandingkan

BELUM_DITULIS, MENURUT_NAMA, MENURUT_ANGKA = "arah_belum_ditulis", "arah_menurut_nama", "arah_menurut_angka"
TANPA_ARAH = frozenset({BELUM_DITULIS, MENURUT_NAMA, MENURUT_ANGKA})
"""Why a capaian is not computed: its target, its name or its written capaian take less as better, and no arah does."""

_HUNDRED = Decimal(100)


@cache
def words_of(bagian: str, daftar: str) -> tuple[str, ...]:
    """Return a list of rules/indikator.toml, each entry between spaces."""
    return tuple(f" {word} " for word in read_toml("rules/indikator.toml")[bagian][daftar])


@lru_cache(maxsize=2048)
def _spelled(indikator: str) -> str:
    plain = "".join(letter if letter.isalnum() or letter == "%" else " " for letter in indikator.lower())
    return f" {' '.join(plain.split())} "


def menyebut(indikator: str, bagian: str, daftar: str) -> bool:
    """Tell whether a name has an entry of a list of rules/indikator.toml in it."""
    name = _spelled(indikator)
    return any(word in name for word in words_of(bagian, daftar))


def makin_rendah(indikator: str, satuan: str = "") -> bool:
    """Tell whether a name says that less of it is better: poverty, inflation, complaints; not how many were settled.

    A time to wait or respond is one only where its unit may be a time: in percent it is the share served in time.
    """
    if menyebut(indikator, "arah", "kecuali"):
        return False
    if menyebut(indikator, "arah", "waktu"):
        return not _is_share(satuan)
    return menyebut(indikator, "arah", "rendah")


def _is_share(satuan: str) -> bool:
    return "%" in satuan or satuan.lower().startswith(("persen", "prosen", "presen"))


def arah_tertulis(baris: Baris, ketentuan: Ketentuan) -> Arah | None:
    """Return the direction whose formula the capaian written in a row follows, makin rendah where both give it.

    None where nothing is written, or neither formula gives it.
    """
    written = baris.nilai.get("capaian")
    if written is None or written.nilai is None:
        return None
    differ: dict[Arah, str] = {}
    for arah in ("rendah", "tinggi"):
        try:
            exact = compute_capaian(baris.nilai["target"], baris.nilai["realisasi"], arah, ketentuan)
        except TidakTerhitung:
            continue
        differ[arah] = bandingkan(written, exact).beda
    for beda in ("sama", "pembulatan"):
        for arah, found in differ.items():
            if found == beda:
                return arah
    return None


def makin_rendah_tertulis(baris: Baris) -> bool:
    """Tell whether a row's written capaian is one by which less is better: (2T - R) / T or T / R."""
    written = baris.nilai.get("capaian")
    target, actual = (baris.nilai[field].nilai for field in ("target", "realisasi"))
    if written is None or written.nilai is None:
        return False
    if not target or not actual or target < 0 or actual < 0 or target == actual:
        return False
    ways = ((2 * target - actual) / target * _HUNDRED, target / actual * _HUNDRED)
    return any(bandingkan(written, way).beda != "beda" for way in ways)
