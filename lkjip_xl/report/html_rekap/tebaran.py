"""Serapan against capaian as a scatter: who reached much with little, and who the reverse."""

from collections.abc import Sequence
from decimal import Decimal

from lkjip_xl.angka import format_angka
from lkjip_xl.rekap.model import Kantor
from lkjip_xl.report.html.isian import Html, join, tag
from lkjip_xl.report.html_rekap.bagian import kata, level, mean_kategori
from lkjip_xl.report.html_rekap.grafik import Sumbu

_STEPS = (1, 2, 5, 10, 20, 50, 100)
_LINES = 8
_NUMBERED, _PLAIN, _SMALL = 11, 5, 3
"""How large a dot is, in pixels."""
_MANY = 200
"""More offices than these are small dots."""
_LOWEST, _HIGHEST = Decimal(-50), Decimal(250)
_CORNERS = {"kiri_atas": ("3", "14", "awal"), "kanan_atas": ("97", "14", "akhir"),
            "kiri_bawah": ("3", "-8", "awal"), "kanan_bawah": ("97", "-8", "akhir")}  # fmt: skip
"""Where each quadrant's words stand: x in percent, pixels from the top or the bottom, and what they are aligned by."""


def both(kantor: Kantor) -> tuple[Decimal, Decimal] | None:
    """Return an office's serapan and mean capaian where it has both."""
    anggaran, capaian = kantor.ringkasan.anggaran, kantor.ringkasan.rata_rata
    return None if anggaran is None or capaian is None else (anggaran.serapan, capaian)


def scatter(kantor: Sequence[Kantor], *, bernomor: bool) -> Html:
    """Return the chart of offices that have both figures; its lines cross at their means, numbered dots for a few."""
    points = [(each, place) for each in kantor if (place := both(each))]
    serapan, capaian = [place[0] for _, place in points], [place[1] for _, place in points]
    tengah = _mean(serapan), _mean(capaian)
    x, y = _around(serapan, tengah[0]), _around(capaian, tengah[1])
    radius = _NUMBERED if bernomor else _PLAIN if len(points) <= _MANY else _SMALL
    dots = (_dot(at, each, place, x, y, radius) for at, (each, place) in enumerate(points, 1))
    words = kata("sebaran_arti", serapan=format_angka(tengah[0], 2), capaian=format_angka(tengah[1], 2))
    inner = join([tag("title", kata("sebaran")), tag("desc", words), *_grid(x, y), *_cross(x, y, tengah), *dots])
    svg = tag("svg", inner, role="img", width="100%", height="100%", aria_label=words)
    names = [tag("p", kata("sumbu_capaian"), klass="sumbu"), tag("div", svg, klass="bidang")]
    return tag("div", join([*names, tag("p", kata("sumbu_serapan"), klass="sumbu kanan")]), klass="sebaran")


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


def _around(values: Sequence[Decimal], tengah: Decimal) -> Sumbu:
    """Return an axis that holds all values with some air, and no more than a few lines."""
    low = max(min(*values, tengah), _LOWEST)
    high = min(max(*values, tengah), _HIGHEST)
    step = next((each for each in _STEPS if (high - low) / each <= _LINES - 2), _STEPS[-1])
    return Sumbu(int(low // step) * step - (step if low < 0 else 0), (int(high // step) + 1) * step, step)


def _grid(x: Sumbu, y: Sumbu) -> list[Html]:
    parts = []
    for each in x.numbers():
        at = f"{x.at(each)}%"
        parts.append(tag("line", "", x1=at, x2=at, y1="0", y2="100%", klass="kisi"))
        parts.append(tag("text", str(each), x=at, y="100%", dy="18", klass="tengah"))
    for each in y.numbers():
        at = f"{100 - y.at(each):.2f}%"
        parts.append(tag("line", "", x1="0", x2="100%", y1=at, y2=at, klass="kisi"))
        parts.append(tag("text", str(each), x="0", y=at, dx="-8", dy="4", klass="akhir"))
    return parts


def _cross(x: Sumbu, y: Sumbu, tengah: tuple[Decimal, Decimal]) -> list[Html]:
    """Return the lines that make the quadrants, and what lies in each."""
    right, up = f"{x.at(tengah[0])}%", f"{100 - y.at(tengah[1]):.2f}%"
    lines = [tag("line", "", x1=right, x2=right, y1="0", y2="100%", klass="sasaran"),
             tag("line", "", x1="0", x2="100%", y1=up, y2=up, klass="sasaran")]  # fmt: skip
    return lines + [_corner(name, *where) for name, where in _CORNERS.items()]


def _corner(name: str, x: str, dy: str, klass: str) -> Html:
    return tag("text", kata(name), x=f"{x}%", y="100%" if dy < "0" else "0", dy=dy, klass=f"sudut {klass}")


def _dot(at: int, kantor: Kantor, place: tuple[Decimal, Decimal], x: Sumbu, y: Sumbu, radius: int) -> Html:
    """Return one office's dot, with its number where there is room for one."""
    words = kata("titik", nama=kantor.nama, serapan=format_angka(place[0], 2), capaian=format_angka(place[1], 2))
    cx, cy = f"{x.at(place[0])}%", f"{100 - y.at(place[1]):.2f}%"
    klass = f"kantor {level(mean_kategori(place[1]))}"
    dot = tag("circle", tag("title", words), cx=cx, cy=cy, r=str(radius), klass=klass)
    return join([dot, tag("text", str(at), x=cx, y=cy, dy="4", klass="nomor")]) if radius == _NUMBERED else dot
