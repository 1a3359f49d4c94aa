"""Computing a master: the same figures, its live formulas left alone, what no formula can give said kindly."""

from decimal import Decimal

from master_sheets import NEVER, formula, master, table_specs

from lkjip_xl.books.memory import MemoryBook
from lkjip_xl.hasil import HasilHitung
from lkjip_xl.report.baca import baca_lines
from lkjip_xl.report.line import hitung_lines
from lkjip_xl.table import Cell
from lkjip_xl.verbs import hitung

SPECS = {table["nama"]: table for _, table in table_specs()}
CAPAIAN, KATEGORI = (formula(SPECS["TabelRealisasiIKU"], head) for head in ("Capaian", "Kategori"))


def computed(rows, formulas=True) -> HasilHitung:
    return hitung(MemoryBook("induk.xlsx", master(rows)), formulas=formulas)


def iku(**row):
    """Return a master with one indicator; a key with _ for a space."""
    plain = {"Kode Indikator": "S1", "Indikator Kinerja Utama": "Indeks A", "Satuan": "Angka"}
    return {"TabelRealisasiIKU": [plain | {key.replace("_", " "): value for key, value in row.items()}]}


def writes(hasil: HasilHitung):
    """Return the plan as [cell, value, formula]."""
    return [[change.ref.a1, change.value, change.formula] for change in hasil.tulisan.plan]


def reasons(hasil: HasilHitung):
    return [[each.ref.a1, each.kalimat] for each in hasil.tulisan.tidak_ditulis]


def typed(value):
    """Return a constant typed over a formula."""
    exact = Decimal(value) if isinstance(value, int) else value
    return Cell(1, 1, exact, "angka" if isinstance(value, int) else "teks")


def test_a_formula_that_agrees_is_left_alone():
    hasil = computed(iku(Target=80, Realisasi=84, Capaian=105, Kategori="Sangat Tinggi"))
    assert [writes(hasil), hasil.hitungan.rata_rata_capaian_iku] == [[], 105]


def test_a_formula_never_calculated_stays_and_gets_our_value():
    for formulas in (True, False):
        hasil = computed(iku(Target=80, Realisasi=84, Capaian=NEVER, Kategori=NEVER), formulas)
        assert writes(hasil) == [["L6", 105, CAPAIAN], ["M6", "Sangat Tinggi", KATEGORI]]
        assert [hasil.tulisan.diubah, reasons(hasil)] == [(), []]


def test_a_formula_not_calculated_since_its_inputs_came_likewise():
    assert writes(computed(iku(Target=80, Realisasi=84))) == [["L6", 105, CAPAIAN], ["M6", "Sangat Tinggi", KATEGORI]]


def test_where_inputs_are_text_the_formula_stays_and_it_is_said():
    for value in ("", NEVER):
        hasil = computed(iku(Target=80, Realisasi="83,75", Capaian=value, Kategori=value))
        assert writes(hasil) == []
        assert reasons(hasil) == [
            ["L6", "rumusnya tidak memberi hasil karena isi K6 bukan angka bagi Excel; ketik ulang sebagai angka, "
             "misalnya 83,75"]
        ]  # fmt: skip
        assert [each.nilai for each in hasil.hitungan.iku] == [Decimal("104.6875")]


def test_a_constant_typed_over_gets_the_formula_of_its_column():
    hasil = computed(iku(Target=80, Realisasi=40, Capaian=typed(99), Kategori=typed("Tinggi")))
    assert writes(hasil) == [["L6", 50, CAPAIAN], ["M6", "Sangat Rendah", KATEGORI]]
    assert [[each.ref.a1, each.lama] for each in hasil.tulisan.diubah] == [["L6", 99], ["M6", "Tinggi"]]
    values = computed(iku(Target=80, Realisasi=40, Capaian=typed(99), Kategori=typed("Tinggi")), formulas=False)
    assert [row[2] for row in writes(values)] == [None, None]


def test_a_constant_beside_text_inputs_gets_the_value_alone():
    hasil = computed(iku(Target=80, Realisasi="40,0", Capaian=typed(99), Kategori=typed("Tinggi")))
    assert writes(hasil)[0] == ["L6", 50, None]


def test_the_rows_own_arah_wins_and_a_range_is_typed_as_words():
    low = computed({
        "TabelIKU": [{"Kode Indikator": "S1", "Indikator Kinerja Utama": "Indeks A", "Satuan": "Angka", "Formula": "f",
                      "Arah": "makin tinggi", "Target": 10}],
        **iku(Arah="makin rendah", Target=10, Realisasi=9, Capaian=110, Kategori="Sangat Tinggi"),
    })  # fmt: skip
    assert [writes(low), low.hitungan.iku[0].nilai] == [[], 110]
    for capaian in (100, NEVER, ""):
        found = computed(iku(Arah="rentang", Target="80 - 90", Realisasi=85, Capaian=capaian))
        assert [found.hitungan.iku[0].nilai, reasons(found)] == [100, []]
        assert [row[2] for row in writes(found)] == ([KATEGORI] if capaian == 100 else [CAPAIAN, KATEGORI])


def test_the_workbooks_own_settings_are_used():
    rows = iku(Target=80, Realisasi=40, Arah="makin rendah", Capaian=NEVER, Kategori=NEVER)
    rows["TabelKetentuan"] = [{"Hal": "Rumus makin rendah", "Isi": "T/R"}, {"Hal": "Batas efisien", "Isi": "banyak"}]
    rows["TabelSkala"] = [{"Batas Bawah": 0, "Kategori": "Kurang"}, {"Batas Bawah": 150, "Kategori": "Baik"}]
    hasil = computed(rows)
    assert [row[1] for row in writes(hasil)] == [200, "Baik"]
    assert [each.ref.a1 for each in hasil.ketentuan_ditolak] == ["B12"]
    assert 'Ketentuan!B12: Batas efisien "banyak" tidak dapat dipakai' in "\n".join(hitung_lines(hasil, "x"))


def test_a_budget_given_once_for_all_indicators():
    names = ("Indeks A", "Indeks B")
    plain = {"Satuan": "Angka", "Arah": "makin tinggi", "Target": 80, "Realisasi": 72, "Capaian": 90}
    rows = [{"Kode Indikator": f"S{i}", "Indikator Kinerja Utama": name} | plain for i, name in enumerate(names, 1)]
    rows[0] |= {"Pagu": 100, "Realisasi Anggaran": 90, "Serapan": 90, "Efisiensi": NEVER, "Status": NEVER}
    hasil = computed({"TabelEfisiensiIKU": rows})
    text = SPECS["TabelEfisiensiIKU"]
    assert [row[1:] for row in writes(hasil)] == [
        [100, formula(text, "Efisiensi")],
        ["Efisien", formula(text, "Status")],
    ]
    assert len(hasil.hitungan.efisiensi[0].capaian) == 2


def test_monitoring_is_computed_where_a_quarter_is_measured():
    plain = {"Indikator Kinerja": "Jumlah A", "Satuan": "Dok", "Target": 4, "Pagu": 100}
    filled = {"Kode": "7.01.02.2.01.0001", "Realisasi Kinerja": 3, "Realisasi Anggaran": 50} | plain
    live = {"Capaian": NEVER, "Serapan": NEVER}
    hasil = computed({"TabelMonev": [filled | live, {"Kode": "7.01.02.2.01.0002"} | plain | live]})
    assert [row[:2] for row in writes(hasil)] == [["Z6", 75], ["AB6", 50]]
    assert [hasil.hitungan.tidak_dihitung, hasil.hitungan.serapan, hasil.hitungan.iku] == [(), (), ()]


def test_the_budget_is_what_is_in_force_and_all_that_was_spent():
    program = {"Kode": "7.01.02", "Uraian": "Program A", "Pagu Murni": 90, "Pagu Perubahan": 100, "Realisasi": None}
    hasil = computed({"TabelAnggaran": [program | {"Pagu Berlaku": 100, "Jumlah Realisasi": 50, "Serapan": 50}]})
    assert [writes(hasil), hasil.hitungan.serapan_total] == [[], 50]


def test_an_empty_master_is_said_to_be_empty_and_changes_nothing():
    hasil = computed({})
    assert hasil.tulisan.plan == ()
    sentence = (
        "Tabel-tabelnya masih kosong. Isi dahulu lembar Identitas, IKU, Struktur, PK, Rencana Aksi, Realisasi, "
        "Anggaran, simpan, lalu jalankan lagi."
    )
    assert sentence in list(hitung_lines(hasil, "hasil.xlsx"))
    assert sentence in list(baca_lines(hasil.dokumen))


def test_a_master_with_one_row_is_not_empty():
    hasil = computed(iku(Target=80, Realisasi=84, Capaian=105, Kategori="Sangat Tinggi"))
    assert not any("masih kosong" in line for line in baca_lines(hasil.dokumen))


def test_a_total_row_keeps_to_a_formula_of_its_own():
    rows = [{"Kode": "7.01.02", "Uraian": "Program A", "Pagu Berlaku": 100, "Jumlah Realisasi": 50, "Serapan": 50}]
    total = {"Uraian": "Jumlah", "Pagu Berlaku": 100, "Jumlah Realisasi": 50, "Serapan": typed(10)}
    [write] = writes(computed({"TabelAnggaran": [*rows, total]}))
    assert write == ["J7", 50, 'IF(COUNT(H7,I7)=2,I7/H7*100,"")']
