"""Whose Perjanjian Kinerja a table is: the office's own, or that of someone below its head."""

import re
from functools import lru_cache

from lkjip_xl.periode import periode
from lkjip_xl.table import RawTable

_BELOW_THE_HEAD = re.compile(
    r"\b(?:sekretaris(?! daerah| dprd| dewan)|sekcam|sekmat|kasie?|kasubb?ag|kasubb?id|kabid|kabag|irban"
    r"|inspektur pembantu|wakil direktur|wadir|(?:sub\s?)?koordinator|ketua tim"
    r"|kepala (?:seksi|sub\s?bag\w*|sub\s?bid\w*|bidang|bagian|upt\w*|instalasi|puskesmas)|lurah"
    r"|eselon (?:(?:iii|iv)[ab]?|[34])|pejabat (?:pengawas|administrator)|(?<!kepala )pelaksana|individu)\b"
)
"""Titles of the Perjanjian Kinerja of those below the office's head, which is not the office's own."""

_PROMISES = frozenset({"pk", "pk_program"})
_ALIKE = frozenset({"iku", "renja"})
"""Kinds of table with the same columns: a Perjanjian Kinerja whose heads are its own may be taken for one."""
_PART = re.compile(r"\bperjanjian kinerja\b.*?\b(kelurahan|lurah|puskesmas|upt\w*)\b")
_HEADS = {
    "sekretaris": "sekretariat", "kepala bagian": "bagian", "kabag": "bagian", "kepala upt": "upt",
    "kepala puskesmas": "puskesmas", "lurah": "kelurahan",
}  # fmt: skip
"""Titles of those who lead an office of that name themselves."""


def milik_bawahan(table: RawTable, office: str) -> bool:
    """Tell whether a table is of the Perjanjian Kinerja of someone below the head, or of an office below this one."""
    judul = periode(table).judul.lower()
    promises = table.kind in _PROMISES or (table.kind in _ALIKE and "perjanjian kinerja" in judul)
    return promises and _is_below(judul, office.lower())


@lru_cache(maxsize=256)
def _is_below(judul: str, office: str) -> bool:
    part = _PART.search(judul)
    led = [_led(match[0]) for match in _BELOW_THE_HEAD.finditer(judul)]
    below = any(not head or (office and not office.startswith(head)) for head in led)
    return below or (part is not None and bool(office) and part[1] not in office)


def _led(title: str) -> str:
    """Return how the name of an office begins whose head has a title, "" of none."""
    return next((office for head, office in _HEADS.items() if title.startswith(head)), "")
