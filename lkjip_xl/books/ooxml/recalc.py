"""The workbook's request to be calculated afresh when Excel next opens it."""

from lkjip_xl.books.ooxml.xml import Element, insert_in_order, namespace

ORDER = (
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
    "calcPr",
)
_REQUEST = "fullCalcOnLoad"


def ask_recalculation(workbook: Element) -> bool:
    """Set the request; return whether it was not there yet."""
    settings = workbook.find(f"{namespace(workbook)}calcPr")
    if settings is None:
        settings = workbook.makeelement(f"{namespace(workbook)}calcPr")
        insert_in_order(workbook, settings, ORDER)
    if settings.get(_REQUEST) == "1":
        return False
    settings.set(_REQUEST, "1")
    return True


def forget_recalculation(workbook: Element) -> None:
    """Take the request out again, and the element that holds nothing else."""
    settings = workbook.find(f"{namespace(workbook)}calcPr")
    if settings is not None:
        settings.attrib.pop(_REQUEST, None)
        if not settings.attrib:
            workbook.remove(settings)
