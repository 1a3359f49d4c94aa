"""What ``lkjip validasi --format xlsx`` saves: a workbook for handing on, with the findings of all files."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook

from lkjip_xl.hasil import HasilValidasi
from lkjip_xl.pesan import pesan
from lkjip_xl.report.validasi_json import cell_name, ringkasan
from lkjip_xl.rules.dasar import catalogue, versi_aturan
from lkjip_xl.temuan import Temuan

_MADE = datetime(2025, 1, 1)
"""The same for every report: equal findings give equal files."""
_LONGEST = 32_767
_COLORS = {"kesalahan": "#B3261E", "peringatan": "#8A5A00", "info": "#2F5D8A"}
_WIDTHS = {
    "ringkasan": (34, 30, 8, 12, 12, 12, 12),
    "catatan": (5, 18, 12, 8, 15, 7, 52, 40, 18, 30, 16, 16, 24, 28, 28, 12, 30),
    "tidak_diperiksa": (34, 9, 34, 60),
}
_PRINTED = {"catatan": 9}
"""How many columns go on paper; the others are for filtering on the screen."""
_LINE_HEIGHT = 15
_HIGHEST = 409
_FREEZE = 4

Value = str | int


def validasi_xlsx(hasil: Sequence[HasilValidasi], versi: str) -> bytes:
    """Return the workbook: a summary by file, the findings as an Excel table, and what was not checked.

    Every text is written as text: what begins with "=" is shown, never calculated.
    """
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": pesan("buku_catatan.judul"), "created": _MADE})
        pen = _Pen(book)
        tahap = ", ".join(dict.fromkeys(each.periksa.tahap for each in hasil))
        note = pesan("buku_catatan.keterangan", versi=versi, versi_aturan=versi_aturan(), tahap=tahap)
        pen.sheet("ringkasan", [_summary(each) for each in hasil], note)
        findings = enumerate((row for each in hasil for row in _rows(each)), 1)
        pen.sheet("catatan", [[number, *row] for number, row in findings])
        pen.sheet("tidak_diperiksa", [row for each in hasil for row in _skipped(each)])
    return out.getvalue()


def _summary(hasil: HasilValidasi) -> list[Value]:
    dokumen = hasil.dokumen
    counts = list(ringkasan(hasil.periksa).values())
    return [dokumen.berkas, dokumen.perangkat_daerah or "", dokumen.tahun or "", *counts]


def _rows(hasil: HasilValidasi) -> Iterator[list[Value]]:
    for state, temuan in (("berlaku", hasil.periksa.temuan), ("dijelaskan", hasil.periksa.dijelaskan)):
        for each in temuan:
            yield _finding(hasil.dokumen.berkas, each, pesan(f"buku_catatan.{state}"))


def _finding(berkas: str, each: Temuan, state: str) -> list[Value]:
    where: list[Value] = [berkas, each.tingkat, each.kode, each.ref.sheet, each.ref.a1]
    said: list[Value] = [each.pesan, each.saran, each.penanggung_jawab, each.baris, each.ditemukan, each.seharusnya]
    others = ", ".join(map(cell_name, each.sel_lain))
    return [*where, *said, others, each.nama, "; ".join(each.dasar), state, each.alasan]


def _skipped(hasil: HasilValidasi) -> Iterator[list[Value]]:
    for each in hasil.periksa.tidak_diperiksa:
        yield [hasil.dokumen.berkas, each.kode, catalogue()[each.kode]["nama"], each.alasan]


class _Pen:
    """Writes sheets of one workbook, each one title, one table, ready to print."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.note = book.add_format({"font_color": "#595959"})
        self.head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "text_wrap": True})
        self.cell = book.add_format({"text_wrap": True, "valign": "top"})
        self.quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self.colored = {
            name: book.add_format({"valign": "top", "bold": True, "font_color": color})
            for name, color in _COLORS.items()
        }

    def sheet(self, key: str, rows: Sequence[Sequence[Value]], note: str = "") -> None:
        """Write one sheet: its name as title, a note, and rows as an Excel table from row 4 on."""
        name, heads = pesan(f"buku_catatan.{key}"), pesan(f"buku_catatan.kolom_{key}").split(" | ")
        sheet = self.book.add_worksheet(name)
        sheet.write_string(0, 0, name, self.title)
        sheet.write_string(1, 0, note, self.note)
        for at, width in enumerate(_WIDTHS[key]):
            sheet.set_column(at, at, width)
        shown = _PRINTED.get(key, len(heads))
        for down, row in enumerate(rows, _FREEZE):
            sheet.set_row(down, _height(row[:shown], _WIDTHS[key]))
            for at, value in enumerate(row):
                self._write(sheet, down, at, value)
        columns = [{"header": head, "header_format": self.head} for head in heads]
        last = _FREEZE + max(len(rows), 1) - 1
        options = {"name": key.title(), "columns": columns, "style": "Table Style Light 1"}
        sheet.add_table(_FREEZE - 1, 0, last, len(columns) - 1, options)
        sheet.freeze_panes(_FREEZE, 0)
        sheet.print_area(0, 0, last, shown - 1)
        self._for_print(sheet)

    def _write(self, sheet: Any, row: int, column: int, value: Value) -> None:
        if isinstance(value, int):
            sheet.write_number(row, column, value, self.cell)
        elif value:
            plain = self.colored.get(value, self.quoted if value[0] in "=+-@" else self.cell)
            sheet.write_string(row, column, _cut(value), plain)

    def _for_print(self, sheet: Any) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_FREEZE - 1)
        sheet.set_footer("&P / &N")


def _height(row: Sequence[Value], widths: Sequence[int]) -> int:
    """Return the height that shows every printed text of a row whole, as far as Excel has such heights."""
    lines = max(ceil(len(str(value)) / (width - 1)) for value, width in zip(row, widths, strict=False))
    return min(_LINE_HEIGHT * max(lines, 1), _HIGHEST)


def _cut(text: str) -> str:
    """Return what fits into a cell."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
