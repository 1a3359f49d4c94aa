"""WB007–WB010 and WB014: rows that are incomplete, shifted, written twice, or hidden."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lkjip_xl.jenjang import text_of
from lkjip_xl.kepala import is_own_sheet
from lkjip_xl.layout import kind
from lkjip_xl.model import JENJANG, Baris
from lkjip_xl.rules.akip import says_predikat
from lkjip_xl.rules.dasar import Kena, aturan
from lkjip_xl.rules.gema import ketikan
from lkjip_xl.rules.isian import by_table, figure_columns, is_result, row_cells, title
from lkjip_xl.rules.konteks import IKU_LEVELS, Konteks
from lkjip_xl.rules.ungkapan import pendek
from lkjip_xl.rules.uraian import ref_uraian
from lkjip_xl.sel import teks
from lkjip_xl.table import CellRef, RawTable, column_letters
from lkjip_xl.temuan import Tahap

_NEEDED: Mapping[str, tuple[str, ...]] = {
    "iku": ("satuan", "target"),
    "renja": ("satuan", "target"),
    "pk": ("satuan", "target"),
    "pk_program": ("indikator", "target", "pagu"),
    "rencana_aksi": ("satuan", "target"),
    "capaian_iku": ("satuan", "target", "realisasi"),
    "realisasi": ("satuan", "target", "realisasi"),
    "program_pendukung": ("satuan", "target", "realisasi"),
    "efisiensi": ("target", "realisasi"),
    "efisiensi_iku": ("target", "realisasi"),
    "struktur": ("indikator", "satuan"),
    "anggaran": ("pagu", "realisasi_anggaran"),
    "ikm": ("indeks",),
    "epdeskel": ("bidang_pemerintahan", "bidang_kewilayahan", "bidang_kemasyarakatan"),
    "akip": ("bobot", "nilai"),
}
"""What a row cannot do without, by kind of table; IK006, RA005, RL004 and their like see to the rest."""
_TYPED_INSTEAD = {"target": "target_murni", "pagu": "pagu_murni"}
"""Where an input is typed when its own column is a formula."""
_WHOLE_COLUMN: Mapping[Tahap, frozenset[str]] = {
    "draf": frozenset({"target"}),
    "penyampaian": frozenset({"target", "realisasi"}),
}
"""What a table of indicators cannot be without: an empty column of these is said once, not passed over as unused."""
_OF_INDICATORS = frozenset({"iku", "renja", "pk", "rencana_aksi", "capaian_iku", "realisasi"})
_PLAIN = frozenset({"ikm", "epdeskel"})
_ALONE = 1


class _Kosong(NamedTuple):
    """A required cell that is empty: its field and where it stands."""

    field: str
    ref: CellRef


@aturan("WB007")
def sel_wajib_kosong(konteks: Konteks) -> Iterator[Kena]:
    """Yield rows with an empty cell that the row cannot do without, one finding per row; an empty column once."""
    for table, rows in by_table(konteks):
        needed = [field for field in _NEEDED.get(table.kind, ()) if field in table.positions]
        begun = [row for row in _speaking(table, rows) if row.keadaan == "utuh"]
        used = {field: _levels_using(begun, field) for field in needed}
        unused = [field for field in needed if not used[field] and field in _WHOLE_COLUMN[konteks.tahap]]
        yield from _empty_columns(table, begun, unused)
        for row in begun:
            empty = [each for field in needed if _level(row) in used[field] and (each := _empty(row, field))]
            if empty and not _is_continued(row, empty):
                titles = ", ".join(title(table.by_field[each.field]) for each in empty)
                words = {"kolom": titles, "baris": pendek(row.nama) or f"Baris {row.row}"}
                yield Kena(empty[0].ref, words, row, tuple(each.ref for each in empty[1:]))


def _empty_columns(table: RawTable, rows: Sequence[Baris], unused: Sequence[str]) -> Iterator[Kena]:
    """Yield targets or results nobody has typed yet in any row of a table."""
    for field in unused if table.kind in _OF_INDICATORS else ():
        first = next((each for row in rows if (each := _empty(row, field))), None)
        if first:
            words = {"kolom": title(table.by_field[field]), "tabel": kind(table.kind).sebutan}
            yield Kena(first.ref, words, None, varian="kolom")


def _speaking(table: RawTable, rows: Sequence[Baris]) -> list[Baris]:
    """Return the rows that must be complete: with an indicator, or else a programme, kegiatan or name of their own."""
    plain = [row for row in rows if row.row not in table.total_rows]
    if table.kind == "anggaran":
        return _leaves(plain)
    if table.kind == "akip":
        return [row for row in plain if row.nama and not says_predikat(row)]
    if table.kind in _PLAIN:
        return [row for row in plain if row.nama]
    if table.kind in {"pk_program", "struktur"}:
        return [row for row in plain if row.uraian]
    return [row for row in plain if row.indikator]


def _leaves(rows: Sequence[Baris]) -> list[Baris]:
    """Return the programmes, kegiatan and sub kegiatan nothing deeper follows: those above them are their sums."""
    depths = [JENJANG.index(row.jenjang) if row.jenjang in JENJANG else -1 for row in rows]
    following = [*depths[1:], -1]
    return [row for row, own, after in zip(rows, depths, following, strict=True) if own >= after and own > 1]


def _level(row: Baris) -> str:
    return "iku" if row.jenjang in IKU_LEVELS else row.jenjang


def _levels_using(rows: Sequence[Baris], field: str) -> set[str]:
    """Return the levels whose rows use a column; a level of one row is taken to use what any other uses."""
    by_level: dict[str, list[bool]] = {}
    for row in rows:
        by_level.setdefault(_level(row), []).append(_empty(row, field) is None)
    anywhere = any(any(filled) for filled in by_level.values())
    return {level for level, filled in by_level.items() if any(filled) or (anywhere and len(filled) == _ALONE)}


def _empty(row: Baris, field: str) -> _Kosong | None:
    """Return a field's cell where nothing is typed; a formula that gives nothing waits for another cell."""
    table = row.table
    own = table.sheet.cell(row.row, table.positions[field])
    if own.formula is not None and own.is_blank:
        typed = _TYPED_INSTEAD.get(field, "")
        if typed in table.positions:
            return _Kosong(field, table.ref(row.row, typed))
        blank = next((cell for cell in ketikan(row, own.formula) if cell.is_blank), None)
        return blank and _Kosong(field, CellRef(table.sheet.name, blank.row, blank.column))
    shown = table.sheet.shown(row.row, own.column)
    return _Kosong(field, table.ref(row.row, field)) if shown.is_blank and shown.formula is None else None


def _is_continued(row: Baris, empty: Sequence[_Kosong]) -> bool:
    """Tell whether a programme's second indicator shares the budget of the row above it."""
    own = row.table.cell(row.row, "program")
    return row.table.kind == "pk_program" and [each.field for each in empty] == ["pagu"] and not text_of(own)


@aturan("WB008")
def baris_bergeser(konteks: Konteks) -> Iterator[Kena]:
    """Yield rows whose values stand one or more columns off their heads."""
    yield from (_off(row) for _, rows in by_table(konteks) for row in rows if row.keadaan == "bergeser")


def _off(row: Baris) -> Kena:
    table = row.table
    field = next((each for each in ("satuan", "target", "indikator") if each in table.positions), "")
    ref = table.ref(row.row, field) if field else ref_uraian(row)
    cell = table.sheet.cell(ref.row, ref.column)
    kolom = table.by_field.get(field)
    words = {"kolom": title(kolom) if kolom else "", "baris": pendek(row.nama), "rentang": _span(table, row.row)}
    shown = text_of(cell) or str(cell.value).replace(".", ",") if not cell.is_blank else "kosong"
    return Kena(ref, words, row, (), shown, menjelaskan=row_cells(row))


def _span(table: RawTable, row: int) -> str:
    first, last = (column_letters(column) for column in (table.first_column, table.last_column))
    return f"{first}{row}:{last}{row}"


@aturan("WB009")
def satuan_target_tertukar(konteks: Konteks) -> Iterator[Kena]:
    """Yield rows whose unit stands under the target and the target under the unit."""
    for _, rows in by_table(konteks):
        for row in rows:
            if row.keadaan == "tertukar":
                satuan, target = row.ref("satuan"), row.ref("target")
                words = {
                    "satuan": row.satuan.replace(".", ","), "target": teks(row, "target"),
                    "sel_target": target.a1, "baris": pendek(row.nama),
                }  # fmt: skip
                found = f"{words['satuan']} / {words['target']}"
                expected = f"{words['target']} / {words['satuan']}"
                yield Kena(satuan, words, row, (target,), found, expected, menjelaskan=(satuan, target))


@aturan("WB010")
def baris_ganda(konteks: Konteks) -> Iterator[Kena]:
    """Yield rows that stand in a table a second time with the same name, place and amounts."""
    for table, rows in by_table(konteks):
        first: dict[Hashable, Baris] = {}
        above: dict[str, str] = {}
        amounts = [kolom.column for kolom in figure_columns(table) if not is_result(table, kolom.field)]
        for row in rows:
            above = _place(row, above)
            key = _identity(konteks, row, amounts, tuple(above.values()))
            if row.row in table.total_rows or key is None:
                continue
            earlier = first.setdefault(key, row)
            if earlier is not row:
                name, other = _name(row), _name(earlier)
                words = {"baris": pendek(row.nama), "sel_pertama": other.a1, "baris_pertama": earlier.row}
                yield Kena(name, words, row, (other,), menjelaskan=row_cells(row))


def _place(row: Baris, above: Mapping[str, str]) -> dict[str, str]:
    """Return what a row stands under, by level, once it has been read itself."""
    if row.jenjang not in JENJANG:
        return dict(above)
    kept = JENJANG[: JENJANG.index(row.jenjang)]
    return {level: words for level, words in above.items() if level in kept} | {row.jenjang: row.uraian}


def _identity(konteks: Konteks, row: Baris, columns: Sequence[int], place: tuple[str, ...]) -> Hashable | None:
    """Return what tells a row from the others; None of one without a number, which may be a heading.

    ``columns`` are those of its amounts, ``place`` is what it stands under.
    """
    table = row.table
    if not row.nama or all(table.sheet.cell(row.row, column).is_blank for column in columns):
        return None
    shown = (table.sheet.shown(row.row, column) for column in columns)
    amounts = tuple(text_of(cell) or cell.value for cell in shown)
    beside = [*(kolom.column for kolom in table.unknown), table.positions.get("penanggung_jawab", 0)]
    beside += [table.positions.get("tingkat", 0), table.positions.get("kode", 0)]
    notes = tuple(text_of(table.sheet.shown(row.row, column)).lower() for column in beside if column)
    return konteks.words(row.uraian), konteks.words(row.indikator), place, amounts, notes


def _name(row: Baris) -> CellRef:
    """Return the cell that names a row."""
    return row.ref("indikator") if row.indikator and row.has("indikator") else ref_uraian(row)


@aturan("WB014")
def baris_tersembunyi_berisi(konteks: Konteks) -> Iterator[Kena]:
    """Yield sheets that hide rows, columns or all of a table that counts, one finding per sheet."""
    hidden: dict[str, list[tuple[CellRef, str]]] = {}
    for table, rows in by_table(konteks):
        if not kind(table.kind).khas and not is_own_sheet(table.sheet):
            hidden.setdefault(table.sheet.name, []).extend(_hidden(table, rows))
    for found in hidden.values():
        if found:
            parts = dict.fromkeys(part for _, part in found)
            yield Kena(found[0][0], {"bagian": ", ".join(parts)}, None)


def _hidden(table: RawTable, rows: Sequence[Baris]) -> Iterator[tuple[CellRef, str]]:
    sheet = table.sheet
    if sheet.hidden:
        yield CellRef(sheet.name, table.header_first, table.first_column), "seluruh lembar"
        return
    for row in rows:
        if row.row in sheet.hidden_rows:
            yield CellRef(sheet.name, row.row, table.first_column), f"baris {row.row}"
    for kolom in [each for each in figure_columns(table) if each.column in sheet.hidden_columns]:
        filled = [row for row in rows if _is_typed(table, row.row, kolom.column)]
        if filled:
            letters = column_letters(kolom.column)
            yield CellRef(sheet.name, filled[0].row, kolom.column), f"kolom {letters} ({title(kolom)})"


def _is_typed(table: RawTable, row: int, column: int) -> bool:
    cell = table.sheet.cell(row, column)
    return not cell.is_blank and cell.formula is None
