"""The sheet Petunjuk: the order of work with links, what the colours mean, and what staff should know."""

from collections.abc import Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lkjip_xl.template.pena import Formats, Look
from lkjip_xl.template.spesifikasi import Spesifikasi
from lkjip_xl.template.tinggi import height

NAME = "Petunjuk"
_FONT: Look = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
_WIDTHS = (5, 22, 96)


def write(sheet: Worksheet, spec: Spesifikasi, formats: Formats) -> None:
    """Write the whole sheet."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    page = _Page(sheet, spec, formats)
    page.write()
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&8&A - halaman &P dari &N")


class _Page:
    """The sheet while it grows downwards."""

    def __init__(self, sheet: Worksheet, spec: Spesifikasi, formats: Formats) -> None:
        self.sheet, self.spec, self.formats = sheet, spec, formats
        self.text = spec.teks["petunjuk"]
        self.row = 0

    def write(self) -> None:
        title: Look = {"bold": True, "font_size": 16, "font_color": self.spec.teks["warna"]["judul"]}
        self.sheet.set_row(0, 26)
        self._line(self.text["judul"], title)
        self._paragraph(self.text["pembuka"])
        self._head(self.text["urutan"])
        self._steps()
        self._head(self.text["warna_judul"])
        self._colours()
        self._head(self.text["cara_judul"])
        for sentence in self.text["cara"]:
            self._paragraph(f"• {sentence}")

    def _format(self, look: Look) -> Format:
        return self.formats.get(_FONT | look)

    def _line(self, text: str, look: Look) -> None:
        self.sheet.write_string(self.row, 0, text, self._format(look))
        self.row += 1

    def _paragraph(self, text: str) -> None:
        self.sheet.merge_range(self.row, 0, self.row, len(_WIDTHS) - 1, text, self._format({"text_wrap": True}))
        self.sheet.set_row(self.row, height([(text, sum(_WIDTHS))]))
        self.row += 1

    def _head(self, text: str) -> None:
        self.row += 1
        self._line(text, {"bold": True, "font_size": 12, "font_color": self.spec.teks["warna"]["judul"]})

    def _steps(self) -> None:
        stages = {lembar.nama: lembar.tahap for lembar in self.spec.lembar}
        shown = {lembar.nama for lembar in self.spec.lembar if lembar.hanya in {"", self.spec.jenis}}
        steps = [step for step in self.text["langkah"] if step["lembar"] in shown or step["lembar"] not in stages]
        for number, step in enumerate(steps, 1):
            colour = self.spec.teks["tahap"][stages.get(step["lembar"], "hasil")]["warna"]
            badge: Look = {"bg_color": colour, "font_color": "#FFFFFF", "align": "center", "bold": True}
            self.sheet.write_number(self.row, 0, number, self._format(badge))
            link = self._format({"font_color": "#0563C1", "underline": 1})
            self.sheet.write_url(self.row, 1, f"internal:'{step['lembar']}'!A1", link, step["lembar"])
            self.sheet.write_string(self.row, 2, step["teks"], self._format({"text_wrap": True}))
            self.sheet.set_row(self.row, height([(step["teks"], _WIDTHS[2])]))
            self.row += 1

    def _colours(self) -> None:
        legend, colours = self.spec.teks["legenda"], self.spec.teks["warna"]
        cells = (("isian", "#FFFFFF"), ("wajib", colours["wajib"]), ("hitungan", colours["hitungan"]))
        self._swatches([(legend[name], colour) for name, colour in cells], "#000000")
        stages = self.spec.teks["tahap"].values()
        self._swatches([(stage["sebutan"], stage["warna"]) for stage in stages], "#FFFFFF")

    def _swatches(self, swatches: Sequence[tuple[str, str]], font: str) -> None:
        for text, colour in swatches:
            look: Look = {"bg_color": colour, "font_color": font, "border": 1, "border_color": "#BFBFBF"}
            self.sheet.merge_range(self.row, 0, self.row, 1, text, self._format(look))
            self.row += 1
