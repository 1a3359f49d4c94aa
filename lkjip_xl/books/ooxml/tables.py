"""Where Excel's own tables (ListObjects) stand on a sheet."""

from lkjip_xl.books.ooxml.cells import area
from lkjip_xl.books.ooxml.package import Package
from lkjip_xl.books.ooxml.xml import Part
from lkjip_xl.table import Area


def table_areas(package: Package, sheet: str) -> tuple[Area, ...]:
    """Return the areas of the tables a sheet's part points to; raises UnusableFileError where one is broken."""
    parts = (package.get(relation.target) for relation in package.relations(sheet) if relation.kind == "table")
    return tuple(_area(package.part(name)) for name in parts if name)


def _area(part: Part) -> Area:
    try:
        return area(part.tree().get("ref", ""))
    except ValueError as fault:
        raise part.damaged() from fault
