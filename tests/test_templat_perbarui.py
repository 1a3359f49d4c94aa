"""An older master brought into the present one: everything typed is carried, what has no place is listed."""

from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.template.induk import write_master
from lkjip_xl.template.isian import Buku
from lkjip_xl.template.perbarui import perbarui
from lkjip_xl.template.serang_induk import serang
from lkjip_xl.template.spesifikasi import KolomInduk, spesifikasi

SPEC, ISIAN = serang()


def read(path):
    return perbarui(FileBook.open(path).read())


def typed(isian, nama):
    return [dict(row.items()) for row in isian.get(nama, ())]


@pytest.fixture
def serang_file(tmp_path):
    path = tmp_path / "lama.xlsx"
    write_master(path, SPEC, ISIAN)
    return path


def changed(path, *cells, **sheets):
    """Type values into cells "Sheet!A1" of a master as Excel would, and add sheets."""
    book = openpyxl.load_workbook(path)
    for at, value in cells:
        sheet, cell = at.split("!")
        book[sheet][cell] = value
    for name, value in sheets.items():
        book.create_sheet(name)["A1"] = value
    book.save(path)
    return read(path)


def test_the_present_master_comes_back_as_it_was(serang_file, tmp_path):
    terisi = read(serang_file)
    assert terisi.tidak_ditempatkan == ()
    assert {nama: typed(terisi.isian, nama) for nama in SPEC.tabel} == {nama: typed(ISIAN, nama) for nama in SPEC.tabel}
    write_master(tmp_path / "baru.xlsx", terisi.spec, terisi.isian)
    assert (tmp_path / "baru.xlsx").read_bytes() == serang_file.read_bytes()


@pytest.mark.parametrize(("tahun", "jenis"), [(2026, "kecamatan"), (2031, "perangkat daerah")])
def test_an_empty_master_comes_back_empty(tmp_path, tahun, jenis):
    write_master(tmp_path / "a.xlsx", spesifikasi(tahun, jenis), {})
    terisi = read(tmp_path / "a.xlsx")
    assert (terisi.spec.tahun, terisi.spec.jenis, terisi.isian, terisi.tidak_ditempatkan) == (tahun, jenis, {}, ())


def older(spec):
    """Return an invented older version: a title of its own, columns fewer, one more, in another order."""
    sheets = []
    for lembar in spec.lembar:
        tables = tuple(_older_table(tabel) for tabel in lembar.tabel)
        if len(tables) == 2 and not any(tabel.samping for tabel in tables):
            tables = tables[::-1]
        sheets.append(
            lembar._replace(tabel=tables, nama=lembar.nama if lembar.nama == "Penjelasan" else f"{lembar.nama} 0")
        )
    first = sheets[0].tabel
    isi = tuple(row | ({"Isi": "0"} if row["Hal"] == "Versi Templat" else {}) for row in first[0].isi)
    sheets[0] = sheets[0]._replace(tabel=(first[0]._replace(isi=isi), *first[1:]))
    return spec._replace(lembar=tuple(sheets), teks=dict(spec.teks) | {"versi": "0"})


def _older_table(tabel):
    dropped = (
        {"Bukti Dukung", "Sifat Target", "Batas Waktu"} if tabel.nama in {"TabelRealisasi", "TabelTindakLanjut"} else {}
    )
    columns = [kolom for kolom in tabel.kolom if kolom.judul not in dropped]
    if tabel.nama == "TabelLHE":
        columns = [columns[0], *reversed(columns[1:]), KolomInduk("Catatan Tim", 20)]
    if tabel.nama == "TabelRenja":
        columns = [kolom._replace(judul="Target Kinerja") if kolom.judul == "Target" else kolom for kolom in columns]
    return tabel._replace(kolom=tuple(columns))


def test_an_older_version_is_carried_whole_and_its_extra_column_listed(tmp_path):
    isian = {nama: typed(ISIAN, nama) for nama in ISIAN}
    isian["TabelLHE"][0]["Catatan Tim"] = "dibahas 3 April"
    isian["TabelPejabat"] = [
        {"Jabatan": "Camat", "Nama": "Contoh Nama", "NIP": "198001012005011001", "Mulai": date(2024, 1, 2)}
    ]
    for row in isian["TabelRenja"]:
        row["Target Kinerja"] = row.pop("Target")
    write_master(tmp_path / "lama.xlsx", older(SPEC), isian)
    terisi = read(tmp_path / "lama.xlsx")
    expected = {nama: typed(ISIAN, nama) for nama in SPEC.tabel}
    expected["TabelPejabat"] = isian["TabelPejabat"]
    assert {nama: typed(terisi.isian, nama) for nama in SPEC.tabel} == expected
    assert terisi.spec.versi == "1"
    assert [(each.alasan, each.lembar, each.isi, each.lain) for each in terisi.tidak_ditempatkan] == [
        ("kolom_lain", "LHE 0", "Catatan Tim", "1")
    ]


def test_typed_values_keep_their_kinds(serang_file):
    terisi = changed(
        serang_file,
        ("Identitas!A18", "Camat"),
        ("Identitas!C18", 198001012005011),
        ("Identitas!E18", date(2024, 1, 2)),
        ("IKU!M7", 82.125),
        ("IKU!K7", "12 kelurahan"),
    )
    row = terisi.isian["TabelPejabat"][0]
    assert row == {"Jabatan": "Camat", "NIP": "198001012005011", "Mulai": date(2024, 1, 2)}
    assert (terisi.isian["TabelIKU"][0]["Target"], terisi.isian["TabelIKU"][0]["Penyebut"]) == (
        Decimal("82.125"),
        "12 kelurahan",
    )


def test_a_formula_typed_over_stays_typed_over(serang_file):
    terisi = changed(serang_file, ("Anggaran!H7", 5), ("Efisiensi!B8", None))
    assert terisi.isian["TabelAnggaran"][0]["Pagu Berlaku"] == 5
    assert terisi.isian["TabelEfisiensi"][1]["Uraian"] == ""


def test_rows_typed_below_the_table_are_its_rows(serang_file):
    terisi = changed(serang_file, ("LHE!D17", "Rekomendasi baru"), ("EPDESKEL!B20", "Banten"), ("EPDESKEL!C20", 100))
    assert terisi.isian["TabelLHE"][-1] == {"Rekomendasi": "Rekomendasi baru"}
    assert terisi.isian["TabelEpdeskel"][-1] == {"Kelurahan": "Banten", "Bidang Pemerintahan": Decimal(100)}


def test_what_stays_in_the_old_file_is_listed(serang_file):
    terisi = changed(
        serang_file,
        ("IKU!P8", "tanya Bappeda"),
        ("Renja!F7", "=80+2"),
        ("Ketentuan!A22", "Ketentuan kami"),
        Hitungan="coret-coret",
    )
    listed = {(each.alasan, each.lembar, each.sel) for each in terisi.tidak_ditempatkan}
    assert {
        ("catatan_luar", "IKU", "P8"),
        ("lembar_lain", "Hitungan", ""),
        ("baris_lain", "Ketentuan", "A22"),
    } <= listed
    assert all(each.kalimat for each in terisi.tidak_ditempatkan)


def test_a_formula_of_ones_own_gives_its_value_and_is_listed(serang_file, office, tmp_path):
    changed(serang_file, ("Renja!F7", "=80+2.5"))
    office.save(serang_file, tmp_path / "hitung.xlsx")
    terisi = read(tmp_path / "hitung.xlsx")
    assert terisi.isian["TabelRenja"][0]["Target"] == Decimal("82.5")
    assert [(each.alasan, each.sel) for each in terisi.tidak_ditempatkan] == [("rumus_sendiri", "F7")]


def test_another_programs_copy_says_the_same(serang_file, office, tmp_path):
    office.save(serang_file, tmp_path / "salinan.xlsx")
    terisi = read(tmp_path / "salinan.xlsx")
    assert {nama: typed(terisi.isian, nama) for nama in SPEC.tabel} == {nama: typed(ISIAN, nama) for nama in SPEC.tabel}
    assert terisi.tidak_ditempatkan == ()


def test_a_result_that_changes_is_listed(serang_file, office, tmp_path):
    changed(serang_file, ("Anggaran!J8", "=1+1"))
    office.save(serang_file, tmp_path / "hitung.xlsx")
    terisi = read(tmp_path / "hitung.xlsx")
    assert "Serapan" not in terisi.isian["TabelAnggaran"][1]
    assert [each for each in terisi.tidak_ditempatkan if each.alasan == "hasil_lain"] == [
        ("Anggaran", "S1, Serapan", "hasil_lain", "2,00", "97,98")
    ]


def test_other_workbooks_are_no_masters(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Indikator Kinerja Utama", "Satuan", "Target", "Realisasi"])
    book.active.append(["Nilai IKM", "Angka", 80, 84])
    book.save(tmp_path / "lain.xlsx")
    assert read(tmp_path / "lain.xlsx") is None


def test_the_same_settings_hold(serang_file):
    terisi = changed(serang_file, ("Ketentuan!A7", 40), ("Ketentuan!B16", "bulatkan"))
    buku = Buku(terisi.spec, terisi.isian)
    assert buku.ketentuan.celah == "bulatkan"
    assert buku.kolom("TabelSkala", "Batas Bawah")[0] == 40
