"""The command line: ``lkjip baca``, ``hitung``, ``templat``, ``validasi``, ``aturan``, ``addin`` and ``batch``."""

import argparse
import os
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NoReturn, TextIO

from lkjip_xl.perintah_addin import add_command
from lkjip_xl.perintah_batch import add_command as add_batch
from lkjip_xl.perintah_validasi import add_commands
from lkjip_xl.pesan import UnusableFileError, pesan, read_toml
from lkjip_xl.versi import VERSI

EXIT_DONE, EXIT_COULD_NOT_RUN = 0, 2


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Indonesian."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, **options)  # type: ignore[arg-type]
        self._positionals.title, self._optionals.title = pesan("cli.argumen"), pesan("cli.pilihan")
        self.add_argument("-h", "--help", action="help", help=pesan("cli.bantuan"))

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", pesan("cli.pemakaian"), 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", pesan("cli.pemakaian"), 1)

    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_COULD_NOT_RUN, pesan("cli.salah", rincian=_in_indonesian(message), program=self.prog) + "\n")


def _in_indonesian(message: str) -> str:
    """Return what argparse complains about in Indonesian; it has no translations of its own."""
    found = ((re.fullmatch(pattern, message), text) for pattern, text in read_toml("pesan.toml")["perintah"].items())
    return next(match.expand(text) for match, text in found if match)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="lkjip", description=pesan("cli.tentang"))
    parser.add_argument("--version", action="version", version=f"lkjip_xl {VERSI}", help=pesan("cli.versi"))
    commands = parser.add_subparsers(dest="perintah", required=True, title=pesan("cli.perintah"), metavar="PERINTAH")
    for name, run in (("baca", _baca), ("hitung", _hitung)):
        command = commands.add_parser(name, help=pesan(f"cli.{name}"), description=pesan(f"cli.{name}"))
        command.add_argument("berkas", metavar="BERKAS", type=Path, help=pesan("cli.berkas"))
        command.add_argument("--format", choices=("teks", "json"), default="teks", help=pesan("cli.format"))
        command.set_defaults(run=run)
        if name == "hitung":
            place = command.add_mutually_exclusive_group()
            place.add_argument("-o", "--keluaran", metavar="KELUARAN", help=pesan("cli.keluaran"))
            place.add_argument("--di-tempat", action="store_true", help=pesan("cli.di_tempat"))
            command.add_argument("--nilai-saja", action="store_true", help=pesan("cli.nilai_saja"))
    _add_templat(commands)
    add_commands(commands)
    add_command(commands)
    add_batch(commands)
    return parser


def _add_templat(commands: "argparse._SubParsersAction[_Parser]") -> None:
    templat = commands.add_parser("templat", help=pesan("cli.templat"), description=pesan("cli.templat"))
    ways = templat.add_subparsers(dest="cara", required=True, title=pesan("cli.perintah"), metavar="PERINTAH")
    for name in ("baru", "contoh", "isi", "perbarui"):
        command = ways.add_parser(name, help=pesan(f"cli.templat_{name}"), description=pesan(f"cli.templat_{name}"))
        if name in {"isi", "perbarui"}:
            command.add_argument("berkas", metavar="BERKAS", type=Path, help=pesan("cli.berkas"))
        command.add_argument("-o", "--keluaran", metavar="KELUARAN", required=True, help=pesan("cli.templat_keluaran"))
        if name == "baru":
            kinds = ("kecamatan", "perangkat-daerah")
            command.add_argument("--jenis", choices=kinds, default=kinds[0], help=pesan("cli.jenis"))
        if name in {"baru", "isi"}:
            words = pesan("cli.tahun" if name == "baru" else "cli.tahun_isi")
            command.add_argument("--tahun", metavar="TAHUN", type=_year, default=datetime.now().year, help=words)
        command.set_defaults(run=_templat)
    _add_kota(ways)


def _add_kota(ways: "argparse._SubParsersAction[_Parser]") -> None:
    command = ways.add_parser("kota", help=pesan("cli.templat_kota"), description=pesan("cli.templat_kota"))
    command.add_argument("-o", "--keluaran", metavar="FOLDER", required=True, help=pesan("cli.kota_keluaran"))
    command.add_argument("--jumlah", metavar="N", type=_count, default=6, help=pesan("cli.kota_jumlah"))
    command.add_argument("--benih", metavar="S", type=_count, default=1, help=pesan("cli.kota_benih"))
    command.add_argument("--kota-serang", action="store_true", help=pesan("cli.kota_serang"))
    command.add_argument("--tahun", metavar="TAHUN", type=_year, default=2025, help=pesan("cli.kota_tahun"))
    command.set_defaults(run=_templat_kota)


def _year(text: str) -> int:
    if not re.fullmatch(r"20\d\d", text):
        raise argparse.ArgumentTypeError(f"not a year: {text}")
    return int(text)


def _count(text: str) -> int:
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"not a count: {text}")
    return int(text)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _print_json(data: object) -> None:
    from json import dumps

    print(dumps(data, ensure_ascii=False, indent=2))


def _baca(arguments: argparse.Namespace) -> int:
    from lkjip_xl.books.ooxml.book import FileBook
    from lkjip_xl.verbs import read_dokumen

    book = FileBook.open(arguments.berkas)
    dokumen = read_dokumen(book)
    if arguments.format == "json":
        from lkjip_xl.report.json import baca_json

        _print_json(baca_json(dokumen, str(arguments.berkas)))
    else:
        from lkjip_xl.report.baca import baca_lines
        from lkjip_xl.sheets import is_stale

        _print(baca_lines(dokumen))
        if is_stale(book.read()):
            print(pesan("baca.hasil_lama"))
    return EXIT_DONE


def _hitung(arguments: argparse.Namespace) -> int:
    from lkjip_xl.berkas import back_up, output_path
    from lkjip_xl.books.ooxml.book import FileBook
    from lkjip_xl.verbs import hitung

    source: Path = arguments.berkas
    if arguments.keluaran == "":
        raise UnusableFileError("keluaran_kosong")
    wanted = Path(arguments.keluaran) if arguments.keluaran else None
    book = FileBook.open(source)
    target = output_path(source, wanted, arguments.di_tempat)
    hasil = hitung(book, formulas=not arguments.nilai_saja)
    backup = back_up(source, datetime.now()) if arguments.di_tempat and hasil.tulisan.plan else None
    book.save(target)
    if arguments.format == "json":
        from lkjip_xl.report.json import hitung_json

        _print_json(hitung_json(hasil, str(source), str(target)))
        return EXIT_DONE
    from lkjip_xl.report.line import hitung_lines

    _print(hitung_lines(hasil, str(target)))
    if backup:
        print(pesan("hitung.cadangan", cadangan=backup))
    return EXIT_DONE


def _templat(arguments: argparse.Namespace) -> int:
    from lkjip_xl import templat
    from lkjip_xl.books.ooxml.book import FileBook
    from lkjip_xl.report.templat import templat_lines

    source: Path | None = getattr(arguments, "berkas", None)
    book = FileBook.open(source) if source is not None else None
    target = templat.target_path(arguments.keluaran, source)
    if book is None:
        empty = arguments.cara == "baru"
        terisi = templat.kosong(arguments.tahun, arguments.jenis.replace("-", " ")) if empty else templat.contoh()
    else:
        terisi = templat.dari_buku(book, arguments.tahun) if arguments.cara == "isi" else templat.dari_induk(book)
    templat.save(terisi, target)
    _print(templat_lines(terisi, str(target), arguments.cara))
    return EXIT_DONE


def _templat_kota(arguments: argparse.Namespace) -> int:
    from lkjip_xl.report.templat import kota_lines
    from lkjip_xl.template.kota.folder import tulis
    from lkjip_xl.template.kota.susunan import Permintaan

    if not arguments.keluaran:
        raise UnusableFileError("keluaran_kosong")
    folder = Path(arguments.keluaran)
    minta = Permintaan(arguments.jumlah, arguments.benih, arguments.tahun, arguments.kota_serang)
    _print(kota_lines(tulis(folder, minta), folder))
    return EXIT_DONE


def _speak_utf8(*streams: TextIO) -> None:
    """Make the console take every character: a Windows console starts in the old code page."""
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 2 could not run (the reason on stderr)."""
    _speak_utf8(sys.stdout, sys.stderr)
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        if sys.stdout:
            sys.stdout.flush()
    except UnusableFileError as fault:
        print(fault, file=sys.stderr)
        return EXIT_COULD_NOT_RUN
    except KeyboardInterrupt:
        print(pesan("cli.dihentikan"), file=sys.stderr)
        return EXIT_COULD_NOT_RUN
    except BrokenPipeError:
        # The reader (head, less) has seen enough; Python must not complain about it at exit either.
        _write_nowhere()
        return EXIT_DONE
    except OSError as fault:
        # Files report their own faults as UnusableFileError: what is left is the screen, or where it is sent.
        _write_nowhere()
        print(pesan("cli.layar", rincian=fault.strerror or fault), file=sys.stderr)
        return EXIT_COULD_NOT_RUN
    except Exception as fault:
        return _report_fault(fault)
    return code


def _write_nowhere() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report_fault(fault: Exception) -> int:
    """Say that the fault is ours and where its traceback is kept: in the log, or here where there is none."""
    from lkjip_xl.catatan import log_fault

    path = log_fault(fault)
    print(pesan("cli.bug", catatan=path or ""), file=sys.stderr)
    if path is None:
        raise fault
    return EXIT_COULD_NOT_RUN
