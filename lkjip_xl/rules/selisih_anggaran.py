"""Sums that do not add up, and what explains a difference: a missing kegiatan, a shift, one wrong row."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from lkjip_xl.model import Baris
from lkjip_xl.rules.anggaran_bersama import Anggaran, Pagu
from lkjip_xl.rules.susunan import Susunan
from lkjip_xl.rules.ungkapan import alamat, kalimat, pendek, rupiah
from lkjip_xl.table import CellRef

_FIELDS = (("pagu", "pagu"), ("realisasi", "realisasi_anggaran"))


class Selisih(NamedTuple):
    """A row whose figure is not the sum of the rows right below it."""

    baris: Baris
    nama: str
    tertulis: Decimal
    jumlah: Decimal
    anak: tuple[Baris, ...]

    @property
    def field(self) -> str:
        """The field the sum is of."""
        return dict(_FIELDS)[self.nama]

    @property
    def ref(self) -> CellRef:
        """The cell of the row that should hold the sum."""
        return self.baris.ref(self.field)

    @property
    def selisih(self) -> Decimal:
        """What the row has more than the sum."""
        return self.tertulis - self.jumlah

    @property
    def banyak(self) -> int:
        """How many rows were added up."""
        return len(self.anak)

    def mended(self, row: Baris) -> Decimal | None:
        """Return what a row would hold if it alone were the cause; None of a row that has no part in the sum."""
        if row is self.baris:
            return self.jumlah
        own = row.nilai[self.field].nilai if any(each is row for each in self.anak) else None
        return None if own is None else own + self.selisih


class Penjelasan(NamedTuple):
    """What explains a difference: a sentence, the cells it explains, and which way the difference goes.

    ``sebab`` says what is wrong where that is not the sum itself: a kegiatan left out, or a row below it.
    """

    kalimat: str = ""
    sel: tuple[CellRef, ...] = ()
    arah: str = ""
    sebab: Literal["", "hilang", "anak"] = ""


def sums(rows: Sequence[Baris]) -> Iterator[list[Selisih]]:
    """Yield for each row of a table the figures that are not the sum of the rows below it, at the row that is wrong.

    A sum that only repeats the fault of one of its own addends is left out.
    """
    wrong = [each for row_wrong in _all_sums(rows) for each in row_wrong]
    places = {(each.nama, id(each.baris)): each for each in wrong}
    by_row: dict[int, list[Selisih]] = {}
    for each in wrong:
        below = (places.get((each.nama, id(child))) for child in each.anak)
        if not any(other and other.tertulis + each.selisih == other.jumlah for other in below):
            by_row.setdefault(id(each.baris), []).append(each)
    yield from by_row.values()


def _all_sums(rows: Sequence[Baris]) -> Iterator[list[Selisih]]:
    plain = [row for row in rows if row.jenjang not in {"jumlah", "rata-rata"}]
    tree = Susunan(plain)
    if not tree.complete:
        return
    for row in tree.parents():
        yield [each for name, field in _FIELDS if (each := _compared(tree, row, name, field))]
    totals = [row for row in rows if row.jenjang == "jumlah"]
    top = tree.top()
    if len(totals) == 1 and len({row.jenjang for row in top}) == 1:
        yield [each for name, field in _FIELDS if (each := _total(tree, top, totals[0], name, field))]


def _compared(tree: Susunan, row: Baris, name: str, field: str) -> Selisih | None:
    if field not in row.nilai:
        return None
    own, total = row.nilai[field].nilai, tree.jumlah(row, field)
    if own is None or total is None or own == total:
        return None
    return Selisih(row, name, own, total, tuple(tree.below(row)))


def _total(tree: Susunan, top: Sequence[Baris], row: Baris, name: str, field: str) -> Selisih | None:
    if field not in row.nilai or row.nilai[field].nilai is None:
        return None
    cells: dict[CellRef, Decimal] = {}
    for each in top:
        cell = each.nilai[field]
        value = cell.nilai if cell.nilai is not None else tree.jumlah(each, field)
        if value is None:
            return None
        cells[cell.ref] = value
    own, total = row.nilai[field].nilai or Decimal(0), sum(cells.values(), Decimal(0))
    return None if own == total else Selisih(row, name, own, total, tuple(top))


def explain_sum(shared: Anggaran, wrong: Sequence[Selisih]) -> Penjelasan:
    """Return what explains a row that is not its sum: a kegiatan left out of the table, or one row below it."""
    gap = next((each for each in wrong if each.nama == "pagu"), None)
    if gap is None:
        return Penjelasan()
    missing = [each for each in shared.hilang if each.pagu_rencana == gap.selisih and each.rencana]
    if missing and missing[0].rencana:
        name, place = missing[0].rencana.uraian, alamat(missing[0].rencana.ref("pagu"))
        return Penjelasan(kalimat("AG002", "hilang", nama=pendek(name), sel=place), sebab="hilang")
    program = next((each for each in shared.program if each.anggaran is gap.baris), None)
    if program and program.pk and program.pagu_pk == gap.jumlah:
        return Penjelasan(kalimat("AG002", "pk", sel=alamat(program.pk.ref("pagu"))))
    for each in (*shared.kegiatan, *shared.program):
        row, wanted = each.anggaran, each.pagu_rencana if each.pk is None else each.pagu_pk
        if row and wanted is not None and wanted == gap.mended(row) and row is not gap.baris:
            words = kalimat("AG002", "anak", nama=pendek(row.uraian), sel=row.ref("pagu").a1, pagu=rupiah(wanted))
            return Penjelasan(words, (row.ref("pagu"),), sebab="anak")
    return Penjelasan()


def explain_program(shared: Anggaran, program: Pagu) -> Penjelasan:
    """Return what explains a programme's difference from PK: one kegiatan, a missing one, or a shift between two."""
    gap = _gap(program)
    arah = kalimat("AG001", "lebih" if gap > 0 else "kurang")
    own = [each for each in shared.kegiatan_of(program) if each.anggaran]
    same = [each for each in own if each.pagu_rencana and each.pagu_anggaran == each.pagu_rencana + gap]
    if same and same[0].anggaran:
        row = same[0].anggaran
        words = kalimat("AG001", "kegiatan", nama=pendek(row.uraian), sel=row.ref("pagu").a1)
        return Penjelasan(words, tuple(each.anggaran.ref("pagu") for each in same if each.anggaran), arah)
    missing = [each for each in shared.missing_under(program) if each.pagu_rencana and each.rencana]
    return Penjelasan(_with_missing(shared, program, missing) + _shift(shared, program), (), arah)


def _gap(program: Pagu) -> Decimal:
    return (program.pagu_anggaran or Decimal(0)) - (program.pagu_pk or Decimal(0))


def _rest(shared: Anggaran, program: Pagu) -> Decimal:
    """Return how far a programme is above PK once the kegiatan missing from Anggaran are counted back."""
    return _gap(program) + sum((each.pagu_rencana or Decimal(0) for each in shared.missing_under(program)), Decimal(0))


def _with_missing(shared: Anggaran, program: Pagu, missing: Sequence[Pagu]) -> str:
    if not missing:
        return ""
    total = sum((each.pagu_rencana or Decimal(0) for each in missing), Decimal(0))
    names = ", ".join(pendek(each.rencana.uraian) for each in missing if each.rencana)
    rest = _rest(shared, program)
    kata = {"nama": names, "pagu": rupiah(total), "jumlah": rupiah((program.pagu_anggaran or Decimal(0)) + total)}
    if not rest:
        return kalimat("AG001", "hilang", **kata)
    arah = kalimat("AG001", "lebih" if rest > 0 else "kurang")
    return kalimat("AG001", "hilang_sisa", **kata, sisa=rupiah(rest), arah=arah)


def _shift(shared: Anggaran, program: Pagu) -> str:
    """Return a sentence where another programme lacks exactly what this one has too much, or the other way round."""
    rest = _rest(shared, program)
    others = [
        each
        for each in shared.program
        if each is not program and each.pk and each.anggaran and rest and _rest(shared, each) == -rest
    ]
    if len(others) != 1 or others[0].anggaran is None:
        return ""
    row = others[0].anggaran
    name = "geser_lebih" if rest > 0 else "geser_kurang"
    return kalimat("AG001", name, nama=pendek(row.uraian), sel=row.ref("pagu").a1, sisa=rupiah(rest))
