"""Changes drawn workbooks in ways no cell's content tells: rows hidden, formulas never calculated, links elsewhere."""

import re
from collections.abc import Callable, Iterable, Mapping

from lkjip_xl.template.kota.cetakan import bongkar, kemas

SEMBUNYI, TANPA_NILAI, TAUTAN = "sembunyi", "tanpa nilai", "tautan"
_VALUE = re.compile(r"<v>.*?</v>")
_WORKBOOK, _RELATIONS, _TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
_LINK = "xl/externalLinks/externalLink1.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
_OTHER = "Renja%20kiriman.xlsx"


def gores(data: bytes, marks: Iterable[tuple[str, str, str]]) -> bytes:
    """Return a workbook with marks on it: each how, on which sheet, at which cell."""
    wanted = list(marks)
    if not wanted:
        return data
    parts = bongkar(data)
    names = re.findall(r'<sheet name="([^"]+)"', parts[_WORKBOOK].decode())
    for cara, lembar, sel in wanted:
        name = f"xl/worksheets/sheet{names.index(lembar) + 1}.xml"
        parts[name] = _CARA[cara](parts[name].decode(), sel).encode()
    linked = any(cara == TAUTAN for cara, _, _ in wanted)
    return kemas(_with_link(parts) if linked else parts)


def _hidden(text: str, sel: str) -> str:
    row = sel.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return text.replace(f'<row r="{row}" ', f'<row r="{row}" hidden="1" ')


def _at(text: str, sel: str, change: Callable[[str], str]) -> str:
    found = re.search(rf'<c r="{sel}"[^>]*>.*?</c>', text)
    if found is None:
        raise KeyError(sel)
    return text[: found.start()] + change(found[0]) + text[found.end() :]


def _never_calculated(text: str, sel: str) -> str:
    return _at(text, sel, lambda cell: _VALUE.sub("", cell))


def _fetched(text: str, sel: str) -> str:
    """Let a number come from a cell of another workbook that had it when it was saved."""
    return _at(text, sel, lambda cell: cell.replace("<v>", "<f>[1]Renja!$E$7</f><v>", 1))


_CARA: Mapping[str, Callable[[str, str], str]] = {SEMBUNYI: _hidden, TANPA_NILAI: _never_calculated, TAUTAN: _fetched}


def _with_link(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts with the one that names the other workbook, as Excel keeps it."""
    own = '<sheetNames><sheetName val="Renja"/></sheetNames></externalBook></externalLink>'
    book = f'<externalLink xmlns="{_SPACE}"><externalBook xmlns:r="{_OFFICE}" r:id="rId1">{own}'
    target = f'Type="{_OFFICE}/externalLinkPath" Target="{_OTHER}" TargetMode="External"'
    rels = f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" {target}/></Relationships>'
    listed = '<externalReferences><externalReference r:id="rIdTautan"/></externalReferences>'
    relation = f'<Relationship Id="rIdTautan" Type="{_OFFICE}/externalLink" Target="{_LINK.removeprefix("xl/")}"/>'
    return {
        **parts,
        _LINK: f"{_HEAD}{book}".encode(),
        "xl/externalLinks/_rels/externalLink1.xml.rels": f"{_HEAD}{rels}".encode(),
        _WORKBOOK: parts[_WORKBOOK].replace(b"</sheets>", f"</sheets>{listed}".encode()),
        _RELATIONS: parts[_RELATIONS].replace(b"</Relationships>", f"{relation}</Relationships>".encode()),
        _TYPES: parts[_TYPES].replace(
            b"</Types>", f'<Override PartName="/{_LINK}" ContentType="{_KIND}"/></Types>'.encode()
        ),
    }
