"""What Hitung writes into workbooks as staff make them, and what it leaves alone."""

import openpyxl
from buku import HEAD_32, column, computed, workbook
from libreoffice import stale_formulas
from openpyxl.styles import PatternFill
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table

from lkjip_xl.api import hitung


def test_empty_result_columns_are_filled_with_formula_and_value(tmp_path, office):
    path = workbook(
        tmp_path, S=[HEAD_32, ["Nilai IKM", "Angka", 80, 84, None, None], ["AKIP", "Angka", 70, 63, None, None]]
    )
    hasil, formulas, values = computed(path)
    assert (column(values["S"], "E", 2, 3), column(values["S"], "F", 2, 3)) == ([105, 90], ["Sangat Tinggi", "Tinggi"])
    assert formulas["S"]["E2"].value == '=IF(COUNT(C2,D2)=2,D2/C2*100,"")'
    assert formulas["S"]["F2"].value == (
        "=IF(ISNUMBER(E2),LOOKUP(MAX(0,ROUND(E2,2)),{0,51,66,76,91},"
        '{"Sangat Rendah","Rendah","Sedang","Tinggi","Sangat Tinggi"}),"")'
    )
    assert hasil.data["diubah"] == []
    assert stale_formulas(office, tmp_path / "keluar.xlsx") == []


def test_missing_result_columns_are_added_in_the_tables_own_style(tmp_path, office):
    rows = [["Tabel 3.2"], HEAD_32[:4], [1, 2, 3, 4], ["Nilai IKM", "Angka", 80, 84], ["AKIP", "Angka", 70, 63]]
    path = workbook(tmp_path, {"D2": "@", "D4": "0.0"}, S=rows)
    painted = openpyxl.load_workbook(path)
    painted["S"]["D2"].fill = PatternFill("solid", fgColor="DDEBF7")
    painted.save(path)
    _, formulas, values = computed(path)
    assert [cell.value for cell in values["S"][2]] == [*HEAD_32[:4], "Capaian (%)", "Kategori"]
    assert [cell.value for cell in values["S"][3]] == [1, 2, 3, 4, 5, 6]
    assert column(values["S"], "E", 4, 5) == [105, 90]
    assert [formulas["S"][at].number_format for at in ("E4", "E5")] == ["0.00", "0.00"]
    assert [formulas["S"][at].fill.fgColor.rgb for at in ("D2", "E2", "F2")] == ["00DDEBF7"] * 3
    assert stale_formulas(office, tmp_path / "keluar.xlsx") == []


def test_added_columns_are_understood_the_next_time(tmp_path):
    path = workbook(tmp_path, S=[HEAD_32[:4], ["Nilai IKM", "Angka", 80, 84], ["AKIP", "Angka", 70, 63]])
    saved = hitung(path).simpan(tmp_path / "keluar.xlsx")
    again = hitung(saved)
    assert [row["sel"] for row in again.data["capaian"]] == ["E2", "E3"]
    assert again.hasil.tulisan.plan == ()


def test_columns_are_not_added_over_what_stands_there(tmp_path):
    rows = [HEAD_32[:4], ["Nilai IKM", "Angka", 80, 84, None, "catatan penting"]]
    path = workbook(tmp_path, S=rows)
    hasil, _, values = computed(path)
    assert [cell.value for cell in values["S"][2]] == rows[1]
    assert [[row["sel"], row["alasan"]] for row in hasil.data["tidak_dihitung"]] == [
        ["E2", "kolom hasil tidak dapat ditambahkan karena sel di kanan tabel sudah terisi"]
    ]
    assert hasil.data["capaian"][0]["capaian"] == 105


def test_staffs_own_formula_stays_where_it_agrees(tmp_path, office):
    rows = [HEAD_32, ["IKM", "Angka", 80, 84, "=ROUND(D2/C2,4)*100", "Sangat Tinggi"]]
    rows += [["AKIP", "Angka", 70, 63, "=D3-C3", "Baik"]]
    path = workbook(tmp_path, S=rows)
    saved = tmp_path / "dihitung.xlsx"
    office.save(path, saved)
    hasil, formulas, values = computed(saved)
    assert formulas["S"]["E2"].value == "=ROUND(D2/C2,4)*100"
    assert formulas["S"]["E3"].value == '=IF(COUNT(C3,D3)=2,D3/C3*100,"")'
    assert [[row["sel"], row["lama"], row["baru"]] for row in hasil.data["diubah"]] == [
        ["E3", -7, 90],
        ["F3", "Baik", "Tinggi"],
    ]
    assert column(values["S"], "F", 2, 3) == ["Sangat Tinggi", "Tinggi"]


def test_a_formula_never_calculated_is_no_input(tmp_path):
    path = workbook(tmp_path, S=[HEAD_32, ["IKM", "Angka", "=79+1", 84, None, None]])
    assert hitung(path).data["tidak_dihitung"] == [
        {
            "lembar": "S",
            "sel": "E2",
            "alasan": "rumus target di C2 belum pernah dihitung; buka dan simpan berkas di Excel",
        }
    ]


def test_percent_formatted_cells(tmp_path, office):
    rows = [
        HEAD_32,
        ["Cakupan", "%", 0.8, 0.6, None, None],
        ["Ketersediaan", "Persen", 80, 0.6, None, None],
        ["Layanan", "%", 80, 60, 0.5, None],
    ]
    path = workbook(tmp_path, {"C2": "0%", "D2": "0%", "D3": "0.0%", "E4": "0.00%"}, S=rows)
    hasil, formulas, values = computed(path)
    assert [row["capaian"] for row in hasil.data["capaian"]] == [75, 75, 75]
    assert column(values["S"], "E", 2, 4) == [75, 75, 0.75]
    assert [formulas["S"][f"E{row}"].value for row in (2, 3, 4)] == [
        '=IF(COUNT(C2,D2)=2,D2/C2*100,"")',
        '=IF(COUNT(C3,D3)=2,D3*100/C3*100,"")',
        '=IF(COUNT(C4,D4)=2,D4/C4,"")',
    ]
    assert column(values["S"], "F", 2, 4) == ["Sedang", "Sedang", "Sedang"]
    assert stale_formulas(office, tmp_path / "keluar.xlsx") == []


def test_lower_is_better_and_ranges(tmp_path, office):
    head = [*HEAD_32[:2], "Arah", *HEAD_32[2:]]
    rows = [
        head,
        ["Angka kemiskinan", "%", "makin rendah", 5, 4, None, None],
        ["Kasus", "Kasus", "Makin rendah makin baik", 0, 0, None, None],
        ["Rasio belanja", "%", "rentang", "80-90", 72, None, None],
        ["Keluhan", "Angka", None, "≤ 5", 4, None, None],
    ]
    hasil, _, values = computed(workbook(tmp_path, S=rows))
    assert column(values["S"], "F", 2, 5) == [120, 100, 90, None]
    assert [row["sel"] for row in hasil.data["tidak_dihitung"]] == ["F5"]
    assert stale_formulas(office, tmp_path / "keluar.xlsx") == []


def test_budget_table_with_totals_and_dashes(tmp_path, office):
    rows = [
        ["Program/Kegiatan", "Pagu Anggaran (Rp)", "Realisasi (Rp)", "%"],
        ["Program A", 1000, 900, None],
        ["Program B", "-", "-", None],
        ["Jumlah", 1000, 900, None],
    ]
    hasil, _, values = computed(workbook(tmp_path, S=rows))
    assert column(values["S"], "D", 2, 4) == [90, None, 90]
    assert (hasil.ringkasan["serapan_total"], hasil.data["tidak_dihitung"][0]["alasan"]) == (90, "pagu nol")
    assert stale_formulas(office, tmp_path / "keluar.xlsx") == []


def test_efisiensi_without_its_own_budget_takes_the_programmes(tmp_path, office):
    budget = [
        ["Jenjang", "Uraian", "Pagu", "Realisasi Anggaran", "Serapan"],
        ["sasaran", "Meningkatnya Ketertiban", None, None, None],
        ["program", "Program Ketertiban", 600, 500, None],
        ["program", "Program Penunjang", 400, 400, None],
        ["sasaran", "Lain", None, None, None],
        ["program", "Program Lain", 100, 1, None],
    ]
    figures = [
        ["Uraian", "Indikator Kinerja", "Target", "Realisasi", "Pagu", "Realisasi Anggaran"],
        ["Meningkatnya Ketertiban", "Gangguan tertangani", 100, 99, None, None],
        ["Program Ketertiban", "Laporan", 10, 10, None, None],
    ]
    hasil, _, values = computed(workbook(tmp_path, Anggaran=budget, Efisiensi=figures))
    assert [[cell.value for cell in values["Efisiensi"][1]][6:]] == [
        ["Capaian (%)", "Serapan (%)", "Tingkat Efisiensi (%)", "Status"]
    ]
    assert [column(values["Efisiensi"], letter, 2, 3) for letter in "GHIJ"] == [
        [99, 100],
        [90, 83.33],
        [110, 120],
        ["Efisien", "Efisien"],
    ]
    assert hasil.data["tidak_dihitung"] == []
    assert stale_formulas(office, tmp_path / "keluar.xlsx") == []


def test_mean_row_averages_its_table(tmp_path, office):
    rows = [
        HEAD_32,
        ["IKM", "Angka", 80, 84, None, None],
        ["AKIP", "Angka", 70, 63, None, None],
        ["Rata-rata", None, None, None, 99, None],
    ]
    hasil, _, values = computed(workbook(tmp_path, S=rows))
    assert (values["S"]["E4"].value, values["S"]["F4"].value) == (97.5, "Sangat Tinggi")
    assert hasil.ringkasan["rata_rata_capaian_iku"] == 97.5
    assert [[row["sel"], row["lama"], row["baru"]] for row in hasil.data["diubah"]] == [["E4", 99, 97.5]]
    assert stale_formulas(office, tmp_path / "keluar.xlsx") == []


def test_missing_realisasi_is_taken_from_the_next_table_and_left_out_of_none(tmp_path):
    iku = [
        HEAD_32,
        ["Nilai IKM", "Angka", 80, 84, None, None],
        ["Nilai SAKIP", "Angka", 70, "belum dinilai", None, None],
        ["Kemiskinan", "Angka", 5, "-", None, None],
    ]
    full = [
        [
            "Sasaran Strategis",
            "Sasaran Program/Kegiatan",
            "Indikator Kinerja",
            "Satuan",
            "Target",
            "Realisasi",
            "% Capaian",
        ],
        ["Meningkatnya akuntabilitas", None, "Hasil Evaluasi AKIP", "Angka", 70, 63, None],
    ]
    hasil = hitung(workbook(tmp_path, IKU=iku, Realisasi=full))
    assert [[str(each.baris.indikator), float(each.nilai)] for each in hasil.hasil.hitungan.iku] == [
        ["Nilai IKM", 105],
        ["Hasil Evaluasi AKIP", 90],
    ]
    assert [baris.indikator for baris in hasil.hasil.hitungan.iku_tanpa_capaian] == ["Kemiskinan"]
    assert hasil.ringkasan["rata_rata_capaian_iku"] == 97.5


def test_notes_in_result_cells_are_never_written_over(tmp_path):
    note = "menunggu rilis BPS bulan April"
    rows = [HEAD_32, ["IKM", "Angka", 80, 84, note, None], ["AKIP", "Angka", 70, 63, None, "lihat LHE 3 Maret"]]
    hasil, _, values = computed(workbook(tmp_path, S=rows))
    assert [values["S"][at].value for at in ("E2", "F2", "E3", "F3")] == [note, None, 90, "lihat LHE 3 Maret"]
    assert [row["sel"] for row in hasil.data["tidak_dihitung"]] == ["E2", "F3"]


def test_a_keterangan_column_is_no_kategori(tmp_path):
    rows = [[*HEAD_32[:5], "Keterangan"], ["IKM", "Angka", 80, 84, None, None]]
    _, _, values = computed(workbook(tmp_path, S=rows))
    assert [cell.value for cell in values["S"][1]] == [*HEAD_32[:5], "Keterangan", "Kategori"]
    assert [cell.value for cell in values["S"][2]][4:] == [105, None, "Sangat Tinggi"]


def test_array_formulas_are_left_and_said_so(tmp_path):
    path = workbook(tmp_path, S=[HEAD_32, ["IKM", "Angka", 80, 84, None, None], ["AKIP", "Angka", 70, 63, None, None]])
    book = openpyxl.load_workbook(path)
    book["S"]["E2"] = ArrayFormula("E2:E3", "=D2:D3/C2:C3")
    book.save(path)
    hasil, formulas, _ = computed(path)
    assert isinstance(formulas["S"]["E2"].value, ArrayFormula)
    assert [[row["sel"], row["alasan"]] for row in hasil.data["tidak_dihitung"]] == [
        [at, "sel hasil bagian dari rumus larik atau tabel data, jadi tidak bisa diisi sendiri"] for at in ("E2", "E3")
    ]


def test_an_empty_formatted_result_cell_keeps_its_format(tmp_path):
    path = workbook(
        tmp_path, {"E2": "0.0", "E3": "0%"}, S=[HEAD_32, ["IKM", "Angka", 80, 84], ["AKIP", "Angka", 70, 63]]
    )
    _, formulas, values = computed(path)
    assert [formulas["S"][at].number_format for at in ("E2", "E3")] == ["0.0", "0%"]
    assert column(values["S"], "E", 2, 3) == [105, 0.9]


def test_columns_are_not_added_inside_another_excel_table(tmp_path):
    path = workbook(tmp_path, S=[[*HEAD_32[:4], "Nama", "Alamat"], ["Nilai IKM", "Angka", 80, 84]])
    book = openpyxl.load_workbook(path)
    book["S"].move_range("E1:F1", rows=0, cols=1)
    book["S"].add_table(Table(displayName="BukuTamu", ref="F1:G10"))
    book.save(path)
    hasil, _, values = computed(path)
    assert [cell.value for cell in values["S"][2]][:7] == ["Nilai IKM", "Angka", 80, 84, None, None, None]
    assert [row["sel"] for row in hasil.data["tidak_dihitung"]] == ["E2"]
