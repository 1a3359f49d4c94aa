"""Tells the rows of a table apart: numbering rows, data, totals, and what merely stands below or between them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from lkjip_xl.angka import read_angka
from lkjip_xl.layout import header_label, is_header_word, unit_words
from lkjip_xl.table import Cell, RawTable

MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
FIGURES = frozenset({
    "target", "realisasi", "capaian", "pagu", "pagu_murni", "realisasi_anggaran", "serapan", "sisa", "efisiensi",
    "target_akhir", "nilai", "indeks", "bobot", "bidang_pemerintahan", "bidang_kewilayahan", "bidang_kemasyarakatan",
    "triwulan_1", "triwulan_2", "triwulan_3", "triwulan_4", *MONTHS,
})  # fmt: skip
"""Fields that hold numbers."""
NUMBERS_OF_ROWS = frozenset({"no", "kode"})
LABELS = frozenset({"satuan", "kategori", "status", "keterangan", "tingkat", "mutu", "arah", "penanggung_jawab"})
"""Fields that say something about a row, but do not name it."""

_SUM = r"(?:(?:grand|sub)[ -]?)?(?:jumlah|jml|jlh|total)"
_MEAN = r"(?:rata[\s–-]*rata|rata ?2|rerata)"
_TOTAL = re.compile(
    rf"{_SUM} (?:nilai )?capaian(?: (?:kinerja|iku|sasaran|indikator|utama|keseluruhan|akhir|tertimbang|rp|\d+))*"
    rf"|{_SUM}(?: (?:total|jumlah|keseluruhan|seluruh\w*|anggaran|pagu|belanja|nilai|akhir|besar|tahun"
    r"|dalam|ribuan|jutaan|rp|rupiah|[ivx\d+ ]+))*"
    rf"|(?:nilai |jumlah |capaian )?{_MEAN}"
    r"(?: (?:capaian|nilai|kinerja|realisasi|persentase|sasaran|tujuan|iku|indikator|keseluruhan|total|utama|%|\d+))*"
)
_WIDE_TOTAL = re.compile(rf"(?:{_SUM}|(?:nilai |capaian )?{_MEAN})\b.*")
_SPENDING = re.compile(r"(?:belanja|anggaran)(?: (?:daerah|opd|skpd|pd|perangkat|keseluruhan))+")
_AKIP_TOTAL = re.compile(r"nilai (?:hasil evaluasi|akuntabilitas kinerja|akhir|s?akip)\b.*")
_NUMBERED = re.compile(r"^(?:[ivx]{1,4}|[a-h]|\d{1,2})\s*[.)]\s*")
_SPACED_OUT = re.compile(r"(?<!\w)[^\W\d_](?:[\s.-][^\W\d_](?!\w)){2,}")
_LABEL_SIGNS = re.compile(r"[()\[\]:=,;.*_/]+")
_GLUED = re.compile(r"grand|sub|jumlah|total|keseluruhan|seluruhnya|anggaran|belanja|pagu")
_TOTAL_LABEL_LENGTH = 60
_LONG_LABEL = 200
_OPEN, _CLOSE = r"[(\[{<|/–—-]", r"[)\]}>|/–—-]"
_COUNT = re.compile(
    rf"\(?\s*(\d{{1,2}})\s*(?:[).]|$|=.*|\s*\(.*)"
    rf"|(?:{_OPEN}\s*|(?:kol(?:om)?|col(?:umn)?)\b[\s.-]*)(\d{{1,2}})\s*(?:{_CLOSE}|$)(?:\s*=.*)?$",
    re.IGNORECASE,
)
_COUNT_FORMULA = re.compile(r"[\d\s()\[\]{}<>|=:/x×÷*%+\-–—.,]+", re.IGNORECASE)
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_LETTER = re.compile(rf"{_OPEN}?\s*([a-z])\s*{_CLOSE}?\.?(?:\s*=.*)?", re.IGNORECASE)
_MONTHS = "januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember"
_SIGNATURE = re.compile(
    rf"(?:mengetahui|menyetujui|disetujui|disahkan|mengesahkan|ditetapkan di|dibuat di|pihak (?:pertama|kedua))\b.*"
    rf"|nip\b.*"
    rf"|[a-z][a-z .]{{2,30}},\s*(?:tanggal\s*)?(?:\d{{1,2}}|[.…_]+)?\s*(?:{_MONTHS})\s*(?:20\d\d|[.…_]+)?",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:sumber(?: data)?|catatan|keterangan|ket)\s*\.?\s*:|\*", re.IGNORECASE)
_SIGNS = re.compile(
    r"(?:a\.?n\.?\s*|plt\.?\s*|plh\.?\s*)?(?:wali ?kota|bupati|gubernur|camat|lurah|sekretaris|asisten|inspektur"
    r"|direktur|kepala (?:dinas|badan|bagian|bidang|sub\w*|seksi|kantor|satuan))\b.*",
    re.IGNORECASE,
)
_CLOSING_CELLS = 4
_HEAD_CELLS = 2
_FIRST_COUNT = 3
_LEAST_SHUFFLED = 4
_LEAST_SUMMED = 2
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{3}")
_TOTAL_UNITS = frozenset({"", "-", "%", "persen", "rp", "rupiah"})
_INDICATORS = frozenset({"indikator", "iku"})


def split_rows(table: RawTable, start: int, end: int) -> RawTable:
    """Return the table with its rows from ``start`` to ``end`` told apart and added to those it has.

    Signatures and notes below the last row are left out.
    """
    filled = _filled_rows(table, start, end)
    counts = bool(filled) and (is_numbering(filled[0]) or _is_in_romans(table, filled[0]))
    number_row = filled[0][0].row if counts else None
    kept = _with_sum(table, _body(table, filled[1:] if number_row else filled, excel_end(table)))
    return table._replace(
        number_row=table.number_row or number_row,
        rows=(*table.rows, *(row for row, is_total in kept if not is_total)),
        total_rows=(*table.total_rows, *(row for row, is_total in kept if is_total)),
    )


def _with_sum(table: RawTable, rows: list[tuple[int, bool]]) -> list[tuple[int, bool]]:
    """Return the rows with the last as their total where it says "Belanja Daerah" and is the sum of all above."""
    above = [row for row, is_total in rows[:-1] if not is_total]
    if len(above) < _LEAST_SUMMED or len(above) < len(rows) - 1 or "pagu" not in table.positions:
        return rows
    last = rows[-1][0]
    texts = (cell.value for cell in table.sheet.rows[last] if table.fields.get(cell.column) and cell.kind == "teks")
    if not any(isinstance(text, str) and _SPENDING.fullmatch(plain_label(text[:_LONG_LABEL])) for text in texts):
        return rows
    column = table.positions["pagu"]
    amounts = [_amount(table.sheet.cell(row, column)) for row in above]
    return [*rows[:-1], (last, sum(amounts) == _amount(table.sheet.cell(last, column)) > 0)]


def _amount(cell: Cell) -> Decimal:
    """Return the amount in a cell, 0 where it holds none."""
    if isinstance(cell.value, Decimal):
        return cell.value
    return (read_angka(cell.value).nilai if isinstance(cell.value, str) else None) or Decimal(0)


def excel_end(table: RawTable) -> int:
    """Return the last row of the Excel table whose head is this one's, 0 where there is none."""
    ends = (
        area.last_row
        for area in table.sheet.tables
        if table.header_first <= area.row <= table.header_last
        and any(area.column <= column <= area.last_column for column in table.fields)
    )
    return max(ends, default=0)


def is_continuation(table: RawTable, row: int) -> bool:
    """Tell whether the same head at ``row`` goes on with the table: no total and no title of its own between."""
    if table.total_rows:
        return False
    between = _filled_rows(table, table.last_row + 1, row - 1)
    return all("lanjut" in str(cell.value).lower() for cells in between for cell in cells)


def _filled_rows(table: RawTable, first: int, last: int) -> list[list[Cell]]:
    """Return the cells of each row that fills any of the table's columns, from the top down.

    A row of nothing but an Excel table's own formulas, never calculated, waits for someone to type in it.
    """
    numbers, rows, columns = table.sheet.row_numbers, table.sheet.rows, table.fields
    filled = (
        [cell for cell in rows[row] if cell.column in columns and not cell.is_blank]
        for row in numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]
    )
    return [cells for cells in filled if not all(cell.fills_column and cell.value is None for cell in cells)]


def _body(table: RawTable, filled: Sequence[list[Cell]], certain: int) -> list[tuple[int, bool]]:
    """Return the rows that belong to the table, each with whether it is a total.

    Down to the row ``certain``, the end of an Excel table, all do. Below, the rest are notes, signatures and other
    tables' heads. A row of one cell neither ends a table nor goes on with it, unless it is a total whose figures are
    still to come. After one, after a note, an empty row or a total, a row must look like data: a name with a figure
    or a unit.
    """
    rows: list[tuple[int, bool]] = []
    length = last = 0
    careful = False
    for cells in filled:
        row, is_total = cells[0].row, _is_total(table, cells)
        if row <= certain:
            rows.append((row, is_total))
            length, last, careful = len(rows), row, is_total
            continue
        if _is_signed(cells) or _is_head(cells):
            break
        gap = last > 0 and row > last + 1
        last = row
        careful = careful or gap or len(cells) == 1 or _is_note(cells)
        if not _is_note(cells):
            rows.append((row, is_total))
            goes_on = not careful or is_total or _looks_like_data(table, cells)
            if goes_on and (len(cells) > 1 or (is_total and not gap)):
                length, careful = len(rows), is_total
    return rows[:length]


def _is_signed(cells: Sequence[Cell]) -> bool:
    """Tell whether a row begins or belongs to a signature: "Serang, 5 Januari 2026", "Mengetahui", "NIP. ..."."""
    texts = [cell.value.strip() for cell in cells if isinstance(cell.value, str)]
    if len(cells) > _CLOSING_CELLS or not texts:
        return False
    return any(map(_SIGNATURE.fullmatch, texts)) or (len(texts) == len(cells) and all(map(_SIGNS.fullmatch, texts)))


def _is_note(cells: Sequence[Cell]) -> bool:
    return any(isinstance(cell.value, str) and _NOTE.match(cell.value.strip()) for cell in cells[:1])


def _is_head(cells: Sequence[Cell]) -> bool:
    """Tell whether a row is the head of some other table: words only, "No" first or header words for the most part."""
    texts = [cell.value for cell in cells if isinstance(cell.value, str) and cell.kind == "teks"]
    if len(texts) < len(cells) or len(texts) < _HEAD_CELLS:
        return False
    words = [text for text in texts if not _DIGITS.fullmatch(text.strip())]
    hits = sum(is_header_word(text) and header_label(text)[0] not in unit_words() for text in words)
    return header_label(texts[0])[0] == "no" or (hits > 1 and hits * 2 > len(texts))


def _looks_like_data(table: RawTable, cells: Sequence[Cell]) -> bool:
    fields = [table.fields[cell.column] for cell in cells]
    named = any(_names(field) and cell.kind == "teks" for field, cell in zip(fields, cells, strict=True))
    if not named or not FIGURES.intersection(table.positions):
        return named
    figures = (cell for field, cell in zip(fields, cells, strict=True) if not field or field in FIGURES)
    return "satuan" in fields or any(map(_is_number, figures))


def _names(field: str) -> bool:
    return bool(field) and field not in FIGURES and field not in LABELS and field not in NUMBERS_OF_ROWS


def _is_number(cell: Cell) -> bool:
    if isinstance(cell.value, str):
        return cell.kind == "teks" and read_angka(cell.value).jenis == "angka"
    return isinstance(cell.value, Decimal)


def is_numbering(cells: Sequence[Cell]) -> bool:
    """Tell whether a row only counts the columns: 1 2 3, (1) [2] -3-, "Kol. 4", a b c, "6 = 5/4", "5:4x100%"."""
    letters = [_LETTER.fullmatch(cell.value.strip()) for cell in cells if isinstance(cell.value, str)]
    if len(letters) == len(cells) > 1 and all(letters):
        order = [match[1].lower() for match in letters if match]
        return order == sorted(set(order))
    counts = [_count(cell) for cell in cells]
    numbers = [count for count in counts if count is not None]
    formulas = (cell for cell, count in zip(cells, counts, strict=True) if count is None)
    return (
        len(numbers) > 1
        and (numbers == sorted(set(numbers)) or _is_shuffled(numbers))
        and min(numbers) <= _FIRST_COUNT
        and all(isinstance(cell.value, str) and _COUNT_FORMULA.fullmatch(cell.value) for cell in formulas)
    )


def _is_in_romans(table: RawTable, cells: Sequence[Cell]) -> bool:
    """Tell whether a row counts the columns I II III; it fills them all, for four of them may be quarters."""
    texts = tuple(cell.value.strip(" ().[]-") for cell in cells if isinstance(cell.value, str))
    return _HEAD_CELLS < len(table.fields) == len(texts) and texts == _ROMANS[: len(texts)]


def _is_shuffled(numbers: Sequence[int]) -> bool:
    """Tell whether numbers count columns that were moved afterwards: every number once, in another order."""
    return len(numbers) >= _LEAST_SHUFFLED and sorted(numbers) == list(range(min(numbers), max(numbers) + 1))


def _count(cell: Cell) -> int | None:
    """Return the number a cell of a numbering row holds; "(1)" typed into Excel is stored as -1."""
    if isinstance(cell.value, Decimal):
        return abs(int(cell.value)) if cell.value == int(cell.value) and 0 < abs(cell.value) < 60 else None
    match = _COUNT.match(cell.value.strip()) if isinstance(cell.value, str) else None
    return int(match[1] or match[2]) if match else None


@lru_cache(maxsize=4096)
def plain_label(text: str) -> str:
    """Return the words of a total's label: "J U M L A H :" is "jumlah", "IV. Grand-Total (Rp.)" is "grand-total rp"."""
    text = _SPACED_OUT.sub(_respelled, _NUMBERED.sub("", text.strip().lower(), count=1))
    return " ".join(_LABEL_SIGNS.sub(" ", text).split()).strip(" -–")


def _respelled(spaced: re.Match[str]) -> str:
    """Return the word, or the words of a total's label, that stand one letter at a time: "t o t a l"."""
    word = re.sub(r"[\s.-]", "", spaced[0])
    return " ".join(_GLUED.findall(word)) if not _GLUED.sub("", word) else word


def _is_total(table: RawTable, cells: Sequence[Cell]) -> bool:
    """Tell whether a row sums or averages: a label such as "Jumlah" and no other words that name it.

    Where no column of words is filled, the label may stand under "No", or under the head of a figure or a remark.
    """
    words = [
        (table.fields[cell.column], plain_label(cell.value[:_LONG_LABEL]))
        for cell in cells
        if isinstance(cell.value, str) and cell.kind == "teks"
    ]
    numbered = [text for field, text in words if field in NUMBERS_OF_ROWS]
    if any(map(_TOTAL.fullmatch, numbered)):
        return True
    named = [(field, text) for field, text in words if _names(field)]
    if named:
        units = dict(words).get("satuan", "%")
        return units in _TOTAL_UNITS and all(_is_total_label(table, field, text) for field, text in named)
    others = [(field, text) for field, text in words if field not in {*NUMBERS_OF_ROWS, "satuan"}]
    astray = [text for _, text in others if _TOTAL.fullmatch(text)]
    is_named = any(not field and text not in astray and _WORD.search(text) for field, text in others)
    return any(_is_total_label(table, "no", text) for text in numbered) or (bool(astray) and not is_named)


def _is_total_label(table: RawTable, field: str, text: str) -> bool:
    if table.kind == "akip" and _AKIP_TOTAL.fullmatch(text):
        return True
    pattern = _TOTAL if field in _INDICATORS else _WIDE_TOTAL
    return len(text) <= _TOTAL_LABEL_LENGTH and bool(pattern.fullmatch(text))
