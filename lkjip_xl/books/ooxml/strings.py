"""Text as sheets store it: shared strings, runs, and the _xHHHH_ escapes of ST_Xstring."""

import re

from lkjip_xl.books.ooxml.stream import stream
from lkjip_xl.books.ooxml.xml import Part

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_ILLEGAL = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
# An underscore is escaped too where, escapes written out, the text would read as one.
_TO_ESCAPE = re.compile(f"{_ILLEGAL}|_(?=x[0-9A-Fa-f]{{4}}(?:_|{_ILLEGAL}))")
_SURROGATE = re.compile("[\ud800-\udfff]")


class RichText:
    """Collects the text of an <si> or <is>: its runs joined, phonetic guides left out, blanks kept."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._phonetic = False

    def start_phonetic(self, _: dict[str, str]) -> None:
        """Skip what follows: it tells how a text is read aloud."""
        self._phonetic = True

    def end_phonetic(self, _: str) -> None:
        """Listen again."""
        self._phonetic = False

    def add(self, text: str) -> None:
        """Take the text of one <t>."""
        if not self._phonetic:
            self._pieces.append(text)

    def take(self) -> str:
        """Return the text collected and start anew."""
        text = decode("".join(self._pieces))
        self._pieces.clear()
        return text


def read_shared_strings(part: Part) -> list[str]:
    """Return the shared strings in order, rich text as plain text; raises UnusableFileError."""
    strings: list[str] = []
    text = RichText()
    stream(
        part,
        {"rPh": text.start_phonetic},
        {"t": text.add, "rPh": text.end_phonetic, "si": lambda _: strings.append(text.take())},
    )
    return strings


def decode(text: str) -> str:
    """Return stored text as a user sees it: "_x000D_" is a carriage return."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    # Half of a surrogate pair could never be written out again: its escape stays as it is.
    return match[0] if _SURROGATE.match(character) else character


def encode(text: str) -> str:
    """Return text as stored: characters XML forbids, and text that looks like an escape, are escaped.

    ``decode`` gives the text back; only lone surrogates, which no file can hold, become U+FFFD.
    """
    text = _TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return _SURROGATE.sub("\ufffd", text)
