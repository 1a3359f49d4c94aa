"""Heads as offices of other cities word them: which kind of table they are, and which column is meant."""

import pytest
from kasus_aturan import check
from staff import columns, read, sheet, tables, unclear

from lkjip_xl.layout import is_header_word
from lkjip_xl.table import Sheet

PLAN = "No | Sasaran | Indikator Kinerja | Satuan | Target"
ROW = "1 | S | IKM | Angka | 80"
MONTHS = "jan feb mar apr mei jun jul agu sep okt nov des".split()
QUARTERS = [f"triwulan_{number}" for number in range(1, 5)]


def grouped(group: str, parts: list[str]) -> str:
    """Return a plan with a group head merged over its parts, the other heads merged downwards."""
    over = " | ".join([group, *("<" for _ in parts[1:])])
    below = " | ".join(["^"] * 5 + parts + ["^"])
    return f"{PLAN} | {over} | PJ\n{below}\n{ROW} | {' | '.join('7' for _ in parts)} | Kasi"


@pytest.mark.parametrize("parts", [["I", "II", "III", "IV"], ["TW 1", "TW 2", "TW 3", "TW 4"], ["1", "2", "3", "4"]])
@pytest.mark.parametrize(
    "group",
    [
        "Target per Triwulan", "TARGET PER TRIWULAN", "Target Kinerja Triwulan", "Rencana Target Triwulan",
        "Jadwal Pelaksanaan (Triwulan)", "Target Triwulan ke-", "Rincian Target per Triwulan Tahun 2025",
        "Target Tribulan", "Rencana Aksi per Triwulan", "Target Kinerja Tri Wulan", "Triwulan", "Triwulan Ke",
    ],
)  # fmt: skip
def test_quarters_under_any_group_that_speaks_of_them(group, parts):
    [table] = read(sheet(grouped(group, parts), "Renaksi")).tables
    assert [table.kind, [k.field for k in table.columns][5:9]] == ["rencana_aksi", QUARTERS]


@pytest.mark.parametrize(
    ("group", "parts"),
    [
        ("Target", ["Trw I", "Trw II", "Trw III", "Trw IV"]),
        ("Target", ["TW1", "TW2", "TW3", "TW4"]),
        ("Target", ["Triwulan Ke-1", "Triwulan Ke-2", "Triwulan Ke-3", "Triwulan Ke-4"]),
        ("Target Kinerja", ["TW I (Jan-Mar)", "TW II (Apr-Jun)", "TW III (Jul-Sep)", "TW IV (Okt-Des)"]),
        ("Target Renaksi", ["B03", "B06", "B09", "B12"]),
        ("Jadwal Pelaksanaan", ["I", "II", "III", "IV"]),
        ("Waktu", ["TW I", "TW II", "TW III", "TW IV"]),
    ],
)
def test_quarters_however_they_are_shortened(group, parts):
    [table] = read(sheet(grouped(group, parts), "Renaksi")).tables
    assert [table.kind, [k.field for k in table.columns][5:9]] == ["rencana_aksi", QUARTERS]


def test_quarters_in_a_single_row():
    heads = "Target Kinerja TW I | Rencana TW II | Target per Triwulan III | Jadwal Triwulan IV"
    [table] = read(f"Rencana Aksi\n{PLAN} | {heads}\n{ROW} | 7 | 7 | 7 | 7").tables
    assert [table.kind, [k.field for k in table.columns][5:]] == ["rencana_aksi", QUARTERS]


@pytest.mark.parametrize(
    ("group", "parts"),
    [
        ("Bulan", [str(number) for number in range(1, 13)]),
        ("Rencana Aksi Bulan ke-", [str(number) for number in range(1, 13)]),
        ("Target per Bulan", [f"({number})" for number in range(1, 13)]),
        ("Bulan", "I II III IV V VI VII VIII IX X XI XII".split()),
        ("Bulan", list("JFMAMJJASOND")),
        ("Jadwal Kegiatan", list("JFMAMJJASOND")),
        ("Target per Bulan", [month.capitalize() for month in MONTHS]),
        ("Target", [month.capitalize() for month in MONTHS]),
    ],
)
def test_months_numbered_or_by_their_initials(group, parts):
    [table] = read(sheet(grouped(group, parts), "Renaksi")).tables
    assert [table.kind, [k.field for k in table.columns][5:17], len(table.rows)] == ["rencana_aksi", MONTHS, 1]


@pytest.mark.parametrize(
    "group", ["Realisasi Triwulan", "Capaian per Triwulan", "Target Anggaran Triwulan", "Rencana Penyerapan Triwulan"]
)
def test_quarters_of_something_else_are_no_rencana_aksi(group):
    found = read(sheet(grouped(group, ["I", "II", "III", "IV"]), "Renaksi"))
    assert [tables(found), unclear(found)[0]] == [[], ["Renaksi!1"]]


def test_numbers_under_a_group_of_other_things_name_no_period():
    found = read(sheet(grouped("Unit Kerja Bulan Ini", ["1", "2", "3", "4"]), "Daftar"))
    assert "jan" not in columns(found.tables[0])
    assert "triwulan_1" not in columns(found.tables[0])


@pytest.mark.parametrize(
    ("title", "name", "kinds"),
    [
        ("RENCANA AKSI TAHUN 2025", "Sheet1", []),
        ("Tabel 2.4 Rencana Aksi atas Perjanjian Kinerja", "Sheet1", []),
        ("TAHUN 2025", "Renaksi", []),
        ("PERJANJIAN KINERJA DAN RENCANA AKSI", "Sheet1", ["pk"]),
        ("PERJANJIAN KINERJA TAHUN 2025", "IKU", ["pk"]),
        ("Tabel 2.3 Perjanjian Kinerja", "Tabel 2.3 PK", ["pk"]),
        ("Tabel 2.5 Indikator Kinerja Utama", "Sheet1", ["iku"]),
        ("Tabel 2.5 Rencana Kerja (Renja)", "Sheet1", ["renja"]),
        ("INDIKATOR KINERJA UTAMA DAN PERJANJIAN KINERJA", "PK", ["iku", "pk"]),
        ("TAHUN 2025", "IKU & PK", ["iku", "pk"]),
        ("Indikator Kinerja Utama\n(Sesuai Perjanjian Kinerja Tahun 2025)", "PK", ["iku", "pk"]),
    ],
)
def test_the_words_of_the_nearest_title_say_which_document_it_is(title, name, kinds):
    found = read(sheet(f"{title}\n{PLAN}\n{ROW}", name))
    named = {"Indikator Kinerja Utama": "iku", "Perjanjian Kinerja": "pk", "Rencana Kerja (Renja)": "renja"}
    candidates = [named[name] for _, *names in unclear(found) for name in names]
    assert [table.kind for table in found.tables] + candidates == kinds


@pytest.mark.parametrize(
    "head", ["Sasaran Strategis / Program", "Sasaran RPJMD / Sasaran Renstra", "Sasaran Strategis/Program/Kegiatan"]
)
def test_the_sasaran_of_a_pk(head):
    [table] = read(f"PERJANJIAN KINERJA\n{PLAN.replace('Sasaran', head)}\n{ROW}").tables
    assert [table.kind, columns(table)] == ["pk", "A no, B sasaran, C indikator, D satuan, E target"]


def test_of_two_plans_sasaran_the_offices_own_counts():
    [table] = read(
        f"Perjanjian Kinerja\n{PLAN.replace('Sasaran', 'Sasaran RPJMD | Sasaran Renstra')}\n1 | R{ROW[1:]}"
    ).tables
    assert columns(table) == "A no, B ?, C sasaran, D indikator, E satuan, F target"


def test_a_pk_of_programmes_is_not_the_renja():
    found = read(f"PERJANJIAN KINERJA\n{PLAN.replace('Sasaran', 'Sasaran Program')}\n{ROW}")
    assert [tables(found), unclear(found)] == [[], [["Sheet1!2"]]]


@pytest.mark.parametrize("title", ["IKU 2025 | < | < | < | < | | PERJANJIAN KINERJA", "IKU 2025 | | | | | | PK"])
def test_titles_side_by_side_are_of_the_table_below_them(title):
    found = read(sheet(f"{title}\n{PLAN} | | {PLAN}\n{ROW} | | {ROW}", "IKU & PK"))
    assert [table.kind for table in found.tables] == ["iku", "pk"]


def test_a_table_not_understood_beside_another_is_told():
    found = read(f"{PLAN} | Formula | Sumber Data | | {PLAN}\n{ROW} | x | Dinas | | {ROW}")
    assert [table.kind for table in found.tables] == ["iku"]
    assert unclear(found) == [
        ["Sheet1!1", "Indikator Kinerja Utama", "Rencana Kerja (Renja)", "Perjanjian Kinerja"],
    ]


@pytest.mark.parametrize(
    "pair", ["Sebelum | Sesudah", "Semula | Menjadi", "Sebelum | Setelah", "Awal | Setelah Perubahan"]
)
def test_a_pk_before_and_after_the_change(pair):
    indicators = f"Perjanjian Kinerja\n{PLAN} | <\n^ | ^ | ^ | ^ | {pair}\n{ROW} | 82"
    programmes = f"No | Program | Anggaran (Rp) | <\n^ | ^ | {pair}\n1 | P | 1000 | 1200"
    assert [table[1:] for table in tables(read(f"{indicators}\n\n{programmes}"))] == [
        ["pk", "A no, B sasaran, C indikator, D satuan, E target_murni, F target"],
        ["pk_program", "A no, B program, C pagu_murni, D pagu"],
    ]


@pytest.mark.parametrize("year", ["2023 | < | 2024 | < | 2025 | <", "Tahun 2023 | < | Tahun 2024 | < | Tahun 2025 | <"])
def test_three_years_of_target_and_realisasi_are_a_history(year):
    head = f"Indikator | {year}\n^ | Target | Realisasi | Target | Realisasi | Target | Realisasi"
    [table] = read(f"{head}\nIKM | 80 | 81 | 82 | 83 | 84 | 85").tables
    fields = ", ".join(f"{a} target, {b} realisasi" for a, b in ("BC", "DE", "FG"))
    assert [table.kind, columns(table)] == ["riwayat", f"A indikator, {fields}"]


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Pengukuran Kinerja", "Target | < | < | Realisasi | < | <\n^ | 2023 | 2024 | 2025 | 2023 | 2024 | 2025"),
        ("", "Target | < | < | Realisasi | < | < | Capaian 2025\n^ | 2023 | 2024 | 2025 | 2023 | 2024 | 2025 | ^"),
        ("", "2024 | < | 2025 | <\n^ | Target | Realisasi | Target | Realisasi"),
    ],
)
def test_years_beside_this_years_result_are_no_history(title, head):
    [table] = read(
        f"{title}\nIndikator | Program | {head.replace('^', '^ | ^', 1)}\nIKM | P | 80 | 81 | 82 | 83 | 84 | 85 | 86"
    ).tables
    assert table.kind == "realisasi"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Rencana | Realisasi", "target, realisasi"),
        ("Rencana 2025 | Realisasi 2025", "target, realisasi"),
        ("Target | < | Realisasi\n^ | Nilai | Satuan | ^", "target, satuan, realisasi"),
        ("Target | < | Realisasi\n^ | Angka | Satuan | ^", "target, satuan, realisasi"),
    ],
)
def test_targets(head, expected):
    [table] = read(f"Indikator | {head}\nIKM | 80 | 81 | 82").tables
    assert ", ".join(kolom.field for kolom in table.columns[1:]) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Alokasi (Rp) | Realisasi | Persentase Realisasi Keuangan", "pagu, realisasi_anggaran, serapan"),
        ("APBD-P 2025 | Realisasi 2025 | %", "pagu, realisasi_anggaran, serapan"),
        ("DPPA | Realisasi | Capaian Kinerja Keuangan (%)", "pagu, realisasi_anggaran, serapan"),
        ("APBD Murni | APBD Perubahan | Realisasi", "pagu_murni, pagu, realisasi_anggaran"),
        ("DPA Perubahan (Rp) | Realisasi SP2D", "pagu, realisasi_anggaran"),
        ("P-APBD | Realisasi", "pagu, realisasi_anggaran"),
    ],
)
def test_budgets(head, expected):
    [table] = read(f"Program | {head}\nP | 1000 | 900 | 90").tables
    assert [table.kind, ", ".join(kolom.field for kolom in table.columns[1:])] == ["anggaran", expected]


@pytest.mark.parametrize("budget", ["Pagu (Rp) | Realisasi (Rp) | ", "Pagu | Realisasi | ", ""])
def test_efisiensi_of_figures_worked_out_elsewhere_is_no_budget(budget):
    head = f"Sasaran | Indikator | % Capaian Kinerja | {budget}% Penyerapan Anggaran | Tingkat Efisiensi | Keterangan"
    [table] = read(f"{head}\nS | IKM | 100 | {budget and '1000 | 900 | '}90 | 111.11 | Efisien").tables
    amounts = ["pagu", "realisasi_anggaran"] if budget else []
    assert table.kind == "efisiensi_jadi"
    assert [kolom.field for kolom in table.columns] == [
        "sasaran", "indikator", "capaian", *amounts, "serapan", "efisiensi", "status",
    ]  # fmt: skip


def test_savings_of_a_budget_are_no_efisiensi():
    [table] = read("Program | Pagu | Realisasi | Capaian (%) | Efisiensi (Rp)\nP | 1000 | 900 | 90 | 100").tables
    assert table.kind == "anggaran"


@pytest.mark.parametrize("text", ["Angka", "Volume", "Besaran", "APBD", "IV"])
def test_words_that_stand_in_data_are_no_heads(text):
    assert not is_header_word(text) or text == "IV"


PROGRAMMES = "No | Program | Anggaran\n1 | Program Pelayanan | 1000"
COMBINED = (
    "No | Sasaran | Indikator | Kinerja | < | < | Anggaran | < | <\n"
    "^ | ^ | ^ | Target | Realisasi | % Capaian | Pagu | Realisasi | % Serapan\n"
    "1 | S | IKM | 80 | 81 | 101.25 | 1000 | 900 | 90"
)


def missing(*sheets: Sheet) -> list[str]:
    """Return what WB001 says is not there of the documents the sheets are about."""
    return [each.pesan for each in check(sheets).temuan if each.kode == "WB001" and not each.pesan.startswith(OTHERS)]


OTHERS = tuple(f"Tabel {name}" for name in ("Indikator Kinerja Utama", "Rencana Kerja", "Rencana Aksi"))


def test_programmes_alone_are_no_pk_and_its_sheet_is_named():
    pk = sheet(f"PERJANJIAN KINERJA 2025\nNo | Sasaran | Ukuran | Satuan | Hasil\n{ROW}\n\n{PROGRAMMES}", "PK Camat")
    said = [pesan for pesan in missing(pk) if "PK" in pesan]
    assert said == [
        'Tabel Perjanjian Kinerja (PK) tidak ditemukan. Mungkin lembar "PK Camat" yang dimaksud, tetapi judul kolomnya '
        "tidak dikenali: No, Sasaran, Ukuran, Satuan, Hasil."
    ]


def test_a_pk_of_programmes_with_their_indicators_is_one():
    text = "Perjanjian Kinerja\nNo | Program | Indikator | Satuan | Target | Anggaran\n1 | P | IKM | Angka | 80 | 1000"
    assert not [pesan for pesan in missing(sheet(text, "PK")) if "PK" in pesan]


@pytest.mark.parametrize(("title", "count"), [("Capaian Kinerja dan Anggaran", 0), ("Efisiensi Anggaran", 2)])
def test_kinerja_and_anggaran_in_one_table_are_both(title, count):
    made = sheet(f"PERJANJIAN KINERJA\n{PLAN}\n{ROW}", "PK"), sheet(f"{title}\n{COMBINED}", "Tabel 3.8")
    assert len(missing(*made)) == count


@pytest.mark.parametrize(("title", "kinds"), [("RENCANA KERJA TAHUN 2025", []), ("PERJANJIAN KINERJA", ["pk_program"])])
def test_the_budget_of_a_renja_is_not_the_pks(title, kinds):
    found = read(f"{title}\nNo | Program | Indikator | Target | Pagu Indikatif | Pagu\n1 | P | IKM | 80 | 900 | 1000")
    assert [table.kind for table in found.tables] == kinds
