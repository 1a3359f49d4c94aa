"""The defined names of a workbook: put in where Excel would sort them, and taken out again."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from lkjip_xl.books.ooxml.recalc import ORDER
from lkjip_xl.books.ooxml.xml import Element, insert_in_order, namespace, whole

_BUILT_IN = "_xlnm."


def take_out(workbook: Element, unwanted: Callable[[Element], bool]) -> None:
    """Remove the defined names that are unwanted, and the element that holds nothing else."""
    holder = workbook.find(f"{namespace(workbook)}definedNames")
    if holder is None:
        return
    for name in holder.findall(f"{namespace(workbook)}definedName"):
        if unwanted(name):
            holder.remove(name)
    if not len(holder):
        workbook.remove(holder)


class Name(NamedTuple):
    """A defined name of one sheet, given by its position among all sheets."""

    name: str
    formula: str
    sheet: int
    hidden: bool = False


def put_in(workbook: Element, names: Iterable[Name]) -> None:
    """Define names, each before the first that Excel would sort behind it."""
    space = namespace(workbook)
    holder = workbook.find(f"{space}definedNames")
    if holder is None:
        holder = workbook.makeelement(f"{space}definedNames")
        insert_in_order(workbook, holder, ORDER)
    known = [(_order(other), other) for other in holder.iterchildren(f"{space}definedName")]
    for each in names:
        made = holder.makeelement(f"{space}definedName", {"name": each.name, "localSheetId": str(each.sheet)})
        made.attrib.update({"hidden": "1"} if each.hidden else {})
        made.text = each.formula
        order = _order(made)
        place, later = next(((at, other) for at, (its, other) in enumerate(known) if its > order), (len(known), None))
        holder.insert(len(holder) if later is None else holder.index(later), made)
        known.insert(place, (order, made))


def has_prefix(prefix: str) -> Callable[[Element], bool]:
    """Return a test for names that begin so."""
    return lambda name: name.get("name", "").startswith(prefix)


def is_built_in(sheet: int) -> Callable[[Element], bool]:
    """Return a test for the names Excel itself gives to a sheet: print area, titles, filter."""
    return lambda name: name.get("name", "").startswith(_BUILT_IN) and name.get("localSheetId") == str(sheet)


def taken(workbook: Element) -> set[str]:
    """Return all defined names in small letters."""
    names = workbook.iterfind(f"{namespace(workbook)}definedNames/{namespace(workbook)}definedName")
    return {name.get("name", "").casefold() for name in names}


def _order(name: Element) -> tuple[str, int]:
    return name.get("name", "").removeprefix(_BUILT_IN).casefold(), whole(name, "localSheetId", -1)
