"""Rule cases written as markdown tables: read, laid out as sheets, checked."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lkjip_xl.check import periksa
from lkjip_xl.compute import compute
from lkjip_xl.kepala import find_tables
from lkjip_xl.ketentuan import ketentuan_bawaan
from lkjip_xl.parse import parse
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.table import Cell, Sheet, from_float
from lkjip_xl.template.cetak import typed
from lkjip_xl.temuan import HasilPeriksa, Tahap

ERRORS = ("#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")


class Kasus(NamedTuple):
    """One case: the rule it is for, its sheets, and the findings expected as [cell, code]."""

    kode: str
    nama: str
    tahap: Tahap
    sheets: tuple[Sheet, ...]
    temuan: list[list[str]]


def read_cases(path: Path) -> Iterator[Kasus]:
    """Yield the cases of one file; "(penyampaian)" in a case's heading sets the tahap."""
    for rule in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        kode = rule.split()[0]
        for case in re.split(r"^## ", rule, flags=re.MULTILINE)[1:]:
            heading, *parts = re.split(r"^### ", case, flags=re.MULTILINE)
            title = heading.strip().splitlines()[0]
            named = [(part.splitlines()[0].strip(), part.splitlines()[1:]) for part in parts]
            sheets = tuple(_sheet(name, lines) for name, lines in named if name != "Temuan")
            expected = [row[:2] for name, lines in named if name == "Temuan" for row in _grid(lines)[1:]]
            tahap: Tahap = "penyampaian" if "(penyampaian)" in title else "draf"
            yield Kasus(kode, f"{kode} {title}", tahap, sheets, expected)


def check(sheets: tuple[Sheet, ...], tahap: Tahap = "draf") -> HasilPeriksa:
    """Validate sheets as a workbook of Kecamatan Serang 2025."""
    dokumen = parse(find_tables(sheets), sheets, "Kecamatan Serang 2025.xlsx")
    ketentuan = ketentuan_bawaan()
    return periksa(Konteks(dokumen, sheets, compute(dokumen, ketentuan), ketentuan, tahap))


def findings(case: Kasus) -> list[list[str]]:
    """Return the whole set of findings of a case as [cell, code], in the order they are shown.

    A case shows the tables its rule needs and no others; that the others are missing is WB001's own case.
    """
    found = check(case.sheets, case.tahap).temuan
    return [
        [f"{each.ref.sheet}!{each.ref.a1}", each.kode] for each in found if case.kode == "WB001" or each.kode != "WB001"
    ]


def _grid(lines: list[str]) -> list[list[str]]:
    rows = [line.strip().strip("|").split("|") for line in lines if line.strip().startswith("|")]
    cells = [[cell.strip() for cell in row] for row in rows]
    return [row for row in cells if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]


def _sheet(heading: str, lines: list[str]) -> Sheet:
    name, _, hidden = heading.removesuffix(")").partition(" (tersembunyi: ")
    titles = [line.strip() for line in lines if line.strip() and not line.strip().startswith("|")]
    rows = [[title] for title in titles] + _grid(lines)
    cells = {
        (row, column): _cell(row, column, text)
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text
    }
    rows, columns = (
        frozenset(map(key, re.findall(rf"{word} (\w+)", hidden)))
        for word, key in (("baris", int), ("kolom", lambda letter: ord(letter) - ord("A") + 1))
    )
    return Sheet(name, cells, hidden_rows=rows, hidden_columns=columns, hidden="lembar" in hidden)


def _cell(row: int, column: int, text: str) -> Cell:
    if text.startswith("="):
        formula, _, shown = text[1:].partition("→")
        inner = _cell(row, column, shown.strip()) if shown.strip() else Cell(row, column)
        return inner._replace(formula=formula.strip())
    if text in ERRORS:
        return Cell(row, column, text, "galat")
    if text.startswith('"') and text.endswith('"'):
        return Cell(row, column, text[1:-1], "teks")
    number, number_format = typed(text)
    if number is None:
        return Cell(row, column, text, "teks")
    return Cell(row, column, from_float(number), "angka", None, number_format)
