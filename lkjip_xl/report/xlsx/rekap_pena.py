"""Writes the rekap's cells: other people's text as text, numbers as numbers, links relative; and sets sheets up."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from math import ceil, isfinite
from urllib.parse import quote

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.url import Url
from xlsxwriter.worksheet import Worksheet

from lkjip_xl.angka import bulatkan, read_angka
from lkjip_xl.ketentuan import ketentuan_bawaan
from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.model import Rekap
from lkjip_xl.template.pena import Formats, Look

MOST_LINKS = 65_530
"""So many links Excel takes on one sheet."""
_LONGEST_TEXT, _LONGEST_ANCHOR, _LONGEST_PATH = 32_767, 255, 2_079
_LINE_HEIGHT, _HIGHEST = 14.5, 405
_A4 = 9
_ASCII = re.compile(r"[\x00-\x7f]+")
"""What a link writes with percent signs where need be; letters of other scripts Excel writes as they are."""
_PICTURE_SCALE = 70
_SCALE = 50
"""The percent at which two indicators beside the office fit on a page, in LibreOffice's wider columns too."""
OFFICE_WIDTH = 42
"""LibreOffice does not wrap a link: most names must fit on a line."""
_NOT_MEASURED = "–"
_PLAIN_NUMBER = re.compile(r"[-−]?\d[\d.,]*(?P<persen>\s?%)?")
"""What may become a number in a cell; "≤ 25" and "B (67,75)" say more than one."""
_BLUE, _GREY, _LINE = "#1F3864", "#7F7F7F", "#BFBFBF"
ABSENT = "#EDEDED"
CELL: Look = {"border": 1, "border_color": _LINE, "valign": "vcenter", "font_size": 10}
TEXT: Look = CELL | {"text_wrap": True, "align": "left", "indent": 1}
MIDDLE: Look = CELL | {"align": "center"}
HEAD: Look = MIDDLE | {"text_wrap": True, "bold": True, "font_color": "#FFFFFF", "bg_color": _BLUE}
TOTAL: Look = {"bold": True, "bg_color": "#DCE6F1"}
SECTION: Look = {"bold": True, "font_size": 12, "font_color": _BLUE}
NOTE: Look = {"font_color": "#595959", "font_size": 10}
_TITLE: Look = {"bold": True, "font_size": 16, "font_color": _BLUE}
_LINK: Look = {"font_color": "#0563C1", "underline": 1}
_DASH: Look = {"align": "center", "font_color": _GREY}
RIGHT: Look = {"align": "right", "indent": 1}
TINGKAT: dict[str, Look] = {
    "kesalahan": {"font_color": "#9C0006", "bg_color": "#FFC7CE"},
    "peringatan": {"font_color": "#7F6000", "bg_color": "#FFEB9C"},
    "info": {"font_color": "#1F4E78", "bg_color": "#DDEBF7"},
}
_KATEGORI = ("#F4B6B6", "#F8CBAD", "#FFE699", "#E2EFDA", "#A9D08E")


class _Relative(Url):  # type: ignore[misc]
    """A link to a file beside the workbook, its folders parted by "/": other programs than Excel know nothing else."""

    def _target(self) -> str:
        return str(super()._target()).replace("\\", "/")


class Pena:
    """Writes one sheet of the rekap, rows from the top: what is above is already on its way to the disk."""

    def __init__(self, book: Workbook, formats: Formats, name: str, widths: Sequence[float]) -> None:
        self.sheet: Worksheet = book.add_worksheet(name)
        self._formats = formats
        self._widths = widths
        self._links = 0
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self.sheet.hide_gridlines(2)

    def look(self, look: Look) -> Format:
        """Return the format that looks so."""
        return self._formats.get(look)

    def top(self, judul: str, *notes: str) -> None:
        """Write the sheet's title and the lines below it."""
        self.sheet.set_row(0, 24)
        self.text(0, 0, judul, _TITLE)
        for row, note in enumerate(notes, 1):
            self.text(row, 0, note, NOTE)

    def heads(self, row: int, texts: Sequence[str], column: int = 0) -> None:
        """Write a table's heads."""
        self.sheet.set_row(row, self.height(texts, column))
        for at, text in enumerate(texts, column):
            self.text(row, at, text, HEAD)

    def height(self, texts: Sequence[str], column: int = 0) -> float:
        """Return the height that shows a row's texts whole, as far as Excel has such heights."""
        widths = self._widths[column:]
        lines = (lines_of(text, width) for text, width in zip(texts, widths, strict=False))
        return tall(max(lines, default=1))

    def text(self, row: int, column: int, text: str, look: Look) -> None:
        """Write a text, never a formula whatever it begins with."""
        shown = clean(text)
        if shown:
            self.sheet.write_string(row, column, shown, self.look(_quoted(shown, look)))
        else:
            self.sheet.write_blank(row, column, None, self.look(look))

    def merged(self, row: int, columns: tuple[int, int], text: str, look: Look) -> None:
        """Write a text over neighbouring cells of a row."""
        if columns[0] < columns[1]:
            self.sheet.merge_range(row, columns[0], row, columns[1], "", self.look(look))
        self.text(row, columns[0], text, look)

    def number(
        self, row: int, column: int, value: Decimal | int | None, places: int, look: Look, tanda: str = ""
    ) -> None:
        """Write a number with a sign behind it; a dash where there is none: what was not measured is not zero."""
        if value is None:
            self.dash(row, column, look)
            return
        rounded = float(bulatkan(Decimal(value), places))
        if isfinite(rounded):
            format_ = "#,##0" + ("." + "0" * places if places else "") + (f'"{tanda}"' if tanda else "")
            aligned = look if "align" in look else look | RIGHT
            self.sheet.write_number(row, column, rounded, self.look(aligned | {"num_format": format_}))
        else:
            self.text(row, column, str(value), look)

    def dash(self, row: int, column: int, look: Look) -> None:
        """Write the dash that says there is nothing."""
        self.text(row, column, _NOT_MEASURED, look | _DASH)

    def word(self, row: int, column: int, text: str, look: Look) -> None:
        """Write a short text in the middle of its cell; a dash where there is none."""
        if text:
            self.text(row, column, text, look)
        else:
            self.dash(row, column, look)

    def typed(self, row: int, column: int, text: str, look: Look) -> None:
        """Write a text as the number it plainly is, so that it can be sorted; a range or words stay text."""
        plain, read = _PLAIN_NUMBER.fullmatch(text), read_angka(text)
        if plain and read.jenis == "angka" and read.nilai is not None:
            self.number(row, column, read.nilai, min(read.desimal, 6), look, plain["persen"] or "")
        elif text:
            self.text(row, column, text, look | {"align": "center", "text_wrap": True})
        else:
            self.dash(row, column, look)

    def link(self, row: int, column: int, text: str, path: str, look: Look, anchor: str = "") -> None:
        """Write a text that opens a file below the output folder; plain text where Excel takes no such link."""
        url = _ASCII.sub(lambda part: quote(part[0], safe="/()!',;+=@&$~"), clean(path))
        possible = path and text and len(url) <= _LONGEST_PATH and len(anchor) <= _LONGEST_ANCHOR
        if not possible or self._links >= MOST_LINKS:
            self.text(row, column, text, look)
            return
        self._links += 1
        shown = clean(text)
        target = _Relative(f"external:{url}" + (f"#{clean(anchor)}" if anchor else ""))
        target.text = shown
        self.sheet.write_url(row, column, target, self.look(_quoted(shown, look | _LINK)))

    def for_print(self, heads: tuple[int, int], judul: str, columns: int) -> None:
        """Set a sheet up for A4 on its side: its heads on each page, its columns on one."""
        self._on_paper(heads, judul)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.print_area(0, 0, max(self.sheet.dim_rowmax or 0, heads[1]), columns - 1)

    def for_wide_print(self, heads: tuple[int, int], judul: str, breaks: Sequence[int]) -> None:
        """Set a sheet up that one page cannot hold: pages break before some columns, each with the office's name."""
        self._on_paper(heads, judul)
        self.sheet.set_print_scale(_SCALE)
        self.sheet.set_v_pagebreaks(list(breaks))
        self.sheet.repeat_columns(0, 1)

    def for_long_print(self, judul: str, breaks: Sequence[int]) -> None:
        """Set a sheet of pictures up: pages break before some rows."""
        self._on_paper((0, 0), judul)
        self.sheet.set_print_scale(_PICTURE_SCALE)
        self.sheet.set_h_pagebreaks(list(breaks))

    def _on_paper(self, heads: tuple[int, int], judul: str) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        self.sheet.repeat_rows(*heads)
        self.sheet.set_footer(pesan("rekap.kaki", judul=judul))


def kolom(key: str) -> list[str]:
    """Return a table's heads."""
    return pesan(f"rekap.{key}").split(" | ")


def kategori_look(kategori: str) -> Look:
    """Return the colour of a kategori, none of a label that is not the usual scale's."""
    labels = [each.casefold() for each in ketentuan_bawaan().sebutan]
    known = kategori.casefold() in labels and len(labels) == len(_KATEGORI)
    return {"bg_color": _KATEGORI[labels.index(kategori.casefold())]} if known else {}


def ringkas(rekap: Rekap) -> str:
    """Return the line that says what was compared, when, and by which version."""
    years = ", ".join(map(str, rekap.tahun)) or pesan("rekap.tahun_tidak_dikenali")
    words = rekap._asdict() | {"kantor": len(rekap.kantor), "gagal": len(rekap.gagal), "tahun": years}
    return pesan("rekap.ringkas", **words | {"tanggal": _long_date(rekap.tanggal)})


def _long_date(day: date) -> str:
    month = pesan("hasil_validasi.bulan").split()[day.month - 1]
    return pesan("hasil_validasi.tanggal", hari=day.day, bulan=month, tahun=day.year)


def tall(lines: int) -> float:
    """Return how high a row of so many lines is, as far as Excel has such heights."""
    return min(lines * _LINE_HEIGHT + 3, _HIGHEST)


def lines_of(text: str, width: float) -> int:
    """Return on how many lines a text stands in a column of some width."""
    return sum(max(ceil(len(line) / max(width - 1, 1)), 1) for line in text.splitlines()) or 1


def clean(text: str) -> str:
    """Return what a cell can hold: no half characters, no characters XML has not, no more than Excel takes."""
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\ufffe", "").replace("\uffff", "")
    return whole if len(whole) <= _LONGEST_TEXT else f"{whole[: _LONGEST_TEXT - 1]}…"


def _quoted(text: str, look: Look) -> Look:
    return look | {"quote_prefix": True} if text.startswith(tuple("=+-@\t\r")) else look
