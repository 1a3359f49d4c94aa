"""Figures of whole workbooks where tables overlap, share budgets, lack figures or hold staff's own formulas."""

import pytest
from buku import HEAD_32, column, computed, workbook
from libreoffice import stale_formulas

from lkjip_xl.api import hitung
from lkjip_xl.report.line import hitung_lines

HEAD_312 = ["Uraian", "Indikator Kinerja", "Target", "Realisasi", "Capaian", "Pagu", "Realisasi Anggaran", "Serapan"]
HEAD_312 += ["Tingkat Efisiensi", "Status"]
BUDGET = ["Program", "Pagu", "Realisasi Anggaran", "Serapan"]


def text(hasil):
    return "\n".join(hitung_lines(hasil.hasil, "x.xlsx"))


def figures(hasil):
    return [None if value is None else round(value, 2) for value in hasil.ringkasan.values()]


@pytest.mark.parametrize(("first", "mean"), [("0.00%", 95), ("0.00", 95)])
def test_one_percent_format_in_a_column_changes_no_mean(tmp_path, office, first, mean):
    rows = [HEAD_32, ["Cakupan", "%", 80, 72], ["Layanan", "%", 80, 80], ["Rata-rata", None, None, None, None]]
    path = workbook(tmp_path, {"E2": first, "E3": "0.00%", "E4": "0.00"}, S=rows)
    _, _, values = computed(path)
    assert (values["S"]["E4"].value, values["S"]["F4"].value) == (mean, "Sangat Tinggi")
    assert stale_formulas(office, tmp_path / "keluar.xlsx") == []


def test_indicators_that_share_a_merged_budget_share_its_efisiensi(tmp_path, office):
    rows = [
        HEAD_312,
        ["Meningkatnya pelayanan", "Kepatuhan", 80, 72, None, 1000, 900],
        [None, "Kecepatan", 50, 50],
        ["Meningkatnya akuntabilitas", "AKIP", 80, 80, None, 500, 500],
    ]
    merges = ["A2:A3", "F2:F3", "G2:G3", "H2:H3", "I2:I3", "J2:J3"]
    hasil, _, values = computed(workbook(tmp_path, {"E3": "0%"}, merges, S=rows))
    assert [column(values["S"], letter, 2, 4) for letter in "EHIJ"] == [
        [90, 1, 100],
        [90, None, 100],
        [105.56, None, 100],
        ["Efisien", None, "Efisien"],
    ]
    assert (len(hasil.data["efisiensi"]), hasil.data["tidak_dihitung"]) == (2, [])
    assert stale_formulas(office, tmp_path / "keluar.xlsx") == []


def test_efisiensi_never_divides_by_staffs_rounded_serapan(tmp_path, office):
    rows = [HEAD_312, ["Program X", "Indikator X", 100, 100, None, 299355000, 293788000, "=ROUND(G2/F2*100,2)"]]
    saved = tmp_path / "dihitung.xlsx"
    office.save(workbook(tmp_path, S=rows), saved)
    _, formulas, values = computed(saved)
    assert formulas["S"]["H2"].value == "=ROUND(G2/F2*100,2)"
    assert f"{values['S']['I2'].value:.5f}" == "101.89490"
    assert stale_formulas(office, tmp_path / "keluar.xlsx") == []


def test_a_text_formula_is_no_figure(tmp_path, office):
    rows = [HEAD_32, ["Cakupan", "%", 80, 72, '=TEXT(D2/C2*100,"0.00")', None]]
    saved = tmp_path / "dihitung.xlsx"
    office.save(workbook(tmp_path, S=rows), saved)
    _, _, values = computed(saved)
    assert (values["S"]["E2"].value, values["S"]["F2"].value) == (90, "Tinggi")
    assert stale_formulas(office, tmp_path / "keluar.xlsx") == []


def test_our_own_formula_with_an_old_value_is_refreshed(tmp_path):
    rows = [HEAD_32, ["Cakupan", "%", 80, 72, None, None]]
    _, formulas, _ = computed(workbook(tmp_path, S=rows))
    formulas["S"]["D2"] = 72.003
    edited = tmp_path / "disunting.xlsx"
    formulas.save(edited)
    _, _, values = computed(edited)
    assert abs(values["S"]["E2"].value - 90.00375) < 1e-12


def test_tables_per_quarter_count_each_iku_once_by_the_latest(tmp_path):
    def sheet(quarter, realisasi):
        return [[f"Capaian IKU Triwulan {quarter} Tahun 2025"], HEAD_32, ["Nilai SKM", "Angka", 80, realisasi]]

    sheets = {f"TW_{quarter}": sheet(quarter, value) for quarter, value in [("I", 20), ("II", 40), ("IV", 84)]}
    assert figures(hitung(workbook(tmp_path, **sheets))) == [105, None, None]


def test_last_years_table_does_not_count_beside_this_years(tmp_path):
    last = [["Capaian IKU Tahun 2024"], HEAD_32, ["Nilai SKM", "Angka", 80, 40], ["Indikator lama", "Angka", 1, 9]]
    this = [["Capaian IKU Tahun 2025"], HEAD_32, ["Nilai SKM", "Angka", 80, 84]]
    identity = [["Perangkat Daerah", "Kecamatan Serang"], ["Tahun", 2025]]
    assert figures(hitung(workbook(tmp_path, Lalu=last, Kini=this, Identitas=identity))) == [105, None, None]


def test_a_partial_total_says_so(tmp_path):
    hasil = hitung(workbook(tmp_path, S=[BUDGET, ["Program A", 100, 90], ["Program B", 900, None]]))
    assert figures(hasil) == [None, 90, None]
    assert "Serapan total: 90,00 (1 baris belum dapat dihitung, tidak ikut dijumlahkan)" in text(hasil)


def test_nothing_spent_is_zero_and_a_correction_row_is_no_crash(tmp_path):
    assert figures(hitung(workbook(tmp_path, S=[BUDGET, ["Program A", 100, 0], ["Program B", 300, 0]])))[1] == 0
    assert figures(hitung(workbook(tmp_path, S=[BUDGET, ["Program A", 100, 90], ["Program B", -100, -90]])))[1] is None


def test_only_the_table_of_shared_efisiensi(tmp_path):
    head = ["Indikator Kinerja Utama", "Satuan", "Target K", "Target Rp.", "Realisasi K", "Realisasi Rp."]
    rows = [
        ["Nilai IKM", "Angka", 83.75, 26028054509, 84.99, 24591052884],
        ["Kelurahan cepat berkembang", "%", 83.33, None, 75, None],
        ["Nilai AKIP", "Angka", 67.75, None, 69.75, None],
    ]
    assert figures(hitung(workbook(tmp_path, S=[head, *rows]))) == [98.15, 94.48, 103.88]


@pytest.mark.parametrize("target", ["≤ 5", "< 5", "Maks. 3 hari", "maksimal 5"])
def test_an_upper_limit_needs_its_arah(tmp_path, target):
    hasil = hitung(workbook(tmp_path, S=[HEAD_32, ["Lama layanan", "hari", target, 2]]))
    assert "tambahkan kolom Arah" in hasil.data["tidak_dihitung"][0]["alasan"]


@pytest.mark.parametrize("typed", ["9" * 28, 1e30, 1e300])
def test_a_number_beyond_reason_stops_nothing_else(tmp_path, typed):
    rows = [HEAD_32, ["Cakupan", "%", 80, typed], ["Layanan", "%", 80, 72, typed]]
    hasil = hitung(workbook(tmp_path, S=rows))
    assert [row["capaian"] for row in hasil.data["capaian"]] == [90]
    assert "terlalu besar" in hasil.data["tidak_dihitung"][0]["alasan"]


@pytest.mark.parametrize("note", ["90 (sementara, menunggu rilis BPS)", "90,00 % data sementara"])
def test_a_figure_with_words_is_a_note(tmp_path, note):
    hasil, _, values = computed(workbook(tmp_path, S=[HEAD_32, ["Cakupan", "%", 80, 72, note]]))
    assert values["S"]["E2"].value == note
    assert note in hasil.data["tidak_dihitung"][0]["alasan"]


def test_the_mean_of_many_scattered_rows_stays_within_excels_limits(tmp_path, office):
    rows = [
        row
        for i in range(300)
        for row in (["Cakupan " + "ab"[i % 2] * (i + 1), "%", 80, 72], ["Kosong", "%", None, None])
    ]
    hasil, formulas, values = computed(workbook(tmp_path, S=[HEAD_32, *rows, ["Rata-rata", None, None, None, 1]]))
    assert (values["S"]["E602"].value, formulas["S"]["E602"].value) == (90, 90)
    assert len(hasil.data["capaian"]) == 301


def test_an_empty_result_has_its_columns(tmp_path):
    hasil = hitung(workbook(tmp_path, S=[HEAD_32, ["Cakupan", "%", 80, 72]]))
    assert [list(frame.columns) for frame in (hasil.diubah, hasil.anggaran)] == [
        ["lembar", "sel", "lama", "baru"],
        ["lembar", "sel", "jenjang", "uraian", "pagu", "realisasi", "serapan"],
    ]


@pytest.mark.parametrize("label", ["Rata-rata", "Rata-rata capaian kinerja", "Rata-rata capaian IKU"])
def test_each_sasarans_mean_is_its_own(tmp_path, office, label):
    rows = [
        ["S", *HEAD_32],
        [1, "A", "%", 100, 90],
        [None, "B", "%", 100, 100],
        [None, label, None, None, None, 95],
    ]
    rows += [[2, "C", "%", 100, 80], [None, label, None, None, None, 80]]
    rows += [[None, "Rata-rata keseluruhan", None, None, None, 90]]
    hasil, _, values = computed(workbook(tmp_path, S=rows))
    assert (column(values["S"], "F", 4, 7), hasil.data["diubah"]) == ([95, 80, 80, 90], [])
    assert stale_formulas(office, tmp_path / "keluar.xlsx") == []


def test_a_mean_over_figures_that_are_not_ours_stays(tmp_path):
    rows = [HEAD_32, ["Nilai IKM", "Angka", 80, 84, 105], ["Predikat SAKIP", None, "A", "A", 100]]
    hasil, _, values = computed(workbook(tmp_path, S=[*rows, ["Rata-rata", None, None, None, 102.5]]))
    assert column(values["S"], "E", 2, 4) == [105, 100, 102.5]
    assert [row["sel"] for row in hasil.data["tidak_dihitung"]] == ["E3", "E4"]


def test_programmes_under_one_merged_indicator_share_its_capaian(tmp_path, office):
    head = ["Sasaran", "Indikator", "Target", "Realisasi", "Capaian (%)", "Program", "Pagu", "Realisasi Anggaran"]
    head += ["Serapan (%)", "Tingkat Efisiensi (%)", "Status"]
    rows = [head, ["S1", "IKM", 80, 84, None, "Program A", 1000, 900], [*[None] * 5, "Program B", 2000, 1900]]
    merges = [f"{letter}2:{letter}3" for letter in "ABCDE"]
    hasil, _, values = computed(workbook(tmp_path, None, merges, S=rows))
    assert [row["sel"] for row in hasil.data["capaian"]] == ["E2"]
    assert [column(values["S"], letter, 2, 3) for letter in "IJ"] == [[90, 95], [116.67, 110.53]]
    assert hasil.data["tidak_dihitung"] == []
    assert stale_formulas(office, tmp_path / "keluar.xlsx") == []


@pytest.mark.parametrize(("arah", "capaian"), [("↓", 120), ("(-)", 120), ("Makin rendah, makin baik", 120), ("↑", 80)])
def test_a_stated_arah_is_never_dropped(tmp_path, arah, capaian):
    rows = [[*HEAD_32[:2], "Arah", *HEAD_32[2:]], ["Keluhan", "Angka", arah, 5, 4]]
    assert [row["capaian"] for row in hitung(workbook(tmp_path, S=rows)).data["capaian"]] == [capaian]


def test_an_arah_nobody_knows_is_refused(tmp_path):
    rows = [[*HEAD_32[:2], "Arah", *HEAD_32[2:]], ["Keluhan", "Angka", "minimal", 5, 4]]
    assert "arah indikator tidak dikenal" in hitung(workbook(tmp_path, S=rows)).data["tidak_dihitung"][0]["alasan"]


def test_the_mean_per_sasaran_is_told_where_it_has_several_indicators(tmp_path):
    rows = [["Sasaran", *HEAD_32], ["S1", "A", "%", 100, 90], ["S2", "C", "%", 100, 50], ["S1", "B", "%", 100, 100]]
    assert [line for line in text(hitung(workbook(tmp_path, S=rows))).splitlines() if "Rata-rata" in line] == [
        "Rata-rata capaian 3 IKU: 80,00",
        "  Rata-rata S1: 95,00",
    ]
