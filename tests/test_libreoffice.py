"""LibreOffice as judge: it recalculates on load, so a wrong cached value cannot hide."""

from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from libreoffice import OfficeError, stale_formulas

RIGHT = {"B1": 84.99 / 83.75 * 100, "B2": 12.5, "B3": "Tinggi", "B4": True, "B5": 26028054509.25, "B6": ""}
FORMULAS = {
    "B1": "=84.99/A1*100",
    "B2": "=SUM(A2:A3)",
    "B3": '=IF(A2<11,"Tinggi","Rendah")',
    "B4": "=A2>A3",
    "B5": "=26028054509+A4",
    "B6": '=IF(A2>0,"","x")',
}


def make(path, cached):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Tabel 3.2 IKU")
        sheet.write_column("A1", [83.75, 10, 2.5, 0.25])
        sheet.write_string("C1", "=bukan rumus")
        for cell, formula in FORMULAS.items():
            sheet.write_formula(cell, formula, value=cached[cell])
    return path


def pretend_excel_wrote(path, out):
    with ZipFile(path) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/app.xml":
                part = part.replace(b"</Application>", b"</Application><AppVersion>16.0300</AppVersion>")
            new.writestr(name, part)


def test_wrong_cached_values_come_back_recalculated(office, tmp_path):
    path = make(tmp_path / "salah.xlsx", dict.fromkeys(FORMULAS, 7))
    recalculated = office.values(path)["Tabel 3.2 IKU"]
    assert {cell: recalculated[cell] for cell in FORMULAS} == RIGHT


def test_wrong_cached_values_of_another_writer_come_back_recalculated(office, tmp_path):
    path = tmp_path / "Excel.xlsx"
    pretend_excel_wrote(make(tmp_path / "salah.xlsx", dict.fromkeys(FORMULAS, 7)), path)
    assert office.values(path)["Tabel 3.2 IKU"]["B2"] == 12.5


def test_every_used_cell_is_returned_and_no_other(office, tmp_path):
    cells = office.values(make(tmp_path / "a.xlsx", RIGHT))["Tabel 3.2 IKU"]
    assert sorted(cells) == ["A1", "A2", "A3", "A4", "B1", "B2", "B3", "B4", "B5", "B6", "C1"]
    assert cells["C1"] == "=bukan rumus"


def test_errors_are_their_text(office, tmp_path):
    path = tmp_path / "galat.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("A").write_column("A1", ["=1/0", "=NA()", '="a"+1', "=1+1"])
    assert office.values(path) == {"A": {"A1": "#DIV/0!", "A2": "#N/A", "A3": "#VALUE!", "A4": 2.0}}


def test_formulas_are_the_formula_cells_only(office, tmp_path):
    formulas = office.formulas(make(tmp_path / "a.xlsx", RIGHT))["Tabel 3.2 IKU"]
    assert [formulas["B1"], formulas["B2"], sorted(formulas)] == [
        "=84.99/A1*100",
        "=SUM(A2:A3)",
        sorted(FORMULAS),
    ]


def test_right_cached_values_are_not_stale(office, tmp_path):
    assert stale_formulas(office, make(tmp_path / "benar.xlsx", RIGHT)) == []


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [("B1", 101.48), ("B2", 12.500001), ("B3", "Rendah"), ("B4", False), ("B5", 26028054510), ("B6", "x")],
)
def test_a_planted_wrong_value_is_caught(office, tmp_path, cell, wrong):
    found = stale_formulas(office, make(tmp_path / "salah.xlsx", RIGHT | {cell: wrong}))
    assert [[place, cached] for place, cached, _ in found] == [[f"Tabel 3.2 IKU!{cell}", wrong]]


def test_a_formula_without_cached_value_is_stale(office, tmp_path):
    path = tmp_path / "kosong.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    book.save(path)
    assert stale_formulas(office, path) == [["Sheet!A1", None, 2.0]]


def test_a_date_result_compares_by_its_number(office, tmp_path):
    path = tmp_path / "tanggal.xlsx"
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet("A").write_formula("A1", "=DATE(2025,3,3)", day, 45719)
    assert stale_formulas(office, path) == []


def test_pdf_is_printed(office, tmp_path):
    office.pdf(make(tmp_path / "a.xlsx", RIGHT), tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")


def test_a_file_that_is_no_workbook_says_so(office, tmp_path):
    with pytest.raises(OfficeError, match=r"tidak ada\.xlsx"):
        office.values(tmp_path / "tidak ada.xlsx")
