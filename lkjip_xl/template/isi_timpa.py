"""Which cells of a filled master must be typed over: those whose formula does not show what the document says."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from lkjip_xl.angka import bulatkan
from lkjip_xl.template.isian import Buku, Isian, Sel
from lkjip_xl.template.rumus_dasar import BarisIsian, Nilai
from lkjip_xl.template.rumus_tabel import RUMUS
from lkjip_xl.template.spesifikasi import KolomInduk, Spesifikasi, TabelInduk

_MOST_ROUNDS = 12
_MOST_DECIMALS = 6
"""How many decimals of a stated figure count: one a formula left behind has as many as a double holds."""

Tempat = tuple[str, int, str]
"""A cell: its table, its row counted from 0, and its column's title."""


def timpa(spec: Spesifikasi, isian: Isian, judged: Iterable[Tempat] | None = None) -> Isian:
    """Return typed rows without the computed cells that show the stated value anyway; ``judged`` None means all.

    A cell depends on others that may be typed over themselves, so all are judged again until nothing changes.
    """
    chosen = None if judged is None else set(judged)
    stated = {place: value for place, value in _computed_cells(spec, isian) if chosen is None or place in chosen}
    kept: frozenset[Tempat] = frozenset()
    for _ in range(_MOST_ROUNDS):
        buku = Buku(spec, _only(isian, stated.keys() - kept))
        wrong = frozenset(place for place, value in stated.items() if not shows(_computed(buku, place), value))
        if wrong == kept:
            break
        kept = wrong
    return _only(isian, stated.keys() - kept)


def shows(computed: Nilai, stated: Nilai) -> bool:
    """Tell whether a computed value shows a stated one: numbers at its decimals, words whatever their case."""
    if isinstance(computed, Decimal) and isinstance(stated, Decimal):
        exponent = stated.normalize().as_tuple().exponent
        written = stated.as_tuple().exponent
        decimals = max(-each for each in (exponent, written, 0) if isinstance(each, int))
        decimals = min(decimals, _MOST_DECIMALS)
        return bulatkan(computed, decimals) == bulatkan(stated, decimals)
    if isinstance(computed, str) and isinstance(stated, str):
        return _plain(computed) == _plain(stated)
    return computed == stated


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _computed_cells(spec: Spesifikasi, isian: Isian) -> Iterator[tuple[Tempat, Nilai]]:
    for nama, rows in isian.items():
        computed = {kolom.judul for kolom in spec.tabel[nama].kolom if kolom.dihitung}
        for number, row in enumerate(rows):
            yield from (((nama, number, judul), value) for judul, value in row.items() if judul in computed)


def _only(isian: Isian, dropped: Iterable[Tempat]) -> Isian:
    without = set(dropped)

    def row(nama: str, number: int, cells: BarisIsian) -> BarisIsian:
        return {judul: value for judul, value in cells.items() if (nama, number, judul) not in without}

    return {nama: [row(nama, number, cells) for number, cells in enumerate(rows)] for nama, rows in isian.items()}


def _computed(buku: Buku, place: Tempat) -> Nilai:
    """Return what a cell's formula gives, also where the cell is typed over."""
    nama, row, judul = place
    tabel = buku.tabel[nama]
    kolom = tabel.kolom[tabel.letak(judul)]
    return _looked_up(buku, tabel, row, kolom) if kolom.cari else RUMUS[kolom.rumus].nilai(Sel(buku, tabel, row, kolom))


def _looked_up(buku: Buku, tabel: TabelInduk, row: int, kolom: KolomInduk) -> Nilai:
    return buku.cari(buku.nilai(tabel.nama, row, tabel.kolom[0].judul), kolom.cari)
