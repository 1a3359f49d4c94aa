"""What a formula holds beyond its own cell: shared groups, arrays, data tables."""

from collections.abc import Collection

from lkjip_xl.books.ooxml.cells import Position, area
from lkjip_xl.books.ooxml.grid import Grid
from lkjip_xl.books.ooxml.xml import Element
from lkjip_xl.table import Area, address


def array_areas(grid: Grid) -> list[Area]:
    """Return the areas filled by array formulas, spills and data tables: none of their cells stands alone."""
    areas = [
        area(formula.get("ref", "A1"))
        for formula in grid.root.iter(grid.names.formula)
        if formula.get("t") in ("array", "dataTable")
    ]
    dynamic = [row for row, holder in grid.rows().items() if holder.find(f"{grid.names.cell}[@cm]") is not None]
    return areas + [
        Area(row, column, row, column)
        for row in dynamic
        for column, cell in grid.cells(row).items()
        if cell.get("cm") is not None
    ]


def free_followers(grid: Grid, overwritten: Collection[Position]) -> set[Position]:
    """Give the followers of each shared formula about to lose its master a formula of their own.

    Returns the positions of the cells whose formula was written out.
    """
    freed: set[Position] = set()
    for master, followers in _groups(grid).items():
        if master in overwritten:
            freed.update(_write_out(grid, master, [cell for cell in followers if cell not in overwritten]))
    return freed


def _groups(grid: Grid) -> dict[Position, list[Position]]:
    """Each shared formula's master with its followers: those after it, up to the next with its number."""
    groups: dict[Position, list[Position]] = {}
    masters: dict[str, Position] = {}
    if not any(formula.get("t") == "shared" for formula in grid.root.iter(grid.names.formula)):
        return groups
    for row in grid.rows():
        for column, cell in grid.cells(row).items():
            formula = cell.find(grid.names.formula)
            if formula is None or formula.get("t") != "shared":
                continue
            number = formula.get("si", "")
            if formula.text:
                masters[number] = (row, column)
                groups[row, column] = []
            elif number in masters:
                groups[masters[number]].append((row, column))
    return groups


def _write_out(grid: Grid, master: Position, followers: list[Position]) -> list[Position]:
    from openpyxl.formula.translate import Translator

    if not followers:
        return []
    origin = Translator(f"={_formula_at(grid, master).text}", origin=address(*master))
    for follower in followers:
        formula = _formula_at(grid, follower)
        formula.text = origin.translate_formula(address(*follower)).removeprefix("=")
        for attribute in ("t", "si", "ref"):
            formula.attrib.pop(attribute, None)
    return followers


def _formula_at(grid: Grid, position: Position) -> Element:
    cell = grid.cells(position[0])[position[1]]
    return next(cell.iterchildren(grid.names.formula))
