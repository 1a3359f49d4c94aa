"""The command ``lkjip addin``."""

import argparse
from typing import TYPE_CHECKING, Any

from lkjip_xl.pesan import pesan

if TYPE_CHECKING:
    from lkjip_xl.addin.terpasang import Hal

EXIT_DONE, EXIT_TO_MEND = 0, 1


def add_command(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add ``addin pasang``, ``addin lepas`` and ``addin periksa`` to the command line."""
    addin = commands.add_parser("addin", help=pesan("cli.addin"), description=pesan("cli.addin"))
    ways = addin.add_subparsers(dest="cara", required=True, title=pesan("cli.perintah"), metavar="PERINTAH")
    for name, run in (("pasang", _pasang), ("lepas", _lepas), ("periksa", _periksa)):
        command = ways.add_parser(name, help=pesan(f"cli.addin_{name}"), description=pesan(f"cli.addin_{name}"))
        command.set_defaults(run=run)


def _pasang(_: argparse.Namespace) -> int:
    from lkjip_xl.addin import pasang, tempat

    return _show(pasang.pasang(tempat.lingkungan(), pasang.sumber()))


def _lepas(_: argparse.Namespace) -> int:
    from lkjip_xl.addin import lepas, tempat

    return _show(lepas.lepas(tempat.lingkungan()))


def _periksa(_: argparse.Namespace) -> int:
    from lkjip_xl.addin import pasang, periksa, tempat

    hasil = periksa.periksa(tempat.lingkungan(), pasang.sumber())
    for hal in hasil:
        print(pesan("pasang.beres" if hal.beres else "pasang.perlu", kalimat=hal.kalimat))
    perlu = sum(not hal.beres for hal in hasil)
    print(pesan("pasang.masih_perlu" if perlu else "pasang.semua_beres", jumlah=perlu))
    return EXIT_TO_MEND if perlu else EXIT_DONE


def _show(hasil: "list[Hal]") -> int:
    for hal in hasil:
        print(hal.kalimat)
    return EXIT_DONE if all(hal.beres for hal in hasil) else EXIT_TO_MEND
