"""The master filled with the Serang tables: as committed, RUMUS 8 through LibreOffice alone and through hitung."""

import csv
import re
from math import isclose
from pathlib import Path

import pytest
from libreoffice import stale_formulas
from parts import read_parts, write_parts

from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.template import serang_induk
from lkjip_xl.template.induk import write_master
from lkjip_xl.template.perbarui import perbarui
from lkjip_xl.verbs import hitung

WORKBOOKS = Path(__file__).parents[1] / "workbooks"
MASTER = WORKBOOKS / serang_induk.FILE_NAME
DATA = Path(serang_induk.__file__).parent / "data"
EXACT = {
    "Rata_Rata_Capaian": (84.99 / 83.75 + 75 / 83.33 + 69.75 / 67.75) / 3 * 100,
    "Total_Serapan": 24_591_052_884 / 26_028_054_509 * 100,
}


def printed(name, column):
    text = (DATA / f"{name}.csv").read_text(encoding="utf-8")
    return [row[column] for row in csv.DictReader(text.splitlines())]


def as_printed(value):
    return f"{value + 1e-9:.2f}".replace(".", ",") if isinstance(value, float) else value


def stripped(path, out):
    """Write a copy in which no formula has a value."""
    parts = read_parts(path)
    sheets = [name for name in parts if name.startswith("xl/worksheets/sheet")]
    return write_parts(out, parts | {name: re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", parts[name]) for name in sheets})


@pytest.mark.parametrize(
    ("build", "name"),
    [(serang_induk.build, serang_induk.FILE_NAME), (serang_induk.build_empty, serang_induk.EMPTY_NAME)],
)
def test_committed_file_is_what_the_code_builds(tmp_path, build, name):
    build(tmp_path / name)
    built, committed = read_parts(tmp_path / name), read_parts(WORKBOOKS / name)
    stale = sorted(part for part in built | committed if built.get(part) != committed.get(part))
    assert stale == [], "stale parts; rebuild with: python -m lkjip_xl.template"


def test_libreoffice_agrees_with_every_value(office):
    assert stale_formulas(office, MASTER) == []


def test_figures_of_the_report_come_from_the_formulas_alone(office, tmp_path):
    cells = office.values(stripped(MASTER, tmp_path / "tanpa_nilai.xlsx"))
    iku = [[as_printed(cells["Realisasi"][f"{column}{row}"]) for column in "LM"] for row in (7, 8, 9)]
    assert iku == [["101,48", "Sangat Tinggi"], ["90,00", "Tinggi"], ["102,95", "Sangat Tinggi"]]
    efisiensi = [as_printed(cells["Efisiensi"][f"L{row}"]) for row in range(7, 15)]
    assert efisiensi == printed("tabel_3_12_efisiensi", "Tingkat Efisiensi")
    serapan = [as_printed(cells["Anggaran"][f"J{row}"]) for row in range(7, 28)]
    assert serapan == printed("tabel_3_11_realisasi_anggaran", "Capaian (dicetak)")
    summary = [as_printed(cells["Ringkasan"][f"C{row}"]) for row in (6, 9, 10, 11, 12, 13, 14, 15, 16)]
    assert summary == ["98,15", "94,48", "103,88", "Efisien", "84,99", "B", "69,75", "B", "75,00"]
    assert isclose(cells["Ringkasan"]["C6"], EXACT["Rata_Rata_Capaian"], abs_tol=1e-9)
    assert isclose(cells["Ringkasan"]["C9"], EXACT["Total_Serapan"], abs_tol=1e-9)


def test_hitung_gives_the_same_figures_and_leaves_the_formulas(tmp_path):
    book = FileBook.open(MASTER)
    hasil = hitung(book)
    assert [f"{each.nilai:.2f} {each.kategori}" for each in hasil.hitungan.iku] == [
        *("101.48 Sangat Tinggi", "90.00 Tinggi", "102.95 Sangat Tinggi"),
    ]
    shown = [hasil.hitungan.rata_rata_capaian_iku, hasil.hitungan.serapan_total, hasil.hitungan.efisiensi_total]
    assert [f"{each:.2f}" for each in shown] == ["98.15", "94.48", "103.88"]
    assert [f"{each.ref.sheet}!{each.ref.a1} {each.lama} → {each.baru}" for each in hasil.tulisan.diubah] == [
        *("Efisiensi!M8 Efisien → Tidak Efisien", "Efisiensi!M20 Sangat Efisien → Efisien"),
    ]
    book.save(tmp_path / "hasil.xlsx")
    assert _formulas(MASTER).items() <= _formulas(tmp_path / "hasil.xlsx").items()


def test_hitung_fills_a_master_whose_formulas_were_never_calculated(office, tmp_path):
    book = FileBook.open(stripped(MASTER, tmp_path / "tanpa_nilai.xlsx"))
    hitung(book)
    book.save(tmp_path / "hasil.xlsx")
    assert _formulas(MASTER).items() <= _formulas(tmp_path / "hasil.xlsx").items()


ONE_INDICATOR = {
    "Identitas": {"B7": "Kecamatan Rekaan"},
    "IKU": {"A7": "T1", "B7": "tujuan", "C7": "Pelayanan prima", "D7": "Nilai SKM", "G7": "Angka", "M7": 80},
    "PK": {"A7": "T1", "F7": 80},
    "Realisasi": {"A7": "T1", "K7": 76.4},
    "Struktur": {"A7": "7.01.02", "B7": "program", "C7": "Program pelayanan", "I7": "T1"},
    "Anggaran": {"A7": "7.01.02", "D7": 1000, "F7": 950},
    "Efisiensi": {"A7": "T1"},
}


def test_one_indicator_typed_by_hand_works(office, tmp_path):
    """A person opens the empty master in a spreadsheet program, types a few cells, saves: formulas and hitung agree."""
    office.type(WORKBOOKS / serang_induk.EMPTY_NAME, tmp_path / "diketik.xlsx", ONE_INDICATOR)
    cells = office.values(tmp_path / "diketik.xlsx")
    shown = [cells["Realisasi"][at] for at in ("C7", "F7", "L7", "M7")] + [cells["Anggaran"]["J7"]]
    assert shown == ["Nilai SKM", 80, 95.5, "Sangat Tinggi", 95]
    assert [cells["Efisiensi"]["I7"], as_printed(cells["Efisiensi"]["L7"]), cells["Efisiensi"]["M7"]] == [
        *(1000, "100,53", "Efisien"),
    ]
    hasil = hitung(FileBook.open(tmp_path / "diketik.xlsx"))
    assert [hasil.dokumen.perangkat_daerah, [each.nilai for each in hasil.hitungan.iku]] == ["Kecamatan Rekaan", [95.5]]
    assert [hasil.tulisan.diubah, hasil.hitungan.serapan_total] == [(), 95]


def test_rows_pasted_below_a_table_count_too(office, tmp_path):
    """Where a program does not let the table grow, rows below it are read, and perbarui takes them in."""
    rows = range(7, 207)
    pasted = {
        "Anggaran": {f"{column}{row}": value for row in rows for column, value in (("D", 10), ("F", 9))}
        | {f"A{row}": f"7.01.02.2.01.{row:04}" for row in rows},
        "Struktur": {f"A{row}": f"7.01.02.2.01.{row:04}" for row in rows}
        | {f"B{row}": "sub kegiatan" for row in rows}
        | {f"C{row}": f"Sub kegiatan ke-{row}" for row in rows},
    }
    office.type(WORKBOOKS / serang_induk.EMPTY_NAME, tmp_path / "ditempel.xlsx", pasted)
    hasil = hitung(FileBook.open(tmp_path / "ditempel.xlsx"))
    assert [len(list(hasil.dokumen.rows("struktur"))), len(list(hasil.dokumen.rows("anggaran")))] == [200, 200]
    carried = perbarui(FileBook.open(tmp_path / "ditempel.xlsx").read())
    write_master(tmp_path / "baru.xlsx", carried.spec, carried.isian)
    assert office.values(tmp_path / "baru.xlsx")["Anggaran"]["J206"] == 90


def _formulas(path):
    return {
        (sheet.name, cell.row, cell.column): cell.formula
        for sheet in FileBook.open(path).read()
        for cell in sheet.cells.values()
        if cell.formula is not None
    }
