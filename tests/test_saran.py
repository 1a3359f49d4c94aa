"""Advice that depends on what was found."""

import pytest
from kasus_aturan import _sheet, check

HEAD = ["| Jenjang | Uraian | Pagu | Realisasi Anggaran |", "|---|---|---|---|"]


@pytest.mark.parametrize(
    ("galat", "sebab"),
    [("#REF!", "sudah terhapus"), ("#DIV/0!", "kosong atau nol"), ("#N/A", "tidak ada"), ("#VALUE!", "tulisan")],
)
def test_the_advice_on_an_error_of_excel_explains_that_error_and_no_other(galat, sebab):
    found = check((_sheet("Anggaran", [*HEAD, f"| kegiatan | Administrasi Umum | {galat} | 900.000 |"]),)).temuan
    (saran,) = [each.saran for each in found if each.kode == "WB004"]
    assert galat in saran
    assert sebab in saran
    assert saran.count("#") == 1
