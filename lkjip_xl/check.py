"""Runs the rules on a workbook, silences what another rule explains, applies Penjelasan, and sorts the findings."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module

from lkjip_xl.layout import kind
from lkjip_xl.model import Baris
from lkjip_xl.pesan import read_toml
from lkjip_xl.rules.dasar import (
    Aturan,
    AturanLanjutan,
    Kena,
    SebagianError,
    TidakBisaError,
    catalogue,
    registered,
    registered_later,
)
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.rules.penjelasan import Penjelasan, find_penjelasan
from lkjip_xl.sel import teks
from lkjip_xl.table import CellRef
from lkjip_xl.temuan import HasilPeriksa, Tahap, Temuan, TidakDiperiksa, Tingkat, row_name

FAMILIES = ("wb", "pd", "ik", "pk", "rj", "rn", "vektor", "ra", "rl", "ag", "cp", "ef", "dukung", "riwayat", "tl", "dk")


def periksa(konteks: Konteks) -> HasilPeriksa:
    """Run every rule; findings are sorted by sheet, row and code, and the same from run to run."""
    for family in FAMILIES:
        import_module(f"lkjip_xl.rules.{family}")
    hits, skipped = _run(konteks)
    explanations = find_penjelasan(konteks)
    found = [_temuan(konteks, kode, kena, explanations) for kode, kena in _not_silenced(hits)]
    for rule in registered_later().values():
        more, not_run = _attempt(rule, konteks, found)
        skipped += not_run
        found += [_temuan(konteks, kode, kena, explanations) for kode, kena in more]
    ordered = sorted(set(found), key=lambda each: _order(konteks, each))
    return HasilPeriksa(
        konteks.tahap,
        tuple(each for each in ordered if not each.alasan),
        tuple(each for each in ordered if each.alasan),
        tuple(sorted(skipped)),
    )


_Hits = list[tuple[str, Kena]]


def _run(konteks: Konteks) -> tuple[_Hits, list[TidakDiperiksa]]:
    hits: _Hits = []
    skipped: list[TidakDiperiksa] = []
    for rule in registered().values():
        found, not_run = _attempt(rule, konteks, ())
        hits += found
        skipped += not_run
    return hits, skipped


def _attempt(
    rule: Aturan | AturanLanjutan, konteks: Konteks, found: Sequence[Temuan]
) -> tuple[_Hits, list[TidakDiperiksa]]:
    """Return a rule's hits, or the reason why it could not run; one that stops halfway has not run.

    Only the hits of one that says it looked at a part (SebagianError) stand.
    """
    hits: _Hits = []
    try:
        for need in rule.butuh:
            if not konteks.tables(*need.split("|")):
                raise TidakBisaError("tabel", tabel=_kind_names(need))
        kena = rule.fungsi(konteks) if isinstance(rule, Aturan) else rule.fungsi(konteks, found)
        hits.extend((rule.kode, each) for each in kena)
    except TidakBisaError as reason:
        text: str = read_toml("rules/catalogue.toml")["tidak_diperiksa"][reason.alasan]
        stand = hits if isinstance(reason, SebagianError) else []
        return stand, [TidakDiperiksa(rule.kode, text.format_map(reason.kata))]
    return hits, []


def _kind_names(need: str) -> str:
    return " atau ".join(kind(nama).sebutan for nama in need.split("|"))


def _not_silenced(hits: _Hits) -> Iterator[tuple[str, Kena]]:
    """Yield the hits no other rule explains (principle 1 of ATURAN)."""
    explained: dict[str, set[CellRef]] = defaultdict(set)
    for kode, kena in hits:
        explained[kode].update((kena.ref, *kena.menjelaskan))
    always = read_toml("rules/catalogue.toml")["umum"]["menekan_semua"]
    for kode, kena in hits:
        silencers = [*catalogue()[kode].get("ditekan_oleh", ()), *(each for each in always if kode not in always)]
        cells = {kena.ref, *kena.lain}
        if not any(cells & explained[each] for each in silencers if each != kode):
            yield kode, kena


def _temuan(konteks: Konteks, kode: str, kena: Kena, explanations: Sequence[Penjelasan]) -> Temuan:
    entry = catalogue()[kode]
    tokens = _tokens(kena)
    suffix = f"_{kena.varian}" if kena.varian else ""
    message, advice = (entry.get(f"{name}{suffix}", entry[name]) for name in ("pesan", "saran"))
    reason = "" if entry.get("mutlak") else next((each.alasan for each in explanations if each.covers(kode, kena)), "")
    return Temuan(
        kode=kode,
        nama=entry["nama"],
        tingkat=kena.tingkat or _tingkat(entry, konteks.tahap),
        ref=kena.ref,
        pesan=message.format_map(tokens),
        saran=advice.format_map(tokens),
        sel_lain=kena.lain,
        baris=row_name(kena.baris),
        penanggung_jawab=_responsible(kena.baris),
        ditemukan=kena.ditemukan,
        seharusnya=kena.seharusnya,
        dasar=tuple(entry.get("dasar", ())),
        topik=tuple(entry.get("topik", ())),
        alasan=reason,
    )


def _tokens(kena: Kena) -> Mapping[str, object]:
    """Return the tokens every message may use beside its rule's own."""
    own = {
        "sel": kena.ref.a1,
        "lembar": kena.ref.sheet,
        "baris": row_name(kena.baris),
        "ditemukan": kena.ditemukan,
        "seharusnya": kena.seharusnya,
    }
    return own | dict(kena.kata)


def _tingkat(entry: Mapping[str, object], tahap: Tahap) -> Tingkat:
    tingkat: Tingkat = entry.get(f"tingkat_{tahap}", entry["tingkat"])  # type: ignore[assignment]
    return tingkat


def _responsible(baris: Baris | None) -> str:
    return teks(baris, "penanggung_jawab") if baris else ""


def _order(konteks: Konteks, temuan: Temuan) -> tuple[int, int, str, int, str]:
    names = [sheet.name for sheet in konteks.sheets]
    at = names.index(temuan.ref.sheet) if temuan.ref.sheet in names else len(names)
    return at, temuan.ref.row, temuan.kode, temuan.ref.column, temuan.pesan
