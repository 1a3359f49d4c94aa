"""Finding parts by their relationships: names are never guessed."""

from functools import cached_property
from posixpath import dirname, normpath
from posixpath import join as join_path
from typing import NamedTuple
from urllib.parse import unquote

from lkjip_xl.books.ooxml.archive import Archive
from lkjip_xl.books.ooxml.source import other_kind
from lkjip_xl.books.ooxml.xml import Element, Part
from lkjip_xl.pesan import UnusableFileError

CONTENT_TYPES = "[Content_Types].xml"
MAX_CELLS = 2_000_000
_MARKS_OF_A_CELL = 6  # the "<" and "=" of <c r="A1" s="3"><v>1</v></c>
_WORKBOOK_TYPES = (
    "spreadsheetml.sheet.main+xml",
    "spreadsheetml.template.main+xml",
    "ms-excel.sheet.macroEnabled.main+xml",
    "ms-excel.template.macroEnabled.main+xml",
    "ms-excel.addin.macroEnabled.main+xml",
)


class Relationship(NamedTuple):
    """One relationship of a part; ``kind`` is the last word of its type, ``target`` an entry name."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of one Open Packaging file."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._names = {plain(name): name for name in archive.entries}
        self._marks: dict[str, int] = {}
        self._relations: dict[str, list[Relationship]] = {}

    def get(self, name: str) -> str | None:
        """Return the entry a part name means, whatever its case, None where there is none."""
        return self._names.get(plain(name))

    def find(self, name: str) -> str:
        """Return the entry a part name means; raises UnusableFileError ("bagian_hilang")."""
        found = self.get(name)
        if found is None:
            raise UnusableFileError("bagian_hilang", berkas=self.archive.berkas, bagian=name)
        return found

    def part(self, name: str, label: str | None = None) -> Part:
        """Return a part to be parsed; ``label`` is how messages call it, its name by default.

        Raises UnusableFileError ("terlalu_banyak_sel") where the parts asked for so far hold more elements and
        attributes than can be parsed in reasonable time and memory.
        """
        content = self.archive.content(name, label)
        if name not in self._marks:
            self._marks[name] = content.count(b"<") + content.count(b"=")
        if sum(self._marks.values()) > MAX_CELLS * _MARKS_OF_A_CELL:
            batas = f"{MAX_CELLS:,}".replace(",", ".")
            raise UnusableFileError("terlalu_banyak_sel", berkas=self.archive.berkas, batas=batas)
        return Part(self.archive.berkas, label or name, content)

    def relations_part(self, part: str) -> str | None:
        """Return the entry that holds a part's relationships, None where it has none."""
        folder, _, leaf = part.rpartition("/")
        return self.get(join_path(folder, "_rels", f"{leaf}.rels"))

    def relations(self, part: str) -> list[Relationship]:
        """Return a part's relationships to other parts of the file; "" is the file itself."""
        if part not in self._relations:
            holder = self.relations_part(part)
            self._relations[part] = relations_in(self.part(holder).tree(), part) if holder else []
        return self._relations[part]

    @cached_property
    def workbook(self) -> str:
        """The entry of the workbook part.

        Raises UnusableFileError ("bukan_lembar_kerja", "bagian_hilang").
        """
        types = self._content_types()
        if not any(content_type.endswith(_WORKBOOK_TYPES) for content_type in types):
            mimetype = self.archive.content("mimetype") if "mimetype" in self.archive.entries else b""
            jenis = other_kind(types, mimetype)
            raise UnusableFileError("bukan_lembar_kerja", berkas=self.archive.berkas, jenis=jenis)
        self.find("_rels/.rels")
        for relation in self.relations(""):
            if relation.kind == "officeDocument":
                return self.find(relation.target)
        raise UnusableFileError("bagian_hilang", berkas=self.archive.berkas, bagian="xl/workbook.xml")

    def _content_types(self) -> list[str]:
        if self.get(CONTENT_TYPES) is None and self.get("_rels/.rels") is None:
            return []
        root = self.part(self.find(CONTENT_TYPES)).tree()
        return [entry.get("ContentType", "") for entry in root.iterchildren("*")]


def relations_in(root: Element, part: str) -> list[Relationship]:
    """Return the relationships to other parts that the tree of a part's relationships holds."""
    return [
        Relationship(relation.get("Id", ""), kind_of(relation), resolve(part, relation.get("Target", "")))
        for relation in root.iterchildren("{*}Relationship")
        if relation.get("TargetMode") != "External"
    ]


def kind_of(relation: Element) -> str:
    """Return the last word of a relationship's type: Transitional and Strict differ in what precedes it."""
    return relation.get("Type", "").rpartition("/")[2]


def resolve(part: str, target: str) -> str:
    """Return the entry name a relationship of ``part`` points to; targets are absolute or relative."""
    return normpath(join_path("/", dirname(part), unquote(target))).lstrip("/")


def relation_id(element: Element) -> str | None:
    """Return an element's r:id, in whichever of the two relationship namespaces it stands."""
    for name, value in element.attrib.items():
        if str(name).endswith("/relationships}id"):
            return str(value)
    return None


def drop_part(part: str, source: str, root: Element) -> None:
    """Take a part out of the tree that declares it: ``source``'s relationships or the content types."""
    for relation in root.findall("{*}Relationship"):
        if relation.get("TargetMode") != "External" and plain(resolve(source, relation.get("Target", ""))) == plain(
            part
        ):
            root.remove(relation)
    for override in root.findall("{*}Override"):
        if plain(override.get("PartName", "")) == plain(part):
            root.remove(override)


def plain(name: str) -> str:
    """Return a part name in the one spelling its others share: names differ in case and slashes only by accident."""
    return name.replace("\\", "/").lstrip("/").lower()
