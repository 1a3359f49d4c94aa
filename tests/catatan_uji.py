"""Findings made by hand: what Kecamatan Serang 2025 would hear, and a catalogue of the rules they name."""

from typing import Any

from lkjip_xl.hasil import HasilValidasi
from lkjip_xl.model import DokumenKinerja
from lkjip_xl.table import CellRef
from lkjip_xl.temuan import HasilPeriksa, Tahap, Temuan, TidakDiperiksa, Tingkat

COLUMNS = {letter: number for number, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1)}


def ref(place: str) -> CellRef:
    """Return the cell "Rencana Aksi!H8"."""
    sheet, at = place.rsplit("!", 1)
    return CellRef(sheet, int(at[1:]), COLUMNS[at[0]])


def temuan(kode: str, nama: str, tingkat: Tingkat, place: str, pesan: str, saran: str = "", **more: Any) -> Temuan:
    lain = tuple(map(ref, more.pop("sel_lain", ())))
    return Temuan(kode, nama, tingkat, ref(place), pesan, saran, sel_lain=lain, **more)


SERANG = (
    temuan(
        "PK001", "target-iku-berbeda", "kesalahan", "IKU!F6",
        "Target Persentase Kelurahan Kategori Cepat Berkembang di F6 tertulis 37,50; PK, Rencana Aksi, dan Realisasi "
        "menulis 83,33 (PK Perubahan!D9).",
        "Samakan F6 dengan PK, yaitu 83,33, atau perbaiki dokumen lain bila IKU yang benar.",
        sel_lain=("PK Perubahan!D9", "Rencana Aksi!H9"), baris="Persentase Kelurahan Kategori Cepat Berkembang",
        penanggung_jawab="Kepala Seksi Pemerintahan", ditemukan="37,50", seharusnya="83,33",
        dasar=("PermenPANRB 53/2014", "PermenPANRB 88/2021"),
    ),
    temuan(
        "IK003", "satuan-tidak-cocok", "peringatan", "IKU!E7",
        "Jumlah Orang di IKU bersatuan Keg.", "Tulis satuannya Orang.", ditemukan="Keg", seharusnya="Orang",
    ),
    temuan(
        "RA001", "target-rencana-aksi-berbeda", "kesalahan", "Rencana Aksi!H8",
        "Target Nilai survey kepuasan masyarakat di H8 tertulis 83,85; dokumen lain menulis 83,75 (PK Perubahan!D8).",
        "Samakan H8 dengan dokumen lain, yaitu 83,75.", baris="Nilai survey kepuasan masyarakat",
        penanggung_jawab="Camat", ditemukan="83,85", seharusnya="83,75", sel_lain=("PK Perubahan!D8",),
    ),
    temuan(
        "RA003", "jumlah-periode-berbeda-dari-target", "kesalahan", "Rencana Aksi!H31",
        "Rekonsiliasi BMD: target 12 di H31, jumlah per bulan 2.", "Lengkapi target bulanannya.",
        penanggung_jawab="Kasubag Umum dan Kepegawaian", ditemukan="12", seharusnya="2",
    ),
    temuan(
        "RW002", "realisasi-turun-tanpa-penjelasan", "info", "Tabel 3.7!F9",
        "Realisasi turun dari 92 menjadi 75.", "Tulis sebabnya.", penanggung_jawab="Kepala Seksi Pemerintahan",
    ),
)  # fmt: skip
DIJELASKAN = (
    temuan("PK004", "nama-indikator-berbeda", "peringatan", "PK Perubahan!C8", "Hasil Evaluasi AKIP ≠ Nilai Sakip.",
           "Samakan.", alasan="Nama sesuai Perwal 12/2024."),
)  # fmt: skip
TIDAK_DIPERIKSA = (
    TidakDiperiksa("PB001", "tabel Perbandingan tidak ditemukan"),
    TidakDiperiksa("SK001", "tabel SKM tidak ditemukan"),
    TidakDiperiksa("SK002", "tabel SKM tidak ditemukan"),
)
ENTRY = {"nama": "contoh", "tingkat": "peringatan", "pesan": "pesan", "saran": "saran"}
CATALOGUE: dict[str, dict[str, Any]] = {
    **{each.kode: ENTRY | {"nama": each.nama, "tingkat": each.tingkat} for each in (*SERANG, *DIJELASKAN)},
    **{each.kode: ENTRY | {"nama": f"aturan-{each.kode.lower()}"} for each in TIDAK_DIPERIKSA},
    "RA004": ENTRY | {"nama": "target-tanpa-periode", "tingkat_penyampaian": "kesalahan"},
}


def hasil(
    found: tuple[Temuan, ...] = SERANG,
    dijelaskan: tuple[Temuan, ...] = DIJELASKAN,
    skipped: tuple[TidakDiperiksa, ...] = TIDAK_DIPERIKSA,
    berkas: str = "contoh.xlsx",
    tahap: Tahap = "draf",
) -> HasilValidasi:
    """Return the outcome of validating a workbook of Kecamatan Serang 2025."""
    dokumen = DokumenKinerja(berkas, "Kecamatan Serang", 2025, (), (), {})
    return HasilValidasi(dokumen, HasilPeriksa(tahap, found, dijelaskan, skipped))
