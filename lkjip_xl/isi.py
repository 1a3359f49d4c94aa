"""Settles by what stands in a table's columns what their heads leave open."""

import re
from collections.abc import Iterator
from decimal import Decimal

from lkjip_xl.angka import read_angka
from lkjip_xl.baris import FIGURES, NUMBERS_OF_ROWS
from lkjip_xl.ketentuan import ketentuan_bawaan
from lkjip_xl.layout import header_label, status_words
from lkjip_xl.table import Cell, Kolom, RawTable

_WORD = re.compile(r"[^\W\d_]{3}")
_REMARKS = frozenset({"keterangan", "ket"})
_LETTER = re.compile(r"[^\W\d_]")
_CURRENCY = re.compile(r"(?:rp|idr|rupiah)\s*[.:]?|[-–—]", re.IGNORECASE)


def settle_columns(table: RawTable) -> RawTable:
    """Return the table with its words and its remarks in the right fields.

    Where one head is merged over a numbering column and a column of words, the words are the field; where one stands
    over "Rp" and the amount, in two columns, the amount is. A column
    "Keterangan" is the status only where nothing but a status stands in it, and "Jenis Indikator" or "Polaritas"
    the arah only where one is named in it.
    """
    for kolom in table.columns:
        if kolom.field in FIGURES:
            table = _with_amounts(table, kolom)
        elif kolom.field not in NUMBERS_OF_ROWS:
            table = _with_words(table, kolom)
    no_arah = tuple(kolom for kolom in table.columns if kolom.field == "arah" and not _is_arah(table, kolom))
    columns = tuple(_as_remark(table, kolom) for kolom in table.columns if kolom not in no_arah)
    return table._replace(columns=columns, unknown=table.unknown + no_arah)


def _with_words(table: RawTable, kolom: Kolom) -> RawTable:
    twins = [other for other in table.unknown if other.judul == kolom.judul and other.column > kolom.column]
    if not twins or any(map(_WORD.search, _texts(table, kolom))):
        return table
    worded = next((twin for twin in twins if any(map(_WORD.search, _texts(table, twin)))), None)
    if worded is None:
        return table
    columns = tuple(each._replace(column=worded.column) if each is kolom else each for each in table.columns)
    unknown = tuple(each._replace(column=kolom.column) if each is worded else each for each in table.unknown)
    return table._replace(columns=columns, unknown=unknown)


def _with_amounts(table: RawTable, kolom: Kolom) -> RawTable:
    """Return the table with a figure's column where the amounts stand: beside one that only says "Rp"."""
    if not _says_currency(table, kolom.column):
        return table
    twins = [other for other in table.unknown if other.judul == kolom.judul]
    beside = kolom.column + 1
    if beside not in table.fields and not table.sheet.anchors.get((table.header_last, beside)):
        twins.append(kolom._replace(field="", column=beside))
    amounts = next((twin for twin in twins if _holds_amounts(table, twin.column)), None)
    if amounts is None:
        return table
    signs = kolom._replace(field="")
    columns = (each._replace(column=amounts.column) if each is kolom else each for each in table.columns)
    unknown = [signs, *(each for each in table.unknown if each is not amounts)]
    return table._replace(columns=tuple(columns), unknown=tuple(sorted(unknown, key=lambda each: each.column)))


def _filled(table: RawTable, column: int) -> Iterator[Cell]:
    for row in (*table.rows, *table.total_rows):
        cell = table.sheet.cell(row, column)
        if not cell.is_blank:
            yield cell


def _says_currency(table: RawTable, column: int) -> bool:
    texts = [cell.value.strip() if isinstance(cell.value, str) else "" for cell in _filled(table, column)]
    return bool(texts) and all(map(_CURRENCY.fullmatch, texts)) and any(map(_LETTER.match, texts))


def _holds_amounts(table: RawTable, column: int) -> bool:
    return any(
        isinstance(cell.value, Decimal) or (isinstance(cell.value, str) and read_angka(cell.value).jenis == "angka")
        for cell in _filled(table, column)
    )


def _texts(table: RawTable, kolom: Kolom) -> Iterator[str]:
    for row in table.rows:
        value = table.sheet.cell(row, kolom.column).value
        if isinstance(value, str) and value.strip():
            yield value.strip()


def _is_arah(table: RawTable, kolom: Kolom) -> bool:
    if header_label(kolom.judul)[0].startswith("arah"):
        return True
    return any(map(ketentuan_bawaan().arah_of, _texts(table, kolom)))


def _as_remark(table: RawTable, kolom: Kolom) -> Kolom:
    if kolom.field != "status" or header_label(kolom.judul)[0] not in _REMARKS:
        return kolom
    is_status = all(status_words().fullmatch(text) for text in _texts(table, kolom))
    return kolom if is_status else kolom._replace(field="keterangan")
