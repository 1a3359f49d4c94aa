"""The add-in as a file: built from what is committed, whole, and with nothing in it that a workbook could steer."""

import re
import sys
import warnings
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import olefile
import pytest
from pyopenvba import ExcelFile
from pyopenvba.integrity import check_file
from pyopenvba.interpreter import parse_module

from lkjip_xl.addin.tugas import PERINTAH
from lkjip_xl.pesan import read_toml

sys.path.append(str(Path(__file__).parents[1] / "macros"))
import bangun

NAMESPACE = "{http://schemas.microsoft.com/office/2006/01/customui}"
RIBBON_TYPE = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
DOCUMENTS = {"ThisWorkbook", "Sheet2"}
OWN = sorted(set(bangun.modules()) - {"xlwings"})
# What xlwings' module says behind a directive, which the parser of pyOpenVBA does not read.
REMARK = " 'Adjust when using outside of Excel"


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(bangun.TARGET) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def read_back() -> dict[str, str]:
    """Return the modules as another reader of VBA projects finds them, without their attributes."""
    with warnings.catch_warnings(action="ignore"):  # it calls its own parser by names of old
        from oletools.olevba import VBA_Parser
    parser = VBA_Parser(str(bangun.TARGET))
    texts = {name.rsplit(".", 1)[0]: text for _, _, name, text in parser.extract_macros()}
    parser.close()
    return {name: body(text) for name, text in texts.items()}


def body(text: str) -> str:
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(line for line in lines if not line.startswith("Attribute VB_")).strip()


def ribbon_elements() -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(bangun.ribbon()).iter())


def code(text: str) -> str:
    """Return VBA without its comments."""
    return "\n".join(re.sub(r"^\s*'.*|\s'[^\"]*$", "", line) for line in text.splitlines())


def test_the_committed_add_in_is_the_one_the_sources_build() -> None:
    built = bangun.build()
    assert built == bangun.build()
    assert bangun.TARGET.read_bytes() == built, "stale: run python macros/bangun.py"


def test_a_changed_module_changes_the_add_in() -> None:
    assert bangun.build({"LkjipPesan": "Option Explicit\n"}) != bangun.build()


def test_every_module_reads_back_as_it_is_written(read_back: dict[str, str]) -> None:
    expected = {name: text.strip() for name, text in bangun.modules().items()}
    assert read_back == expected | dict.fromkeys(DOCUMENTS, "")


def test_the_container_is_sound(parts: dict[str, bytes]) -> None:
    assert check_file(bangun.TARGET).issues == ()
    with ExcelFile(bangun.TARGET) as book:
        assert (book.validate(), book.vba_project().name) == ([], bangun.PROJECT)
    with olefile.OleFileIO(BytesIO(parts[bangun.VBA_PART]), raise_defects=olefile.DEFECT_INCORRECT) as container:
        streams = {tuple(path): container.openstream(path).read() for path in container.listdir()}
        chains = [chain(container, path) for path in streams]
    used = Counter(place for each in chains for place in each)
    assert [place for place, times in used.items() if times > 1] == []
    assert b"\r\n\r\n" not in streams[("PROJECT",)].split(b"[Workspace]")[1]
    assert streams[("VBA", "_VBA_PROJECT")] == bytes.fromhex("CC61FFFF000000")  # [MS-OVBA]: no cache of another Excel


def chain(container: olefile.OleFileIO, path: tuple[str, ...]) -> list[tuple[str, int]]:
    """Return the sectors a stream stands in, "mini" those of small streams."""
    entry = container.direntries[container._find(list(path))]
    small = entry.size < container.minisectorcutoff
    if small and not container.minifat:
        container.loadminifat()
    table, sector, found = container.minifat if small else container.fat, entry.isectStart, []
    while entry.size and sector < len(table):
        found.append(("mini" if small else "big", sector))
        sector = table[sector]
    return found


def test_the_ribbon_is_announced_and_well_formed(parts: dict[str, bytes]) -> None:
    assert parts["customUI/customUI.xml"].decode("utf-8") == bangun.ribbon()
    relations = ElementTree.fromstring(parts["_rels/.rels"])
    targets = [relation.get("Target") for relation in relations if relation.get("Type") == RIBBON_TYPE]
    assert targets == ["customUI/customUI.xml"]
    assert b'<Default Extension="xml" ContentType="application/xml" />' in parts["[Content_Types].xml"]
    assert "{" not in re.sub(r'xmlns="[^"]*"', "", bangun.ribbon())


def test_buttons_and_callbacks_belong_together() -> None:
    called = {element.get("onAction") for element in ribbon_elements()} - {None}
    subs = re.findall(r"^Public Sub (\w+)\((.*)\)$", bangun.modules()["LkjipPita"], re.MULTILINE)
    assert {name for name, _ in subs} == called
    assert {arguments for _, arguments in subs} == {"control As IRibbonControl"}


@pytest.mark.parametrize("attribute", ["id", "keytip"])
def test_nothing_on_the_tab_is_named_twice(attribute: str) -> None:
    values = [element.get(attribute) for element in ribbon_elements() if element.get(attribute)]
    assert len(values) > 10
    assert len(values) == len(set(values))


def test_every_text_of_the_ribbon_is_used_and_fits() -> None:
    shown = Counter(element.get("label") for element in ribbon_elements())
    texts = read_toml("addin/pita.toml")
    labels = {*texts["grup"].values(), texts["tab"]["label"], *(each["label"] for each in texts["tombol"].values())}
    assert labels == set(shown) - {None}
    assert [each for each in texts["tombol"].values() if max(map(len, each.values())) > 1024] == []


def test_every_sentence_of_vba_is_said_somewhere() -> None:
    own = "".join(text for name, text in bangun.modules().items() if name != "LkjipTeks")
    constants = re.findall(r"^Public Const (\w+)", bangun.teks_module(), re.MULTILINE)
    assert [name for name in constants if not re.search(rf"\b{name}\b", own)] == []


def test_commands_are_known_and_hold_no_double_quote() -> None:
    modules = bangun.modules()
    own = code("".join(modules[name] for name in OWN))
    asked = re.findall(r'\bJalankan "([^"]*)", (?:"([^"]*)"|Heksa\(folder\)), (?:True|False)$', own, re.MULTILINE)
    assert len(asked) == own.count('Jalankan "')
    assert {command for command, _ in asked} == set(PERINTAH)
    assert all(re.fullmatch(r"[a-z ]*", word) for pair in asked for word in pair)
    (start,) = re.findall(r'PERINTAH_PYTHON As String = "(.*)"', modules["LkjipUtama"])
    assert start == "import lkjip_xl.addin;lkjip_xl.addin.jalankan("
    assert re.findall(r"\bRunPython\(", code("".join(modules[name] for name in OWN))) == ["RunPython("]
    from lkjip_xl.addin import jalankan

    assert jalankan.__code__.co_varnames[:3] == ("perintah", "token", "pilihan")


@pytest.mark.parametrize("name", sorted(bangun.modules()))
def test_a_module_can_be_read_by_every_excel(name: str) -> None:
    text = bangun.modules()[name]
    assert text.isascii()
    assert max(map(len, text.splitlines())) < 1000
    parse_module(text.replace(REMARK, ""))


@pytest.mark.parametrize("name", OWN)
def test_our_own_modules_declare_everything_and_ask_for_no_windows_object(name: str) -> None:
    text = bangun.modules()[name]
    assert text.startswith("Option Explicit\n")
    assert not re.search(r"CreateObject|GetObject|\bDeclare\b|ActiveX|Scripting", text)
    assert name == "LkjipPesan" or "MsgBox" not in text


def test_a_workbook_cannot_choose_what_runs() -> None:
    text = code(bangun.modules()["xlwings"])
    assert not re.search(r"ActiveWorkbook|ThisWorkbook|Worksheet|\.Sheets|GetDirectoryConfig|GetConfigFromSheet", text)
    assert not re.search(r"\.py\"|embedded|LICENSE_KEY|XLPy|Declare ", text)
    assert re.findall(r'PYTHONPATH = (".*)', text) == ['"false;;;;;;" & GetConfig("PYTHONPATH")']
    reads = re.findall(r"GetConfigFromFile\(([^,]+),", text)
    assert reads == ["GetConfigFilePath()", "sFile As String"]
    assert 'PROJECT_NAME As String = "lkjip"' in text


def test_errors_of_python_are_never_shown_raw() -> None:
    text = code(bangun.modules()["xlwings"])
    assert not re.search(r"Popup|Running\.\.\.|Could not find|To enable", text)
    shown = text.split("Sub ShowError(")[1].split("End Sub")[0]
    assert re.findall(r"^ +(?!If|Else|End)(\w+)", shown, re.MULTILINE) == ["LkjipGalatPython", "LkjipGalatPython"]
    assert "LkjipSelesai" in text.split("Private Sub CleanUp()")[1].split("End Sub")[0]


def test_what_xlwings_module_calls_of_ours_is_there() -> None:
    modules = bangun.modules()
    called = set(re.findall(r"\b(?:Lkjip\w+|TEKS_\w+|Katakan)\b", code(modules["xlwings"])))
    own = "".join(modules[name] for name in OWN)
    assert called <= set(re.findall(r"^Public (?:Sub|Function|Const) (\w+)", own, re.MULTILINE))
    assert {"LkjipSelesai", "LkjipTidakJalan", "LkjipNamaBuku", "LkjipGalatPython"} <= called


def test_the_licence_of_xlwings_stays() -> None:
    text = bangun.modules()["xlwings"]
    assert "'xlwings is distributed under a BSD 3-clause license." in text
    assert "'Copyright (C) 2014-present, Zoomer Analytics LLC." in text
    assert "'SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE." in text


@pytest.mark.parametrize(
    "change, told",
    [
        ({"dari": "bukan teks xlwings", "baru": ""}, "0 times"),
        ({"dari": "End Sub", "baru": ""}, "2 times"),
        ({"dari": "Sub A()", "sampai": "Sub C()", "baru": ""}, "nothing after"),
    ],
)
def test_a_change_that_does_not_fit_stops_the_build(change: dict[str, str], told: str) -> None:
    with pytest.raises(bangun.BuildError, match=told):
        bangun._changed("Sub A()\nEnd Sub\nSub B()\nEnd Sub\n", change)


@pytest.mark.parametrize("text, told", [("' sudah\u2026", "ASCII"), ("x" * 1001, "characters")])
def test_a_module_no_editor_would_show_stops_the_build(text: str, told: str) -> None:
    with pytest.raises(bangun.BuildError, match=told):
        bangun.build({"LkjipPesan": text})


def test_nobody_elses_name_is_left(parts: dict[str, bytes]) -> None:
    everything = b"".join(parts.values()).lower()
    assert not re.search(rb"felix|zumstein|myaddin|abspath", everything)
    with ExcelFile(bangun.TARGET) as book:
        assert set(book.module_names()) == {*bangun.modules(), *DOCUMENTS}
        assert [reference.name for reference in book.references()] == ["Office"]
        assert b"felix" not in book.vba_project().dir_raw.lower()
