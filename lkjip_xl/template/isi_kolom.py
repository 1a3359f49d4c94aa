"""Which column of the master holds what a column of another workbook says, by the words of their heads."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from lkjip_xl.layout import header_label, kind, label_readings
from lkjip_xl.template.spesifikasi import TabelInduk

TABEL: Mapping[str, str] = {
    "identitas": "TabelIdentitas", "pejabat": "TabelPejabat", "dokumen": "TabelDokumen", "skala": "TabelSkala",
    "ketentuan": "TabelKetentuan", "struktur": "TabelStruktur", "iku": "TabelIKU", "renstra": "TabelRenstra",
    "renja": "TabelRenja", "pk": "TabelPK", "pk_program": "TabelPKProgram", "rencana_aksi": "TabelRencanaAksi",
    "monev": "TabelMonev", "capaian_iku": "TabelRealisasiIKU", "realisasi": "TabelRealisasi",
    "anggaran": "TabelAnggaran", "efisiensi": "TabelEfisiensi", "efisiensi_iku": "TabelEfisiensiIKU",
    "riwayat": "TabelRiwayat", "antar_kecamatan": "TabelAntarKecamatan", "ikm": "TabelIKM", "ikm_unsur": "TabelUnsur",
    "epdeskel": "TabelEpdeskel", "akip": "TabelAKIP", "lhe": "TabelLHE", "tindak_lanjut": "TabelTindakLanjut",
    "penjelasan": "TabelPenjelasan", "padanan_kantor": "TabelPadanan",
}  # fmt: skip
"""The master's table of each kind of table of layout.toml."""
KIND: Mapping[str, str] = {nama: each for each, nama in TABEL.items()}

Bidang = tuple[str, int | None]
"""A field of layout.toml and the year of its column, None where it has none."""


@lru_cache(maxsize=2048)
def field_of(jenis: str, judul: str) -> Bidang | None:
    """Return the field a head names in a kind of table, None where its words are not known there."""
    fields = kind(jenis).fields
    found = next((fields[label][0] for label in label_readings(judul) if label in fields), None)
    return None if found is None else (found, header_label(judul)[1])


def plain(text: str) -> str:
    """Return a title without what may differ by accident: case and spaces."""
    return " ".join(text.split()).casefold()


def match_columns(tabel: TabelInduk, titles: Iterable[str]) -> dict[str, str]:
    """Return the master's title for each title of another table that means the same, each given once.

    Equal titles go first; then those that name the same field of the same year.
    """
    given = list(dict.fromkeys(titles))
    own = {plain(kolom.judul): kolom.judul for kolom in tabel.kolom}
    found = {title: own[plain(title)] for title in given if plain(title) in own}
    free = {judul for judul in own.values() if judul not in found.values()}
    jenis = KIND.get(tabel.nama)
    by_field = (
        {field_of(jenis, judul): judul for judul in reversed(list(own.values())) if judul in free} if jenis else {}
    )
    for title in given:
        field = field_of(jenis, title) if jenis and title not in found else None
        if field in by_field and field is not None:
            found[title] = by_field.pop(field)
    return found
