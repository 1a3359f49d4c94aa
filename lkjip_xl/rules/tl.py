"""Recommendations of the last evaluation: followed up, counted, and found broken again (TL001 to TL003)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from lkjip_xl.angka import read_angka
from lkjip_xl.layout import kind
from lkjip_xl.model import Baris
from lkjip_xl.pesan import read_toml
from lkjip_xl.rules.dasar import Kena, TidakBisaError, aturan, aturan_lanjutan
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.rules.ungkapan import kalimat, pendek
from lkjip_xl.sel import teks
from lkjip_xl.table import CellRef
from lkjip_xl.temuan import Temuan

_NOTHING = re.compile(r"belum(?: (?:ada|ditindaklanjuti|ditindak lanjuti|dilaksanakan))?\.?", re.IGNORECASE)
_DONE_MARK = re.compile(r"(?:s|✓|√|v)\.?|100 ?%", re.IGNORECASE)
_NOT_DONE = re.compile(r"\b(?:belum|tidak|proses|sebagian)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:selesai|sudah|telah|tuntas|ditindaklanjuti|ditindak lanjuti|terpenuhi)\b", re.IGNORECASE)
_MOST_CELLS = 4


@aturan("TL001", "tindak_lanjut")
def rekomendasi_tanpa_tindak_lanjut(konteks: Konteks) -> Iterator[Kena]:
    """Yield recommendations whose follow-up is empty, a dash, or "belum"."""
    for row in _recommended(konteks, "tindak_lanjut"):
        text = teks(row, "tindak_lanjut")
        if read_angka(text).jenis == "belum diukur" or _NOTHING.fullmatch(text):
            yield Kena(row.ref("tindak_lanjut"), {"rekomendasi": pendek(row.uraian)}, row)


def _recommended(konteks: Konteks, table: str) -> list[Baris]:
    return [row for row in konteks.rows(table) if row.uraian]


@aturan("TL002", "lhe", "tindak_lanjut")
def jumlah_rekomendasi_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield one hit where LHE and follow-up do not list the same number of recommendations, naming which is missing."""
    listed, followed = (_distinct(konteks, table) for table in ("lhe", "tindak_lanjut"))
    if not listed or not followed or len(listed) == len(followed):
        return
    missing = _without_follow_up(konteks, listed, followed) if len(listed) > len(followed) else []
    first = missing[0] if missing else followed[0]
    kata = {
        "lhe": len(listed),
        "tindak_lanjut": len(followed),
        "rekomendasi": ", ".join(f"“{pendek(row.uraian)}” ({row.ref('rekomendasi').a1})" for row in missing),
    }
    yield Kena(first.ref("rekomendasi"), kata, first, varian="disebut" if missing else "")


def _distinct(konteks: Konteks, table: str) -> list[Baris]:
    """Return the recommendations of a table, each once: several rows may follow up one of them."""
    return list({konteks.words(row.uraian): row for row in reversed(_recommended(konteks, table))}.values())[::-1]


def _without_follow_up(konteks: Konteks, listed: Sequence[Baris], followed: Sequence[Baris]) -> list[Baris]:
    """Return the recommendations whose topik no follow-up has; none where that does not account for the difference."""
    topics = {topik for row in followed for topik in _topics(konteks, row)}
    paired = {id(each.kiri) for each in konteks.pair(listed, followed, _words).pasangan}
    missing = [row for row in listed if id(row) not in paired and not topics & set(_topics(konteks, row))]
    return missing if len(missing) == len(listed) - len(followed) else []


def _words(row: Baris) -> str:
    return row.uraian


@aturan_lanjutan("TL003", "tindak_lanjut")
def rekomendasi_berulang(konteks: Konteks, temuan: Sequence[Temuan]) -> Iterator[Kena]:
    """Yield recommendations marked selesai whose topik is found broken again, with the findings that show it."""
    if not any("status" in table.positions for table in konteks.tables("tindak_lanjut")):
        raise TidakBisaError("kolom", tabel=kind("tindak_lanjut").sebutan, kolom=kalimat("TL003", "status"))
    places = {sheet.name: number for number, sheet in enumerate(konteks.sheets)}
    broken = [each for each in temuan if each.tingkat != "info" and not each.alasan]
    broken.sort(key=lambda each: (places.get(each.ref.sheet, -1), each.ref.row, each.ref.column, each.kode))
    for row in _recommended(konteks, "tindak_lanjut"):
        topics = set(_topics(konteks, row))
        shown = [each for each in broken if topics.intersection(each.topik)]
        if shown and is_done(teks(row, "status")):
            kata = {
                "rekomendasi": pendek(row.uraian),
                "status": teks(row, "status"),
                "banyak": len(shown),
                "temuan": _listed(shown),
            }
            refs = tuple(dict.fromkeys(each.ref for each in shown))
            yield Kena(row.ref("status"), kata, row, refs, teks(row, "status"))


def is_done(status: str) -> bool:
    """Tell whether a status says that a recommendation is settled: "S", "Selesai", "Sudah ditindaklanjuti"."""
    text = status.strip()
    if _NOT_DONE.search(text):
        return False
    return bool(_DONE_MARK.fullmatch(text) or _DONE.search(text))


def _topics(konteks: Konteks, row: Baris) -> Sequence[str]:
    return konteks.once(_all_topics)[id(row)]


def _all_topics(konteks: Konteks) -> Mapping[int, Sequence[str]]:
    return {id(row): _topics_of(konteks, row) for row in konteks.rows("lhe", "tindak_lanjut")}


def _topics_of(konteks: Konteks, row: Baris) -> Sequence[str]:
    """Return the topik of a recommendation: of the LHE's column, of its counterpart there, or by its words."""
    if own := teks(row, "topik"):
        return (own,)
    if row.table.kind == "tindak_lanjut":
        listed = [each for each in konteks.rows("lhe") if teks(each, "topik")]
        found = konteks.pair([row], listed, _words).pasti().get(id(row)) if listed else None
        if found is not None:
            return (teks(found, "topik"),)
    words = " ".join(teks(row, field) for field in ("rekomendasi", "temuan")).lower()
    return [topik for topik, pattern in _patterns().items() if pattern.search(words)][:1]


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    entries: Mapping[str, Mapping[str, Sequence[str]]] = read_toml("rules/catalogue.toml")["topik"]
    return {topik: re.compile("|".join(entry["kata"])) for topik, entry in entries.items()}


def _listed(temuan: Sequence[Temuan]) -> str:
    """Return findings by code, each with its first cells: "RA003 (Rencana Aksi!H51), PK001 (IKU!D5, D6)"."""
    by_code: dict[str, list[CellRef]] = {}
    for each in temuan:
        by_code.setdefault(each.kode, []).append(each.ref)
    return ", ".join(f"{kode} ({_cells(refs)})" for kode, refs in by_code.items())


def _cells(refs: Sequence[CellRef]) -> str:
    sheet, parts = "", []
    for ref in refs[:_MOST_CELLS]:
        parts.append(ref.a1 if ref.sheet == sheet else f"{ref.sheet}!{ref.a1}")
        sheet = ref.sheet
    return ", ".join(parts) + (" …" if len(refs) > _MOST_CELLS else "")
