"""Pairs the rows of two documents that speak of the same thing under different words (ARSITEKTUR 9)."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from lkjip_xl.kata import kunci
from lkjip_xl.kode import kode_clash, plain_kode
from lkjip_xl.model import Baris

Bukti = Literal["kode", "kata sama", "ejaan", "mirip", "pagu sama"]

PERLU_KONFIRMASI: frozenset[Bukti] = frozenset({"mirip", "pagu sama"})
"""Evidence a person must confirm: such a pair is shown, never used in silence."""

_MIN_SCORE = 80
_MIN_LEAD = 8
_MIN_SPELLING = 6


class Pasangan(NamedTuple):
    """Two rows taken for the same, and why."""

    kiri: Baris
    kanan: Baris
    bukti: Bukti


class Padanan(NamedTuple):
    """The pairs between two documents; ``ragu`` are left rows with more than one candidate, never paired."""

    pasangan: tuple[Pasangan, ...]
    ragu: tuple[tuple[Baris, tuple[Baris, ...]], ...]

    def pasti(self) -> dict[int, Baris]:
        """Return the right row of each left row (by id) whose evidence needs no confirmation."""
        return {id(each.kiri): each.kanan for each in self.pasangan if each.bukti not in PERLU_KONFIRMASI}


class _Matching:
    """The rows of two documents not yet paired, and the pairs found so far; every step is one-to-one."""

    def __init__(self, left: Sequence[Baris], right: Sequence[Baris]) -> None:
        self.left, self.right = list(left), list(right)
        self.pairs: list[Pasangan] = []
        self.doubtful: dict[int, tuple[Baris, tuple[Baris, ...]]] = {}

    def by_key(self, key: Callable[[Baris], Hashable | None], bukti: Bukti) -> None:
        """Pair rows whose key only one row on each side has; of the right, those whose kode says otherwise aside."""
        sides: list[dict[Hashable, list[Baris]]] = []
        for rows in (self.left, self.right):
            keyed: dict[Hashable, list[Baris]] = defaultdict(list)
            for row in rows:
                if (value := key(row)) is not None:
                    keyed[value].append(row)
            sides.append(keyed)
        for value, rows in sides[0].items():
            candidates = [b for b in sides[1].get(value, []) if not all(_clash(a, b) for a in rows)]
            if len(rows) == 1 and len(candidates) == 1:
                self.pair(rows[0], candidates[0], bukti)
            elif candidates:
                self.doubtful.update({id(row): (row, tuple(candidates)) for row in rows})

    def by_likeness(self, alike: Callable[[Baris, Baris], float], bukti: Bukti, least: float, lead: float) -> None:
        """Pair rows that are each other's best, clearly ahead of any other candidate on either side."""
        scores = [[0.0 if _clash(a, b) else alike(a, b) for b in self.right] for a in self.left]
        by_left = [_two_best(row) for row in scores]
        by_right = [_two_best(column) for column in zip(*scores, strict=True)]
        chosen = [
            (a, self.right[at])
            for i, a in enumerate(self.left)
            for at, score, second in [by_left[i]]
            if score >= least and by_right[at][0] == i and score - max(second, by_right[at][2]) >= lead
        ]
        for a, b in chosen:
            self.pair(a, b, bukti)

    def pair(self, left: Baris, right: Baris, bukti: Bukti) -> None:
        self.pairs.append(Pasangan(left, right, bukti))
        self.left = [row for row in self.left if row is not left]
        self.right = [row for row in self.right if row is not right]
        self.doubtful.pop(id(left), None)


def _clash(a: Baris, b: Baris) -> bool:
    return kode_clash(a.kode, b.kode)


def _two_best(scores: Sequence[float]) -> tuple[int, float, float]:
    """Return the place of the best score, that score, and the next best."""
    at = max(range(len(scores)), key=scores.__getitem__)
    return at, scores[at], max((*scores[:at], *scores[at + 1 :]), default=-_MIN_LEAD)


def pair(
    left: Sequence[Baris],
    right: Sequence[Baris],
    words: Callable[[Baris], str],
    office: str = "",
    pagu: Mapping[int, Decimal] | None = None,
) -> Padanan:
    """Pair two documents' rows one to one, on the surest evidence first.

    ``words`` gives what to compare (``Baris.indikator`` or ``Baris.uraian``); ``pagu`` the budget of rows by id,
    where it may serve as evidence. Evidence in order: the same kode, while rows whose kode of one scheme differ are
    never paired; equal words once spelling, synonyms and the office's name are set aside, if need be told apart by
    what the row stands under; the same words with one letter's slip; closeness; equal pagu. The last two need
    confirmation. Rows with several equal candidates stay unpaired and are returned in ``ragu``.
    """
    work = _Matching([row for row in left if words(row)], [row for row in right if words(row)])

    def key(row: Baris) -> str:
        return kunci(words(row), office)

    work.by_key(lambda row: plain_kode(row.kode) or None, "kode")
    work.by_key(key, "kata sama")
    work.by_key(lambda row: (key(row), kunci(row.uraian, office)), "kata sama")
    if work.left and work.right:
        work.by_likeness(lambda a, b: one_slip(key(a), key(b)), "ejaan", 1, 1)
        work.by_likeness(lambda a, b: _closeness(a, b, key), "mirip", _MIN_SCORE, _MIN_LEAD)
    if pagu:
        work.by_key(lambda row: pagu.get(id(row)), "pagu sama")
    return Padanan(tuple(work.pairs), tuple(work.doubtful.values()))


def one_slip(a: str, b: str) -> float:
    """Return 1 where two keys have the same words but for slips of one letter in long words, else 0."""
    from rapidfuzz.distance import DamerauLevenshtein

    left, right = a.split(), b.split()
    if len(left) != len(right):
        return 0
    return all(
        x == y or (min(len(x), len(y)) >= _MIN_SPELLING and DamerauLevenshtein.distance(x, y) == 1)
        for x, y in zip(left, right, strict=True)
    )


def _closeness(a: Baris, b: Baris, key: Callable[[Baris], str]) -> float:
    """Return how close two rows' words are, 0 to 100; rows of different levels are not close."""
    from rapidfuzz.fuzz import token_sort_ratio

    if (
        a.jenjang
        and b.jenjang
        and {a.jenjang, b.jenjang} & {"program", "kegiatan", "sub kegiatan"}
        and a.jenjang != b.jenjang
    ):
        return 0
    return token_sort_ratio(key(a), key(b))
