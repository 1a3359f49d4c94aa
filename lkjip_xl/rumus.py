"""The formulas of RUMUS 2 and 5, one function each: exact, unrounded, pure."""

from collections.abc import Sequence
from decimal import Decimal

from lkjip_xl.angka import format_angka
from lkjip_xl.ketentuan import Arah, Ketentuan
from lkjip_xl.model import Nilai

_MOST_PERCENT = Decimal(10) ** 15


class TidakTerhitung(Exception):  # noqa: N818 - a reason on its way to the row it belongs to, never an error
    """Why a figure cannot be computed: a key of [alasan] in pesan.toml, and the cell and column to blame."""

    def __init__(self, alasan: str, nilai: Nilai | None = None, kolom: str = "target") -> None:
        super().__init__(alasan)
        self.alasan, self.nilai, self.kolom = alasan, nilai, kolom


def mean(values: Sequence[Decimal]) -> Decimal | None:
    """Return the plain mean, None of nothing."""
    return sum(values, Decimal(0)) / len(values) if values else None


def compute_capaian(target: Nilai, realisasi: Nilai, arah: Arah, ketentuan: Ketentuan) -> Decimal:
    """Return capaian in percent, unrounded and uncapped (RUMUS 2); raises TidakTerhitung with the reason.

    Makin tinggi: R/T x 100. Makin rendah: (2T - R)/T x 100, at least 0, or T/R x 100 by setting. Rentang a-b:
    100 inside, R/a x 100 below, (2b - R)/b x 100 above.
    """
    low, actual = _number(target, "target"), _number(realisasi, "realisasi")
    _check_percent(target, realisasi, "realisasi")
    _check_percent(realisasi, target, "target")
    if arah == "rentang":
        return _within_range(target, low, actual)
    if target.jenis == "rentang":
        raise TidakTerhitung("rentang", target)
    if low < 0:
        raise TidakTerhitung("negatif", target)
    if arah == "tinggi":
        if not low:
            raise TidakTerhitung("nol", target)
        return _plausible(actual / low * 100, realisasi, "realisasi")
    if not low:
        return Decimal(0) if actual else Decimal(100)
    if ketentuan.makin_rendah == "T/R":
        if not actual:
            raise TidakTerhitung("nol", realisasi, "realisasi")
        return low / actual * 100
    return max(Decimal(0), (2 * low - actual) / low * 100)


def _check_percent(percent: Nilai, other: Nilai, kolom: str) -> None:
    """Refuse a fraction beside a percent-formatted cell: 0,98 beside 100 % may mean 98 % or 0,98 %."""
    if percent.persen and other.numerik and not other.persen and other.nilai and 0 < other.nilai <= 1:
        raise TidakTerhitung("persen_campur", other._replace(teks=format_angka(other.nilai)), kolom)


def _plausible(percent: Decimal, nilai: Nilai, kolom: str) -> Decimal:
    """Return a percentage that a person could have meant; raises TidakTerhitung for one with a slip of many zeros."""
    if abs(percent) > _MOST_PERCENT:
        raise TidakTerhitung("tidak_wajar", nilai, kolom)
    return percent


def _within_range(target: Nilai, low: Decimal, actual: Decimal) -> Decimal:
    if target.atas is None or low <= 0:
        raise TidakTerhitung("rentang_tanpa_batas", target)
    if actual < low:
        return actual / low * 100
    if actual > target.atas:
        return max(Decimal(0), (2 * target.atas - actual) / target.atas * 100)
    return Decimal(100)


def _number(nilai: Nilai, field: str) -> Decimal:
    """Return a cell's number; raises TidakTerhitung naming why there is none."""
    usable = ("angka", "rentang") if field == "target" else ("angka",)
    if nilai.nilai is None or nilai.jenis not in usable:
        raise TidakTerhitung(nilai.jenis.replace(" ", "_"), nilai, field)
    return nilai.nilai


def compute_serapan(pagu: Sequence[Nilai], realisasi: Sequence[Nilai]) -> Decimal:
    """Return RA / PA x 100, unrounded (RUMUS 5); raises TidakTerhitung, also for a pagu of 0."""
    budget = sum((_number(each, "pagu") for each in pagu), Decimal(0))
    spent = sum((_number(each, "realisasi_anggaran") for each in realisasi), Decimal(0))
    if not budget:
        raise TidakTerhitung("nol", pagu[0], "pagu")
    return _plausible(spent / budget * 100, realisasi[0], "realisasi_anggaran")
