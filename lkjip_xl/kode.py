"""Codes of rows: which scheme one belongs to, and when two of them say that rows are different."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

_NOMENKLATUR = re.compile(r"[\dX]\.[\dX]{2}\.\d{2}(?:\.\d\.\d{2}(?:\.\d{2,4})?)?(?:-[A-Z])?")
_SHORT = re.compile(r"(?P<huruf>[A-Z]{1,5})[-. ]?(?P<angka>\d{1,3}(?:\.\d{1,3})*)")
_WILD = "X"


@lru_cache(maxsize=32768)
def plain_kode(kode: str) -> str:
    """Return a code as it is compared: "s 1." is "S1", "7.01.02." is "7.01.02"."""
    text = "".join(kode.upper().split()).rstrip(".")
    match = _SHORT.fullmatch(text)
    return match["huruf"] + match["angka"] if match else text


def kode_clash(a: str, b: str) -> bool:
    """Tell whether two codes of one scheme differ: kode nomenklatur, or short codes such as S1 and S2.

    Numbers of a table's own rows ("1.2") are no scheme. "X.XX.01" stands for every office's first programme.
    """
    left, right = plain_kode(a), plain_kode(b)
    if not left or not right or left == right:
        return False
    if _NOMENKLATUR.fullmatch(left) and _NOMENKLATUR.fullmatch(right):
        return not _same_nomenklatur(left, right)
    one, other = _SHORT.fullmatch(left), _SHORT.fullmatch(right)
    return bool(one and other and one["huruf"] == other["huruf"])


def clash_with_all(others: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether a code clashes with every one of some others, quick where they are many."""
    known = {plain_kode(other) for other in others}
    plain = all(map(_is_plain, known))

    def clashes(kode: str) -> bool:
        own = plain_kode(kode)
        return own not in known and ((plain and _is_plain(own)) or all(kode_clash(own, other) for other in known))

    return clashes


def _is_plain(kode: str) -> bool:
    return _WILD not in kode and bool(_NOMENKLATUR.fullmatch(kode))


def _same_nomenklatur(left: str, right: str) -> bool:
    parts, others = left.split("."), right.split(".")
    return len(parts) == len(others) and all(
        part == other or _WILD in part or _WILD in other for part, other in zip(parts, others, strict=True)
    )
