"""Text becomes HTML here and nowhere else: what is not already Html is escaped."""

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template

from lkjip_xl.pesan import read_toml


class Html(str):
    """A text that is HTML already."""

    __slots__ = ()


def safe(text: str) -> Html:
    """Return a text as HTML, escaped unless it already is."""
    return text if isinstance(text, Html) else Html(escape(text))


def join(parts: Iterable[str], between: str = "") -> Html:
    """Return parts as one piece of HTML, plain texts escaped."""
    return Html(between.join(safe(part) for part in parts))


def tag(name: str, inner: str, /, **attributes: str) -> Html:
    """Return an element; ``klass`` stands for class, and "_" in a name for "-"."""
    given = ((key.replace("klass", "class").replace("_", "-"), value) for key, value in attributes.items())
    written = "".join(f' {key}="{escape(value)}"' for key, value in given)
    return Html(f"<{name}{written}>{safe(inner)}</{name}>")


@cache
def read(name: str) -> Html:
    """Return one of the page's own files."""
    return Html((Path(__file__).parent / name).read_text(encoding="utf-8"))


def render(name: str, **values: str) -> Html:
    """Return a template with its $words filled in: the values given, or sentences of [html] in pesan.toml."""
    words = read_toml("pesan.toml")["html"] | values
    return Html(Template(read(name)).substitute({key: safe(text) for key, text in words.items()}))


def fingerprint(text: str) -> str:
    """Return what a Content-Security-Policy names an inline style or script by."""
    return b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
