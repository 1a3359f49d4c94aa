"""The engine that stands in for Excel in tests: what it must show as Excel does, so that traps bite."""

from datetime import date, datetime
from itertools import takewhile
from pathlib import Path

import pytest
import xlsxwriter

WORKBOOKS = Path(__file__).parent.parent / "workbooks"
SAMPLE = WORKBOOKS / "contoh_kecamatan_serang_2025.xlsx"
MASTER = WORKBOOKS / "serang_2025_master.xlsx"
YEAR = date.today().year
READ = {
    "83,75": 8375.0,
    "83.75": 83.75,
    "1.234,5": "1.234,5",
    "1/2": datetime(YEAR, 1, 2),
    "13/2": datetime(YEAR, 2, 13),
    "1-2": datetime(YEAR, 1, 2),
    "Jan 2025": datetime(2025, 1, 1),
    "31/12/2025": "31/12/2025",
    "2025-12-31": datetime(2025, 12, 31),
    "2020-2024": "2020-2024",
    "1 1/2": 1.5,
    "12:30": datetime(1899, 12, 30, 12, 30),
    "TRUE": True,
    "10%": 0.1,
    "$5": 5.0,
    "(5)": -5.0,
    "1e3": 1000.0,
    "Rp 5": "Rp 5",
    "'083": "083",
    "'=A1": "=A1",
    "'": None,
    "#N/A": "#N/A",
    "=1/0": "#DIV/0!",
    "-rapat": "#NAME?",
    "=1=1": True,
    '=""': "",
    "": None,
    "baris 1\nbaris 2": "baris 1\nbaris 2",
}
FORMULAS = [
    "='Lembar Dua'!A1&\",;\"",
    "=SUM({1,2;3,4},Lain!$A$1:B2)",
    '=LOOKUP(5,{0,65,76.61},{"D","a,b","A;B"})',
    "=IF(TRUE,IFERROR(1/0,0.5),Lain!B:B)",
    "=SUM(Tabel[Target])",
    '=IF(Tabel[[#This Row],[Target]]="","",Tabel[[#This Row],[Target]]*2)',
]


@pytest.fixture
def book(excel, tmp_path):
    """Return an open workbook with a table on its first sheet."""
    return open_made(tmp_path / "Buku Satu.xlsx")


def open_made(path):
    import xlwings as xw

    with xlsxwriter.Workbook(path) as made:
        sheet, other = made.add_worksheet("Lembar Dua"), made.add_worksheet("Lain")
        bold = made.add_format({"bold": True})
        columns = [{"header": header, "header_format": bold} for header in ("Target", "Hitung")]
        sheet.add_table("A1:B3", {"name": "Tabel", "columns": columns})
        sheet.write_column("A2", [10, 20])
        sheet.set_column("A:A", 30)
        sheet.conditional_format("A2:A3", {"type": "cell", "criteria": ">", "value": 15})
        other.write_row("A1", [1, 2])
    return xw.Book(str(path))


def values(cells):
    return cells.options(ndim=2, err_to_str=True).value


def test_text_is_read_as_excel_reads_it_american(book):
    cells = book.sheets["Lain"].range("D1").resize(len(READ), 1)
    cells.formula = [[text] for text in READ]
    assert dict(zip(READ, (row[0] for row in values(cells)), strict=True)) == READ


def test_text_cells_keep_everything_as_text_even_formulas(book):
    cells = book.sheets["Lain"].range("D1:I1")
    cells.number_format = "@"
    cells.formula = [["=1+1", "83,75", 5, True, "#N/A", "1/2"]]
    assert values(cells) == [["=1+1", "83,75", "5", "TRUE", "#N/A", "1/2"]]


@pytest.mark.parametrize("number_format", ["General", "0.00"])
def test_numbers_booleans_and_empty_cells_are_told_apart_and_can_replace_each_other(book, number_format):
    cells = book.sheets["Lain"].range("D1:F1")
    cells.number_format = number_format
    for row in ([True, 5.5, ""], [1, True, False], ["", "", 26028054509.25]):
        cells.formula = [row]
        assert [repr(value) for value in cells.value] == [
            repr(float(x) if type(x) is int else x if x != "" else None) for x in row
        ]


@pytest.mark.parametrize("formula", FORMULAS)
def test_formulas_are_in_the_words_of_excel(book, formula):
    cell = book.sheets["Lembar Dua"].range("B2")
    cell.formula = formula
    assert cell.formula == formula
    assert values(cell) != [["#NAME?"]]


def test_structured_references_of_the_same_row_count(book):
    book.sheets["Lembar Dua"].range("B2:B3").formula = [["=Tabel[[#This Row],[Target]]*2"]] * 2
    assert book.sheets["Lembar Dua"].range("B2:B3").value == [20, 40]


@pytest.mark.parametrize("formula", ["=1+*2", "=SUM(1", '="a', "=(1))"])
def test_formulas_excel_cannot_read_are_refused(book, formula):
    with pytest.raises(RuntimeError, match="1004"):
        book.sheets["Lain"].range("D1").formula = formula


def test_a_block_is_read_and_written_in_as_many_calls_as_a_cell(excel, book):
    def calls(rows):
        cells = book.sheets["Lain"].range((5, 1), (4 + rows, 3))
        excel.calls.clear()
        cells.formula = [["=A1", 1.5, "'x"]] * rows
        assert len(cells.formula) == len(cells.value) == rows
        return dict(excel.calls)

    assert calls(2) == calls(300)


def test_master_formulas_written_back_as_they_are_read_yield_the_same(excel):
    import xlwings as xw

    master = xw.Book(str(MASTER))
    before = {sheet.name: values(sheet.used_range) for sheet in master.sheets}
    master.app.calculation = "manual"
    written = sum(write_back(sheet) for sheet in master.sheets)
    master.app.calculation = "automatic"
    assert written > 1600
    assert {sheet.name: values(sheet.used_range) for sheet in master.sheets} == before


def write_back(sheet):
    """Write each run of formulas of each column back, and count the formulas."""
    written = 0
    for column, texts in enumerate(zip(*sheet.used_range.formula, strict=True)):
        starts = [i for i, text in enumerate(texts) if is_formula(text) and not (i and is_formula(texts[i - 1]))]
        for start in starts:
            formulas = [[text] for text in takewhile(is_formula, texts[start:])]
            sheet[start : start + len(formulas), column].formula = formulas
            written += len(formulas)
    return written


def is_formula(text):
    return text.startswith("=")


def test_several_books_are_open_and_one_is_active(excel, book, tmp_path):
    other = book.app.books.open(str(SAMPLE), update_links=False, add_to_mru=False)
    assert [one.name for one in book.app.books] == ["Buku Satu.xlsx", SAMPLE.name]
    assert book.app.books.active == other
    book.activate()
    assert book.app.books.active == book
    assert book.app.books[SAMPLE.name].fullname == str(SAMPLE)
    other.close()
    assert len(book.app.books) == 1
    book.save(tmp_path / "Lain.xlsx")
    assert (book.name, book.fullname) == ("Lain.xlsx", str(tmp_path / "Lain.xlsx"))


def test_a_copied_sheet_comes_to_the_front_with_formats_widths_and_conditions(excel, book, tmp_path):
    target = open_made(tmp_path / "Buku Dua.xlsx")
    book.sheets["Lembar Dua"].copy(after=target.sheets["Lembar Dua"])
    assert [sheet.name for sheet in target.sheets] == ["Lembar Dua", "Lembar Dua (2)", "Lain"]
    copy = target.sheets["Lembar Dua (2)"]
    assert (target.app.books.active, target.sheets.active) == (target, copy)
    assert copy.range("A1:A3").value == ["Target", 10, 20]
    assert copy.range("A1").column_width == book.sheets["Lembar Dua"].range("A1").column_width
    assert copy.range("A1").api.CharWeight > 100
    assert len(copy.api.ConditionalFormats.getConditionalFormats()) == 1
    copy.name = "Salinan"
    target.sheets["Lembar Dua"].delete()
    target.sheets["Lain"].activate()
    assert [sheet.name for sheet in target.sheets] == ["Salinan", "Lain"]
    assert target.sheets.active.name == "Lain"


def test_formats_are_pasted_without_contents_as_often_as_they_fit(book):
    import xlwings_libreoffice as office_excel

    sheet = book.sheets["Lembar Dua"]
    seen = office_excel.View("Lain", "B2:C3", 4, 1)
    office_excel.look_at(book, seen)
    rows = [["'083", True], ["=A1", "x"]]
    sheet.range("A8:B9").formula = rows
    sheet.range("A1:B1").copy()
    assert book.app.cut_copy_mode == "copy"
    sheet.range("A8:B9").paste(paste="formats")
    book.app.cut_copy_mode = False
    assert values(sheet.range("A8:B9")) == [["083", True], ["Target", "x"]]
    assert [cell.api.CharWeight > 100 for cell in sheet.range("A8:B10")] == [True] * 4 + [False] * 2
    assert office_excel.view(book) == seen


def test_merged_cells_and_widths(book):
    sheet = book.sheets["Lain"]
    sheet.range("D1:E2").merge()
    places = ("D1:E2", "D2", "D1:F2", "F1")
    assert [sheet.range(place).merge_cells for place in places] == [True, True, None, False]
    sheet.range("D1:E1").column_width = 17.43
    assert (sheet.range("D1:E1").column_width, sheet.range("D1:F1").column_width) == (17.43, None)


def test_manual_calculation_lets_formulas_wait(book):
    cells = book.sheets["Lain"].range("D1:E1")
    cells.formula = [[1, "=D1+1"]]
    for value, mode, expected in ((5, "manual", 2), (5, "automatic", 6), (7, "manual", 6)):
        book.app.calculation = mode
        cells[0].formula = value
        assert cells[1].value == expected
    book.app.calculate()
    assert cells[1].value == 8


def test_the_state_of_the_application_keeps_its_history(excel, book):
    with book.app.properties(screen_updating=False, enable_events=False, status_bar="LKjIP …"):
        assert (book.app.screen_updating, book.app.enable_events, book.app.status_bar) == (False, False, "LKjIP …")
    assert (book.app.screen_updating, book.app.enable_events, book.app.status_bar) == (True, True, False)
    assert [value for name, value in excel.history if name == "status_bar"] == ["LKjIP …", False]


def test_a_call_fails_once_when_told_to(excel, book):
    cell = book.sheets["Lain"].range("D1")
    excel.fail_on = "range.formula="
    with pytest.raises(RuntimeError):
        cell.formula = 1
    cell.formula = 2
    assert cell.value == 2


def test_an_error_of_libreoffice_passes_through_context_managers(book):
    with pytest.raises(RuntimeError, match=r"sheet\.range"), book.app.properties(screen_updating=False):
        book.sheets["Lain"].range("bukan alamat")
    assert book.app.screen_updating


def test_a_sheet_does_not_take_the_name_of_another(book):
    with pytest.raises(RuntimeError, match="1004"):
        book.sheets["Lain"].name = "lembar dua"
    assert book.sheets["Lain"].name == "Lain"


def test_questions_are_recorded(excel, book):
    assert book.app.alert("Selesai.", "LKjIP", mode="info") == "ok"
    assert excel.alerts == [("Selesai.", "LKjIP", "info")]


def test_a_protected_sheet_refuses_until_the_macro_unlocks_it(book):
    sheet = book.sheets["Lain"]
    sheet.api.protect("")
    with pytest.raises(RuntimeError, match="1004"):
        sheet.range("D1").formula = 1
    book.app.macro("'LKjIP.xlam'!LkjipBukaKunci")(book.name, "Lain")
    sheet.range("D1").formula = 1
    book.app.macro("'LKjIP.xlam'!LkjipKunciLagi")()
    assert sheet.api.isProtected()


def test_marks_are_put_strongest_first_and_all_removed(book):
    from xlwings_libreoffice_makro import marks

    sheet = book.sheets["Lain"]
    parts = ("Lain", "A1:B2,D4", "{}", 'Lain!A1="x"', "FFC7CE", "9C0006", "9C0006")
    lines = ["\t".join(parts).format(name) for name in ("LKjIP_Tanda_1", "LKjIP_Tanda_2")]
    book.app.macro("'LKjIP.xlam'!LkjipTandai")(book.name, "\n".join(lines))
    assert list(marks(sheet)) == ["LKjIP_Tanda_1", "LKjIP_Tanda_2"]
    assert marks(sheet)["LKjIP_Tanda_1"] == "Lain.A1:B2,Lain.D4"
    assert sheet.api.NamedRanges.getByName("LKjIP_Tanda_1").Content == '$Lain.A1="x"'
    book.app.macro("'LKjIP.xlam'!LkjipHapusTanda")(book.name)
    assert (marks(sheet), sheet.api.NamedRanges.Count) == ({}, 0)


def test_other_macros(excel, book):
    book.app.macro("'LKjIP.xlam'!LkjipHasil")("Selesai.")
    book.app.macro("'LKjIP.xlam'!LkjipBukaFormat")(str(MASTER))
    assert excel.results == ["Selesai."]
    assert (len(book.app.books), book.app.books.active.sheets[0].name) == (2, "Petunjuk")
    assert "/" not in book.app.books.active.fullname
    for unknown in ("LkjipHasil", "'LKjIP.xlam'!LkjipLain"):
        with pytest.raises(RuntimeError, match="Cannot run"):
            book.app.macro(unknown)("x")


def test_no_workbook_is_active_when_none_is_open(excel):
    import xlwings as xw

    with pytest.raises(RuntimeError, match="No workbook"):
        _ = xw.apps.active.books.active


def test_an_edited_document_has_a_view(office):
    with office.edited(SAMPLE) as document:
        assert document.CurrentController.ActiveSheet.Name == "Renja"
    assert office.documents() == []
