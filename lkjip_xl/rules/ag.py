"""Anggaran: budgets against PK and Rencana Aksi, sums, and what is written beside them (AG001 to AG007)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.angka import format_angka
from lkjip_xl.hitungan import Serapan
from lkjip_xl.layout import kind
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.rules.anggaran_bersama import Anggaran, anggaran_bersama
from lkjip_xl.rules.dasar import Kena, TidakBisaError, aturan
from lkjip_xl.rules.konteks import Konteks, tanpa_kembar
from lkjip_xl.rules.selisih_anggaran import Selisih, explain_program, explain_sum, sums
from lkjip_xl.rules.susunan import Susunan, has_level
from lkjip_xl.rules.ungkapan import alamat, pendek, rupiah
from lkjip_xl.rules.uraian import ref_uraian
from lkjip_xl.table import CellRef
from lkjip_xl.tertulis import agrees, bandingkan

_HUNDRED = Decimal(100)
_SAME_GOAL = 80
_GOALS = ("tujuan", "sasaran")


@aturan("AG001", "anggaran|rencana_aksi", "pk_program", "anggaran")
def pagu_berbeda_dari_pk(konteks: Konteks) -> Iterator[Kena]:
    """Yield programmes whose pagu is not that of PK, in PK's own cell where Rencana Aksi agrees with Anggaran."""
    both, sums_of = anggaran_bersama(konteks), _wrong_sums(konteks)
    for program in both.program:
        pk, row = program.pk, program.anggaran
        if not (pk and row and program.pagu_pk is not None and program.pagu_anggaran is not None):
            continue
        if program.pagu_pk == program.pagu_anggaran or sums_of.get(id(row)) == program.pagu_pk:
            continue
        of_pk = program.pagu_rencana == program.pagu_anggaran
        explained = explain_program(both, program)
        kata = {
            "baris": pendek(row.uraian),
            "pagu": rupiah(program.pagu_anggaran),
            "pk": rupiah(program.pagu_pk),
            "sel_pk": alamat(pk.ref("pagu")),
            "sel_pagu": alamat(row.ref("pagu")),
            "sel_rencana": alamat(program.rencana.ref("pagu")) if program.rencana and of_pk else "",
            "selisih": rupiah(program.pagu_anggaran - program.pagu_pk),
            "arah": explained.arah,
            "keterangan": explained.kalimat,
        }
        own, other = (pk, row) if of_pk else (row, pk)
        yield Kena(
            own.ref("pagu"),
            kata,
            own,
            (other.ref("pagu"),),
            rupiah(program.pagu_pk if of_pk else program.pagu_anggaran),
            rupiah(program.pagu_anggaran if of_pk else program.pagu_pk),
            varian="pk" if of_pk else "",
            menjelaskan=explained.sel + (_printed_total(konteks, pk, program.pagu_anggaran) if of_pk else ()),
        )


def _wrong_sums(konteks: Konteks) -> Mapping[int, Decimal]:
    """Return by row id what the rows below give where a row's own pagu is not that (AG002)."""
    found = (each for rows in _tables(konteks) for wrong in sums(rows) for each in wrong)
    return {id(each.baris): each.jumlah for each in found if each.nama == "pagu"}


def _printed_total(konteks: Konteks, pk: Baris, amount: Decimal) -> tuple[CellRef, ...]:
    """Return the cell of PK's printed total, where it is the sum once a programme has another amount."""
    rows = [row for row in konteks.dokumen.rows("pk_program") if row.table is pk.table]
    others = [row.nilai["pagu"].nilai or Decimal(0) for row in rows if row.jenjang != "jumlah" and row is not pk]
    totals = [row.nilai["pagu"] for row in rows if row.jenjang == "jumlah"]
    return tuple(total.ref for total in totals if total.nilai == sum(others, amount))


@aturan("AG002", "anggaran")
def induk_tidak_sama_dengan_jumlah_anak(konteks: Konteks) -> Iterator[Kena]:
    """Yield rows whose pagu or realisasi is not the sum of what stands below them; both in one finding."""
    shared = anggaran_bersama(konteks)
    for rows in _tables(konteks):
        once = tanpa_kembar(rows)
        still = {id(wrong[0].baris) for wrong in sums(once)} if len(once) < len(rows) else None
        for wrong in sums(rows) if all(map(has_level, rows)) else ():
            if still is None or id(wrong[0].baris) in still:
                yield _sum_hit(shared, wrong)


def _sum_hit(shared: Anggaran, wrong: list[Selisih]) -> Kena:
    first = wrong[0]
    kata: dict[str, object] = {"baris": pendek(first.baris.uraian), "banyak": first.banyak}
    for each in wrong:
        kata |= {
            f"{each.nama}": rupiah(each.tertulis),
            f"jumlah_{each.nama}": rupiah(each.jumlah),
            f"selisih_{each.nama}": rupiah(each.selisih),
            f"sel_{each.nama}": each.ref.a1,
        }
    explained = explain_sum(shared, wrong)
    return Kena(
        first.ref,
        kata | {"keterangan": explained.kalimat},
        first.baris,
        tuple(each.ref for each in wrong[1:]),
        rupiah(first.tertulis),
        "" if explained.sebab else rupiah(first.jumlah),
        varian="_".join(
            [*(["hilang"] if explained.sebab == "hilang" else []), *([first.nama] if len(wrong) == 1 else [])]
        ),
        menjelaskan=explained.sel,
    )


def _tables(konteks: Konteks) -> Iterator[list[Baris]]:
    """Yield the rows of each Anggaran table, its sums too."""
    for table in konteks.tables("anggaran"):
        yield [row for row in konteks.dokumen.rows("anggaran") if row.table is table and row.keadaan == "utuh"]


@aturan("AG003", "rencana_aksi", "anggaran")
def kegiatan_hilang(konteks: Konteks) -> Iterator[Kena]:
    """Yield kegiatan of the Rencana Aksi that the Anggaran table lacks; a programme it lacks once as a whole."""
    both = anggaran_bersama(konteks)
    if not any(row.jenjang == "kegiatan" for row in both.anggaran.rows):
        raise TidakBisaError("isi", tabel=f"kegiatan pada {kind('anggaran').sebutan}")
    planned = any(each.pagu_rencana for each in both.kegiatan)
    told: set[int] = set()
    for each in both.hilang:
        program = both.program_of(each)
        if each.rencana is None or (planned and not each.pagu_rencana):
            continue
        if program and program.rencana and program.anggaran is None:
            if id(program) not in told:
                told.add(id(program))
                yield _missing(program.rencana, program.pagu_rencana, "program")
            continue
        yield _missing(each.rencana, each.pagu_rencana, "" if each.pagu_rencana else "tanpa_pagu")


def _missing(row: Baris, amount: Decimal | None, varian: str) -> Kena:
    kata = {"baris": pendek(row.uraian), "pagu": rupiah(amount or Decimal(0))}
    return Kena(ref_uraian(row), kata, row, varian=varian)


@aturan("AG004", "anggaran")
def realisasi_melebihi_pagu(konteks: Konteks) -> Iterator[Kena]:
    """Yield rows that spent more than their pagu, the most detailed ones: a sum only repeats them."""
    for rows in _tables(konteks):
        tree = Susunan([row for row in rows if row.jenjang not in {"jumlah", "rata-rata"}])
        for row in rows:
            if _overspent(row) and not any(map(_overspent, tree.all_below(row))) and row.jenjang != "jumlah":
                pagu, spent = row.nilai["pagu"], row.nilai["realisasi_anggaran"]
                kata = {
                    "baris": pendek(row.uraian),
                    "pagu": rupiah(pagu.nilai or Decimal(0)),
                    "sel_pagu": pagu.ref.a1,
                    "realisasi": rupiah(spent.nilai or Decimal(0)),
                    "selisih": rupiah((spent.nilai or Decimal(0)) - (pagu.nilai or Decimal(0))),
                }
                own = rupiah(spent.nilai or Decimal(0))
                yield Kena(spent.ref, kata, row, (pagu.ref,), own, menjelaskan=_sums_spoilt(rows, row))


def _sums_spoilt(rows: list[Baris], row: Baris) -> tuple[CellRef, ...]:
    """Return the sums of realisasi that would be right if a row had spent what they say, within its pagu."""
    limit = row.nilai["pagu"].nilai or Decimal(0)
    spoilt = [wrong[0] for wrong in sums(rows) if len(wrong) == 1 and wrong[0].nama == "realisasi"]
    mended = [(each.ref, each.mended(row)) for each in spoilt if each.baris is not row]
    return tuple(ref for ref, value in mended if value is not None and value <= limit)


def _overspent(row: Baris) -> bool:
    pagu, spent = row.nilai["pagu"].nilai, row.nilai["realisasi_anggaran"].nilai
    return pagu is not None and spent is not None and spent > pagu


@aturan("AG005", "anggaran|efisiensi|efisiensi_iku|monev")
def serapan_tertulis_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield printed serapan that the row's own figures contradict, rounding first told only."""
    asked = _asked_for(konteks)
    for serapan in (*konteks.hitungan.serapan, *konteks.hitungan.serapan_dalam_efisiensi):
        row = serapan.baris
        written = row.nilai.get("serapan")
        if written is None or written.jenis != "angka" or _own_cells(serapan) is None:
            continue
        found = bandingkan(written, serapan.nilai)
        if found.beda == "sama" or any(agrees(written, each) for each in _other_serapan(serapan, asked.get(id(row)))):
            continue
        pagu, spent = serapan.pagu[0].ref, serapan.realisasi[0].ref
        yield Kena(
            written.ref,
            found.kata
            | {
                "baris": pendek(row.uraian or row.nama),
                "pagu": rupiah(serapan.jumlah_pagu),
                "realisasi": rupiah(serapan.jumlah_realisasi),
                "sel_pagu": pagu.a1,
                "sel_realisasi": spent.a1,
            },
            row,
            (spent, pagu),
            str(found.kata["tertulis"]),
            str(found.kata["hitungan"]),
            varian="pembulatan" if found.beda == "pembulatan" else "",
            tingkat="info" if found.beda == "pembulatan" else None,
        )


def _own_cells(serapan: Serapan) -> tuple[Nilai, Nilai] | None:
    """Return the pagu and realisasi a row gives itself; None where they are taken from other rows."""
    if len(serapan.pagu) == 1 and serapan.pagu[0].ref.sheet == serapan.baris.table.sheet.name:
        return serapan.pagu[0], serapan.realisasi[0]
    return None


class _Lain(NamedTuple):
    """What other documents and sums say a row's pagu and realisasi should be."""

    pagu: set[Decimal]
    realisasi: set[Decimal]


def _asked_for(konteks: Konteks) -> Mapping[int, _Lain]:
    """Return by row id the figures that other rules ask for instead of a row's own."""
    shared = anggaran_bersama(konteks)
    found: dict[int, _Lain] = defaultdict(lambda: _Lain(set(), set()))
    for each in (*shared.program, *shared.kegiatan):
        if each.anggaran:
            found[id(each.anggaran)].pagu.update(amount for amount in (each.pagu_pk, each.pagu_rencana) if amount)
    for wrong in (each for rows in _tables(konteks) for both in sums(rows) for each in both):
        for row in (wrong.baris, *wrong.anak):
            if mended := wrong.mended(row):
                (found[id(row)].pagu if wrong.nama == "pagu" else found[id(row)].realisasi).add(mended)
    return found


def _other_serapan(serapan: Serapan, lain: _Lain | None) -> Iterator[Decimal]:
    """Yield the serapan of the figures other rules ask for: a serapan that agrees with them is not the fault."""
    if lain is not None:
        pagu, spent = serapan.jumlah_pagu, serapan.jumlah_realisasi
        pairs = ((a, p) for a in {spent, *lain.realisasi} for p in {pagu, *lain.pagu})
        yield from (a / p * _HUNDRED for a, p in pairs if p and (a, p) != (spent, pagu))


@aturan("AG006", "rencana_aksi", "anggaran")
def program_di_sasaran_lain(konteks: Konteks) -> Iterator[Kena]:
    """Yield programmes that Anggaran puts under another tujuan or sasaran than Rencana Aksi does.

    Where Rencana Aksi lacks that tujuan or sasaran, it is the goal that is missing there (RA002).
    """
    both = anggaran_bersama(konteks)
    for tree, name in ((both.rencana, "rencana_aksi"), (both.anggaran, "anggaran")):
        if not any(row.jenjang in {"tujuan", "sasaran"} for row in tree.rows):
            raise TidakBisaError("isi", tabel=f"tujuan dan sasaran pada {kind(name).sebutan}")
    for program in both.program:
        if program.rencana is None or program.anggaran is None:
            continue
        left, right = both.rencana.above(program.rencana, *_GOALS), both.anggaran.above(program.anggaran, *_GOALS)
        known = right and any(_same_goal(konteks, each, right) for each in both.rencana.rows if each.jenjang in _GOALS)
        if left and right and known and not _same_goal(konteks, left, right):
            kata = {
                "baris": pendek(program.anggaran.uraian),
                "sasaran": pendek(right.uraian),
                "sasaran_rencana": pendek(left.uraian),
                "sel_rencana": alamat(ref_uraian(program.rencana)),
            }
            yield Kena(ref_uraian(program.anggaran), kata, program.anggaran, (ref_uraian(program.rencana),))


def _same_goal(konteks: Konteks, left: Baris, right: Baris) -> bool:
    from rapidfuzz.fuzz import token_sort_ratio

    one, other = konteks.words(left.uraian), konteks.words(right.uraian)
    same_kode = left.kode and left.kode == right.kode
    return bool(same_kode) or one == other or token_sort_ratio(one, other) >= _SAME_GOAL


@aturan("AG007", "rencana_aksi", "anggaran")
def pagu_kegiatan_berbeda_dari_rencana_aksi(konteks: Konteks) -> Iterator[Kena]:
    """Yield kegiatan whose pagu is not what Rencana Aksi plans for them."""
    both = anggaran_bersama(konteks)
    for each in both.kegiatan:
        row, planned = each.anggaran, each.rencana
        if row is None or planned is None or each.pagu_anggaran is None or not each.pagu_rencana:
            continue
        gap = each.pagu_anggaran - each.pagu_rencana
        if not gap or -gap == both.kembar(planned) or (gap > 0 and both.lacks_amount(planned)):
            continue
        kata = {
            "baris": pendek(row.uraian),
            "pagu": rupiah(each.pagu_anggaran),
            "rencana": rupiah(each.pagu_rencana),
            "nama_rencana": pendek(planned.uraian),
            "sel_rencana": alamat(planned.ref("pagu")),
            "selisih": format_angka(abs(gap)),
        }
        refs = (planned.ref("pagu"),)
        found, wanted = rupiah(each.pagu_anggaran), rupiah(each.pagu_rencana)
        yield Kena(row.ref("pagu"), kata, row, refs, found, wanted, varian="sisa" if each.sisa else "")
