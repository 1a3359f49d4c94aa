"""``lkjip batch`` on real folders: what it writes, what it leaves alone, and what a second run does."""

import json
import multiprocessing
import re
import shutil
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from batch_uji import HARI, HASIL, ROOT, batch, buku, folder, gagal, isi, keadaan, mati
from buku import HEAD_32, workbook
from lxml import html

import lkjip_xl.batch
from lkjip_xl.batch.kerja import Tugas, kerjakan
from lkjip_xl.batch.kolam import Kolam
from lkjip_xl.cli import main
from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.ringkasan import JumlahAturan, from_json

WORKBOOKS = ROOT / "workbooks"


@pytest.fixture(scope="module")
def serang(tmp_path_factory):
    """Run a batch over the workbooks of this repository, once."""
    tmp_path = tmp_path_factory.mktemp("serang")
    shutil.copytree(WORKBOOKS, tmp_path / "masuk", ignore=shutil.ignore_patterns("*.png"))
    before = keadaan(tmp_path / "masuk")
    code = main(["batch", str(tmp_path / "masuk"), "-o", str(tmp_path / "keluar"), "--pekerja", "2"])
    assert [code, keadaan(tmp_path / "masuk") == before] == [1, True]
    return tmp_path / "keluar"


def ringkasan(keluar: Path, berkas: str):
    return from_json((keluar / "berkas" / berkas / "ringkasan.json").read_text("utf-8"))


def test_every_workbook_gets_a_filled_and_marked_copy_and_its_findings(serang):
    name = "serang_2025_master.xlsx"
    assert isi(serang, name) == [*HASIL, "serang_2025_master_hasil.xlsx"]
    book = openpyxl.load_workbook(serang / "berkas" / name / "serang_2025_master_hasil.xlsx")
    assert "Hasil Validasi" in book.sheetnames
    catatan = json.loads((serang / "berkas" / name / "catatan.json").read_text("utf-8"))
    assert [catatan["berkas"], catatan["perangkat_daerah"]] == [name, "Kecamatan Serang"]
    assert (serang / "berkas" / name / "catatan.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert [path.name for path in sorted(serang.iterdir()) if path.name[0] != "."] == [
        "batch.json", "berkas", "rekap", "rekap.xlsx",
    ]  # fmt: skip


def test_the_summary_holds_what_the_rekap_needs(serang):
    found = ringkasan(serang, "contoh_kecamatan_serang_2025.xlsx")
    catatan = json.loads((serang / found.keluaran["json"]).read_text("utf-8"))
    assert [found.perangkat_daerah, found.tahun, found.tahap, found.gagal] == ["Kecamatan Serang", 2025, "draf", ""]
    assert [(each.nama, each.target, str(each.realisasi), each.kategori) for each in found.iku] == [
        ("Nilai survey kepuasan masyarakat Kecamatan Serang", "83,75", "84.99", "Sangat Tinggi"),
        ("Persentase Kelurahan Kategori Cepat Berkembang", "83,33", "75", "Tinggi"),
        ("Hasil Evaluasi AKIP Kecamatan Serang", "67,75", "69.75", "Sangat Tinggi"),
    ]
    assert {tingkat: found.jumlah(tingkat) for tingkat in ("kesalahan", "peringatan", "info")} == {
        tingkat: jumlah for tingkat, jumlah in catatan["ringkasan"].items() if tingkat != "dijelaskan"
    }
    assert found.anggaran is not None
    assert [str(found.anggaran.pagu), str(found.anggaran.realisasi)] == ["26028054509", "24591052884"]
    assert [round(found.anggaran.serapan, 2), round(found.rata_rata, 2), round(found.efisiensi, 2), found.status] == [
        Decimal("94.48"), Decimal("98.15"), Decimal("103.88"), "Efisien",
    ]  # fmt: skip
    assert found.skala.startswith("Skala 0 Sangat Rendah · 51 Rendah")
    assert ("Kasemen", "Persentase Kelurahan Kategori Cepat Berkembang", "70", "Tabel 3.8!C7") in {
        (each.perangkat_daerah, each.indikator, str(each.nilai), each.sel) for each in found.antar
    }
    assert {Path(path).suffix for path in found.keluaran.values()} == {".xlsx", ".json", ".html"}
    assert all((serang / path).is_file() for path in found.keluaran.values())


def test_batch_json_tells_what_was_run(serang):
    data = json.loads((serang / "batch.json").read_text("utf-8"))
    assert [data["selesai"], data["cap"]["versi"], data["cap"]["tahap"]] == [True, lkjip_xl.__version__, "draf"]
    assert {path: each["status"] for path, each in data["berkas"].items()} == {
        path.name: "selesai" for path in WORKBOOKS.glob("*.xlsx")
    }
    assert "rekap/index.html" in data["rekap"]


@pytest.mark.parametrize("metode", ["spawn", "fork"])
def test_workers_start_either_way(tmp_path, metode):
    masuk = folder(tmp_path, "a.xlsx", "b.xlsx", "c.xlsx")
    kolam = Kolam(2, 60, metode)
    laporan = batch(masuk, tmp_path / "keluar", executor=kolam)
    kolam.shutdown()
    assert [laporan.selesai, laporan.gagal, laporan.galat] == [3, (), ""]


@pytest.mark.parametrize(
    "executor",
    [ThreadPoolExecutor, lambda number: ProcessPoolExecutor(number, multiprocessing.get_context("spawn"))],
)
def test_any_executor_will_do(tmp_path, executor):
    masuk = folder(tmp_path, "a.xlsx", "b/a.xlsx", "c.xlsx")
    (masuk / "rusak.xlsx").write_bytes(b"PK\x03\x04rusak")
    with executor(2) as pool:
        rekap = lkjip_xl.batch.run(sorted(masuk.rglob("*.xlsx")), tmp_path / "keluar", executor=pool)
    assert [len(rekap.kantor), [each.berkas for each in rekap.gagal]] == [3, ["rusak.xlsx"]]
    assert isi(tmp_path / "keluar", "b/a.xlsx") == ["a_hasil.xlsx", *HASIL]


@pytest.fixture(scope="module")
def gugus():
    """Lend the address of a cluster with two worker processes."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


def test_a_cluster_does_the_same(tmp_path, capsys, gugus):
    masuk = folder(tmp_path, "a.xlsx", "b.xlsx")
    (masuk / "rusak.xlsx").write_bytes(b"")
    assert main(["batch", str(masuk), "-o", str(tmp_path / "keluar"), "--dask", gugus]) == 2
    assert "2 buku kerja selesai, 1 gagal" in capsys.readouterr().out
    assert isi(tmp_path / "keluar", "b.xlsx") == ["b_hasil.xlsx", *HASIL]


def test_a_cluster_whose_workers_die_says_so(tmp_path, gugus):
    from distributed import Client

    masuk = folder(tmp_path, "a.xlsx", "mati.xlsx", "z.xlsx")
    with Client(gugus, set_as_default=False) as client:
        laporan = batch(masuk, tmp_path / "keluar", executor=client.get_executor(pure=False), kerja=mati)
    assert [gagal(laporan), laporan.selesai] == [{"mati.xlsx": pesan("batch.proses")}, 2]
    assert [isi(tmp_path / "keluar", name) != [] for name in ("a.xlsx", "mati.xlsx", "z.xlsx")] == [True, False, True]


def test_a_cluster_that_does_not_answer_is_said(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("lkjip_xl.batch.pelaksana._ANSWER_WITHIN", 1)
    masuk = folder(tmp_path, "a.xlsx")
    for alamat in ("tcp://127.0.0.1:1", "bukan alamat", ""):
        assert main(["batch", str(masuk), "-o", str(tmp_path / "keluar"), "--dask", alamat]) == 2
        assert "penjadwal dask tidak menjawab" in capsys.readouterr().err
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    assert main(["batch", str(masuk), "-o", str(tmp_path / "keluar"), "--dask", "tcp://x:1"]) == 2
    assert 'pip install "lkjip_xl[dask]"' in capsys.readouterr().err


def test_names_never_collide(tmp_path):
    masuk = folder(tmp_path, "a.xlsx", "Kec A/a.xlsx", "Kec B/a.xlsx")
    shutil.copy(masuk / "a.xlsx", masuk / "a.xlsm")
    laporan = batch(masuk, tmp_path / "keluar")
    assert [laporan.selesai, gagal(laporan)] == [4, {}]
    for berkas in ("a.xlsx", "Kec A/a.xlsx", "Kec B/a.xlsx"):
        assert isi(tmp_path / "keluar", berkas) == ["a_hasil.xlsx", *HASIL]
    assert isi(tmp_path / "keluar", "a.xlsm") == ["a_hasil.xlsm", *HASIL]


def test_without_copies(tmp_path):
    masuk = folder(tmp_path, "a.xlsx")
    assert main(["batch", str(masuk), "-o", str(tmp_path / "keluar"), "--tanpa-salinan"]) == 0
    assert isi(tmp_path / "keluar", "a.xlsx") == HASIL
    assert set(ringkasan(tmp_path / "keluar", "a.xlsx").keluaran) == {"json", "html"}


def test_resuming_redoes_exactly_what_changed(tmp_path, capsys):
    masuk, keluar = folder(tmp_path, "a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx", "e.xlsx"), tmp_path / "keluar"
    (masuk / "rusak.xlsx").write_bytes(b"")
    command = ["batch", str(masuk), "-o", str(keluar), "--lanjut"]
    assert main(command) == 2
    before = keadaan(keluar / "berkas")
    buku(masuk / "b.xlsx", 44)
    (keluar / "berkas" / "c.xlsx" / "catatan.html").unlink()
    (keluar / "berkas" / "d.xlsx" / "ringkasan.json").write_text("{")
    (masuk / "e.xlsx").rename(masuk / "f.xlsx")
    (masuk / "rusak.xlsx").unlink()
    capsys.readouterr()
    assert main(command) == 0
    after = keadaan(keluar / "berkas")
    redone = {Path(path).parent.name for path in after if after[path] != before.get(path)}
    assert redone == {"b.xlsx", "c.xlsx", "d.xlsx", "f.xlsx"}
    said = capsys.readouterr()
    assert sorted(line.split()[1] for line in said.err.splitlines()) == ["b.xlsx:", "c.xlsx:", "d.xlsx:", "f.xlsx:"]
    assert "5 buku kerja selesai, 0 gagal, 0 dilewati.\n1 di antaranya tidak berubah" in said.out
    assert not (keluar / "berkas" / "e.xlsx").exists()


@pytest.mark.parametrize("other", [{"tahap": "penyampaian"}, {"versi": "0.2.0"}, {"salinan": False}])
def test_other_options_or_another_version_redo_all(tmp_path, other):
    masuk, keluar = folder(tmp_path, "a.xlsx", "b.xlsx"), tmp_path / "keluar"
    with ThreadPoolExecutor(1) as pool:
        tetap = [batch(masuk, keluar, executor=pool, lanjut=True, **each).tetap for each in ({}, {}, other, other)]
        assert tetap == [0, 2, 0, 2]
        assert batch(masuk, keluar, executor=pool).tetap == 0


def test_results_of_workbooks_that_are_gone_go_too_and_nothing_else(tmp_path):
    masuk, keluar = folder(tmp_path, "a.xlsx", "b/b.xlsx", "b/c.xlsx"), tmp_path / "keluar"
    batch(masuk, keluar)
    (keluar / "berkas" / "b" / "c.xlsx" / "catatan camat.txt").write_text("jangan dihapus")
    shutil.rmtree(masuk / "b")
    batch(masuk, keluar)
    assert sorted(path.relative_to(keluar).as_posix() for path in (keluar / "berkas").rglob("*") if path.is_file()) == [
        "berkas/a.xlsx/a_hasil.xlsx",
        *(f"berkas/a.xlsx/{name}" for name in HASIL),
        "berkas/b/c.xlsx/catatan camat.txt",
    ]


def test_contradictions_between_workbooks_count_as_findings(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / "masuk").mkdir(exist_ok=True)
        shutil.copy(WORKBOOKS / "contoh_kecamatan_serang_2025.xlsx", tmp_path / "masuk" / name)
    with ThreadPoolExecutor(1) as pool:
        laporan = batch(tmp_path / "masuk", tmp_path / "keluar", executor=pool)
    assert laporan.rekap is not None
    own = [ringkasan(tmp_path / "keluar", name) for name in ("a.xlsx", "b.xlsx")]
    between = Counter(each.tingkat for each in laporan.rekap.temuan)
    assert between.total() > 0
    assert laporan.temuan == {
        tingkat: sum(each.jumlah(tingkat) for each in own) + between[tingkat]
        for tingkat in ("kesalahan", "peringatan", "info")
    }


def test_one_number_of_findings_on_console_page_and_sheet(tmp_path, capsys):
    keluar = tmp_path / "keluar"
    for name in ("a.xlsx", "b.xlsx"):
        buku(tmp_path / "masuk" / name)
    shutil.copy(WORKBOOKS / "contoh_kecamatan_serang_2025.xlsx", tmp_path / "masuk" / "c.xlsx")
    main(["batch", str(tmp_path / "masuk"), "-o", str(keluar), "--pekerja", "1"])
    [said] = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Catatan: ")]
    counts = [int(each) for each in re.findall(r"\d+", said)]
    page = html.fromstring((keluar / "rekap" / "index.html").read_text("utf-8"))
    shown = [page.xpath(f"//dl//*[@data-tingkat='{each}']")[0].text_content() for each in ("kesalahan", "peringatan")]
    sheet = openpyxl.load_workbook(keluar / "rekap.xlsx")["Hasil Validasi"]
    rows = {row[0]: row[4:7] for row in sheet.iter_rows(values_only=True)}
    assert [counts[:2], counts[:3]] == [list(map(int, shown)), list(rows["Jumlah"])]
    assert sum(rows["Antar buku kerja"]) == counts[3] > 0


@pytest.mark.parametrize(
    ("target", "realisasi", "expected"),
    [
        ("65-75", 70.2, ("65-75", "70,2", "70.2")),
        ("≤ 25", "18,20", ("≤ 25", "18,20", "18.20")),
        ("≥  80", 1250, ("≥ 80", "1.250", "1250")),
        ("BB", "B (67,75)", ("BB", "B (67,75)", "67.75")),
        ("WTP", "WTP", ("WTP", "WTP", "None")),
        (80, "60 - 70", ("80", "60 - 70", "None")),
        (80, 83.33333333333333, ("80", "83,3333", "83.3333333333333")),
        (80, 0.0000123, ("80", "0,0000123", "0.0000123")),
        (80, "belum dinilai", ("80", "", "None")),
        (80, "sembilan puluh", ("80", "sembilan puluh", "None")),
        (80, None, ("80", "", "None")),
        ("=IF(1,1,1)", 5, ("rumus belum dihitung", "5", "5")),
        (80, date(2025, 7, 5), ("80", "5/7/2025", "None")),
    ],
)
def test_the_summary_says_what_the_cells_say(tmp_path, target, realisasi, expected):
    path = workbook(tmp_path, IKU=[HEAD_32, ["Nilai AKIP", "Nilai", target, realisasi, None, None]])
    [found] = kerjakan(Tugas(path, "a.xlsx", tmp_path / "keluar", "draf", False, HARI, "0.1.0")).iku
    assert (found.target, found.realisasi_tertulis, str(found.realisasi)) == expected


def test_every_office_has_its_page(serang):
    data = json.loads((serang / "batch.json").read_text("utf-8"))
    pages = sorted(path.name for path in (serang / "rekap").iterdir())
    assert pages == sorted(Path(path).name for path in data["rekap"] if path.startswith("rekap/"))
    assert sum(name.startswith("kecamatan-serang") for name in pages) == 2


def test_pages_of_offices_that_are_gone_go(tmp_path):
    masuk, keluar = folder(tmp_path, "a.xlsx", "b.xlsx"), tmp_path / "keluar"
    with ThreadPoolExecutor(1) as pool:
        batch(masuk, keluar, executor=pool)
        (keluar / "rekap" / "catatan camat.html").write_text("jangan dihapus")
        (masuk / "b.xlsx").unlink()
        batch(masuk, keluar, executor=pool)
    pages = {path.name for path in (keluar / "rekap").iterdir()}
    assert [len(pages), {"index.html", "catatan camat.html"} <= pages] == [3, True]


def test_a_batch_json_from_elsewhere_removes_nothing_outside(tmp_path):
    masuk, keluar = folder(tmp_path, "a.xlsx"), tmp_path / "keluar"
    batch(masuk, keluar)
    outside = keluar / "catatan.json"
    outside.write_text("milik orang")
    data = json.loads((keluar / "batch.json").read_text())
    strangers = ("..", "../../masuk", "/", str(masuk), ".")
    data["berkas"] |= {path: {"status": "selesai", "alasan": ""} for path in strangers}
    data["rekap"] += ["../masuk/a.xlsx", str(masuk / "a.xlsx")]
    (keluar / "batch.json").write_text(json.dumps(data))
    before = keadaan(masuk)
    batch(masuk, keluar)
    assert [outside.read_text(), keadaan(masuk) == before] == ["milik orang", True]


def test_an_output_folder_with_other_peoples_files_is_refused(tmp_path, capsys):
    masuk, keluar = folder(tmp_path, "a.xlsx"), tmp_path / "keluar"
    keluar.mkdir()
    (keluar / "batch.json").write_text('{"milik": "orang lain"}')
    before = keadaan(tmp_path)
    for place in (keluar, masuk, tmp_path, masuk / "a.xlsx", ""):
        assert main(["batch", str(masuk), "-o", str(place)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert [line.split(": ", 1)[-1].split(".")[0] for line in said] == [
        "folder ini sudah berisi berkas lain, jadi tidak ditulisi",
        "folder hasil tidak boleh sama dengan folder buku kerja atau memuatnya",
        "folder hasil tidak boleh sama dengan folder buku kerja atau memuatnya",
        "itu berkas, bukan folder",
        "Nama berkas hasil setelah -o kosong",
    ]
    assert keadaan(tmp_path) == before


def test_the_output_may_lie_inside_the_folder(tmp_path):
    masuk = folder(tmp_path, "a.xlsx")
    assert [main(["batch", str(masuk), "-o", str(masuk / "hasil")]) for _ in range(2)] == [0, 0]
    assert isi(masuk / "hasil", "a.xlsx") == ["a_hasil.xlsx", *HASIL]
    assert [path.name for path in (masuk / "hasil" / "berkas").iterdir()] == ["a.xlsx"]


def test_nothing_to_do_and_wrong_numbers_are_said(tmp_path, capsys):
    masuk = folder(tmp_path, "a.xlsx")
    for arguments, sentence in (
        ([masuk, "--pola", "*.ods"], "tidak ada buku kerja bernama *.ods"),
        ([tmp_path / "hilang"], "folder itu tidak ada"),
        ([masuk, "--pekerja", "0"], '--pekerja harus berupa bilangan bulat lebih dari nol, bukan "0".'),
        ([masuk, "--batas-waktu", "lama"], '--batas-waktu harus berupa bilangan bulat lebih dari nol, bukan "lama".'),
    ):
        assert main(["batch", *map(str, arguments), "-o", str(tmp_path / "keluar")]) == 2
        assert sentence in capsys.readouterr().err
    assert not (tmp_path / "keluar").exists()


def test_hostile_names_and_texts_stay_text(tmp_path, capsys):
    masuk, keluar = tmp_path / "masuk", tmp_path / "keluar"
    name = "=cmd|'C calc'!A0 <script>alert(1)<\x1b[31m\n.xlsx"
    buku(masuk / name, nama="<script>alert(1)</script>")
    assert main(["batch", str(masuk), "-o", str(keluar)]) == 0
    said = capsys.readouterr()
    assert [line for line in said.err.splitlines() if "\x1b" in line] == []
    assert ringkasan(keluar, name).iku[0].nama == "<script>alert(1)</script>"
    assert "<script>alert" not in (keluar / "rekap" / "index.html").read_text("utf-8")


def test_results_are_no_more_open_than_the_workbook(tmp_path):
    masuk, keluar = folder(tmp_path, "a.xlsx"), tmp_path / "keluar"
    (masuk / "a.xlsx").chmod(0o600)
    batch(masuk, keluar)
    assert {path.stat().st_mode & 0o777 for path in (keluar / "berkas" / "a.xlsx").iterdir()} == {0o600}


def test_one_task_by_itself(tmp_path):
    path = buku(tmp_path / "masuk" / "a.xlsx", 40)
    found = kerjakan(Tugas(path, "x/a.xlsx", tmp_path / "keluar", "penyampaian", True, HARI, "0.1.0"))
    assert [str(found.iku[0].capaian), found.iku[0].kategori, found.tahap] == ["50.0", "Sangat Rendah", "penyampaian"]
    assert found.keluaran["salinan"] == "berkas/x/a.xlsx/a_hasil.xlsx"
    assert ringkasan(tmp_path / "keluar", "x/a.xlsx") == found
    assert all(isinstance(each, JumlahAturan) for each in found.aturan)
    assert [path.name for path in (tmp_path / "keluar").iterdir()] == ["berkas"]
