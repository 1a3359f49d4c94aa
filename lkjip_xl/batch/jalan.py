"""Tasks through any executor, results as they come; never more than a few are on their way, however many there are."""

import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from itertools import islice

from lkjip_xl.batch.galat import kesalahan_kami
from lkjip_xl.batch.kerja import Tugas, batal, kerjakan
from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.ringkasan import Ringkasan

ANTREAN = 64
Kerja = Callable[[Tugas], Ringkasan]


def run(
    tugas: Iterable[Tugas], executor: Executor, kerja: Kerja = kerjakan, antrean: int = ANTREAN
) -> Generator[Ringkasan, None, None]:
    """Yield the summary of every task as it is done; a task that fails, or whose process does, has one that says so.

    What was on its way when an executor broke, or seems to have lost its process, is tried again alone: then only who
    broke it pays. A process that ends the moment it begins a task may be taken for one that ended in the task before.
    """
    from pebble import ProcessExpired

    broken: list[Tugas] = []
    for each, future in _done(tugas, executor, kerja, antrean):
        if isinstance(_fault(future), BrokenExecutor | ProcessExpired):
            broken.append(each)
        else:
            yield _outcome(each, future)
    for each, future in _done(broken, executor, kerja, 1):
        yield _outcome(each, future)


def _done(
    tugas: Iterable[Tugas], executor: Executor, kerja: Kerja, antrean: int
) -> Iterator[tuple[Tugas, "Future[Ringkasan]"]]:
    waiting = iter(tugas)
    running: dict[Future[Ringkasan], Tugas] = {}
    try:
        while True:
            for each in islice(waiting, antrean - len(running)):
                running[_submit(executor, kerja, each)] = each
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(future), future
    finally:
        wait([future for future in running if not future.cancel()])


def _submit(executor: Executor, kerja: Kerja, tugas: Tugas) -> "Future[Ringkasan]":
    try:
        return executor.submit(kerja, tugas)
    except BrokenExecutor as fault:
        refused: Future[Ringkasan] = Future()
        refused.set_exception(fault)
        return refused


def _outcome(tugas: Tugas, future: "Future[Ringkasan]") -> Ringkasan:
    fault = _fault(future)
    return future.result() if fault is None else batal(tugas, _reason(fault))


def _fault(future: "Future[Ringkasan]") -> BaseException | None:
    try:
        return future.exception()
    except CancelledError as fault:
        return fault


def _reason(fault: BaseException) -> str:
    from pebble import ProcessExpired

    if isinstance(fault, TimeoutError):
        return pesan("batch.waktu")
    if isinstance(fault, ProcessExpired | BrokenExecutor | CancelledError) or _killed_worker(fault):
        return pesan("batch.proses")
    if isinstance(fault, MemoryError):
        return pesan("batch.memori")
    return kesalahan_kami(fault)


def _killed_worker(fault: BaseException) -> bool:
    """Tell whether dask gave a task up because every worker that tried it died; only its executor has it loaded."""
    scheduler = sys.modules.get("distributed.scheduler")
    return scheduler is not None and isinstance(fault, scheduler.KilledWorker)
