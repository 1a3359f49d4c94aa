"""Readable Excel formulas for computed cells, in English with commas and no "=" (ARSITEKTUR 2, 3)."""

from collections.abc import Sequence
from typing import NamedTuple

from lkjip_xl.ketentuan import Arah, Ketentuan
from lkjip_xl.model import Nilai
from lkjip_xl.table import CellRef

_MOST_ARGUMENTS = 250
"""Excel takes 255 arguments in a function."""


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


def _bracketed(expression: str) -> str:
    return f"({expression})" if "*" in expression else expression


def _when_numbers(refs: Sequence[str], formula: str) -> str:
    return f'IF(COUNT({",".join(refs)})={len(refs)},{formula},"")'


def capaian(target: Nilai, realisasi: Nilai, arah: Arah, ketentuan: Ketentuan, sheet: str, percent: bool) -> str:
    """Return the formula of a row's capaian; ``percent`` where the cell is percent-formatted (R/T alone)."""
    r, t = _operands(realisasi, target, sheet)
    by = _bracketed(t)
    scale = "" if percent else "*100"
    if arah == "tinggi":
        formula = f"{r}/{by}{scale}"
    elif ketentuan.makin_rendah == "T/R":
        formula = f"IF({t}=0,IF({r}=0,1,0){scale},{by}/({r}){scale})"
    else:
        formula = f"IF({t}=0,IF({r}=0,1,0){scale},MAX(0,(2*{t}-{r})/{by}{scale}))"
    return _when_numbers([cell(each.ref, sheet) for each in (target, realisasi)], formula)


class Operand(NamedTuple):
    """One side of a quotient: an expression, and the cells that must hold numbers.

    ``hundreds`` is how many times it must be multiplied by 100 to be in percent: 1 for a percent-formatted cell.
    """

    expression: str
    hundreds: int
    cells: str
    size: int


def cell_operand(ref: CellRef, percent: bool) -> Operand:
    """Return a computed cell as an operand; ``percent`` where it is percent-formatted and holds a hundredth."""
    return Operand(ref.a1, int(percent), ref.a1, 1)


def ratio_operand(top: Sequence[Nilai], bottom: Sequence[Nilai], sheet: str) -> Operand:
    """Return realisasi over target, or spent over pagu, from the inputs themselves."""
    refs = [cell(each.ref, sheet) for each in (*top, *bottom)]
    if len(top) == len(bottom) == 1:
        above, below = _operands(top[0], bottom[0], sheet)
    else:
        above, below = (f"SUM({','.join(cell(each.ref, sheet) for each in side)})" for side in (top, bottom))
    return Operand(f"({above}/{_bracketed(below)})", 1, ",".join(refs), len(refs))


def mean_operand(cells: Sequence[tuple[CellRef, bool]]) -> Operand | None:
    """Return the mean of computed cells, each with whether it is percent-formatted; None past Excel's limit."""
    percents = {percent for _, percent in cells}
    if len(percents) == 1:
        parts = _ranges([ref for ref, _ in cells])
        hundreds = int(percents == {True})
    else:
        parts = [f"{ref.a1}*100" if percent else ref.a1 for ref, percent in cells]
        hundreds = 0
    if len(parts) > _MOST_ARGUMENTS:
        return None
    return Operand(f"AVERAGE({','.join(parts)})", hundreds, ",".join(_ranges([ref for ref, _ in cells])), len(cells))


def _ranges(refs: Sequence[CellRef]) -> list[str]:
    """Return cells of one column as addresses, neighbours joined: "E3:E7", "E9"."""
    runs: list[list[CellRef]] = []
    for ref in sorted(refs, key=lambda each: each.row):
        if runs and runs[-1][-1].row == ref.row - 1:
            runs[-1].append(ref)
        else:
            runs.append([ref])
    return [run[0].a1 if len(run) == 1 else f"{run[0].a1}:{run[-1].a1}" for run in runs]


def _scaled(expression: str, hundreds: int) -> str:
    """Return an expression times 100 to a power."""
    if not hundreds:
        return expression
    return f"{expression}*{100**hundreds}" if hundreds > 0 else f"{expression}/{100**-hundreds}"


def average(mean: Operand, percent: bool) -> str:
    """Return the formula of a mean row's cell."""
    formula = _scaled(mean.expression, mean.hundreds - percent)
    return f'IF(COUNT({mean.cells})>0,{formula},"")'


def efisiensi(achieved: Operand, absorbed: Operand, percent: bool) -> str:
    """Return capaian over serapan, in percent unless the cell is percent-formatted."""
    hundreds = achieved.hundreds - absorbed.hundreds + (not percent)
    formula = _scaled(f"{achieved.expression}/{absorbed.expression}", hundreds)
    condition = f"COUNT({achieved.cells},{absorbed.cells})={achieved.size + absorbed.size}"
    return f'IF({condition},{formula},"")'


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


def status(efisiensi_cell: str, percent: bool, ketentuan: Ketentuan) -> str:
    """Return the label of a tingkat efisiensi, judged at 2 decimals (RUMUS 5)."""
    value = f"{efisiensi_cell}*100" if percent else efisiensi_cell
    labels = f"{_text(ketentuan.efisien)},{_text(ketentuan.tidak_efisien)}"
    return f'IF(ISNUMBER({efisiensi_cell}),IF(ROUND({value},2)>={ketentuan.batas_efisien},{labels}),"")'
