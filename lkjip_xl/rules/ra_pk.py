"""Rencana Aksi against Perjanjian Kinerja: a programme's budget and its indicator (RA006, RA009)."""

from collections.abc import Iterator
from decimal import Decimal

from lkjip_xl.layout import kind
from lkjip_xl.model import Baris
from lkjip_xl.rules.anggaran_bersama import Anggaran, Pagu, anggaran_bersama
from lkjip_xl.rules.dasar import Kena, TidakBisaError, aturan
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.rules.susunan import runs
from lkjip_xl.rules.ungkapan import alamat, kalimat, pendek, rupiah

_SAME_INDICATOR = 80


@aturan("RA006", "rencana_aksi", "pk_program")
def anggaran_rencana_aksi_berbeda_dari_pk(konteks: Konteks) -> Iterator[Kena]:
    """Yield programmes whose budget in Rencana Aksi is not that of PK, and those only one of the two has."""
    if all("pagu" not in table.positions for table in konteks.tables("rencana_aksi")):
        raise TidakBisaError("kolom", tabel=kind("rencana_aksi").sebutan, kolom=kalimat("RA005", "pagu"))
    both = anggaran_bersama(konteks)
    pk = konteks.rows("pk_program")
    all_named = bool(pk) and all(row.uraian for row in pk)
    for program in both.program:
        if program.rencana and program.pk:
            yield from _compared(both, program)
        elif program.rencana and program.pagu_rencana and all_named and any(each.pk for each in both.program):
            yield _one_sided(program.rencana, program.pagu_rencana, "tidak_di_pk")
        elif program.pk and program.pk.uraian and program.pagu_pk and any(each.pagu_rencana for each in both.program):
            yield _one_sided(program.pk, program.pagu_pk, "tidak_di_rencana")


def _one_sided(row: Baris, amount: Decimal, varian: str) -> Kena:
    return Kena(row.ref("pagu"), {"baris": pendek(row.uraian), "rencana": rupiah(amount)}, row, varian=varian)


def _compared(both: Anggaran, program: Pagu) -> Iterator[Kena]:
    rencana, pk = program.rencana, program.pk
    amounts = _amounts(both, program)
    if rencana is None or pk is None or program.pagu_pk is None or not amounts:
        return
    planned = next((each for each in amounts if each != program.pagu_pk), None)
    if planned is None or program.pagu_anggaran == planned:
        return
    gap = planned - program.pagu_pk
    if gap == both.kembar(rencana) or (gap < 0 and both.lacks_amount(rencana)):
        return
    same = [each for each in both.kegiatan_of(program) if _gap(each) == gap]
    note = kalimat("RA006", "kegiatan", nama=pendek(same[0].rencana.uraian)) if same and same[0].rencana else ""
    yield Kena(
        rencana.ref("pagu"),
        {
            "baris": pendek(rencana.uraian),
            "rencana": rupiah(planned),
            "pk": rupiah(program.pagu_pk),
            "sel_pk": alamat(pk.ref("pagu")),
            "selisih": rupiah(gap),
            "arah": kalimat("RA006", "lebih" if gap > 0 else "kurang"),
            "keterangan": note,
        },
        rencana,
        (pk.ref("pagu"),),
        rupiah(planned),
        rupiah(program.pagu_pk),
        menjelaskan=tuple(each.rencana.ref("pagu") for each in same if each.rencana),
    )


def _amounts(both: Anggaran, program: Pagu) -> list[Decimal]:
    """Return what a programme's rows in Rencana Aksi say: the amounts below it added up, and its own where typed."""
    row = program.rencana
    if row is None:
        return []
    own, below = row.nilai["pagu"].nilai, both.rencana.jumlah(row, "pagu")
    found = [each for each in (below, own) if each]
    return found or [each for each in (program.pagu_rencana,) if each]


def _gap(kegiatan: Pagu) -> Decimal | None:
    if kegiatan.pagu_rencana is None or kegiatan.pagu_anggaran is None:
        return None
    return kegiatan.pagu_rencana - kegiatan.pagu_anggaran


@aturan("RA009", "rencana_aksi", "pk_program")
def indikator_program_berbeda_dari_pk(konteks: Konteks) -> Iterator[Kena]:
    """Yield programmes that Rencana Aksi measures by another indicator than PK; spelling variants are the same."""
    if all("indikator" not in table.positions for table in konteks.tables("pk_program")):
        raise TidakBisaError("kolom", tabel=kind("pk_program").sebutan, kolom=kalimat("RA005", "indikator"))
    groups = _by_row(konteks, "pk_program", "rencana_aksi")
    for program in anggaran_bersama(konteks).program:
        if program.pk is None or program.rencana is None:
            continue
        stated, planned = (
            [each for each in groups[id(row)] if each.indikator] for row in (program.pk, program.rencana)
        )
        for row in planned:
            if stated and not any(_same_indicator(konteks, row, other) for other in stated):
                other = stated[0]
                kata = {
                    "program": pendek(row.uraian),
                    "indikator": row.indikator,
                    "indikator_pk": other.indikator,
                    "sel_pk": alamat(other.ref("indikator")),
                }
                yield Kena(row.ref("indikator"), kata, row, (other.ref("indikator"),), row.indikator, other.indikator)


def _by_row(konteks: Konteks, *kinds: str) -> dict[int, list[Baris]]:
    """Return for each row, by id, the rows that are the same programme, each with an indicator of its own."""
    groups = (group for kind in kinds for group in runs(konteks.rows(kind), konteks.office))
    return {id(row): group for group in groups for row in group}


def _same_indicator(konteks: Konteks, left: Baris, right: Baris) -> bool:
    from rapidfuzz.fuzz import token_sort_ratio

    one, other = konteks.words(left.indikator), konteks.words(right.indikator)
    return one == other or token_sort_ratio(one, other) >= _SAME_INDICATOR
