"""A whole batch: the output folder made ready, every workbook done, what became of each kept, all compared."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lkjip_xl.batch import lanjut
from lkjip_xl.batch.banding import tulis_rekap
from lkjip_xl.batch.cari import Berkas, Ditemukan
from lkjip_xl.batch.galat import BatchTidakJalanError, kesalahan_kami
from lkjip_xl.batch.jalan import Kerja, run
from lkjip_xl.batch.kerja import Tugas, kerjakan
from lkjip_xl.batch.kunci import KUNCI, terkunci
from lkjip_xl.batch.lanjut import BELUM, GAGAL, SELESAI, Catatan, Keadaan
from lkjip_xl.batch.pelaksana import Pelaksana
from lkjip_xl.batch.tempat import hapus_hasil
from lkjip_xl.books.ooxml.atomic import unwritable
from lkjip_xl.pesan import UnusableFileError, pesan
from lkjip_xl.rekap.model import Rekap
from lkjip_xl.rekap.ringkasan import Ringkasan
from lkjip_xl.temuan import TINGKAT, Tahap

Lapor = Callable[[int, Ringkasan], None]


class Permintaan(NamedTuple):
    """What is asked of a batch."""

    ditemukan: Ditemukan
    keluaran: Path
    tahap: Tahap
    hari: date
    versi: str
    salinan: bool = True
    lanjut: bool = False


class Laporan(NamedTuple):
    """What became of a batch: workbooks done, those of them that still held from before, and those that failed.

    ``belum`` counts what was left when somebody stopped it; ``galat`` says why there is no comparison.
    """

    selesai: int
    tetap: int
    belum: int
    gagal: tuple[Berkas, ...]
    temuan: dict[str, int]
    dihentikan: bool
    rekap: Rekap | None
    galat: str = ""


def laksanakan(permintaan: Permintaan, pelaksana: Pelaksana, lapor: Lapor, kerja: Kerja = kerjakan) -> Laporan:
    """Do every workbook and compare them all; ``lapor`` hears how many there are to do, and of each that is done.

    KeyboardInterrupt ends it early: what is done stays whole and is compared. Raises UnusableFileError where nothing
    can be done at all.
    """
    keluaran = siapkan(permintaan.keluaran, permintaan.ditemukan.folder)
    with terkunci(keluaran):
        return _Batch(permintaan, kerja).run(pelaksana, lapor)


def siapkan(keluaran: Path, folder: Path) -> Path:
    """Make the output folder; raises UnusableFileError where it would hold the input, or holds what is not ours."""
    real = folder.resolve()
    if keluaran.resolve() in (real, *real.parents):
        raise BatchTidakJalanError("keluaran_memuat_folder", folder=keluaran)
    try:
        keluaran.mkdir(parents=True, exist_ok=True)
        foreign = [path for path in keluaran.iterdir() if path.name != KUNCI]
    except FileExistsError as fault:
        raise BatchTidakJalanError("keluaran_berkas", folder=keluaran) from fault
    except OSError as fault:
        raise unwritable(keluaran, fault) from fault
    if foreign and not lanjut.is_ours(keluaran):
        raise BatchTidakJalanError("keluaran_terisi", folder=keluaran)
    return keluaran


class _Batch:
    def __init__(self, permintaan: Permintaan, kerja: Kerja) -> None:
        self.permintaan, self.keluaran, self.kerja = permintaan, permintaan.keluaran, kerja
        self.cap = lanjut.cap(permintaan.versi, permintaan.tahap, salinan=permintaan.salinan)
        self.lama = lanjut.read(self.keluaran) or Catatan({}, False, {})
        self.tugas = {berkas: self._tugas(berkas) for berkas in permintaan.ditemukan.buku}
        self.tetap = {berkas for berkas, each in self.tugas.items() if self._still_holds(each)}
        self.keadaan = {berkas: Keadaan(SELESAI if berkas in self.tetap else BELUM) for berkas in self.tugas}
        self.keadaan |= {berkas: Keadaan(GAGAL, alasan) for berkas, alasan in permintaan.ditemukan.gagal}
        self.rekap = list(self.lama.rekap)
        self.temuan: Counter[str] = Counter()
        for berkas in self.tetap:
            self._count(lanjut.read_ringkasan(self.keluaran, berkas) or Ringkasan(berkas, ""))

    def _tugas(self, berkas: str) -> Tugas:
        asked = self.permintaan
        folder, keluaran = asked.ditemukan.folder.absolute(), self.keluaran.absolute()
        return Tugas(folder / berkas, berkas, keluaran, asked.tahap, asked.salinan, asked.hari, asked.versi)

    def _still_holds(self, tugas: Tugas) -> bool:
        known = self.lama.berkas.get(tugas.berkas, Keadaan(GAGAL)).status != GAGAL
        return self.permintaan.lanjut and self.lama.cap == self.cap and known and lanjut.masih_berlaku(tugas)

    def run(self, pelaksana: Pelaksana, lapor: Lapor) -> Laporan:
        self._clear()
        stopped = self._work(pelaksana, lapor)
        self._keep(selesai=False)
        rekap, galat = self._compare()
        self._keep(selesai=not stopped)
        counts = Counter(each.status for each in self.keadaan.values())
        return Laporan(
            selesai=counts[SELESAI],
            tetap=len(self.tetap),
            belum=counts[BELUM],
            gagal=tuple(Berkas(berkas, each.alasan) for berkas, each in self.keadaan.items() if each.status == GAGAL),
            temuan={tingkat: self.temuan[tingkat] for tingkat in TINGKAT},
            dihentikan=stopped,
            rekap=rekap,
            galat=galat,
        )

    def _clear(self) -> None:
        """Take away what no longer holds; until that is done, nothing in the folder may be taken for current."""
        current, self.cap = self.cap, {}
        self._keep(selesai=False)
        self._remove([*lanjut.hilang(self.lama, self.tugas), *(self.tugas.keys() - self.tetap)])
        self._remove_rekap()
        self.cap = current
        self._keep(selesai=False)

    def _remove(self, berkas: Iterable[str]) -> None:
        """Remove results; one that is held open fails when its workbook is done again."""
        for each in berkas:
            with suppress(UnusableFileError):
                hapus_hasil(self.keluaran, each)

    def _remove_rekap(self) -> None:
        """Take away the earlier comparison: it speaks of results that are no more."""
        for path in self.rekap:
            with suppress(OSError):
                (self.keluaran / path).unlink()
        self.rekap = [path for path in self.rekap if (self.keluaran / path).exists()]

    def _keep(self, *, selesai: bool) -> None:
        lanjut.write(self.keluaran, Catatan(self.cap, selesai, self.keadaan, tuple(self.rekap)))

    def _work(self, pelaksana: Pelaksana, lapor: Lapor) -> bool:
        """Do what is to be done; tell whether somebody stopped it."""
        waiting = [each for berkas, each in self.tugas.items() if berkas not in self.tetap]
        try:
            with closing(run(waiting, pelaksana.executor, self.kerja, pelaksana.antrean)) as done:
                for each in done:
                    self.keadaan[each.berkas] = Keadaan(GAGAL, each.gagal) if each.gagal else Keadaan(SELESAI)
                    self._count(each)
                    lapor(len(waiting), each)
        except KeyboardInterrupt:
            pelaksana.hentikan()
            self._remove(berkas for berkas, each in self.keadaan.items() if each.status == BELUM)
            return True
        return False

    def _count(self, ringkasan: Ringkasan) -> None:
        self.temuan.update({tingkat: ringkasan.jumlah(tingkat) for tingkat in TINGKAT})

    def _summaries(self) -> Iterator[Ringkasan]:
        """Yield the summary of every workbook, one at a time from its file; of those not done, why."""
        for berkas, each in sorted(self.keadaan.items()):
            kept = lanjut.read_ringkasan(self.keluaran, berkas) if each.status == SELESAI else None
            yield kept or Ringkasan(berkas, "", gagal=each.alasan or pesan("batch.belum"))

    def _susun(self) -> Rekap:
        from lkjip_xl.rekap.susun import susun

        asked = self.permintaan
        return susun(self._summaries(), asked.tahap, asked.hari, asked.versi)

    def _compare(self) -> tuple[Rekap | None, str]:
        """Write the comparison and remember its files; where it cannot be written, say why."""
        try:
            rekap = self._susun()
            for path in tulis_rekap(self.keluaran, rekap):
                self.rekap.append(path)
        except UnusableFileError as fault:
            return None, str(fault)
        except Exception as fault:
            # The workbooks are done: a fault of ours in comparing them must not hide that.
            return None, kesalahan_kami(fault)
        self.temuan.update(each.tingkat for each in rekap.temuan)
        return rekap, ""
