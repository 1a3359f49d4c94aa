"""WB001–WB003: documents and columns that are not there, and columns that are there twice."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lkjip_xl.judul import label_text
from lkjip_xl.kepala import SeenHead, is_own_sheet
from lkjip_xl.layout import JenisTabel, header_label, kind, label_readings
from lkjip_xl.rules.dasar import Kena, aturan
from lkjip_xl.rules.isian import is_figure, title
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.rules.ungkapan import pendek
from lkjip_xl.table import CellRef, Kolom, RawTable, Sheet

_COMBINED = ("efisiensi", "efisiensi_iku")
_CORE: dict[str, tuple[str, ...]] = {
    "Indikator Kinerja Utama (IKU)": ("iku",),
    "Rencana Kerja (Renja)": ("renja",),
    "Perjanjian Kinerja (PK)": ("pk", "pk_program"),
    "Rencana Aksi": ("rencana_aksi",),
    "Realisasi Kinerja": ("capaian_iku", "realisasi", "program_pendukung", *_COMBINED),
    "Realisasi Anggaran": ("anggaran", *_COMBINED),
}
"""The documents no report can do without, and the kinds of table each may be."""
_PROGRAMS = frozenset({"pk_program"})
_LEAST_KNOWN = 2
_CLOSE = 70
_TITLE_ROWS = 4
_ROMAN = re.compile(r"[ivx]+")
_WORDS = re.compile(r"[^\W_]+")


class _Hampir(NamedTuple):
    """A head that lacks one column of a kind: its head row, the kind, and the fields of which one is needed."""

    seen: SeenHead
    kind: JenisTabel
    lacking: frozenset[str]


@aturan("WB001")
def tabel_inti_tidak_ada(konteks: Konteks) -> Iterator[Kena]:
    """Yield the core documents found on no sheet, or found without a single row."""
    nearly = {each.kind.nama for each in _nearly(konteks)}
    for sebutan, kinds in _CORE.items():
        if any(_is_whole(row.table) for row in konteks.all_rows(*kinds)) or nearly.intersection(kinds):
            continue
        tables = [table for table in konteks.tables(*kinds) if _is_whole(table)]
        if tables:
            yield Kena(_head(tables[0]), {"tabel": sebutan}, varian="kosong")
            continue
        near = _nearest(konteks, kinds)
        programs = konteks.tables(*_PROGRAMS.intersection(kinds))
        if programs and near is None:
            yield Kena(_head(programs[0]), {"tabel": sebutan}, varian="program")
            continue
        sheet = near or next((each for each in konteks.sheets if not is_own_sheet(each)), None)
        if sheet is not None:
            words = {"tabel": sebutan, "judul": pendek(_head_words(konteks, sheet))}
            yield Kena(CellRef(sheet.name, 1, 1), words, varian=_varian(near, words["judul"]))


def _head(table: RawTable) -> CellRef:
    return CellRef(table.sheet.name, table.header_first, table.first_column)


def _is_whole(table: RawTable) -> bool:
    """Tell whether a table can stand for the document whose kind it is.

    The programmes of a PK say nothing of its indicators unless it gives theirs. A table of kinerja and anggaran
    together is both, but Efisiensi only repeats what the two say.
    """
    if table.kind in _PROGRAMS:
        return {"indikator", "target"} <= set(table.positions)
    return table.kind not in _COMBINED or not _speaks_of(table.sheet, kind("efisiensi"))


def _varian(near: Sheet | None, judul: str) -> str:
    if near is None:
        return ""
    return "mirip" if judul else "mirip_kosong"


def _nearest(konteks: Konteks, kinds: Sequence[str]) -> Sheet | None:
    """Return the sheet that seems to hold a document: its name or titles say so, and no table of it is known."""
    understood = {table.sheet.name for table in konteks.dokumen.tables}
    unread = {seen.sheet for seen in konteks.dokumen.unclear}
    sheets = [sheet for sheet in konteks.sheets if not is_own_sheet(sheet)]
    free = [sheet for sheet in sheets if sheet.name not in understood]
    free += [sheet for sheet in sheets if sheet.name in understood & unread]
    return next((sheet for name in kinds for sheet in free if _speaks_of(sheet, kind(name))), None) or _alike(
        [sheet for sheet in free if sheet.name not in understood], kinds
    )


def _speaks_of(sheet: Sheet, jenis: JenisTabel) -> bool:
    places = [header_label(sheet.name)[0], *_titles(sheet)]
    hints = (*jenis.petunjuk, *jenis.nomor, header_label(jenis.sebutan)[0])
    return any(f" {hint} " in f" {place} " for place in places for hint in hints)


def _alike(free: Sequence[Sheet], kinds: Sequence[str]) -> Sheet | None:
    """Return the sheet whose name is a slip away from what a document is called."""
    from rapidfuzz.fuzz import ratio

    hints = [hint for name in kinds for hint in (*kind(name).petunjuk, header_label(kind(name).sebutan)[0])]
    scored = [(max(ratio(header_label(sheet.name)[0], hint) for hint in hints), sheet) for sheet in free]
    score, sheet = max(scored, key=lambda each: each[0], default=(0, None))
    return sheet if score >= _CLOSE else None


def _titles(sheet: Sheet) -> list[str]:
    rows = [sheet.rows[row] for row in sheet.row_numbers[:_TITLE_ROWS]]
    texts = (label_text(cells[0]) for cells in rows if len(cells) == 1)
    return [header_label(text)[0] for text in texts if text]


def _head_words(konteks: Konteks, sheet: Sheet) -> str:
    seen = next((each for each in konteks.dokumen.unclear if each.sheet == sheet.name), None)
    return ", ".join(" ".join(text.split()) for text in seen.titles) if seen else ""


@aturan("WB002")
def kolom_wajib_tidak_ada(konteks: Konteks) -> Iterator[Kena]:
    """Yield heads that lack one column of a table that is otherwise certain."""
    sheets = {sheet.name: sheet for sheet in konteks.sheets}
    for each in _nearly(konteks):
        sheet, row = sheets[each.seen.sheet], each.seen.row
        first = next(cell for cell in sheet.rows[row] if label_text(cell))
        lacking = _column_name(each)
        near = _nearest_head(lacking, [text for text in each.seen.titles if not _fields_of(each.kind, text)])
        words = {"tabel": each.kind.sebutan, "kolom": lacking, "mirip": near}
        yield Kena(CellRef(sheet.name, row, first.column), words, varian="mirip" if near else "")


def _nearly(konteks: Konteks) -> list[_Hampir]:
    sheets = {sheet.name: sheet for sheet in konteks.sheets}
    found = {table.kind for table in konteks.dokumen.tables}
    kinds = [kind(name) for names in _CORE.values() for name in names if name not in found]
    heads = (seen for seen in konteks.dokumen.unclear if not seen.candidates)
    each_head = ([hit for jenis in kinds if (hit := _lacks_one(sheets[seen.sheet], seen, jenis))] for seen in heads)
    return [hits[0] for hits in each_head if len(hits) == 1]


def _lacks_one(sheet: Sheet, seen: SeenHead, jenis: JenisTabel) -> _Hampir | None:
    """Return what a head lacks where its sheet names the kind and all but one needed column is there."""
    fields = {field for text in seen.titles for field in _fields_of(jenis, text)}
    lacking = [need for need in jenis.wajib if not need & fields]
    if len(lacking) != 1 or len(fields) < _LEAST_KNOWN or any(unwanted <= fields for unwanted in jenis.tolak):
        return None
    return _Hampir(seen, jenis, lacking[0]) if _speaks_of(sheet, jenis) else None


def _fields_of(jenis: JenisTabel, text: str) -> set[str]:
    return {jenis.fields[reading][0] for reading in label_readings(text) if reading in jenis.fields}


def _column_name(each: _Hampir) -> str:
    """Return what the missing column is usually called."""
    words = {field: word for word, (field, rank) in reversed(list(each.kind.fields.items())) if rank == 0}
    names = sorted(words.get(field, field) for field in each.lacking)
    return " atau ".join(f'"{_as_head(name)}"' for name in names[:2])


def _as_head(words: str) -> str:
    return " ".join(word.upper() if _ROMAN.fullmatch(word) else word.capitalize() for word in words.split())


def _nearest_head(lacking: str, titles: Sequence[str]) -> str:
    from rapidfuzz.fuzz import ratio

    wanted = " ".join(_WORDS.findall(lacking.lower()))
    scored = [(ratio(wanted, header_label(text)[0]), " ".join(text.split())) for text in titles]
    score, text = max(scored, default=(0, ""))
    return text if score >= _CLOSE else ""


@aturan("WB003")
def judul_kolom_ganda(konteks: Konteks) -> Iterator[Kena]:
    """Yield columns of figures that say the same in their heads as another of the same table."""
    for table in konteks.dokumen.tables:
        claimed: dict[tuple[str, int | None], Kolom] = {}
        for kolom in sorted((*table.columns, *table.unknown), key=lambda each: each.column):
            words = header_label(kolom.judul)[0], kolom.tahun
            earlier = claimed.setdefault(words, kolom)
            if earlier is not kolom and _is_rival(table, earlier, kolom):
                ref, other = (CellRef(table.sheet.name, table.header_last, each.column) for each in (kolom, earlier))
                held = (CellRef(ref.sheet, row, each.column) for row in table.rows for each in (earlier, kolom))
                words_of = {"kolom": title(kolom), "sel_lain": other.a1}
                yield Kena(ref, words_of, None, (other,), menjelaskan=tuple(held))


def _is_rival(table: RawTable, earlier: Kolom, later: Kolom) -> bool:
    """Tell whether two columns of one head both hold figures of one field; a head merged over both is one.

    Where an indicator stands between them, each speaks of the indicator on its left.
    """
    fields = {each.field for each in (earlier, later)} - {""}
    if len(fields) > 1 or not any(map(is_figure, fields)):
        return False
    own = range(table.header_first, table.header_last + 1)
    if all(table.sheet.cell(row, later.column).is_blank for row in own):
        return False
    if any("indikator" in header_label(each.judul)[0] for each in _between(table, earlier, later)):
        return False
    columns = (earlier.column, later.column)
    return all(any(not table.sheet.cell(row, column).is_blank for row in table.rows) for column in columns)


def _between(table: RawTable, left: Kolom, right: Kolom) -> list[Kolom]:
    columns = (*table.columns, *table.unknown)
    return [each for each in columns if left.column < each.column < right.column]
