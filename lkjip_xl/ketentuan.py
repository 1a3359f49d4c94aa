"""The office's rules of judgement as one frozen value: scale, gap policy, labels, directions (ketentuan.toml)."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from lkjip_xl.angka import bulatkan, read_angka
from lkjip_xl.pesan import read_toml

_LETTERS = re.compile(r"\w+")
_DIRECTIONS = re.compile(r"[^\W\d_]+|[↑↓▲▼⬆⬇]|\(\s*[-−–+]\s*\)|^\s*\+\s*$")
_PERCENT_WORDS = frozenset({"", "%", "persen"})
_ONE_DASH = str.maketrans("−–", "--")

Arah = Literal["tinggi", "rendah", "rentang"]


class Ketentuan(NamedTuple):
    """Settings of RUMUS 2, 4 and 5; ``batas`` are the lower bounds of ``sebutan``, lowest first."""

    batas: tuple[Decimal, ...]
    sebutan: tuple[str, ...]
    celah: Literal["batas-bawah", "bulatkan"]
    makin_rendah: Literal["2T-R", "T/R"]
    batas_efisien: Decimal
    efisien: str
    tidak_efisien: str
    arah: Mapping[str, Arah]
    """Each word or sign that tells a direction."""
    kata_arah: frozenset[str]
    """Words beside it that tell none, "makin ... makin baik"."""
    kata_sebutan: frozenset[str]
    kata_ketercapaian: frozenset[str] = frozenset()
    """Words that tell whether a target was reached at all, which is no scale."""
    jumlah_kelurahan: int | None = None
    """How many kelurahan or desa the office has, where it says so."""

    def kategori(self, capaian: Decimal) -> str:
        """Return the label of a capaian, rounded to 2 decimals first; below the lowest bound, the lowest label."""
        shown = bulatkan(bulatkan(capaian), 0) if self.celah == "bulatkan" else bulatkan(capaian)
        return max(
            ((bound, label) for bound, label in zip(self.batas, self.sebutan, strict=True) if shown >= bound),
            default=(Decimal(0), self.sebutan[0]),
        )[1]

    def status(self, efisiensi: Decimal) -> str:
        """Return the label of a tingkat efisiensi, judged at 2 decimals."""
        return self.efisien if bulatkan(efisiensi) >= self.batas_efisien else self.tidak_efisien

    def arah_of(self, text: str) -> Arah | None:
        """Return the direction that wording states, "Makin kecil, makin baik" or "↓"; None unless it is one and clear.

        A dash alone states nothing; "(-)" is makin rendah.
        """
        words = {"".join(word.split()).translate(_ONE_DASH) for word in _DIRECTIONS.findall(text.lower())}
        stated = {self.arah.get(word) for word in words - self.kata_arah}
        return stated.pop() if len(stated) == 1 else None

    def is_sebutan(self, text: str) -> bool:
        """Tell whether a text is nothing but the words of a label, or a dash; anything else is someone's note."""
        return label_words(text) <= self.kata_sebutan

    def is_ketercapaian(self, text: str) -> bool:
        """Tell whether a label only says that a target was reached, or not."""
        return label_words(text) <= self.kata_ketercapaian

    def is_catatan(self, text: str) -> bool:
        """Tell whether a text is more than a figure, a dash or a label: words somebody wants kept."""
        read = read_angka(text)
        if read.jenis == "angka":
            return read.kata.strip(" .").lower() not in _PERCENT_WORDS
        return read.jenis in {"teks", "ambigu", "rentang"} and not self.is_sebutan(text)


def label_words(text: str) -> set[str]:
    """Return the words of a label, in small letters."""
    return set(_LETTERS.findall(text.lower()))


@cache
def ketentuan_bawaan() -> Ketentuan:
    """Return the settings every workbook has that brings none of its own."""
    data = read_toml("ketentuan.toml")
    kategori, efisiensi = data["kategori"], data["efisiensi"]
    return Ketentuan(
        batas=tuple(Decimal(bound) for bound in kategori["batas"]),
        sebutan=tuple(kategori["sebutan"]),
        celah=kategori["celah"],
        makin_rendah=data["capaian"]["makin_rendah"],
        batas_efisien=Decimal(efisiensi["batas"]),
        efisien=efisiensi["efisien"],
        tidak_efisien=efisiensi["tidak_efisien"],
        arah={word: arah for arah, words in data["arah"].items() for word in words},
        kata_arah=frozenset(data["kata_arah"]["kata"]),
        kata_sebutan=frozenset(kategori["kata"]),
        kata_ketercapaian=frozenset(kategori["ketercapaian"]),
    )
