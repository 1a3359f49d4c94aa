"""The commands ``lkjip validasi`` and ``lkjip aturan``."""

import argparse
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lkjip_xl.pesan import UnusableFileError, pesan

if TYPE_CHECKING:
    from lkjip_xl.hasil import HasilValidasi

EXIT_CLEAN, EXIT_FOUND, EXIT_COULD_NOT_RUN = 0, 1, 2
_PLAIN_WIDTH, _NARROWEST, _WIDEST = 100, 50, 120
_COPY_SUFFIX = "_validasi"
_REPORT_NAMES = {"teks": "{berkas}_catatan.txt", "json": "{berkas}_catatan.json"} | {
    "html": "{berkas}_catatan.html",
    "xlsx": "{berkas}_catatan.xlsx",
}


class Diperiksa(NamedTuple):
    """One workbook that was checked, and where its marked copy went, if one was asked for."""

    sumber: Path
    hasil: "HasilValidasi"
    salinan: Path | None = None
    cadangan: Path | None = None


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add ``validasi`` and ``aturan`` to the command line."""
    _add_validasi(commands.add_parser("validasi", help=pesan("cli.validasi"), description=pesan("cli.validasi")))
    _add_aturan(commands.add_parser("aturan", help=pesan("cli.aturan"), description=pesan("cli.aturan")))


def _add_validasi(command: argparse.ArgumentParser) -> None:
    command.add_argument("berkas", metavar="BERKAS", type=Path, nargs="+", help=pesan("cli.berkas_banyak"))
    command.add_argument("--tahap", choices=("draf", "penyampaian"), default="draf", help=pesan("cli.tahap"))
    command.add_argument("--format", choices=tuple(_REPORT_NAMES), default="teks", help=pesan("cli.format_validasi"))
    command.add_argument("-o", "--keluaran", metavar="KELUARAN", help=pesan("cli.keluaran_validasi"))
    place = command.add_mutually_exclusive_group()
    place.add_argument("--tulis", action="store_true", help=pesan("cli.tulis"))
    place.add_argument("--di-tempat", action="store_true", help=pesan("cli.tulis_di_tempat"))
    command.add_argument("--per-orang", action="store_true", help=pesan("cli.per_orang"))
    command.set_defaults(run=_validasi, salah=command.error)


def _add_aturan(command: argparse.ArgumentParser) -> None:
    command.add_argument("kode", metavar="KODE", nargs="*", help=pesan("cli.kode"))
    command.add_argument("--format", choices=("teks", "json"), default="teks", help=pesan("cli.format"))
    command.set_defaults(run=_aturan)


def _validasi(arguments: argparse.Namespace) -> int:
    """Check every file; the worst decides the exit code."""
    if arguments.per_orang and arguments.format != "teks":
        arguments.salah(f"argument --per-orang: not allowed with argument --format {arguments.format}")
    if arguments.keluaran == "":
        raise UnusableFileError("keluaran_kosong")
    report = _report_target(arguments)
    copies = _copy_targets(arguments)
    checked = list(_checked(arguments, copies))
    if checked:
        _hand_out(checked, arguments, report)
    return _exit_code(checked, len(arguments.berkas))


def _exit_code(checked: Iterable[Diperiksa], asked: int) -> int:
    checked = list(checked)
    if len(checked) < asked:
        return EXIT_COULD_NOT_RUN
    return EXIT_FOUND if any(each.hasil.periksa.jumlah("kesalahan") for each in checked) else EXIT_CLEAN


def _writes(arguments: argparse.Namespace) -> bool:
    return bool(arguments.tulis or arguments.di_tempat)


def _report_target(arguments: argparse.Namespace) -> Path | None:
    """Return the file the report goes to, None for the screen; with --tulis -o names the copy instead."""
    from lkjip_xl.berkas import report_path

    wanted = Path(arguments.keluaran) if arguments.keluaran and not arguments.tulis else None
    if wanted is None and arguments.format in {"teks", "json"}:
        return None
    name = _REPORT_NAMES[arguments.format]
    single = len(arguments.berkas) == 1
    return report_path(arguments.berkas, wanted, name if single else name.replace("{berkas}_", ""))


def _copy_targets(arguments: argparse.Namespace) -> Callable[[Path], Path | None]:
    """Return the function that tells where a file's marked copy goes, None where none is asked for."""
    from lkjip_xl.berkas import output_path

    wanted = Path(arguments.keluaran) if arguments.keluaran and arguments.tulis else None
    if wanted and len(arguments.berkas) > 1 and not wanted.is_dir():
        raise UnusableFileError("satu_salinan", berkas=wanted.name)
    if not _writes(arguments):
        return lambda _: None
    return lambda source: output_path(source, wanted, arguments.di_tempat, _COPY_SUFFIX)


def _checked(arguments: argparse.Namespace, copies: Callable[[Path], Path | None]) -> Iterator[Diperiksa]:
    """Yield the files that could be checked; of the others their sentence goes to stderr."""
    for source in arguments.berkas:
        try:
            yield _check(source, copies(source), arguments)
        except UnusableFileError as fault:
            print(fault, file=sys.stderr)


def _check(source: Path, target: Path | None, arguments: argparse.Namespace) -> Diperiksa:
    """Check one file and, where asked, write the sheet Hasil Validasi into a copy or into the file itself."""
    from lkjip_xl.books.ooxml.book import FileBook
    from lkjip_xl.verbs import validasi_buku

    book = FileBook.open(source)
    hasil = validasi_buku(book, arguments.tahap)
    if target is None:
        return Diperiksa(source, hasil)
    from lkjip_xl.berkas import back_up
    from lkjip_xl.verbs import tulis_validasi

    now = datetime.now()
    tulis_validasi(book, hasil, _version(), now.date())
    backup = back_up(source, now) if arguments.di_tempat else None
    book.save(target)
    return Diperiksa(source, hasil, target, backup)


def _hand_out(checked: list[Diperiksa], arguments: argparse.Namespace, target: Path | None) -> None:
    """Show the report, or save it and say where."""
    if target is None:
        print(_report(checked, arguments, saved=False).decode("utf-8"), end="")
    else:
        from lkjip_xl.berkas import write_report

        write_report(target, _report(checked, arguments, saved=True))
        print("\n".join(_heads(checked)))
        print(pesan("validasi.laporan", keluaran=target))
    if arguments.format == "json" and target is None:
        return
    for each in checked:
        print(*_written(each), sep="\n", end="\n" if each.salinan else "")


def _written(each: Diperiksa) -> Iterator[str]:
    if each.salinan:
        key = "validasi.ditulis" if each.salinan == each.sumber else "validasi.salinan"
        yield pesan(key, keluaran=each.salinan)
    if each.cadangan:
        yield pesan("hitung.cadangan", cadangan=each.cadangan)


def _report(checked: list[Diperiksa], arguments: argparse.Namespace, *, saved: bool) -> bytes:
    if arguments.format == "xlsx":
        from lkjip_xl.report.xlsx import validasi_xlsx

        return validasi_xlsx([each.hasil for each in checked], _version())
    if arguments.format == "html":
        from lkjip_xl.report.html import validasi_html

        return validasi_html([each.hasil for each in checked], _version()).encode("utf-8")
    if arguments.format == "json":
        return _json(checked, single=len(arguments.berkas) == 1).encode("utf-8")
    lines = "\n".join(_text(checked, per_person=arguments.per_orang, saved=saved))
    return (lines + "\n").encode("utf-8")


def _version() -> str:
    from lkjip_xl.versi import VERSI

    return VERSI


def _json(checked: list[Diperiksa], *, single: bool) -> str:
    """Return one object for one file asked for, a list for several."""
    from json import dumps

    from lkjip_xl.report.validasi_json import validasi_json

    data = [validasi_json(each.hasil, str(each.sumber)) for each in checked]
    return dumps(data[0] if single else data, ensure_ascii=False, indent=2) + "\n"


def _text(checked: list[Diperiksa], *, per_person: bool, saved: bool) -> Iterator[str]:
    from lkjip_xl.report.validasi_line import per_orang_lines, total_line, validasi_lines

    width = _PLAIN_WIDTH if saved else _width()
    for number, each in enumerate(checked):
        if number:
            yield from ["", ""]
        yield from per_orang_lines(each.hasil) if per_person else validasi_lines(each.hasil, width)
    if len(checked) > 1:
        yield from ["", "", total_line([each.hasil for each in checked])]


def _heads(checked: list[Diperiksa]) -> Iterator[str]:
    from lkjip_xl.report.validasi_line import head_lines

    for each in checked:
        yield from head_lines(each.hasil)


def _width() -> int:
    """Return the width to wrap at: the terminal's, or a fixed one where the output goes elsewhere."""
    if not sys.stdout.isatty():
        return _PLAIN_WIDTH
    return max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))


def _aturan(arguments: argparse.Namespace) -> int:
    """Show the catalogue, or explain the rules asked for; an unknown one gets a sentence on stderr."""
    from lkjip_xl.report.aturan import find_kode, unknown_line

    found = [find_kode(text) for text in arguments.kode]
    for text, kode in zip(arguments.kode, found, strict=True):
        if kode is None:
            print(unknown_line(text), file=sys.stderr)
    known = [kode for kode in found if kode]
    if known or not found:
        _show_rules(known, as_json=arguments.format == "json")
    return EXIT_COULD_NOT_RUN if None in found else EXIT_CLEAN


def _show_rules(codes: list[str], *, as_json: bool) -> None:
    from json import dumps

    from lkjip_xl.report.aturan import aturan_json, daftar_lines, jelas_lines
    from lkjip_xl.rules.dasar import catalogue

    if as_json:
        print(dumps(aturan_json(codes or sorted(catalogue())), ensure_ascii=False, indent=2))
    elif codes:
        print("\n\n\n".join("\n".join(jelas_lines(kode, _width())) for kode in codes))
    else:
        print(*daftar_lines(), sep="\n")
