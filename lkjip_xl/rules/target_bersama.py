"""The target that the documents agree on, for rows whose own differs: their capaian may follow that one."""

from decimal import Decimal

from lkjip_xl.hitungan import Capaian
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.rules.konteks import PLANS, Konteks, reference, year_target
from lkjip_xl.rules.versi import seversi
from lkjip_xl.rumus import TidakTerhitung, compute_capaian

_PROGRAMS = ("pk_program", "rencana_aksi")


def capaian_target_bersama(konteks: Konteks, capaian: Capaian) -> Decimal | None:
    """Return the capaian by the target the other documents agree on; the rule on targets tells where they differ."""
    row = capaian.baris
    target = target_bersama(konteks, row) if row.table.kind in PLANS else None
    if target is None:
        return None
    try:
        return compute_capaian(target, row.nilai["realisasi"], capaian.arah, konteks.ketentuan)
    except TidakTerhitung:
        return None


def target_bersama(konteks: Konteks, row: Baris) -> Nilai | None:
    """Return the target of the year that most documents have for what a row speaks of."""
    year = konteks.dokumen.tahun
    for sebaris in (*konteks.indikator, *konteks.program):
        if any(each is row for each in sebaris.rows):
            kinds = PLANS if row.jenjang != "program" else _PROGRAMS
            for rows in seversi(sebaris.of(*kinds)):
                targets = {id(each): year_target(each, year) for each in rows}
                if found := reference(targets, rows):
                    return targets[id(found)]
    return None
