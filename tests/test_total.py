"""The office's serapan: each rupiah of this year's budget once, whatever tables repeat it."""

import pytest
from buku import workbook

from lkjip_xl.api import hitung

HEAD = ["No", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)", "%"]


def table(title, *rows):
    return [[title], [], HEAD, *rows]


def total(tmp_path, **sheets):
    value = hitung(workbook(tmp_path, **sheets)).ringkasan["serapan_total"]
    return None if value is None else round(value, 2)


SMALL = [1, "Program Penunjang", 1000, 500]
LARGE = [2, "Program Rehabilitasi", 9000, 9000]


def test_last_years_sheet_does_not_count(tmp_path):
    this = table(
        "Realisasi Anggaran Dinas Sosial Tahun 2024", [1, "Program Penunjang", 2000, 1900], ["Jumlah", None, 2000, 1900]
    )
    last = table("Realisasi Anggaran Dinas Sosial Tahun 2023", SMALL, ["Jumlah", None, 1000, 500])
    identity = [["Perangkat Daerah", "Dinas Sosial"], ["Tahun", 2024]]
    assert total(tmp_path, Identitas=identity, A=this, B=last) == 95


def test_one_table_per_sasaran_is_summed(tmp_path):
    first = table("Sasaran 1", SMALL, ["Jumlah", None, 1000, 500])
    second = table("Sasaran 2", LARGE, ["Jumlah", None, 9000, 9000])
    assert total(tmp_path, A=first, B=second) == 95


def test_a_table_that_repeats_the_words_counts_once(tmp_path):
    first = table("Per program", SMALL, LARGE, ["Jumlah", None, 10000, 9500])
    again = table("Per triwulan", SMALL, LARGE, ["Jumlah", None, 10000, 9000])
    assert total(tmp_path, A=first, B=again) == 95


def test_subtotals_without_a_grand_total_are_summed(tmp_path):
    rows = [
        SMALL,
        ["Jumlah Program Penunjang", None, 1000, 500],
        LARGE,
        ["Jumlah Program Rehabilitasi", None, 9000, 9000],
    ]
    assert total(tmp_path, A=table("Anggaran", *rows)) == 95


@pytest.mark.parametrize("rows", [
    [
        ["5", "BELANJA DAERAH", 3000, 2550],
        ["5.1", "BELANJA OPERASI", 2000, 1900],
        ["5.1.01", "Belanja Pegawai", 2000, 1900],
        ["5.2", "BELANJA MODAL", 1000, 650],
    ],
    [
        ["I", "PENUNJANG URUSAN PEMERINTAHAN", 1000, 550],
        ["1", "Administrasi Keuangan", 600, 450],
        ["2", "Administrasi Umum", 400, 100],
        ["II", "PEMBERDAYAAN MASYARAKAT", 2000, 2000],
        ["1", "Kegiatan Pemberdayaan Kelurahan", 2000, 2000],
    ],
])  # fmt: skip
def test_parents_and_children_are_not_both_counted(tmp_path, rows):
    head = ["Kode Rekening" if rows[0][0] == "5" else "No", *HEAD[1:]]
    assert total(tmp_path, A=[["Realisasi Belanja"], head, *rows]) == 85


def test_revenue_is_no_budget(tmp_path):
    rows = [["A", "PENDAPATAN", 1000, 1200], [1, "Pajak Daerah", 1000, 1200], ["B", "BELANJA", 500, 450]]
    assert total(tmp_path, A=table("Pendapatan dan belanja", *rows, [1, "Belanja Operasi", 500, 450])) == 90
