"""The Serang master without its faults: what a workbook looks like in which there is nothing to find.

Every change stands in konsisten.toml: what is repaired and why, and what is filled in because the report never printed
it. What follows from the rest by arithmetic (shares per quarter, the plan of an annual indicator) is computed here.
"""

import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

from isian_uji import freed

from lkjip_xl.template.induk import write_master
from lkjip_xl.template.isian import Isian
from lkjip_xl.template.rumus_dasar import BarisIsian, Nilai
from lkjip_xl.template.serang_induk import serang
from lkjip_xl.template.spesifikasi import Spesifikasi

DAFTAR = Path(__file__).with_suffix(".toml")
BULAN = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
TRIWULAN = ("I", "II", "III", "IV")
Baris = dict[str, Any]
Tabel = dict[str, list[Baris]]


def konsisten() -> tuple[Spesifikasi, Isian]:
    """Return the master's description and the repaired rows, every computed column left to its formula."""
    spec, printed = serang()
    tables: Tabel = {nama: [dict(row) for row in rows] for nama, rows in deepcopy(dict(printed)).items()}
    daftar = _daftar()
    _repair(tables, daftar)
    _fill(tables, daftar)
    return spec, freed(spec, tables)


def tulis_konsisten(path: Path) -> Path:
    """Write the consistent master."""
    write_master(path, *konsisten())
    return path


def nomor_baris(rows: list[Baris] | list[BarisIsian], kunci: Nilai | int) -> int:
    """Return where a row stands, 0-based: by its code, or by its number counted from 1."""
    if isinstance(kunci, str):
        return next(at for at, row in enumerate(rows) if kunci in (row.get("Kode"), row.get("Kode Indikator")))
    return int(kunci) - 1  # type: ignore[arg-type]


def _daftar() -> Mapping[str, Any]:
    read = tomllib.loads(DAFTAR.read_text(encoding="utf-8"), parse_float=Decimal)
    counted: Mapping[str, Any] = _decimals(read)
    return counted


def _decimals(data: Any) -> Any:
    """Return what TOML holds with every whole number a Decimal too, as typed cells are."""
    if isinstance(data, dict):
        return {key: _decimals(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_decimals(each) for each in data]
    return Decimal(data) if isinstance(data, int) else data


def _repair(tables: Tabel, daftar: Mapping[str, Any]) -> None:
    for nama, repairs in daftar["perbaikan"].items():
        for kunci, kolom, isi, _sebab in repairs:
            tables[nama][nomor_baris(tables[nama], kunci)][kolom] = isi
    for each in daftar["hapus"]:
        del tables[each["tabel"]][nomor_baris(tables[each["tabel"]], each["baris"])]
    for each in daftar["pindah"]:
        rows = tables[each["tabel"]]
        moved = [rows.pop(nomor_baris(rows, kunci)) for kunci in each["baris"]]
        at = nomor_baris(rows, each["sesudah"]) + 1
        rows[at:at] = moved
    for each in daftar["tambah"]:
        rows = tables[each["tabel"]]
        rows.insert(nomor_baris(rows, each["sesudah"]) + 1, dict(each["isi"]))


def _fill(tables: Tabel, daftar: Mapping[str, Any]) -> None:
    tables |= {nama: [dict(row) for row in rows] for nama, rows in daftar["ganti"].items()}
    for nama, rows in daftar["isi"].items():
        for kunci, cells in rows.items():
            tables[nama][nomor_baris(tables[nama], kunci)] |= cells
    for row in tables["TabelStruktur"]:
        row["Sifat Target"] = daftar["sifat"].get(row["Satuan"], "jumlah")
    for row in tables["TabelAnggaran"]:
        row.setdefault("Pagu Murni", row["Pagu Perubahan"])
    for row in tables["TabelRencanaAksi"]:
        if not any(bulan in row for bulan in BULAN):
            row["Des"] = row["Target"]
    _quarters(tables)
    tables["TabelMonev"] = list(_monev(tables))
    for nama, cells in daftar["semua"].items():
        tables[nama] = [cells | row for row in tables[nama]]


def _quarters(tables: Tabel) -> None:
    """Give the rows of Realisasi the quarter's result wherever the plan has one; all but the IKM are annual."""
    known = {row["Kode Indikator"]: row for row in tables["TabelRealisasiIKU"]}
    for row in tables["TabelRealisasi"]:
        same = known.get(row["Kode"], {"Realisasi TW IV": row["Realisasi"]})
        row |= {judul: same[judul] for judul in (f"Realisasi TW {each}" for each in TRIWULAN) if judul in same}


def _monev(tables: Tabel) -> Iterator[Baris]:
    """Yield each sub kegiatan carried out as planned, its share of what its kegiatan spent in four parts."""
    spent = {row["Kode"]: row for row in tables["TabelAnggaran"]}
    plans = [row for row in tables["TabelRencanaAksi"] if "Anggaran" in row]
    units = {row["Kode"]: row["Sifat Target"] for row in tables["TabelStruktur"]}
    left = {kode: row["Realisasi"] for kode, row in spent.items()}
    for number, plan in enumerate(plans):
        kegiatan = plan["Kode"].rpartition(".")[0]
        last = kegiatan not in {row["Kode"].rpartition(".")[0] for row in plans[number + 1 :]}
        share = plan["Anggaran"] * spent[kegiatan]["Realisasi"] // spent[kegiatan]["Pagu Perubahan"]
        share = left[kegiatan] if last else share
        left[kegiatan] -= share
        yield {"Kode": plan["Kode"]} | dict(_per_quarter(plan, share, units[plan["Kode"]]))


def _per_quarter(plan: Baris, spent: Decimal, sifat: str) -> Iterator[tuple[str, Decimal]]:
    for number, each in enumerate(TRIWULAN):
        months = [plan[bulan] for bulan in BULAN[number * 3 : number * 3 + 3] if bulan in plan]
        if months:
            yield f"Realisasi TW {each}", months[-1] if sifat == "rata-rata" else sum(months, Decimal())
        for judul, amount in (("Pagu", plan["Anggaran"]), ("Realisasi Rp", spent)):
            yield f"{judul} TW {each}", amount // 4 + (amount % 4 if number == 3 else 0)
