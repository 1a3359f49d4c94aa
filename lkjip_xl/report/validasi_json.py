"""What ``lkjip validasi --format json`` prints: plain dicts, sorted, the same from run to run, absent as null."""

from lkjip_xl.hasil import HasilValidasi
from lkjip_xl.report.json import Json
from lkjip_xl.rules.dasar import versi_aturan
from lkjip_xl.table import CellRef
from lkjip_xl.temuan import TINGKAT, HasilPeriksa, Temuan


def validasi_json(hasil: HasilValidasi, berkas: str) -> Json:
    """Return the findings on one workbook; ``berkas`` is its path as it was given.

    What the sheet Penjelasan sets aside stands in ``dijelaskan_temuan``, with the office's reason as ``alasan``.
    """
    periksa = hasil.periksa
    return {
        "berkas": berkas,
        "perangkat_daerah": hasil.dokumen.perangkat_daerah,
        "tahun": hasil.dokumen.tahun,
        "tahap": periksa.tahap,
        "versi_aturan": versi_aturan(),
        "ringkasan": ringkasan(periksa),
        "temuan": [_temuan(each) for each in periksa.temuan],
        "dijelaskan_temuan": [_temuan(each) | {"alasan": each.alasan} for each in periksa.dijelaskan],
        "tidak_diperiksa": [each._asdict() for each in periksa.tidak_diperiksa],
    }


def ringkasan(periksa: HasilPeriksa) -> dict[str, int]:
    """Return how many findings there are by severity, and how many were set aside."""
    return {tingkat: periksa.jumlah(tingkat) for tingkat in TINGKAT} | {"dijelaskan": len(periksa.dijelaskan)}


def _temuan(each: Temuan) -> Json:
    return {
        "kode": each.kode,
        "nama": each.nama,
        "tingkat": each.tingkat,
        "lembar": each.ref.sheet,
        "sel": each.ref.a1,
        "sel_lain": [cell_name(ref) for ref in each.sel_lain],
        "baris": each.baris or None,
        "penanggung_jawab": each.penanggung_jawab or None,
        "pesan": each.pesan,
        "saran": each.saran or None,
        "ditemukan": each.ditemukan or None,
        "seharusnya": each.seharusnya or None,
        "dasar": list(each.dasar),
    }


def cell_name(ref: CellRef) -> str:
    """Return a cell as people write it, "Rencana Aksi!H8"."""
    return f"{ref.sheet}!{ref.a1}"
