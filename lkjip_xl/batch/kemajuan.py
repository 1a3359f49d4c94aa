"""How far a batch has come: a bar on a terminal, plain lines elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from time import monotonic
from typing import TextIO

from lkjip_xl.angka import bulatkan, format_angka
from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.ringkasan import Ringkasan
from lkjip_xl.temuan import TINGKAT

Lapor = Callable[[int, Ringkasan], None]
_EVERY = 5.0
_FEW = 20
_MINUTE, _HOUR = 60, 3600


class Laju:
    """What was done so far, how fast, and how long the rest will take."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._start = clock, clock()
        self.selesai, self.gagal = 0, 0

    def tambah(self, ringkasan: Ringkasan) -> None:
        """Count one more."""
        self.selesai += 1
        self.gagal += bool(ringkasan.gagal)

    def kalimat(self, jumlah: int) -> str:
        """Return it all in words, of ``jumlah`` workbooks."""
        passed = max(self._clock() - self._start, 1e-3)
        left = passed / self.selesai * (jumlah - self.selesai) if self.selesai else 0
        rate = format_angka(bulatkan(Decimal(self.selesai / passed), 1), 1)
        return pesan(
            "batch.kemajuan",
            selesai=self.selesai,
            jumlah=jumlah,
            laju=rate,
            sisa=lama(left),
            gagal=self.gagal,
        )


def lama(detik: float) -> str:
    """Return a time in words: "45 detik", "12 menit", "3 jam 5 menit"."""
    if detik < _MINUTE:
        return pesan("batch.detik", detik=round(detik))
    if detik < _HOUR:
        return pesan("batch.menit", menit=round(detik / _MINUTE))
    return pesan("batch.jam", jam=int(detik // _HOUR), menit=int(detik % _HOUR // _MINUTE))


def satu_baris(text: str) -> str:
    """Return a text as a terminal can show it: names of files may hold anything."""
    return "".join(each if each.isprintable() else "�" for each in " ".join(text.split()))


@contextmanager
def kemajuan(stream: TextIO) -> Iterator[Lapor]:
    """Lend the function that shows how far a batch has come."""
    if stream.isatty():
        with _bar(stream) as lapor:
            yield lapor
    else:
        yield _lines(stream)


@contextmanager
def _bar(stream: TextIO) -> Iterator[Lapor]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    words = TextColumn("{task.description}", markup=False)
    laju = Laju()
    with Progress(BarColumn(), words, console=Console(file=stream), redirect_stdout=False) as progress:
        task = progress.add_task(pesan("batch.mulai"), total=None)

        def lapor(jumlah: int, ringkasan: Ringkasan) -> None:
            laju.tambah(ringkasan)
            progress.update(task, total=jumlah, completed=laju.selesai, description=laju.kalimat(jumlah))

        yield lapor


def _lines(stream: TextIO, clock: Callable[[], float] = monotonic) -> Lapor:
    """Return what prints a line for each of a few workbooks, and every few seconds where there are many."""
    laju, said = Laju(clock), clock()

    def lapor(jumlah: int, ringkasan: Ringkasan) -> None:
        nonlocal said
        laju.tambah(ringkasan)
        if jumlah <= _FEW:
            berkas, hasil = satu_baris(ringkasan.berkas), _outcome(ringkasan)
            print(pesan("batch.baris", nomor=laju.selesai, jumlah=jumlah, berkas=berkas, hasil=hasil), file=stream)
        elif clock() - said >= _EVERY or laju.selesai == jumlah:
            said = clock()
            print(laju.kalimat(jumlah), file=stream)

    return lapor


def _outcome(ringkasan: Ringkasan) -> str:
    if ringkasan.gagal:
        return pesan("batch.gagal_karena", alasan=satu_baris(ringkasan.gagal))
    return pesan("batch.jumlah", **{tingkat: ringkasan.jumlah(tingkat) for tingkat in TINGKAT})
