"""Indicators by themselves: complete, measurable, with a fitting unit and direction, and served by a programme."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from functools import partial

from lkjip_xl.angka import bulatkan, format_angka
from lkjip_xl.arah import BELUM_DITULIS, MENURUT_NAMA, arah_tertulis, makin_rendah
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.rules.dasar import Kena, TidakBisaError, aturan
from lkjip_xl.rules.gema import mengambil
from lkjip_xl.rules.kebiasaan import menurut_rendah, rendah, tak_menurut_rumus
from lkjip_xl.rules.konteks import DOCUMENT, Konteks
from lkjip_xl.rules.label import berlabel
from lkjip_xl.rules.nama import bagian_kelurahan, keluaran
from lkjip_xl.rules.satuan import cocok, makna, yang_dihitung
from lkjip_xl.rules.sebutan import daftar, tulis
from lkjip_xl.rules.ungkapan import pendek
from lkjip_xl.rules.uraian import berjenjang_pasti, ref_uraian
from lkjip_xl.rules.versi import berlaku
from lkjip_xl.sel import angka, per_tahun, teks
from lkjip_xl.table import CellRef

_PLANS = ("pk", "iku", "renja", "rencana_aksi")
_WITH_ARAH = ("iku", "struktur", "capaian_iku", "realisasi", "program_pendukung", "renstra", "monev")
_WITH_UNIT = (
    "struktur", "iku", "renja", "pk", "pk_program", "rencana_aksi", "capaian_iku", "realisasi", "program_pendukung",
    "renstra", "monev",
)  # fmt: skip
_WITH_SHARE = ("iku", "renja", "pk", "rencana_aksi", "capaian_iku", "realisasi", "program_pendukung", "renstra")
_KELURAHAN = re.compile(r"^\s*jumlah (?:kelurahan|desa)(?:\s*/\s*(?:kelurahan|desa))?\s*:?\s*$", re.IGNORECASE)
_FINE = 4


@aturan("IK001", "pk|iku|renja|rencana_aksi")
def sasaran_tanpa_indikator(konteks: Konteks) -> Iterator[Kena]:
    """Yield a sasaran that has no indicator in any document."""
    measured = {konteks.words(row.uraian) for row in konteks.iku(*_PLANS, "capaian_iku", "realisasi", "renstra")}
    bare: dict[str, list[Baris]] = {}
    for row in konteks.level("sasaran", kinds=_PLANS):
        key = konteks.words(row.uraian)
        if row.uraian and not row.indikator and key not in measured and berjenjang_pasti(row):
            bare.setdefault(key, []).append(row)
    for rows in bare.values():
        refs = tuple(dict.fromkeys((row.ref("indikator") if row.has("indikator") else ref_uraian(row)) for row in rows))
        yield Kena(refs[0], {"baris": pendek(rows[0].uraian)}, rows[0], refs[1:], menjelaskan=refs[1:])


@aturan("IK002", "iku|struktur|capaian_iku|realisasi|program_pendukung|renstra|efisiensi|efisiensi_iku|monev")
def arah_meragukan(konteks: Konteks) -> Iterator[Kena]:
    """Yield indicators whose name says less is better while no table says so under Arah.

    Where no table has that column for them, those whose capaian is not reckoned so either.
    """
    named: dict[str, list[Baris]] = {}
    for row in konteks.rows(*_WITH_ARAH):
        if row.has("arah") and makin_rendah(row.indikator, row.satuan):
            named.setdefault(konteks.words(row.indikator), []).append(row)
    for same in named.values():
        stated = [konteks.ketentuan.arah_of(row.arah) for row in same]
        if "rendah" not in stated and "rentang" not in stated:
            yield _direction(same)
    undirected: dict[str, list[Baris]] = {}
    for each in konteks.hitungan.tidak_dihitung:
        row, key = each.baris, konteks.words(each.baris.indikator)
        unsure = each.alasan in {BELUM_DITULIS, MENURUT_NAMA} and makin_rendah(row.indikator, row.satuan)
        told = unsure and (menurut_rendah(konteks, row) or tak_menurut_rumus(konteks, row))
        if unsure and not told and key not in named:
            undirected.setdefault(key, []).append(row)
    yield from map(partial(_undirected, konteks), undirected.values())


def _undirected(konteks: Konteks, same: Sequence[Baris]) -> Kena:
    """Return the hit of an indicator without a column for its arah, where its capaian is written the other way."""
    upward = [row for row in same if arah_tertulis(row, konteks.ketentuan) == "tinggi"]
    first = (upward or list(same))[0]
    right = format_angka(rendah(konteks, first), 2)
    words = {"baris": pendek(first.nama), "capaian": tulis(first.nilai["capaian"]) if upward else ""}
    lain = tuple(dict.fromkeys(row.ref("capaian") for row in (first, *same) if row.has("capaian")))
    varian = "tanpa_kolom_tinggi" if upward else "tanpa_kolom"
    return Kena(first.ref("indikator"), words, first, lain, words["capaian"], right, varian)


def _direction(same: Sequence[Baris]) -> Kena:
    first, *others = same
    varian = "" if any(row.arah for row in same) else "kosong"
    lain = tuple(row.ref("arah") for row in others)
    return Kena(first.ref("arah"), {"baris": pendek(first.nama)}, first, lain, first.arah, "makin rendah", varian)


@aturan("IK003", "|".join(_WITH_UNIT))
def satuan_tidak_cocok(konteks: Konteks) -> Iterator[Kena]:
    """Yield units that contradict what the indicator counts, once per indicator where the unit is written first."""
    found: dict[tuple[str, str], list[Baris]] = {}
    for row in konteks.rows(*_WITH_UNIT):
        if row.indikator and row.has("satuan") and not cocok(row.indikator, row.satuan):
            found.setdefault((konteks.words(row.indikator), makna(row.satuan)), []).append(row)
    for rows in found.values():
        first, *others = rows
        refs = tuple(dict.fromkeys(row.ref("satuan") for row in others))
        words = {"baris": pendek(first.nama), "dihitung": yang_dihitung(first.indikator)}
        yield Kena(first.ref("satuan"), words, first, refs, first.satuan, menjelaskan=refs)


@aturan("IK004", "|".join(_WITH_SHARE))
def nilai_mustahil_untuk_penyebut(konteks: Konteks) -> Iterator[Kena]:
    """Yield shares of n kelurahan that no whole number of them gives, once per document and value."""
    count = _jumlah_kelurahan(konteks)
    stated = _penyebut(konteks)
    if count is None and not stated:
        raise TidakBisaError("isi", tabel="jumlah kelurahan atau kolom Penyebut")
    seen: dict[tuple[str, str], list[Kena]] = {}
    typed: dict[str, tuple[str, str]] = {}
    fetched: dict[tuple[str, str], bool] = {}
    for row in konteks.rows(*_WITH_SHARE):
        n = stated.get(konteks.words(row.indikator)) if row.indikator else None
        n = n or (count if bagian_kelurahan(row.indikator) else None)
        off = [each for each in _shares(row) if n and not terjangkau(each, n)]
        if off and n:
            key = (DOCUMENT[row.table.kind], daftar(map(tulis, off)) + konteks.words(row.indikator))
            seen.setdefault(key, []).append(_unreachable(row, off, n))
            if not mengambil(off[0]):
                typed.setdefault(key[1], key)
            fetched[key] = fetched.get(key, True) and mengambil(off[0])
    for key in [key for key, only in fetched.items() if only and key[1] in typed]:
        seen[typed[key[1]]] += seen.pop(key)
    for hits in seen.values():
        yield _at_root(hits)


def _at_root(hits: Sequence[Kena]) -> Kena:
    """Return the hit of the cell that was typed, with the cells of its document that repeat it."""
    first = next((each for each in hits if each.baris and not angka(each.baris, "target").formula), hits[0])
    others = tuple(each.ref for each in hits if each is not first)
    return first._replace(lain=(*first.lain, *others), menjelaskan=(*first.lain, *others))


def _unreachable(row: Baris, off: Sequence[Nilai], n: int) -> Kena:
    value = off[0].nilai or Decimal(0)
    below = int(value * n / 100)
    counts = [k for k in (below, below + 1) if k <= n]
    near = " atau ".join(f"{format_angka(_share(k, n), 2)} ({k} dari {n})" for k in counts)
    what = f"{n} kelurahan/desa" if bagian_kelurahan(row.indikator) else f"penyebut {n}"
    words = {"baris": pendek(row.nama), "nilai": daftar(map(tulis, off)), "n": what, "dekat": near}
    return Kena(off[0].ref, words, row, tuple(each.ref for each in off[1:]), tulis(off[0]))


def _shares(row: Baris) -> list[Nilai]:
    """Return the shares up to 100 a row states: of the year, or of a Renstra row all years and the end."""
    if row.table.kind == "renstra":
        cells = [*per_tahun(row, "target").values(), angka(row, "target_akhir")]
    else:
        cells = [angka(row, "target"), angka(row, "realisasi")]
    return [each for each in cells if each.jenis == "angka" and each.nilai is not None and 0 <= each.nilai <= 100]


def _share(k: int, n: int) -> Decimal:
    return Decimal(100 * k) / n


def terjangkau(nilai: Nilai, n: int) -> bool:
    """Tell whether a share equals some k of n at its own decimals, rounded or cut off (RUMUS 7)."""
    places = min(nilai.desimal, _FINE)
    shown = bulatkan(nilai.nilai or Decimal(0), places)
    unit = Decimal(1).scaleb(-places)
    shares = [_share(k, n) for k in range(n + 1)]
    return any(shown in (bulatkan(each, places), each.quantize(unit, ROUND_DOWN)) for each in shares)


def _jumlah_kelurahan(konteks: Konteks) -> int | None:
    """Return how many kelurahan the office has: by Ketentuan, a label, or the rows of EPDESKEL; None if they differ."""
    if konteks.ketentuan.jumlah_kelurahan:
        return konteks.ketentuan.jumlah_kelurahan
    stated = {each.nilai for each in berlabel(konteks, _KELURAHAN)} - {None}
    listed = {Decimal(len(konteks.rows("epdeskel")))} - {Decimal(0)}
    counts = stated or listed
    value = counts.pop() if len(counts) == 1 else None
    return int(value) if value and value == value.to_integral_value() else None


def _penyebut(konteks: Konteks) -> Mapping[str, int]:
    """Return by indicator the number under Penyebut, where it is a whole one."""
    found: dict[str, int] = {}
    for row in konteks.iku("iku"):
        value = angka(row, "penyebut").nilai
        if value and value > 0 and value == value.to_integral_value():
            found[konteks.words(row.indikator)] = int(value)
    return found


@aturan("IK005", "iku")
def iku_belum_berorientasi_hasil(konteks: Konteks) -> Iterator[Kena]:
    """Yield key indicators that count documents, activities or availability."""
    seen: set[str] = set()
    for row in berlaku(konteks.iku("iku")):
        key = konteks.words(row.indikator)
        if keluaran(row.indikator) and key not in seen:
            seen.add(key)
            yield Kena(row.ref("indikator"), {"baris": pendek(row.nama)}, row)


@aturan("IK006", "iku")
def definisi_kosong(konteks: Konteks) -> Iterator[Kena]:
    """Yield key indicators without a formula or definition, or without a source, where there is a column for it."""
    if not any({"formula", "definisi", "sumber_data"} & set(table.positions) for table in konteks.tables("iku")):
        raise TidakBisaError("kolom", tabel="Indikator Kinerja Utama", kolom="Formula atau Sumber Data")
    for row in konteks.iku("iku"):
        refs: list[tuple[CellRef, str]] = []
        how = [field for field in ("formula", "definisi") if row.has(field)]
        if how and not any(_filled(row, field) for field in how):
            refs.append((row.ref(how[0]), "formula atau definisi"))
        if row.has("sumber_data") and not _filled(row, "sumber_data"):
            refs.append((row.ref("sumber_data"), "sumber data"))
        if refs:
            words = {"baris": pendek(row.nama), "apa": daftar(what for _, what in refs)}
            yield Kena(refs[0][0], words, row, tuple(ref for ref, _ in refs[1:]))


def _filled(row: Baris, field: str) -> bool:
    return bool(teks(row, field).strip(" -–."))


@aturan("IK007", "rencana_aksi|program_pendukung|struktur")
def sasaran_tanpa_program(konteks: Konteks) -> Iterator[Kena]:
    """Yield a sasaran no programme serves, and a programme that serves none."""
    if any("kode_iku" in table.positions for table in konteks.tables("struktur")):
        yield from _by_kode(konteks)
        return
    served = [*_by_place(konteks.rows("rencana_aksi")), *_by_place(konteks.rows("program_pendukung"))]
    ok = {konteks.words(row.uraian) for row, has in served if has}
    ok |= {konteks.words(row.indikator) for row, has in served if has}
    for row, _ in served:
        if row.jenjang == "sasaran" and not {konteks.words(row.uraian), konteks.words(row.indikator)} & ok:
            ok.add(konteks.words(row.uraian))
            yield Kena(ref_uraian(row), {"baris": pendek(row.uraian)}, row)


def _by_place(rows: Sequence[Baris]) -> list[tuple[Baris, bool]]:
    """Return each tujuan, sasaran and IKU of a table in plan order with whether a programme stands below it.

    A table that lists all its programmes in one block says nothing of which serves what: then nothing is returned.
    """
    goals: list[tuple[Baris, bool]] = []
    for row in rows:
        if row.jenjang in {"tujuan", "sasaran", "iku"}:
            goals.append((row, False))
        elif row.jenjang == "program" and goals:
            goals[-1] = (goals[-1][0], True)
    return goals if sum(has for _, has in goals) > 1 else []


def _by_kode(konteks: Konteks) -> Iterator[Kena]:
    """Yield by the codes of the sheet Struktur: programmes without one, and sasaran that no programme names."""
    programs = [row for row in konteks.rows("struktur") if row.jenjang == "program"]
    named = {teks(row, "kode_iku").casefold() for row in programs} - {""}
    for row in programs:
        others = [each for each in programs if konteks.words(each.uraian) == konteks.words(row.uraian)]
        if named and not any(teks(each, "kode_iku") for each in others) and others[0] is row:
            yield Kena(row.ref("kode_iku"), {"baris": pendek(row.uraian)}, row, varian="program")
    rows = [row for row in berlaku(konteks.iku("iku")) if row.kode]
    served = {konteks.words(row.uraian) for row in rows if row.kode.casefold() in named}
    for row in rows:
        if named and row.jenjang == "sasaran" and konteks.words(row.uraian) not in served:
            served.add(konteks.words(row.uraian))
            yield Kena(ref_uraian(row), {"baris": pendek(row.uraian)}, row)
