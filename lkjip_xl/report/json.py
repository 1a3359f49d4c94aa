"""What commands print as JSON: plain dicts, unrounded numbers, absent as null."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from lkjip_xl.hasil import HasilHitung
from lkjip_xl.hitungan import Capaian, Efisiensi, Serapan
from lkjip_xl.layout import kind
from lkjip_xl.model import Baris, DokumenKinerja, Nilai
from lkjip_xl.padanan import PERLU_KONFIRMASI
from lkjip_xl.pasangan import PasanganDokumen, pair_documents
from lkjip_xl.table import CellRef, Kolom, RawTable, column_letters

Json = dict[str, Any]


def number(value: Decimal | None) -> int | float | None:
    """Return a JSON number: whole as int, others as the nearest double."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def hitung_json(hasil: HasilHitung, berkas: str, keluaran: str | None) -> Json:
    """Return the result of ``lkjip hitung``; ``keluaran`` is where the workbook was saved, None if it was not."""
    hitungan, tulisan = hasil.hitungan, hasil.tulisan
    serapan_total = hitungan.serapan_total
    return {
        "berkas": berkas,
        "keluaran": keluaran,
        "perangkat_daerah": hasil.dokumen.perangkat_daerah,
        "tahun": hasil.dokumen.tahun,
        "capaian": [_capaian(hasil, each) for each in hitungan.capaian],
        "anggaran": [_anggaran(hasil, each) for each in hitungan.serapan],
        "efisiensi": [_efisiensi(hasil, each) for each in hitungan.efisiensi],
        "ringkasan": {
            "rata_rata_capaian_iku": number(hitungan.rata_rata_capaian_iku),
            "serapan_total": number(serapan_total),
            "efisiensi_total": number(hitungan.efisiensi_total),
        },
        "diubah": [
            {
                "lembar": each.ref.sheet,
                "sel": each.ref.a1,
                "lama": _plain(each.lama),
                "baru": _plain(each.baru),
            }
            for each in tulisan.diubah
        ],
        "tidak_dihitung": [
            {"lembar": ref.sheet, "sel": ref.a1, "alasan": kalimat} for ref, kalimat in _left_out(hasil)
        ],
    }


def _left_out(hasil: HasilHitung) -> Iterable[tuple[CellRef, str]]:
    yield from ((each.ref, each.kalimat) for each in hasil.hitungan.tidak_dihitung)
    yield from ((each.ref, each.kalimat) for each in hasil.tulisan.tidak_ditulis)
    yield from ((each.ref, each.kalimat) for each in hasil.ketentuan_ditolak)


def _plain(value: Decimal | str) -> int | float | str | None:
    return number(value) if isinstance(value, Decimal) else value


def _place(hasil: HasilHitung, baris: Baris, field: str) -> Json:
    ref = hasil.tulisan.tempat.get((id(baris), field))
    return {"lembar": baris.table.sheet.name, "sel": ref.a1 if ref else None}


def _value(nilai: Nilai | None) -> int | float | str | None:
    """Return a cell's number, or the text of a range that serves as one."""
    if nilai is None or nilai.jenis == "rentang":
        return nilai.teks if nilai else None
    return number(nilai.nilai)


def _capaian(hasil: HasilHitung, figure: Capaian) -> Json:
    baris = figure.baris
    return _place(hasil, baris, "capaian") | {
        "kode": baris.kode or None,
        "jenjang": baris.jenjang or None,
        "indikator": baris.nama or None,
        "satuan": baris.satuan or None,
        "target": _value(baris.nilai.get("target")),
        "realisasi": _value(baris.nilai.get("realisasi")),
        "capaian": number(figure.nilai),
        "kategori": figure.kategori,
    }


def _anggaran(hasil: HasilHitung, figure: Serapan) -> Json:
    baris = figure.baris
    return _place(hasil, baris, "serapan") | {
        "jenjang": baris.jenjang or None,
        "uraian": baris.uraian or None,
        "pagu": number(figure.jumlah_pagu),
        "realisasi": number(figure.jumlah_realisasi),
        "serapan": number(figure.nilai),
    }


def _efisiensi(hasil: HasilHitung, figure: Efisiensi) -> Json:
    baris = figure.baris
    return _place(hasil, baris, "efisiensi") | {
        "uraian": baris.uraian or None,
        "indikator": "; ".join(each.baris.indikator for each in figure.capaian) or None,
        "capaian": number(figure.rata_rata),
        "serapan": number(figure.serapan.nilai),
        "efisiensi": number(figure.nilai),
        "status": figure.status,
    }


def baca_json(dokumen: DokumenKinerja, berkas: str) -> Json:
    """Return the result of ``lkjip baca``: tables, columns and pairs as they were understood."""
    return {
        "berkas": berkas,
        "perangkat_daerah": dokumen.perangkat_daerah,
        "tahun": dokumen.tahun,
        "tabel": [_table(table) for table in dokumen.tables],
        "padanan": list(_pairs(dokumen)),
        "belum_dikenali": [
            {
                "lembar": seen.sheet,
                "baris": seen.row,
                "judul": list(seen.titles),
                "mirip": list(seen.candidates),
            }
            for seen in dokumen.unclear
        ],
    }


def _column(kolom: Kolom) -> Json:
    return {"kolom": column_letters(kolom.column), "judul": kolom.judul, "tahun": kolom.tahun}


def _table(table: RawTable) -> Json:
    rows = (*table.rows, *table.total_rows)
    return {
        "jenis": table.kind,
        "sebutan": kind(table.kind).sebutan,
        "lembar": table.sheet.name,
        "baris_judul": list(range(table.header_first, table.header_last + 1)),
        "baris_pertama": min(rows, default=None),
        "baris_terakhir": max(rows, default=None),
        "jumlah_baris": len(table.rows),
        "kolom": [{"bidang": kolom.field} | _column(kolom) for kolom in table.columns],
        "tidak_dipahami": [_column(kolom) for kolom in table.unknown],
    }


def _row(documents: PasanganDokumen, baris: Baris) -> Json:
    return {"lembar": baris.table.sheet.name, "baris": baris.row, "teks": documents.words(baris)}


def _pairs(dokumen: DokumenKinerja) -> Iterable[Json]:
    for documents in pair_documents(dokumen):
        for each in documents.padanan.pasangan:
            yield {
                "hal": documents.hal,
                "kiri": _row(documents, each.kiri),
                "kanan": [_row(documents, each.kanan)],
                "bukti": each.bukti,
                "perlu_konfirmasi": each.bukti in PERLU_KONFIRMASI,
            }
        for left, candidates in documents.padanan.ragu:
            yield {
                "hal": documents.hal,
                "kiri": _row(documents, left),
                "kanan": [_row(documents, row) for row in candidates],
                "bukti": None,
                "perlu_konfirmasi": True,
            }
