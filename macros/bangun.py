"""Builds the Excel add-in lkjip_xl/addin/LKjIP.xlam: ``python macros/bangun.py``. The same bytes each time."""

import re
import shutil
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import xlwings
from pyopenvba import ExcelFile
from pyopenvba.vba import VBAProject, compress

from lkjip_xl.pesan import pesan, read_toml
from lkjip_xl.rencana import MARK_PREFIX, Look
from lkjip_xl.rules.dasar import versi_aturan
from lkjip_xl.sheets import HEAD_ROW, TITLE_LOOK
from lkjip_xl.versi import VERSI

HERE = Path(__file__).parent
TARGET = HERE.parent / "lkjip_xl" / "addin" / "LKjIP.xlam"
XLWINGS = Path(xlwings.__file__).parent
BASE = XLWINGS / "quickstart_addin_ribbon.xlam"
PROJECT, BASE_PROJECT = "LKjIP", "MyAddin"
LEFT_OUT = ("RibbonMyAddin", "xlwings", "Dictionary")
FORMS = "MSForms"  # the base's library of user forms, on a path of its author; we have none
VBA_PART = "xl/vbaProject.bin"
LONGEST_LINE = 1000  # VBA takes 1,023 characters
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_ABSOLUTE_PATH = re.compile(r"<mc:AlternateContent .*?</mc:AlternateContent>", re.DOTALL)
_KEPT_ROW = re.compile(r"<sheetData>.*</sheetData>", re.DOTALL)


class BuildError(Exception):
    """The add-in cannot be built from what was found."""


def build(modules_override: Mapping[str, str] | None = None) -> bytes:
    """Return the add-in's bytes; modules may be given another text, or added, by name."""
    return _packed(_parts(build_project(modules() | dict(modules_override or {}))))


def build_project(texts: Mapping[str, str]) -> bytes:
    """Return the VBA project with these standard modules beside the base's own documents."""
    for name, text in texts.items():
        _check(name, text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "addin.xlam"
        shutil.copyfile(BASE, path)
        _fill(path, texts)
        with ExcelFile(path) as book:
            return _renamed(book)


def modules() -> dict[str, str]:
    """Return the text of each module of the add-in by name, the patched one of xlwings and the generated one too."""
    own = {path.stem: path.read_text("ascii") for path in sorted(HERE.glob("*.bas"))}
    return own | {"LkjipTeks": teks_module(), "xlwings": xlwings_module()}


def xlwings_module() -> str:
    """Return xlwings' own module with the changes of xlwings.toml, each of which must fit."""
    text = (XLWINGS / "xlwings_custom_addin.bas").read_text("ascii").removeprefix('Attribute VB_Name = "xlwings"\n')
    for change in tomllib.loads((HERE / "xlwings.toml").read_text("utf-8"))["ubah"]:
        text = _changed(text, change)
    return text


def _changed(text: str, change: Mapping[str, str]) -> str:
    start, count = text.find(change["dari"]), text.count(change["dari"])
    if count != 1:
        raise BuildError(f"xlwings.toml: {change['dari']!r} stands in xlwings' module {count} times, not once")
    end = start + len(change["dari"])
    if "sampai" in change:
        end = text.find(change["sampai"], end) if change["sampai"] else len(text)
    if end < 0:
        raise BuildError(f"xlwings.toml: nothing after {change['dari']!r} reads {change['sampai']!r}")
    return text[:start] + change["baru"] + text[end:]


def teks_module() -> str:
    """Return the module of constants: the sentences of pita.toml, and what Python knows of Hasil Validasi."""
    texts = {f"TEKS_{key.upper()}": text for key, text in read_toml("addin/pita.toml")["kalimat"].items()}
    lines = [f"Public Const {name} As {_type(value)} = {_literal(value)}" for name, value in (texts | _facts()).items()]
    head = ["Option Explicit", "", "' Made by macros/bangun.py from lkjip_xl/addin/pita.toml and from the package.", ""]
    return "\n".join([*head, *lines, ""])


def _facts() -> dict[str, str | int]:
    return {
        "VERSI_PITA": VERSI,
        "VERSI_ATURAN": versi_aturan(),
        "AWALAN_TANDA": MARK_PREFIX,
        "LEMBAR_HASIL": pesan("hasil_validasi.lembar"),
        "JUDUL_HASIL": pesan("hasil_validasi.judul"),
        "UKURAN_JUDUL": TITLE_LOOK.size,
        "WARNA_JUDUL": int.from_bytes(bytes.fromhex(TITLE_LOOK.colour), "little"),
        "BELUM_DIPERIKSA": pesan("hasil_validasi.belum"),
        "UKURAN_BELUM": Look().size,
        "BARIS_KEPALA": HEAD_ROW,
    } | _columns()


def _columns() -> dict[str, str | int]:
    titles = pesan("hasil_validasi.kolom").split("|")
    return {f"KOLOM_{title.upper()}": titles.index(title) + 1 for title in ("Kode", "Lembar", "Sel", "Catatan")}


def _type(value: str | int) -> str:
    return "String" if isinstance(value, str) else "Long"


def _literal(value: str | int) -> str:
    return '"{}"'.format(value.replace('"', '""')) if isinstance(value, str) else str(value)


def ribbon() -> str:
    """Return the ribbon's XML with the texts of pita.toml in their places."""
    toml = read_toml("addin/pita.toml")
    groups = toml["tombol"] | {name: toml[name] for name in ("tab", "grup")}
    texts = {f"{group}.{key}": text for group, entries in groups.items() for key, text in entries.items()}
    xml = (HERE / "customUI.xml").read_text("utf-8")
    return re.sub(r'"\{([a-z_.]+)\}"', lambda found: quoteattr(texts[found[1]]), xml)


def buttons() -> list[str]:
    """Return what the ribbon's buttons call, each once, without our prefix."""
    return sorted(set(re.findall(r'onAction="Lkjip(\w+)"', ribbon())))


def _check(name: str, text: str) -> None:
    """Refuse what the editor of VBA would not show as it is written: its code page differs between platforms."""
    if not text.isascii():
        raise BuildError(f"{name}: only ASCII letters are the same on Windows and on the Mac")
    if max(map(len, text.splitlines())) > LONGEST_LINE:
        raise BuildError(f"{name}: a line has more than {LONGEST_LINE} characters")


def _fill(path: Path, texts: Mapping[str, str]) -> None:
    """Take the base's modules out in one step and put ours in in the next: a name used twice would be reused."""
    with ExcelFile(path) as book:
        project = book.vba_project()
        for name in LEFT_OUT:
            project.delete_module(name)
        if not book.remove_reference(FORMS):
            raise BuildError(f"the base no longer refers to {FORMS}")
        book.save()
    with ExcelFile(path) as book:
        project = book.vba_project()
        for name in sorted(texts):
            project.add_module(name, texts[name].replace("\n", "\r\n"))
        book.save()


def _renamed(book: ExcelFile) -> bytes:
    """Return the project's bytes under our name, which stands in two of its streams."""
    cfb, project = book._get_cfb(), book.vba_project()
    cfb.write_stream_in_storage("VBA", "dir", compress(_renamed_dir(project)))
    old, new = (f'Name="{name}"\r\n'.encode() for name in (BASE_PROJECT, PROJECT))
    head, windows = _replaced_once(cfb.get_stream("PROJECT"), old, new).split(b"[Workspace]\r\n")
    lines = b"".join(line for line in windows.splitlines(keepends=True) if line.strip())  # no empty one among them
    cfb.write_stream("PROJECT", head + b"[Workspace]\r\n" + lines)
    return bytes(cfb.to_bytes())


def _renamed_dir(project: VBAProject) -> bytes:
    old, new = ((4).to_bytes(2, "little") + _sized(name.encode()) for name in (BASE_PROJECT, PROJECT))
    return _replaced_once(project.dir_raw, old, new)


def _sized(data: bytes) -> bytes:
    return len(data).to_bytes(4, "little") + data


def _replaced_once(data: bytes, old: bytes, new: bytes) -> bytes:
    if data.count(old) != 1:
        raise BuildError(f"{old!r} stands in the base {data.count(old)} times, not once")
    return data.replace(old, new)


def _parts(project: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of the add-in by name, those of the base without what tells of its author."""
    changed: dict[str, Any] = {
        "docProps/core.xml": _core,
        "xl/workbook.xml": _workbook,
        "xl/worksheets/sheet1.xml": lambda xml: _KEPT_ROW.sub("<sheetData/>", xml),
        "xl/sharedStrings.xml": lambda xml: re.sub(r' count="\d+" uniqueCount="\d+"|<si>.*</si>', "", xml),
        "customUI/customUI.xml": lambda _: ribbon(),
    }
    with zipfile.ZipFile(BASE) as base:
        for name in sorted(base.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            if name == VBA_PART:
                yield name, project
            else:
                data = base.read(name)
                yield name, changed[name](data.decode("utf-8")).encode("utf-8") if name in changed else data


def _workbook(xml: str) -> str:
    xml = _ABSOLUTE_PATH.sub("", xml)
    return xml.replace("<definedNames />", "").replace('"_myaddin.conf"', '"LKjIP"')


def _core(xml: str) -> str:
    xml = xml.replace("<dc:title />", "<dc:title>LKjIP</dc:title>")
    return re.sub(r"(<dc:creator>|<cp:lastModifiedBy>)[^<]*", r"\1lkjip_xl", xml)


def _packed(parts: Iterator[tuple[str, bytes]]) -> bytes:
    """Return the zip, the content types first as Office writes them; stored, as programs compress each in their way."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name, data in parts:
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.create_system = 0  # the same on every platform
            package.writestr(info, data)
    return held.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(build())
