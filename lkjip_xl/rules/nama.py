"""What an indicator's name tells of it: whether less is better, whether it is a share, whether it counts output."""

from functools import cache, lru_cache

from lkjip_xl.kata import kunci, tulisan
from lkjip_xl.pesan import read_toml


@cache
def _words(bagian: str, daftar: str) -> tuple[str, ...]:
    return tuple(f" {word} " for word in read_toml("rules/indikator.toml")[bagian][daftar])


@lru_cache(maxsize=2048)
def _spelled(indikator: str) -> str:
    plain = "".join(letter if letter.isalnum() or letter == "%" else " " for letter in indikator.lower())
    return f" {' '.join(plain.split())} "


def _says(indikator: str, bagian: str, daftar: str) -> bool:
    name = _spelled(indikator)
    return any(word in name for word in _words(bagian, daftar))


def makin_rendah(indikator: str) -> bool:
    """Tell whether a name says that less of it is better: poverty, inflation, complaints; not how many were settled."""
    return _says(indikator, "arah", "rendah") and not _says(indikator, "arah", "kecuali")


def bagian(indikator: str) -> bool:
    """Tell whether a name is a share that cannot exceed 100: "Persentase …", growth and revenue apart."""
    is_share = tulisan(indikator).startswith("persentase")
    return is_share and not _says(indikator, "bagian", "boleh_lebih")


def bagian_kelurahan(indikator: str) -> bool:
    """Tell whether a name is a share of the office's kelurahan or desa."""
    words = tulisan(indikator).removeprefix("persentase").split()
    return tulisan(indikator).startswith("persentase") and words[:1] in (["kelurahan"], ["desa"])


def keluaran(indikator: str) -> bool:
    """Tell whether a name counts documents, activities or availability, not an outcome."""
    name = f"{tulisan(indikator)} "
    return any(name.startswith(word.lstrip()) for word in _words("hasil", "keluaran"))


def nilai_akip(indikator: str, office: str) -> bool:
    """Tell whether an indicator is the score of the office's performance accountability."""
    return kunci(indikator, office) == "akip"
