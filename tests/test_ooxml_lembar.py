"""Our sheet and our marks in a file: put in, put in again, taken out, and nothing else touched."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from lxml import etree
from parts import MAIN, SHEET, STRICT, Parts, edit_part, minimal, read_parts, write_parts
from rich_workbook import KINERJA, PLAN, build_rich
from temuan_uji import KEPALA, applied, hasil, temuan

from lkjip_xl.books.memory import MemoryBook
from lkjip_xl.books.ooxml import graft
from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.books.ooxml.verify import UnplannedDifferenceError
from lkjip_xl.pesan import UnusableFileError
from lkjip_xl.rencana import Look, Mark, MarkedSheet, MarkRule, Plan, SheetCell, SheetColumn, SheetReplace, TableArea
from lkjip_xl.sheets import validasi_plan
from lkjip_xl.table import Area, Sheet

NAME = "Hasil Validasi"
WORKBOOK, STYLES, TYPES = "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"
RELS, SHEET_RELS = "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"
RULES = tuple(
    MarkRule(f"LKjIP_Tanda_{name}", f"ROW()={row}", Look(fill=fill))
    for name, row, fill in (("Kesalahan", 1, "FFC7CE"), ("Info", 2, "DDEBF7"))
)
MARK = Mark((MarkedSheet("Data", Area(1, 1, 9, 5), RULES),))
TABLE = TableArea("TabelHasilValidasi", Area(2, 1, 3, 2), ("No", "Kode"))


def ours(name: str = NAME, *texts: str) -> SheetReplace:
    """Return a small sheet of ours, with a table and a hidden column."""
    texts = texts or ("No", "Kode", "1", "RA001")
    cells = [SheetCell(2 + number // 2, 1 + number % 2, text) for number, text in enumerate(texts)]
    title = SheetCell(1, 1, NAME, None, Look(bold=True))
    return SheetReplace(name, (title, *cells), (SheetColumn(9), SheetColumn(9, True)), table=TABLE)


def canonical(part: bytes) -> bytes:
    return etree.tostring(etree.fromstring(part), method="c14n")


def tree(path: Path, part: str) -> etree._Element:
    return etree.fromstring(read_parts(path)[part])


def same_parts(one: Parts, other: Parts) -> list[str]:
    """Return the parts that differ in what they say."""
    names = sorted(one.keys() | other.keys())
    return [name for name in names if name not in one or name not in other or one[name] != other[name]]


def rich_plan(path: Path, *more: object) -> Plan:
    found = hasil(temuan(KINERJA, 6, 4), temuan("Terkunci", 2, 2, "info"), *more)  # type: ignore[arg-type]
    return validasi_plan(found, KEPALA, FileBook.open(path).read())


# The rich workbook


def test_only_what_must_change_does(tmp_path: Path) -> None:
    path = build_rich(tmp_path / "kaya.xlsm")
    before, after = read_parts(path), read_parts(applied(path, rich_plan(path)))
    assert set(after) - set(before) == {
        "xl/worksheets/sheet4.xml",
        "xl/worksheets/_rels/sheet4.xml.rels",
        "xl/tables/table2.xml",
    }
    assert set(before) - set(after) == {"xl/calcChain.xml"}
    assert [name for name in same_parts(before, after) if name in before and name in after] == [
        TYPES,
        RELS,
        STYLES,
        WORKBOOK,
        SHEET,
        "xl/worksheets/sheet2.xml",
    ]


def test_in_a_marked_sheet_nothing_but_our_rules_is_new(tmp_path: Path) -> None:
    path = build_rich(tmp_path / "kaya.xlsm")
    result = applied(path, rich_plan(path))
    root = tree(result, SHEET)
    formats = root.findall("{*}conditionalFormatting")
    assert [rule.get("priority") for rule in formats[-1]] == ["3", "4", "5"]
    assert [rule.findtext("{*}formula") for rule in formats[-1]] == [
        "LKjIP_Tanda_Kesalahan",
        "LKjIP_Tanda_Peringatan",
        "LKjIP_Tanda_Info",
    ]
    root.remove(formats[-1])
    assert etree.tostring(root, method="c14n") == canonical(read_parts(path)[SHEET])


def test_names_count_chart_sheets_too_and_stand_sorted(tmp_path: Path) -> None:
    path = build_rich(tmp_path / "kaya.xlsm")
    names = tree(applied(path, rich_plan(path)), WORKBOOK).find("{*}definedNames")
    assert names is not None
    kinds = ("Info", "Kesalahan", "Peringatan")
    assert [(name.get("name"), name.get("localSheetId")) for name in names] == [
        ("Batas", None),
        *((f"LKjIP_Tanda_{kind}", sheet) for kind in kinds for sheet in ("0", "1")),
        ("_xlnm.Print_Area", "0"),
        ("_xlnm.Print_Titles", "0"),
        ("_xlnm.Print_Titles", "4"),
    ]


def test_a_second_run_gives_the_same_bytes(tmp_path: Path) -> None:
    path = build_rich(tmp_path / "kaya.xlsm")
    once = applied(path, rich_plan(path), "sekali")
    assert applied(once, rich_plan(once), "lagi").read_bytes() == once.read_bytes()


def test_a_run_leaves_nothing_of_the_one_before(tmp_path: Path) -> None:
    path = build_rich(tmp_path / "kaya.xlsm")
    once = applied(path, rich_plan(path), "sekali")
    more = [temuan("Tersembunyi", row, 3, "peringatan", pesan="=1", alasan="ya" * (row % 2)) for row in range(1, 40)]
    other = applied(once, rich_plan(once, *more), "lain")
    assert b"LKjIP" in read_parts(other)["xl/worksheets/sheet3.xml"]
    again = applied(other, rich_plan(other), "lagi")
    growth = same_parts(read_parts(once), read_parts(again))
    assert growth == [STYLES]  # the format of a quoted text stays behind
    assert applied(applied(again, rich_plan(again, *more), "x"), rich_plan(again), "y").read_bytes() == (
        again.read_bytes()
    )


def test_after_figures_were_written_in_the_same_go(tmp_path: Path) -> None:
    path = build_rich(tmp_path / "kaya.xlsm")
    findings = rich_plan(path)
    together = applied(path, (*PLAN, *findings), "sekaligus")
    book = FileBook.open(path)
    for plan in (PLAN, findings, findings):
        book.apply(plan)
    book.save(tmp_path / "berurutan.xlsm")
    assert same_parts(read_parts(together), read_parts(tmp_path / "berurutan.xlsm")) == []


# In the place of an earlier sheet


def with_an_old_sheet(path: Path) -> Path:
    """Write a workbook whose middle sheet bears our name and everything a sheet may lead to."""
    image = path.with_name("logo.png")
    image.write_bytes(read_parts(build_rich(path.with_name("kaya.xlsm")))["xl/media/image1.png"])
    with xlsxwriter.Workbook(path) as book:
        first, old, last = (book.add_worksheet(name) for name in ("Data", NAME, "Akhir"))
        first.insert_image("A1", image)
        first.add_table("A9:B10", {"name": "TabelHasilValidasi"})
        old.insert_image("A1", image)
        old.add_table("A1:B2", {"name": "Lama"})
        old.write_comment("A1", "lama")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Data!$A$1:$A$3"})
        old.insert_chart("D9", chart)
        old.print_area("A1:C3")
        old.autofilter("E1:F2")
        old.write_url("A5", "https://serangkota.go.id")
        last.write_comment("A1", "tetap")
        last.print_area("A1:C3")
        book.define_name(f"'{NAME}'!Punyaku", "=1")
        old.hide()
    return path


def test_the_old_sheet_goes_with_all_that_only_it_led_to(tmp_path: Path) -> None:
    path = with_an_old_sheet(tmp_path / "a.xlsx")
    before, result = read_parts(path), applied(path, (ours(),))
    after = read_parts(result)
    assert set(before) - set(after) == {
        "xl/charts/chart1.xml",
        "xl/comments1.xml",
        "xl/drawings/_rels/drawing2.xml.rels",
        "xl/drawings/drawing2.xml",
        "xl/drawings/vmlDrawing1.vml",
    }
    assert set(after) <= set(before)
    assert [sheet.get("name") for sheet in tree(result, WORKBOOK).iterfind("{*}sheets/{*}sheet")] == [
        "Data",
        NAME,
        "Akhir",
    ]
    names = tree(result, WORKBOOK).iterfind("{*}definedNames/{*}definedName")
    assert [(name.get("name"), name.get("localSheetId")) for name in names] == [
        ("_xlnm.Print_Area", "2"),
        ("Punyaku", "1"),
    ]
    assert after["xl/worksheets/sheet3.xml"] == before["xl/worksheets/sheet3.xml"]
    assert after[TYPES].count(b"/tables/") == 2 and b"chart" not in after[TYPES]


def test_tables_have_numbers_and_names_of_their_own(tmp_path: Path) -> None:
    path = with_an_old_sheet(tmp_path / "a.xlsx")
    result = applied(path, (ours(),))
    tables = [tree(result, f"xl/tables/table{number}.xml") for number in (1, 2)]
    assert [(table.get("id"), table.get("displayName")) for table in tables] == [
        ("1", "TabelHasilValidasi"),
        ("2", "TabelHasilValidasi2"),
    ]
    assert applied(result, (ours(),), "lagi").read_bytes() == result.read_bytes()


def test_the_new_sheet_is_shown_and_keeps_its_tab(tmp_path: Path) -> None:
    properties = '<sheetPr codeName="Lembar1"><tabColor theme="3"/></sheetPr>'
    around = f'{properties}<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>{{}}'
    path = write_parts(tmp_path / "a.xlsx", minimal("", around=around))
    edit_part(path, WORKBOOK, lambda text: text.replace('name="Data"', 'name="hasil validasi" state="veryHidden"'))
    result = applied(path, (ours(),))
    sheet = read_parts(result)[SHEET]
    assert properties.encode() in sheet
    assert b'tabSelected="1"' in sheet
    assert b'<sheet name="hasil validasi" sheetId="1" r:id="rId1"/>' in read_parts(result)[WORKBOOK]


# Marks

CF = (
    '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="7"><formula>A1</formula></cfRule>{}'
    "</conditionalFormatting>"
)
EXT = (
    f'<extLst><ext xmlns:x14="{MAIN}/14"><x14:conditionalFormattings><x14:conditionalFormatting>'
    '<x14:cfRule type="dataBar" priority="11"/></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>'
)
AROUND = [
    "{}",
    f"{{}}{CF.format('')}<dataValidations/>{EXT}",
    '{}<mergeCells><mergeCell ref="C1:D1"/></mergeCells><phoneticPr fontId="0"/><pageMargins/>',
]


@pytest.mark.parametrize("around", AROUND)
def test_marks_come_after_all_others_and_go_without_a_trace(tmp_path: Path, around: str) -> None:
    path = write_parts(tmp_path / "a.xlsx", minimal('<row r="1"><c r="A1"/></row>', around=around))
    marked = applied(path, (MARK,), "bertanda")
    rules = list(tree(marked, SHEET).iter("{*}cfRule"))
    assert [rule.get("priority") for rule in rules if rule.find("{*}formula") is not None][-2:] == (
        ["12", "13"] if "11" in around else ["1", "2"]
    )
    order = [etree.QName(child).localname for child in tree(marked, SHEET)]
    assert order == sorted(order, key=SCHEMA.index)
    clean = applied(marked, (Mark(()),), "bersih")
    assert canonical(read_parts(clean)[SHEET]) == canonical(read_parts(path)[SHEET])
    assert b"LKjIP" not in b"".join(read_parts(clean).values())


CELLS = '<row r="1"><c r="A1" t="str"><v>a &#62; b</v></c ></row>'  # as no library would write it
SHEETS = {
    "as Excel writes it": f'<worksheet xmlns="{MAIN}"><sheetData>{CELLS}</sheetData><pageMargins/></worksheet>',
    "nothing behind": f'<worksheet xmlns="{MAIN}"><sheetData>{CELLS}</sheetData></worksheet>',
    "a sign in an attribute": f'<worksheet a="a>b" xmlns="{MAIN}"><sheetData>{CELLS}</sheetData></worksheet>',
    "no cells": f'<worksheet xmlns="{MAIN}"><sheetData /><pageMargins/></worksheet>',
    "the word again": f'<worksheet xmlns="{MAIN}"><sheetData>{CELLS}</sheetData>'
    "<headerFooter><oddFooter>sheetData&gt;</oddFooter></headerFooter></worksheet>",
    "the name again": f'<worksheet xmlns="{MAIN}" xmlns:x="urn:x"><sheetData>{CELLS}</sheetData>'
    "<extLst><ext><x:sheetData><x:row/></x:sheetData></ext></extLst></worksheet>",
    "a prefix": f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"/></x:sheetData></x:worksheet>',
    "a comment": f'<worksheet xmlns="{MAIN}"><sheetData>{CELLS}</sheetData><!-- </sheetData> --></worksheet>',
    "character data": f'<worksheet xmlns="{MAIN}"><sheetData>{CELLS}</sheetData><headerFooter><oddFooter>'
    "<![CDATA[</sheetData>]]></oddFooter></headerFooter></worksheet>",
    "an instruction": f'<worksheet xmlns="{MAIN}"><sheetData>{CELLS}</sheetData><?a </sheetData>?></worksheet>',
    "Latin": f'<?xml version="1.0" encoding="ISO-8859-1"?><worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" '
    't="str"><v>\xe9</v></c></row></sheetData></worksheet>',
    "UTF-16": f'\ufeff<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{MAIN}"><sheetData>{CELLS}</sheetData>'
    "</worksheet>",
}
CODED = {"Latin": "latin-1", "UTF-16": "utf-16-le"}


@pytest.mark.parametrize("kind", SHEETS)
def test_marks_leave_what_stands_around_them(tmp_path: Path, kind: str) -> None:
    sheet = SHEETS[kind].encode(CODED.get(kind, "utf-8"))
    path = write_parts(tmp_path / "a.xlsx", minimal("") | {SHEET: sheet})
    before = FileBook.open(path).read()[0]
    marked = applied(path, (MARK,), "bertanda")
    assert len(list(tree(marked, SHEET).iterfind("{*}conditionalFormatting/{*}cfRule"))) == len(RULES)
    assert dict(FileBook.open(marked).read()[0].cells) == dict(before.cells)
    clean = read_parts(applied(marked, (Mark(()),), "bersih"))[SHEET]
    assert canonical(clean) == canonical(sheet)


@pytest.mark.parametrize("kind", list(SHEETS)[:4])
def test_the_cells_of_a_marked_sheet_stay_to_the_byte(tmp_path: Path, kind: str) -> None:
    sheet = SHEETS[kind].encode()
    path = write_parts(tmp_path / "a.xlsx", minimal("") | {SHEET: sheet})
    cells = sheet[: sheet.find(b">", sheet.find(b"/row" if b"/row" in sheet else b"sheetData")) + 1]
    assert read_parts(applied(path, (MARK,)))[SHEET].startswith(cells)


def test_a_changed_cell_of_a_marked_sheet_stops_the_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = FileBook.open(write_parts(tmp_path / "a.xlsx", minimal('<row r="1"><c r="A1"><v>1</v></c></row>')))
    book.apply((MARK,))
    monkeypatch.setitem(book._revision.changed, SHEET, book._revision.changed[SHEET].replace(b"<v>1<", b"<v>2<"))
    with pytest.raises(UnplannedDifferenceError):
        book.save(tmp_path / "b.xlsx")


SCHEMA = [
    "sheetData",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "pageMargins",
    "extLst",
]


def test_only_ours_are_taken_away(tmp_path: Path) -> None:
    copied = '<cfRule type="expression" priority="9"><formula>LKjIP_Tanda_Info</formula></cfRule>'
    alike = '<cfRule type="expression" priority="8"><formula>LKjIP_Tandatangan</formula></cfRule>'
    around = f"{{}}{CF.format(copied)}{CF.format(alike)}"
    path = write_parts(tmp_path / "a.xlsx", minimal("", around=around))
    names = '<definedNames><definedName name="LKjIP_Tandatangan">1</definedName></definedNames>'
    edit_part(path, WORKBOOK, lambda text: text.replace("</sheets>", f"</sheets>{names}"))
    result = read_parts(applied(applied(path, (MARK,), "b"), (Mark(()),), "c"))
    assert (result[SHEET].count(b"<cfRule"), b"LKjIP_Tanda_" in result[SHEET]) == (3, False)
    assert names.encode() in result[WORKBOOK]


def test_a_mark_on_a_sheet_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx", minimal(""))
    book = FileBook.open(path)
    with pytest.raises(ValueError, match="Tidak Ada"):
        book.apply((ours(), Mark((MARK.sheets[0]._replace(sheet="Tidak Ada"),))))
    book.save(tmp_path / "b.xlsx")
    assert (tmp_path / "b.xlsx").read_bytes() == path.read_bytes()


# Files of every kind


@pytest.mark.parametrize("space", [MAIN, STRICT])
def test_a_bare_file_gets_styles_and_stays_what_it_is(tmp_path: Path, space: str) -> None:
    path = write_parts(tmp_path / "a.xlsx", minimal('<row r="1"><c r="A1"><v>1</v></c></row>', space=space))
    result = applied(path, (ours(), MARK))
    parts = read_parts(result)
    other = MAIN if space == STRICT else STRICT
    assert not [name for name, content in parts.items() if f'"{other}"'.encode() in content]
    office = "purl.oclc.org/ooxml/officeDocument/" if space == STRICT else "openxmlformats.org/officeDocument/2006/"
    assert parts[RELS].count(office.encode()) == 3
    assert not [name for name, content in parts.items() if b"ns0" in content]
    sheets = FileBook.open(result).read()
    assert [(sheet.name, len(sheet.cells)) for sheet in sheets] == [("Data", 1), (NAME, 5)]
    assert sheets[1].tables == (TABLE.area,)
    assert applied(result, (ours(), MARK), "lagi").read_bytes() == result.read_bytes()
    if space == MAIN:
        assert openpyxl.load_workbook(result)[NAME]["A1"].font.b


def test_looks_already_there_are_used_again(tmp_path: Path) -> None:
    path = with_an_old_sheet(tmp_path / "a.xlsx")
    result = applied(path, (ours(), MARK))
    other = applied(result, (ours(NAME, "No", "Kode", "2", "IK001"), MARK), "lain")
    assert read_parts(result)[STYLES] == read_parts(other)[STYLES] != read_parts(path)[STYLES]
    counted = {
        etree.QName(holder).localname: (holder.get("count"), len(holder))
        for holder in tree(other, STYLES)
        if holder.get("count")
    }
    assert all(int(count or 0) == length for count, length in counted.values())


def test_a_style_sheet_without_cell_formats_gets_the_reserved_ones(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx", minimal('<row r="1"><c r="A1"><v>1</v></c></row>'))
    bare = applied(path, (MARK,), "gaya")
    edit_part(bare, STYLES, lambda _: f'<styleSheet xmlns="{MAIN}"/>')
    result = tree(applied(bare, (ours(),)), STYLES)
    assert [len(holder) for holder in result] == [3, 2, 1, 3]


def lock(text: str) -> str:
    return text.replace("<sheets>", '<workbookProtection lockStructure="1"/><sheets>')


def test_a_locked_structure_gets_no_sheet(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx", minimal(""))
    edit_part(path, WORKBOOK, lock)
    book = FileBook.open(path)
    with pytest.raises(UnusableFileError, match=r"^a\.xlsx: susunan lembarnya dikunci.*Hasil Validasi") as refusal:
        book.apply((ours(), MARK))
    book.save(tmp_path / "b.xlsx")
    assert (refusal.value.key, (tmp_path / "b.xlsx").read_bytes()) == ("struktur_dikunci", path.read_bytes())
    edit_part(path, WORKBOOK, lambda text: text.replace('name="Data"', f'name="{NAME}"'))
    assert len(FileBook.open(applied(path, (ours(),))).read()[0].cells) == 5


def test_a_chart_sheet_of_our_name_is_left_alone(tmp_path: Path) -> None:
    path = build_rich(tmp_path / "kaya.xlsm")
    book = FileBook.open(path)
    with pytest.raises(UnusableFileError, match="lembar grafik") as refusal:
        book.apply((ours("grafik"),))
    assert refusal.value.key == "lembar_lain"


def test_a_fault_on_the_way_leaves_the_book_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = build_rich(tmp_path / "kaya.xlsm")
    book = FileBook.open(path)
    book.apply(PLAN)
    with monkeypatch.context() as broken, pytest.raises(UnusableFileError):
        broken.setattr(graft, "table_xml", fail)
        book.apply((*rich_plan(path), *PLAN[1:4]))
    book.save(tmp_path / "b.xlsm")
    assert same_parts(read_parts(tmp_path / "b.xlsm"), read_parts(applied(path, PLAN))) == []


def fail(*_: object) -> None:
    raise UnusableFileError("rusak", berkas="kaya.xlsm", bagian="tabel")


def test_after_a_fault_a_file_without_styles_still_gets_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_parts(tmp_path / "a.xlsx", minimal(""))
    book = FileBook.open(path)
    with monkeypatch.context() as broken, pytest.raises(UnusableFileError):
        broken.setattr(graft, "table_xml", fail)
        book.apply((MARK, ours()))
    book.apply((ours(), MARK))
    book.save(tmp_path / "b.xlsx")
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")[NAME]["A1"].font.b
    assert same_parts(read_parts(tmp_path / "b.xlsx"), read_parts(applied(path, (ours(), MARK)))) == []


# The check after the save

Slip = tuple[str, bytes, bytes]


@pytest.mark.parametrize(
    "slip",
    [
        ("xl/worksheets/sheet4.xml", b"RA001", b"RA002"),
        ("xl/tables/table2.xml", b"Kode", b"Kodo"),
        (SHEET, b"LKjIP_Tanda_Info", b"A1"),
        (SHEET, b'priority="1"', b'priority="9"'),
        (WORKBOOK, b"LKjIP_Tanda_Info", b"LKjIP_Tanda_Inpo"),
        (WORKBOOK, b"ADDRESS(", b"MAX("),
        (WORKBOOK, b"Batas", b"Batal"),
        (WORKBOOK, b'name="Terkunci"', b'name="Dibuka"'),
        (STYLES, b"<font><b/>", b"<font><i/>"),
        (TYPES, b"image/png", b"image/gif"),
        (RELS, b'Target="worksheets/sheet1.xml"', b'Target="worksheets/sheet2.xml"'),
    ],
    ids=lambda slip: slip[0] + slip[1].decode() if isinstance(slip, tuple) else None,
)
def test_a_slip_stops_the_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slip: Slip) -> None:
    path = build_rich(tmp_path / "kaya.xlsm")
    book = FileBook.open(path)
    book.apply(rich_plan(path))
    part, old, new = slip
    assert old in book._revision.changed[part]
    monkeypatch.setitem(book._revision.changed, part, book._revision.changed[part].replace(old, new))
    with pytest.raises(UnplannedDifferenceError, match=re.escape(part)):
        book.save(tmp_path / "b.xlsm")
    assert not (tmp_path / "b.xlsm").exists()


def test_a_lost_or_added_part_stops_the_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = FileBook.open(write_parts(tmp_path / "a.xlsx", minimal("")))
    book.apply((ours(), MARK))
    pack: Callable[..., bytes] = book._package.archive.repacked
    for edit in (
        lambda held: {**held, "xl/lain.xml": b"<a/>"},
        lambda held: {name: held[name] for name in list(held)[1:]},
        lambda held: {name: content.replace(b'width="9"', b'width="8"') for name, content in held.items()},
    ):
        monkeypatch.setattr(
            book._package.archive, "repacked", lambda held, dropped, edit=edit: pack(edit(held), dropped)
        )
        with pytest.raises(UnplannedDifferenceError):
            book.save(tmp_path / "b.xlsx")


# Text


@pytest.mark.parametrize(
    "text",
    ["=cmd|' /C calc'!A0", "<script>&amp;]]>", "x" * 32_000, "\x00\x01\x1f\ufffe", "_x0041_", " a\n b\t", "\r\n", "𝄞"],
    ids=lambda text: ascii(text)[:20],
)
def test_any_text_is_held_as_text(tmp_path: Path, text: str) -> None:
    path = write_parts(tmp_path / "a.xlsx", minimal(""))
    result = applied(path, (ours(NAME, "No", "Kode", "1", text),))
    cell = FileBook.open(result).read()[1].cell(3, 2)
    assert (cell.value, cell.kind, cell.formula) == (text, "teks", None)


@pytest.mark.parametrize("name", ["Isi 'A' & \"B\"", "<b>", "=1+1", "Ké 日本 ~"])
def test_any_sheet_name_is_safe(tmp_path: Path, name: str) -> None:
    path = write_parts(tmp_path / "a.xlsx", minimal(""))
    plan = (ours(name), MARK)
    result = applied(path, plan)
    assert openpyxl.load_workbook(result).sheetnames == ["Data", name]
    assert applied(result, plan, "lagi").read_bytes() == result.read_bytes()


# The book in memory


def test_the_memory_book_holds_what_the_file_book_holds(tmp_path: Path) -> None:
    path = build_rich(tmp_path / "kaya.xlsm")
    more = temuan("Terkunci", 3, 3, alasan="begitu", ditemukan="\x01")
    for plan in (rich_plan(path, more), (ours("terkunci"),), (ours("Lain"), ours("Lain", "No", "Kode", "1", "=2"))):
        memory = MemoryBook(path.name, FileBook.open(path).read())
        memory.apply(plan)
        held = FileBook.open(applied(path, plan)).read()
        assert [sheet._replace(blank_formats={}) for sheet in memory.sheets()] == [
            sheet._replace(blank_formats={}) for sheet in held
        ]


def test_the_memory_book_knows_its_marks() -> None:
    book = MemoryBook("a.xlsx", [Sheet("Data", {})])
    book.apply((ours(), MARK))
    assert book.marks == MARK.sheets
    book.apply((Mark(()),))
    assert book.marks == ()
    with pytest.raises(KeyError):
        book.apply((Mark((MARK.sheets[0]._replace(sheet="Tidak Ada"),)),))


def test_numbers_are_numbers(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx", minimal(""))
    cells = (SheetCell(1, 1, Decimal("83.75")), SheetCell(1, 2, Decimal(2), "A1*2"), SheetCell(2, 1, ""))
    sheet = FileBook.open(applied(path, (SheetReplace("Ringkasan", cells),))).read()[1]
    assert [(cell.value, cell.kind, cell.formula) for cell in sheet.cells.values()] == [
        (Decimal("83.75"), "angka", None),
        (Decimal(2), "angka", "A1*2"),
    ]
