"""Charts as inline SVG: positions in percent, so that words keep their size on any screen, and dots as one path."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.rekap.model import IndikatorRekap, Kantor, Rekap
from lkjip_xl.rekap.ringkasan import IkuKantor
from lkjip_xl.report.html.isian import Html, join, tag
from lkjip_xl.report.html_rekap.bagian import capaian, dari, kata, level, note, number, office

_BINS = 120
_DOT = 9
"""How far dots of one column stand apart where there is room, in pixels."""
_LOW, _HEIGHT = 36, 84
_TOPS = (120, 140, 160, 200)
"""Where the axis may end; a capaian beyond is drawn there, with a mark: one of 1.000 must not flatten all others."""


class Sumbu(NamedTuple):
    """An axis from ``awal`` to ``akhir`` with a number at every ``langkah``."""

    awal: int
    akhir: int
    langkah: int

    def at(self, value: Decimal | int) -> float:
        """Return where a value stands, in percent, at an end where it lies beyond."""
        share = (float(value) - self.awal) / (self.akhir - self.awal) * 100
        return round(min(max(share, 0.0), 100.0), 2)

    def numbers(self) -> range:
        """Return the numbers written along it."""
        return range(self.awal, self.akhir + 1, self.langkah)


def measured(indikator: IndikatorRekap) -> dict[str, Decimal]:
    """Return the capaian of an indicator by office, of those that were measured."""
    return {name: each.capaian for name, each in indikator.nilai.items() if each.capaian is not None}


def axis(rekap: Rekap) -> Sumbu:
    """Return the one axis all bars and dots share, so that indicators can be compared by eye."""
    largest = max((value for each in rekap.indikator for value in measured(each).values()), default=Decimal(0))
    top = next((each for each in _TOPS if largest <= each), _TOPS[-1])
    return Sumbu(0, top, 20 if top < _TOPS[-1] else 50)


def bars(indikator: IndikatorRekap, kantor: Sequence[Kantor], sumbu: Sumbu) -> Html:
    """Return an indicator's capaian as one bar per office, the best first, those not measured last."""
    has = [each for each in kantor if each.id in indikator.nilai]
    has.sort(key=lambda each: indikator.peringkat.get(each.id, len(kantor) + 1))
    lacking = [each.nama for each in kantor if each.id not in indikator.nilai]
    rows = tag("ol", join((_bar(indikator, each, sumbu) for each in has), "\n"), klass="batang")
    return join([rows, note(kata("tanpa_indikator", nama="; ".join(lacking))) if lacking else ""])


def _bar(indikator: IndikatorRekap, kantor: Kantor, sumbu: Sumbu) -> Html:
    iku = indikator.nilai[kantor.id]
    name = tag("span", join([office(kantor), " ", tag("small", dari(iku))]), klass="siapa")
    if iku.capaian is None:
        return tag("li", join([name, tag("span", "", klass="alur"), tag("span", capaian(iku), klass="n")]))
    beyond = iku.capaian > sumbu.akhir
    value = tag("span", join([number(iku.capaian), " ›" if beyond else ""]), klass=f"n {level(iku.kategori)}")
    return tag("li", join([name, _track(iku.capaian, iku.kategori, sumbu), value]))


def _track(value: Decimal, kategori: str, sumbu: Sumbu) -> Html:
    """Return the bar alone, without words: the number stands beside it."""
    full = f"{sumbu.at(100)}%"
    bar = tag(
        "rect", "", x="0", y="3", width=f"{sumbu.at(value)}%", height="14", rx="2", klass=f"isi {level(kategori)}"
    )
    target = tag("line", "", x1=full, x2=full, y1="0", y2="20", klass="sasaran")
    return tag(
        "svg", join([bar, target]), klass="alur", width="100%", height="20", aria_hidden="true", focusable="false"
    )


class Awan(NamedTuple):
    """The dots of an indicator, one path per kategori; ``rapat`` where they are too many and became columns."""

    jalur: tuple[Html, ...]
    tinggi: int
    rapat: bool


def cloud(indikator: IndikatorRekap, sumbu: Sumbu) -> Awan:
    """Return one dot per measured office, equal ones on top of each other; many offices make columns instead."""
    columns: dict[int, list[str]] = defaultdict(list)
    for iku in sorted(filter(_is_measured, indikator.nilai.values()), key=lambda each: each.capaian or 0):
        columns[round(sumbu.at(iku.capaian or Decimal(0)) / 100 * _BINS)].append(level(iku.kategori))
    most = max(map(len, columns.values()), default=1)
    dot = min(_DOT, (_HEIGHT - _DOT) / most)
    rapat = dot < _DOT / 2
    tinggi = _HEIGHT if rapat else max(round(dot * most) + _DOT, _LOW)
    draw = _columns if rapat else _dots
    paths: dict[str, list[str]] = defaultdict(list)
    for column, levels in columns.items():
        draw(paths, column / _BINS * 1000, levels, tinggi, dot)
    width = f"{_DOT - 3 if rapat else dot - 1:.1f}"
    jalur = (tag("path", "", d="".join(d), klass=f"titik {name}", stroke_width=width) for name, d in paths.items())
    return Awan(tuple(jalur), tinggi, rapat)


def _is_measured(iku: IkuKantor) -> bool:
    return iku.capaian is not None


def _dots(paths: dict[str, list[str]], x: float, levels: Sequence[str], tinggi: int, dot: float) -> None:
    for at, name in enumerate(levels):
        paths[name].append(f"M{x:.0f} {tinggi - dot / 2 - dot * at:.1f}h.01")


def _columns(paths: dict[str, list[str]], x: float, levels: Sequence[str], tinggi: int, dot: float) -> None:
    top = tinggi - _DOT / 2 - dot * (len(levels) - 1)
    paths[levels[len(levels) // 2]].append(f"M{x:.0f} {tinggi - _DOT / 2:.1f}V{top - 0.01:.2f}")


def strip(awan: Awan, sumbu: Sumbu, judul: str, saya: IkuKantor | None = None) -> Html:
    """Return the cloud of an indicator over its axis, one office of it stressed."""
    box = {"viewBox": f"0 0 1000 {awan.tinggi}", "preserveAspectRatio": "none"}
    parts = [*_scale(sumbu, awan.tinggi), tag("svg", join(awan.jalur), **box, height=str(awan.tinggi), width="100%")]
    if saya and saya.capaian is not None:
        at, klass = f"{sumbu.at(saya.capaian)}%", f"saya {level(saya.kategori)}"
        parts.append(tag("line", "", x1=at, x2=at, y1="0", y2=str(awan.tinggi), klass=klass))
        parts.append(tag("circle", "", cx=at, cy="0", r="7", klass=klass))
    svg = tag("svg", join(parts), role="img", width="100%", height=str(awan.tinggi + 24), aria_label=judul)
    return tag("div", svg, klass="sebar")


def _scale(sumbu: Sumbu, tinggi: int) -> list[Html]:
    parts = []
    for each in sumbu.numbers():
        at = f"{sumbu.at(each)}%"
        klass = "sasaran" if each == 100 else "kisi"
        parts.append(tag("line", "", x1=at, x2=at, y1="0", y2=str(tinggi), klass=klass))
        parts.append(tag("text", str(each), x=at, y=str(tinggi + 18), klass="tengah"))
    return parts
