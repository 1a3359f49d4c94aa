"""Every formula of the master's computed columns, and how one reads in a certain column of a certain table.

LibreOffice recalculates each of them in the tests and must agree with its Python value.
"""

import re
from collections.abc import Mapping

from lkjip_xl.template.rumus_anggaran import ANGGARAN
from lkjip_xl.template.rumus_dasar import RumusTabel
from lkjip_xl.template.rumus_dukung import DUKUNG
from lkjip_xl.template.rumus_kinerja import KINERJA
from lkjip_xl.template.spesifikasi import KolomInduk, Spesifikasi, TabelInduk

RUMUS: Mapping[str, RumusTabel] = {**KINERJA, **ANGGARAN, **DUKUNG}
_ROLE = re.compile(r"\{([A-Za-z_]+)\}")
_LINE = re.compile(r"\s*\n\s*")


def excel(spec: Spesifikasi, tabel: TabelInduk, kolom: KolomInduk) -> str:
    """Return a computed column's formula in English with commas, without "="; its own row in the long form."""
    if kolom.cari:
        return _lookup(spec, tabel, kolom)
    rumus = RUMUS[kolom.rumus]

    def expand(match: re.Match[str]) -> str:
        peran = match[1]
        title = kolom.memakai.get(peran, rumus.peran.get(peran, peran))
        return tabel.nama if peran == "T" else title if peran == "kolom" else _this_row(tabel, title)

    return _ROLE.sub(expand, _LINE.sub("", rumus.excel))


def _this_row(tabel: TabelInduk, judul: str) -> str:
    """Return the reference to a column's cell in the same row, in the long form that files hold."""
    return f"{tabel.nama}[[#This Row],[{judul}]]"


def _lookup(spec: Spesifikasi, tabel: TabelInduk, kolom: KolomInduk) -> str:
    key = _this_row(tabel, tabel.kolom[0].judul)
    formula = '""'
    for source in reversed(kolom.cari):
        nama, judul = source.split(".")
        cell = f"INDEX({nama}[{judul}],MATCH({key},{nama}[{spec.tabel[nama].kolom[0].judul}],0))"
        # A text joined with "" is a text even where the source is blank; a number must not become one.
        shown = f'{cell}&""' if kolom.jenis == "teks" else cell
        formula = f'IFERROR(IF({cell}="",{formula},{shown}),{formula})'
    return f'IF({key}="","",{formula})'
