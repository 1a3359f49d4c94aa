"""Pairs the rows of two documents that speak of the same thing under different words (ARSITEKTUR 9)."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Literal, NamedTuple

from lkjip_xl.kata import inti, kunci
from lkjip_xl.kemiripan import Kemiripan, close, slips
from lkjip_xl.kode import clash_with_all, kode_clash, plain_kode
from lkjip_xl.model import Baris

Bukti = Literal["kode", "kata sama", "ejaan", "kata dan pagu", "mirip", "pagu sama"]

PERLU_KONFIRMASI: frozenset[Bukti] = frozenset({"mirip", "pagu sama"})
"""Evidence a person must confirm: such a pair is shown, never used in silence."""

_MIN_SCORE = 80
_MIN_LEAD = 8
_WHOLE = 100
_PLANNED = frozenset({"program", "kegiatan", "sub kegiatan"})
_MIN_CORE = 2


class Pasangan(NamedTuple):
    """Two rows taken for the same, and why."""

    kiri: Baris
    kanan: Baris
    bukti: Bukti


Key = Callable[[Baris], str]


class _Langkah(NamedTuple):
    """One kind of evidence by likeness: the least score of a pair, and its least lead over any other."""

    bukti: Bukti
    least: float
    lead: float


class Padanan(NamedTuple):
    """The pairs between two documents; ``ragu`` are left rows with more than one candidate, never paired.

    ``terpotong`` are left rows without a pair that were too many to be compared with every right row.
    """

    pasangan: tuple[Pasangan, ...]
    ragu: tuple[tuple[Baris, tuple[Baris, ...]], ...]
    terpotong: tuple[Baris, ...] = ()

    def pasti(self) -> dict[int, Baris]:
        """Return the right row of each left row (by id) whose evidence needs no confirmation."""
        return {id(each.kiri): each.kanan for each in self.pasangan if each.bukti not in PERLU_KONFIRMASI}


class _Matching:
    """The rows of two documents not yet paired, and the pairs found so far; every step is one-to-one."""

    def __init__(self, left: Iterable[Baris], right: Iterable[Baris]) -> None:
        self.left, self.right = ({id(row): row for row in rows} for rows in (left, right))
        self.pairs: list[Pasangan] = []
        self.doubtful: dict[int, tuple[Baris, tuple[Baris, ...]]] = {}
        self.cut: list[Baris] = []

    def by_key(self, key: Callable[[Baris], Hashable | None], bukti: Bukti) -> None:
        """Pair rows whose key only one row on each side has; of the right, those whose kode says otherwise aside."""
        ours, theirs = (_keyed(rows.values(), key) for rows in (self.left, self.right))
        for value, rows in ours.items():
            if value not in theirs:
                continue
            clashes = clash_with_all(row.kode for row in rows)
            candidates = tuple(row for row in theirs[value] if not clashes(row.kode))
            if len(rows) == 1 and len(candidates) == 1:
                self.pair(rows[0], candidates[0], bukti)
            elif candidates:
                self.doubtful.update({id(row): (row, candidates) for row in rows})

    def by_likeness(self, alike: Callable[[list[str], list[str]], Kemiripan], key: Key, step: _Langkah) -> None:
        """Pair rows that are each other's best, clearly ahead of any other candidate on either side."""
        left, right = list(self.left.values()), list(self.right.values())
        found = alike([key(row) for row in left], [key(row) for row in right])
        likely = [each for each in found.mirip if _may_be_one(left[each.kiri], right[each.kanan], step)]
        by_left = _two_best((each.kiri, each.kanan, each.nilai) for each in likely)
        by_right = _two_best((each.kanan, each.kiri, each.nilai) for each in likely)
        for i, (j, score, second) in sorted(by_left.items()):
            mutual, _, other = by_right[j]
            if score >= step.least and mutual == i and score - max(second, other) >= step.lead:
                self.pair(left[i], right[j], step.bukti)
        self.cut += [row for i, row in enumerate(left) if i in found.terpotong]

    def pair(self, left: Baris, right: Baris, bukti: Bukti) -> None:
        self.pairs.append(Pasangan(left, right, bukti))
        del self.left[id(left)], self.right[id(right)]
        self.doubtful.pop(id(left), None)

    def done(self) -> Padanan:
        cut = tuple(row for row in self.cut if id(row) in self.left)
        return Padanan(tuple(self.pairs), tuple(self.doubtful.values()), cut)


def _keyed(rows: Iterable[Baris], key: Callable[[Baris], Hashable | None]) -> dict[Hashable, list[Baris]]:
    keyed: dict[Hashable, list[Baris]] = defaultdict(list)
    for row in rows:
        if (value := key(row)) is not None:
            keyed[value].append(row)
    return keyed


def _may_be_one(a: Baris, b: Baris, step: _Langkah) -> bool:
    """Tell whether neither codes nor, where words are only close, levels say that two rows differ."""
    of_one_level = a.jenjang == b.jenjang or not a.jenjang or not b.jenjang or not {a.jenjang, b.jenjang} & _PLANNED
    return (of_one_level or step.bukti != "mirip") and not kode_clash(a.kode, b.kode)


def _two_best(scored: Iterable[tuple[int, int, float]]) -> dict[int, tuple[int, float, float]]:
    """Return for each place the first other with the best score, that score, and the next best, 0 of none."""
    found: dict[int, tuple[int, float, float]] = {}
    for place, other, score in sorted(scored):
        at, best, second = found.get(place, (-1, 0.0, 0.0))
        found[place] = (other, score, best) if score > best else (at, best, max(second, score))
    return found


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
    what the row stands under; the same words with one letter's slip; equal pagu and the same words but for common
    ones; closeness; equal pagu. The last two need confirmation. Rows with several equal candidates stay unpaired and
    are returned in ``ragu``.
    """
    work = _Matching((row for row in left if words(row)), (row for row in right if words(row)))
    keys = {row: kunci(words(each), office) for rows in (work.left, work.right) for row, each in rows.items()}

    def key(row: Baris) -> str:
        return keys[id(row)]

    work.by_key(lambda row: plain_kode(row.kode) or None, "kode")
    work.by_key(lambda row: key(row) or None, "kata sama")
    work.by_key(lambda row: (key(row), kunci(row.uraian, office)), "kata sama")
    if work.left and work.right:
        work.by_likeness(slips, key, _Langkah("ejaan", _WHOLE, _WHOLE))
        if pagu:
            work.by_key(lambda row: _core_and_amount(words(row), office, pagu.get(id(row))), "kata dan pagu")
    if work.left and work.right:
        work.by_likeness(partial(close, least=_MIN_SCORE - _MIN_LEAD), key, _Langkah("mirip", _MIN_SCORE, _MIN_LEAD))
    if pagu:
        work.by_key(lambda row: pagu.get(id(row)), "pagu sama")
    return work.done()


def _core_and_amount(text: str, office: str, amount: Decimal | None) -> Hashable | None:
    """Return what two witnesses say of a row, its telling words and its budget; None where either says too little."""
    core = inti(text, office)
    return (core, amount) if amount and len(core) >= _MIN_CORE else None
