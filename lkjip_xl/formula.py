"""Readable Excel formulas for computed cells, in English with commas and no "=" (ARSITEKTUR 2, 3)."""

from collections.abc import Sequence
from decimal import Decimal

from lkjip_xl.ketentuan import Arah, Ketentuan
from lkjip_xl.model import Nilai
from lkjip_xl.table import CellRef, address


def cell(ref: CellRef, sheet: str) -> str:
    """Return a cell's address as seen from a sheet, with the sheet's name where it is another one."""
    if ref.sheet == sheet:
        return ref.a1
    quoted = ref.sheet.replace("'", "''")
    return f"'{quoted}'!{ref.a1}"


def _operands(top: Nilai, bottom: Nilai, sheet: str) -> tuple[str, str]:
    """Return two operands of one ratio; percent-formatted cells hold a hundredth, which cancels where both do."""
    same = top.persen == bottom.persen
    a, b = (cell(each.ref, sheet) + ("*100" if each.persen and not same else "") for each in (top, bottom))
    return a, b


def _when_numbers(refs: Sequence[str], formula: str) -> str:
    return f'IF(COUNT({",".join(refs)})={len(refs)},{formula},"")'


def capaian(target: Nilai, realisasi: Nilai, arah: Arah, ketentuan: Ketentuan, sheet: str, percent: bool) -> str:
    """Return the formula of a row's capaian; ``percent`` where the cell is percent-formatted (R/T alone)."""
    r, t = _operands(realisasi, target, sheet)
    by = f"({t})" if "*" in t else t
    scale = "" if percent else "*100"
    if arah == "tinggi":
        formula = f"{r}/{by}{scale}"
    elif ketentuan.makin_rendah == "T/R":
        formula = f"IF({t}=0,IF({r}=0,1,0){scale},{by}/({r}){scale})"
    else:
        formula = f"IF({t}=0,IF({r}=0,1,0){scale},MAX(0,(2*{t}-{r})/{by}{scale}))"
    return _when_numbers([cell(each.ref, sheet) for each in (target, realisasi)], formula)


def average(refs: Sequence[CellRef]) -> str:
    """Return the mean of cells, as a range where they stand below one another without a gap."""
    return f"AVERAGE({_range(refs)})"


def _range(refs: Sequence[CellRef]) -> str:
    first, last = refs[0], refs[-1]
    rows = list(range(first.row, last.row + 1))
    if len(refs) > 1 and [ref.row for ref in refs] == rows:
        return f"{first.a1}:{address(last.row, last.column)}"
    return ",".join(ref.a1 for ref in refs)


def kategori(capaian_cell: str, percent: bool, ketentuan: Ketentuan) -> str:
    """Return the LOOKUP of a kategori over the scale's own bounds; the capaian is rounded first (RUMUS 4)."""
    value = f"{capaian_cell}*100" if percent else capaian_cell
    rounded = f"ROUND(ROUND({value},2),0)" if ketentuan.celah == "bulatkan" else f"ROUND({value},2)"
    bounds = ",".join(str(bound) for bound in ketentuan.batas)
    labels = ",".join(_text(label) for label in ketentuan.sebutan)
    return f'IF(ISNUMBER({capaian_cell}),LOOKUP(MAX({ketentuan.batas[0]},{rounded}),{{{bounds}}},{{{labels}}}),"")'


def _text(label: str) -> str:
    doubled = label.replace('"', '""')
    return f'"{doubled}"'


def serapan(pagu: Sequence[Nilai], realisasi: Sequence[Nilai], sheet: str, percent: bool) -> str:
    """Return realisasi over pagu, each summed where it has several cells."""
    scale = "" if percent else "*100"
    refs = [[cell(each.ref, sheet) for each in side] for side in (pagu, realisasi)]
    budget, spent = (side[0] if len(side) == 1 else f"SUM({','.join(side)})" for side in refs)
    return _when_numbers([*refs[0], *refs[1]], f"{spent}/{budget}{scale}")


def efisiensi(capaian_cells: Sequence[CellRef], serapan_cell: CellRef, scales: tuple[bool, bool, bool]) -> str:
    """Return capaian over serapan; ``scales`` tells which of capaian, serapan and result are percent-formatted."""
    achieved_percent, absorbed_percent, percent = scales
    one = len(capaian_cells) == 1
    achieved = capaian_cells[0].a1 if one else average(capaian_cells)
    factor = Decimal(100) ** (int(achieved_percent) - int(absorbed_percent) + (not percent))
    scale = "" if factor == 1 else f"*{factor}" if factor > 1 else f"/{1 / factor}"
    absorbed = serapan_cell.a1
    numbers = f"COUNT({_range(capaian_cells)})>0,ISNUMBER({absorbed})"
    condition = f"COUNT({achieved},{absorbed})=2" if one else f"AND({numbers})"
    return f'IF({condition},{achieved}/{absorbed}{scale},"")'


def status(efisiensi_cell: str, percent: bool, ketentuan: Ketentuan) -> str:
    """Return the label of a tingkat efisiensi, judged at 2 decimals (RUMUS 5)."""
    value = f"{efisiensi_cell}*100" if percent else efisiensi_cell
    labels = f"{_text(ketentuan.efisien)},{_text(ketentuan.tidak_efisien)}"
    return f'IF(ISNUMBER({efisiensi_cell}),IF(ROUND({value},2)>={ketentuan.batas_efisien},{labels}),"")'
