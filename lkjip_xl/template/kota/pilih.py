"""Chooses the row of an office a fault is put into, and tells which part of the office it belongs to.

Two faults of one office never belong to the same part: an indicator with all that serves it, or one support table.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random

from lkjip_xl.template.kota.anggaran import PER_BULAN
from lkjip_xl.template.kota.model import Kantor
from lkjip_xl.template.spesifikasi import renstra_start

_JELAS = Decimal("0.1")
Sasaran = Callable[[Kantor, Random], tuple[str, str] | None]
"""The part of the office and the row's key: a code, or a row's number; None where the office has no such row."""


def iku(*cara: str) -> Sasaran:
    """Choose an indicator whose values are made in one of these ways."""

    def choose(kantor: Kantor, rng: Random) -> tuple[str, str] | None:
        codes = [each.kode for each in kantor.pola.iku if each.cara in cara]
        return _pair(rng, [(kode, kode) for kode in codes])

    return choose


def kurang_tercapai(kantor: Kantor, rng: Random) -> tuple[str, str] | None:
    """Choose an indicator whose result is below its target."""
    targets = {row["Kode Indikator"]: row["Target"] for row in kantor.isian["TabelIKU"]}
    rows = kantor.isian["TabelRealisasiIKU"]
    short = [row["Kode Indikator"] for row in rows if row["Realisasi"] < targets[row["Kode Indikator"]]]
    return _pair(rng, [(kode, kode) for kode in short])


def tercapai(kantor: Kantor, rng: Random) -> tuple[str, str] | None:
    """Choose an indicator whose result is not below its target, and is no share of a few kelurahan."""
    targets = {row["Kode Indikator"]: row["Target"] for row in kantor.isian["TabelIKU"]}
    results = {row["Kode Indikator"]: row["Realisasi"] for row in kantor.isian["TabelRealisasiIKU"]}
    fitting = [each.kode for each in kantor.pola.iku if each.cara != "kelurahan"]
    return _pair(rng, [(kode, kode) for kode in fitting if results[kode] >= targets[kode]])


def berubah(kantor: Kantor, rng: Random) -> tuple[str, str] | None:
    """Choose an indicator whose target was raised by one or more during the year."""
    rows = kantor.isian["TabelPK"]
    codes = [row["Kode Indikator"] for row in rows if row.get("Target Perubahan", 0) - row["Target Murni"] >= 1]
    return _pair(rng, [(kode, kode) for kode in codes])


def awal_renstra(pilihan: Sasaran) -> Sasaran:
    """Choose only in offices whose year is the first of the plan, where no earlier target can be higher."""
    return lambda kantor, rng: pilihan(kantor, rng) if kantor.tahun == renstra_start(kantor.tahun) else None


def langkah(jenjang: str, cocok: Callable[[Kantor, str], bool] = lambda *_: True) -> Sasaran:
    """Choose a programme, kegiatan or sub kegiatan that fits."""

    def choose(kantor: Kantor, rng: Random) -> tuple[str, str] | None:
        codes = [each.kode for each in kantor.pola.langkah if each.jenjang == jenjang]
        return _pair(rng, [(bagian(kantor, kode), kode) for kode in codes if cocok(kantor, kode)])

    return choose


def baris(tabel: str, part: str) -> Sasaran:
    """Choose any row of a support table; ``part`` is the table's own, or how its indicator's values are made."""

    def choose(kantor: Kantor, rng: Random) -> tuple[str, str] | None:
        served = next((each.kode for each in kantor.pola.iku if each.cara == part), part)
        return _pair(rng, [(served, str(number)) for number in range(len(kantor.isian.get(tabel, ())))])

    return choose


def unsur_lain(kantor: Kantor, rng: Random) -> tuple[str, str] | None:
    """Choose an unsur of the survey that is not the mean itself, which is neither above nor below."""
    served = next((each.kode for each in kantor.pola.iku if each.cara == "ikm"), "")
    rows = kantor.isian.get("TabelIKM", [])
    mean = sum(row["Indeks"] for row in rows) / max(len(rows), 1)
    return _pair(rng, [(served, str(at)) for at, row in enumerate(rows) if abs(row["Indeks"] - mean) > _JELAS])


def bagian(kantor: Kantor, kode: str) -> str:
    """Return the indicator a programme, kegiatan or sub kegiatan serves."""
    return next(iku for program, iku in kantor.pola.program.items() if kode.startswith(program))


def beriringan(kantor: Kantor, kode: str) -> bool:
    """Tell whether another programme serves the same indicator."""
    return list(kantor.pola.program.values()).count(kantor.pola.program[kode]) > 1


def seratus(kantor: Kantor, kode: str) -> bool:
    """Tell whether a row aims at 100 percent of something other than kelurahan."""
    own = next(each for each in kantor.pola.langkah if each.kode == kode)
    return own.target == 100 and "kelurahan" not in own.indikator


def berjumlah(kantor: Kantor, kode: str) -> bool:
    """Tell whether a sub kegiatan counts things that add up over the year, more than one."""
    own = next(each for each in kantor.pola.langkah if each.kode == kode)
    return own.satuan != PER_BULAN and own.target > 1


def laporan(kantor: Kantor, kode: str) -> bool:
    """Tell whether a sub kegiatan counts reports."""
    return any(each.kode == kode and each.satuan == "Laporan" for each in kantor.pola.langkah)


def bersaudara(kantor: Kantor, kode: str) -> bool:
    """Tell whether a kegiatan has another one beside it in its programme."""
    program = kode.split(".2.")[0]
    return sum(each.kode.startswith(program) and each.jenjang == "kegiatan" for each in kantor.pola.langkah) > 1


def tunggal(kantor: Kantor, kode: str) -> bool:
    """Tell whether a sub kegiatan is the only one of its kegiatan, in a programme that has others."""
    kegiatan = kode.rpartition(".")[0]
    own = [each for each in kantor.pola.sub_kegiatan if each.kode.startswith(f"{kegiatan}.")]
    return len(own) == 1 and bersaudara(kantor, kegiatan)


def nomor(kantor: Kantor, tabel: str, kunci: str) -> int:
    """Return where the row of a key stands in a table, from 0."""
    return int(kunci) if kunci.isdigit() else kantor.baris(tabel, kunci)


def _pair(rng: Random, found: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    return rng.choice(found) if found else None
