"""Which government a workbook states, and what a batch makes of offices of one name in several of them."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest
from batch_uji import ROOT, batch
from buku import HEAD_32, workbook

from lkjip_xl.batch.pemerintah import pemerintah
from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.rekap.ringkasan import from_json
from lkjip_xl.verbs import read_dokumen

IKU = [HEAD_32, ["Nilai AKIP", "Nilai", 80, 80, None, None]]


def stated(path: Path) -> str:
    book = FileBook.open(path)
    return pemerintah(read_dokumen(book), book.read())


@pytest.mark.parametrize(
    ("cover", "expected"),
    [
        (["Perangkat Daerah | Kecamatan Curug", "Pemerintah Daerah | Kota Serang"], "Kota Serang"),
        (["Pemerintah Daerah | : | KAB. KULON  PROGO (data rekaan)"], "Kabupaten Kulon Progo"),
        (["Pemerintah Daerah | Pemerintah Kabupaten Lebak, Provinsi Banten"], "Kabupaten Lebak"),
        (["Kabupaten/Kota : | Kabupaten Pangkajene dan Kepulauan"], "Kabupaten Pangkajene dan Kepulauan"),
        (["Kabupaten: | Serang", "Kota: | "], "Kabupaten Serang"),
        (["Kabupaten | : | Serang"], "Kabupaten Serang"),
        (["Kota | Nilai IPM", "Kota | Nilai | IPM"], ""),
        (["Kabupaten | Kota", "Kabupaten/Kota | Kabupaten Lebak | Kabupaten Serang"], ""),
        (["Pemerintah Daerah | Kota Serang | Misalnya Kota Serang"], "Kota Serang"),
        (["Kota | Kota Serang"], "Kota Serang"),
        (["Pemerintah Daerah | Provinsi Banten"], "Provinsi Banten"),
        (["Pemerintah Daerah | Serang"], ""),
        (["Pemerintah Daerah | "], ""),
        (["Kabupaten/Kota | -", "KECAMATAN CURUG KOTA SERANG TAHUN 2025"], "Kota Serang"),
        (["KECAMATAN CURUG KOTA SERANG PROVINSI BANTEN"], "Kota Serang"),
        (["Kecamatan Curug, Kab. Serang - Triwulan IV"], "Kabupaten Serang"),
        (["Laporan Kinerja Kecamatan Curug (Kota Serang) Tahun 2025"], "Kota Serang"),
        (["PENGUKURAN KINERJA\nKECAMATAN CURUG\nKOTA SERANG\nTAHUN 2025"], "Kota Serang"),
        (["LAPORAN KINERJA", "KECAMATAN CURUG", "KABUPATEN TANGERANG", "TAHUN 2025"], "Kabupaten Tangerang"),
        (["PEMERINTAH KOTA SERANG", "Kecamatan Curug"], "Kota Serang"),
        (["DINAS PERHUBUNGAN PROVINSI BANTEN TAHUN 2025"], "Provinsi Banten"),
        (["Kecamatan Curug", "Perbandingan dengan Kabupaten Lebak"], ""),
        (["Kecamatan Curug", "Menuju Kota Layak Anak", "Kota Layak Anak"], ""),
        (["Kecamatan Curug Kota Serang", "Pemerintah Kabupaten Serang"], ""),
        (["Kecamatan Curug Kota Serang", "Kecamatan Curug KOTA  SERANG 2025"], "Kota Serang"),
        (["Kecamatan Curug"], ""),
        (["Kecamatan Kotabaru Tahun 2025"], ""),
    ],
)
def test_what_a_cover_states(tmp_path, cover, expected):
    rows = [[part.strip() or None for part in line.split(" | ")] for line in cover]
    assert stated(workbook(tmp_path, Sampul=rows, IKU=IKU)) == expected


def test_what_stands_in_a_table_or_far_below_states_nothing(tmp_path):
    compared = [["Kabupaten/Kota", "Nilai"], ["Kabupaten", "Kabupaten Lebak"], *[[None]] * 12, ["Kota", "Kota Cilegon"]]
    rows = [*IKU, ["Nilai AKIP Kecamatan Curug Kota Serang", "Nilai", 80, 80]]
    assert stated(workbook(tmp_path, IKU=rows, Bawah=[*[[None]] * 12, *compared])) == ""


def test_a_sheet_full_of_dashes_takes_no_time(tmp_path):
    path = workbook(tmp_path, Garis=[["-"] * 4000] * 12, IKU=IKU)
    book = FileBook.open(path)
    dokumen, sheets = read_dokumen(book), book.read()
    start = time.process_time()
    assert pemerintah(dokumen, sheets) == ""
    assert time.process_time() - start < 1


@pytest.mark.parametrize("name", ["contoh_kecamatan_serang_2025.xlsx", "serang_2025_master.xlsx"])
def test_the_workbooks_of_this_repository_state_theirs(name):
    assert stated(ROOT / "workbooks" / name) == "Kota Serang"


def test_a_master_that_leaves_it_empty_states_none():
    book = FileBook.open(ROOT / "workbooks" / "LKjIP_Master.xlsx")
    assert pemerintah(read_dokumen(book), book.read()) == ""


def test_namesakes_of_two_governments_are_two_offices(tmp_path):
    masuk, keluar = tmp_path / "masuk", tmp_path / "keluar"
    masuk.mkdir()
    for name, kota in (
        ("a", "KOTA SERANG"),
        ("b", "Kabupaten Tangerang"),
        ("c", "Kab. Tangerang"),
        ("d", "Kota Bogor"),
    ):
        titles = [[f"Kecamatan Curug {kota} Tahun 2025"], [None]]
        path = workbook(tmp_path, IKU=[*titles, *IKU, [f"Nilai {name}", "Nilai", 80, 80]])
        path.rename(masuk / f"{name}.xlsx")
    with ThreadPoolExecutor(1) as pool:
        laporan = batch(masuk, keluar, executor=pool)
    assert laporan.rekap
    assert [(each.id, each.nama) for each in laporan.rekap.kantor] == [
        ("kecamatan-curug-kabupaten-tangerang", "Kecamatan Curug (b.xlsx)"),
        ("kecamatan-curug-kabupaten-tangerang-2", "Kecamatan Curug (c.xlsx)"),
        ("kecamatan-curug-kota-bogor", "Kecamatan Curug (Kota Bogor)"),
        ("kecamatan-curug-kota-serang", "Kecamatan Curug (Kota Serang)"),
    ]
    [found] = laporan.rekap.temuan
    assert [found.kode, found.kantor] == [
        "BT001", ("kecamatan-curug-kabupaten-tangerang", "kecamatan-curug-kabupaten-tangerang-2"),
    ]  # fmt: skip
    assert found.pesan.startswith("2 buku kerja sama-sama mengaku Kecamatan Curug (Kabupaten Tangerang) tahun 2025: b")
    kept = from_json((keluar / "berkas" / "a.xlsx" / "ringkasan.json").read_text("utf-8"))
    assert kept.pemerintah == "Kota Serang"
    assert "Kota Serang" in (keluar / "rekap" / "kecamatan-curug-kota-serang.html").read_text("utf-8")
    sheet = openpyxl.load_workbook(keluar / "rekap.xlsx")["Anggaran"]
    assert "Kecamatan Curug (Kota Bogor)" in {cell.value for cell in sheet["B"]}
