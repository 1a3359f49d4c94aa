"""Which government a workbook's office belongs to, as its identity table, its cover or its titles state it; pure.

Hundreds of kecamatan share their name with one of another kabupaten: only the government tells them apart.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from lkjip_xl.kepala import is_own_sheet
from lkjip_xl.model import DokumenKinerja
from lkjip_xl.table import Cell, RawTable, Sheet

_TOP_ROWS, _LONGEST, _BESIDE = 12, 160, 3
_LABEL = re.compile(
    r"(?:nama )?(?:pemerintah(?: daerah)?|pemda|(?:pemerintah )?(?:kabupaten|kab\.?) ?/ ?kota"
    r"|(?:pemerintah )?kota ?/ ?(?:kabupaten|kab\.?)|kabupaten|kota)\W*",
    re.IGNORECASE,
)
_KINDS = {"kota": "Kota", "kabupaten": "Kabupaten", "kab": "Kabupaten", "provinsi": "Provinsi", "prov": "Provinsi"}
_KIND = r"(kota|kabupaten|kab|provinsi|prov)\b\.?"
_NAME = r"\s+([^\W\d_][^\d()\[\],;:/|\n]*)"
_STATED = re.compile(rf"\W*(?:pemerintah(?: daerah)?\s+)?{_KIND}{_NAME}", re.IGNORECASE)
_LETTERHEAD = re.compile(rf"^[^\w\n]*pemerintah(?: daerah)?\s+{_KIND}{_NAME}", re.IGNORECASE | re.MULTILINE)
_ENDS = frozenset({
    "tahun", "ta", "t.a", "periode", "triwulan", "tw", "semester", "bulan", "provinsi", "prov", "kota", "kabupaten",
    "kab", "kecamatan", "dinas", "badan", "target", "realisasi", "capaian", "pencapaian", "kinerja", "anggaran",
    "program", "indikator", "iku", "tujuan", "sasaran", "laporan", "lkjip", "lkip", "lakip", "sakip", "pengukuran",
    "perjanjian", "rencana", "renstra", "pada", "untuk", "dengan", "dalam", "menurut", "per", "-", "–", "—",
})  # fmt: skip
"""Words that end a government's name."""
_MOST_WORDS = 5


def pemerintah(dokumen: DokumenKinerja, sheets: Sequence[Sheet]) -> str:
    """Return the government as people write it, "Kota Serang"; "" where nothing states one, or titles several.

    What a label states counts first, then what titles say: a letterhead, or what follows the office's own name. A
    place without its kind is none: Serang is a kota and a kabupaten.
    """
    titles = list(_titles(sheets, dokumen.tables))
    for text in (*_in_identity(dokumen.tables), *_beside_labels(titles)):
        if found := _named(_STATED.match(text)):
            return found
    named = {_named(match) for text in _texts(titles) for match in _said(text, dokumen.perangkat_daerah or "")} - {""}
    return named.pop() if len(named) == 1 else ""


def _titles(sheets: Sequence[Sheet], tables: Sequence[RawTable]) -> Iterator[tuple[Sheet, Cell]]:
    """Yield the short texts outside the tables in the sheets' first rows."""
    taken: dict[str, set[int]] = {}
    for table in tables:
        taken.setdefault(table.sheet.name, set()).update(range(table.header_first, table.last_row + 1))
    for sheet in sheets:
        held = taken.get(sheet.name, set())
        for row in () if is_own_sheet(sheet) else sheet.row_numbers:
            if row > _TOP_ROWS:
                break
            for cell in () if row in held else sheet.rows[row]:
                if isinstance(cell.value, str) and len(cell.value) <= _LONGEST:
                    yield sheet, cell


def _in_identity(tables: Sequence[RawTable]) -> Iterator[str]:
    for table in tables:
        for row in table.rows if table.kind == "identitas" else ():
            hal, isi = table.cell(row, "hal"), table.cell(row, "isi")
            if hal and isi and _LABEL.fullmatch(str(hal.value).strip()):
                yield str(isi.value)


def _beside_labels(titles: Sequence[tuple[Sheet, Cell]]) -> Iterator[str]:
    """Yield what stands to the right of a label, past a colon in a cell of its own; several are heads of a table."""
    for sheet, cell in titles:
        if label := _LABEL.fullmatch(str(cell.value).strip()):
            right = [sheet.cell(cell.row, cell.column + step).value for step in range(1, _BESIDE + 1)]
            texts = [each for each in right if isinstance(each, str)]
            values = [text for each in texts if (text := each.strip(" :"))]
            kind = label[0].strip(" .:").lower()
            if len([each for each in values if _STATED.match(each)]) == 1:
                yield next(each for each in values if _STATED.match(each))
            elif kind in _KINDS and len(values) == 1 and any(":" in each for each in (label[0], *texts)):
                yield f"{kind} {values[0]}"


def _texts(titles: Iterable[tuple[Sheet, Cell]]) -> Iterator[str]:
    """Yield each sheet's titles as one text: a cover names the office on one line, its government on the next."""
    by_sheet: dict[str, list[str]] = {}
    for sheet, cell in titles:
        by_sheet.setdefault(sheet.name, []).append(str(cell.value))
    yield from map("\n".join, by_sheet.values())


def _said(text: str, office: str) -> Iterator[re.Match[str]]:
    """Yield where titles name a government: on a letterhead, or right after the office's own name."""
    yield from _LETTERHEAD.finditer(text)
    if own := r"\s+".join(map(re.escape, office.split())):
        yield from re.finditer(rf"(?<!\w){own}[\s,(–-]+{_KIND}{_NAME}", text, re.IGNORECASE)


def _named(match: re.Match[str] | None) -> str:
    """Return a government one way however it is written: "PEMERINTAH KAB. LEBAK TAHUN 2025" is "Kabupaten Lebak"."""
    if match is None:
        return ""
    kind, text = match.groups()
    words = list(takewhile(lambda word: word.rstrip(".") not in _ENDS, text.lower().split()))
    name = " ".join(word if word == "dan" else word.capitalize() for word in words).removesuffix(" dan").rstrip(".")
    return f"{_KINDS[kind.lower()]} {name}" if 0 < len(words) <= _MOST_WORDS else ""
