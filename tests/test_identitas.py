"""Whose workbook it is and of which year: cover sheets, titles, heads, the file's name."""

import pytest
from staff import read, sheet

from lkjip_xl.kepala import find_tables
from lkjip_xl.parse import parse

TABLE = "Sasaran | Indikator | Satuan | Target | Realisasi\nS | IKM | Angka | 80 | 81"


@pytest.mark.parametrize(
    ("titles", "office", "year"),
    [
        ("CAPAIAN KINERJA\nKECAMATAN CIPOCOK JAYA KOTA SERANG\nTAHUN ANGGARAN 2025", "Kecamatan Cipocok Jaya", 2025),
        ("Perangkat Daerah | : | Kecamatan Taktakan\nTahun | : | 2025", "Kecamatan Taktakan", 2025),
        ("Nama OPD : | Dinas Kesehatan\nTahun Anggaran : | 2024", "Dinas Kesehatan", 2024),
        ("OPD: BADAN KEUANGAN DAERAH\nT.A. 2025", "Badan Keuangan Daerah", 2025),
        ("SEKRETARIAT DAERAH KABUPATEN SERANG TAHUN 2025", "Sekretariat Daerah", 2025),
        ("Dinas Pendidikan dan Kebudayaan Provinsi Banten TA 2025", "Dinas Pendidikan Dan Kebudayaan", 2025),
        ("LKjIP Kecamatan Kasemen 2025", "Kecamatan Kasemen", 2025),
        (r"KECAMATAN CURUG\nTAHUN 2025", "Kecamatan Curug", 2025),
        ("Renstra Kecamatan Curug Tahun 2025-2029", "Kecamatan Curug", None),
        ("Perbandingan antar Kecamatan di Kota Serang", None, None),
        ("Pengukuran Kinerja", None, None),
        ("Perbandingan Tahun 2023 dan 2024", None, 2024),
        ("Perbandingan Tahun 2022, 2023 dan 2024", None, 2024),
        ("Perbandingan Tahun 2023 dengan Tahun 2024", None, 2024),
        ("Perbandingan 2023 vs 2024", None, 2024),
        ("Perbandingan 2023-2024", None, 2024),
        ("Realisasi Tahun 2023 - 2024", None, 2024),
        ("Realisasi Tahun 2023 s.d. 2024", None, 2024),
        ("Renstra Tahun 2025 s.d. 2029", None, None),
        ("Rencana 2024/2026", None, None),
        ("Tahun 2025 - Kecamatan Curug", "Kecamatan Curug", 2025),
    ],
)
def test_titles(titles, office, year):
    dokumen = read(f"{titles}\n\n{TABLE}")
    assert [dokumen.perangkat_daerah, dokumen.tahun] == [office, year]


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("INSPEKTORAT KOTA SERANG", "Inspektorat"),
        ("LAPORAN KINERJA INSPEKTORAT DAERAH KABUPATEN BLORA", "Inspektorat Daerah"),
        ("Tindak Lanjut Hasil Evaluasi Inspektorat", None),
        ("RSUD KABUPATEN SIDOARJO TAHUN 2024", "RSUD Kabupaten Sidoarjo"),
        ("Kinerja RSUD dr. Soetomo Provinsi Jawa Timur", "RSUD Dr. Soetomo"),
        ("Kinerja RSUD", None),
        ("PENGUKURAN KINERJA BAPPEDA KABUPATEN KUDUS", "BAPPEDA"),
        ("Bapenda Kota Serang", "BAPENDA"),
        ("BPKAD KABUPATEN BLORA", "BPKAD"),
        ("Realisasi Anggaran BKPSDM Triwulan IV", "BKPSDM"),
        ("SATPOL PP KOTA BOGOR", "Satpol PP"),
        ("PERJANJIAN KINERJA DPUPR KOTA SERANG", "DPUPR"),
        ("DLH Kabupaten Kudus", "DLH"),
        ("dp3akb kota serang", "DP3AKB"),
        ("DKPPP TAHUN 2025", "DKPPP"),
        ("DISPERKIM KOTA SERANG", "Disperkim"),
        ("Capaian Kinerja Diskukmperindag Tahun 2025", "Diskukmperindag"),
        ("DISPERPUSIP KOTA SERANG", "Disperpusip"),
        ("DISKOMINFOSANTIK KABUPATEN BEKASI", "Diskominfosantik"),
        ("Disiplin Pegawai", None),
        ("Diskusi dan Distribusi Anggaran", None),
        ("Satuan Polisi Pamong Praja Kota Bogor", "Satuan Polisi Pamong Praja"),
        ("DISDUKCAPIL KABUPATEN BLORA", "Disdukcapil"),
        ("SEKRETARIAT DPRD KOTA SERANG", "Sekretariat DPRD"),
        ("Bagian Organisasi Sekretariat Daerah Kota Serang", "Bagian Organisasi"),
        ("Puskesmas Kasemen Tahun 2025", "Puskesmas Kasemen"),
        ("PUSKESMAS KECAMATAN CAKUNG", "Puskesmas Kecamatan Cakung"),
        ("KELURAHAN KALIGANDU KECAMATAN SERANG", "Kelurahan Kaligandu"),
        ("Kantor Kecamatan Serang", "Kecamatan Serang"),
        ("Kantor Kesatuan Bangsa dan Politik", "Kantor Kesatuan Bangsa Dan Politik"),
        ("Realisasi Kinerja Dinas Kesehatan menurut Program Tahun 2024", "Dinas Kesehatan"),
        ("Realisasi Dinas Kesehatan terhadap Target Renstra", "Dinas Kesehatan"),
        ("Realisasi Kinerja Dinas Kesehatan dengan Nasional", "Dinas Kesehatan"),
        ("Dinas Kesehatan dan Target Renstra", "Dinas Kesehatan"),
        ("Kecamatan Serang, Kota Serang", "Kecamatan Serang"),
        ("Persentase Kelurahan Cepat Berkembang Kecamatan Serang", "Kecamatan Serang"),
        ("Perbandingan Realisasi per Dinas dan Badan", None),
    ],
)
def test_offices_in_titles(title, office):
    assert read(f"{title}\n\n{TABLE}").perangkat_daerah == office


def test_of_years_named_as_often_the_one_with_figures_counts():
    text = "LHE Tahun 2025\nCapaian Tahun 2024\n\nIndikator | Target 2024 | Realisasi 2024\nIKM | 80 | 81"
    assert read(text).tahun == 2024


def test_heads_tell_the_year_where_no_title_does():
    text = "Indikator | Realisasi 2024 | Target 2025 | Realisasi 2025 | Capaian\nIKM | 79 | 80 | 81 |"
    assert read(text).tahun == 2025


def test_years_of_a_plan_are_not_the_reports_year():
    assert read("Sasaran | Indikator | Target 2025 | Target 2026 | Target 2027\nS | IKM | 1 | 2 | 3").tahun is None


def test_words_inside_tables_are_no_titles():
    text = "Kegiatan | Indikator | Target | Realisasi\nPerjalanan dinas dalam daerah Tahun 2019 | Jumlah | 80 | 81"
    dokumen = read(text)
    assert [dokumen.perangkat_daerah, dokumen.tahun] == [None, None]


def test_a_kecamatan_the_tables_name_again_and_again():
    body = "Nilai IKM Kecamatan Serang (Angka) | 80 | 81\nNilai AKIP Kecamatan Serang | 1 | 1"
    assert read(f"Indikator | Target | Realisasi\n{body}").perangkat_daerah == "Kecamatan Serang"


@pytest.mark.parametrize(
    ("name", "office", "year"),
    [
        ("LKjIP_Kecamatan_Walantaka_2025.xlsx", "Kecamatan Walantaka", 2025),
        ("capaian 2025 (final).xlsm", None, 2025),
        ("Renstra 2025-2029.xlsx", None, None),
        ("BAPPEDA_2025_hasil.xlsx", "BAPPEDA", 2025),
    ],
)
def test_the_files_name_comes_last(name, office, year):
    made = [sheet(TABLE)]
    dokumen = parse(find_tables(made), made, name)
    assert [dokumen.perangkat_daerah, dokumen.tahun] == [office, year]
