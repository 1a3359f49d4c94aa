"""Row heights: how many lines a row's words wrap to, since a file carries heights and not their reasons."""

from collections.abc import Iterable
from math import floor
from textwrap import wrap

LINE = 15
WIDE = 1.05
CAPITAL = 1.3


def height(cells: Iterable[tuple[str, float]]) -> int:
    """Return the height in points that shows every text whole in a column of its width.

    Widths are in characters as Excel counts them; the slack is for fonts wider than Calibri, so that nothing
    is cut where Calibri is missing.
    """
    return LINE * max((_lines(text, width) for text, width in cells), default=1)


def _lines(text: str, width: float) -> int:
    share = sum(map(str.isupper, text)) / max(len(text), 1)
    room = max(floor((width - 1) / (CAPITAL if share > 0.5 else WIDE)), 1)
    return max(len(wrap(text, room)), 1)
