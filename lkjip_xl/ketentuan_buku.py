"""The settings a workbook brings in tables of its own, over those of ketentuan.toml; what is unreadable is listed."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from lkjip_xl.ketentuan import Ketentuan, ketentuan_bawaan, label_words
from lkjip_xl.model import Baris, DokumenKinerja
from lkjip_xl.pesan import pesan, read_toml
from lkjip_xl.sel import angka, teks
from lkjip_xl.table import CellRef

Setelan = Decimal | int | str


class KetentuanDitolak(NamedTuple):
    """A setting that could not be read, so that the one of ketentuan.toml holds: its cell, what it sets, its words."""

    ref: CellRef
    hal: str
    isi: str

    @property
    def kalimat(self) -> str:
        """What is wrong and what holds instead, in words."""
        return pesan("ketentuan.ditolak" if self.isi else "ketentuan.kosong", hal=self.hal, isi=self.isi)


def read_ketentuan(dokumen: DokumenKinerja) -> tuple[Ketentuan, tuple[KetentuanDitolak, ...]]:
    """Return the settings a workbook is judged by, and those of its own that could not be read.

    The sheet Ketentuan goes over ketentuan.toml entry by entry, the scale as a whole; an empty entry sets nothing.
    """
    scale, refused = _scale(list(dokumen.rows("skala")))
    changes: dict[str, object] = dict(scale)
    for baris in dokumen.rows("ketentuan"):
        name, isi = _names().get(baris.uraian.lower(), ""), teks(baris, "isi")
        if not name or not isi:
            continue
        value = _READERS[name](baris)
        if value is None:
            refused.append(KetentuanDitolak(baris.ref("isi"), baris.uraian, isi))
        else:
            changes[name] = value
    return ketentuan_bawaan()._replace(**changes), tuple(refused)  # type: ignore[arg-type]


@cache
def _names() -> Mapping[str, str]:
    return {text: name for name, texts in read_toml("ketentuan.toml")["hal"].items() for text in texts}


def _scale(rows: list[Baris]) -> tuple[Mapping[str, object], list[KetentuanDitolak]]:
    """Return bounds and labels; all of the scale is refused where one row of it is unreadable or out of order."""
    faults = list(_scale_faults(rows))
    if faults or not rows:
        return {}, faults[:1]
    batas = tuple(angka(baris, "batas_bawah").nilai or Decimal(0) for baris in rows)
    sebutan = tuple(teks(baris, "kategori") for baris in rows)
    return {"batas": batas, "sebutan": sebutan, "kata_sebutan": _words(sebutan)}, []


def _words(sebutan: tuple[str, ...]) -> frozenset[str]:
    return ketentuan_bawaan().kata_sebutan.union(*map(label_words, sebutan))


def _scale_faults(rows: list[Baris]) -> Iterator[KetentuanDitolak]:
    before: Decimal | None = None
    for baris in rows:
        batas = angka(baris, "batas_bawah")
        if batas.jenis != "angka" or batas.nilai is None or (before is not None and batas.nilai <= before):
            yield KetentuanDitolak(baris.ref("batas_bawah"), baris.table.by_field["batas_bawah"].judul, batas.teks)
        elif not teks(baris, "kategori"):
            yield KetentuanDitolak(baris.ref("kategori"), baris.table.by_field["kategori"].judul, "")
        before = batas.nilai


def _choice(*allowed: str) -> Callable[[Baris], Setelan | None]:
    def read(baris: Baris) -> str | None:
        typed = "".join(teks(baris, "isi").split()).replace("−", "-").lower()
        return next((each for each in allowed if each.lower() == typed), None)

    return read


def _positive(baris: Baris) -> Decimal | None:
    read = angka(baris, "isi")
    return read.nilai if read.jenis == "angka" and read.nilai is not None and read.nilai > 0 else None


def _count(baris: Baris) -> int | None:
    value = _positive(baris)
    return int(value) if value is not None and value == value.to_integral_value() else None


def _label(baris: Baris) -> str | None:
    return teks(baris, "isi") or None


_READERS: Mapping[str, Callable[[Baris], Setelan | None]] = {
    "celah": _choice("batas-bawah", "bulatkan"),
    "makin_rendah": _choice("2T-R", "T/R"),
    "batas_efisien": _positive,
    "efisien": _label,
    "tidak_efisien": _label,
    "jumlah_kelurahan": _count,
}
