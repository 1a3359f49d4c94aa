"""Workbooks as their parts: read, written, edited, and the least a workbook consists of."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

Parts = dict[str, bytes]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
SHEET = "xl/worksheets/sheet1.xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def read_parts(path: Path) -> Parts:
    """Return every part of a zip by name."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(path: Path, parts: Parts) -> Path:
    """Write a zip of these parts and return its path."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def edit_part(path: Path, name: str, edit: Callable[[str], str]) -> None:
    """Change the text of one part of a file."""
    parts = read_parts(path)
    parts[name] = edit(parts[name].decode()).encode()
    write_parts(path, parts)


def minimal(sheet_data: str, *, around: str = "{}", space: str = MAIN) -> Parts:
    """Return the parts of a workbook with one sheet "Data"; no styles, no shared strings.

    ``around`` is what stands in <worksheet> around the sheetData element.
    """
    office = "http://purl.oclc.org/ooxml/officeDocument" if space == STRICT else OFFICE
    sheet = f'<worksheet xmlns="{space}">{around.format(f"<sheetData>{sheet_data}</sheetData>")}</worksheet>'
    workbook = (
        f'<workbook xmlns="{space}" xmlns:r="{office}/relationships"><sheets>'
        '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}.sheet.main+xml"/>'
        f'<Override PartName="/{SHEET}" ContentType="{_SPREADSHEET}.worksheet+xml"/></Types>'
    )
    texts = {
        "[Content_Types].xml": types,
        "_rels/.rels": relationships(f"{office}/relationships/officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": relationships(f"{office}/relationships/worksheet", f"/{SHEET}"),
        SHEET: sheet,
    }
    return {name: (_DECLARATION + text).encode() for name, text in texts.items()}


def relationships(kind: str, target: str) -> str:
    """Return a relationships part with one entry, rId1."""
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'
    )
