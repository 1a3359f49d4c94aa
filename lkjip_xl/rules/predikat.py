"""Targets in words: the grades, opinions and labels offices promise in place of a number, and which are the same."""

import re
from typing import NamedTuple

from lkjip_xl.ketentuan import label_words
from lkjip_xl.model import Nilai

PREDIKAT = frozenset({
    "wtp", "wdp", "tmp", "wajar", "tanpa", "dengan", "pengecualian", "baik", "sangat", "amat", "cukup", "kurang",
    "memuaskan", "istimewa", "tinggi", "sedang", "rendah", "buruk", "maju", "mandiri", "berkembang", "cepat",
    "tertinggal", "swakarya", "swasembada", "swadaya", "informatif", "menuju", "utama", "madya", "pratama", "nindya",
    "paripurna", "kondusif", "aman", "ada", "tercapai", "terlaksana", "tersedia", "terpenuhi", "selesai", "ya",
})  # fmt: skip
"""Words of which labels consist."""

_GRADE = re.compile(r"aa|a|bb|b|cc|c|d|e")
_OPINIONS = {
    "wtp": frozenset({"wajar", "tanpa", "pengecualian"}),
    "wdp": frozenset({"wajar", "dengan", "pengecualian"}),
    "tmp": frozenset({"tidak", "memberikan", "pendapat"}),
}
_ASIDE = frozenset({"predikat", "opini", "nilai", "kategori", "peringkat", "status", "mutu", "kualitas", "bpk", "akip"})
_DONE = frozenset({"ada", "tercapai", "terlaksana", "tersedia", "terpenuhi", "selesai", "ya"})


class Predikat(NamedTuple):
    """What a label says, and the scale it is from: only labels of one scale can contradict each other."""

    skala: str
    isi: frozenset[str]


def predikat(nilai: Nilai) -> Predikat | None:
    """Return what a cell says that holds a label and nothing else; None of numbers, dashes and other words."""
    if nilai.jenis not in {"predikat", "teks"}:
        return None
    words = frozenset(label_words(nilai.teks)) - _ASIDE
    opinion = next((name for name, full in _OPINIONS.items() if words in (full, frozenset({name}))), "")
    if opinion:
        return Predikat("opini", frozenset({opinion}))
    grades = {word for word in words if _GRADE.fullmatch(word)}
    if len(grades) == 1 and words - grades <= PREDIKAT:
        return Predikat("huruf", frozenset(grades))
    return Predikat("kata", words) if words and words <= PREDIKAT - _DONE else None


def sepredikat(satu: Nilai, lain: Nilai) -> bool:
    """Tell whether two cells say the same label, spelling and case aside."""
    return predikat(satu) == predikat(lain)
