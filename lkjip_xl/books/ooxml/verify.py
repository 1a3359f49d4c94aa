"""After a save: nothing but the plan may differ between the original and the result."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy, deepcopy

from lxml import etree

from lkjip_xl.books.ooxml.archive import Archive
from lkjip_xl.books.ooxml.frame import split
from lkjip_xl.books.ooxml.styles import StyleSheet
from lkjip_xl.books.ooxml.touched import Touched
from lkjip_xl.books.ooxml.xml import Element, Part
from lkjip_xl.pesan import UnusableFileError

Scrub = Callable[[Element], object]
Check = Callable[[Part], list[str]]
"""Names what in a part of the result is not as planned."""


class UnplannedDifferenceError(Exception):
    """The result differs from the original where nothing was planned: a bug, so nothing is saved."""


class Revision:
    """The parts that changed, with what takes the planned changes out of each part's tree again.

    ``made`` are the parts that are wholly ours, in the order they were made; ``checks`` are by part and purpose.
    """

    def __init__(self) -> None:
        self.changed: dict[str, bytes] = {}
        self.scrubs: dict[str, tuple[Scrub, ...]] = {}
        self.sheets: dict[str, Touched] = {}
        self.dropped: set[str] = set()
        self.made: dict[str, None] = {}
        self.checks: dict[tuple[str, str], Check] = {}
        self.styles: str | None = None

    @contextmanager
    def all_or_none(self) -> Iterator[None]:
        """Forget what is noted inside when it ends in an error."""
        before = {name: copy(held) for name, held in vars(self).items()} | {"sheets": deepcopy(self.sheets)}
        try:
            yield
        except BaseException:
            vars(self).update(before)
            raise


def verify(original: Archive, revision: Revision, result: bytes) -> None:
    """Compare the result, as read back from disk, with the original; raises UnplannedDifferenceError."""
    try:
        after = Archive(original.berkas, result)
        expected = [name for name in original.entries if name not in revision.dropped]
        expected += [name for name in revision.changed if name not in original.entries]
        _require(list(after.entries) == expected, "list of parts")
        _require(all(name in revision.changed for name, _ in revision.checks), "checks")
        styles = Part(original.berkas, revision.styles, after.content(revision.styles)) if revision.styles else None
        formats = StyleSheet(styles.root).formats if styles else []
        for name in expected:
            if name in revision.changed:
                _verify_changed(original, after, name, revision, formats)
            else:
                _require(_fingerprint(original, name) == _fingerprint(after, name), name)
    except UnusableFileError as fault:
        raise UnplannedDifferenceError(str(fault)) from fault


def _require(agrees: bool, where: str) -> None:
    if not agrees:
        raise UnplannedDifferenceError(where)


def _fingerprint(archive: Archive, name: str) -> tuple[object, ...]:
    info = archive.entries[name]
    return info.CRC, info.file_size, info.date_time, info.compress_type, archive.packed(name)


def _verify_changed(original: Archive, after: Archive, name: str, revision: Revision, formats: list[str]) -> None:
    content = after.content(name)
    _require(content == revision.changed[name], name)
    before = Part(original.berkas, name, original.content(name)) if name not in revision.made else None
    result = Part(original.berkas, name, content)
    if before and name not in revision.sheets:
        before, result = _without_same_cells(before, result)
    unmet = revision.sheets[name].unmet(result.root, formats) if name in revision.sheets else []
    unmet += [place for (part, _), check in revision.checks.items() if part == name for place in check(result)]
    _require(not unmet, f"{name}: {' '.join(unmet)}")
    if before:
        for scrub in revision.scrubs[name]:
            scrub(before.root)
            scrub(result.root)
        _require(_says_the_same(before.root, result.root), name)


def _without_same_cells(before: Part, result: Part) -> tuple[Part, Part]:
    """Return two worksheets without their cells where those are the same to the byte: only the rest is to compare."""
    ours, theirs = split(before.data), split(result.data)
    if ours is None or theirs is None or ours.cells != theirs.cells:
        return before, result
    return Part(before.berkas, before.label, ours.rest), Part(result.berkas, result.label, theirs.rest)


def _says_the_same(one: Element, other: Element) -> bool:
    """Compare two trees as they are written, which is quick, and canonically where that differs."""
    written, again = (etree.tostring(root, encoding="UTF-8", xml_declaration=False) for root in (one, other))
    return written == again or _canonical(one) == _canonical(other)


def _canonical(root: Element) -> bytes:
    try:
        return etree.tostring(root, method="c14n")
    except etree.C14NError:  # a name space that is no address has no canonical form
        return etree.tostring(root)
