"""Rencana Aksi in itself: periods, amounts, who is responsible (RA003-RA005, RA007, RA008); ra_pk is against PK."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_xl.angka import format_angka
from lkjip_xl.kode import plain_kode
from lkjip_xl.layout import header_label, kind
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.nilai import is_fetched
from lkjip_xl.rules import ra_pk
from lkjip_xl.rules.anggaran_bersama import unfunded
from lkjip_xl.rules.dasar import Kena, TidakBisaError, aturan
from lkjip_xl.rules.gema import gema
from lkjip_xl.rules.konteks import IKU_LEVELS, Konteks
from lkjip_xl.rules.sebaran import (
    Sebaran,
    has_columns,
    looks_cumulative,
    months,
    periods,
    quarters,
    result,
    sifat_of,
    yields,
)
from lkjip_xl.rules.susunan import Susunan, runs
from lkjip_xl.rules.ungkapan import alamat, daftar_sel, kalimat, pendek
from lkjip_xl.rules.uraian import ref_uraian
from lkjip_xl.sel import angka, teks
from lkjip_xl.table import CellRef, RawTable

__all__ = ["ra_pk"]
_REMARKS = frozenset({"ket", "keterangan", "catatan"})
_WORD = re.compile(r"[^\W\d_]{2}")


@aturan("RA003", "rencana_aksi")
def jumlah_periode_berbeda_dari_target(konteks: Konteks) -> Iterator[Kena]:
    """Yield rows whose months or quarters do not give the year's target by its sifat (RUMUS 3)."""
    elsewhere = _stated_elsewhere(konteks)
    for row in konteks.rows("rencana_aksi"):
        target = angka(row, "target")
        stated = teks(row, "sifat") or elsewhere.get(_key(konteks, row), "")
        sifat = sifat_of(stated, row.satuan)
        for sebaran in periods(row):
            if _readable(target, sebaran) and not yields(sebaran, target, sifat):
                yield _wrong_periods(row, target, sebaran, sifat)._replace(menjelaskan=gema(konteks, row, "target"))
                break


def _readable(target: Nilai, sebaran: Sebaran) -> bool:
    return target.jenis == "angka" and bool(sebaran.sel) and all(each.jenis == "angka" for each in sebaran.sel)


def _stated_elsewhere(konteks: Konteks) -> dict[str, str]:
    """Return the sifat target that Struktur and IKU state, by the kode of a row, or its words where it has none."""
    rows = [row for row in konteks.rows("struktur", "iku") if row.has("sifat")]
    return {_key(konteks, row): stated for row in reversed(rows) if (stated := teks(row, "sifat"))}


def _key(konteks: Konteks, row: Baris) -> str:
    return plain_kode(row.kode) or konteks.words(row.indikator)


def _wrong_periods(row: Baris, target: Nilai, sebaran: Sebaran, sifat: str) -> Kena:
    refs = tuple(each.ref for each in sebaran.sel)
    cumulative = sifat == "jumlah" and looks_cumulative(sebaran, target)
    number = target.nilai or Decimal(0)
    return Kena(
        target.ref,
        {
            "baris": pendek(row.nama),
            "target": f"{format_angka(number)} {row.satuan}".strip(),
            "periode": sebaran.sebutan,
            "daerah": daftar_sel(refs),
            "hasil": format_angka(result(sebaran, sifat)),
            "sifat": sifat or "jumlah",
        },
        row,
        refs,
        format_angka(number),
        varian="kumulatif" if cumulative else "" if sifat in ("", "jumlah") else "sifat",
        tingkat="info" if cumulative else None,
    )


@aturan("RA004", "rencana_aksi")
def target_tanpa_periode(konteks: Konteks) -> Iterator[Kena]:
    """Yield goals and sub kegiatan with a target but no period; programmes and kegiatan once per sheet."""
    empty = [row for row in konteks.rows("rencana_aksi") if _has_target(row) and not _has_period(row)]
    for row in empty:
        if row.jenjang in IKU_LEVELS or row.jenjang == "sub kegiatan":
            yield Kena(_first_period(row), {"baris": pendek(row.nama), "target": alamat(row.ref("target"))}, row)
    for table in konteks.tables("rencana_aksi"):
        others = [row for row in empty if row.table is table and row.jenjang in {"program", "kegiatan"}]
        if others:
            kata = {"banyak": len(others), "baris_baris": ", ".join(str(row.row) for row in others)}
            yield Kena(_first_period(others[0]), kata, varian="program", tingkat="info")


def _has_target(row: Baris) -> bool:
    return has_columns(row) and angka(row, "target").jenis in {"angka", "rentang", "predikat"}


def _has_period(row: Baris) -> bool:
    return bool(months(row).sel or quarters(row).sel)


def _first_period(row: Baris) -> CellRef:
    return row.ref("jan" if row.has("jan") else "triwulan_1")


@aturan("RA005", "rencana_aksi")
def sub_kegiatan_tanpa_anggaran(konteks: Konteks) -> Iterator[Kena]:
    """Yield sub kegiatan without an amount; a typed 0, and amounts given per kegiatan, are told only."""
    for table in _with_column(konteks, "pagu"):
        tree = Susunan([row for row in konteks.rows("rencana_aksi") if row.table is table])
        told: set[int] = set()
        for group in unfunded(konteks, tree):
            row = group[0]
            parent = tree.above(row, "kegiatan")
            if parent and parent.nilai["pagu"].nilai and not _funded_below(tree, parent):
                if id(parent) not in told:
                    told.add(id(parent))
                    yield _amount(parent, "kegiatan")
                continue
            yield _amount(row, "")
        for row in tree.rows:
            if row.jenjang == "sub kegiatan" and row.nilai["pagu"].nilai == 0:
                yield _amount(row, "nol")


def _amount(row: Baris, varian: str) -> Kena:
    kata = {"baris": pendek(row.uraian or row.nama)}
    return Kena(row.ref("pagu"), kata, row, varian=varian, tingkat="info" if varian else None)


def _funded_below(tree: Susunan, parent: Baris) -> bool:
    return any(row.nilai["pagu"].nilai for row in tree.all_below(parent))


def _with_column(konteks: Konteks, field: str) -> list[RawTable]:
    tables = [table for table in konteks.tables("rencana_aksi") if field in table.positions]
    if not tables:
        raise TidakBisaError("kolom", tabel=kind("rencana_aksi").sebutan, kolom=kalimat("RA005", field))
    return tables


@aturan("RA007", "rencana_aksi")
def tanpa_penanggung_jawab(konteks: Konteks) -> Iterator[Kena]:
    """Yield rows that name nobody responsible, where most rows of their level do or nothing above them does."""
    tables = [table for table in _with_column(konteks, "penanggung_jawab") if not _is_remark(konteks, table)]
    if not tables:
        raise TidakBisaError("kolom", tabel=kind("rencana_aksi").sebutan, kolom=kalimat("RA005", "penanggung_jawab"))
    for table in tables:
        rows = [row for row in konteks.rows("rencana_aksi") if row.table is table]
        if rows and not any(map(_responsible, rows)):
            yield Kena(rows[0].ref("penanggung_jawab"), {}, varian="semua")
            continue
        yield from _unnamed(konteks, rows)


def _unnamed(konteks: Konteks, rows: Sequence[Baris]) -> Iterator[Kena]:
    tree = Susunan(rows)
    levels = Counter(row.jenjang for row in rows)
    named = Counter(row.jenjang for row in rows if _responsible(row))
    for group in runs(rows, konteks.office):
        row = group[0]
        if not row.nama or any(map(_responsible, group)):
            continue
        usual = named[row.jenjang] * 2 >= levels[row.jenjang]
        if usual or not any(map(_responsible, _around(tree, row))):
            yield Kena(_asked_in(konteks, row), {"baris": pendek(row.nama)}, row)


def _asked_in(konteks: Konteks, row: Baris) -> CellRef:
    """Return the cell to fill in: on the sheet a formula fetches the person from, where that has the row's kode."""
    own = row.ref("penanggung_jawab")
    if is_fetched(row.table.sheet.cell(own.row, own.column).formula):
        for source in konteks.rows("struktur", "iku"):
            if source.kode.casefold() == row.kode.casefold() and source.has("penanggung_jawab"):
                return source.ref("penanggung_jawab")
    return own


def _around(tree: Susunan, row: Baris) -> Iterator[Baris]:
    """Yield the programme and kegiatan above a row, and every row below it."""
    yield from tree.all_below(row)
    for level in ("program", "kegiatan"):
        if above := tree.above(row, level):
            yield above


def _responsible(row: Baris) -> str:
    text = teks(row, "penanggung_jawab")
    return text if _WORD.search(text) else ""


def _is_remark(konteks: Konteks, table: RawTable) -> bool:
    """Tell whether "Ket" holds remarks: a column of that head that less than half of the rows fill."""
    if header_label(table.titles["penanggung_jawab"])[0] not in _REMARKS:
        return False
    rows = [row for row in konteks.rows("rencana_aksi") if row.table is table]
    return sum(bool(_responsible(row)) for row in rows) * 2 < len(rows)


@aturan("RA008", "rencana_aksi")
def kegiatan_tanpa_sub_kegiatan(konteks: Konteks) -> Iterator[Kena]:
    """Yield kegiatan without a sub kegiatan; once for a table that has none at all."""
    for table in konteks.tables("rencana_aksi"):
        rows = [row for row in konteks.rows("rencana_aksi") if row.table is table]
        kegiatan = [row for row in rows if row.jenjang == "kegiatan"]
        if kegiatan and not any(row.jenjang == "sub kegiatan" for row in rows):
            yield Kena(ref_uraian(kegiatan[0]), {"banyak": len(kegiatan)}, varian="semua")
            continue
        tree = Susunan([row for row in konteks.all_rows("rencana_aksi") if row.table is table])
        for group in runs(kegiatan, konteks.office):
            if not any(tree.below(row) for row in group):
                yield Kena(ref_uraian(group[0]), {"baris": pendek(group[0].uraian)}, group[0])
