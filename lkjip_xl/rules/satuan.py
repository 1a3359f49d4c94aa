"""What a unit means however it is written, and whether it fits what an indicator's name says it counts."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from lkjip_xl.kata import tulisan
from lkjip_xl.pesan import read_toml

_WORD = re.compile(r"[^\W\d_]+|%")
_COUNTED = re.compile(r"\bjumlah\b", re.IGNORECASE)
_AFTER_COUNT = re.compile(
    r"(?:^\s*jumlah|\bdan(?:/atau)?|\batau|/|,)\s*(?:seluruh\s+|total\s+)?(\w+)(?:\s+(laporan|dokumen)\b)?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
PERSEN = "%"


@cache
def _meanings() -> Mapping[str, str]:
    same = read_toml("rules/satuan.toml")["sama"]
    return {word: meaning for meaning, words in same.items() for word in words}


@lru_cache(maxsize=1024)
def makna(satuan: str) -> str:
    """Return what a unit means, "persen" and "%" alike; its plain words where it is not known, "" of none."""
    words = " ".join(_WORD.findall(satuan.lower()))
    return _meanings().get(words, words)


def sesatuan(satu: str, lain: str) -> bool:
    """Tell whether two units mean the same; a missing one contradicts none."""
    return not satu or not lain or makna(satu) == makna(lain)


@lru_cache(maxsize=4096)
def cocok(indikator: str, satuan: str) -> bool:
    """Tell whether a unit may stand with an indicator; only a known unit with a known name ever does not.

    "Jumlah Orang …" in Keg and "Persentase …" in Angka do not; "Jumlah Kendaraan …" takes any unit.
    """
    meaning = makna(satuan)
    if meaning not in _meanings().values() or meaning in _in_brackets(indikator):
        return True
    if _is_share(indikator):
        return meaning == PERSEN
    fitting = _fitting(indikator)
    return not fitting or meaning in fitting or meaning in read_toml("rules/satuan.toml")["umum"]["satuan"]


def yang_dihitung(indikator: str) -> str:
    """Return what a name counts, "orang" of "Jumlah Orang …" and "persen" of "Persentase …"; "" where it is unknown."""
    if _is_share(indikator):
        return "persen"
    first = next(iter(_counted(indikator)), "")
    return first if first in read_toml("rules/satuan.toml")["cocok"] else ""


def _is_share(indikator: str) -> bool:
    return tulisan(indikator).startswith("persentase")


def _counted(indikator: str) -> list[str]:
    """Return the nouns a name counts, "Jumlah Dokumen … dan Laporan …" both; none of a name that counts nothing."""
    if not _COUNTED.match(indikator.strip()):
        return []
    found = _AFTER_COUNT.findall(_BRACKETS.sub(" ", indikator))
    return [word.lower() for pair in found for word in pair if word]


def _fitting(indikator: str) -> frozenset[str]:
    """Return the units that fit what a name counts; none where that is unknown."""
    known: Mapping[str, list[str]] = read_toml("rules/satuan.toml")["cocok"]
    nouns = _counted(indikator) if yang_dihitung(indikator) else []
    return frozenset(unit for noun in nouns for unit in known.get(noun, ()))


def _in_brackets(indikator: str) -> set[str]:
    """Return the units a name gives itself: "… yang Dipelihara (Dengan Satuan: Unit)"."""
    inner = (part for text in _BRACKETS.findall(indikator) for part in re.split(r"[/,:]", text))
    return {makna(part) for part in inner}
