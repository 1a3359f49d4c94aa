"""A workbook with everything an office's Excel may hold, and a plan that changes a few of its cells.

XlsxWriter writes what it can; the rest is added to the zip as Excel itself would write it.
"""

import struct
import zlib
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import xlsxwriter
from parts import Parts, read_parts, write_parts

from lkjip_xl.rencana import CellWrite, ColumnAdd, Plan
from lkjip_xl.table import CellRef

SHEET = "xl/worksheets/sheet1.xml"
KINERJA = "Perjanjian Kinerja"
HEADER = "Indikator Kinerja Utama", "Satuan", "Target", "Realisasi", "Capaian"
ROWS = (
    ("Nilai survei kepuasan masyarakat", "Angka", 83.75, 84.99),
    ("Hasil evaluasi AKIP", "Nilai", 79.5, 80.11),
    ("Persentase layanan tepat waktu", "%", 100, 97.5),
    ("Jumlah laporan", "Dokumen", 12, 12),
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office"


def _write(row: int, column: int, value: str, formula: str | None = None, **more: str | int) -> CellWrite:
    return CellWrite(CellRef(KINERJA, row, column), Decimal(value), formula, **more)  # type: ignore[arg-type]


PLAN: Plan = (
    ColumnAdd(KINERJA, 6, "Kategori", 3, 4, 9, 5, (3, 5), 5, Decimal(6)),
    _write(6, 5, "101.480597014925", "D6/C6*100"),
    _write(7, 5, "100.767295597484", "D7/C7*100", number_format="0.0"),
    _write(9, 5, "100", "D9/C9*100"),
    CellWrite(CellRef(KINERJA, 6, 6), "Sangat Tinggi", 'IF(E6>90,"Sangat Tinggi","Rendah")'),
    CellWrite(CellRef(KINERJA, 7, 6), " Sangat Tinggi & <baik>"),
    CellWrite(CellRef("Terkunci", 2, 4), Decimal(200), "C2/B2*100", "0.00", 3),
)


def build_rich(path: Path) -> Path:
    """Write the rich workbook, an .xlsm, and return its path."""
    image, vba = path.with_name("logo.png"), path.with_name("vbaProject.bin")
    image.write_bytes(_png())
    vba.write_bytes(_vba())
    _write_base(path, image, vba)
    parts = read_parts(path)
    for add in (_add_ribbon, _add_custom_xml, _add_threaded_comment, _add_control, _add_printer, _add_chain):
        add(parts)
    _rewrite_sheet(parts)
    write_parts(path, parts)
    return path


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x20\x60\xa0" * 8) * 8)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def _vba() -> bytes:
    """Take a real VBA project out of a workbook the xlwings package ships."""
    spec = find_spec("xlwings")
    assert spec and spec.origin
    with ZipFile(Path(spec.origin).with_name("quickstart.xlsm")) as archive:
        return archive.read("xl/vbaProject.bin")


def _write_base(path: Path, image: Path, vba: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        book.add_vba_project(vba)
        book.set_custom_property("OPD", "Kecamatan Serang")
        _write_kinerja(book, book.add_worksheet(KINERJA), image)
        _write_locked(book.add_worksheet("Terkunci"))
        book.add_worksheet("Tersembunyi").hide()
        book.add_chartsheet("Grafik").set_chart(_chart(book))
        book.define_name("Batas", f"='{KINERJA}'!$C$6")


def _chart(book: xlsxwriter.Workbook) -> xlsxwriter.chart.Chart:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"='{KINERJA}'!$D$6:$D$9", "name": "Realisasi"})
    return chart


def _write_kinerja(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, image: Path) -> None:
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#DDEEFF"})
    cell = book.add_format({"border": 1, "num_format": "0.00"})
    sheet.merge_range("A1:E1", "PERJANJIAN KINERJA 2025", head)
    for column, title in enumerate(HEADER):
        sheet.merge_range(2, column, 3, column, title, head)
        sheet.write(4, column, column + 1, head)
    for row, values in enumerate(ROWS, 5):
        sheet.write_row(row, 0, values, cell)
        sheet.write_formula(row, 4, f"=D{row + 1}/C{row + 1}*100", cell, values[3] / values[2] * 100)
    sheet.write_rich_string("A11", "Sumber: ", head, "SKM", " 2025 ")
    sheet.write_array_formula("C13:C14", "{=C6:C7*2}", cell, 167.5)
    sheet.write_number("C14", 159, cell)
    sheet.write_dynamic_array_formula("D13:D14", "=D6:D7*1", cell, 84.99)
    sheet.write_number("D14", 80.11, cell)
    sheet.write("A15", "teks di tempat")
    _decorate(book, sheet, image)


def _decorate(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, image: Path) -> None:
    sheet.set_column("A:A", 40)
    sheet.set_column("E:E", 14)
    sheet.set_column("H:H", None, None, {"hidden": True})
    sheet.set_row(9, None, None, {"hidden": True})
    sheet.insert_image("J2", image, {"description": "Logo"})
    sheet.insert_chart("J8", _chart(book))
    sheet.insert_textbox("J24", "Catatan kotak teks")
    sheet.insert_button("G2", {"macro": "Hitung", "caption": "Hitung"})
    sheet.write_comment("A6", "Periksa satuan")
    sheet.write_comment("B7", "Nilai dari LHE")
    sheet.add_sparkline("G6", {"range": f"'{KINERJA}'!C6:D6"})
    sheet.data_validation("B6:B9", {"validate": "list", "source": ["Angka", "Nilai", "%", "Dokumen"]})
    sheet.conditional_format("E6:E9", {"type": "data_bar"})
    sheet.conditional_format("D6:D9", {"type": "cell", "criteria": "<", "value": 50})
    sheet.set_header("&L&G&CLaporan", {"image_left": str(image)})
    sheet.set_footer("&P / &N")
    sheet.set_landscape()
    sheet.print_area("A1:F9")
    sheet.repeat_rows(2, 3)
    sheet.set_h_pagebreaks([9])
    sheet.freeze_panes(5, 1)


def _write_locked(sheet: xlsxwriter.worksheet.Worksheet) -> None:
    sheet.add_table("A1:C3", {"data": [["a", 1, 2], ["b", 3, 4]], "name": "Tabel1"})
    sheet.write_url("A6", "https://serangkota.go.id", string="laman")
    sheet.protect("rahasia", {"select_locked_cells": False})


def _declare(parts: Parts, name: str, content: str | bytes, content_type: str) -> None:
    parts[name] = content if isinstance(content, bytes) else content.encode()
    _insert(
        parts,
        "[Content_Types].xml",
        "</Types>",
        f'<Override PartName="/{name}" ContentType="{content_type}"/>',
    )


def _relate(parts: Parts, holder: str, relation: str, kind: str, target: str) -> None:
    new = f'<Relationship Id="{relation}" Type="{kind}" Target="{target}"/>'
    _insert(parts, holder, "</Relationships>", new)


def _insert(parts: Parts, name: str, before: str, new: str) -> None:
    text = parts[name].decode()
    assert before in text, f"{name}: {before}"
    parts[name] = text.replace(before, new + before, 1).encode()


def _replace(parts: Parts, name: str, old: str, new: str) -> None:
    text = parts[name].decode()
    assert old in text, f"{name}: {old}"
    parts[name] = text.replace(old, new, 1).encode()


def _add_ribbon(parts: Parts) -> None:
    ribbon = f'<customUI xmlns="{_MICROSOFT}/2009/07/customui"><ribbon><tabs/></ribbon></customUI>'
    _declare(parts, "customUI/customUI14.xml", ribbon, "application/xml")
    kind = f"{_MICROSOFT}/2007/relationships/ui/extensibility"
    _relate(parts, "_rels/.rels", "rIdRibbon", kind, "customUI/customUI14.xml")


def _add_custom_xml(parts: Parts) -> None:
    parts["customXml/item1.xml"] = b'<opd xmlns="urn:serang"><kode>7.01</kode></opd>'
    parts["customXml/_rels/item1.xml.rels"] = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    )
    properties = (
        '<ds:datastoreItem ds:itemID="{11111111-2222-3333-4444-555555555555}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'
    )
    content_type = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    _declare(parts, "customXml/itemProps1.xml", properties, content_type)
    _relate(parts, "customXml/_rels/item1.xml.rels", "rId1", f"{_OFFICE}/customXmlProps", "itemProps1.xml")
    _relate(parts, "xl/_rels/workbook.xml.rels", "rIdCustom", f"{_OFFICE}/customXml", "../customXml/item1.xml")


def _add_threaded_comment(parts: Parts) -> None:
    space = f"{_MICROSOFT}/spreadsheetml/2018/threadedcomments"
    thread = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="A6" dT="2025-01-02T03:04:05.00" '
        'personId="{AAAAAAAA-0000-0000-0000-000000000001}" id="{AAAAAAAA-0000-0000-0000-000000000002}">'
        "<text>Mohon diperiksa</text></threadedComment></ThreadedComments>"
    )
    person = (
        f'<personList xmlns="{space}"><person displayName="Bu Siti" '
        'id="{AAAAAAAA-0000-0000-0000-000000000001}" userId="siti" providerId="None"/></personList>'
    )
    _declare(
        parts,
        "xl/threadedComments/threadedComment1.xml",
        thread,
        "application/vnd.ms-excel.threadedcomments+xml",
    )
    _declare(parts, "xl/persons/person.xml", person, "application/vnd.ms-excel.person+xml")
    kind = f"{_MICROSOFT}/2017/10/relationships"
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    _relate(parts, rels, "rIdThread", f"{kind}/threadedComment", "../threadedComments/threadedComment1.xml")
    _relate(parts, "xl/_rels/workbook.xml.rels", "rIdPerson", f"{kind}/person", "persons/person.xml")


def _add_control(parts: Parts) -> None:
    space = f"{_MICROSOFT}/spreadsheetml/2009/9/main"
    _declare(
        parts,
        "xl/ctrlProps/ctrlProp1.xml",
        f'<formControlPr xmlns="{space}" objectType="Button" lockText="1"/>',
        "application/vnd.ms-excel.controlproperties+xml",
    )
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    _relate(parts, rels, "rIdControl", f"{_OFFICE}/ctrlProp", "/xl/ctrlProps/ctrlProp1.xml")
    corner = "<xdr:col>{}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    control = (
        '<mc:AlternateContent><mc:Choice Requires="x14"><controls><control shapeId="1025" r:id="rIdControl" '
        'name="Tombol 1"><controlPr defaultSize="0" print="0" macro="[0]!Hitung"><anchor><from>'
        f"{corner.format(6, 1)}</from><to>{corner.format(7, 2)}</to></anchor></controlPr></control>"
        "</controls></mc:Choice></mc:AlternateContent>"
    )
    _insert(parts, SHEET, "<extLst>", control)


def _add_printer(parts: Parts) -> None:
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"
    _declare(parts, "xl/printerSettings/printerSettings1.bin", bytes(range(256)), content_type)
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    target = "../printerSettings/printerSettings1.bin"
    _relate(parts, rels, "rIdPrinter", f"{_OFFICE}/printerSettings", target)
    _replace(parts, SHEET, "<pageSetup ", '<pageSetup r:id="rIdPrinter" ')


def _add_chain(parts: Parts) -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = "".join(f'<c r="E{row}" i="1"/>' for row in range(6, 10))
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    _declare(parts, "xl/calcChain.xml", f'<calcChain xmlns="{space}">{cells}</calcChain>', content_type)
    _relate(parts, "xl/_rels/workbook.xml.rels", "rIdChain", f"{_OFFICE}/calcChain", "calcChain.xml")
    _replace(parts, "xl/workbook.xml", ' fullCalcOnLoad="1"', "")


def _rewrite_sheet(parts: Parts) -> None:
    """Write the sheet in Excel's own dialect: shared formulas, an inline string, x14ac attributes."""
    _replace(
        parts,
        SHEET,
        "<worksheet ",
        '<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        f'xmlns:x14ac="{_MICROSOFT}/spreadsheetml/2009/9/ac" '
        f'xmlns:x14="{_MICROSOFT}/spreadsheetml/2009/9/main" '
        'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'mc:Ignorable="x14ac" ',
    )
    _replace(parts, SHEET, '<row r="6" ', '<row r="6" x14ac:dyDescent="0.25" ')
    _replace(parts, SHEET, "<f>D6/C6*100</f>", '<f t="shared" ref="E6:E9" si="0">D6/C6*100</f>')
    for row in range(7, 10):
        _replace(parts, SHEET, f"<f>D{row}/C{row}*100</f>", '<f t="shared" si="0"/>')
    text = parts[SHEET].decode()
    start = text.index('<c r="A15"')
    end = text.index("</c>", start) + len("</c>")
    inline = '<c r="A15" t="inlineStr"><is><t>teks di tempat</t></is></c>'
    parts[SHEET] = (text[:start] + inline + text[end:]).encode()
