"""What any field of a row says, read when asked: numbers, words, years, dates."""

from decimal import Decimal

import pytest
from master_sheets import master
from staff import read, sheet

from lkjip_xl.model import Baris
from lkjip_xl.sel import Tanggal, angka, per_tahun, read_tanggal, tanggal, teks
from lkjip_xl.table import Cell


def only(kind: str, *sheets: object) -> Baris:
    [baris] = read(*sheets).rows(kind)
    return baris


def test_numbers_and_words_of_any_field():
    row = {"No": 1, "Kelurahan": "Cimuncang", "Bidang Pemerintahan": "120,5", "Nilai": 360}
    baris = only("epdeskel", *master({"TabelEpdeskel": [row]}))
    assert [angka(baris, "bidang_pemerintahan").nilai, angka(baris, "nilai").nilai] == [Decimal("120.5"), Decimal(360)]
    assert [teks(baris, "kelurahan"), teks(baris, "nilai"), teks(baris, "tingkat")] == ["Cimuncang", "360", ""]
    assert [angka(baris, "bidang_kewilayahan").jenis, angka(baris, "pagu").jenis] == ["belum diukur"] * 2
    assert teks(baris, "pagu") == ""


def test_a_field_already_read_is_not_read_again():
    baris = only("capaian_iku", "Indikator | Target | Realisasi\nIKM | 80 | 81")
    assert angka(baris, "target") is baris.nilai["target"]


def test_a_percent_formatted_figure_of_any_field_is_in_percent():
    baris = only("akip", "Komponen | Bobot (%) | Nilai\nPerencanaan | 30% | 25")
    assert angka(baris, "bobot").nilai == 30


def test_years():
    row = {"Kode Indikator": "S1", "Satuan": "%", "Target 2025": 80, "Target 2027": "83,33", "Realisasi 2025": 75}
    baris = only("renstra", *master({"TabelRenstra": [row]}))
    targets = {year: nilai.nilai for year, nilai in per_tahun(baris, "target").items()}
    assert targets == {2025: 80, 2026: None, 2027: Decimal("83.33"), 2028: None, 2029: None}
    assert {year: nilai.nilai for year, nilai in per_tahun(baris, "realisasi").items()} == {2025: 75}
    assert per_tahun(baris, "pagu") == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 Oktober 2025", (2025, 10, 2)),
        ("Serang, 2 Okt. 2025", (2025, 10, 2)),
        ("Januari 2025", (2025, 1, None)),
        ("Nopember 2025", (2025, 11, None)),
        ("2/10/2025", (2025, 10, 2)),
        ("02-10-2025", (2025, 10, 2)),
        ("2025-10-02T00:00:00", (2025, 10, 2)),
        ("31 Februari 2025", None),
        ("0 Mei 2025", None),
        ("31/31/2025", None),
        ("Triwulan 2025", None),
        ("2025", None),
        ("", None),
    ],
)
def test_dates_as_staff_type_them(text, expected):
    assert read_tanggal(text) == (expected and Tanggal(*expected))


def test_dates_of_cells_and_the_days_they_may_mean():
    date_cell = Cell(1, 1, Decimal(45932), "angka", None, "dd/mm/yyyy")
    rows = [{"Dokumen": "PK", "Tanggal": date_cell}, {"Dokumen": "LHE", "Tanggal": "Februari 2025"}]
    rows += [{"Dokumen": "DPA", "Tanggal": 45932}, {"Dokumen": "Renja"}]
    found = [tanggal(baris, "tanggal") for baris in read(*master({"TabelDokumen": rows})).rows("dokumen")]
    assert found == [Tanggal(2025, 10, 2), Tanggal(2025, 2), None, None]
    assert [[str(each.pertama), str(each.terakhir)] for each in found if each] == [
        ["2025-10-02", "2025-10-02"],
        ["2025-02-01", "2025-02-28"],
    ]
    assert tanggal(only("lhe", "Komponen | Rekomendasi\nPelaporan | Perbaiki"), "tanggal") is None


def test_words_are_those_a_reader_sees():
    made = sheet("Komponen | Topik | Rekomendasi\nPerencanaan  Kinerja | monev | A\n^ | monev | B")
    assert [teks(baris, "komponen") for baris in read(made).rows("lhe")] == ["Perencanaan Kinerja"] * 2


def scaled(*above: str, head: str = "No | Program | Anggaran | Realisasi | %", pagu: str = "2500", spent: str = "2400"):
    text = "\n".join([*above, head, f"1 | Program A | {pagu} | {spent} | 96"])
    [row] = read(sheet(text, "Realisasi Anggaran")).rows("anggaran")
    assert row.nilai["pagu"].numerik == row.nilai["realisasi_anggaran"].numerik
    return [int(row.nilai[field].nilai or 0) for field in ("pagu", "realisasi_anggaran")]


@pytest.mark.parametrize("above", [
    ["Realisasi Anggaran", "(dalam jutaan rupiah)"], ["Realisasi Anggaran", " | | | | Rp. juta", ""],
    ["Realisasi Anggaran (Rp. Juta)"], ["Realisasi Anggaran", "Satuan: juta rupiah"], ["Jutaan Rupiah"],
    ["Realisasi Anggaran (juta Rp)"], ["(dalam Rp juta)"],
])  # fmt: skip
def test_a_scale_above_the_table(above):
    assert scaled(*above) == [2_500_000_000, 2_400_000_000]


@pytest.mark.parametrize(("zeros", "shown"), [("000", 2_500_000), ("000.000", 2_500_000_000)])
def test_a_scale_in_noughts(zeros, shown):
    assert scaled(head=f"No | Program | Anggaran ({zeros}) | Realisasi ({zeros}) | %")[0] == shown


def test_thousands_above_the_table_and_a_head_of_its_own():
    assert scaled("(dalam ribu rupiah)")[0] == 2_500_000
    head = "No | Program | Anggaran (Rp juta) | Realisasi (Rp juta) | %"
    assert scaled("(dalam ribu rupiah)", head=head)[0] == 2_500_000_000


@pytest.mark.parametrize("above", [
    "Realisasi Anggaran sebesar Rp 2,5 juta", "Pengadaan di bawah seratus juta rupiah", "(dalam rupiah)",
    "Bantuan 5 juta rupiah per desa", "Juta Mandiri", "Realisasi Anggaran (dalam jutaan)",
])  # fmt: skip
def test_what_is_no_scale(above):
    assert scaled(above) == [2500, 2400]


def test_full_amounts_below_the_words_of_a_scale_are_rupiah():
    assert scaled("(dalam jutaan rupiah)", pagu="2500000000", spent="99") == [2_500_000_000, 99]


def test_the_scale_of_the_table_above_is_not_that_of_the_next():
    head = "No | Program | Anggaran | Realisasi | %"
    text = f"(dalam jutaan rupiah)\n{head}\n1 | A | 25 | 24 | 96\n\nPerubahan\n{head}\n1 | B | 25 | 24 | 96"
    assert [row.nilai["pagu"].nilai for row in read(text).rows("anggaran")] == [25_000_000, 25]


def test_only_money_has_a_scale():
    head = "No | Program | Indikator | Satuan | Target | Realisasi | Anggaran | Realisasi Anggaran"
    rows = read(f"(dalam jutaan rupiah)\n{head}\n1 | P | Jumlah warga | Orang | 80 | 81 | 25 | 24")
    [row] = [row for table in rows.tables for row in rows.rows(table.kind)]
    assert [row.nilai["target"].nilai, row.nilai["pagu"].nilai] == [80, 25_000_000]


def test_the_scale_of_the_table_beside_is_not_this_ones():
    head = "No | Program | Anggaran | Realisasi"
    found = read(f"(dalam jutaan rupiah)\n{head} | | | {head}\n1 | A | 25 | 24 | | | 1 | B | 25 | 24").rows("anggaran")
    assert [row.nilai["pagu"].nilai for row in found] == [25_000_000, 25]
