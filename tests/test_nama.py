"""What an indicator's name tells: the office's own AKIP score, under every name planners give it, and what is not."""

import pytest

from lkjip_xl.rules.nama import nilai_akip

KECAMATAN, DINAS = "Kecamatan Serang", "Dinas Perhubungan Kota Serang"
BADAN, KOTA = "Badan Perencanaan Pembangunan Daerah", "Kota Serang"
SENDIRI = [
    (KECAMATAN, "AKIP"),
    (KECAMATAN, "Nilai SAKIP"),
    (KECAMATAN, "Skor AKIP"),
    (KECAMATAN, "Predikat SAKIP"),
    (KECAMATAN, "Nilai LAKIP"),
    (KECAMATAN, "Nilai LHE atas AKIP Kec. Serang"),
    (KECAMATAN, "Nilai evaluasi atas implementasi SAKIP"),
    (KECAMATAN, "Nilai hasil evaluasi akuntabilitas kinerja"),
    (KECAMATAN, "Nilai Hasil Evaluasi Akuntabilitas Kinerja Instansi Pemerintah (AKIP)"),
    (KECAMATAN, "Hasil Evaluasi Sistem Akuntabilitas Kinerja Instansi Pemerintah"),
    (KECAMATAN, "Nilai AKIP Perangkat Daerah"),
    (KECAMATAN, "Nilai AKIP OPD Kecamatan Serang"),
    (KECAMATAN, "Nilai AKIP Kecamatan Serang Kota Serang"),
    (DINAS, "Nilai AKIP dinas"),
    (DINAS, "Nilai AKIP Dinas Perhubungan"),
    (DINAS, "Nilai SAKIP Dishub"),
    (BADAN, "Nilai SAKIP Bappeda"),
    ("Sekretariat Daerah Kota Serang", "Nilai AKIP Sekretariat Daerah"),
    ("Inspektorat Kota Serang", "Nilai AKIP Inspektorat"),
    (KOTA, "Nilai SAKIP Kota"),
    (KOTA, "Nilai SAKIP Kota Serang"),
    ("", "Nilai AKIP"),
]
BUKAN = [
    (KECAMATAN, ""),
    (KECAMATAN, "Nilai AKIP Kota"),
    (KECAMATAN, "Nilai AKIP Kota Serang"),
    (KECAMATAN, "Nilai AKIP Pemerintah"),
    (KECAMATAN, "Nilai AKIP Kecamatan Walantaka"),
    (KECAMATAN, "Persentase perangkat daerah dengan nilai AKIP minimal B"),
    (KECAMATAN, "Persentase rekomendasi LHE AKIP yang ditindaklanjuti"),
    (KECAMATAN, "Nilai evaluasi akuntabilitas kinerja internal"),
    (KECAMATAN, "Nilai AKIP komponen perencanaan"),
    (KECAMATAN, "Meningkatnya akuntabilitas kinerja"),
    (DINAS, "Nilai SAKIP Kota Serang"),
    (DINAS, "Nilai AKIP Dinas Kesehatan"),
    ("Dinas Perhubungan Sejahtera", "Nilai SAKIP Daerah"),
    (BADAN, "Nilai SAKIP Daerah"),
    (BADAN, "Nilai AKIP Pemerintah Daerah"),
    ("Inspektorat Kota Serang", "Nilai AKIP perangkat daerah"),
    ("Inspektorat", "Rata-rata nilai AKIP perangkat daerah"),
]


@pytest.mark.parametrize(("office", "indikator"), SENDIRI)
def test_the_offices_own_score_goes_by_many_names(office, indikator):
    assert nilai_akip(indikator, office)


@pytest.mark.parametrize(("office", "indikator"), BUKAN)
def test_anothers_score_a_share_or_a_part_of_it_is_not_the_offices_own(office, indikator):
    assert not nilai_akip(indikator, office)
