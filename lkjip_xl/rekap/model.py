"""The comparison of all offices as plain values; report/ renders it, nothing is computed there."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.rekap.ringkasan import AnggaranKantor, IkuKantor, Ringkasan
from lkjip_xl.temuan import Tingkat


class Kantor(NamedTuple):
    """One workbook that was computed; ``id`` is unique and fit for a file's name, ``nama`` unique for people."""

    id: str
    nama: str
    ringkasan: Ringkasan


class IndikatorRekap(NamedTuple):
    """One indicator over all offices: what each has of it, by the office's id; who lacks it is not there.

    ``peringkat`` ranks the measured ones by capaian at 2 decimals, the highest 1; equal ones share a rank and the
    next skips (1, 1, 3). ``bersama`` tells whether more than one office has it.
    """

    nama: str
    satuan: str
    nilai: Mapping[str, IkuKantor]
    peringkat: Mapping[str, int]

    @property
    def bersama(self) -> bool:
        """Whether more than one office has it."""
        return len(self.nilai) > 1


class TemuanRekap(NamedTuple):
    """A contradiction between workbooks: its rule, how severe, in words, and the ids of the offices concerned."""

    kode: str
    tingkat: Tingkat
    pesan: str
    saran: str
    kantor: tuple[str, ...]


class Gagal(NamedTuple):
    """A workbook that could not be read or computed, and why."""

    berkas: str
    alasan: str


class Rekap(NamedTuple):
    """The whole comparison; ``kantor`` are sorted by name, ``indikator`` the commonest first."""

    tanggal: date
    tahap: str
    versi: str
    versi_aturan: str
    tahun: tuple[int, ...]
    """Every year the workbooks speak of, the commonest first."""
    kantor: tuple[Kantor, ...]
    indikator: tuple[IndikatorRekap, ...]
    temuan: tuple[TemuanRekap, ...]
    gagal: tuple[Gagal, ...]
    peringkat: Mapping[str, int]
    """The rank of each measured office by its mean capaian at 2 decimals, by id."""
    aturan: tuple[str, ...]
    """The rules that found something anywhere, between workbooks too, sorted."""

    def jumlah(self, tingkat: str) -> int:
        """Return how many findings in force have a severity: the workbooks' own and those between workbooks."""
        own = sum(each.ringkasan.jumlah(tingkat) for each in self.kantor)
        return own + sum(each.tingkat == tingkat for each in self.temuan)

    @property
    def rata_rata(self) -> Decimal | None:
        """The mean of the offices' mean capaian, None where nobody measured any."""
        found = [each.ringkasan.rata_rata for each in self.kantor if each.ringkasan.rata_rata is not None]
        return sum(found, Decimal(0)) / len(found) if found else None

    @property
    def anggaran(self) -> AnggaranKantor | None:
        """Pagu and realisasi of all offices that have both, and how much was spent; None where there is no pagu."""
        found = [each.ringkasan.anggaran for each in self.kantor if each.ringkasan.anggaran]
        pagu = sum((each.pagu for each in found), Decimal(0))
        realisasi = sum((each.realisasi for each in found), Decimal(0))
        return AnggaranKantor(pagu, realisasi, realisasi / pagu * 100) if pagu else None
