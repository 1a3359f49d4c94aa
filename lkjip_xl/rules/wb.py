"""WB004–WB006 and WB011–WB013: what stands in single cells; rows and tables are next door."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from lkjip_xl.arah import TANPA_ARAH
from lkjip_xl.baris import LABELS
from lkjip_xl.hitungan import TidakDihitung
from lkjip_xl.jenjang import text_of
from lkjip_xl.keadaan import is_unit
from lkjip_xl.kepala import is_own_sheet
from lkjip_xl.ketentuan import label_words
from lkjip_xl.model import Baris
from lkjip_xl.rules import wb_baris, wb_tabel
from lkjip_xl.rules.dasar import Kena, aturan, aturan_lanjutan
from lkjip_xl.rules.gema import mengambil, sel_ketikan
from lkjip_xl.rules.isian import (
    PERIODS,
    SelAngka,
    by_table,
    cells,
    figures,
    is_figure,
    is_result,
    read_columns,
    title,
)
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.rules.predikat import PREDIKAT, predikat
from lkjip_xl.rules.ungkapan import daftar_sel, pendek
from lkjip_xl.table import Cell, CellRef, Kolom, RawTable, Sheet
from lkjip_xl.temuan import Temuan

__all__ = ["wb_baris", "wb_tabel"]

_ERRORS = {"#REF!": "ref", "#DIV/0!": "bagi", "#N/A": "na", "#VALUE!": "value", "#NAME?": "name"}
_MARKS = re.compile(r"[^\w\s]{1,2}|[xXvVoO]{1,2}")
_DIGIT = re.compile(r"\d")
_UNMEASURED = re.compile(
    r"(?:belum|tidak ada|tdk ada|nihil|kosong|(?:masih )?dalam proses|proses|menunggu|s\.?d\.?a\.?|idem)\b.*",
    re.IGNORECASE,
)
_LABELLED_UNITS = re.compile(r"predikat|opini|kategori|level|peringkat|status|kualifikasi|klasifikasi", re.IGNORECASE)
_MEASURED = frozenset({"target", "realisasi"})
_GREAT = re.compile(r"\d\s*(?:triliun|trilyun|miliar|milyar|juta|ribu)\b", re.IGNORECASE)
_MONEY = ("pagu", "realisasi_anggaran", "sisa")
_PLAIN = re.compile(
    r"['`]?\s*(?:rp\.?|idr)?\s*[-−–(]?\s*(?:rp\.?\s*)?\d(?:[\d.,]*\d)?\s*\)?\s*(?:,-{1,2})?\s*(?P<sisa>.*)",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_OTHER_BOOK = re.compile(r"'[^'\[]*\[(?P<a>[^\[\]]+)\][^'\[\]]*'!|(?<![\w\]\]])\[(?P<b>[^\[\]@#]+)\][\w.]*!")
_FOLLOWING = {
    "capaian": ("kategori", "efisiensi", "status"), "serapan": ("efisiensi", "status"), "efisiensi": ("status",),
}  # fmt: skip
"""What cannot be computed either where a figure cannot."""
_LEAST_FORMULAS = 3
_MAJORITY = 2


@aturan("WB004")
def sel_berisi_galat_excel(konteks: Konteks) -> Iterator[Kena]:
    """Yield rows with an Excel error in a cell that is read; a sum of cells in error only passes it on."""
    for table, rows in by_table(konteks):
        broken: set[int] = set()
        for row in rows:
            found = [(kolom, cell) for kolom, cell in cells(table, row.row) if cell.kind == "galat"]
            if row.row in table.total_rows:
                found = [(kolom, cell) for kolom, cell in found if kolom.column not in broken]
            broken.update(kolom.column for kolom, _ in found)
            if found:
                yield _error(row, sorted(found, key=lambda each: is_result(table, each[0].field)))


def _error(row: Baris, found: list[tuple[Kolom, Cell]]) -> Kena:
    kolom, cell = found[0]
    refs = [CellRef(row.table.sheet.name, each.row, each.column) for _, each in found]
    words = {"kolom": title(kolom), "baris": pendek(row.nama) or f"Baris {row.row}"}
    return Kena(refs[0], words, row, tuple(refs[1:]), str(cell.value), varian=_ERRORS.get(str(cell.value), ""))


@aturan("WB005")
def angka_tidak_terbaca(konteks: Konteks) -> Iterator[Kena]:
    """Yield cells where a number belongs that hold words, a date, or digits with two readings."""
    for each in _not_fetched(konteks, [each for each in figures(konteks) if _is_unreadable(konteks, each)]):
        varian = {"ambigu": "ambigu", "tanggal": "tanggal"}.get(each.nilai.jenis, "")
        words = {"kolom": title(each.kolom), "baris": pendek(each.baris.nama) or f"Baris {each.baris.row}"}
        ref = sel_ketikan(each.baris, each.nilai)
        yield Kena(ref, words, each.baris, (), pendek(each.nilai.teks), varian=varian, menjelaskan=(each.ref,))


def _not_fetched(konteks: Konteks, found: list[SelAngka]) -> list[SelAngka]:
    """Leave out cells that a formula fills with what is typed in another table: there it is told."""
    if not any(mengambil(each.nilai) for each in found):
        return found
    typed = {text_of(cell) for table in konteks.dokumen.tables for cell in _typed(table)}
    return [each for each in found if not mengambil(each.nilai) or each.nilai.teks not in typed]


def _typed(table: RawTable) -> Iterator[Cell]:
    for row in table.rows:
        yield from (cell for _, cell in cells(table, row) if cell.formula is None and cell.kind == "teks")


def _is_unreadable(konteks: Konteks, each: SelAngka) -> bool:
    jenis, text = each.nilai.jenis, each.nilai.teks
    if jenis != "teks":
        return jenis in {"ambigu", "tanggal"}
    if each.kolom.field in PERIODS and _MARKS.fullmatch(text):
        return False
    if each.kolom.field in _MEASURED and _GREAT.search(text):
        return False
    if _DIGIT.search(text) or each.kolom.field.startswith(_MONEY):
        return not _UNMEASURED.fullmatch(text)
    if _UNMEASURED.fullmatch(text) or _LABELLED_UNITS.search(each.baris.satuan):
        return False
    return predikat(each.nilai) is None and not label_words(text) <= PREDIKAT | konteks.ketentuan.kata_sebutan


@aturan("WB006")
def angka_tersimpan_sebagai_teks(konteks: Konteks) -> Iterator[Kena]:
    """Yield columns with numbers that Excel takes for text, one finding per column."""
    columns: dict[tuple[int, int], list[SelAngka]] = {}
    for each in _not_fetched(konteks, [each for each in figures(konteks) if _is_number_as_text(each)]):
        columns.setdefault((id(each.baris.table), each.kolom.column), []).append(each)
    for column in columns.values():
        refs = [each.ref for each in column]
        words = {"kolom": title(column[0].kolom), "jumlah": len(column), "daftar": daftar_sel(refs)}
        varian = "" if len(column) == 1 else "banyak"
        yield Kena(refs[0], words, column[0].baris, tuple(refs[1:]), column[0].nilai.teks, varian=varian)


def _is_number_as_text(each: SelAngka) -> bool:
    """Tell whether a cell holds a number and nothing else but its unit, and yet is text.

    "B (67,75)", "≥ 80" and "Level 3" say more than their number. Where a table has no column Satuan the unit
    has no other place.
    """
    nilai, table = each.nilai, each.baris.table
    match = _PLAIN.fullmatch(nilai.teks)
    if nilai.jenis != "angka" or nilai.numerik or match is None:
        return False
    if each.kolom.field in PERIODS and _THOUSANDS.fullmatch(nilai.teks):
        return False
    rest = match["sisa"].strip(" .")
    if rest == "%" and "satuan" not in table.positions and each.kolom.field in _MEASURED:
        return False
    return rest in {"", "%"} or ("satuan" in table.positions and is_unit(rest))


@aturan("WB011")
def rumus_tanpa_nilai(konteks: Konteks) -> Iterator[Kena]:
    """Yield columns with formulas that were never calculated, one finding per column."""
    for table, rows in by_table(konteks):
        for kolom in read_columns(table):
            column = [(row, table.sheet.cells.get((row.row, kolom.column))) for row in rows]
            empty = [(row, cell) for row, cell in column if cell and cell.formula is not None and cell.value is None]
            if empty:
                refs = [CellRef(table.sheet.name, cell.row, cell.column) for _, cell in empty]
                words = {"kolom": title(kolom), "jumlah": len(refs), "daftar": daftar_sel(refs)}
                yield Kena(refs[0], words, empty[0][0], tuple(refs[1:]), menjelaskan=tuple(refs))


@aturan_lanjutan("WB012")
def rumus_ditimpa(konteks: Konteks, temuan: Sequence[Temuan]) -> Iterator[Kena]:
    """Yield columns of formulas in which some cells were typed over, one finding per column.

    A cell of which another rule says that its value is wrong needs no second finding: its formula mends both. Nor
    does one that no formula can give before another cell of its row is mended.
    """
    told = {each.ref for each in temuan}
    told |= {ref for each in konteks.hitungan.tidak_dihitung for ref in _waiting(each, told)}
    for table, rows in by_table(konteks):
        plain = [row for row in rows if row.row not in table.total_rows and row.keadaan == "utuh"]
        for kolom in table.columns:
            typed, formulas = _typed_over(table, kolom, plain)
            few = len(formulas) > _MAJORITY * len(typed)
            left = [(row, cell) for row, cell in typed if CellRef(table.sheet.name, cell.row, cell.column) not in told]
            if few and left:
                yield _overtyped(table, kolom, left, formulas)


def _waiting(left: TidakDihitung, told: set[CellRef]) -> Iterator[CellRef]:
    """Yield the results of a row that cannot be computed: for a cell another rule tells of, or for want of an arah."""
    if left.alasan in TANPA_ARAH or (left.penyebab and left.penyebab.ref in told):
        fields = (left.field, *_FOLLOWING[left.field])
        yield from (left.baris.ref(field) for field in fields if left.baris.has(field))


_Held = list[tuple[Baris, Cell]]


def _typed_over(table: RawTable, kolom: Kolom, rows: list[Baris]) -> tuple[_Held, _Held]:
    """Return the typed cells and the formulas of a column that is computed: a result, or one Excel fills itself.

    Of a column with hardly a formula no cell counts as typed over.
    """
    held = [(row, cell) for row in rows if (cell := table.sheet.cells.get((row.row, kolom.column)))]
    computed = is_result(table, kolom.field)
    formulas = [(row, cell) for row, cell in held if cell.formula is not None and (computed or cell.fills_column)]
    if len(formulas) < _LEAST_FORMULAS:
        return [], formulas
    typed = [(row, cell) for row, cell in held if cell.formula is None and _says_something(kolom, cell)]
    return typed, formulas


def _says_something(kolom: Kolom, cell: Cell) -> bool:
    """Tell whether a cell holds a value of its column; a dash or "belum dinilai" in place of one does not."""
    text = text_of(cell)
    if cell.is_blank or _UNMEASURED.fullmatch(text) or (text and _MARKS.fullmatch(text)):
        return False
    return cell.kind == "angka" or not is_figure(kolom.field) or kolom.field in LABELS or bool(_DIGIT.search(text))


def _overtyped(table: RawTable, kolom: Kolom, typed: _Held, formulas: _Held) -> Kena:
    refs = [CellRef(table.sheet.name, cell.row, cell.column) for _, cell in typed]
    example = CellRef(table.sheet.name, formulas[0][1].row, formulas[0][1].column)
    words = {"kolom": title(kolom), "jumlah": len(refs), "daftar": daftar_sel(refs), "contoh": example.a1}
    return Kena(refs[0], words, typed[0][0], tuple(refs[1:]))


@aturan("WB013")
def tautan_ke_berkas_lain(konteks: Konteks) -> Iterator[Kena]:
    """Yield formulas that refer to another workbook, one finding per sheet and workbook."""
    for sheet in konteks.sheets:
        if not is_own_sheet(sheet):
            linked: dict[str, list[CellRef]] = {}
            for name, ref in _links(sheet, sheet.cells.values()):
                linked.setdefault(name, []).append(ref)
            for name, refs in linked.items():
                words = {"berkas": name, "jumlah": len(refs), "daftar": daftar_sel(refs)}
                yield Kena(refs[0], words, None, tuple(refs[1:]), varian="nomor" if name.isdecimal() else "")


def _links(sheet: Sheet, held: Iterable[Cell]) -> Iterator[tuple[str, CellRef]]:
    linked = [(cell, name) for cell in held if cell.formula and (name := _other_book(cell.formula))]
    for cell, name in sorted(linked, key=lambda each: each[0][:2]):
        yield name, CellRef(sheet.name, cell.row, cell.column)


@lru_cache(maxsize=4096)
def _other_book(formula: str) -> str:
    match = _OTHER_BOOK.search(formula)
    return (match["a"] or match["b"]) if match else ""
