"""RW002 and RW003: the years before this one."""

from collections.abc import Iterator, Sequence

from lkjip_xl.ketentuan import Arah
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.rules.arah import is_worse, stated_arah
from lkjip_xl.rules.dasar import Kena, TidakBisaError, aturan
from lkjip_xl.rules.gema import mengambil
from lkjip_xl.rules.konteks import Konteks, Sebaris, same_number
from lkjip_xl.rules.ungkapan import alamat, daftar_sel, pendek
from lkjip_xl.sel import per_tahun, teks
from lkjip_xl.tertulis import show

_WHY = ("keterangan", "faktor_penghambat", "solusi")
_TELLS = ("riwayat", "capaian_iku", "realisasi", "program_pendukung")


@aturan("RW002", "riwayat")
def realisasi_turun_tanpa_penjelasan(konteks: Konteks) -> Iterator[Kena]:
    """Yield indicators that are worse than last year and nothing in their rows says why, once per indicator."""
    year = konteks.dokumen.tahun
    if year is None:
        raise TidakBisaError("tahun")
    for sebaris in konteks.indikator:
        arah = stated_arah(konteks, sebaris)
        worse = [each for row in sebaris.of("riwayat") if (each := _both(row, year)) and _fell(*each, arah)]
        if worse and not _explained(sebaris):
            now, before = worse[0]
            row = next(row for row in sebaris.of("riwayat") if _both(row, year) == worse[0])
            words = {
                "baris": pendek(row.nama), "tahun": year, "lalu": year - 1, "sekarang": show(now),
                "dulu": show(before), "sel_lalu": alamat(before.ref),
            }  # fmt: skip
            lain = (before.ref, *(cell.ref for pair in worse[1:] for cell in pair))
            yield Kena(now.ref, words, row, lain, show(now))


def _both(row: Baris, year: int) -> tuple[Nilai, Nilai] | None:
    """Return this year's and last year's realisasi, None where the row does not give both."""
    years = per_tahun(row, "realisasi")
    now, before = years.get(year), years.get(year - 1)
    return (now, before) if now and before and now.nilai is not None and before.nilai is not None else None


def _explained(sebaris: Sebaris) -> bool:
    return any(teks(row, field) for row in sebaris.of(*_TELLS) for field in _WHY)


def _fell(now: Nilai, before: Nilai, arah: Arah | None) -> bool:
    return not same_number(now, before) and is_worse(now, before, arah)


@aturan("RW003", "riwayat")
def capaian_riwayat_kosong(konteks: Konteks) -> Iterator[Kena]:
    """Yield rows with a realisasi of a year whose capaian has a column but is empty, one finding per row."""
    rows = konteks.rows("riwayat")
    if rows and not any(row.has("capaian") for row in rows):
        raise TidakBisaError("kolom", tabel="Realisasi dan capaian beberapa tahun", kolom="Capaian per tahun")
    for row in rows:
        empty = _empty(row)
        if empty:
            refs = [each.ref for _, each in empty]
            years = ", ".join(str(year) for year in sorted(year for year, _ in empty))
            waits = all(each.formula is not None for _, each in empty)
            words = {"baris": pendek(row.nama), "tahun": years, "daftar": daftar_sel(refs)}
            yield Kena(refs[0], words, row, tuple(refs[1:]), varian="rumus" if waits else "")


def _empty(row: Baris) -> Sequence[tuple[int, Nilai]]:
    realisasi, capaian, target = (per_tahun(row, field) for field in ("realisasi", "capaian", "target"))
    measured = [year for year, each in realisasi.items() if each.nilai is not None]
    waits = {year for year, each in target.items() if each.nilai is None and mengambil(each)}
    found = [(year, each) for year, each in capaian.items() if year in measured and year not in waits]
    return [(year, each) for year, each in found if each.jenis == "belum diukur" and not each.teks.strip()]
