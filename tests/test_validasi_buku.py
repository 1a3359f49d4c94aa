"""Validation on workbooks as offices make them: no false alarm, single faults found in their cell, never a crash."""

import random
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from kantor import buku, diubah, gawat, kantor, periksa_buku
from rich_workbook import build_rich
from test_metamorphic import SAMPLE, SEEDS, laid_out, load, save

from lkjip_xl.angka import read_angka
from lkjip_xl.api import validasi
from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.table import Cell, Sheet
from lkjip_xl.temuan import HasilPeriksa

KOTA = "Kecamatan Serang 2025"
LAYOUT_CODES = {"WB006", "WB014"}
"""What the layout itself brings: numbers typed as text, hidden rows."""
FACTS = {
    "empty_results": {"EF002"},
    "delete_result_columns": {"EF002"},
    "add_remark_columns": {"RL005", "RL008", "RW002", "WB010", "WB008"},
    "move_columns": {"RL001", "RL010", "RL011"},
}
"""What a change of the layout may add or take away: statuses are gone, remarks differ, a programme stands elsewhere."""
FUZZ_SEEDS = range(60)
JUNK = (
    "", "-", "n/a", "#REF!", "√", "Rp 1.000,-", "12.34.56", "83,75", "BB", "2025", "Target", "Jumlah", "100%", "≥ 80",
    "75-80", "x" * 500, "\n", "I.1", "31/12/2025", "NIP. 1967", "(1.250)", "∞", "Total",
)  # fmt: skip
NUMBERS = ("0", "-1", "1e12", "0.5", "100", "2025", "83.75", "123456789012345678")
FORMATS = ("General", "0.00%", "dd/mm/yyyy", "#,##0")

PLANTED = [
    ("Dinas Kesehatan", {"PK!E5": 94}, ["Capaian!E4 RL001"]),
    ("Dinas Kesehatan", {"Capaian!G7": 113.13}, ["Capaian!G7 CP001"]),
    ("Dinas Kesehatan", {"Anggaran!E5": 96.01}, ["Anggaran!E5 AG005"]),
    ("Dinas Kesehatan", {"IKU!C5": "Umur Harapan Hidup"}, ["IKU!C5 PK003"]),
    ("Dinas Kesehatan", {"IKU!E6": None}, ["IKU!E6 IK006"]),
    ("Dinas Kesehatan", {"PK!C24": "NIP. 19701312 200003 2 005"}, ["PK!C24 DK003"]),
    ("Dinas Kesehatan", {"Capaian!D6": "Orang"}, ["Capaian!D6 PK005"]),
    ("Kecamatan Sukamaju", {"Rencana Aksi!H8": 4}, ["Rencana Aksi!E8 RA003"]),
    ("Kecamatan Sukamaju", {"LRA!C7": 146000000}, ["LRA!C7 AG007"]),
    ("Kecamatan Sukamaju", {"LRA!D9": 99000000}, ["LRA!D9 AG004"]),
    ("Kecamatan Sukamaju", {"Rencana Aksi!K8": None}, ["Rencana Aksi!K8 RA007"]),
    ("Sekretariat DPRD", {"Realisasi!K5": None}, ["Realisasi!K5 RL009"]),
    ("Sekretariat DPRD", {"Realisasi!N6": 5}, ["Realisasi!O6 CP001"]),
    ("Inspektorat Kabupaten", {"PK 2025!D5": "12%"}, ["PK 2025!D5 PK007"]),
    ("RSUD", {"Capaian!E4": "#DIV/0!"}, ["Capaian!E4 WB004"]),
    ("Dinas Sosial", {"Pengukuran Kinerja!G7": 99.67}, ["Pengukuran Kinerja!G7 CP006"]),
    ("Dinas Sosial", {"Pengukuran Kinerja!G5": 94}, ["Pengukuran Kinerja!G5 CP001"]),
    ("Dinas Komunikasi", {"Efisiensi!J4": 6}, ["Efisiensi!J4 EF001"]),
    ("Dinas Pekerjaan", {"RA!E5": 79.5}, ["RA!E5 RA001"]),
    ("Dinas Pekerjaan", {"Renja!E5": 91}, ["Renja!E5 RJ001"]),
    ("Dinas Pekerjaan", {"Realisasi!E4": "78..5"}, ["Realisasi!E4 WB005"]),
    ("Kecamatan Tanjung", {"TL LHE!C4": None}, ["TL LHE!C4 TL001"]),
    ("Kecamatan Tanjung", {"Capaian!H4": None}, ["Capaian!H4 RL005"]),
    ("Kecamatan Dua", {"Pejabat!C2": "19671301 199003 1 004"}, ["Pejabat!C2 DK003"]),
    ("Sekretariat Daerah", {"PK!D2": 70}, ["IKU Bagian!H3 PK001"]),
    ("Kecamatan Rimba", {"Rencana Aksi 2!F9": 210000000}, ["Rencana Aksi 2!F9 RA006"]),
    ("Kecamatan Rimba", {"PK!D10": 3350000000}, ["PK!D10 PK006"]),
    ("Badan Pengelola", {"Efisiensi Program!I3": 118.11}, ["Efisiensi Program!I3 EF001"]),
    ("Dinas Lingkungan", {"Riwayat!I4": None}, ["Riwayat!I4 RW003"]),
    ("Dinas Lingkungan", {"Pengukuran TW!H4": None}, ["Pengukuran TW!H4 RL009"]),
    ("Dinas Penanaman", {"Dokumen!D5": "2 Januari 2024"}, ["Dokumen!D5 DK002"]),
    ("Dinas Penanaman", {"Dokumen!B5": "PK 2024"}, ["Dokumen!B5 DK001"]),
    ("Inspektorat Kota", {"LHE!E4": 22.9}, ["LHE!E7 AK001"]),
    ("Inspektorat Kota", {"LHE!E8": "A"}, ["LHE!E8 AK003"]),
    ("Dinas Kependudukan", {"Rencana Aksi!C5": "Jumlah KTP"}, ["Rencana Aksi!C5 RA009"]),
    ("Dinas Pariwisata", {"IKU!G3": 500000}, ["IKU!G3 PK001"]),
    ("Dinas Pariwisata", {"Capaian!G4": "Tinggi"}, ["Capaian!G4 CP002"]),
]
"""A workbook of kantor.md, the cells changed, and the findings this must add."""


@pytest.mark.parametrize("name", kantor())
def test_a_workbook_of_another_office_has_no_false_alarm(name):
    sheets, expected = kantor()[name]
    assert gawat(periksa_buku(name, sheets)) == expected


@pytest.mark.parametrize(("name", "changes", "expected"), PLANTED, ids=[f"{n} {'+'.join(c)}" for n, c, _ in PLANTED])
def test_a_planted_fault_is_found_in_its_cell(name, changes, expected):
    sheets, before = kantor()[buku(name)]
    after = gawat(periksa_buku(buku(name), diubah(sheets, changes)))
    assert [each for each in after if each not in before] == expected
    assert [each for each in before if each not in after] == []


def faults(hasil: HasilPeriksa, leave_out: set[str]) -> Counter[tuple[str, str, str]]:
    """Return the findings wherever they stand: code, row and what was found, numbers without trailing zeros."""
    kept = [each for each in hasil.temuan if each.kode not in leave_out]
    return Counter((each.kode, _plain(each.baris), _plain(each.ditemukan)) for each in kept)


def _plain(text: str) -> str:
    read = read_angka(text)
    if read.jenis == "angka" and not read.kata and read.nilai is not None:
        return f"{read.nilai.normalize():f}"
    return " ".join(text.lower().replace("presentase", "persentase").split())


@pytest.fixture(scope="module")
def sample():
    return load()


@pytest.fixture(scope="module")
def printed() -> HasilPeriksa:
    return periksa_buku(KOTA, tuple(FileBook.open(SAMPLE).read()))


@pytest.mark.parametrize("seed", SEEDS)
def test_another_layout_has_the_same_faults(seed, sample, printed, tmp_path):
    made, done = laid_out(sample, seed)
    save(made, tmp_path / "buku.xlsx")
    hasil = periksa_buku(KOTA, tuple(FileBook.open(tmp_path / "buku.xlsx").read()), printed.tahap)
    leave_out = LAYOUT_CODES.union(*(FACTS.get(name, set()) for name in done))
    assert (done, faults(hasil, leave_out)) == (done, faults(printed, leave_out))


def spoilt(sheet: Sheet, rng: random.Random) -> Sheet:
    """Return a sheet with random cells deleted, blanked, replaced, shifted or swapped."""
    cells, places = dict(sheet.cells), sorted(sheet.cells)
    for _ in range(rng.choice((0, 1, 3, 10, 40)) if places else 0):
        rng.choice((_delete, _blank, _words, _number, _shift, _swap))(cells, places, rng)
    return sheet._replace(cells=cells)


Cells = dict[tuple[int, int], Cell]
Places = list[tuple[int, int]]


def _delete(cells: Cells, places: Places, rng: random.Random) -> None:
    cells.pop(rng.choice(places), None)


def _blank(cells: Cells, places: Places, rng: random.Random) -> None:
    at = rng.choice(places)
    cells[at] = Cell(*at)


def _words(cells: Cells, places: Places, rng: random.Random) -> None:
    at, text = rng.choice(places), rng.choice(JUNK)
    cells[at] = Cell(*at, text, "galat" if text.startswith("#") else "teks")


def _number(cells: Cells, places: Places, rng: random.Random) -> None:
    at = rng.choice(places)
    cells[at] = Cell(*at, Decimal(rng.choice(NUMBERS)), "angka", None, rng.choice(FORMATS))


def _shift(cells: Cells, places: Places, rng: random.Random) -> None:
    row = rng.choice(places)[0]
    own = [at for at in places if at[0] == row and at in cells]
    cells.update({(r, c + 1): cells.pop((r, c))._replace(column=c + 1) for r, c in own})


def _swap(cells: Cells, places: Places, rng: random.Random) -> None:
    one, other = rng.choice(places), rng.choice(places)
    if one in cells and other in cells:
        first, second = cells[one], cells[other]
        cells[one] = second._replace(row=one[0], column=one[1])
        cells[other] = first._replace(row=other[0], column=other[1])


@pytest.fixture(scope="module")
def sheets() -> tuple[Sheet, ...]:
    return tuple(FileBook.open(SAMPLE).read())


@pytest.mark.parametrize("seed", FUZZ_SEEDS)
def test_a_spoilt_workbook_is_validated_all_the_same(seed, sheets):
    rng = random.Random(seed)
    made = tuple(spoilt(sheet, rng) for sheet in sheets)
    hasil = periksa_buku(KOTA, made, rng.choice(("draf", "penyampaian")))
    assert all(each.pesan and each.saran for each in hasil.temuan)


def test_a_rich_workbook_is_validated(tmp_path: Path):
    assert validasi(build_rich(tmp_path / "kaya.xlsm")).data["temuan"] is not None
