"""Many workbooks at once: each computed, checked and summed up by itself, then all of them compared.

>>> from lkjip_xl import batch
>>> rekap = batch.run(["data/serang.xlsx", "data/cipocok.xlsx"], "keluaran")
>>> rekap = batch.run(["data"], "keluaran")
"""

from collections.abc import Iterable
from concurrent.futures import Executor
from contextlib import nullcontext
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from lkjip_xl.versi import VERSI

if TYPE_CHECKING:
    from lkjip_xl.rekap.model import Rekap
    from lkjip_xl.temuan import Tahap


def run(
    paths: Iterable[str | PathLike[str]],
    keluaran: str | PathLike[str],
    *,
    executor: Executor | None = None,
    tahap: "Tahap" = "draf",
    salinan: bool = True,
    lanjut: bool = False,
) -> "Rekap":
    """Do the workbooks at ``paths``, or those in a folder, as ``lkjip batch`` does, and return the comparison.

    By default in processes of this computer, one per core, where a crash or a hang harms no other workbook; any
    other executor promises what it promises. Raises UnusableFileError where nothing can be done at all, or the
    comparison cannot be written; a workbook that fails stands in ``Rekap.gagal``.
    """
    from datetime import date

    from lkjip_xl.batch.cari import dari_daftar
    from lkjip_xl.batch.galat import BatchTidakJalanError
    from lkjip_xl.batch.laksana import Permintaan, laksanakan
    from lkjip_xl.batch.pelaksana import Pelaksana, setempat

    ditemukan = dari_daftar([Path(path) for path in paths], Path(keluaran))
    asked = Permintaan(ditemukan, Path(keluaran), tahap, date.today(), VERSI, salinan, lanjut)
    lent = nullcontext(Pelaksana(executor)) if executor else setempat(len(ditemukan.buku))
    with lent as pelaksana:
        laporan = laksanakan(asked, pelaksana, lambda *_: None)
    if laporan.dihentikan:
        raise KeyboardInterrupt
    if laporan.rekap is None:
        raise BatchTidakJalanError("tanpa_rekap", alasan=laporan.galat)
    return laporan.rekap
