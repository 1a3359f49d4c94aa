"""Other ways offices reckon the same figure: a cap on capaian, less is better, other formulas of efisiensi."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from lkjip_xl.arah import MENURUT_ANGKA, MENURUT_NAMA, arah_tertulis, makin_rendah, makin_rendah_tertulis
from lkjip_xl.cara_kantor import CAPS, dibatasi, tanpa_arah
from lkjip_xl.hitungan import Capaian
from lkjip_xl.model import Baris
from lkjip_xl.rules.konteks import Konteks
from lkjip_xl.rumus import compute_capaian

_HUNDRED = Decimal(100)


def tampak_rendah(konteks: Konteks, rows: Sequence[Baris]) -> bool:
    """Tell whether an indicator's name, or a capaian written in one of its rows, says that less of it is better."""
    down = {id(row) for row, _ in konteks.once(_counted_down)}
    return any(makin_rendah(row.indikator, row.satuan) or id(row) in down for row in rows)


def capaian_kantor(konteks: Konteks) -> Mapping[int, Decimal]:
    """Return by row id the capaian of every row: the written one where the office takes less as better, else ours."""
    computed = {id(each.baris): each.nilai for each in konteks.hitungan.capaian}
    return computed | {id(row): written for row, written in konteks.once(_counted_down)}


def _counted_down(konteks: Konteks) -> Sequence[tuple[Baris, Decimal]]:
    """Return the rows without an arah that write their capaian as of less is better, and what they write."""
    found: list[tuple[Baris, Decimal]] = []
    for each in konteks.hitungan.tidak_dihitung:
        written = each.baris.nilai.get("capaian")
        undirected = each.field == "capaian" and each.alasan in {MENURUT_ANGKA, MENURUT_NAMA}
        if undirected and written and written.nilai is not None and makin_rendah_tertulis(each.baris):
            found.append((each.baris, written.nilai))
    return found


def menurut_rendah(konteks: Konteks, row: Baris) -> bool:
    """Tell whether a row writes its capaian as of less is better, by any of its formulas, or that one cut at a cap."""
    written = row.nilai.get("capaian")
    if written is None or written.nilai is None or arah_tertulis(row, konteks.ketentuan) == "tinggi":
        return False
    return makin_rendah_tertulis(row) or (written.nilai in CAPS and written.nilai < rendah(konteks, row))


def tak_menurut_rumus(konteks: Konteks, row: Baris) -> bool:
    """Tell whether a row writes a capaian that is wrong whichever way its indicator is better."""
    written = row.nilai.get("capaian")
    by_none = written is not None and written.jenis == "angka" and arah_tertulis(row, konteks.ketentuan) is None
    return by_none and not menurut_rendah(konteks, row)


def rendah(konteks: Konteks, row: Baris) -> Decimal:
    """Return a row's capaian as of less is better."""
    return compute_capaian(row.nilai["target"], row.nilai["realisasi"], "rendah", konteks.ketentuan)


def capaian_tanpa_arah(konteks: Konteks) -> Sequence[Capaian]:
    """Return the capaian, as of more is better, of rows that only by what they write may take less as better."""
    return tanpa_arah(konteks.hitungan, konteks.ketentuan)


def capaian_dibatasi(konteks: Konteks) -> Mapping[int, Decimal]:
    """Return by row id the cap a written capaian is cut at."""
    return dibatasi(konteks.hitungan, konteks.ketentuan)
