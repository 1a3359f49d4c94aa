"""Settles by what stands in a table's columns what their heads leave open."""

import re
from collections.abc import Iterator
from decimal import Decimal

from lkjip_xl.angka import read_angka
from lkjip_xl.baris import FIGURES, NUMBERS_OF_ROWS
from lkjip_xl.ketentuan import ketentuan_bawaan
from lkjip_xl.layout import arah_pattern, has_arah, header_label, status_words
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
    return _with_arah(table._replace(columns=columns, unknown=table.unknown + no_arah))


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
    """Tell whether a column that a head calls the arah is it: of a word such as "Tren", not how the figures moved."""
    label = header_label(kolom.judul)[0]
    if label.startswith("arah"):
        return True
    texts = list(_texts(table, kolom))
    if arah_pattern("tegas").fullmatch(label) and any(map(arah_pattern("singkat").fullmatch, texts)):
        return True
    if arah_pattern("tren").fullmatch(label) and _may_be_remark(table, kolom):
        return bool(texts) and all(map(arah_pattern("jelas").fullmatch, texts))
    return any(map(ketentuan_bawaan().arah_of, texts))


def _may_be_remark(table: RawTable, kolom: Kolom) -> bool:
    """Tell whether "Naik" in a column may tell how the result moved: it stands behind it, or years are compared."""
    everything = (*table.columns, *table.unknown)
    if kolom.column > table.positions.get("realisasi", kolom.column):
        return True
    dated = [each for each in everything if each.tahun and "realisasi" in each.judul.lower()]
    if len({each.tahun for each in dated}) > 1 or any(each in table.unknown for each in dated):
        return True
    return any(arah_pattern("pembanding").fullmatch(header_label(each.judul)[0]) for each in everything)


def _with_arah(table: RawTable) -> RawTable:
    """Return the table with the one column as its arah whose words say so though its head does not.

    A column headed by signs alone, "↑/↓", is of those that are not understood, so that a person is told.
    """
    if not has_arah(table.kind):
        return table
    table = table._replace(unknown=(*table.unknown, *_signed(table)))
    open_to = [*table.unknown, *(kolom for kolom in table.columns if kolom.field == "sifat")]
    found = [kolom for kolom in open_to if "arah" not in table.positions and _states_arah(table, kolom)]
    if len(found) != 1:
        return table
    kept = [kolom for kolom in table.columns if kolom is not found[0]]
    columns = sorted((*kept, found[0]._replace(field="arah")), key=lambda each: each.column)
    return table._replace(columns=tuple(columns), unknown=tuple(each for each in table.unknown if each is not found[0]))


def _signed(table: RawTable) -> Iterator[Kolom]:
    for row in range(table.header_first, table.header_last + 1):
        for cell in table.sheet.rows.get(row, ()):
            inside = table.first_column < cell.column < table.last_column and cell.column not in table.fields
            if inside and isinstance(cell.value, str) and arah_pattern("tanda").fullmatch(cell.value):
                yield Kolom("", cell.column, cell.value.strip())


def _states_arah(table: RawTable, kolom: Kolom) -> bool:
    """Tell whether every text in a column states a direction, and none can be a remark on the result.

    Half the rows are filled at least. "Positif" counts below "Sifat" only, "↓" and "Menurun" below signs only.
    """
    cells = [cell for row in table.rows if not (cell := table.sheet.cell(row, kolom.column)).is_blank]
    texts = [cell.value.strip() for cell in cells if isinstance(cell.value, str)]
    if not texts or len(texts) < len(cells) or len(texts) * 2 < len(table.rows):
        return False
    if not all(map(ketentuan_bawaan().arah_of, texts)):
        return False
    if all(map(arah_pattern("jelas").fullmatch, texts)):
        return True
    signs = arah_pattern("tanda").fullmatch(kolom.judul) and all(map(arah_pattern("gerak").fullmatch, texts))
    named = signs or arah_pattern("sifat").fullmatch(header_label(kolom.judul)[0])
    return bool(named) and not _may_be_remark(table, kolom)


def _as_remark(table: RawTable, kolom: Kolom) -> Kolom:
    if kolom.field != "status" or header_label(kolom.judul)[0] not in _REMARKS:
        return kolom
    is_status = all(status_words().fullmatch(text) for text in _texts(table, kolom))
    return kolom if is_status else kolom._replace(field="keterangan")
