"""Which indicators of different offices are the same one: clusters by their words, never a pair by pair comparison.

Evidence and care are those of padanan.py: equal words once spelling, synonyms and each office's own name are set
aside, or one letter's slip. A kode is each office's own, so it neither pairs nor parts; closeness alone never pairs.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lkjip_xl.kata import kunci
from lkjip_xl.kemiripan import one_slip, slips
from lkjip_xl.rekap.model import Kantor
from lkjip_xl.rekap.ringkasan import IkuKantor
from lkjip_xl.rules.nama import nilai_akip

_AKIP = "Nilai AKIP"
_ESTABLISHED = 20
"""A wording is a slip of another only where that one is at least so many times as common, or one office's alone."""


class Milik(NamedTuple):
    """One indicator of one office: the office's id, the indicator's place in its list, and the indicator."""

    kantor: str
    urutan: int
    iku: IkuKantor
    umum: str
    """Its name without the office's own."""


class Kelompok(NamedTuple):
    """The offices' rows of one indicator, each office at most once, and the key they are found by."""

    kunci: str
    milik: tuple[Milik, ...]


def padukan(kantor: Sequence[Kantor]) -> list[Kelompok]:
    """Return every indicator with the rows of all offices that have it.

    Of an office that has two different rows of the same words neither is paired: nobody could say which one it is.
    """
    by_key: dict[str, list[Milik]] = defaultdict(list)
    doubtful: list[Kelompok] = []
    for each in kantor:
        for key, rows in _own(each).items():
            if len(rows) == 1:
                by_key[key].append(rows[0])
            else:
                doubtful += [Kelompok(key, (row,)) for row in rows]
    return [*_joined(by_key), *doubtful]


def _own(kantor: Kantor) -> dict[str, list[Milik]]:
    """Return an office's rows by key; one that only repeats another's figures is left out."""
    office = kantor.ringkasan.perangkat_daerah
    own = _own_name(office)
    found: dict[str, dict[object, Milik]] = defaultdict(dict)
    for at, iku in enumerate(kantor.ringkasan.iku):
        figures = iku.target, iku.realisasi_tertulis, iku.capaian
        found[_key(iku.nama, office)].setdefault(figures, Milik(kantor.id, at, iku, _without(own, iku.nama)))
    return {key: list(rows.values()) for key, rows in found.items() if key}


def _key(nama: str, office: str) -> str:
    """Return the words that identify an indicator in every office: "Nilai AKIP dinas" is each office's own "akip"."""
    return kunci(_AKIP) if nilai_akip(nama, office) else kunci(nama, office)


def _own_name(office: str) -> re.Pattern[str] | None:
    """Return what finds an office's own name in a text, with the word that leads to it."""
    words = r"\s+".join(map(re.escape, office.split()))
    return re.compile(rf"\s*\b(?:(?:di|pada|se)[\s-]+)?{words}(?!\w)", re.IGNORECASE) if words else None


def _without(own: re.Pattern[str] | None, name: str) -> str:
    """Return an indicator's name without the office's own, which would be wrong over a column of all offices."""
    text = " ".join(name.split())
    return (own.sub("", text).strip() if own else "") or text


def _joined(by_key: Mapping[str, list[Milik]]) -> Iterator[Kelompok]:
    """Yield the clusters, each with the rows whose words are a slip of the pen away from its own."""
    order = sorted(by_key, key=lambda key: (-len(by_key[key]), key))
    users = _users(by_key)
    near = _neighbours(order)
    joined: dict[str, list[Milik]] = {}
    for key in order:
        rows = by_key[key]
        sizes = {
            hub: len(by_key[hub]) for hub in near.get(key, ()) if hub in joined and _is_slip(key, hub, by_key, users)
        }
        best = [hub for hub, size in sizes.items() if size == max(sizes.values())]
        held = {row.kantor for row in joined[best[0]]} if len(best) == 1 else set()
        if len(best) == 1 and not any(row.kantor in held for row in rows):
            joined[best[0]] += rows
        else:
            joined[key] = list(rows)
    return (Kelompok(key, tuple(rows)) for key, rows in joined.items())


def _neighbours(keys: Iterable[str]) -> Mapping[str, list[str]]:
    """Return for each key the others that are it but for one letter of one word; another number is no slip.

    Only keys that have all other words in common are compared, so that a whole country takes seconds.
    """
    groups: dict[int, dict[str, str]] = defaultdict(dict)
    for key in keys:
        words = key.split()
        for at, word in enumerate(words):
            if word.isalpha():
                groups[hash((at, *words[:at], "", *words[at + 1 :]))][word] = key
    found: dict[str, list[str]] = defaultdict(list)
    for group in groups.values():
        for key, other in _alike(group) if len(group) > 1 else ():
            found[key].append(other)
    return found


def _alike(group: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of keys whose one odd word, by which they are given, is the other's but for a letter."""
    words = list(group)
    for each in slips(words, words).mirip:
        if each.kiri != each.kanan and one_slip(group[words[each.kiri]], group[words[each.kanan]]):
            yield group[words[each.kiri]], group[words[each.kanan]]


def _users(by_key: Mapping[str, Iterable[Milik]]) -> Mapping[str, int]:
    """Return in how many offices' indicators each word is found."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, rows in by_key.items():
        for word in key.split():
            found[word].update(row.kantor for row in rows)
    return {word: len(offices) for word, offices in found.items()}


def _is_slip(key: str, hub: str, by_key: Mapping[str, Sequence[Milik]], users: Mapping[str, int]) -> bool:
    """Tell whether a wording is another's misspelt: it is rare beside it, and its odd words are found nowhere else.

    "Pengadaan" and "pengaduan" are one letter apart and both words: where several offices use either, they stay apart.
    """
    own, common = len(by_key[key]), len(by_key[hub])
    odd = [word for word, other in zip(key.split(), hub.split(), strict=True) if word != other]
    return (own == 1 or common >= own * _ESTABLISHED) and all(users[word] == own for word in odd)


def nama_umum(milik: Iterable[Milik]) -> tuple[str, str]:
    """Return what most offices call an indicator, and the unit most of them give it."""
    rows = list(milik)
    return _commonest(row.umum for row in rows), _commonest(row.iku.satuan.strip() for row in rows)


def _commonest(texts: Iterable[str]) -> str:
    counts = Counter(text for text in texts if text)
    return min(counts, key=lambda text: (-counts[text], text), default="")
