"""Writes the master workbook: the sheets of master.toml, what is typed, and a live formula in each computed cell."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lkjip_xl.template import petunjuk, ringkasan
from lkjip_xl.template.isian import Buku, Isian
from lkjip_xl.template.pena import AutoHeightSheet, Formats, Look, write_formula
from lkjip_xl.template.periksa_isian import validate
from lkjip_xl.template.rumus_dasar import Nilai
from lkjip_xl.template.rumus_tabel import excel
from lkjip_xl.template.spesifikasi import KolomInduk, LembarInduk, Spesifikasi
from lkjip_xl.template.tata_letak import FIRST_TITLE, Tempat, place_all
from lkjip_xl.template.tinggi import LINE, height

MADE = datetime(2026, 1, 12, 8, 0, tzinfo=UTC)
FONT: Look = {"font_name": "Calibri", "font_size": 10}
_NUMBER_FORMATS = {"rp": "#,##0", "persen": "0.00", "tanggal": "[$-421]d mmmm yyyy", "kode": "@"}
_HEAD_HEIGHT = 33
_FROZEN_WIDTH = 66
_PAGE_WIDTH = 270
_FOLIO, _A4 = 14, 9
_A4_WIDTH = 150
_LONG_TABLE = 20
_LINE = 13.5
_LIST_ROWS = 1000


def write_master(path: Path, spec: Spesifikasi, isian: Isian) -> None:
    """Write a master for ``spec`` filled with ``isian``; the same arguments give the same bytes."""
    book = Workbook(path, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"title": spec.teks["petunjuk"]["judul"], "created": MADE})
    book.set_calc_mode("auto")
    _Writer(book, spec, isian).write()
    book.close()


class _Writer:
    def __init__(self, book: Workbook, spec: Spesifikasi, isian: Isian) -> None:
        self.book, self.spec = book, spec
        self.buku = Buku(spec, isian)
        self.formats = Formats(book)
        self.places = place_all(spec.lembar, self.buku)
        self.heights: dict[tuple[str, int], int] = {}

    def write(self) -> None:
        petunjuk.write(self._sheet(petunjuk.NAME, "panduan"), self.spec, self.formats)
        for lembar in self.spec.lembar:
            if lembar.nama == ringkasan.BEFORE:
                self._results()
            self._lembar(lembar)
        self._names()
        self.book.get_worksheet_by_name(petunjuk.NAME).activate()

    def _results(self) -> None:
        sheet = self._sheet(ringkasan.NAME, "hasil")
        ringkasan.Ringkasan(self.book, sheet, self.buku, self.places, self.formats).write()
        text = self.spec.teks["hasil_validasi"]
        sheet = self._sheet(text["judul"], "hasil")
        sheet.set_column(0, 0, 110)
        sheet.write_string(0, 0, text["judul"], self._format(self._title()))
        sheet.write_string(1, 0, text["kosong"], self._format({}))

    def _sheet(self, name: str, tahap: str) -> Worksheet:
        sheet: Worksheet = self.book.add_worksheet(name, AutoHeightSheet)
        sheet.set_tab_color(self.spec.teks["tahap"][tahap]["warna"])
        sheet.hide_gridlines(2)
        return sheet

    def _format(self, look: Look) -> Format:
        return self.formats.get(FONT | look)

    def _title(self) -> Look:
        return {"bold": True, "font_size": 14, "font_color": self._colour("judul")}

    def _colour(self, name: str) -> str:
        return str(self.spec.teks["warna"][name])

    def _lembar(self, lembar: LembarInduk) -> None:
        sheet = self._sheet(lembar.nama, lembar.tahap)
        places = [self.places[tabel.nama] for tabel in lembar.tabel]
        self._widths(sheet, places)
        self._heading(sheet, lembar)
        for tempat in places:
            self._tabel(sheet, tempat)
        self._view(sheet, places)
        self._paper(sheet, places)
        if lembar.hanya and lembar.hanya != self.spec.jenis:
            sheet.hide()

    def _widths(self, sheet: Worksheet, places: list[Tempat]) -> None:
        widths: dict[int, float] = {}
        for tempat in places:
            for at, kolom in enumerate(tempat.tabel.kolom, tempat.kolom):
                widths[at] = max(widths.get(at, 0), kolom.lebar)
        for at, width in widths.items():
            sheet.set_column(at, at, width)

    def _heading(self, sheet: Worksheet, lembar: LembarInduk) -> None:
        legend = self.spec.teks["legenda"]
        sheet.write_string(0, 0, lembar.judul, self._format(self._title()))
        sheet.write_string(1, 0, lembar.petunjuk, self._format({"italic": True}))
        link = self._format({"font_color": "#0563C1", "underline": 1})
        sheet.write_url(2, 0, f"internal:'{petunjuk.NAME}'!A1", link, legend["kembali"])

    def _tabel(self, sheet: Worksheet, tempat: Tempat) -> None:
        tabel = tempat.tabel
        heading: Look = {"bold": True, "font_color": self._colour("judul"), "font_size": 11}
        sheet.write_string(tempat.kepala - 1, tempat.kolom, tabel.judul, self._format(heading))
        sheet.set_row(tempat.kepala, _HEAD_HEIGHT)
        sheet.add_table(
            *(tempat.kepala, tempat.kolom, tempat.terakhir, tempat.kolom_terakhir),
            {
                "name": tabel.nama,
                "style": None,
                "autofilter": tabel.baris >= _LONG_TABLE,
                "columns": [self._kolom(tempat, kolom) for kolom in tabel.kolom],
            },
        )
        for row in range(max(tempat.tinggi, 1)):
            self._height(sheet, tempat, row)
            for kolom in tabel.kolom:
                self._sel(sheet, tempat, row, kolom)
        validate(self.book, sheet, self.spec, tempat)

    def _height(self, sheet: Worksheet, tempat: Tempat, row: int) -> None:
        """Make a row as high as its words need; of tables side by side the higher row counts."""
        words = [kolom for kolom in tempat.tabel.kolom if kolom.jenis == "teks"]
        texts = [(str(self.buku.nilai(tempat.tabel.nama, row, kolom.judul)), kolom.lebar - 1) for kolom in words]
        needed, at = height(texts), tempat.pertama + row
        key = (sheet.get_name(), at)
        if needed > self.heights.get(key, LINE):
            self.heights[key] = needed
            sheet.set_row(at, needed * _LINE / LINE)

    def _kolom(self, tempat: Tempat, kolom: KolomInduk) -> dict[str, Any]:
        fill = self._colour("kepala_hitungan" if kolom.dihitung else "kepala_isian")
        head: Look = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "bg_color": fill}
        options = {
            "header": kolom.judul,
            "header_format": self._format(head | self._border()),
            "format": self._body(kolom),
        }
        return options | ({"formula": excel(self.spec, tempat.tabel, kolom)} if kolom.dihitung else {})

    def _border(self) -> Look:
        return {"border": 1, "border_color": self._colour("garis")}

    def _body(self, kolom: KolomInduk) -> Format:
        look: Look = {"valign": "top", "num_format": _NUMBER_FORMATS.get(kolom.jenis, "General")}
        if kolom.jenis in {"teks", "kode"}:
            look |= {"text_wrap": True, "align": "left", "indent": 1}
        else:
            look |= {"align": "right"}
        if kolom.dihitung:
            look |= {"bg_color": self._colour("hitungan")}
        return self._format(look | self._border())

    def _sel(self, sheet: Worksheet, tempat: Tempat, row: int, kolom: KolomInduk) -> None:
        nama, at = tempat.tabel.nama, (tempat.pertama + row, tempat.kolom_dari(kolom.judul))
        typed = self.buku.isian[nama][row] if row < len(self.buku.isian[nama]) else {}
        body = self._body(kolom)
        if kolom.dihitung and kolom.judul not in typed:
            value = self.buku.nilai(nama, row, kolom.judul)
            write_formula(sheet, at, excel(self.spec, tempat.tabel, kolom), body, value)
        else:
            _write_typed(sheet, at, typed.get(kolom.judul, ""), body)

    def _view(self, sheet: Worksheet, places: list[Tempat]) -> None:
        columns = places[0].tabel.kolom
        alone = len([tempat for tempat in places if not tempat.tabel.samping]) == 1
        wide = sum(kolom.lebar for kolom in columns) > _A4_WIDTH
        sheet.freeze_panes(places[0].pertama if alone else FIRST_TITLE - 1, _frozen(places[0]) if wide else 0)
        if alone:
            sheet.repeat_rows(places[0].kepala)

    def _paper(self, sheet: Worksheet, places: list[Tempat]) -> None:
        width = max(sum(kolom.lebar for kolom in tempat.tabel.kolom) for tempat in places)
        pages = -int(-width // _PAGE_WIDTH)
        sheet.set_landscape()
        sheet.set_paper(_FOLIO if width > _A4_WIDTH else _A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(pages, 0)
        sheet.set_footer("&L&8&F&C&8&A&R&8halaman &P dari &N")
        if pages > 1:
            sheet.repeat_columns(0, _frozen(places[0]) - 1)

    def _names(self) -> None:
        """Define the names formulas and drop-downs use."""
        define = self.book.define_name
        for tempat in self.places.values():
            for row, own in enumerate(tempat.tabel.isi):
                if "nama" in own:
                    define(own["nama"], "=" + tempat.sel(row, "Isi"))
        skala = self.places["TabelSkala"]
        define("Skala_Batas", "=" + skala.rentang("Batas Bawah"))
        define("Skala_Kategori", "=" + skala.rentang("Kategori"))
        for name, source in self.spec.teks["daftar_kolom"].items():
            nama, judul = source.split(".")
            tempat = self.places[nama]
            whole = tempat.rentang(judul, _LIST_ROWS)
            define(f"Daftar_{name}", f"={tempat.sel(0, judul)}:INDEX({whole},MAX(1,COUNTA({whole})))")


def _frozen(tempat: Tempat) -> int:
    """Return how many of a table's first columns stay in view: those that name a row and leave room to scroll."""
    columns = tempat.tabel.kolom
    return max(1, sum(sum(kolom.lebar for kolom in columns[: at + 1]) <= _FROZEN_WIDTH for at in range(len(columns))))


def _write_typed(sheet: Worksheet, at: tuple[int, int], value: Nilai, look: Format) -> None:
    if isinstance(value, Decimal):
        sheet.write_number(*at, float(value), look)
    elif isinstance(value, date):
        sheet.write_datetime(*at, datetime(value.year, value.month, value.day), look)
    elif value:
        sheet.write_string(*at, value, look)
    else:
        sheet.write_blank(*at, None, look)
