"""What else must be found in an office once a fault is in it, by what the rules say of efisiensi."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from random import Random

from lkjip_xl.angka import bulatkan
from lkjip_xl.template.isian import Buku
from lkjip_xl.template.kota.model import Kantor
from lkjip_xl.template.kota.salah import Harap, Jenis, Salah

EFISIENSI, EFISIENSI_IKU = "TabelEfisiensi", "TabelEfisiensiIKU"
_RENDAH, _PENUH = Decimal(75), Decimal(100)


def berakibat(jenis: Jenis, akibat: Callable[[Kantor], Iterable[Harap]]) -> Jenis:
    """Return a kind of fault that tells of what follows in the office it makes, too."""

    def buat(kantor: Kantor, kunci: str, rng: Random) -> Salah:
        made = jenis.buat(kantor, kunci, rng)
        return made._replace(harap=(*made.harap, *akibat(made.kantor)))

    return jenis._replace(buat=buat)


def akibat_efisiensi(kantor: Kantor) -> list[Harap]:
    """Return what must be found in the table of goals and programmes, each row of which has its own budget."""
    buku, found = Buku(kantor.spec, kantor.isian), list[Harap]()
    for at in range(len(kantor.isian[EFISIENSI])):
        capaian, serapan = (buku.nilai(EFISIENSI, at, judul) for judul in ("Capaian", "Serapan"))
        if isinstance(capaian, Decimal) and isinstance(serapan, Decimal):
            efficient = buku.nilai(EFISIENSI, at, "Status") == buku.ketentuan.efisien
            if capaian >= _PENUH and serapan < _RENDAH:
                found.append(Harap("EF004", EFISIENSI, at, "Serapan"))
            elif bulatkan(capaian) < _PENUH and efficient:
                found.append(Harap("EF003", EFISIENSI, at, "Status"))
    return found


def akibat_efisiensi_iku(kantor: Kantor) -> list[Harap]:
    """Return what must be found in the table of IKU: all share one budget, so that their mean is what it bought."""
    buku = Buku(kantor.spec, kantor.isian)
    values, serapan = buku.angka(EFISIENSI_IKU, "Capaian"), buku.nilai(EFISIENSI_IKU, 0, "Serapan")
    mean = sum(values, Decimal(0)) / len(values) if values else Decimal(0)
    low = isinstance(serapan, Decimal) and serapan < _RENDAH
    return [Harap("EF004", EFISIENSI_IKU, 0, "Serapan")] if low and mean >= _PENUH else []
