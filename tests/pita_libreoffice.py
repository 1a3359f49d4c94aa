"""The add-in's VBA in LibreOffice: inside a workbook, with stand-ins for xlwings' module and for message boxes.

LibreOffice says nothing about VBA that does not compile, so tests look at what a macro did, never at what it returned.
"""

import os
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import libreoffice
from libreoffice import Office

sys.path.append(str(Path(__file__).parents[1] / "macros"))
import bangun

SECURITY = """<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
    <prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop>
  </item>
</oor:items>"""
RUN_ALWAYS = 4  # MacroExecutionMode without asking
WRITER = """Option Explicit

Public Sub TulisUji(ByVal berkas As String, ByVal kalimat As String)
    Dim nomor As Integer
    nomor = FreeFile
    Open Environ("HOME") & "/" & berkas For Append As #nomor
    Print #nomor, kalimat
    Close #nomor
End Sub

Public Sub CatatKeadaan()
    TulisUji "pesan.txt", Application.EnableEvents & " " & Application.ScreenUpdating
End Sub
"""
XLWINGS = """Option Explicit

Public Function RunPython(ByVal perintah As String) As Variant
    TulisUji "perintah.txt", perintah
    Application.EnableEvents = False
    RunPython = LkjipUji()
End Function
"""
PESAN = """Option Explicit

Public Sub Katakan(ByVal kalimat As String, ByVal gaya As Long)
    TulisUji "pesan.txt", Replace(kalimat, vbLf, " / ")
End Sub
"""
FOLDER = """Option Explicit

Public Function FolderPilihan() As String
    FolderPilihan = "/data/Kota ""Serang"" " & ChrW(233) & "'"
End Function
"""
NOTHING = "Option Explicit\n\nPublic Function LkjipUji() As Long\nEnd Function\n"
NOT_STARTED = "Option Explicit\n\nPublic Function LkjipUji() As Long\n    LkjipUji = -1\nEnd Function\n"
FAULT = """Option Explicit

Public Function LkjipUji() As Long
    Err.Raise 1004, "uji", "uji coba"
End Function
"""
WORKBOOK = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
WITH_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PROJECT_TYPE = b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
PROJECT_RELATION = (
    b'<Relationship Id="rIdVba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"'
    b' Target="vbaProject.bin"/></Relationships>'
)


class Excel:
    """A LibreOffice that runs macros, with a home of its own for what they write."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "rumah"
        self.home.mkdir()
        registry = libreoffice.REGISTRY.replace("</oor:items>", SECURITY)
        with patch.object(libreoffice, "REGISTRY", registry), patch.dict(os.environ, {"HOME": str(self.home)}):
            os.environ.pop("USERPROFILE", None)
            self.office = Office(folder)

    @contextmanager
    def opened(self, path: Path, **properties: object) -> Iterator["Opened"]:
        """Open a workbook with the project inside, in a window: without one there is no active sheet."""
        wanted = {"MacroExecutionMode": RUN_ALWAYS} | properties
        given = tuple(self.office._property(name, value) for name, value in wanted.items())
        document = self.office._desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, given)
        try:
            yield Opened(self, document)
        finally:
            document.close(True)

    def said(self) -> list[str]:
        """Return what message boxes told since this was last asked."""
        return self._taken("pesan.txt")

    def commands(self) -> list[str]:
        """Return what Python was asked to run since this was last asked."""
        return self._taken("perintah.txt")

    def _taken(self, name: str) -> list[str]:
        path = self.home / name
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return lines


class Opened:
    """One workbook that is open, as a test sees it."""

    def __init__(self, excel: Excel, document: Any) -> None:
        self.excel, self.document = excel, document

    def click(self, button: str) -> None:
        """Press a button of the tab."""
        self.run(f"LkjipTombolUji.{button}")

    def run(self, macro: str, *arguments: str) -> Any:
        """Run a macro ("Module.Name") with texts, as Python does."""
        uri = f"vnd.sun.star.script:{bangun.PROJECT}.{macro}?language=Basic&location=document"
        result, _, _ = self.document.getScriptProvider().getScript(uri).invoke(arguments, (), ())
        return result

    @property
    def selected(self) -> tuple[str, str]:
        """Return the active sheet and the first of the selected cells: all of them where they are merged."""
        chosen = self.document.getCurrentSelection()
        return chosen.Spreadsheet.Name, chosen.AbsoluteName.rsplit(".", 1)[1].replace("$", "").split(":")[0]

    def sheet(self, name: str) -> Any:
        return self.document.Sheets.getByName(name)


def project(uji: str = NOTHING) -> bytes:
    """Return the add-in's VBA project with the stand-ins; ``uji`` is what "Python" does."""
    names = bangun.buttons()
    trigger = "".join(f"Public Sub {name}()\n    Lkjip{name} Nothing\nEnd Sub\n\n" for name in names)
    stand_ins = {
        "xlwings": XLWINGS,
        "LkjipPesan": PESAN,
        "LkjipFolder": FOLDER,
        "LkjipTulisUji": WRITER,
        "LkjipPythonUji": uji,
    }
    return bangun.build_project(bangun.modules() | stand_ins | {"LkjipTombolUji": f"Option Explicit\n\n{trigger}"})


def with_macros(workbook: Path, target: Path, vba: bytes) -> Path:
    """Save a copy of an .xlsx with a VBA project inside."""
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            data = source.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(WORKBOOK, WITH_MACROS).replace(b"</Types>", PROJECT_TYPE)
            if name == "xl/_rels/workbook.xml.rels":
                data = data.replace(b"</Relationships>", PROJECT_RELATION)
            copy.writestr(name, data)
        copy.writestr("xl/vbaProject.bin", vba)
    return target
