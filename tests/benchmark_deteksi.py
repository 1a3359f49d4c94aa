"""What validation finds of faults put into invented offices, and what it finds that is none.

    python tests/benchmark_deteksi.py [--jumlah 300] [--benih 1] [--setiap 3]

With --setiap every kind of fault there is goes alone into that many of the offices instead, so that none is left out.
Recall: every fault of the manifest is looked for by rule and cell, and so is all that must follow from it. False
alarms: what is found in an office without faults, and in one with faults what is neither a fault of its own nor listed
as a consequence of one.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time
from typing import get_args

from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.template.kota.folder import MANIFES, Ringkas, tulis, tulis_satu
from lkjip_xl.template.kota.jenis_salah import SEMUA
from lkjip_xl.template.kota.salah import KantorSalah, suntik_satu
from lkjip_xl.template.kota.susunan import Permintaan, calon
from lkjip_xl.temuan import Tahap
from lkjip_xl.verbs import validasi

Kunci = tuple[str, str, str]
"""A finding: rule, sheet, cell; sheet and cell "" where it may be anywhere in the workbook."""


def kunci(each: dict[str, str]) -> Kunci:
    return each["kode"], each["lembar"], each["sel"]


def ditemukan(path: Path, tahap: Tahap) -> set[Kunci]:
    """Return every finding in a workbook."""
    return {(each.kode, each.ref.sheet, each.ref.a1) for each in validasi(FileBook.open(path), tahap).temuan}


def ada(harap: Kunci, found: set[Kunci]) -> bool:
    return harap in found if harap[1] else any(each[0] == harap[0] for each in found)


def tak_dijelaskan(found: set[Kunci], entry: dict) -> set[Kunci]:
    """Return what no fault of an office explains."""
    known = {kunci(each) for fault in entry["kesalahan"] for each in (fault, *fault["akibat"])}
    anywhere = {kode for kode, lembar, _ in known if not lembar}
    return {each for each in found - known if each[0] not in anywhere}


def ukur(folder: Path, tahap: Tahap) -> tuple[Counter, Counter, list[str], list[str]]:
    """Return faults put in and found by rule, the misses and the false alarms in words."""
    masuk, kena, lolos, palsu = Counter(), Counter(), [], []
    for entry in json.loads((folder / MANIFES).read_text("utf-8"))["berkas"]:
        found = ditemukan(folder / entry["berkas"], tahap)
        for fault in entry["kesalahan"]:
            masuk[fault["kode"]] += 1
            if ada(kunci(fault), found):
                kena[fault["kode"]] += 1
            else:
                lolos.append(f"{entry['berkas']}: {fault['jenis']} {kunci(fault)}")
            follows = [kunci(each) for each in fault["akibat"] if not ada(kunci(each), found)]
            lolos += [f"{entry['berkas']}: {fault['jenis']}, its consequence {each}" for each in follows]
        palsu += [
            f"{entry['berkas']} ({'berisi kesalahan' if entry['kesalahan'] else 'bersih'}): {each}"
            f" dengan {[fault['jenis'] for fault in entry['kesalahan']]}"
            for each in sorted(tak_dijelaskan(found, entry))
        ]
    return masuk, kena, lolos, palsu


def tulis_setiap(folder: Path, minta: Permintaan, kali: int) -> Ringkas:
    """Write every kind of fault alone into some of the offices it fits."""
    entries, offices = [], list(calon(minta))
    for number, jenis in enumerate(SEMUA):
        fitting = [each for each in offices if each.tata_letak in jenis.tata_letak]
        aimed = [(each, found) for each in fitting if (found := jenis.sasaran(each.kantor, Random(each.nomor)))]
        for each, (_, sasaran) in aimed[:kali]:
            made = suntik_satu(KantorSalah(each.kantor, ()), jenis, sasaran, Random(each.nomor))
            entries.append(tulis_satu(folder, each._replace(folder=f"{number:03}/"), made))
    (folder / MANIFES).write_text(json.dumps({"berkas": entries}), "utf-8")
    return Ringkas(len(entries), len(entries), len(entries), 0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--jumlah", type=int, default=300)
    parser.add_argument("--benih", type=int, default=1)
    parser.add_argument("--setiap", type=int, default=0)
    asked = parser.parse_args()
    with TemporaryDirectory() as name:
        folder, start = Path(name) / "kota", process_time()
        minta = Permintaan(asked.jumlah, asked.benih, 2025, False)
        made = tulis_setiap(folder, minta, asked.setiap) if asked.setiap else tulis(folder, minta)
        spent = process_time() - start
        print(
            f"benih {asked.benih}: {made.buku} workbooks, {made.salah} with {made.kesalahan} faults, {spent:.0f} s CPU"
        )
        for tahap in get_args(Tahap):
            masuk, kena, lolos, palsu = ukur(folder, tahap)
            print(f"\n{tahap}: recall {kena.total()}/{masuk.total()}, {len(masuk)} rules; false alarms {len(palsu)}")
            print("  " + "  ".join(f"{kode} {kena[kode]}/{masuk[kode]}" for kode in sorted(masuk)))
            print(*(f"  missed {each}" for each in lolos), *(f"  false {each}" for each in palsu), sep="\n")


if __name__ == "__main__":
    main()
