"""The sheet Ringkasan: the office's figures, one line per IKU and per programme, and the report's five charts."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from lkjip_xl.template import petunjuk
from lkjip_xl.template.grafik import add_charts
from lkjip_xl.template.isian import Buku
from lkjip_xl.template.pena import Formats, Look, write_formula
from lkjip_xl.template.rumus_anggaran import total_anggaran, total_anggaran_excel
from lkjip_xl.template.rumus_dasar import Nilai, average, percentage, total
from lkjip_xl.template.rumus_dukung import CEPAT, mutu, mutu_excel, nilai_unit, predikat, predikat_excel
from lkjip_xl.template.tata_letak import Tempat
from lkjip_xl.template.tinggi import height

NAME = "Ringkasan"
BEFORE = "Penjelasan"
"""The sheet it stands in front of."""
_FONT: Look = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
_WIDTHS = (12, 46, 18, 18, 14, 16)
_FIRST = 4
_LEAST_ROWS = 6


class Angka(NamedTuple):
    """One figure of the office: what it is called, its formula, its value, how it is shown."""

    sebutan: str
    rumus: str
    nilai: Nilai
    format: str = "0.00"


class Kolom(NamedTuple):
    """One column of a summary: the table and column it repeats, row by row."""

    sumber: str
    format: str = "@"


class Ringkasan:
    """The sheet while it grows downwards."""

    def __init__(
        self, book: Workbook, sheet: Worksheet, buku: Buku, places: Mapping[str, Tempat], formats: Formats
    ) -> None:
        self.book, self.sheet, self.buku, self.places, self.formats = book, sheet, buku, places, formats
        self.text: Mapping[str, Any] = buku.spec.teks["ringkasan"]
        self.colours = buku.spec.teks["warna"]
        self.row = _FIRST

    def write(self) -> None:
        """Write headings, figures, both summaries and the charts."""
        for column, width in enumerate(_WIDTHS):
            self.sheet.set_column(column, column, width)
        self._heading()
        self._figures()
        self._summary("iku", "TabelRealisasiIKU", _IKU)
        program = self._summary("program", "TabelPKProgram", _PROGRAM)
        add_charts(self.book, self.sheet, self.buku, self.places, program, self.row + 1)
        self.sheet.set_portrait()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&L&8&F&C&8&A&R&8halaman &P dari &N")

    def _format(self, look: Look) -> Any:
        return self.formats.get(_FONT | look)

    def _grid(self, look: Look) -> Any:
        return self._format({"border": 1, "border_color": self.colours["garis"], "text_wrap": True} | look)

    def _heading(self) -> None:
        title: Look = {"bold": True, "font_size": 14, "font_color": self.colours["judul"]}
        self.sheet.write_string(0, 0, self.text["judul"], self._format(title))
        named = self.buku.bernama
        office, year = named["Identitas_Perangkat_Daerah"], named["Identitas_Tahun"]
        shown = f"{office} · Tahun {year}" if office != "" else f"Tahun {year}"
        formula = 'IF(Identitas_Perangkat_Daerah="","",Identitas_Perangkat_Daerah&" · ")&"Tahun "&Identitas_Tahun'
        write_formula(self.sheet, (1, 0), formula, self._format({"bold": True, "font_size": 12}), shown)
        self.sheet.write_string(2, 0, self.text["petunjuk"], self._format({"italic": True}))
        link = self._format({"font_color": "#0563C1", "underline": 1})
        back = self.buku.spec.teks["legenda"]["kembali"]
        self.sheet.write_url(3, 0, f"internal:'{petunjuk.NAME}'!A1", link, back)

    def _figures(self) -> None:
        self.row += 1
        for name, figure in _figures(self.buku, self.text):
            self.sheet.merge_range(self.row, 0, self.row, 1, figure.sebutan, self._grid({"bold": True}))
            look = self._grid({"num_format": figure.format, "align": "right", "bg_color": self.colours["hitungan"]})
            write_formula(self.sheet, (self.row, 2), figure.rumus, look, figure.nilai)
            self.book.define_name(name, f"='{NAME}'!$C${self.row + 1}")
            self.row += 1

    def _summary(self, what: str, nama: str, columns: Sequence[Kolom]) -> tuple[int, int]:
        """Write one line per row of a table and return the first and last line; more rows than lines are announced."""
        self.row += 1
        head: Look = {"bold": True, "font_size": 11, "font_color": self.colours["judul"]}
        self.sheet.write_string(self.row, 0, self.text[what], self._format(head))
        titles: Look = {"bold": True, "align": "center", "bg_color": self.colours["kepala_hitungan"]}
        for column, title in enumerate(self.text[f"kolom_{what}"]):
            self.sheet.write_string(self.row + 1, column, title, self._grid(titles))
        first, lines = self.row + 2, max(self.buku.tinggi[nama], _LEAST_ROWS)
        for line in range(lines):
            words = str(self.buku.nilai(nama, line, columns[1].sumber.lstrip(".")))
            self.sheet.set_row(first + line, height([(words, _WIDTHS[1] - 1)]) * 0.9)
            for column, kolom in enumerate(columns):
                self._cell(first + line, column, nama, line, kolom)
        self.row = first + lines
        key = f"{nama}[{self.buku.tabel[nama].kolom[0].judul}]"
        more = f'IF(COUNTA({key})>{lines},"{self.text["lebih"]}","")'
        write_formula(self.sheet, (self.row, 0), more, self._format({"italic": True, "font_color": "#C00000"}), "")
        self.row += 1
        return first, first + lines - 1

    def _cell(self, row: int, column: int, nama: str, line: int, kolom: Kolom) -> None:
        key_title = self.buku.tabel[nama].kolom[0].judul
        source, _, title = kolom.sumber.rpartition(".")
        key = self.buku.nilai(nama, line, key_title)
        if source:
            cell = f"INDEX({source}[{title}],MATCH($A{row + 1},{source}[Kode],0))"
            value = self.buku.cari(key, [kolom.sumber])
        else:
            cell = f"INDEX({nama}[{title or key_title}],{line + 1})"
            value = self.buku.nilai(nama, line, title or key_title)
        text = kolom.format == "@"
        shown = f'IFERROR({cell}&"","")' if text else f'IFERROR(IF({cell}="","",{cell}),"")'
        formula = f'IF($A{row + 1}="","",{shown})' if column else shown
        look = self._grid(
            {"num_format": "General" if text else kolom.format, "align": "left" if text else "right", "indent": 1}
        )
        write_formula(self.sheet, (row, column), formula, look, value)


_IKU = (
    *(Kolom(".Kode Indikator"), Kolom(".Indikator Kinerja Utama"), Kolom(".Target", "General")),
    *(Kolom(".Realisasi", "General"), Kolom(".Capaian", "0.00"), Kolom(".Kategori")),
)
_PROGRAM = (
    *(Kolom(".Kode"), Kolom(".Program"), Kolom("TabelAnggaran.Pagu Berlaku", "#,##0")),
    *(Kolom("TabelAnggaran.Jumlah Realisasi", "#,##0"), Kolom("TabelAnggaran.Serapan", "0.00")),
)


def _figures(buku: Buku, text: Mapping[str, str]) -> Iterator[tuple[str, Angka]]:
    """Yield the office's figures, each with the name its cell gets."""
    capaian = average(buku.angka("TabelRealisasiIKU", "Capaian"))
    yield "Rata_Rata_Capaian", Angka(text["rata_rata"], _average("TabelRealisasiIKU[Capaian]"), capaian)
    pagu, realisasi = (total_anggaran(buku, judul) for judul in ("Pagu Berlaku", "Jumlah Realisasi"))
    yield "Total_Pagu", Angka(text["pagu"], total_anggaran_excel("Pagu Berlaku"), pagu, "#,##0")
    yield "Total_Realisasi", Angka(text["realisasi"], total_anggaran_excel("Jumlah Realisasi"), realisasi, "#,##0")
    serapan = percentage(realisasi, pagu)
    yield "Total_Serapan", Angka(text["serapan"], _ratio("Total_Realisasi", "Total_Pagu"), serapan)
    efisiensi = percentage(capaian, serapan)
    yield "Total_Efisiensi", Angka(text["efisiensi"], _ratio("Rata_Rata_Capaian", "Total_Serapan"), efisiensi)
    status = buku.ketentuan.status(efisiensi) if isinstance(efisiensi, Decimal) else ""
    labels = "IF(ROUND(Total_Efisiensi,2)>=Ketentuan_Batas_Efisien,Ketentuan_Efisien,Ketentuan_Tidak_Efisien)"
    yield "Total_Status", Angka(text["status"], f'IF(ISNUMBER(Total_Efisiensi),{labels},"")', status, "General")
    yield from _support(buku, text)


def _support(buku: Buku, text: Mapping[str, str]) -> Iterator[tuple[str, Angka]]:
    unit = nilai_unit(buku)
    yield "Nilai_IKM", Angka(text["ikm"], _average("TabelUnsur[Nilai Unsur]"), unit)
    yield "Mutu_IKM", Angka(text["mutu"], mutu_excel("Nilai_IKM"), mutu(unit), "General")
    scores = buku.angka("TabelAKIP", "Nilai")
    akip = total(scores) if scores else ""
    yield "Nilai_AKIP", Angka(text["akip"], 'IF(COUNT(TabelAKIP[Nilai])=0,"",SUM(TabelAKIP[Nilai]))', akip)
    yield "Predikat_AKIP", Angka(text["predikat"], predikat_excel("Nilai_AKIP"), predikat(akip), "General")
    if buku.spec.jenis == "kecamatan":
        fast = Decimal(buku.kolom("TabelEpdeskel", "Tingkat Perkembangan").count(CEPAT))
        kelurahan = buku.bernama["Ketentuan_Jumlah_Kelurahan"]
        share = percentage(fast, kelurahan) if buku.angka("TabelEpdeskel", "Nilai") else ""
        counted = f'COUNTIF(TabelEpdeskel[Tingkat Perkembangan],"{CEPAT}")/Ketentuan_Jumlah_Kelurahan*100'
        formula = f'IF(OR(COUNT(TabelEpdeskel[Nilai])=0,N(Ketentuan_Jumlah_Kelurahan)=0),"",{counted})'
        yield "Kelurahan_Cepat_Berkembang", Angka(text["epdeskel"], formula, share)


def _average(column: str) -> str:
    return f'IF(COUNT({column})=0,"",AVERAGE({column}))'


def _ratio(top: str, bottom: str) -> str:
    return f'IF(COUNT({top},{bottom})<2,"",IF({bottom}=0,"",{top}/{bottom}*100))'
