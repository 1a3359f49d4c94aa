"""Reduces the words of an indicator, programme or kegiatan to what tells it from the others (padanan.toml)."""

import re
from functools import cache, lru_cache

from lkjip_xl.pesan import read_toml

_BRACKETS = re.compile(r"\([^()]*\)")
_LEADING_CODE = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]?|[IVX]+(?:\.\d+)*[.)]|[a-z][.)])\s+")
_WORD = re.compile(r"[a-z0-9]+|%")


@cache
def _synonyms() -> tuple[tuple[str, str], ...]:
    pairs = (
        (f" {phrase} ", f" {word} ")
        for word, phrases in read_toml("padanan.toml")["sinonim"].items()
        for phrase in phrases
    )
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _dropped() -> frozenset[str]:
    return frozenset(read_toml("padanan.toml")["buang"]["kata"])


@cache
def _openings() -> frozenset[str]:
    return frozenset(read_toml("padanan.toml")["buang"]["awalan"])


def _spelled(text: str) -> list[str]:
    spelling = read_toml("padanan.toml")["ejaan"]
    return " ".join(spelling.get(word, word) for word in _WORD.findall(text.lower())).split()


def _without_office(words: list[str], office: str) -> str:
    """Drop the office's own name: "Kecamatan Serang", and the same name after Kota or Kabupaten."""
    text = f" {' '.join(words)} "
    own = _spelled(office)
    if len(own) > 1:
        place = " ".join(own[1:])
        for kind in {own[0], "kota", "kabupaten"}:
            text = text.replace(f" {kind} {place} ", " ")
    return text


@lru_cache(maxsize=8192)
def kunci(text: str, office: str = "") -> str:
    """Return the words that identify a text: spelling, case, units in brackets, codes and the office's name aside.

    Two texts with the same key say the same thing: "Nilai Sakip Kecamatan Serang" and "Hasil Evaluasi AKIP"
    both give "akip". The key of a text of nothing but common words is those words.
    """
    kept = _telling(text, office)
    while len(kept) > 1 and kept[0] in _openings():
        del kept[0]
    joined = f" {' '.join(kept)} "
    for phrase, word in _synonyms():
        joined = joined.replace(phrase, word)
    return joined.strip() or " ".join(_all_words(text))


@lru_cache(maxsize=8192)
def tulisan(text: str, office: str = "") -> str:
    """Return the words of a text as they are chosen: what ``kunci`` sets aside, save that synonyms stay apart.

    "Hasil Evaluasi AKIP Kecamatan Serang" and "HASIL EVALUASI SAKIP (Angka)" are one, "Nilai AKIP" is another.
    """
    return " ".join(_telling(text, office)) or " ".join(_all_words(text))


def _all_words(text: str) -> list[str]:
    return _spelled(_LEADING_CODE.sub("", _BRACKETS.sub(" ", text)) or text)


def _telling(text: str, office: str) -> list[str]:
    return [word for word in _without_office(_all_words(text), office).split() if word not in _dropped()]
