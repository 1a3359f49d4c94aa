"""What every book promises, held by all three: in memory, in a file, and open in a spreadsheet program."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlwings as xw
from buku import HEAD_32, workbook
from klik import live_book, saved

from lkjip_xl.books.memory import MemoryBook
from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.pesan import UnusableFileError
from lkjip_xl.rencana import CellWrite, ColumnAdd, Mark, Plan
from lkjip_xl.sheets import KepalaHasil, validasi_plan
from lkjip_xl.table import CellRef, Sheet
from lkjip_xl.temuan import HasilPeriksa

Applied = Callable[[Path, Plan], tuple[Sheet, ...]]


def in_memory(path: Path, plan: Plan) -> tuple[Sheet, ...]:
    book = MemoryBook(path.name, FileBook.open(path).read())
    book.apply(plan)
    return book.sheets()


def in_file(path: Path, plan: Plan) -> tuple[Sheet, ...]:
    book = FileBook.open(path)
    book.apply(plan)
    target = path.with_name(f"hasil{path.suffix}")
    book.save(target)
    return FileBook.open(target).read()


@pytest.fixture(params=["memory", "file", "live"])
def applied(request: pytest.FixtureRequest) -> Applied:
    """Return the function that applies a plan to a workbook and tells what it then holds."""
    if request.param != "live":
        return {"memory": in_memory, "file": in_file}[request.param]
    request.getfixturevalue("excel")

    def in_program(path: Path, plan: Plan) -> tuple[Sheet, ...]:
        book = xw.Book(path)
        live_book(book, path.with_name("kerja")).apply(plan)
        return saved(book, path.parent)

    return in_program


def write(at: str, value: Decimal | str, formula: str | None = None, number_format: str | None = None) -> CellWrite:
    return CellWrite(CellRef("Data", int(at[1:]), ord(at[0]) - 64), value, formula, number_format)


def held(sheets: Sequence[Sheet], name: str = "Data") -> dict[str, object]:
    """Return what a sheet shows by address, numbers as floats to 9 decimals."""
    sheet = next(sheet for sheet in sheets if sheet.name == name)
    return {
        f"{chr(64 + column)}{row}": round(float(cell.value), 9) if isinstance(cell.value, Decimal) else cell.value
        for (row, column), cell in sheet.cells.items()
        if not cell.is_blank
    }


DATA = [HEAD_32, ["IKM", "Angka", 80, 84, "", "83,75"], ["AKIP", "Nilai", "1/2", 70, None, "TRUE"]]


def test_numbers_formulas_and_texts_are_held_as_planned(applied, tmp_path):
    path = workbook(tmp_path, {"F2": "@"}, Data=DATA)
    plan = (
        write("E2", Decimal(105), 'IF(ISNUMBER(C2),D2/C2*100,"")'),
        write("E3", Decimal("0.1")),
        write("F2", "Tinggi", 'LOOKUP(E2,{0,100},{"Rendah","Tinggi"})', "General"),
        write("F3", "83,75"),
        write("B3", "=1+1"),
        write("B2", "3-1"),
    )
    assert held(applied(path, plan)) == held(in_memory(path, ())) | {
        "E2": 105, "E3": 0.1, "F2": "Tinggi", "F3": "83,75", "B3": "=1+1", "B2": "3-1"
    }  # fmt: skip


def test_a_formula_is_held_as_a_formula(applied, tmp_path):
    path = workbook(tmp_path, Data=DATA)
    sheet = applied(path, (write("E2", Decimal(105), "D2/C2*100"),))[0]
    assert sheet.cell(2, 5).formula == "D2/C2*100"


def test_an_added_column_has_its_head_and_cells(applied, tmp_path):
    rows = [["Indikator", "Target"], [None, None], ["IKM", 80], ["AKIP", 70]]
    path = workbook(tmp_path, merges=["A1:A2", "B1:B2"], Data=rows)
    plan = (ColumnAdd("Data", 3, "Capaian (%)", 1, 2, 4, 2, (1, 2)), write("C4", Decimal("101.5"), None, "0.00"))
    sheet = applied(path, plan)[0]
    assert [sheet.cell(1, 3).value, sheet.cell(3, 3).value, sheet.cell(4, 3).value] == [
        "Capaian (%)",
        None,
        Decimal("101.5"),
    ]
    assert (1, 3, 2, 3) in sheet.merges


KEPALA = KepalaHasil("buku.xlsx", "Kecamatan Serang", "2025", "0.1.0", "2026", date(2026, 1, 2), "s")


def test_our_sheet_is_added_once_and_then_replaced(applied, tmp_path):
    path = workbook(tmp_path, Data=DATA, Lain=[["=1+1"]])
    sheets = FileBook.open(path).read()
    plan = validasi_plan(HasilPeriksa("draf", (), (), ()), KEPALA, sheets)
    after = applied(path, (*plan, *plan))
    assert [sheet.name for sheet in after] == ["Data", "Lain", "Hasil Validasi"]
    assert held(after, "Hasil Validasi") == held(in_memory(path, plan), "Hasil Validasi")


def test_what_cannot_be_written_is_refused_before_anything_changes(applied, tmp_path, request):
    path = workbook(tmp_path, merges=["A2:A3"], Data=DATA)
    with pytest.raises((ValueError, UnusableFileError, KeyError)):
        applied(path, (write("E2", Decimal(1)), write("E2", Decimal(2))._replace(ref=CellRef("Tidak Ada", 1, 1))))


def test_marks_need_their_sheet(applied, tmp_path):
    path = workbook(tmp_path, Data=DATA)
    assert held(applied(path, (Mark(()),))) == held(in_memory(path, ()))
