"""The command line as staff and scripts use it: files in, files and sentences out, exit codes."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from buku import HEAD_32, workbook

import lkjip_xl
from lkjip_xl.catatan import log_fault
from lkjip_xl.cli import main
from lkjip_xl.pesan import UnusableFileError, pesan

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "workbooks" / "contoh_kecamatan_serang_2025.xlsx"
SETDA = [
    ["Sasaran Strategis", "Indikator Kinerja Utama", "Satuan", "Target"],
    *([f"Sasaran {row // 3}", f"Indikator {row}", "Angka/kategori", None] for row in range(17)),
]


@pytest.fixture
def sample(tmp_path):
    return Path(shutil.copy(SAMPLE, tmp_path))


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "lkjip_xl", *map(str, arguments)],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


def test_result_lies_beside_the_input_by_default(sample, capsys):
    before = sample.read_bytes()
    assert main(["hitung", str(sample)]) == 0
    assert names(sample.parent) == [sample.name, "contoh_kecamatan_serang_2025_hasil.xlsx"]
    assert sample.read_bytes() == before
    assert capsys.readouterr().out.endswith(f"Hasil: {sample.with_name('contoh_kecamatan_serang_2025_hasil.xlsx')}\n")


def test_in_place_keeps_a_dated_copy(sample, capsys):
    before = sample.read_bytes()
    assert main(["hitung", str(sample), "--di-tempat"]) == 0
    backup = next(path for path in sample.parent.iterdir() if path != sample)
    assert re.fullmatch(r"contoh_kecamatan_serang_2025_cadangan_\d{8}-\d{6}\.xlsx", backup.name)
    assert backup.read_bytes() == before
    assert openpyxl.load_workbook(sample)["Tabel 3.2 IKU"]["F5"].value.startswith("=IF(COUNT(")
    assert f"Salinan berkas semula: {backup}" in capsys.readouterr().out


def test_in_place_with_nothing_to_change_leaves_no_copy(sample):
    assert main(["hitung", str(sample), "--di-tempat"]) == 0
    once = names(sample.parent)
    before = sample.read_bytes()
    assert main(["hitung", str(sample), "--di-tempat"]) == 0
    assert (names(sample.parent), sample.read_bytes() == before) == (once, True)


def test_an_empty_output_name_is_refused(sample, capsys):
    assert main(["hitung", str(sample), "-o", ""]) == 2
    assert "kosong" in capsys.readouterr().err
    assert names(sample.parent) == [sample.name]


@pytest.mark.parametrize("lock", ["~${}", ".~lock.{}#"])
def test_in_place_is_refused_while_the_workbook_is_open(sample, capsys, lock):
    sample.with_name(lock.format(sample.name)).touch()
    before = sample.read_bytes()
    assert main(["hitung", str(sample), "--di-tempat"]) == 2
    assert (sample.read_bytes() == before, len(names(sample.parent))) == (True, 2)
    assert "Tutup dahulu" in capsys.readouterr().err


def test_the_input_is_never_the_output(sample, capsys, tmp_path):
    link = tmp_path / "tautan.xlsx"
    link.symlink_to(sample)
    before = sample.read_bytes()
    for output in (sample, sample.parent / "." / sample.name, link):
        assert main(["hitung", str(sample), "-o", str(output)]) == 2
    assert sample.read_bytes() == before
    assert "--di-tempat" in capsys.readouterr().err


def test_output_keeps_the_kind_of_file(sample, capsys):
    assert main(["hitung", str(sample), "-o", str(sample.with_suffix(".xlsm"))]) == 2
    assert "harus berjenis .xlsx" in capsys.readouterr().err
    assert names(sample.parent) == [sample.name]


def test_output_that_cannot_be_written(sample, capsys):
    assert main(["hitung", str(sample), "-o", str(sample.parent / "tidak" / "ada.xlsx")]) == 2
    assert "tidak bisa disimpan" in capsys.readouterr().err


def test_a_workbook_without_lkjip_tables_says_which_heads_it_saw(tmp_path, capsys):
    path = workbook(tmp_path, Stok=[["Nama Barang", "Satuan", "Harga", "Jumlah"], ["Kertas", "rim", 50000, 3]])
    assert main(["hitung", str(path)]) == 2
    error = capsys.readouterr().err
    assert "tidak ada tabel LKjIP" in error
    assert "Stok: Nama Barang | Satuan | Harga | Jumlah" in error
    assert names(tmp_path) == ["buku.xlsx"]


def test_an_office_without_targets_reads_and_computes_nothing(tmp_path, capsys):
    path = workbook(tmp_path, IKU=SETDA)
    assert main(["hitung", str(path)]) == 0
    assert "Belum ada yang dapat dihitung" in capsys.readouterr().out
    assert path.read_bytes() == path.with_name("buku_hasil.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Belum ditulis: PERINTAH. Lihat: lkjip --help"),
        (["hitung"], "Belum ditulis: BERKAS. Lihat: lkjip hitung --help"),
        (
            ["hapus", "x"],
            "PERINTAH tidak mengenal hapus; pilihannya: 'baca', 'hitung', 'templat', 'validasi', 'aturan', 'addin', "
            "'batch'. Lihat: lkjip --help",
        ),
        (
            ["baca", "x", "--format", "pdf"],
            "--format tidak mengenal pdf; pilihannya: 'teks', 'json'. Lihat: lkjip baca --help",
        ),
        (["hitung", "x", "-o"], "-o/--keluaran belum diisi. Lihat: lkjip hitung --help"),
        (
            ["hitung", "x", "-o", "y", "--di-tempat"],
            "--di-tempat tidak dapat dipakai bersama -o/--keluaran. Lihat: lkjip hitung --help",
        ),
        (["baca", "x", "--cepat"], "Tidak dikenal: --cepat. Lihat: lkjip --help"),
    ],
)
def test_wrong_commands_end_with_2_and_an_indonesian_sentence(arguments, sentence, capsys):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert (stop.value.code, capsys.readouterr().err) == (2, sentence + "\n")


@pytest.mark.parametrize(("output", "code"), [(">&-", 0), ("> /dev/full", 2)])
def test_a_screen_that_is_gone_loses_no_result(sample, output, code):
    done = subprocess.run(
        f"{sys.executable} -m lkjip_xl hitung {sample} --di-tempat {output}",
        shell=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, b"Maaf" in done.stderr) == (code, False)
    assert openpyxl.load_workbook(sample)["Tabel 3.2 IKU"]["F5"].value.startswith("=IF(COUNT(")


def test_help_is_in_indonesian():
    text = run("hitung", "--help").stdout.decode()
    assert "pemakaian: lkjip hitung" in text
    assert not re.search(r"usage|options|show this|positional", text)


def test_output_is_utf8_on_a_console_that_is_not(sample):
    done = run("hitung", sample, PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert (done.returncode, "Efisien → Tidak Efisien" in done.stdout.decode("utf-8")) == (0, True)


def test_a_closed_pipe_is_no_fault(sample):
    done = subprocess.run(
        f"{sys.executable} -m lkjip_xl baca {sample} | head -n 1",
        shell=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_our_own_fault_is_logged_and_said_kindly(sample, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("lkjip_xl.verbs.compute", lambda *_: 1 / 0)
    assert main(["hitung", str(sample)]) == 2
    log = tmp_path / ".lkjip" / "lkjip.log"
    assert capsys.readouterr().err == pesan("cli.bug", catatan=log) + "\n"
    assert "ZeroDivisionError" in log.read_text()


def test_log_holds_nothing_of_a_workbook_and_no_name(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    fault = ValueError(f"no row 'Budi Santoso' with 198001012005011001 in “PK” of {tmp_path}/berkas")
    fault.__cause__ = KeyError("Siti")
    log = log_fault(fault)
    assert [line for line in log.read_text().splitlines() if "Error" in line] == [
        "KeyError: …",
        "ValueError: no row … with … in … of ~/berkas",
    ]


def test_baca_shows_tables_columns_and_pairs(capsys):
    assert main(["baca", str(SAMPLE)]) == 0
    text = capsys.readouterr().out
    assert "Rencana Aksi: Rencana Aksi (judul baris 4–5, isi baris 7–67, 61 baris)" in text
    assert "PK Perubahan: Program dan anggaran Perjanjian Kinerja (judul baris 12, isi baris 13–18, 5 baris)" in text
    assert "8 Hasil Evaluasi AKIP (Angka) = 8 Nilai Sakip Kecamatan Serang [kata sama]" in text
    assert "[pagu sama, perlu dikonfirmasi]" in text


def test_baca_json_tells_every_table_and_column(tmp_path, capsys):
    rows = [["Tabel 3.2"], [*HEAD_32, "Warna"], ["Nilai IKM", "Angka", 80, 84, None, None, "hijau"]]
    assert main(["baca", str(workbook(tmp_path, S=rows)), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["tabel"] == [
        {
            "jenis": "capaian_iku",
            "sebutan": "Capaian IKU",
            "lembar": "S",
            "baris_judul": [2],
            "baris_pertama": 3,
            "baris_terakhir": 3,
            "jumlah_baris": 1,
            "kolom": [
                {"bidang": bidang, "kolom": letter, "judul": judul, "tahun": None}
                for bidang, letter, judul in zip(
                    "indikator satuan target realisasi capaian kategori".split(), "ABCDEF", HEAD_32, strict=True
                )
            ],
            "tidak_dipahami": [{"kolom": "G", "judul": "Warna", "tahun": None}],
        }
    ]


def test_python_gives_the_same_as_dataframes(sample):
    hasil = lkjip_xl.hitung(sample)
    saved = hasil.simpan()
    assert saved.name == "contoh_kecamatan_serang_2025_hasil.xlsx"
    assert hasil.capaian["capaian"].round(2).tolist()[:3] == [101.48, 90.0, 102.95]
    assert hasil.anggaran["serapan"].round(2).tolist()[0] == 94.48
    assert hasil.efisiensi["status"].tolist().count("Tidak Efisien") == 1
    assert round(hasil.ringkasan["efisiensi_total"], 2) == 103.88
    assert (len(hasil.diubah), len(hasil.tidak_dihitung)) == (2, 2)
    tables = lkjip_xl.baca(sample)
    assert tables["rencana_aksi"][["indikator", "target"]].shape == (61, 2)
    assert tables["renstra"]["target 2027"].tolist() == [84, 91.16, 69.5]
    with pytest.raises(UnusableFileError, match="tidak ditemukan"):
        lkjip_xl.hitung(sample.with_name("tidak_ada.xlsx"))
