"""Invented names: kecamatan, kota, kelurahan and persons with their NIP, none of them anybody's."""

from random import Random

from lkjip_xl.template.kota.model import kata


def nama_tempat(nomor: int, benih: int) -> str:
    """Return the invented place of a number; numbers below 8400 give different names."""
    words = kata()
    awal, akhir, arah = words["awal"], words["akhir"], words["arah"]
    count = len(awal) * len(akhir) * len(arah)
    rest, again = (nomor * 1009 + benih * 37) % count, nomor // count
    first, rest = rest % len(awal), rest // len(awal)
    name = f"{awal[first]}{akhir[rest % len(akhir)]} {arah[rest // len(akhir)]}".strip()
    return f"{name} {again + 1}" if again else name


def nama_kelurahan(rng: Random, jumlah: int) -> list[str]:
    """Return different names of kelurahan."""
    words = kata()
    pairs = [f"{first}{last}" for first in words["awal"] for last in words["akhir"]]
    return rng.sample(pairs, jumlah)


def nama_orang(rng: Random) -> str:
    """Return an invented person."""
    words = kata()
    return f"Rekaan {rng.choice(words['orang_awal'])} {rng.choice(words['orang_akhir'])}"


def nip(rng: Random) -> str:
    """Return an invented NIP of the right form: born, appointed, sex, number."""
    born = f"{rng.randint(1968, 1985)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    return f"{born}{rng.randint(2005, 2012)}{rng.randint(1, 12):02}{rng.randint(1, 2)}{rng.randint(1, 30):03}"
