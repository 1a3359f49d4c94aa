"""The Serang master: every printed cell shows, the faults typed over their formulas, the figures those of RUMUS 8."""

from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from isian_uji import typed_over
from libreoffice import stale_formulas

from lkjip_xl.angka import bulatkan
from lkjip_xl.pesan import read_toml
from lkjip_xl.template import serang_induk
from lkjip_xl.template.isi_timpa import shows, timpa
from lkjip_xl.template.isian import Buku
from lkjip_xl.template.rumus_anggaran import total_anggaran
from lkjip_xl.template.tabel import read

WORKBOOKS = Path(__file__).parents[1] / "workbooks"
SPEC, ISIAN = serang_induk.serang()
BUKU = Buku(SPEC, ISIAN)
ENTRIES = read_toml("template/serang_induk.toml")["tabel"]


def figures(table, judul):
    return [str(bulatkan(each)) for each in BUKU.kolom(table, judul) if each != ""]


def printed_cells(entry):
    table = read(entry["csv"])
    titles = {judul: judul for judul in entry.get("sama", ())} | entry.get("kolom", {})
    rows = [row for row in table.rows if row[0] or not entry.get("tanpa")]
    for number, row in enumerate(rows):
        for title, text in zip(table.head, row, strict=True):
            if title in titles and (text or "Strategis" not in title + titles[title]):
                yield number, titles[title], text


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["tabel"])
def test_every_printed_cell_shows(entry):
    wrong = [
        (number, judul, text)
        for number, judul, text in printed_cells(entry)
        if text and not shows(BUKU.nilai(entry["tabel"], number, judul), serang_induk.printed(text))
    ]
    assert wrong == []


def test_the_figures_are_those_of_rumus_8():
    assert figures("TabelRealisasiIKU", "Capaian") == ["101.48", "90.00", "102.95"]
    assert BUKU.kolom("TabelRealisasiIKU", "Kategori") == ["Sangat Tinggi", "Tinggi", "Sangat Tinggi"]
    capaian = BUKU.angka("TabelRealisasiIKU", "Capaian")
    assert str(sum(capaian) / 3).startswith("98.145408893")
    pagu, realisasi = (total_anggaran(BUKU, judul) for judul in ("Pagu Berlaku", "Jumlah Realisasi"))
    assert str(realisasi / pagu * 100).startswith("94.479027910")
    efisiensi = ["107.41", "91.86", "101.89", "101.86", "107.85", "100.00", "111.84", "108.64"]
    assert figures("TabelEfisiensi", "Efisiensi") == efisiensi
    assert figures("TabelEfisiensiIKU", "Efisiensi") == ["103.88"]


@pytest.mark.parametrize(
    ("table", "code", "judul", "value"),
    [
        ("TabelRencanaAksi", "T1", "Target", Decimal("83.85")),
        ("TabelRencanaAksi", "7.01.03.2.03.0001", "Satuan", Decimal(2)),
        ("TabelRencanaAksi", "7.01.03.2.03.0001", "Target", "Keg"),
        ("TabelRencanaAksi", "7.01.03.2.04", "Satuan", ""),
        ("TabelRealisasi", "S1", "Satuan", Decimal("83.33")),
        ("TabelRealisasi", "S1", "Target", Decimal(75)),
        ("TabelRealisasi", "S1", "Realisasi", Decimal(90)),
        ("TabelRealisasi", "S1", "Capaian", "Tinggi"),
        ("TabelRealisasi", "S1", "Kategori", Decimal("83.33")),
        ("TabelEfisiensi", "S1", "Status", "Efisien"),
        ("TabelEfisiensiIKU", "T1", "Status", "Sangat Efisien"),
        ("TabelRenstra", "T1", "Capaian 2025", Decimal("99.99")),
        ("TabelPK", "S2", "Indikator Kinerja", "Hasil Evaluasi AKIP (Angka)"),
    ],
)
def test_printed_faults_are_typed_in(table, code, judul, value):
    assert ISIAN[table][BUKU.baris_kode(table, code)][judul] == value


def test_the_27th_item_of_the_ikm_keeps_its_label_and_no_other_is_typed_over():
    assert [place for place in typed_over(SPEC, ISIAN) if place[0] == "TabelIKM"] == [("TabelIKM", 26, "Keterangan")]


def test_nothing_is_typed_over_that_the_formula_shows():
    assert timpa(SPEC, ISIAN) == ISIAN


def test_the_printed_double_row_stands_twice():
    codes = BUKU.kolom("TabelRealisasi", "Kode")
    assert (len(codes), codes[15], codes[21]) == (22, "7.01.01.2.01", "7.01.01.2.01")


def test_codes_are_unique_and_stand_under_their_programme():
    rows = ISIAN["TabelStruktur"]
    codes = [row["Kode"] for row in rows]
    levels = {2: "program", 4: "kegiatan", 5: "sub kegiatan"}
    assert len(set(codes)) == len(codes) == 58
    assert [row["Jenjang"] for row in rows] == [levels[code.count(".")] for code in codes]
    assert {code.rpartition(".")[0] for code in codes if code.count(".") == 5} <= set(codes)
    assert {row["Kode Indikator"] for row in rows if row["Jenjang"] == "program"} == {"T1", "S1", "S2"}


def test_the_kegiatan_the_budget_lacks_is_in_the_rencana_aksi_alone():
    lacking = set(BUKU.kolom("TabelRencanaAksi", "Kode")) - set(BUKU.kolom("TabelAnggaran", "Kode"))
    kegiatan = [code for code in lacking if code.count(".") == 4]
    assert kegiatan == ["7.01.01.2.03"]


def test_a_date_without_a_day_is_a_remark():
    rows = [row for row in ISIAN["TabelDokumen"] if "Tanggal" in row or "Keterangan Dokumen" in row]
    said = [(row["Dokumen"], str(row.get("Tanggal", row.get("Keterangan Dokumen")))) for row in rows]
    assert said == [
        ("SK IKU", "Januari 2025"),
        ("SK IKU", "2025-10-02"),
        ("PK", "Januari 2025"),
        ("PK", "Oktober 2025"),
        ("LHE", "2025-03-03"),
        ("LKjIP", "Januari 2024"),
    ]


@pytest.mark.parametrize(
    ("name", "build"),
    [(serang_induk.FILE_NAME, serang_induk.build), (serang_induk.EMPTY_NAME, serang_induk.build_empty)],
)
def test_committed_masters_are_what_the_code_builds(tmp_path, name, build):
    build(tmp_path / name)
    with ZipFile(tmp_path / name) as built, ZipFile(WORKBOOKS / name) as committed:
        names = set(built.namelist()) | set(committed.namelist())
        stale = [part for part in names if part not in committed.namelist() or built.read(part) != committed.read(part)]
    assert sorted(stale) == [], "stale parts; rebuild with: python -m lkjip_xl.template"


def test_libreoffice_recalculates_every_cell_to_our_value(office):
    assert stale_formulas(office, WORKBOOKS / serang_induk.FILE_NAME) == []
