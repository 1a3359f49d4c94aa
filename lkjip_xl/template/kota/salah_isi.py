"""Faults of filling in, and of money: cells unreadable, empty or typed as text, amounts that do not add up."""

from decimal import Decimal

from lkjip_xl.template.kota import pilih
from lkjip_xl.template.kota.satu import (
    ANGKA,
    DI_INDUK,
    KOSONG,
    SEMUA_IKU,
    Di,
    kali,
    kurang,
    menjadi,
    satu,
    sebagai_rupiah,
    sebagai_teks,
    tambah,
)

D = Decimal
_IKU = "TabelIKU"
_RENJA = "TabelRenja"
_RENCANA = "TabelRencanaAksi"
_RIKU = "TabelRealisasiIKU"
_ANGGARAN = "TabelAnggaran"
_STRUKTUR = "TabelStruktur"
_angka = pilih.iku(*ANGKA)
_semua = pilih.iku(*SEMUA_IKU)
_ikm = pilih.iku("ikm")
_program = pilih.langkah("program")
_kegiatan = pilih.langkah("kegiatan")
_sub = pilih.langkah("sub kegiatan")
_program_beriring = pilih.langkah("program", pilih.beriringan)
_sub_jumlah = pilih.langkah("sub kegiatan", pilih.berjumlah)

ISI = (
    satu("bukan_angka_renja", Di("WB005", _RENJA, "Target"), _RENJA, _semua, {"Target": menjadi("delapan puluh")}),
    satu("bukan_angka_bulan", Di("WB005", _RENCANA, "Jun"), _RENCANA, _sub_jumlah, {"Jun": menjadi("dua kali")}),
    satu("angka_teks", Di("WB006", _RENJA, "Target"), _RENJA, _angka, {"Target": sebagai_teks}, tata_letak=DI_INDUK),
    satu("rupiah_teks", Di("WB006", _RENCANA, "Anggaran"), _RENCANA, _sub, {"Anggaran": sebagai_rupiah}),
    satu("galat", Di("WB004", _RENJA, "Target"), _RENJA, _semua, {"Target": menjadi("#REF!")}, tata_letak=DI_INDUK),
    satu("target_kosong", Di("WB007", _RENJA, "Target"), _RENJA, _semua, {"Target": KOSONG}),
    satu("satuan_kosong", Di("WB007", _RENJA, "Satuan"), _RENJA, _semua, {"Satuan": KOSONG}),
    satu(
        "sumber_data_kosong",
        Di("IK006", _IKU, "Sumber Data"),
        _IKU,
        _semua,
        {"Sumber Data": KOSONG},
        tata_letak=DI_INDUK,
    ),
    satu(
        "rumus_iku_kosong",
        Di("IK006", _IKU, "Formula"),
        _IKU,
        _semua,
        {"Formula": KOSONG, "Definisi Operasional": KOSONG},
    ),
    satu(
        "penanggung_jawab_kosong",
        Di("RA007", _RENCANA, "Penanggung Jawab"),
        _RENCANA,
        _sub,
        {"Penanggung Jawab": KOSONG},
    ),
    satu(
        "triwulan_kosong",
        Di("RL009", _RIKU, "Realisasi TW II"),
        _RIKU,
        _ikm,
        {"Realisasi TW II": KOSONG},
        tata_letak=DI_INDUK,
    ),
    satu(
        "bukti_kosong", Di("RL008", _RIKU, "Bukti Dukung"), _RIKU, _semua, {"Bukti Dukung": KOSONG}, tata_letak=DI_INDUK
    ),
    satu(
        "program_tanpa_iku",
        Di("IK007", _STRUKTUR, "Kode Indikator"),
        _STRUKTUR,
        _program_beriring,
        {"Kode Indikator": KOSONG},
        tata_letak=DI_INDUK,
    ),
)
UANG = (
    satu(
        "anggaran_sub_kegiatan",
        Di("RA006", _RENCANA, "Anggaran", "program"),
        _RENCANA,
        _sub,
        {"Anggaran": tambah("500000")},
    ),
    satu("anggaran_sub_kosong", Di("RA005", _RENCANA, "Anggaran"), _RENCANA, _sub, {"Anggaran": KOSONG}),
    satu(
        "pagu_program_diketik",
        Di("AG002", _ANGGARAN, "Pagu Berlaku"),
        _ANGGARAN,
        _program,
        {"Pagu Berlaku": tambah("2000000")},
    ),
    satu(
        "realisasi_program_diketik",
        Di("AG002", _ANGGARAN, "Jumlah Realisasi"),
        _ANGGARAN,
        _program,
        {"Jumlah Realisasi": kurang("200000")},
    ),
    satu(
        "realisasi_melebihi_pagu",
        Di("AG004", _ANGGARAN, "Jumlah Realisasi"),
        _ANGGARAN,
        _sub,
        {"Realisasi": kali("1.3")},
        tata_letak=DI_INDUK,
    ),
    satu("serapan_diketik", Di("AG005", _ANGGARAN, "Serapan"), _ANGGARAN, _kegiatan, {"Serapan": menjadi(D("55.5"))}),
    satu(
        "serapan_monev_diketik",
        Di("AG005", "TabelMonev", "Serapan"),
        "TabelMonev",
        _sub,
        {"Serapan": menjadi(D("55.5"))},
        tata_letak=DI_INDUK,
    ),
)
