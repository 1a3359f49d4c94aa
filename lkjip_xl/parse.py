"""Turns the tables found in a workbook into records; a bad cell is recorded as such, never an exception."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lkjip_xl.angka import read_angka
from lkjip_xl.identitas import find_office, find_year
from lkjip_xl.kata import kunci
from lkjip_xl.kepala import Found
from lkjip_xl.model import JENJANG, Baris, DokumenKinerja, Keadaan, Nilai
from lkjip_xl.nilai import read_nilai
from lkjip_xl.table import Cell, RawTable, Sheet

_RECORD_KINDS = (
    "iku", "renja", "pk", "pk_program", "rencana_aksi", "capaian_iku", "realisasi", "program_pendukung",
    "anggaran", "efisiensi", "efisiensi_iku", "renstra", "riwayat",
)  # fmt: skip
NUMBERS = ("target", "realisasi", "capaian", "pagu", "realisasi_anggaran", "serapan", "efisiensi")
_MONEY = frozenset({"pagu", "realisasi_anggaran"})
_RATIOS = frozenset({"capaian", "serapan", "efisiensi"})
_LABELS = ("kategori", "status")
_LEVEL_FIELDS = (
    ("tujuan", "tujuan"), ("sasaran", "sasaran"), ("iku", "iku"), ("program", "program"), ("campuran", ""),
    ("uraian", ""), ("kegiatan", "kegiatan"), ("sub_kegiatan", "sub kegiatan"),
)  # fmt: skip
_IKU_ONLY = frozenset({"capaian_iku", "efisiensi_iku", "renstra", "riwayat"})
_SUB_NUMBER = re.compile(r"[\dIVX]+\s*[.]\s*\d+\.?", re.IGNORECASE)
_PERCENT_UNITS = frozenset({"", "%", "persen", "persentase"})
_OPENING = re.compile(r"\s*(sub\s*kegiatan|kegiatan|program)\b", re.IGNORECASE)


def parse(found: Found, sheets: Sequence[Sheet], berkas: str) -> DokumenKinerja:
    """Read every table's rows into records and name the office and the year, None where nothing tells them."""
    office = find_office(sheets)
    tables = [table for table in found.tables if table.kind in _RECORD_KINDS]
    rows = {id(table): tuple(_rows(table)) for table in tables}
    levels = _known_levels([baris for each in rows.values() for baris in each], office or "")
    by_kind: dict[str, tuple[Baris, ...]] = {}
    for table in tables:
        settled = tuple(_with_level(baris, levels, office or "") for baris in rows[id(table)])
        by_kind[table.kind] = by_kind.get(table.kind, ()) + settled
    return DokumenKinerja(berkas, office, find_year(sheets), found.tables, found.unclear, by_kind)


def text_of(cell: Cell | None) -> str:
    """Return what a cell says as words on one line; numbers and errors are no words."""
    return " ".join(cell.value.split()) if cell and isinstance(cell.value, str) and cell.kind == "teks" else ""


def _shown_text(table: RawTable, row: int, field: str) -> str:
    column = table.positions.get(field)
    return "" if column is None else text_of(table.sheet.shown(row, column))


def _rows(table: RawTable) -> Iterator[Baris]:
    level, uraian = ("iku" if table.kind in _IKU_ONLY else ""), ""
    for row in sorted((*table.rows, *table.total_rows)):
        if row in table.total_rows:
            yield _record(table, row, "jumlah", _total_label(table, row))
            continue
        own = _own_level(table, row)
        if own:
            level, uraian = ("iku", own[1]) if table.kind in _IKU_ONLY else own
        record = _record(table, row, level, uraian)
        if record.indikator or record.nilai or own:
            yield record


def _total_label(table: RawTable, row: int) -> str:
    cells = (table.sheet.cell(row, kolom.column) for kolom in table.columns)
    return next((text for cell in cells if (text := text_of(cell))), "")


def _own_level(table: RawTable, row: int) -> tuple[str, str] | None:
    """Return level and words of the deepest text column a row fills itself, or else of the one merged over it."""
    for merged in (False, True):
        for field, level in reversed(_LEVEL_FIELDS):
            if text := _shown_text(table, row, field) if merged else text_of(table.cell(row, field)):
                return _stated_level(table, row, field, level), text
    return None


def _stated_level(table: RawTable, row: int, field: str, level: str) -> str:
    stated = " ".join(_shown_text(table, row, "jenjang").lower().replace("-", " ").split())
    if stated in JENJANG:
        return stated
    if field == "sasaran" and "tujuan" not in table.positions and "tujuan" in _heading(table, "sasaran"):
        return "sasaran" if _is_sub_number(table, row) else "tujuan"
    return level


def _heading(table: RawTable, field: str) -> str:
    return next(kolom.judul.lower() for kolom in table.columns if kolom.field == field)


def _is_sub_number(table: RawTable, row: int) -> bool:
    """Tell whether a combined "Tujuan dan Sasaran" row is a sasaran: its number has a second part, or there is none."""
    cell = table.cell(row, "no")
    number = str(cell.value) if cell and cell.value is not None else ""
    return not number or bool(_SUB_NUMBER.fullmatch(number.strip()))


def _record(table: RawTable, row: int, level: str, uraian: str) -> Baris:
    satuan = text_of(table.cell(row, "satuan")) or _numeric_text(table.cell(row, "satuan"))
    nilai = {field: _nilai(table, row, field, satuan) for field in NUMBERS if field in table.positions}
    return Baris(
        table=table,
        row=row,
        jenjang="rata-rata" if level == "jumlah" and uraian.lower().startswith(("rata", "nilai rata")) else level,
        uraian=uraian,
        indikator=_shown_text(table, row, "indikator")
        or (uraian if level == "iku" and "iku" in table.positions else ""),
        satuan=satuan,
        kode=text_of(table.cell(row, "kode")),
        arah=_shown_text(table, row, "arah").lower(),
        keadaan=_condition(table, row, satuan, nilai),
        nilai=nilai,
        teks={field: text_of(table.cell(row, field)) for field in _LABELS if field in table.positions},
    )


def _numeric_text(cell: Cell | None) -> str:
    return str(cell.value) if cell and cell.kind == "angka" else ""


def _nilai(table: RawTable, row: int, field: str, satuan: str) -> Nilai:
    percent = field in _RATIOS or satuan.lower() in _PERCENT_UNITS or "%" in _heading(table, field)
    column = table.positions[field]
    area = table.sheet.anchors.get((row, column))
    shares = area is not None and area.last_row > area.row
    cell = table.sheet.shown(row, column) if shares and field not in _RATIOS else table.sheet.cell(row, column)
    ref = table.ref(row, field)._replace(row=cell.row, column=cell.column)
    return read_nilai(ref, cell, percent_allowed=percent, dash_is_zero=field in _MONEY and bool(table.total_rows))


def _is_bare_number(text: str) -> bool:
    read = read_angka(text)
    return read.jenis == "angka" and not read.kata


def _condition(table: RawTable, row: int, satuan: str, nilai: Mapping[str, Nilai]) -> Keadaan:
    """Tell whether a row's values stand under their headers: a number is no unit, and no kategori either."""
    target, kategori = nilai.get("target"), table.cell(row, "kategori")
    if satuan and _is_bare_number(satuan):
        return "tertukar" if target is not None and target.jenis == "teks" else "bergeser"
    number_as_label = text_of(kategori) or _numeric_text(kategori)
    return "bergeser" if number_as_label and _is_bare_number(number_as_label) else "utuh"


def _known_levels(rows: Sequence[Baris], office: str) -> dict[str, str]:
    """Return the level of every wording that some table states outright."""
    levels: dict[str, str] = {}
    for baris in rows:
        if baris.jenjang in JENJANG and baris.uraian:
            levels.setdefault(kunci(baris.uraian, office), baris.jenjang)
    return levels


def _with_level(baris: Baris, levels: Mapping[str, str], office: str) -> Baris:
    """Settle the level of a row whose column holds several: by its first word, or by the other tables."""
    if baris.jenjang or not baris.uraian:
        return baris
    opening = _OPENING.match(baris.uraian)
    if opening:
        return replace(baris, jenjang=" ".join(opening[1].lower().replace("subkegiatan", "sub kegiatan").split()))
    return replace(baris, jenjang=levels.get(kunci(baris.uraian, office), ""))
