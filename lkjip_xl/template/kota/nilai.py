"""Figures of key indicators that contradict nothing: targets that rise, results that reach them or nearly so."""

from decimal import Decimal
from random import Random

from lkjip_xl.angka import bulatkan
from lkjip_xl.template.kota.model import Iku, Nilai, Pola
from lkjip_xl.template.spesifikasi import renstra_start

D = Decimal
_DI_BAWAH = 0.15
_CUKUP = 6
"""From so many kelurahan on, one more than aimed at is not yet far above the target."""


def nilai_iku(rng: Random, pola: Pola, tahun: int) -> dict[str, Nilai]:
    """Return the figures of every indicator of an office by its code."""
    return {each.kode: _nilai(rng, each, pola, tahun) for each in pola.iku}


def nilai_dari(realisasi: Decimal, tahun: int) -> Nilai:
    """Return figures around a result that is given: a target just below it, rising from earlier years."""
    target = (realisasi * D("0.98")).quantize(D("0.1"))
    return _rising(target, realisasi, D("0.25"), tahun)


def _nilai(rng: Random, iku: Iku, pola: Pola, tahun: int) -> Nilai:
    if iku.cara == "kelurahan":
        return _kelurahan(rng, pola.kelurahan, tahun)
    low, high = {"ikm": (79, 85), "akip": (62, 76), "indeks": (70, 84), "persen": (78, 90)}[iku.cara]
    target = D(rng.randint(low * 4, high * 4)) / 4
    if rng.random() < _DI_BAWAH:
        realisasi = target * D(rng.randint(930, 985)) / 1000
    else:
        realisasi = target + D(rng.randint(0, 350)) / 100
    return _rising(target, bulatkan(realisasi), D(rng.choice(("0.5", "0.75", "1"))), tahun)


def _rising(target: Decimal, realisasi: Decimal, step: Decimal, tahun: int) -> Nilai:
    """Return figures that rise by a step each year; last year's result is below this year's target."""
    earlier = [target - step * back for back in range(5, 0, -1)]
    start = renstra_start(tahun)
    plan = [target + step * (year - tahun) for year in range(start, start + 5)]
    reached = [min(each + D("0.2"), realisasi) for each in earlier]
    return Nilai(target, realisasi, tuple(earlier), tuple(reached), tuple(plan))


def _kelurahan(rng: Random, jumlah: int, tahun: int) -> Nilai:
    """Return shares of a number of kelurahan: every one a whole number of them."""
    aimed = rng.randint(jumlah // 2, jumlah - 2)
    reached = aimed + (rng.randint(0, 1) if aimed >= _CUKUP else 0)
    start = renstra_start(tahun)
    earlier = [max(aimed - back, 1) for back in range(5, 0, -1)]
    plan = [min(max(aimed + year - tahun, 1), jumlah) for year in range(start, start + 5)]

    def share(count: int) -> Decimal:
        return bulatkan(D(count * 100) / jumlah)

    return Nilai(share(aimed), share(reached), *(tuple(map(share, each)) for each in (earlier, earlier, plan)))
