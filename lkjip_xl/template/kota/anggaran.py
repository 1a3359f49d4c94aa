"""Money and plans of an invented office: every sum is the sum of its parts, every month adds up to its year."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random
from typing import NamedTuple

from lkjip_xl.template.kota.model import BULAN, TRIWULAN, Baris, Langkah, Pola, Tabel, kata

D = Decimal
PER_BULAN = "Orang/bulan"
_HAMPIR_HABIS = 987
"""Of a thousand: more than any result that falls short is of its target (nilai.py), or it would count as efficient."""
_TRIWULANAN = ("Mar", "Jun", "Sep", "Des")
_BULAN_PER_TARGET = {12: BULAN, 4: _TRIWULANAN, 2: ("Mei", "Okt"), 1: ("Jun",)}


class Uang(NamedTuple):
    """What a sub kegiatan had at first, had in the end, and spent."""

    murni: Decimal
    pagu: Decimal
    realisasi: Decimal


def uang(rng: Random, pola: Pola, hemat: Mapping[str, bool]) -> dict[str, Uang]:
    """Return every sub kegiatan's money; what serves an indicator that fell short was spent nearly to the end."""
    changed = rng.choice(pola.sub_kegiatan).kode if rng.random() < 0.5 else ""
    made = {}
    for each in pola.sub_kegiatan:
        big = 40 if each.satuan == PER_BULAN else 1
        pagu = D(rng.randint(200, 3000) * 100_000 * big)
        iku = next(iku for program, iku in pola.program.items() if each.kode.startswith(program))
        share = rng.randint(940, 998) if hemat[iku] else max(rng.randint(985, 999), _HAMPIR_HABIS)
        spent = pagu * share // 1000
        made[each.kode] = Uang(pagu - D(5_000_000) if each.kode == changed else pagu, pagu, spent)
    return made


def tabel_anggaran(rng: Random, pola: Pola, uang: Mapping[str, Uang]) -> Tabel:
    """Return the rows of PK's programmes, Rencana Aksi's plan, what was spent, and the quarters."""
    return {
        "TabelPKProgram": [_program(rng, each, uang) for each in pola.langkah if each.jenjang == "program"],
        "TabelAnggaran": [_pagu(each, uang) for each in pola.langkah],
        "TabelMonev": [_monev(rng, each, uang[each.kode]) for each in pola.sub_kegiatan],
    }


def rencana(langkah: Langkah, uang: Mapping[str, Uang]) -> Baris:
    """Return the plan of a programme, kegiatan or sub kegiatan, month by month."""
    row: Baris = {"Kode": langkah.kode, "Target": D(langkah.target)} | dict(_bulan(langkah))
    return row | ({"Anggaran": uang[langkah.kode].pagu} if langkah.kode in uang else {})


def _bulan(langkah: Langkah) -> Iterator[tuple[str, Decimal]]:
    if langkah.jenjang != "sub kegiatan":
        yield "Des", D(langkah.target)
    elif langkah.satuan == PER_BULAN:
        yield from ((each, D(langkah.target)) for each in BULAN)
    else:
        months = _BULAN_PER_TARGET.get(langkah.target, _TRIWULANAN)
        yield from ((each, D(langkah.target // len(months))) for each in months)


def _program(rng: Random, program: Langkah, uang: Mapping[str, Uang]) -> Baris:
    own = [each for kode, each in uang.items() if kode.startswith(program.kode)]
    murni, pagu = (sum(values, D(0)) for values in ([each.murni for each in own], [each.pagu for each in own]))
    row: Baris = {"Kode": program.kode, "Target": D(program.target), "Anggaran Murni": murni}
    if murni == pagu:
        return row
    return row | {"Anggaran Perubahan": pagu, "Alasan Perubahan": rng.choice(kata()["setempat"]["alasan"])}


def _pagu(langkah: Langkah, uang: Mapping[str, Uang]) -> Baris:
    if langkah.kode not in uang:
        return {"Kode": langkah.kode}
    own = uang[langkah.kode]
    changed = {"Pagu Perubahan": own.pagu} if own.murni != own.pagu else {}
    return {"Kode": langkah.kode, "Pagu Murni": own.murni, "Realisasi": own.realisasi} | changed


def _monev(rng: Random, langkah: Langkah, own: Uang) -> Baris:
    words, plan = kata()["setempat"], dict(_bulan(langkah))
    row: Baris = {"Kode": langkah.kode}
    for number, each in enumerate(TRIWULAN):
        months = [plan[bulan] for bulan in BULAN[number * 3 : number * 3 + 3] if bulan in plan]
        if months:
            row[f"Realisasi TW {each}"] = months[-1] if langkah.satuan == PER_BULAN else sum(months, D(0))
        for judul, amount in (("Pagu", own.pagu), ("Realisasi Rp", own.realisasi)):
            row[f"{judul} TW {each}"] = amount // 4 + (amount % 4 if number == 3 else 0)
    told = {"Kendala": rng.choice(words["kendala"]), "Tindak Lanjut": rng.choice(words["lanjut"])}
    return row | told | {"Tautan Bukti": "monev-rekaan.xlsx"}
