"""The comparison of all workbooks of a batch: ids, pairing, ranks, contradictions, findings read lazily, tables."""

import json
import random
import time
from collections.abc import Sequence
from decimal import Decimal

import pytest
from rekap_uji import (
    RUMUS_ASING,
    SKALA,
    SKRIP_ASING,
    banyak,
    contoh,
    dinas,
    gagal,
    iku,
    kota_serang,
    rekap,
    ringkasan,
)

from lkjip_xl.rekap.catatan import catatan
from lkjip_xl.rekap.model import Rekap
from lkjip_xl.rekap.ringkasan import NilaiAntar, Ringkasan, from_json, to_json
from lkjip_xl.rekap.susun import peringkat
from lkjip_xl.rekap.tabel import tabel_anggaran, tabel_iku, tabel_temuan


def kelompok(made: Rekap) -> list[list[str]]:
    """Return each indicator's name, unit, and offices with their rank ("-" unmeasured)."""
    return [
        [each.nama, each.satuan, *(f"{own} {each.peringkat.get(own, '-')}" for own in each.nilai)]
        for each in made.indikator
    ]


def temuan(made: Rekap) -> list[list[object]]:
    return [[each.kode, each.tingkat, each.kantor] for each in made.temuan]


def satu(nama: str, indikator: str, realisasi: str | None = "90", **rest: object) -> Ringkasan:
    """Return an office with one indicator."""
    return ringkasan(nama, iku(indikator, realisasi), **rest)  # type: ignore[arg-type]


def test_kota_serang_and_others():
    made = rekap()
    assert [[each.id, each.nama, made.peringkat.get(each.id)] for each in made.kantor] == [
        ["cmd-c-calc-a0", RUMUS_ASING, 1],
        ["dinas-kesehatan", "Dinas Kesehatan", 6],
        ["kecamatan-cipocok-jaya", "Kecamatan Cipocok Jaya", 7],
        ["kecamatan-curug", "Kecamatan Curug", 3],
        ["kecamatan-kasemen", "Kecamatan Kasemen", 4],
        ["kecamatan-serang", "Kecamatan Serang", 2],
        ["kecamatan-taktakan", "Kecamatan Taktakan", 8],
        ["kecamatan-walantaka", "Kecamatan Walantaka", 5],
    ]
    assert [[each.nama, each.satuan, len(each.nilai), each.bersama] for each in made.indikator] == [
        ["Nilai survey kepuasan masyarakat", "Nilai", 6, True],
        ["Persentase Kelurahan Kategori Cepat Berkembang", "%", 6, True],
        ["Hasil Evaluasi AKIP Kecamatan", "Nilai", 6, True],
        ["Angka stunting", "%", 1, False],
        [RUMUS_ASING, "+6281", 1, False],
        ["Cakupan imunisasi dasar lengkap", "%", 1, False],
        [SKRIP_ASING, "-1", 1, False],
    ]
    assert [sorted(each.peringkat.values()) for each in made.indikator] == [[1, 2, 3, 4, 5, 6]] * 3 + [[1], [1], [], []]
    assert [made.tahun, made.aturan, len(made.temuan)] == [(2025,), ("CP001", "PK002", "RW002"), 0]
    assert [each.berkas for each in made.gagal] == ["rusak/=HYPERLINK(1).xlsx"]


def test_order_changes_nothing():
    first, mixed = contoh(), contoh()
    random.Random(7).shuffle(mixed)
    assert rekap(mixed) == rekap(first)
    assert rekap([from_json(to_json(each)) for each in first]) == rekap(first)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["99.995", "100.001", "98", None], [1, 1, 3, None]),
        (["5", "7", "7", "7", "1"], [4, 1, 1, 1, 5]),
        ([None, None], [None, None]),
        (["0", "-1"], [1, 2]),
    ],
)
def test_ranks(values: list[str | None], expected: list[int | None]):
    ranks = peringkat({str(at): Decimal(each) if each else None for at, each in enumerate(values)})
    assert [ranks.get(str(at)) for at in range(len(values))] == expected


@pytest.mark.parametrize(
    ("files", "ids", "names"),
    [
        (
            [("Kecamatan Serang", "a.xlsx"), ("KECAMATAN  SERANG", "b.xlsx"), ("Kecamatan Serang-2", "c.xlsx")],
            ["kecamatan-serang", "kecamatan-serang-2", "kecamatan-serang-2-2"],
            ["Kecamatan Serang (a.xlsx)", "KECAMATAN SERANG (b.xlsx)", "Kecamatan Serang-2"],
        ),
        ([("", "x/laporan akhir.xlsx"), ("北", "b.xlsx")], ["laporan-akhir", "b"], ["laporan akhir", "北"]),
        (
            [("CON", "a.xlsx"), ("index", "b.xlsx"), ("Com1", "c.xlsx")],
            ["kantor-com1", "kantor-con", "kantor-index"],
            None,
        ),
        ([("../../etc/passwd", "a.xlsx"), ("", "?.xlsx")], ["etc-passwd", "kantor"], ["../../etc/passwd", "?"]),
        ([("Kecamatan 10", "a"), ("Kecamatan 9", "b")], ["kecamatan-9", "kecamatan-10"], None),
        ([("Kéçamatan Ünique", "a.xlsx")], ["kecamatan-unique"], None),
    ],
)
def test_ids_and_names(files: list[tuple[str, str]], ids: list[str], names: list[str] | None):
    kantor = rekap([satu(name, "Angka stunting", berkas=file) for name, file in files]).kantor
    assert sorted(each.id for each in kantor) == sorted(ids)
    assert names is None or sorted(each.nama for each in kantor) == sorted(names)


def test_years_tell_workbooks_of_one_office_apart():
    made = rekap([satu("Dinas A", "X", berkas=f"{year}.xlsx", tahun=year) for year in (2024, 2025)])
    assert [each.nama for each in made.kantor] == ["Dinas A (2024)", "Dinas A (2025)"]


def di(pemerintah: str, nama: str = "Kecamatan Curug", **rest: object) -> Ringkasan:
    """Return an office with one indicator that states its government."""
    return satu(nama, "Hasil Evaluasi AKIP", **rest)._replace(pemerintah=pemerintah)


@pytest.mark.parametrize(
    ("offices", "names", "claims"),
    [
        ([di("Kota Serang", berkas="a"), di("Kabupaten Serang", berkas="b")],
         {"kecamatan-curug-kota-serang": "Kecamatan Curug (Kota Serang)",
          "kecamatan-curug-kabupaten-serang": "Kecamatan Curug (Kabupaten Serang)"}, []),
        ([di("Kota Serang", berkas="a"), di("Kota Serang", berkas="b")],
         {"kecamatan-curug": "Kecamatan Curug (a)", "kecamatan-curug-2": "Kecamatan Curug (b)"}, [2]),
        ([di("Kota Serang", berkas="a"), di("", berkas="b")],
         {"kecamatan-curug": "Kecamatan Curug (a)", "kecamatan-curug-2": "Kecamatan Curug (b)"}, [2]),
        ([di("Kabupaten Labuhan Batu", berkas="a"), di("Kabupaten Labuhanbatu", berkas="b")],
         {"kecamatan-curug": "Kecamatan Curug (a)", "kecamatan-curug-2": "Kecamatan Curug (b)"}, [2]),
        ([di("Kota Serang", berkas="a"), di("Kabupaten Serang", "KEC. CURUG", berkas="b")],
         {"kecamatan-curug-kota-serang": "Kecamatan Curug (Kota Serang)",
          "kec-curug-kabupaten-serang": "KEC. CURUG (Kabupaten Serang)"}, []),
        ([di("Kota Serang", berkas="a"), di("Kota Bogor", berkas="b"), di("", berkas="c"), di("", berkas="d")],
         {"kecamatan-curug-kota-serang": "Kecamatan Curug (Kota Serang)",
          "kecamatan-curug-kota-bogor": "Kecamatan Curug (Kota Bogor)",
          "kecamatan-curug": "Kecamatan Curug (c)", "kecamatan-curug-2": "Kecamatan Curug (d)"}, [2]),
        ([di("Kota Serang", berkas="a"), di("Kota Bogor", berkas="b"), di("Kota Bogor", berkas="c", tahun=2024)],
         {"kecamatan-curug-kota-serang": "Kecamatan Curug (Kota Serang)",
          "kecamatan-curug-kota-bogor": "Kecamatan Curug (Kota Bogor, 2024)",
          "kecamatan-curug-kota-bogor-2": "Kecamatan Curug (Kota Bogor, 2025)"}, []),
        ([di("Kota Serang"), di("Kota Bogor", "Kecamatan Bogor Barat")],
         {"kecamatan-curug": "Kecamatan Curug", "kecamatan-bogor-barat": "Kecamatan Bogor Barat"}, []),
    ],
)  # fmt: skip
def test_namesakes_are_told_apart_by_their_government(
    offices: list[Ringkasan], names: dict[str, str], claims: list[int]
):
    made = rekap(offices)
    assert {each.id: each.nama for each in made.kantor} == names
    assert [len(each.kantor) for each in made.temuan if each.kode == "BT001"] == claims


@pytest.mark.parametrize(
    ("names", "together"),
    [
        (["Nilai SAKIP Kecamatan A", "Hasil Evaluasi AKIP", "hasil evaluasi  Akip Kecamatan C"], [3]),
        (["Nilai AKIP", "Nilai AKIP perangkat daerah", "Nilai AKIP Kota Serang"], [2, 1]),
        (["Angka stunting balita", "Angka stuntnig balita", "Angka stunting balita"], [3]),
        (["Angka stunting balita", "Angka kematian balita"], [1, 1]),
        (["Jumlah pengaduan warga", "Jumlah pengadaan warga", "Jumlah pengaduan warga", "Nilai pengadaan"], [2, 1, 1]),
        (["Persentase kelurahan tertib administrasi", "Persentase kelurahan administrasi tertib sekali"], [1, 1]),
        (["Jumlah berkas SK 100001", "Jumlah berkas SK 100002"], [1, 1]),
        (["Jumlah kelurahan binaan tahap 1", "Jumlah kelurahan binaan tahap 2"], [1, 1]),
    ],
)  # fmt: skip
def test_pairing(names: list[str], together: list[int]):
    made = rekap([satu(f"Kecamatan {'ABCDEF'[at]}", name) for at, name in enumerate(names)])
    assert [len(each.nilai) for each in made.indikator] == together


def test_kode_neither_pairs_nor_parts_and_units_are_the_commonest():
    rows = [
        iku("Angka stunting", "9", "10", "%", "S1"),
        iku("Angka stunting", "8", "10", "Persen", "S7"),
        iku("Angka stunting", "7", "10", "Persen", "S1"),
        iku("Angka kematian ibu", "7", "10", "Persen", "S1"),
    ]
    made = rekap([ringkasan(f"Dinas {at}", row) for at, row in enumerate(rows)])
    assert kelompok(made) == [
        ["Angka stunting", "Persen", "dinas-0 1", "dinas-1 2", "dinas-2 3"],
        ["Angka kematian ibu", "Persen", "dinas-3 1"],
    ]


def test_two_rows_of_the_same_words_are_not_guessed_between():
    double = ringkasan("Dinas A", iku("Jumlah pasar", "1"), iku("Jumlah pasar", "2"), iku("Angka stunting", "3"))
    same = ringkasan("Dinas B", iku("Jumlah pasar", "4"), iku("Jumlah pasar", "4"), iku("Angka stunting", None))
    made = rekap([double, same, satu("Dinas C", "Jumlah pasar", "5")])
    assert sorted(kelompok(made)) == [
        ["Angka stunting", "%", "dinas-a 1", "dinas-b -"],
        ["Jumlah pasar", "%", "dinas-a 1"],
        ["Jumlah pasar", "%", "dinas-a 1"],
        ["Jumlah pasar", "%", "dinas-b 2", "dinas-c 1"],
    ]


def test_doubled_offices_years_scales_unknown():
    first = satu("Kecamatan Serang", "Angka stunting", berkas="a.xlsx")
    made = rekap([
        first,
        first._replace(berkas="b.xlsx", perangkat_daerah="KEC. SERANG", sidik="lain"),
        satu("Kota Serang", "Angka stunting", berkas="c.xlsx"),
        satu("Kecamatan Serang", "Angka stunting", berkas="d.xlsx", tahun=2024),
        satu("Dinas E", "Angka stunting", berkas="e.xlsx")._replace(skala="T/R"),
        satu("", "Angka stunting", berkas="f.xlsx", tahun=None),
    ])  # fmt: skip
    assert temuan(made) == [
        ["BT001", "kesalahan", ("kec-serang", "kecamatan-serang-2")],
        ["BT002", "peringatan", ("kecamatan-serang",)],
        ["BT003", "peringatan", ("dinas-e",)],
        ["BT004", "peringatan", ("f",)],
        ["BT004", "peringatan", ("f",)],
    ]
    assert "a.xlsx" in made.temuan[0].pesan and "b.xlsx" in made.temuan[0].pesan
    assert all(part in made.temuan[2].pesan for part in ("T/R", SKALA, "Dinas E"))
    assert all(each.saran for each in made.temuan)
    same = rekap([first, first._replace(berkas="b.xlsx")]).temuan[0]
    assert "persis sama" in same.pesan


def antar(place: str, value: str, indikator: str = "Nilai SAKIP", at: str = "C7") -> NilaiAntar:
    return NilaiAntar(place, indikator, Decimal(value), f"Tabel 3.8!{at}")


def dua(said: Sequence[NilaiAntar], own: str | None = "70.5", tahun: int = 2025, **changes: object) -> Rekap:
    """Return the rekap of Kecamatan A, whose comparison table says something, and Kecamatan B with its own AKIP."""
    other = satu("Kecamatan B", "Hasil Evaluasi AKIP", own, tahun=tahun)._replace(**changes)
    return rekap([satu("Kecamatan A", "Hasil Evaluasi AKIP", "60", antar=tuple(said)), other])


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (dua([antar("B", "70.5")]), []),
        (dua([antar("Kec. B", "71.5")]), [("kecamatan-b", "kecamatan-a")]),
        (dua([antar("B", "70.50")]), []),
        (dua([antar("B", "71")]), []),
        (dua([antar("B", "70")]), [("kecamatan-b", "kecamatan-a")]),
        (dua([antar("B", "70", "Angka stunting")]), []),
        (dua([antar("C", "70")]), []),
        (dua([antar("A", "70")]), []),
        (dua([antar("B", "70")], None), []),
        (dua([antar("B", "70")], tahun=2024), []),
        (dua([antar("B", "70")], antar=(antar("A", "60"),)), [("kecamatan-b", "kecamatan-a")]),
        (dua([antar("B", "70")], antar=(antar("Z", "60"),)), []),
    ],
)
def test_comparison_tables(made: Rekap, expected: list[tuple[str, ...]]):
    assert [each.kantor for each in made.temuan if each.kode == "PB001"] == expected


@pytest.mark.parametrize(
    ("writer", "owners", "expected"),
    [
        ("Kota Serang", ["Kota Serang"], 0),
        ("Kota Serang", ["Kabupaten Serang"], None),
        ("Kota Serang", [""], 0),
        ("", ["Kabupaten Serang"], 0),
        ("Kota Serang", ["Kabupaten Serang", "Kota Serang"], 1),
        ("Kota Serang", ["", "Kota Serang"], 1),
        ("Kota Serang", ["", "Kabupaten Serang"], 0),
        ("Kota Serang", ["Kota Serang", "Kota Serang"], None),
        ("", ["Kabupaten Serang", "Kota Serang"], None),
    ],
)
def test_a_comparison_table_speaks_of_its_own_government(writer: str, owners: list[str], expected: int | None):
    first = di(writer, "Kecamatan A", antar=(antar("Curug", "70"),))
    made = rekap([first, *(di(each, berkas=f"{at}.xlsx") for at, each in enumerate(owners))])
    by_id = {each.id: each.ringkasan.berkas for each in made.kantor}
    found = [by_id[each.kantor[0]] for each in made.temuan if each.kode == "PB001"]
    assert found == ([] if expected is None else [f"{expected}.xlsx"])


def test_a_stated_government_is_enough_to_know_whom_a_table_means():
    first = di("Kota Serang", "Kecamatan A", antar=(antar("Curug", "70"),))
    other = di("Kota Serang", antar=(antar("Z", "60"),))
    assert [each.kode for each in rekap([first, other]).temuan] == ["PB001"]
    assert [each.kode for each in rekap([first, other._replace(pemerintah="")]).temuan] == []


def test_a_summary_of_an_earlier_version_is_none():
    data = json.loads(to_json(dinas()))
    del data["pemerintah"]
    with pytest.raises(ValueError, match="dinkes"):
        from_json(json.dumps(data))


def test_a_summary_without_what_stands_in_the_cells_is_none():
    data = json.loads(to_json(dinas()))
    del data["iku"][0]["realisasi_tertulis"]
    with pytest.raises(ValueError, match="stunting"):
        from_json(json.dumps(data))


def test_files_tell_workbooks_apart_by_their_folder_only_where_they_must():
    files = ["a/x.xlsx", "b/x.xlsx", "b/y.xlsx"]
    made = rekap([satu("Dinas A", "X", berkas=each) for each in files])
    assert [each.nama for each in made.kantor] == ["Dinas A (a/x.xlsx)", "Dinas A (b/x.xlsx)", "Dinas A (y.xlsx)"]


def test_tables_that_agree_are_one_finding():
    six = kota_serang()
    own = six[5].iku
    six[5] = six[5]._replace(iku=(own[0]._replace(realisasi=Decimal("80.13")), *own[1:]))
    [found] = rekap(six).temuan
    others = (
        "kecamatan-cipocok-jaya",
        "kecamatan-curug",
        "kecamatan-kasemen",
        "kecamatan-serang",
        "kecamatan-walantaka",
    )
    assert [found.kode, found.tingkat, found.kantor] == ["PB001", "kesalahan", ("kecamatan-taktakan", *others)]
    assert "84,13" in found.pesan and "80,13" in found.pesan and found.pesan.startswith("5 tabel")


def test_findings_are_read_one_workbook_at_a_time(tmp_path):
    made = rekap([dinas(), *kota_serang()[:2], gagal()])
    for number, each in enumerate(made.kantor):
        path = tmp_path / each.ringkasan.keluaran["json"]
        path.parent.mkdir(parents=True)
        row = dict.fromkeys(("lembar", "sel", "baris", "saran", "ditemukan", "seharusnya", "penanggung_jawab"))
        row |= {"tingkat": "info", "kode": "RW002", "pesan": f"{RUMUS_ASING} {number}", "sel": "D5"}
        path.write_text(json.dumps({"temuan": [row], "dijelaskan_temuan": [row | {"alasan": "sudah"}]}), "utf-8")
    rows = catatan(made, tmp_path)
    first = next(rows)
    assert [first.kantor, first.pesan, first.sel, first.baris, first.dijelaskan] == [
        "dinas-kesehatan", f"{RUMUS_ASING} 0", "D5", "", False,
    ]  # fmt: skip
    (tmp_path / made.kantor[2].ringkasan.keluaran["json"]).write_text("{", "utf-8")
    rest = list(rows)
    assert [[each.kantor, each.dijelaskan, each.alasan] for each in rest] == [
        ["dinas-kesehatan", True, "sudah"],
        ["kecamatan-cipocok-jaya", False, ""],
        ["kecamatan-cipocok-jaya", True, "sudah"],
        ["kecamatan-serang", False, ""],
    ]
    assert "tidak terbaca" in rest[-1].pesan


def test_tables_for_pandas(tmp_path):
    made = rekap()
    figures = tabel_iku(made)
    assert (
        figures.query("indikator == 'Cakupan imunisasi dasar lengkap'")[["realisasi", "capaian"]].isna().all(axis=None)
    )
    row = figures.query("id == 'kecamatan-curug' and indikator.str.startswith('Hasil')").iloc[0]
    assert [row.target, row.realisasi, round(row.capaian, 2), row.peringkat, row.bersama] == [
        "70,5",
        58.45,
        82.91,
        6,
        True,
    ]
    words = tabel_iku(rekap([ringkasan("BPKAD", iku("Opini", None, "65-75", tertulis="WTP"), iku("X", "1"))]))
    assert [list(words.target), list(words.realisasi_tertulis)] == [["65-75", "100"], ["WTP", "1"]]
    assert [words.realisasi.dtype, list(words.realisasi.isna())] == ["float64", [True, False]]
    budget = tabel_anggaran(made).set_index("id")
    assert [budget.pagu["kecamatan-serang"], budget.pagu.isna().sum()] == [8e9, 2]
    assert budget.peringkat.dtype == "Int64"
    assert list(tabel_temuan(catatan(made, tmp_path)).kantor) == [each.id for each in made.kantor]
    assert [len(each) for each in (tabel_iku(rekap([])), tabel_anggaran(rekap([])), tabel_temuan([]))] == [0, 0, 0]


def test_the_whole_country_grows_no_faster_than_its_offices():
    small, large = list(banyak(500)), list(banyak(4000))
    before, seconds = 0.0, []
    for data in (small, large):
        before = time.process_time()
        rekap(data)
        seconds.append(time.process_time() - before)
    assert seconds[1] < 30 * seconds[0]
