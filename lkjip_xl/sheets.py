"""How our own sheet Hasil Validasi looks, and which cells of the other sheets it marks: plans, as plain values."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from textwrap import wrap
from typing import NamedTuple

from lkjip_xl.pesan import pesan
from lkjip_xl.rencana import (
    MARK_PREFIX,
    ColourRule,
    Look,
    Mark,
    MarkedSheet,
    MarkRule,
    Plan,
    PrintSetup,
    SheetCell,
    SheetColumn,
    SheetReplace,
    TableArea,
)
from lkjip_xl.table import Area, Sheet, address, column_letters
from lkjip_xl.temuan import TINGKAT, HasilPeriksa, Temuan, Tingkat

TABLE = "TabelHasilValidasi"
HEAD_ROW = 8
_STAMP = 5, 4
_WIDTHS = (5, 11, 8, 15, 7, 23, 38, 33, 15, 15, 19, 17, 17, 40)
_LINE_HEIGHT, _TALLEST = 13.5, 405  # points, below Excel's limit
_LETTERS = 1.12  # of our size fit where a column's width counts one of the usual size
_FORMULA_STARTS = tuple("=+-@\t\r")
_LONGEST_TEXT, _LONGEST_LINK = 1000, 255

_BLUE, _GREY, _LINE = "1F3864", "595959", "BFBFBF"
TITLE_LOOK = Look(bold=True, size=16, colour=_BLUE)
_PLAIN = Look()
_SMALL = Look(colour=_GREY)
_CELL = Look(border=_LINE, wrap=True)
_MIDDLE = _CELL._replace(horizontal="center")
_LINK = _CELL._replace(underline=True, colour="0563C1")
_HEAD = Look(bold=True, colour="FFFFFF", fill=_BLUE, border=_LINE, wrap=True, horizontal="center")
_COLOURS: dict[str, Look] = {
    "kesalahan": Look(colour="9C0006", fill="FFC7CE", border="C00000"),
    "peringatan": Look(colour="7F6000", fill="FFEB9C", border="BF8F00"),
    "info": Look(colour="1F4E78", fill="DDEBF7", border="2F75B5"),
    "dijelaskan": Look(colour=_GREY, fill="E7E6E6", border="7F7F7F"),
}


class KepalaHasil(NamedTuple):
    """What the head of Hasil Validasi tells beside the findings; ``sidik`` is the stamp of the sheets checked."""

    berkas: str
    perangkat_daerah: str
    tahun: str
    versi: str
    versi_aturan: str
    tanggal: date
    sidik: str


def validasi_plan(hasil: HasilPeriksa, kepala: KepalaHasil, sheets: Sequence[Sheet]) -> Plan:
    """Return the plan that shows what was found in a workbook of these sheets, in the place of any earlier run."""
    name = results_name(sheets)
    return hasil_validasi(hasil, kepala, name, sheets), tanda(hasil, name, sheets)


def results_name(sheets: Sequence[Sheet]) -> str:
    """Return the name our sheet has or can have: never that of a sheet staff made themselves."""
    ours = _ours(sheets)
    names = {sheet.name.casefold() for sheet in sheets}
    name, number = _text("lembar"), 1
    while ours is None and name.casefold() in names:
        number += 1
        name = f"{_text('lembar')} {number}"
    return ours.name if ours else name


def _ours(sheets: Iterable[Sheet]) -> Sheet | None:
    """Return our sheet; of several, one that is not a copy staff keep."""
    found = [sheet for sheet in sheets if _is_ours(sheet)]
    return min(found, key=lambda sheet: len(sheet.name), default=None)


def _is_ours(sheet: Sheet) -> bool:
    named = sheet.name.casefold().startswith(_text("lembar").casefold())
    return named and (not sheet.cells or sheet.cell(1, 1).value == _text("judul"))


def sidik(sheets: Iterable[Sheet]) -> str:
    """Return the stamp of what sheets hold, ours left out: it changes when any value does."""
    held = sha256()
    for sheet in sheets:
        if not _is_ours(sheet):
            cells = (cell for row in sheet.rows.values() for cell in row if not cell.is_blank)
            parts = (f"\x1e{address(cell.row, cell.column)}\x1f{_stamped(cell.value)}" for cell in cells)
            held.update("".join((f"\x1d{sheet.name}", *parts)).encode("utf-8", "replace"))
    return held.hexdigest()[:16]


def _stamped(value: object) -> str:
    """Return a value as the stamp counts it: programs disagree on the last digits of a calculated number."""
    return format(float(value), ".10g") if isinstance(value, Decimal) else str(value)


def stamp_of(sheets: Iterable[Sheet]) -> str | None:
    """Return the stamp a workbook's Hasil Validasi bears, None where it was never checked."""
    ours = _ours(sheets)
    stamp = ours.cell(*_STAMP).value if ours else None
    return stamp if isinstance(stamp, str) else None


def is_stale(sheets: Sequence[Sheet]) -> bool:
    """Tell whether a workbook has changed since its Hasil Validasi was written."""
    return stamp_of(sheets) not in {None, sidik(sheets)}


def hasil_validasi(
    hasil: HasilPeriksa, kepala: KepalaHasil, name: str, sheets: Iterable[Sheet] | None = None
) -> SheetReplace:
    """Return the whole sheet Hasil Validasi; ``sheets`` are those a link may lead to, any by default."""
    shown = None if sheets is None else {sheet.name for sheet in sheets if not sheet.hidden}
    titles = tuple(_text("kolom").split("|"))
    rows = list(_rows(hasil, shown)) or [_no_finding()]
    last = HEAD_ROW + len(rows)
    head = [SheetCell(HEAD_ROW, column, title, None, _HEAD) for column, title in enumerate(titles, 1)]
    cells = (cell for row_cells in rows for cell in row_cells)
    return SheetReplace(
        name,
        (*_top(hasil, kepala), *head, *cells, *_not_checked(hasil, last + 2)),
        tuple(SheetColumn(width, hidden=title == titles[-1]) for width, title in zip(_WIDTHS, titles, strict=True)),
        ((1, 24.0), *((row, _height(row_cells)) for row, row_cells in enumerate([head, *rows], HEAD_ROW))),
        TableArea(TABLE, Area(HEAD_ROW, 1, last, len(titles)), titles),
        tuple(_colour(tingkat, last) for tingkat in _COLOURS),
        HEAD_ROW,
        PrintSetup((HEAD_ROW, HEAD_ROW), _text("kaki")),
    )


def _text(key: str, **tokens: object) -> str:
    return pesan(f"hasil_validasi.{key}", **tokens)


def _title() -> SheetCell:
    return SheetCell(1, 1, _text("judul"), None, TITLE_LOOK)


def _top(hasil: HasilPeriksa, kepala: KepalaHasil) -> list[SheetCell]:
    counts = {tingkat: hasil.jumlah(tingkat) for tingkat in TINGKAT}
    day = kepala.tanggal
    tanggal = _text("tanggal", hari=day.day, bulan=_text("bulan").split()[day.month - 1], tahun=day.year)
    checked = kepala._asdict() | {"tahap": hasil.tahap, "tanggal": tanggal}
    return [
        _title(),
        _line(2, _text("pemilik", **kepala._asdict()), Look(bold=True, size=11)),
        _line(3, _text("jumlah", **counts, dijelaskan=len(hasil.dijelaskan)), Look(bold=True, size=11)),
        _line(4, _text("pemeriksaan", **checked), _PLAIN),
        _line(5, _text("sidik"), _SMALL),
        SheetCell(*_STAMP, kepala.sidik, None, _SMALL),
        SheetCell(5, 6, _text("sidik_guna"), None, _SMALL),
        _line(6, _text("petunjuk"), _SMALL._replace(italic=True)),
    ]


def _line(row: int, text: str, look: Look) -> SheetCell:
    return _written(text, look)._replace(row=row)


def _rows(hasil: HasilPeriksa, shown: set[str] | None) -> Iterator[list[SheetCell]]:
    """Yield the findings in force, then those set aside, a row each."""
    for number, temuan in enumerate((*hasil.temuan, *hasil.dijelaskan), 1):
        tingkat = "dijelaskan" if temuan.alasan else temuan.tingkat
        yield _placed(HEAD_ROW + number, [
            SheetCell(0, 0, Decimal(number), None, _MIDDLE),
            _written(_text(tingkat), _MIDDLE),
            _written(temuan.kode, _MIDDLE),
            _written(temuan.ref.sheet, _CELL),
            _link(temuan, shown),
            *(_written(text, _CELL) for text in _words(temuan)),
            _written("" if temuan.alasan else _key(temuan.tingkat, temuan), _CELL),
        ])  # fmt: skip


def _words(temuan: Temuan) -> tuple[str, ...]:
    said = temuan.baris, temuan.pesan, temuan.saran, temuan.ditemukan, temuan.seharusnya, temuan.penanggung_jawab
    return *said, "; ".join(temuan.dasar), temuan.alasan


def _no_finding() -> list[SheetCell]:
    """Return the one row of a table without findings: Excel knows no table without a row."""
    texts = ["" for _ in _WIDTHS]
    texts[6] = _text("bersih")
    return _placed(HEAD_ROW + 1, [_written(text, _CELL) for text in texts])


def _height(cells: Iterable[SheetCell]) -> float:
    """Return the height that shows a row's texts whole: programs do not all work it out when they open a file."""
    lines = max(_lines(str(cell.value), _WIDTHS[cell.column - 1]) for cell in cells if cell.column < len(_WIDTHS))
    return min(_LINE_HEIGHT * lines + 3, _TALLEST)


@lru_cache(maxsize=4096)
def _lines(text: str, width: int) -> int:
    room = int(width * _LETTERS)
    return sum(len(wrap(line, room)) if len(line) > room else 1 for line in text.splitlines()) or 1


def _placed(row: int, cells: list[SheetCell]) -> list[SheetCell]:
    return [SheetCell(row, column, *cell[2:]) for column, cell in enumerate(cells, 1)]


def _written(text: str, look: Look) -> SheetCell:
    """Return a text cell in column A: cut where no reader would follow, safe where it begins like a formula."""
    short = text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"
    return SheetCell(0, 1, short, None, look._replace(quoted=True) if short.startswith(_FORMULA_STARTS) else look)


def _link(temuan: Temuan, shown: set[str] | None) -> SheetCell:
    """Return the cell that leads to a finding's own; a hidden sheet cannot be led to."""
    sheet, row, column = temuan.ref
    if row < 1 or column < 1:
        return _written("", _CELL)
    target = "#'{}'!{}".format(sheet.replace("'", "''"), temuan.ref.a1)
    if len(target) > _LONGEST_LINK or (shown is not None and sheet not in shown):
        return _written(temuan.ref.a1, _CELL)
    return SheetCell(0, 0, temuan.ref.a1, f"HYPERLINK({_quoted(target)},{_quoted(temuan.ref.a1)})", _LINK)


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""'))


def _not_checked(hasil: HasilPeriksa, row: int) -> Iterator[SheetCell]:
    """Yield the last block: the rules that could not run, and why."""
    if hasil.tidak_diperiksa:
        yield _line(row, _text("tidak_diperiksa"), Look(bold=True, size=11, colour=_BLUE))
    for at, (kode, alasan) in enumerate(hasil.tidak_diperiksa, row + 1):
        yield _written(kode, _PLAIN)._replace(row=at, column=2)
        yield _written(alasan, _PLAIN)._replace(row=at, column=4)


def _colour(tingkat: str, last: int) -> ColourRule:
    formula = f"$B{HEAD_ROW + 1}={_quoted(_text(tingkat))}"
    return ColourRule(Area(HEAD_ROW + 1, 2, last, 3), formula, _COLOURS[tingkat])


def tanda(hasil: HasilPeriksa, name: str, sheets: Iterable[Sheet]) -> Mark:
    """Return the marks of the cells with findings in force; a sheet without any is left as it is.

    ``name`` is the sheet that holds the findings: the marks look their cell up there, so they go when it is cleared.
    """
    found: dict[str, list[Temuan]] = {}
    for temuan in hasil.temuan:
        found.setdefault(temuan.ref.sheet, []).append(temuan)
    return Mark(tuple(_marked(sheet, found[sheet.name], name) for sheet in sheets if sheet.name in found))


def _marked(sheet: Sheet, found: Sequence[Temuan], name: str) -> MarkedSheet:
    last_row = max(sheet.last_row, 1, *(temuan.ref.row for temuan in found))
    last_column = max(sheet.last_column, 1, *(temuan.ref.column for temuan in found))
    rules = (
        MarkRule(_mark_name(tingkat), _lookup(tingkat, sheet.name, name), _COLOURS[tingkat]) for tingkat in TINGKAT
    )
    return MarkedSheet(sheet.name, Area(1, 1, last_row, last_column), tuple(rules))


def _mark_name(tingkat: Tingkat) -> str:
    return f"{MARK_PREFIX}{tingkat.capitalize()}"


def _lookup(tingkat: Tingkat, sheet: str, name: str) -> str:
    """Return the formula that looks the cell it stands in up among the keys; MAX makes ROW() one number."""
    key = _quoted(_no_wildcard(f"{tingkat}|{sheet}!"))
    keys = column_letters(len(_WIDTHS))
    quoted = name.replace("'", "''")
    return f"ISNUMBER(MATCH({key}&ADDRESS(MAX(ROW()),MAX(COLUMN()),4),'{quoted}'!${keys}:${keys},0))"


def _no_wildcard(text: str) -> str:
    return "".join(f"~{letter}" if letter in "~*?" else letter for letter in text)


def _key(tingkat: Tingkat, temuan: Temuan) -> str:
    return f"{tingkat}|{temuan.ref.sheet}!{temuan.ref.a1}"
