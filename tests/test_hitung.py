"""The Serang workbook in, every figure out: compared cell by cell with the printed report (the csv files)."""

import csv
import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from libreoffice import stale_formulas

from lkjip_xl.angka import bulatkan, read_angka
from lkjip_xl.api import hitung
from lkjip_xl.cli import main
from lkjip_xl.table import from_float
from lkjip_xl.template.serang import build

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "workbooks" / "contoh_kecamatan_serang_2025.xlsx"
DATA = ROOT / "lkjip_xl" / "template" / "data"

# Sheet, csv file, first data row, and the columns that hold results: (letter, name in the csv).
PRINTED = [
    ("Tabel 3.1 Realisasi", "tabel_3_1_realisasi_kinerja", 6, [("I", "% Capaian"), ("J", "Kinerja Pelayanan")]),
    ("Tabel 3.2 IKU", "tabel_3_2_capaian_iku", 5, [("F", "% Capaian"), ("G", "Kinerja Pelayanan")]),
    ("Tabel 3.10", "tabel_3_10_program_pendukung", 6, [("I", "Capaian %"), ("J", "Kinerja Pelayanan")]),
    ("Tabel 3.11 Anggaran", "tabel_3_11_realisasi_anggaran", 5, [("E", "Capaian (dicetak)")]),
    (
        "Tabel 3.9",
        "tabel_3_9_efisiensi_iku",
        6,
        [("G", "Capaian K"), ("H", "Capaian Rp."), ("I", "Efisiensi"), ("J", "Keterangan")],
    ),
    (
        "Tabel 3.12 Efisiensi",
        "tabel_3_12_efisiensi",
        6,
        [
            ("G", "Capaian Kinerja (%)"),
            ("I", "Capaian Anggaran (%)"),
            ("J", "Tingkat Efisiensi"),
            ("K", "Status"),
        ],
    ),
]

# What the report prints wrongly (ATURAN EF002): everything else must come out as printed.
WRONG_IN_PRINT = [
    ["Tabel 3.9!J6", "Sangat Efisien", "Efisien"],
    ["Tabel 3.12 Efisiensi!K7", "Efisien", "Tidak Efisien"],
]
# Left as typed: the shifted row of Tabel 3.1, and the programme of Tabel 3.10 that has a kategori and nothing else.
UNTOUCHED = {"Tabel 3.1 Realisasi!I10", "Tabel 3.1 Realisasi!J10", "Tabel 3.10!I20", "Tabel 3.10!J20"}


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    path = tmp_path_factory.mktemp("hasil") / "hasil.xlsx"
    hitung(SAMPLE).simpan(path)
    return path


@pytest.fixture(scope="module")
def twin(tmp_path_factory):
    path = tmp_path_factory.mktemp("kembar") / "kembar.xlsx"
    build(path, numbers_as_text=True)
    return path


def printed(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shown(value):
    """Return a cell as the report prints it: numbers to 2 decimals."""
    return value if isinstance(value, str | None) else str(bulatkan(from_float(value)))


def as_printed(text):
    read = read_angka(text)
    return str(bulatkan(read.nilai)) if read.jenis == "angka" else text or None


def against_print(path):
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet, name, first, columns in PRINTED:
        for row, record in enumerate(printed(name), start=first):
            for letter, header in columns:
                at = f"{sheet}!{letter}{row}"
                if at not in UNTOUCHED:
                    yield [at, as_printed(record[header]), shown(book[sheet][f"{letter}{row}"].value)]


@pytest.mark.parametrize("source", ["sample", "twin"])
def test_every_figure_is_the_printed_one(source, result, twin, tmp_path):
    path = result
    if source == "twin":
        path = tmp_path / "hasil.xlsx"
        hitung(twin).simpan(path)
    compared = list(against_print(path))
    assert len(compared) == 153
    assert [row for row in compared if row[1] != row[2]] == WRONG_IN_PRINT


def test_rumus_8_to_the_printed_digit():
    data = hitung(SAMPLE).data
    two = lambda value: str(bulatkan(Decimal(repr(value))))  # noqa: E731
    assert [[row["sel"], two(row["capaian"]), row["kategori"]] for row in data["capaian"][:3]] == [
        ["F5", "101.48", "Sangat Tinggi"],
        ["F6", "90.00", "Tinggi"],
        ["F7", "102.95", "Sangat Tinggi"],
    ]
    assert {name: two(value) for name, value in data["ringkasan"].items()} == {
        "rata_rata_capaian_iku": "98.15",
        "serapan_total": "94.48",
        "efisiensi_total": "103.88",
    }
    assert repr(data["ringkasan"]["rata_rata_capaian_iku"]).startswith("98.14540889")
    assert [two(row["efisiensi"]) for row in data["efisiensi"]] == (
        "107.41 91.86 101.89 101.86 107.85 100.00 111.84 108.64 103.88".split()
    )


def test_only_result_cells_differ_from_the_input(result):
    before, after = (openpyxl.load_workbook(path, data_only=True) for path in (SAMPLE, result))
    columns = {sheet: {letter for letter, _ in letters} for sheet, _, _, letters in PRINTED}
    changed = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in before
        for row in sheet.iter_rows()
        for cell in row
        if cell.value != after[sheet.title][cell.coordinate].value
        and cell.column_letter not in columns.get(sheet.title, ())
    ]
    assert changed == []


def test_shifted_and_empty_rows_stay_as_typed(result):
    before, after = (openpyxl.load_workbook(path) for path in (SAMPLE, result))
    for sheet, row in (("Tabel 3.1 Realisasi", 10), ("Tabel 3.10", 20)):
        values = [[cell.value for cell in book[sheet][row]] for book in (before, after)]
        assert values[0] == values[1]


def test_libreoffice_recalculates_every_formula_to_our_value(office, result):
    formulas = sum(len(cells) for cells in office.formulas(result).values())
    assert (formulas, stale_formulas(office, result)) == (147, [])


def test_libreoffice_catches_a_planted_wrong_value(office, result, tmp_path):
    planted = tmp_path / "salah.xlsx"
    position = openpyxl.load_workbook(result, read_only=True).sheetnames.index("Tabel 3.2 IKU") + 1
    with zipfile.ZipFile(result) as source, zipfile.ZipFile(planted, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == f"xl/worksheets/sheet{position}.xml":
                data = re.sub(rb'(<c r="F6".*?<v>)[^<]*', rb"\g<1>90.003601", data)
            target.writestr(entry, data)
    assert [row[0] for row in stale_formulas(office, planted)] == ["Tabel 3.2 IKU!F6"]


def test_twin_gets_values_without_formulas(twin, tmp_path):
    path = tmp_path / "hasil.xlsx"
    hitung(twin).simpan(path)
    book = openpyxl.load_workbook(path)
    assert [
        cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ] == []


def test_computing_a_result_again_changes_nothing(result, tmp_path):
    again = tmp_path / "lagi.xlsx"
    hasil = hitung(result)
    hasil.simpan(again)
    assert (hasil.data["diubah"], again.read_bytes() == result.read_bytes()) == ([], True)


def test_changes_and_reasons_are_listed():
    data = hitung(SAMPLE).data
    assert [[f"{row['lembar']}!{row['sel']}", row["lama"], row["baru"]] for row in data["diubah"]] == [
        WRONG_IN_PRINT[1],
        WRONG_IN_PRINT[0],
    ]
    assert [f"{row['lembar']}!{row['sel']}" for row in data["tidak_dihitung"]] == [
        "Tabel 3.1 Realisasi!I10",
        "Tabel 3.10!I20",
    ]


def test_values_only(tmp_path):
    path = tmp_path / "nilai.xlsx"
    assert main(["hitung", str(SAMPLE), "-o", str(path), "--nilai-saja"]) == 0
    sheet = openpyxl.load_workbook(path)["Tabel 3.2 IKU"]
    assert [round(sheet[at].value, 2) for at in ("F5", "F6", "F7")] == [101.48, 90.0, 102.95]


def test_json_has_the_agreed_shape(tmp_path, capsys):
    path = tmp_path / "hasil.xlsx"
    assert main(["hitung", str(SAMPLE), "-o", str(path), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert list(data) == (
        "berkas keluaran perangkat_daerah tahun capaian anggaran efisiensi ringkasan diubah tidak_dihitung".split()
    )
    assert (data["berkas"], data["keluaran"], data["perangkat_daerah"], data["tahun"]) == (
        str(SAMPLE),
        str(path),
        "Kecamatan Serang",
        2025,
    )
    assert data["capaian"][1] == {
        "lembar": "Tabel 3.2 IKU",
        "sel": "F6",
        "kode": None,
        "jenjang": "iku",
        "indikator": "Persentase Kelurahan Kategori Cepat Berkembang",
        "satuan": "Persen",
        "target": 83.33,
        "realisasi": 75,
        "capaian": pytest.approx(75 / 83.33 * 100, abs=1e-12),
        "kategori": "Tinggi",
    }
    assert data["anggaran"][0] == {
        "lembar": "Tabel 3.11 Anggaran",
        "sel": "E5",
        "jenjang": "tujuan",
        "uraian": "MENINGKATKAN KEPUASAN MASYARAKAT TERHADAP PELAYANAN PUBLIK KECAMATAN SERANG",
        "pagu": 26028054509,
        "realisasi": 24591052884,
        "serapan": pytest.approx(94.479, abs=1e-3),
    }
    assert [len(data[name]) for name in ("capaian", "anggaran", "efisiensi")] == [55, 21, 9]
