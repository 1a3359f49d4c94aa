"""An office's own visible ways, left as written: kategori of another scale, capaian under a cap (RUMUS 2, 4)."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.arah import MENURUT_ANGKA
from lkjip_xl.hitungan import Capaian, Hitungan
from lkjip_xl.ketentuan import Ketentuan, ketentuan_bawaan, label_words
from lkjip_xl.model import Baris
from lkjip_xl.rumus import compute_capaian
from lkjip_xl.tertulis import agrees, bandingkan

_HUNDRED = Decimal(100)
_FULL_CAP = 2
"""How many figures must be cut at 100 before it is a cap: that many indicators do reach exactly 100."""
CAPS = (_HUNDRED, Decimal(105), Decimal(110), Decimal(120), Decimal(125), Decimal(150))


class CaraKantor(NamedTuple):
    """What is left as written: the cells that keep to a cap, and the tables whose kategori are of another scale."""

    batas: Mapping[tuple[int, str], Decimal]
    """The cap by (id of the row, field)."""
    skala: Mapping[int, bool]
    ketentuan: Ketentuan

    def alasan_kategori(self, baris: Baris, *, by_formula: bool) -> str:
        """Return why a row's kategori is left, a key of [alasan] in pesan.toml: its whole table's, or its formula's."""
        text = kategori_tertulis(baris)
        named = bool(label_words(text)) and self.ketentuan.is_sebutan(text)
        odd = by_formula and named and not sebutan_skala(text, self.ketentuan)
        if not odd and self.skala.get(id(baris.table)) is not False:
            return ""
        return "bukan_kategori" if named and self.ketentuan.is_ketercapaian(text) else "skala_lain"


def cara_kantor(hitungan: Hitungan, ketentuan: Ketentuan) -> CaraKantor:
    """Return an office's own ways in a workbook."""
    cut = dibatasi(hitungan, ketentuan)
    batas = {(row, "capaian"): cap for row, cap in cut.items()}
    for each in hitungan.capaian:
        caps = [cut[id(row)] for row in each.rata_rata if id(row) in cut]
        batas |= {(id(each.baris), "capaian"): max(caps)} if caps else {}
    for figure in hitungan.efisiensi:
        cap = cut.get(id(figure.baris))
        written = figure.baris.nilai.get("efisiensi")
        if cap and written and agrees(written, cap / figure.serapan.nilai * _HUNDRED):
            batas[id(figure.baris), "efisiensi"] = cap
    every = [each.baris for each in hitungan.capaian] + [each.baris for each in hitungan.tidak_dihitung]
    rows = {id(baris): baris for baris in every}
    return CaraKantor(batas, skala_ini(rows.values(), hitungan, ketentuan), ketentuan)


def kategori_tertulis(baris: Baris) -> str:
    """Return the kategori a row writes, "" where it has none or does not stand under its heads."""
    return baris.teks.get("kategori", "") if baris.keadaan == "utuh" else ""


def sebutan_skala(text: str, ketentuan: Ketentuan) -> bool:
    """Tell whether a text is a label of the scale in force, or of ours, which one stated since replaces."""
    return label_words(text) in [label_words(label) for label in (*ketentuan.sebutan, *ketentuan_bawaan().sebutan)]


def skala_ini(rows: Iterable[Baris], hitungan: Hitungan, ketentuan: Ketentuan) -> Mapping[int, bool]:
    """Tell by table id whether its kategori follow the scale in force; tables without a label are not in it.

    They do where all labels are of the scale, or half of them with one that fits its capaian: other scales share a
    word or two with it. A note is no label.
    """
    figures = {id(each.baris): each.nilai for each in hitungan.capaian}
    by_table: dict[int, list[Baris]] = {}
    for row in rows:
        text = kategori_tertulis(row)
        if label_words(text) and ketentuan.is_sebutan(text):
            by_table.setdefault(id(row.table), []).append(row)
    return {table: _follows(labelled, figures, ketentuan) for table, labelled in by_table.items()}


def _follows(rows: Sequence[Baris], figures: Mapping[int, Decimal], ketentuan: Ketentuan) -> bool:
    ours = [row for row in rows if sebutan_skala(row.teks["kategori"], ketentuan)]
    fits = any(_fits(row, figures.get(id(row)), ketentuan) for row in ours)
    return len(ours) == len(rows) or (fits and len(ours) * 2 >= len(rows))


def _fits(row: Baris, computed: Decimal | None, ketentuan: Ketentuan) -> bool:
    printed = row.nilai["capaian"].nilai if "capaian" in row.nilai else None
    right = [label_words(ketentuan.kategori(value)) for value in (computed, printed) if value is not None]
    return label_words(row.teks["kategori"]) in right


def tanpa_arah(hitungan: Hitungan, ketentuan: Ketentuan) -> Sequence[Capaian]:
    """Return the capaian, as of more is better, of rows that only by what they write may take less as better."""
    found: list[Capaian] = []
    for each in hitungan.tidak_dihitung:
        if each.alasan == MENURUT_ANGKA:
            target, realisasi = (each.baris.nilai[field] for field in ("target", "realisasi"))
            nilai = compute_capaian(target, realisasi, "tinggi", ketentuan)
            found.append(Capaian(each.baris, nilai, ketentuan.kategori(nilai)))
    return found


def dibatasi(hitungan: Hitungan, ketentuan: Ketentuan) -> Mapping[int, Decimal]:
    """Return by row id the cap a written capaian is cut at: the highest figure of its table, exceeded by what it is."""
    by_table: dict[int, list[tuple[Capaian, Decimal]]] = {}
    for each in (*hitungan.capaian, *tanpa_arah(hitungan, ketentuan)):
        written = each.baris.nilai.get("capaian")
        if not each.rata_rata and written is not None and written.nilai is not None:
            by_table.setdefault(id(each.baris.table), []).append((each, written.nilai))
    capped: dict[int, Decimal] = {}
    for written_rows in by_table.values():
        highest = max(value for _, value in written_rows)
        cut = [each for each, value in written_rows if value == highest < each.nilai]
        if highest in CAPS and len(cut) >= (_FULL_CAP if highest == _HUNDRED else 1):
            capped |= {id(each.baris): highest for each in cut if _differs(each)}
    return capped


def _differs(capaian: Capaian) -> bool:
    return bandingkan(capaian.baris.nilai["capaian"], capaian.nilai).beda == "beda"
