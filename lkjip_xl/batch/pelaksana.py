"""Who does the work: the processes of this computer, or a cluster that dask looks after."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any, NamedTuple

from lkjip_xl.batch.galat import BatchTidakJalanError
from lkjip_xl.batch.jalan import ANTREAN
from lkjip_xl.batch.kolam import Kolam

BATAS_WAKTU = 120.0
_AHEAD = 2
_ANSWER_WITHIN = 15


class Pelaksana(NamedTuple):
    """An executor, how many tasks it is given ahead, and what stops those it is at."""

    executor: Executor
    antrean: int = ANTREAN
    hentikan: Callable[[], None] = lambda: None


@contextmanager
def setempat(jumlah: int, pekerja: int | None = None, batas_waktu: float = BATAS_WAKTU) -> Iterator[Pelaksana]:
    """Lend the processes of this computer, by default one per core, for ``jumlah`` workbooks."""
    number = min(pekerja or os.cpu_count() or 1, max(jumlah, 1))
    kolam = Kolam(number, batas_waktu)
    try:
        yield Pelaksana(kolam, _AHEAD * number, kolam.shutdown)
    finally:
        kolam.shutdown()


@contextmanager
def gugus(alamat: str) -> Iterator[Pelaksana]:
    """Lend the cluster at an address; raises BatchTidakJalanError where dask is not installed or does not answer."""
    try:
        from distributed import Client
    except ImportError as fault:
        raise BatchTidakJalanError("dask_tidak_ada") from fault
    try:
        client: Any = Client(alamat, timeout=_ANSWER_WITHIN, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, ImportError) as fault:
        raise BatchTidakJalanError("dask_tak_terhubung", alamat=alamat) from fault
    with client:
        # Not pure: the same workbook may hold something else the next time.
        yield Pelaksana(client.get_executor(pure=False), max(ANTREAN, _AHEAD * sum(client.ncores().values())))
