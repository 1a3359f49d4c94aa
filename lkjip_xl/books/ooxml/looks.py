"""Our looks as entries of styles.xml: appended once, found again ever after."""

from functools import cache, partial

from lkjip_xl.books.ooxml.styles import StyleSheet
from lkjip_xl.books.ooxml.xml import Element, namespace
from lkjip_xl.rencana import Look

_FONT = "Calibri"
_SIDES = ("left", "right", "top", "bottom")
BARE = (
    '<styleSheet xmlns="{space}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
    '</fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle '
    'name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""The least a styles part holds, for a file without one."""


class Looks:
    """The entries behind looks, in one workbook's style sheet."""

    def __init__(self, styles: StyleSheet) -> None:
        self._styles = styles
        self._space = namespace(styles.root)
        self.cell = cache(self._cell)
        self.conditional = cache(self._conditional)

    def _make(self, name: str, *children: Element, **attributes: str) -> Element:
        made = self._styles.root.makeelement(self._space + name, attributes)
        made.extend(children)
        return made

    def _cell(self, look: Look) -> str:
        """Return the number of the cell format that looks so."""
        self._fill_reserved()
        fonts = {
            "fontId": self._styles.append("fonts", self._font(look)),
            "fillId": self._styles.append("fills", self._fill(look)),
            "borderId": self._styles.append("borders", self._border(look)),
        }
        attributes = {"numFmtId": "0"} | {name: str(index) for name, index in fonts.items()} | {"xfId": "0"}
        attributes |= dict.fromkeys(("applyFont", "applyFill", "applyBorder", "applyAlignment"), "1")
        attributes |= {"quotePrefix": "1"} if look.quoted else {}
        return str(self._styles.append("cellXfs", self._make("xf", self._alignment(look), **attributes)))

    def _conditional(self, look: Look) -> str:
        """Return the number of the conditional format that changes a cell so."""
        font = self._make(
            "font", *([self._make("b", val="1")] if look.bold else ()), self._colour("color", look.colour)
        )
        parts = [font]
        if look.fill:
            parts.append(self._make("fill", self._make("patternFill", self._colour("bgColor", look.fill))))
        if look.border:
            parts.append(self._make("border", *(self._side(side, look.border) for side in _SIDES)))
        return str(self._styles.append("dxfs", self._make("dxf", *parts)))

    def _fill_reserved(self) -> None:
        """Give a style sheet that lacks them what Excel takes the first entries for."""
        if not self._styles.formats:
            for pattern in ("none", "gray125"):
                self._styles.append("fills", self._make("fill", self._make("patternFill", patternType=pattern)))
            self._styles.append("fonts", self._font(Look(size=11)))
            self._styles.append("borders", self._border(Look()))
            self._styles.append("cellXfs", self._make("xf", numFmtId="0", fontId="0", fillId="0", borderId="0"))

    def _font(self, look: Look) -> Element:
        flags = {"b": look.bold, "i": look.italic, "u": look.underline}
        return self._make(
            "font",
            *(self._make(name) for name, is_set in flags.items() if is_set),
            self._make("sz", val=str(look.size)),
            self._colour("color", look.colour),
            self._make("name", val=_FONT),
            self._make("family", val="2"),
        )

    def _fill(self, look: Look) -> Element:
        if not look.fill:
            return self._make("fill", self._make("patternFill", patternType="none"))
        colours = self._colour("fgColor", look.fill), self._make("bgColor", indexed="64")
        return self._make("fill", self._make("patternFill", *colours, patternType="solid"))

    def _border(self, look: Look) -> Element:
        side = partial(self._side, colour=look.border) if look.border else self._make
        return self._make("border", *(side(name) for name in _SIDES), self._make("diagonal"))

    def _side(self, name: str, colour: str) -> Element:
        return self._make(name, self._colour("color", colour), style="thin")

    def _colour(self, name: str, colour: str) -> Element:
        return self._make(name, rgb=f"FF{colour}")

    def _alignment(self, look: Look) -> Element:
        attributes = {"horizontal": look.horizontal} if look.horizontal else {}
        return self._make("alignment", **attributes, vertical="top", **({"wrapText": "1"} if look.wrap else {}))
