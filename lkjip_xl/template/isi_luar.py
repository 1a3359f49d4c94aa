"""What a workbook holds beside its tables, and how a place in it is named in a list."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from lkjip_xl.angka import format_angka
from lkjip_xl.model import DokumenKinerja
from lkjip_xl.table import RawTable, Sheet
from lkjip_xl.template.isi_sisa import Sisa
from lkjip_xl.template.rumus_dasar import BarisIsian, Nilai

_MOST_DECIMALS = 2


def outside(dokumen: DokumenKinerja, sheets: Sequence[Sheet]) -> Iterator[Sisa]:
    """Yield heads not understood, sheets without a table, and cells below a sheet's first head that no table holds."""
    for seen in dokumen.unclear:
        yield Sisa(seen.sheet, f"baris {seen.row}", "belum_jelas", " | ".join(seen.titles))
    for sheet in sheets:
        here = [table for table in dokumen.tables if table.sheet.name == sheet.name]
        if not here and sheet.cells:
            yield Sisa(sheet.name, "", "lembar_lain", str(len(sheet.cells)))
        if here and (beside := _beside(sheet, here)):
            yield Sisa(sheet.name, row_span(beside), "di_luar_tabel", str(len(beside)))


def labelled(dokumen: DokumenKinerja, sheets: Sequence[Sheet], hal: Iterable[str]) -> list[BarisIsian]:
    """Return what a cover sheet without tables states of some things, each a label with its value to the right."""
    wanted = {name.casefold(): name for name in hal}
    covers = (sheet for sheet in sheets if all(table.sheet.name != sheet.name for table in dokumen.tables))
    found: dict[str, Nilai] = {}
    for sheet in covers:
        for cell in sheet.cells.values():
            name = wanted.get(str(cell.value).strip(" :").casefold())
            value = sheet.cell(cell.row, cell.column + 1).value
            if name and isinstance(value, Decimal | str) and value != "":
                found.setdefault(name, value)
    return [{"Hal": name, "Isi": value} for name, value in found.items()]


def _beside(sheet: Sheet, tables: Sequence[RawTable]) -> list[int]:
    """Return the row of each filled cell below the first head that no table holds."""
    first = min(table.header_first for table in tables)
    taken = [(table.header_first, table.last_row, table.first_column, table.last_column) for table in tables]
    cells = (cell for cell in sheet.cells.values() if cell.row >= first and cell.value not in (None, ""))
    return sorted(
        c.row for c in cells if not any(a <= c.row <= b and left <= c.column <= right for a, b, left, right in taken)
    )


def head_place(table: RawTable) -> str:
    """Return where a table's head stands."""
    return f"baris {table.header_first}"


def titles_of(table: RawTable) -> str:
    """Return a table's heads in their order."""
    return " | ".join(kolom.judul for kolom in sorted((*table.columns, *table.unknown), key=lambda kolom: kolom.column))


def row_span(rows: Sequence[int]) -> str:
    """Return the rows of something: "baris 7", "baris 7–12"."""
    return f"baris {min(rows)}" if min(rows) == max(rows) else f"baris {min(rows)}–{max(rows)}"


def shown(value: Nilai) -> str:
    """Return a value as a person reads it."""
    return format_angka(value, _MOST_DECIMALS) if isinstance(value, Decimal) else str(value)
