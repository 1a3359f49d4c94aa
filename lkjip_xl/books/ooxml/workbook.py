"""The list of sheets in the workbook part: which stand where, in all their kinds."""

from functools import partial
from posixpath import dirname
from posixpath import join as join_path
from typing import NamedTuple

from lkjip_xl.books.ooxml.draft import Draft, office_space
from lkjip_xl.books.ooxml.package import relation_id
from lkjip_xl.books.ooxml.xml import Element, is_true, namespace, whole
from lkjip_xl.pesan import UnusableFileError

_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


class Tab(NamedTuple):
    """One sheet of any kind: its name, its position among all sheets, and its part, None where it is lost."""

    name: str
    posisi: int
    kind: str
    part: str | None


def tabs(draft: Draft) -> list[Tab]:
    """Return all sheets of the draft in tab order."""
    workbook = draft.package.workbook
    relations = {relation.id: relation for relation in draft.relations(workbook)}
    found = []
    for index, entry in enumerate(_entries(draft.tree(workbook))):
        relation = relations.get(relation_id(entry) or "")
        part = draft.get(relation.target) if relation else None
        found.append(Tab(entry.get("name", ""), index, relation.kind if relation else "", part))
    return found


def find_tab(draft: Draft, name: str) -> Tab | None:
    """Return the sheet Excel would know by a name: case makes no difference."""
    return next((tab for tab in tabs(draft) if tab.name.casefold() == name.casefold()), None)


def require_place(draft: Draft, name: str) -> None:
    """Raise UnusableFileError where a sheet can neither be replaced nor added.

    "lembar_lain": what bears the name is no worksheet; "struktur_dikunci": no sheet may be added.
    """
    tab = find_tab(draft, name)
    if tab is not None and (tab.kind != "worksheet" or tab.part is None):
        raise UnusableFileError("lembar_lain", berkas=draft.berkas, lembar=tab.name)
    root = draft.tree(draft.package.workbook)
    protection = root.find(f"{namespace(root)}workbookProtection")
    if tab is None and protection is not None and is_true(protection, "lockStructure"):
        raise UnusableFileError("struktur_dikunci", berkas=draft.berkas, lembar=name)


def place(draft: Draft, name: str) -> Tab:
    """Return the sheet of a name, shown; where there is none, a new one after all others, its part still to make."""
    tab = find_tab(draft, name)
    workbook = draft.package.workbook
    if tab is not None:
        draft.change(workbook, partial(_show, tab.name), partial(_show, tab.name))
        return tab
    root = draft.tree(workbook)
    part = draft.free_name(join_path(dirname(workbook), "worksheets"), "sheet")
    relation = draft.relate(workbook, "worksheet", part, namespace(root))
    _append(root, name, relation)
    draft.keep(workbook, root, partial(_forget, name))
    return Tab(name, len(_entries(root)) - 1, "worksheet", part)


def make_sheet(draft: Draft, tab: Tab, root: Element) -> None:
    """Write a sheet's part whole."""
    assert tab.part is not None
    draft.make(tab.part, root, _WORKSHEET)


def _entries(root: Element) -> list[Element]:
    return root.findall(f"{namespace(root)}sheets/{namespace(root)}sheet")


def _show(name: str, root: Element) -> None:
    for entry in _entries(root):
        if entry.get("name") == name:
            entry.attrib.pop("state", None)


def _append(root: Element, name: str, relation: str) -> None:
    holder = root.find(f"{namespace(root)}sheets")
    assert holder is not None
    numbers = [whole(entry, "sheetId") for entry in _entries(root)]
    made = holder.makeelement(f"{namespace(root)}sheet", {"name": name, "sheetId": str(max(numbers, default=0) + 1)})
    made.set(f"{{{office_space(namespace(root))}}}id", relation)
    holder.append(made)


def _forget(name: str, root: Element) -> None:
    for entry in _entries(root):
        if entry.get("name") == name:
            holder = entry.getparent()
            assert holder is not None
            holder.remove(entry)
