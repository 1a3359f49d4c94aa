"""Indicators of which less is better while no document says so: what their name and their written capaian tell."""

import pytest
from buku import HEAD_32, column, computed, workbook

from lkjip_xl.api import hitung
from lkjip_xl.arah import makin_rendah
from lkjip_xl.kata import kunci

TITLE = ["Capaian Kinerja Tahun 2025"]
HEAD_312 = ["Uraian", "Indikator Kinerja", "Target", "Realisasi", "Capaian", "Pagu", "Realisasi Anggaran", "Serapan"]
HEAD_312 += ["Tingkat Efisiensi", "Status"]
RENDAH = [
    ["Angka Kemiskinan", "%", 5.65, 5.4, 104.42, "Sangat Tinggi"],
    ["Prevalensi Stunting", "%", 14, 16, 85.71, "Tinggi"],
    ["Tingkat Pengangguran Terbuka", "%", 7, 6.8, 102.86, "Sangat Tinggi"],
    ["Rata-rata capaian", None, None, None, 97.67, "Sangat Tinggi"],
]
TINGGI = [
    ["Angka Kemiskinan", "%", 5.65, 5.4, 95.58, "Sangat Tinggi"],
    ["Indeks Kepuasan Masyarakat", "Indeks", 80, 84, 105, "Sangat Tinggi"],
    ["Rata-rata capaian", None, None, None, 100.29, "Sangat Tinggi"],
]


def left(hasil):
    return [each["sel"] for each in hasil.data["tidak_dihitung"]]


def test_a_capaian_that_follows_the_name_is_kept_and_so_is_its_mean(tmp_path):
    hasil, formulas, values = computed(workbook(tmp_path, S=[TITLE, HEAD_32, *RENDAH]))
    assert column(values["S"], "E", 3, 6) == [104.42, 85.71, 102.86, 97.67]
    assert column(values["S"], "F", 3, 6) == [row[5] for row in RENDAH]
    assert formulas["S"]["E3"].value == '=IF(COUNT(C3,D3)=2,IF(C3=0,IF(D3=0,1,0)*100,MAX(0,(2*C3-D3)/C3*100)),"")'
    assert [hasil.hasil.tulisan.diubah, left(hasil)] == [(), []]


def test_a_capaian_that_contradicts_the_name_is_left_with_its_kategori_and_its_mean(tmp_path):
    hasil, formulas, _ = computed(workbook(tmp_path, S=[TITLE, HEAD_32, *TINGGI]))
    assert column(formulas["S"], "E", 3, 5)[::2] == [95.58, 100.29]
    assert [formulas["S"]["F3"].value, formulas["S"]["F5"].value] == ["Sangat Tinggi", "Sangat Tinggi"]
    assert [hasil.hasil.tulisan.diubah, left(hasil)] == [(), ["E3", "E5"]]
    assert "tambahkan kolom itu bila belum ada" in hasil.data["tidak_dihitung"][0]["alasan"]


def test_a_capaian_nobody_wrote_is_not_guessed_and_a_written_mean_not_replaced_by_one_without_it(tmp_path):
    rows = [[*TINGGI[0][:4], None, None], *TINGGI[1:]]
    hasil, formulas, _ = computed(workbook(tmp_path, S=[TITLE, HEAD_32, *rows]))
    assert [formulas["S"]["E3"].value, formulas["S"]["E5"].value] == [None, 100.29]
    assert left(hasil) == ["E3", "E5"]


@pytest.mark.parametrize(("written", "capaian"), [(104.42, 104.42), (104.4, 104.42), (104.43, 104.42), (95.58, None)])
def test_another_table_takes_the_arah_that_one_writes(tmp_path, written, capaian):
    efisiensi = [HEAD_312, ["Sasaran A", "Angka Kemiskinan", 5.65, 5.4, None, 1000, 900]]
    rows = [TITLE, HEAD_32, ["Angka Kemiskinan", "%", 5.65, 5.4, written]]
    _, _, values = computed(workbook(tmp_path, S=rows, E=efisiensi))
    assert column(values["E"], "E", 2, 2) == [capaian]
    assert column(values["E"], "I", 2, 2) == [capaian and 116.03]


def test_indicators_that_share_a_budget_have_no_efisiensi_while_one_of_them_has_no_arah(tmp_path):
    rows = [
        HEAD_312,
        ["Sasaran A", "Indeks Kepuasan Masyarakat", 80, 84, 105, 1000, 900, 90, 100.3, "Efisien"],
        [None, "Angka Kemiskinan", 5.65, 5.4, 95.58],
    ]
    _, formulas, _ = computed(workbook(tmp_path, None, ["A2:A3", "F2:F3", "G2:G3", "H2:H3", "I2:I3", "J2:J3"], S=rows))
    assert [formulas["S"]["E3"].value, formulas["S"]["I2"].value] == [95.58, 100.3]


@pytest.mark.parametrize("sheet", ["IKU", "Renstra"])
def test_the_arah_stated_in_any_document_holds(tmp_path, sheet):
    iku = ["Sasaran", "Indikator Kinerja Utama", "Formula", "Satuan", "Arah", "Target"]
    renstra = ["Sasaran", "Indikator Kinerja", "Satuan", "Arah", "Target 2024", "Target 2025", "Target 2026"]
    goal = ["Menurunnya kemiskinan", "Angka Kemiskinan"]
    stated = {
        "IKU": [["Indikator Kinerja Utama 2025"], iku, [*goal, "BPS", "%", "makin rendah", 5.65]],
        "Renstra": [["Target Renstra 2024-2026"], renstra, [*goal, "%", "makin rendah", 5.9, 5.65, 5.4]],
    }
    rows = [TITLE, HEAD_32, ["Angka Kemiskinan", "%", 5.65, 5.4, 95.58]]
    _, _, values = computed(workbook(tmp_path, S=rows, **{sheet: stated[sheet]}))
    assert column(values["S"], "E", 3, 3) == [104.42]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["Keluhan", "Angka", 5, "belum dinilai"], "realisasi belum diisi"),
        (["Keluhan", "Angka", "BB", 4], "predikat"),
        (["Indeks Risiko Bencana", "Indeks", 100, 90, 110], "seolah makin rendah makin baik"),
        (["Indeks Risiko Bencana", "Indeks", 100, 90, 111.11], "seolah makin rendah makin baik"),
    ],
)
def test_the_reason_names_what_is_in_the_way(tmp_path, row, reason):
    assert reason in hitung(workbook(tmp_path, S=[HEAD_32, row])).data["tidak_dihitung"][0]["alasan"]


@pytest.mark.parametrize("written", [90, 91, 120, None])
def test_what_only_a_slip_can_have_given_is_still_computed(tmp_path, written):
    rows = [HEAD_32, ["Indeks Inovasi", "Indeks", 100, 90, written]]
    assert [each["capaian"] for each in hitung(workbook(tmp_path, S=rows)).data["capaian"]] == [90]


def test_a_dash_under_arah_states_nothing(tmp_path):
    head = [*HEAD_32[:2], "Arah", *HEAD_32[2:]]
    hasil = hitung(workbook(tmp_path, S=[head, ["Kunjungan", "Angka", "-", 5, 4], ["Keluhan", "Angka", "-", 5, 4]]))
    assert [each["capaian"] for each in hasil.data["capaian"]] == [80]


@pytest.mark.parametrize(
    ("indikator", "satuan", "expected"),
    [
        ("Angka Kemiskinan", "%", True),
        ("Jumlah temuan berulang", "Temuan", True),
        ("Waktu tanggap kebakaran", "menit", True),
        ("Waktu tanggap kebakaran", "%", False),
        ("Tingkat waktu tanggap (response time rate) kebakaran", "", False),
        ("Persentase kepemilikan akta kematian", "%", False),
        ("Persentase pekerja dengan jaminan kecelakaan kerja", "%", False),
        ("Persentase keluhan yang ditindaklanjuti", "%", False),
    ],
)
def test_what_a_name_tells(indikator, satuan, expected):
    assert makin_rendah(indikator, satuan) is expected


@pytest.mark.parametrize("office", ["BPKAD", "Bappeda", "Disdukcapil", "Inspektorat", "DLH"])
def test_an_office_of_one_word_is_set_aside_like_any_other(office):
    assert kunci(f"Nilai AKIP {office}", office) == kunci("Nilai AKIP Dinas Sosial", "Dinas Sosial") == "akip"


@pytest.mark.parametrize("office", ["Pendidikan", "Dinas", "Disiplin"])
def test_a_common_noun_is_no_name_of_an_office(office):
    assert kunci(f"Indeks {office}", office) == kunci(f"Indeks {office}")
