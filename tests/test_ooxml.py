"""The lossless editor: what is planned happens, nothing else does."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from parts import SHEET, STRICT, edit_part, minimal, read_parts, relationships, write_parts
from rich_workbook import KINERJA, PLAN, build_rich

from lkjip_xl.books.memory import MemoryBook
from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.books.ooxml.strings import decode, encode
from lkjip_xl.books.ooxml.verify import UnplannedDifferenceError
from lkjip_xl.pesan import UnusableFileError
from lkjip_xl.rencana import CellWrite, ColumnAdd, Plan
from lkjip_xl.table import Area, CellRef, Sheet, address

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def write(row: int, column: int, value: str | int, formula: str | None = None, **more: object) -> CellWrite:
    held = value if isinstance(value, str) else Decimal(value)
    return CellWrite(CellRef("Data", row, column), held, formula, **more)  # type: ignore[arg-type]


def changed(path: Path, plan: Plan) -> Path:
    """Apply a plan to a file and return the result's path."""
    book = FileBook.open(path)
    book.apply(plan)
    result = path.with_name(f"hasil_{path.name}")
    book.save(result)
    return result


def opened(path: Path) -> Sheet:
    return FileBook.open(path).read()[0]


def rows(sheet: Sheet) -> list[tuple[object, ...]]:
    return [(address(*at), cell.value, cell.kind, cell.formula) for at, cell in sheet.cells.items()]


def xml_after(tmp_path: Path, sheet_data: str, *plan: CellWrite | ColumnAdd, around: str = "{}") -> str:
    """Return what stands inside <worksheet> after a plan."""
    path = write_parts(tmp_path / "buku.xlsx", minimal(sheet_data, around=around))
    sheet = read_parts(changed(path, plan))[SHEET].decode()
    return sheet.partition('main">')[2].removesuffix("</worksheet>")


def row_after(tmp_path: Path, sheet_data: str, *plan: CellWrite | ColumnAdd) -> str:
    return xml_after(tmp_path, sheet_data, *plan).removeprefix("<sheetData>").removesuffix("</sheetData>")


# Reading


def test_reads_every_kind_of_cell(tmp_path: Path) -> None:
    data = (
        '<row r="2"><c r="A2"><v>84.990000000000009</v></c><c r="B2" t="str"><f>A2&amp;"x"</f><v></v></c>'
        '<c r="C2" t="b"><v>1</v></c><c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="E2" t="d"><v>2025-01-31</v></c><c r="F2"><f>A2*2</f></c><c r="G2" s="3"/>'
        '<c r="AB2" t="inlineStr"><is><r><t>Nilai </t></r><r><t>IKM_x000D_</t></r>'
        '<rPh sb="0" eb="1"><t>ikm</t></rPh></is></c></row>'
    )
    assert rows(opened(write_parts(tmp_path / "a.xlsx", minimal(data)))) == [
        ("A2", Decimal("84.99"), "angka", None),
        ("B2", "", "teks", 'A2&"x"'),
        ("C2", True, "logika", None),
        ("D2", "#DIV/0!", "galat", "1/0"),
        ("E2", "2025-01-31", "teks", None),
        ("F2", None, "kosong", "A2*2"),
        ("AB2", "Nilai IKM\r", "teks", None),
    ]


def test_counts_positions_the_file_leaves_unsaid(tmp_path: Path) -> None:
    data = '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row/>'
    sheet = opened(write_parts(tmp_path / "a.xlsx", minimal(data)))
    assert [address(*at) for at in sheet.cells] == ["A1", "B1", "C5", "D5"]


def test_a_sheet_claiming_every_row_just_works(tmp_path: Path) -> None:
    around = '<dimension ref="A1:XFD1048576"/><cols><col min="2" max="16384" hidden="1"/></cols>{}'
    data = '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="C1048576"><v>2</v></c></row>'
    sheet = opened(write_parts(tmp_path / "a.xlsx", minimal(data, around=around)))
    assert (len(sheet.cells), sheet.hidden_rows, sheet.hidden_columns) == (2, {1}, {2, 3})


def test_strict_files_read_and_write_as_others(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx", minimal('<row r="1"><c r="A1"><v>1</v></c></row>', space=STRICT))
    result = changed(path, (write(1, 2, 2, "A1*2"),))
    assert rows(opened(result)) == [("A1", 1, "angka", None), ("B1", 2, "angka", "A1*2")]
    assert b"ns0" not in read_parts(result)[SHEET]


def test_other_prefixes_are_kept(tmp_path: Path) -> None:
    parts = minimal("")
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f'<x:worksheet xmlns:x="{space}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    path = write_parts(tmp_path / "a.xlsx", parts | {SHEET: sheet.encode()})
    result = changed(path, (write(1, 2, "baik"),))
    new = b'<x:c r="B1" t="inlineStr"><x:is><x:t>baik</x:t></x:is></x:c></x:row>'
    assert new in read_parts(result)[SHEET]
    assert [cell.value for cell in opened(result).cells.values()] == [1, "baik"]


def test_reads_what_xlsxwriter_and_openpyxl_write(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "teks")
        sheet.write("B1", 0.5, book.add_format({"num_format": "0%"}))
        sheet.write("C1", 5, book.add_format({"num_format": '"Rp"#,##0'}))
    openpyxl.load_workbook(tmp_path / "a.xlsx").save(tmp_path / "b.xlsx")
    expected = [("A1", "teks", "General"), ("B1", Decimal("0.5"), "0%"), ("C1", 5, '"Rp"#,##0')]
    for name in ("a.xlsx", "b.xlsx"):
        cells = opened(tmp_path / name).cells.values()
        assert [(address(cell.row, cell.column), cell.value, cell.number_format) for cell in cells] == expected


def test_the_rich_workbook_reads_whole(tmp_path: Path) -> None:
    kinerja, locked, hidden = FileBook.open(build_rich(tmp_path / "kaya.xlsm")).read()
    assert [(sheet.name, sheet.hidden) for sheet in (kinerja, locked, hidden)] == [
        (KINERJA, False),
        ("Terkunci", False),
        ("Tersembunyi", True),
    ]
    assert kinerja.merges[:2] == (Area(1, 1, 1, 5), Area(3, 1, 4, 1))
    assert kinerja.hidden_rows == {10}
    assert [kinerja.cell(row, 5).formula for row in range(6, 10)] == ["D6/C6*100"] * 4
    assert [kinerja.cell(row, 1).value for row in (11, 15)] == ["Sumber: SKM 2025 ", "teks di tempat"]


def test_tells_where_excels_own_tables_stand(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        one, _, three = (book.add_worksheet() for _ in range(3))
        one.add_table("E1:G10", {"name": "BukuTamu"})
        one.add_table("A3:C5", {"total_row": True})
        three.write_comment("A1", "bagian lain dari lembar ini bukan tabel")
    assert [sheet.tables for sheet in FileBook.open(path).read()] == [(Area(1, 5, 10, 7), Area(3, 1, 5, 3)), (), ()]


def test_a_style_that_is_not_there_reads_as_general(tmp_path: Path) -> None:
    path = styled(tmp_path / "a.xlsx", '<cellXfs><xf numFmtId="1"/><xf numFmtId="10"/></cellXfs>')
    edit_part(path, SHEET, lambda text: text.replace('"B1" s="1"', '"B1" s="-1"').replace('"C1" s="1"', '"C1" s="2"'))
    sheet = opened(path)
    assert [sheet.cell(1, column).number_format for column in (1, 2, 3)] == ["0", "General", "General"]


# Writing


def test_only_planned_parts_change(tmp_path: Path) -> None:
    path = build_rich(tmp_path / "kaya.xlsm")
    before, after = read_parts(path), read_parts(changed(path, PLAN))
    assert [name for name in before if before[name] != after.get(name)] == [
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/workbook.xml",
        "xl/styles.xml",
        "xl/calcChain.xml",
    ]
    assert [name for name in before if name not in after] == ["xl/calcChain.xml"]
    declared = after["[Content_Types].xml"] + after["xl/_rels/workbook.xml.rels"]
    assert b"calcChain" not in declared
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]


def test_changed_sheets_differ_in_planned_cells_only(tmp_path: Path) -> None:
    path = build_rich(tmp_path / "kaya.xlsm")
    before, after = FileBook.open(path).read(), FileBook.open(changed(path, PLAN)).read()
    different = [
        f"{old.name}!{address(*at)}"
        for old, new in zip(before, after, strict=True)
        for at in sorted(old.cells.keys() | new.cells.keys())
        if old.cells.get(at) != new.cells.get(at)
    ]
    # E6 held the planned figure already; E8 followed it, the master of their shared formula.
    planned = ["F3", "F5", "F6", "E7", "F7", "E8", "E9"]
    assert different == [f"{KINERJA}!{cell}" for cell in planned] + ["Terkunci!D2"]
    assert set(after[0].merges) - set(before[0].merges) == {Area(3, 6, 4, 6)}


def test_everything_beside_the_cells_stays(tmp_path: Path) -> None:
    path = build_rich(tmp_path / "kaya.xlsm")
    before = etree.fromstring(read_parts(path)[SHEET])
    after = etree.fromstring(read_parts(changed(path, PLAN))[SHEET])
    planned = {f"{NS}dimension", f"{NS}cols", f"{NS}sheetData", f"{NS}mergeCells"}
    assert [child.tag for child in before] == [child.tag for child in after]
    for old, new in zip(before, after, strict=True):
        if old.tag not in planned:
            assert etree.tostring(old, method="c14n") == etree.tostring(new, method="c14n")
    assert before.attrib == after.attrib


def test_an_empty_plan_copies_the_file(tmp_path: Path) -> None:
    path = build_rich(tmp_path / "kaya.xlsm")
    assert changed(path, ()).read_bytes() == path.read_bytes()


def test_the_result_is_the_same_every_time(tmp_path: Path) -> None:
    path = build_rich(tmp_path / "kaya.xlsm")
    assert changed(path, PLAN).read_bytes() == changed(path, PLAN).read_bytes()


def test_two_plans_in_a_row_both_hold(tmp_path: Path) -> None:
    book = FileBook.open(build_rich(tmp_path / "kaya.xlsm"))
    again = CellWrite(CellRef(KINERJA, 8, 5), Decimal(99), None, "0.0")
    book.apply(PLAN)
    book.apply((again,))
    book.save(tmp_path / "hasil.xlsm")
    sheet = opened(tmp_path / "hasil.xlsm")
    assert [(sheet.cell(row, 5).value, sheet.cell(row, 5).number_format) for row in (7, 8)] == [
        (Decimal("100.767295597484"), "0.0"),
        (Decimal(99), "0.0"),
    ]


def test_a_cell_keeps_its_style_and_loses_its_old_content(tmp_path: Path) -> None:
    old = '<row r="1"><c r="A1" s="7" t="e"><f t="shared" si="0"/><v>#REF!</v></c></row>'
    assert row_after(tmp_path, old, write(1, 1, "12.50")) == (
        '<row r="1"><c r="A1" s="7" t="inlineStr"><is><t>12.50</t></is></c></row>'
    )
    assert row_after(tmp_path, old, write(1, 1, "Tinggi", 'IF(B1>1,"Tinggi","")')) == (
        '<row r="1"><c r="A1" s="7" t="str"><f>IF(B1&gt;1,"Tinggi","")</f><v>Tinggi</v></c></row>'
    )


@pytest.mark.parametrize(
    ("value", "stored"),
    [("97.5", "97.5"), ("1E+3", "1000"), ("-0.1", "-0.1"), ("26028054509", "26028054509"), ("1E-7", "1e-07")],
)
def test_numbers_are_stored_as_excel_stores_them(tmp_path: Path, value: str, stored: str) -> None:
    plan = CellWrite(CellRef("Data", 1, 1), Decimal(value))
    assert row_after(tmp_path, "", plan) == f'<row r="1"><c r="A1"><v>{stored}</v></c></row>'


def test_new_cells_and_rows_stand_in_order(tmp_path: Path) -> None:
    old = '<row r="2" spans="2:4"><c r="B2"/><c r="D2"/><extLst/></row><row r="5"/>'
    plan = [write(2, 3, 1), write(2, 5, 2), write(2, 1, 3), write(1, 1, 4), write(7, 2, 5), write(4, 1, 6)]
    root = etree.fromstring(f"<d>{row_after(tmp_path, old, *plan)}</d>")
    assert [[child.get("r", child.tag) for child in row] for row in root] == [
        ["A1"],
        ["A2", "B2", "C2", "D2", "E2", "extLst"],
        ["A4"],
        [],
        ["B7"],
    ]
    assert [row.get("spans") for row in root] == [None] * 5


def test_a_new_cell_takes_the_style_around_it(tmp_path: Path) -> None:
    around = '<dimension ref="B1:B3"/><cols><col min="3" max="4" style="9"/></cols>{}'
    old = '<row r="1"><c r="B1" s="4"/></row><row r="2" s="6" customFormat="1"/><row r="3"/>'
    plan = [write(1, 3, 1, style_from=2), write(2, 3, 2), write(3, 3, 3), write(3, 5, 4)]
    text = xml_after(tmp_path, old, *plan, around=around)
    root = etree.fromstring(f"<d>{text}</d>")
    cells = {cell.get("r"): cell.get("s") for cell in root.iter("c")}
    assert cells == {"B1": "4", "C1": "4", "C2": "6", "C3": "9", "E3": None}
    assert text.startswith('<dimension ref="B1:E3"/>')


def test_overwriting_a_master_frees_its_followers(tmp_path: Path) -> None:
    old = (
        '<row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="4">A1*$A$9</f><v>1</v></c></row>'
        '<row r="2"><c r="B2"><f t="shared" si="4"/><v>2</v></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="4"/><v>3</v></c></row>'
    )
    assert row_after(tmp_path, old, write(1, 2, 5), write(3, 2, 6)) == (
        '<row r="1"><c r="B1"><v>5</v></c></row>'
        '<row r="2"><c r="B2"><f>A2*$A$9</f><v>2</v></c></row>'
        '<row r="3"><c r="B3"><v>6</v></c></row>'
    )
    kept = row_after(tmp_path, old, write(3, 2, 6))
    assert '<f t="shared" ref="B1:B3" si="4">A1*$A$9</f>' in kept


@pytest.mark.parametrize(
    "old",
    [
        '<c r="A1"><f t="array" ref="A1:A3">B1:B3</f><v>1</v></c>',
        '<c r="A1" cm="1"><f t="array" ref="A1:A3">B1:B3</f><v>1</v></c>',
        '<c r="B1"><f t="dataTable" ref="A2:B3" r1="C1"/><v>1</v></c>',
        '<c r="B1"/></row><row><c cm="1"><v>1</v></c>',
    ],
)
def test_array_cells_are_refused_before_anything_changes(tmp_path: Path, old: str) -> None:
    path = write_parts(tmp_path / "a.xlsx", minimal(f'<row r="1">{old}</row>'))
    book = FileBook.open(path)
    with pytest.raises(UnusableFileError, match="sel A2 di lembar Data") as refusal:
        book.apply((write(1, 4, 1), write(2, 1, 1)))
    book.save(tmp_path / "b.xlsx")
    assert (refusal.value.key, (tmp_path / "b.xlsx").read_bytes()) == ("sel_larik", path.read_bytes())


@pytest.mark.parametrize(
    "change",
    [
        write(2, 1, 1),
        CellWrite(CellRef("Tidak Ada", 1, 1), Decimal(1)),
        ColumnAdd("Data", 2, "Capaian", 1, 2, 3, 1, (1, 1)),
        ColumnAdd("Data", 3, "Capaian", 1, 2, 3, 1, (1, 1)),
        CellWrite(CellRef("Data", 5, 5), Decimal("1e400")),
        ColumnAdd("Data", 5, "Capaian", 1, 2, 3, 1, (1, 1), 3, Decimal("-1e309")),
    ],
    ids=["under a merge", "no such sheet", "not empty", "merged already", "too big", "too big a column number"],
)
def test_plans_no_planner_may_make(tmp_path: Path, change: CellWrite | ColumnAdd) -> None:
    around = '{}<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="C1:D1"/></mergeCells>'
    data = '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="B3"><v>1</v></c></row>'
    path = write_parts(tmp_path / "a.xlsx", minimal(data, around=around))
    book = FileBook.open(path)
    with pytest.raises(ValueError, match=r"Data|Tidak Ada|no cell can hold"):
        book.apply((write(4, 1, 1), change))
    book.save(tmp_path / "b.xlsx")
    assert (tmp_path / "b.xlsx").read_bytes() == path.read_bytes()


def styled(path: Path, styles: str) -> Path:
    """Write a workbook with three styled cells A1:C1 and this inside its styleSheet."""
    data = '<row r="1"><c r="A1" s="0"/><c r="B1" s="1"/><c r="C1" s="1"/></row>'
    parts = minimal(data)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/styles.xml"] = f'<styleSheet xmlns="{space}">{styles}</styleSheet>'.encode()
    kind = relationships("http://x/relationships/styles", "styles.xml").partition("<Relationship ")[2]
    held = parts["xl/_rels/workbook.xml.rels"].decode()
    new = "<Relationship " + kind.replace("rId1", "rId2")
    parts["xl/_rels/workbook.xml.rels"] = held.replace("</Relationships>", new).encode()
    return write_parts(path, parts)


def test_a_number_format_clones_the_style_once(tmp_path: Path) -> None:
    xfs = '<cellXfs count="2"><xf numFmtId="0" fontId="3"/><xf numFmtId="49" borderId="2"><x/></xf></cellXfs>'
    path = styled(tmp_path / "a.xlsx", f"<fonts/>{xfs}<dxfs/>")
    plan = tuple(write(1, column, 1, number_format="0.000") for column in (1, 2, 3))
    result = read_parts(changed(path, (*plan, write(2, 1, 5, number_format="0.00"))))
    styles = result["xl/styles.xml"].decode().partition('main">')[2]
    assert styles.removesuffix("</styleSheet>") == (
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="0.000"/></numFmts><fonts/>'
        '<cellXfs count="5"><xf numFmtId="0" fontId="3"/><xf numFmtId="49" borderId="2"><x/></xf>'
        '<xf numFmtId="164" fontId="3" applyNumberFormat="1"/>'
        '<xf numFmtId="164" borderId="2" applyNumberFormat="1"><x/></xf>'
        '<xf numFmtId="2" fontId="3" applyNumberFormat="1"/></cellXfs><dxfs/>'
    )
    cells = etree.fromstring(result[SHEET]).iter(f"{NS}c")
    assert [cell.get("s") for cell in cells] == ["2", "3", "3", "4"]


@pytest.mark.parametrize("style", ["999", "-1"])
def test_a_style_that_is_not_there_is_cloned_from_the_first(tmp_path: Path, style: str) -> None:
    path = styled(tmp_path / "a.xlsx", '<cellXfs count="1"><xf numFmtId="0" fontId="3"/></cellXfs>')
    edit_part(path, SHEET, lambda text: text.replace('"B1" s="1"', f'"B1" s="{style}"'))
    result = read_parts(changed(path, (write(1, 2, 1, number_format="0.00"),)))
    assert b'<xf numFmtId="2" fontId="3" applyNumberFormat="1"/></cellXfs>' in result["xl/styles.xml"]
    assert b'<c r="B1" s="1"><v>1</v></c>' in result[SHEET]


def test_a_style_sheet_without_cell_formats_gets_none(tmp_path: Path) -> None:
    path = styled(tmp_path / "a.xlsx", "<fonts/>")
    result = changed(path, (write(1, 2, 1, number_format="0.00"),))
    assert read_parts(result)["xl/styles.xml"] == read_parts(path)["xl/styles.xml"]


ADDED = ColumnAdd("Data", 3, "Capaian", 1, 1, 2, 2, (1, 2))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<col min="1" max="2" width="20" customWidth="1"/><col min="3" max="16384" width="9" hidden="1"/>',
            '<col min="1" max="2" width="20" customWidth="1"/><col min="3" max="3" width="20" customWidth="1"/>'
            '<col min="4" max="16384" width="9" hidden="1"/>',
        ),
        (
            '<col min="3" max="3" width="0" style="4" hidden="1" customWidth="1" outlineLevel="1" collapsed="1"/>',
            '<col min="3" max="3" width="9.140625" style="4" customWidth="1" outlineLevel="1"/>',
        ),
        (
            '<col min="2" max="3" width="14" hidden="true" customWidth="1"/>',
            '<col min="2" max="2" width="14" hidden="true" customWidth="1"/>'
            '<col min="3" max="3" width="14" customWidth="1"/>',
        ),
        ('<col min="3" max="4" width="14" customWidth="1"/>', '<col min="3" max="4" width="14" customWidth="1"/>'),
    ],
    ids=["hidden beyond the table", "hidden by the width 0", "beside a hidden one", "shown already"],
)
def test_an_added_column_can_be_seen(tmp_path: Path, before: str, after: str) -> None:
    old = '<row r="1"><c r="B1"/></row>'
    result = xml_after(tmp_path, old, ADDED, around=f"<cols>{before}</cols>{{}}")
    assert result.partition("<sheetData>")[0] == f"<cols>{after}</cols>"
    assert 3 not in opened(tmp_path / "hasil_buku.xlsx").hidden_columns


def test_an_added_column_left_hidden_stops_the_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    around = '<cols><col min="2" max="2" width="7"/></cols>{}'
    book = FileBook.open(write_parts(tmp_path / "a.xlsx", minimal("", around=around)))
    book.apply((ADDED,))
    slip = book._revision.changed[SHEET].replace(b'min="3"', b'min="3" hidden="1"')
    monkeypatch.setitem(book._revision.changed, SHEET, slip)
    with pytest.raises(UnplannedDifferenceError, match=r"sheet1\.xml: C$"):
        book.save(tmp_path / "b.xlsx")


def test_the_memory_book_shows_added_columns_too(tmp_path: Path) -> None:
    sheet = Sheet("Data", {}, hidden_columns=frozenset({3, 4}))
    book = MemoryBook("a.xlsx", [sheet])
    book.apply((ADDED,))
    assert book.sheets()[0].hidden_columns == {4}


def test_an_added_column_looks_like_its_neighbour(tmp_path: Path) -> None:
    around = (
        '<cols><col min="1" max="1" width="20" customWidth="1"/><col min="2" max="9" width="8"/></cols>{}<pageMargins/>'
    )
    old = "".join(f'<row r="{row}"><c r="A{row}" s="{row}"/></row>' for row in range(1, 6))
    added = ColumnAdd("Data", 3, "Capaian", 1, 2, 4, 1, (1, 1), 3, Decimal(2))
    assert xml_after(tmp_path, old, added, write(4, 3, 7), around=around) == (
        '<cols><col min="1" max="1" width="20" customWidth="1"/><col min="2" max="2" width="8"/>'
        '<col min="3" max="3" width="20" customWidth="1"/><col min="4" max="9" width="8"/></cols><sheetData>'
        '<row r="1"><c r="A1" s="1"/><c r="C1" s="1" t="inlineStr"><is><t>Capaian</t></is></c></row>'
        '<row r="2"><c r="A2" s="2"/><c r="C2" s="1"/></row>'
        '<row r="3"><c r="A3" s="3"/><c r="C3" s="3"><v>2</v></c></row>'
        '<row r="4"><c r="A4" s="4"/><c r="C4" s="4"><v>7</v></c></row>'
        '<row r="5"><c r="A5" s="5"/></row></sheetData>'
        '<mergeCells count="1"><mergeCell ref="C1:C2"/></mergeCells><pageMargins/>'
    )


def test_an_unplanned_difference_stops_the_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_parts(tmp_path / "a.xlsx", minimal('<row r="1"><c r="A1"><v>1</v></c></row>'))
    book = FileBook.open(path)
    book.apply((write(1, 2, 2),))
    slip = book._revision.changed[SHEET].replace(b"<v>1</v>", b"<v>3</v>")
    monkeypatch.setitem(book._revision.changed, SHEET, slip)
    with pytest.raises(UnplannedDifferenceError, match="sheet1"):
        book.save(tmp_path / "b.xlsx")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_wrong_planned_cell_stops_the_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = FileBook.open(write_parts(tmp_path / "a.xlsx", minimal("")))
    book.apply((write(1, 2, 2),))
    monkeypatch.setitem(book._revision.changed, SHEET, book._revision.changed[SHEET].replace(b">2<", b">3<"))
    with pytest.raises(UnplannedDifferenceError, match="B1"):
        book.save(tmp_path / "b.xlsx")


def test_pretty_printed_sheets_pass_the_check_too(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx", minimal('\n <row r="1">\n  <c r="A1">\n   <v>1</v></c>\n </row>\n'))
    result = changed(path, (write(1, 1, 2), write(1, 3, 3), write(2, 1, 4)))
    assert [cell.value for cell in opened(result).cells.values()] == [2, 3, 4]


def test_a_name_space_that_is_no_address_passes_the_check_too(tmp_path: Path) -> None:
    parts = minimal('<row r="1"><c r="A1"><v>1</v></c></row>')
    parts[SHEET] = parts[SHEET].replace(b"<worksheet ", b'<worksheet xmlns:wps="kantor" wps:tema="2" ')
    result = changed(write_parts(tmp_path / "a.xlsx", parts), (write(1, 2, 2),))
    assert b'wps:tema="2"' in read_parts(result)[SHEET]


@pytest.mark.parametrize("reference", ["A1:semua", "semua", "A0", ""])
def test_a_dimension_that_says_nothing_is_left_alone(tmp_path: Path, reference: str) -> None:
    dimension = f'<dimension ref="{reference}"/>'
    assert xml_after(tmp_path, "", write(1, 1, 1), around=f"{dimension}{{}}").startswith(dimension)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_stored_text_is_read_back_unchanged(text: str) -> None:
    assert decode(encode(text)) == text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=20), result=st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_any_text_survives_the_file(tmp_path: Path, text: str, result: str) -> None:
    path = write_parts(tmp_path / "a.xlsx", minimal('<row r="1"><c r="A1"/></row>'))
    saved = changed(path, (write(1, 1, text), write(1, 2, result, "A1"), write(1, 3, 1)))
    sheet = opened(saved)
    expected = "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)
    assert (sheet.cell(1, 1).value or "", sheet.cell(1, 2).value) == (expected, result)
    if encode(text) == text:
        assert (openpyxl.load_workbook(saved).active["A1"].value or "") == text


def test_the_memory_book_holds_what_the_file_book_holds(tmp_path: Path) -> None:
    path = build_rich(tmp_path / "kaya.xlsm")
    memory = MemoryBook(path.name, FileBook.open(path).read())
    memory.apply(PLAN)
    held = FileBook.open(changed(path, PLAN)).read()
    for mine, theirs in zip(memory.sheets(), held, strict=True):
        assert {at: cell.value for at, cell in mine.cells.items()} == {
            at: cell.value for at, cell in theirs.cells.items()
        }
        assert mine.merges == theirs.merges


def test_parts_named_in_another_case_are_found(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx", minimal('<row r="1"><c r="A1"><v>1</v></c></row>'))
    edit_part(path, "_rels/.rels", lambda text: text.replace("xl/workbook.xml", "./XL/Workbook.xml"))
    assert rows(opened(path)) == [("A1", 1, "angka", None)]
