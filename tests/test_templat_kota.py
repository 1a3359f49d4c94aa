"""``lkjip templat kota``: a folder of invented offices, the same every time, its manifest true of every file in it."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from benchmark_deteksi import ada, ditemukan, kunci, tak_dijelaskan
from openpyxl import load_workbook

from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.cli import main
from lkjip_xl.pesan import UnusableFileError
from lkjip_xl.rules.dasar import catalogue
from lkjip_xl.template.kota.akibat import akibat_efisiensi
from lkjip_xl.template.kota.cetakan import induk, tuang
from lkjip_xl.template.kota.folder import MANIFES, gambar, tulis_satu
from lkjip_xl.template.kota.jenis_salah import SEMUA
from lkjip_xl.template.kota.model import PENDUKUNG
from lkjip_xl.template.kota.nama import nama_tempat, nip
from lkjip_xl.template.kota.salah import INDUK, TERCETAK, Jenis, KantorSalah, suntik_satu
from lkjip_xl.template.kota.salah_berkas import BERKAS
from lkjip_xl.template.kota.salah_lanjutan import LANJUTAN
from lkjip_xl.template.kota.salah_tertulis import TERTULIS
from lkjip_xl.template.kota.susunan import Permintaan, calon
from lkjip_xl.template.tabel import read
from lkjip_xl.verbs import read_dokumen

JUMLAH = 24


def build(folder: Path, *options: str) -> dict:
    assert main(["templat", "kota", "-o", str(folder), *options]) == 0
    return json.loads((folder / MANIFES).read_text("utf-8"))


@pytest.fixture(scope="module")
def kota(tmp_path_factory):
    """Return a folder of 24 offices and its manifest."""
    folder = tmp_path_factory.mktemp("rekaan") / "kota"
    return folder, build(folder, "--jumlah", str(JUMLAH), "--benih", "3")


TAUTAN = next(each for each in BERKAS if each.nama == "tautan_ke_berkas_lain")


def made_at(each, made: KantorSalah) -> str:
    """Return where the first finding of a fault stands."""
    return gambar(each.kantor, each.tata_letak).tempat[made.salah[0].harap[0][1:]][1]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_arguments_give_the_same_bytes(kota, tmp_path):
    build(tmp_path / "lagi", "--jumlah", str(JUMLAH), "--benih", "3")
    assert contents(tmp_path / "lagi") == contents(kota[0])


def test_another_number_gives_other_offices(kota, tmp_path):
    other = build(tmp_path / "lain", "--jumlah", "4", "--benih", "4")
    assert not {each["kantor"] for each in other["berkas"]} & {each["kantor"] for each in kota[1]["berkas"]}


def test_the_manifest_names_every_file(kota):
    folder, manifest = kota
    named = {each["berkas"] for part in ("berkas", "gagal", "dilewati") for each in manifest[part]} | {MANIFES}
    assert named == set(contents(folder))
    assert manifest["jumlah"] == JUMLAH


def test_every_kind_of_file_is_there(kota):
    files = {each["berkas"] for each in kota[1]["berkas"]}
    assert Counter(each["tata_letak"] for each in kota[1]["berkas"]).keys() == {INDUK, TERCETAK}
    assert {Path(each).suffix for each in files} == {".xlsx", ".xlsm"}
    assert any("/" in each for each in files)
    assert {each["sebab"] for each in kota[1]["dilewati"]} == {"kunci", "tersembunyi"}
    assert {any(each["kesalahan"]) for each in kota[1]["berkas"]} == {True, False}


def test_what_cannot_be_read_is_refused_for_the_reason_told(kota):
    folder, manifest = kota
    refused = {}
    for each in manifest["gagal"]:
        with pytest.raises(UnusableFileError) as told:
            FileBook.open(folder / each["berkas"])
        refused[each["sebab"]] = told.value.key
    assert refused == {"rusak": "rusak", "berkata_sandi": "berkata_sandi"}


@pytest.mark.parametrize("tahap", ["draf", "penyampaian"])
def test_validation_finds_what_the_manifest_says_and_nothing_else(kota, tahap):
    folder, manifest = kota
    wrong = []
    for entry in manifest["berkas"]:
        found = ditemukan(folder / entry["berkas"], tahap)
        told = [each for fault in entry["kesalahan"] for each in (fault, *fault["akibat"])]
        wrong += [(entry["berkas"], "missing", kunci(each)) for each in told if not ada(kunci(each), found)]
        wrong += [(entry["berkas"], "extra", each) for each in tak_dijelaskan(found, entry)]
    assert wrong == []


LETAK = [(each, letak) for each in (*LANJUTAN, *TERTULIS, *BERKAS) for letak in sorted(each.tata_letak)]


@pytest.mark.parametrize(("jenis", "letak"), LETAK, ids=[f"{each.nama}: {letak}" for each, letak in LETAK])
def test_a_fault_of_many_rows_is_found_with_all_that_follows(jenis: Jenis, letak: str, tmp_path):
    """A folder of 24 holds few of each kind: these, judged by several tables at once, are tried one by one."""
    drawn = (each for each in calon(Permintaan(JUMLAH, 3, 2025, False)) if each.tata_letak == letak)
    each, chosen = next((each, found) for each in drawn if (found := jenis.sasaran(each.kantor, Random(0))))
    entry = tulis_satu(tmp_path, each, suntik_satu(KantorSalah(each.kantor, ()), jenis, chosen[1], Random(0)))
    found = ditemukan(tmp_path / entry["berkas"], "draf")
    told = [kunci(part) for fault in entry["kesalahan"] for part in (fault, *fault["akibat"])]
    assert [each for each in told if not ada(each, found)] == []
    assert tak_dijelaskan(found, entry) == set()


def test_every_finding_told_is_in_a_table_that_is_drawn_and_every_rule_is_broken():
    """A kind of fault that told of a table its layout does not print broke the whole folder, in few offices only."""
    wrong, broken = set(), set()
    for each in calon(Permintaan(JUMLAH, 7, 2025, False)):
        drawn = {(tabel, judul) for tabel, _, judul in gambar(each.kantor, each.tata_letak).tempat} | {("", "")}
        for jenis in (jenis for jenis in SEMUA if each.tata_letak in jenis.tata_letak):
            if found := jenis.sasaran(each.kantor, Random(each.nomor)):
                made = suntik_satu(KantorSalah(each.kantor, ()), jenis, found[1], Random(each.nomor))
                told = {(harap.tabel, harap.judul) for harap in made.salah[0].harap if harap.tabel != PENDUKUNG}
                broken |= {harap.kode for harap in made.salah[0].harap}
                wrong |= {(jenis.nama, each.tata_letak, *cell) for cell in told - drawn}
    assert [wrong, set(catalogue()) - broken] == [set(), set()]


@pytest.mark.parametrize("benih", [1, 42])
def test_an_office_that_fell_short_is_not_efficient(benih):
    """Results of 98,50 with 98,50 spent make 100,00: efficient without its target, in an office said to be clean."""
    offices = [each.kantor for each in calon(Permintaan(JUMLAH, benih, 2025, False))]
    assert [each.nama for each in offices if akibat_efisiensi(each)] == []


def test_a_link_to_another_workbook_is_one_as_excel_keeps_it(tmp_path):
    """LibreOffice and Excel take a file whose parts do not fit together for broken."""
    each = next(each for each in calon(Permintaan(JUMLAH, 3, 2025, False)) if each.tata_letak == INDUK)
    made = suntik_satu(KantorSalah(each.kantor, ()), TAUTAN, "T1", Random(0))
    path = tmp_path / tulis_satu(tmp_path, each, made)["berkas"]
    book = load_workbook(path, keep_links=True)
    assert [link.file_link.Target for link in book._external_links] == ["Renja%20kiriman.xlsx"]
    assert str(book["Renja"][made_at(each, made)].value) == "=[1]Renja!$E$7"


def test_every_workbook_says_that_it_is_invented(kota):
    folder, manifest = kota
    for each in manifest["berkas"]:
        sheets = {sheet.name: sheet for sheet in FileBook.open(folder / each["berkas"]).read()}
        assert any("DATA REKAAN" in str(cell.value) for cell in sheets["Identitas"].cells.values())
        assert Path(each["berkas"]).name.startswith("rekaan-")


def test_every_workbook_is_read_as_the_office_and_year_it_is(kota):
    folder, manifest = kota
    for each in manifest["berkas"]:
        dokumen = read_dokumen(FileBook.open(folder / each["berkas"]))
        assert (dokumen.perangkat_daerah.casefold(), dokumen.tahun) == (each["kantor"].casefold(), each["tahun"])


def test_a_poured_master_reads_as_the_one_the_template_writes(tmp_path):
    poured, written = tmp_path / "tuang.xlsx", tmp_path / "induk.xlsx"
    kantor = next(calon(Permintaan(1, 9, 2025, False))).kantor
    poured.write_bytes(tuang(kantor))
    written.write_bytes(induk(kantor.spec, kantor.isian))
    assert FileBook.open(poured).read() == FileBook.open(written).read()


def test_kota_serang_has_the_printed_results_and_nothing_wrong(tmp_path):
    folder = tmp_path / "serang"
    manifest = build(folder, "--kota-serang")
    printed = {row[0]: row[1:] for row in read("tabel_3_8_antar_kecamatan").rows}
    shown = {}
    for each in manifest["berkas"]:
        path = folder / each["berkas"]
        assert ditemukan(path, "penyampaian") == set()
        every = read_dokumen(FileBook.open(path)).baris["capaian_iku"]
        rows = [row for row in every if row.jenjang != "rata-rata"]
        shown[each["kantor"].removeprefix("Kecamatan ")] = tuple(row.nilai["realisasi"].nilai for row in rows)
    numbers = {nama: tuple(Decimal(text.replace(",", ".")) for text in row) for nama, row in printed.items()}
    assert shown == numbers
    assert manifest["gagal"] == []


def test_more_than_kota_serang_brings_invented_offices_too(tmp_path):
    manifest = build(tmp_path / "lebih", "--kota-serang", "--jumlah", "8")
    assert len(manifest["berkas"]) == 8
    assert len(manifest["gagal"]) == 2


def test_another_year_is_clean_too(tmp_path):
    folder = tmp_path / "2027"
    for each in build(folder, "--tahun", "2027", "--jumlah", "4", "--benih", "5")["berkas"]:
        assert tak_dijelaskan(ditemukan(folder / each["berkas"], "draf"), each) == set()


@pytest.mark.parametrize("options", [["--jumlah", "-1"], ["--jumlah", "dua"], ["--benih", "x"], ["--tahun", "25"]])
def test_a_wrong_option_is_told(tmp_path, capsys, options):
    with pytest.raises(SystemExit) as told:
        main(["templat", "kota", "-o", str(tmp_path / "a"), *options])
    assert told.value.code == 2
    assert options[1] in capsys.readouterr().err


def test_a_folder_that_holds_something_is_left_alone(tmp_path, capsys):
    (tmp_path / "isi").mkdir()
    (tmp_path / "isi" / "<script>.txt").write_text("milik orang")
    assert main(["templat", "kota", "-o", str(tmp_path / "isi")]) == 2
    assert "berisi" in capsys.readouterr().err
    assert contents(tmp_path / "isi") == {"<script>.txt": b"milik orang"}


def test_names_differ_and_nip_have_their_form():
    assert len({nama_tempat(number, 5) for number in range(7288)}) == 7288
    numbers = [nip(Random(number)) for number in range(200)]
    assert all(len(each) == 18 and each.isdigit() for each in numbers)


def test_the_kinds_of_faults_cover_many_rules():
    assert len(SEMUA) >= 120
    assert {each.tata_letak for each in SEMUA} == {
        frozenset({INDUK}),
        frozenset({TERCETAK}),
        frozenset({INDUK, TERCETAK}),
    }
    assert len(catalogue()) > 80
