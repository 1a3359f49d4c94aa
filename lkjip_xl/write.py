"""Turns figures into a plan of cell writes, and lists what the plan replaces or cannot place."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl import formula as rumus_excel
from lkjip_xl.angka import bulatkan, format_angka, sama
from lkjip_xl.cara_efisiensi import rumus_lain
from lkjip_xl.cara_kantor import cara_kantor
from lkjip_xl.formula import Operand
from lkjip_xl.hitungan import Capaian, Efisiensi, Hitungan, Serapan
from lkjip_xl.kata import kunci
from lkjip_xl.ketentuan import Ketentuan
from lkjip_xl.kolom import column_formula, new_columns
from lkjip_xl.layout import kind
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.nilai import is_percent_format, read_nilai
from lkjip_xl.perubahan import Perubahan, TidakDitulis
from lkjip_xl.rencana import CellWrite, Change, ColumnAdd, Plan
from lkjip_xl.table import Cell, CellRef, RawTable

_PLAIN_FORMATS = frozenset({"General", "@"})
_TWO_DECIMALS = "0.00"
_EXACT = Decimal("1e-12")
"""How near a formula's stored double must be to our value to serve other formulas in its place."""


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
    writer = _Writer(hitungan, ketentuan, formulas)
    for each in hitungan.capaian:
        writer.write_capaian(each)
    for absorbed in (*hitungan.serapan, *hitungan.serapan_dalam_efisiensi):
        writer.write_serapan(absorbed)
    for figure in hitungan.efisiensi:
        writer.write_efisiensi(figure)
    return writer.result()


class _Placed(NamedTuple):
    """A figure's cell: where, whether it holds a formula, whether exactly ours, whether percent-formatted."""

    ref: CellRef
    live: bool
    exact: bool
    percent: bool


class _Rumus(NamedTuple):
    """A figure's formula, whether its cell is percent-formatted, and the inputs that are text, which none can use."""

    text: str | None
    percent: bool
    texts: tuple[str, ...]


def _refs_of_texts(inputs: Sequence[Nilai]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.ref.a1 for each in inputs if not each.numerik))


class _Writer:
    """The plan while it grows; a cell is planned once."""

    def __init__(self, hitungan: Hitungan, ketentuan: Ketentuan, formulas: bool) -> None:
        self.ketentuan, self.formulas = ketentuan, formulas
        self.cara = cara_kantor(hitungan, ketentuan)
        self.cara_efisiensi = rumus_lain(hitungan.efisiensi)
        self.changes: dict[CellRef, CellWrite] = {}
        self.columns: dict[tuple[int, str], ColumnAdd | None] = {}
        self.replaced: list[Perubahan] = []
        self.homeless: dict[CellRef, TidakDitulis] = {}
        self.placed: dict[tuple[int, str], _Placed] = {}
        self.common: dict[tuple[int, str], str | None] = {}

    def result(self) -> Tulisan:
        added = tuple(column for column in self.columns.values() if column)
        plan: tuple[Change, ...] = (*added, *self.changes.values())
        places = {key: placed.ref for key, placed in self.placed.items()}
        return Tulisan(plan, tuple(self.replaced), tuple(self.homeless.values()), added, places)

    def write_capaian(self, figure: Capaian) -> None:
        percent = self._percent(figure.baris, "capaian")
        inputs = [figure.baris.nilai[name] for name in ("target", "realisasi")] if not figure.rata_rata else []
        typed = [each for each in inputs if not (figure.arah == "rentang" and each.jenis == "rentang")]
        formula = self._capaian_formula(figure, percent)
        self._number(figure.baris, "capaian", figure.nilai, _Rumus(formula, percent, _refs_of_texts(typed)))
        if "kategori" in kind(figure.baris.table.kind).hasil:
            self._label(figure.baris, "kategori", figure.kategori, "capaian")

    def _capaian_formula(self, figure: Capaian, percent: bool) -> str | None:
        baris = figure.baris
        if figure.rata_rata:
            mean = self._mean_operand(figure.rata_rata)
            return rumus_excel.average(mean, percent) if mean else None
        target, realisasi = baris.nilai["target"], baris.nilai["realisasi"]
        if not (target.numerik and realisasi.numerik) or figure.arah == "rentang":
            return None
        sheet = baris.table.sheet.name
        return rumus_excel.capaian(target, realisasi, figure.arah, self.ketentuan, sheet, percent)

    def write_serapan(self, figure: Serapan) -> None:
        baris = figure.baris
        percent = self._percent(baris, "serapan")
        formula = None
        if _all_numeric(figure.pagu, figure.realisasi):
            formula = rumus_excel.serapan(figure.pagu, figure.realisasi, baris.table.sheet.name, percent)
        texts = _refs_of_texts([*figure.pagu, *figure.realisasi])
        self._number(baris, "serapan", figure.nilai, _Rumus(formula, percent, texts))

    def write_efisiensi(self, figure: Efisiensi) -> None:
        """Write a row's efisiensi and status, but not into a table that reckons them by another formula."""
        custom, _ = self.cara_efisiensi[id(figure.baris.table)]
        if custom:
            ref = figure.baris.ref("efisiensi")
            self.homeless[ref] = TidakDitulis(ref, "rumus_efisiensi_lain", custom)
            return
        percent = self._percent(figure.baris, "efisiensi")
        achieved, absorbed = self._achieved(figure), self._absorbed(figure.serapan)
        formula = rumus_excel.efisiensi(achieved, absorbed, percent) if achieved and absorbed else None
        inputs = [each.baris.nilai[name] for each in figure.capaian for name in ("target", "realisasi")]
        typed = [each for each in inputs if each.jenis != "rentang"]
        texts = _refs_of_texts([*typed, *figure.serapan.pagu, *figure.serapan.realisasi])
        self._number(figure.baris, "efisiensi", figure.nilai, _Rumus(formula, percent, texts))
        self._label(figure.baris, "status", figure.status, "efisiensi")

    def _achieved(self, figure: Efisiensi) -> Operand | None:
        """Return the capaian side: the computed cells, or the inputs where a cell holds staff's rounded figure."""
        if len(figure.capaian) > 1:
            return self._mean_operand([each.baris for each in figure.capaian])
        only = figure.capaian[0]
        target, realisasi = (only.baris.nilai[name] for name in ("target", "realisasi"))
        usable = only.arah == "tinggi" and _all_numeric((target,), (realisasi,))
        return self._exact_cell(only.baris, "capaian") or (
            rumus_excel.ratio_operand((realisasi,), (target,), only.baris.table.sheet.name) if usable else None
        )

    def _absorbed(self, figure: Serapan) -> Operand | None:
        usable = _all_numeric(figure.pagu, figure.realisasi)
        return self._exact_cell(figure.baris, "serapan") or (
            rumus_excel.ratio_operand(figure.realisasi, figure.pagu, figure.baris.table.sheet.name) if usable else None
        )

    def _exact_cell(self, baris: Baris, name: str) -> Operand | None:
        placed = self.placed.get((id(baris), name))
        return rumus_excel.cell_operand(placed.ref, placed.percent) if placed and placed.live and placed.exact else None

    def _mean_operand(self, rows: Sequence[Baris]) -> Operand | None:
        parts = [self.placed.get((id(row), "capaian")) for row in rows]
        cells = [(part.ref, part.percent) for part in parts if part and part.live and part.exact]
        return rumus_excel.mean_operand(cells) if len(cells) == len(parts) else None

    def _percent(self, baris: Baris, name: str) -> bool:
        cell = baris.table.cell(baris.row, name)
        return cell is not None and is_percent_format(cell.number_format)

    def _number(self, baris: Baris, name: str, value: Decimal, rumus: _Rumus) -> None:
        place = self._place(baris, name)
        if place is None:
            return
        ref, cell, style_from = place
        if cap := self.cara.batas.get((id(baris), name)):
            self._leave_capped(baris, name, ref, cap)
            return
        old, percent = read_nilai(ref, cell), rumus.percent
        if cell.fills_column and rumus.texts and cell.kind != "angka":
            self.homeless[ref] = TidakDitulis(ref, "rumus_tanpa_hasil", ", ".join(rumus.texts))
            return
        formula = self._formula(baris, name, cell, rumus.text, usable=not rumus.texts)
        exact = old.nilai is not None and abs(old.nilai - value) <= _EXACT * max(Decimal(1), abs(value))
        agrees = cell.kind == "angka" and old.nilai is not None and bulatkan(old.nilai) == bulatkan(value)
        if cell.formula is not None and agrees and (exact or cell.formula != formula):
            self.placed[id(baris), name] = _Placed(ref, True, exact, percent)
            return
        same = old.nilai is not None and sama(old.nilai, min(old.desimal, 2), value, 2)
        calculated = old.nilai is None and cell.formula is not None and cell.formula == formula
        self._note(ref, cell, value, calculated or (same and (cell.formula is None or cell.formula == formula)))
        number_format = _TWO_DECIMALS if style_from or cell.number_format in _PLAIN_FORMATS else None
        self.changes[ref] = CellWrite(ref, value / 100 if percent else value, formula, number_format, style_from)
        self.placed[id(baris), name] = _Placed(ref, formula is not None, True, percent)

    def _leave_capped(self, baris: Baris, name: str, ref: CellRef, cap: Decimal) -> None:
        """Leave a figure that keeps to a cap; one row's capaian is judged all the same."""
        self.homeless[ref] = TidakDitulis(ref, "capaian_dibatasi", format_angka(cap))
        if name == "capaian" and baris.jenjang != "rata-rata":
            self.placed[id(baris), name] = _Placed(ref, False, False, self._percent(baris, name))

    def _label(self, baris: Baris, name: str, label: str, source: str) -> None:
        place, number = self._place(baris, name), self.placed.get((id(baris), source))
        if place is None or number is None:
            return
        ref, cell, style_from = place
        by_formula = cell.formula is not None
        if name == "kategori" and (reason := self.cara.alasan_kategori(baris, by_formula=by_formula)):
            self.homeless[ref] = TidakDitulis(ref, reason)
            return
        same = isinstance(cell.value, str) and kunci(cell.value) == kunci(label)
        if cell.formula is not None and same:
            return
        judge = rumus_excel.kategori if name == "kategori" else rumus_excel.status
        ours = judge(number.ref.a1, number.percent, self.ketentuan) if number.live else None
        formula = self._formula(baris, name, cell, ours, usable=True)
        self._note(ref, cell, label, same or (not cell.value and cell.formula is not None and cell.formula == formula))
        number_format = "General" if cell.number_format == "@" and formula else None
        self.changes[ref] = CellWrite(ref, label, formula, number_format, style_from)

    def _formula(self, baris: Baris, name: str, cell: Cell, ours: str | None, *, usable: bool) -> str | None:
        """Return the formula for a result cell: the one its Excel table fills the column with, or else ours.

        One that was never calculated, or not since its inputs came, stays as it is. ``usable`` tells whether a
        formula can use the inputs.
        """
        if cell.fills_column:
            return cell.formula if cell.is_blank or cell.value is None else self._common(baris, name) or cell.formula
        if not self.formulas or not usable:
            return None
        return self._common(baris, name) or ours

    def _common(self, baris: Baris, name: str) -> str | None:
        """Return the formula of a row's column; a total's row has its own."""
        key = (id(baris.table), name)
        if key not in self.common:
            self.common[key] = column_formula(baris.table, name)
        return self.common[key] if baris.jenjang not in {"jumlah", "rata-rata"} else None

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
        if (
            cell.formula is None
            and cell.kind == "teks"
            and isinstance(cell.value, str)
            and self.ketentuan.is_catatan(cell.value)
        ):
            return TidakDitulis(ref, "sel_berisi_tulisan", cell.value)
        return None

    def _added(self, table: RawTable, name: str) -> ColumnAdd | None:
        """Return the column added for a missing field; all a table lacks are added together or not at all."""
        if (id(table), name) not in self.columns:
            missing = [each for each in kind(table.kind).hasil if each not in table.positions]
            self.columns |= {(id(table), each): column for each, column in new_columns(table, missing).items()}
        return self.columns[id(table), name]


def _all_numeric(*sides: Sequence[Nilai]) -> bool:
    return all(each.numerik for side in sides for each in side)
