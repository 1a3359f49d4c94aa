"""Tingkat efisiensi and its status as written (EF001 to EF004)."""

from collections.abc import Iterator, Mapping, Set
from decimal import Decimal
from itertools import pairwise

from lkjip_xl.angka import bulatkan, format_angka
from lkjip_xl.cara_efisiensi import rumus_lain
from lkjip_xl.hitungan import Efisiensi
from lkjip_xl.ketentuan import Ketentuan, label_words
from lkjip_xl.layout import kind
from lkjip_xl.model import Baris
from lkjip_xl.rules.dasar import Kena, TidakBisaError, aturan
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.rules.ungkapan import kalimat, pendek
from lkjip_xl.sel import teks
from lkjip_xl.table import CellRef
from lkjip_xl.tertulis import agrees, bandingkan, show

_SCALE, _FINER_SCALE = 2, 3
_LOW = Decimal(75)
_HUNDRED = Decimal(100)


@aturan("EF001", "efisiensi|efisiensi_iku|efisiensi_jadi")
def efisiensi_tertulis_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield written efisiensi that are not capaian over serapan, unless a written capaian or serapan is the cause."""
    yield from _off_what_stands_beside(konteks)
    customs, told = rumus_lain(konteks.hitungan.efisiensi), set[int]()
    for each in konteks.hitungan.efisiensi:
        row = each.baris
        written = row.nilai.get("efisiensi")
        formula, followers = customs[id(row.table)]
        if id(row) in followers:
            if id(row.table) not in told:
                told.add(id(row.table))
                kata = {"baris": pendek(row.nama), "rumus": formula}
                yield Kena(row.ref("efisiensi"), kata, row, varian="rumus_lain", tingkat="info")
            continue
        if written is None or written.jenis != "angka":
            continue
        found = bandingkan(written, each.nilai)
        if found.beda == "sama" or (found.beda == "beda" and agrees(written, _as_written(each))):
            continue
        near = found.beda == "pembulatan"
        yield Kena(
            written.ref,
            found.kata
            | {
                "baris": pendek(row.nama),
                "capaian": format_angka(each.rata_rata, 2),
                "serapan": format_angka(each.serapan.nilai, 2),
            },
            row,
            tuple(row.ref(field) for field in ("capaian", "serapan") if row.has(field)),
            str(found.kata["tertulis"]),
            str(found.kata["hitungan"]),
            varian="pembulatan" if near else "",
            tingkat="info" if near else None,
        )


def _off_what_stands_beside(konteks: Konteks) -> Iterator[Kena]:
    """Yield efisiensi of tables without targets that the capaian and serapan beside them do not give.

    Only the odd rows: a table that mostly follows another formula has a custom of its own.
    """
    for table in konteks.tables("efisiensi_jadi"):
        rows = [row for row in konteks.rows("efisiensi_jadi") if row.table is table]
        compared = [(row, bandingkan(row.nilai["efisiensi"], ratio)) for row in rows if (ratio := _ratio_beside(row))]
        odd = [(row, found) for row, found in compared if found.beda == "beda"]
        for row, found in odd if len(odd) * 2 < len(compared) else ():
            beside = {field: show(row.nilai[field]) for field in ("capaian", "serapan")}
            kata = found.kata | {"baris": pendek(row.nama)} | beside
            lain = tuple(row.ref(field) for field in beside)
            yield Kena(row.ref("efisiensi"), kata, row, lain, str(found.kata["tertulis"]), str(found.kata["hitungan"]))


def _ratio_beside(row: Baris) -> Decimal | None:
    """Return what the capaian and serapan written in a row give."""
    capaian, serapan = row.nilai["capaian"].nilai, row.nilai["serapan"].nilai
    return capaian / serapan * _HUNDRED if capaian is not None and serapan else None


def _as_written(each: Efisiensi) -> Decimal | None:
    """Return what the capaian and serapan written in a row give."""
    cells = [each.baris.nilai.get(field) for field in ("capaian", "serapan")]
    capaian, serapan = (cell.nilai if cell else None for cell in cells)
    if capaian is None or not serapan or len(each.capaian) > 1:
        return None
    return capaian / serapan * _HUNDRED


@aturan("EF002", "efisiensi|efisiensi_iku")
def status_efisiensi_keliru(konteks: Konteks) -> Iterator[Kena]:
    """Yield statuses that contradict the scale or are no label of it; one that follows a wrong figure is its fault."""
    customs, own_scale = rumus_lain(konteks.hitungan.efisiensi), _own_scale(konteks)
    for each in _with_status(konteks):
        row, status = each.baris, each.baris.teks["status"]
        if own_scale or customs[id(row.table)][0]:
            continue
        right, ketentuan = each.status, konteks.ketentuan
        written = row.nilai["efisiensi"].nilai if "efisiensi" in row.nilai else None
        if _same(status, right) or (written is not None and _same(status, ketentuan.status(written))):
            continue
        known = any(_same(status, label) for label in (ketentuan.efisien, ketentuan.tidak_efisien))
        kata = {
            "baris": pendek(row.nama),
            "status": status,
            "efisiensi": format_angka(each.nilai, 2),
            "batas": format_angka(ketentuan.batas_efisien),
            "sebutan": f"{ketentuan.efisien}, {ketentuan.tidak_efisien}",
        }
        lain = (row.ref("efisiensi"),) if row.has("efisiensi") else ()
        yield Kena(row.ref("status"), kata, row, lain, status, right, varian="" if known else "bukan_sebutan")


def _with_status(konteks: Konteks) -> Iterator[Efisiensi]:
    """Yield the efisiensi whose row has a status; a note in its place is none."""
    for each in konteks.hitungan.efisiensi:
        status = each.baris.teks.get("status", "")
        if label_words(status) and konteks.ketentuan.is_sebutan(status):
            yield each


def _own_scale(konteks: Konteks) -> bool:
    """Tell whether the statuses are those of another scale: two labels or more that part the figures, three with ours.

    One label alone tells nothing of a scale, nor does one row that is called otherwise than all the rest.
    """
    bounds: dict[frozenset[str], list[Decimal]] = {}
    for each in _telling(list(_with_status(konteks))):
        bounds.setdefault(frozenset(label_words(each.baris.teks["status"])), []).append(bulatkan(each.nilai))
    ours = {frozenset(label_words(label)) for label in (konteks.ketentuan.efisien, konteks.ketentuan.tidak_efisien)}
    if _is_odd_one(bounds, ours):
        return False
    ordered = sorted(bounds.values(), key=min)
    ranks = [_rank(words) for words in sorted(bounds, key=lambda words: min(bounds[words]))]
    apart = all(max(low) < min(high) for low, high in pairwise(ordered)) and ranks == sorted(ranks)
    least = _FINER_SCALE if bounds.keys() & ours else _SCALE
    return apart and len(bounds) >= least and not bounds.keys() <= ours


def _telling(rows: list[Efisiensi]) -> list[Efisiensi]:
    """Return the rows whose status a formula gives, all where none does: what is typed over one is no scale."""
    cells = [(each, each.baris.table.cell(each.baris.row, "status")) for each in rows]
    return [each for each, cell in cells if cell and cell.formula] or rows


def _is_odd_one(bounds: Mapping[frozenset[str], list[Decimal]], ours: Set[frozenset[str]]) -> bool:
    """Tell whether one row alone has no label of ours, beside one of ours that several rows have."""
    strange = sum(len(values) for label, values in bounds.items() if label not in ours)
    return strange == 1 and any(len(bounds[label]) > 1 for label in bounds.keys() & ours)


def _rank(words: frozenset[str]) -> int:
    """Return how good a label sounds: "tidak efisien" before "cukup efisien", "sangat efisien" last."""
    if words & {"tidak", "belum", "boros"}:
        return 0
    return 1 if "kurang" in words else 2 if "cukup" in words else 4 if words & {"sangat", "amat"} else 3


def _same(left: str, right: str) -> bool:
    return label_words(left) == label_words(right)


@aturan("EF003", "efisiensi|efisiensi_iku")
def efisien_tetapi_target_tidak_tercapai(konteks: Konteks) -> Iterator[Kena]:
    """Yield rows that are efficient by the scale only because even less was spent than was achieved.

    Where several indicators share one budget, no row has an efisiensi of its own to be judged by.
    """
    _needs_status(konteks)
    for each in _with_status(konteks):
        alone = len(each.capaian) == 1
        if alone and _is_efficient(konteks.ketentuan, each) and bulatkan(each.rata_rata) < _HUNDRED:
            kata = {
                "baris": pendek(each.baris.nama),
                "capaian": format_angka(each.rata_rata, 2),
                "serapan": format_angka(each.serapan.nilai, 2),
                "efisiensi": format_angka(each.nilai, 2),
                "status": each.baris.teks["status"],
            }
            yield Kena(each.baris.ref("status"), kata, each.baris, _figures(each.baris))


def _is_efficient(ketentuan: Ketentuan, each: Efisiensi) -> bool:
    """Tell whether the scale says efficient, and the row says so in the scale's word."""
    return each.status == ketentuan.efisien and _same(each.baris.teks["status"], ketentuan.efisien)


def _figures(row: Baris) -> tuple[CellRef, ...]:
    return tuple(row.ref(field) for field in ("capaian", "efisiensi") if row.has(field))


def _needs_status(konteks: Konteks) -> None:
    tables = konteks.tables("efisiensi", "efisiensi_iku")
    if not any("status" in table.positions for table in tables):
        raise TidakBisaError("kolom", tabel=kind(tables[0].kind).sebutan, kolom=kalimat("EF003", "status"))


@aturan("EF004", "efisiensi|efisiensi_iku")
def serapan_rendah_tanpa_penjelasan(konteks: Konteks) -> Iterator[Kena]:
    """Yield rows that reached their target with little of the budget and do not say why."""
    for each in konteks.hitungan.efisiensi:
        row = each.baris
        if each.rata_rata >= _HUNDRED and each.serapan.nilai < _LOW and not teks(row, "keterangan"):
            kata = {
                "baris": pendek(row.nama),
                "capaian": format_angka(each.rata_rata, 2),
                "serapan": format_angka(each.serapan.nilai, 2),
            }
            yield Kena(row.ref("serapan" if row.has("serapan") else "realisasi_anggaran"), kata, row)
