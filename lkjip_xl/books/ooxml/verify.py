"""After a save: nothing but the plan may differ between the original and the result."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import copy, deepcopy

from lxml import etree

from lkjip_xl.books.ooxml.archive import Archive
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
        formats = StyleSheet(_tree(after, revision.styles)).formats if revision.styles else []
        for name in expected:
            if name in revision.made:
                _require(after.content(name) == revision.changed[name], name)
            elif name in revision.changed:
                _verify_changed(original, after, name, revision, formats)
            else:
                _require(_fingerprint(original, name) == _fingerprint(after, name), name)
        for (name, _), check in revision.checks.items():
            unmet = check(Part(original.berkas, name, after.content(name)))
            _require(not unmet, f"{name}: {' '.join(unmet)}")
    except UnusableFileError as fault:
        raise UnplannedDifferenceError(str(fault)) from fault


def _require(agrees: bool, where: str) -> None:
    if not agrees:
        raise UnplannedDifferenceError(where)


def _fingerprint(archive: Archive, name: str) -> tuple[object, ...]:
    info = archive.entries[name]
    return info.CRC, info.file_size, info.date_time, info.compress_type, archive.packed(name)


def _tree(archive: Archive, name: str) -> Element:
    return Part(archive.berkas, name, archive.content(name)).tree()


def _verify_changed(original: Archive, after: Archive, name: str, revision: Revision, formats: list[str]) -> None:
    result = _tree(after, name)
    if name in revision.sheets:
        unmet = revision.sheets[name].unmet(result, formats)
        _require(not unmet, f"{name}: {' '.join(unmet)}")
    scrubs = revision.scrubs[name]
    _require(after.content(name) == revision.changed[name], name)
    _require(_canonical(_tree(original, name), scrubs) == _canonical(result, scrubs), name)


def _canonical(root: Element, scrubs: Iterable[Scrub]) -> bytes:
    for scrub in scrubs:
        scrub(root)
    try:
        return etree.tostring(root, method="c14n")
    except etree.C14NError:  # a name space that is no address has no canonical form
        return etree.tostring(root)
