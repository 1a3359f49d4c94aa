"""Finds out whose workbook it is and of which year: from a cover sheet, titles, tables, or the file's name."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache

from lkjip_xl.layout import header_label, kind
from lkjip_xl.pesan import read_toml
from lkjip_xl.table import Cell, RawTable, Sheet

_TOP_ROWS = 12
_OFFICE_LABEL = re.compile(
    r"(nama )?(perangkat daerah|opd|skpd|instansi|unit kerja|organisasi perangkat daerah)\W*", re.IGNORECASE
)
_YEAR_LABEL = re.compile(r"tahun( anggaran| laporan| pelaporan)?\W*", re.IGNORECASE)
_SPAN = re.compile(
    r"(?<!\d)(20\d\d)\s*(?:[-–/]|s\.?\s?/?d\.?|sampai(?: dengan)?)\s*(?:tahun\s*)?(20\d\d)(?!\d)", re.IGNORECASE
)
_YEAR = re.compile(
    r"\b(?:tahun|ta|t\.\s?a)\b\.?(?:\s+anggaran)?\s*:?\s*"
    r"(20\d\d(?:(?:\s|,|&|dan|serta|dengan|terhadap|vs\.?|tahun)+20\d\d)*)\b(?!\s*[-–/]\s*\d)",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(r"(?<!\d)(?<!\d[-–/])(20\d\d)(?!\d|\s*[-–/]\s*\d)")
_WORD = re.compile(r"[^\W\d_][\w.'’]*,?|\S")
_KINDS = frozenset({
    "kecamatan", "kelurahan", "dinas", "badan", "sekretariat", "kantor", "bagian", "puskesmas", "rsud", "inspektorat",
    "rumah sakit", "satuan polisi",
})  # fmt: skip
_ABBREVIATIONS = frozenset({"dprd", "rsud", "pp", "pupr", "kb", "umkm"})
_NAMED_BY_PLACE = frozenset({"rsud", "puskesmas"})
_PLACES = frozenset({"kota", "kabupaten", "kab", "kecamatan", "kelurahan"})
_STOPS = _PLACES - {"kecamatan", "kelurahan"} | {
    "provinsi", "prov", "pemerintah", "tahun", "ta", "t.a", "periode", "triwulan", "tw", "semester", "bulan", "di",
    "ke", "dari", "oleh", "untuk", "yang", "pada", "dalam", "dengan", "terhadap", "menurut", "berdasarkan", "per",
    "antar", "atas", "tentang", "se", "sampai", "s.d", "vs", "target", "realisasi", "capaian", "pencapaian",
    "kinerja", "anggaran", "program", "kegiatan", "indikator", "iku", "tujuan", "sasaran", "laporan", "lkjip",
    "lkip", "lakip", "sakip", "akip", "pengukuran", "perjanjian", "rencana", "renstra", "renja", "rkpd", "rpjmd",
    "apbd", "perubahan", "hasil", "kategori", "cepat", "berkembang", "final", "revisi",
}  # fmt: skip
"""Words that end a name, or tell that none follows: "Kelurahan cepat berkembang"."""
_SPEAKS_OF_OTHERS = frozenset({
    "oleh", "dari", "antar", "per", "tiap", "setiap", "seluruh", "jumlah", "persentase", "perjalanan", "kendaraan",
})  # fmt: skip
_AUDITS = frozenset({"evaluasi", "lhe", "lhp", "reviu", "rekomendasi"})
_JOINS = frozenset({"dan", "&"})
_DISTRICT = re.compile(r"\b(kecamatan(?: (?!yang|dan|di|dalam)[a-z]+){1,2})\s*(?:$|\()", re.IGNORECASE)
_MAX_TITLE = 160
_YEARS_COMPARED = 2
_MAX_OFFICE_WORDS = 8
_FIGURES_OF_A_YEAR = frozenset({"target", "realisasi", "capaian", "pagu", "realisasi_anggaran"})


def _texts(sheets: Sequence[Sheet], tables: Sequence[RawTable], inside: bool) -> Iterator[tuple[Sheet, Cell]]:
    """Yield the short texts inside the tables, or else those outside them in a sheet's first rows."""
    taken: dict[int, set[int]] = {}
    for table in tables:
        taken.setdefault(id(table.sheet), set()).update(range(table.header_first, table.last_row + 1))
    for sheet in sheets:
        for row, cells in sheet.rows.items():
            if not inside and row > _TOP_ROWS:
                break
            if (row in taken.get(id(sheet), ())) is not inside:
                continue
            yield from (
                (sheet, cell) for cell in cells if isinstance(cell.value, str) and len(cell.value) <= _MAX_TITLE
            )


def _beside(sheet: Sheet, cell: Cell) -> str:
    """Return what stands to the right of a label, past a colon in a cell of its own."""
    for column in range(cell.column + 1, cell.column + 4):
        value = sheet.cell(cell.row, column).value
        if isinstance(value, Decimal):
            return str(value)
        if isinstance(value, str) and value.strip(" :"):
            return value.strip(" :")
    return ""


def _labelled(titles: Sequence[tuple[Sheet, Cell]], label: re.Pattern[str]) -> Iterator[str]:
    for sheet, cell in titles:
        if label.fullmatch(str(cell.value).strip()) and (value := _beside(sheet, cell)):
            yield value


def _stated(tables: Sequence[RawTable], label: re.Pattern[str]) -> Iterator[str]:
    """Yield what a table of the office's identity says under a label, nothing where that is left empty."""
    for table in tables:
        for row in table.rows if table.kind == "identitas" else ():
            hal, isi = table.cell(row, "hal"), table.cell(row, "isi")
            if hal and isi and not isi.is_blank and label.fullmatch(str(hal.value).strip()):
                yield " ".join(str(isi.value).split())


def find_year(sheets: Sequence[Sheet], tables: Sequence[RawTable] = (), berkas: str = "") -> int | None:
    """Return the report's year: what a label Tahun says, or else the one most titles, heads or the file name give.

    Years in several cells of a row stand over columns: they are heads of a table nobody knew, not a title.
    """
    titles = list(_texts(sheets, tables, inside=False))
    for value in (*_stated(tables, _YEAR_LABEL), *_labelled(titles, _YEAR_LABEL)):
        if re.fullmatch(r"20\d\d", value):
            return int(value)
    texts = [_without_plans(str(cell.value)) for _, cell in titles]
    named = [_latest(_YEAR.findall(text)) for text in texts]
    spoken = [year for table in tables for year in _head_years(table)]
    in_row = Counter((id(sheet), cell.row) for sheet, cell in titles if _ANY_YEAR.search(str(cell.value)))
    alone = [in_row[id(sheet), cell.row] <= 1 for sheet, cell in titles]
    loose = [_latest(_ANY_YEAR.findall(text)) for text, is_title in zip(texts, alone, strict=True) if is_title]
    for years in (named, spoken, loose, [_latest(_ANY_YEAR.findall(_without_plans(berkas)))]):
        if any(years):
            return max(filter(None, years), key=lambda year: (years.count(year), spoken.count(year), year))
    return None


def _without_plans(text: str) -> str:
    """Take out the spans of a plan, "2025-2029"; "2023-2024" are two years compared."""
    return _SPAN.sub(lambda m: f"{m[1]} dan {m[2]}" if abs(int(m[2]) - int(m[1])) == 1 else " ", text)


def _latest(lists: Sequence[str]) -> int:
    """Return the last year of a title's lists, "2022, 2023 dan 2024"; 0 of none."""
    return max((int(year) for years in lists for year in re.findall(r"20\d\d", years)), default=0)


def _head_years(table: RawTable) -> Iterator[int]:
    """Yield the years above the figures, of fields that stand for one year only; a plan's years say nothing."""
    fields = Counter(kolom.field for kolom in table.columns)
    heads = Counter(header_label(kolom.judul)[0] for kolom in (*table.columns, *table.unknown) if kolom.tahun)
    for kolom in table.columns:
        planned = heads[header_label(kolom.judul)[0]] > _YEARS_COMPARED
        if kolom.tahun and kolom.field in _FIGURES_OF_A_YEAR and fields[kolom.field] == 1 and not planned:
            yield kolom.tahun


def find_office(sheets: Sequence[Sheet], tables: Sequence[RawTable] = (), berkas: str = "") -> str | None:
    """Return the office's name: what a label Perangkat Daerah says, or else the name most titles give.

    Without titles the tables' own words count, where they name one kecamatan more than once, and the file's name.
    """
    for value in _stated(tables, _OFFICE_LABEL):
        return _office(value) if value.lower().startswith(_office(value).lower() or "\n") else value
    titles = list(_texts(sheets, tables, inside=False))
    for value in _labelled(titles, _OFFICE_LABEL):
        if (name := _office(value)) and " ".join(value.split()).lower().startswith(name.lower()):
            return name
    file_name = re.sub(r"\.\w+$|[_\W]+", " ", berkas)
    for texts in ((str(cell.value) for _, cell in titles), (file_name,)):
        names = Counter(name for text in texts if (name := _office(text)))
        if names:
            return names.most_common(1)[0][0]
    figures = [table for table in tables if not kind(table.kind).khas]
    words = (str(cell.value) for _, cell in _texts(sheets, figures, inside=True))
    mentioned = Counter(_cased(match[1].split()) for text in words for match in _DISTRICT.finditer(text))
    name, count = mentioned.most_common(1)[0] if mentioned else ("", 0)
    return name if count > 1 else None


def _office(text: str) -> str:
    """Return the first office a text names, "" of none; an office named after it is where the first one lies."""
    words = _WORD.findall(text)
    plain = [word.strip(".,").lower() or word for word in words]
    for at in range(len(plain)):
        if (first := _kind_end(plain, at)) and not _is_mention(plain, at):
            end = _name_end(plain, first)
            is_named = end > first or _stands_alone(" ".join(plain[at:first]))
            if is_named and end - at <= _MAX_OFFICE_WORDS:
                return _cased(words[at:end])
    return ""


@lru_cache(maxsize=4096)
def _stands_alone(name: str) -> bool:
    """Tell whether a short name of an office needs no word after it: "DPUPR", "Satpol PP", "Disperkim"."""
    names = read_toml("identitas.toml")
    return name in names["huruf"] or name in names["kata"] or bool(_dinas().fullmatch(name))


@cache
def _dinas() -> re.Pattern[str]:
    return re.compile(f"dis(?:{'|'.join(read_toml('identitas.toml')['penggalan'])})+")


def _kind_end(plain: Sequence[str], at: int) -> int:
    """Return where the words for a kind of office that begin at ``at`` end, 0 where none do."""
    for size in (1, 2):
        kind = " ".join(plain[at : at + size])
        if kind in _KINDS or _stands_alone(kind):
            by_place = kind in _NAMED_BY_PLACE and plain[at + 1 : at + 2] and plain[at + 1] in _PLACES
            return at + size + bool(by_place)
    return 0


def _name_end(plain: Sequence[str], first: int) -> int:
    """Return where the words of a name that begin at ``first`` end."""
    end = first
    while end < len(plain) and _goes_on(plain, end):
        end += 1
    while end > first and plain[end - 1] in _JOINS:
        end -= 1
    return first if plain[first:end] and plain[first] in _JOINS else end


def _goes_on(plain: Sequence[str], at: int) -> bool:
    word = plain[at]
    return (word[0].isalpha() or word in _JOINS) and word not in _STOPS and not _kind_end(plain, at)


def _is_mention(plain: Sequence[str], at: int) -> bool:
    """Tell whether an office is merely spoken of: "per Kecamatan", "Hasil Evaluasi Inspektorat"."""
    before = plain[at - 1] if at else ""
    return before in _SPEAKS_OF_OTHERS or (plain[at] == "inspektorat" and before in _AUDITS)


def _cased(words: Sequence[str]) -> str:
    letters = _ABBREVIATIONS.union(read_toml("identitas.toml")["huruf"])
    text = " ".join(word.upper() if word.strip(".,").lower() in letters else word.capitalize() for word in words)
    return text.rstrip(".,")
