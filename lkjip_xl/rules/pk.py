"""The Perjanjian Kinerja beside the other plans: its indicators, their names and units, its budget, its changes."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_xl.angka import format_angka, sama
from lkjip_xl.kata import tulisan
from lkjip_xl.kemiripan import one_slip
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.rules.dasar import Kena, TidakBisaError, aturan
from lkjip_xl.rules.kehadiran import butuh_indikator, hilang
from lkjip_xl.rules.konteks import Konteks, same_number
from lkjip_xl.rules.satuan import makna
from lkjip_xl.rules.sebutan import daftar, tulis
from lkjip_xl.rules.suara import sama_tulisan, terbanyak
from lkjip_xl.rules.ungkapan import alamat, pendek
from lkjip_xl.rules.uraian import berjenjang_pasti, ref_uraian
from lkjip_xl.rules.versi import berlaku, versi
from lkjip_xl.sel import angka, teks
from lkjip_xl.table import CellRef

_NUMBERING = re.compile(r"^\s*(?:\d{1,2}|[a-z])[.)]\s+", re.IGNORECASE)
_NAMED = ("iku", "renja", "pk", "rencana_aksi", "renstra")
_MEASURED = (*_NAMED, "capaian_iku", "realisasi", "program_pendukung")
_OF_PROGRAMS = ("pk_program", "rencana_aksi", "realisasi", "program_pendukung")


@aturan("PK002", "pk", "iku")
def indikator_pk_tidak_di_iku(konteks: Konteks) -> Iterator[Kena]:
    """Yield indicators of the Perjanjian Kinerja that are no IKU."""
    butuh_indikator(konteks, "iku", "Indikator Kinerja Utama")
    for each in hilang(konteks, "pk", "iku"):
        yield Kena(each.baris.ref("indikator"), {"baris": pendek(each.baris.nama)}, each.baris)
    known = {row.kode.casefold() for row in konteks.rows("iku")}
    for row in konteks.rows("pk"):
        if row.kode and not row.indikator and known - {""} and row.kode.casefold() not in known:
            yield Kena(row.ref("indikator"), {"baris": row.kode}, row)


@aturan("PK003", "iku", "pk")
def iku_tidak_di_pk(konteks: Konteks) -> Iterator[Kena]:
    """Yield IKU the Perjanjian Kinerja lacks; those of a tujuan only where it has tujuan at all."""
    butuh_indikator(konteks, "pk", "Perjanjian Kinerja")
    has_tujuan = any(row.jenjang == "tujuan" or not berjenjang_pasti(row) for row in konteks.iku("pk"))
    for each in hilang(konteks, "iku", "pk"):
        if has_tujuan or each.baris.jenjang != "tujuan":
            hit = _replaced(each.baris, each.pengganti)
            yield hit._replace(menjelaskan=(*hit.menjelaskan, *_also_in(konteks, each.baris, "renja")))


def _also_in(konteks: Konteks, row: Baris, kind: str) -> tuple[CellRef, ...]:
    """Return the cells that name the same indicator in another kind of document."""
    same = (each for each in konteks.indikator if any(other is row for other in each.rows))
    return tuple(other.ref("indikator") for each in same for other in each.of(kind))


def _replaced(row: Baris, other: Baris | None) -> Kena:
    """Return a hit for a missing indicator; what stands there in its place is explained by it."""
    words = {"baris": pendek(row.nama)}
    if other is None:
        return Kena(row.ref("indikator"), words, row)
    ref = other.ref("indikator")
    words |= {"pengganti": pendek(other.nama), "letak": alamat(ref)}
    return Kena(row.ref("indikator"), words, row, (ref,), varian="pengganti", menjelaskan=(ref,))


@aturan("PK004", "iku|renja|rencana_aksi|renstra", "pk")
def nama_indikator_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield, once per indicator, a document that words it otherwise than most; info where only PK and IKU spell it so.

    The hit stands in the document that deviates, for that is the cell to change.
    """
    for sebaris in konteks.indikator:
        rows = berlaku(sebaris.of(*_NAMED))
        usual = terbanyak(rows, lambda row: tulisan(row.indikator, konteks.office))
        if usual is None or not sebaris.of("pk"):
            continue
        rows = [row for row in rows if not konteks.disahkan(row.indikator)]
        if off := [row for row in rows if not sama_tulisan(row.indikator, usual.indikator, konteks.office)]:
            yield _worded(off, usual)
            continue
        usual = terbanyak(rows, _plain) or usual
        if off := [row for row in rows if row.table.kind in {"iku", "pk"} and _plain(row) != _plain(usual)]:
            yield _worded(off, usual)._replace(varian="ejaan", tingkat="info")


def _plain(row: Baris) -> str:
    return " ".join(_NUMBERING.sub("", row.indikator).split())


def _worded(off: Sequence[Baris], usual: Baris) -> Kena:
    first, *others = off
    words = {"baris": pendek(usual.nama), "acuan": alamat(usual.ref("indikator"))}
    words["juga"] = daftar(f"{alamat(row.ref('indikator'))} (“{pendek(row.indikator)}”)" for row in off)
    lain = (usual.ref("indikator"), *(row.ref("indikator") for row in others))
    return Kena(first.ref("indikator"), words, first, lain, first.indikator, usual.indikator)


@aturan("PK005", "pk|pk_program|iku", "iku|renja|rencana_aksi|capaian_iku|realisasi|program_pendukung|renstra")
def satuan_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield units that mean something else than what most documents write for the same indicator."""
    groups = [berlaku(each.of(*_MEASURED)) for each in konteks.indikator]
    for each in konteks.program:
        rows = berlaku(each.of(*_OF_PROGRAMS))
        names = dict.fromkeys(konteks.words(row.indikator) for row in rows if row.indikator)
        groups += [[row for row in rows if konteks.words(row.indikator) == name] for name in names]
    for rows in groups:
        stated = [row for row in rows if row.satuan and row.has("satuan")]
        usual = terbanyak(stated, lambda row: makna(row.satuan))
        for row in stated:
            if usual and makna(row.satuan) != makna(usual.satuan):
                words = {"baris": pendek(row.nama), "acuan": alamat(usual.ref("satuan"))}
                yield Kena(row.ref("satuan"), words, row, (usual.ref("satuan"),), row.satuan, usual.satuan)


@aturan("PK006", "pk_program")
def jumlah_anggaran_program_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield printed totals that are not the sum of the programmes' budgets."""
    tables = [table for table in konteks.tables("pk_program") if table.total_rows]
    if not tables:
        raise TidakBisaError("isi", tabel="baris jumlah pada tabel program Perjanjian Kinerja")
    for table in tables:
        rows = [row for row in konteks.dokumen.rows("pk_program") if row.table is table]
        for field in ("pagu", "pagu_murni"):
            if field in table.positions:
                yield from _wrong_totals(rows, field)


def _wrong_totals(rows: Sequence[Baris], field: str) -> Iterator[Kena]:
    """Yield totals that are neither the sum of all above nor of those since the total before."""
    parts: list[Nilai] = []
    since = 0
    for row in rows:
        value = angka(row, field)
        if row.jenjang != "jumlah":
            parts.append(value)
            continue
        sums = [_sum(parts), _sum(parts[since:])]
        if value.nilai is not None and None not in sums and not any(_equal(value, each) for each in sums if each):
            yield _total(row, value, parts, sums[0] or Decimal(0))
        since = len(parts)


def _sum(parts: Sequence[Nilai]) -> Decimal | None:
    """Return the sum of some cells, None where one of them holds no number."""
    numbers = [each.nilai for each in parts if each.nilai is not None]
    return sum(numbers, Decimal(0)) if len(numbers) == len(parts) else None


def _equal(value: Nilai, total: Decimal) -> bool:
    return value.nilai is not None and sama(value.nilai, value.desimal, total, value.desimal)


def _total(row: Baris, value: Nilai, parts: Sequence[Nilai], total: Decimal) -> Kena:
    gap = total - (value.nilai or Decimal(0))
    words = {"selisih": format_angka(abs(gap)), "arah": "kurang" if gap > 0 else "lebih"}
    refs = tuple(each.ref for each in parts)
    return Kena(value.ref, words, row, refs, tulis(value), format_angka(total))


@aturan("PK008", "pk|pk_program")
def perubahan_tanpa_penjelasan(konteks: Konteks) -> Iterator[Kena]:
    """Yield targets and budgets that a change of the Perjanjian Kinerja altered without a word why."""
    tables = [table for table in konteks.tables("pk", "pk_program") if "alasan_perubahan" in table.positions]
    if not tables:
        raise TidakBisaError("kolom", tabel="Perjanjian Kinerja", kolom="Alasan Perubahan")
    for row in konteks.rows("pk", "pk_program"):
        if any(row.table is table for table in tables) and not _says_why(row):
            changed = [*_changed(row), *_changed_between(konteks, row)]
            if changed:
                words = {"baris": pendek(row.nama), "perubahan": daftar(text for text, _ in changed)}
                yield Kena(row.ref("alasan_perubahan"), words, row, tuple(ref for _, ref in changed))


def _says_why(row: Baris) -> bool:
    return bool(teks(row, "alasan_perubahan").strip(" -") or teks(row, "keterangan").strip(" -"))


def _changed(row: Baris) -> Iterator[tuple[str, CellRef]]:
    for field, first in (("target", "target_murni"), ("pagu", "pagu_murni")):
        yield from _change(field, angka(row, first), angka(row, field))


def _changed_between(konteks: Konteks, row: Baris) -> Iterator[tuple[str, CellRef]]:
    """Yield what a row of a changed PK has otherwise than its row in the first PK, a table of its own."""
    if versi(row.table) != "perubahan":
        return
    for sebaris in (*konteks.indikator, *konteks.program):
        if any(each is row for each in sebaris.rows):
            for first in sebaris.of(row.table.kind):
                if versi(first.table) != "perubahan":
                    for field in ("target", "pagu"):
                        yield from _change(field, angka(first, field), angka(row, field))


def _change(field: str, before: Nilai, after: Nilai) -> Iterator[tuple[str, CellRef]]:
    if before.nilai is not None and after.nilai is not None and not same_number(before, after):
        yield f"{field} {tulis(before)} menjadi {tulis(after)}", after.ref


@aturan("PK009", "pk|iku", "iku|renja|renstra")
def sasaran_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield a tujuan or sasaran that one document words otherwise than most do for the same indicator."""
    seen: set[CellRef] = set()
    for sebaris in konteks.indikator:
        rows = [row for row in berlaku(sebaris.of("iku", "renja", "pk", "renstra")) if row.uraian]
        usual = _surest(konteks, rows, terbanyak(rows, lambda row: konteks.words(row.uraian)))
        for row in rows:
            ref = ref_uraian(row)
            if usual and ref not in seen and _is_other_goal(konteks, row, usual):
                seen.add(ref)
                words = {
                    "uraian": pendek(row.uraian),
                    "usual": pendek(usual.uraian),
                    "acuan": alamat(ref_uraian(usual)),
                }
                yield Kena(ref, words, row, (ref_uraian(usual),), row.uraian, usual.uraian)


def _surest(konteks: Konteks, rows: Sequence[Baris], usual: Baris | None) -> Baris | None:
    """Return a row in the usual words whose level is sure: beside one that may be either nothing can be judged."""
    same = (row for row in rows if usual and konteks.words(row.uraian) == konteks.words(usual.uraian))
    return next((row for row in same if berjenjang_pasti(row)), usual)


def _is_other_goal(konteks: Konteks, row: Baris, usual: Baris) -> bool:
    """Tell whether two rows of one level stand under goals in other words; where levels are unsure, they do not."""
    levels = {row.jenjang, usual.jenjang} - {"iku"}
    if len(levels) > 1 or not (berjenjang_pasti(row) and berjenjang_pasti(usual)):
        return False
    ours, theirs = konteks.words(row.uraian), konteks.words(usual.uraian)
    return ours != theirs and not one_slip(ours, theirs)
