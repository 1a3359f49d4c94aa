"""Gives the rows of a workbook the codes the master ties its tables together with: kept ones, or made up ones."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from lkjip_xl.jenjang import kode_level, shown_text, split_kode
from lkjip_xl.kata import kunci
from lkjip_xl.model import Baris, DokumenKinerja
from lkjip_xl.padanan import pair
from lkjip_xl.table import RawTable

INDICATOR_LEVELS = frozenset({"tujuan", "sasaran", "iku"})
ACTIVITY_LEVELS = ("program", "kegiatan", "sub kegiatan")
_INDICATOR_KINDS = (
    "iku", "pk", "renja", "rencana_aksi", "capaian_iku", "realisasi", "efisiensi", "efisiensi_iku", "renstra",
    "riwayat", "program_pendukung", "monev", "anggaran",
)  # fmt: skip
_STATES_LEVEL = frozenset({"jenjang", "tujuan", "no"})
_LETTERS = {"tujuan": "T", "sasaran": "S", "program": "P", "kegiatan": "K", "sub kegiatan": "SK"}


class Kelompok(NamedTuple):
    """The rows of several tables that speak of one indicator, programme or kegiatan, the first table's first."""

    jenjang: str
    rows: list[Baris]
    induk: "Kelompok | None" = None

    def dari(self, table: RawTable) -> Baris | None:
        """Return the first row a table has of it."""
        return next((row for row in self.rows if row.table is table), None)

    @property
    def tables(self) -> int:
        """How many tables have it."""
        return len({id(row.table) for row in self.rows})


def tables_of(dokumen: DokumenKinerja, kinds: Iterable[str], levels: Iterable[str]) -> list[list[Baris]]:
    """Return the rows on some levels, one list per table, in the order of the kinds."""
    chosen = frozenset(levels)
    found: dict[int, list[Baris]] = {}
    for row in dokumen.rows(*kinds):
        if level_of(row) in chosen:
            found.setdefault(id(row.table), []).append(row)
    return list(found.values())


def level_of(row: Baris) -> str:
    """Return a row's level; a row of the PK's programmes without one is a programme."""
    return "program" if row.table.kind == "pk_program" and row.jenjang == "" else row.jenjang


def group_indicators(dokumen: DokumenKinerja) -> list[Kelompok]:
    """Return the key indicators with their rows; a row of words alone belongs to the first it names the sasaran of."""
    office = dokumen.perangkat_daerah or ""
    groups: list[Kelompok] = []
    for rows in tables_of(dokumen, _INDICATOR_KINDS, INDICATOR_LEVELS):
        named = [row for row in rows if row.indikator]
        _join(
            groups,
            named,
            lambda row: (row.kode, kunci(row.indikator, office), kunci(row.uraian, office)),
            _indikator,
            office,
        )
        for row in rows:
            if row.indikator:
                continue
            same = [group for group in groups if any(_says(row, other, office) for other in group.rows)]
            if same:
                same[0].rows.append(row)
            else:
                groups.append(Kelompok("", [row]))
    return [group._replace(jenjang=_indicator_level(group)) for group in groups]


def _says(row: Baris, other: Baris, office: str) -> bool:
    return bool(row.uraian) and kunci(row.uraian, office) == kunci(other.uraian, office)


def _indikator(row: Baris) -> str:
    return row.indikator


def _uraian(row: Baris) -> str:
    return row.uraian or row.indikator


def _join(
    groups: list[Kelompok],
    rows: Sequence[Baris],
    key: Callable[[Baris], object],
    words: Callable[[Baris], str],
    office: str,
    level: str = "",
    parents: Mapping[object, Kelompok | None] | None = None,
) -> None:
    """Add a table's rows to the groups they surely belong to, each group once, or to groups of their own."""
    alike: dict[object, list[Baris]] = {}
    for row in rows:
        alike.setdefault(key(row), []).append(row)
    left = {id(same[0]): same for same in alike.values()}
    taken: set[int] = set()
    earlier = list({id(row.table): row.table for group in groups for row in group.rows}.values())
    for table in earlier:
        known = {id(own): group for group in groups if id(group.rows) not in taken if (own := group.dari(table))}
        pairs = pair(
            [group.dari(table) or group.rows[0] for group in known.values()],
            [same[0] for same in left.values()],
            words,
            office,
        )
        for first, right in pairs.pasti().items():
            if id(right) in left and first in known and id(known[first].rows) not in taken:
                taken.add(id(known[first].rows))
                known[first].rows.extend(left.pop(id(right)))
    for same in left.values():
        parent = parents.get(key(same[0])) if parents else None
        groups.append(Kelompok(level, list(same), parent))


def _indicator_level(group: Kelompok) -> str:
    """Return tujuan or sasaran, as a table says that tells them apart, or else any other."""
    sure = [row.jenjang for row in group.rows if _STATES_LEVEL & row.table.positions.keys() and row.jenjang != "iku"]
    levels = sure or [row.jenjang for row in group.rows]
    return "tujuan" if levels[0] == "tujuan" else "sasaran"


def group_activities(dokumen: DokumenKinerja, kinds: Sequence[str]) -> list[Kelompok]:
    """Return programmes, kegiatan and sub kegiatan with their rows, from the top level down."""
    office = dokumen.perangkat_daerah or ""
    groups: list[Kelompok] = []
    tables = [list(_with_parents(rows, office)) for rows in tables_of(dokumen, kinds, ACTIVITY_LEVELS)]
    above = [_parents(rows) for rows in tables]
    for level in ACTIVITY_LEVELS:
        own: list[Kelompok] = []
        for rows, parent_rows in zip(tables, above, strict=True):
            here = [row for row in rows if level_of(row) == level]
            parents = {id(row): _group_of(groups, parent_rows[id(row)]) for row in here}
            _join_level(own, here, parents, level, office)
        groups += own
    return groups


def _with_parents(rows: Sequence[Baris], office: str) -> Iterator[Baris]:
    """Yield rows after the programme and kegiatan that stand beside them only, as where those cells are merged."""
    seen: list[str] = []
    for row in rows:
        depth = ACTIVITY_LEVELS.index(level_of(row))
        for at, level in enumerate(ACTIVITY_LEVELS[:depth]):
            kode, words = split_kode(shown_text(row.table, row.row, level))
            if words and words != row.uraian and seen[at : at + 1] != [kunci(words, office)]:
                blank = row._replace(indikator="", satuan="", arah="", nilai={}, teks={})
                yield blank._replace(jenjang=level, uraian=words, kode=kode)
                seen = [*seen[:at], *[""] * (at - len(seen)), kunci(words, office)]
        yield row
        seen = [*seen[:depth], *[""] * (depth - len(seen)), kunci(_uraian(row), office)]


def programme_of(group: Kelompok) -> Kelompok:
    """Return the programme a group belongs to, or the highest level above it that is known."""
    return programme_of(group.induk) if group.induk else group


def _join_level(
    own: list[Kelompok], rows: Sequence[Baris], parents: Mapping[int, Kelompok | None], level: str, office: str
) -> None:
    """Join rows below a known parent with its own children first, then what is left with any of the level."""

    def key(row: Baris) -> tuple[str, str, int]:
        return (row.kode, kunci(_uraian(row), office), id(getattr(parents[id(row)], "rows", None)))

    for parent in {id(each.rows): each for each in parents.values() if each}.values():
        below = [group for group in own if group.induk is not None and group.induk.rows is parent.rows]
        mine = [row for row in rows if (each := parents[id(row)]) is not None and each.rows is parent.rows]
        before = len(below)
        _join(below, mine, key, _uraian, office, level, {key(row): parent for row in mine})
        alone = below[before:]
        _join_lone(own, alone, office)
    orphans = [row for row in rows if parents[id(row)] is None]
    _join(own, orphans, key, _uraian, office, level)


def _join_lone(own: list[Kelompok], alone: Sequence[Kelompok], office: str) -> None:
    """Join what a parent did not know with the rest of the level, or add it under that parent."""
    for group in alone:
        before = len(own)
        _join(own, group.rows, lambda _: 0, _uraian, office, group.jenjang, {0: group.induk})
        if len(own) > before:
            own[-1] = group


def _parents(rows: Sequence[Baris]) -> dict[int, Baris | None]:
    """Return by id the row each row of a table stands under: the last one of a higher level above it."""
    above: dict[int, Baris] = {}
    found: dict[int, Baris | None] = {}
    for row in rows:
        depth = ACTIVITY_LEVELS.index(level_of(row))
        found[id(row)] = next((above[level] for level in range(depth - 1, -1, -1) if level in above), None)
        above = {level: each for level, each in above.items() if level < depth} | {depth: row}
    return found


def _group_of(groups: Iterable[Kelompok], row: Baris | None) -> Kelompok | None:
    return next((group for group in groups if any(each is row for each in group.rows)), None) if row else None


def indicator_codes(groups: Sequence[Kelompok]) -> dict[int, str]:
    """Return the code of each row by id: T1, S1, S2 … where the workbook has none of its own."""
    codes: dict[int, str] = {}
    used = {own for group in groups if (own := _own_code(group))}
    given: set[str] = set()
    for group in groups:
        own = _own_code(group)
        code = own if own and own not in given else _free(_LETTERS[group.jenjang], used | given)
        given.add(code)
        codes |= {id(row): code for row in group.rows}
    return codes


def _own_code(group: Kelompok) -> str:
    return next((row.kode for row in group.rows if row.kode and not kode_level(row.kode)), "")


def _free(start: str, used: set[str]) -> str:
    return next(code for number in count(1) if (code := f"{start}{number}") not in used)


def activity_codes(groups: Sequence[Kelompok], office: str) -> dict[int, str]:
    """Return the code of each row by id; a second indicator of one kegiatan has its letter behind the code."""
    used = {row.kode.rstrip(".") for group in groups for row in group.rows if row.kode}
    codes: dict[int, str] = {}
    base: dict[int, str] = {}
    for group in groups:
        own = next((row.kode.rstrip(".") for row in group.rows if row.kode), "")
        above = base.get(id(group.induk.rows)) if group.induk else None
        code = own or _free(f"{above}." if above else _LETTERS[group.jenjang], used)
        used.add(code)
        base[id(group.rows)] = code
        codes |= {id(row): each for row, each in _by_indicator(group, code, office)}
    return codes


def _by_indicator(group: Kelompok, code: str, office: str) -> Iterator[tuple[Baris, str]]:
    several = _several(group, office)
    known: dict[str, str] = {}
    for row in group.rows:
        words = kunci(row.indikator, office) if row.indikator else ""
        if not words or (words not in known and id(row.table) not in several):
            known.setdefault(words, code)
            yield row, code
            continue
        if words not in known:
            letters = len(set(known.values()) - {code}) + 1 if code in known.values() else 0
            known[words] = f"{code}-{chr(ord('a') + letters)}" if letters else code
        yield row, known[words]


def _several(group: Kelompok, office: str) -> set[int]:
    """Return the tables that measure one kegiatan by several indicators."""
    words: dict[int, set[str]] = {}
    for row in group.rows:
        if row.indikator:
            words.setdefault(id(row.table), set()).add(kunci(row.indikator, office))
    return {table for table, each in words.items() if len(each) > 1}
