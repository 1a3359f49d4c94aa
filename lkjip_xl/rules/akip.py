"""AK001–AK004: the table of the evaluation of AKIP (RUMUS 7)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.angka import format_angka
from lkjip_xl.jenjang import text_of
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.rules.dasar import Kena, SebagianError, TidakBisaError, aturan
from lkjip_xl.rules.konteks import Konteks, same_number
from lkjip_xl.rules.label import berlabel
from lkjip_xl.rules.nama import nilai_akip
from lkjip_xl.rules.ungkapan import alamat, pendek
from lkjip_xl.sel import angka, per_tahun, teks
from lkjip_xl.table import Cell, CellRef, RawTable
from lkjip_xl.tertulis import agrees, show

_PREDIKAT = (("AA", 90), ("A", 80), ("BB", 70), ("B", 60), ("CC", 50), ("C", 30))
_LABEL = re.compile(r"\b(?:predikat|kategori|tingkat akuntabilitas|interpretasi)\b", re.IGNORECASE)
_LETTERS = re.compile(r"(?<![A-Za-z])(AA|A|BB|B|CC|C|D)(?![A-Za-z])")
_YEAR_LABEL = re.compile(r"tahun (?:nilai|penilaian|hasil(?: evaluasi)?) (?:s?akip|evaluasi akip)", re.IGNORECASE)
_TITLE_YEAR = re.compile(
    r"\b(?:s?akip|(?:nilai|hasil|evaluasi)\b\D*\bakuntabilitas kinerja)\b\D*\b(20\d\d)\b", re.IGNORECASE
)
_YEARS = range(2000, 2100)
_NUMBERINGS = tuple(map(re.compile, (r"\d{1,2}[.)]?", r"[IVX]+[.)]?", r"[A-Z][.)]?")))
_BELOW = 3
_WHOLE = Decimal(100)
_TWICE = Decimal("1.5")
"""So much more than the whole is no wrong weight, but components and their details in one sum."""


class _Evaluasi(NamedTuple):
    """One AKIP table: its components and its total, None where no total is printed."""

    table: RawTable
    rows: tuple[Baris, ...]
    jumlah: Baris | None

    @property
    def nilai(self) -> Decimal | None:
        """The score: the printed total, or else the sum of the components."""
        if self.jumlah:
            return angka(self.jumlah, "nilai").nilai
        values = [angka(row, "nilai").nilai for row in self.parts]
        return sum((value or Decimal(0) for value in values), Decimal(0)) if values and None not in values else None

    @property
    def parts(self) -> Sequence[Baris]:
        """The rows that may add up to the whole: where the weights are too much for that, those no other row details.

        They are numbered like the first; an evaluation sheet goes on with "1.a", with "a" or without a number. None
        where details are among them still.
        """
        if _weight(self.rows) <= self.whole:
            return self.rows
        parts = _undetailed(self.rows)
        numbers = [number for row in parts if (number := _number(row))]
        detailed = len(set(numbers)) < len(numbers) or _weight(parts) >= self.whole * _TWICE
        return () if detailed else parts

    @property
    def whole(self) -> Decimal:
        """The weight of all components: what the total says, or else 100."""
        stated = angka(self.jumlah, "bobot").nilai if self.jumlah else None
        return _WHOLE if stated is None else stated

    @property
    def ref(self) -> CellRef:
        """Where the score stands, or else where its first component does."""
        return (self.jumlah or self.rows[0]).ref("nilai")


def _evaluations(konteks: Konteks) -> Iterator[_Evaluasi]:
    for table in konteks.tables("akip"):
        every = [row for row in konteks.dokumen.rows("akip") if row.table is table]
        rows = tuple(row for row in every if row.jenjang not in {"jumlah", "rata-rata"} and not says_predikat(row))
        if rows:
            yield _Evaluasi(table, rows, next((row for row in every if row.jenjang == "jumlah"), None))


@aturan("AK001", "akip")
def jumlah_komponen_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield a printed total that is not the sum of its components; parts of components are not summed again."""
    found = list(_evaluations(konteks))
    reported = [(each, row) for each in found for row in _reported(konteks, each)]
    if not reported and not any(each.jumlah for each in found):
        raise TidakBisaError("isi", tabel="baris Jumlah pada tabel hasil evaluasi AKIP")
    for each in found:
        parts = _components(each)
        for field in ("nilai", "bobot") if each.jumlah and parts else ():
            yield from _wrong_sum(each, parts, field, angka(each.jumlah or parts[0], field), each.jumlah or parts[0])
    for each, row in reported:
        yield from _wrong_sum(each, each.parts, "nilai", angka(row, "realisasi"), row)
    if any(each.jumlah and not _components(each) for each in found):
        raise SebagianError("isi", tabel="bobot setiap komponen pada tabel hasil evaluasi AKIP")


def _reported(konteks: Konteks, each: _Evaluasi) -> list[Baris]:
    """Return the realisasi rows that give this very evaluation's score, where the table prints no total."""
    rows = [row for row in konteks.iku("capaian_iku") if _is_score(konteks, row.indikator)]
    year = _year(konteks, each)
    return [row for row in rows if not each.jumlah and year and angka(row, "tahun_nilai").nilai == year]


def _is_score(konteks: Konteks, indikator: str) -> bool:
    """Tell whether an indicator is the office's own score, by its words or by what the sheet Padanan says of them."""
    confirmed = konteks.disahkan(indikator) and konteks.words(indikator) == "akip"
    return confirmed or nilai_akip(indikator, konteks.office)


def _components(each: _Evaluasi) -> list[Baris]:
    """Return the rows that add up to the whole weight, none where they cannot be told from their parts.

    Where the total prints no weight the whole is 100, but only rows that make up exactly that are sure to be all.
    """
    weights = [angka(row, "bobot").nilai for row in each.rows]
    if None in weights:
        return []
    stated = each.jumlah is not None and angka(each.jumlah, "bobot").nilai is not None
    return list(each.parts) if stated or _weight(each.parts) == _WHOLE else []


def _weight(rows: Sequence[Baris]) -> Decimal:
    return sum((angka(row, "bobot").nilai or Decimal(0) for row in rows), Decimal(0))


def _undetailed(rows: Sequence[Baris]) -> Sequence[Baris]:
    """Return the rows numbered as the first one is, or those numbered at all where it is not; all where none is."""
    numbers = [_number(row) for row in rows]
    kind = next((kind for kind in _NUMBERINGS if kind.fullmatch(numbers[0])), None)
    like = [row for row, number in zip(rows, numbers, strict=True) if (kind.fullmatch(number) if kind else number)]
    return like or rows


def _number(row: Baris) -> str:
    cell = row.table.cell(row.row, "no")
    return str(cell.value).strip() if cell is not None and cell.value is not None else ""


def says_predikat(row: Baris) -> bool:
    """Tell whether a row only says what the score is worth: "Predikat" without a weight."""
    return bool(_LABEL.match(row.nama)) and angka(row, "bobot").jenis == "belum diukur"


def _wrong_sum(each: _Evaluasi, parts: Sequence[Baris], field: str, written: Nilai, row: Baris) -> Iterator[Kena]:
    cells = [angka(part, field) for part in parts]
    if not cells or any(cell.nilai is None for cell in cells) or written.nilai is None:
        return
    exact = sum((cell.nilai or Decimal(0) for cell in cells), Decimal(0))
    if not agrees(written, exact):
        words = {"kolom": each.table.by_field[field].judul, "tertulis": show(written), "hitungan": format_angka(exact)}
        words["rincian"] = " + ".join(show(cell) for cell in cells)
        refs = tuple(cell.ref for cell in cells)
        yield Kena(written.ref, words, row, refs, show(written), format_angka(exact))


@aturan("AK002", "akip")
def komponen_melebihi_bobot(konteks: Konteks) -> Iterator[Kena]:
    """Yield components that score more than their weight."""
    for each in _evaluations(konteks):
        for row in each.rows:
            nilai, bobot = angka(row, "nilai"), angka(row, "bobot")
            if nilai.nilai is not None and bobot.nilai is not None and nilai.nilai > bobot.nilai:
                words = {"baris": pendek(row.nama), "bobot": show(bobot), "sel_bobot": bobot.ref.a1}
                yield Kena(nilai.ref, words, row, (bobot.ref,), show(nilai))


@aturan("AK003", "akip")
def predikat_keliru(konteks: Konteks) -> Iterator[Kena]:
    """Yield predikat of the evaluation that the score does not give."""
    for each in _evaluations(konteks):
        score = each.nilai
        for cell in _letters(each) if score is not None else ():
            match = _LETTERS.search(text_of(cell))
            if match and score is not None and match[1] != predikat(score):
                ref = CellRef(each.table.sheet.name, cell.row, cell.column)
                words = {"nilai": format_angka(score), "sel_nilai": alamat(each.ref)}
                lain = (each.ref,) if each.ref != ref else ()
                yield Kena(ref, words, each.jumlah, lain, match[1], predikat(score))


def predikat(score: Decimal) -> str:
    """Return the predikat of an AKIP score (RUMUS 7)."""
    return next((letters for letters, above in _PREDIKAT if score > above), "D")


def _letters(each: _Evaluasi) -> Iterator[Cell]:
    """Yield the cells that say the predikat: beside a label below the table, beside the total, or in its cell."""
    sheet, table = each.table.sheet, each.table
    for row in range(table.header_last + 1, table.last_row + 1 + _BELOW):
        held = sheet.rows.get(row, [])
        label = next((cell for cell in held if _LABEL.search(text_of(cell))), None)
        yield from (cell for cell in held if label and cell.column > label.column and _LETTERS.search(text_of(cell)))
    if each.jumlah:
        titled = [kolom.column for kolom in table.unknown if _LABEL.search(kolom.judul)]
        columns = [*titled, table.positions["nilai"]]
        cells = (sheet.cell(each.jumlah.row, column) for column in columns)
        yield from (cell for cell in cells if text_of(cell))


@aturan("AK004", "akip", "riwayat")
def tahun_nilai_akip_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield an AKIP score that Riwayat gives otherwise for the year the score is of."""
    history = [row for row in konteks.rows("riwayat") if _is_score(konteks, row.indikator)]
    years = [(each, year) for each in _evaluations(konteks) if (year := _year(konteks, each))]
    if not years:
        raise TidakBisaError("isi", tabel="tahun nilai AKIP")
    for each, year in years:
        stated = [said for row in history if (said := per_tahun(row, "realisasi").get(year)) and said.nilai is not None]
        score = each.nilai
        own = Nilai(each.ref, "angka", score, None, 2)
        off = [said for said in stated if score is not None and not same_number(own, said)]
        if off and score is not None:
            words = {
                "tahun": year,
                "nilai": format_angka(score),
                "riwayat": show(off[0]),
                "sel_riwayat": alamat(off[0].ref),
            }
            refs = tuple(said.ref for said in off)
            yield Kena(_year_cell(each) or each.ref, words, each.jumlah, refs, format_angka(score))


def _year(konteks: Konteks, each: _Evaluasi) -> int | None:
    """Return the year a score is of, as its table, its title, or a cover sheet says."""
    rows = [teks(row, "tahun_nilai") for row in each.rows]
    head = each.table.by_field["nilai"].tahun
    labelled = (str(int(nilai.nilai)) for nilai in berlabel(konteks, _YEAR_LABEL) if nilai.nilai is not None)
    stated = (*rows, str(head or ""), *labelled, *_title_years(each.table))
    years = (int(text) for text in stated if text.isdecimal())
    return next((year for year in years if year in _YEARS), None)


def _title_years(table: RawTable) -> Iterator[str]:
    rows = range(max(1, table.header_first - _BELOW), table.header_first)
    for row in rows:
        for cell in table.sheet.rows.get(row, []):
            yield from _TITLE_YEAR.findall(text_of(cell))


def _year_cell(each: _Evaluasi) -> CellRef | None:
    if each.jumlah or not each.table.positions.get("tahun_nilai"):
        return None
    return each.rows[0].ref("tahun_nilai")
