"""What an office does its own way all through a table stays as written; one odd row in a table of ours does not."""

import pytest
from buku import HEAD_32, column, computed, workbook
from libreoffice import stale_formulas

from lkjip_xl.api import hitung

SASARAN = ["Sasaran", *HEAD_32]
TWO_SASARAN = [
    ["S1", "A", "%", 100, 105, 105],
    ["S1", "B", "%", 100, 95, 95],
    [None, "Rata-rata Sasaran 1", None, None, None, 100],
    ["S2", "C", "%", 100, 98, 98],
    [None, "Rata-rata Sasaran 2", None, None, None, 98],
]


def reasons(hasil):
    return {row["sel"]: row["alasan"] for row in hasil.data["tidak_dihitung"]}


def of_sasaran(mean, *, means=True):
    rows = TWO_SASARAN if means else [row for row in TWO_SASARAN if row[0]]
    return [SASARAN, *rows, [None, "Rata-rata keseluruhan", None, None, None, mean]]


@pytest.mark.parametrize("written", [99, "=AVERAGE(F4,F6)"])
def test_the_mean_of_the_sasarans_means_stays(tmp_path, office, written):
    saved = tmp_path / "dihitung.xlsx"
    office.save(workbook(tmp_path, S=of_sasaran(written)), saved)
    hasil, formulas, values = computed(saved)
    assert (formulas["S"]["F7"].value, values["S"]["F7"].value) == (written, 99)
    assert "rata-rata tiap sasaran" in reasons(hasil)["F7"]
    assert hasil.data["diubah"] == []


def test_the_mean_of_sasaran_whose_means_are_not_shown_stays(tmp_path):
    hasil, _, values = computed(workbook(tmp_path, S=of_sasaran(99, means=False)))
    assert (values["S"]["F5"].value, hasil.data["diubah"]) == (99, [])


@pytest.mark.parametrize(("written", "changed"), [(97, True), (99.33, False), (None, False)])
def test_any_other_mean_is_the_plain_one(tmp_path, written, changed):
    hasil, _, values = computed(workbook(tmp_path, S=of_sasaran(written)))
    assert round(values["S"]["F7"].value, 2) == 99.33
    assert bool(hasil.data["diubah"]) is changed


def labels(tmp_path, office, *written, head="Kategori"):
    """Compute three rows of 105, 85 and 60 that write these labels; return the result and the labels afterwards."""
    figures = [("A", 105), ("B", 85), ("C", 60)]
    rows = [[name, "%", 100, each, each, label] for (name, each), label in zip(figures, written, strict=True)]
    saved = tmp_path / "dihitung.xlsx"
    office.save(workbook(tmp_path, S=[[*HEAD_32[:5], head], *rows]), saved)
    hasil, formulas, values = computed(saved)
    return hasil, column(formulas["S"], "F", 2, 4), column(values["S"], "F", 2, 4)


@pytest.mark.parametrize(
    "written",
    [
        ("Sangat Baik", "Baik", "Cukup"),
        ("Sangat Berhasil", "Berhasil", "Cukup Berhasil"),
        ("Sangat Baik", "Baik", "Rendah"),
        ("Sangat Baik", None, "Cukup"),
    ],
)
def test_labels_of_another_scale_stay(tmp_path, office, written):
    hasil, formulas, values = labels(tmp_path, office, *written)
    assert (values, hasil.data["diubah"]) == (list(written), [])
    assert "skala lain" in reasons(hasil)["F2"]
    assert formulas == values


def test_a_formula_that_gives_labels_of_another_scale_stays(tmp_path, office):
    written = [f'=IF(E{row}>=90,"Memuaskan",IF(E{row}>=80,"Baik","Cukup"))' for row in (2, 3, 4)]
    hasil, formulas, values = labels(tmp_path, office, *written)
    assert (formulas, values, hasil.data["diubah"]) == (written, ["Memuaskan", "Baik", "Cukup"], [])


def test_whether_a_target_was_reached_is_no_kategori(tmp_path, office):
    written = ["Tercapai", "Tidak Tercapai", "Tidak Tercapai"]
    hasil, _, values = labels(tmp_path, office, *written, head="Status Capaian")
    assert (values, hasil.data["diubah"]) == (written, [])
    assert set(reasons(hasil).values()) == {
        "sel itu menyebut target tercapai atau tidak, bukan kategori, jadi dibiarkan"
    }


@pytest.mark.parametrize(
    "written",
    [
        ("Sangat Tinggi", "Baik", "Rendah"),
        ("Sangat Tinggi", "Sangat Tinggi", "Rendah"),
        ("Rendah", "Sedang", "Tinggi"),
        (None, None, None),
    ],
)
def test_wrong_labels_in_a_table_of_the_scale_are_replaced(tmp_path, office, written):
    _, _, values = labels(tmp_path, office, *written)
    assert values == ["Sangat Tinggi", "Tinggi", "Rendah"]
    assert stale_formulas(office, tmp_path / "keluar.xlsx") == []


def test_a_scale_stated_in_ketentuan_replaces_the_labels_of_ours(tmp_path):
    scale = [["Batas bawah", "Kategori"], [0, "Kurang"], [80, "Baik"]]
    rows = [HEAD_32, ["A", "%", 100, 90, 90, "Tinggi"], ["B", "%", 100, 60, 60, "Rendah"]]
    _, _, values = computed(workbook(tmp_path, S=rows, Ketentuan=scale))
    assert column(values["S"], "F", 2, 3) == ["Baik", "Kurang"]


CAPPED = [HEAD_32, ["A", "%", 100, 155, "=MIN(120,D2/C2*100)"], ["B", "%", 100, 90, "=MIN(120,D3/C3*100)"]]


@pytest.mark.parametrize("mean", [105, None])
def test_capaian_under_a_cap_stays_and_so_does_its_mean(tmp_path, office, mean):
    saved = tmp_path / "dihitung.xlsx"
    office.save(workbook(tmp_path, S=[*CAPPED, ["Rata-rata", None, None, None, mean]]), saved)
    hasil, formulas, values = computed(saved)
    assert column(formulas["S"], "E", 2, 4) == ["=MIN(120,D2/C2*100)", "=MIN(120,D3/C3*100)", mean]
    assert (column(values["S"], "F", 2, 3), hasil.data["diubah"]) == (["Sangat Tinggi", "Tinggi"], [])
    assert [row["capaian"] for row in hasil.data["capaian"]][:2] == [155, 90]
    assert "dibatasi paling tinggi 120" in reasons(hasil)["E2"]
    assert stale_formulas(office, tmp_path / "keluar.xlsx") == []


def test_a_figure_above_the_supposed_cap_makes_it_a_fault(tmp_path):
    rows = [HEAD_32, ["A", "%", 100, 155, 120], ["B", "%", 100, 130, 130]]
    assert [row["sel"] for row in hitung(workbook(tmp_path, S=rows)).data["diubah"]] == ["E2"]


def test_efisiensi_reckoned_with_the_capped_capaian_stays(tmp_path):
    head = ["Program", "Indikator Kinerja", "Target", "Realisasi", "Capaian", "Pagu", "Realisasi Anggaran", "Serapan"]
    rows = [[*head, "Tingkat Efisiensi", "Status"]]
    rows += [["Program A", "A", 100, 155, 120, 1000, 800, 80, 150, "Efisien"]]
    rows += [["Program B", "B", 100, 90, 90, 1000, 900, 90, 99, "Efisien"]]
    hasil, _, values = computed(workbook(tmp_path, S=rows))
    assert (column(values["S"], "E", 2, 3), column(values["S"], "I", 2, 3)) == ([120, 90], [150, 100])
    assert [row["sel"] for row in hasil.data["diubah"]] == ["I3"]


@pytest.mark.parametrize(
    ("written", "after"),
    [((20, 10, 0), [20, 10, 0]), ((20, 10, 7), [20, 10, 7]), ((125, 10, 0), [125, 111.11, 100])],
)
def test_efisiensi_by_another_formula_stays_unless_a_row_is_ours(tmp_path, written, after):
    head = ["Program", "Indikator Kinerja", "Target", "Realisasi", "Capaian", "Pagu", "Realisasi Anggaran", "Serapan"]
    figures = [("A", 80), ("B", 90), ("C", 100)]
    rows = [
        [name, f"Indikator {name}", 100, 100, 100, 1000, serapan * 10, serapan, value]
        for (name, serapan), value in zip(figures, written, strict=True)
    ]
    hasil, _, values = computed(workbook(tmp_path, S=[[*head, "Tingkat Efisiensi"], *rows]))
    assert [round(value, 2) for value in column(values["S"], "I", 2, 4)] == after
    left = [reason for reason in reasons(hasil).values() if "menurut rumus lain" in reason]
    assert len(left) == (0 if 125 in after else 3)
