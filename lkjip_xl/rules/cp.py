"""Capaian as written: against its own row, its targets and its means, and far above target (CP001, CP003 to CP007)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_xl.angka import bulatkan, format_angka
from lkjip_xl.arah import MENURUT_NAMA, makin_rendah_tertulis
from lkjip_xl.hitungan import Capaian
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.rata_rata import PER_SASARAN
from lkjip_xl.rules.capaian_renstra import Kolom, Penyebut, columns, other_years
from lkjip_xl.rules.cp_kategori import CAPAIAN, celah
from lkjip_xl.rules.dasar import Kena, aturan
from lkjip_xl.rules.kebiasaan import capaian_dibatasi, capaian_tanpa_arah, rendah, tak_menurut_rumus
from lkjip_xl.rules.konteks import PLANS, Konteks, same_number
from lkjip_xl.rules.target_bersama import capaian_target_bersama, target_bersama
from lkjip_xl.rules.ungkapan import alamat, daftar_sel, pendek
from lkjip_xl.rumus import mean
from lkjip_xl.table import CellRef
from lkjip_xl.tertulis import Tertulis, agrees, bandingkan, show

_MUCH = Decimal(120)
_STATE_ARAH = ("iku", "struktur", "capaian_iku", "realisasi", "program_pendukung", "renstra", "efisiensi", "monev")


@aturan("CP001", f"{CAPAIAN}|renstra|riwayat")
def capaian_tertulis_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield written capaian that the row's own target and realisasi contradict; rounding first is told only."""
    capped: dict[int, list[Kena]] = {}
    for capaian in _of_rows(konteks):
        row = capaian.baris
        found = bandingkan(row.nilai["capaian"], capaian.nilai)
        if found.beda != "sama" and not agrees(row.nilai["capaian"], capaian_target_bersama(konteks, capaian)):
            hit = _wrong(found, row, row.nilai["target"], row.nilai["realisasi"])
            custom = _custom(konteks, capaian) if found.beda == "beda" else ""
            if custom == "batas":
                capped.setdefault(id(row.table), []).append(hit)
            else:
                yield hit._replace(varian=custom, tingkat="info") if custom else hit
    yield from map(_capped, capped.values())
    yield from _by_no_arah(konteks)
    for kolom in columns(konteks):
        for each in kolom.rows if not kolom.mixed else ():
            found = bandingkan(each.tertulis, each.by(kolom.kind))
            if found.beda != "sama":
                yield _wrong(found, each.baris, each.target(kolom.kind), each.realisasi)
    for single in other_years(konteks):
        found = bandingkan(single.tertulis, single.by("tahun"))
        if found.beda != "sama":
            yield _wrong(found, single.baris, single.target("tahun"), single.realisasi)


def _capped(hits: Sequence[Kena]) -> Kena:
    """Return the one hit that tells of a table whose capaian are cut at a cap."""
    first, cells = hits[0], tuple(hit.ref for hit in hits)
    kata = {**first.kata, "banyak": len(cells), "sel": daftar_sel(list(cells))}
    return first._replace(kata=kata, lain=cells[1:], seharusnya="", varian="batas", tingkat="info", menjelaskan=cells)


def _custom(konteks: Konteks, capaian: Capaian) -> str:
    """Return the local custom a written capaian follows: "batas" of a cap, "arah" of one that takes less as better."""
    row = capaian.baris
    if id(row) in konteks.once(capaian_dibatasi):
        return "batas"
    shared = target_bersama(konteks, row) if row.table.kind in PLANS else None
    own, actual = row.nilai["target"], row.nilai["realisasi"]
    swapped = shared is not None and same_number(shared, actual) and not same_number(shared, own)
    if swapped or not makin_rendah_tertulis(row):
        return ""
    if capaian.arah == "rendah":
        return "arah"
    return "" if _states_arah(konteks, row) or capaian.arah != "tinggi" else "arah"


def _states_arah(konteks: Konteks, row: Baris) -> bool:
    """Tell whether some table says which way a row's indicator is better."""
    same = (
        each for each in konteks.rows(*_STATE_ARAH) if konteks.words(each.indikator) == konteks.words(row.indikator)
    )
    return any(each.arah for each in same)


def _by_no_arah(konteks: Konteks) -> Iterator[Kena]:
    """Yield written capaian that are wrong whichever way the indicator is better: its name says one, no table does."""
    for each in konteks.hitungan.tidak_dihitung:
        row = each.baris
        if each.alasan == MENURUT_NAMA and tak_menurut_rumus(konteks, row):
            found = bandingkan(row.nilai["capaian"], rendah(konteks, row))
            yield _wrong(found, row, row.nilai["target"], row.nilai["realisasi"])._replace(varian="tanpa_arah")


def _is_off(capaian: Capaian) -> bool:
    return bandingkan(capaian.baris.nilai["capaian"], capaian.nilai).beda == "beda"


def _of_rows(konteks: Konteks) -> Iterator[Capaian]:
    """Yield the capaian of rows that write one in a cell of their own."""
    for capaian in (*konteks.hitungan.capaian, *capaian_tanpa_arah(konteks)):
        written = capaian.baris.nilai.get("capaian")
        if not capaian.rata_rata and written is not None and written.jenis == "angka":
            yield capaian


def _wrong(found: Tertulis, row: Baris, target: Nilai, realisasi: Nilai) -> Kena:
    near = found.beda == "pembulatan"
    return Kena(
        found.nilai.ref,
        found.kata
        | {
            "baris": pendek(row.nama),
            "target": _shown(target),
            "sel_target": target.ref.a1,
            "realisasi": _shown(realisasi),
            "sel_realisasi": realisasi.ref.a1,
        },
        row,
        (realisasi.ref, target.ref),
        str(found.kata["tertulis"]),
        str(found.kata["hitungan"]),
        varian="pembulatan" if near else "",
        tingkat="info" if near else None,
    )


def _shown(nilai: Nilai) -> str:
    return nilai.teks if nilai.nilai is None or not nilai.numerik else format_angka(nilai.nilai)


@aturan("CP003", CAPAIAN)
def capaian_di_celah_skala(konteks: Konteks) -> Iterator[Kena]:
    """Yield capaian between two classes of the printed scale, once per indicator."""
    for capaian, others in _once_each(konteks):
        gap = celah(konteks.ketentuan, capaian.nilai)
        if gap is not None:
            kata = {
                "baris": pendek(capaian.baris.nama),
                "capaian": format_angka(capaian.nilai, 2),
                "bawah": format_angka(gap - 1),
                "atas": format_angka(gap),
                "kategori": capaian.kategori,
                "kategori_atas": konteks.ketentuan.kategori(gap),
            }
            yield Kena(_cell(capaian.baris), kata, capaian.baris, others)


@aturan("CP004", CAPAIAN)
def capaian_jauh_di_atas_target(konteks: Konteks) -> Iterator[Kena]:
    """Yield capaian above 120, once per indicator; what to ask of the target depends on its arah.

    Nothing is asked where the arah itself is only gathered from a name and what is written.
    """
    for capaian, others in _once_each(konteks):
        row = capaian.baris
        if bulatkan(capaian.nilai) > _MUCH and (capaian.arah != "rendah" or _states_arah(konteks, row)):
            kata = {
                "baris": pendek(row.nama),
                "capaian": format_angka(capaian.nilai, 2),
                "target": _shown(row.nilai["target"]),
                "sel_target": alamat(row.nilai["target"].ref),
                "realisasi": _shown(row.nilai["realisasi"]),
            }
            yield Kena(_cell(row), kata, row, others, varian="rendah" if capaian.arah == "rendah" else "")


def _once_each(konteks: Konteks) -> Iterator[tuple[Capaian, tuple[CellRef, ...]]]:
    """Yield each indicator's capaian once, with the cells of the tables that repeat it and the targets behind it."""
    groups: dict[object, list[Capaian]] = {}
    for capaian in konteks.hitungan.capaian:
        if not capaian.rata_rata:
            key = konteks.words(capaian.baris.indikator or capaian.baris.uraian), bulatkan(capaian.nilai)
            groups.setdefault(key, []).append(capaian)
    for same in groups.values():
        targets = dict.fromkeys(each.baris.nilai["target"].ref for each in same)
        yield same[0], (*(_cell(each.baris) for each in same[1:]), *targets)


def _cell(row: Baris) -> CellRef:
    return row.ref("capaian" if row.has("capaian") else "realisasi")


@aturan("CP005", "renstra")
def penyebut_campur(konteks: Konteks) -> Iterator[Kena]:
    """Yield a column of capaian whose rows are divided by different kinds of target; the odd row out is named."""
    for kolom in columns(konteks):
        if kolom.mixed:
            yield _mixed(kolom)


def _mixed(kolom: Kolom) -> Kena:
    by_year, by_end = kolom.only("tahun"), kolom.only("akhir")
    odd = by_year if len(by_year) < len(by_end) else by_end
    kata = {
        "judul": kolom.judul,
        "sel_tahun": daftar_sel([each.tertulis.ref for each in by_year]),
        "sel_akhir": daftar_sel([each.tertulis.ref for each in by_end]),
        "tahun": kolom.tahun,
        "menurut_tahun": _series(kolom, "tahun"),
        "menurut_akhir": _series(kolom, "akhir"),
    }
    refs = tuple(each.tertulis.ref for each in kolom.rows)
    others = tuple(ref for ref in refs if ref != odd[0].tertulis.ref)
    return Kena(odd[0].tertulis.ref, kata, odd[0].baris, others, menjelaskan=refs)


def _series(kolom: Kolom, kind: Penyebut) -> str:
    return " / ".join(format_angka(each.by(kind), 2) for each in kolom.rows)


@aturan("CP006", "capaian_iku")
def rata_rata_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield written means that are not the mean of the unrounded capaian, unless a written capaian is the cause.

    One that is the mean of the sasaran's means is told of only.
    """
    for left in konteks.hitungan.tidak_dihitung:
        if left.alasan == PER_SASARAN:
            kata = {"baris": pendek(left.baris.uraian), "tertulis": show(left.baris.nilai["capaian"])}
            yield Kena(left.ref, kata, left.baris, varian="per_sasaran", tingkat="info")
    customary = {id(each.baris) for each in _of_rows(konteks) if _is_off(each) and _custom(konteks, each)}
    for capaian in konteks.hitungan.capaian:
        written = capaian.baris.nilai.get("capaian")
        if not capaian.rata_rata or written is None or written.jenis != "angka":
            continue
        found = bandingkan(written, capaian.nilai)
        printed = [row.nilai["capaian"].nilai for row in capaian.rata_rata if "capaian" in row.nilai]
        average = mean([value for value in printed if value is not None])
        if found.beda == "sama" or (found.beda == "beda" and agrees(written, average)):
            continue
        near = found.beda == "pembulatan"
        yield Kena(
            written.ref,
            found.kata | {"baris": pendek(capaian.baris.uraian), "banyak": len(capaian.rata_rata)},
            capaian.baris,
            tuple(row.ref("capaian") for row in capaian.rata_rata if id(row) not in customary and row.has("capaian")),
            str(found.kata["tertulis"]),
            str(found.kata["hitungan"]),
            varian="pembulatan" if near else "",
            tingkat="info" if near else None,
        )


@aturan("CP007", CAPAIAN)
def target_nol(konteks: Konteks) -> Iterator[Kena]:
    """Yield targets of 0 where higher is better, once per indicator."""
    seen: set[str] = set()
    for each in konteks.hitungan.tidak_dihitung:
        words = konteks.words(each.baris.nama)
        zero = (each.alasan, each.field, each.kolom) == ("nol", "capaian", "target") and each.penyebab is not None
        if zero and each.penyebab and words not in seen:
            seen.add(words)
            yield Kena(each.penyebab.ref, {"baris": pendek(each.baris.nama)}, each.baris)
