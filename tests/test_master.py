"""The master: every formula recalculated by LibreOffice, no error anywhere, nothing in its XML that Excel refuses."""

import re
from collections import Counter
from decimal import Decimal
from zipfile import ZipFile

import openpyxl
import pytest
from isian_uji import kasus
from libreoffice import stale_formulas
from lxml import etree
from parts import read_parts, write_parts

from lkjip_xl.template.induk import write_master
from lkjip_xl.template.isian import Buku
from lkjip_xl.template.rumus_tabel import RUMUS
from lkjip_xl.template.spesifikasi import spesifikasi

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FUNCTIONS_OF_2007 = {
    *("IF", "AND", "OR", "NOT", "IFERROR", "ISNUMBER", "LEN", "COUNT", "COUNTA", "COUNTIF", "COUNTIFS", "SUM"),
    *("SUMIF", "SUMIFS", "SUMPRODUCT", "AVERAGE", "AVERAGEIF", "MAX", "MIN", "ROUND", "ROW", "INDEX", "MATCH"),
    *("LOOKUP", "SUBSTITUTE", "FIND", "LEFT", "MID", "N", "DATE"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("induk")


@pytest.fixture(scope="module")
def empty(folder):
    write_master(folder / "kosong.xlsx", spesifikasi(2025, "kecamatan"), {})
    return folder / "kosong.xlsx"


@pytest.fixture(scope="module")
def filled(folder):
    write_master(folder / "kasus.xlsx", spesifikasi(2025, "kecamatan"), kasus())
    return folder / "kasus.xlsx"


def shown(book, tabel, judul):
    return [value if isinstance(value, str) else float(value) for value in book.kolom(tabel, judul)]


def test_libreoffice_agrees_with_every_value_of_a_filled_master(office, filled):
    assert stale_formulas(office, filled) == []


def test_every_formula_has_been_recalculated_with_a_result():
    """The cases reach every formula: each gives something somewhere, and nothing somewhere else or in blank rows."""
    book = Buku(spesifikasi(2025, "kecamatan"), kasus())
    used = {
        kolom.rumus
        for tabel in book.tabel.values()
        for kolom in tabel.kolom
        if kolom.rumus and any(value != "" for value in book.kolom(tabel.nama, kolom.judul))
    }
    assert used == set(RUMUS)


def test_an_empty_master_shows_no_error_and_no_zero(office, empty):
    assert stale_formulas(office, empty) == []
    computed = {
        f"{sheet}!{cell}": value
        for sheet, formulas in office.formulas(empty).items()
        for cell, value in office.values(empty)[sheet].items()
        if cell in formulas and value not in ("", None)
    }
    assert computed == {"Ringkasan!A2": "Tahun 2025"}


def test_capaian_by_direction():
    book = Buku(spesifikasi(2025, "kecamatan"), kasus())
    assert [
        round(value, 4) if isinstance(value, float) else value for value in shown(book, "TabelRealisasiIKU", "Capaian")
    ] == [
        *(101.4806, 75.0, 94.4444, "", ""),
    ]


def test_budget_is_summed_from_the_most_detailed_rows():
    book = Buku(spesifikasi(2025, "kecamatan"), kasus())
    assert shown(book, "TabelAnggaran", "Rincian") == ["", "", "ya", "ya", "", "", "ya", "", "ya"]
    assert shown(book, "TabelAnggaran", "Pagu Berlaku") == [1050, 1050, 450, 600, "", 500, 500, 0, 0]
    assert shown(book, "TabelAnggaran", "Jumlah Realisasi") == [440, 440, 440, "", "", 0, 0, 0, 0]


def test_quarters_follow_the_sifat_of_the_target():
    book = Buku(spesifikasi(2025, "kecamatan"), kasus())
    quarters = [shown(book, "TabelRencanaAksi", f"Triwulan {each}") for each in ("I", "II", "III", "IV")]
    assert [list(row) for row in zip(*quarters, strict=True)] == [
        ["", "", "", ""],
        [3, 3, 3, 3],
        [72, 72, 72, 72],
        [50, "", "", 7],
        [70, "", 35, ""],
        [2, "", "", ""],
    ]


def edited(path, out, pattern, replacement, count=0):
    """Write a copy with a pattern replaced in every sheet."""
    parts = read_parts(path)
    sheets = [name for name in parts if name.startswith("xl/worksheets/sheet")]
    return write_parts(out, parts | {name: re.sub(pattern, replacement, parts[name], count=count) for name in sheets})


def test_a_planted_wrong_value_is_found(office, filled, folder):
    wrong = edited(filled, folder / "salah.xlsx", rb"(</f>)<v>101\.48[0-9]*</v>", rb"\1<v>99</v>", count=1)
    assert {old for _, old, _ in stale_formulas(office, wrong)} == {99.0}


def test_values_taken_away_come_back(office, filled, folder):
    stripped = edited(filled, folder / "tanpa_nilai.xlsx", rb"(</f>)<v>[^<]*</v>", rb"\1")
    assert office.values(stripped) == office.values(filled)


def test_two_hundred_sub_kegiatan(office, folder):
    isian = kasus()
    rows = [(f"7.01.09.2.01.{number:04}", number) for number in range(1, 201)]
    isian["TabelStruktur"] = [{"Kode": kode, "Jenjang": "sub kegiatan", "Uraian": f"Sub {n}"} for kode, n in rows]
    isian["TabelAnggaran"] = [
        {"Kode": "7.01.09"},
        *({"Kode": kode, "Pagu Murni": n, "Realisasi": n} for kode, n in rows),
    ]
    isian["TabelRencanaAksi"] = [{"Kode": kode, "Target": n, "Jan": n} for kode, n in rows]
    isian = {nama: [_with_decimals(row) for row in rows] for nama, rows in isian.items()}
    write_master(folder / "besar.xlsx", spesifikasi(2025, "kecamatan"), isian)
    values = office.values(folder / "besar.xlsx")["Anggaran"]
    assert [values["H7"], values["I7"], values["J7"]] == [20100, 20100, 100]
    assert stale_formulas(office, folder / "besar.xlsx") == []


def _with_decimals(row):
    return {key: Decimal(value) if isinstance(value, int) else value for key, value in row.items()}


def test_other_offices_have_no_kecamatan_sheets(folder):
    path = folder / "dinas.xlsx"
    write_master(path, spesifikasi(2031, "perangkat daerah"), {})
    book = openpyxl.load_workbook(path)
    assert [sheet.title for sheet in book if sheet.sheet_state == "hidden"] == ["Antar Kecamatan", "EPDESKEL"]
    assert [cell.value for cell in book["Renstra"][6]][5:12] == [
        *("Target 2030", "Target 2031", "Target 2032", "Target 2033", "Target 2034"),
        *("Kondisi Akhir Renstra", "Realisasi 2031"),
    ]


def test_the_same_content_gives_the_same_bytes(filled, folder):
    write_master(folder / "lagi.xlsx", spesifikasi(2025, "kecamatan"), kasus())
    assert (folder / "lagi.xlsx").read_bytes() == filled.read_bytes()


# What Excel refuses, seen in the XML.


def xml(path, start):
    with ZipFile(path) as book:
        return {name: etree.fromstring(book.read(name)) for name in book.namelist() if name.startswith(start)}


def formulas(path):
    cells = (cell for sheet in xml(path, "xl/worksheets/sheet").values() for cell in sheet.iter(f"{MAIN}f"))
    names = (name for book in xml(path, "xl/workbook.xml").values() for name in book.iter(f"{MAIN}definedName"))
    columns = (
        each for table in xml(path, "xl/tables/").values() for each in table.iter(f"{MAIN}calculatedColumnFormula")
    )
    return [each.text for group in (cells, names, columns) for each in group]


@pytest.fixture(scope="module", params=["empty", "filled"])
def book(request):
    return request.getfixturevalue(request.param)


def test_table_heads_are_the_column_names(book):
    wrong = []
    for sheet in openpyxl.load_workbook(book):
        for table in sheet.tables.values():
            first = table.ref.partition(":")[0]
            row, column = openpyxl.utils.cell.coordinate_to_tuple(first)
            names = [each.name for each in table.tableColumns]
            heads = [sheet.cell(row, column + at).value for at in range(len(names))]
            wrong += [table.name] if heads != names or len({name.lower() for name in names}) < len(names) else []
    assert wrong == []


def test_table_names_and_numbers_are_unique(book):
    tables = list(xml(book, "xl/tables/").values())
    names = [
        name.get("name") for each in xml(book, "xl/workbook.xml").values() for name in each.iter(f"{MAIN}definedName")
    ]
    all_names = Counter(
        [table.get("name").lower() for table in tables] + [name.lower() for name in names if name[0] != "_"]
    )
    assert [name for name, count in all_names.items() if count > 1] == []
    assert len({table.get("id") for table in tables}) == len(tables)


def test_formulas_are_english_with_commas_and_known_functions(book):
    without_texts = [re.sub(r'"[^"]*"|\[[^\[\]]*\]', "", formula) for formula in formulas(book)]
    used = {name for formula in without_texts for name in re.findall(r"([A-Z_][A-Za-z._]*)\(", formula)}
    assert used - FUNCTIONS_OF_2007 <= {"_xlfn.NUMBERVALUE"}
    assert [formula for formula in without_texts if ";" in formula or "@" in formula] == []
    assert max(map(len, formulas(book))) < 8192


def test_structured_references_stay_out_of_formats_and_validations(book):
    for sheet in xml(book, "xl/worksheets/sheet").values():
        texts = [each.text or "" for tag in ("formula", "formula1", "formula2") for each in sheet.iter(f"{MAIN}{tag}")]
        assert [text for text in texts if "[" in text] == []


def test_structured_references_name_columns_that_exist(book):
    columns = {
        table.get("name"): {column.get("name") for column in table.iter(f"{MAIN}tableColumn")}
        for table in xml(book, "xl/tables/").values()
    }
    found = {
        match
        for formula in formulas(book)
        for match in re.findall(r"(Tabel\w+)\[(?:\[#This Row\],)?\[?([^\[\]#]+)\]", formula)
    }
    assert [[table, column] for table, column in sorted(found) if column not in columns[table]] == []


def test_columns_named_from_outside_their_row_need_no_escape(book):
    """Excel wants [[double brackets]] around a name with a sign; ours are letters, digits and spaces."""
    named = {match for formula in formulas(book) for match in re.findall(r"Tabel\w+\[([^\[\]]+)\]", formula)}
    assert [name for name in named if not re.fullmatch(r"[A-Za-z0-9 ]+", name)] == []


def test_computed_columns_fill_new_rows(book):
    """Excel copies a calculated column's formula into every row somebody adds."""
    spec = spesifikasi(2025, "kecamatan")
    expected = {(tabel.nama, kolom.judul) for tabel in spec.tabel.values() for kolom in tabel.kolom if kolom.dihitung}
    found = {
        (table.get("name"), column.get("name"))
        for table in xml(book, "xl/tables/").values()
        for column in table.iter(f"{MAIN}tableColumn")
        if column.find(f"{MAIN}calculatedColumnFormula") is not None
    }
    assert found == expected


def test_validations_stay_within_excels_limits(book):
    for sheet in xml(book, "xl/worksheets/sheet").values():
        for each in sheet.iter(f"{MAIN}dataValidation"):
            source = each.findtext(f"{MAIN}formula1") or ""
            assert len(source) <= 257 and len(each.get("promptTitle", "")) <= 32 and len(each.get("prompt", "")) <= 255


def test_nothing_is_protected_and_no_macro(book):
    assert [sheet.title for sheet in openpyxl.load_workbook(book) if sheet.protection.sheet] == []
    with ZipFile(book) as archive:
        assert [name for name in archive.namelist() if "vba" in name.lower()] == []
