"""Which workbooks ``lkjip batch`` finds in a folder, and what it says of the rest."""

import os
from pathlib import Path

import pytest

from lkjip_xl.batch import lanjut
from lkjip_xl.batch.cari import cari, dari_daftar
from lkjip_xl.batch.galat import BatchTidakJalanError
from lkjip_xl.batch.kemajuan import Laju, _lines, kemajuan, lama, satu_baris
from lkjip_xl.batch.lanjut import Catatan
from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.ringkasan import Ringkasan


def tree(tmp_path: Path, *names: str) -> Path:
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def dilewati(ditemukan) -> dict[str, str]:
    reasons = {pesan(f"batch.{key}"): key for key in KEYS}
    return {each.berkas: reasons[each.alasan] for each in (*ditemukan.dilewati, *ditemukan.gagal)}


KEYS = (
    "folder_tersembunyi", "folder_terkunci", "folder_bernama_buku", "tautan_berulang", "keluaran_batch", "jenis_lain",
    "kunci_excel", "tersembunyi", "bukan_berkas", "salinan_lama", "nama_rusak",
)  # fmt: skip


def test_workbooks_are_found_everywhere_in_any_case_and_sorted(tmp_path):
    names = ["z.xlsx", "A.XLSX", "b/c/d/e.xlsm", "Kec. Cipocok Jaya/LKjIP 2025.Xlsm", "catatan.txt", "b/x.xlsx.bak"]
    found = cari(tree(tmp_path, *names))
    assert found.buku == ("A.XLSX", "Kec. Cipocok Jaya/LKjIP 2025.Xlsm", "b/c/d/e.xlsm", "z.xlsx")
    assert [found.dilewati, found.gagal] == [(), ()]


def test_what_is_left_out_is_said(tmp_path):
    tree(tmp_path, "a.xlsx", "~$a.xlsx", ".a.xlsx", "._a.xlsx", ".git/b.xlsx", "lama.xls", "b.xlsb", "x.ods", "y.csv")
    tree(tmp_path, "dir.xlsx/dalam.xlsx", "keluar/berkas/c.xlsx", "lalu/berkas/d.xlsx", "lain/batch.json")
    lanjut.write(tmp_path / "lalu", Catatan({}, True, {}))
    os.mkfifo(tmp_path / "pipa.xlsx")
    found = cari(tmp_path, keluaran=tmp_path / "keluar")
    assert found.buku == ("a.xlsx", "dir.xlsx/dalam.xlsx")
    assert dilewati(found) == {
        "~$a.xlsx": "kunci_excel",
        ".a.xlsx": "tersembunyi",
        "._a.xlsx": "tersembunyi",
        ".git": "folder_tersembunyi",
        "lama.xls": "jenis_lain",
        "b.xlsb": "jenis_lain",
        "x.ods": "jenis_lain",
        "dir.xlsx": "folder_bernama_buku",
        "keluar": "keluaran_batch",
        "lalu": "keluaran_batch",
        "pipa.xlsx": "bukan_berkas",
    }


def test_our_copies_are_left_out_only_beside_what_they_were_made_from(tmp_path):
    made = ["a_hasil.xlsx", "a_validasi.xlsx", "a_cadangan_20260131-120000.xlsx", "a_cadangan_20260131-120000-2.xlsx"]
    kept = ["a.xlsx", "b_hasil.xlsx", "c_validasi.xlsm", "a_hasil.xlsm", "_hasil.xlsx"]
    found = cari(tree(tmp_path, *made, *kept))
    assert [set(found.buku), dilewati(found)] == [set(kept), dict.fromkeys(made, "salinan_lama")]


def test_links_are_followed_once_and_loops_end(tmp_path):
    masuk = tree(tmp_path / "masuk", "a.xlsx", "sub/b.xlsx")
    tree(tmp_path / "luar", "c.xlsx")
    for name, target in (("putar", "."), ("1sub", "sub"), ("sub/atas", ".."), ("z", "../luar"), ("z2", "../luar")):
        (masuk / name).symlink_to(target)
    (tmp_path / "luar" / "balik").symlink_to(masuk)
    (masuk / "d.xlsx").symlink_to("a.xlsx")
    found = cari(masuk)
    assert found.buku == ("a.xlsx", "d.xlsx", "sub/b.xlsx", "z/c.xlsx")
    assert set(dilewati(found).values()) == {"tautan_berulang"}
    assert set(dilewati(found)) == {"putar", "1sub", "sub/atas", "z2", "z/balik"}


def test_a_folder_nobody_may_open_is_no_silence(tmp_path, monkeypatch):
    tree(tmp_path, "a.xlsx", "rahasia/b.xlsx")

    def iterdir(path, real=Path.iterdir):
        if path.name == "rahasia":
            raise PermissionError
        return real(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    found = cari(tmp_path)
    assert [found.buku, dilewati(found), len(found.gagal)] == [("a.xlsx",), {"rahasia": "folder_terkunci"}, 1]


def test_a_name_that_is_no_text_is_a_failure(tmp_path):
    (tmp_path / os.fsdecode(b"rusak\xff.xlsx")).touch()
    found = cari(tree(tmp_path, "a.xlsx"))
    assert [found.buku, dilewati(found)] == [("a.xlsx",), {"rusak�.xlsx": "nama_rusak"}]


def test_other_patterns(tmp_path):
    tree(tmp_path, "Serang 2025.xlsx", "serang 2024.xlsx", "x.xlsm", "kasemen [2025].xlsx")
    assert cari(tmp_path, "*2025*").buku == ("Serang 2025.xlsx", "kasemen [2025].xlsx")
    assert cari(tmp_path, "SERANG*.xlsx").buku == ("Serang 2025.xlsx", "serang 2024.xlsx")


def test_given_workbooks_lie_below_what_they_share(tmp_path, monkeypatch):
    tree(tmp_path, "a/x.xlsx", "a/b/y.xlsx")
    monkeypatch.chdir(tmp_path)
    keluar, broken = tmp_path / "a" / "keluar", Path("a", os.fsdecode(b"\xff.xlsx"))
    found = dari_daftar([Path("a/x.xlsx"), tmp_path / "a" / "b" / "y.xlsx", Path("a/x.xlsx"), broken], keluar)
    assert [found.folder, found.buku, dilewati(found)] == [
        tmp_path / "a", ("b/y.xlsx", "x.xlsx"), {"�.xlsx": "nama_rusak"},
    ]  # fmt: skip
    assert dari_daftar([Path("a")], keluar).buku == found.buku
    with pytest.raises(BatchTidakJalanError, match="Tidak ada buku kerja yang disebutkan"):
        dari_daftar([], keluar)


def test_progress_counts_rate_time_left_and_failures():
    times = iter([0.0, 4.0])
    laju = Laju(lambda: next(times))
    for gagal in ("", "rusak"):
        laju.tambah(Ringkasan("a", "", gagal=gagal))
    assert laju.kalimat(1000) == "2 dari 1000 buku kerja · 0,5 per detik · sisa 33 menit · gagal 1"
    assert [lama(7.4), lama(59.9), lama(3599), lama(7500)] == ["7 detik", "60 detik", "60 menit", "2 jam 5 menit"]


def test_many_workbooks_get_a_line_every_few_seconds(capsys):
    import sys

    now = [0.0]
    lapor = _lines(sys.stderr, lambda: now[0])
    for number in range(100):
        now[0] = number * 0.2
        lapor(100, Ringkasan(str(number), ""))
    lines = capsys.readouterr().err.splitlines()
    assert [len(lines), lines[0][:22], lines[-1]] == [
        4, "26 dari 100 buku kerja", "100 dari 100 buku kerja · 5,1 per detik · sisa 0 detik · gagal 0",
    ]  # fmt: skip


def test_a_terminal_gets_a_bar():
    from io import StringIO

    class Terminal(StringIO):
        def isatty(self):
            return True

    stream = Terminal()
    with kemajuan(stream) as lapor:
        lapor(2, Ringkasan("a", ""))
        lapor(2, Ringkasan("b", "", gagal="[bold]rusak"))
    assert "2 dari 2 buku kerja" in stream.getvalue()
    assert "gagal 1" in stream.getvalue()


def test_what_is_printed_is_one_line():
    assert satu_baris("a\nb\x1b[31m\tc") == "a b�[31m c"
