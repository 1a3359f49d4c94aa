"""Printed Indonesian numbers as staff would have typed them: a value and the format that shows it so."""

import re
from typing import NamedTuple

THOUSANDS = "#,##0"


class Typed(NamedTuple):
    """What stands in a cell: the number behind a printed text, None where it is words, and its format."""

    number: float | None
    number_format: str


def typed(text: str) -> Typed:
    """Return what staff typed so that a cell shows ``text``: "83,75" is 83.75 under "0.00".

    A text that is no number in the report's own spelling ("I.1", "1.2", "2025-2029") stays text.
    """
    if text.startswith("Rp. "):
        number, number_format = typed(text.removeprefix("Rp. "))
        return Typed(number, f'"Rp. "{number_format}')
    if text.endswith("%") and text[:-1].strip().isdigit():
        return Typed(int(text[:-1]) / 100, "0%")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", text):
        return Typed(float(text.replace(".", "")), THOUSANDS)
    if match := re.fullmatch(r"\d+,(\d+)", text):
        return Typed(float(text.replace(",", ".")), "0." + "0" * len(match[1]))
    return Typed(float(text) if text.isdigit() else None, "General")
