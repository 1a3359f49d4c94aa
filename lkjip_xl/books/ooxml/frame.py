"""A worksheet without its cells: all that marks change, small however much the sheet holds."""

import re
from typing import NamedTuple

from lxml import etree

from lkjip_xl.books.ooxml.xml import Element

_CELLS = b"sheetData"
_ROOT = re.compile(rb"<(?P<name>(?:[\w.-]++:)?worksheet)(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+>")
_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^?>]*+\?>\s*+")
_END = re.compile(rb"</(?:[\w.-]++:)?sheetData\s*+>|<(?:[\w.-]++:)?sheetData\s*+(?P<empty>/)>")
_PLAIN = re.compile(rb"encoding\s*=\s*[\"']utf-8[\"']", re.IGNORECASE)


class Frame(NamedTuple):
    """The bytes of a worksheet in three: up to its root's start tag, from there to the end of its cells, the rest."""

    head: bytes
    cells: bytes
    tail: bytes

    @property
    def rest(self) -> bytes:
        """The sheet without its cells, a part that can be parsed by itself."""
        return self.head + self.tail

    def with_rest(self, root: Element) -> bytes:
        """Return the whole sheet with another rest, given as the tree of one; the cells stay byte for byte."""
        written = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
        start = _ROOT.match(written)
        assert start is not None
        inside = b"</" + start["name"] + b">" if start[0].endswith(b"/>") else written[start.end() :]
        return self.head + self.cells + inside


def split(data: bytes) -> Frame | None:
    """Return a worksheet in three, None where its bytes alone do not tell surely where its cells end.

    That is so where comments, character data or instructions could hold what looks like a tag, where the name of the
    cells' element stands anywhere else too, and in any encoding but UTF-8.
    """
    declared = _DECLARATION.match(data)
    begin = declared.end() if declared else 0
    if declared and b"encoding" in declared[0] and not _PLAIN.search(declared[0]):
        return None
    root = _ROOT.match(data, begin)
    if root is None or data.find(b"<!", begin) >= 0 or data.find(b"<?", begin) >= 0:
        return None
    last = _END.search(data, data.rfind(b"<", 0, data.rfind(_CELLS)))
    if last is None or data.count(_CELLS) != (1 if last["empty"] else 2):
        return None
    return Frame(data[: root.end()], data[root.end() : last.end()], data[last.end() :])
