"""Tables are found by the words of their heads, however staff lay the heads out."""

import pytest
from staff import columns, read, rows, sheet, tables, through_file, unclear

from lkjip_xl.kepala import find_tables
from lkjip_xl.table import Area, Cell, Merges, Sheet

PLAIN = "A no, B sasaran, C indikator, D satuan, E target, F realisasi, G capaian"
BODY = "1 | S | IKM | Angka | 80 | 81 |"
HEAD = "No | Sasaran | Indikator | Satuan | Target | Realisasi | Capaian"
BUDGET = "A uraian, B pagu, C realisasi_anggaran, D serapan"


def fields(text: str) -> str:
    """Return the columns of the only table of a grid."""
    [table] = read(text).tables
    return columns(table)


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        r"NO. | SASARAN\nSTRATEGIS | INDIKATOR~KINERJA | SATUAN | TARGET\nTAHUN 2025 | REALISASI 2025 | CAPAIAN (%)",
        "Nomor | Sasaran Kinerja | Indikator Sasaran | Sat. | Target Kinerja | Realisasi Kinerja | % Capaian",
        "N O | Tujuan / Sasaran | Nama Indikator | Satuan | Target TA 2025 | Realisasi T.A. 2025 | Tingkat Capaian (%)",
        "No | Sasaran | Indikator Kinerja (Outcome) | Satuan | Target PK | Realisasi s.d. Desember 2025 | %",
        r"No | Sasaran Strategis Perangkat Daerah | Indikator Kinerja Utama (IKU) | Satuan | Tar-\nget "
        "| Reali- sasi | Presentase Capaian",
        "No | Kinerja Utama/Sasaran | IKU | Satuan | Target Tahunan | Realisasi Tahunan | Persentase (%)",
        "No | Sasran | Indikator Kinerj | Satuan | Targt | Relisasi | Capiaan (%)",
    ],
)
def test_one_row_heads(head):
    assert fields(f"{head}\n{BODY}") == PLAIN


@pytest.mark.parametrize(
    "head",
    [
        "Uraian | Anggaran | Realisasi | %",
        "Uraian | Pagu Anggaran (Rp.) | Realisasi Anggaran (Rp.) | Capaian Anggaran (%)",
        "Uraian | Alokasi Anggaran Tahun 2025 (Rp) | Realisasi Belanja | Tingkat Penyerapan Anggaran (%)",
        "Uraian | Pagu (dalam Rupiah) | Realisasi Keuangan (Rp) | Persentase Realisasi",
        "Uraian | Target (Rp.) | Realisasi (Rp.) | Capaian (dicetak)",
        "Uraian | Pagu | Realisasi\n | | Rp | %",
        "Uraian | ANGGARAN | < | <\n^ | PAGU | REALISASI | %",
        "Uraian | Keuangan (Rp.)\n | Target | Realisasi | Persentase",
        "Uraian | Pagu Anggaran | Realisasi | Persentase\n | (Rp.) | (Rp.) | (%)",
    ],
)
def test_budget_heads(head):
    assert fields(f"{head}\nProgram A | 1000 | 900 | 90").replace("D capaian", "D serapan") == BUDGET


@pytest.mark.parametrize(
    "months",
    [
        "Jan | Feb | Mar | Apr | Mei | Jun | Jul | Agu | Sep | Okt | Nov | Des",
        "JANUARI | PEBRUARI | MARET | APRIL | MEI | JUNI | JULI | AGUSTUS | SEPTEMBER | OKTOBER | NOPEMBER | DESEMBER",
        "Jan. | Peb | Mar | Apr | May | Jun | Jul | Agt | Sept | Oct | Nop | Dec",
    ],
)
@pytest.mark.parametrize("group", ["Rencana Pelaksanaan" + " | <" * 11, "Rencana Pelaksanaan Bulan", "Jadwal 2025"])
def test_months_under_a_group_head(months, group):
    text = f"Sasaran | Indikator | Target | {group}\n | | | {months}\nS | IKM | 80" + " | 7" * 12
    assert fields(text) == (
        "A sasaran, B indikator, C target, D jan, E feb, F mar, G apr, H mei, I jun, J jul, K agu, L sep, M okt, "
        "N nov, O des"
    )


QUARTERS = (
    "A sasaran, B indikator, C target, D triwulan_1, E triwulan_2, F triwulan_3, G triwulan_4, H penanggung_jawab"
)
PAIRS = (
    "A sasaran, B indikator, C target, D pagu, E realisasi, F realisasi_anggaran, G capaian, H serapan, "
    "I efisiensi, J status"
)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            """
            Sasaran | Indikator | Target Tahunan | Target | < | < | < | PJ
            ^       | ^         | ^              | Triwulan | < | < | < | ^
            ^       | ^         | ^              | I | II | III | IV | ^
            """,
            QUARTERS,
        ),
        (
            """
            Sasaran | Indikator | Target Tahunan | Target | | | | Penanggungjawab
                    |           |                | Triwulan
                    |           |                | I | II | III | IV
            """,
            QUARTERS,
        ),
        (
            """
            Sasaran | Indikator | TARGET | < | REALISASI | < | CAPAIAN | < | Tingkat Efisiensi | Status
            ^       | ^         | Kinerja | Anggaran | Kinerja | Anggaran (Rp.) | Kinerja (%) | Anggaran (%) | ^ | ^
            """,
            PAIRS,
        ),
        (
            """
                    |           | TARGET | | REALISASI | | CAPAIAN | | |
            Sasaran | Indikator | K | Rp | K | Rp | K | Rp | Efisiensi | Ket
            """,
            PAIRS,
        ),
    ],
)
def test_heads_of_two_and_three_rows(head, expected):
    text = "\n".join(line.strip() for line in head.strip().split("\n"))
    assert fields(text + "\nS | IKM | 80 | 80 | 80 | 80 | 80 | 80 | 80 |") == expected


def test_a_head_repeated_after_the_budget_speaks_of_the_budget():
    head = "Sasaran | Indikator | Target | Realisasi | % | Program | Anggaran | Realisasi | %"
    assert fields(f"{head}\nS | IKM | 80 | 81 | | P | 1000 | 900 |") == (
        "A sasaran, B indikator, C target, D realisasi, E capaian, F program, G pagu, H realisasi_anggaran, I serapan"
    )


def test_capaian_beside_percent_is_what_was_achieved():
    head = "Indikator | Satuan | Target | Capaian | %"
    assert fields(f"{head}\nIKM | Angka | 80 | 81 |") == "A indikator, B satuan, C target, D realisasi, E capaian"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "Program | Pagu Murni | Pagu Perubahan | Realisasi",
            "A program, B pagu_murni, C pagu, D realisasi_anggaran",
        ),
        (
            "Program | Anggaran | < | Realisasi\n^ | Murni | Perubahan | ^",
            "A program, B pagu_murni, C pagu, D realisasi_anggaran",
        ),
        (
            "Program | Pagu Sebelum Perubahan (Rp) | Pagu Setelah Perubahan (Rp) | Realisasi (Rp)",
            "A program, B pagu_murni, C pagu, D realisasi_anggaran",
        ),
        (
            "Indikator | Realisasi 2024 | Target 2025 | Realisasi 2025 | Capaian 2025",
            "A indikator, B ?, C target, D realisasi, E capaian",
        ),
        (
            "Indikator | Target | Realisasi Tahun Lalu | Realisasi | Capaian",
            "A indikator, B target, C ?, D realisasi, E capaian",
        ),
        (
            "Indikator | Tahun 2024 | < | Tahun 2025 | <\n^ | Target | Realisasi | Target | Realisasi",
            "A indikator, B ?, C ?, D target, E realisasi",
        ),
        (
            " | Tahun 2024 | | Tahun 2025 |\nIndikator | Target | Realisasi | Target | Realisasi",
            "A indikator, B ?, C ?, D target, E realisasi",
        ),
        (
            "Indikator | Target | Realisasi | Target Akhir Renstra | Capaian terhadap Renstra",
            "A indikator, B target, C realisasi, D ?, E ?",
        ),
        (
            "Indikator | Target Kinerja Tahun Ke- | < | <\n^ | 2025 | 2026 | 2027",
            "A indikator, B target, C target, D target",
        ),
        (
            "Tujuan | Indikator Tujuan | Sasaran | Indikator Sasaran | Target | Realisasi",
            "A tujuan, B ?, C sasaran, D indikator, E target, F realisasi",
        ),
        (
            "Indikator | Target | Realisasi | Capaian | Faktor Pendorong | Kendala | Solusi | Catatan | Bukti",
            "A indikator, B target, C realisasi, D capaian, E faktor_pendukung, F faktor_penghambat, G solusi, "
            "H keterangan, I ?",
        ),
        (
            "Capaian | Realisasi | Target | Satuan | Indikator | No",
            "A capaian, B realisasi, C target, D satuan, E indikator, F no",
        ),
        (
            "Kode | < | < | Program/Kegiatan/Sub Kegiatan | Anggaran | Realisasi",
            "A kode, B ?, C ?, D campuran, E pagu, F realisasi_anggaran",
        ),
        (
            "Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan | Pagu | Realisasi",
            "A campuran, B pagu, C realisasi_anggaran",
        ),
    ],
)
def test_which_column_is_meant(head, expected):
    assert fields(f"{head}\nP | 7 | 80 | 81 | 79 | 80") == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "Indikator | Target 2024 | Realisasi | < | < | Capaian 2024\n^ | ^ | 2022 | 2023 | 2024 | ^",
            "A indikator, B target, C ?, D ?, E realisasi, F capaian",
        ),
        (
            "Indikator | Target 2024 | Realisasi | | | Capaian 2024\n | | 2022 | 2023 | 2024 |",
            "A indikator, B target, C ?, D ?, E realisasi, F capaian",
        ),
        (
            "Indikator | Realisasi Tahun | < | < | Target 2024 | Realisasi 2024\n^ | 2021 | 2022 | 2023 | ^ | ^",
            "A indikator, B ?, C ?, D ?, E target, F realisasi",
        ),
        (
            "Program | Anggaran | < | Realisasi Anggaran | < | % | <\n^ | 2023 | 2024 | 2023 | 2024 | 2023 | 2024",
            "A program, B ?, C pagu, D ?, E realisasi_anggaran, F ?, G serapan",
        ),
        (
            "Indikator | Target | < | Realisasi\n^ | Murni | Perubahan | ^",
            "A indikator, B ?, C target, D realisasi",
        ),
        (
            "Indikator | Target | Realisasi | < | < | <\n^ | ^ | TW I | TW II | TW III | TW IV",
            "A indikator, B target, C ?, D ?, E ?, F realisasi",
        ),
        (
            "Indikator | Target | Realisasi | < | <\n^ | ^ | Triwulan | < | <\n^ | ^ | III | IV | Jumlah",
            "A indikator, B target, C ?, D ?, E realisasi",
        ),
        (
            "Program | Pagu | Realisasi Anggaran | | |\n | | TW I | TW II | TW III | Triwulan IV",
            "A program, B pagu, C ?, D ?, E ?, F realisasi_anggaran",
        ),
        (
            "Indikator | Target | < | Realisasi | <\n^ | III | IV | III | IV",
            "A indikator, B ?, C target, D ?, E realisasi",
        ),
        (
            "Indikator | Target | < | Realisasi | <\n^ | Satuan | Jumlah | Satuan | Jumlah",
            "A indikator, B satuan, C target, D ?, E realisasi",
        ),
    ],
)
def test_a_group_head_is_read_with_the_words_below_it(head, expected):
    assert fields(f"{head}\nP | 7 | 8 | 9 | 10 | 11 | 12") == expected


@pytest.mark.parametrize("below", ["Desa A | Desa B", "TW I | TW II"])
def test_a_group_whose_words_are_not_understood_is_no_field(below):
    found = read(f"No | Indikator | Target | Realisasi | < | Capaian\n^ | ^ | ^ | {below} | ^\n1 | IKM | 80 | 7 | 8 |")
    assert [tables(found), unclear(found)] == [[], [["Sheet1!1"]]]


def test_a_merge_over_a_number_and_its_unit_is_no_group():
    head = "Indikator | Target | < | Realisasi | < | Capaian"
    expected = "A indikator, B target, C ?, D realisasi, E ?, F capaian"
    assert fields(f"{head}\nIKM | 80 | Angka | 81 | Angka |") == expected
    assert fields(f"{head}\nIKM | 80,50 | Angka | 81,25 | Angka |") == expected


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Indikator | Satuan | Target 2024 | Realisasi 2024 | Capaian | Target 2025", "capaian_iku"),
        ("Indikator | Satuan | Target 2024 | Realisasi 2024 | Capaian 2024 | Target 2025", "capaian_iku"),
        ("Indikator | Target 2024 | Realisasi 2024 | Capaian 2024 | Target 2025 | Target Akhir Renstra", "capaian_iku"),
        ("Indikator | Target 2024 | Realisasi 2024 | Capaian 2024 | Target 2025 | Target 2026", "capaian_iku"),
        ("Indikator | Target Akhir Renstra | Target 2024 | Target 2025 | Target 2026 | Realisasi 2024", "renstra"),
        ("Indikator | Satuan | Target 2024 | Target 2025 | Target 2026", "renstra"),
        ("Sasaran | Indikator | Program | Anggaran (Rp) | Realisasi (Rp) | %", "anggaran"),
        (
            "Program | Pagu Anggaran | Realisasi s.d. Bulan Lalu | Realisasi Bulan Ini | Realisasi s.d. Bulan Ini",
            "anggaran",
        ),
        ("Program | Pagu | Realisasi SP2D", "anggaran"),
        ("Program | Pagu | Realisasi Keuangan s/d Desember 2025 (Rp)", "anggaran"),
        ("Program | Pagu | Realisasi Belanja per 31 Desember 2025", "anggaran"),
        ("Program | Indikator Program | Pagu", "pk_program"),
        ("Program | Pagu | Realisasi s.d. Bulan Lalu", None),
        ("No | Uraian | Target Pendapatan | Realisasi Pendapatan", None),
    ],
)
def test_which_table_is_meant(head, kind):
    found = read(f"{head}\nP | Q | 80 | 81 | 79 | 80")
    assert [table.kind for table in found.tables] == ([kind] if kind else [])
    assert bool(unclear(found)) == (kind is None)


def test_of_two_running_totals_the_one_to_date_is_meant():
    head = "Program | Pagu | Realisasi s.d. Bulan Lalu | Realisasi Bulan Ini | Realisasi s.d. Bulan Ini | %"
    assert fields(f"{head}\nP | 100 | 80 | 10 | 90 |") == (
        "A program, B pagu, C ?, D ?, E realisasi_anggaran, F serapan"
    )


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("REALISASI PENDAPATAN RSUD KARDINAH TAHUN 2024", []),
        ("Tabel 3.13 Target dan Realisasi Pendapatan Asli Daerah", []),
        ("Pendapatan", []),
        ("Realisasi Pendapatan dan Belanja Badan Pendapatan Daerah", ["anggaran"]),
        ("Realisasi Anggaran Badan Pendapatan Daerah", ["anggaran"]),
        ("", ["anggaran"]),
    ],
)
def test_income_is_not_the_budget(title, kinds):
    found = read(f"{title}\nNo | Uraian | Target (Rp) | Realisasi (Rp) | %\n1 | Jasa Layanan | 1000 | 1200 |")
    assert [[table.kind for table in found.tables], bool(unclear(found))] == [kinds, not kinds]


@pytest.mark.parametrize(
    ("head", "words", "field"),
    [
        ("Jenis Indikator", ("Outcome", "Output"), "?"),
        ("Sifat Indikator", ("Kumulatif", "Non Kumulatif"), "?"),
        ("Polaritas", ("", ""), "?"),
        ("Polaritas", ("Maximize", "Minimis"), "arah"),
        ("Jenis Indikator", ("Positif", "-"), "arah"),
        ("Sifat Indikator", ("↑", "↓"), "arah"),
        ("Arah", ("entah", ""), "arah"),
    ],
)
def test_a_column_is_the_arah_only_where_one_is_named(head, words, field):
    text = f"Indikator | {head} | Target | Realisasi\nIKM | {words[0]} | 80 | 81\nAKIP | {words[1]} | 60 | 61"
    assert fields(text) == f"A indikator, B {field}, C target, D realisasi"


def test_titles_keep_the_words_that_are_dropped():
    [table] = read("No | Indikator Kegiatan | Target | Realisasi\n1 | IKM | 80 | 81").tables
    assert [table.positions["indikator"], table.titles["indikator"]] == [2, "indikator kegiatan"]


def test_last_year_alone_beside_is_no_history_and_three_years_are():
    found = read(
        "Indikator | Target 2025 | Realisasi 2024 | Realisasi 2025\nIKM | 80 | 79 | 81",
        "Indikator | Realisasi 2023 | Realisasi 2024 | Realisasi 2025\nIKM | 80 | 79 | 81",
    )
    assert [table.kind for table in found.tables] == ["capaian_iku", "riwayat"]


@pytest.mark.parametrize(
    "numbering",
    [
        "1 | 2 | 3 | 4 | 5 | 6 | 7",
        "(1) | (2) | (3) | (4) | (5) | (6) | (7) = (6)/(5) x 100%",
        '"1" | "2" | "3" | "4" | "5" | "6" | 7=6/5x100',
        "1 | 2 | 3 | 4 | 5 | 6 | 6:5x100%",
        "1 | 2 | 3 | | 4 | 5 | 6 = (5 / 4)",
        "a | b | c | d | e | f | g = f/e",
        "(A) | (B) | (C) | (D) | (E) | (F) | (G)",
    ],
)
def test_numbering_rows(numbering):
    found = read(f"{HEAD}\n{numbering}\n{BODY}")
    assert [found.tables[0].number_row, rows(found)] == [2, [["Sheet1!3", "iku", "IKM", "80", "81", None]]]


@pytest.mark.parametrize(
    "titles",
    [
        "Tabel 3.2",
        "CAPAIAN KINERJA | < | < | < | < | < | <",
        "Realisasi Kinerja\nTahun 2025\n",
        "LAMPIRAN | < | <\nKECAMATAN SERANG | < | <\nKOTA SERANG\nTAHUN 2025\nPengukuran Kinerja\nSasaran dan Target",
        "Perangkat Daerah | : | Kecamatan Serang\nTahun | : | 2025\n\n",
    ],
)
def test_titles_are_no_heads(titles):
    found = read(f"{titles}\n{HEAD}\n{BODY}")
    assert [[table[1:] for table in tables(found)], unclear(found)] == [[["capaian_iku", PLAIN]], []]


def test_title_decides_between_kinds_alike():
    text = "No | Sasaran | Indikator | Satuan | Target\n1 | S | IKM | Angka | 80"
    found = read(f"Perjanjian Kinerja 2025\n{text}", f"Rencana Kerja (Renja)\n{text}", text)
    assert [table.kind for table in found.tables] == ["pk", "renja"]
    assert unclear(found) == [
        ["Sheet3!1", "Indikator Kinerja Utama", "Rencana Kerja (Renja)", "Perjanjian Kinerja"],
    ]


def test_rows_of_the_table_above_are_no_titles():
    text = "Indikator Kinerja | Satuan | Target | Formula\nRencana Kerja (Renja) | % | 80 | x\n\nPerjanjian Kinerja\n"
    text += "Sasaran | Indikator | Satuan | Target\nS | IKM | Angka | 80"
    assert [table[1] for table in tables(read(text))] == ["iku", "pk"]


def test_sheet_name_makes_no_table():
    memo = sheet("Memo realisasi kinerja\nSasaran | dibahas | dengan | camat\nTarget | 80\nRealisasi | 81", "Realisasi")
    pivot = sheet("Label Baris | Sum of Target | Sum of Realisasi\nProgram A | 12 | 13", "Capaian IKU")
    assert tables(read(memo, pivot)) == []


@pytest.mark.parametrize("row", [1, 7, 1000])
@pytest.mark.parametrize("column", [1, 5, 300])
def test_tables_stand_anywhere(row, column):
    found = read(sheet(f"{HEAD}\n{BODY}", row=row, column=column))
    assert rows(found) == [[f"Sheet1!{row + 1}", "iku", "IKM", "80", "81", None]]


def test_tables_side_by_side():
    found = read("""
        No | Indikator | Target | Realisasi | | No | Program | Pagu | Realisasi | %
        1  | IKM       | 80     | 81        | | 1  | P       | 1000 | 900       |
        2  | AKIP      | 60     | 61        | |    | Jumlah  | 1000 | 900       |
        3  | EPDESKEL  | 75     | 75        | |
        """)
    assert tables(found) == [
        ["Sheet1!1-1", "capaian_iku", "A no, B indikator, C target, D realisasi"],
        ["Sheet1!1-1", "anggaran", "F no, G program, H pagu, I realisasi_anggaran, J serapan"],
    ]
    assert [row[:3] for row in rows(found)] == [
        ["Sheet1!2", "iku", "IKM"],
        ["Sheet1!3", "iku", "AKIP"],
        ["Sheet1!4", "iku", "EPDESKEL"],
        ["Sheet1!2", "program", "P"],
        ["Sheet1!3", "jumlah", "Jumlah"],
    ]


def test_table_that_begins_beside_the_rows_of_another():
    found = read("""
        Indikator | Target | Realisasi | |         |      |
        IKM       | 80     | 81        | |         |      |
        AKIP      | 60     | 61        | | Program | Pagu | Realisasi
        EPDESKEL  | 75     | 75        | | P       | 1000 | 900
        SPM       | 75     | 75        | |
        """)
    assert tables(found) == [
        ["Sheet1!1-1", "capaian_iku", "A indikator, B target, C realisasi"],
        ["Sheet1!3-3", "anggaran", "E program, F pagu, G realisasi_anggaran"],
    ]
    assert [row[0] for row in rows(found)] == ["Sheet1!2", "Sheet1!3", "Sheet1!4", "Sheet1!5", "Sheet1!4"]


def test_notes_to_the_right_are_no_part_of_the_table():
    found = read(f"{HEAD} | | periksa lagi target ini\n{BODY} | | sudah, lihat surel\n{BODY}")
    assert [tables(found), len(rows(found))] == [[["Sheet1!1-1", "capaian_iku", PLAIN]], 2]


def test_head_merged_over_a_number_and_its_words():
    found = read("""
        No | Sasaran Strategis | < | Indikator Kinerja | < | Satuan | Target | Realisasi
        1  | 1 | Meningkatnya A | 1.1 | IKM  | Angka | 80 | 81
           |   |                | 1.2 | AKIP | Angka | 60 | 61
        """)
    assert tables(found)[0][2] == "A no, B ?, C sasaran, D ?, E indikator, F satuan, G target, H realisasi"
    assert [[baris.uraian, baris.indikator] for baris in found.rows("capaian_iku")] == [
        ["Meningkatnya A", "IKM"],
        ["Meningkatnya A", "AKIP"],
    ]


def test_keterangan_is_the_status_only_where_it_says_so():
    head = "Program | Indikator | Target | Realisasi | Pagu | Realisasi Anggaran | Keterangan"
    body = "P | IKM | 80 | 81 | 100 | 90 | "
    found = read(f"{head}\n{body}Efisien", f"{head}\n{body}Hemat karena lelang", f"{head}\n{body}")
    assert [table.columns[-1].field for table in found.tables] == ["status", "keterangan", "status"]


def test_quarters_of_a_monitoring_table_are_not_the_year():
    found = read("""
        Sasaran | Indikator | Satuan | Target Tahunan | Triwulan I | | Triwulan II |
                |           |        |                | Target | Realisasi | Target | Realisasi
        S       | IKM       | Angka  | 80             | 20 | 21 | 40 | 41
        """)
    quarters = "E target_triwulan_1, F realisasi_triwulan_1, G target_triwulan_2, H realisasi_triwulan_2"
    assert tables(found) == [["Sheet1!1-2", "monev", f"A sasaran, B indikator, C satuan, D target, {quarters}"]]


def test_wide_and_repetitive_sheets_are_read():
    words = ["Indikator", "Target", "Realisasi", "Satuan"]
    wide = Sheet("Lebar", {(1, c): Cell(1, c, words[c % 4], "teks") for c in range(1, 16385)})
    assert len(find_tables([wide]).tables) == 1


def test_hidden_columns_and_any_name_of_sheet_are_read(tmp_path):
    made = sheet(f"{HEAD}\n{BODY}", "aneh & lucu", hidden_columns=frozenset({2}), hidden_rows=frozenset({2}))
    [back] = through_file(tmp_path / "a.xlsx", made)
    assert [back.hidden_rows, back.hidden_columns, rows(read(back))] == [
        {2},
        {2},
        [["aneh & lucu!2", "iku", "IKM", "80", "81", None]],
    ]


@pytest.mark.parametrize(
    "areas",
    [
        [Area(1, 1, 1048576, 16384)],
        [Area(1, 1, 1048576, 16384)] * 60_000,
        [Area(row, 1, 1048576, 16384) for row in range(1, 30_000)],
    ],
)
def test_hostile_merges_cost_nothing(areas):
    made = sheet(f"{HEAD}\n{BODY}")
    corner = {(1048576, 16384): Cell(1048576, 16384, "x", "teks")}
    assert find_tables([Sheet("Jahat", {**made.cells, **corner}, tuple(areas))]).tables == ()


def test_merges_know_their_cells():
    merges = Merges([Area(2, 2, 3, 4), Area(2, 6, 2, 7), Area(3, 3, 9, 9)])
    assert [merges.get(place) for place in [(1, 2), (2, 2), (3, 4), (2, 7), (3, 7), (4, 3)]] == [
        None,
        Area(2, 2, 3, 4),
        Area(2, 2, 3, 4),
        Area(2, 6, 2, 7),
        None,
        None,
    ]
    assert [(3, 2) in merges, (10, 10) in merges] == [True, False]


STAGGERED = [
    """
Jenjang | Uraian | Pagu | Realisasi Anggaran | Capaian (%) | | Tabel 3.12
tujuan | MENINGKATKAN X | 1000 | 900 | 90 | |
sasaran | MENINGKATNYA Y | 500 | 450 | 90 | | Uraian | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%)
program | Program A | 500 | 450 | 90 | | MENINGKATKAN X | Indeks A | Angka | 80 | 80 | 100
kegiatan | Kegiatan A | 500 | 450 | 90 | | MENINGKATNYA Y | Indeks B | Angka | 80 | 80 | 100
""",
    """
Uraian | Indikator Kinerja | TARGET | < | KINERJA | < | | Tabel 3.2
^ | ^ | Kinerja | Anggaran | Realisasi | Capaian (%) | |
MENINGKATKAN X | Indeks A | 80 | 1000 | 80 | 100 | | Indikator Kinerja Utama | Satuan | Target | Realisasi | % Capaian
MENINGKATNYA Y | Indeks B | 80 | 500 | 80 | 100 | | Indeks A | Angka | 80 | 80 | 100
MENINGKATNYA Z | Indeks C | 80 | 500 | 80 | 100 | | Indeks B | Angka | 80 | 80 | 100
""",
    """
Tabel 3.1 | | | | | | No | Program | Indikator Kinerja | Satuan | Target | Realisasi | Capaian %
 | | | | | | 1 | 2 | 3 | 4 | 5 | 6 | 7
No. | Tujuan | Indikator Kinerja | Target | Realisasi | | 1 | Program A | Persentase A | % | 70 | 70 | 100
1 | 2 | 3 | 4 | 5 | | 2 | Program B | Persentase B | % | 70 | 70 | 100
1 | Meningkatkan X | Indeks A | 80 | 80 | | 3 | Program C | Persentase C | % | 70 | 70 | 100
""",
]


@pytest.mark.parametrize(
    ("grid", "found"),
    list(
        zip(
            STAGGERED,
            [
                [("anggaran", 1, 4), ("realisasi", 3, 2)],
                [("realisasi", 1, 3), ("capaian_iku", 3, 2)],
                [("realisasi", 1, 3), ("capaian_iku", 3, 1)],
            ],
            strict=True,
        )
    ),
)
def test_heads_side_by_side_may_stand_in_different_rows(grid, found):
    tables = find_tables([sheet(grid.strip("\n"))]).tables
    assert [(table.kind, table.header_first, len(table.rows)) for table in tables] == found
