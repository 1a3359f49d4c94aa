"""What any field of a row says: as a number, as words, year by year, or as a date; read when asked, pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from lkjip_xl.jenjang import text_of
from lkjip_xl.judul_tabel import title_rows
from lkjip_xl.keadaan import is_percent_unit
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.nilai import is_date_format, read_nilai
from lkjip_xl.pesan import read_toml
from lkjip_xl.table import Cell, CellRef, Kolom, RawTable

_MONEY = frozenset({"pagu", "pagu_murni", "realisasi_anggaran", "sisa"})
_RATIOS = frozenset({"capaian", "serapan", "efisiensi"})
_SCALE = re.compile(r"\b(ribu|juta|mil[iy]ar)(?:an)?\b", re.IGNORECASE)
_ZEROS = {"ribu": 3, "juta": 6, "miliar": 9, "milyar": 9}
_THOUSANDS = re.compile(r"\(\s*(000(?:[.,]000){0,2})\s*\)")
_SCALE_ABOVE = re.compile(
    r"\b(?:rp|rupiah)\b[\s.(]*(?:dalam\s+)?(ribu|juta|mil[iy]ar)(?:an)?\b"
    r"|(?:\bdalam\s+|\bsatuan\s*:?\s*|\()(ribu|juta|mil[iy]ar)(?:an)?\s+(?:rp|rupiah)\b"
    r"|(?<!ratusan )(?<!puluhan )\b(ribu|juta|mil[iy]ar)an\s+(?:rp|rupiah)\b",
    re.IGNORECASE,
)
_MOST_DIGITS = 14
"""No office has a hundred trillion rupiah: amounts as large as that are in rupiah, whatever the words above them."""
_SERIAL_ZERO = date(1899, 12, 30)
_MOST_DAYS = 2_958_465  # 31 December 9999
_ISO = re.compile(r"(?P<tahun>\d{4})-(?P<bulan>\d\d)-(?P<hari>\d\d)(?:T[\d:.]+)?")
_NUMERIC = re.compile(r"(?P<hari>\d{1,2})\s*[/.-]\s*(?P<bulan>\d{1,2})\s*[/.-]\s*(?P<tahun>\d{4})")
_WORDED = re.compile(r"(?:[^\W\d_]+,\s*)?(?:(?P<hari>\d{1,2})\s+)?(?P<bulan>[^\W\d_]+)\.?\s+(?P<tahun>\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")


class Tanggal(NamedTuple):
    """A date as a document gives it; ``hari`` is None where only the month is known."""

    tahun: int
    bulan: int
    hari: int | None = None

    @property
    def pertama(self) -> date:
        """The first day it may mean."""
        return date(self.tahun, self.bulan, self.hari or 1)

    @property
    def terakhir(self) -> date:
        """The last day it may mean."""
        if self.hari:
            return self.pertama
        return (self.pertama.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def angka(baris: Baris, field: str) -> Nilai:
    """Return what a field of a row says as a number; "belum diukur" where the table has no such column."""
    if field in baris.nilai:
        return baris.nilai[field]
    kolom = baris.table.by_field.get(field)
    if kolom is None:
        return Nilai(CellRef(baris.table.sheet.name, baris.row, baris.table.first_column))
    return column_nilai(baris.table, baris.row, kolom, baris.satuan)


def teks(baris: Baris, field: str) -> str:
    """Return what a field of a row says in words, on one line; numbers as they are typed, "" of nothing."""
    cell = _shown(baris, field)
    if cell is None:
        return ""
    return text_of(cell) or (f"{cell.value:f}" if isinstance(cell.value, Decimal) else "")


def per_tahun(baris: Baris, field: str) -> Mapping[int, Nilai]:
    """Return by year the numbers of a field that stands once for every year: "Target 2025", "Target 2026"."""
    columns = [kolom for kolom in baris.table.columns if kolom.field == field and kolom.tahun]
    return {kolom.tahun: column_nilai(baris.table, baris.row, kolom, baris.satuan) for kolom in columns if kolom.tahun}


def tanggal(baris: Baris, field: str) -> Tanggal | None:
    """Return the date in a field of a row: a date cell, "2 Oktober 2025", "2/10/2025", "Januari 2025"; else None."""
    cell = _shown(baris, field)
    if cell is None:
        return None
    if isinstance(cell.value, Decimal):
        return _from_serial(cell.value) if is_date_format(cell.number_format) else None
    return read_tanggal(text_of(cell))


def read_tanggal(text: str) -> Tanggal | None:
    """Read a date as Indonesian staff type it, day before month; None where a text is no date."""
    for shape in (_ISO, _NUMERIC, _WORDED):
        if match := shape.fullmatch(text.strip()):
            return _checked(match["tahun"], match["bulan"], match["hari"])
    return None


def column_nilai(table: RawTable, row: int, kolom: Kolom, satuan: str) -> Nilai:
    """Read the cell of a column as a number; a target merged over several rows is the number of each of them."""
    asked = row, kolom.column, satuan
    found: Nilai | None = table.kept.get(asked)
    if found is None:
        found = table.kept[asked] = _read(table, row, kolom, satuan)
    return found


def _read(table: RawTable, row: int, kolom: Kolom, satuan: str) -> Nilai:
    area = table.sheet.anchors.get((row, kolom.column))
    shares = area is not None and area.last_row > area.row
    shown = shares and kolom.field not in _RATIOS
    cell = table.sheet.shown(row, kolom.column) if shown else table.sheet.cell(row, kolom.column)
    ref = CellRef(table.sheet.name, cell.row, cell.column)
    if cell.kind == "kosong" and cell.formula is None:  # most cells of a plan by months, and soon told
        return Nilai(ref, number_format=cell.number_format)
    percent = kolom.field in _RATIOS or is_percent_unit(satuan) or "%" in kolom.judul
    dash_is_zero = bool(table.total_rows) and _is_money(kolom.field)
    nilai = read_nilai(ref, cell, percent_allowed=percent, dash_is_zero=dash_is_zero)
    zeros = _zeros_of(table, kolom)
    return _in_rupiah(nilai, zeros, _scales(table)) if zeros else nilai


def _zeros_of(table: RawTable, kolom: Kolom) -> int:
    """Return how many zeros the amounts of a column leave out, as its head says, or else a title above the table."""
    return (_zeros(kolom.judul) or table.once(_zeros_above)) if _is_money(kolom.field) else 0


@lru_cache(maxsize=4096)
def _zeros(judul: str) -> int:
    """Return how many zeros a head leaves out of its amounts: 6 under "Pagu (Rp juta)" and "Pagu (000.000)"."""
    if match := _SCALE.search(judul):
        return _ZEROS[match[1].lower()]
    return sum(map(str.isdigit, match[1])) if (match := _THOUSANDS.search(judul)) else 0


def _zeros_above(table: RawTable) -> int:
    """Return how many zeros the titles say are left out: 6 below "(dalam jutaan rupiah)"; 0 of full amounts."""
    match = next(filter(None, map(_SCALE_ABOVE.search, _texts_above(table))), None)
    zeros = _ZEROS[next(filter(None, match.groups())).lower()] if match else 0
    return zeros if zeros and _largest(table).adjusted() + zeros < _MOST_DIGITS else 0


def _texts_above(table: RawTable) -> Iterator[str]:
    """Yield the titles over a table's own columns, or one before them: those beside it are another's."""
    columns = range(table.first_column - 1, table.last_column + 1)
    yield from (text_of(cell) for cells in title_rows(table) for cell in cells if cell.column in columns)


def _largest(table: RawTable) -> Decimal:
    columns = [kolom.column for kolom in table.columns if _is_money(kolom.field)]
    cells = (table.sheet.cell(row, column) for row in (*table.rows, *table.total_rows) for column in columns)
    amounts = (read_nilai(CellRef(table.sheet.name, cell.row, cell.column), cell).nilai for cell in cells)
    return max((abs(amount) for amount in amounts if amount is not None), default=Decimal(0))


def _scales(table: RawTable) -> set[int]:
    return {_zeros_of(table, kolom) for kolom in table.columns if _is_money(kolom.field)}


def _in_rupiah(nilai: Nilai, zeros: int, scales: set[int]) -> Nilai:
    """Return an amount in rupiah, known to fewer digits; no formula can use cells of several scales."""
    if nilai.nilai is None:
        return nilai
    shown = nilai.nilai.scaleb(zeros)
    whole = shown.quantize(Decimal(1)) if shown == shown.to_integral_value() else shown
    return nilai._replace(nilai=whole, desimal=nilai.desimal - zeros, numerik=nilai.numerik and len(scales) == 1)


def _is_money(field: str) -> bool:
    return field in _MONEY or field.startswith(("pagu_triwulan", "realisasi_anggaran_triwulan"))


def _shown(baris: Baris, field: str) -> Cell | None:
    kolom = baris.table.by_field.get(field)
    return None if kolom is None else baris.table.sheet.shown(baris.row, kolom.column)


def _from_serial(value: Decimal) -> Tanggal | None:
    if not 1 <= value <= _MOST_DAYS:
        return None
    day = _SERIAL_ZERO + timedelta(days=int(value))
    return Tanggal(day.year, day.month, day.day)


def _checked(tahun: str, bulan: str, hari: str | None) -> Tanggal | None:
    found = Tanggal(int(tahun), int(bulan) if bulan.isdecimal() else _month(bulan), int(hari) if hari else None)
    try:
        date(found.tahun, found.bulan, 1 if found.hari is None else found.hari)
    except ValueError:
        return None
    return found


def _month(word: str) -> int:
    """Return the number of a month by its name, however it is spelt or shortened; 0 of any other word."""
    plain = word.lower()
    spelled = read_toml("layout.toml")["ejaan"].get(plain, plain)
    return _MONTHS.index(spelled) + 1 if spelled in _MONTHS else 0
