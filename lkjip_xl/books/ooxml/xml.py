"""XML parts parsed safely: no DTD, no entities, no network, libxml2's own limits left on."""

import re
from collections.abc import Hashable
from functools import cached_property

from lxml import etree

from lkjip_xl.pesan import UnusableFileError

Element = etree._Element
TRUE = ("1", "true")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)

# Atomic groups: nothing a hostile prolog holds can make this backtrack.
_DOCTYPE = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Part:
    """One XML part under the name a user is told when it turns out broken."""

    def __init__(self, berkas: str, label: str, data: bytes) -> None:
        self.berkas = berkas
        self.label = label
        self.data = data

    def damaged(self) -> UnusableFileError:
        """Return the error for a part that breaks its format."""
        return UnusableFileError("rusak", berkas=self.berkas, bagian=self.label)

    def tree(self) -> Element:
        """Return the root of a tree of the part that may be changed, comments and white space kept.

        Raises UnusableFileError ("rusak", "xml_berbahaya").
        """
        self._refuse_doctype()
        try:
            root = etree.fromstring(self.data, _PARSER)
        except (etree.XMLSyntaxError, ValueError) as fault:
            raise self.damaged() from fault
        self._refuse_dtd(root)
        return root

    @cached_property
    def root(self) -> Element:
        """The root of a tree of the part that many may look at; raises UnusableFileError like ``tree``."""
        return self.tree()

    def _refuse_doctype(self) -> None:
        data = self.data
        if data.startswith(_UTF16_MARKS):
            data = data.decode("utf-16", "ignore").encode("utf-8", "ignore")
        if _DOCTYPE.match(data):
            raise UnusableFileError("xml_berbahaya", berkas=self.berkas, bagian=self.label)

    def _refuse_dtd(self, root: Element) -> None:
        """Catch a DOCTYPE hidden from the plain look at the bytes by a rarer encoding."""
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnusableFileError("xml_berbahaya", berkas=self.berkas, bagian=self.label)


def mentions(data: bytes, word: str) -> bool:
    """Tell whether a part's bytes hold a word at all: much quicker than its tree where they do not."""
    return any(word.encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def serialise(root: Element) -> bytes:
    """Return the bytes of a whole part, its XML declaration and standalone flag kept."""
    tree = root.getroottree()
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=tree.docinfo.standalone)


def namespace(element: Element) -> str:
    """Return the "{uri}" in front of an element's name: it differs between Transitional and Strict files."""
    uri, brace, _ = str(element.tag).rpartition("}")
    return uri + brace


def is_true(element: Element, attribute: str) -> bool:
    """Return whether a flag is set, in either of XML's spellings."""
    return element.get(attribute) in TRUE


def whole(element: Element, attribute: str, default: int = 0) -> int:
    """Return a number among the attributes, the default where it is missing or none."""
    text = element.get(attribute, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def insert_in_order(parent: Element, child: Element, order: tuple[str, ...]) -> None:
    """Insert a child where the schema's order of local names puts it."""
    name = etree.QName(child).localname
    before = {namespace(child) + other for other in order[: order.index(name)]}
    position = 0
    for index, sibling in enumerate(parent):
        if sibling.tag in before:
            position = index + 1
    parent.insert(position, child)


def remove(element: Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def meaning(element: Element) -> Hashable:
    """Return what is equal of two elements that say the same, white space between elements left aside."""
    children = tuple(map(meaning, element))
    return element.tag, tuple(sorted(element.attrib.items())), (element.text or "").strip(), children
