"""Faults of results: figures typed over their formulas, and support tables that contradict what is reported."""

from decimal import Decimal

from lkjip_xl.template.kota import pilih
from lkjip_xl.template.kota.satu import (
    DI_INDUK,
    KOSONG,
    SEMUA_IKU,
    Di,
    kali,
    kurang,
    menjadi,
    satu,
    tambah,
)

D = Decimal
_PK = "TabelPK"
_RIKU = "TabelRealisasiIKU"
_REALISASI = "TabelRealisasi"
_RENSTRA = "TabelRenstra"
_RIWAYAT = "TabelRiwayat"
_EFISIENSI = "TabelEfisiensi"
_IKM = "TabelIKM"
_EPDESKEL = "TabelEpdeskel"
_LANJUT = "TabelTindakLanjut"
_semua = pilih.iku(*SEMUA_IKU)
_kelurahan = pilih.iku("kelurahan")
_program = pilih.langkah("program")
_kegiatan = pilih.langkah("kegiatan")
_kegiatan_seratus = pilih.langkah("kegiatan", pilih.seratus)

HASIL = (
    satu("capaian_diketik", Di("CP001", _REALISASI, "Capaian"), _REALISASI, _kegiatan, {"Capaian": menjadi(D("95.5"))}),
    satu("capaian_iku_diketik", Di("CP001", _RIKU, "Capaian"), _RIKU, _semua, {"Capaian": menjadi(D("88.8"))}),
    satu(
        "capaian_efisiensi_diketik",
        Di("CP001", _EFISIENSI, "Capaian"),
        _EFISIENSI,
        _semua,
        {"Capaian": menjadi(D("88.8"))},
    ),
    satu(
        "kategori_diketik", Di("CP002", _REALISASI, "Kategori"), _REALISASI, _kegiatan, {"Kategori": menjadi("Sedang")}
    ),
    satu("kategori_iku_diketik", Di("CP002", _RIKU, "Kategori"), _RIKU, _semua, {"Kategori": menjadi("Rendah")}),
    satu(
        "capaian_di_celah",
        Di("CP003", _REALISASI, "Capaian"),
        _REALISASI,
        _kegiatan_seratus,
        {"Realisasi": kali("0.905"), "Realisasi TW IV": kali("0.905")},
    ),
    satu(
        "capaian_jauh",
        Di("CP004", _REALISASI, "Capaian"),
        _REALISASI,
        _kegiatan_seratus,
        {"Realisasi": kali("2"), "Realisasi TW IV": kali("2")},
        Di("RL003", _REALISASI, "Realisasi"),
    ),
    satu(
        "efisiensi_diketik",
        Di("EF001", _EFISIENSI, "Efisiensi"),
        _EFISIENSI,
        _program,
        {"Efisiensi": menjadi(D("130.5"))},
    ),
    satu(
        "status_diketik", Di("EF002", _EFISIENSI, "Status"), _EFISIENSI, _program, {"Status": menjadi("Sangat Efisien")}
    ),
    satu(
        "capaian_riwayat_diketik",
        Di("CP001", _RIWAYAT, "Capaian -1"),
        _RIWAYAT,
        _semua,
        {"Capaian -1": menjadi(D("77.7"))},
        tata_letak=DI_INDUK,
    ),
    satu(
        "alasan_kosong",
        Di("PK008", _PK, "Alasan Perubahan"),
        _PK,
        pilih.berubah,
        {"Alasan Perubahan": KOSONG},
        tata_letak=DI_INDUK,
    ),
    satu(
        "mustahil_untuk_penyebut",
        Di("IK004", _RENSTRA, "Target +1"),
        _RENSTRA,
        _kelurahan,
        {"Target +1": tambah("0.9")},
    ),
)
DUKUNG = (
    satu("mutu_diketik", Di("SK002", _IKM, "Mutu"), _IKM, pilih.baris(_IKM, "ikm"), {"Mutu": menjadi("D")}),
    satu(
        "rerata_diketik",
        Di("SK003", _IKM, "Keterangan"),
        _IKM,
        pilih.unsur_lain,
        {"Keterangan": lambda lama: "Di bawah rerata" if "atas" in lama else "Di atas rerata"},
    ),
    satu(
        "indeks_berubah",
        Di("SK001", _RIKU, "Realisasi", "ikm"),
        _IKM,
        pilih.baris(_IKM, "ikm"),
        {"Indeks": kurang("9")},
    ),
    satu(
        "nilai_epdeskel_diketik",
        Di("EP001", _EPDESKEL, "Nilai"),
        _EPDESKEL,
        pilih.baris(_EPDESKEL, "kelurahan"),
        {"Nilai": tambah("1.5")},
    ),
    satu(
        "tingkat_diketik",
        Di("EP002", _EPDESKEL, "Tingkat Perkembangan"),
        _EPDESKEL,
        pilih.baris(_EPDESKEL, "kelurahan"),
        {"Tingkat Perkembangan": menjadi("Kurang Berkembang")},
    ),
    satu(
        "tindak_lanjut_kosong",
        Di("TL001", _LANJUT, "Tindak Lanjut"),
        _LANJUT,
        pilih.baris(_LANJUT, "lhe"),
        {"Tindak Lanjut": KOSONG},
    ),
    satu(
        "nip_tidak_sah",
        Di("DK003", "TabelPejabat", "NIP"),
        "TabelPejabat",
        pilih.baris("TabelPejabat", "pejabat"),
        {"NIP": lambda lama: lama[:-1]},
    ),
    satu(
        "bulan_nip_mustahil",
        Di("DK003", "TabelPejabat", "NIP"),
        "TabelPejabat",
        pilih.baris("TabelPejabat", "pejabat"),
        {"NIP": lambda lama: f"{lama[:4]}13{lama[6:]}"},
    ),
)
