"""Which wordings of two lists are alike, found without comparing each with each: slips of the pen, and closeness."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

MOST_COMPARED = 250_000
"""Up to so many pairs each wording is compared with each; of more, only those that share a rare word."""
RARE = 32
"""A word is rare that so many wordings of a list have at most."""
_MIN_SPELLING = 6


class Mirip(NamedTuple):
    """Two wordings that are alike, by their places in the two lists, and how much, 0 to 100."""

    kiri: int
    kanan: int
    nilai: float


class Kemiripan(NamedTuple):
    """The wordings that are alike; ``terpotong`` are the left places that were not compared with all of the right."""

    mirip: tuple[Mirip, ...]
    terpotong: frozenset[int] = frozenset()


def one_slip(a: str, b: str) -> bool:
    """Tell whether two keys have the same words but for slips of one letter in long words."""
    left, right = a.split(), b.split()
    return len(left) == len(right) and all(map(_same_word, left, right))


def _same_word(x: str, y: str) -> bool:
    return x == y or (min(len(x), len(y)) >= _MIN_SPELLING and one_letter_off(x, y))


def one_letter_off(x: str, y: str) -> bool:
    """Tell whether a letter is wrong, missing or too many, or two neighbours are swapped."""
    start = next((at for at, (a, b) in enumerate(zip(x, y, strict=False)) if a != b), min(len(x), len(y)))
    rest, other = x[start:], y[start:]
    if len(rest) != len(other):
        shorter, longer = sorted((rest, other), key=len)
        return longer[1:] == shorter
    return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])


def slips(left: Sequence[str], right: Sequence[str]) -> Kemiripan:
    """Return the wordings of two lists that are one but for slips of one letter, equal ones too."""
    known: dict[Hashable, list[int]] = defaultdict(list)
    for place, key in enumerate(right):
        for trait in {trait for traits in _traits(key) for trait in traits}:
            known[trait].append(place)
    found = []
    for i, key in enumerate(left):
        shared = ([known.get(trait, []) for trait in traits] for traits in _traits(key))
        fewest = min(shared, key=lambda places: sum(map(len, places)), default=[])
        found += [Mirip(i, j, 100) for j in sorted(set().union(*fewest)) if one_slip(key, right[j])]
    return Kemiripan(tuple(found))


def _traits(key: str) -> Iterator[tuple[Hashable, ...]]:
    """Yield for each word what a word in its place has at least one of, if it is the same but for one letter.

    A slip reaches over two letters at most, so a long word keeps its first two letters or its last two.
    """
    words = key.split()
    for at, word in enumerate(words):
        place = len(words), at
        yield ((*place, word),) if len(word) < _MIN_SPELLING else ((*place, "^", word[:2]), (*place, "$", word[-2:]))


def close(left: Sequence[str], right: Sequence[str], least: float) -> Kemiripan:
    """Return the wordings of two lists that have about the same words, in whatever order."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract_iter

    ours, theirs = ([" ".join(sorted(key.split())) for key in keys] for keys in (left, right))
    if len(left) * len(right) <= MOST_COMPARED:
        every = dict(enumerate(theirs))
        candidates: list[tuple[Mapping[int, str], bool]] = [(every, False)] * len(ours)
    else:
        candidates = list(_sharing_rare_words(ours, theirs))
    found = (
        Mirip(i, j, score)
        for i, (text, (choices, _)) in enumerate(zip(ours, candidates, strict=True))
        for _, score, j in extract_iter(text, choices, scorer=ratio, score_cutoff=least)
    )
    return Kemiripan(tuple(found), frozenset(i for i, (_, cut) in enumerate(candidates) if cut))


def _sharing_rare_words(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[Mapping[int, str], bool]]:
    """Yield for each left wording the right ones that share a rare word, and whether it shares a common one as well."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(right):
        for word in set(text.split()):
            places[word].append(place)
    for text in left:
        shared = [places[word] for word in set(text.split()) if word in places]
        rare = sorted({place for each in shared if len(each) <= RARE for place in each})
        yield {place: right[place] for place in rare}, any(len(each) > RARE for each in shared)
