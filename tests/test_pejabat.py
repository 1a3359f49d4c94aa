"""Whose Perjanjian Kinerja a table is, by the titles above it and the office's name."""

import pytest
from kasus_aturan import _sheet

from lkjip_xl.kepala import find_tables
from lkjip_xl.rules.pejabat import milik_bawahan

ROWS = ["| No | Sasaran | Indikator Sasaran | Target |", "|---|---|---|---|", "| 1 | Meningkatnya mutu | Nilai | 7 |"]


def is_below(title: str, office: str) -> bool:
    sheet = _sheet("PK", ["PERJANJIAN KINERJA TAHUN 2025", title, *ROWS])
    (table,) = find_tables((sheet,)).tables
    return milik_bawahan(table, office)


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("KEPALA BIDANG KOPERASI", "Dinas Koperasi"),
        ("INSPEKTUR PEMBANTU I", "Inspektorat"),
        ("ESELON III.a", "Inspektorat"),
        ("SEKRETARIS", "Dinas Koperasi"),
        ("KEPALA BAGIAN UMUM", "Sekretariat Daerah Kota Serang"),
        ("LURAH SUMUR PECUNG", "Kecamatan Serang"),
        ("KEPALA SUB BIDANG ANGGARAN", "Badan Keuangan"),
        ("KETUA TIM PERENCANAAN", ""),
    ],
)
def test_those_below_the_head_promise_for_themselves(title, office):
    assert is_below(title, office)


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("KEPALA DINAS KOPERASI", "Dinas Koperasi"),
        ("CAMAT SERANG", "Kecamatan Serang"),
        ("ESELON II", "Inspektorat"),
        ("KEPALA PELAKSANA BPBD", "Badan Penanggulangan Bencana Daerah"),
        ("SEKRETARIS DEWAN PERWAKILAN RAKYAT DAERAH", "Sekretariat DPRD"),
        ("SEKRETARIS", "Sekretariat DPRD"),
        ("KEPALA BAGIAN ORGANISASI", "Bagian Organisasi"),
        ("LURAH SUMUR PECUNG", "Kelurahan Sumur Pecung"),
        ("LURAH SUMUR PECUNG", ""),
    ],
)
def test_the_head_promises_for_the_office(title, office):
    assert not is_below(title, office)
