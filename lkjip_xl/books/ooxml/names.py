"""The defined names of a workbook: put in where Excel would sort them, and taken out again."""

from collections.abc import Callable

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


def put_in(workbook: Element, name: str, formula: str, sheet: int, *, hidden: bool = False) -> None:
    """Define a name of one sheet, given by its position among all sheets."""
    space = namespace(workbook)
    holder = workbook.find(f"{space}definedNames")
    if holder is None:
        holder = workbook.makeelement(f"{space}definedNames")
        insert_in_order(workbook, holder, ORDER)
    made = holder.makeelement(f"{space}definedName", {"name": name, "localSheetId": str(sheet)})
    made.attrib.update({"hidden": "1"} if hidden else {})
    made.text = formula
    names = list(holder.iterchildren(f"{space}definedName"))
    later = (holder.index(other) for other in names if _order(other) > _order(made))
    holder.insert(next(later, len(holder)), made)


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
