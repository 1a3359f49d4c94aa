"""The number format behind a cell's style, and styles cloned with another one."""

from collections.abc import Hashable
from copy import deepcopy

from lkjip_xl.books.ooxml.xml import Element, insert_in_order, meaning, namespace, remove

_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_ENTRIES = {"fonts": "font", "fills": "fill", "borders": "border", "cellXfs": "xf", "dxfs": "dxf"}
_FIRST_OWN_ID = 164
_DATE = "yyyy-mm-dd"

BUILTIN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"Rp"#,##0_);("Rp"#,##0)',
    6: '"Rp"#,##0_);[Red]("Rp"#,##0)',
    7: '"Rp"#,##0.00_);("Rp"#,##0.00)',
    8: '"Rp"#,##0.00_);[Red]("Rp"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: _DATE,
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_("Rp"* #,##0_);_("Rp"* (#,##0);_("Rp"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("Rp"* #,##0.00_);_("Rp"* (#,##0.00);_("Rp"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    59: "0",
    60: "0.00",
    61: "#,##0",
    62: "#,##0.00",
    67: "0%",
    68: "0.00%",
} | dict.fromkeys((*range(27, 37), *range(50, 59)), _DATE)  # East Asian dates, as WPS Office writes them
_IDS = {code: number for number, code in reversed(BUILTIN.items()) if number < 5 or number in (9, 10, 49)}


class StyleSheet:
    """The cell formats of styles.xml; ``formats`` holds the number format code of each by its index."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._space = namespace(root)
        codes = BUILTIN | self._own_codes()
        self.formats = [codes.get(int(xf.get("numFmtId", 0)), "General") for xf in self._xfs()]
        self._clones: dict[tuple[int, str], int] = {}
        self._original = {name: len(self._entries(name)) for name in _ENTRIES}
        self._new_ids: set[str] = set()
        self._known: dict[str, list[Hashable]] = {}

    @property
    def changed(self) -> bool:
        """Whether anything was appended."""
        return any(len(self._entries(name)) > count for name, count in self._original.items())

    def _entries(self, holder: str) -> list[Element]:
        return self.root.findall(f"{self._space}{holder}/{self._space}{_ENTRIES[holder]}")

    def append(self, holder: str, entry: Element) -> int:
        """Return the index of an entry of "fonts", "fills", "borders", "cellXfs" or "dxfs", added where it is new."""
        known = self._meanings(holder)
        if meaning(entry) in known:
            return known.index(meaning(entry))
        self._holder(holder).append(entry)
        known.append(meaning(entry))
        self._holder(holder).set("count", str(len(known)))
        if holder == "cellXfs":
            self.formats.append("General")
        return len(known) - 1

    def _meanings(self, holder: str) -> list[Hashable]:
        """Return what the entries say, worked out again only where others were added in the meantime."""
        known, element = self._known.setdefault(holder, []), self.root.find(self._space + holder)
        if element is not None and len(element) > len(known):
            known += map(meaning, self._entries(holder)[len(known) :])
        return known

    def _holder(self, name: str) -> Element:
        found = self.root.find(self._space + name)
        if found is None:
            found = self.root.makeelement(self._space + name, nsmap=self.root.nsmap)
            insert_in_order(self.root, found, _ORDER)
        return found

    def _own_codes(self) -> dict[int, str]:
        numbers = self.root.iterfind(f"{self._space}numFmts/{self._space}numFmt")
        return {int(number.get("numFmtId", 0)): number.get("formatCode", "General") for number in numbers}

    def _xfs(self) -> list[Element]:
        return self._entries("cellXfs")

    def with_format(self, style: int, code: str) -> int:
        """Return the index of a cell format like ``style`` but with another number format.

        A style that is not there looks like the first, as in Excel.
        """
        style = style if 0 <= style < len(self.formats) else 0
        if self.formats[style] == code:
            return style
        if (style, code) not in self._clones:
            self._clones[style, code] = self._clone(style, code)
        return self._clones[style, code]

    def _clone(self, style: int, code: str) -> int:
        xfs = self._xfs()
        clone = deepcopy(xfs[style])
        clone.set("numFmtId", str(self._number_id(code)))
        clone.set("applyNumberFormat", "1")
        holder = self.root.find(f"{self._space}cellXfs")
        assert holder is not None
        clone.tail = None
        holder.append(clone)
        holder.set("count", str(len(xfs) + 1))
        self.formats.append(code)
        return len(xfs)

    def _number_id(self, code: str) -> int:
        own = self._own_codes()
        known: dict[str, int] = {text: number for number, text in own.items()} | _IDS
        if code in known:
            return known[code]
        number = max((_FIRST_OWN_ID - 1, *own)) + 1
        holder = self._holder("numFmts")
        entry = holder.makeelement(f"{self._space}numFmt", {"numFmtId": str(number), "formatCode": code})
        holder.append(entry)
        holder.set("count", str(len(holder)))
        self._new_ids.add(str(number))
        return number

    def scrub(self, root: Element) -> None:
        """Take what was appended out of a tree of this part, from before or after it was appended."""
        for number in root.findall(f"{self._space}numFmts/{self._space}numFmt"):
            if number.get("numFmtId") in self._new_ids:
                remove(number)
        for name, entry in _ENTRIES.items():
            for new in root.findall(f"{self._space}{name}/{self._space}{entry}")[self._original[name] :]:
                remove(new)
        for name in ("numFmts", *_ENTRIES):
            holder = root.find(self._space + name)
            if holder is not None:
                holder.attrib.pop("count", None)
                if not len(holder):
                    root.remove(holder)
