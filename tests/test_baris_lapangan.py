"""Rows, totals and budgets as staff of 500 offices type them: what is a row, what a total, and what counts once."""

from itertools import pairwise

import pytest
from buku import workbook
from staff import columns, names, read, rows, sheet, tables, unclear

from lkjip_xl.api import hitung
from lkjip_xl.baris import plain_label
from lkjip_xl.cli import main
from lkjip_xl.periode import periode

BUDGET = "No | Program | Pagu | Realisasi | %"
PK = "No | Sasaran | Indikator | Satuan | Target"
PK_ROW = "1 | Meningkatnya X | IKM | Angka | 80"
IKU = "No | Sasaran | Indikator Kinerja Utama | Satuan | Target | Sumber Data"


def levels(*lines: str) -> list[object]:
    return [row[0] for row in names(rows(read("\n".join(lines))))]


@pytest.mark.parametrize("label", [
    " | J U M L A H", "J U M L A H | <", " | T O T A L :", " | J U M L A H   T O T A L", " | J U M L A H T O T A L",
    " | J.U.M.L.A.H", " | GRAND T O T A L", " | Grand-Total (Rp)", " | Jumlah (Rp.)", " | TOTAL (Rp)",
    " | Jumlah Total = ", " | JUMLAH / TOTAL", " | Jml.", " | Jml Total", " | SUB-TOTAL", " | SUBTOTAL",
    " | IV. JUMLAH",
    " | Jumlah (I + II)", "Total | 3 Program", "Jumlah | Seluruh Program", "Jumlah Program Penunjang | <",
])  # fmt: skip
def test_totals_however_they_are_spelled(label):
    row = f"{label} | 1000 | 900 | 90"
    assert levels(BUDGET, "1 | P | 1000 | 900 | 90", row) == ["program", "jumlah"]


@pytest.mark.parametrize("label", ["R A T A - R A T A", "Rata2", "Rata 2 capaian", "RERATA"])
def test_means_however_they_are_spelled(label):
    assert levels(BUDGET, "1 | P | 1000 | 900 | 90", f" | {label} | | | 90") == ["program", "rata-rata"]


def test_the_total_of_the_table_above_is_no_title():
    lines = ["APBD 2024", BUDGET, "1 | P | 1000 | 900 | 90", "Jumlah | 1000 | 900", "", BUDGET, "1 | P | 7 | 6 | 90"]
    below = read("\n".join(lines)).tables[-1]
    assert (below.header_first, periode(below).judul) == (6, "Sheet1")


@pytest.mark.parametrize("label", ["J U M L A H", "Jumlah (Rp)", "Total (dalam rupiah)"])
def test_totals_in_the_column_of_indicators(label):
    head = "No | Program | Indikator | Target | Realisasi | Pagu | Realisasi Anggaran"
    text = f"{head}\n1 | P | A | 80 | 81 | 100 | 90\n | | {label} | | | 100 | 90"
    assert levels(text) == ["program", "jumlah"]


def test_total_under_the_head_of_a_figure_or_an_unknown_one():
    head = "No | Program | Indikator Program | Target | Lokus | Pagu"
    body = "1 | P | A | 80 | Serang | 100"
    assert levels(f"Perjanjian Kinerja\n{head}\n{body}\n | | | Jumlah | | 100") == ["program", "jumlah"]
    assert levels(f"Perjanjian Kinerja\n{head}\n{body}\n | | | | JUMLAH | 100") == ["program", "jumlah"]


def test_the_total_of_an_evaluation_may_stand_under_no():
    text = "No | Komponen | Bobot | Nilai\n1 | Perencanaan | 30 | 24\nNilai Hasil Evaluasi | | 30 | 24\n"
    [table] = read(text).tables
    assert [table.kind, table.rows, table.total_rows] == ["akip", (2,), (3,)]


@pytest.mark.parametrize("row", [
    " | | Jumlah | Jumlah | 12 | 12 | 100",
    " | | Jumlah pelaku UMKM (Orang) | | 12 | 12 | 100",
    " | | Total Fertility Rate (TFR) | | 2.1 | 2.2 | 100",
    "2 | Jumlah penduduk miskin menurun | Jumlah penduduk miskin | | 12 | 12 | 100",
    "J | S | Jumlah warga J K N | | 12 | 12 | 100",
])  # fmt: skip
def test_what_only_sounds_like_a_total_stays_a_row(row):
    head = "No | Sasaran | Indikator | Satuan | Target | Realisasi | Capaian"
    assert levels(head, "1 | S | IKM | Angka | 80 | 81 |", row) == ["iku", "iku"]


@pytest.mark.parametrize(("text", "label"), [
    ("J U M L A H :", "jumlah"),
    ("T O T A L   B E L A N J A", "total belanja"),
    ("S U B T O T A L", "sub total"),
    ("II. Grand-Total (Rp.)", "grand-total rp"),
    ("Rata - Rata", "rata - rata"),
    ("Program J K N", "program jkn"),
    ("Jumlah A + B", "jumlah a + b"),
])  # fmt: skip
def test_label_of_a_total(text, label):
    assert plain_label(text) == label


@pytest.mark.parametrize("numbers", [
    "-1- | -2- | -3- | -4- | -5-", "[1] | [2] | [3] | [4] | [5]", "<1> | <2> | <3> | <4> | <5>",
    "{1} | {2} | {3} | {4} | {5}", "– 1 – | – 2 – | – 3 – | – 4 – | – 5 –", "1) | 2) | 3) | 4) | 5)",
    "Kol 1 | Kol 2 | Kol 3 | Kol 4 | Kol 5", "Kol. 1 | Kol. 2 | Kol. 3 | Kol. 4 | Kol. 5",
    "kolom 1 | kolom 2 | kolom 3 | kolom 4 | kolom 5", "-1 | -2 | -3 | -4 | -5", "I | II | III | IV | V",
    "(I) | (II) | (III) | (IV) | (V)", "[a] | [b] | [c] | [d] | [e]",
    "1. | 2. | 3. | 4. | 5=4/3", "/1/ | /2/ | /3/ | /4/ | /5/",
])  # fmt: skip
def test_a_row_that_counts_the_columns_is_no_row(numbers):
    found = read(f"Perjanjian Kinerja\n{PK}\n{numbers}\n{PK_ROW}")
    assert [row[0] for row in rows(found)] == ["Sheet1!4"]
    assert [table.number_row for table in found.tables] == [3]
    assert unclear(found) == []


def test_formulas_in_brackets_count_columns_too():
    head = "No | Indikator | Target | Realisasi | Capaian"
    found = read(f"{head}\n[1] | [2] | [3] | [4] | [5] = [4]/[3] x 100%\n1 | IKM | 80 | 81 |")
    assert [row[0] for row in rows(found)] == ["Sheet1!3"]


def test_a_first_row_of_small_numbers_and_words_is_data():
    found = read(f"Perjanjian Kinerja\n{PK}\n1 | Meningkatnya X | Level SPIP | Level | 3\n2 | | IV | Level | 3")
    assert [row[0] for row in rows(found)] == ["Sheet1!3", "Sheet1!4"]


@pytest.mark.parametrize("source", [
    "Kecamatan", "Kelurahan", "Desa", "Bidang Pemerintahan", "Nilai", "Dokumen", "Catatan", "Komponen", "Rekomendasi",
])  # fmt: skip
def test_a_cell_that_says_what_a_head_says_ends_no_table(source):
    lines = [
        IKU,
        f"1 | Meningkatnya pelayanan publik | Nilai IKM | Nilai | 84 | {source}",
        f"2 | Meningkatnya kelurahan | Persentase Kelurahan | % | 75 | {source}",
        f"3 | Meningkatnya akuntabilitas | Indeks | Nilai | 70 | {source}",
    ]
    found = read("\n".join(lines))
    assert tables(found) == [
        ["Sheet1!1-1", "iku", "A no, B sasaran, C indikator, D satuan, E target, F sumber_data"],
    ]
    assert [row[0] for row in rows(found)] == ["Sheet1!2", "Sheet1!3", "Sheet1!4"]


def test_such_rows_stay_where_no_number_stands_before_them():
    text = "Sasaran | Indikator Kinerja Utama | Target | Sumber Data\nMeningkatnya A | Nilai AKIP | BB | Kecamatan"
    found = read(f"{text}\nMeningkatnya B | Opini | WTP | Kecamatan\nMeningkatnya C | Nilai | A | Kelurahan")
    assert [row[0] for row in rows(found)] == ["Sheet1!2", "Sheet1!3", "Sheet1!4"]


def test_a_head_without_rows_of_its_own_ends_no_table():
    found = read(f"{IKU}\n1 | A | Nilai IKM | Nilai | 84 | x\n\n2 | B | Nilai | Angka | Kecamatan | tiap tahun | x | y")
    assert [table.kind for table in found.tables] == ["iku"]
    assert [row[0] for row in rows(found)] == ["Sheet1!2", "Sheet1!4"]


def test_the_next_table_right_below_is_found():
    found = read(
        f"{PK}\n{PK_ROW}\nNo | Program | Anggaran | Keterangan\n1 | P | 100 | APBD\n"
        "No | Kecamatan | Nilai IKM | Nilai AKIP\n1 | Serang | 84 | 70\n2 | Curug | 83 | 69"
    )
    assert [table.kind for table in found.tables][-2:] == ["pk_program", "antar_kecamatan"]


MONEY = "A no, B program, C ?, D pagu, E keterangan"


@pytest.mark.parametrize(("head", "row", "total", "fields"), [
    ("No | Program | Anggaran | < | Keterangan", "1 | P | Rp | 100 | APBD", " | Total | Rp | 100 |", MONEY),
    ("No | Program | Anggaran | < | Keterangan", "1 | P | Rp. | \"1.000.000\" | APBD", " | Total | | 100 |", MONEY),
    ("No | Program | Anggaran | | Keterangan", "1 | P | IDR | 100 | APBD", " | Total | Rp | 100 |", MONEY),
    (
        "No | Program | Anggaran | < | Keterangan", "1 | P | 100 | Rp | APBD", " | Total | 100 | Rp |",
        "A no, B program, C pagu, D ?, E keterangan",
    ),
    (
        "No | Program | Pagu | < | Realisasi | <", "1 | P | Rp | 100 | Rp | 90", " | Total | Rp | 100 | Rp | 90",
        "A no, B program, C ?, D pagu, E ?, F realisasi_anggaran",
    ),
])  # fmt: skip
def test_rp_in_a_column_of_its_own(head, row, total, fields):
    found = read(f"Perjanjian Kinerja\n{head}\n{row}\n{total}")
    assert columns(found.tables[0]) == fields
    assert [baris.nilai["pagu"].jenis for baris in found.rows("pk_program", "anggaran")] == ["angka", "angka"]


def test_rp_without_amounts_stays_where_the_head_is():
    found = read("Perjanjian Kinerja\nNo | Program | Anggaran | < | Keterangan\n1 | P | Rp | ... | APBD")
    assert columns(found.tables[0]) == "A no, B program, C pagu, D ?, E keterangan"


HEAD = ["No", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)", "%"]
PER_PROGRAM = [[1, "Program Penunjang", 5000, 4800], [2, "Program UMKM", 1000, 900], ["Jumlah", None, 6000, 5700]]
PER_SASARAN = [[1, "Daya saing naik", 1000, 900], [2, "Akuntabilitas naik", 5000, 4800], ["Jumlah", None, 6000, 5700]]
PER_BELANJA = [
    [1, "Belanja Pegawai", 4000, 3900], [2, "Belanja Barang dan Jasa", 1500, 1350], [3, "Belanja Modal", 500, 450],
    ["T O T A L", None, 6000, 5700],
]  # fmt: skip


def whole(folder, *grids, titles=()):
    """Return the office's pagu and realisasi where each grid is a budget table on a sheet of its own."""
    named = titles or [f"Realisasi Anggaran {i}" for i in range(len(grids))]
    sheets = {f"S{i}": [[title], [], HEAD, *grid] for i, (title, grid) in enumerate(zip(named, grids, strict=True))}
    total = hitung(workbook(folder, **sheets)).hasil.hitungan.total
    return None if total is None else (int(total.pagu), int(total.realisasi))


@pytest.mark.parametrize("grids", [
    (PER_PROGRAM, PER_SASARAN, PER_BELANJA),
    (PER_BELANJA, PER_SASARAN, PER_PROGRAM),
    (PER_PROGRAM, PER_BELANJA[:-1]),
    (PER_PROGRAM[:-1], PER_SASARAN[:-1], PER_BELANJA[:-1]),
])  # fmt: skip
def test_one_budget_in_several_divisions_counts_once(tmp_path, grids):
    assert whole(tmp_path, *grids) == (6000, 5700)


def test_a_wrong_total_row_makes_no_second_budget(tmp_path):
    wrong = [*PER_PROGRAM[:-1], ["Jumlah", None, 6100, 5700]]
    assert whole(tmp_path, wrong, PER_SASARAN) == (6100, 5700)


def test_the_sasaran_that_programmes_serve_are_part_of_the_budget(tmp_path):
    assert whole(tmp_path, PER_SASARAN[:1], PER_PROGRAM) == (6000, 5700)


def test_programmes_of_the_iku_are_part_of_all_programmes(tmp_path):
    assert whole(tmp_path, [PER_PROGRAM[1]], PER_PROGRAM) == (6000, 5700)


def test_a_recapitulation_and_its_parts_count_once(tmp_path):
    rekap = [[1, "Sekretariat", 4000, 3800], [2, "Bidang UMKM", 2000, 1900], ["Jumlah", None, 6000, 5700]]
    first = [[1, "Administrasi Umum", 2500, 2400], [2, "Perencanaan", 1500, 1400]]
    second = [[1, "Pelatihan", 1200, 1100], [2, "Pameran", 800, 800]]
    assert whole(tmp_path, rekap, first, second) == (6000, 5700)
    late = [[1, "Administrasi Umum", 2500, 2350], [2, "Perencanaan", 1500, 1400]]
    assert whole(tmp_path, late, second, rekap) == (6000, 5700)


@pytest.mark.parametrize(("first", "second"), [
    ([[1, "Pelatihan", 500, 450]], [[1, "Pameran", 700, 600]]),
    ([[1, "Bimtek", 500, 450], [2, "Administrasi", 100, 90]], [[1, "Pameran", 700, 600], [2, "Administrasi", 50, 45]]),
    ([[1, "Bimtek", 500, 500], [2, "Rapat", 100, 90]], [[1, "Pameran", 500, 500]]),
])  # fmt: skip
def test_different_money_is_added(tmp_path, first, second):
    spent = [sum(row[i] for row in (*first, *second)) for i in (2, 3)]
    assert whole(tmp_path, first, second) == tuple(spent)


@pytest.mark.parametrize("parts", [
    ("Bidang Koperasi", "Bidang Usaha Mikro"), ("Sekretariat Dinas", "Bidang Koperasi"), ("Sasaran 1", "Sasaran 2"),
    ("Kelurahan Serang", "Kelurahan Cimuncang"), ("UPT Pasar", "UPTD Parkir"),
    ("Sasaran Strategis I", "Sasaran Strategis II"),
    ("Bagian Umum Sekretariat Daerah", "Bagian Hukum Sekretariat Daerah"),
])  # fmt: skip
def test_parts_named_in_the_titles_are_different_money_even_of_equal_amounts(tmp_path, parts):
    grid = [[1, "Kegiatan Pemberdayaan", 200, 150], [2, "Sarana dan Prasarana", 300, 290]]
    titles = [f"Realisasi Anggaran {part} Tahun 2025" for part in parts]
    assert whole(tmp_path, grid, grid, titles=titles) == (1000, 880)


@pytest.mark.parametrize("ways", list(pairwise(
    ("per Program", "per Sasaran", "menurut Bidang Urusan", "per Bidang", "per Kegiatan Tahun 2025", "per Sasaran 2025")
)))  # fmt: skip
def test_the_way_a_budget_is_divided_is_no_part_of_the_office(tmp_path, ways):
    assert whole(tmp_path, PER_PROGRAM, PER_SASARAN, titles=[f"Realisasi Anggaran {way}" for way in ways]) == (
        6000,
        5700,
    )


def test_a_year_or_the_number_of_a_sheet_is_no_part_of_the_office(tmp_path):
    head = ["Realisasi Anggaran Program 2025"]
    path = workbook(tmp_path, **{"3.1": [head, HEAD, *PER_PROGRAM], "4.1": [["Anggaran Program"], HEAD, *PER_SASARAN]})
    total = hitung(path).hasil.hitungan.total
    assert total is not None and total.pagu == 6000


def test_reports_to_date_count_as_of_the_last(tmp_path):
    early = [[row[0], row[1], row[2], row[3] // 4] for row in PER_PROGRAM]
    titles = ["Realisasi Anggaran s.d. Triwulan I", "Realisasi Anggaran s.d. Triwulan IV"]
    assert whole(tmp_path, early, PER_PROGRAM, titles=titles) == (6000, 5700)


@pytest.mark.parametrize("grid", [
    [*PER_PROGRAM[:1], ["Jumlah", None, 5000, 4800], PER_PROGRAM[1], ["Jumlah", None, 1000, 900]],
    [*PER_PROGRAM[:1], ["Jumlah", None, 5000, 4800], PER_PROGRAM[1], ["Jumlah", None, 1000, 900], PER_PROGRAM[2]],
    [*PER_PROGRAM[:1], ["Jumlah Program Penunjang", None, 5000, 4800], PER_PROGRAM[1],
     ["Jumlah Program UMKM", None, 1000, 900], ["Jumlah Dinas Koperasi", None, 6000, 5700]],
])  # fmt: skip
def test_sums_of_sections_and_of_all(tmp_path, grid):
    assert whole(tmp_path, grid) == (6000, 5700)


def test_budget_lines_say_which_table_and_year_they_come_from(tmp_path, capsys):
    grid = [["Realisasi Anggaran Tahun 2025"], HEAD, *PER_PROGRAM, [], ["Realisasi Anggaran Tahun 2024"], HEAD]
    path = workbook(tmp_path, Anggaran=[*grid, *([row[0], row[1], row[2] - 100, row[3]] for row in PER_PROGRAM)])
    assert main(["hitung", str(path), "-o", str(tmp_path / "keluar.xlsx")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("[")] == [
        "[Anggaran, baris 2] Realisasi Anggaran Tahun 2025",
        "[Anggaran, baris 8] Realisasi Anggaran Tahun 2024",
    ]


def test_one_budget_table_needs_no_name(tmp_path, capsys):
    path = workbook(tmp_path, Anggaran=[["Realisasi Anggaran"], HEAD, *PER_PROGRAM])
    assert main(["hitung", str(path), "-o", str(tmp_path / "keluar.xlsx")]) == 0
    assert "[Anggaran" not in capsys.readouterr().out


def test_a_sheet_may_hold_two_tables_right_above_one_another():
    made = sheet(
        f"{PK}\n{PK_ROW}\n \nNo | Program | Anggaran\n-1- | -2- | -3-\n1 | P | 100\n | J U M L A H | 100", "PK"
    )
    assert [[table.kind, table.rows, table.total_rows] for table in read(made).tables] == [
        ["pk", (2,), ()],
        ["pk_program", (6,), (7,)],
    ]


MEASURED = "No | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%)"


def indicators(*lines: str) -> list[tuple[str, str]]:
    return [(row.uraian, row.indikator) for row in read("\n".join([MEASURED, *lines])).rows("capaian_iku")]


@pytest.mark.parametrize(("number", "below"), [("I", "1"), ("1", ""), ("A", "1"), ("1", "1.1"), ("I.", "a.")])
def test_a_numbered_goal_in_the_column_of_indicators_heads_what_follows(number, below):
    found = indicators(f"{number} | Sasaran 1: PPKS mandiri", f"{below} | IKM | Angka | 80 | 81 | 101.25")
    assert found == [("Sasaran 1: PPKS mandiri", "IKM")]


@pytest.mark.parametrize(("first", "second"), [
    ("1 | Meningkatnya IKM | | | |", "2 | Nilai AKIP | Nilai | 80 | 81 | 101.25"),
    ("1 | Indeks Kepuasan | | | |", " | Nilai AKIP | Nilai | 80 | 81 | 101.25"),
    ("I | Meningkatnya IKM | | 80 | |", "1 | Nilai AKIP | Nilai | 80 | 81 | 101.25"),
    ("I | Meningkatnya IKM | | | | 99", "1 | Nilai AKIP | Nilai | 80 | 81 | 101.25"),
    ("1 | Nilai AKIP | Nilai | 80 | 81 | 101.25", "II | Meningkatnya IKM | | | |"),
    ("I | Meningkatnya IKM | | | |", "1 | Nilai AKIP | Nilai | | |"),
])  # fmt: skip
def test_an_indicator_not_yet_filled_is_no_heading(first, second):
    assert len(indicators(first, second)) == 2


def test_what_an_indicator_is_computed_from_is_no_indicator():
    parts = [" | - Jumlah PPKS mandiri | Orang | | 420 |", " | - Jumlah PPKS | Orang | | 1000 |"]
    assert indicators("1 | PPKS mandiri | % | 40 | 42 | 105", *parts) == [("", "PPKS mandiri")]


@pytest.mark.parametrize("lines", [
    ["1 | PPKS mandiri | % | 40 | 42 | 105", "2 | - Jumlah PPKS | Orang | | 420 |"],
    ["1 | PPKS mandiri | % | | 42 |", " | - Jumlah PPKS | Orang | | 420 |"],
    ["1 | PPKS mandiri | % | 40 | 42 | 105", " | - Jumlah PPKS | | | |", "2 | IKM | Angka | 80 | 81 | 101"],
    ["1 | PPKS mandiri | % | 40 | 42 | 105", " | Jumlah PPKS | Orang | | 420 |"],
    ["1 | PPKS mandiri | % | 40 | 42 | 105", " | - Jumlah PPKS | Orang | | 420 | 105"],
    ["1 | PPKS mandiri | % | 40 | 42 | 105", " | - Jumlah PPKS | Orang | ^ | 420 |"],
])  # fmt: skip
def test_a_row_that_may_be_an_indicator_stays_one(lines):
    assert len(indicators(*lines)) == len(lines)


@pytest.mark.parametrize("label", ["Total Capaian", "Jumlah Capaian Kinerja", "Total Nilai Capaian IKU"])
def test_the_sum_of_capaian_is_no_indicator(label):
    head = "No | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%)"
    assert levels(head, "1 | IKM | Angka | 80 | 81 | 101.25", f" | {label} | | | | 101.25") == ["iku", "jumlah"]


def test_an_indicator_of_what_was_reached_is_no_sum():
    head = "No | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%)"
    assert levels(head, "1 | IKM | Angka | 80 | 81 |", "2 | Jumlah capaian imunisasi | | 5 | 6 |") == ["iku", "iku"]


@pytest.mark.parametrize(("label", "amount", "level"), [
    ("Belanja Daerah", 3000, "jumlah"), ("Anggaran Perangkat Daerah", 3000, "jumlah"),
    ("Belanja Daerah", 500, "program"), ("Belanja Modal", 3000, "program"), ("Belanja", 3000, "program"),
])  # fmt: skip
def test_spending_that_is_the_sum_of_all_above_is_their_total(label, amount, level):
    found = levels(BUDGET, "I | P | 1000 | 900 | 90", "II | Q | 2000 | 900 | 45", f" | {label} | {amount} | 1800 |")
    assert found == ["program", "program", level]


def test_spending_above_its_parts_or_after_one_row_is_a_row():
    assert levels(BUDGET, " | Belanja Daerah | 3 | 2 |", "1 | P | 1 | 1 |", "2 | Q | 2 | 1 |") == ["program"] * 3
    assert levels(BUDGET, "1 | P | 3 | 2 |", " | Belanja Daerah | 3 | 2 |") == ["program"] * 2


def plan_levels(*lines: str) -> list[str]:
    goals = f"{IKU}\n1 | Meningkatnya pengelolaan sampah | A | % | 7 | X"
    head = "No | Sasaran/Program/Kegiatan | Indikator | Satuan | Target | TW I | TW II | TW III | TW IV"
    plan = [f" | {line} | I{i} | % | 7 | 1 | 2 | 3 | 7" for i, line in enumerate(lines)]
    found = read(goals, "\n".join(["Rencana Aksi", head, *plan]))
    return [row.jenjang for row in found.rows("rencana_aksi")]


def test_an_activity_worded_like_a_goal_is_no_goal_below_its_programme():
    assert plan_levels("Program Persampahan", "Pengelolaan Sampah") == ["program", ""]


def test_a_goal_is_known_above_the_programmes_and_by_its_own_words_below():
    assert plan_levels("Pengelolaan Sampah", "Program Persampahan") == ["sasaran", "program"]
    assert plan_levels("Program Persampahan", "Meningkatnya Pengelolaan Sampah") == ["program", "sasaran"]


OTHER_HEAD = "No | Sasaran Program | Indikator Kinerja | Satuan | Bobot Target"
OTHER_ROW = "1 | Terlaksananya program penunjang | Nilai AKIP | Nilai | 82"


def test_rows_below_a_head_nobody_knows_are_no_heads():
    found = read(f"{OTHER_HEAD}\n{OTHER_ROW}\n2 | Perencanaan | Jumlah dokumen perencanaan | Dokumen | 6")
    assert [seen[0] for seen in unclear(found)] == ["Sheet1!1"]


def test_the_predikat_below_a_table_is_no_head():
    made = "No | Komponen | Bobot | Nilai 2024 | Nilai 2025\n1 | Perencanaan | 30 | 22 | 24\n | Jumlah | 30 | 22 | 24"
    assert unclear(read(f"{made}\n | Predikat | | BB | BB")) == []


@pytest.mark.parametrize("below", [
    f"\n{OTHER_ROW}\n{OTHER_HEAD}", f"\n{OTHER_ROW}\n\nUraian Kerja | Indikator Lain | Satuan | Dokumen",
    f"\n{OTHER_ROW}\nSub Kegiatan | Anggaran | Ket. | Satuan",
])  # fmt: skip
def test_a_second_head_nobody_knows_is_still_seen(below):
    assert len(unclear(read(OTHER_HEAD + below))) == 2
