"""What an older master holds outside the tables the present one has: sheets, tables and notes of somebody's own."""

from collections.abc import Iterator, Mapping, Sequence

from lkjip_xl.kepala import is_own_sheet
from lkjip_xl.table import Area, Cell, Sheet
from lkjip_xl.template.isi_sisa import Sisa
from lkjip_xl.template.perbarui_blok import Blok
from lkjip_xl.template.spesifikasi import Spesifikasi

_HEADING_ROWS = 3
_MOST_CELLS = 3
_MOST_WORDS = 40


def outside(
    spec: Spesifikasi, sheets: Sequence[Sheet], found: Sequence[Blok], pairs: Mapping[str, Blok]
) -> Iterator[Sisa]:
    """Yield what stays in the old file: sheets without a known table, further tables, and cells beside the tables."""
    own = {spec.teks["ringkasan"]["judul"], spec.teks["petunjuk"]["judul"], spec.teks["hasil_validasi"]["judul"]}
    used = {id(blok) for blok in pairs.values()}
    for sheet in sheets:
        if not sheet.cells or is_own_sheet(sheet) or sheet.cell(1, 1).value in own:
            continue
        here = [blok for blok in found if blok.sheet is sheet]
        if not any(id(blok) in used for blok in here):
            yield Sisa(sheet.name, "", "lembar_lain", str(len(sheet.cells)))
            continue
        strangers = [blok for blok in here if id(blok) not in used]
        yield from (_table(blok) for blok in strangers if any(_filled(blok)))
        notes = [cell for cell in sheet.cells.values() if _is_note(cell, here)]
        if notes:
            places = sorted(notes, key=lambda cell: (cell.row, cell.column))
            first = ", ".join(f'{_a1(cell)} "{str(cell.value)[:_MOST_WORDS]}"' for cell in places[:_MOST_CELLS])
            yield Sisa(sheet.name, _a1(places[0]), "catatan_luar", first, str(len(notes)))


def _table(blok: Blok) -> Sisa:
    return Sisa(blok.sheet.name, f"baris {blok.kepala}", "tabel_lain", " | ".join(blok.judul.values()))


def _filled(blok: Blok) -> Iterator[bool]:
    for row in blok.rows:
        yield from (blok.cell(row, column).value not in (None, "") for column in blok.judul)


def _is_note(cell: Cell, here: Sequence[Blok]) -> bool:
    """Tell whether a cell is none of a table's, nor a sheet's heading or a table's title."""
    if cell.value in (None, ""):
        return False
    if cell.row <= _HEADING_ROWS and cell.column == 1:
        return False
    at = Area(cell.row, cell.column, cell.row, cell.column)
    heading = any(cell.row == blok.kepala - 1 and cell.column == min(blok.judul) for blok in here)
    return not heading and not any(blok.area.overlaps(at) for blok in here)


def _a1(cell: Cell) -> str:
    from lkjip_xl.table import address

    return address(cell.row, cell.column)
