"""Indonesian number text to Decimal and back (RUMUS 1)."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

Jenis = Literal["angka", "belum diukur", "predikat", "rentang", "ambigu", "teks"]

_NUMBER = r"\d(?:[\d.,]*\d)?"
_WORDS = r"(?:[^\d]|(?<=[a-z])[23](?![\d.,]))*"
_PREFIX = r"(?:rp\.?|idr|≥|≤|>=?|<=?|±|min(?:imal)?\.?|maks(?:imal)?\.?|[a-e]{1,2}\+?(?=[\s(]))"
_LABEL = (
    r"(?:(?:level|nilai|skor|score|indeks|predikat|mutu|kategori)\b"
    r"|(?:(?:sangat|amat|cukup|kurang|tidak)\s+)?(?:baik|memuaskan|tinggi|rendah)\b|cukup\b|kurang\b|sedang\b)[\s:=]*"
)
_SHAPE = re.compile(
    rf"(?P<label>(?:{_LABEL}){{0,3}})(?:{_PREFIX}\s*)*(?P<open>\()?\s*(?P<minus>[-−–])?\s*(?:rp\.?\s*)?(?P<number>{_NUMBER})"
    rf"(?:,-{{1,2}})?(?P<words>\s*(?P<close>\))?(?:$|[^\d.,]{_WORDS}|[.,]$))",
    re.IGNORECASE,
)
_SEVERAL = re.compile(rf"\d|(?:{_LABEL}){{1,3}}(?:{_PREFIX}\s*)*(?:\d|\({_NUMBER}\))", re.IGNORECASE)
"""How a text with numbers begins, also one of too many."""
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER})\s*%?\s*(?:[-−–—]|s\.?\s?/?d\.?|sampai(?: dengan)?)\s*(?P<high>{_NUMBER})(?P<words>[^\d]*)",
    re.IGNORECASE,
)
_PREDIKAT = re.compile(r"AA|A|BB|B|CC|C|D|E")
_SCALE_WORD = re.compile(r"\b(ribu|rb|juta|jt|mil[iy]ar|triliun)\b", re.IGNORECASE)
_NOT_MEASURED = re.compile(
    r"|[-–—−]{1,3}|\.{2,}|…|n/?\.?a\.?"
    r"|belum (?:di(?:nilai|ukur|evaluasi|hitung)|ada|tersedia|rilis|keluar)(?: (?:data|nilai)(?:nya)?)?",
    re.IGNORECASE,
)
_WIDE = Context(prec=400)
"""Digits enough for any number a cell can hold, up to 1E+308."""
_INTEGER = re.compile(r"\d+")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,(?P<fraction>\d+))?")
_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})")
_COMMA = re.compile(r"\d+,\d+")
_DOT = re.compile(r"\d+\.\d{1,2}|0\.\d+|\d{1,3}\.\d{4,}")


class Bacaan(NamedTuple):
    """What a piece of text says as a number.

    ``nilai`` is set for jenis "angka" (and the lower bound for "rentang", with ``atas`` the upper one);
    ``desimal`` is how many decimals were written; ``kata`` are the words or signs beside the number.
    """

    jenis: Jenis
    nilai: Decimal | None = None
    desimal: int = 0
    kata: str = ""
    atas: Decimal | None = None

    @property
    def persen(self) -> bool:
        """Whether a percent sign stands beside the number."""
        return "%" in self.kata


def _digits(text: str) -> tuple[Decimal, int] | None:
    """Return value and written decimals of bare digits with separators, None where they are ambiguous."""
    if _INTEGER.fullmatch(text):
        return Decimal(text), 0
    if _THOUSANDS.fullmatch(text) or _COMMA.fullmatch(text):
        plain = text.replace(".", "").replace(",", ".")
    elif _ENGLISH.fullmatch(text) or _DOT.fullmatch(text):
        plain = text.replace(",", "")
    else:
        return None
    return Decimal(plain), len(plain.partition(".")[2])


def _read_range(match: re.Match[str]) -> Bacaan:
    low, high = _digits(match["low"]), _digits(match["high"])
    if low is None or high is None or low[0] >= high[0]:
        return Bacaan("ambigu")
    return Bacaan("rentang", low[0], max(low[1], high[1]), match["words"].strip(), high[0])


@lru_cache(maxsize=4096)
def read_angka(text: str) -> Bacaan:
    """Read a number as Indonesian staff type it: "83,75", "Rp. 1.250.000,-", "B (67,75)", "Level 3".

    Never guesses: digits with two readings are "ambigu", a bare predikat is "predikat", blanks and dashes are
    "belum diukur", anything else without one clear number is "teks". Codes such as 7.01.01 are "ambigu".
    """
    text = " ".join(text.split()).strip("'` ")
    if _NOT_MEASURED.fullmatch(text):
        return Bacaan("belum diukur")
    if _PREDIKAT.fullmatch(text):
        return Bacaan("predikat", kata=text)
    if match := _RANGE.fullmatch(text):
        return _read_range(match)
    match = _SHAPE.fullmatch(text)
    if match is None or _SCALE_WORD.search(text):
        return Bacaan("ambigu" if _SEVERAL.match(text) else "teks", kata=text)
    found = _digits(match["number"])
    if found is None:
        return Bacaan("ambigu", kata=text)
    in_brackets = text.startswith("(") and bool(match["close"])
    value = -found[0] if match["minus"] or in_brackets else found[0]
    kata = f"{match['label'].strip(' :=')} {match['words'].strip(' ()')}".strip()
    return Bacaan("angka", value, found[1], kata)


def format_angka(value: Decimal, desimal: int | None = None) -> str:
    """Write a number the Indonesian way: dots between thousands, a comma before ``desimal`` decimals.

    ``desimal`` None keeps the decimals the value has; otherwise it is rounded half up, like Excel's ROUND.
    """
    if desimal is not None:
        value = bulatkan(value, desimal)
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def bulatkan(value: Decimal, desimal: int = 2) -> Decimal:
    """Round half away from zero to ``desimal`` decimals, as Excel's ROUND does."""
    return value.quantize(Decimal(1).scaleb(-desimal), ROUND_HALF_UP, _WIDE)


def sama(a: Decimal, desimal_a: int, b: Decimal, desimal_b: int) -> bool:
    """Tell whether two numbers are equal at the coarser precision shown: 83,33 equals 10/12 x 100."""
    coarser = min(desimal_a, desimal_b)
    return bulatkan(a, coarser) == bulatkan(b, coarser)
