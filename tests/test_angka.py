"""Number text as staff type it (RUMUS 1)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_xl.angka import bulatkan, format_angka, read_angka, sama
from lkjip_xl.table import from_float

NUMBERS = """
83,75 | 83.75
26.028.054.509 | 26028054509
66.000 | 66000
Rp. 26.028.054.509,- | 26028054509
Rp26.028.054.509 | 26028054509
Rp 1.250.000,00 | 1250000.00
100% | 100
70 % | 70
76,47 Point | 76.47
B (67,75) | 67.75
BB 70,1 | 70.1
≥ 80 | 80
>= 80 | 80
min. 80 | 80
83.75 | 83.75
83.5 | 83.5
0.125 | 0.125
1.234,5 | 1234.5
1,234.5 | 1234.5
(1.250) | -1250
(1.250,5) | -1250.5
-5 | -5
−5,25 | -5.25
Rp -1.000 | -1000
12 bulan | 12
250 m2 | 250
3 (tiga) | 3
0 | 0
  83,75\u00a0 | 83.75
'83,75 | 83.75
12 Dok. | 12
85 , | 85
Level 3 | 3
Level 3 (Terdefinisi) | 3
Baik (80,00) | 80.00
Sangat Baik (91,5) | 91.5
Predikat B (65,00) | 65.00
Predikat: BB (71,5) | 71.5
Nilai 67,75 | 67.75
Skor 80 | 80
Indeks = 3,2 | 3.2
"""

OTHERS = """
- | belum diukur
– | belum diukur
n/a | belum diukur
N.A. | belum diukur
belum dinilai | belum diukur
Belum ada nilai | belum diukur
… | belum diukur
BB | predikat
A | predikat
80 - 90 | rentang
6,5 s.d. 7 | rentang
90-80 | ambigu
12.34.56 | ambigu
7.01.01.2.01.0001 | ambigu
1.2345.678 | ambigu
1234.567 | ambigu
25/25/25/25 | ambigu
31/12/2025 | ambigu
1,5 juta | ambigu
9 dari 12 | ambigu
1E+17 | ambigu
Keg | teks
Sangat Tinggi | teks
O/B | teks
Triwulan 2 | teks
TW 1 | teks
Tahun 2024 | teks
Peringkat 5 | teks
Ranking 2 | teks
Kurang dari 5 | teks
Indeks (0-4) | teks
Level 3 dari 5 | ambigu
Level 2-3 | ambigu
Baik (80,00) 85,00 | ambigu
#REF! | teks
"""


def rows(text):
    return [line.split(" | ") for line in text.strip("\n").splitlines()]


@pytest.mark.parametrize(("text", "value"), rows(NUMBERS))
def test_reads_one_clear_number(text, value):
    read = read_angka(text)
    assert (read.jenis, read.nilai) == ("angka", Decimal(value))


@pytest.mark.parametrize(("text", "jenis"), rows(OTHERS))
def test_never_guesses(text, jenis):
    assert read_angka(text).jenis == jenis


def test_blank_is_not_measured():
    assert [read_angka(text).jenis for text in ("", "  ", "\n")] == ["belum diukur"] * 3


def test_percent_and_bounds_are_told():
    assert read_angka("70 %").persen
    assert not read_angka("70").persen
    low_high = read_angka("80–90 %")
    assert (low_high.nilai, low_high.atas) == (80, 90)


def test_a_word_in_front_is_kept_beside_the_number():
    assert [read_angka(text).kata for text in ("Sangat Baik (91,5)", "Nilai: 70 %", "70")] == [
        "Sangat Baik",
        "Nilai %",
        "",
    ]


def test_floats_are_what_the_sheet_shows():
    assert [from_float(x) for x in (84.98999999999999, 68.900000000000006)] == [
        Decimal("84.99"),
        Decimal("68.9"),
    ]


@pytest.mark.parametrize(
    ("a", "da", "b", "db", "same"),
    [
        ("83.33", 2, "83.333333333", 9, True),
        ("83.75", 2, "83.750", 3, True),
        ("83.75", 2, "83.85", 2, False),
        ("92", 0, "91.67", 2, True),
    ],
)
def test_equality_is_at_the_coarser_precision(a, da, b, db, same):
    assert sama(Decimal(a), da, Decimal(b), db) is same


@given(st.decimals(min_value=-(10**13), max_value=10**13, places=4), st.sampled_from([0, 1, 2, 4]))
def test_what_we_write_reads_back(value, places):
    text = format_angka(value, places)
    assert read_angka(text).nilai == bulatkan(value, places)
    assert read_angka(f"Rp {text},-").nilai == bulatkan(value, places)
    assert read_angka(f"{text} %").nilai == bulatkan(value, places)


@given(st.text(max_size=30))
def test_any_text_has_one_reading(text):
    read = read_angka(text)
    assert (read.nilai is not None) == (read.jenis in {"angka", "rentang"})
