"""After a save: nothing but the plan may differ between the original and the result."""

from collections.abc import Callable

from lxml import etree

from lkjip_xl.books.ooxml.archive import Archive
from lkjip_xl.books.ooxml.styles import StyleSheet
from lkjip_xl.books.ooxml.touched import Touched
from lkjip_xl.books.ooxml.xml import Element, Part
from lkjip_xl.pesan import UnusableFileError

Scrub = Callable[[Element], None]


class UnplannedDifferenceError(Exception):
    """The result differs from the original where nothing was planned: a bug, so nothing is saved."""


class Revision:
    """The parts that changed, with what takes the planned change out of each part's tree again."""

    def __init__(self) -> None:
        self.changed: dict[str, bytes] = {}
        self.scrubs: dict[str, Scrub] = {}
        self.sheets: dict[str, Touched] = {}
        self.dropped: set[str] = set()
        self.styles: str | None = None


def verify(original: Archive, revision: Revision, result: bytes) -> None:
    """Compare the result, as read back from disk, with the original; raises UnplannedDifferenceError."""
    try:
        after = Archive(original.berkas, result)
        expected = [name for name in original.entries if name not in revision.dropped]
        _require(list(after.entries) == expected, "list of parts")
        formats = StyleSheet(_tree(after, revision.styles)).formats if revision.styles else []
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


def _tree(archive: Archive, name: str) -> Element:
    return Part(archive.berkas, name, archive.content(name)).tree()


def _verify_changed(original: Archive, after: Archive, name: str, revision: Revision, formats: list[str]) -> None:
    result = _tree(after, name)
    if name in revision.sheets:
        unmet = revision.sheets[name].unmet(result, formats)
        _require(not unmet, f"{name}: {' '.join(unmet)}")
    scrub = revision.scrubs[name]
    _require(_canonical(_tree(original, name), scrub) == _canonical(result, scrub), name)


def _canonical(root: Element, scrub: Scrub) -> bytes:
    scrub(root)
    try:
        return etree.tostring(root, method="c14n")
    except etree.C14NError:  # a name space that is no address has no canonical form
        return etree.tostring(root)
