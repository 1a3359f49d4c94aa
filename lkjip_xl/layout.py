"""The tables an LKjIP workbook may hold and the words above their columns, from layout.toml."""

import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from lkjip_xl.pesan import read_toml

_LABEL_NOISE = re.compile(r"\(dicetak\)|[^a-z0-9%]+")
_HYPHENATED = re.compile(r"(?<=[a-z])-\s+(?=[a-z])")
_SPACED_OUT = re.compile(r"\w(?:\s\w)+")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_FIRST_WORD = re.compile(r"[a-z0-9%]+(?:-\s+)?")
_YEAR = re.compile(r"20\d\d")
_YEAR_WORDS = re.compile(r"(?:tahun )?\{tahun\}")
_PATH_SEPARATOR = " > "
_QUARTERS = ("i", "ii", "iii", "iv")
_TABLE_NUMBER = re.compile(r"tabel [0-9 ]+")


class JenisTabel(NamedTuple):
    """One kind of table: what it is called, and which columns tell that it is one."""

    nama: str
    sebutan: str
    petunjuk: tuple[str, ...]
    """Words of a title that speak of the kind."""
    nomor: tuple[str, ...]
    """The numbers its table has in the usual report; another office may number its tables otherwise."""
    dokumen_lain: frozenset[str]
    """Words of a title that speak of other kinds whose heads are much alike."""
    wajib: tuple[frozenset[str], ...]
    tolak: frozenset[frozenset[str]]
    tolak_kata: frozenset[str]
    tolak_judul: re.Pattern[str] | None
    berulang: frozenset[str]
    paling_banyak_tahun: int
    minimal: Mapping[str, int]
    bila_ada: Mapping[str, Mapping[str, int]]
    ciri: frozenset[str]
    hasil: tuple[str, ...]
    fields: Mapping[str, tuple[str, int]]
    """Header words -> the field they name, and their rank among that field's words (0 is the surest)."""
    needed_words: tuple[frozenset[str], ...]
    """For each required column, the header words that give it: a quick test before a head is looked at."""
    khas: bool
    uraian: str
    """The column that names a row, of kinds whose rows have no level; "" of the others."""


@lru_cache(maxsize=4096)
def header_label(text: str) -> tuple[str, int | None]:
    """Return a header's plain words and the year among them: "Target 2025 (Rp.)" -> "target {tahun} rp", 2025."""
    layout = read_toml("layout.toml")
    text = _HYPHENATED.sub("", text.lower())
    if _SPACED_OUT.fullmatch(text):
        text = text.replace(" ", "")
    words = [layout["ejaan"].get(word, word) for word in _LABEL_NOISE.sub(" ", text).split()]
    years = [word for word in words if _YEAR.fullmatch(word)]
    year = int(years[0]) if len(years) == 1 else None
    label = f" {' '.join('{tahun}' if year and word == years[0] else word for word in words if word)} "
    for phrase, other in layout["frasa"].items():
        label = label.replace(f" {phrase} ", f" {other} ")
    return label.strip(), year


@lru_cache(maxsize=1024)
def label_readings(text: str) -> tuple[str, ...]:
    """Return the ways to read a header cell, surest first: as written, and shortened until its words are known."""
    label, _ = header_label(text)
    bare = _without_remarks(text)
    yearless = " ".join(_YEAR_WORDS.sub(" ", bare).split())
    so_far = _so_far().sub("", yearless)
    return tuple(dict.fromkeys(word for word in (label, bare, yearless, so_far, _shortened(so_far)) if word))


def _without_remarks(text: str) -> str:
    """Return a header's words without the brackets that hold no header word: "Indikator (Outcome)"."""

    def kept(match: re.Match[str]) -> str:
        words = header_label(match[1])[0].split()
        return match[0] if words and vocabulary().intersection(words) else " "

    return header_label(_BRACKETS.sub(kept, text))[0] if "(" in text else header_label(text)[0]


@cache
def _shortenings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(entry["pola"]), entry["menjadi"]) for entry in read_toml("layout.toml")["ringkas"])


@cache
def _so_far() -> re.Pattern[str]:
    return re.compile(read_toml("layout.toml")["ekor"]["pola"])


def _shortened(label: str) -> str:
    return next(
        (match.expand(short) for pattern, short in _shortenings() if (match := pattern.fullmatch(label))), label
    )


def _expand(words: list[str], shared: Mapping[str, list[str]]) -> Iterator[str]:
    for entry in words:
        yield from map(_entry, shared[entry[1:]] if entry.startswith("@") else [entry])


@cache
def _entry(path: str) -> str:
    """Return the words of layout.toml as a header with these words is read."""
    return _PATH_SEPARATOR.join(header_label(part.replace("{tahun}", "2000"))[0] for part in path.split(">"))


def _columns(entry: Mapping[str, object], shared: Mapping[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """Yield each field of a kind with its header words; those of quarters once for every quarter."""
    columns: Mapping[str, list[str]] = entry["kolom"]  # type: ignore[assignment]
    for field, words in columns.items():
        yield field, list(_expand(words, shared))
    quarters: Mapping[str, list[str]] = entry.get("triwulan", {})  # type: ignore[assignment]
    for field, words in quarters.items():
        paths = [path for entry in words for path in (shared[entry[1:]] if entry.startswith("@") else [entry])]
        for number, roman in enumerate(_QUARTERS, 1):
            spelled = (path.replace("{tw}", tw) for path in paths for tw in (roman, str(number)))
            yield f"{field}_{number}", list(map(_entry, spelled))


def _hints(entry: Mapping[str, object]) -> list[str]:
    """Return the words that speak of a kind in a title, without the numbers of its table."""
    words: list[str] = entry["petunjuk"]  # type: ignore[assignment]
    return [hint for hint in words if not _TABLE_NUMBER.fullmatch(hint)]


def _others(entry: Mapping[str, object]) -> frozenset[str]:
    alike: list[str] = entry.get("dokumen_lain", [])  # type: ignore[assignment]
    hints = (hint for each in read_toml("layout.toml")["tabel"] if each["nama"] in alike for hint in _hints(each))
    return frozenset(hints)


def _kind(entry: Mapping[str, object], shared: Mapping[str, list[str]]) -> JenisTabel:
    fields: dict[str, tuple[str, int]] = {}
    for field, words in _columns(entry, shared):
        for rank, word in enumerate(words):
            fields.setdefault(word, (field, rank))
    values: Mapping[str, list[str]] = entry  # type: ignore[assignment]
    wajib = tuple(frozenset(need.split("|")) for need in values["wajib"])
    return JenisTabel(
        nama=str(entry["nama"]),
        sebutan=str(entry["sebutan"]),
        petunjuk=tuple(_hints(entry)),
        nomor=tuple(filter(_TABLE_NUMBER.fullmatch, values["petunjuk"])),
        dokumen_lain=_others(entry),
        wajib=wajib,
        tolak=frozenset(frozenset(unwanted.split("+")) for unwanted in values["tolak"]),
        tolak_kata=frozenset(values.get("tolak_kata", ())),
        tolak_judul=re.compile(str(entry["tolak_judul"])) if "tolak_judul" in entry else None,
        berulang=frozenset(values.get("berulang", ())),
        paling_banyak_tahun=int(str(entry.get("paling_banyak_tahun", sys.maxsize))),
        minimal=entry.get("minimal", {}),  # type: ignore[arg-type]
        bila_ada=entry.get("bila_ada", {}),  # type: ignore[arg-type]
        ciri=frozenset(_expand(values["ciri"], shared)),
        hasil=tuple(values.get("hasil", ())),
        fields=fields,
        needed_words=tuple(frozenset(word for word, (field, _) in fields.items() if field in need) for need in wajib),
        khas=bool(entry.get("khas", False)),
        uraian=str(entry.get("uraian", "")),
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


def is_header_word(text: str) -> bool:
    """Tell whether a cell's text names a column of any kind; quick on texts that cannot."""
    match = _FIRST_WORD.search(text.lower())
    if match is None or (len(match[0]) > 1 and not match[0].isdecimal() and match[0] not in _first_words()):
        return False
    return header_label(text)[0] in header_words()


@cache
def _first_words() -> frozenset[str]:
    layout = read_toml("layout.toml")
    spelled = {word for word, other in layout["ejaan"].items() if not other or other.split()[0] in vocabulary()}
    return frozenset(spelled.union(label.split()[0] for label in (*header_words(), *layout["frasa"])))


@cache
def vocabulary() -> frozenset[str]:
    """Return every single word that occurs in a header that means something by itself."""
    labels = {label for each in kinds() if not each.khas for label in each.fields}
    return frozenset(word for label in labels for word in label.split() if word != ">") | {"%"}


def is_own_title(text: str) -> bool:
    """Tell whether a text is the title of a sheet lkjip itself writes: results, not data."""
    return text.strip() in read_toml("layout.toml")["lembar_sendiri"]["judul"]


@cache
def is_neutral(label: str) -> bool:
    """Tell whether a group head does not change the meaning of the heads below it: "Rencana Pelaksanaan"."""
    return set(label.split()) <= set(read_toml("layout.toml")["kelompok"]["netral"])


@cache
def is_reference(title: str) -> bool:
    """Tell whether a title only refers to a document: "Sesuai Perjanjian Kinerja Tahun 2025"."""
    return title.split(" ", 1)[0] in read_toml("layout.toml")["rujukan"]["awal"]


@cache
def is_whole(label: str) -> bool:
    """Tell whether words below a group head mean the whole of what it says: "Perubahan", "Jumlah", a year."""
    return label in read_toml("layout.toml")["kelompok"]["seluruhnya"]


@cache
def unit_words() -> frozenset[str]:
    """Return the words staff write under Satuan."""
    return frozenset(read_toml("layout.toml")["isi"]["satuan"])


@cache
def arah_pattern(nama: str) -> re.Pattern[str]:
    """Return one of the patterns that tell whether a column states a direction."""
    return re.compile(read_toml("layout.toml")["isi"]["arah"][nama], re.IGNORECASE)


@cache
def has_arah(nama: str) -> bool:
    """Tell whether a kind of table may state the direction of its indicators."""
    return any(field == "arah" for field, _ in kind(nama).fields.values())


@cache
def status_words() -> re.Pattern[str]:
    """Return the pattern of what stands under Status: "Efisien", "Tidak Efisien"."""
    return re.compile(read_toml("layout.toml")["isi"]["status"], re.IGNORECASE)
