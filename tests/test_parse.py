"""Rows become records: level, words, numbers, and whether the values stand under their heads."""

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from staff import moved, names, read, rows, sheet, through_file

from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.compute import compute
from lkjip_xl.ketentuan import ketentuan_bawaan
from lkjip_xl.table import Sheet, column_letters

HEAD = "No | Sasaran | Indikator | Satuan | Target | Realisasi | Capaian | Kategori"
SETDA = sheet(
    """
    INDIKATOR KINERJA UTAMA
    SEKRETARIAT DAERAH KOTA SERANG

    NO | SASARAN STRATEGIS | INDIKATOR KINERJA UTAMA | SATUAN          | TARGET
    1  | Sasaran satu      | Indeks A                | Angka/kategori  |
       | ^                 | Indeks B                | Angka/kategori  |
       | ^                 | Indeks C                | Angka/kategori  |
    2  | Sasaran dua       | Nilai D                 | Angka/kategori  |
       | ^                 | Nilai E                 | %               |
       | ^                 | Nilai F                 | %               |
    3  | Sasaran tiga      | Indeks G                | Angka/kategori  |
       | ^                 | Indeks H                | Angka/kategori  |
       | ^                 | Indeks I                | Angka/kategori  |
    4  | Sasaran empat     | Persentase J            | Persen          |
       |                   | Persentase K            | Persen          |
       |                   | Persentase L            | Persen          |
    5  | Sasaran lima      | Opini M                 | Opini           |
       |                   | Predikat N              | Predikat        |
       |                   | Skor O                  | Angka/kategori  |
    6  | Sasaran enam      | Indeks P                | Angka/kategori  |
       | ^                 | Indeks Q                | Angka/kategori  |
    """,
    "SK IKU",
)
CAPAIAN = """
    TABEL 3.2 CAPAIAN KINERJA | < | < | < | < | < | < | <

    NO | SASARAN | INDIKATOR KINERJA | SATUAN | Tahun 2025 | < | < | KATEGORI
    ^  | ^       | ^                 | ^      | TARGET | REALISASI | % | ^
    1  | 2       | 3                 | 4      | 5 | 6 | 7=6/5 | 8
    1  | Satu    | IKM               | Angka  | "83,75" | 84.99 | 101.48% | Sangat Tinggi
       | ^       | Kelurahan         | Persen | 83.33% | "75 %" | | Tinggi
    2  | Dua     | AKIP              | Nilai  | 67.75 | 69.75 | | -
    Rata-rata | < | < | < | < | < | 98.15% |
    Sumber: Kecamatan
"""
CAPAIAN_ROWS = [
    ["Sheet1!6", "iku", "IKM", "83.75", "84.99", "101.48"],
    ["Sheet1!7", "iku", "Kelurahan", "83.33", "75", None],
    ["Sheet1!8", "iku", "AKIP", "67.75", "69.75", None],
    ["Sheet1!9", "rata-rata", "Rata-rata", None, None, "98.15"],
]


def test_an_office_that_is_no_kecamatan_is_read_and_computes_nothing():
    dokumen = read(SETDA)
    found = list(dokumen.rows("iku"))
    assert [dokumen.perangkat_daerah, len(found), len({baris.uraian for baris in found})] == [
        "Sekretariat Daerah",
        17,
        6,
    ]
    assert {(baris.jenjang, baris.keadaan) for baris in found} == {("sasaran", "utuh")}
    hitungan = compute(dokumen, ketentuan_bawaan())
    assert [hitungan.capaian, hitungan.serapan, hitungan.iku] == [(), (), ()]


def test_an_office_without_targets_computes_nothing_either():
    text = (
        "No | Sasaran | IKU | Satuan | Target | Realisasi | Capaian\n1 | S | A | Angka/kategori | | |\n | | B | % | | |"
    )
    hitungan = compute(read(text), ketentuan_bawaan())
    assert [hitungan.capaian, [each.baris.indikator for each in hitungan.tidak_dihitung]] == [(), ["A", "B"]]


def test_sasaran_merged_over_its_indicators():
    dokumen = read(CAPAIAN)
    assert rows(dokumen) == CAPAIAN_ROWS
    assert [baris.uraian for baris in dokumen.rows("capaian_iku")] == ["Satu", "Satu", "Dua", "Rata-rata"]


@pytest.mark.parametrize(
    "row",
    [
        "1 | S | A | Angka/kategori | 80 | 81 | 101 | -",
        "1 | S | A | 12 bulan | 12 | 12 | 100 | Sangat Baik",
        "1 | S | A | | 12 | 12 | | n/a",
        "1 | S | A | Predikat | BB | B | |",
        "1 | S | A | Kategori | Baik | Baik | |",
        "1 | S | A | m2 | 2 | 2 | | Baik (100)",
        "1 | S | A | Per 1.000 penduduk | 2 | 2 | | Tinggi",
        "1 | S | A | Dokumen | 12 dokumen | 12 dok | |",
        "1 | S | A | O/B | 72 | 72 | 100 | Sangat Tinggi",
        "1 | S | A | Nilai | - | belum dinilai | |",
        "1 | S | A | Hari | ≤ 5 | 4 | |",
        "1 | S | 1. Indeks | % | 75% | 80% | 106.67% |",
        "1 | S | 5 layanan terbaik | % | 75 | 80 | |",
    ],
)
def test_rows_under_their_heads_raise_no_alarm(row):
    assert [baris.keadaan for baris in read(f"{HEAD}\n{row}").rows()] == []
    assert [baris.keadaan for baris in read(f"{HEAD}\n{row}").rows("capaian_iku")] == ["utuh"]


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ("1 | S | A | 83.33 | 75 | 90 | Tinggi | ", "bergeser"),
        ("1 | S | A | 83.33 | 75 | 90 | Tinggi | 83.33", "bergeser"),
        ('1 | S | A | "83,33" | "75,00" | "90,00" | Tinggi | ', "bergeser"),
        ('1 | S | A | "83,33 %" | 75% | 90% | Tinggi | ', "bergeser"),
        ("1 | S | A | 75 | 90 | Tinggi | | ", "bergeser"),
        ("1 | A | Angka | 83.33 | 75 | 90 | Tinggi | ", "bergeser"),
        ("S | A | Angka | 83.33 | 75 | 90 | Tinggi | ", "bergeser"),
        ("1 | A | 80 | 81 | 101 | Sangat Tinggi | | ", "bergeser"),
        ("1 | S | A | | Angka | 83.33 | 75 | 90", "bergeser"),
        ("1 | S | | A | Angka | 83.33 | 75 | 90", "bergeser"),
        (" | 1 | S | A | Angka | 83.33 | 75 | 90", "bergeser"),
        ("1 | S | A | | | Persen | 83.33 | 75", "bergeser"),
        ("1 | S | A | 2 | Dok | 2 | | ", "tertukar"),
        ("1 | S | A | 100 | % | 98 | | ", "tertukar"),
        ('1 | S | A | "12" | Laporan. | 12 | | ', "tertukar"),
    ],
)
def test_rows_that_stand_off_their_heads_are_flagged_and_never_computed(row, state):
    dokumen = read(f"{HEAD}\n{row}")
    assert [baris.keadaan for baris in dokumen.rows("capaian_iku")] == [state]
    assert compute(dokumen, ketentuan_bawaan()).capaian == ()


@pytest.mark.parametrize(
    "row",
    ["1000 | 900 | 90 |", "P | | 1000 | 900", '"1.000.000" | "900.000" | "90" |', "Z | 12 | 1000 | 1000000"],
)
def test_budget_rows_that_stand_off_are_flagged_and_never_computed(row):
    dokumen = read(f"Uraian | Pagu | Realisasi | %\nProgram A | 1000 | 900 |\n{row}")
    assert [baris.keadaan for baris in dokumen.rows("anggaran")] == ["utuh", "bergeser"]
    assert [each.baris.row for each in compute(dokumen, ketentuan_bawaan()).serapan] == [2]


def test_shift_without_a_unit_column():
    text = "No | Sasaran | Indikator | Target | Realisasi | Capaian\n1 | S | 80 | 81 | 101 |\n2 | S | | IKM | 80 | 81"
    assert [baris.keadaan for baris in read(text).rows("capaian_iku")] == ["bergeser", "bergeser"]


BY_KODE = [
    ["", "KECAMATAN", "10", "9", None],
    ["program", "Penunjang Urusan", "10", "9", None],
    ["kegiatan", "Perencanaan", "10", "9", None],
    ["sub kegiatan", "Penyusunan Dokumen", "10", "0", None],
    ["", "Belanja ATK", "10", "9", None],
    ["jumlah", "JUMLAH", "10", "9", None],
]


@pytest.mark.parametrize(
    "text",
    [
        """
        Kode | Program/Kegiatan/Sub Kegiatan | Pagu Murni (Rp) | Pagu Perubahan (Rp) | Realisasi (Rp) | %
        "7.01"            | KECAMATAN          | 1 | 10 | 9 |
        7.01.01           | Penunjang Urusan   | 1 | 10 | 9 |
        7.01.01.2.01      | Perencanaan        | 1 | 10 | 9 |
        7.01.01.2.01.0001 | Penyusunan Dokumen | 1 | 10 | - |
        5.1.02.01.01.0024 | Belanja ATK        | 1 | 10 | 9 |
        JUMLAH            | <                  | 1 | 10 | 9 |
        """,
        """
        Kode | < | < | < | < | < | Uraian | Anggaran | Realisasi | Serapan
        7 | 1 |   |      |   |      | KECAMATAN          | 10 | 9 |
        7 | 1 | 1 |      |   |      | Penunjang Urusan   | 10 | 9 |
        7 | 1 | 1 | 2.01 |   |      | Perencanaan        | 10 | 9 |
        7 | 1 | 1 | 2.01 | 1 |      | Penyusunan Dokumen | 10 | - |
        5 | 1 | 2 | 1    | 1 | 24   | Belanja ATK        | 10 | 9 |
        JUMLAH | < | < | < | < | <  | <                  | 10 | 9 |
        """,
    ],
)
def test_level_by_kode_nomenklatur(text):
    assert names(rows(read(text))) == BY_KODE


def test_kode_in_front_of_the_words():
    dokumen = read("""
        Program / Kegiatan / Sub Kegiatan | Anggaran (Rp) | Realisasi (Rp)
        7.01.01 Penunjang Urusan | 10 | 9
        7.01.01.2.01 - Perencanaan | 10 | 9
        7.01.01.2.01.0001 Penyusunan Dokumen | 10 | 9
        """)
    assert [[baris.kode, baris.jenjang, baris.uraian] for baris in dokumen.rows("anggaran")] == [
        ["7.01.01", "program", "Penunjang Urusan"],
        ["7.01.01.2.01", "kegiatan", "Perencanaan"],
        ["7.01.01.2.01.0001", "sub kegiatan", "Penyusunan Dokumen"],
    ]


def test_level_by_first_word_or_by_the_jenjang_column():
    worded = """
        No  | Program/Kegiatan | Pagu | Realisasi
        1   | PROGRAM X        | 10   | 9
        1.1 | 1. Kegiatan Y    | 10   | 9
        a   | Sub Kegiatan Z   | 10   | 9
        """
    stated = """
        Jenjang      | Uraian | Pagu | Realisasi
        Program      | X      | 10   | 9
        Kegiatan     | Y      | 10   | 9
        Sub-Kegiatan | Z      | 10   | 9
        """
    levels = ["program", "kegiatan", "sub kegiatan"]
    assert [[row[1] for row in rows(read(text))] for text in (worded, stated)] == [levels, levels]


def test_many_sub_kegiatan_keep_their_kode():
    lines = [f"7.01.01.2.01.{i:04} | Sub kegiatan nomor {i} | {i}000 | {i}00 |" for i in range(1, 62)]
    text = "\n".join(["Kode Rekening | Uraian | Anggaran (Rp.) | Realisasi (Rp.) | %", *lines, "TOTAL | | 1 | 1 |"])
    found = list(read(text).rows("anggaran"))
    assert [len(found), {b.jenjang for b in found}, found[60].kode] == [
        62,
        {"sub kegiatan", "jumlah"},
        "7.01.01.2.01.0061",
    ]


def test_programmes_beside_the_indicator_do_not_make_it_one_of_theirs():
    text = (
        "Sasaran | IKU | Target | Realisasi | % | Program | Pagu | Realisasi Anggaran\nS | A | 80 | 81 | | P | 10 | 9"
    )
    assert names(rows(read(text))) == [["sasaran", "A", "80", "81", None, "10", "9"]]


def test_dash_is_zero_rupiah_only_where_there_are_totals():
    body = "Uraian | Pagu | Realisasi\nProgram A | 10 | -"
    assert names(rows(read(body), "anggaran")) == [["program", "Program A", "10", None]]
    assert names(rows(read(f"{body}\nJumlah | 10 | -"), "anggaran"))[0] == ["program", "Program A", "10", "0"]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("%", "75"), ("Persen", "75"), ("Persen (%)", "75"), ("Prosentase", "75"), ("", "75"), ("Angka", "0.75")],
)
def test_percent_formatted_figures(unit, expected):
    [row] = rows(read(f"{HEAD}\n1 | S | A | {unit} | 75% | 60% | 80% |"))
    assert [row[3], row[5]] == [expected, "80"]


def test_a_date_is_no_figure():
    made = sheet(f"{HEAD}\n1 | S | A | Angka | 80 | 45689 | |")
    cell = made.cell(2, 6)._replace(number_format="d-mmm")
    [baris] = read(Sheet("Sheet1", {**made.cells, (2, 6): cell})).rows("capaian_iku")
    assert [baris.nilai["realisasi"].jenis, baris.nilai["realisasi"].nilai] == ["tanggal", None]


def test_figures_typed_as_text():
    text = "Uraian | Pagu | Realisasi | %\nProgram A | Rp. 1.000.000,- | Rp 900.000,00 | 90 %\nJumlah | 1.000.000 | 0 |"
    assert [row[3:6] for row in rows(read(text))] == [["1000000", "900000", "90"], ["1000000", "0", None]]


def test_hidden_copies_give_way_to_visible_tables():
    old, new = (
        f"No | Indikator | Satuan | Target | Realisasi\n1 | {name} | Angka | 80 | 81" for name in ("LAMA", "BARU")
    )
    both = read(sheet(old, "lama", hidden=True), sheet(new, "baru"))
    alone = read(sheet(old, "lama", hidden=True))
    assert [[row[2] for row in rows(dokumen)] for dokumen in (both, alone)] == [["BARU"], ["LAMA"]]
    assert len(both.tables) == 2


def test_hidden_rows_are_rows():
    made = sheet(
        f"{HEAD}\n1 | S | A | Angka | 80 | 81 | |\n2 | S | B | Angka | 80 | 81 | |", hidden_rows=frozenset({2})
    )
    assert [row[2] for row in rows(read(made))] == ["A", "B"]


@pytest.mark.parametrize("text", [CAPAIAN, SETDA], ids=["capaian", "setda"])
def test_through_a_real_file_with_inline_strings(tmp_path, text):
    made = text if isinstance(text, Sheet) else sheet(text)
    assert rows(read(*through_file(tmp_path / "a.xlsx", made))) == rows(read(made))


def test_through_a_real_file_with_shared_strings(tmp_path: Path):
    made = sheet(CAPAIAN)
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        target = book.add_worksheet("Sheet1")
        for area in made.merges:
            target.merge_range(area.row - 1, area.column - 1, area.last_row - 1, area.last_column - 1, "")
        for (row, column), cell in made.cells.items():
            value = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
            target.write(row - 1, column - 1, value, book.add_format({"num_format": cell.number_format}))
    assert rows(read(*FileBook.open(tmp_path / "a.xlsx").read())) == CAPAIAN_ROWS


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 400), st.integers(0, 60))
def test_moving_a_sheet_moves_its_records(down, right):
    expected = [[f"Sheet1!{int(row[0].split('!')[1]) + down}", *row[1:]] for row in CAPAIAN_ROWS]
    assert rows(read(moved(sheet(CAPAIAN), down, right))) == expected


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(8)))
def test_order_of_columns_changes_nothing(order):
    lines = [HEAD, "1 | S | IKM | Angka | 80 | 81 | 101 | Tinggi", "2 |  | AKIP | Nilai | 60 | 61 | 102 | Rendah"]
    grid = [line.split("|") for line in lines]
    text = "\n".join("|".join(line[i] for i in order) for line in grid)
    found = list(read(text).rows("capaian_iku"))
    assert [
        [b.uraian, b.indikator, b.satuan, b.nilai["target"].nilai, b.teks["kategori"], b.keadaan] for b in found
    ] == [
        ["S", "IKM", "Angka", 80, "Tinggi", "utuh"],
        ["S", "AKIP", "Nilai", 60, "Rendah", "utuh"],
    ]
    assert found[0].ref("target").a1 == f"{column_letters(order.index(4) + 1)}2"


def test_amounts_under_a_head_in_millions_are_rupiah():
    rows = """Tabel 3.11 Realisasi Anggaran
    No | Program   | Pagu (Rp juta) | Realisasi (dalam jutaan rupiah) | %
    1  | Program A | 1200.5         | 1100.25                         | 91.65
    """
    [row] = read(rows).rows("anggaran")
    pagu, realisasi = row.nilai["pagu"], row.nilai["realisasi_anggaran"]
    assert [pagu.nilai, pagu.desimal, pagu.numerik] == [1_200_500_000, -5, True]
    assert [realisasi.nilai, realisasi.desimal] == [1_100_250_000, -4]


def test_cells_of_two_scales_give_no_formula():
    rows = """Tabel 3.11 Realisasi Anggaran
    No | Program   | Pagu (Rp juta) | Realisasi (Rp) | %
    1  | Program A | 1200           | 600000000      | 50
    """
    [row] = read(rows).rows("anggaran")
    assert [row.nilai[field].numerik for field in ("pagu", "realisasi_anggaran")] == [False, True]
