"""A workbook's own settings go over the default ones; what cannot be read is said."""

from decimal import Decimal

import pytest
from master_sheets import master
from staff import read

from lkjip_xl.ketentuan import ketentuan_bawaan
from lkjip_xl.ketentuan_buku import read_ketentuan


def settings(entries=(), scale=None):
    """Return the settings of a master, and the cells refused."""
    rows = {"TabelKetentuan": [{"Hal": hal, "Isi": isi} for hal, isi in entries]}
    if scale is not None:
        rows["TabelSkala"] = [{"Batas Bawah": bound, "Kategori": label} for bound, label in scale]
    ketentuan, refused = read_ketentuan(read(*master(rows)))
    return ketentuan, [each.ref.a1 for each in refused]


def test_a_master_as_built_and_a_workbook_without_settings_have_the_default():
    assert read_ketentuan(read(*master())) == (ketentuan_bawaan(), ())
    assert read_ketentuan(read("Indikator | Target | Realisasi\nIKM | 80 | 81")) == (ketentuan_bawaan(), ())


@pytest.mark.parametrize(
    ("hal", "isi", "field", "expected"),
    [
        ("Celah skala", "bulatkan", "celah", "bulatkan"),
        ("Rumus makin rendah", "t / r", "makin_rendah", "T/R"),
        ("Rumus makin rendah", "2T − R", "makin_rendah", "2T-R"),
        ("Batas efisien", "95,5", "batas_efisien", Decimal("95.5")),
        ("Sebutan efisien", "Hemat", "efisien", "Hemat"),
        ("Sebutan tidak efisien", "Boros", "tidak_efisien", "Boros"),
        ("Jumlah kelurahan", 12, "jumlah_kelurahan", 12),
    ],
)
def test_an_entry_goes_over_the_default(hal, isi, field, expected):
    ketentuan, refused = settings([(hal, isi)])
    assert [getattr(ketentuan, field), refused] == [expected, []]


def test_what_cannot_be_read_is_listed_and_the_default_holds():
    entries = [("Celah skala", "kira-kira"), ("Batas efisien", "seratus"), ("Jumlah kelurahan", 12.5), ("Lain", "x")]
    ketentuan, refused = settings([*entries, ("Sebutan efisien", None)])
    assert [ketentuan, len(refused)] == [ketentuan_bawaan(), 3]


def test_a_scale_of_ones_own():
    ketentuan, refused = settings(scale=[(0, "Kurang"), ("50,5", "Cukup"), (90, "Istimewa Sekali")])
    assert [ketentuan.batas, refused] == [(0, Decimal("50.5"), 90), []]
    assert [ketentuan.kategori(Decimal(each)) for each in (50, 51, 90)] == ["Kurang", "Cukup", "Istimewa Sekali"]
    assert ketentuan.is_sebutan("istimewa sekali")


@pytest.mark.parametrize("scale", [[(0, "A"), (0, "B")], [(50, "A"), (0, "B")], [(0, "A"), ("x", "B")], [(0, None)]])
def test_a_scale_with_a_fault_is_refused_as_a_whole(scale):
    ketentuan, refused = settings(scale=scale)
    assert [ketentuan, len(refused)] == [ketentuan_bawaan(), 1]
