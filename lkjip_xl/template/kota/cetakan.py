"""Masters by the thousand: one is built by the template's own writer, the others are poured into its form.

Everything that depends on what is typed is a slot: the cells of the tables, the lines of Ringkasan, the text they use.
All else of the first one (looks, formulas, drop-downs, charts, print set-up) is copied as it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from lkjip_xl.template import ringkasan
from lkjip_xl.template.induk import write_master
from lkjip_xl.template.isian import Buku, Isian
from lkjip_xl.template.kota.dukung import antar_kecamatan
from lkjip_xl.template.kota.kantor import kantor
from lkjip_xl.template.kota.model import Kantor, semua_pola
from lkjip_xl.template.kota.nilai import nilai_iku
from lkjip_xl.template.pena import Formats
from lkjip_xl.template.rumus_dasar import Nilai
from lkjip_xl.template.spesifikasi import Spesifikasi
from lkjip_xl.template.tata_letak import Tempat, place_all

GALAT = ("#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?")
JUMLAH_SEKOTA = 6
_CELL = re.compile(r'<c r="([A-Z]+\d+)"((?: s="\d+")?)(?: t="(\w+)")?(?:/>|>(.*?)</c>)', re.DOTALL)
_FORMULA = re.compile(r"<f>.*?</f>", re.DOTALL)
_INDEX = re.compile(r"<v>(\d+)</v>")
_ITEM = re.compile(r"<si>.*?</si>", re.DOTALL)
_CACHE = re.compile(r"<c:(numCache|strCache)>.*?</c:\1>", re.DOTALL)
_STRINGS = "xl/sharedStrings.xml"
_ZERO = date(1899, 12, 30)
_STAMP = (1980, 1, 1, 0, 0, 0)
_LEVEL = 3


class Celah(NamedTuple):
    """A slot: which cell of which table it shows (of Ringkasan where ``tabel`` is ""), and what stays of it."""

    tabel: str
    baris: int
    judul: str
    sel: str
    gaya: str
    rumus: str


Potongan = Sequence[str | Celah]


class Cetakan(NamedTuple):
    """A form: the parts that stay, the sheets as text and slots, and the strings that every copy has."""

    tetap: Mapping[str, bytes]
    lembar: Mapping[str, Potongan]
    kata: tuple[str, ...]
    tinggi: Mapping[str, int]


@cache
def cetakan(pola: str, tahun: int) -> Cetakan:
    """Return the form of the masters of one pattern and year."""
    asal = _asal(pola, tahun)
    parts = bongkar(induk(asal.spec, asal.isian))
    items = _ITEM.findall(parts.pop(_STRINGS).decode())
    return _cast(asal, parts, items)


def induk(spec: Spesifikasi, isian: Isian) -> bytes:
    """Return a master as the template's own writer makes it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "induk.xlsx"
        write_master(path, spec, isian)
        return path.read_bytes()


def tuang(kantor: Kantor) -> bytes:
    """Return the master of an office, the same office as the same bytes; one with more or fewer rows has no form."""
    form = cetakan(kantor.pola.nama, kantor.tahun)
    buku, kata = Buku(kantor.spec, kantor.isian), list(form.kata)
    if buku.tinggi != form.tinggi:
        return _bergalat(induk(kantor.spec, kantor.isian))
    known = {text: number for number, text in enumerate(kata)}
    summary = _summary(buku)

    def shown(celah: Celah) -> str:
        value, formula = _value(buku, celah) if celah.tabel else (summary[celah.sel], celah.rumus)
        return _cell(celah, value, formula, kata, known)

    parts = dict(form.tetap)
    for name, pieces in form.lembar.items():
        parts[name] = "".join(each if isinstance(each, str) else shown(each) for each in pieces).encode()
    parts[_STRINGS] = _shared(kata)
    return kemas(parts)


def _bergalat(data: bytes) -> bytes:
    """Return a written master with the errors typed into it as errors; the writer takes them for words."""
    parts = bongkar(data)
    items = _ITEM.findall(parts[_STRINGS].decode())
    wrong = [(items.index(item), each) for each in GALAT if (item := f"<si><t>{each}</t></si>") in items]
    for name in parts if wrong else ():
        if name.startswith("xl/worksheets/"):
            for number, each in wrong:
                words, error = f' t="s"><v>{number}</v>', f' t="e"><v>{each}</v>'
                parts[name] = parts[name].replace(words.encode(), error.encode())
    return kemas(parts) if wrong else data


def kemas(parts: Mapping[str, bytes]) -> bytes:
    """Return parts as a zip that is the same each time."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, data in parts.items():
            archive.writestr(ZipInfo(name, _STAMP), data, ZIP_DEFLATED)
    return made.getvalue()


def bongkar(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _asal(nama: str, tahun: int) -> Kantor:
    """Return the office whose master gives the form: as many rows as every other of its pattern."""
    rng, pola = Random(0), semua_pola()[nama]
    nilai = nilai_iku(rng, pola, tahun)
    made = kantor(rng, pola, "Kantor Rekaan", "Kota Rekaan", tahun, nilai)
    if pola.kecamatan:
        others = {f"Rekaan {number}": nilai for number in range(JUMLAH_SEKOTA)}
        return made._replace(isian=made.isian | antar_kecamatan(pola, others))
    return made


def _cast(asal: Kantor, parts: Mapping[str, bytes], items: Sequence[str]) -> Cetakan:
    buku = Buku(asal.spec, asal.isian)
    slots = _slots(place_all(asal.spec.lembar, buku))
    kept: dict[str, int] = {}
    sheets = {
        f"xl/worksheets/sheet{number}.xml": tuple(_pieces(parts, number, slots.get(name), items, kept))
        for number, name in enumerate(_names(parts), 1)
    }
    fixed = {
        name: _CACHE.sub("", data.decode()).encode() if name.startswith("xl/charts/") else data
        for name, data in parts.items()
        if name not in sheets
    }
    return Cetakan(fixed, sheets, tuple(kept), buku.tinggi)


def _names(parts: Mapping[str, bytes]) -> list[str]:
    return re.findall(r'<sheet name="([^"]+)"', parts["xl/workbook.xml"].decode())


def _slots(places: Mapping[str, Tempat]) -> Mapping[str, Mapping[str, tuple[str, int, str]]]:
    """Return every cell of every table by sheet and address."""
    found: dict[str, dict[str, tuple[str, int, str]]] = {ringkasan.NAME: {}}
    for nama, tempat in places.items():
        own = found.setdefault(tempat.lembar, {})
        for row in range(tempat.tinggi):
            for kolom in tempat.tabel.kolom:
                at = xl_rowcol_to_cell(tempat.pertama + row, tempat.kolom_dari(kolom.judul))
                own[at] = (nama, row, kolom.judul)
    return found


def _pieces(
    parts: Mapping[str, bytes], number: int, slots: Mapping[str, tuple[str, int, str]] | None, items: Sequence[str],
    kept: dict[str, int],
) -> Iterator[str | Celah]:  # fmt: skip
    """Yield a sheet's text between slots; strings that stay are numbered anew."""
    text, end = parts[f"xl/worksheets/sheet{number}.xml"].decode(), 0
    for match in _CELL.finditer(text):
        at, look, kind, inner = match[1], match[2], match[3], match[4] or ""
        formula = _FORMULA.search(inner)
        yield text[end : match.start()]
        end = match.end()
        if slots is not None and at in slots:
            yield Celah(*slots[at], at, look, formula[0] if formula else "")
        elif slots == {} and formula:
            yield Celah("", 0, "", at, look, formula[0])
        elif kind == "s" and (index := _INDEX.search(inner)):
            same = kept.setdefault(items[int(index[1])], len(kept))
            yield f'<c r="{at}"{look} t="s"><v>{same}</v></c>'
        else:
            yield match[0]
    yield text[end:]


def _value(buku: Buku, celah: Celah) -> tuple[Nilai, str]:
    """Return what a cell shows, and its formula unless something is typed over it."""
    rows = buku.isian[celah.tabel]
    typed = rows[celah.baris] if celah.baris < len(rows) else {}
    if celah.judul in typed:
        return typed[celah.judul], ""
    return buku.nilai(celah.tabel, celah.baris, celah.judul), celah.rumus


def _cell(celah: Celah, value: Nilai | int, formula: str, kata: list[str], known: dict[str, int]) -> str:
    start = f'<c r="{celah.sel}"{celah.gaya}'
    if isinstance(value, date):
        value = Decimal((value - _ZERO).days)
    if isinstance(value, Decimal | int | float):
        number = f"{float(value)}" if formula else f"{float(value):.16G}"
        return f"{start}>{formula}<v>{number}</v></c>"
    if value in GALAT:
        return f'{start} t="e">{formula}<v>{value}</v></c>'
    if formula:
        return f'{start} t="str">{formula}<v>{escape(value, quote=False)}</v></c>'
    if value == "":
        return f"{start}/>"
    item = f"<si><t>{escape(value, quote=False)}</t></si>"
    if item not in known:
        known[item] = len(kata)
        kata.append(item)
    return f'{start} t="s"><v>{known[item]}</v></c>'


def _shared(kata: Sequence[str]) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<sst xmlns="{space}" uniqueCount="{len(kata)}">{"".join(kata)}</sst>'.encode()


def _summary(buku: Buku) -> Mapping[str, Nilai]:
    """Return what the formulas of Ringkasan show, by address: written into a workbook that is never saved."""
    book = Workbook(BytesIO(), {"in_memory": True})
    sheet = book.add_worksheet(ringkasan.NAME)
    ringkasan.Ringkasan(book, sheet, buku, place_all(buku.spec.lembar, buku), Formats(book)).write()
    return {
        xl_rowcol_to_cell(row, column): cell.value
        for row, cells in sheet.table.items()
        for column, cell in cells.items()
        if hasattr(cell, "formula")
    }
