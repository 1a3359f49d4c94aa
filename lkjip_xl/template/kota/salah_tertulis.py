"""Faults of what a report says: figures below a table, what is left untold, a kegiatan or goal that differs."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from lkjip_xl.template.kota import pilih
from lkjip_xl.template.kota.baris_cetak import predikat
from lkjip_xl.template.kota.model import JUMLAH, LETAK, PENDUKUNG, PREDIKAT, Baris, Kantor
from lkjip_xl.template.kota.pilih import Sasaran
from lkjip_xl.template.kota.salah import SELURUH_BUKU, Harap, Jenis, Salah
from lkjip_xl.template.kota.satu import DI_CETAK, DI_INDUK, KEDUANYA, SEMUA_IKU, Di, menjadi, satu

D = Decimal
Buat = Callable[[Kantor, str, Random], Salah]
_IKU, _RIKU, _REALISASI, _AKIP = "TabelIKU", "TabelRealisasiIKU", "TabelRealisasi", "TabelAKIP"
_ANGGARAN, _RENCANA, _PENJELASAN = "TabelAnggaran", "TabelRencanaAksi", "TabelPenjelasan"
_LAIN = "Persentase undangan yang terkirim tepat waktu"
_BUKAN_HASIL = "Persentase ketersediaan dokumen perencanaan"
_kegiatan, _bersaudara = pilih.langkah("kegiatan"), pilih.langkah("kegiatan", pilih.bersaudara)


def _sekali(*_: object) -> tuple[str, str]:
    return SELURUH_BUKU, SELURUH_BUKU


def _kosong(kode: str, judul: str, tabel: str) -> Buat:
    """Return what leaves a column of an indicator empty everywhere it could be told."""

    def buat(kantor: Kantor, kunci: str, _: Random) -> Salah:
        made = kantor
        for each in (_RIKU, _REALISASI):
            at = made.baris(each, kunci)
            rows = [row | ({judul: ""} if number == at else {}) for number, row in enumerate(made.isian[each])]
            made = made.diganti(each, rows)
        return Salah(made, (Harap(kode, tabel, made.baris(tabel, kunci), judul),))

    return buat


def _tak_terisi(nama: str, kode: str, judul: str, sasaran: Sasaran) -> tuple[Jenis, Jenis]:
    """Return the kinds that do so in masters, where Tabel 3.2 comes first, and in print, where only Tabel 3.1 tells."""
    induk, cetak = (_kosong(kode, judul, tabel) for tabel in (_RIKU, _REALISASI))
    return Jenis(nama, induk, sasaran, DI_INDUK), Jenis(nama, cetak, sasaran, DI_CETAK)


def _predikat(kantor: Kantor, _: str, __: Random) -> Salah:
    """Print the next better predikat than the score has."""
    rows = kantor.isian[_AKIP]
    score = sum((row["Nilai"] for row in rows), D(0))
    better = next(said for extra in range(1, 99) if (said := predikat(score + extra)) != predikat(score))
    return Salah(kantor.diganti(PREDIKAT, [{"Isi": better}]), (Harap("AK003", _AKIP, len(rows) + 1, "Nilai"),))


def _rata_rata(kantor: Kantor, _: str, __: Random) -> Salah:
    """Print another mean than that of the capaian above it."""
    rows = [*kantor.isian.get(JUMLAH, ()), {"Tabel": _RIKU, "Isi": D("4.5")}]
    return Salah(kantor.diganti(JUMLAH, rows), (Harap("CP006", _RIKU, len(kantor.isian[_RIKU]), "Capaian"),))


def _kegiatan_hilang(kantor: Kantor, kunci: str, _: Random) -> Salah:
    """Take a kegiatan with its sub kegiatan out of Anggaran: its programme's pagu falls short of PK by just that."""
    gone = kantor.diganti(_ANGGARAN, [row for row in kantor.isian[_ANGGARAN] if not row["Kode"].startswith(kunci)])
    program = next(kode for kode in kantor.pola.program if kunci.startswith(kode))
    harap = (
        Harap("AG003", _RENCANA, kantor.baris(_RENCANA, kunci), "Uraian"),
        Harap("AG001", _ANGGARAN, gone.baris(_ANGGARAN, program), "Pagu Berlaku"),
    )
    return Salah(gone, harap)


def _di_sasaran_lain(kantor: Kantor, kunci: str, rng: Random) -> Salah:
    """Print a programme under another goal than the one it serves; sums follow where it stands."""
    served = kantor.pola.program[kunci]
    other = rng.choice([each.kode for each in kantor.pola.iku if each.kode != served])
    made = kantor.diganti(LETAK, [{"Kode": kunci, "Kode Indikator": other}])
    return Salah(made, (Harap("AG006", _ANGGARAN, kantor.baris(_ANGGARAN, kunci), "Uraian"),))


def _program_kecamatan(kantor: Kantor, rng: Random) -> tuple[str, str] | None:
    return pilih.langkah("program", pilih.beriringan)(kantor, rng) if kantor.pola.kecamatan else None


def _persen_dinas(kantor: Kantor, rng: Random) -> tuple[str, str] | None:
    """Choose a percentage of an office whose indicators no comparison of kecamatan names."""
    return None if kantor.pola.kecamatan else pilih.iku("persen")(kantor, rng)


def _indikator_pendukung(kantor: Kantor, _: str, rng: Random) -> Salah:
    """Measure a kegiatan in Tabel 3.10 by something else than Tabel 3.1 does."""
    kode = rng.choice([each.kode for each in kantor.pola.langkah if each.jenjang == "kegiatan"])
    rows: list[Baris] = [{"Kode": kode, "Indikator Kinerja": _LAIN}]
    at = kantor.baris(_REALISASI, kode)
    return Salah(kantor.diganti(PENDUKUNG, rows), (Harap("RL011", PENDUKUNG, at, "Indikator Kinerja"),))


def _penjelasan_usang(kantor: Kantor, _: str, __: Random) -> Salah:
    """Leave an explanation behind for a finding that is no longer there."""
    row: Baris = {"Kode Aturan": "PK006", "Lembar": "PK", "Sel": "H40", "Alasan": "Menunggu DPPA ditetapkan"}
    return Salah(kantor.diganti(_PENJELASAN, [row]), (Harap("WB015", _PENJELASAN, 0, "Kode Aturan"),))


TERTULIS = (
    *_tak_terisi("sumber_data_realisasi_kosong", "RL004", "Sumber Data", pilih.iku(*SEMUA_IKU)),
    *_tak_terisi("faktor_pendukung_kosong", "RL005", "Faktor Pendukung", pilih.tercapai),
    *_tak_terisi("faktor_penghambat_kosong", "RL005", "Faktor Penghambat", pilih.kurang_tercapai),
    satu(
        "iku_menghitung_keluaran",
        Di("IK005", _IKU, "Indikator Kinerja Utama"),
        _IKU,
        _persen_dinas,
        {"Indikator Kinerja Utama": menjadi(_BUKAN_HASIL)},
    ),
    Jenis("predikat_keliru", _predikat, pilih.iku("akip"), DI_CETAK),
    Jenis("rata_rata_keliru", _rata_rata, _sekali, DI_CETAK),
    Jenis("kegiatan_hilang_dari_anggaran", _kegiatan_hilang, _bersaudara, KEDUANYA, True),
    Jenis("program_di_sasaran_lain", _di_sasaran_lain, _program_kecamatan, DI_CETAK),
    Jenis("indikator_kegiatan_lain", _indikator_pendukung, _sekali, DI_CETAK),
    Jenis("penjelasan_usang", _penjelasan_usang, lambda *_: ("penjelasan", "penjelasan"), DI_INDUK),
)
