"""Which kegiatan and sub kegiatan of the Rencana Aksi the tables of realisasi lack, save where one may be meant."""

from collections.abc import Mapping, Sequence

from lkjip_xl.model import Baris
from lkjip_xl.rules.konteks import Konteks

REALISASI = ("realisasi", "program_pendukung", "monev")


def tak_terealisasi(konteks: Konteks, level: str) -> list[Baris]:
    """Return the rows of a level of the Rencana Aksi that no table of realisasi has.

    Nothing where those tables do not go down to that level, nor in a programme under which a table of realisasi has
    a row that no row of the plan claims: it may be the one that seems missing, under another name.
    """
    planned = konteks.level(level, kinds=["rencana_aksi"])
    reported = konteks.level(level, kinds=REALISASI)
    if not reported:
        return []
    claimed = _claimed(konteks, planned, reported)
    shifted = [row for row in konteks.all_rows(*REALISASI) if row.keadaan == "bergeser"]
    known = {konteks.words(row.uraian) for row in (*planned, *reported) if id(row) in claimed}
    known |= {konteks.words(row.uraian) for row in shifted}
    loose = [row for row in reported if id(row) not in claimed and konteks.words(row.uraian) not in known]
    program = _programs(konteks)
    doubtful = {program.get(id(row)) for row in loose}
    return [
        row
        for row in planned
        if id(row) not in claimed
        and konteks.words(row.uraian) not in known
        and None not in doubtful
        and program.get(id(row)) not in doubtful
    ]


def _claimed(konteks: Konteks, planned: Sequence[Baris], reported: Sequence[Baris]) -> set[int]:
    """Return the ids of rows of both sides that have a counterpart, be it through a third document."""
    claimed: set[int] = set()
    for sebaris in konteks.kegiatan:
        if sebaris.of("rencana_aksi") and sebaris.of(*REALISASI):
            claimed |= {id(row) for row in sebaris.rows}
    tables = {id(row.table): row.table for row in reported}
    for table in tables.values():
        found = konteks.pair(planned, [row for row in reported if row.table is table], lambda row: row.uraian)
        for pair in found.pasangan:
            claimed |= {id(pair.kiri), id(pair.kanan)}
        for row, candidates in found.ragu:
            claimed |= {id(row), *map(id, candidates)}
    return claimed


def _programs(konteks: Konteks) -> Mapping[int, int | None]:
    """Return by id which programme a row stands under, None where that is not known."""
    groups = {id(row): at for at, group in enumerate(konteks.program) for row in group.rows}
    heads: dict[int, int | None] = {}
    found: dict[int, int | None] = {}
    for row in konteks.rows("rencana_aksi", *REALISASI):
        if row.jenjang == "program":
            heads[id(row.table)] = groups.get(id(row))
        found[id(row)] = heads.get(id(row.table))
    return found
