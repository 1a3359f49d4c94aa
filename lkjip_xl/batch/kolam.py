"""The processes of this computer as an executor: a task that crashes, hangs or eats all memory harms no other."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pebble import ProcessPool

METODE = "spawn"
"""How a process is started: in a quarter of a second, and safely beside the threads that watch over the others."""
_MEMORY = 2 << 30
_POOLS = 20


class Kolam(Executor):
    """A pebble pool with a time limit per task; one that broke is replaced, its tasks fail with BrokenExecutor."""

    def __init__(self, pekerja: int, batas_waktu: float, metode: str = METODE, memori: int = _MEMORY) -> None:
        self._pekerja, self._batas_waktu, self._memori = pekerja, batas_waktu, memori
        self._context = multiprocessing.get_context(metode)
        self._pool = self._new()
        self._left = _POOLS

    def _new(self) -> "ProcessPool":
        from pebble import ProcessPool

        return ProcessPool(self._pekerja, initializer=batasi_memori, initargs=(self._memori,), context=self._context)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Schedule a call; its future fails with TimeoutError, pebble.ProcessExpired or BrokenExecutor."""
        try:
            return self._pool.schedule(fn, args, kwargs, timeout=self._batas_waktu)
        except RuntimeError as fault:
            if not self._left:
                raise BrokenExecutor(str(fault)) from fault
            self._left -= 1
            self.shutdown()
            self._pool = self._new()
            return self.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:  # noqa: ARG002
        """Stop all processes, whatever they are at; who wants a result has waited for it."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def batasi_memori(most: int) -> None:
    """Let a task that wants too much memory fail with MemoryError, not the whole computer; where the system can."""
    try:
        import resource

        _, hardest = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most if hardest < 0 else min(most, hardest), hardest))
    except (ImportError, OSError, ValueError):
        return
