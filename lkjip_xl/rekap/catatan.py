"""The findings of all workbooks, one after another, read from their catatan.json one workbook at a time."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.model import Kantor, Rekap

_FIELDS = ("tingkat", "kode", "lembar", "sel", "baris", "pesan", "saran", "ditemukan", "seharusnya", "penanggung_jawab")
_UNREADABLE = OSError, ValueError, KeyError, TypeError


class Catatan(NamedTuple):
    """One finding of one office; ``dijelaskan`` tells whether the office set it aside, ``alasan`` why."""

    kantor: str
    """The office's id."""
    perangkat_daerah: str
    tingkat: str
    kode: str
    lembar: str
    sel: str
    baris: str
    pesan: str
    saran: str
    ditemukan: str
    seharusnya: str
    penanggung_jawab: str
    dijelaskan: bool = False
    alasan: str = ""
    salinan: str = ""
    """The marked copy, as a path below the output folder, "" where none was made."""


def catatan(rekap: Rekap, keluaran: Path) -> Iterator[Catatan]:
    """Yield the findings of all offices, those between workbooks first; ``keluaran`` is the output folder.

    Of a workbook whose findings can no longer be read one row says so: the others go on.
    """
    yield from antar_buku(rekap)
    for kantor in rekap.kantor:
        path = kantor.ringkasan.keluaran.get("json", "")
        try:
            data = json.loads((keluaran / path).read_text(encoding="utf-8"))
            rows = [_row(kantor, each) for each in (*data["temuan"], *data["dijelaskan_temuan"])]
        except _UNREADABLE:
            rows = [_lost(kantor, path)]
        yield from rows


def antar_buku(rekap: Rekap) -> Iterator[Catatan]:
    """Yield the contradictions between workbooks as rows like any other, the office they are about first."""
    names = {each.id: each.nama for each in rekap.kantor}
    for each in rekap.temuan:
        others = "; ".join(names[own] for own in each.kantor[1:])
        where = pesan("rekap.antar_buku")
        first = each.kantor[0]
        yield Catatan(
            first, names[first], each.tingkat, each.kode, where, "", others, each.pesan, each.saran, "", "", ""
        )


def _row(kantor: Kantor, data: dict[str, Any]) -> Catatan:
    texts = {field: str(data[field] or "") for field in _FIELDS}
    copy = kantor.ringkasan.keluaran.get("salinan", "")
    reason = str(data.get("alasan") or "")
    return Catatan(kantor.id, kantor.nama, **texts, dijelaskan="alasan" in data, alasan=reason, salinan=copy)


def _lost(kantor: Kantor, path: str) -> Catatan:
    said = pesan("rekap.catatan_hilang", berkas=path or kantor.ringkasan.berkas)
    return Catatan(kantor.id, kantor.nama, "", "", "", "", "", said, "", "", "", "")
