"""RUMUS 2 to 5 as tables: target, realisasi, arah -> capaian; capaian -> kategori."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_xl.angka import bulatkan, read_angka
from lkjip_xl.ketentuan import ketentuan_bawaan
from lkjip_xl.nilai import read_nilai
from lkjip_xl.pesan import read_toml
from lkjip_xl.rumus import TidakTerhitung, compute_capaian, compute_serapan
from lkjip_xl.table import Cell, CellRef

DEFAULT = ketentuan_bawaan()
T_OVER_R = DEFAULT._replace(makin_rendah="T/R")
ROUNDED = DEFAULT._replace(celah="bulatkan")

CAPAIAN = """
| target | realisasi | arah    | capaian |
| 83,75  | 84,99     | tinggi  | 101,48  |
| 83,33  | 75        | tinggi  | 90,00   |
| 67,75  | 69,75     | tinggi  | 102,95  |
| 10     | 0         | tinggi  | 0,00    |
| 0      | 5         | tinggi  | nol     |
| -2     | 5         | tinggi  | negatif |
| 5      | 4         | rendah  | 120,00  |
| 5      | 5         | rendah  | 100,00  |
| 5      | 11        | rendah  | 0,00    |
| 0      | 0         | rendah  | 100,00  |
| 0      | 3         | rendah  | 0,00    |
| 80-90  | 85        | rentang | 100,00  |
| 80-90  | 80        | rentang | 100,00  |
| 80-90  | 90        | rentang | 100,00  |
| 80-90  | 72        | rentang | 90,00   |
| 80-90  | 99        | rentang | 90,00   |
| 80-90  | 200       | rentang | 0,00    |
| 80     | 85        | rentang | rentang_tanpa_batas |
| 80-90  | 85        | tinggi  | rentang |
| BB     | 85        | tinggi  | predikat |
| -      | 85        | tinggi  | belum_diukur |
| 85     | n/a       | tinggi  | belum_diukur |
| 85     | 12.34.56  | tinggi  | ambigu  |
| 85     | Keg       | tinggi  | teks    |
"""

KATEGORI = """
| capaian  | batas-bawah   | bulatkan      |
| 101,48   | Sangat Tinggi | Sangat Tinggi |
| 91       | Sangat Tinggi | Sangat Tinggi |
| 90,995   | Sangat Tinggi | Sangat Tinggi |
| 90,994   | Tinggi        | Sangat Tinggi |
| 90,50    | Tinggi        | Sangat Tinggi |
| 90,0036  | Tinggi        | Tinggi        |
| 76       | Tinggi        | Tinggi        |
| 75,5     | Sedang        | Tinggi        |
| 66       | Sedang        | Sedang        |
| 65,49    | Rendah        | Rendah        |
| 51       | Rendah        | Rendah        |
| 50       | Sangat Rendah | Sangat Rendah |
| 0        | Sangat Rendah | Sangat Rendah |
"""


def rows(table):
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().splitlines()[1:]]


def nilai(text):
    return read_nilai(CellRef("S", 1, 1), Cell(1, 1, text, "teks"))


def capaian(target, realisasi, arah, ketentuan=DEFAULT):
    try:
        return bulatkan(compute_capaian(nilai(target), nilai(realisasi), arah, ketentuan))
    except TidakTerhitung as reason:
        return reason.alasan


@pytest.mark.parametrize(("target", "realisasi", "arah", "expected"), rows(CAPAIAN))
def test_capaian(target, realisasi, arah, expected):
    read = read_angka(expected)
    assert capaian(target, realisasi, arah) == (read.nilai if read.jenis == "angka" else expected)


def test_makin_rendah_by_setting():
    assert [capaian("5", text, "rendah", T_OVER_R) for text in ("4", "10", "0")] == [125, 50, "nol"]


ARAH = """
| tertulis | arah |
| makin tinggi makin baik | tinggi |
| Semakin besar, semakin baik | tinggi |
| Makin banyak | tinggi |
| Semakin tinggi realisasi semakin baik | tinggi |
| Meningkat | tinggi |
| Positif (+) | tinggi |
| + | tinggi |
| ↑ | tinggi |
| Maximize | tinggi |
| Higher is better | tinggi |
| Makin rendah, makin baik | rendah |
| Makin kecil makin baik | rendah |
| semakin sedikit - semakin baik | rendah |
| MENURUN. | rendah |
| negatif | rendah |
| ↓ | rendah |
| (-) | rendah |
| ( – ) | rendah |
| Lower is better | rendah |
| Rentang | rentang |
| tetap/stabil | rentang |
| Range | rentang |
| makin cepat makin baik | - |
| maksimal | - |
| Min. | - |
| naik/turun | - |
| tidak boleh naik | - |
| semakin baik | - |
| +/- | - |
| - | - |
"""


@pytest.mark.parametrize(("stated", "arah"), rows(ARAH))
def test_arah_as_staff_word_it(stated, arah):
    assert DEFAULT.arah_of(stated) == (None if arah == "-" else arah)


def test_no_word_states_two_directions():
    words = [word for each in read_toml("ketentuan.toml")["arah"].values() for word in each]
    assert len(words) == len(set(words) - DEFAULT.kata_arah)


def percent_cell(value):
    return read_nilai(CellRef("S", 1, 1), Cell(1, 1, Decimal(value), "angka", None, "0%"))


@pytest.mark.parametrize(
    ("target", "realisasi", "expected"),
    [
        (percent_cell("1"), "0.98", "persen_campur realisasi 0,98"),
        ("0.9", percent_cell("0.98"), "persen_campur target 0,9"),
        (percent_cell("1"), "1", "persen_campur realisasi 1"),
        (percent_cell("1"), "98", 98),
        (percent_cell("1"), "0", 0),
        (percent_cell("1"), percent_cell("0.005"), Decimal("0.5")),
        ("0.8", "0.4", 50),
    ],
)
def test_a_fraction_beside_a_percent_format_is_ambiguous(target, realisasi, expected):
    cells = [nilai_of(Decimal(each)) if isinstance(each, str) else each for each in (target, realisasi)]
    try:
        got = compute_capaian(*cells, "tinggi", DEFAULT)
    except TidakTerhitung as reason:
        got = f"{reason.alasan} {reason.kolom} {reason.nilai.teks}"
    assert got == expected


@pytest.mark.parametrize(("value", "lower_bound", "rounded"), rows(KATEGORI))
def test_kategori(value, lower_bound, rounded):
    number = read_angka(value).nilai
    assert (DEFAULT.kategori(number), ROUNDED.kategori(number)) == (lower_bound, rounded)


def test_serapan_of_nothing_is_not_zero():
    with pytest.raises(TidakTerhitung, match="nol"):
        compute_serapan([nilai("0")], [nilai("10")])
    assert compute_serapan([nilai("200"), nilai("200")], [nilai("100"), nilai("80")]) == 45


numbers = st.decimals(min_value=0, max_value=10**6, places=3)


@given(numbers, st.sampled_from([DEFAULT, ROUNDED]))
def test_every_figure_has_exactly_one_kategori(value, ketentuan):
    label = ketentuan.kategori(value)
    assert label in ketentuan.sebutan
    assert ketentuan.kategori(value + 1) in ketentuan.sebutan[ketentuan.sebutan.index(label) :]


@given(
    numbers, numbers, st.decimals(min_value="0.001", max_value=10**6, places=3), st.sampled_from(["tinggi", "rendah"])
)
def test_capaian_is_monotone_by_arah(a, b, target, arah):
    low, high = sorted((a, b))
    first, second = (compute_capaian(nilai_of(target), nilai_of(value), arah, DEFAULT) for value in (low, high))
    assert first <= second if arah == "tinggi" else first >= second


def nilai_of(value: Decimal):
    return read_nilai(CellRef("S", 1, 1), Cell(1, 1, value, "angka"))
