"""The sheet Hasil Validasi: what it says, where it leads, which cells it marks, and that it looks so."""

import re
import zlib
from collections import Counter
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from libreoffice import Office, stale_formulas
from parts import read_parts
from temuan_uji import KEPALA, applied, hasil, temuan

from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.rencana import Mark, SheetReplace
from lkjip_xl.sheets import (
    HEAD_ROW,
    hasil_validasi,
    results_name,
    sidik,
    stamp_of,
    tanda,
    validasi_plan,
)
from lkjip_xl.table import Area, Cell, Sheet, address
from lkjip_xl.temuan import HasilPeriksa
from lkjip_xl.verbs import validasi

SAMPLE = Path(__file__).parents[1] / "workbooks" / "contoh_kecamatan_serang_2025.xlsx"
NAME = "Hasil Validasi"
RED, YELLOW, BLUE, GREY = "FFC7CE", "FFEB9C", "DDEBF7", "E7E6E6"
ODD = "Aksi 'A' & \"B\" ~"


def texts(replaced: SheetReplace, row: int) -> list[str]:
    return [str(cell.value) for cell in replaced.cells if cell.row == row]


def column(replaced: SheetReplace, title: str) -> list[str]:
    assert replaced.table
    number = replaced.table.titles.index(title) + 1
    area = replaced.table.area
    held = [cell for cell in replaced.cells if cell.column == number]
    return [str(cell.value) for cell in held if area.row < cell.row <= area.last_row]


def sheet(name: str, **cells: str) -> Sheet:
    held = {(int(at[1:]), ord(at[0]) - 64): value for at, value in cells.items()}
    return Sheet(name, {at: Cell(*at, value, "teks") for at, value in held.items()})


def shown(found: HasilPeriksa) -> SheetReplace:
    return hasil_validasi(found, KEPALA, NAME)


# What the sheet says


def test_the_head_tells_whose_when_and_how_many() -> None:
    found = [temuan("PK", 1, 1), temuan("PK", 2, 1, "info"), temuan("PK", 3, 1, alasan="memang begitu")]
    replaced = shown(hasil(*found))
    assert [texts(replaced, row) for row in range(1, 6)] == [
        ["Hasil Validasi"],
        ["Kecamatan Serang · 2025 · buku.xlsx"],
        ["1 kesalahan · 0 peringatan · 1 info · 1 dijelaskan"],
        ["Tahap draf. Diperiksa 12 Januari 2026 dengan lkjip 0.1.0, aturan 2025.1."],
        ["Sidik isi", "abc123", "Bila isi buku kerja diubah sesudah pemeriksaan ini, jalankan Validasi lagi."],
    ]


def test_a_finding_is_one_row_of_the_table() -> None:
    more = {"ditemukan": "80", "seharusnya": "83,75", "penanggung_jawab": "Kasi", "dasar": ("PK", "LHE 2024")}
    replaced = shown(hasil(temuan("Rencana Aksi", 8, 8, **more)))
    assert replaced.table == (
        "TabelHasilValidasi",
        Area(HEAD_ROW, 1, HEAD_ROW + 1, 14),
        tuple(texts(replaced, HEAD_ROW)),
    )
    assert dict(zip(texts(replaced, HEAD_ROW), texts(replaced, HEAD_ROW + 1), strict=True)) == {
        "No": "1",
        "Tingkat": "Kesalahan",
        "Kode": "RA001",
        "Lembar": "Rencana Aksi",
        "Sel": "H8",
        "Baris": "Nilai SKM",
        "Catatan": "Target 80 berbeda dari PK 83,75.",
        "Saran": "Samakan dengan PK.",
        "Ditemukan": "80",
        "Seharusnya": "83,75",
        "Penanggung Jawab": "Kasi",
        "Dasar": "PK; LHE 2024",
        "Penjelasan": "",
        "Kunci": "kesalahan|Rencana Aksi!H8",
    }
    assert [number for number, each in enumerate(replaced.columns, 1) if each.hidden] == [14]


def test_findings_set_aside_stand_last_with_their_reason_and_mark_nothing() -> None:
    found = hasil(temuan("PK", 1, 1, alasan="PK Perubahan"), temuan("PK", 2, 2, "peringatan"))
    replaced = shown(found)
    assert column(replaced, "Tingkat") == ["Peringatan", "Dijelaskan"]
    assert column(replaced, "Penjelasan") == ["", "PK Perubahan"]
    assert column(replaced, "Kunci") == ["peringatan|PK!B2", ""]


def test_what_was_not_checked_stands_below_the_table() -> None:
    replaced = shown(hasil(temuan("PK", 1, 1), skipped=[("TL003", "tabel Tindak Lanjut tidak ditemukan")]))
    assert replaced.table
    below = replaced.table.area.last_row + 1
    assert [texts(replaced, row) for row in (below, below + 1, below + 2)] == [
        [],
        ["Tidak diperiksa"],
        ["TL003", "tabel Tindak Lanjut tidak ditemukan"],
    ]


def test_without_findings_the_table_still_has_a_row() -> None:
    replaced = shown(hasil())
    assert replaced.table and replaced.table.area.last_row == HEAD_ROW + 1
    assert column(replaced, "Catatan") == ["Tidak ada catatan dari aturan yang dijalankan."]
    assert column(replaced, "Kunci") == [""]


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("Rencana Aksi", 'HYPERLINK("#\'Rencana Aksi\'!H8","H8")'),
        (ODD, 'HYPERLINK("#\'Aksi \'\'A\'\' & ""B"" ~\'!H8","H8")'),
    ],
)
def test_a_link_leads_to_the_cell_whatever_the_sheet_is_called(name: str, formula: str) -> None:
    assert [cell.formula for cell in shown(hasil(temuan(name, 8, 8))).cells if cell.formula] == [formula]


def test_no_link_leads_to_a_hidden_sheet_or_to_nowhere() -> None:
    found = hasil(temuan("Gudang", 8, 8), temuan("PK", 0, 0), temuan("PK", 1, 1))
    replaced = hasil_validasi(found, KEPALA, NAME, [sheet("Gudang")._replace(hidden=True), sheet("PK")])
    assert column(replaced, "Sel") == ["H8", "", "A1"]
    assert [cell.value for cell in replaced.cells if cell.formula] == ["A1"]


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_text_that_begins_like_a_formula_is_quoted(text: str) -> None:
    replaced = shown(hasil(temuan("PK", 1, 1, pesan=text, baris="baik")))
    looks = {cell.value: cell.look for cell in replaced.cells}
    assert looks[text].quoted and not looks["baik"].quoted


def test_endless_text_is_cut() -> None:
    replaced = shown(hasil(temuan("PK", 1, 1, ditemukan="x" * 40_000)))
    assert column(replaced, "Ditemukan") == ["x" * 999 + "…"]
    assert max(height for _, height in replaced.heights) <= 409


# Which sheet is ours


def test_a_sheet_staff_made_is_never_replaced() -> None:
    ours, theirs = sheet("hasil validasi", A1="Hasil Validasi"), sheet("Hasil Validasi", A1="Notulen rapat")
    assert results_name([]) == results_name([sheet("PK")]) == results_name([sheet(NAME)]) == NAME
    assert results_name([ours]) == "hasil validasi"
    assert results_name([theirs]) == "Hasil Validasi 2"
    assert results_name([theirs, sheet("Hasil Validasi 2", A1="Hasil Validasi")]) == "Hasil Validasi 2"
    assert results_name([sheet("Hasil Validasi (2)", A1="Hasil Validasi"), sheet(NAME, A1="Hasil Validasi")]) == NAME


def test_the_stamp_changes_with_the_values_and_not_with_our_sheet() -> None:
    before = [sheet("PK", A1="Target", B1="80")]
    ours = sheet(NAME, A1="Hasil Validasi", D5="sidik")
    assert sidik(before) == sidik([*before, ours])
    assert sidik(before) != sidik([sheet("PK", A1="Target", B1="81")])
    assert sidik(before) != sidik([sheet("PK", A1="Target", C1="80")]) != sidik([sheet("PK 2", A1="Target", B1="80")])
    assert (stamp_of(before), stamp_of([*before, ours]), stamp_of([sheet(NAME, A1=NAME)])) == (None, "sidik", None)


def test_the_stamp_bears_another_programs_last_digits() -> None:
    numbers = [Decimal("101.480597014925"), Decimal("101.480597014926")]
    one, other = (Sheet("PK", {(1, 1): Cell(1, 1, number, "angka", "A2")}) for number in numbers)
    assert sidik([one]) == sidik([other])


# Which cells are marked


def test_only_sheets_with_findings_in_force_are_marked() -> None:
    sheets = [sheet("PK", A1="x", C9="y"), sheet("IKU", A1="x"), sheet("Renja", A1="x")]
    found = hasil(temuan("PK", 2, 1), temuan("PK", 4, 9, "info"), temuan("IKU", 1, 1, alasan="begitu"))
    mark = tanda(found, NAME, sheets)
    assert [(each.sheet, each.area) for each in mark.sheets] == [("PK", Area(1, 1, 9, 9))]
    assert [(rule.name, rule.formula) for rule in mark.sheets[0].rules] == [
        (
            f"LKjIP_Tanda_{tingkat.capitalize()}",
            f"ISNUMBER(MATCH(\"{tingkat}|PK!\"&ADDRESS(MAX(ROW()),MAX(COLUMN()),4),'Hasil Validasi'!$N:$N,0))",
        )
        for tingkat in ("kesalahan", "peringatan", "info")
    ]


# As other programs see it


def odd_workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name in ("PK", ODD):
            made = book.add_worksheet(name)
            for row in range(8):
                made.write_row(row, 0, ["uraian", row, row * 2, row * 3])
        made.autofilter("A1:D8")
        made.filter_column("A", "x == uraian")
        made.set_row(2, None, None, {"hidden": True})
    return path


def validated(path: Path, found: HasilPeriksa) -> Path:
    return applied(path, validasi_plan(found, KEPALA, FileBook.open(path).read()))


FOUND = hasil(
    temuan("PK", 2, 2),
    temuan("PK", 3, 3, "peringatan"),
    temuan(ODD, 5, 2),
    temuan(ODD, 5, 2, "info"),
    temuan(ODD, 3, 4),
    temuan(ODD, 8, 1, "info", pesan="=1+1", ditemukan="<script>\x01 & _x0041_", saran=" baris\nbaru "),
    temuan(ODD, 8, 2, alasan="begitu"),
    skipped=[("TL003", "tabel Tindak Lanjut tidak ditemukan")],
)


def test_openpyxl_sees_the_table_and_the_text_as_text(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(validated(odd_workbook(tmp_path / "a.xlsx"), FOUND))
    made = book[NAME]
    assert book.sheetnames == ["PK", ODD, NAME]
    assert made.tables["TabelHasilValidasi"].ref == "A8:N15"
    assert made.tables["TabelHasilValidasi"].autoFilter.ref == "A8:N15"
    assert [made["G14"].value, made["I14"].value, made["H14"].value] == [
        "=1+1",
        "<script>_x0001_ & _x005F_x0041_",
        " baris\nbaru ",
    ]
    assert (made["G14"].data_type, made["G14"].quotePrefix) == ("s", True)
    assert (made.freeze_panes, made.print_title_rows, made.page_setup.orientation) == ("A9", "$8:$8", "landscape")
    assert made.column_dimensions["N"].hidden and made.sheet_properties.pageSetUpPr.fitToPage


def test_libreoffice_shows_links_texts_and_the_same_values(tmp_path: Path, office: Office) -> None:
    path = validated(odd_workbook(tmp_path / "a.xlsx"), FOUND)
    values = office.values(path)[NAME]
    assert [values[f"E{row}"] for row in range(9, 16)] == ["B2", "C3", "B5", "B5", "D3", "A8", "B8"]
    assert values["G14"] == "=1+1"
    assert stale_formulas(office, path) == []
    assert {cell for cell in office.formulas(path)[NAME] if not cell.startswith("E")} == set()


def fills(pdf: Path, *colours: str) -> list[Counter[str]]:
    """Count the areas of each page filled with a colour."""
    pages = []
    for start in re.finditer(rb"stream\r?\n", pdf.read_bytes()):
        try:
            content = zlib.decompressobj().decompress(pdf.read_bytes()[start.end() :])
        except zlib.error:
            continue
        drawn = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) rg\n[^\n]* re f\*", content)
        seen = ["".join(f"{round(float(part) * 255):02X}" for part in parts) for parts in drawn]
        if content.startswith(b"0.1 w"):
            pages.append(Counter(colour for colour in seen if colour in colours))
    return pages


def printed(office: Office, path: Path) -> list[Counter[str]]:
    office.pdf(path, path.with_suffix(".pdf"))
    return fills(path.with_suffix(".pdf"), RED, YELLOW, BLUE, GREY)


def test_libreoffice_shows_the_marks_where_rows_are_filtered_too(tmp_path: Path, office: Office) -> None:
    """On the second sheet B5 is red though it has an info as well, D3 is hidden, A8 is blue; B8 is explained."""
    path = validated(odd_workbook(tmp_path / "a.xlsx"), FOUND)
    first, second, results = printed(office, path)
    assert (first, second) == (Counter({RED: 1, YELLOW: 1}), Counter({RED: 1, BLUE: 1}))
    assert set(results) == {RED, YELLOW, BLUE, GREY}


@pytest.mark.parametrize("way", ["clear the sheet", "delete the sheet"])
def test_the_marks_go_with_the_findings(tmp_path: Path, office: Office, way: str) -> None:
    path = validated(odd_workbook(tmp_path / "a.xlsx"), FOUND)
    book = openpyxl.load_workbook(path)
    book[NAME].delete_rows(1, 99) if way == "clear the sheet" else book.remove(book[NAME])
    book.save(path)
    assert sum(printed(office, path), Counter()) == Counter()


@pytest.mark.parametrize("program", ["openpyxl", "LibreOffice"])
def test_after_another_program_saved_the_file_all_is_still_found_again(
    tmp_path: Path, office: Office, program: str
) -> None:
    path = validated(odd_workbook(tmp_path / "a.xlsx"), FOUND)
    saved = tmp_path / "disimpan.xlsx"
    if program == "openpyxl":
        openpyxl.load_workbook(path).save(saved)
    else:
        office.save(path, saved)
    sheets = FileBook.open(saved).read()
    assert stamp_of(sheets) == KEPALA.sidik
    assert sidik(sheets) == sidik(FileBook.open(path).read())
    again = read_parts(applied(saved, validasi_plan(FOUND, KEPALA, sheets), "lagi"))
    assert [content.count(b"<formula>LKjIP_Tanda_") for name, content in again.items() if "worksheets/s" in name] == [
        *(3, 3, 0)
    ]
    assert again["xl/workbook.xml"].count(b'name="LKjIP_Tanda_') == 6
    assert len([name for name in again if name.startswith("xl/tables/")]) == 1
    emptied = read_parts(applied(saved, (Mark(()),), "bersih"))
    assert b"LKjIP_Tanda_" not in b"".join(emptied.values())


def test_what_we_show_is_not_itself_judged(tmp_path: Path) -> None:
    book = FileBook.open(SAMPLE)
    found = validasi(book)
    book.apply(validasi_plan(found, KEPALA, book.read()))
    book.save(tmp_path / "hasil.xlsx")
    assert validasi(FileBook.open(tmp_path / "hasil.xlsx")) == found
    assert len(FileBook.open(tmp_path / "hasil.xlsx").read()[-1].cells) > len(found.temuan) * 8 > 0


def test_the_serang_sample_shows_findings_and_keeps_its_own_stamp(tmp_path: Path, office: Office) -> None:
    sheets = FileBook.open(SAMPLE).read()
    found = hasil(temuan("Renja", 6, 4), temuan("Tabel 3.9", 6, 10, "peringatan"))
    book = FileBook.open(SAMPLE)
    book.apply(validasi_plan(found, KEPALA._replace(sidik=sidik(sheets)), sheets))
    book.save(tmp_path / "hasil.xlsx")
    after = FileBook.open(tmp_path / "hasil.xlsx").read()
    assert [each.name for each in after] == [*(each.name for each in sheets), NAME]
    assert after[:-1] == sheets
    assert stamp_of(after) == sidik(after) == sidik(sheets)
    counted = sum(printed(office, tmp_path / "hasil.xlsx")[:-1], Counter())
    assert counted[RED] == counted[YELLOW] == 1
    links = [cell.value for cell in after[-1].cells.values() if cell.formula]
    assert links == [address(6, 4), address(6, 10)]
