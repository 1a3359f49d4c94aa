"""The master's tables are read as what they are: master.toml and layout.toml cannot drift apart."""

from decimal import Decimal

import pytest
from master_sheets import MASTER, NEVER, heads, master, table_specs
from staff import columns, read, sheet, tables, unclear

from lkjip_xl.layout import header_label, is_own_title, kind
from lkjip_xl.table import Cell, RawTable

KINDS = {
    "TabelIdentitas": "identitas",
    "TabelDokumen": "dokumen",
    "TabelPejabat": "pejabat",
    "TabelSkala": "skala",
    "TabelKetentuan": "ketentuan",
    "TabelStruktur": "struktur",
    "TabelIKU": "iku",
    "TabelRenstra": "renstra",
    "TabelRenja": "renja",
    "TabelPK": "pk",
    "TabelPKProgram": "pk_program",
    "TabelRencanaAksi": "rencana_aksi",
    "TabelMonev": "monev",
    "TabelRealisasiIKU": "capaian_iku",
    "TabelRealisasi": "realisasi",
    "TabelAnggaran": "anggaran",
    "TabelEfisiensi": "efisiensi",
    "TabelEfisiensiIKU": "efisiensi_iku",
    "TabelRiwayat": "riwayat",
    "TabelAntarKecamatan": "antar_kecamatan",
    "TabelIKM": "ikm",
    "TabelUnsur": "ikm_unsur",
    "TabelEpdeskel": "epdeskel",
    "TabelAKIP": "akip",
    "TabelLHE": "lhe",
    "TabelTindakLanjut": "tindak_lanjut",
    "TabelPenjelasan": "penjelasan",
    "TabelPadanan": "padanan_kantor",
}
FIELDS = {
    "Alasan Perubahan": "alasan_perubahan",
    "Anggaran": "pagu",
    "Anggaran Berlaku": "pagu",
    "Anggaran Murni": "pagu_murni",
    "Definisi Operasional": "definisi",
    "Indikator Kinerja": "indikator",
    "Indikator Kinerja Utama": "indikator",
    "Indikator Program": "indikator",
    "Jumlah Realisasi": "realisasi_anggaran",
    "Kode Indikator": "kode",
    "Kondisi Akhir Renstra": "target_akhir",
    "Capaian Akhir Renstra": "capaian_akhir",
    "Pagu Berlaku": "pagu",
    "Realisasi Kinerja": "realisasi",
    "Sifat Target": "sifat",
    "Tanggal": "tanggal",
    "Target Berlaku": "target",
    "Tautan Bukti": "tautan",
    "Tujuan dan Sasaran": "sasaran",
    **{f"Triwulan {tw}": f"triwulan_{n}" for n, tw in enumerate(("I", "II", "III", "IV"), 1)},
    **{f"Target TW {tw}": f"target_triwulan_{n}" for n, tw in enumerate(("I", "II", "III", "IV"), 1)},
    **{f"Realisasi TW {tw}": f"realisasi_triwulan_{n}" for n, tw in enumerate(("I", "II", "III", "IV"), 1)},
    **{f"Pagu TW {tw}": f"pagu_triwulan_{n}" for n, tw in enumerate(("I", "II", "III", "IV"), 1)},
    **{f"Realisasi Rp TW {tw}": f"realisasi_anggaran_triwulan_{n}" for n, tw in enumerate(("I", "II", "III", "IV"), 1)},
}
"""The fields of heads that are not simply their own words."""
SPECIAL = {
    ("struktur", "Kode Indikator"): "kode_iku",
    ("anggaran", "Realisasi"): "",
    ("dokumen", "Keterangan Dokumen"): "keterangan",
    ("epdeskel", "Tingkat Perkembangan"): "tingkat",
    ("ikm_unsur", "Unsur Pelayanan"): "unsur",
    ("ikm_unsur", "Nilai Unsur"): "nilai",
    ("ikm_unsur", "Mutu Unsur"): "mutu",
    ("riwayat", "Penjelasan"): "keterangan",
}
NOT_UNDERSTOOD = {"Target Perubahan", "Anggaran Perubahan", "Pagu Perubahan", "Rincian"}


def expected(kind_name: str, head: str) -> str:
    if (kind_name, head) in SPECIAL:
        return SPECIAL[kind_name, head]
    if head in NOT_UNDERSTOOD or (kind_name == "antar_kecamatan" and head != "Kecamatan"):
        return ""
    if kind_name == "rencana_aksi" and head == "Keterangan":
        return ""
    if head in FIELDS:
        return FIELDS[head]
    label, year = header_label(head)
    return label.replace(" {tahun}", "").replace(" ", "_") if year else head.lower().replace(" ", "_")


def by_name(areas: bool) -> dict[str, RawTable]:
    """Return the tables found on a master with a row in every table, by name in master.toml."""
    full = {t["nama"]: [dict.fromkeys(heads(t), "contoh")] * 2 for _, t in table_specs()}
    found = read(*master(full, areas=areas)).tables
    return {name: table for name, kind_name in KINDS.items() for table in found if table.kind == kind_name}


SPECS = {table["nama"]: table for _, table in table_specs()}


@pytest.mark.parametrize("areas", [True, False], ids=["tabel Excel", "tanpa tabel Excel"])
def test_every_table_of_the_master_has_its_kind_and_fields(areas):
    found = by_name(areas)
    assert sorted(found) == sorted(set(SPECS) - {"TabelSatuan"})
    for name, table in found.items():
        fields = [table.fields[table.first_column + at] for at in range(len(heads(SPECS[name])))]
        assert (name, fields) == (name, [expected(table.kind, head) for head in heads(SPECS[name])])


def test_an_empty_master_has_every_table_and_no_row_but_what_comes_filled_in():
    found = read(*master())
    assert unclear(found) == []
    assert sorted(table.kind for table in found.tables) == sorted(KINDS.values())
    filled = {table.kind for table in found.tables if table.rows}
    assert filled == {KINDS[name] for name, table in SPECS.items() if table.get("isi") and name in KINDS}
    assert [found.perangkat_daerah, found.tahun] == [None, 2025]


def test_an_empty_identity_is_no_name_and_a_filled_one_wins():
    named = [{"Hal": "Perangkat Daerah", "Isi": "Dinas Uji", "Penjelasan": "misalnya Kecamatan Serang"}]
    found = read(*master({"TabelIdentitas": [*named, {"Hal": "Tahun", "Isi": 2026}]}))
    assert [found.perangkat_daerah, found.tahun] == ["Dinas Uji", 2026]


@pytest.mark.parametrize("place", ["petunjuk", "ringkasan", "hasil_validasi"])
def test_our_own_sheets_are_no_data(place):
    title = MASTER[place]["judul"]
    assert is_own_title(title)
    ours = f"{title}\nKecamatan Lain Tahun 2019\nIndikator | Target | Realisasi | Capaian\nIKM | 80 | 81 | 1"
    found = read(ours)
    assert [tables(found), unclear(found), found.perangkat_daerah, found.tahun] == [[], [], None, None]


def test_formulas_that_show_nothing_make_no_row():
    made = sheet("Indikator | Target | Realisasi | Capaian\nIKM | 80 | 81 | 1")
    blank = {(3, c): Cell(3, c, "", "teks", 'IF(A1="","","x")') for c in (1, 2, 4)}
    never = {(3, c): Cell(3, c, None, "kosong", "A1") for c in (1, 2, 4)}
    found = [read(made._replace(cells={**made.cells, **cells})).tables[0].rows for cells in (blank, never)]
    assert found == [(2,), (2, 3)]


def test_two_tables_on_one_sheet_are_told_apart():
    iku = {"Kode Indikator": "S1", "Indikator Kinerja Utama": "Indeks A", "Target": 80, "Realisasi": 84}
    program = {"Kode": "7.01.02", "Uraian": "Program B", "Indikator Kinerja": "Jumlah B", "Target": 4, "Realisasi": 3}
    for areas in (True, False):
        found = read(*master({"TabelRealisasiIKU": [iku], "TabelRealisasi": [{}, program]}, areas=areas))
        assert [[b.jenjang, b.kode, b.nama] for b in found.rows("capaian_iku")] == [["iku", "S1", "Indeks A"]]
        assert [[b.jenjang, b.kode, b.nama] for b in found.rows("realisasi")] == [["program", "7.01.02", "Jumlah B"]]


def test_rows_apart_within_an_excel_table_all_count():
    rows = [{"Jabatan": "Camat"}, {}, {"Jabatan": "Sekretaris", "Nama": "Budi", "NIP": "198001012005011001"}]
    found = read(*master({"TabelPejabat": rows}))
    assert [baris.uraian for baris in found.rows("pejabat")] == ["Camat", "Sekretaris"]


def test_what_is_in_force_wins():
    pk = {"Kode Indikator": "S1", "Indikator Kinerja": "A", "Target Murni": 70, "Target Perubahan": 75}
    found = read(*master({"TabelPK": [{**pk, "Target Berlaku": 75}]}))
    assert [baris.nilai["target"].ref.a1[0] for baris in found.rows("pk")] == ["I"]
    assert [baris.nilai["target"].nilai for baris in found.rows("pk")] == [Decimal(75)]
    only_changed = read("Perjanjian Kinerja\nSasaran | Indikator | Target Murni | Target Perubahan\nS | IKM | 80 | 81")
    assert columns(only_changed.tables[0]) == "A sasaran, B indikator, C target_murni, D target"


def test_a_struktur_has_two_codes():
    row = {"Kode": "7.01.02.2.01-b", "Uraian": "Kegiatan A", "Indikator Kinerja": "Jumlah A", "Kode Indikator": "S1"}
    [baris] = read(*master({"TabelStruktur": [row]})).rows("struktur")
    assert [baris.jenjang, baris.kode, baris.uraian] == ["kegiatan", "7.01.02.2.01-b", "Kegiatan A"]


def test_never_calculated_columns_do_not_hide_a_row():
    row = {"Kode Indikator": "S1", "Indikator Kinerja Utama": NEVER, "Target": NEVER, "Realisasi": 84}
    [baris] = read(*master({"TabelRealisasiIKU": [row]})).rows("capaian_iku")
    assert [baris.kode, baris.nilai["target"].jenis] == ["S1", "rumus tanpa nilai"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "Indikator | Satuan | Target | Target TW I | Realisasi TW I | Target TW 2 | Realisasi TW 2",
            "D target_triwulan_1, E realisasi_triwulan_1, F target_triwulan_2, G realisasi_triwulan_2",
        ),
        (
            "Indikator | Satuan | Target | Triwulan I | < | Triwulan II | <\n^ | ^ | ^ | Target | Realisasi | Target "
            "| Realisasi",
            "D target_triwulan_1, E realisasi_triwulan_1, F target_triwulan_2, G realisasi_triwulan_2",
        ),
        (
            "Kegiatan | Satuan | Target | Triwulan I | < | Triwulan II | <\n^ | ^ | ^ | Realisasi | Realisasi Anggaran "
            "| Realisasi | Realisasi Anggaran",
            "D realisasi_triwulan_1, E realisasi_anggaran_triwulan_1, F realisasi_triwulan_2, "
            "G realisasi_anggaran_triwulan_2",
        ),
    ],
)
def test_quarterly_monitoring_as_staff_lay_it_out(head, expected):
    [table] = read(f"{head}\nA | Dok | 4 | 1 | 1 | 1 | 1").tables
    assert [table.kind, columns(table).split(", ", 3)[3]] == ["monev", expected]


def test_quarters_beside_the_years_figures_stay_with_them():
    head = "Indikator | Target | Realisasi TW I | Realisasi TW II | Realisasi TW III | Realisasi TW IV | Realisasi"
    [table] = read(f"{head}\nIKM | 80 | 70 | 72 | 75 | 81 | 81").tables
    assert [table.kind, columns(table).split(", ")[-1]] == ["capaian_iku", "G realisasi"]


def test_every_kind_names_its_rows():
    found = read(*master({"TabelLHE": [{"Komponen": "Perencanaan Kinerja", "Rekomendasi": "Perbaiki"}]}))
    assert [baris.uraian for baris in found.rows("lhe")] == ["Perbaiki"]
    assert next(found.rows("akip")).uraian == "Perencanaan Kinerja"
    assert all(kind(table.kind).uraian in {"", *table.positions} for table in found.tables)


def test_rows_nobody_typed_in_are_no_rows_even_when_never_calculated():
    never = dict.fromkeys(heads(SPECS["TabelRenja"])[1:-1], NEVER)
    typed = {"Kode Indikator": "S1", "Target": 80}
    found = read(*master({"TabelRenja": [never | typed, never, never]}))
    assert [table.rows for table in found.tables if table.kind == "renja"] == [(6,)]
