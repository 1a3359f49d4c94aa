"""Turns the tables found in a workbook into records; a bad cell is recorded as such, never an exception."""

import re
from collections.abc import Iterator, Sequence

from lkjip_xl.angka import read_angka
from lkjip_xl.baris import FIGURES, LABELS, plain_label
from lkjip_xl.identitas import find_office, find_year
from lkjip_xl.jenjang import (
    IKU_ONLY,
    Kedudukan,
    iku_level,
    join_kode,
    known_levels,
    own_level,
    section_text,
    shown_text,
    text_of,
    with_levels,
)
from lkjip_xl.keadaan import condition
from lkjip_xl.kepala import Found, is_own_sheet
from lkjip_xl.layout import header_label, kind
from lkjip_xl.model import Baris, DokumenKinerja
from lkjip_xl.sel import column_nilai
from lkjip_xl.table import Cell, RawTable, Sheet

NUMBERS = ("target", "realisasi", "capaian", "pagu", "realisasi_anggaran", "serapan", "efisiensi")
_MEANS = frozenset({"rata", "rata2", "rerata"})
_LABELS = ("kategori", "status")
_DASHED = re.compile(r"[-–—•]\s*\w")
_BESIDE = frozenset({"", "formula", "definisi", "sumber_data", "penanggung_jawab", "keterangan"})


def parse(found: Found, sheets: Sequence[Sheet], berkas: str) -> DokumenKinerja:
    """Read every table's rows into records and name the office and the year, None where nothing tells them."""
    data = [sheet for sheet in sheets if not is_own_sheet(sheet)]
    office, year = find_office(data, found.tables, berkas), find_year(data, found.tables, berkas)
    all_tables = tuple(_of_year(table, year) for table in found.tables)
    tables = _current(all_tables)
    rows = {id(table): tuple(_plain_rows(table) if kind(table.kind).uraian else _rows(table)) for table in tables}
    levels = known_levels([baris for each in rows.values() for baris in each], office or "")
    by_kind: dict[str, tuple[Baris, ...]] = {}
    for table in tables:
        settled = tuple(with_levels(rows[id(table)], levels, office or ""))
        by_kind[table.kind] = by_kind.get(table.kind, ()) + settled
    return DokumenKinerja(berkas, office, year, all_tables, found.unclear, by_kind)


def _of_year(table: RawTable, year: int | None) -> RawTable:
    """Return the table with the report's year where a field's column is one of several, "Target 2021" to "2026"."""
    others = {header_label(kolom.judul)[0]: kolom for kolom in table.unknown if year and kolom.tahun == year}
    swaps = {
        kolom: other._replace(field=kolom.field)
        for kolom in table.columns
        if kolom.tahun not in (None, year) and (other := others.get(header_label(kolom.judul)[0]))
    }
    if not swaps:
        return table
    gone = {kolom.column for kolom in swaps.values()}
    unknown = [kolom for kolom in table.unknown if kolom.column not in gone]
    unknown += [kolom._replace(field="") for kolom in swaps]
    return table._replace(
        columns=tuple(swaps.get(kolom, kolom) for kolom in table.columns),
        unknown=tuple(sorted(unknown, key=lambda kolom: kolom.column)),
    )


def _current(tables: Sequence[RawTable]) -> list[RawTable]:
    """Leave out what a hidden sheet keeps of a table that also stands on a visible one: an older copy."""
    visible = {table.kind for table in tables if not table.sheet.hidden}
    return [table for table in tables if not table.sheet.hidden or table.kind not in visible]


def _rows(table: RawTable) -> Iterator[Baris]:
    """Yield the records of a table; among key indicators, a row without one only says what the next stand under."""
    level, uraian = (iku_level(table) if table.kind in IKU_ONLY else ""), ""
    for row in sorted((*table.rows, *table.total_rows)):
        if row in table.total_rows:
            yield _record(table, row, "jumlah", _total_label(table, row), "")
            continue
        if not _says_something(table, row) or row in table.once(_details):
            continue
        kode = _kode(table, row)
        section = section_text(table, row)
        own = Kedudukan("", section, "") if section else own_level(table, row, kode)
        if own:
            level, uraian = level if table.kind in IKU_ONLY else own.jenjang, own.uraian
        record = _record(table, row, level, uraian, kode or (own.kode if own else ""))
        if table.kind not in IKU_ONLY:
            yield record._replace(indikator="") if section else record
        elif not section and (record.indikator or _has_figures(record)):
            yield record


def _plain_rows(table: RawTable) -> Iterator[Baris]:
    """Yield the rows of a table that has no levels: named by one column, the rest read when asked (``sel``)."""
    name = kind(table.kind).uraian
    for row in sorted((*table.rows, *table.total_rows)):
        is_total = row in table.total_rows
        uraian = shown_text(table, row, name) or (_total_label(table, row) if is_total else "")
        level = "" if not is_total else "rata-rata" if _is_average(uraian) else "jumlah"
        yield Baris(
            table, row, level, uraian, shown_text(table, row, "indikator"), "", _kode(table, row), "", "utuh", {}, {}
        )


def _has_figures(record: Baris) -> bool:
    return any(each.jenis != "belum diukur" for each in record.nilai.values())


def _says_something(table: RawTable, row: int) -> bool:
    """Tell whether a row fills more than remarks: a second line of a formula under a merged indicator is no row."""
    return any(table.fields.get(cell.column, "") not in _BESIDE for cell in table.sheet.rows[row] if not cell.is_blank)


def _details(table: RawTable) -> frozenset[int]:
    """Return the rows "- Jumlah ..." below an indicator that only say what its realisasi is computed from.

    They have neither number nor target; where any row with a dash has one, all are indicators.
    """
    if not {"no", "indikator", "target", "realisasi"} <= table.positions.keys():
        return frozenset()
    dashed = [row for row in table.rows if _DASHED.match(text_of(table.cell(row, "indikator")))]
    if any(_is_given(table, row, field) for row in dashed for field in ("no", "target", "capaian")):
        return frozenset()
    found: set[int] = set()
    above = 0
    for row in table.rows:
        belongs = above in found or _is_given(table, above, "target")
        if row in dashed and belongs and (_is_given(table, row, "satuan") or _is_given(table, row, "realisasi")):
            found.add(row)
        above = row
    return frozenset(found)


def _is_given(table: RawTable, row: int, field: str) -> bool:
    column = table.positions.get(field)
    return column is not None and not table.sheet.shown(row, column).is_blank


def _total_label(table: RawTable, row: int) -> str:
    named = (kolom for kolom in table.columns if kolom.field not in LABELS | FIGURES)
    cells = (table.sheet.cell(row, kolom.column) for kolom in named)
    return next((text for cell in cells if (text := text_of(cell))), "")


def _kode(table: RawTable, row: int) -> str:
    """Return what stands under "Kode", joined where that head is merged over several columns."""
    if "kode" not in table.positions:
        return ""
    title = table.titles["kode"]
    twins = [kolom.column for kolom in (*table.columns, *table.unknown) if kolom.judul.lower() == title]
    parts = [table.sheet.cell(row, column) for column in sorted(twins)]
    texts = [text_of(cell) or _numeric_text(cell) for cell in parts]
    return join_kode(texts) if len(twins) > 1 else texts[0]


def _record(table: RawTable, row: int, level: str, uraian: str, kode: str) -> Baris:
    satuan = text_of(table.cell(row, "satuan")) or _numeric_text(table.cell(row, "satuan"))
    columns = table.by_field
    nilai = {field: column_nilai(table, row, columns[field], satuan) for field in NUMBERS if field in columns}
    total = level == "jumlah"
    return Baris(
        table=table,
        row=row,
        jenjang="rata-rata" if total and _is_average(uraian) else level,
        uraian=uraian,
        indikator=shown_text(table, row, "indikator")
        or (uraian if level == "iku" and "iku" in table.positions else ""),
        satuan=satuan,
        kode=kode,
        arah=_arah(table, row),
        keadaan="utuh" if total else condition(table, row, satuan, nilai),
        nilai=nilai,
        teks={field: text_of(table.cell(row, field)) for field in _LABELS if field in table.positions},
    )


def _arah(table: RawTable, row: int) -> str:
    """Return what stands under Arah, signs such as "↓" included; a lone dash says nothing."""
    column = table.positions.get("arah")
    text = "" if column is None else text_of(table.sheet.shown(row, column))
    return "" if read_angka(text).jenis == "belum diukur" else text


def _is_average(label: str) -> bool:
    words = plain_label(label).replace("-", " ").split()
    return not _MEANS.isdisjoint(words)


def _numeric_text(cell: Cell | None) -> str:
    if cell is None or cell.kind != "angka":
        return ""
    width = len(cell.number_format) if set(cell.number_format) == {"0"} else 0
    return str(cell.value).zfill(width)
