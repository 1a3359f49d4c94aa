"""Puts a sheet of ours into a workbook, in the place of an earlier one or after all others."""

from collections.abc import Collection
from decimal import Decimal
from functools import partial
from posixpath import dirname
from posixpath import join as join_path

from lxml import etree

from lkjip_xl.books.ooxml.columns import area_text
from lkjip_xl.books.ooxml.draft import Draft, office_space, relations_name, relative
from lkjip_xl.books.ooxml.grid import number_text
from lkjip_xl.books.ooxml.looks import Looks
from lkjip_xl.books.ooxml.names import Name, is_built_in, put_in, take_out, taken
from lkjip_xl.books.ooxml.sheet_xml import SheetXml, table_xml
from lkjip_xl.books.ooxml.strings import encode
from lkjip_xl.books.ooxml.workbook import Tab, make_sheet, place, tabs
from lkjip_xl.books.ooxml.xml import Element, Part, namespace, whole
from lkjip_xl.rencana import SheetCell, SheetReplace, TableArea
from lkjip_xl.table import address

_TABLE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def graft(draft: Draft, change: SheetReplace, looks: Looks) -> None:
    """Carry out one SheetReplace; what only the earlier sheet led to is dropped with it."""
    tab = place(draft, change.name)
    assert tab.part is not None
    old = draft.tree(tab.part) if draft.get(tab.part) else None
    orphans = draft.orphans(tab.part) if old is not None else []
    space = namespace(draft.tree(draft.package.workbook))
    kept = _graft_table(draft, tab.part, change.table, space, orphans) if change.table else ()
    _clear(draft, tab.part, orphans, kept)
    relation = "rId1" if change.table else None
    make_sheet(draft, tab, SheetXml(change, space, looks, old).build(relation))
    draft.change(
        draft.package.workbook, partial(_name, tab, change), partial(take_out, unwanted=is_built_in(tab.posisi))
    )
    draft.revision.checks[tab.part, "lembar"] = partial(_unmet, change)


def _clear(draft: Draft, part: str, orphans: Collection[str], kept: Collection[str]) -> None:
    """Drop what the earlier sheet led to, but for the parts made anew in the same place."""
    relations = draft.get(relations_name(part))
    for name in (*orphans, *([relations] if relations else ())):
        if name not in kept:
            draft.drop(name)


def _graft_table(
    draft: Draft, sheet: str, table: TableArea, space: str, orphans: Collection[str | None]
) -> tuple[str, str]:
    """Make the table's part and the sheet's relationships, "rId1" to the table, and return both parts."""
    numbers, names = _other_tables(draft, orphans)
    names |= taken(draft.tree(draft.package.workbook))
    part = draft.free_name(join_path(dirname(draft.package.workbook), "tables"), "table", orphans)
    draft.make(part, table_xml(table, _free(table.name, names), max(numbers, default=0) + 1, space), _TABLE)
    root = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})
    attributes = {"Id": "rId1", "Type": f"{office_space(space)}/table", "Target": relative(sheet, part)}
    etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", attributes)
    relations = draft.get(relations_name(sheet)) or relations_name(sheet)
    draft.make(relations, root)
    draft.revision.checks[part, "tabel"] = partial(_table_unmet, table)
    return part, relations


def _other_tables(draft: Draft, orphans: Collection[str | None]) -> tuple[set[int], set[str]]:
    """Return the numbers and the names, in small letters, of all tables of the workbook."""
    sheets = [tab.part for tab in tabs(draft) if tab.part and draft.get(tab.part)]
    targets = [relation.target for part in sheets for relation in draft.relations(part) if relation.kind == "table"]
    roots = [draft.tree(part) for part in map(draft.get, targets) if part and part not in orphans]
    names = {root.get(name, "").casefold() for root in roots for name in ("name", "displayName")}
    return {whole(root, "id") for root in roots}, names


def _free(name: str, names: set[str]) -> str:
    number, free = 1, name
    while free.casefold() in names:
        number += 1
        free = f"{name}{number}"
    return free


def _name(tab: Tab, change: SheetReplace, workbook: Element) -> None:
    take_out(workbook, is_built_in(tab.posisi))
    if change.cetak:
        quoted = tab.name.replace("'", "''")
        first, last = change.cetak.repeat
        put_in(workbook, [Name("_xlnm.Print_Titles", f"'{quoted}'!${first}:${last}", tab.posisi)])


def _unmet(change: SheetReplace, part: Part) -> list[str]:
    """Return the addresses of cells that do not hold what was planned."""
    found = {cell.get("r", ""): "".join(map(str, cell.itertext())) for cell in part.root.iter("{*}c")}
    planned = {address(cell.row, cell.column): _stored(cell) for cell in change.cells}
    return sorted(place for place in found.keys() | planned if found.get(place) != planned.get(place))


def _table_unmet(table: TableArea, part: Part) -> list[str]:
    root = part.root
    titles = tuple(column.get("name") for column in root.iterfind("{*}tableColumns/{*}tableColumn"))
    return [] if (root.get("ref"), titles) == (area_text(table.area), table.titles) else [table.name]


def _stored(cell: SheetCell) -> str:
    value = number_text(cell.value) if isinstance(cell.value, Decimal) else encode(cell.value)
    return f"{cell.formula or ''}{value}"
