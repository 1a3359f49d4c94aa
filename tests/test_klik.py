"""What the ribbon's buttons do to the open workbook, run over a real spreadsheet program."""

from datetime import datetime
from pathlib import Path
from shutil import copy

import openpyxl
import pytest
import xlwings as xw
from buku import HEAD_32, workbook
from klik import click, saved
from xlwings_libreoffice import STATE, View, look_at, view

from lkjip_xl import __version__
from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.pesan import pesan
from lkjip_xl.table import Sheet
from lkjip_xl.verbs import hitung, tulis_validasi, validasi_buku

WORKBOOKS = Path(__file__).parents[1] / "workbooks"
SAMPLES = ("contoh_kecamatan_serang_2025.xlsx", "serang_2025_master.xlsx")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Every test has a home of its own, and a browser that only notes what it is shown."""
    monkeypatch.setenv("HOME", str(tmp_path / "rumah"))
    peramban = tmp_path / "peramban"
    monkeypatch.setattr("webbrowser.open", lambda url: peramban.open("a").write(f"{url}\n"))
    monkeypatch.setattr("sys.argv", ["-c"])
    return tmp_path


@pytest.fixture(params=SAMPLES)
def opened(request, excel, tmp_path):
    """One of the Serang workbooks, open."""
    return xw.Book(copy(WORKBOOKS / request.param, tmp_path))


def shown(sheets: tuple[Sheet, ...]) -> dict[str, object]:
    """Return what a reader sees in every cell, numbers to 9 decimals."""
    return {
        f"{sheet.name}!{row},{column}": round(float(cell.value), 9) if cell.kind == "angka" else cell.value
        for sheet in sheets
        for (row, column), cell in sheet.cells.items()
        if not cell.is_blank and cell.value is not None
    }


def contents(sheets: tuple[Sheet, ...]) -> dict[str, object]:
    """Return every cell's formula, or its value where it has none, and its number format."""
    return {
        f"{sheet.name}!{row},{column}": (cell.formula or cell.value, cell.number_format)
        for sheet in sheets
        for (row, column), cell in sheet.cells.items()
        if not cell.is_blank
    }


def apart(sheets: tuple[Sheet, ...]) -> tuple[tuple[Sheet, ...], tuple[Sheet, ...]]:
    """Return the sheet Hasil Validasi and all others."""
    ours = tuple(sheet for sheet in sheets if sheet.name == "Hasil Validasi")
    return ours, tuple(sheet for sheet in sheets if sheet not in ours)


def by_file(path: Path, out: Path, act) -> Path:
    book = FileBook.open(path)
    act(book)
    book.save(out)
    return out


def test_hitung_leaves_what_the_file_book_leaves(opened, excel, office, tmp_path):
    sentence = click(excel, opened, "hitung")
    assert sentence.startswith("LKjIP: ") and "sel hasil diisi" in sentence
    other = xw.Book(by_file(Path(opened.fullname), tmp_path / "berkas.xlsx", hitung))
    other.app.calculate()
    assert shown(saved(opened, tmp_path)) == shown(saved(other, tmp_path))


def test_kembalikan_puts_every_cell_back(opened, excel, tmp_path):
    before = contents(saved(opened, tmp_path))
    click(excel, opened, "hitung")
    assert contents(saved(opened, tmp_path)) != before
    sentence = click(excel, opened, "kembalikan")
    assert "dikembalikan ke isi sebelum Hitung" in sentence
    assert contents(saved(opened, tmp_path)) == before
    assert click(excel, opened, "kembalikan") == "LKjIP: tidak ada angka yang perlu dikembalikan di buku kerja ini."


def test_a_second_hitung_changes_nothing_and_keeps_what_the_first_one_kept(opened, excel, tmp_path):
    before = contents(saved(opened, tmp_path))
    click(excel, opened, "hitung")
    click(excel, opened, "hitung")
    click(excel, opened, "kembalikan")
    assert contents(saved(opened, tmp_path)) == before


def test_validasi_leaves_what_the_file_book_leaves(opened, excel, tmp_path):
    untouched = contents(apart(saved(opened, tmp_path))[1])
    sentence = click(excel, opened, "validasi", "draf")
    assert sentence.startswith("LKjIP: Tahap draf: ") and "kesalahan" in sentence

    def act(book):
        tulis_validasi(book, validasi_buku(book), __version__, datetime.now().date())

    theirs, _ = apart(FileBook.open(by_file(Path(opened.fullname), tmp_path / "berkas.xlsx", act)).read())
    ours, others = apart(saved(opened, tmp_path))
    assert shown(ours) == shown(theirs)
    assert contents(others) == untouched


def test_validasi_twice_leaves_one_sheet_in_its_place(opened, excel, tmp_path):
    click(excel, opened, "validasi", "draf")
    first = saved(opened, tmp_path)
    names = [sheet.name for sheet in opened.sheets]
    click(excel, opened, "validasi", "draf")
    assert [sheet.name for sheet in opened.sheets] == names
    assert shown(saved(opened, tmp_path)) == shown(first)


@pytest.mark.parametrize("perintah", ["hitung", "validasi", "kembalikan"])
def test_the_user_stays_where_they_were(excel, tmp_path, perintah):
    book = xw.Book(copy(WORKBOOKS / SAMPLES[0], tmp_path))
    if perintah == "kembalikan":
        click(excel, book, "hitung")
    # One cell: of more LibreOffice forgets the rest when another sheet was in front meanwhile.
    place = View("Tabel 3.11 Anggaran", "C9", 5, 2)
    look_at(book, place)
    click(excel, book, perintah)
    assert view(book) == place
    assert excel.state == STATE | {"status_bar": excel.state["status_bar"]}


ROW = ["Angka", 80, 84, None, None]


def many_rows(folder: Path, count: int, name: str) -> Path:
    """Save an IKU table of many rows; every seventh is a heading, every eleventh has no realisasi yet."""
    rows = [["Tabel 3.1 Capaian IKU Kecamatan Rekaan Tahun 2025"], HEAD_32]
    for number in range(count):
        if number % 7 == 6:
            rows.append([f"Sasaran {number}", *[None] * 5])
        else:
            realisasi = 80 + number % 9 if number % 11 else None
            rows.append([f"Indikator nomor {number}", "Angka", 80, realisasi, None, None])
    path = workbook(folder, Capaian=rows)
    return path.rename(path.with_name(name))


@pytest.mark.parametrize("perintah", ["hitung", "validasi", "kembalikan"])
def test_calls_to_excel_do_not_grow_with_rows(excel, tmp_path, perintah):
    calls = []
    for count in (30, 600):
        book = xw.Book(many_rows(tmp_path, count, f"banyak{count}.xlsx"))
        if perintah == "kembalikan":
            click(excel, book, "hitung")
        excel.calls.clear()
        assert not click(excel, book, perintah).startswith("!")
        calls.append(sum(excel.calls.values()))
    few, many = calls
    assert many <= few + 12


# What may go wrong

TABLE = [["Tabel 3.1 Capaian IKU Tahun 2025"], HEAD_32, ["IKM", *ROW], ["AKIP", "Nilai", 70, 68, None, None]]


def protected(path: Path, password: str = "") -> Path:
    """Protect the sheet Capaian, with or without a password."""
    book = openpyxl.load_workbook(path)
    book["Capaian"].protection.sheet = True
    if password:
        book["Capaian"].protection.password = password
    book.save(path)
    return path


def is_protected(book: xw.Book, sheet: str = "Capaian") -> bool:
    return bool(book.sheets[sheet].impl.api.isProtected())


@pytest.mark.parametrize("perintah", ["hitung", "validasi"])
def test_a_sheet_locked_without_password_is_locked_again(excel, tmp_path, perintah):
    book = xw.Book(protected(workbook(tmp_path, Capaian=TABLE)))
    before = shown(saved(book, tmp_path))
    assert not click(excel, book, perintah).startswith("!")
    assert is_protected(book)
    assert shown(saved(book, tmp_path)) != before


def test_a_sheet_locked_with_a_password_is_left_and_said(excel, tmp_path):
    book = xw.Book(protected(workbook(tmp_path, Capaian=TABLE), "rahasia"))
    before = contents(saved(book, tmp_path))
    assert click(excel, book, "hitung") == (
        "!buku.xlsx: lembar Capaian dikunci dengan kata sandi, jadi tidak ada yang diubah. "
        "Buka kuncinya lewat Review > Unprotect Sheet, lalu ulangi."
    )
    assert contents(saved(book, tmp_path)) == before
    assert "Lembar Capaian dikunci dengan kata sandi, jadi tidak ditandai." in click(excel, book, "validasi")
    assert contents(apart(saved(book, tmp_path))[1]) == before
    assert is_protected(book)


@pytest.mark.parametrize("perintah", ["hitung", "validasi", "kembalikan"])
def test_whatever_call_fails_excel_is_as_it_was(excel, tmp_path, perintah):
    book = xw.Book(protected(workbook(tmp_path, Capaian=TABLE)))
    if perintah == "kembalikan":
        click(excel, book, "hitung")
    for call in ("range.formula=", "app.run", "books.open", "sheet.copy", "app.calculation=", "sheets.active"):
        excel.fail_on = call
        click(excel, book, perintah)
        assert excel.state == STATE | {"status_bar": excel.state["status_bar"]}
        assert is_protected(book), call


def test_a_bug_is_said_without_its_traceback_and_logged_with_it(excel, tmp_path):
    book = xw.Book(workbook(tmp_path, Capaian=TABLE))
    excel.fail_on = "range.formula="
    log = tmp_path / "rumah" / ".lkjip" / "lkjip.log"
    assert click(excel, book, "hitung") == "!" + pesan("addin.bug", catatan=log)
    assert "Traceback" not in excel.alerts[0][0]
    assert "ExcelError: range.formula= was told to fail." in log.read_text("utf-8")


def test_a_workbook_without_our_tables_is_told_so(excel, tmp_path):
    book = xw.Book(workbook(tmp_path, Belanja=[["Barang", "Harga"], ["Kertas", 50000]]))
    before = contents(saved(book, tmp_path))
    for perintah in ("hitung", "validasi", "laporan"):
        assert click(excel, book, perintah).startswith("!buku.xlsx: tidak ada tabel LKjIP yang dikenali.")
    assert contents(saved(book, tmp_path)) == before


def test_a_cell_being_edited_is_said(excel, tmp_path, monkeypatch):
    class ComError(Exception):
        """What pywin32 raises."""

    def refuse(*_):
        raise ComError(-2146777998, "OLE error 0x800ac472", None, None)

    book = xw.Book(workbook(tmp_path, Capaian=TABLE))
    monkeypatch.setattr("lkjip_xl.books.live.lembar.Lembar.fill", refuse)
    assert click(excel, book, "hitung").startswith("!buku.xlsx: sebuah sel sedang diketik, jadi tidak ada yang diubah.")


def test_two_workbooks_of_one_name_are_told_apart_by_the_user(excel, tmp_path, monkeypatch):
    def caller():
        raise Exception("Workbook 'buku.xlsx' is open in more than one Excel instance.")

    book = xw.Book(workbook(tmp_path, Capaian=TABLE))
    monkeypatch.setattr(xw.Book, "caller", caller)
    assert click(excel, book, "hitung").startswith("!buku.xlsx: buku kerja dengan nama itu terbuka di dua jendela")


# Kembalikan


def test_what_the_user_changed_after_hitung_stays(excel, tmp_path):
    book = xw.Book(workbook(tmp_path, Capaian=TABLE))
    click(excel, book, "hitung")
    book.sheets["Capaian"]["E3"].formula = "99"
    assert click(excel, book, "kembalikan") == (
        "LKjIP: 3 sel dikembalikan; 1 sel sudah berubah sesudah Hitung, jadi dibiarkan (Capaian!E3)."
    )
    after = saved(book, tmp_path)[0]
    assert [after.cell(3, 5).value, after.cell(4, 5).value, after.cell(4, 6).value] == [99, None, None]


def test_a_row_put_in_after_hitung_costs_nobody_a_cell(excel, tmp_path):
    book = xw.Book(workbook(tmp_path, Capaian=TABLE))
    click(excel, book, "hitung")
    book.sheets["Capaian"].impl.api.Rows.insertByIndex(2, 1)
    before = contents(saved(book, tmp_path))
    assert "jadi dibiarkan" in click(excel, book, "kembalikan")
    assert contents(saved(book, tmp_path)) == before


def test_texts_that_look_like_numbers_come_back_as_texts(excel, tmp_path):
    rows = [*TABLE[:2], ["IKM", "Angka", 80, 84, "83,75", "="], ["AKIP", "Nilai", 70, 68, "'1/2", "TRUE"]]
    book = xw.Book(workbook(tmp_path, {"E3": "@"}, Capaian=rows))
    before = contents(saved(book, tmp_path))
    click(excel, book, "hitung")
    assert contents(saved(book, tmp_path)) != before
    click(excel, book, "kembalikan")
    assert contents(saved(book, tmp_path)) == before


def test_nothing_is_changed_where_the_old_contents_cannot_be_kept(excel, tmp_path):
    book = xw.Book(workbook(tmp_path, Capaian=TABLE))
    before = contents(saved(book, tmp_path))
    (tmp_path / "rumah" / ".lkjip").mkdir(parents=True)
    (tmp_path / "rumah" / ".lkjip" / "semula").write_text("bukan folder")
    assert "tidak bisa disimpan" in click(excel, book, "hitung")
    assert contents(saved(book, tmp_path)) == before


def test_an_added_column_is_emptied_again(excel, tmp_path):
    rows = [list(row[:4]) for row in TABLE]
    book = xw.Book(workbook(tmp_path, Capaian=rows))
    before = contents(saved(book, tmp_path))
    click(excel, book, "hitung")
    assert [saved(book, tmp_path)[0].cell(2, column).value for column in (5, 6)] == ["Capaian (%)", "Kategori"]
    click(excel, book, "kembalikan")
    assert contents(saved(book, tmp_path)) == before


# What needs no cell


def test_laporan_and_petunjuk_show_a_page(excel, tmp_path):
    book = xw.Book(copy(WORKBOOKS / SAMPLES[0], tmp_path))
    before = contents(saved(book, tmp_path))
    pages = [click(excel, book, perintah).split("(")[1].removesuffix(").") for perintah in ("laporan", "petunjuk")]
    assert [Path(page).name for page in pages] == ["contoh_kecamatan_serang_2025_catatan.html", "petunjuk.html"]
    assert (tmp_path / "peramban").read_text().split() == [Path(page).as_uri() for page in pages]
    assert "RJ001" in Path(pages[0]).read_text("utf-8")
    assert "Kembalikan angka semula" in Path(pages[1]).read_text("utf-8")
    assert contents(saved(book, tmp_path)) == before


@pytest.mark.parametrize("jenis", ["kecamatan", "perangkat daerah"])
def test_format_kosong_opens_a_new_workbook(excel, tmp_path, jenis):
    book = xw.Book(workbook(tmp_path, Capaian=TABLE))
    assert "terbuka sebagai buku kerja baru" in click(excel, book, "format", jenis)
    assert len(book.app.books) == 2
    assert "Identitas" in [sheet.name for sheet in book.app.books.active.sheets]
    assert book.app.books.active.impl.api.URL == ""


def test_rekap_compares_the_workbooks_of_a_folder(excel, tmp_path):
    book = xw.Book(workbook(tmp_path, Capaian=TABLE))
    folder = tmp_path / "Kota é 'Serang'"
    folder.mkdir()
    for name in SAMPLES:
        copy(WORKBOOKS / name, folder)
    (folder / "rusak.xlsx").write_bytes(b"PK")
    sentence = click(excel, book, "rekap", str(folder).encode("utf-16-be").hex())
    assert sentence.startswith("LKjIP: 2 buku kerja direkap, 1 tidak dapat dibaca (lihat sebabnya di rekap)")
    page = folder / "Rekap LKjIP" / "rekap" / "index.html"
    assert (tmp_path / "peramban").read_text().split() == [page.as_uri()]
    assert page.exists() and (folder / "Rekap LKjIP" / "rekap.xlsx").exists()


def test_rekap_of_an_empty_folder_is_told(excel, tmp_path):
    book = xw.Book(workbook(tmp_path, Capaian=TABLE))
    (tmp_path / "kosong").mkdir()
    sentence = click(excel, book, "rekap", str(tmp_path / "kosong").encode("utf-16-be").hex())
    assert sentence == "LKjIP: di folder kosong tidak ada buku kerja .xlsx atau .xlsm."
