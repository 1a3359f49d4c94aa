"""Our conditional formats: put on sheets after staff's own, and taken off again without theirs."""

from collections.abc import Iterable
from functools import partial

from lkjip_xl.books.ooxml.columns import area_text
from lkjip_xl.books.ooxml.draft import Draft
from lkjip_xl.books.ooxml.grid import ORDER
from lkjip_xl.books.ooxml.looks import Looks
from lkjip_xl.books.ooxml.names import Name, has_prefix, put_in, take_out
from lkjip_xl.books.ooxml.workbook import Tab, tabs
from lkjip_xl.books.ooxml.xml import Element, Part, insert_in_order, mentions, namespace, remove, whole
from lkjip_xl.rencana import MARK_PREFIX, Mark, MarkedSheet

_ORDER = (*ORDER, "phoneticPr", "conditionalFormatting")


def require_sheets(draft: Draft, mark: Mark) -> None:
    """Raise ValueError where a planner marks a sheet that is not there."""
    known = {tab.name for tab in tabs(draft) if tab.kind == "worksheet" and tab.part}
    for marked in mark.sheets:
        if marked.sheet not in known:
            raise ValueError(f"no worksheet {marked.sheet!r}")


def apply_marks(draft: Draft, mark: Mark, looks: Looks) -> None:
    """Take every mark of ours off the workbook and put the planned ones on."""
    wanted = {marked.sheet: marked for marked in mark.sheets}
    worksheets = [tab for tab in tabs(draft) if tab.kind == "worksheet" and tab.part]
    for tab in worksheets:
        _apply(draft, tab, wanted.get(tab.name), looks)
    named = [(tab.posisi, wanted[tab.name]) for tab in worksheets if tab.name in wanted]
    forget = partial(take_out, unwanted=has_prefix(MARK_PREFIX))
    draft.change(draft.package.workbook, partial(_define, named), forget)
    draft.revision.checks[draft.package.workbook, "tanda"] = partial(_undefined, named)


def _define(named: Iterable[tuple[int, MarkedSheet]], workbook: Element) -> None:
    take_out(workbook, has_prefix(MARK_PREFIX))
    put_in(workbook, [Name(rule.name, rule.formula, at, hidden=True) for at, marked in named for rule in marked.rules])


def _undefined(named: Iterable[tuple[int, MarkedSheet]], part: Part) -> list[str]:
    """Return the names of marks that do not mean what they should."""
    names = part.root.iterfind("{*}definedNames/{*}definedName")
    found = {(name.get("name"), name.get("localSheetId"), name.text) for name in names}
    planned = {(rule.name, str(at), rule.formula) for at, marked in named for rule in marked.rules}
    ours = {name for name in found if (name[0] or "").startswith(MARK_PREFIX)}
    return sorted(str(name) for name, *_ in ours ^ planned)


def _apply(draft: Draft, tab: Tab, marked: MarkedSheet | None, looks: Looks) -> None:
    assert tab.part is not None
    if marked is None and not mentions(draft.data(tab.part), MARK_PREFIX):
        return
    draft.change_frame(tab.part, partial(_mark, marked, looks), wipe)
    draft.revision.checks[tab.part, "tanda"] = partial(_unmet, marked)


def _mark(marked: MarkedSheet | None, looks: Looks, root: Element) -> None:
    wipe(root)
    if marked is not None:
        _put(root, marked, looks)


def wipe(root: Element) -> None:
    """Take our rules out of a sheet's tree, and the conditional formats that hold nothing else."""
    space = namespace(root)
    for holder in root.findall(f"{space}conditionalFormatting"):
        ours = [rule for rule in holder.findall(f"{space}cfRule") if _is_ours(rule)]
        for rule in ours:
            holder.remove(rule)
        if ours and not len(holder):
            remove(holder)


def _is_ours(rule: Element) -> bool:
    """Tell our rules by their formula, one name; Excel may write its sheet in front."""
    formula = rule.findtext(f"{namespace(rule)}formula") or ""
    return formula.rpartition("!")[2].startswith(MARK_PREFIX)


def _put(root: Element, marked: MarkedSheet, looks: Looks) -> None:
    """Insert our conditional format after all others, its rules weaker than any."""
    space = namespace(root)
    others = root.findall(f"{space}conditionalFormatting")
    first = max((whole(rule, "priority") for rule in root.iter("{*}cfRule")), default=0) + 1
    made = root.makeelement(f"{space}conditionalFormatting", {"sqref": area_text(marked.area)})
    for priority, rule in enumerate(marked.rules, first):
        attributes = {"type": "expression", "dxfId": looks.conditional(rule.look), "priority": str(priority)}
        formula = made.makeelement(f"{space}formula")
        formula.text = rule.name
        made.append(made.makeelement(f"{space}cfRule", attributes))
        made[-1].append(formula)
    if others:
        others[-1].addnext(made)
    else:
        insert_in_order(root, made, _ORDER)


def _unmet(marked: MarkedSheet | None, part: Part) -> list[str]:
    """Name our marks that are not as planned: there, in their place, after all others."""
    rules = [rule for rule in part.root.iterfind("{*}conditionalFormatting/{*}cfRule") if _is_ours(rule)]
    found = [(_area_of(rule), rule.findtext("{*}formula")) for rule in rules]
    planned = [(area_text(marked.area), rule.name) for rule in marked.rules] if marked else []
    return [] if found == planned else [f"{MARK_PREFIX}*"]


def _area_of(rule: Element) -> str | None:
    holder = rule.getparent()
    return holder.get("sqref") if holder is not None else None
