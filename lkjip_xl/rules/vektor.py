"""The one target of the year that several documents share: every cell that deviates from what most of them have."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lkjip_xl.model import Baris, Nilai
from lkjip_xl.periode import periode
from lkjip_xl.rules.dasar import Kena, TidakBisaError, aturan
from lkjip_xl.rules.gema import mengambil
from lkjip_xl.rules.kehadiran import hilang
from lkjip_xl.rules.konteks import (
    DOCUMENT,
    PLANS,
    Konteks,
    Sama,
    has_number,
    reference,
    same_number,
    year_target,
)
from lkjip_xl.rules.pejabat import milik_bawahan
from lkjip_xl.rules.predikat import predikat, sepredikat
from lkjip_xl.rules.sebutan import daftar, tulis
from lkjip_xl.rules.ungkapan import alamat, pendek
from lkjip_xl.rules.versi import seversi
from lkjip_xl.table import CellRef

_LAST_QUARTER = 4
_OF_PROGRAMS = ("pk_program", "rencana_aksi", "realisasi", "program_pendukung")


class Simpangan(NamedTuple):
    """A row whose target deviates: the reference, the cells that have it, and every cell that deviates by itself.

    ``gema`` are the cells whose formulas fetch a deviating target: they follow once it is corrected.
    """

    baris: Baris
    target: Nilai
    acuan: Nilai
    sepakat: tuple[CellRef, ...]
    berbeda: tuple[Nilai, ...]
    gema: tuple[CellRef, ...] = ()


@aturan("PK001", "iku", "renja|pk|rencana_aksi|capaian_iku|realisasi|program_pendukung|renstra")
def target_iku_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield IKU targets that deviate from the year's target."""
    return _hits(konteks, "iku")


@aturan("RJ001", "renja", "iku|pk|rencana_aksi|capaian_iku|realisasi|program_pendukung|renstra")
def target_renja_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield Renja targets that deviate from the year's target."""
    return _hits(konteks, "renja")


@aturan("PK007", "pk|pk_program", "iku|renja|rencana_aksi|capaian_iku|realisasi|program_pendukung|renstra")
def target_pk_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield targets of the Perjanjian Kinerja that most other documents contradict."""
    return _hits(konteks, "pk")


@aturan("RA001", "rencana_aksi", "iku|renja|pk|pk_program|capaian_iku|realisasi|program_pendukung|renstra")
def target_rencana_aksi_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield Rencana Aksi targets that deviate from the year's target."""
    return _hits(konteks, "rencana_aksi")


@aturan("RL001", "capaian_iku|realisasi|program_pendukung", "iku|renja|pk|pk_program|rencana_aksi|renstra")
def target_realisasi_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield targets in the tables of realisasi that deviate from the year's target."""
    return _hits(konteks, "realisasi")


@aturan("RN004", "renstra", "iku|renja|pk|rencana_aksi|capaian_iku|realisasi|program_pendukung")
def target_renstra_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield Renstra targets of the year that deviate from the other documents."""
    if konteks.dokumen.tahun is None:
        raise TidakBisaError("tahun")
    return _hits(konteks, "renstra")


@aturan("RA002", "rencana_aksi", "pk")
def indikator_pk_tidak_di_rencana_aksi(konteks: Konteks) -> Iterator[Kena]:
    """Yield indicators of the Perjanjian Kinerja the Rencana Aksi lacks; once where it has none of them at all."""
    if not konteks.iku("rencana_aksi"):
        yield from _none_at_all(konteks)
        return
    for each in hilang(konteks, "pk", "rencana_aksi"):
        yield Kena(each.baris.ref("indikator"), {"baris": pendek(each.baris.nama)}, each.baris)


def _none_at_all(konteks: Konteks) -> Iterator[Kena]:
    """Yield one doubtful hit where a Rencana Aksi plans activities only; an empty one is not judged."""
    rows = konteks.iku("pk")
    if not konteks.rows("rencana_aksi"):
        raise TidakBisaError("isi", tabel="Rencana Aksi")
    if rows:
        table = konteks.tables("rencana_aksi")[0]
        head = CellRef(table.sheet.name, table.header_first, table.first_column)
        words = {"indikator": daftar(pendek(row.nama) for row in rows)}
        yield Kena(head, words, lain=tuple(row.ref("indikator") for row in rows), varian="semua", tingkat="peringatan")


def _hits(konteks: Konteks, document: str) -> Iterator[Kena]:
    seen: set[CellRef] = set()
    for each in konteks.once(_deviations):
        kind = each.baris.table.kind
        if DOCUMENT.get(kind, "pk") == document and each.target.ref not in seen:
            seen.add(each.target.ref)
            yield _hit(each)


def _deviations(konteks: Konteks) -> Sequence[Simpangan]:
    return (*_of_indicators(konteks), *_of_programs(konteks))


def _hit(each: Simpangan) -> Kena:
    others = [nilai for nilai in each.berbeda if nilai.ref != each.target.ref]
    return Kena(
        each.target.ref,
        {
            "baris": pendek(each.baris.nama),
            "acuan": tulis(each.acuan),
            "sepakat": daftar(map(alamat, each.sepakat)),
            "juga": daftar(f"{alamat(nilai.ref)} ({tulis(nilai)})" for nilai in others),
        },
        each.baris,
        tuple(dict.fromkeys((*each.sepakat, *(nilai.ref for nilai in others)))),
        tulis(each.target),
        tulis(each.acuan),
        varian="bersama" if others else "",
        menjelaskan=each.gema,
    )


def _of_indicators(konteks: Konteks) -> Iterator[Simpangan]:
    """Yield what deviates among the key indicators' targets; the majority of documents is the reference."""
    for sebaris in konteks.indikator:
        for rows in seversi([row for row in sebaris.of(*PLANS) if _is_of_the_year(row)]):
            targets = {id(row): year_target(row, konteks.dokumen.tahun) for row in rows}
            yield from _deviating(reference(targets, rows), rows, targets)
            yield from _deviating_labels(rows, targets)


def _of_programs(konteks: Konteks) -> Iterator[Simpangan]:
    """Yield what deviates among the programmes' targets from that of the PK, where the indicator is the same."""
    rows = [row for row in konteks.level("program", kinds=_OF_PROGRAMS) if row.indikator and _is_of_the_year(row)]
    for same_version in seversi(rows):
        for pk in same_version:
            if pk.table.kind == "pk_program" and not milik_bawahan(pk.table, konteks.office):
                same = [row for row in same_version if row is pk or _is_same(konteks, pk, row)]
                targets = {id(row): year_target(row, konteks.dokumen.tahun) for row in same}
                yield from _deviating(pk, same, targets)
                yield from _deviating_labels(same, targets, pk)


def _is_of_the_year(row: Baris) -> bool:
    """Tell whether a row's target is that of the year: not of a quarter, nor, among the realisasi, of the Renstra."""
    time = periode(row.table)
    return DOCUMENT.get(row.table.kind) != "realisasi" or (time.quarter >= _LAST_QUARTER and not time.long_term)


def _is_same(konteks: Konteks, pk: Baris, row: Baris) -> bool:
    """Tell whether a row states the same programme's same indicator in another document."""
    if row.table.kind == "pk_program" or konteks.words(row.indikator) != konteks.words(pk.indikator):
        return False
    if konteks.words(row.uraian) == konteks.words(pk.uraian):
        return True
    return any(_has(each.rows, pk) and _has(each.rows, row) for each in konteks.program)


def _has(rows: Sequence[Baris], row: Baris) -> bool:
    return any(each is row for each in rows)


def _deviating_labels(
    rows: Sequence[Baris], targets: Mapping[int, Nilai], acuan: Baris | None = None
) -> Iterator[Simpangan]:
    """Yield what deviates among targets that are labels of one scale, "BB" and "A"; a number is not compared to them.

    The reference is ``acuan`` or else what most documents have.
    """
    said = {id(row): predikat(targets[id(row)]) for row in rows}
    for skala in dict.fromkeys(each.skala for each in said.values() if each):
        same_scale = [row for row in rows if (own := said[id(row)]) and own.skala == skala]
        chosen = acuan or reference(targets, same_scale, predikat, sepredikat)
        if any(chosen is row for row in same_scale):
            yield from _deviating(chosen, same_scale, targets, predikat, sepredikat)


def _deviating(
    acuan: Baris | None,
    rows: Sequence[Baris],
    targets: Mapping[int, Nilai],
    states: Callable[[Nilai], object] = has_number,
    same: Sama = same_number,
) -> Iterator[Simpangan]:
    """Yield the rows that state another target than ``acuan`` does, each with the others and what only fetches it."""
    stated = [(row, targets[id(row)]) for row in rows if states(targets[id(row)])]
    if acuan is None or not states(targets[id(acuan)]):
        return
    value = targets[id(acuan)]
    off = [(row, target) for row, target in stated if not same(target, value)]
    agreed = tuple(dict.fromkeys((value.ref, *(target.ref for _, target in stated if same(target, value)))))
    own = [target for _, target in off if not mengambil(target)]
    echoes = [target for _, target in off if mengambil(target) and any(same(target, each) for each in own)]
    for row, target in off:
        if target not in echoes:
            others = tuple(nilai for _, nilai in off if nilai not in echoes)
            gema = tuple(each.ref for each in echoes if same(each, target))
            yield Simpangan(row, target, value, agreed, others, gema)
