"""What every rule looks at: the rows of a workbook, and which rows of its documents speak of the same thing."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from lkjip_xl.angka import sama
from lkjip_xl.hitungan import Hitungan
from lkjip_xl.kata import kunci
from lkjip_xl.ketentuan import Ketentuan
from lkjip_xl.model import Baris, DokumenKinerja, Nilai
from lkjip_xl.nilai import is_fetched
from lkjip_xl.padanan import Padanan, Pasangan, pair
from lkjip_xl.pasangan import subtree_pagu
from lkjip_xl.periode import periode
from lkjip_xl.rules.pejabat import milik_bawahan
from lkjip_xl.sel import angka, per_tahun, teks
from lkjip_xl.table import RawTable, Sheet
from lkjip_xl.temuan import Tahap

IKU_LEVELS = frozenset({"iku", "tujuan", "sasaran"})
PLANS = ("iku", "renja", "pk", "rencana_aksi", "capaian_iku", "realisasi", "program_pendukung", "renstra")
"""Documents that state an indicator's target of the year, in the order findings name them."""
DOCUMENT = {
    "iku": "iku", "renja": "renja", "pk": "pk", "rencana_aksi": "rencana_aksi",
    "renstra": "renstra", "capaian_iku": "realisasi", "realisasi": "realisasi", "program_pendukung": "realisasi",
}  # fmt: skip
"""Which document a kind of table belongs to; several tables of one document have one vote together."""
TIE_ORDER = ("pk", "realisasi", "renstra", "rencana_aksi", "iku", "renja")
"""On a tie the document that is named first here is right."""

T = TypeVar("T")


class Sebaris(NamedTuple):
    """One indicator through the documents: its row in each table that has it."""

    rows: tuple[Baris, ...]

    def of(self, *kinds: str) -> list[Baris]:
        """Return the rows of some kinds of table."""
        return [row for kind in kinds for row in self.rows if row.table.kind == kind]


class Konteks:
    """A workbook under validation: everything read and computed, pure; pairings are made once and kept."""

    def __init__(
        self,
        dokumen: DokumenKinerja,
        sheets: Sequence[Sheet],
        hitungan: Hitungan,
        ketentuan: Ketentuan,
        tahap: Tahap = "draf",
    ) -> None:
        self.dokumen, self.sheets, self.hitungan = dokumen, sheets, hitungan
        self.ketentuan, self.tahap = ketentuan, tahap
        self.office = dokumen.perangkat_daerah or ""
        self._made: list[Padanan] = []
        self._once: dict[Callable[[Konteks], Any], Any] = {}

    def once(self, make: Callable[["Konteks"], T]) -> T:
        """Return what a function gives of this workbook, worked out when it is first asked for."""
        if make not in self._once:
            self._once[make] = make(self)
        found: T = self._once[make]
        return found

    def tables(self, *kinds: str) -> list[RawTable]:
        """Return the tables of some kinds, in the workbook's order."""
        return [table for table in self.dokumen.tables if table.kind in kinds]

    def rows(self, *kinds: str) -> list[Baris]:
        """Return the rows of some kinds of table that stand under their heads; sums and means left out.

        Of a row with unit and target exchanged those two cells are silenced (WB009), the rest counts.
        """
        return [row for row in self.all_rows(*kinds) if row.keadaan != "bergeser"]

    def all_rows(self, *kinds: str) -> list[Baris]:
        """Return the rows of some kinds of table, shifted ones too; sums and means left out."""
        return [row for row in self.dokumen.rows(*kinds) if row.jenjang not in {"jumlah", "rata-rata"}]

    def level(self, *levels: str, kinds: Sequence[str]) -> list[Baris]:
        """Return the rows of some kinds of table that stand on some levels of the plan."""
        return [row for row in self.rows(*kinds) if _level(row) in levels]

    def iku(self, *kinds: str) -> list[Baris]:
        """Return the rows of tujuan, sasaran and IKU that have an indicator."""
        return [row for row in self.rows(*kinds) if row.jenjang in IKU_LEVELS and row.indikator]

    def words(self, text: str) -> str:
        """Return what identifies a text: its key, or that of the wording the sheet Padanan says it equals."""
        key = kunci(text, self.office)
        return self._confirmed.get(key, key)

    def disahkan(self, text: str) -> bool:
        """Tell whether the sheet Padanan confirms a wording as another of the same thing."""
        key = kunci(text, self.office)
        return key in self._confirmed or key in self._confirmed.values()

    @cached_property
    def _confirmed(self) -> Mapping[str, str]:
        confirmed: dict[str, str] = {}
        for row in self.dokumen.rows("padanan_kantor"):
            first, second = (kunci(teks(row, field), self.office) for field in ("tulisan_pertama", "tulisan_kedua"))
            if first and second:
                confirmed[second] = confirmed.get(first, first)
        return confirmed

    def pair(self, left: Sequence[Baris], right: Sequence[Baris], by: Callable[[Baris], str]) -> Padanan:
        """Pair two documents' rows; what the office confirmed counts as the same words."""
        return pair(left, right, lambda row: self._spoken(by(row)), self.office, self.budgets)

    def _spoken(self, text: str) -> str:
        return self._confirmed.get(kunci(text, self.office), text) if self._confirmed else text

    @cached_property
    def budgets(self) -> Mapping[int, Decimal]:
        """The pagu of every row by id: its own, or the sum of what stands below it."""
        found: dict[int, Decimal] = {}
        for rows in self.dokumen.baris.values():
            found |= subtree_pagu(rows)
        return found

    @cached_property
    def indikator(self) -> tuple[Sebaris, ...]:
        """Every key indicator with its rows in all documents; a row that nothing pairs with stands alone.

        What those below the head promise is not the office's own: their Perjanjian Kinerja has no part in it.
        """
        return tuple(Sebaris(tuple(rows)) for rows in self._grouped(self._iku_tables(), _indicator))

    @cached_property
    def program(self) -> tuple[Sebaris, ...]:
        """Every programme with its rows in all documents."""
        kinds = ("pk_program", "rencana_aksi", "anggaran", "realisasi", "program_pendukung", "efisiensi")
        tables = self._by_table(tanpa_kembar(self.level("program", kinds=kinds)))
        return tuple(Sebaris(tuple(rows)) for rows in self._grouped(tables, _uraian))

    @cached_property
    def kegiatan(self) -> tuple[Sebaris, ...]:
        """Every kegiatan with its rows in all documents."""
        kinds = ("rencana_aksi", "anggaran", "realisasi", "program_pendukung")
        tables = self._by_table(self.level("kegiatan", kinds=kinds))
        return tuple(Sebaris(tuple(rows)) for rows in self._grouped(tables, _uraian))

    @cached_property
    def pasangan(self) -> tuple[Pasangan, ...]:
        """Every pair made while grouping, with its evidence."""
        return tuple(pair for made in self._all_made for pair in made.pasangan)

    @cached_property
    def terpotong(self) -> tuple[Baris, ...]:
        """The rows that were too many to be compared with every row of another table, and have no counterpart there."""
        return tuple({id(row): row for made in self._all_made for row in made.terpotong}.values())

    @cached_property
    def _all_made(self) -> Sequence[Padanan]:
        _ = self.indikator, self.program, self.kegiatan
        return self._made

    def _iku_tables(self) -> list[list[Baris]]:
        order = ("pk", "iku", "renja", "rencana_aksi", "capaian_iku", "realisasi", "program_pendukung", "renstra")
        rows = self.iku(*order, "efisiensi", "efisiensi_iku", "riwayat")
        own = (row for row in rows if not milik_bawahan(row.table, self.office))
        return self._by_table([row for row in own if periode(row.table).may_be(self.dokumen.tahun)])

    def _by_table(self, rows: Sequence[Baris]) -> list[list[Baris]]:
        by_table: dict[int, list[Baris]] = {}
        for row in rows:
            by_table.setdefault(id(row.table), []).append(row)
        return list(by_table.values())

    def _grouped(self, tables: Sequence[list[Baris]], by: Callable[[Baris], str]) -> list[list[Baris]]:
        """Return the rows of several tables in groups that mean the same; each table is paired with the groups so far.

        A group is known by its first row; where that one pairs with nothing, the rows added later stand in.
        """
        groups: list[list[Baris]] = []
        for rows in tables:
            waiting, left = groups, list(rows)
            for position in range(max(map(len, groups), default=0)):
                waiting = [group for group in waiting if position < len(group)]
                known = {id(group[position]): group for group in waiting}
                found = self.pair([group[position] for group in waiting], left, by)
                for each in found.pasangan:
                    known[id(each.kiri)].append(each.kanan)
                self._made.append(found)
                taken = {id(row) for each in found.pasangan for row in each[:2]}
                left = [row for row in left if id(row) not in taken]
                waiting = [group for group in waiting if id(group[position]) not in taken]
            groups += [[row] for row in left]
        return groups


def tanpa_kembar(rows: Sequence[Baris]) -> list[Baris]:
    """Return rows without those that only repeat an earlier one of their table in every word and number (WB010)."""
    found: dict[object, Baris] = {}
    for row in rows:
        numbers = tuple(each.nilai if each.numerik else each.teks for each in row.nilai.values())
        found.setdefault((id(row.table), row.kode, row.uraian, row.indikator, row.satuan, numbers), row)
    return list(found.values())


def _level(row: Baris) -> str:
    return "program" if row.table.kind == "pk_program" and not row.jenjang else row.jenjang


def _indicator(row: Baris) -> str:
    return row.indikator


def _uraian(row: Baris) -> str:
    return row.uraian


def same_number(left: Nilai, right: Nilai) -> bool:
    """Tell whether two cells say the same number at the coarser precision shown (RUMUS 1); ranges by both ends."""
    if left.nilai is None or right.nilai is None:
        return left.nilai is right.nilai
    if (left.atas is None) != (right.atas is None):
        return False
    same = sama(left.nilai, left.desimal, right.nilai, right.desimal)
    return same and (left.atas is None or right.atas is None or left.atas == right.atas)


def year_target(row: Baris, year: int | None) -> Nilai:
    """Return a row's target of the year: its target, or of a Renstra row the year's own column."""
    if row.table.kind != "renstra":
        return angka(row, "target")
    return per_tahun(row, "target").get(year or 0) or Nilai(row.ref("indikator"))


Sama = Callable[[Nilai, Nilai], bool]


def has_number(nilai: Nilai) -> bool:
    """Tell whether a cell says a number."""
    return nilai.nilai is not None


def reference(
    targets: Mapping[int, Nilai],
    rows: Sequence[Baris],
    states: Callable[[Nilai], object] = has_number,
    same: Sama = same_number,
) -> Baris | None:
    """Return a row whose target most documents have; on a tie one on the side of PK. None where none has one.

    ``targets`` are by the row's id; ``states`` tells which say something to be compared, ``same`` compares two. Each
    document has one vote, that of its first such row; a cell that only fetches another's has none beside typed ones.
    """
    voters: dict[str, Baris] = {}
    stated = [row for row in rows if states(targets[id(row)])]
    typed = [row for row in stated if not is_fetched(targets[id(row)].formula)]
    for row in typed or stated:
        voters.setdefault(DOCUMENT.get(row.table.kind, row.table.kind), row)
    if not voters:
        return None

    def rank(document: str) -> tuple[int, int]:
        own = targets[id(voters[document])]
        votes = sum(same(own, targets[id(other)]) for other in voters.values())
        return -votes, TIE_ORDER.index(document) if document in TIE_ORDER else len(TIE_ORDER)

    return voters[min(voters, key=rank)]
