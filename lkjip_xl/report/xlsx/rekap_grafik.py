"""The rekap's sheet Grafik: native charts over figures of its own; what was not measured is left out, never zero."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import ceil, floor
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.model import IndikatorRekap, Kantor, Rekap
from lkjip_xl.report.xlsx.rekap_pena import CELL, HEAD, NOTE, SECTION, TEXT, Pena, kolom, lines_of, ringkas
from lkjip_xl.report.xlsx.rekap_perbandingan import bersama
from lkjip_xl.template.pena import Formats

MOST_OFFICES, ENDS = 30, 15
"""Of more offices than the first, only so many of the highest and of the lowest are drawn."""
_MOST_SERIES, _LONGEST_NAME, _LONGEST_END = 6, 40, 24
_NAME, _SERAPAN, _CAPAIAN, _SERIES = 0, 1, 2, 3
_WIDTHS = (38, 12, 14, *([12] * _MOST_SERIES))
_COLOURS = ("#2F75B5", "#BF8F00", "#548235", "#C00000", "#7030A0", "#7F7F7F")
_TOP, _ROW_PIXELS = 4, 20
_ABOVE = 3
"""So many rows of heads stand above a part's figures."""
_WIDE, _HIGH, _SCATTER_HIGH, _HIGHEST = 1000, 340, 380, 740
_PAGE_ROWS = 44
"""So many rows of usual height stand on a printed page."""
_LYING_FROM, _BAR_PIXELS = 9, 11
_GRID = {"visible": True, "line": {"color": "#D9D9D9"}}
_SMALL = {"size": 9}
_LINE = 14.5
_PLOT_WIDE, _AROUND_PLOT = 920, 120
_TALLER = 160
_LETTER = 5.6
_WRAPS = 130
"""A longer name, in pixels, may come to stand on two lines."""
_FULL = 40
"""So many pixels of a name, its edge, may be covered before it is left out."""
_SIDES = {"right": (1, 0), "left": (-1, 0), "above": (0, 1), "below": (0, -1)}


class _Bagian(NamedTuple):
    """Some offices drawn together, from a row of the sheet on; the titles of their charts."""

    judul: str
    judul_serapan: str
    kantor: Sequence[Kantor]


def write_grafik(book: Workbook, formats: Formats, rekap: Rekap) -> None:
    """Write the sheet: the charts, and below them the figures they show."""
    pena = Pena(book, formats, pesan("rekap.grafik"), _WIDTHS)
    shared = [each for each in bersama(rekap) if each.peringkat][:_MOST_SERIES]
    parts = _parts(rekap, shared)
    notes = _missing(parts, shared) if rekap.kantor else [pesan("rekap.kosong")]
    pena.top(pesan("rekap.grafik_judul"), ringkas(rekap), " ".join(notes))
    row, placed, breaks = _TOP, [], []
    for part in parts:
        for kind, high in _heights(part, shared):
            rows = ceil(high / _ROW_PIXELS) + 1
            if row % _PAGE_ROWS + rows > _PAGE_ROWS:
                row += -row % _PAGE_ROWS
                breaks.append(row)
            placed.append((part, kind, high, row))
            row += rows
    breaks.append(row)
    for part in parts:
        for drawn, kind, high, at in placed:
            if drawn is part:
                first = row + _ABOVE
                chart = _capaian(book, part, shared, first) if kind == "capaian" else _serapan(book, part, first)
                chart.set_size({"width": _WIDE, "height": high})
                pena.sheet.insert_chart(at, 0, chart, {"x_offset": 4, "y_offset": 3})
        row = _figures(pena, row, part, shared)
    pena.for_long_print(pesan("rekap.grafik_judul"), breaks if parts else ())


def _parts(rekap: Rekap, shared: Sequence[IndikatorRekap]) -> list[_Bagian]:
    """Return all offices as one part, or of many the highest and the lowest by their mean capaian."""
    if len(rekap.kantor) <= MOST_OFFICES:
        titles = pesan("rekap.grafik_capaian"), pesan("rekap.grafik_serapan")
        return [_Bagian(*titles, _with_bars_first(rekap.kantor, shared))] if rekap.kantor else []
    measured = [each for each in rekap.kantor if each.ringkasan.rata_rata is not None]
    measured.sort(key=lambda each: -(each.ringkasan.rata_rata or Decimal(0)))
    ends = (("tertinggi", measured[:ENDS]), ("terendah", measured[::-1][:ENDS]))
    return [_part(end, _with_bars_first(offices, shared), shared) for end, offices in ends if offices]


def _with_bars_first(kantor: Sequence[Kantor], shared: Sequence[IndikatorRekap]) -> Sequence[Kantor]:
    """Return offices so that those without any bar stand last, where the chart of bars leaves them out."""
    return sorted(kantor, key=lambda each: not _has_bar(each, shared))


def _has_bar(kantor: Kantor, shared: Sequence[IndikatorRekap]) -> bool:
    return any(kantor.id in each.peringkat for each in shared)


def _part(end: str, offices: Sequence[Kantor], shared: Sequence[IndikatorRekap]) -> _Bagian:
    """Return one end; the title says where offices of it are not drawn because they share no indicator."""
    count, drawn = len(offices), sum(_has_bar(each, shared) for each in offices)
    judul = pesan(f"rekap.grafik_{end}", jumlah=count)
    part = judul if drawn == count else pesan("rekap.grafik_sebagian", judul=judul, tanpa=count - drawn)
    return _Bagian(part, pesan(f"rekap.grafik_serapan_{end}", jumlah=count), offices)


def _missing(parts: Sequence[_Bagian], shared: Sequence[IndikatorRekap]) -> Iterator[str]:
    """Yield why a chart is not there."""
    if not shared:
        yield pesan("rekap.grafik_tanpa")
    if not any(_both(each) for part in parts for each in part.kantor):
        yield pesan("rekap.grafik_tanpa_serapan")


def _heights(part: _Bagian, shared: Sequence[IndikatorRekap]) -> Iterator[tuple[str, int]]:
    """Yield the kinds of charts there are of a part, and how many pixels high each is."""
    if any(_has_bar(each, shared) for each in part.kantor):
        bars = len(part.kantor) * (len(shared) * _BAR_PIXELS + 8) + 120
        yield "capaian", min(max(bars, _HIGH), _HIGHEST) if _lying(part) else _HIGH
    if any(map(_both, part.kantor)):
        yield "serapan", _scatter_high(part)


def _scatter_high(part: _Bagian) -> int:
    return _SCATTER_HIGH + (_TALLER if _lying(part) else 0)


def _lying(part: _Bagian) -> bool:
    return len(part.kantor) >= _LYING_FROM


def _both(kantor: Kantor) -> bool:
    return kantor.ringkasan.anggaran is not None and kantor.ringkasan.rata_rata is not None


def _ref(row: int, column: int, last: int | None = None) -> list[Any]:
    """Return cells of the sheet as a chart names them: never by a text, which could begin like a formula."""
    return [pesan("rekap.grafik"), row, column, row if last is None else last, column]


def _name(row: int, column: int) -> str:
    return f"='{pesan('rekap.grafik')}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"


def _capaian(book: Workbook, part: _Bagian, shared: Sequence[IndikatorRekap], first: int) -> Any:
    """Return Grafik 3.5: for each office a bar per indicator; ``first`` is the row of the first office's figures."""
    count = sum(_has_bar(each, shared) for each in part.kantor)
    lying, last = _lying(part), first + count - 1
    roomy = not lying or count * (len(shared) * _BAR_PIXELS + 8) + 120 <= _HIGHEST
    chart = book.add_chart({"type": "bar" if lying else "column"})
    for at, _ in enumerate(shared):
        column = _SERIES + at
        series = {"name": _name(first - 1, column), "categories": _ref(first, _NAME, last)}
        labels = {"value": True, "num_format": "#,##0.0", "font": {"size": 8}}
        look = {"fill": {"color": _COLOURS[at]}, "gap": 60} | ({"data_labels": labels} if roomy else {})
        chart.add_series(series | {"values": _ref(first, column, last)} | look)
    _title(chart, part.judul)
    names: dict[str, Any] = {"num_font": _SMALL}
    axis = {"name": pesan("rekap.grafik_sumbu"), "name_font": _SMALL, "min": 0, "num_format": "#,##0"}
    values = names | axis | {"major_gridlines": _GRID}
    chart.set_x_axis(values if lying else names)
    chart.set_y_axis(names | {"reverse": True} if lying else values)
    chart.set_legend({"position": "top", "font": _SMALL})
    chart.show_blanks_as("gap")
    return chart


def _serapan(book: Workbook, part: _Bagian, first: int) -> Any:
    """Return each office as a point with its name: how much of its budget it used, and what it reached."""
    chart = book.add_chart({"type": "scatter"})
    points = {row: _point(kantor) for row, kantor in enumerate(part.kantor, first) if _both(kantor)}
    names = {row: _short(part.kantor[row - first].nama) for row in points}
    axes = [_bounds([point[at] for point in points.values()]) for at in (0, 1)]
    sides = label_sides({row: (*points[row], names[row]) for row in points}, axes, _scatter_high(part) - _AROUND_PLOT)
    for row in points:
        marker = {"type": "circle", "size": 7, "fill": {"color": _COLOURS[0]}, "border": {"color": "#FFFFFF"}}
        labels = {"series_name": True, "value": False, "position": sides.get(row), "font": {"size": 8}}
        series = {"name": _name(row, _NAME), "categories": _ref(row, _SERAPAN), "values": _ref(row, _CAPAIAN)}
        chart.add_series(series | {"marker": marker} | ({"data_labels": labels} if row in sides else {}))
    _title(chart, part.judul_serapan)
    number = {"num_format": "#,##0", "num_font": _SMALL, "name_font": _SMALL, "major_gridlines": _GRID}
    chart.set_x_axis(number | {"name": pesan("rekap.grafik_sumbu_serapan")} | axes[0])
    chart.set_y_axis(number | {"name": pesan("rekap.grafik_sumbu_capaian")} | axes[1])
    chart.set_legend({"none": True})
    return chart


def _point(kantor: Kantor) -> tuple[Decimal, Decimal]:
    budget, mean = kantor.ringkasan.anggaran, kantor.ringkasan.rata_rata
    return (budget.serapan if budget else Decimal(0), mean or Decimal(0))


def label_sides(
    points: Mapping[int, tuple[Decimal, Decimal, str]], axes: Sequence[Mapping[str, int]], high: int
) -> dict[int, str]:
    """Return on which side of its point each name stands; one without room for its name is not there.

    ``axes`` are the ends of both axes, ``high`` how many pixels the plot has. Who stands out is named first.
    """
    places = {row: _place((x, y), axes, high) for row, (x, y, _) in points.items()}
    taken = [(across - 4, up - 4, across + 4, up + 4) for across, up in places.values()]
    middle = [sum(each) / len(places) for each in zip(*places.values(), strict=True)]
    sides = {}
    for row in sorted(places, key=lambda row: -abs(places[row][0] - middle[0]) - 3 * abs(places[row][1] - middle[1])):
        boxes = {side: _box(*places[row], len(points[row][2]) * _LETTER, side) for side in _SIDES}
        covered = {side: sum(_cover(box, other) for other in taken) + _outside(box) for side, box in boxes.items()}
        best = min(_SIDES, key=lambda side: covered[side])
        if covered[best] <= _FULL:
            sides[row] = best
            taken.append(boxes[best])
    return sides


def _place(point: tuple[Decimal, Decimal], axes: Sequence[Mapping[str, int]], high: int) -> tuple[float, float]:
    """Return where a point stands in the plot, in pixels from the left and from below."""
    across, up = (
        float((value - axis["min"]) / (axis["max"] - axis["min"])) * size
        for value, axis, size in zip(point, axes, (_PLOT_WIDE, high), strict=True)
    )
    return across, up


def _outside(box: tuple[float, float, float, float]) -> float:
    """Return how many pixels of a name's length lie left or right of the plot."""
    return max(-box[0], 0) + max(box[2] - _PLOT_WIDE, 0)


def _box(x: float, y: float, wide: float, side: str) -> tuple[float, float, float, float]:
    """Return the pixels a name takes beside its point: left, lower, right and upper end."""
    middle_x, middle_y = _SIDES[side]
    high = 13 * ceil(wide / _WRAPS)
    left, lower = x + middle_x * (wide / 2 + 6) - wide / 2, y + middle_y * (high / 2 + 7) - high / 2
    return left, lower, left + wide, lower + high


def _cover(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> float:
    """Return how many pixels two boxes have in common."""
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return max(across, 0) * max(down, 0)


def _bounds(values: Sequence[Decimal]) -> dict[str, int]:
    """Return the ends of an axis that leave room around its points, and for their names."""
    spread = max(values) - min(values)
    step = next((each for each in (1, 2, 5) if spread <= each * 10), 20)
    return {"min": max(floor(min(values) / step) * step - step, 0), "max": ceil(max(values) / step) * step + step}


def _title(chart: Any, text: str) -> None:
    chart.set_title({"name": text, "name_font": {"size": 12, "bold": True}, "overlay": False})


def _figures(pena: Pena, row: int, part: _Bagian, shared: Sequence[IndikatorRekap]) -> int:
    """Write the figures of a part's charts, and return the row where the next part's begin."""
    pena.text(row, 0, pesan("rekap.grafik_angka"), SECTION)
    if shared:
        pena.merged(row + 1, (_SERIES, _SERIES + len(shared) - 1), pesan("rekap.grafik_kolom_capaian"), HEAD)
    heads = [*kolom("grafik_kolom"), *(each.nama for each in shared)]
    lines = max(lines_of(text, width) for text, width in zip(heads, _WIDTHS, strict=False))
    pena.sheet.set_row(row + 2, lines * _LINE + 5)
    for column, text in enumerate(heads):
        pena.text(row + 2, column, text, HEAD)
    for down, kantor in enumerate(part.kantor, row + _ABOVE):
        ringkasan = kantor.ringkasan
        pena.text(down, _NAME, _short(kantor.nama), TEXT)
        budget = ringkasan.anggaran.serapan if ringkasan.anggaran else None
        reached = [each.nilai[kantor.id].capaian if kantor.id in each.nilai else None for each in shared]
        for column, value in enumerate((budget, ringkasan.rata_rata, *reached), 1):
            _figure(pena, down, column, value)
    return row + _ABOVE + len(part.kantor) + 2


def _figure(pena: Pena, row: int, column: int, value: Decimal | None) -> None:
    """Write a figure; an empty cell where there is none, for a chart would draw a dash as zero."""
    if value is None:
        pena.text(row, column, "", CELL | NOTE)
    else:
        pena.number(row, column, value, 2, CELL)


def _short(name: str) -> str:
    """Return a name as a chart has room for it; the end stays where it tells an office from its namesakes."""
    if len(name) <= _LONGEST_NAME:
        return name
    end = name[name.rfind(" (") :][-_LONGEST_END:] if name.endswith(")") else ""
    return f"{name[: _LONGEST_NAME - len(end) - 1]}…{end}"
