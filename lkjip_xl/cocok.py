"""Which kinds of table the words of a head fit best, and what its columns then mean (layout.toml)."""

import sys
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from lkjip_xl.judul import Heading
from lkjip_xl.layout import JenisTabel, header_label, is_reference, kinds
from lkjip_xl.table import Kolom

_LESS_SURE = 1000
_MORE_THAN_NUMBERS = 3
_NOWHERE = sys.maxsize
_MEASURES = frozenset({"satuan", "target", "realisasi", "capaian"})

_Titles = tuple[Sequence[str], str]


class Head(NamedTuple):
    """A head that fits one kind of table; ``score`` is (fields, hints, a result, columns, telling words)."""

    kind: JenisTabel
    first: int
    last: int
    columns: tuple[Kolom, ...]
    unknown: tuple[Kolom, ...]
    score: tuple[int, int, bool, int, int]

    @property
    def places(self) -> set[int]:
        """The columns that are understood."""
        return {kolom.column for kolom in self.columns}

    def repeats(self, other: "Head") -> bool:
        """Tell whether another head says the same over the same columns, as after a page break."""
        return self.kind is other.kind and self.columns == other.columns


def fitting_heads(headings: Sequence[Heading], rows: tuple[int, int], titles: _Titles) -> list[Head]:
    """Return the heads that explain most of the headings; more than one where kinds fit equally well."""
    words = {wording for heading in headings for wording in heading.wordings}
    heads = [head for kind in _possible(frozenset(words)) if (head := _match(kind, headings, words, rows, titles))]
    best = max((head.score for head in heads), default=None)
    return [head for head in heads if head.score == best]


@lru_cache(maxsize=1024)
def _possible(words: frozenset[str]) -> Sequence[JenisTabel]:
    """Return the kinds that have what they need among known words: of all that are tried, few."""
    return [kind for kind in kinds() if not any(need.isdisjoint(words) for need in kind.needed_words)]


def _match(
    kind: JenisTabel, headings: Sequence[Heading], words: set[str], rows: tuple[int, int], titles: _Titles
) -> Head | None:
    if _is_other(kind, titles):
        return None
    known, unknown = _assign(kind, headings)
    columns, spare = _choose(kind, known)
    if not _fits(kind, columns, unknown) or _is_history(kind, known, columns, titles):
        return None
    fields = len({kolom.field for kolom in columns})
    score = (fields, _hinted(kind, titles), bool(kind.hasil), len(columns), len(kind.ciri & words))
    return Head(kind, *rows, tuple(columns), tuple(unknown + spare), score)


def _hinted(kind: JenisTabel, titles: _Titles) -> int:
    """Return how surely titles speak of the kind: a title before the sheet's name, words before a table's number."""
    places = (f" {' '.join(titles[0])} ", f" {titles[1]} ")
    return _spoken(kind.petunjuk, places) * _MORE_THAN_NUMBERS + _spoken(kind.nomor, places)


def _spoken(hints: Iterable[str], places: Sequence[str]) -> int:
    """Return 2 where a title has a hint, 1 where the sheet's name has, else 0."""
    return max((2 - i for i, words in enumerate(places) for hint in hints if f" {hint} " in words), default=0)


def _is_other(kind: JenisTabel, titles: _Titles) -> bool:
    """Tell whether a title or the sheet's name says that the table below is of some other kind."""
    pattern = kind.tolak_judul
    if pattern is not None and any(map(pattern.fullmatch, (*titles[0], titles[1]))):
        return True
    return bool(kind.dokumen_lain) and _is_another(kind, titles)


def _is_another(kind: JenisTabel, titles: _Titles) -> bool:
    """Tell whether the nearest title that speaks of a document speaks of another one, or else the sheet's name does.

    Of two documents in one title the first is meant: "Rencana Aksi atas Perjanjian Kinerja". A sheet's name with
    both may be of either.
    """
    for title in reversed([title for title in titles[0] if not is_reference(title)]):
        own, other = _first_of(kind.petunjuk, title), _first_of(kind.dokumen_lain, title)
        if min(own, other) < _NOWHERE:
            return other < own
    return _first_of(kind.petunjuk, titles[1]) == _NOWHERE > _first_of(kind.dokumen_lain, titles[1])


def _first_of(hints: Iterable[str], title: str) -> int:
    words = f" {title} "
    return min((at for hint in hints if (at := words.find(f" {hint} ")) >= 0), default=_NOWHERE)


def _is_history(
    kind: JenisTabel, known: Iterable[tuple[Kolom, int]], columns: Iterable[Kolom], titles: _Titles
) -> bool:
    """Tell whether a head gives target and realisasi of more years than a table of its kind does.

    Where it has a column for the result, or a title names the kind in words, this year is still what it is about.
    """
    if kind.paling_banyak_tahun == sys.maxsize or not {kolom.field for kolom in columns}.isdisjoint(kind.hasil):
        return False
    years = {(kolom.field, kolom.tahun) for kolom, _ in known if kolom.tahun}
    both = sum(field == "target" and ("realisasi", year) in years for field, year in years)
    return both > kind.paling_banyak_tahun and not _spoken(kind.petunjuk, (f" {' '.join(titles[0])} ",))


def _assign(kind: JenisTabel, headings: Iterable[Heading]) -> tuple[list[tuple[Kolom, int]], list[Kolom]]:
    """Split headings into the fields of a kind, each with its wording's rank, and those the kind does not know."""
    known: list[tuple[Kolom, int]] = []
    unknown: list[Kolom] = []
    for heading in headings:
        read = ((kind.fields[words], reading) for reading, words in enumerate(heading.wordings) if words in kind.fields)
        (field, rank), reading = next(read, (("", 0), 0))
        kolom = Kolom(field, heading.column, " · ".join(heading.texts), heading.tahun)
        if field:
            known.append((kolom, rank + reading * _LESS_SURE))
        else:
            unknown.append(kolom)
    return known, unknown


def _choose(kind: JenisTabel, known: list[tuple[Kolom, int]]) -> tuple[list[Kolom], list[Kolom]]:
    """Keep one column per field: of the year most columns speak of, then by the surest wording, then leftmost.

    Of several indicators the one next to the figures, the rightmost, is the one they measure; a target to its left
    is another's.
    """
    years = [kolom.tahun for kolom, _ in known if kolom.tahun]
    main_year = max(years, key=lambda year: (years.count(year), year), default=None)
    indicators = [kolom.column for kolom, _ in known if kolom.field == "indikator"]
    measured_from = max(indicators) if len(indicators) > 1 else 0
    best: dict[str, tuple[tuple[bool, int, int, int], Kolom]] = {}
    for kolom, rank in known:
        of_another = kolom.field in _MEASURES and kolom.column < measured_from
        place = (0, 0, -kolom.column) if kolom.field == "indikator" else (rank, int(of_another), kolom.column)
        order = (kolom.tahun not in (None, main_year), *place)
        if kolom.field not in best or order < best[kolom.field][0]:
            best[kolom.field] = (order, kolom)
    kept = [kolom for kolom, _ in known if kolom.field in kind.berulang or best[kolom.field][1] is kolom]
    return kept, [kolom for kolom, _ in known if kolom not in kept]


def _fits(kind: JenisTabel, columns: list[Kolom], unknown: list[Kolom]) -> bool:
    fields = [kolom.field for kolom in columns]
    present = set(fields)
    if any(unwanted <= present for unwanted in kind.tolak) or not all(need & present for need in kind.wajib):
        return False
    if kind.tolak_kata & {word for kolom in columns + unknown for word in header_label(kolom.judul)[0].split()}:
        return False
    counts = {"lain": len(unknown), "baris": sys.maxsize}
    needs = [kind.minimal, *(needed for field, needed in kind.bila_ada.items() if field in present)]
    return all(counts.get(field, fields.count(field)) >= least for need in needs for field, least in need.items())
