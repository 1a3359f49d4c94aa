"""What ``lkjip aturan`` prints: the catalogue, or one rule explained with its examples."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from textwrap import wrap
from typing import Any

from lkjip_xl.pesan import pesan
from lkjip_xl.report.json import Json
from lkjip_xl.report.line import grid, short
from lkjip_xl.rules.contoh import Contoh, Tabel, contoh
from lkjip_xl.rules.dasar import catalogue, versi_aturan
from lkjip_xl.table import column_letters
from lkjip_xl.temuan import Tahap, Tingkat

_CELL_WIDTH = 26
_INDENT = "  "


def tingkat_pada(entry: Mapping[str, Any], tahap: Tahap) -> Tingkat:
    """Return a rule's severity at a tahap."""
    tingkat: Tingkat = entry.get(f"tingkat_{tahap}", entry["tingkat"])
    return tingkat


def daftar_lines() -> Iterator[str]:
    """Yield the catalogue, one line per rule: code, name, severity at both tahap."""
    head = [pesan(f"aturan.{name}") for name in ("kode", "nama", "draf", "penyampaian")]
    rules = sorted(catalogue().items())
    rows = [[kode, e["nama"], tingkat_pada(e, "draf"), tingkat_pada(e, "penyampaian")] for kode, e in rules]
    yield from grid(head, rows)
    yield from ["", pesan("aturan.jumlah", jumlah=len(rows), versi=versi_aturan())]


def find_kode(text: str) -> str | None:
    """Return the code of a rule by its code or its name, in any case; None where there is none."""
    names = {entry["nama"]: kode for kode, entry in catalogue().items()}
    kode = text.strip().upper()
    return kode if kode in catalogue() else names.get(text.strip().lower())


def unknown_line(text: str) -> str:
    """Return what is said of a rule that does not exist, with those that look most like it."""
    by_name = {entry["nama"]: kode for kode, entry in catalogue().items()}
    near = get_close_matches(text.upper(), catalogue(), n=3, cutoff=0.6)
    near += [by_name[name] for name in get_close_matches(text.lower(), by_name, n=2, cutoff=0.6)]
    key = "aturan.tidak_dikenal" if near else "aturan.tidak_dikenal_jauh"
    return pesan(key, kode=text, mirip=", ".join(dict.fromkeys(near)))


def jelas_lines(kode: str, width: int) -> Iterator[str]:
    """Yield one rule explained: what it says and why, its basis, the examples."""
    entry = catalogue()[kode]
    draf, penyampaian = (tingkat_pada(entry, tahap) for tahap in ("draf", "penyampaian"))
    yield f"{kode} {entry['nama']}"
    yield pesan("aturan.tingkat_sama" if draf == penyampaian else "aturan.tingkat_beda", **_both(draf, penyampaian))
    yield from _part("mengapa", [entry.get("mengapa", "")], width)
    yield from _part("bunyi", _variants(entry, "pesan"), width)
    yield from _part("saran", _variants(entry, "saran"), width)
    yield from _part("dasar", entry.get("dasar", ()), width)
    yield from _part("topik", entry.get("topik", ()), width)
    silencers = entry.get("ditekan_oleh", ())
    notes = [pesan("aturan.ditekan_oleh", kode=", ".join(silencers))] if silencers else []
    notes += [pesan("aturan.mutlak")] if entry.get("mutlak") else []
    yield from ["", *notes] if notes else []
    yield from _examples(kode)


def _both(draf: str, penyampaian: str) -> dict[str, str]:
    return {"draf": draf, "penyampaian": penyampaian}


def _variants(entry: Mapping[str, Any], name: str) -> list[str]:
    """Return a rule's sentence and its variants, each once, a token shown as ‹kata›."""
    texts = [text for key, text in entry.items() if key == name or key.startswith(f"{name}_")]
    return [re.sub(r"\{(\w+)[^}]*\}", r"‹\1›", text) for text in dict.fromkeys(texts)]


def _part(name: str, texts: Iterable[str], width: int) -> Iterator[str]:
    given = [text for text in texts if text]
    if given:
        yield from ["", pesan(f"aturan.{name}")]
    for text in given:
        yield from wrap(text, width, initial_indent=_INDENT, subsequent_indent=_INDENT, break_on_hyphens=False)


def _examples(kode: str) -> Iterator[str]:
    cases = contoh().get(kode, {})
    if not cases:
        yield from ["", pesan("aturan.tanpa_contoh")]
    for name in ("kena", "tidak"):
        if name in cases:
            yield from ["", *_example(name, cases[name])]


def _example(name: str, case: Contoh) -> Iterator[str]:
    yield pesan(f"aturan.{name}", judul=case.judul)
    for lembar, rows in case.lembar.items():
        yield _INDENT + pesan("aturan.lembar", lembar=lembar)
        yield from (_INDENT + line for line in _sheet(rows))
    found = ", ".join(" ".join(row) for row in case.temuan)
    yield _INDENT + (pesan("aturan.temuan", temuan=found) if found else pesan("aturan.tanpa_temuan"))


def _sheet(rows: Tabel) -> Iterator[str]:
    """Yield a sheet as Excel shows it: column letters on top, row numbers on the left."""
    width = max(map(len, rows), default=0)
    padded = [[str(number), *row, *[""] * (width - len(row))] for number, row in enumerate(rows, 1)]
    head = ["", *(column_letters(column) for column in range(1, width + 1))]
    yield from grid(head, [[short(cell, _CELL_WIDTH) for cell in row] for row in padded])


def aturan_json(codes: Iterable[str]) -> list[Json]:
    """Return rules with their examples, as ``lkjip aturan --format json`` prints them."""
    return [_json(kode, catalogue()[kode]) for kode in codes]


def _json(kode: str, entry: Mapping[str, Any]) -> Json:
    return {
        "kode": kode,
        "nama": entry["nama"],
        "tingkat": _both(tingkat_pada(entry, "draf"), tingkat_pada(entry, "penyampaian")),
        "mengapa": entry.get("mengapa"),
        "pesan": _variants(entry, "pesan"),
        "saran": _variants(entry, "saran"),
        "dasar": list(entry.get("dasar", ())),
        "topik": list(entry.get("topik", ())),
        "ditekan_oleh": list(entry.get("ditekan_oleh", ())),
        "mutlak": bool(entry.get("mutlak")),
        "contoh": {name: case._asdict() for name, case in contoh().get(kode, {}).items()},
    }
