"""Faults that rules judge by more than one row: goals, years gone by, rows too many, money left over."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from lkjip_xl.template.isian import Buku
from lkjip_xl.template.kota import pilih
from lkjip_xl.template.kota.akibat import akibat_efisiensi, akibat_efisiensi_iku
from lkjip_xl.template.kota.model import TRIWULAN, Baris, Kantor
from lkjip_xl.template.kota.salah import Harap, Jenis, Salah
from lkjip_xl.template.kota.satu import DI_CETAK, DI_INDUK, KEDUANYA, KOSONG, SEMUA_IKU, Di, menjadi, satu

D = Decimal
Buat = Callable[[Kantor, str, Random], Salah]
_PK, _RENJA, _RENCANA, _REALISASI = "TabelPK", "TabelRenja", "TabelRencanaAksi", "TabelRealisasi"
_RENSTRA, _RIWAYAT, _ANGGARAN, _MONEV = "TabelRenstra", "TabelRiwayat", "TabelAnggaran", "TabelMonev"
_SASARAN, _INDIKATOR = "Tujuan dan Sasaran", "Indikator Kinerja"
_LAIN = "Meningkatnya ketertiban lingkungan warga"
_DIAM = {"Faktor Penghambat": "", "Solusi": ""}
_iku = pilih.iku(*SEMUA_IKU)
_program, _kegiatan = pilih.langkah("program"), pilih.langkah("kegiatan")


def _baris_renja(kode: str, isi: Baris) -> Jenis:
    """Return the kind that adds a row to the Renja under a goal of its own."""

    def buat(kantor: Kantor, _: str, __: Random) -> Salah:
        added = {"Kode Indikator": "", _SASARAN: _LAIN, "Jenjang": "sasaran", **isi}
        made = kantor.diganti(_RENJA, [*kantor.isian[_RENJA], added])
        return Salah(made, (Harap(kode, _RENJA, len(kantor.isian[_RENJA]), _INDIKATOR),))

    nama = "renja_berlebih" if isi[_INDIKATOR] else "sasaran_tanpa_indikator"
    return Jenis(nama, buat, lambda *_: ("renja", "renja"), DI_CETAK, True)


def _tanpa_realisasi(kantor: Kantor, kunci: str, _: Random) -> Salah:
    """Take a programme with all below it out of the table of realisasi."""
    rows = [row for row in kantor.isian[_REALISASI] if not row["Kode"].startswith(kunci)]
    gone = [row["Kode"] for row in kantor.isian[_REALISASI] if row["Kode"].startswith(f"{kunci}.")]
    plans = (Harap("RL010", _RENCANA, kantor.baris(_RENCANA, kode), "Uraian") for kode in gone)
    first = Harap("RL002", "TabelPKProgram", kantor.baris("TabelPKProgram", kunci), "Indikator Program")
    return Salah(kantor.diganti(_REALISASI, rows), (first, *plans))


def _tanpa_realisasi_cetak(kantor: Kantor, kunci: str, rng: Random) -> Salah:
    """Do the same where Tabel 3.12 prints the target that is gone with it."""
    made, at = _tanpa_realisasi(kantor, kunci, rng), kantor.baris("TabelEfisiensi", kunci)
    return made._replace(harap=(*made.harap, Harap("WB007", "TabelEfisiensi", at, "Target")))


def _penyebut_campur(kantor: Kantor, kunci: str, _: Random) -> Salah:
    """Divide one row's result by the target at the plan's end, the others by this year's."""
    at, judul = kantor.baris(_RENSTRA, kunci), f"Capaian {kantor.tahun}"
    buku, rows = Buku(kantor.spec, kantor.isian), [dict(row) for row in kantor.isian[_RENSTRA]]
    akhir = buku.nilai(_RENSTRA, at, "Kondisi Akhir Renstra")
    rows[at][judul] = buku.nilai(_RENSTRA, at, f"Realisasi {kantor.tahun}") / akhir * 100  # type: ignore[operator]
    return Salah(kantor.diganti(_RENSTRA, rows), (Harap("CP005", _RENSTRA, at, judul),))


def _turun(kantor: Kantor, kunci: str, _: Random) -> Salah:
    """Let last year have been better, and say nowhere why this year is not."""
    at, lalu = kantor.baris(_RIWAYAT, kunci), f"Realisasi {kantor.tahun - 1}"
    now = Buku(kantor.spec, kantor.isian).nilai(_RIWAYAT, at, f"Realisasi {kantor.tahun}")
    rows = [dict(row) for row in kantor.isian[_RIWAYAT]]
    rows[at] |= {lalu: now + D(1), "Penjelasan": ""}  # type: ignore[operator]
    made, harap = kantor.diganti(_RIWAYAT, rows), [Harap("RW002", _RIWAYAT, at, f"Realisasi {kantor.tahun}")]
    for tabel in (_REALISASI, "TabelRealisasiIKU"):
        own = made.baris(tabel, kunci)
        told = [row | (_DIAM if number == own else {}) for number, row in enumerate(made.isian[tabel])]
        made = made.diganti(tabel, told)
    harap += [Harap("RN003", _PK, made.baris(_PK, kunci), "Target Berlaku")]
    return Salah(made, tuple(harap))


def _hemat(*akibat: Callable[[Kantor], list[Harap]]) -> Buat:
    """Return what spends little of a programme's budget, and says nowhere why so little was enough."""

    def buat(kantor: Kantor, kunci: str, _: Random) -> Salah:
        spent = [
            row | (_lebih_sedikit(row) if row["Kode"].startswith(kunci) else {}) for row in kantor.isian[_ANGGARAN]
        ]
        total = {row["Kode"]: row["Realisasi"] for row in spent if "Realisasi" in row}
        monev = [
            row | (_triwulan(total[row["Kode"]]) if row["Kode"].startswith(kunci) else {})
            for row in kantor.isian[_MONEV]
        ]
        made = kantor.diganti(_ANGGARAN, spent).diganti(_MONEV, monev)
        found = [harap for each in akibat for harap in each(made)]
        return Salah(made, tuple(sorted(found, key=lambda harap: harap.kode != "EF004")))

    return buat


def _lebih_sedikit(row: Baris) -> Baris:
    return {"Realisasi": row["Realisasi"] * 3 // 5} if "Realisasi" in row else {}


def _triwulan(total: Decimal) -> Baris:
    return {f"Realisasi Rp TW {each}": total // 4 + (total % 4 if each == "IV" else 0) for each in TRIWULAN}


LANJUTAN = (
    satu("sasaran_pk", Di("PK009", _PK, _SASARAN), _PK, _iku, {_SASARAN: menjadi(_LAIN)}, tata_letak=DI_INDUK),
    satu("sasaran_renja", Di("PK009", _RENJA, _SASARAN), _RENJA, _iku, {_SASARAN: menjadi(_LAIN)}, tata_letak=DI_INDUK),
    satu("capaian_riwayat_kosong", Di("RW003", _RIWAYAT, "Capaian -1"), _RIWAYAT, _iku, {"Capaian -1": KOSONG}),
    satu(
        "target_nol",
        Di("CP007", _REALISASI, "Target"),
        _RENCANA,
        _kegiatan,
        {"Target": menjadi(D(0)), "Des": menjadi(D(0))},
    ),
    satu(
        "uraian_program",
        Di("PD001", _ANGGARAN, "Uraian"),
        _ANGGARAN,
        _program,
        {"Uraian": menjadi("Program penataan lingkungan kerja dan warga")},
        tata_letak=DI_CETAK,
    ),
    Jenis("penyebut_campur", _penyebut_campur, pilih.iku("akip"), KEDUANYA),
    Jenis("realisasi_turun", _turun, pilih.tercapai, KEDUANYA),
    Jenis("serapan_rendah", _hemat(akibat_efisiensi, akibat_efisiensi_iku), _program, DI_INDUK),
    Jenis("serapan_rendah", _hemat(akibat_efisiensi), _program, DI_CETAK),
    Jenis("realisasi_program_dihapus", _tanpa_realisasi, _program, DI_INDUK, True),
    Jenis("realisasi_program_dihapus", _tanpa_realisasi_cetak, _program, DI_CETAK, True),
    _baris_renja("RJ003", {_INDIKATOR: "Persentase usulan warga yang ditampung", "Satuan": "%", "Target": D(70)}),
    _baris_renja("IK001", {_INDIKATOR: "", "Satuan": "", "Target": ""}),
)
