"""Where a row's tujuan, sasaran, program or kegiatan stands, be it merged or on a row above."""

from lkjip_xl.jenjang import text_of
from lkjip_xl.layout import kind
from lkjip_xl.model import Baris
from lkjip_xl.table import CellRef

_FIELDS = ("sub_kegiatan", "kegiatan", "program", "campuran", "uraian", "iku", "sasaran", "tujuan")


def ref_uraian(row: Baris) -> CellRef:
    """Return the cell that says what a row stands under, or else the first cell of the row."""
    sheet = row.table.sheet
    fields = (*_FIELDS, kind(row.table.kind).uraian)
    columns = [row.table.positions[field] for field in fields if field in row.table.positions]
    if row.uraian:
        for at in range(row.row, row.table.header_last, -1):
            for column in columns:
                cell = sheet.shown(at, column)
                if row.uraian in text_of(cell):
                    return CellRef(sheet.name, cell.row, cell.column)
    return CellRef(sheet.name, row.row, row.table.first_column)


def berjenjang_pasti(row: Baris) -> bool:
    """Tell whether it is sure that a row is a tujuan or a sasaran.

    Under one head "Tujuan dan Sasaran" without numbers or a column Jenjang, each row may be either.
    """
    table = row.table
    combined = "tujuan" not in table.positions and "tujuan" in table.titles.get("sasaran", "")
    if not combined or "jenjang" in table.positions:
        return True
    number = table.cell(row.row, "no")
    return number is not None and not number.is_blank
