"""Turns the rows of a workbook's tables into rows of the master: what each column says goes under its own title."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.angka import read_angka
from lkjip_xl.jenjang import text_of
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.nilai import is_date_format
from lkjip_xl.sel import Tanggal, column_nilai, read_tanggal, tanggal
from lkjip_xl.table import Cell, Kolom, RawTable
from lkjip_xl.template.isi_kolom import KIND, Bidang, field_of
from lkjip_xl.template.isi_struktur import arah_of
from lkjip_xl.template.perbarui import nilai as cell_value
from lkjip_xl.template.rumus_dasar import Nilai as Isi
from lkjip_xl.template.spesifikasi import KolomInduk, TabelInduk

WORD_FIELDS = frozenset({"tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan", "campuran", "uraian", "iku"})
_URAIAN = ("Uraian", "Tujuan dan Sasaran", "Program")
_NUMBERING = frozenset({"no", "kode"})
_RESULTS = frozenset({"capaian", "kategori", "serapan", "efisiensi", "status", "sisa", "mutu", "capaian_akhir"})
_LIMIT = re.compile(r"[<>≤≥]|\bma(?:ks|x)|\bmin", re.IGNORECASE)
_SHARED = _RESULTS | {"pagu", "realisasi_anggaran"}
_BLANK_COUNTS = frozenset({"target", "realisasi"})
_CHANGED = {"target": "Target", "pagu": "Pagu", "anggaran": "Anggaran"}
_NUMERIC = frozenset({"angka", "rp", "persen"})


class BarisMasuk(NamedTuple):
    """A row on its way into the master: what it states, and the results it shows, which the master computes anew."""

    isi: dict[str, Isi]
    hasil: dict[str, Isi]


class Kepala(NamedTuple):
    """How a table's columns go into one of the master: each with its title there; the others have no place."""

    tabel: TabelInduk
    judul: Mapping[int, str]
    tanpa: tuple[Kolom, ...]

    def kolom(self, judul: str) -> KolomInduk:
        """Return the master's column of a title."""
        return self.tabel.kolom[self.tabel.letak(judul)]


def read_head(tabel: TabelInduk, table: RawTable, tahun: int) -> Kepala:
    """Settle where a table's columns go; numbering is made anew, and of two columns for one title the first goes."""
    titles = _titles(tabel, KIND[tabel.nama])
    placed: dict[int, str] = {}
    left: list[Kolom] = []
    for kolom in table.columns:
        judul = _title(tabel, titles, table, kolom, tahun)
        is_word = kolom.field in WORD_FIELDS and table.kind != "struktur"
        if kolom.field in _NUMBERING and judul is None:
            continue
        if judul is None or (judul in placed.values() and not is_word):
            left.append(kolom)
        else:
            placed[kolom.column] = judul
    return Kepala(tabel, placed, (*left, *table.unknown))


def _titles(tabel: TabelInduk, jenis: str) -> dict[Bidang, str]:
    """Return the master's title of each field; of several titles for one field the one that is typed in."""
    typed_last = sorted(tabel.kolom, key=lambda kolom: not kolom.dihitung)
    found = ((field_of(jenis, kolom.judul), kolom.judul) for kolom in typed_last)
    return {field: judul for field, judul in found if field is not None}


def _title(tabel: TabelInduk, titles: Mapping[Bidang, str], table: RawTable, kolom: Kolom, tahun: int) -> str | None:
    own = {each.judul for each in tabel.kolom}
    if kolom.field in WORD_FIELDS and table.kind != "struktur":
        return next((judul for judul in _URAIAN if judul in own), None)
    if changed := _changed(own, table, kolom):
        return changed
    if (kolom.field, kolom.tahun) in titles:
        return titles[kolom.field, kolom.tahun]
    same_year = kolom.tahun in (None, tahun) and table.positions.get(kolom.field) == kolom.column
    return titles.get((kolom.field, None)) if same_year else None


def _changed(own: set[str], table: RawTable, kolom: Kolom) -> str | None:
    """Return the title of a target or pagu where the master keeps two: before the change of the budget, and after."""
    before = kolom.field.endswith("_murni")
    after = "perubahan" in f"{table.sheet.name} {kolom.judul}".lower() or f"{kolom.field}_murni" in table.positions
    word = "Murni" if before or not after else "Perubahan"
    start = _CHANGED.get(kolom.field.removesuffix("_murni"), "")
    both = [f"{each} {word}" for each in (start, "Anggaran" if start == "Pagu" else "")]
    if kolom.field == "realisasi_anggaran" and "Jumlah Realisasi" in own:
        return "Realisasi"
    return next((judul for judul in both if judul in own), None)


def read_row(kepala: Kepala, baris: Baris) -> BarisMasuk:
    """Return what a row says under the master's titles; a row that stands off its heads goes cell by cell."""
    row = BarisMasuk({}, {})
    whole = baris.keadaan == "utuh"
    for kolom in sorted(baris.table.columns, key=lambda each: each.column):
        judul = kepala.judul.get(kolom.column)
        if judul is None or kolom.field in _NUMBERING:
            continue
        column = kepala.kolom(judul)
        if _is_shared(baris, kolom) and kolom.field in _SHARED:
            if kolom.field not in _RESULTS and column.dihitung:
                row.isi[judul] = ""
            continue
        value = _stated(baris, kolom, column) if whole else _as_it_stands(baris, kolom, column)
        if value is None:
            continue
        is_result = whole and column.dihitung and _is_result(kolom.field)
        (row.hasil if is_result else row.isi)[judul] = value
    return row


def _is_result(field: str) -> bool:
    return field in _RESULTS


def shares_budget(baris: Baris) -> bool:
    """Tell whether a row's budget is merged with that of the row above."""
    return any(_is_shared(baris, kolom) for kolom in baris.table.columns if kolom.field == "pagu")


def _is_shared(baris: Baris, kolom: Kolom) -> bool:
    """Tell whether a cell is merged with the one above: a budget several indicators share stands in the first row."""
    area = baris.table.sheet.anchors.get((baris.row, kolom.column))
    return area is not None and area.row < baris.row


def _stated(baris: Baris, kolom: Kolom, column: KolomInduk) -> Isi | None:
    """Return what a cell states, None where it says nothing; a missing target or realisasi says it is missing."""
    if kolom.field in WORD_FIELDS and baris.table.kind != "struktur":
        return baris.uraian or None
    words = {"indikator": baris.indikator, "satuan": baris.satuan, "jenjang": _stated_level(baris, kolom)}
    if kolom.field in words:
        return words[kolom.field] or None
    if kolom.field == "arah":
        return arah_of(baris) or None
    if column.jenis in _NUMERIC:
        read = baris.nilai.get(kolom.field) if baris.table.positions.get(kolom.field) == kolom.column else None
        value = number(read or column_nilai(baris.table, baris.row, kolom, baris.satuan))
        return value if value != "" or kolom.field in _BLANK_COUNTS else None
    if column.jenis == "tanggal":
        return _day(tanggal(baris, kolom.field)) or cell_text(baris.table.sheet.shown(baris.row, kolom.column)) or None
    return support_value(baris.table, baris.row, kolom, column) or None


def _stated_level(baris: Baris, kolom: Kolom) -> str:
    """Return a level the row's own cell states."""
    return baris.jenjang if text_of(baris.table.sheet.shown(baris.row, kolom.column)) else ""


def number(read: Nilai) -> Isi:
    """Return a read number as typed; words and limits ("≤ 5") stay as they stand, what is not measured is nothing."""
    if read.jenis == "angka" and not read.numerik and _LIMIT.search(read.teks):
        return read.teks
    if read.jenis == "angka" and read.nilai is not None:
        return read.nilai if not read.desimal or read.numerik else read.nilai.quantize(Decimal(1).scaleb(-read.desimal))
    return "" if read.jenis in {"belum diukur", "rumus tanpa nilai", "galat"} else read.teks


def _as_it_stands(baris: Baris, kolom: Kolom, column: KolomInduk) -> Isi | None:
    """Return a cell of a broken row as it stands, numbers typed as text read as such; a blank blanks a formula."""
    if kolom.field in WORD_FIELDS:
        return baris.uraian or None
    cell = baris.table.sheet.cell(baris.row, kolom.column)
    value = cell_value(cell, column)
    read = read_angka(value) if isinstance(value, str) else None
    if read and read.jenis == "angka" and read.nilai is not None and not read.kata:
        return read.nilai
    return value if value != "" or column.dihitung else None


def support_value(table: RawTable, row: int, kolom: Kolom, column: KolomInduk) -> Isi:
    """Return what a cell of any table says: words as a reader sees them, a merge over them included."""
    cell = table.sheet.shown(row, kolom.column) if column.jenis not in _NUMERIC else table.sheet.cell(row, kolom.column)
    if column.jenis in _NUMERIC:
        return number(column_nilai(table, row, kolom, ""))
    if column.jenis == "tanggal" and isinstance(cell.value, str):
        return _day(read_tanggal(cell.value)) or cell.value
    return cell_value(cell, column)


def _day(found: Tanggal | None) -> Isi:
    return found.pertama if found and found.hari else ""


def cell_text(cell: Cell) -> str:
    """Return a cell's words, "" of a number."""
    return text_of(cell) if not is_date_format(cell.number_format) else ""


def support_rows(kepala: Kepala, table: RawTable) -> Iterator[BarisMasuk]:
    """Yield the rows of a table without codes, cell by cell."""
    for at in table.rows:
        row = BarisMasuk({}, {})
        for kolom in table.columns:
            if (judul := kepala.judul.get(kolom.column)) is None:
                continue
            column = kepala.kolom(judul)
            value = support_value(table, at, kolom, column)
            if value != "":
                (row.hasil if column.dihitung else row.isi)[judul] = value
        if row.isi:
            yield row


def skipped_words(kepala: Kepala, rows: Sequence[Baris], known: Iterable[str]) -> Iterator[tuple[Kolom, int]]:
    """Yield the columns of words above a row's own level that nothing carries, and how many cells."""
    carried = {row.uraian for row in rows} | set(known)
    for kolom in rows[0].table.columns if rows else ():
        if kolom.field not in WORD_FIELDS or kolom.column not in kepala.judul:
            continue
        texts = (text_of(row.table.cell(row.row, kolom.field)) for row in rows)
        lost = [text for text in texts if text and not any(text.endswith(each) for each in carried if each)]
        if lost:
            yield kolom, len(lost)
