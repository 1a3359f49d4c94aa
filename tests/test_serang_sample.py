"""The Serang sample: committed as built, laid out as the report, its numbers numbers and its twin's texts."""

import csv
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from lkjip_xl.template import serang

DATA = Path(serang.__file__).parent / "data"
COMMITTED = Path(__file__).parents[1] / "workbooks" / serang.FILE_NAME


@pytest.fixture(scope="module")
def twin(tmp_path_factory):
    path = tmp_path_factory.mktemp("twin") / "teks.xlsx"
    serang.build(path, numbers_as_text=True)
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(COMMITTED)


def grid(sheet, first_row: int, rows: int, columns: int) -> list[list[object]]:
    area = sheet.iter_rows(first_row, first_row + rows - 1, 1, columns, values_only=True)
    return [list(row) for row in area]


def printed(name: str) -> list[list[str | None]]:
    text = (DATA / f"{name}.csv").read_text(encoding="utf-8")
    return [[field or None for field in row] for row in list(csv.reader(text.splitlines()))[1:]]


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_committed_file_is_what_the_code_builds(tmp_path):
    serang.build(tmp_path / "new.xlsx")
    built, committed = parts(tmp_path / "new.xlsx"), parts(COMMITTED)
    stale = sorted(name for name in built | committed if built.get(name) != committed.get(name))
    assert stale == [], "stale parts; rebuild with: python -m lkjip_xl.template"


def test_zip_dates_are_fixed():
    with ZipFile(COMMITTED) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_sheets_stand_in_the_reports_order(book):
    assert book.sheetnames == [
        *("Renja", "IKU", "PK Perubahan", "P-IKU", "Rencana Aksi", "Tabel 3.1 Realisasi", "Tabel 3.2 IKU"),
        *("Tabel 3.3 IKM", "Tabel 3.4 AKIP", "EPDESKEL", "Tabel 3.5", "Tabel 3.6 Renstra", "Tabel 3.7"),
        *("Tabel 3.8", "Tabel 3.9", "Tabel 3.10", "Tabel 3.11 Anggaran", "Tabel 3.12 Efisiensi", "Tabel 4.1"),
        *("LHE 2024", "Identitas"),
    ]


@pytest.mark.parametrize(
    ("sheet", "at", "value", "number_format"),
    [
        ("Renja", "E4", "Target Kinerja", "General"),
        ("Renja", "E5", 82, "0.00"),
        ("PK Perubahan", "D6", 83.75, "0.00"),
        ("PK Perubahan", "D13", 1, "0%"),
        ("PK Perubahan", "D15", 0.7, "0%"),
        ("PK Perubahan", "B18", "Jumlah Total", "General"),
        ("PK Perubahan", "E18", 26028054509, '"Rp. "#,##0'),
        ("P-IKU", "A6", 1, "General"),
        ("P-IKU", "A7", "I.1", "General"),
        ("Rencana Aksi", "J4", "Rencana Pelaksanaan", "General"),
        ("Rencana Aksi", "V6", 22, "General"),
        (
            "Rencana Aksi",
            "B7",
            "MENINGKATKAN KEPUASAN MASYARAKAT TERHADAP PELAYANAN PUBLIK KECAMATAN SERANG",
            "General",
        ),
        ("Rencana Aksi", "L14", 66000, "#,##0"),
        ("Rencana Aksi", "G18", 2, "General"),
        ("Rencana Aksi", "H18", "Keg", "General"),
        ("Rencana Aksi", "A33", "1.2", "General"),
        ("Tabel 3.1 Realisasi", "A6", "1.", "General"),
        ("Tabel 3.1 Realisasi", "F10", 83.33, "0.00"),
        ("Tabel 3.1 Realisasi", "I10", "Tinggi", "General"),
        ("Tabel 3.1 Realisasi", "J10", 83.33, "0.00"),
        ("Tabel 3.2 IKU", "E6", 75, "General"),
        ("Tabel 3.3 IKM", "B4", "Indikator", "General"),
        ("Tabel 3.4 AKIP", "D9", 69.75, "0.00"),
        ("Tabel 3.5", "C5", 2025, "General"),
        ("Tabel 3.6 Renstra", "J4", "Capaian 2025", "General"),
        ("Tabel 3.7", "D6", None, "General"),
        ("Tabel 3.8", "B6", 83.07, "0.00"),
        ("Tabel 3.11 Anggaran", "E4", "Capaian", "General"),
        ("LHE 2024", "C4", "Rekomendasi", "General"),
        ("Identitas", "B7", 2025, "General"),
        ("Identitas", "B8", "2025-2029", "General"),
        ("Identitas", "B20", "2024", "@"),
    ],
)
def test_cells_are_what_staff_typed(book, sheet, at, value, number_format):
    cell = book[sheet][at]
    assert (cell.value, cell.number_format) == (value, number_format)


@pytest.mark.parametrize(
    ("sheet", "merges"),
    [
        ("Tabel 3.9", "A4:A5 B4:B5 C4:D4 E4:F4 G4:H4 I4:I5 J4:J5 D6:D8 F6:F8 H6:H8 I6:I8 J6:J8"),
        ("Tabel 3.12 Efisiensi", "A4:A5 B4:B5 C4:C5 D4:E4 F4:G4 H4:I4 J4:J5 K4:K5"),
        ("Tabel 3.5", "A4:A5 B4:B5 C4:H4 I4:M4"),
        ("Tabel 3.7", ""),
    ],
)
def test_heads_and_shared_cells_are_merged(book, sheet, merges):
    below_titles = {str(area) for area in book[sheet].merged_cells.ranges if area.min_row > 3}
    assert below_titles == set(merges.split())


def test_rencana_aksi_words_stand_in_the_column_of_their_jenjang(book):
    counts = [sum(cell.value is not None for cell in column[6:]) for column in book["Rencana Aksi"]["B:E"]]
    assert counts == [3, 5, 14, 39]


def test_indentation_follows_jenjang(book):
    rows = book["Tabel 3.11 Anggaran"].iter_rows(min_row=5)
    assert {(row[0].value, row[1].alignment.indent) for row in rows} == {
        *(("tujuan", 0), ("sasaran", 1), ("program", 2), ("kegiatan", 3))
    }


def test_twin_holds_no_number_and_the_printed_texts(twin):
    cells = [cell for sheet in twin for row in sheet.iter_rows() for cell in row]
    assert {type(cell.value) for cell in cells} == {str, type(None)}
    assert [twin["PK Perubahan"][at].value for at in ("D6", "D15", "E18")] == [
        "83,75",
        "70 %",
        "Rp. 26.028.054.509",
    ]


@pytest.mark.parametrize(
    ("sheet", "name", "first_row"),
    [
        ("Renja", "renja", 5),
        ("IKU", "iku", 5),
        ("PK Perubahan", "pk_perubahan", 6),
        ("PK Perubahan", "pk_perubahan_program", 13),
        ("P-IKU", "iku_perubahan", 6),
        ("Tabel 3.1 Realisasi", "tabel_3_1_realisasi_kinerja", 6),
        ("Tabel 3.2 IKU", "tabel_3_2_capaian_iku", 5),
        ("Tabel 3.4 AKIP", "tabel_3_4_akip", 5),
        ("EPDESKEL", "epdeskel_2025", 5),
        ("Tabel 3.5", "tabel_3_5_capaian_2020_2024", 6),
        ("Tabel 3.6 Renstra", "tabel_3_6_renstra_2025_2029", 5),
        ("Tabel 3.7", "tabel_3_7_realisasi_2020_2025", 6),
        ("Tabel 3.8", "tabel_3_8_antar_kecamatan", 5),
        ("Tabel 3.9", "tabel_3_9_efisiensi_iku", 6),
        ("Tabel 3.10", "tabel_3_10_program_pendukung", 6),
        ("Tabel 3.11 Anggaran", "tabel_3_11_realisasi_anggaran", 5),
        ("Tabel 3.12 Efisiensi", "tabel_3_12_efisiensi", 6),
        ("Tabel 4.1", "tabel_4_1_tindak_lanjut_lhe", 5),
    ],
)
def test_twin_holds_every_printed_row(twin, sheet, name, first_row):
    rows = printed(name)
    assert grid(twin[sheet], first_row, len(rows), len(rows[0])) == rows


def test_twin_stands_where_the_sample_stands(book, twin):
    def filled(one):
        return [
            [sheet.title, cell.coordinate] for sheet in one for row in sheet for cell in row if cell.value is not None
        ]

    assert filled(twin) == filled(book)


def test_every_table_prints_landscape_and_one_page_wide(book):
    setups = {
        (s.page_setup.orientation, s.page_setup.fitToWidth or 1, s.sheet_properties.pageSetUpPr.fitToPage) for s in book
    }
    assert setups == {("landscape", 1, True)}
