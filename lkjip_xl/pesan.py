"""Every sentence a user reads, looked up by key in pesan.toml."""

from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Read one of the package's own TOML files, once per process."""
    return loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


def pesan(key: str, **tokens: object) -> str:
    """Return the Indonesian sentence stored under ``key`` ("group.name"), its {tokens} filled in.

    Raises KeyError for an unknown key or a missing token: both are bugs, never user faults.
    """
    group, name = key.split(".")
    text: str = read_toml("pesan.toml")[group][name]
    return text.format_map(tokens)


class UnusableFileError(Exception):
    """A file that cannot be read or written, with the sentence that tells the user what to do.

    ``key`` is the name under [berkas] in pesan.toml; it tells programs what the text tells people.
    """

    def __init__(self, key: str, **tokens: object) -> None:
        super().__init__(pesan(f"berkas.{key}", **tokens))
        self.key = key
