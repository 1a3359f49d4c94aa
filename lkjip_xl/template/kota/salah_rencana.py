"""Faults of plans: a target, period, unit or wording of one document that differs from the others."""

from decimal import Decimal

from lkjip_xl.template.kota import pilih
from lkjip_xl.template.kota.akibat import akibat_efisiensi, berakibat
from lkjip_xl.template.kota.model import BULAN
from lkjip_xl.template.kota.satu import (
    ANGKA,
    DI_CETAK,
    DI_INDUK,
    KOSONG,
    NILAI,
    SEMUA_IKU,
    Di,
    kurang,
    lipat,
    menjadi,
    satu,
    tambah,
)

D = Decimal
_IKU = "TabelIKU"
_RENJA = "TabelRenja"
_PK = "TabelPK"
_RENCANA = "TabelRencanaAksi"
_RIKU = "TabelRealisasiIKU"
_REALISASI = "TabelRealisasi"
_STRUKTUR = "TabelStruktur"
_RENSTRA = "TabelRenstra"
_RIWAYAT = "TabelRiwayat"
_angka = pilih.iku(*ANGKA)
_nilai = pilih.iku(*NILAI)
_semua = pilih.iku(*SEMUA_IKU)
_program = pilih.langkah("program")
_kegiatan = pilih.langkah("kegiatan")
_sub = pilih.langkah("sub kegiatan")
_sub_jumlah = pilih.langkah("sub kegiatan", pilih.berjumlah)
_sub_laporan = pilih.langkah("sub kegiatan", pilih.laporan)


TARGET = (
    satu("target_iku", Di("PK001", _IKU, "Target"), _IKU, _angka, {"Target": kurang("1")}),
    satu("target_renja", Di("RJ001", _RENJA, "Target"), _RENJA, _angka, {"Target": kurang("1")}),
    satu(
        "target_rencana_aksi",
        Di("RA001", _RENCANA, "Target"),
        _RENCANA,
        _angka,
        {"Target": kurang("1")},
        tata_letak=DI_INDUK,
    ),
    satu(
        "target_rencana_aksi",
        Di("RA001", _RENCANA, "Target"),
        _RENCANA,
        _angka,
        {"Target": kurang("1")},
        Di("RL001", _REALISASI, "Target"),
        tata_letak=DI_CETAK,
    ),
    satu(
        "target_renstra",
        Di("RN004", _RENSTRA, "Target +0"),
        _RENSTRA,
        pilih.awal_renstra(_angka),
        {"Target +0": kurang("1")},
    ),
    berakibat(
        satu("target_realisasi_iku", Di("RL001", _RIKU, "Target"), _RIKU, _angka, {"Target": kurang("1")}),
        akibat_efisiensi,
    ),
    satu("target_realisasi", Di("RL001", _REALISASI, "Target"), _REALISASI, _angka, {"Target": kurang("1")}),
    satu(
        "target_program_rencana_aksi",
        Di("RA001", _RENCANA, "Target"),
        _RENCANA,
        _program,
        {"Target": kurang("5")},
        tata_letak=DI_INDUK,
    ),
    satu(
        "target_program_rencana_aksi",
        Di("RA001", _RENCANA, "Target"),
        _RENCANA,
        _program,
        {"Target": kurang("5")},
        Di("RL001", _REALISASI, "Target"),
        tata_letak=DI_CETAK,
    ),
    satu("target_program_realisasi", Di("RL001", _REALISASI, "Target"), _REALISASI, _program, {"Target": kurang("5")}),
    satu("target_sub_kegiatan", Di("RA003", _RENCANA, "Target"), _RENCANA, _sub_jumlah, {"Target": kurang("1")}),
    satu(
        "bulan_dinaikkan",
        Di("RA003", _RENCANA, "Target"),
        _RENCANA,
        _sub,
        {"Jun": lipat("2", "24")},
    ),
    satu("bulan_kosong", Di("RA004", _RENCANA, "Jan"), _RENCANA, _sub_laporan, dict.fromkeys(BULAN, KOSONG)),
    satu("renstra_menurun", Di("RN001", _RENSTRA, "Target +2"), _RENSTRA, _nilai, {"Target +2": kurang("15")}),
    satu(
        "kondisi_akhir",
        Di("RN002", _RENSTRA, "Kondisi Akhir Renstra"),
        _RENSTRA,
        _nilai,
        {"Kondisi Akhir Renstra": tambah("3")},
    ),
    satu(
        "target_di_bawah_tahun_lalu",
        Di("RN003", _PK, "Target Berlaku"),
        _RIWAYAT,
        _nilai,
        {"Realisasi -1": tambah("9")},
    ),
)
KATA = (
    satu("satuan_renja", Di("PK005", _RENJA, "Satuan"), _RENJA, _nilai, {"Satuan": menjadi("Dokumen")}),
    satu("satuan_pk", Di("PK005", _PK, "Satuan"), _PK, _nilai, {"Satuan": menjadi("Dokumen")}),
    satu("satuan_realisasi", Di("PK005", _RIKU, "Satuan"), _RIKU, _nilai, {"Satuan": menjadi("Orang")}),
    satu(
        "satuan_struktur",
        Di("IK003", _STRUKTUR, "Satuan"),
        _STRUKTUR,
        _sub_laporan,
        {"Satuan": menjadi("Orang")},
        tata_letak=DI_INDUK,
    ),
    satu(
        "satuan_rencana_aksi",
        Di("IK003", _RENCANA, "Satuan"),
        _RENCANA,
        _sub_laporan,
        {"Satuan": menjadi("Orang")},
        tata_letak=DI_CETAK,
    ),
    satu(
        "indikator_renja",
        Di("PK004", _RENJA, "Indikator Kinerja"),
        _RENJA,
        _semua,
        {"Indikator Kinerja": menjadi("Jumlah pengaduan warga yang selesai ditangani")},
        tata_letak=DI_INDUK,
    ),
    satu(
        "indikator_pk",
        Di("PK004", _PK, "Indikator Kinerja"),
        _PK,
        _semua,
        {"Indikator Kinerja": menjadi("Jumlah pengaduan warga yang selesai ditangani")},
        tata_letak=DI_INDUK,
    ),
    satu(
        "indikator_program",
        Di("RA009", _RENCANA, "Indikator Kinerja"),
        _RENCANA,
        _program,
        {"Indikator Kinerja": menjadi("Jumlah pengaduan warga yang selesai ditangani")},
    ),
    satu(
        "rumus_ditimpa",
        Di("WB012", _REALISASI, "Indikator Kinerja"),
        _REALISASI,
        _kegiatan,
        {"Indikator Kinerja": menjadi("Jumlah pengaduan warga yang selesai ditangani")},
        tata_letak=DI_INDUK,
    ),
    satu(
        "arah_meragukan",
        Di("IK002", _STRUKTUR, "Arah"),
        _STRUKTUR,
        _program,
        {"Indikator Kinerja": menjadi("Persentase penduduk miskin")},
        tata_letak=DI_INDUK,
    ),
    satu(
        "satuan_target_tertukar",
        Di("WB009", _RENJA, "Satuan"),
        _RENJA,
        _nilai,
        {"Satuan": menjadi(D("81.5")), "Target": menjadi("Angka")},
    ),
)
