"""Any workbook of an LKjIP brought into the master: the same figures, and nothing left out without a word."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from buku import HEAD_32, workbook

from lkjip_xl.api import hitung
from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.templat import dari_buku, save
from lkjip_xl.template.isi import isi_dari
from lkjip_xl.template.isian import Buku
from lkjip_xl.template.perbarui import perbarui
from lkjip_xl.verbs import read_dokumen

SAMPLE = Path(__file__).parents[1] / "workbooks" / "contoh_kecamatan_serang_2025.xlsx"


def filled(path):
    return dari_buku(FileBook.open(path), 2025)


def rounded(value):
    return None if value is None else round(value, 6)


def figures(path):
    data = hitung(path).data
    summary = {name: rounded(value) for name, value in data["ringkasan"].items()}
    return summary, [rounded(row["efisiensi"]) for row in data["efisiensi"] if "IKU" not in row["lembar"]]


def both_ways(path, folder):
    """Return the figures of a workbook, those of the master made of it, and that master as described."""
    terisi = filled(path)
    save(terisi, folder / "induk.xlsx")
    return figures(path), figures(folder / "induk.xlsx"), terisi


def reasons(terisi):
    return {each.alasan for each in terisi.tidak_ditempatkan}


def test_the_sample_gives_the_same_figures_through_another_program_too(tmp_path, office):
    save(filled(SAMPLE), tmp_path / "induk.xlsx")
    office.save(tmp_path / "induk.xlsx", tmp_path / "salinan.xlsx")
    before, after = figures(SAMPLE), figures(tmp_path / "salinan.xlsx")
    assert (before, len(before[1])) == (after, 9)


def test_the_indicators_stand_as_before(tmp_path):
    save(filled(SAMPLE), tmp_path / "induk.xlsx")
    rows = [hitung(path).data["capaian"][:3] for path in (SAMPLE, tmp_path / "induk.xlsx")]
    told = [[(row["indikator"], row["target"], row["realisasi"], row["kategori"]) for row in each] for each in rows]
    assert told[0] == told[1]


def test_a_cover_sheet_of_labels_and_values_is_read():
    isian = filled(SAMPLE).isian
    assert {"Hal": "Pemerintah Daerah", "Isi": "Kota Serang"} in isian["TabelIdentitas"]
    assert isian["TabelKetentuan"] == [{"Hal": "Jumlah kelurahan", "Isi": Decimal(12)}]


def test_the_filled_master_is_its_own_update(tmp_path):
    save(filled(SAMPLE), tmp_path / "induk.xlsx")
    terisi = perbarui(FileBook.open(tmp_path / "induk.xlsx").read())
    save(terisi, tmp_path / "lagi.xlsx")
    assert terisi.tidak_ditempatkan == ()
    assert (tmp_path / "lagi.xlsx").read_bytes() == (tmp_path / "induk.xlsx").read_bytes()


def plain(value):
    return " ".join(value.split()).casefold() if isinstance(value, str) else value


def test_every_cell_of_the_sample_is_carried_or_its_place_is_listed():
    book = FileBook.open(SAMPLE)
    dokumen = read_dokumen(book)
    terisi = isi_dari(dokumen, book.read())
    buku = Buku(terisi.spec, terisi.isian)
    carried = {
        plain(value) for nama, tabel in buku.tabel.items() for k in tabel.kolom for value in buku.kolom(nama, k.judul)
    }
    shown = {round(value, 2) for value in carried if isinstance(value, Decimal)}
    listed = [(each.lembar, each.sel, each.isi) for each in terisi.tidak_ditempatkan]
    whole = {lembar for lembar, _, _ in listed if lembar in {"Tabel 3.10", "Identitas"}}
    rows = {(lembar, sel) for lembar, sel, _ in listed}
    columns = {(lembar, isi) for lembar, _, isi in listed}
    lost = [
        (table.sheet.name, row, kolom.judul, value)
        for table in dokumen.tables
        for row in table.rows
        for kolom in (*table.columns, *table.unknown)
        if (value := table.sheet.cell(row, kolom.column).value) not in (None, "") and kolom.field != "no"
        if plain(value) not in carried
        if not (isinstance(value, Decimal) and {round(value, 2), round(value * 100, 2)} & shown)
        if table.sheet.name not in whole
        if (table.sheet.name, f"baris {row}") not in rows and (table.sheet.name, kolom.judul) not in columns
    ]
    assert lost == []


def test_what_has_no_place_is_named():
    terisi = filled(SAMPLE)
    listed = {(each.alasan, each.lembar) for each in terisi.tidak_ditempatkan}
    assert {
        ("tabel_tanpa_tempat", "Tabel 3.10"),
        ("baris_terulang", "P-IKU"),
        ("baris_terulang", "Tabel 3.7"),
        ("kolom_lain", "Tabel 3.2 IKU"),
        ("baris_jumlah", "PK Perubahan"),
        ("hasil_lama", "Tabel 3.12 Efisiensi"),
        ("tanpa_padanan", "Rencana Aksi"),
        ("lembar_lain", "Identitas"),
    } <= listed
    assert all(each.kalimat for each in terisi.tidak_ditempatkan)


def test_a_shifted_row_goes_cell_by_cell():
    rows = [row for row in filled(SAMPLE).isian["TabelRealisasi"] if row.get("Capaian") == "Tinggi"]
    assert [(row["Satuan"], row["Target"], row["Realisasi"], row["Kategori"]) for row in rows] == [
        (Decimal("83.33"), Decimal(75), Decimal(90), Decimal("83.33"))
    ]


IKU = [["Capaian IKU Kecamatan Batu Tahun 2024"], HEAD_32, ["Nilai IKM", "Indeks", 80, 84, None, None]]
BUDGET = [
    ["Realisasi Anggaran Kecamatan Batu Tahun 2024"],
    ["Kode", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)", "%"],
    ["7.01.01", "Program Penunjang Urusan", 3000, 2700, None],
    ["7.01.01.2.01", "Kegiatan Perencanaan", 1000, 900, None],
    ["7.01.01.2.02", "Kegiatan Keuangan", 2000, 1800, None],
    [None, "Jumlah", 3000, 2700, None],
]
PLAIN = ["No", "Indikator", "Target", "Realisasi", "Capaian (%)"]
STAFF = {
    "codes of their own": {"IKU": IKU, "Anggaran": BUDGET},
    "a table per sasaran": {
        "S1": [["Capaian Sasaran 1 Tahun 2024"], PLAIN, [1, "Nilai IKM", 80, 84, None]],
        "S2": [["Capaian Sasaran 2 Tahun 2024"], PLAIN, [1, "Nilai SAKIP", 75, 60, None]],
    },
    "numbers as text": {"IKU": [*IKU[:2], ["Nilai IKM", "Indeks", "80,50", "84,25", None, None]]},
    "a limit in the target": {"IKU": [*IKU[:2], ["Lama layanan", "hari", "≤ 5", 2, None, None]]},
    "an indicator that should fall": {
        "IKU": [
            ["Capaian IKU Kecamatan Batu Tahun 2024"],
            [*HEAD_32, "Arah"],
            ["Angka stunting", "%", 20, 18, None, None, "menurun"],
        ]
    },
    "rows without a level": {
        "A": [
            ["Realisasi Belanja Tahun 2024"],
            ["Kode Rekening", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)", "%"],
            ["5", "BELANJA DAERAH", 3000, 2550, None],
            ["5.1", "BELANJA OPERASI", 2000, 1900, None],
            ["5.2", "BELANJA MODAL", 1000, 650, None],
        ]
    },
}  # fmt: skip


@pytest.mark.parametrize("name", STAFF)
def test_staff_workbooks_give_the_same_figures(tmp_path, name):
    before, after, _ = both_ways(workbook(tmp_path, **STAFF[name]), tmp_path)
    assert before == after


def test_codes_of_the_workbook_are_kept_and_the_tree_is_built(tmp_path):
    _, _, terisi = both_ways(workbook(tmp_path, **STAFF["codes of their own"]), tmp_path)
    assert [(row["Kode"], row["Jenjang"]) for row in terisi.isian["TabelStruktur"]] == [
        ("7.01.01", "program"),
        ("7.01.01.2.01", "kegiatan"),
        ("7.01.01.2.02", "kegiatan"),
    ]
    assert (terisi.spec.tahun, terisi.spec.jenis) == (2024, "kecamatan")
    assert terisi.isian["TabelIKU"][0]["Kode Indikator"] == "S1"
    assert reasons(terisi) == {"baris_jumlah"}


def test_programmes_that_stand_beside_their_kegiatan_only_are_in_the_tree(tmp_path):
    head = ["Program", "Kegiatan", "Indikator Kinerja", "Satuan", "Target", "Realisasi"]
    rows = [
        ["Program Trantib", "Kegiatan Patroli", "Jumlah patroli", "Kali", 12, 12],
        [None, "Kegiatan Rapat", "Jumlah rapat", "Kali", 4, 4],
        ["Program Desa", "Kegiatan Bimbingan", "Jumlah desa", "Desa", 10, 9],
    ]
    title = ["Realisasi Kinerja Tahun 2024"]
    path = workbook(tmp_path, merges=["A3:A4"], R=[title, head, *rows])
    before, after, terisi = both_ways(path, tmp_path)
    assert before == after
    assert [(row["Kode"], row["Uraian"]) for row in terisi.isian["TabelStruktur"]] == [
        ("P1", "Program Trantib"),
        ("P1.1", "Kegiatan Patroli"),
        ("P1.2", "Kegiatan Rapat"),
        ("P2", "Program Desa"),
        ("P2.1", "Kegiatan Bimbingan"),
    ]
    assert terisi.tidak_ditempatkan == ()


def test_a_second_indicator_of_a_kegiatan_gets_its_letter(tmp_path):
    head = ["Program", "Kegiatan", "Indikator Kinerja", "Satuan", "Target", "Realisasi"]
    rows = [
        ["Program Trantib", None, "Gangguan selesai", "%", 100, 100],
        [None, "Kegiatan Patroli", "Jumlah patroli", "Kali", 12, 12],
        [None, "Kegiatan Patroli", "Jumlah laporan", "Laporan", 4, 4],
    ]
    _, _, terisi = both_ways(workbook(tmp_path, R=[["Realisasi Kinerja Tahun 2024"], head, *rows]), tmp_path)
    assert [row["Kode"] for row in terisi.isian["TabelRealisasi"]] == ["P1", "P1.1", "P1.1-b"]


def test_a_subordinates_table_is_listed_and_not_counted(tmp_path):
    named = [["IKU"], ["No", "Sasaran", "Indikator Kinerja Utama", "Formula", "Satuan", "Target"]]
    named += [[1, "S1", "Nilai IKM", "survei", "Indeks", 80]]
    below = [["Capaian Kinerja Sekcam"], PLAIN, [1, "Persentase surat diproses", 100, 10, None]]
    before, after, terisi = both_ways(workbook(tmp_path, SK=named, Sekcam=below, Camat=IKU), tmp_path)
    assert before == after
    assert ("bukan_iku", "Sekcam") in {(each.alasan, each.lembar) for each in terisi.tidak_ditempatkan}


def test_notes_and_sheets_without_tables_are_listed(tmp_path):
    path = workbook(tmp_path, IKU=[*IKU, [], ["Catatan: nilai sementara"]], Rapat=[["Notulen rapat"]])
    terisi = filled(path)
    assert {"lembar_lain", "di_luar_tabel"} <= reasons(terisi)


def test_a_workbook_without_a_year_says_which_is_taken(tmp_path):
    path = workbook(tmp_path, IKU=IKU[1:])
    terisi = filled(path)
    assert (terisi.spec.tahun, "tahun_tidak_ada" in reasons(terisi)) == (2025, True)


def test_the_input_is_left_alone(tmp_path):
    path = workbook(tmp_path, IKU=IKU)
    before = path.read_bytes()
    filled(path)
    assert path.read_bytes() == before
    assert openpyxl.load_workbook(path).sheetnames == ["IKU"]


def test_a_budget_shared_by_two_indicators_of_a_sasaran_is_listed(tmp_path):
    head = ["Sasaran", "Indikator Kinerja", "Target", "Realisasi", "Pagu", "Realisasi Anggaran", "Tingkat Efisiensi"]
    rows = [["Pelayanan naik", "Kepatuhan", 80, 72, 1000, 900, None], [None, "Kecepatan", 50, 50, None, None, None]]
    path = workbook(tmp_path, merges=["A3:A4", "E3:E4", "F3:F4"], S=[["Efisiensi Tahun 2024"], head, *rows])
    listed = [each.sel for each in filled(path).tidak_ditempatkan if each.alasan == "anggaran_bersama"]
    assert listed == ["baris 4"]
