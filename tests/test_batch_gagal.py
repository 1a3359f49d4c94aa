"""What may go wrong in a batch: each fault is one row, the rest goes on, nothing is left half done."""

import json
import os
import signal
import subprocess
import sys
import zipfile
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from errno import ENOSPC
from multiprocessing import get_context
from pathlib import Path

import openpyxl
import pytest
from batch_uji import (
    HASIL,
    ROOT,
    batch,
    buku,
    dibunuh,
    folder,
    gagal,
    gantung,
    isi,
    keadaan,
    lambat,
    lapar,
    mati,
    mati_sekali,
    mati_seketika,
)

from lkjip_xl.batch.galat import BatchTidakJalanError
from lkjip_xl.batch.kolam import Kolam, batasi_memori
from lkjip_xl.batch.kunci import terkunci
from lkjip_xl.cli import main
from lkjip_xl.pesan import UnusableFileError, pesan

OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
PROSES = pesan("batch.proses")


def whole(keluar: Path, *names: str) -> bool:
    return all(isi(keluar, name) == sorted([*HASIL, f"{Path(name).stem}_hasil.xlsx"]) for name in names)


def statuses(keluar: Path) -> dict[str, str]:
    data = json.loads((keluar / "batch.json").read_text("utf-8"))
    return {path: each["status"] for path, each in data["berkas"].items()}


@pytest.mark.parametrize("metode", ["spawn", "fork"])
@pytest.mark.parametrize(
    ("kerja", "name", "reason"),
    [
        (mati, "mati.xlsx", PROSES),
        (dibunuh, "mati.xlsx", PROSES),
        (gantung, "gantung.xlsx", pesan("batch.waktu")),
        (lapar, "lapar.xlsx", pesan("batch.memori")),
    ],
)
def test_a_crash_a_hang_and_a_glutton_cost_one_row(tmp_path, kerja, name, reason, metode):
    masuk, keluar = folder(tmp_path, "a.xlsx", name, "z.xlsx"), tmp_path / "keluar"
    kolam = Kolam(2, 5 if kerja is gantung else 60, metode)
    laporan = batch(masuk, keluar, executor=kolam, kerja=kerja)
    kolam.shutdown()
    assert [gagal(laporan), laporan.selesai] == [{name: reason}, 2]
    assert [whole(keluar, "a.xlsx", "z.xlsx"), isi(keluar, name)] == [True, []]
    assert statuses(keluar) == {"a.xlsx": "selesai", name: "gagal", "z.xlsx": "selesai"}


def test_many_crashes_harm_no_other(tmp_path):
    names = [f"{number}{kind}.xlsx" for number in range(4) for kind in ("", "mati")]
    masuk, keluar = folder(tmp_path, *names), tmp_path / "keluar"
    laporan = batch(masuk, keluar, kerja=mati)
    good = [name for name in names if "mati" not in name]
    assert gagal(laporan) == dict.fromkeys(sorted(set(names) - set(good)), PROSES)
    assert whole(keluar, *good)


def test_who_dies_in_the_first_instant_harms_no_other(tmp_path):
    """The pool may blame the task that process had just finished, and wait for the dead one until its time is up."""
    names = [f"{number:02}{kind}.xlsx" for number in range(6) for kind in ("", "mati")]
    masuk, keluar = folder(tmp_path, *names), tmp_path / "keluar"
    laporan = batch(masuk, keluar, kerja=mati_seketika, batas_waktu=4)
    good = [name for name in names if "mati" not in name]
    assert sorted(gagal(laporan)) == sorted(set(names) - set(good))
    assert set(gagal(laporan).values()) <= {PROSES, pesan("batch.waktu")}
    assert whole(keluar, *good)


def test_a_workbook_whose_process_was_lost_has_a_second_chance(tmp_path):
    masuk, keluar = folder(tmp_path, "a.xlsx", "mati.xlsx"), tmp_path / "keluar"
    assert gagal(batch(masuk, keluar, kerja=mati_sekali)) == {}
    assert whole(keluar, "a.xlsx", "mati.xlsx")


def test_an_executor_that_promises_less_still_tells_the_truth(tmp_path):
    masuk, keluar = folder(tmp_path, "a.xlsx", "mati.xlsx", "z.xlsx"), tmp_path / "keluar"
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        laporan = batch(masuk, keluar, executor=pool, kerja=mati)
    done = [name for name, status in statuses(keluar).items() if status == "selesai"]
    assert [whole(keluar, *done), gagal(laporan)["mati.xlsx"], laporan.selesai] == [True, PROSES, len(done)]
    assert all(isi(keluar, name) == [] for name in gagal(laporan))


def test_what_was_left_of_a_workbook_goes_when_it_fails(tmp_path):
    masuk, keluar = folder(tmp_path, "a.xlsx", "b.xlsx"), tmp_path / "keluar"
    batch(masuk, keluar)
    (masuk / "b.xlsx").write_bytes(b"rusak")
    laporan = batch(masuk, keluar, lanjut=True)
    assert [list(gagal(laporan)), laporan.tetap, isi(keluar, "b.xlsx")] == [["b.xlsx"], 1, []]


def broken(masuk: Path) -> dict[str, str]:
    """Write workbooks nobody can read; return a piece of what is said of each."""
    good = buku(masuk / "baik.xlsx").read_bytes()
    with zipfile.ZipFile(masuk / "dokumen.xlsx", "w") as archive:
        archive.writestr("halo.txt", "halo")
    openpyxl.Workbook().save(masuk / "tanpa_tabel.xlsx")
    files = {
        "kosong.xlsx": (b"", "kosong"),
        "potong.xlsx": (good[: len(good) // 2], "rusak"),
        "bolong.xlsx": (good[:200] + bytes(300) + good[500:], "rusak"),
        "sandi.xlsx": (OLE2 + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
        "lama.xlsx": (OLE2, "format lama"),
        "teks.xlsm": (b"a;b;c", "bukan buku kerja Excel"),
    }
    for name, (data, _) in files.items():
        (masuk / name).write_bytes(data)
    (masuk / "hilang.xlsx").symlink_to("tidak ada")
    (masuk / "putar.xlsx").symlink_to("putar.xlsx")
    others = {"dokumen.xlsx": "arsip zip", "tanpa_tabel.xlsx": "tidak ada tabel LKjIP"}
    others |= {"hilang.xlsx": "tidak ditemukan", "putar.xlsx": "tidak bisa dibaca"}
    return {name: words for name, (_, words) in files.items()} | others


def test_every_broken_file_is_a_row_with_its_reason(tmp_path, capsys):
    masuk, keluar = tmp_path / "masuk", tmp_path / "keluar"
    masuk.mkdir()
    expected = broken(masuk)
    (masuk / "folder.xlsx").mkdir()
    before = keadaan(masuk)
    assert main(["batch", str(masuk), "-o", str(keluar)]) == 2
    said = capsys.readouterr().out.splitlines()
    rows = {line.split(": ")[0].strip(): line for line in said if line.startswith("  ")}
    assert rows.keys() == expected.keys() | {"folder.xlsx"}
    assert {name: words for name, words in expected.items() if words not in rows[name]} == {}
    assert said[0] == f"1 buku kerja selesai, {len(expected)} gagal, 1 dilewati."
    assert [keadaan(masuk) == before, whole(keluar, "baik.xlsx"), (keluar / "rekap.xlsx").is_file()] == [True] * 3
    sheet = openpyxl.load_workbook(keluar / "rekap.xlsx")["Gagal"]
    assert expected.keys() <= {cell.value for row in sheet.iter_rows() for cell in row}


def test_a_fault_of_ours_is_said_kindly(tmp_path, monkeypatch):
    masuk, keluar = folder(tmp_path, "a.xlsx"), tmp_path / "keluar"
    monkeypatch.setattr(Path, "home", lambda: tmp_path)

    def faulty(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("lkjip_xl.batch.kerja.hitung_dan_validasi", faulty)
    with ThreadPoolExecutor(1) as pool:
        laporan = batch(masuk, keluar, executor=pool)
    assert gagal(laporan)["a.xlsx"].startswith("maaf, ada kesalahan di dalam lkjip_xl sendiri.")
    assert "ZeroDivisionError" in (tmp_path / ".lkjip" / "lkjip.log").read_text()


def full(monkeypatch, *names):
    """Let the disk be full for some files."""

    def write_through(path, data, real=sys.modules["lkjip_xl.books.ooxml.atomic"]._write_through):
        if data.startswith(names):
            path.write_bytes(data[:10])
            raise OSError(ENOSPC, "penuh")
        real(path, data)

    monkeypatch.setattr("lkjip_xl.books.ooxml.atomic._write_through", write_through)


@pytest.mark.parametrize("start", [b"PK", b'{\n  "berkas"', b"<!DOCTYPE", b'{\n "berkas"'])
def test_a_full_disk_leaves_nothing_half_written(tmp_path, monkeypatch, start):
    masuk, keluar = folder(tmp_path, "a.xlsx"), tmp_path / "keluar"
    with ThreadPoolExecutor(1) as pool:
        batch(masuk, keluar, executor=pool)
        full(monkeypatch, start)
        laporan = batch(masuk, keluar, executor=pool)
    assert ["tidak cukup" in gagal(laporan)["a.xlsx"], isi(keluar, "a.xlsx")] == [True, []]
    assert statuses(keluar) == {"a.xlsx": "gagal"}
    assert list(keluar.rglob("*.tmp")) == []


def test_a_real_limit_on_file_size_is_a_full_disk(tmp_path):
    masuk, keluar = folder(tmp_path, "a.xlsx"), tmp_path / "keluar"
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000));"
        "from lkjip_xl.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    done = run([sys.executable, "-c", script, "batch", masuk, "-o", keluar])
    assert [done.returncode, isi(keluar, "a.xlsx"), statuses(keluar)] == [2, [], {"a.xlsx": "gagal"}]
    assert "tidak cukup" in done.stdout


def test_a_comparison_that_cannot_be_written_is_said_and_the_rest_stays(tmp_path, capsys):
    masuk, keluar = folder(tmp_path, "a.xlsx"), tmp_path / "keluar"
    assert main(["batch", str(masuk), "-o", str(keluar)]) == 0
    (keluar / "rekap.xlsx").unlink()
    (keluar / "rekap.xlsx").mkdir()
    assert main(["batch", str(masuk), "-o", str(keluar)]) == 2
    said = capsys.readouterr()
    assert ["rekap.xlsx: hasil tidak bisa disimpan" in said.err, whole(keluar, "a.xlsx")] == [True, True]
    assert ["Rekap:" in said.out.splitlines()[-2], list((keluar / "rekap").iterdir())] == [False, []]


def test_an_output_folder_that_cannot_be_made_ends_before_any_work(tmp_path, capsys):
    masuk = folder(tmp_path, "a.xlsx")
    (tmp_path / "berkas").write_text("bukan folder")
    for place in (tmp_path / "berkas" / "keluar", tmp_path / ("x" * 300), Path("/proc/keluar")):
        assert main(["batch", str(masuk), "-o", str(place)]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["berkas", "masuk"]


def test_two_batches_never_share_a_folder(tmp_path, capsys):
    masuk, keluar = folder(tmp_path, "a.xlsx"), tmp_path / "keluar"
    assert main(["batch", str(masuk), "-o", str(keluar)]) == 0
    before = keadaan(keluar)
    with terkunci(keluar):
        assert main(["batch", str(masuk), "-o", str(keluar)]) == 2
    assert ["lkjip batch yang lain" in capsys.readouterr().err, keadaan(keluar) == before] == [True, True]
    assert main(["batch", str(masuk), "-o", str(keluar)]) == 0


def test_a_lock_whose_process_is_dead_holds_nobody(tmp_path):
    code = "from lkjip_xl.batch.kunci import terkunci; from pathlib import Path; import os\n"
    code += f"with terkunci(Path({str(tmp_path)!r})): print(1, flush=True); os.kill(os.getpid(), 9)"
    assert run([sys.executable, "-c", code]).stdout == "1\n"
    with terkunci(tmp_path), pytest.raises(BatchTidakJalanError, match="lain sedang menulis"), terkunci(tmp_path):
        raise AssertionError


def run(command):
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    return subprocess.run([*map(str, command)], capture_output=True, text=True, env=environment, timeout=120)


def stopped(tmp_path: Path, masuk: Path, keluar: Path, number: int) -> subprocess.CompletedProcess[str]:
    """Start a slow batch and send it Ctrl-C, as a terminal does, when ``number`` workbooks are done."""
    script = tmp_path / "lambat.py"
    script.write_text(
        "import sys, batch_uji, lkjip_xl.batch.laksana as laksana\n"
        "from lkjip_xl.cli import main\n"
        "if __name__ == '__main__':\n"
        "    laksana.laksanakan.__defaults__ = (batch_uji.lambat,)\n"
        "    sys.exit(main(sys.argv[1:]))\n"
    )
    command = [sys.executable, str(script), "batch", str(masuk), "-o", str(keluar), "--pekerja", "2"]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environment, start_new_session=True, **pipes) as process:
        for _ in range(number):
            process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(command, process.returncode, out, err)


def test_ctrl_c_leaves_finished_ones_whole_and_the_summary_true(tmp_path):
    names = [f"{number:02}.xlsx" for number in range(16)]
    masuk, keluar = folder(tmp_path, *names), tmp_path / "keluar"
    done = stopped(tmp_path, masuk, keluar, 3)
    found = statuses(keluar)
    finished = [name for name, status in found.items() if status == "selesai"]
    assert [done.returncode, 3 <= len(finished) < 16, set(found.values())] == [2, True, {"selesai", "belum"}]
    assert whole(keluar, *finished)
    assert [name for name in names if name not in finished and isi(keluar, name)] == []
    assert done.stdout.startswith(f"Dihentikan: {16 - len(finished)} buku kerja belum dikerjakan.")
    assert "Traceback" not in done.stderr
    data = json.loads((keluar / "batch.json").read_text("utf-8"))
    assert [data["selesai"], (keluar / "rekap.xlsx").is_file()] == [False, True]
    sheet = openpyxl.load_workbook(keluar / "rekap.xlsx")["Gagal"]
    assert pesan("batch.belum") in {cell.value for row in sheet.iter_rows() for cell in row}
    laporan = batch(masuk, keluar, lanjut=True)
    assert [laporan.tetap, laporan.selesai, whole(keluar, *names)] == [len(finished), 16, True]


def test_a_batch_killed_outright_is_taken_up_again(tmp_path):
    masuk, keluar = folder(tmp_path, *(f"{number}.xlsx" for number in range(4))), tmp_path / "keluar"
    batch(masuk, keluar)
    data = json.loads((keluar / "batch.json").read_text("utf-8"))
    for number in range(4):
        data["berkas"][f"{number}.xlsx"]["status"] = "belum"
    (keluar / "batch.json").write_text(json.dumps(data | {"selesai": False}))
    (keluar / "berkas" / "1.xlsx" / "ringkasan.json").unlink()
    assert batch(masuk, keluar, lanjut=True).tetap == 3


def test_ctrl_c_with_any_executor(tmp_path):
    masuk, keluar = folder(tmp_path, *(f"{number}.xlsx" for number in range(9))), tmp_path / "keluar"

    def stops(tugas):
        if tugas.berkas == "4.xlsx":
            os.kill(os.getpid(), signal.SIGINT)
        return lambat(tugas)

    with ThreadPoolExecutor(2) as pool:
        laporan = batch(masuk, keluar, executor=pool, kerja=stops)
    found = statuses(keluar)
    finished = [name for name, status in found.items() if status == "selesai"]
    assert [laporan.dihentikan, laporan.belum, 0 < laporan.belum < 9] == [True, 9 - len(finished), True]
    assert [whole(keluar, *finished), sum(bool(isi(keluar, name)) for name in found)] == [True, len(finished)]


def test_the_memory_limit_is_really_set():
    process = get_context("spawn").Process(target=_limited)
    process.start()
    process.join()
    assert process.exitcode == 7


def _limited():
    batasi_memori(1 << 30)
    try:
        bytearray(2 << 30)
    except MemoryError:
        os._exit(7)


def test_a_pool_that_never_starts_ends_with_a_reason(tmp_path, monkeypatch):
    """A worker that dies before its first task breaks the whole pool: every workbook says so, and none waits."""
    masuk, keluar = folder(tmp_path, "a.xlsx", "b.xlsx"), tmp_path / "keluar"
    monkeypatch.setattr("lkjip_xl.batch.kolam.batasi_memori", _dies)
    monkeypatch.setattr("lkjip_xl.batch.kolam._POOLS", 2)
    assert gagal(batch(masuk, keluar)) == {"a.xlsx": PROSES, "b.xlsx": PROSES}


def _dies(_):
    os._exit(1)


def test_results_held_open_fail_alone(tmp_path, monkeypatch):
    """On Windows Excel keeps a file it shows: that workbook fails, the others do not."""
    masuk, keluar = folder(tmp_path, "a.xlsx", "b.xlsx"), tmp_path / "keluar"
    with ThreadPoolExecutor(1) as pool:
        batch(masuk, keluar, executor=pool)

        def unlink(path, missing_ok=False, real=Path.unlink):
            if path.name == "a_hasil.xlsx":
                raise PermissionError(13, "dipakai")
            real(path, missing_ok=missing_ok)

        monkeypatch.setattr(Path, "unlink", unlink)
        laporan = batch(masuk, keluar, executor=pool)
    assert [list(gagal(laporan)), "Tutup berkas itu" in gagal(laporan)["a.xlsx"]] == [["a.xlsx"], True]
    assert [whole(keluar, "b.xlsx"), "ringkasan.json" in isi(keluar, "a.xlsx")] == [True, False]


def test_the_sentence_of_a_batch_that_cannot_run_is_like_any_other():
    fault = BatchTidakJalanError("bukan_folder", folder="x")
    assert [isinstance(fault, UnusableFileError), fault.key, str(fault)[:3]] == [True, "bukan_folder", "x: "]
