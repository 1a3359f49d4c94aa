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
    ],
)
def test_titles(titles, office, year):
    dokumen = read(f"{titles}\n\n{TABLE}")
    assert [dokumen.perangkat_daerah, dokumen.tahun] == [office, year]


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
    ],
)
def test_the_files_name_comes_last(name, office, year):
    made = [sheet(TABLE)]
    dokumen = parse(find_tables(made), made, name)
    assert [dokumen.perangkat_daerah, dokumen.tahun] == [office, year]
