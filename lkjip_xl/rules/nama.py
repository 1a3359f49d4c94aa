"""What an indicator's name tells of it: whether it is a share, whether it counts output, whose score it is."""

from itertools import takewhile

from lkjip_xl.arah import menyebut, words_of
from lkjip_xl.kata import kunci, tulisan

_SHORTEST = 3
"""Letters of an abbreviation."""


def bagian(indikator: str) -> bool:
    """Tell whether a name is a share that cannot exceed 100: "Persentase …", growth and revenue apart."""
    is_share = tulisan(indikator).startswith("persentase")
    return is_share and not menyebut(indikator, "bagian", "boleh_lebih")


def bagian_kelurahan(indikator: str) -> bool:
    """Tell whether a name is a share of the office's kelurahan or desa."""
    words = tulisan(indikator).removeprefix("persentase").split()
    return tulisan(indikator).startswith("persentase") and words[:1] in (["kelurahan"], ["desa"])


def keluaran(indikator: str) -> bool:
    """Tell whether a name counts documents, activities or availability, not an outcome."""
    name = f"{tulisan(indikator)} "
    return any(name.startswith(word.lstrip()) for word in words_of("hasil", "keluaran"))


def nilai_akip(indikator: str, office: str) -> bool:
    """Tell whether an indicator is the score of the office's own performance accountability.

    What follows "Nilai AKIP" may be the office's name, cut short or abbreviated, or a word for any office; nothing may
    stand before it ("Persentase perangkat daerah dengan nilai AKIP B"), and the kota's score is not the office's.
    """
    first, *rest = kunci(indikator).split() or [""]
    own = kunci(office).split()
    return first == "akip" and _is_own(_without_any_office(rest, office), own)


def _without_any_office(words: list[str], office: str) -> list[str]:
    """Return what stands behind a word for any office; an office that scores the others means those by it."""
    text = f"{' '.join(words)} "
    judges = any(tulisan(office).startswith(word.strip()) for word in words_of("akip", "penilai"))
    said = () if judges else (word.lstrip() for word in words_of("akip", "sendiri"))
    return text.removeprefix(next((word for word in said if text.startswith(word)), "")).split()


def _is_own(words: list[str], own: list[str]) -> bool:
    """Tell whether words begin the office's name, no further than a word like kota; no words are no other's name."""
    places = {word.strip() for word in words_of("akip", "tempat")}
    named = list(takewhile(lambda word: word not in places, words)) or words
    return own[: len(named)] == named or (len(named) == 1 and named[0] not in places and _shortens(named[0], own))


def _shortens(word: str, own: list[str]) -> bool:
    """Tell whether a word is an abbreviation of a name: its letters in order, from the first ("Dishub")."""
    letters = iter("".join(own))
    return len(word) >= _SHORTEST and "".join(own).startswith(word[0]) and all(each in letters for each in word)
