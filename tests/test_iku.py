"""Which rows make the office's mean: each key indicator once, of this year, and nobody else's indicators."""

from buku import workbook

from lkjip_xl.api import hitung

HEAD = ["No", "Sasaran", "Indikator", "Target", "Realisasi", "Capaian (%)"]
PLAIN = [HEAD[0], *HEAD[2:]]
IKU = [
    ["Capaian IKU Kecamatan Batu Tahun 2024"],
    HEAD,
    [1, "S1", "Nilai IKM Kecamatan", 80, 84, None],
    [2, "S2", "Nilai SAKIP", 75, 60, None],
]


def mean(tmp_path, **sheets):
    value = hitung(workbook(tmp_path, **sheets)).ringkasan["rata_rata_capaian_iku"]
    return None if value is None else round(value, 2)


def test_an_analysis_that_repeats_an_indicator_does_not_count_it_again(tmp_path):
    analysis = [["Analisis Sasaran 2 Tahun 2024"], PLAIN, [1, "Nilai SAKIP", 75, 60, None]]
    assert mean(tmp_path, IKU=IKU, Analisis=analysis) == 92.5


def test_the_end_of_the_renstra_is_another_figure(tmp_path):
    renstra = [["Perbandingan Realisasi dengan Target Akhir Renstra"], PLAIN, [1, "Nilai IKM Kecamatan", 90, 84, None]]
    assert mean(tmp_path, Renstra=renstra, IKU=IKU) == 92.5


def test_an_abbreviated_indicator_is_the_same(tmp_path):
    compared = [["Perbandingan sasaran 1"], PLAIN, [1, "IKM", 80, 84, None]]
    assert mean(tmp_path, IKU=IKU, Banding=compared) == 92.5


def test_indicators_of_programmes_and_kegiatan_are_no_iku(tmp_path):
    program = [
        ["Tahun 2024"],
        ["No", "Indikator Program", "Target", "Realisasi"],
        [1, "Persentase desa tertata", 80, 40],
    ]
    kegiatan = [["Tahun 2024"], ["No", "Indikator Kegiatan", "Target", "Realisasi"], [1, "Jumlah dokumen", 10, 5]]
    assert mean(tmp_path, Program=program, Kegiatan=kegiatan, IKU=IKU) == 92.5


def test_a_subordinates_table_is_not_the_offices(tmp_path):
    named = [["IKU"], ["No", "Sasaran", "Indikator Kinerja Utama", "Formula", "Satuan", "Target"]]
    named += [[1, "S1", "Nilai IKM Kecamatan", "survei", "Indeks", 80], [2, "S2", "Nilai SAKIP", "LHE", "Angka", 75]]
    below = [["Capaian Kinerja Sekcam"], HEAD, [1, "Layanan", "Persentase surat diproses", 100, 10, None]]
    assert mean(tmp_path, Sekcam=below, SK=named, Camat=IKU) == 92.5


def test_one_table_per_sasaran_counts_whole(tmp_path):
    first = [["Capaian Sasaran 1 Tahun 2024"], PLAIN, [1, "Nilai IKM", 80, 84, None]]
    second = [["Capaian Sasaran 2 Tahun 2024"], PLAIN, [1, "Nilai SAKIP", 75, 60, None]]
    assert mean(tmp_path, S1=first, S2=second) == 92.5
