"""Every way we know to break a file, all in one folder with one sound workbook: each is a row, nothing is lost."""

from pathlib import Path

from batch_uji import HASIL, batch, buku, gagal, isi
from openpyxl import load_workbook
from test_bad_input import CASES, workbook

NO_FILE = ("missing", "a folder")


def test_dozens_of_broken_files_cost_a_row_each(tmp_path: Path) -> None:
    masuk, keluar = tmp_path / "masuk", tmp_path / "keluar"
    for case, (_, spoil, _) in CASES.items():
        if case not in NO_FILE:
            (masuk / case).mkdir(parents=True)
            spoil(workbook(masuk / case))
    buku(masuk / "utuh.xlsx", 84)
    laporan = batch(masuk, keluar)
    reasons = gagal(laporan)
    assert (laporan.selesai, len(reasons)) == (1, len(CASES) - len(NO_FILE))
    assert len(reasons) > 50
    for case, (_, _, words) in CASES.items():
        if case not in NO_FILE:
            assert words in reasons[f"{case}/lkjip.xlsx"], case
            assert isi(keluar, f"{case}/lkjip.xlsx") == []
    assert isi(keluar, "utuh.xlsx") == [*HASIL, "utuh_hasil.xlsx"]
    rows = list(load_workbook(keluar / "rekap.xlsx")["Gagal"].iter_rows(values_only=True))
    assert {row[1] for row in rows if row[1] and str(row[1]).endswith("lkjip.xlsx")} == set(reasons)
