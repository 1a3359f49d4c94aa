"""The command ``lkjip batch``."""

import argparse
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lkjip_xl.pesan import UnusableFileError, pesan

if TYPE_CHECKING:
    from lkjip_xl.batch.laksana import Laporan
    from lkjip_xl.batch.pelaksana import Pelaksana

EXIT_CLEAN, EXIT_FOUND, EXIT_INCOMPLETE = 0, 1, 2


def add_command(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add ``batch`` to the command line."""
    command = commands.add_parser("batch", help=pesan("cli.batch"), description=pesan("cli.batch"))
    command.add_argument("folder", metavar="FOLDER", type=Path, help=pesan("cli.batch_folder"))
    command.add_argument("-o", "--keluaran", metavar="KELUARAN", required=True, help=pesan("cli.batch_keluaran"))
    command.add_argument("--tahap", choices=("draf", "penyampaian"), default="draf", help=pesan("cli.tahap"))
    who = command.add_mutually_exclusive_group()
    who.add_argument("--pekerja", metavar="N", help=pesan("cli.batch_pekerja"))
    who.add_argument("--dask", metavar="ALAMAT", help=pesan("cli.batch_dask"))
    command.add_argument("--lanjut", action="store_true", help=pesan("cli.batch_lanjut"))
    command.add_argument("--pola", metavar="POLA", default="*.xls[xm]", help=pesan("cli.batch_pola"))
    command.add_argument("--tanpa-salinan", action="store_true", help=pesan("cli.batch_tanpa_salinan"))
    command.add_argument("--batas-waktu", metavar="DETIK", default="120", help=pesan("cli.batch_batas_waktu"))
    command.set_defaults(run=_batch)


def _batch(arguments: argparse.Namespace) -> int:
    from lkjip_xl.batch.cari import cari
    from lkjip_xl.batch.galat import BatchTidakJalanError
    from lkjip_xl.batch.kemajuan import kemajuan
    from lkjip_xl.batch.laksana import Permintaan, laksanakan
    from lkjip_xl.batch.laporan import dilewati_lines, laporan_lines
    from lkjip_xl.versi import VERSI

    if arguments.keluaran == "":
        raise UnusableFileError("keluaran_kosong")
    keluaran = Path(arguments.keluaran)
    ditemukan = cari(arguments.folder, arguments.pola, keluaran)
    if not ditemukan.buku and not ditemukan.gagal:
        _print(dilewati_lines(ditemukan))
        raise BatchTidakJalanError("tanpa_buku", folder=arguments.folder, pola=arguments.pola)
    asked = Permintaan(
        ditemukan, keluaran, arguments.tahap, date.today(), VERSI, not arguments.tanpa_salinan, arguments.lanjut
    )
    with _pelaksana(arguments, len(ditemukan.buku)) as pelaksana, kemajuan(sys.stderr) as lapor:
        laporan = laksanakan(asked, pelaksana, lapor)
    _print(laporan_lines(laporan, ditemukan, keluaran))
    if laporan.galat:
        print(laporan.galat, file=sys.stderr)
    return _exit_code(laporan)


def _pelaksana(arguments: argparse.Namespace, jumlah: int) -> "AbstractContextManager[Pelaksana]":
    from lkjip_xl.batch.pelaksana import gugus, setempat

    pekerja = _positive("--pekerja", arguments.pekerja) if arguments.pekerja is not None else None
    batas_waktu = _positive("--batas-waktu", arguments.batas_waktu)
    return gugus(arguments.dask) if arguments.dask is not None else setempat(jumlah, pekerja, batas_waktu)


def _positive(pilihan: str, text: str) -> int:
    from lkjip_xl.batch.galat import BatchTidakJalanError

    if not text.isdecimal() or not int(text):
        raise BatchTidakJalanError("bukan_angka", pilihan=pilihan, isi=text)
    return int(text)


def _exit_code(laporan: "Laporan") -> int:
    if laporan.gagal or laporan.belum or laporan.galat:
        return EXIT_INCOMPLETE
    return EXIT_FOUND if laporan.temuan["kesalahan"] else EXIT_CLEAN


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
