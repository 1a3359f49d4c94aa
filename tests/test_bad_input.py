"""Bad input and bad luck: one clear sentence, the input untouched, nothing half-written."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from parts import MAIN, OFFICE, SHEET, Parts, edit_part, minimal, read_parts, relationships, write_parts

from lkjip_xl.books.ooxml import package
from lkjip_xl.books.ooxml.archive import LARGE_PART
from lkjip_xl.books.ooxml.atomic import replace_file
from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.pesan import UnusableFileError
from lkjip_xl.rencana import CellWrite
from lkjip_xl.table import CellRef

DATA = '<row r="1"><c r="A1"><v>1</v></c></row>'
OLE2 = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
TYPES = "[Content_Types].xml"
ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'

Spoil = Callable[[Path], None]


def raw(content: bytes) -> Spoil:
    return lambda path: path.write_bytes(content) and None


def parts(edit: Callable[[Parts], object]) -> Spoil:
    def spoil(path: Path) -> None:
        held = read_parts(path)
        edit(held)
        write_parts(path, held)

    return spoil


def text(name: str, old: str, new: str) -> Spoil:
    return lambda path: edit_part(path, name, lambda held: held.replace(old, new))


def patched(*changes: tuple[bytes, bytes]) -> Spoil:
    """Overwrite bytes of the zip itself, all lengths kept."""

    def spoil(path: Path) -> None:
        data = path.read_bytes()
        for old, new in changes:
            assert old in data and len(old) == len(new)
            data = data.replace(old, new)
        path.write_bytes(data)

    return spoil


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def bad_crc(path: Path) -> None:
    data = bytearray(path.read_bytes())
    with ZipFile(path) as archive:
        info = archive.getinfo(SHEET)
    data[info.header_offset + 30 + len(SHEET) + info.compress_size // 2] ^= 0xFF
    path.write_bytes(data)


def doubled(path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(path, "a") as archive:
        archive.writestr(SHEET, b"<worksheet/>")


def bomb_of_many_parts(path: Path) -> None:
    """Hide what expands too much in parts that are each small enough."""
    names = [f"xl/worksheets/lembar{number}.xml" for number in range(5)]
    parts(lambda held: held.update(dict.fromkeys(names, bytes(LARGE_PART))))(path)


def with_strings(declaration: str, index: str) -> Spoil:
    """Give the workbook one shared string, and its cell this index."""

    def spoil(held: Parts) -> None:
        held["xl/sharedStrings.xml"] = f'{declaration}<sst xmlns="{MAIN}"><si><t>IKM</t></si></sst>'.encode()
        new = f'<Relationship Id="rId2" Type="{OFFICE}/relationships/sharedStrings" Target="sharedStrings.xml"/>'
        rels = "xl/_rels/workbook.xml.rels"
        held[rels] = held[rels].replace(b"</Relationships>", new.encode() + b"</Relationships>")
        held[SHEET] = held[SHEET].replace(b'r="A1"><v>1<', f'r="A1" t="s"><v>{index}<'.encode())

    return parts(spoil)


def with_table(reference: str) -> Spoil:
    """Give the sheet one of Excel's own tables."""

    def spoil(held: Parts) -> None:
        held["xl/tables/table1.xml"] = f'<table xmlns="{MAIN}" ref="{reference}"/>'.encode()
        rels = relationships(f"{OFFICE}/relationships/table", "../tables/table1.xml")
        held["xl/worksheets/_rels/sheet1.xml.rels"] = rels.encode()

    return parts(spoil)


def with_cols(spans: str) -> Spoil:
    return text(SHEET, "<sheetData>", f"<cols>{spans}</cols><sheetData>")


def encrypted_entry(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)


def many_parts(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"PK\x01\x02" * 20_001)


def lying_size(path: Path) -> None:
    """Declare one byte for a sheet that expands to ten million."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in minimal(DATA).items():
            archive.writestr(name, content if name != SHEET else bytes(10_000_000))
    data = bytearray(path.read_bytes())
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (1).to_bytes(4, "little")
    path.write_bytes(data)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(201 << 20)


def opendocument(held: Parts) -> None:
    held.clear()
    held["mimetype"] = b"application/vnd.oasis.opendocument.spreadsheet"


def without(name: str) -> Spoil:
    return parts(lambda held: held.pop(name))


def with_sheet(content: bytes) -> Spoil:
    return parts(lambda held: held.update({SHEET: content}))


def as_type(name: str) -> Spoil:
    return text(TYPES, "openxmlformats-officedocument.spreadsheetml.sheet.main+xml", name)


CASES: dict[str, tuple[str, Spoil, str]] = {
    "missing": ("tidak_ada", Path.unlink, "tidak ditemukan"),
    "empty": ("kosong", raw(b""), "0 byte"),
    "csv renamed": ("bukan_excel", raw(b"Kinerja;Target\nIKM;83,75\n"), ".xlsx"),
    "web page renamed": ("bukan_excel", raw(b"<html><table>"), "Save As"),
    "old xls": ("xls_lama", raw(OLE2), ".xls"),
    "password": ("berkata_sandi", raw(OLE2 + "EncryptedPackage".encode("utf-16-le")), "kata sandi"),
    "encrypted entry": ("berkata_sandi", encrypted_entry, "kata sandi"),
    "truncated": ("rusak", cut, "terpotong"),
    "first bytes of a zip only": ("rusak", raw(b"PK\x03\x04"), "terpotong"),
    "bad checksum": ("rusak", bad_crc, 'lembar "Data"'),
    "lying size": ("rusak", lying_size, 'lembar "Data"'),
    "name twice": ("rusak", doubled, "ganda"),
    "name climbing out": ("rusak", parts(lambda held: held.update({"../x": b""})), "tidak sah"),
    "absolute name": ("rusak", parts(lambda held: held.update({"/x": b""})), "tidak sah"),
    "broken sheet": ("rusak", text(SHEET, "</row>", ""), 'lembar "Data"'),
    "sheet of another encoding": ("rusak", with_sheet(b'<?xml version="1.0" encoding="x-no"?><a/>'), "Data"),
    "no number where one belongs": ("rusak", text(SHEET, "<v>1<", "<v>satu<"), 'lembar "Data"'),
    "infinite number": ("rusak", text(SHEET, "<v>1<", "<v>1e999<"), 'lembar "Data"'),
    "shared string that is not there": ("rusak", text(SHEET, 'r="A1"', 't="s"'), 'lembar "Data"'),
    "shared string counted from the end": ("rusak", with_strings("", "-1"), 'lembar "Data"'),
    "shared strings of another encoding": (
        "rusak",
        with_strings('<?xml version="1.0" encoding="x-no"?>', "0"),
        "xl/sharedStrings.xml",
    ),
    "row beyond the sheet": ("rusak", text(SHEET, 'row r="1"', 'row r="99999999999"'), 'lembar "Data"'),
    "row just beyond the sheet": ("rusak", text(SHEET, DATA, '<row r="1048576"/><row/>'), 'lembar "Data"'),
    "row zero": ("rusak", text(SHEET, 'row r="1"', 'row r="0"'), 'lembar "Data"'),
    "column beyond the sheet": ("rusak", text(SHEET, 'r="A1"', 'r="XFE1"'), 'lembar "Data"'),
    "column without end": ("rusak", text(SHEET, 'r="A1"', f'r="{"A" * 1_000_000}1"'), 'lembar "Data"'),
    "column just beyond the sheet": ("rusak", text(SHEET, "</row>", '<c r="XFD1"/><c/></row>'), 'lembar "Data"'),
    "column without letters": ("rusak", text(SHEET, 'r="A1"', 'r="1"'), 'lembar "Data"'),
    "merge beyond the sheet": (
        "rusak",
        text(SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:B99999999999"/></mergeCells>'),
        'lembar "Data"',
    ),
    "hidden columns beyond the sheet": ("rusak", with_cols('<col min="1" max="99999999999" hidden="1"/>'), "Data"),
    "hidden columns before the sheet": ("rusak", with_cols('<col min="-99999999999" max="2" hidden="1"/>'), "Data"),
    "more widths than columns": ("rusak", with_cols('<col min="1" max="16384" hidden="1"/>' * 16385), "Data"),
    "a width without a column": ("rusak", with_cols('<col min="satu" max="2"/>'), "Data"),
    "a table that stands nowhere": ("rusak", with_table("Tabel1"), "xl/tables/table1.xml"),
    "broken workbook part": ("rusak", text("xl/workbook.xml", "</sheets>", ""), "xl/workbook.xml"),
    "nested too deep": ("rusak", text("xl/workbook.xml", "<sheets>", "<a>" * 5000), "xl/workbook.xml"),
    "unknown entity": ("rusak", text(SHEET, "<v>1<", "<v>&jahat;<"), 'lembar "Data"'),
    "expands too much": ("bom_zip", with_sheet(bytes(9 << 20)), "kali lipat"),
    "expands too much all together": ("bom_zip", bomb_of_many_parts, "kali lipat"),
    "too many parts": ("bom_zip", many_parts, "20000 bagian"),
    "doctype in a sheet": ("xml_berbahaya", text(SHEET, "<worksheet", ENTITY + "<worksheet"), 'lembar "Data"'),
    "doctype in the workbook": (
        "xml_berbahaya",
        text("xl/workbook.xml", "<workbook", f"<!-- a --> {ENTITY}<workbook"),
        "xl/workbook.xml",
    ),
    "doctype in UTF-16": (
        "xml_berbahaya",
        parts(lambda held: held.update({TYPES: f"{ENTITY}<Types/>".encode("utf-16")})),
        TYPES,
    ),
    "no relationships": ("bagian_hilang", without("_rels/.rels"), "_rels/.rels"),
    "no content types": ("bagian_hilang", without(TYPES), TYPES),
    "no workbook part": ("bagian_hilang", without("xl/workbook.xml"), "xl/workbook.xml"),
    "no sheet part": ("bagian_hilang", without(SHEET), SHEET),
    "no workbook relationships": ("bagian_hilang", without("xl/_rels/workbook.xml.rels"), 'lembar "Data"'),
    "a plain zip": ("bukan_lembar_kerja", parts(Parts.clear), "arsip zip"),
    "ods": ("bukan_lembar_kerja", parts(opendocument), ".ods"),
    "docx": (
        "bukan_lembar_kerja",
        as_type("openxmlformats-officedocument.wordprocessingml.document.main+xml"),
        ".docx",
    ),
    "xlsb": ("bukan_lembar_kerja", as_type("ms-excel.sheet.binary.macroEnabled.main"), ".xlsb"),
    "a folder": ("tidak_bisa_dibaca", folder, "bukan folder"),
    "too large": ("terlalu_besar", sparse, "201 MB"),
}


def workbook(tmp_path: Path) -> Path:
    return write_parts(tmp_path / "lkjip.xlsx", minimal(DATA))


@pytest.mark.parametrize("case", CASES)
def test_bad_input_gives_its_sentence(tmp_path: Path, case: str) -> None:
    key, spoil, words = CASES[case]
    path = workbook(tmp_path)
    spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(UnusableFileError) as refusal:
        FileBook.open(path).read()
    sentence = str(refusal.value)
    assert (refusal.value.key, sentence.startswith("lkjip.xlsx: "), words in sentence) == (key, True, True)
    assert "{" not in sentence
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["lkjip.xlsx"][: path.exists()]


def test_a_big_honest_workbook_passes(tmp_path: Path) -> None:
    """Formatted blank rows compress best of all that sheets hold."""
    blank = "".join(f'<c r="{letter}1" s="1"/>' for letter in "ABCDEFGHIJ")
    rows = "".join(f'<row r="{row}" spans="1:10">{blank}</row>' for row in range(1, 60_000))
    path = write_parts(tmp_path / "besar.xlsx", minimal(DATA + rows))
    assert len(read_parts(path)[SHEET]) > LARGE_PART
    assert len(FileBook.open(path).read()[0].cells) == 1


def several_sheets(tmp_path: Path) -> Path:
    """Write four sheets of 100 numbers each: about 3000 "<" and "=" of cells."""
    path = tmp_path / "lkjip.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for _ in range(4):
            sheet = book.add_worksheet()
            for row in range(10):
                sheet.write_row(row, 0, [1] * 10)
    return path


def test_cells_are_counted_over_all_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = several_sheets(tmp_path)
    monkeypatch.setattr(package, "MAX_CELLS", 300)
    with pytest.raises(UnusableFileError, match="lebih dari sekitar 300 sel") as refusal:
        FileBook.open(path).read()
    assert refusal.value.key == "terlalu_banyak_sel"


def test_reading_again_does_not_count_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = FileBook.open(several_sheets(tmp_path))
    monkeypatch.setattr(package, "MAX_CELLS", 600)
    assert book.read() == book.read() == book.read()


@pytest.mark.parametrize("content", ["<a/>" * 3000, "<a " + " ".join(f'b{n}=""' for n in range(3000)) + "/>"])
def test_elements_and_attributes_of_any_part_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    path = workbook(tmp_path)
    edit_part(path, "xl/workbook.xml", lambda held: held.replace("</sheets>", f"</sheets>{content}"))
    monkeypatch.setattr(package, "MAX_CELLS", 300)
    with pytest.raises(UnusableFileError) as refusal:
        FileBook.open(path)
    assert refusal.value.key == "terlalu_banyak_sel"


def changed_book(tmp_path: Path) -> FileBook:
    book = FileBook.open(workbook(tmp_path))
    book.apply((CellWrite(CellRef("Data", 1, 2), Decimal(2), "A1*2"),))
    return book


def into_nowhere(tmp_path: Path) -> Path:
    return tmp_path / "tidak ada" / "hasil.xlsx"


def onto_a_folder(tmp_path: Path) -> Path:
    (tmp_path / "hasil.xlsx").mkdir()
    return tmp_path / "hasil.xlsx"


def onto_a_name_too_long(tmp_path: Path) -> Path:
    return tmp_path / ("h" * 300 + ".xlsx")


def onto_a_loop(tmp_path: Path) -> Path:
    path = tmp_path / "hasil.xlsx"
    path.symlink_to(path)
    return path


def onto_no_name_at_all(tmp_path: Path) -> Path:
    return tmp_path / "ha\0sil.xlsx"


@pytest.mark.parametrize(
    "target", [into_nowhere, onto_a_folder, onto_a_name_too_long, onto_a_loop, onto_no_name_at_all]
)
def test_unwritable_output(tmp_path: Path, target: Callable[[Path], Path]) -> None:
    book, path = changed_book(tmp_path), target(tmp_path)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(UnusableFileError, match="pilih tempat lain") as refusal:
        book.save(path)
    assert (refusal.value.key, sorted(tmp_path.iterdir())) == ("tidak_bisa_ditulis", before)


def test_a_read_only_output_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, earlier = changed_book(tmp_path), tmp_path / "hasil.xlsx"
    earlier.write_bytes(b"lama")
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anything
    with pytest.raises(UnusableFileError) as refusal:
        book.save(earlier)
    assert (refusal.value.key, earlier.read_bytes()) == ("tidak_bisa_ditulis", b"lama")


def test_an_earlier_output_keeps_its_permissions(tmp_path: Path) -> None:
    book, earlier = changed_book(tmp_path), tmp_path / "hasil.xlsx"
    earlier.write_bytes(b"lama")
    earlier.chmod(0o640)
    book.save(earlier)
    assert earlier.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(("mode", "expected"), [(0o600, 0o600), (0o640, 0o640), (0o444, 0o644), (0o777, 0o777)])
def test_a_new_output_is_as_open_as_the_input(tmp_path: Path, mode: int, expected: int) -> None:
    workbook(tmp_path).chmod(mode)
    book = FileBook.open(tmp_path / "lkjip.xlsx")
    book.save(tmp_path / "hasil.xlsx")
    assert oct((tmp_path / "hasil.xlsx").stat().st_mode & 0o777) == oct(expected)


def test_the_temporary_file_is_its_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, seen = changed_book(tmp_path), []
    kept_open = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (seen.append(os.fstat(handle).st_mode), kept_open(handle)))
    book.save(tmp_path / "hasil.xlsx")
    assert seen[0] & 0o777 == 0o600


def test_what_a_killed_save_left_is_removed_later(tmp_path: Path) -> None:
    names = [".lkjip-0123456789abcdef.tmp", ".lkjip-fedcba9876543210.tmp", ".lkjip-catatan.tmp", "0123456789abcdef.tmp"]
    for name in names:
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 0))
    os.utime(tmp_path / names[1])  # another save may be at work on it
    book = changed_book(tmp_path)
    book.save(tmp_path / "hasil.xlsx")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*names[1:], "hasil.xlsx", "lkjip.xlsx"])


def test_a_fault_in_the_check_is_not_taken_for_the_disks(tmp_path: Path) -> None:
    def check(_: bytes) -> None:
        raise ValueError("kesalahan sendiri")

    with pytest.raises(ValueError, match="kesalahan sendiri"):
        replace_file(tmp_path / "hasil.xlsx", b"baru", 0o600, check)
    assert list(tmp_path.iterdir()) == []


SAVE = """
import sys
from decimal import Decimal
from pathlib import Path
from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.pesan import UnusableFileError
from lkjip_xl.rencana import CellWrite
from lkjip_xl.table import CellRef
folder = Path(sys.argv[1])
book = FileBook.open(folder / "lkjip.xlsx")
book.apply((CellWrite(CellRef("Data", 1, 2), Decimal(2)),))
{}
try:
    book.save(folder / "hasil.xlsx")
except UnusableFileError as fault:
    print(fault.key, fault)
"""
FULL_DISK = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))
"""
HANGING = """
import time
def hang(*_):
    print("menunggu", flush=True)
    time.sleep(60)
{} = hang
"""


def start_save(tmp_path: Path, before_save: str) -> subprocess.Popen[str]:
    """Save over an earlier output in a process of its own."""
    workbook(tmp_path)
    (tmp_path / "hasil.xlsx").write_bytes(b"lama")
    command = [sys.executable, "-c", SAVE.format(before_save), str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONUTF8": "1"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, encoding="utf-8")


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    said, _ = start_save(tmp_path, FULL_DISK).communicate()
    assert said.startswith("disk_penuh hasil.xlsx: tempat di ")
    held = {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()}
    again = write_parts(tmp_path / "sama.xlsx", minimal(DATA))
    assert held.keys() == {"lkjip.xlsx", "hasil.xlsx"}
    assert held["hasil.xlsx"] == b"lama"
    assert read_parts(tmp_path / "lkjip.xlsx") == read_parts(again)


@pytest.mark.parametrize("moment", ["import os; os.fsync", "Path.replace"])
def test_a_kill_during_the_save_leaves_both_files_whole(tmp_path: Path, moment: str) -> None:
    module, _, name = moment.rpartition("; ")
    process = start_save(tmp_path, module + "\n" + HANGING.format(name))
    assert process.stdout
    with process.stdout as said:
        assert said.readline() == "menunggu\n"
        process.send_signal(signal.SIGKILL)
    process.wait()
    assert (tmp_path / "hasil.xlsx").read_bytes() == b"lama"
    assert len(FileBook.open(tmp_path / "lkjip.xlsx").read()[0].cells) == 1
