"""The buttons of the add-in, pressed in LibreOffice: what reaches Python, what is said, what a workbook is left."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest
import xlwings as xw
from klik import run_python, save_copy
from pita_libreoffice import FAULT, NOT_STARTED, Excel, Opened, project, with_macros
from xlwings_libreoffice import registered

from lkjip_xl import __version__
from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.pesan import pesan, read_toml
from lkjip_xl.rencana import MARK_PREFIX
from lkjip_xl.rules.dasar import versi_aturan
from lkjip_xl.sheets import HEAD_ROW
from lkjip_xl.verbs import tulis_validasi, validasi_buku

SAMPLE = Path(__file__).parents[1] / "workbooks" / "contoh_kecamatan_serang_2025.xlsx"
HASIL = "Hasil Validasi"
KALIMAT = read_toml("addin/pita.toml")["kalimat"]
START = "import lkjip_xl.addin;lkjip_xl.addin.jalankan("
TOKEN = r"\d{8}-\d{6}-\d{4}"


@pytest.fixture(scope="module")
def excel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Excel]:
    running = Excel(tmp_path_factory.mktemp("pita"))
    yield running
    running.office.close()


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample with its findings written into it."""
    book = FileBook.open(SAMPLE)
    tulis_validasi(book, validasi_buku(book, "draf"), __version__, date(2026, 1, 5))
    path = tmp_path_factory.mktemp("periksa") / "diperiksa.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def vba() -> bytes:
    return project()


@pytest.fixture
def buku(excel: Excel, checked: Path, vba: bytes, tmp_path: Path) -> Iterator[Opened]:
    excel.said(), excel.commands()
    with excel.opened(with_macros(checked, tmp_path / "buku.xlsm", vba)) as opened:
        yield opened


def findings(buku: Opened) -> list[tuple[str, str]]:
    """Return sheet and cell of each finding in the order of the sheet Hasil Validasi."""
    sheet, row, found = buku.sheet(HASIL), HEAD_ROW, []
    while sheet.getCellByPosition(0, row).String:
        found.append(tuple(sheet.getCellByPosition(column, row).String for column in (3, 4)))
        row += 1
    return found


def mark_names(buku: Opened) -> list[str]:
    return [name for holder in (*buku.document.Sheets, buku.document) for name in mark_names_of(holder)]


def mark_names_of(holder: Any) -> list[str]:
    return [name for name in holder.NamedRanges.ElementNames if name.startswith(MARK_PREFIX)]


def contents(buku: Opened) -> dict[str, Any]:
    """Return what every sheet but ours holds."""
    return {
        sheet.Name: sheet.getCellRangeByName("A1:AZ300").getFormulaArray()
        for sheet in buku.document.Sheets
        if sheet.Name != HASIL
    }


@pytest.mark.parametrize(
    "button, command",
    [
        ("Hitung", f"'hitung','{TOKEN}'"),
        ("ValidasiDraf", f"'validasi','{TOKEN}','draf'"),
        ("ValidasiPenyampaian", f"'validasi','{TOKEN}','penyampaian'"),
        ("Kembalikan", f"'kembalikan','{TOKEN}'"),
        ("Laporan", f"'laporan','{TOKEN}'"),
    ],
)
def test_a_button_hands_python_a_snapshot(excel: Excel, buku: Opened, button: str, command: str) -> None:
    buku.click(button)
    (asked,) = excel.commands()
    assert re.fullmatch(re.escape(START) + command + r"\)", asked)
    token = re.search(TOKEN, asked)
    assert token and (excel.home / ".lkjip" / "kerja" / token[0] / "buku.xlsm").stat().st_size > 0
    assert excel.said() == []


@pytest.mark.parametrize(
    "button, command",
    [
        ("FormatKecamatan", "'format','','kecamatan'"),
        ("Rekap", "'rekap','','{}'".format('/data/Kota "Serang" é\''.encode("utf-16-be").hex().upper())),
        ("FormatPerangkatDaerah", "'format','','perangkat daerah'"),
        ("Petunjuk", "'petunjuk'"),
    ],
)
def test_a_button_that_needs_no_workbook(excel: Excel, buku: Opened, button: str, command: str) -> None:
    buku.click(button)
    assert (excel.commands(), excel.said()) == ([f"{START}{command})"], [])


def test_a_workbook_never_saved_is_refused(excel: Excel, buku: Opened, tmp_path: Path) -> None:
    buku.document.close(True)
    with excel.opened(tmp_path / "buku.xlsm", AsTemplate=True) as unsaved:
        unsaved.click("Hitung")
        assert (excel.commands(), excel.said()) == ([], [KALIMAT["belum_disimpan"]])
        unsaved.click("FormatKecamatan")
        assert len(excel.commands()) == 1
        unsaved.document.setModified(False)


@pytest.mark.parametrize("name", ["a=b", "50 $", "a`b", "a|b"])
def test_a_name_that_would_break_the_command_line_is_refused(
    excel: Excel, checked: Path, vba: bytes, tmp_path: Path, name: str
) -> None:
    with excel.opened(with_macros(checked, tmp_path / f"{name}.xlsm", vba)) as opened:
        opened.click("ValidasiDraf")
        assert excel.commands() == []
        assert excel.said() == [KALIMAT["nama_berkas"].replace("{tanda}", '= " $ ` \\ |')]


def test_a_fault_gets_a_sentence_and_the_state_is_put_back(excel: Excel, checked: Path, tmp_path: Path) -> None:
    with excel.opened(with_macros(checked, tmp_path / "buku.xlsm", project(FAULT))) as opened:
        opened.sheet("Renja").protect("")
        assert opened.run("LkjipKunci.LkjipBukaKunci", "buku.xlsm", "Renja") is True
        opened.click("Hitung")
        log = excel.home / ".lkjip" / "lkjip-pita.log"
        assert excel.said() == [KALIMAT["galat"].replace("{nomor}", "1004").replace("{berkas}", str(log))]
        assert "uji coba" in log.read_text("utf-8")
        (asked,) = excel.commands()
        token = re.search(TOKEN, asked)
        assert token and not (excel.home / ".lkjip" / "kerja" / token[0]).exists()
        opened.run("LkjipTulisUji.CatatKeadaan")
        assert excel.said() == ["True True"]
        assert opened.sheet("Renja").isProtected()


def test_a_python_that_did_not_start_leaves_no_snapshot(excel: Excel, checked: Path, tmp_path: Path) -> None:
    with excel.opened(with_macros(checked, tmp_path / "buku.xlsm", project(NOT_STARTED))) as opened:
        opened.click("Hitung")
        (asked,) = excel.commands()
        token = re.search(TOKEN, asked)
        assert token and not (excel.home / ".lkjip" / "kerja" / token[0]).exists()
        opened.run("LkjipTulisUji.CatatKeadaan")
        assert excel.said() == ["True True"]


def test_next_visits_every_finding_and_begins_again(excel: Excel, buku: Opened) -> None:
    expected = findings(buku)
    visited = []
    for _ in [*expected, "and once more"]:
        buku.click("CatatanBerikutnya")
        visited.append(buku.selected)
    assert len(expected) > 50
    assert visited == [*expected, expected[0]]
    buku.click("CatatanSebelumnya")
    assert buku.selected == expected[-1]
    buku.click("CatatanSebelumnya")
    assert buku.selected == expected[-2]
    assert excel.said() == []


def test_previous_begins_with_the_last(buku: Opened) -> None:
    buku.click("CatatanSebelumnya")
    assert buku.selected == findings(buku)[-1]


def test_filtered_rows_are_passed_over(buku: Opened) -> None:
    expected = findings(buku)
    for hidden in (0, 1, 3, 4):
        buku.sheet(HASIL).Rows.getByIndex(HEAD_ROW + hidden).IsVisible = False
    visited = []
    for _ in range(3):
        buku.click("CatatanBerikutnya")
        visited.append(buku.selected)
    assert visited == [expected[2], expected[5], expected[6]]


def test_a_hidden_or_missing_sheet_is_told(excel: Excel, buku: Opened) -> None:
    first, _ = findings(buku)[0]
    buku.sheet(first).IsVisible = False
    before = buku.selected
    buku.click("CatatanBerikutnya")
    assert excel.said() == [KALIMAT["lembar_tersembunyi"].replace("{lembar}", first)]
    assert buku.selected == before
    buku.document.Sheets.removeByName(first)
    buku.click("CatatanBerikutnya")
    assert excel.said() == [KALIMAT["lembar_tidak_ada"].replace("{lembar}", first)]


def test_without_findings_there_is_a_sentence(excel: Excel, buku: Opened) -> None:
    buku.sheet(HASIL).Name = "Catatan lama"
    buku.click("CatatanBerikutnya")
    assert excel.said() == [KALIMAT["tanpa_catatan"]]


def test_cleaning_leaves_a_title_and_a_sentence(excel: Excel, buku: Opened) -> None:
    before, selected = contents(buku), buku.selected
    assert mark_names(buku)
    buku.click("Bersihkan")
    assert (mark_names(buku), excel.said()) == ([], [])
    assert held(buku.sheet(HASIL)) == {(1, 1): pesan("hasil_validasi.judul"), (2, 1): pesan("hasil_validasi.belum")}
    assert (contents(buku), buku.selected) == (before, selected)
    buku.click("CatatanBerikutnya")
    assert excel.said() == [KALIMAT["tanpa_catatan"]]


def held(sheet: Any) -> dict[tuple[int, int], str]:
    rows = sheet.getCellRangeByName("A1:Z300").getFormulaArray()
    return {(r, c): text for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text}


def test_cleaning_passes_a_lock_without_password_and_tells_of_one_with(excel: Excel, buku: Opened) -> None:
    buku.sheet("Renja").protect("rahasia")
    buku.sheet("IKU").protect("")
    buku.sheet(HASIL).protect("")
    buku.click("Bersihkan")
    assert excel.said() == [KALIMAT["terkunci"].replace("{lembar}", "Renja")]
    assert {sheet.Name for sheet in buku.document.Sheets if mark_names_of(sheet)} == {"Renja"}
    assert [buku.sheet(name).isProtected() for name in ("Renja", "IKU", HASIL)] == [True, True, True]


def test_a_sheet_is_unlocked_and_locked_again(buku: Opened) -> None:
    renja = buku.sheet("Renja")
    assert buku.run("LkjipKunci.LkjipBukaKunci", "buku.xlsm", "Renja") is True
    buku.run("LkjipKunci.LkjipKunciLagi")
    assert not renja.isProtected()
    renja.protect("")
    assert (buku.run("LkjipKunci.LkjipBukaKunci", "buku.xlsm", "Renja"), renja.isProtected()) == (True, False)
    buku.run("LkjipUtama.LkjipSelesai")
    assert renja.isProtected()
    renja.unprotect("")
    buku.run("LkjipUtama.LkjipSelesai")
    assert not renja.isProtected()


@pytest.mark.parametrize(
    "noted, last",
    [
        (None, "tentang_kosong"),
        (f"{__version__}\n{versi_aturan()}\n", "tentang_python"),
        (f"{__version__}\r\n{versi_aturan()}\r\n", "tentang_python"),
        (f"{__version__}\n1999.1\n", "tentang_beda"),
        (f"9.9\n{versi_aturan()}\n", "tentang_beda"),
    ],
)
def test_tentang_tells_when_the_versions_differ(excel: Excel, buku: Opened, noted: str | None, last: str) -> None:
    path = excel.home / ".lkjip" / "versi.txt"
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    if noted is not None:
        path.write_bytes(noted.encode())
    buku.click("Tentang")
    (said,) = excel.said()
    versions = {"{versi}": __version__, "{aturan}": versi_aturan()}
    lines = said.split(" / ")
    assert lines[0] == filled(KALIMAT["tentang"], versions)
    assert lines[-1] == filled(KALIMAT[last], versions)


def filled(sentence: str, tokens: dict[str, str]) -> str:
    for token, text in tokens.items():
        sentence = sentence.replace(token, text)
    return sentence


def test_from_the_button_to_the_cells(excel: Excel, vba: bytes, tmp_path: Path) -> None:
    """The callback runs in VBA; what it asks of Python is then run as xlwings runs it, and cells change.

    Not Validasi: LibreOffice crashes where a sheet is copied into a workbook with VBA.
    """
    with registered(excel.office), excel.opened(with_macros(SAMPLE, tmp_path / "buku.xlsm", vba)) as opened:
        excel.said(), excel.commands()
        rmtree(excel.home / ".lkjip" / "kerja", ignore_errors=True)
        book = xw.books["buku.xlsm"]
        kategori = book.sheets["Tabel 3.9"].range("J6")
        assert kategori.value == "Sangat Efisien"
        for button, after in (("Hitung", "Efisien"), ("Kembalikan", "Sangat Efisien")):
            opened.click(button)
            (command,) = excel.commands()
            (snapshot,) = (excel.home / ".lkjip" / "kerja").glob("*/buku.xlsm")
            # LibreOffice's SaveCopyAs writes an .xls whatever the name; Excel writes this.
            save_copy(book, snapshot)
            assert run_python(book, command, excel.home).startswith("LKjIP: 147 sel")
            assert (kategori.value, list((excel.home / ".lkjip" / "kerja").iterdir())) == (after, [])
