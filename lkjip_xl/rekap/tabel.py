"""The rekap's figures as pandas DataFrames, one row per figure; what was not measured is missing, never zero."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lkjip_xl.rekap.catatan import Catatan
from lkjip_xl.rekap.model import IndikatorRekap, Kantor, Rekap

if TYPE_CHECKING:
    import pandas as pd

_IKU = (
    "id", "perangkat_daerah", "pemerintah", "tahun", "indikator", "satuan", "target", "realisasi",
    "realisasi_tertulis", "capaian", "kategori", "peringkat", "bersama",
)  # fmt: skip
_ANGGARAN = (
    "id", "perangkat_daerah", "pemerintah", "tahun", "pagu", "realisasi", "serapan", "rata_rata_capaian", "efisiensi",
    "status", "peringkat",
)  # fmt: skip
_NUMBERS = ("realisasi", "capaian", "pagu", "serapan", "rata_rata_capaian", "efisiensi")
_WHOLE = ("tahun", "peringkat")


def tabel_iku(rekap: Rekap) -> "pd.DataFrame":
    """Return one row per indicator and office that has it; ``indikator`` is its name over all offices.

    ``target`` and ``realisasi_tertulis`` are texts as they stand ("65-75", "WTP"), ``realisasi`` only numbers.
    """
    offices = {each.id: each for each in rekap.kantor}
    return _frame(_IKU, (row for each in rekap.indikator for row in _iku_rows(each, offices)))


def _iku_rows(indikator: IndikatorRekap, offices: Mapping[str, Kantor]) -> Iterator[Sequence[object]]:
    for own, iku in indikator.nilai.items():
        stands = indikator.nama, iku.satuan, iku.target, _float(iku.realisasi), iku.realisasi_tertulis
        came_to = _float(iku.capaian), iku.kategori, indikator.peringkat.get(own), indikator.bersama
        yield *_office(offices[own]), *stands, *came_to


def tabel_anggaran(rekap: Rekap) -> "pd.DataFrame":
    """Return one row per office: its budget, mean capaian and tingkat efisiensi."""
    return _frame(_ANGGARAN, (_budget_row(each, rekap) for each in rekap.kantor))


def _budget_row(kantor: Kantor, rekap: Rekap) -> Sequence[object]:
    ringkasan = kantor.ringkasan
    budget: Sequence[Decimal | None] = ringkasan.anggaran or (None, None, None)
    figures = map(_float, (*budget, ringkasan.rata_rata, ringkasan.efisiensi))
    return *_office(kantor), *figures, ringkasan.status, rekap.peringkat.get(kantor.id)


def tabel_temuan(catatan: Iterable[Catatan]) -> "pd.DataFrame":
    """Return one row per finding; ``catatan`` are those lkjip_xl.rekap.catatan yields."""
    return _frame(Catatan._fields, catatan)


def _office(kantor: Kantor) -> tuple[object, ...]:
    return kantor.id, kantor.nama, kantor.ringkasan.pemerintah, kantor.ringkasan.tahun


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _frame(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> "pd.DataFrame":
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=list(columns))
    types = {name: "float64" for name in _NUMBERS if name in columns} | {n: "Int64" for n in _WHOLE if n in columns}
    return frame.astype(types)
