"""The processes of this computer as an executor: a task that crashes, hangs or eats all memory harms no other."""

import multiprocessing
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from multiprocessing.context import SpawnContext, SpawnProcess
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pebble import ProcessPool

METODE = "spawn"
"""How a process is started: in a quarter of a second, and safely beside the threads that watch over the others."""
_MEMORY = 2 << 30
_POOLS = 20
_STARTING = Lock()
"""Several threads of a pool start processes."""


class _Process(SpawnProcess):
    """A process that is told nothing of the script it was started from.

    Else it would run that script once more to know its functions, and one without ``if __name__ == "__main__"`` would
    start a batch in every worker; what is typed into Python, or comes from stdin, could not be run at all. All that
    workers need lies in this package.
    """

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802
        with _STARTING, _nameless_main():
            return SpawnProcess._Popen(process_obj)


class _Spawn(SpawnContext):
    Process = _Process


@contextmanager
def _nameless_main() -> Iterator[None]:
    """Let the main module pass for a package's ``__main__``, the one kind that new processes never run."""
    main = sys.modules["__main__"]
    spec = getattr(main, "__spec__", None)
    main.__spec__ = ModuleSpec(f"{__package__}.__main__", None)
    try:
        yield
    finally:
        main.__spec__ = spec


class Kolam(Executor):
    """A pebble pool with a time limit per task; one that broke is replaced, its tasks fail with BrokenExecutor."""

    def __init__(self, pekerja: int, batas_waktu: float, metode: str = METODE, memori: int = _MEMORY) -> None:
        self._pekerja, self._batas_waktu, self._memori = pekerja, batas_waktu, memori
        self._context = _Spawn() if metode == METODE else multiprocessing.get_context(metode)
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
