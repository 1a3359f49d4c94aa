"""Turns figures into a plan of cell writes, and lists what the plan replaces or cannot place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl import formula as rumus_excel
from lkjip_xl.angka import bulatkan, read_angka, sama
from lkjip_xl.hitungan import Capaian, Efisiensi, Hitungan, Serapan
from lkjip_xl.kata import kunci
from lkjip_xl.ketentuan import Ketentuan
from lkjip_xl.layout import kind
from lkjip_xl.model import Baris
from lkjip_xl.nilai import is_percent_format, read_nilai
from lkjip_xl.pesan import pesan
from lkjip_xl.rencana import CellWrite, Change, ColumnAdd, Plan
from lkjip_xl.table import Cell, CellRef, RawTable

_PLAIN_FORMATS = frozenset({"General", "@"})
_TWO_DECIMALS = "0.00"


class Perubahan(NamedTuple):
    """A cell whose shown content the plan changes; ``lama`` is what stood there, a formula as "=…"."""

    ref: CellRef
    lama: Decimal | str
    baru: Decimal | str


class TidakDitulis(NamedTuple):
    """A figure that has no cell to go to, and why (a key of [alasan] in pesan.toml)."""

    ref: CellRef
    alasan: str
    isi: str = ""

    @property
    def kalimat(self) -> str:
        """The reason in words."""
        return pesan(f"alasan.{self.alasan}", isi=self.isi)


class Tulisan(NamedTuple):
    """The plan and what it does: replaced figures, figures with no place, counts of the rest."""

    plan: Plan
    diubah: tuple[Perubahan, ...]
    tidak_ditulis: tuple[TidakDitulis, ...]
    kolom_baru: tuple[ColumnAdd, ...]
    tempat: Mapping[tuple[int, str], CellRef]
    """Where each figure stands after the plan, by (id of its row, field)."""

    @property
    def sel(self) -> int:
        """How many cells the plan writes."""
        return sum(isinstance(change, CellWrite) for change in self.plan)

    @property
    def sel_berumus(self) -> int:
        """How many of them get a formula beside the value."""
        return sum(isinstance(change, CellWrite) and change.formula is not None for change in self.plan)


def build_plan(hitungan: Hitungan, ketentuan: Ketentuan, *, formulas: bool = True) -> Tulisan:
    """Plan every computed cell: formula and value together, the value alone where an input is text.

    A formula staff wrote themselves stays where it agrees to 2 decimals. Missing output columns are added to the
    right of a table where the cells there are empty. ``formulas`` False writes values only.
    """
    writer = _Writer(ketentuan, formulas)
    for each in hitungan.capaian:
        writer.write_capaian(each)
    for absorbed in (*hitungan.serapan, *hitungan.serapan_dalam_efisiensi):
        writer.write_serapan(absorbed)
    for figure in hitungan.efisiensi:
        writer.write_efisiensi(figure)
    return writer.result()


class _Placed(NamedTuple):
    """A figure's cell: where, whether it now holds a formula, and whether it is percent-formatted."""

    ref: CellRef
    live: bool
    percent: bool


@dataclass
class _Writer:
    """The plan while it grows; a cell is planned once."""

    ketentuan: Ketentuan
    formulas: bool
    changes: dict[CellRef, CellWrite] = field(default_factory=dict)
    columns: dict[tuple[int, str], ColumnAdd | None] = field(default_factory=dict)
    replaced: list[Perubahan] = field(default_factory=list)
    homeless: dict[CellRef, TidakDitulis] = field(default_factory=dict)
    placed: dict[tuple[int, str], _Placed] = field(default_factory=dict)

    def result(self) -> Tulisan:
        added = tuple(column for column in self.columns.values() if column)
        plan: tuple[Change, ...] = (*added, *self.changes.values())
        places = {key: placed.ref for key, placed in self.placed.items()}
        return Tulisan(plan, tuple(self.replaced), tuple(self.homeless.values()), added, places)

    def write_capaian(self, figure: Capaian) -> None:
        baris = figure.baris
        sheet = baris.table.sheet.name
        percent = self._percent(baris, "capaian")
        formula = None
        if figure.rata_rata:
            parts = [self.placed.get((id(row), "capaian")) for row in figure.rata_rata]
            if all(part and part.live for part in parts):
                formula = rumus_excel.average([part.ref for part in parts if part])
        else:
            target, realisasi = baris.nilai["target"], baris.nilai["realisasi"]
            if target.numerik and realisasi.numerik and figure.arah != "rentang":
                formula = rumus_excel.capaian(target, realisasi, figure.arah, self.ketentuan, sheet, percent)
        self._number(baris, "capaian", figure.nilai, formula, percent)
        if "kategori" in kind(baris.table.kind).hasil:
            self._label(baris, "kategori", figure.kategori, "capaian")

    def write_serapan(self, figure: Serapan) -> None:
        baris = figure.baris
        percent = self._percent(baris, "serapan")
        formula = None
        if all(each.numerik for each in (*figure.pagu, *figure.realisasi)):
            formula = rumus_excel.serapan(figure.pagu, figure.realisasi, baris.table.sheet.name, percent)
        self._number(baris, "serapan", figure.nilai, formula, percent)

    def write_efisiensi(self, figure: Efisiensi) -> None:
        percent = self._percent(figure.baris, "efisiensi")
        achieved = [self.placed.get((id(each.baris), "capaian")) for each in figure.capaian]
        absorbed = self.placed.get((id(figure.serapan.baris), "serapan"))
        cells = [each for each in achieved if each and each.live]
        formula = None
        if absorbed and absorbed.live and len(cells) == len(achieved):
            scales = (cells[0].percent, absorbed.percent, percent)
            formula = rumus_excel.efisiensi([each.ref for each in cells], absorbed.ref, scales)
        self._number(figure.baris, "efisiensi", figure.nilai, formula, percent)
        self._label(figure.baris, "status", figure.status, "efisiensi")

    def _percent(self, baris: Baris, name: str) -> bool:
        cell = baris.table.cell(baris.row, name)
        return cell is not None and is_percent_format(cell.number_format)

    def _number(self, baris: Baris, name: str, value: Decimal, formula: str | None, percent: bool) -> None:
        place = self._place(baris, name)
        if place is None:
            return
        ref, cell, style_from = place
        old = read_nilai(ref, cell)
        formula = formula if self.formulas else None
        if cell.formula is not None and old.nilai is not None and bulatkan(old.nilai) == bulatkan(value):
            self.placed[id(baris), name] = _Placed(ref, True, percent)
            return
        same = old.nilai is not None and cell.formula is None and sama(old.nilai, min(old.desimal, 2), value, 2)
        self._note(ref, cell, value, same)
        number_format = _TWO_DECIMALS if style_from or cell.number_format in _PLAIN_FORMATS else None
        self.changes[ref] = CellWrite(ref, value / 100 if percent else value, formula, number_format, style_from)
        self.placed[id(baris), name] = _Placed(ref, formula is not None, percent)

    def _label(self, baris: Baris, name: str, label: str, source: str) -> None:
        place, number = self._place(baris, name), self.placed.get((id(baris), source))
        if place is None or number is None:
            return
        ref, cell, style_from = place
        same = isinstance(cell.value, str) and kunci(cell.value) == kunci(label)
        if cell.formula is not None and same:
            return
        self._note(ref, cell, label, same)
        judge = rumus_excel.kategori if name == "kategori" else rumus_excel.status
        formula = judge(number.ref.a1, number.percent, self.ketentuan) if number.live and self.formulas else None
        number_format = "General" if cell.number_format == "@" and formula else None
        self.changes[ref] = CellWrite(ref, label, formula, number_format, style_from)

    def _note(self, ref: CellRef, cell: Cell, new: Decimal | str, same: bool) -> None:
        """List a cell whose shown content changes; an empty one is filled, not changed."""
        if same or (cell.kind == "kosong" and cell.formula is None):
            return
        old = cell.value if cell.value is not None else f"={cell.formula}"
        self.replaced.append(Perubahan(ref, old if isinstance(old, Decimal) else str(old), new))

    def _place(self, baris: Baris, name: str) -> tuple[CellRef, Cell, int | None] | None:
        """Return where a figure goes, what stands there now, and the column to take the style from if it is new."""
        table = baris.table
        if not baris.has(name):
            added = self._added(table, name)
            ref = CellRef(table.sheet.name, baris.row, added.column if added else table.last_column + 1)
            obstacle = None if added else TidakDitulis(ref, "kolom_tidak_muat")
        else:
            added, ref = None, baris.ref(name)
            obstacle = self._obstacle(table, ref)
        if obstacle:
            self.homeless[ref] = obstacle
            return None
        return ref, table.sheet.cell(ref.row, ref.column), added.style_from if added else None

    def _obstacle(self, table: RawTable, ref: CellRef) -> TidakDitulis | None:
        """Return why a result cell must be left alone: merged away, part of an array, or somebody's note."""
        area, cell = table.sheet.anchors.get((ref.row, ref.column)), table.sheet.cell(ref.row, ref.column)
        if area and (area.row, area.column) != (ref.row, ref.column):
            return TidakDitulis(ref, "sel_digabung")
        if table.sheet.is_locked(ref.row, ref.column):
            return TidakDitulis(ref, "sel_larik")
        if cell.formula is None and cell.kind == "teks" and isinstance(cell.value, str) and self._is_note(cell.value):
            return TidakDitulis(ref, "sel_berisi_tulisan", cell.value)
        return None

    def _is_note(self, text: str) -> bool:
        return read_angka(text).jenis in {"teks", "ambigu"} and not self.ketentuan.is_sebutan(text)

    def _added(self, table: RawTable, name: str) -> ColumnAdd | None:
        """Return the column added for a missing field; all a table lacks are added together or not at all."""
        if (id(table), name) not in self.columns:
            missing = [each for each in kind(table.kind).hasil if each not in table.positions]
            fits = _has_room(table, len(missing))
            for position, each in enumerate(missing, start=1):
                self.columns[id(table), each] = _new_column(table, each, position) if fits else None
        return self.columns[id(table), name]


def _has_room(table: RawTable, count: int) -> bool:
    """Tell whether the cells right of a table are empty, and stay apart from what stands beyond them."""
    first, last = table.last_column + 1, table.last_column + count
    for row in range(table.header_first, table.last_row + 1):
        beyond = last + 1 if row <= table.header_last else last
        for column in range(first, beyond + 1):
            if (row, column) in table.sheet.cells or (row, column) in table.sheet.anchors:
                return False
    return True


def _new_column(table: RawTable, name: str, position: int) -> ColumnAdd:
    beside = (table.header_last, table.last_column)
    area = table.sheet.anchors.get(beside)
    return ColumnAdd(
        sheet=table.sheet.name,
        column=table.last_column + position,
        title=pesan(f"kolom.{name}"),
        first_row=table.header_first,
        header_last=table.header_last,
        last_row=table.last_row,
        style_from=table.last_column,
        header_style=(area.row, area.column) if area else beside,
        number_row=table.number_row,
        number=_next_number(table, position),
    )


def _next_number(table: RawTable, position: int) -> Decimal | str | None:
    """Return the entry that continues a numbering row, written as the row writes it: 11, "(11)"."""
    if table.number_row is None:
        return None
    last = table.sheet.cell(table.number_row, table.last_column).value
    if isinstance(last, Decimal):
        return last + position
    digits = re.search(r"\d+", last) if isinstance(last, str) else None
    return str(last).replace(digits[0], str(int(digits[0]) + position)) if digits else None
