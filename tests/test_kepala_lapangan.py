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


MEASURED = "Indikator | {head} | Target | Realisasi | Capaian\nPPKS | {first} | 40 | 42 |\nRasio | {second} | 8 | 7.6 |"


def arah_of(head: str, first: str, second: str, table: str = MEASURED) -> list[str]:
    """Return the heads of the columns taken as the arah."""
    [made] = read(table.format(head=head, first=first, second=second)).tables
    return [kolom.judul for kolom in made.columns if kolom.field == "arah"]


@pytest.mark.parametrize(
    ("head", "first", "second"),
    [
        ("Polarisasi", "Meningkat", "Menurun"),
        ("Polarisasi Indikator", "Maksimasi", "Minimasi"),
        ("Tren Target", "Naik", "Turun"),
        ("Trend (+/-)", "(+)", "(-)"),
        ("Kecenderungan", "Meningkat", "Menurun"),
        ("Kondisi yang Diharapkan", "Naik", "Turun"),
        ("Jenis Polaritas", "Maximize", "Minimize"),
        ("Kinerja baik jika", "Tinggi", "Rendah"),
        ("Sifat", "Positif", "Negatif"),
        ("↑/↓", "↑", "↓"),
        ("(+)/(-)", "(+)", "(-)"),
        ("Cara Baca", "Semakin tinggi semakin baik", "Semakin rendah semakin baik"),
        ("Tipe", "Maximize", "Minimize"),
    ],
)
def test_the_arah_however_it_is_headed(head, first, second):
    assert arah_of(head, first, second) == [head]


@pytest.mark.parametrize(
    ("head", "first", "second"),
    [
        ("Kenaikan/Penurunan", "Naik", "Turun"),
        ("Perkembangan", "Meningkat", "Menurun"),
        ("Risiko", "Tinggi", "Rendah"),
        ("Ukuran", "Besar", "Kecil"),
        ("Cara Baca", "Semakin tinggi semakin baik", "lihat kamus"),
        ("(+)/(-)", "-", "-"),
        ("↑/↓", "▲ 2%", "▼ 1%"),
        ("Tipe", "Maximize", "-"),
        ("Tipe", "Maximize", "5"),
    ],
)
def test_remarks_are_no_arah(head, first, second):
    assert arah_of(head, first, second) == []


BEHIND = "Indikator | Target | Realisasi | {head}\nPPKS | 40 | 42 | {first}\nRasio | 8 | 7.6 | {second}"
TWO_YEARS = (
    "Indikator | {head} | Realisasi 2024 | Target 2025 | Realisasi 2025 | Capaian 2025\n"
    "PPKS | {first} | 39 | 40 | 42 |\nRasio | {second} | 9 | 8 | 7.6 |"
)


@pytest.mark.parametrize("table", [BEHIND, TWO_YEARS])
@pytest.mark.parametrize("head", ["Tren", "Trend", "Kecenderungan", "↑/↓", "Sifat"])
def test_how_the_result_moved_is_no_arah(table, head):
    assert arah_of(head, "↑", "↓", table) == []


@pytest.mark.parametrize("table", [BEHIND, TWO_YEARS])
@pytest.mark.parametrize("head", ["Polaritas", "Sifat Indikator", "Kecenderungan yang Diharapkan", "Tren Indikator"])
def test_a_polaritas_stands_anywhere(table, head):
    assert arah_of(head, "Naik", "Turun", table) == [head]


def test_an_arah_told_in_few_rows_only_is_not_taken():
    text = "Indikator | Tipe | Target | Realisasi\nA | Maximize | 40 | 42\nB | | 40 | 42\nC | | 40 | 42"
    assert columns(read(text).tables[0]) == "A indikator, B ?, C target, D realisasi"


def test_maks_and_min_are_an_arah_to_ask_about_below_polaritas():
    assert arah_of("Polaritas (Maks/Min)", "Maks", "Min") == ["Polaritas (Maks/Min)"]
    assert arah_of("Batas", "Maks", "Min") == []


def test_a_column_headed_by_signs_is_told_where_it_is_not_understood():
    [table] = read(MEASURED.format(head="(+)/(-)", first="-", second="-")).tables
    assert [kolom.judul for kolom in table.unknown] == ["(+)/(-)"]


@pytest.mark.parametrize(
    "head",
    [
        "Tujuan/Sasaran/Program/Kegiatan/Sub Kegiatan", "Tujuan, Sasaran, Program dan Kegiatan",
        "Sasaran Strategis / Program / Kegiatan / Sub Kegiatan", "Kinerja (Sasaran/Program/Kegiatan)",
        "Uraian Sasaran / Program", "Tujuan/Sasaran/Program", "Sasaran Strategis / Program",
    ],
)  # fmt: skip
def test_indicators_below_a_head_of_several_levels_are_not_all_key_indicators(head):
    [table] = read(
        f"No | {head} | Indikator Kinerja | Satuan | Target | Realisasi\n1 | S | IKM | Angka | 80 | 81"
    ).tables
    assert [table.kind, table.columns[1].field] == ["realisasi", "campuran"]


def test_the_programmes_that_help_are_no_level_of_the_rows():
    [table] = read("Indikator | Target | Realisasi | Program/Kegiatan yang Menunjang\nIKM | 80 | 81 | Program A").tables
    assert [table.kind, columns(table)] == ["capaian_iku", "A indikator, B target, C realisasi, D ?"]


@pytest.mark.parametrize(
    "head", ["Sasaran / Indikator", "Sasaran Strategis dan Indikator Kinerja", "Tujuan/Sasaran/Indikator"]
)
def test_sasaran_and_indikator_in_one_column(head):
    [table] = read(f"No | {head} | Satuan | Target | Realisasi\n1 | IKM | Angka | 80 | 81").tables
    assert [table.kind, table.columns[1].field] == ["capaian_iku", "indikator"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tujuan | Sasaran | Indikator Tujuan/Sasaran | Target Kinerja Tujuan/Sasaran pada Tahun ke- | <\n"
            "^ | ^ | ^ | 2024 | 2025\nT | S | IKM | 79 | 80",
            ["renstra", "A tujuan, B sasaran, C indikator, D target, E target"],
        ),
        (
            "Kode Rekening | Uraian | Jumlah (Rp) | < | < | Realisasi (Rp) | %\n"
            "^ | ^ | Sebelum Perubahan | Setelah Perubahan | Bertambah/(Berkurang) | ^ | ^\n"
            "5 | Belanja | 9 | 10 | 1 | 8 | 80",
            ["anggaran", "A kode, B uraian, C pagu_murni, D pagu, E ?, F realisasi_anggaran, G serapan"],
        ),
        (
            "No | Program | Pagu | Realisasi s.d. Triwulan | < | < | < | %\n^ | ^ | ^ | I | II | III | IV | ^\n"
            "1 | Program A | 10 | 2 | 4 | 6 | 8 | 80",
            ["anggaran", "A no, B program, C pagu, D ?, E ?, F ?, G realisasi_anggaran, H serapan"],
        ),
        (
            "Rencana Aksi\n"
            "No | Sasaran | Indikator Kinerja | Target | s.d. TW I | s.d. TW II | s.d. TW III | s.d. TW IV\n"
            "1 | S | IKM | 80 | 20 | 40 | 60 | 80",
            [
                "rencana_aksi",
                "A no, B sasaran, C indikator, D target, E triwulan_1, F triwulan_2, G triwulan_3, H triwulan_4",
            ],
        ),
        (
            "Indikator Kinerja | Target | < | Realisasi | <\n^ | Vol | Sat | Vol | Sat\nPPKS | 40 | % | 42 | %",
            ["capaian_iku", "A indikator, B target, C satuan, D realisasi, E ?"],
        ),
        (
            "Kode | Program/Kegiatan | Indikator Kinerja | "
            "Target Capaian Kinerja Tahun 2025 | < | Prakiraan Maju Tahun 2026 | <\n"
            "^ | ^ | ^ | Target | Pagu Indikatif (Rp) | Target | Pagu Indikatif (Rp)\n"
            "1.06.02 | PROGRAM A | IKM | 70 | 9 | 72 | 10",
            ["renja", "A kode, B campuran, C indikator, D target, E ?, F ?, G ?"],
        ),
        (
            "No | Unsur Pelayanan | Nilai Rata-rata Unsur | Nilai Konversi | Mutu Pelayanan\n"
            "1 | Persyaratan | 3.2 | 80 | B",
            ["ikm", "A no, B unsur, C ?, D indeks, E mutu"],
        ),
        (
            "No | Unsur Pelayanan | Nilai Rata-rata Unsur | Mutu Pelayanan\n1 | Persyaratan | 3.2 | B",
            ["ikm", "A no, B unsur, C indeks, D mutu"],
        ),
        (
            "No | Komponen/Sub Komponen | Bobot | Nilai\n1 | Perencanaan | 30 | 24",
            ["akip", "A no, B komponen, C bobot, D nilai"],
        ),
    ],
)  # fmt: skip
def test_forms_that_every_office_has(text, expected):
    [table] = read(text).tables
    assert [table.kind, columns(table)] == expected


def test_the_rows_of_a_plan_up_to_each_quarter_are_no_targets_of_realisasi():
    [table] = read("Indikator | Target | Realisasi s.d. TW I | Realisasi\nIKM | 80 | 20 | 81").tables
    assert columns(table) == "A indikator, B target, C ?, D realisasi"


@pytest.mark.parametrize(
    ("title", "head", "kinds"),
    [
        ("", "Desa | Nilai | Kategori", ["epdeskel"]),
        ("Evaluasi Perkembangan Desa", "Desa | Jumlah | Tingkat Perkembangan", ["epdeskel"]),
        ("DATA PENDUDUK", "Desa | Jumlah | Kategori", []),
        ("", "Desa | Laki-laki | Perempuan | Jumlah", []),
        ("REALISASI PBB PER DESA", "Desa | Pokok | Jumlah | Status", []),
        ("", "Desa | IKS | IKE | IKL | Nilai IDM | Status", []),
        ("STATUS DESA BERDASARKAN INDEKS DESA", "Nama Desa | Skor | Kategori", []),
    ],
)
def test_only_the_evaluation_of_desa_is_epdeskel(title, head, kinds):
    figures = " | ".join("100" for _ in head.split("|")[1:])
    assert [table.kind for table in read(f"{title}\n{head}\nTembung | {figures}").tables] == kinds
