"""What Excel makes of text a program puts into a cell (it reads American); its formulas in LibreOffice's words."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

ERRORS = ("#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!")
EPOCH = datetime(1899, 12, 30)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
LONG_MONTHS = "january february march april may june july august september october november december".split()

_NUMBER = re.compile(r"([-+(]?)\$?((?:\d[\d,]*)?(?:\.\d*)?)(e[-+]?\d+)?( ?%?)(\)?)", re.IGNORECASE)
_FRACTION = re.compile(r"(-?)(\d+) (\d{1,2})/(\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([ap])m?)?", re.IGNORECASE)
_DATE = re.compile(r"(\w+)[-/ ](\w+)(?:(?:[-/ ]|, ?)(\d{1,4}))?")


class Read(NamedTuple):
    """The value Excel keeps, and the number format a cell without one receives ("" none)."""

    value: float | bool | str
    number_format: str = ""


def read(text: str) -> Read:
    """Return what a cell holds after this text, which is neither formula nor apostrophed, is put into it."""
    plain = text.strip()
    if plain.upper() in ("TRUE", "FALSE"):
        return Read(plain.upper() == "TRUE")
    return _number(plain) or _fraction(plain) or _clock(plain) or _date(plain) or Read(text)


def serial(moment: datetime) -> float:
    return (moment - EPOCH) / timedelta(days=1)


def moment(value: float) -> datetime:
    return EPOCH + timedelta(seconds=round(value * 86400))


def _number(text: str) -> Read | None:
    """Every comma before the decimal point is a thousands separator, wherever it stands: "83,75" is 8375."""
    found = _NUMBER.fullmatch(text)
    if not found or not re.search(r"\d", found[2]) or (found[1] == "(") != (found[5] == ")"):
        return None
    value = float(found[2].replace(",", "") + (found[3] or ""))
    value = -value if found[1] in ("-", "(") else value
    if "%" in found[4]:
        return Read(value / 100, "0.00%" if "." in found[2] else "0%")
    return Read(value, "$#,##0.00" if "$" in text else "")


def _fraction(text: str) -> Read | None:
    found = _FRACTION.fullmatch(text)
    if not found or int(found[4]) == 0:
        return None
    value = int(found[2]) + int(found[3]) / int(found[4])
    return Read(-value if found[1] else value, "# ?/?")


def _clock(text: str) -> Read | None:
    found = _CLOCK.fullmatch(text)
    if not found or int(found[2]) > 59 or int(found[3] or 0) > 59:
        return None
    half = (found[4] or "").lower()
    hours = int(found[1]) % 12 + (12 if half == "p" else 0) if half else int(found[1])
    return Read((hours * 3600 + int(found[2]) * 60 + int(found[3] or 0)) / 86400, "h:mm")


def _date(text: str) -> Read | None:
    found = _DATE.fullmatch(text)
    if not found or (" " in text and not re.search(r"[a-z]", text, re.IGNORECASE)):
        return None
    for order in _orders(found[1], found[2], found[3]):
        try:
            return Read(
                serial(datetime.combine(date(*order), datetime.min.time())), "m/d/yyyy" if found[3] else "d-mmm"
            )
        except ValueError:
            continue
    return None


def _orders(first: str, second: str, third: str | None) -> list[tuple[int, int, int]]:
    """Year, month and day in the orders Excel tries."""
    a, b, year = _part(first), _part(second), _year(third)
    if first[0].isalpha() or second[0].isalpha():
        month, day = (a, b) if first[0].isalpha() else (b, a)
        return [(year, month, day)] if third or day <= 31 else [(_full(day), month, 1)]
    if third:
        return [(a, b, int(third))] if len(first) == 4 else [(year, a, b)]
    return [(year, a, b), (year, b, a), (_full(b), a, 1)]


def _part(text: str) -> int:
    if text.isdecimal():
        return int(text)
    for names in (MONTHS, LONG_MONTHS):
        if text.lower() in names:
            return names.index(text.lower()) + 1
    return 0


def _year(text: str | None) -> int:
    return _full(int(text)) if text else date.today().year


def _full(year: int) -> int:
    return year if year > 99 else year + (2000 if year < 30 else 1900)


_FORMULA = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
      | (?P<array>\{(?:"(?:[^"]|"")*"|[^}"])*\})
      | (?P<table>\[(?:'.|[^\[\]']|\[(?:'.|[^\[\]'])*\])*\])
      | (?P<sheet>(?:'(?:[^']|'')*'|(?<![\w.\]])[^\W\d][\w.]*)!)
      | (?P<truth>(?<![\w.])(?:TRUE|FALSE)(?![\w.(]))
      | (?P<separator>,)""",
    re.VERBOSE | re.IGNORECASE,
)
_OFFICE_FORMULA = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
      | (?P<array>\{(?:"(?:[^"]|"")*"|[^}"])*\})
      | (?P<table>\[(?:'.|[^\[\]']|\[(?:'.|[^\[\]'])*\])*\])
      | (?P<sheet>\$?'(?:[^']|'')*'\.|\$[^\W\d]\w*\.)
      | (?P<truth>(?<![\w.])(?:TRUE|FALSE)\(\))
      | (?P<separator>;)""",
    re.VERBOSE,
)
_ARRAY = re.compile(r"""(?P<text>"(?:[^"]|"")*")|(?P<mark>[,;|])""")
_TO_OFFICE: dict[str, Callable[[str], str]] = {
    "text": str,
    "array": lambda text: _array(text, {",": ";", ";": "|"}),
    "table": lambda text: re.sub(r"\], ?\[", "];[", text),
    "sheet": lambda text: f"${text[:-1]}.",
    "truth": lambda text: f"{text.upper()}()",
    "separator": lambda _: ";",
}
_TO_EXCEL: dict[str, Callable[[str], str]] = {
    "text": str,
    "array": lambda text: _array(text, {";": ",", "|": ";"}),
    "table": lambda text: text.replace("];[", "],["),
    "sheet": lambda text: f"{text[:-1].removeprefix('$')}!",
    "truth": lambda text: text[:-2],
    "separator": lambda _: ",",
}


def to_office(formula: str) -> str:
    """Return an Excel A1 formula as LibreOffice's programming interface words it.

    LibreOffice 7.4 has a parser of Excel's grammar (com.sun.star.sheet.FormulaParser), which does not know
    structured references ("Tabel[[#This Row],[Target]]"); the words of its cells' own formulas do.
    """
    return _reworded(_FORMULA, _TO_OFFICE, formula)


def is_balanced(formula: str) -> bool:
    """Return whether each parenthesis has its partner; LibreOffice would add the missing ones."""
    bare = _FORMULA.sub("", formula)
    return '"' not in bare and bare.count("(") == bare.count(")")


def to_excel(formula: str) -> str:
    return _reworded(_OFFICE_FORMULA, _TO_EXCEL, formula)


def _reworded(pattern: re.Pattern[str], words: dict[str, Callable[[str], str]], formula: str) -> str:
    return pattern.sub(lambda found: words[str(found.lastgroup)](found[0]), formula)


def _array(text: str, marks: dict[str, str]) -> str:
    return _ARRAY.sub(lambda found: found["text"] or marks.get(found["mark"], found["mark"]), text)
