"""The master workbook as sheets in memory, drawn from template/master.toml: heads, filled rows, live formulas."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from tomllib import loads
from typing import Any

from lkjip_xl.table import Area, Cell, Sheet

MASTER = loads((Path(__file__).parents[1] / "lkjip_xl" / "template" / "master.toml").read_text("utf-8"))
YEAR, FIRST = 2025, 2025
BLANK_ROWS = 2
NEVER = object()
"""The value of a formula that was never calculated."""

Row = Mapping[str, Any]


def words(text: str) -> str:
    """Return a head with its years: "Target {renstra+1}" is "Target 2026"."""
    for name, start in (("tahun", YEAR), ("renstra", FIRST)):
        for step in range(-5, 6):
            text = text.replace(f"{{{name}{step:+d}}}", str(start + step))
        text = text.replace(f"{{{name}}}", str(start))
    return text.replace("{versi}", MASTER["versi"]).replace("{jenis}", "kecamatan")


def table_specs() -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Yield every table of the master with its sheet."""
    yield from ((sheet, table) for sheet in MASTER["lembar"] for table in sheet["tabel"])


def heads(table: Mapping[str, Any]) -> list[str]:
    """Return the words above a table's columns."""
    return [words(column["judul"]) for column in table["kolom"]]


def formula(table: Mapping[str, Any], head: str) -> str:
    """Return a formula like the master's: a structured reference to its own row."""
    first = heads(table)[0]
    return f'IF({table["nama"]}[[#This Row],[{first}]]="","",{head.split()[0].upper()})'


def master(rows: Mapping[str, Sequence[Row]] | None = None, *, areas: bool = True) -> list[Sheet]:
    """Return the master's sheets with rows by table name, each a mapping from head to value.

    A column of formulas holds its value as the cached one; "" is what it shows unless a row says otherwise.
    ``areas`` False leaves out the Excel tables, as a program that knows none would.
    """
    return [_sheet(sheet, rows or {}, areas) for sheet in MASTER["lembar"]]


def _sheet(spec: Mapping[str, Any], rows: Mapping[str, Sequence[Row]], areas: bool) -> Sheet:
    cells: dict[tuple[int, int], Cell] = {}
    found: list[Area] = []
    _put(cells, 1, 1, spec["judul"])
    _put(cells, 2, 1, spec["petunjuk"])
    below, head, column = 4, 4, 1
    for table in spec["tabel"]:
        beside = table.get("samping", False)
        column = found[-1].last_column + 2 if beside else 1
        head = head if beside else below + 1
        _put(cells, head - 1, column, words(table["judul"]))
        own = rows.get(table["nama"])
        prefilled = [{key: value for key, value in row.items() if key != "nama"} for row in table.get("isi", ())]
        filled = [{words(k): v for k, v in row.items()} for row in (prefilled if own is None else own)]
        blank = 0 if table.get("tetap") else BLANK_ROWS
        for at, row in enumerate([*filled, *[{}] * blank]):
            _fill(cells, table, head + 1 + at, column, row)
        for at, title in enumerate(heads(table)):
            _put(cells, head, column + at, title)
        found.append(Area(head, column, head + max(1, len(filled) + blank), column + len(table["kolom"]) - 1))
        below = max(below, found[-1].last_row + 2)
    return Sheet(spec["nama"], cells, tables=tuple(found) if areas else ())


def _fill(cells: dict[tuple[int, int], Cell], table: Mapping[str, Any], row: int, column: int, values: Row) -> None:
    for at, spec in enumerate(table["kolom"]):
        head = words(spec["judul"])
        live = "rumus" in spec or "cari" in spec
        value = values.get(head, "" if live else None)
        if isinstance(value, Cell):
            cells[row, column + at] = value._replace(row=row, column=column + at)
        elif live:
            made = None if value is NEVER else value
            _put(cells, row, column + at, made, formula(table, head))
        elif value is not None:
            _put(cells, row, column + at, value)


def _put(cells: dict[tuple[int, int], Cell], row: int, column: int, value: Any, text: str | None = None) -> None:
    exact = Decimal(str(value)) if isinstance(value, int | float) else words(value) if isinstance(value, str) else value
    kind = "kosong" if exact is None else "teks" if isinstance(exact, str) else "angka"
    cells[row, column] = Cell(row, column, exact, kind, text)
