"""Puts an invented office together: every table of its master, nothing in it contradicting anything."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from lkjip_xl.template.kota.anggaran import PER_BULAN, Uang, rencana, tabel_anggaran, uang
from lkjip_xl.template.kota.dukung import tabel_dukung
from lkjip_xl.template.kota.model import TRIWULAN, Baris, Iku, Kantor, Langkah, Nilai, Pola, Tabel, kata
from lkjip_xl.template.spesifikasi import renstra_start

D = Decimal
_TRIWULANAN = {"ikm"}


def kantor(
    rng: Random, pola: Pola, nama: str, kota: str, tahun: int, nilai: Mapping[str, Nilai], nyata: bool = False
) -> Kantor:
    """Return an office with the given figures; ``nyata``: they are real ones, and say nothing of kelurahan."""
    hemat = {kode: each.realisasi >= each.target for kode, each in nilai.items()}
    money = uang(rng, pola, hemat)
    isian: Tabel = {
        "TabelIdentitas": [{"Hal": "Perangkat Daerah", "Isi": nama}, {"Hal": "Pemerintah Daerah", "Isi": kota}],
        **_rencana_kinerja(rng, pola, tahun, nilai, money, nyata),
        **tabel_anggaran(rng, pola, money),
        **_hasil(rng, pola, tahun, nilai),
        **tabel_dukung(rng, pola, tahun, nilai, nyata),
    }
    return Kantor(nama, kota, tahun, pola, isian)


def _rencana_kinerja(
    rng: Random, pola: Pola, tahun: int, nilai: Mapping[str, Nilai], money: Mapping[str, Uang], nyata: bool
) -> Tabel:
    start = renstra_start(tahun)
    plan: list[Baris] = []
    for iku in pola.iku:
        plan += [_rencana_iku(iku, nilai[iku.kode]), *(rencana(each, money) for each in pola.di_bawah(iku.kode))]
    return {
        "TabelIKU": [_iku(each, pola, nilai[each.kode], nyata) for each in pola.iku],
        "TabelStruktur": [_struktur(each, pola) for each in pola.langkah],
        "TabelRenstra": [
            {"Kode Indikator": kode, "Kondisi Akhir Renstra": each.renstra[-1]}
            | {f"Target {start + number}": value for number, value in enumerate(each.renstra)}
            for kode, each in nilai.items()
        ],
        "TabelRenja": [{"Kode Indikator": kode, "Target": each.target} for kode, each in nilai.items()],
        "TabelPK": [_pk(rng, kode, each) for kode, each in nilai.items()],
        "TabelRencanaAksi": plan,
    }


def _iku(iku: Iku, pola: Pola, nilai: Nilai, nyata: bool) -> Baris:
    counted = iku.cara == "kelurahan" and not nyata
    return {
        "Kode Indikator": iku.kode,
        "Jenjang": iku.jenjang,
        "Tujuan dan Sasaran": iku.uraian,
        "Indikator Kinerja Utama": iku.indikator,
        "Definisi Operasional": f"{iku.indikator} menurut pedoman",
        "Formula": iku.formula,
        "Satuan": iku.satuan,
        "Arah": "makin tinggi",
        "Sifat Target": "posisi akhir",
        "Frekuensi": "triwulanan" if iku.cara in _TRIWULANAN else "tahunan",
        "Sumber Data": iku.sumber,
        "Target": nilai.target,
        "Penanggung Jawab": pola.kepala,
    } | ({"Penyebut": D(pola.kelurahan)} if counted else {})


def _struktur(langkah: Langkah, pola: Pola) -> Baris:
    counted = langkah.jenjang == "sub kegiatan"
    monthly = "rata-rata" if langkah.satuan == PER_BULAN else "jumlah"
    return {
        "Kode": langkah.kode,
        "Jenjang": langkah.jenjang,
        "Uraian": langkah.uraian,
        "Indikator Kinerja": langkah.indikator,
        "Satuan": langkah.satuan,
        "Sifat Target": monthly if counted else "posisi akhir",
        "Kode Indikator": pola.program.get(langkah.kode, ""),
        "Penanggung Jawab": langkah.penanggung_jawab,
    }


def _pk(rng: Random, kode: str, nilai: Nilai) -> Baris:
    row: Baris = {"Kode Indikator": kode, "Target Murni": nilai.target}
    if rng.random() < 0.6:
        return row
    alasan = rng.choice(kata()["setempat"]["alasan"])
    return row | {"Target Murni": nilai.target_lalu[-1], "Target Perubahan": nilai.target, "Alasan Perubahan": alasan}


def _rencana_iku(iku: Iku, nilai: Nilai) -> Baris:
    row: Baris = {"Kode": iku.kode, "Target": nilai.target, "Des": nilai.target}
    if iku.cara in _TRIWULANAN:
        row |= {"Mar": nilai.target - D("0.75"), "Jun": nilai.target - D("0.5"), "Sep": nilai.target - D("0.25")}
    return row


def _hasil(rng: Random, pola: Pola, tahun: int, nilai: Mapping[str, Nilai]) -> Tabel:
    reached = [_realisasi_iku(rng, each, nilai[each.kode]) for each in pola.iku]
    done: list[Baris] = []
    for iku, row in zip(pola.iku, reached, strict=True):
        own = {key: value for key, value in row.items() if key != "Kode Indikator"}
        done.append({"Kode": iku.kode} | own)
        done += [_realisasi(rng, each) for each in pola.di_bawah(iku.kode) if each.jenjang != "sub kegiatan"]
    codes = [*(each.kode for each in pola.iku), *pola.program]
    return {
        "TabelRealisasiIKU": reached,
        "TabelRealisasi": done,
        "TabelEfisiensi": [{"Kode": kode} for kode in codes],
        "TabelEfisiensiIKU": [{"Kode Indikator": each.kode} for each in pola.iku],
        "TabelRiwayat": [_riwayat(kode, each, tahun) for kode, each in nilai.items()],
    }


def _realisasi_iku(rng: Random, iku: Iku, nilai: Nilai) -> Baris:
    row: Baris = {"Kode Indikator": iku.kode, "Realisasi": nilai.realisasi, "Realisasi TW IV": nilai.realisasi}
    if iku.cara in _TRIWULANAN:
        row |= {f"Realisasi TW {each}": nilai.realisasi - D(3 - n) / 4 for n, each in enumerate(TRIWULAN[:3])}
    return row | _penjelasan(rng, iku.sumber)


def _realisasi(rng: Random, langkah: Langkah) -> Baris:
    target = D(langkah.target)
    row: Baris = {"Kode": langkah.kode, "Realisasi": target, "Realisasi TW IV": target}
    return row | _penjelasan(rng, "Laporan monev triwulan")


def _penjelasan(rng: Random, sumber: str) -> Baris:
    words = kata()["setempat"]
    return {
        "Faktor Pendukung": rng.choice(words["pendukung"]),
        "Faktor Penghambat": rng.choice(words["penghambat"]),
        "Solusi": rng.choice(words["solusi"]),
        "Sumber Data": sumber,
        "Bukti Dukung": "bukti-rekaan.pdf",
    }


def _riwayat(kode: str, nilai: Nilai, tahun: int) -> Baris:
    row: Baris = {"Kode Indikator": kode, "Penjelasan": "Mengikuti pelaksanaan program tahun berjalan"}
    for back, (target, realisasi) in enumerate(zip(nilai.target_lalu, nilai.realisasi_lalu, strict=True)):
        row |= {f"Target {tahun - 5 + back}": target, f"Realisasi {tahun - 5 + back}": realisasi}
    return row
