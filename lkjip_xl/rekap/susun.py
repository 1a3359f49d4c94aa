"""Puts the summaries of a batch side by side: offices with ids and names of their own, indicators, ranks, findings."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath

from lkjip_xl.angka import bulatkan
from lkjip_xl.kata import nama_kantor
from lkjip_xl.rekap.model import Gagal, IndikatorRekap, Kantor, Rekap, TemuanRekap
from lkjip_xl.rekap.padu import Kelompok, nama_umum, padukan
from lkjip_xl.rekap.ringkasan import Ringkasan
from lkjip_xl.rekap.temuan import temuan_rekap
from lkjip_xl.rules.dasar import versi_aturan

_LONGEST_ID, _LONGEST_NAME = 60, 120
_RESERVED = re.compile(r"index|con|prn|aux|nul|(?:com|lpt)\d")
"""Names a file below the page's folder cannot have: its own page's, and those Windows keeps for devices."""


def susun(ringkasan: Iterable[Ringkasan], tahap: str, tanggal: date, versi: str) -> Rekap:
    """Return the comparison of all workbooks; the order they come in changes nothing."""
    every = sorted(ringkasan, key=lambda each: each.berkas)
    kantor = _offices([each for each in every if not each.gagal])
    kelompok = padukan(kantor)
    means = {each.id: each.ringkasan.rata_rata for each in kantor}
    temuan = temuan_rekap(kantor, kelompok)
    return Rekap(
        tanggal,
        tahap,
        versi,
        versi_aturan(),
        _years(kantor),
        kantor,
        _indicators(kelompok),
        temuan,
        tuple(Gagal(each.berkas, each.gagal) for each in every if each.gagal),
        peringkat(means),
        _rules(kantor, temuan),
    )


def peringkat(nilai: Mapping[str, Decimal | None]) -> dict[str, int]:
    """Return the rank of each measured value at 2 decimals, the highest 1; equal ones share one and the next skips."""
    shown = {key: bulatkan(value) for key, value in nilai.items() if value is not None}
    first: dict[Decimal, int] = {}
    for place, value in enumerate(sorted(shown.values(), reverse=True), 1):
        first.setdefault(value, place)
    return {key: first[value] for key, value in shown.items()}


def _rules(kantor: Iterable[Kantor], temuan: Iterable[TemuanRekap]) -> tuple[str, ...]:
    own = {each.kode for one in kantor for each in one.ringkasan.aturan if each.jumlah}
    return tuple(sorted(own | {each.kode for each in temuan}))


def _years(kantor: Iterable[Kantor]) -> tuple[int, ...]:
    counts = Counter(each.ringkasan.tahun for each in kantor if each.ringkasan.tahun is not None)
    return tuple(sorted(counts, key=lambda year: (-counts[year], -year)))


def _indicators(kelompok: Iterable[Kelompok]) -> tuple[IndikatorRekap, ...]:
    """Return the indicators, the commonest first; equally common ones in the order the offices list them."""

    def order(each: Kelompok) -> tuple[int, float, str]:
        return -len(each.milik), sum(row.urutan for row in each.milik) / len(each.milik), each.kunci

    return tuple(_indicator(each) for each in sorted(kelompok, key=order))


def _indicator(kelompok: Kelompok) -> IndikatorRekap:
    nilai = {row.kantor: row.iku for row in kelompok.milik}
    ranks = peringkat({office: iku.capaian for office, iku in nilai.items()})
    return IndikatorRekap(*nama_umum(kelompok.milik), nilai, ranks)


def _offices(ringkasan: Sequence[Ringkasan]) -> tuple[Kantor, ...]:
    """Return the offices by name, each with an id and a name no other has."""
    shared = _shared(ringkasan)
    names = _names(ringkasan, shared)
    named = sorted(zip(names, ringkasan, strict=True), key=lambda pair: (_in_order(pair[0]), pair[1].berkas))
    ids = _unique([_slug(_page(each, shared)) or _slug(_stem(each)) or "kantor" for _, each in named], "{}-{}")
    return tuple(Kantor(own, name, each) for own, (name, each) in zip(ids, named, strict=True))


def _in_order(name: str) -> tuple[tuple[int, str], ...]:
    """Return a name as it is sorted: "Kecamatan 2" before "Kecamatan 10"."""
    parts = re.findall(r"\d+|\D+", name.casefold())
    return tuple((int(part), "") if part.isdecimal() and len(part) < _LONGEST_ID else (-1, part) for part in parts)


def _shared(ringkasan: Iterable[Ringkasan]) -> Set[str]:
    """Return the names that offices of more than one government have, as names are compared."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in ringkasan:
        if each.perangkat_daerah and each.daerah:
            found[nama_kantor(each.perangkat_daerah)].add(each.daerah)
    return {name for name, daerah in found.items() if len(daerah) > 1}


def _page(ringkasan: Ringkasan, shared: Set[str]) -> str:
    """Return what an office's page is called after: its name, with its government where others' have it too."""
    office = ringkasan.perangkat_daerah
    return f"{office} {ringkasan.pemerintah}" if nama_kantor(office) in shared else office


def _names(ringkasan: Sequence[Ringkasan], shared: Set[str]) -> list[str]:
    """Return what people call each office: its own name; where several have it, with government, year or file."""
    plain = [_short(each.perangkat_daerah) or _short(_stem(each)) or each.berkas for each in ringkasan]
    compared = [nama_kantor(each.perangkat_daerah) for each in ringkasan]
    keys = [key if key in shared else name.casefold() for name, key in zip(plain, compared, strict=True)]
    marks = [[*_marks(each, key in shared)] for each, key in zip(ringkasan, compared, strict=True)]
    count = Counter(keys)
    taken = Counter((key, mark) for key, own in zip(keys, marks, strict=True) for mark in own)
    names = []
    files = Counter((key, _file(each)) for key, each in zip(keys, ringkasan, strict=True))
    for name, key, own, each in zip(plain, keys, marks, ringkasan, strict=True):
        file = _file(each) if files[key, _file(each)] == 1 else each.berkas
        apart = next((mark for mark in own if taken[key, mark] == 1), file)
        names.append(f"{name} ({apart})" if count[key] > 1 else name)
    return _unique(names, "{} ({})")


def _marks(ringkasan: Ringkasan, is_shared: bool) -> Iterator[str]:
    """Yield what may tell a workbook from others of the same office's name, the plainest first."""
    year, government = str(ringkasan.tahun or ""), ringkasan.pemerintah
    if not is_shared:
        yield from [year] if year else []
    elif government:
        yield government
        yield from [f"{government}, {year}"] if year else []


def _unique(texts: Iterable[str], pattern: str) -> list[str]:
    """Return texts, those that another already is but for case with a number from 2 on."""
    taken: set[str] = set()
    last: dict[str, int] = {}
    found = []
    for text in texts:
        own, number = text, last.get(text, 1)
        while own.casefold() in taken:
            number += 1
            own = pattern.format(text, number)
        last[text] = number
        taken.add(own.casefold())
        found.append(own)
    return found


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[: _LONGEST_NAME - 1]}…"


def _file(ringkasan: Ringkasan) -> str:
    return PurePosixPath(ringkasan.berkas).name


def _stem(ringkasan: Ringkasan) -> str:
    return PurePosixPath(ringkasan.berkas).stem


def _slug(text: str) -> str:
    """Return a text as a file's name every system takes, "" where nothing of it remains."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-")
    return f"kantor-{slug}" if _RESERVED.fullmatch(slug) else slug
