"""Kategori as written: against the scale, unless the whole table follows another one (CP002)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_xl.angka import bulatkan, format_angka
from lkjip_xl.cara_kantor import kategori_tertulis, skala_ini
from lkjip_xl.ketentuan import Ketentuan, label_words
from lkjip_xl.model import Baris
from lkjip_xl.rules.dasar import Kena, aturan
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.rules.ungkapan import pendek

CAPAIAN = "capaian_iku|realisasi|program_pendukung|efisiensi|efisiensi_iku|monev"
"""The tables that write capaian."""


@aturan("CP002", CAPAIAN)
def kategori_tertulis_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield kategori that the scale contradicts; one that follows a wrong capaian is that capaian's fault.

    A table whose kategori are of another scale is told of once.
    """
    rows = [row for row in _rows_with_kategori(konteks) if label_words(kategori_tertulis(row))]
    scaled = skala_ini(rows, konteks.hitungan, konteks.ketentuan)
    figures = {id(each.baris): each for each in konteks.hitungan.capaian}
    yield from _other_scales([row for row in rows if scaled.get(id(row.table)) is False], konteks.ketentuan)
    for row in rows:
        written, capaian = label_words(row.teks["kategori"]), figures.get(id(row))
        printed = row.nilai["capaian"].nilai if "capaian" in row.nilai else None
        value = capaian.nilai if capaian else printed
        if value is None or not scaled.get(id(row.table)) or written == label_words(konteks.ketentuan.kategori(value)):
            continue
        if printed is not None and written == label_words(konteks.ketentuan.kategori(printed)):
            continue
        yield _wrong_kategori(konteks.ketentuan, row, value)


def _other_scales(rows: Sequence[Baris], ketentuan: Ketentuan) -> Iterator[Kena]:
    """Yield one hit per table of kategori of another scale; whether a target was reached at all is no scale."""
    by_table: dict[int, list[Baris]] = {}
    for row in rows:
        by_table.setdefault(id(row.table), []).append(row)
    for labelled in by_table.values():
        labels = dict.fromkeys(row.teks["kategori"].strip() for row in labelled)
        if not all(map(ketentuan.is_ketercapaian, labels)):
            kata = {"baris": pendek(labelled[0].nama), "sebutan": ", ".join(labels)}
            yield Kena(labelled[0].ref("kategori"), kata, labelled[0], varian="skala_lain", tingkat="info")


def _rows_with_kategori(konteks: Konteks) -> Iterator[Baris]:
    kinds = [kind for kind in CAPAIAN.split("|") if kind not in {"efisiensi", "efisiensi_iku"}]
    for row in konteks.dokumen.rows(*kinds):
        if kategori_tertulis(row) and row.jenjang != "jumlah":
            yield row


def _wrong_kategori(ketentuan: Ketentuan, row: Baris, value: Decimal) -> Kena:
    gap = celah(ketentuan, value)
    right = ketentuan.kategori(value)
    kata = {
        "baris": pendek(row.nama),
        "tertulis": row.teks["kategori"],
        "kategori": right,
        "capaian": format_angka(value, 2),
        "celah": f"{format_angka(gap - 1)}–{format_angka(gap)}" if gap else "",
    }
    lain = (row.ref("capaian"),) if row.has("capaian") else ()
    told, varian = (lain, "celah") if gap is not None else ((), "")
    return Kena(row.ref("kategori"), kata, row, lain, row.teks["kategori"], right, varian=varian, menjelaskan=told)


def celah(ketentuan: Ketentuan, value: Decimal) -> Decimal | None:
    """Return the lower bound above a capaian that the printed scale leaves out: 91 of "76-90" and "91 and more"."""
    shown = bulatkan(value)
    whole = all(bound == bound.to_integral_value() for bound in ketentuan.batas)
    found = (bound for bound in sorted(ketentuan.batas)[1:] if bound - 1 < shown < bound)
    return next(found, None) if whole and ketentuan.celah == "batas-bawah" else None
