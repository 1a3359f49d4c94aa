"""What ``import lkjip_xl`` gives: the verbs on files, tables as pandas DataFrames."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from lkjip_xl.berkas import output_path
from lkjip_xl.books.base import SavableBook
from lkjip_xl.hasil import HasilHitung, HasilValidasi
from lkjip_xl.model import DokumenKinerja
from lkjip_xl.nilai import read_nilai
from lkjip_xl.parse import NUMBERS
from lkjip_xl.report.json import Json, hitung_json, number
from lkjip_xl.report.validasi_json import validasi_json
from lkjip_xl.table import Kolom, RawTable
from lkjip_xl.temuan import Tahap
from lkjip_xl.verbs import hitung as compute_book
from lkjip_xl.verbs import read_dokumen, validasi_buku

if TYPE_CHECKING:
    from pandas import DataFrame

_TEMUAN = "kode nama tingkat lembar sel sel_lain baris penanggung_jawab pesan saran ditemukan seharusnya dasar"


@dataclass(frozen=True)
class Hasil:
    """A computed workbook: its figures as DataFrames, ready to be saved.

    Percentages are in percent and unrounded, money in rupiah; a figure that does not exist is missing (NaN/None).
    """

    sumber: Path
    book: SavableBook
    hasil: HasilHitung

    @cached_property
    def data(self) -> Json:
        """Everything ``lkjip hitung --format json`` prints, before saving."""
        return hitung_json(self.hasil, str(self.sumber), None)

    @property
    def capaian(self) -> "DataFrame":
        """One row per computed capaian: lembar, sel, kode, jenjang, indikator, satuan, target … kategori."""
        return _frame(
            self.data["capaian"], "lembar sel kode jenjang indikator satuan target realisasi capaian kategori"
        )

    @property
    def anggaran(self) -> "DataFrame":
        """One row per computed serapan: lembar, sel, jenjang, uraian, pagu, realisasi, serapan."""
        return _frame(self.data["anggaran"], "lembar sel jenjang uraian pagu realisasi serapan")

    @property
    def efisiensi(self) -> "DataFrame":
        """One row per computed efisiensi: lembar, sel, uraian, indikator, capaian, serapan, efisiensi, status."""
        return _frame(self.data["efisiensi"], "lembar sel uraian indikator capaian serapan efisiensi status")

    @property
    def diubah(self) -> "DataFrame":
        """One row per old figure or label that gave way: lembar, sel, lama, baru."""
        return _frame(self.data["diubah"], "lembar sel lama baru")

    @property
    def tidak_dihitung(self) -> "DataFrame":
        """One row per figure that was left as it stands: lembar, sel, alasan."""
        return _frame(self.data["tidak_dihitung"], "lembar sel alasan")

    @property
    def ringkasan(self) -> dict[str, float | None]:
        """The office's mean capaian of IKU, total serapan and efisiensi, in percent."""
        return dict(self.data["ringkasan"])

    def simpan(self, path: str | PathLike[str] | None = None) -> Path:
        """Save the computed workbook and return where: by default ``<nama>_hasil`` beside the input.

        Raises UnusableFileError where that is the input itself or cannot be written.
        """
        target = output_path(self.sumber, Path(path) if path is not None else None, in_place=False)
        self.book.save(target)
        return target


@dataclass(frozen=True)
class HasilPemeriksaan:
    """A workbook that was checked: its findings as DataFrames. The workbook itself is never changed."""

    sumber: Path
    hasil: HasilValidasi

    @cached_property
    def data(self) -> Json:
        """Everything ``lkjip validasi --format json`` prints."""
        return validasi_json(self.hasil, str(self.sumber))

    @property
    def temuan(self) -> "DataFrame":
        """One row per finding in force, in the workbook's order: kode, nama, tingkat, lembar, sel, … as in ``data``."""
        return _frame(self.data["temuan"], _TEMUAN)

    @property
    def dijelaskan(self) -> "DataFrame":
        """One row per finding the sheet Penjelasan sets aside: as ``temuan``, then alasan."""
        return _frame(self.data["dijelaskan_temuan"], f"{_TEMUAN} alasan")

    @property
    def tidak_diperiksa(self) -> "DataFrame":
        """One row per rule that could not run: kode, alasan."""
        return _frame(self.data["tidak_diperiksa"], "kode alasan")

    @property
    def ringkasan(self) -> dict[str, int]:
        """How many findings there are: kesalahan, peringatan, info, and dijelaskan."""
        return dict(self.data["ringkasan"])


def validasi(path: str | PathLike[str], tahap: Tahap = "draf") -> HasilPemeriksaan:
    """Check a workbook against every rule; ``tahap`` "penyampaian" is the check before submission.

    Raises UnusableFileError like ``hitung``, ValueError for another ``tahap``.
    """
    from lkjip_xl.books.ooxml.book import FileBook

    if tahap not in get_args(Tahap):
        raise ValueError(tahap)
    source = Path(path)
    return HasilPemeriksaan(source, validasi_buku(FileBook.open(source), tahap))


def hitung(path: str | PathLike[str], *, rumus: bool = True) -> Hasil:
    """Compute the capaian, serapan, efisiensi and kategori of a workbook, without saving it.

    ``rumus`` False writes values without formulas. Raises UnusableFileError with an Indonesian sentence where the
    file cannot be read or holds no table of an LKjIP.
    """
    from lkjip_xl.books.ooxml.book import FileBook

    source = Path(path)
    book = FileBook.open(source)
    return Hasil(source, book, compute_book(book, formulas=rumus))


def baca(path: str | PathLike[str]) -> dict[str, "DataFrame"]:
    """Read a workbook's tables, by kind ("capaian_iku", "anggaran" …), each as one DataFrame.

    Columns: lembar, baris (the sheet's row), then the fields understood, a field of several years as "target 2025".
    Numbers typed as text are read; anything else stays as typed. Raises UnusableFileError like ``hitung``.
    """
    from lkjip_xl.books.ooxml.book import FileBook

    dokumen: DokumenKinerja = read_dokumen(FileBook.open(Path(path)))
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for table in dokumen.tables:
        rows.setdefault(table.kind, []).extend(_row(table, row) for row in table.rows)
    return {kind: _frame(each) for kind, each in rows.items()}


def _frame(rows: list[Any], columns: str = "") -> "DataFrame":
    """Return rows as a DataFrame that has its columns even where there are no rows."""
    from pandas import DataFrame

    return DataFrame(rows, columns=columns.split() or None)


def _row(table: RawTable, row: int) -> dict[str, Any]:
    values = {_name(kolom): _value(table, row, kolom) for kolom in table.columns}
    return {"lembar": table.sheet.name, "baris": row} | values


def _name(kolom: Kolom) -> str:
    return f"{kolom.field} {kolom.tahun}" if kolom.tahun else kolom.field


def _value(table: RawTable, row: int, kolom: Kolom) -> Any:
    cell = table.sheet.shown(row, kolom.column)
    if kolom.field in NUMBERS:
        read = read_nilai(table.ref(row, kolom.field), cell)
        return number(read.nilai) if read.jenis == "angka" else read.teks or None
    return number(cell.value) if isinstance(cell.value, Decimal) else cell.value
