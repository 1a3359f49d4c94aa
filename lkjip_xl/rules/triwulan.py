"""Which quarters of a row are due: by its frequency, its quarterly targets, its plan of months, or its own habit."""

from collections.abc import Mapping, Sequence

from lkjip_xl.model import Baris
from lkjip_xl.rules.gema import mengambil
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.sel import angka, teks

QUARTERS = (1, 2, 3, 4)
_DUE_BY_FREQUENCY = {"tahun": {4}, "semester": {2, 4}, "triwulan": {1, 2, 3, 4}, "bulan": {1, 2, 3, 4}}
_MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")


def terisi(row: Baris) -> set[int]:
    """Return the quarters whose realisasi a row states; words such as a predikat count."""
    filled = ((quarter, angka(row, f"realisasi_triwulan_{quarter}")) for quarter in QUARTERS)
    return {quarter for quarter, each in filled if each.nilai is not None or teks(row, f"realisasi_triwulan_{quarter}")}


def jatuh_tempo(konteks: Konteks, row: Baris, rencana: Mapping[str, Baris]) -> set[int]:
    """Return the quarters a row should have a realisasi for, whatever the time of the year.

    ``rencana`` are the rows that may say so elsewhere, by the words of their indicator. A row that says nothing of
    it, with the year's realisasi and at most one quarter filled, is measured once a year.
    """
    stated = _by_frequency(rencana, konteks.words(row.indikator)) or _by_targets(row)
    planned = rencana.get(f"rencana {konteks.words(row.indikator)}")
    if planned is None and not stated and any(mengambil(angka(row, f"target_triwulan_{each}")) for each in QUARTERS):
        return set()
    due = stated or (_by_months(planned) if planned else set())
    if due:
        return due
    once_a_year = angka(row, "realisasi").nilai is not None and len(terisi(row)) < 2
    return set() if once_a_year else set(QUARTERS)


def rencana_triwulan(konteks: Konteks) -> Mapping[str, Baris]:
    """Return rows that tell when an indicator is due: of the IKU by its words, of the Rencana Aksi as "rencana …"."""
    found = {konteks.words(row.indikator): row for row in konteks.iku("iku") if row.has("frekuensi")}
    planned: Sequence[Baris] = [row for row in konteks.rows("rencana_aksi") if row.indikator]
    return found | {f"rencana {konteks.words(row.indikator)}": row for row in planned}


def _by_frequency(rencana: Mapping[str, Baris], words: str) -> set[int]:
    said = teks(rencana[words], "frekuensi").lower() if words in rencana else ""
    return next((due for word, due in _DUE_BY_FREQUENCY.items() if word in said), set())


def _by_targets(row: Baris) -> set[int]:
    targets = ((quarter, angka(row, f"target_triwulan_{quarter}").nilai) for quarter in QUARTERS)
    return {quarter for quarter, target in targets if target}


def _by_months(row: Baris) -> set[int]:
    by_month = {at // 3 + 1 for at, month in enumerate(_MONTHS) if angka(row, month).nilai}
    return by_month or {quarter for quarter in QUARTERS if angka(row, f"triwulan_{quarter}").nilai}
