"""What PK, Rencana Aksi and Anggaran say of the same programme's and the same kegiatan's budget."""

from collections.abc import Iterator, Mapping, Set
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.model import JENJANG, Baris, Nilai
from lkjip_xl.periode import periode
from lkjip_xl.rules.konteks import Konteks, Sebaris, tanpa_kembar
from lkjip_xl.rules.susunan import Susunan, runs
from lkjip_xl.rules.versi import berlaku

_SHARED_WORDS = Decimal("0.5")
_MOST_APART = 2


class Pagu(NamedTuple):
    """One programme or kegiatan with its row and its budget in each document; None where a document has none."""

    pk: Baris | None
    rencana: Baris | None
    anggaran: Baris | None
    pagu_pk: Decimal | None
    pagu_rencana: Decimal | None
    pagu_anggaran: Decimal | None
    sisa: bool = False
    """Whether Rencana Aksi and Anggaran were paired as the last of their programme, under other words."""


class Anggaran(NamedTuple):
    """The budgets of a workbook: by programme, by kegiatan, and what Rencana Aksi has that Anggaran lacks."""

    program: tuple[Pagu, ...]
    kegiatan: tuple[Pagu, ...]
    hilang: tuple[Pagu, ...]
    rencana: Susunan
    anggaran: Susunan
    milik: Mapping[int, Pagu]
    """The programme of a row, by the row's id, for the programmes' own rows in Rencana Aksi and Anggaran."""
    tanpa_pagu: frozenset[int]
    """The ids of the sub kegiatan rows of Rencana Aksi that give no amount."""
    di_atas_geseran: frozenset[int]
    """The ids of the rows of Rencana Aksi above a row that stands off its heads: what they sum up to is not known."""

    def program_of(self, kegiatan: Pagu) -> Pagu | None:
        """Return the programme a kegiatan stands under, by its row in Rencana Aksi or else in Anggaran."""
        for row, tree in ((kegiatan.rencana, self.rencana), (kegiatan.anggaran, self.anggaran)):
            above = tree.above(row, "program") if row else None
            if above is not None and id(above) in self.milik:
                return self.milik[id(above)]
        return None

    def kegiatan_of(self, program: Pagu) -> list[Pagu]:
        """Return the kegiatan of a programme."""
        return [each for each in self.kegiatan if self.program_of(each) is program]

    def missing_under(self, program: Pagu) -> list[Pagu]:
        """Return the kegiatan of a programme that the Anggaran table lacks."""
        return [each for each in self.hilang if self.program_of(each) is program]

    def lacks_amount(self, row: Baris) -> bool:
        """Tell whether a sub kegiatan below a row has no amount, or words for one, so that its sum falls short.

        A row below that stands off its heads has its amount elsewhere.
        """
        if id(row) in self.di_atas_geseran:
            return True
        below = list(self.rencana.all_below(row))
        words = (each.nilai["pagu"] for each in below if "pagu" in each.nilai)
        return any(id(each) in self.tanpa_pagu for each in below) or any(_is_words(each) for each in words)

    def kembar(self, row: Baris) -> Decimal:
        """Return what rows of Rencana Aksi below a row add to its sum by only repeating another (WB010)."""
        below = list(self.rencana.all_below(row))
        once = {id(each) for each in tanpa_kembar(below)}
        return sum((each.nilai["pagu"].nilai or Decimal(0) for each in below if id(each) not in once), Decimal(0))


def _above_shifted(konteks: Konteks) -> Iterator[int]:
    above: dict[str, Baris] = {}
    for row in konteks.all_rows("rencana_aksi"):
        if row.keadaan == "bergeser":
            yield from map(id, above.values())
        elif row.jenjang in JENJANG:
            kept = JENJANG[: JENJANG.index(row.jenjang)]
            above = {level: each for level, each in above.items() if level in kept} | {row.jenjang: row}


def _is_words(nilai: Nilai) -> bool:
    return nilai.nilai is None and bool(nilai.teks) and nilai.jenis != "belum diukur"


def anggaran_bersama(konteks: Konteks) -> Anggaran:
    """Return the budgets of a workbook."""
    return konteks.once(_compared)


def _compared(konteks: Konteks) -> Anggaran:
    in_force = {kind: _in_force(konteks, kind) for kind in ("pk_program", "rencana_aksi", "anggaran")}
    tables = {id(rows[0].table) for rows in in_force.values() if rows}
    rencana, anggaran = Susunan(in_force["rencana_aksi"]), Susunan(in_force["anggaran"])
    program = tuple(_pagu(konteks, group, tables) for group in konteks.program)
    kegiatan = (_pagu(konteks, group, tables) for group in konteks.kegiatan)
    found = Anggaran(
        program,
        tuple(each for each in kegiatan if each.rencana or each.anggaran),
        (),
        rencana,
        anggaran,
        {id(row): each for each in program for row in (each.rencana, each.anggaran) if row},
        frozenset(id(row) for group in unfunded(konteks, rencana) for row in group),
        frozenset(_above_shifted(konteks)),
    )
    return _with_missing(konteks, _with_last(konteks, found))


def _in_force(konteks: Konteks, kind: str) -> list[Baris]:
    """Return the rows of the year's first table that is in force."""
    tables = {id(table) for table in konteks.tables(kind) if periode(table).may_be(konteks.dokumen.tahun)}
    rows = berlaku([row for row in konteks.rows(kind) if id(row.table) in tables])
    return [row for row in rows if row.table is rows[0].table]


def _pagu(konteks: Konteks, group: Sebaris, tables: Set[int]) -> Pagu:
    chosen = [_first(group, kind, tables) for kind in ("pk_program", "rencana_aksi", "anggaran")]
    amounts = [konteks.budgets.get(id(row)) if row else None for row in chosen]
    return Pagu(chosen[0], chosen[1], chosen[2], amounts[0], amounts[1], amounts[2])


def _first(group: Sebaris, kind: str, tables: Set[int]) -> Baris | None:
    return next((row for row in group.of(kind) if id(row.table) in tables), None)


def _with_last(konteks: Konteks, found: Anggaran) -> Anggaran:
    """Pair what is left of a programme when one kegiatan is left on each side and the two speak of like things."""
    loose: dict[int, tuple[list[Pagu], list[Pagu]]] = {}
    for each in found.kegiatan:
        program = found.program_of(each)
        if program and not (each.rencana and each.anggaran):
            loose.setdefault(id(program), ([], []))[0 if each.rencana else 1].append(each)
    paired = [(left[0], right[0]) for left, right in loose.values() if len(left) == len(right) == 1]
    joined = {id(left): right for left, right in paired if _alike(konteks, left, right)}
    gone = {id(right) for right in joined.values()}
    kegiatan = (_joined(each, joined.get(id(each))) for each in found.kegiatan if id(each) not in gone)
    return found._replace(kegiatan=tuple(kegiatan))


def _joined(left: Pagu, right: Pagu | None) -> Pagu:
    if right is None:
        return left
    return left._replace(anggaran=right.anggaran, pagu_anggaran=right.pagu_anggaran, sisa=True)


def _alike(konteks: Konteks, left: Pagu, right: Pagu) -> bool:
    """Tell whether two kegiatan share half of their words and have budgets of one size."""
    if not (left.rencana and right.anggaran and left.pagu_rencana and right.pagu_anggaran):
        return False
    one, other = (set(konteks.words(row.uraian).split()) for row in (left.rencana, right.anggaran))
    amounts = sorted((left.pagu_rencana, right.pagu_anggaran))
    return len(one & other) >= _SHARED_WORDS * min(len(one), len(other)) and amounts[1] < _MOST_APART * amounts[0]


def _with_missing(konteks: Konteks, found: Anggaran) -> Anggaran:
    rows = [row for row in found.anggaran.rows if row.jenjang == "kegiatan"]
    known = {konteks.words(row.uraian) for row in rows}
    missing = [
        each
        for each in found.kegiatan
        if each.rencana and not each.anggaran and rows and konteks.words(each.rencana.uraian) not in known
    ]
    return found._replace(hilang=tuple(missing))


def unfunded(konteks: Konteks, tree: Susunan) -> Iterator[list[Baris]]:
    """Yield the sub kegiatan of a Rencana Aksi that give no amount, each with all its rows."""
    rows = [row for row in tree.rows if row.jenjang == "sub kegiatan" and "pagu" in row.nilai]
    for group in runs(rows, konteks.office):
        if all(row.nilai["pagu"].jenis == "belum diukur" for row in group):
            yield group
