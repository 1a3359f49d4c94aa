"""Tells whether a row's values stand under their own heads."""

from collections.abc import Mapping
from decimal import Decimal

from lkjip_xl.angka import read_angka
from lkjip_xl.jenjang import shown_text, text_of
from lkjip_xl.layout import unit_words
from lkjip_xl.model import Keadaan, Nilai
from lkjip_xl.nilai import is_fetched
from lkjip_xl.table import Cell, RawTable

_NAMES = ("indikator", "sub_kegiatan", "kegiatan", "campuran", "uraian", "program")
_RATIO_LIMIT = Decimal(100_000)
_RATIO_LIMIT_WITHOUT_PAGU = Decimal(200)


def is_unit(text: str) -> bool:
    """Tell whether a text is what staff write under Satuan: "Dok", "Angka/kategori", "%"."""
    words = text.lower().strip(" .()")
    parts = {words, *(part.strip(" .") for part in words.split("/"))}
    return bool(words) and not unit_words().isdisjoint(parts)


def is_percent_unit(satuan: str) -> bool:
    """Tell whether a unit means percent: "%", "Persen", "Persentase (%)"; a missing unit may."""
    words = satuan.lower()
    return not words or "%" in words or words.startswith(("persen", "prosen", "presen"))


def condition(table: RawTable, row: int, satuan: str, nilai: Mapping[str, Nilai]) -> Keadaan:
    """Tell whether a row's values stand under their heads.

    A number is no unit, no kategori and no indicator, a unit is no target, and a table's name column holds words;
    a row that breaks this is "bergeser", one with unit and target exchanged "tertukar". What a formula fetches from
    elsewhere is wrong there, not here.
    """
    figures = (nilai[field] for field in ("target", "realisasi") if field in nilai)
    measured = [each for each in figures if not is_fetched(each.formula)]
    units_below = any(each.jenis == "teks" and is_unit(each.teks) for each in measured)
    unit = table.cell(row, "satuan")
    if _is_value(satuan) and not (unit and is_fetched(unit.formula)):
        target = nilai.get("target")
        swapped = target is not None and target.jenis == "teks" and is_unit(target.teks)
        return "tertukar" if swapped else "bergeser"
    labels = (table.cell(row, field) for field in ("kategori", "status"))
    off = (
        units_below
        or _is_unit_beside(table, row, satuan, nilai)
        or any(map(_holds_value, labels))
        or _is_nameless(table, row, measured)
        or _is_budget_off(nilai)
    )
    return "bergeser" if off else "utuh"


def _is_value(text: str) -> bool:
    read = read_angka(text)
    return read.jenis == "angka" and read.kata in ("", "%")


def _holds_value(cell: Cell | None) -> bool:
    return cell is not None and (cell.kind == "angka" or _is_value(text_of(cell)))


def _is_nameless(table: RawTable, row: int, measured: list[Nilai]) -> bool:
    """Tell whether a figure stands where a row's name should, or words where its figures should."""
    named = [field for field in _NAMES if field in table.positions]
    if "indikator" in named:
        words_below = any(each.jenis == "teks" for each in measured)
        return _holds_value(table.cell(row, "indikator")) or (words_below and not shown_text(table, row, "indikator"))
    own = [table.cell(row, field) for field in named]
    return any(map(_holds_value, own)) and not any(text_of(cell) and not _holds_value(cell) for cell in own)


def _is_unit_beside(table: RawTable, row: int, satuan: str, nilai: Mapping[str, Nilai]) -> bool:
    """Tell whether a unit stands right of an empty Satuan while words stand under Target."""
    target = nilai.get("target")
    if satuan or "satuan" not in table.positions or target is None or target.jenis != "teks":
        return False
    beside = table.sheet.cell(row, table.positions["satuan"] + 1)
    return beside.formula is None and is_unit(text_of(beside))


def _is_budget_off(nilai: Mapping[str, Nilai]) -> bool:
    """Tell whether rupiah stand under a percentage."""
    if "pagu" not in nilai or is_fetched(nilai["pagu"].formula):
        return False
    limit = _RATIO_LIMIT if nilai["pagu"].nilai is not None else _RATIO_LIMIT_WITHOUT_PAGU
    ratios = (nilai[field].nilai for field in ("serapan", "capaian") if field in nilai)
    return any(ratio is not None and ratio > limit for ratio in ratios)
