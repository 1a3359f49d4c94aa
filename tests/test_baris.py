"""Rows are told apart: data, totals, numbering, and what only stands near a table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from staff import names, read, rows, sheet, unclear

from lkjip_xl.kepala import find_tables
from lkjip_xl.table import Sheet

HEAD = "No | Sasaran | Indikator | Satuan | Target | Realisasi | Capaian"
IKM = "1 | S | IKM | Angka | 80 | 81 |"
AKIP = "2 | | AKIP | Angka | 60 | 61 |"
BOTH = [["iku", "IKM", "80", "81", None], ["iku", "AKIP", "60", "61", None]]
BUDGET = "No | Program | Pagu | Realisasi | %"


def found(*lines: str) -> list[list[object]]:
    return names(rows(read("\n".join(lines))))


@pytest.mark.parametrize(
    "below",
    [
        "Sumber: Kecamatan Serang, 2025",
        "Sumber Data : Bappeda | | | diolah",
        "Keterangan:\n*) angka sementara\n**) angka sangat sementara",
        "\n | | | | Serang, 5 Januari 2026\n | | | | Camat Serang\n\n\n | | | | A\n | | | | NIP. 19700101 199003 1 001",
        " | | | | Serang,     Januari 2026\n | | | | Camat Serang\n | | | | NAMA\n | | | | NIP. 19700101 199003 1 001",
        "Mengetahui, | | | Serang, 12 Januari 2026\nSekretaris | | | Camat\nNIP. | 197001011990031001 | | 19710101",
        "Walikota Serang, | | | | Camat Serang,\nBUDI | | | | ANI\nNIP. 1970 | | | | NIP. 1971",
        "\nPihak Kedua | | | | Pihak Pertama\nWalikota | | | | Camat\nBUDI | | | | ANI\n19700101 | | | | 19710101",
        "\nKeterangan:\nNo | Interval | Kategori\n1 | 91 - 100 | Sangat Tinggi\n2 | 76 - 90 | Tinggi",
        "\nSkala Nilai Peringkat Kinerja\n≥ 91 | Sangat Tinggi\n76 - 90 | Tinggi",
        "\nNo | Golongan | Jumlah | Laki-laki | Perempuan\n1 | IV | 3 | 1 | 2\n2 | III | 8 | 4 | 4",
        "3 | ... | ... | ... | ... | ... | ...",
        "dst.",
    ],
)
def test_what_stands_below_is_no_row(below):
    assert found(HEAD, IKM, AKIP, *below.split("\n")) == BOTH


@pytest.mark.parametrize(
    "between",
    ["", "\n\n", "*) angka sementara", HEAD, f"\n{HEAD}\n1 | 2 | 3 | 4 | 5 | 6 | 7", f"\nTabel 3.2 (lanjutan)\n{HEAD}"],
)
def test_what_stands_between_is_no_row(between):
    assert found(HEAD, IKM, *between.split("\n"), AKIP) == BOTH


def test_head_repeated_by_a_page_break_goes_on_with_the_table():
    dokumen = read(f"{HEAD}\n{IKM}\n{HEAD}\n{AKIP}")
    assert [[table.rows, table.last_row] for table in dokumen.tables] == [[(2, 4), 4]]
    assert [baris.uraian for baris in dokumen.rows("capaian_iku")] == ["S", "S"]


@pytest.mark.parametrize("between", ["\nTabel 3.3 Sasaran Dua", "Rata-rata | | | | | | 101"])
def test_head_after_a_title_or_a_total_begins_a_table(between):
    text = f"{HEAD}\n{IKM}\n{between}\n{HEAD}\n{AKIP}"
    assert [table.rows for table in read(text).tables] == [(2,), (text.count("\n") + 1,)]


@pytest.mark.parametrize(
    ("row", "level"),
    [
        ("Jumlah | < | 1000 | 900 | 90", "jumlah"),
        (" | JUMLAH TOTAL : | 1000 | 900 | 90", "jumlah"),
        ("Total Anggaran | | 1000 | 900 | 90", "jumlah"),
        (" | Sub Jumlah | 1000 | 900 | 90", "jumlah"),
        (" | Jumlah Program Penunjang Urusan | 1000 | 900 | 90", "jumlah"),
        (" | Total Belanja Langsung | 1000 | 900 | 90", "jumlah"),
        (" | Rata - Rata | | | 90", "rata-rata"),
        ("\n\nJUMLAH | < | 1000 | 900 | 90", "jumlah"),
    ],
)
def test_totals_of_a_budget(row, level):
    assert [each[0] for each in found(BUDGET, "1 | P | 1000 | 900 | 90", *row.split("\n"))] == ["program", level]


@pytest.mark.parametrize(
    ("row", "level"),
    [
        ("Rata-rata Capaian Kinerja | < | < | < | < | < | 101", "rata-rata"),
        (" | | Rata-rata | | | | 101", "rata-rata"),
        (" | | Nilai rata-rata capaian sasaran 1 | | | | 101", "rata-rata"),
        (" | Rerata | | | | | 101", "rata-rata"),
        (" | | Jumlah | | 1 | 1 | 101", "jumlah"),
        (" | | Jumlah kelurahan tertib administrasi | | 12 | 12 | 100", "iku"),
        (" | | Jumlah | Dokumen | 12 | 12 | 100", "iku"),
        (" | | Rata-rata lama sekolah | Tahun | 12 | 12 | 100", "iku"),
    ],
)
def test_totals_and_indicators_that_sound_like_them(row, level):
    assert [each[0] for each in found(HEAD, IKM, row)] == ["iku", level]


def test_headings_across_the_table_name_what_the_rows_stand_under():
    dokumen = read("""
        No | Indikator | Satuan | Target | Realisasi | %
        Sasaran 1: Meningkatnya X | < | < | < | < | <
        1 | A | Angka | 80 | 81 |
        2 | B | Angka | 80 | 81 |
        Meningkatnya Y | < | < | < | < | <
        1 | C | Angka | 80 | 81 |
        """)
    assert [[baris.uraian, baris.indikator] for baris in dokumen.rows("capaian_iku")] == [
        ["Sasaran 1: Meningkatnya X", "A"],
        ["Sasaran 1: Meningkatnya X", "B"],
        ["Meningkatnya Y", "C"],
    ]


def test_second_line_beside_a_merged_indicator_is_no_row():
    dokumen = read("""
        Sasaran | Indikator | Satuan | Target | Realisasi | Formula
        S1      | A         | Angka  | 80     | 81        | baris satu
        ^       | ^         | ^      | ^      | ^         | baris dua
        S2      | B         | Angka  | 80     | 81        | x
        """)
    assert [row[0] for row in rows(dokumen)] == ["Sheet1!2", "Sheet1!4"]


def test_rows_without_figures_stay_while_the_table_goes_on():
    text = "Sasaran | Indikator | Satuan | Target\nS1 | Indeks | Nilai |\n | Nilai | Indeks |\nS2 | Opini | Opini |"
    dokumen = read(f"Perjanjian Kinerja\n{text}")
    assert [[row[0], row[2]] for row in rows(dokumen)] == [
        ["Sheet1!3", "Indeks"],
        ["Sheet1!4", "Nilai"],
        ["Sheet1!5", "Opini"],
    ]


def test_head_of_an_unknown_table_is_shown():
    dokumen = read(f"{HEAD}\n{IKM}\n\nNo | Golongan | Jumlah | Laki-laki\n1 | IV | 3 | 1")
    assert unclear(dokumen) == [["Sheet1!4"]]


def test_far_cell_costs_no_rows():
    near, far = sheet(f"{HEAD}\n{IKM}"), sheet("~", row=1048576, column=3)
    assert [table.rows for table in find_tables([Sheet("Jauh", {**near.cells, **far.cells})]).tables] == [(2,)]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_blank_rows_change_nothing(gaps):
    lines = [HEAD, IKM, AKIP, "3 | S2 | C | % | 70 | 71 |", "Rata-rata | < | < | < | < | < | 101", "Sumber: Kecamatan"]
    spread = [part for line, gap in zip(lines, gaps, strict=True) for part in (line, *[""] * gap)]
    assert found(*spread) == found(*lines)
