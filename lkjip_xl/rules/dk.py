"""DK001–DK003: the report's documents: their years, their dates, and the NIP of those who sign."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.jenjang import text_of
from lkjip_xl.judul_tabel import title_rows
from lkjip_xl.kepala import is_own_sheet
from lkjip_xl.model import Baris
from lkjip_xl.nilai import is_date_format
from lkjip_xl.periode import periode
from lkjip_xl.rules import nip
from lkjip_xl.rules.dasar import Kena, TidakBisaError, aturan
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.rules.ungkapan import pendek
from lkjip_xl.sel import Tanggal, read_tanggal, tanggal, teks
from lkjip_xl.table import Cell, CellRef, RawTable, Sheet

__all__ = ["nip"]

_YEARLY = (
    "renja", "pk", "pk_program", "rencana_aksi", "capaian_iku", "realisasi", "program_pendukung", "anggaran",
    "efisiensi", "efisiensi_iku", "monev",
)  # fmt: skip
"""Tables of documents made anew each year; an SK IKU may be older, a Renstra spans years."""
_STATED = re.compile(
    r"\b(?:tahun(?: anggaran)?|ta|t\.a\.?|pk|renja|rkpd|apbd|dpa|dppa|lkjip|lkip)\s*:?\s*(20\d\d)\b(?!\s*[-–/]\s*\d)",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(r"\b20\d\d\b")
_LAW = re.compile(r"\b(?:nomor|no\.?)\s*[\w./-]+\s+tahun\s+20\d\d", re.IGNORECASE)
_COMPARED = re.compile(
    r"banding|sebelum|lalu|riwayat|renstra|rpjmd|evaluasi|lhe\b|tindak lanjut|[-–]\s*20\d\d", re.IGNORECASE
)
_LONGEST_LABEL = 80
_REACH = 3
_DATE_LABEL = re.compile(r"\s*(?P<hal>[^:]{2,60}?)\s*:\s*(?P<isi>\S.*)", re.DOTALL)
_PLACE_AND_DATE = re.compile(r"[A-Z][A-Za-z .]{2,30},\s*(?:tanggal\s*)?(?P<isi>(?:\d{1,2}\s+)?[A-Za-z]+\s+20\d\d)")
_PREFACE = re.compile(r"\bkata pengantar\b", re.IGNORECASE)
_NOT_A_DATE_OF = re.compile(
    r"batas|periode|mulai|sampai|berlaku|rapat|jadwal|penyusunan|penyampaian|reviu|tmt\b", re.IGNORECASE
)
_FIRST_MONTHS = 3
_MOST_DAYS = 2_958_465  # 31 December 9999


class _Dokumen(NamedTuple):
    """A kind of document by its name, and when it may be dated: (years from the report's, month) bounds, None open."""

    nama: str
    pola: re.Pattern[str]
    mulai: tuple[int, int] | None
    akhir: tuple[int, int] | None


def _named(nama: str, pola: str, mulai: tuple[int, int] | None, akhir: tuple[int, int] | None) -> _Dokumen:
    return _Dokumen(nama, re.compile(pola, re.IGNORECASE), mulai, akhir)


_CHANGED = r"(?=.*\bperubahan\b).*"
_DOCUMENTS = (
    _named("kata pengantar", r".*\bkata pengantar\b.*", (1, 1), None),
    _named("LHE", r".*\b(?:lhe|laporan hasil evaluasi)\b.*", (0, 1), (0, 12)),
    _named("SK IKU", r".*\b(?:sk )?(?:p[- ])?iku\b.*", None, (0, 12)),
    _named("Renja perubahan", _CHANGED + r"\brenja\b.*", (0, 1), (0, 12)),
    _named("PK perubahan", _CHANGED + r"\b(?:pk|perjanjian kinerja)\b.*", (0, 1), (0, 12)),
    _named("DPA perubahan", r".*\bdppa\b.*|" + _CHANGED + r"\bdpa\b.*", (0, 1), (0, 12)),
    _named("Renja", r".*\brenja\b.*", (-1, 1), (0, _FIRST_MONTHS)),
    _named("PK", r".*\b(?:pk|perjanjian kinerja)\b.*", (-1, 10), (0, _FIRST_MONTHS)),
    _named("DPA", r".*\bdpa\b.*", (-1, 10), (0, _FIRST_MONTHS)),
    _named("LKjIP", r".*\b(?:lkjip|lkip|lakip|laporan kinerja)\b.*", (1, 1), None),
)
"""The first that matches counts. A draft Renja is made in the year before, an SK IKU stays in force for years."""


class _Bertanggal(NamedTuple):
    """A document, its date, and the cell that gives it."""

    hal: str
    tanggal: Tanggal
    ref: CellRef
    baris: Baris | None


@aturan("DK001")
def tahun_dokumen_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield titles and document names that speak of another year than the report."""
    year = konteks.dokumen.tahun
    if year is None:
        raise TidakBisaError("tahun")
    seen: set[CellRef] = set()
    for table in konteks.tables(*_YEARLY):
        for ref, text, other in _other_years(table, year) if not _has_twin(konteks, table, year) else ():
            if ref not in seen:
                seen.add(ref)
                words = {"judul": pendek(text), "tahun": other, "tahun_laporan": year}
                yield Kena(ref, words, None, (), str(other), str(year))
    yield from _listed_years(konteks, year)


def _other_years(table: RawTable, year: int) -> list[tuple[CellRef, str, int]]:
    """Return the titles that state another year; none where one of them states the report's or compares years."""
    stated = []
    for cell in (cell for cells in title_rows(table) for cell in cells):
        text = _LAW.sub(" ", text_of(cell))
        years = {int(found) for found in _STATED.findall(text)}
        if year in years or _COMPARED.search(text):
            return []
        stated += [(CellRef(table.sheet.name, cell.row, cell.column), text_of(cell), other) for other in years]
    return stated


def _has_twin(konteks: Konteks, table: RawTable, year: int) -> bool:
    """Tell whether the same document of the report's year is here too: then this one is kept beside it on purpose."""
    others = [other for other in konteks.tables(table.kind) if other is not table]
    return any(year in periode(other).years or not periode(other).years for other in others)


def _listed_years(konteks: Konteks, year: int) -> Iterator[Kena]:
    for row in konteks.rows("dokumen"):
        name = teks(row, "dokumen")
        document = _document(name)
        years = {int(found) for found in _ANY_YEAR.findall(_LAW.sub(" ", name))}
        yearly = document is not None and document.nama not in {"LHE", "SK IKU"}
        if yearly and years and year not in years and not _COMPARED.search(name):
            other = min(years)
            words = {"judul": pendek(name), "tahun": other, "tahun_laporan": year}
            yield Kena(row.ref("dokumen"), words, row, (), str(other), str(year))


@aturan("DK002")
def tanggal_di_luar_periode(konteks: Konteks) -> Iterator[Kena]:
    """Yield documents dated when no such document of this report can have been made."""
    year = konteks.dokumen.tahun
    if year is None:
        raise TidakBisaError("tahun")
    dated = list(_dated(konteks))
    if not dated:
        raise TidakBisaError("isi", tabel="tanggal dokumen")
    for each in dated:
        document = _document(each.hal)
        if document is None or not _is_of(document, each.hal, year):
            continue
        first = _bound(year, document.mulai, last=False)
        last = _bound(year, document.akhir, last=True)
        if (first and each.tanggal.terakhir < first) or (last and each.tanggal.pertama > last):
            words = {"hal": pendek(each.hal), "tanggal": _shown(each.tanggal), "rentang": _window(first, last)}
            yield Kena(each.ref, words | {"tahun": year}, each.baris, (), _shown(each.tanggal))


def _document(hal: str) -> _Dokumen | None:
    plain = " ".join(hal.split())
    if _NOT_A_DATE_OF.search(plain) or len(plain) > _LONGEST_LABEL:
        return None
    return next((each for each in _DOCUMENTS if each.pola.fullmatch(plain)), None)


def _is_of(document: _Dokumen, hal: str, year: int) -> bool:
    """Tell whether a document is the report's own by the year its name states; an LHE judges the year before."""
    years = {int(found) for found in _ANY_YEAR.findall(_LAW.sub(" ", hal))}
    return not years or year in years or (document.nama == "LHE" and year - 1 in years)


def _bound(year: int, bound: tuple[int, int] | None, last: bool) -> date | None:
    if bound is None:
        return None
    found = Tanggal(year + bound[0], bound[1])
    return found.terakhir if last else found.pertama


def _window(first: date | None, last: date | None) -> str:
    parts = [
        f"{sebutan} {_shown(Tanggal(day.year, day.month))}"
        for sebutan, day in (("mulai", first), ("sampai", last))
        if day
    ]
    return " ".join(parts)


_MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def _shown(when: Tanggal) -> str:
    day = f"{when.hari} " if when.hari else ""
    return f"{day}{_MONTH_NAMES[when.bulan - 1]} {when.tahun}"


def _dated(konteks: Konteks) -> Iterator[_Bertanggal]:
    for row in konteks.rows("dokumen"):
        hal = f"{teks(row, 'dokumen')} {teks(row, 'versi')}".strip()
        for field in ("tanggal", "keterangan"):
            if row.has(field) and (when := tanggal(row, field)):
                yield _Bertanggal(hal, when, row.ref(field), row)
                break
    for sheet in konteks.sheets:
        if not is_own_sheet(sheet):
            yield from _beside_labels(sheet, _table_rows(konteks, sheet))


def _table_rows(konteks: Konteks, sheet: Sheet) -> set[int]:
    """Return the rows of a sheet's tables, but for those of its identity, which are labels too."""
    tables = (table for table in konteks.dokumen.tables if table.sheet.name == sheet.name and table.kind != "identitas")
    return {row for table in tables for row in range(table.header_first, table.last_row + 1)}


def _beside_labels(sheet: Sheet, taken: set[int]) -> Iterator[_Bertanggal]:
    preface = any(map(_PREFACE.search, [sheet.name, *_first_texts(sheet)]))
    for row, cells in sheet.rows.items():
        for cell in cells if row not in taken else ():
            text = text_of(cell)
            ref = CellRef(sheet.name, cell.row, cell.column)
            inside = _DATE_LABEL.fullmatch(text)
            signed = _PLACE_AND_DATE.fullmatch(text) if preface else None
            if signed and (when := read_tanggal(signed["isi"])):
                yield _Bertanggal("Kata pengantar", when, ref, None)
            elif inside and (when := read_tanggal(inside["isi"])):
                yield _Bertanggal(inside["hal"], when, ref, None)
            elif text and (found := _right_of(sheet, cell)):
                yield _Bertanggal(text.rstrip(" :"), found[0], found[1], None)


def _first_texts(sheet: Sheet) -> Sequence[str]:
    return [text_of(cell) for row in sheet.row_numbers[:2] for cell in sheet.rows[row]]


def _right_of(sheet: Sheet, label: Cell) -> tuple[Tanggal, CellRef] | None:
    for column in range(label.column + 1, label.column + 1 + _REACH):
        cell = sheet.cell(label.row, column)
        if cell.is_blank or text_of(cell) == ":":
            continue
        when = _read(cell)
        return (when, CellRef(sheet.name, cell.row, cell.column)) if when else None
    return None


def _read(cell: Cell) -> Tanggal | None:
    if cell.kind == "angka":
        return _from_serial(cell.value) if is_date_format(cell.number_format) else None
    return read_tanggal(text_of(cell).lstrip(": "))


def _from_serial(value: object) -> Tanggal | None:
    if not isinstance(value, Decimal) or not 1 <= value <= _MOST_DAYS:
        return None
    day = date(1899, 12, 30) + timedelta(days=int(value))
    return Tanggal(day.year, day.month, day.day)
