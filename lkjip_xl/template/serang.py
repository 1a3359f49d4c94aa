"""Builds the Serang sample: the tables of LKjIP Kecamatan Serang 2025 as staff made them, faults included."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from lkjip_xl.template.lembar import A4, TITLE, Lembar, cell, draw
from lkjip_xl.template.pena import Formats, Look, Pen
from lkjip_xl.template.rencana_aksi import rencana_aksi
from lkjip_xl.template.tabel import Table, grouped, read, totalled, without

FILE_NAME = "contoh_kecamatan_serang_2025.xlsx"
OFFICE = "Kecamatan Serang Kota Serang Tahun 2025"
MADE = datetime(2026, 1, 12, 8, 0, tzinfo=UTC)
JENJANG = ("tujuan", "sasaran", "program", "kegiatan")
FIELD: Look = {"border": 1, "text_wrap": True, "valign": "vcenter", "align": "left"}
HEAD_3_12 = (
    *("Uraian", "Indikator Kinerja", "Satuan", "TARGET|Kinerja", "TARGET|Anggaran", "KINERJA|Realisasi"),
    *(
        "KINERJA|Capaian (%)",
        "ANGGARAN|Realisasi (Rp.)",
        "ANGGARAN|Capaian (%)",
        "Tingkat Efisiensi",
        "Status",
    ),
)


def build(path: Path, numbers_as_text: bool = False) -> None:
    """Write the sample workbook; with ``numbers_as_text`` every number is the text the report prints."""
    book = Workbook(path, {"in_memory": True})
    book.set_properties({"title": f"LKjIP {OFFICE}", "author": "Kecamatan Serang", "created": MADE})
    formats = Formats(book)

    def pen(name: str) -> Pen:
        sheet: Worksheet = book.add_worksheet(name)
        return Pen(sheet, formats, numbers_as_text)

    for lembar in _sheets():
        draw(lembar, pen(lembar.name))
    _identity(pen("Identitas"))
    book.close()


def _identity(pen: Pen) -> None:
    """Draw the cover: no head, a name and its value per row; only a year, a count and the IKM are numbers."""
    pen.sheet.set_column(0, 0, 56)
    pen.sheet.set_column(1, 1, 30)
    for row, title in enumerate(("Laporan Kinerja Instansi Pemerintah (LKjIP)", OFFICE), 1):
        pen.write(cell(row, 1), title, TITLE)
    for row, (name, value) in enumerate(read("identitas").rows, 4):
        is_number = name in ("Tahun", "Jumlah kelurahan") or name.startswith("IKM")
        pen.write(cell(row, 1), name.removesuffix(" (dicetak)"), FIELD | {"bold": True})
        pen.write(cell(row, 2), value, FIELD, words=not is_number)
    pen.sheet.set_landscape()
    pen.sheet.set_paper(A4)
    pen.sheet.fit_to_pages(1, 0)


def _sheets() -> Iterator[Lembar]:
    """Yield every sheet but the cover, in the report's order."""
    yield from _plans()
    yield from _results()
    yield from _comparisons()
    yield from _spending()
    yield from _evaluation()


def _plans() -> Iterator[Lembar]:
    yield _one("Renja", "Tabel 2.3 Rencana Kerja (Renja)", read("renja"), 44, 11, 40, 11, 12)
    yield _one("IKU", "Tabel 2.4 Indikator Kinerja Utama (IKU)", read("iku"), 40, 36, 11, 11, 36, 24)
    yield Lembar(
        "PK Perubahan",
        ("Tabel 2.5", "Perjanjian Kinerja Perubahan", OFFICE),
        (read("pk_perubahan"), replace(read("pk_perubahan_program"), total=True)),
        (6, 46, 44, 11, 22, 12),
    )
    yield Lembar(
        "P-IKU",
        ("Lampiran Perubahan Indikator Kinerja Utama (P-IKU)", OFFICE, "2 Oktober 2025"),
        (read("iku_perubahan"),),
        (6, 44, 40, 40, 10, 10),
    )
    months = (6.7,) * 12
    widths = (5, 20, 20, 20, 26, 28, 9, 8, 15, *months, 12)
    yield _one("Rencana Aksi", "Tabel 2.6 Rencana Aksi", rencana_aksi(), *widths)


def _results() -> Iterator[Lembar]:
    realisasi = replace(read("tabel_3_1_realisasi_kinerja"), numbering=True)
    title = "Tabel 3.1 Realisasi Kinerja"
    yield _one("Tabel 3.1 Realisasi", title, realisasi, 6, 30, 30, 36, 36, 10, 10, 10, 11, 16)
    title = "Tabel 3.2 Capaian Indikator Kinerja Utama"
    yield _one("Tabel 3.2 IKU", title, read("tabel_3_2_capaian_iku"), 38, 38, 10, 10, 10, 11, 16)
    ikm = without(read("tabel_3_3_ikm_unsur"), "Unsur")
    title = "Tabel 3.3 Nilai Indeks per Indikator Layanan"
    yield replace(_one("Tabel 3.3 IKM", title, ikm, 6, 40, 10, 8, 18), one_page=True)
    akip = totalled(read("tabel_3_4_akip"), "", "Jumlah", "100", "69,75")
    yield _one("Tabel 3.4 AKIP", "Tabel 3.4 Hasil Evaluasi AKIP", akip, 6, 44, 10, 10)
    title = "Hasil Evaluasi Perkembangan Kelurahan (EPDESKEL)"
    yield replace(_one("EPDESKEL", title, read("epdeskel_2025"), 20, 15, 15, 18, 10, 20), centred=False)


def _comparisons() -> Iterator[Lembar]:
    lalu = grouped(read("tabel_3_5_capaian_2020_2024"), "Realisasi", "Capaian")
    title = "Tabel 3.5 Perbandingan Realisasi dan Capaian Kinerja dengan Tahun Sebelumnya"
    yield _one("Tabel 3.5", title, lalu, 44, 10, *(9,) * 11)
    renstra = read("tabel_3_6_renstra_2025_2029")
    title = "Tabel 3.6 Perbandingan Realisasi dengan Target Renstra 2025-2029"
    yield _one("Tabel 3.6 Renstra", title, renstra, 44, 10, 12, *(9,) * 5, 11, 11)
    riwayat = read("tabel_3_7_realisasi_2020_2025")
    yield Lembar(
        "Tabel 3.7",
        ("Tabel 3.7", "Realisasi dan Capaian Kinerja Tahun 2020-2025", OFFICE),
        (riwayat,),
        (44, 13, *(11,) * 12),
    )
    title = "Tabel 3.8 Perbandingan Realisasi Kinerja antar Kecamatan"
    kecamatan = read("tabel_3_8_antar_kecamatan")
    yield replace(_one("Tabel 3.8", title, kecamatan, 20, 24, 24, 24), centred=False)


def _spending() -> Iterator[Lembar]:
    iku = grouped(read("tabel_3_9_efisiensi_iku"), "TARGET", "REALISASI", "CAPAIAN")
    once = ("TARGET|Rp.", "REALISASI|Rp.", "CAPAIAN|Rp.", "Efisiensi", "Keterangan")
    title = "Tabel 3.9 Efisiensi Penggunaan Sumber Daya"
    yield _one("Tabel 3.9", title, replace(iku, once=once), 42, 10, 9, 18, 9, 18, 9, 9, 10, 16)
    program = replace(read("tabel_3_10_program_pendukung"), numbering=True)
    title = "Tabel 3.10 Program dan Kegiatan Pendukung Pencapaian Kinerja"
    yield _one("Tabel 3.10", title, program, 5, 28, 32, 36, 36, 10, 10, 10, 10, 16)
    anggaran = read("tabel_3_11_realisasi_anggaran")
    indents = tuple(JENJANG.index(row[0]) for row in anggaran.rows)
    title = "Tabel 3.11 Realisasi Anggaran"
    sheet = _one("Tabel 3.11 Anggaran", title, replace(anggaran, indents=indents), 10, 64, 18, 18, 10)
    yield replace(sheet, one_page=True)
    efisiensi = replace(read("tabel_3_12_efisiensi"), head=HEAD_3_12)
    title = "Tabel 3.12 Efisiensi Kinerja dan Anggaran"
    yield _one("Tabel 3.12 Efisiensi", title, efisiensi, 42, 38, 9, 9, 17, 10, 10, 17, 10, 11, 12)


def _evaluation() -> Iterator[Lembar]:
    title = "Tabel 4.1 Tindak Lanjut Rekomendasi Laporan Hasil Evaluasi (LHE)"
    yield _one("Tabel 4.1", title, read("tabel_4_1_tindak_lanjut_lhe"), 5, 22, 44, 44, 36, 8)
    lhe = without(read("lhe_2024_rekomendasi"), "Topik")
    title = "Rekomendasi Laporan Hasil Evaluasi (LHE) atas AKIP Tahun 2024"
    yield replace(_one("LHE 2024", title, lhe, 6, 24, 80), centred=False)


def _one(name: str, title: str, table: Table, *widths: float) -> Lembar:
    """Return a sheet with one table under the usual two title rows."""
    return Lembar(name, (title, OFFICE), (table,), widths)
