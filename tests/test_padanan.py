"""The same indicator, programme or kegiatan under different words, paired one to one and never by a guess."""

from pathlib import Path

import pytest
from buku import workbook

from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.kata import kunci
from lkjip_xl.pasangan import pair_documents
from lkjip_xl.verbs import read_dokumen

SAMPLE = Path(__file__).parents[1] / "workbooks" / "contoh_kecamatan_serang_2025.xlsx"
OFFICE = "Kecamatan Serang"

SAME = [
    [
        "Nilai survey kepuasan masyarakat Kecamatan Serang (Angka)",
        "Nilai Survei Kepuasan Masyarakat Kecamatan",
        "Indeks Kepuasan Masyarakat terhadap pelayanan publik di Kecamatan",
        "Indeks kepuasan masyarakat terhadap pelayanan penyelenggaraan pemerintahan tingkat kecamatan",
        "Nilai IKM",
        "Indeks Kepuasan Masyarakat (IKM)",
        "Nilai SKM Kecamatan Serang",
    ],
    [
        "Hasil Evaluasi AKIP",
        "Nilai Sakip Kecamatan Serang",
        "Hasil Evaluasi AKIP Kecamatan Serang (Angka)",
        "Nilai Akip kecamatan serang",
        "Nilai Evaluasi SAKIP",
    ],
    [
        "Persentase Kelurahan Kategori Cepat Berkembang (%)",
        "Presentase kelurahan kategori cepat berkembang kecamatan serang",
        "Persentase Kelurahan Ketegori Cepat Berkembang",
    ],
    [
        "Program penyelenggaraan pemerintahan dan pelayanan publik",
        "Program penyelenggaraan pemerintahan dan pelayanan public",
        "7.01.02 Program Penyelenggaraan Pemerintahan dan Pelayanan Publik",
    ],
    ["Administrasi Umum Perangkat Daerah", "Terlaksananya Administrasi Umum Perangkat Daerah"],
]
DIFFERENT = [
    ["Administrasi Barang Milik Daerah pada Perangkat Daerah", "Administrasi Umum Perangkat Daerah"],
    ["Indeks Kepuasan Masyarakat terhadap layanan RSUD", "Indeks Kepuasan Masyarakat"],
    ["Persentase Kelurahan Kategori Cepat Berkembang", "Persentase Kelurahan Kategori Berkembang"],
    ["Jumlah Laporan Keuangan Akhir Tahun SKPD", "Jumlah Laporan Keuangan Bulanan SKPD"],
]


@pytest.mark.parametrize("wordings", SAME, ids=lambda words: words[0][:20])
def test_wordings_of_one_thing_have_one_key(wordings):
    assert len({kunci(text, OFFICE) for text in wordings}) == 1


@pytest.mark.parametrize("wordings", DIFFERENT, ids=lambda words: words[0][:20])
def test_different_things_have_different_keys(wordings):
    assert len({kunci(text, OFFICE) for text in wordings}) == 2


def pairs(path, hal, right):
    dokumen = read_dokumen(FileBook.open(path))
    for documents in pair_documents(dokumen):
        if documents.hal == hal and documents.kanan.sheet.name == right:
            yield from ([each.kiri.row, each.kanan.row, each.bukti] for each in documents.padanan.pasangan)
            yield from ([row.row, [other.row for other in rows], "ragu"] for row, rows in documents.padanan.ragu)


def test_every_indicator_of_serang_is_paired_in_every_document():
    dokumen = read_dokumen(FileBook.open(SAMPLE))
    found = [
        [
            documents.kanan.sheet.name,
            len(documents.padanan.pasangan),
            {each.bukti for each in documents.padanan.pasangan},
        ]
        for documents in pair_documents(dokumen)
        if documents.hal == "indikator"
    ]
    assert len(found) == 12
    assert [row for row in found if row[1:] != [3, {"kata sama"}]] == []


def test_programmes_of_the_rencana_aksi():
    assert sorted(pairs(SAMPLE, "program", "Rencana Aksi")) == [
        [13, 34, "mirip"],
        [14, 8, "kata sama"],
        [15, 16, "pagu sama"],
        [16, 30, "kata sama"],
        [17, 25, "kata sama"],
    ]


def test_the_kegiatan_missing_from_the_budget_stays_unpaired():
    paired = {row[0] for row in pairs(SAMPLE, "kegiatan", "Tabel 3.11 Anggaran")}
    assert 49 not in paired  # Administrasi Barang Milik Daerah: Tabel 3.11 has no such kegiatan
    assert {47, 52} <= paired


PK = ["Sasaran Strategis", "Indikator Kinerja", "Target"]
REALISASI = ["Indikator Kinerja Utama", "Satuan", "Target", "Realisasi"]


def small(tmp_path, ours, theirs):
    pk = [["Perjanjian Kinerja"], PK, *([f"Sasaran {row}", text, 1] for row, text in enumerate(ours))]
    return workbook(tmp_path, PK=pk, Capaian=[REALISASI, *([text, "Angka", 1, 1] for text in theirs)])


def test_two_candidates_are_never_paired_in_silence(tmp_path):
    path = small(tmp_path, ["Nilai IKM"], ["Indeks Kepuasan Masyarakat", "Nilai Survei Kepuasan Masyarakat"])
    assert list(pairs(path, "indikator", "Capaian")) == [[3, [2, 3], "ragu"]]


def test_a_slip_of_one_letter_is_the_same_word(tmp_path):
    path = small(tmp_path, ["Persentase jalan mantap"], ["Persentase jalan mantab", "Persentase jembatan mantap"])
    assert list(pairs(path, "indikator", "Capaian")) == [[3, 2, "ejaan"]]


def test_a_close_wording_waits_for_confirmation(tmp_path):
    path = small(
        tmp_path, ["Persentase penyelesaian pengaduan warga"], ["Persentase penyelesaian atas pengaduan warga kota"]
    )
    assert list(pairs(path, "indikator", "Capaian")) == [[3, 2, "mirip"]]


def test_nothing_alike_is_not_paired(tmp_path):
    path = small(tmp_path, ["Angka kemiskinan"], ["Indeks pembangunan manusia"])
    assert list(pairs(path, "indikator", "Capaian")) == []
