"""The tables an LKjIP workbook may hold and the words above their columns, from layout.toml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from lkjip_xl.pesan import read_toml

_LABEL_NOISE = re.compile(r"\(dicetak\)|[^a-z0-9%]+")
_YEAR = re.compile(r"20\d\d")
_PATH_SEPARATOR = " > "


@dataclass(frozen=True)
class JenisTabel:
    """One kind of table: what it is called, and which columns tell that it is one."""

    nama: str
    sebutan: str
    petunjuk: tuple[str, ...]
    wajib: tuple[frozenset[str], ...]
    tolak: frozenset[str]
    berulang: frozenset[str]
    minimal: Mapping[str, int]
    ciri: frozenset[str]
    hasil: tuple[str, ...]
    fields: Mapping[str, tuple[str, int]]
    """Header words -> the field they name, and their rank among that field's words (0 is the surest)."""

    @cached_property
    def needed_words(self) -> tuple[frozenset[str], ...]:
        """For each required column, the header words that give it: a quick test before a head is looked at."""
        return tuple(
            frozenset(word for word, (field, _) in self.fields.items() if field in need) for need in self.wajib
        )


@lru_cache(maxsize=4096)
def header_label(text: str) -> tuple[str, int | None]:
    """Return a header's plain words and the year among them: "Target 2025 (Rp.)" -> "target {tahun} rp", 2025."""
    spelling = read_toml("layout.toml")["ejaan"]
    words = [spelling.get(word, word) for word in _LABEL_NOISE.sub(" ", text.lower()).split()]
    years = [word for word in words if _YEAR.fullmatch(word)]
    if len(years) != 1:
        return " ".join(words), None
    return " ".join("{tahun}" if word == years[0] else word for word in words), int(years[0])


def _expand(words: list[str], shared: Mapping[str, list[str]]) -> list[str]:
    return [word for entry in words for word in (shared[entry[1:]] if entry.startswith("@") else [entry])]


def _kind(entry: Mapping[str, object], shared: Mapping[str, list[str]]) -> JenisTabel:
    columns: Mapping[str, list[str]] = entry["kolom"]  # type: ignore[assignment]
    fields: dict[str, tuple[str, int]] = {}
    for field, words in columns.items():
        for rank, word in enumerate(_expand(words, shared)):
            fields.setdefault(word, (field, rank))
    values: Mapping[str, list[str]] = entry  # type: ignore[assignment]
    return JenisTabel(
        nama=str(entry["nama"]),
        sebutan=str(entry["sebutan"]),
        petunjuk=tuple(values["petunjuk"]),
        wajib=tuple(frozenset(need.split("|")) for need in values["wajib"]),
        tolak=frozenset(values["tolak"]),
        berulang=frozenset(values.get("berulang", ())),
        minimal=entry.get("minimal", {}),  # type: ignore[arg-type]
        ciri=frozenset(_expand(values["ciri"], shared)),
        hasil=tuple(values.get("hasil", ())),
        fields=fields,
    )


@cache
def kinds() -> tuple[JenisTabel, ...]:
    """Return every kind of table the package knows, in the order of layout.toml."""
    layout = read_toml("layout.toml")
    return tuple(_kind(entry, layout["kata"]) for entry in layout["tabel"])


@cache
def kind(nama: str) -> JenisTabel:
    """Return one kind by its name; raises KeyError for a name layout.toml does not have."""
    return {each.nama: each for each in kinds()}[nama]


@cache
def header_words() -> frozenset[str]:
    """Return every word or path that names a column of any kind, each part of a path too; "%" is too common."""
    words = {word for each in kinds() for word in each.fields}
    return frozenset(part for word in words for part in (word, *word.split(_PATH_SEPARATOR))) - {"%"}


@cache
def neutral_groups() -> frozenset[str]:
    """Return group heads that do not change the meaning of the heads below them."""
    return frozenset(read_toml("layout.toml")["kelompok"]["netral"])
