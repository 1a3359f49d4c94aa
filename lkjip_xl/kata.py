"""Reduces the words of an indicator, programme or kegiatan to what tells it from the others (padanan.toml)."""

import re
from functools import cache, lru_cache

from lkjip_xl.kemiripan import one_letter_off
from lkjip_xl.pesan import read_toml

_BRACKETS = re.compile(r"\([^()]*\)")
_LEADING_CODE = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]?|[IVX]+(?:\.\d+)*[.)]|[a-z][.)])\s+")
_WORD = re.compile(r"[a-z0-9]+|%")
_ONE_WORD_OFFICE = re.compile(
    r"inspektorat|itda|[b-df-hj-np-tv-z]{3,}|(?:bk|bp|dk|dl|dp)\w+|bap\w*da|ba?kesbang\w*|kesbang\w*|satpol|set(?:da|wan)"
    r"|dis(?:du|di|na|per|po|par|hub|kom|tan|nak|bud|kop|ket|kes|pang|lin|hut|pus|dag)[a-z]*|din(?:kes|sos|dik)\w*|rsud"
)
"""Names that can be nothing but an office's; a common noun ("Pendidikan") is one only behind a word for its kind."""
_MIN_MENDED = 7
_REMEMBERED = 32768
"""Texts kept with their key: more than a workbook has, or every pass over a large one would start afresh."""


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
    return " ".join(spelling.get(word) or _mended(word) for word in _WORD.findall(text.lower())).split()


@lru_cache(maxsize=_REMEMBERED)
def _mended(word: str) -> str:
    """Return the word of padanan.toml that a word is but for one letter; itself where there is none."""
    known: list[str] = read_toml("padanan.toml")["ejaan_dekat"]["kata"]
    if len(word) < _MIN_MENDED:
        return word
    near = (each for each in known if abs(len(each) - len(word)) <= 1 and (each[0] == word[0] or each[-1] == word[-1]))
    return next((each for each in near if one_letter_off(word, each)), word)


def _without_office(words: list[str], office: str) -> str:
    """Drop the office's own name: "Kecamatan Serang", and the same name after Kota or Kabupaten."""
    text = f" {' '.join(words)} "
    for name in _own_names(office):
        text = text.replace(name, " ")
    return text


@lru_cache(maxsize=64)
def _own_names(office: str) -> tuple[str, ...]:
    own = _spelled(office)
    if len(own) == 1:
        return (f" {own[0]} ",) if _ONE_WORD_OFFICE.fullmatch(own[0]) else ()
    kinds = sorted({own[0], "kota", "kabupaten"}) if own else ()
    return tuple(f" {kind} {' '.join(own[1:])} " for kind in kinds)


@lru_cache(maxsize=_REMEMBERED)
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


@lru_cache(maxsize=_REMEMBERED)
def tulisan(text: str, office: str = "") -> str:
    """Return the words of a text as they are chosen: what ``kunci`` sets aside, save that synonyms stay apart.

    "Hasil Evaluasi AKIP Kecamatan Serang" and "HASIL EVALUASI SAKIP (Angka)" are one, "Nilai AKIP" is another.
    """
    return " ".join(_telling(text, office)) or " ".join(_all_words(text))


@lru_cache(maxsize=_REMEMBERED)
def inti(text: str, office: str = "") -> frozenset[str]:
    """Return the words of a programme or kegiatan that no other wording of it would leave out, in whatever order.

    "Terlaksananya Lembaga Kemasyarakatan yang Diberdayakan" and "Pemberdayaan Lembaga Kemasyarakatan" have the same;
    too little to pair by, but enough beside equal amounts.
    """
    forms = read_toml("padanan.toml")["bentuk"]
    return frozenset(forms.get(word, word) for word in kunci(text, office).split()) - _openings() - _fillers()


@cache
def _fillers() -> frozenset[str]:
    return frozenset(read_toml("padanan.toml")["pengisi"]["kata"])


def _all_words(text: str) -> list[str]:
    return _spelled(_LEADING_CODE.sub("", _BRACKETS.sub(" ", text)) or text)


def _telling(text: str, office: str) -> list[str]:
    return [word for word in _without_office(_all_words(text), office).split() if word not in _dropped()]


def tempat(name: str) -> str:
    """Return the name of a place without what it is: "Kecamatan Serang" and "Serang" are one."""
    words = name.lower().replace(".", " ").split()
    return " ".join(word for word in words if word not in {"kecamatan", "kec", "kota", "kabupaten", "kab"})


def nama_kantor(name: str) -> str:
    """Return an office's name as it is compared: "KEC. SERANG" and "Kecamatan Serang" are one, "Serang" is not."""
    return " ".join(_spelled(name)) or name.casefold()
