"""lkjip addin: installed, looked at and taken out again, in the homes of a make-believe Windows and Mac."""

import json
import os
import re
import sys
import tomllib
from errno import ENOSPC
from pathlib import Path

import pytest

from lkjip_xl import __version__
from lkjip_xl.addin import pasang as modul
from lkjip_xl.addin import tempat
from lkjip_xl.addin.lepas import lepas
from lkjip_xl.addin.pasang import Sumber, pasang
from lkjip_xl.addin.periksa import periksa
from lkjip_xl.addin.tempat import Lingkungan, dengan_konsol
from lkjip_xl.addin.terpasang import NAMA_SKRIP, XLWINGS
from lkjip_xl.cli import main
from lkjip_xl.pesan import UnusableFileError, pesan
from lkjip_xl.rules.dasar import versi_aturan

ROOT = Path(__file__).parents[1]
SUMBER = Sumber(addin=b"xlam", skrip=b"on VbaHandler", xlwings=XLWINGS)
EXCEL = "AppData/Roaming/Microsoft/Excel"
XLSTART = f"{EXCEL}/XLSTART"
WADAH = "Library/Containers/com.microsoft.Excel/Data"
MULAI = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
SKRIP = f"Library/Application Scripts/com.microsoft.Excel/{NAMA_SKRIP}"
DATA = {"win32": ".lkjip", "darwin": f"{WADAH}/.lkjip"}
CONF = {"win32": ".lkjip/lkjip.conf", "darwin": f"{WADAH}/lkjip.conf"}
ADDIN = {"win32": f"{XLSTART}/LKjIP.xlam", "darwin": f"{MULAI}/LKjIP.xlam"}
USERS = b'"ONEDRIVE_CONSUMER_WIN","%OneDrive%"\n"license_key", kunci saya\r\n"SHOW_ERROR_POPUPS","True"'


@pytest.fixture
def windows(tmp_path):
    return komputer(tmp_path, "win32", ["AppData/Roaming"])


@pytest.fixture
def mac(tmp_path):
    return komputer(tmp_path, "darwin", [WADAH, "Library/Group Containers/UBF8T346G9.Office"])


@pytest.fixture(params=["windows", "mac"])
def mana(request):
    return request.getfixturevalue(request.param)


def komputer(folder, platform, there):
    home, python = folder / "rumah", folder / "venv" / "python.exe"
    for name in there:
        (home / name).mkdir(parents=True)
    for app in (python, folder / "EXCEL.EXE"):
        app.parent.mkdir(exist_ok=True)
        app.touch()
    appdata = home / "AppData" / "Roaming" if platform == "win32" else None
    return Lingkungan(platform, home, appdata, str(python), folder / "EXCEL.EXE", "cp1252")


def put(home, path, data=b"milik orang"):
    (home / path).parent.mkdir(parents=True, exist_ok=True)
    (home / path).write_bytes(data)


def tree(home):
    """Return every file with its content and every folder with None."""
    return {path.relative_to(home).as_posix(): None if path.is_dir() else path.read_bytes() for path in home.rglob("*")}


def files(home):
    return {name: data for name, data in tree(home).items() if data is not None}


def kunci(hasil):
    return [hal.kunci for hal in hasil]


def perlu(hasil):
    return [hal.kunci for hal in hasil if not hal.beres]


def vba_input(text):
    """Read fields as VBA's ``Input #`` does: quoted or up to the next comma or line end, blanks before them skipped."""
    fields, at = [], 0
    while at < len(text):
        at += len(re.match(r" *", text[at:])[0])
        quoted = re.match(r'"([^"]*)" *(,|\r?\n|$)', text[at:])
        found = quoted or re.match(r"([^,\r\n]*)(,|\r?\n|$)", text[at:])
        fields.append(found[1])
        at += found.end()
    return dict(zip(fields[::2], fields[1::2], strict=True))


def conf(mana, encoding="ascii"):
    return vba_input((mana.rumah / CONF[mana.platform]).read_bytes().decode(encoding))


def settings(key, python):
    names = ("PYTHONPATH", "ADD_WORKBOOK_TO_PYTHONPATH", "USE UDF SERVER", "SHOW CONSOLE")
    return {key: python} | dict(zip(names, ["", "False", "False", "False"], strict=True))


def written(key, python, end):
    return "".join(f'"{name}","{value}"{end}' for name, value in settings(key, python).items()).encode()


def noted(folders, scripts=()):
    return (json.dumps({"folder": sorted(folders), "skrip": [*scripts]}, indent=1) + "\n").encode()


def test_windows_gets_exactly_these_files(windows):
    assert kunci(pasang(windows, SUMBER)) == ["addin_baru", "pengaturan_ditulis", "buka_ulang"]
    assert files(windows.rumah) == {
        f"{XLSTART}/LKjIP.xlam": b"xlam",
        ".lkjip/lkjip.conf": written("INTERPRETER_WIN", windows.python, "\r\n"),
        ".lkjip/versi.txt": f"{__version__}\r\n{versi_aturan()}\r\n".encode(),
        ".lkjip/terpasang.json": noted(["AppData/Roaming/Microsoft", EXCEL, XLSTART]),
    }
    assert tree(windows.rumah)[".lkjip/kerja"] is None


def test_a_mac_gets_exactly_these_files(mac):
    assert kunci(pasang(mac, SUMBER)) == ["addin_baru", "pengaturan_ditulis", "skrip_ditulis", "buka_ulang"]
    made = [MULAI, *(str(folder) for folder in Path(MULAI).parents[:2]), *map(str, Path(SKRIP).parents[:2])]
    assert files(mac.rumah) == {
        f"{MULAI}/LKjIP.xlam": b"xlam",
        SKRIP: b"on VbaHandler",
        f"{WADAH}/lkjip.conf": written("INTERPRETER_MAC", mac.python, "\n"),
        f"{WADAH}/.lkjip/versi.txt": f"{__version__}\n{versi_aturan()}\n".encode(),
        f"{WADAH}/.lkjip/terpasang.json": noted(made, [NAMA_SKRIP]),
    }
    assert tree(mac.rumah)[f"{WADAH}/.lkjip/kerja"] is None


def test_what_is_made_is_for_its_owner_only(mana):
    pasang(mana, SUMBER)
    data = mana.rumah / DATA[mana.platform]
    modes = [path.stat().st_mode & 0o777 for path in (data, data / "kerja", mana.rumah / CONF[mana.platform])]
    assert modes == [0o700, 0o700, 0o600]


def test_again_changes_nothing_and_says_so(mana):
    pasang(mana, SUMBER)
    before = {path: path.stat().st_mtime_ns for path in mana.rumah.rglob("*")}
    assert kunci(pasang(mana, SUMBER)) == ["sudah"]
    assert {path: path.stat().st_mtime_ns for path in mana.rumah.rglob("*")} == before
    assert perlu(periksa(mana, SUMBER)) == []


def test_a_newer_version_or_another_python_renews_that_part_only(mana):
    pasang(mana, SUMBER)
    assert kunci(pasang(mana, SUMBER._replace(addin=b"baru")))[:2] == ["addin_diperbarui", "pengaturan_tetap"]
    assert (mana.rumah / ADDIN[mana.platform]).read_bytes() == b"baru"
    other = mana._replace(python=mana.python.replace("venv", "venv-2"))
    assert kunci(pasang(other, SUMBER._replace(addin=b"baru")))[:2] == ["addin_tetap", "pengaturan_ditulis"]
    assert other.python in conf(mana).values()


def test_settings_of_the_user_live_through_it_all(mana):
    put(mana.rumah, CONF[mana.platform], USERS)
    pasang(mana, SUMBER)
    python = "INTERPRETER_WIN" if mana.platform == "win32" else "INTERPRETER_MAC"
    users = {"ONEDRIVE_CONSUMER_WIN": "%OneDrive%", "license_key": "kunci saya", "SHOW_ERROR_POPUPS": "True"}
    assert conf(mana) == settings(python, mana.python) | users
    assert perlu(periksa(mana, SUMBER)) == []
    assert "pengaturan_sisa" in kunci(lepas(mana))
    assert (mana.rumah / CONF[mana.platform]).read_bytes() == USERS


def test_what_stops_vba_does_not_stay_in_the_settings(windows):
    put(windows.rumah, CONF["win32"], b'\xef\xbb\xbf"LAIN","1"\r\n\r\nrusak\r\n"interpreter_win","C:\\lama.exe"\r\n')
    pasang(windows, SUMBER)
    assert conf(windows) == settings("INTERPRETER_WIN", windows.python) | {"LAIN": "1"}


def test_letters_of_the_system_language_reach_vba(windows):
    named = windows._replace(python="C:\\Users\\Iñaki, Siti & Co\\python.exe")
    pasang(named, SUMBER)
    assert conf(named, "cp1252")["INTERPRETER_WIN"] == named.python


@pytest.mark.parametrize(
    ("platform", "python", "key"),
    [
        ("win32", "C:\\王\\python.exe", "jalur_windows"),
        ("win32", "C:\\100%\\python.exe", "jalur_windows"),
        ("darwin", "/Users/siti/it's/bin/python", "jalur_mac"),
        ("darwin", "/Users/sití/bin/python", "jalur_mac"),
        ("darwin", "/Users/siti/a|b/python", "jalur_mac"),
    ],
)
def test_a_python_excel_cannot_call_is_refused_before_anything_is_written(platform, python, key, request):
    mana = request.getfixturevalue("windows" if platform == "win32" else "mac")._replace(python=python)
    before = tree(mana.rumah)
    with pytest.raises(UnusableFileError, match=re.escape(python)) as refusal:
        pasang(mana, SUMBER)
    assert (refusal.value.key, tree(mana.rumah)) == (key, before)


@pytest.mark.parametrize(("ada", "key"), [(None, "xlwings_tidak_ada"), ("0.37.7", "xlwings_lain")])
def test_without_the_right_xlwings_nothing_is_written(mana, ada, key):
    before = tree(mana.rumah)
    with pytest.raises(UnusableFileError, match=f"pip install xlwings=={XLWINGS}") as refusal:
        pasang(mana, SUMBER._replace(xlwings=ada))
    assert (refusal.value.key, tree(mana.rumah)) == (key, before)


def test_excel_for_mac_makes_its_own_folders(mac):
    (mac.rumah / WADAH).rmdir()
    before = tree(mac.rumah)
    with pytest.raises(UnusableFileError, match="Buka Excel sekali"):
        pasang(mac, SUMBER)
    assert tree(mac.rumah) == before


def dirty(mana):
    """Leave behind what clicks leave, a read-only copy and links to elsewhere among it."""
    data = mana.rumah / DATA[mana.platform]
    for path in ("kerja/20260101-080000-1234/buku.xlsx", "lkjip-pita.log"):
        put(data, path)
    for name in ("EXCEL.EXE", "venv"):
        (data / "kerja" / name).symlink_to(mana.rumah.parent / name)
    for path in ("semula/a/buku.xlsx", "laporan/catatan.html", "lkjip.log", "lkjip.log.1"):
        put(mana.rumah, f".lkjip/{path}")
    (mana.rumah / ".lkjip/semula/a/buku.xlsx").chmod(0o400)


def test_lepas_leaves_the_home_as_it_was(mana):
    before, elsewhere = tree(mana.rumah), mana.rumah.parent / "EXCEL.EXE"
    elsewhere.chmod(0o755)
    pasang(mana, SUMBER)
    dirty(mana)
    hasil = kunci(lepas(mana))
    assert tree(mana.rumah) == before
    assert (elsewhere.stat().st_mode & 0o777, Path(mana.python).exists()) == (0o755, True)
    scripts = ["skrip_dihapus"] if mana.platform == "darwin" else []
    assert hasil == ["addin_dihapus", "pengaturan_dihapus", *scripts, "isi_dihapus", "selesai_dilepas"]
    assert kunci(lepas(mana)) == ["tidak_terpasang"]
    assert tree(mana.rumah) == before


def test_lepas_leaves_what_is_not_ours(mana):
    for path in (f"{ADDIN[mana.platform]}/../PERSONAL.XLSB", SKRIP, ".lkjip/saya.txt", f"{DATA[mana.platform]}/x/y"):
        put(mana.rumah, os.path.normpath(path))
    put(mana.rumah, CONF[mana.platform], USERS)
    before = tree(mana.rumah)
    pasang(mana, SUMBER)
    dirty(mana)
    assert "berkas_lain" in kunci(lepas(mana))
    assert tree(mana.rumah) == before


def test_lepas_leaves_empty_folders_that_were_there(mana):
    for folder in (Path(ADDIN[mana.platform]).parent, Path(SKRIP).parent):
        (mana.rumah / folder).mkdir(parents=True)
    before = tree(mana.rumah)
    pasang(mana, SUMBER)
    lepas(mana)
    assert tree(mana.rumah) == before


def test_lepas_after_a_lost_or_false_note_removes_no_more_than_ours(mac):
    for note in (b"{", b'{"folder": [".", "Library"], "skrip": ["../../xlwings-1.applescript", "mulai.applescript"]}'):
        pasang(mac, SUMBER)
        for path in ("Library/xlwings-1.applescript", f"{SKRIP}/../mulai.applescript"):
            put(mac.rumah, os.path.normpath(path))
        (mac.rumah / DATA["darwin"] / "terpasang.json").write_bytes(note)
        lepas(mac)
        assert sorted(files(mac.rumah)) == sorted(
            [SKRIP, os.path.normpath(f"{SKRIP}/../mulai.applescript"), "Library/xlwings-1.applescript"]
        )


BOTH = "windows mac"
DAMAGES = [
    (BOTH, lambda di: di._replace(excel=None), "excel_tidak_ada"),
    (BOTH, lambda di: tempat.berkas_addin(di).unlink(), "addin_belum"),
    (BOTH, lambda di: tempat.berkas_addin(di).write_bytes(b"lama"), "addin_lain"),
    ("windows", lambda di: tempat.tanda_unduhan(di).touch(), "addin_terblokir"),
    ("mac", lambda di: di._replace(karantina=lambda path: path == tempat.berkas_addin(di)), "addin_terblokir"),
    (BOTH, lambda di: tempat.berkas_versi(di).unlink(), "versi_lain"),
    (BOTH, lambda di: tempat.berkas_versi(di).write_text("0.0.9\n1\n"), "versi_lain"),
    (BOTH, lambda di: tempat.berkas_pengaturan(di).unlink(), "pengaturan_belum"),
    (BOTH, lambda di: edit(di, lambda data: b"\xef\xbb\xbf" + data), "pengaturan_rusak"),
    (BOTH, lambda di: edit(di, lambda data: data + b"satu saja\n"), "pengaturan_rusak"),
    (BOTH, lambda di: edit(di, lambda data: data.replace(b'SERVER","F', b'SERVER","T')), "pengaturan_rusak"),
    (BOTH, lambda di: edit(di, lambda data: data.split(b"\n", 1)[1]), "pengaturan_rusak"),
    (BOTH, lambda di: edit(di, lambda data: data.replace(b"venv", b"hilang")), "python_hilang"),
    (BOTH, lambda di: di._replace(python=sys.executable), "python_lain"),
    ("mac", lambda di: (di.rumah / SKRIP).unlink(), "skrip_belum"),
    ("mac", lambda di: (di.rumah / SKRIP).write_bytes(b""), "skrip_lain"),
    (BOTH, lambda di: tempat.folder_kerja(di).rmdir(), "data_salah"),
]


def edit(mana, change):
    path = tempat.berkas_pengaturan(mana)
    path.write_bytes(change(path.read_bytes()))


@pytest.mark.parametrize(
    ("name", "damage", "key"), [(name, *rest) for names, *rest in DAMAGES for name in names.split()]
)
def test_each_damage_yields_its_one_line_and_pasang_mends_it(name, damage, key, request):
    mana = request.getfixturevalue(name)
    pasang(mana, SUMBER)
    done = damage(mana)
    now = done if isinstance(done, Lingkungan) else mana
    assert perlu(periksa(now, SUMBER)) == [key]
    pasang(now, SUMBER)
    mended = now._replace(karantina=mana.karantina, excel=mana.excel)
    assert perlu(periksa(mended, SUMBER)) == []


def test_the_first_of_two_settings_counts_as_in_vba(windows):
    pasang(windows, SUMBER)
    edit(windows, lambda data: data + b'"USE UDF SERVER","True"\r\n')
    assert perlu(periksa(windows, SUMBER)) == []


def test_both_pythons_are_named(windows):
    pasang(windows, SUMBER)
    line = next(hal for hal in periksa(windows._replace(python=sys.executable), SUMBER) if not hal.beres).kalimat
    assert (windows.python in line, sys.executable in line) == (True, True)
    assert perlu(periksa(windows._replace(python=windows.python.upper()), SUMBER)) == []


def test_a_script_of_somebody_else_that_differs_is_said_and_left(mac):
    put(mac.rumah, SKRIP)
    assert "skrip_tetap" in kunci(pasang(mac, SUMBER))
    assert perlu(periksa(mac, SUMBER)) == ["skrip_lain"]
    assert (mac.rumah / SKRIP).read_bytes() == b"milik orang"


def test_periksa_says_what_xlwings_lacks(mana):
    pasang(mana, SUMBER)
    assert perlu(periksa(mana, SUMBER._replace(xlwings="1.0"))) == ["xlwings_lain"]
    assert perlu(periksa(mana, Sumber(b"xlam", None, None))) == ["xlwings_tidak_ada"]


def test_excel_is_known_by_its_settings_but_not_by_the_folders_we_made(windows):
    unseen = windows._replace(excel=None)
    assert "excel_tidak_ada" in kunci(pasang(unseen, SUMBER))
    assert perlu(periksa(unseen, SUMBER)) == ["excel_tidak_ada"]
    lepas(unseen)
    (windows.rumah / EXCEL).mkdir(parents=True)
    assert perlu(pasang(unseen, SUMBER)) == []


def test_python_of_the_store_asks_for_one_copy_by_hand(windows):
    store = windows._replace(toko=True)
    asked = pasang(store, SUMBER)[0]
    copy = windows.rumah / ".lkjip" / "LKjIP.xlam"
    assert (perlu(periksa(store, SUMBER)), copy.read_bytes()) == (["addin_belum"], b"xlam")
    assert (str(copy) in asked.kalimat, (windows.rumah / EXCEL).exists()) == (True, False)
    put(windows.rumah, ADDIN["win32"], copy.read_bytes())
    assert perlu(periksa(store, SUMBER)) == []
    assert perlu(lepas(store)) == ["addin_dihapus_toko"]


@pytest.mark.parametrize(
    ("fault", "keys"),
    [
        (PermissionError(13, "dipakai"), {"win32": "dipakai", "darwin": "izin_mac"}),
        (OSError(ENOSPC, "penuh"), {"win32": "disk_penuh", "darwin": "disk_penuh"}),
    ],
)
def test_an_add_in_that_cannot_be_replaced_stays_whole(mana, fault, keys, monkeypatch):
    pasang(mana, SUMBER)
    before = tree(mana.rumah)
    with monkeypatch.context() as patch, pytest.raises(UnusableFileError) as refusal:
        patch.setattr(Path, "replace", raising(fault))
        pasang(mana, SUMBER._replace(addin=b"baru"))
    assert (refusal.value.key, tree(mana.rumah)) == (keys[mana.platform], before)


def raising(fault):
    def refuse(*_, **__):
        raise fault

    return refuse


def test_lepas_while_excel_holds_the_add_in_takes_nothing(windows, monkeypatch):
    pasang(windows, SUMBER)
    before = tree(windows.rumah)
    with monkeypatch.context() as patch, pytest.raises(UnusableFileError, match="Tutup semua jendela Excel"):
        patch.setattr(Path, "unlink", raising(PermissionError(13, "dipakai")))
        lepas(windows)
    assert tree(windows.rumah) == before


def test_a_file_in_the_place_of_our_folder_is_named(mana):
    put(mana.rumah, f"{DATA[mana.platform]}/kerja")
    with pytest.raises(UnusableFileError, match=re.escape(str(mana.rumah / DATA[mana.platform] / "kerja"))):
        pasang(mana, SUMBER)


def say(capsys, *arguments):
    code = main(["addin", *arguments])
    spoken = capsys.readouterr()
    return code, spoken.out.splitlines(), spoken.err


def test_the_command_line_of_windows(windows, monkeypatch, capsys):
    monkeypatch.setattr(tempat, "lingkungan", lambda: windows)
    monkeypatch.setattr(modul, "sumber", lambda: SUMBER)
    code, lines, _ = say(capsys, "periksa")
    assert (code, lines[0], lines[-1]) == (
        1,
        f"Beres: Excel ditemukan di {windows.excel}",
        "Yang perlu dibenahi: 3",
    )
    xlstart = windows.rumah / XLSTART
    assert lines[1] == f"Perlu: Add-in LKjIP belum ada di {xlstart}. Jalankan: lkjip addin pasang"
    code, lines, _ = say(capsys, "pasang")
    assert (code, lines) == (
        0,
        [
            f"Add-in LKjIP versi {__version__} terpasang di {xlstart}",
            f"Python yang dipanggil tombolnya: {windows.python}",
            "Berikutnya: tutup Excel bila sedang terbuka, buka lagi, lalu lihat tab LKjIP.",
        ],
    )
    assert say(capsys, "pasang")[:2] == (0, [pesan("pasang.sudah", versi=__version__)])
    code, lines, _ = say(capsys, "periksa")
    assert (code, [line.split(":")[0] for line in lines[:-1]], lines[-1][:18]) == (
        0,
        5 * ["Beres"],
        "Semuanya beres. Bi",
    )
    assert say(capsys, "lepas")[:2] == (
        0,
        [
            f"Add-in LKjIP dihapus dari {xlstart}",
            "Pengaturannya dihapus.",
            "Simpanan tombol Kembalikan, laporan dari tombol, dan catatan galat dihapus.",
            "Buku kerja Anda tidak disentuh. Perintah lkjip masih ada; bila tidak diperlukan lagi: "
            "pip uninstall lkjip_xl",
        ],
    )
    assert say(capsys, "lepas")[:2] == (0, ["Add-in LKjIP tidak terpasang; tidak ada yang dihapus."])


@pytest.mark.parametrize("command", ["pasang", "lepas", "periksa"])
def test_a_computer_without_excel_gets_a_kind_sentence(command, mac, monkeypatch, capsys):
    monkeypatch.setattr(tempat, "lingkungan", lambda: mac._replace(platform="linux"))
    assert say(capsys, command) == (2, [], pesan("pasang.bukan_excel") + "\n")


def test_excel_in_the_way_ends_with_2(windows, monkeypatch, capsys):
    monkeypatch.setattr(tempat, "lingkungan", lambda: windows)
    monkeypatch.setattr(Path, "replace", raising(PermissionError(13, "dipakai")))
    code, _, error = say(capsys, "pasang")
    assert (code, "Tutup semua jendela Excel, lalu ulangi" in error) == (2, True)


def test_a_click_notes_the_version_even_where_the_folder_is_gone(mana):
    tempat.catat_versi(mana)
    assert tempat.berkas_versi(mana).read_text().split() == [__version__, versi_aturan()]


def test_this_process_is_described_as_it_is(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "Applications" / "Microsoft Excel.app").mkdir(parents=True)
    here = tempat.lingkungan()
    assert here[:5] == (sys.platform, tmp_path, None, sys.executable, tmp_path / "Applications" / "Microsoft Excel.app")


def test_what_is_installed_is_what_the_package_and_xlwings_bring():
    s = modul.sumber()
    assert (s.addin[:2], s.xlwings, b"VbaHandler" in (s.skrip or b"")) == (b"PK", XLWINGS, True)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert f"xlwings=={XLWINGS}" in project["dependencies"]


@pytest.mark.parametrize(
    ("python", "expected"),
    [
        ("C:\\Python\\pythonw.exe", "C:\\Python\\python.exe"),
        ("C:\\Python\\PythonW.EXE", "C:\\Python\\python.exe"),
        ("/usr/bin/python3", "/usr/bin/python3"),
    ],
)
def test_python_with_a_console_is_called(python, expected):
    assert dengan_konsol(python) == expected
