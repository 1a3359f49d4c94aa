"""What a rule is: a generator named after what it checks, yielding cells and tokens; words stand in catalogue.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from lkjip_xl.model import Baris
from lkjip_xl.pesan import read_toml
from lkjip_xl.table import CellRef
from lkjip_xl.temuan import Tingkat

if TYPE_CHECKING:
    from lkjip_xl.rules.konteks import Konteks
    from lkjip_xl.temuan import Temuan


class Kena(NamedTuple):
    """A hit: the cell, the tokens of its message, the row it is about, and other cells it speaks of.

    ``varian`` chooses the catalogue's ``pesan_<varian>`` over ``pesan``; ``tingkat`` overrules the catalogue's.
    ``menjelaskan`` are further cells this hit explains: rules it silences (``ditekan_oleh``) keep quiet there.
    """

    ref: CellRef
    kata: Mapping[str, object] = {}
    baris: Baris | None = None
    lain: tuple[CellRef, ...] = ()
    ditemukan: str = ""
    seharusnya: str = ""
    varian: str = ""
    tingkat: Tingkat | None = None
    menjelaskan: tuple[CellRef, ...] = ()


class TidakBisaError(Exception):
    """Why a rule cannot run on this workbook: a key of [tidak_diperiksa] in catalogue.toml and its tokens."""

    def __init__(self, alasan: str, **kata: object) -> None:
        super().__init__(alasan)
        self.alasan, self.kata = alasan, kata


class SebagianError(TidakBisaError):
    """Raised by a rule after its hits: they stand, and the reason says what it could not look at."""


Fungsi = Callable[["Konteks"], Iterator[Kena]]
FungsiLanjutan = Callable[["Konteks", "Sequence[Temuan]"], Iterator[Kena]]


class Aturan(NamedTuple):
    """A registered rule and the kinds of table it needs, "a|b" meaning either."""

    kode: str
    fungsi: Fungsi
    butuh: tuple[str, ...]


class AturanLanjutan(NamedTuple):
    """A rule that judges what the others found."""

    kode: str
    fungsi: FungsiLanjutan
    butuh: tuple[str, ...]


_RULES: dict[str, Aturan] = {}
_LATER: dict[str, AturanLanjutan] = {}


def aturan(kode: str, *butuh: str) -> Callable[[Fungsi], Fungsi]:
    """Register a generator as the rule ``kode``; without the kinds of table it needs it is "tidak diperiksa"."""

    def register(fungsi: Fungsi) -> Fungsi:
        if kode in _RULES:
            raise ValueError(kode)
        _RULES[kode] = Aturan(kode, fungsi, butuh)
        return fungsi

    return register


def aturan_lanjutan(kode: str, *butuh: str) -> Callable[[FungsiLanjutan], FungsiLanjutan]:
    """Register a rule that runs after the others and is given what they found."""

    def register(fungsi: FungsiLanjutan) -> FungsiLanjutan:
        _LATER[kode] = AturanLanjutan(kode, fungsi, butuh)
        return fungsi

    return register


def registered() -> Mapping[str, Aturan]:
    """Return every registered rule by its code."""
    return _RULES


def registered_later() -> Mapping[str, AturanLanjutan]:
    """Return the rules that judge what the others found, by their code."""
    return _LATER


@cache
def catalogue() -> Mapping[str, Mapping[str, Any]]:
    """Return what catalogue.toml says of each rule: nama, tingkat, pesan, saran, mengapa, dasar, topik."""
    rules: Mapping[str, Mapping[str, Any]] = read_toml("rules/catalogue.toml")["aturan"]
    return rules


def versi_aturan() -> str:
    """Return the version of the catalogue."""
    versi: str = read_toml("rules/catalogue.toml")["versi"]
    return versi
