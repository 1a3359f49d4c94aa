"""The package as it will be saved: the original's parts under the changes made so far."""

from collections.abc import Callable, Container
from functools import partial
from posixpath import dirname, relpath
from posixpath import join as join_path

from lkjip_xl.books.ooxml.frame import split
from lkjip_xl.books.ooxml.package import CONTENT_TYPES, Package, Relationship, drop_part, plain, relations_in
from lkjip_xl.books.ooxml.verify import Revision, Scrub
from lkjip_xl.books.ooxml.xml import Element, Part, serialise
from lkjip_xl.pesan import UnusableFileError

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"


class Draft:
    """Parts that can be read, changed, made and dropped; the revision notes what the check must know."""

    def __init__(self, package: Package, revision: Revision) -> None:
        self.package = package
        self.revision = revision

    @property
    def berkas(self) -> str:
        """The file name a user knows the workbook by."""
        return self.package.archive.berkas

    def get(self, name: str) -> str | None:
        """Return the part a name means, whatever its case, None where there is none (any more)."""
        made = next((part for part in self.revision.made if plain(part) == plain(name)), None)
        found = made or self.package.get(name)
        return None if found in self.revision.dropped else found

    def free_name(self, folder: str, stem: str, given_up: Container[str | None] = ()) -> str:
        """Return a part name no part has, those given up aside: "xl/tables/table3.xml"."""
        number, name = 1, join_path(folder, f"{stem}1.xml")
        while (taken := self.get(name)) and taken not in given_up:
            number += 1
            name = join_path(folder, f"{stem}{number}.xml")
        return taken or name

    def data(self, part: str) -> bytes:
        """Return a part's content; raises UnusableFileError where it is broken."""
        return self.revision.changed.get(part) or self.package.archive.content(part)

    def tree(self, part: str) -> Element:
        """Return the root of a part's tree; raises UnusableFileError where it is broken."""
        if part in self.revision.changed:
            return Part(self.berkas, part, self.revision.changed[part]).tree()
        return self.package.part(part).tree()

    def keep(self, part: str, root: Element, scrub: Scrub) -> None:
        """Change a part; ``scrub`` takes the change out of its tree again."""
        self._keep(part, serialise(root), scrub)

    def _keep(self, part: str, data: bytes, scrub: Scrub) -> None:
        self.revision.changed[part] = data
        scrubs = self.revision.scrubs.get(part, ())
        if scrub not in scrubs:
            self.revision.scrubs[part] = (*scrubs, scrub)

    def change_frame(self, sheet: str, edit: Callable[[Element], object], scrub: Scrub) -> None:
        """Edit a worksheet's tree in place but for its cells, which stay as they are to the byte."""
        frame = split(self.data(sheet))
        if frame is None:
            self.change(sheet, edit, scrub)
            return
        root = Part(self.berkas, sheet, frame.rest).tree()
        edit(root)
        self._keep(sheet, frame.with_rest(root), scrub)

    def change(self, part: str, edit: Callable[[Element], object], scrub: Scrub) -> None:
        """Edit a part's tree in place and keep it."""
        root = self.tree(part)
        edit(root)
        self.keep(part, root, scrub)

    def make(self, part: str, root: Element, content_type: str | None = None) -> None:
        """Write a part that is wholly ours, new or in the place of an earlier one; its type is declared once."""
        self.revision.dropped.discard(part)
        self.revision.made[part] = None
        self.revision.changed[part] = serialise(root)
        if content_type:
            self._declare(part, content_type)

    def _declare(self, part: str, content_type: str) -> None:
        entry = f"{{{_PACKAGE}/content-types}}Override"

        def edit(root: Element) -> None:
            declared = [each for each in root.findall(entry) if plain(each.get("PartName", "")) == plain(part)]
            if [each.get("ContentType") for each in declared] != [content_type]:
                drop_part(part, "", root)
                root.append(root.makeelement(entry, {"PartName": f"/{part}", "ContentType": content_type}))

        self.change(self._types(), edit, partial(drop_part, part, ""))

    def _types(self) -> str:
        return self.package.find(CONTENT_TYPES)

    def drop(self, part: str, source: str | None = None) -> None:
        """Drop a part with its relationships and its mentions: among the types, and where ``source`` leads to it."""
        relations = self.get(relations_name(part))
        for name in (part, *([relations] if relations else ())):
            self.revision.dropped.add(name)
            self.revision.made.pop(name, None)
            self.revision.changed.pop(name, None)
            for check in [key for key in self.revision.checks if key[0] == name]:
                del self.revision.checks[check]
        holder = self.get(relations_name(source)) if source is not None else None
        for mentions, owner in ((self._types(), ""), (holder, source or "")):
            if mentions:
                scrub = partial(drop_part, part, owner)
                self.change(mentions, scrub, scrub)

    def relations(self, part: str) -> list[Relationship]:
        """Return a part's relationships to other parts; "" is the file itself."""
        holder = self.get(relations_name(part))
        if holder and holder in self.revision.changed:
            return relations_in(self.tree(holder), part)
        return self.package.relations(part) if holder else []

    def relate(self, part: str, kind: str, target: str, space: str) -> str:
        """Add a relationship to a part that has some already and return its id."""
        holder = self.get(relations_name(part))
        if holder is None:
            raise UnusableFileError("bagian_hilang", berkas=self.berkas, bagian=relations_name(part))
        root = self.tree(holder)
        taken = {relation.get("Id") for relation in root}
        number = next(number for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        root.append(_relation(root, f"rId{number}", f"{office_space(space)}/{kind}", relative(part, target)))
        self.keep(holder, root, partial(drop_part, target, part))
        return f"rId{number}"

    def orphans(self, part: str) -> list[str]:
        """Return the parts that only this one leads to, however indirectly."""
        elsewhere = self._reach("", without=part)
        return sorted(self._reach(part) - elsewhere - {part})

    def _reach(self, start: str, without: str | None = None) -> set[str]:
        reached: set[str] = set()
        waiting = [start]
        while waiting:
            for relation in self.relations(waiting.pop()):
                target = self.get(relation.target)
                if target and target not in reached:
                    reached.add(target)
                    waiting += [target] if target != without else []
        return reached


def relations_name(part: str) -> str:
    """Return the name of the part that holds a part's relationships."""
    folder, _, leaf = part.rpartition("/")
    return join_path(folder, "_rels", f"{leaf}.rels")


def office_space(space: str) -> str:
    """Return the namespace of relationships that goes with a "{main}" namespace, Transitional or Strict."""
    return _STRICT_OFFICE if "purl.oclc.org" in space else _OFFICE


def relative(part: str, target: str) -> str:
    """Return how a part's relationship names another part."""
    return relpath(f"/{target}", dirname(f"/{part}"))


def _relation(root: Element, relation_id: str, kind: str, target: str) -> Element:
    attributes = {"Id": relation_id, "Type": kind, "Target": target}
    return root.makeelement(f"{{{_PACKAGE}/relationships}}Relationship", attributes)
