"""The Renstra's targets from year to year; the one of the year reported is compared in vektor.py."""

from collections.abc import Iterator
from itertools import pairwise

from lkjip_xl.angka import bulatkan
from lkjip_xl.ketentuan import Arah
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.rules.arah import is_worse, stated_arah
from lkjip_xl.rules.dasar import Kena, TidakBisaError, aturan
from lkjip_xl.rules.konteks import PLANS, Konteks, reference, same_number, year_target
from lkjip_xl.rules.sebutan import daftar, tulis
from lkjip_xl.rules.ungkapan import alamat, pendek
from lkjip_xl.rules.versi import berlaku
from lkjip_xl.sel import angka, per_tahun

_PLACES = 2


@aturan("RN001", "renstra")
def target_renstra_menurun(konteks: Konteks) -> Iterator[Kena]:
    """Yield Renstra rows in which a year's target is worse than that of the year before."""
    for sebaris in konteks.indikator:
        arah = stated_arah(konteks, sebaris)
        for row in sebaris.of("renstra"):
            targets = [
                (year, each) for year, each in sorted(per_tahun(row, "target").items()) if each.nilai is not None
            ]
            steps = [
                (f"{before} {tulis(old)} menjadi {year} {tulis(new)}", new.ref)
                for (before, old), (year, new) in pairwise(targets)
                if arah and not _equal(new, old) and is_worse(new, old, arah)
            ]
            if steps:
                words = {"baris": pendek(row.nama), "langkah": daftar(text for text, _ in steps)}
                yield Kena(steps[0][1], words, row, tuple(ref for _, ref in steps[1:]))


@aturan("RN002", "renstra")
def target_akhir_renstra_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield end conditions that are not the last year's target."""
    if not any("target_akhir" in table.positions for table in konteks.tables("renstra")):
        raise TidakBisaError("kolom", tabel="Target Renstra", kolom="Kondisi Akhir")
    for row in konteks.rows("renstra"):
        targets, end = per_tahun(row, "target"), angka(row, "target_akhir")
        year = max(targets, default=0)
        last = targets.get(year)
        if last and last.nilai is not None and end.nilai is not None and not _equal(last, end):
            words = {"baris": pendek(row.nama), "tahun": year, "letak": alamat(last.ref), "akhir": tulis(last)}
            yield Kena(end.ref, words, row, (last.ref,), tulis(end), tulis(last))


@aturan("RN003", "riwayat", "iku|renja|pk|rencana_aksi|capaian_iku|realisasi")
def target_di_bawah_realisasi_lalu(konteks: Konteks) -> Iterator[Kena]:
    """Yield indicators whose target of the year is worse than what was reached the year before."""
    year = konteks.dokumen.tahun
    if year is None:
        raise TidakBisaError("tahun")
    for sebaris in konteks.indikator:
        rows = berlaku(sebaris.of(*PLANS))
        targets = {id(row): year_target(row, year) for row in rows}
        agreed = reference(targets, rows)
        past = _realisasi(sebaris.of("riwayat"), year - 1)
        arah = stated_arah(konteks, sebaris)
        if agreed and past and arah and _fell_short(targets[id(agreed)], past, arah):
            words = {
                "baris": pendek(agreed.nama),
                "lalu": year - 1,
                "realisasi": tulis(past),
                "letak": alamat(past.ref),
            }
            target = targets[id(agreed)]
            yield Kena(target.ref, words, agreed, (past.ref,), tulis(target))


def _realisasi(rows: list[Baris], year: int) -> Nilai | None:
    stated = (per_tahun(row, "realisasi").get(year) for row in rows)
    return next((each for each in stated if each and each.nilai is not None), None)


def _equal(one: Nilai, other: Nilai) -> bool:
    """Tell whether two numbers of one document are the same; two decimals are enough."""
    if one.nilai is None or other.nilai is None or (one.atas is None) != (other.atas is None):
        return one.nilai is other.nilai
    return bulatkan(one.nilai, _PLACES) == bulatkan(other.nilai, _PLACES) and one.atas == other.atas


def _fell_short(target: Nilai, past: Nilai, arah: Arah) -> bool:
    """Tell whether a target is worse than a figure of another document, at the coarser precision shown."""
    return not same_number(target, past) and is_worse(target, past, arah)
