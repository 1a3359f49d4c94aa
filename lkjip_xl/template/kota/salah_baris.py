"""Faults of more than one cell: rows taken away, doubled or shifted, tables left out, totals and titles off."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from random import Random

from lkjip_xl.template.isian import Buku
from lkjip_xl.template.kota import pilih
from lkjip_xl.template.kota.model import ANTAR, JUDUL, JUMLAH, Baris, Kantor
from lkjip_xl.template.kota.pilih import Sasaran
from lkjip_xl.template.kota.salah import SELURUH_BUKU, SELURUHNYA, Harap, Jenis, Salah
from lkjip_xl.template.kota.satu import DI_CETAK, DI_INDUK, KEDUANYA, SEMUA_IKU

D = Decimal
Buat = Callable[[Kantor, str, Random], Salah]
_PK, _RENCANA, _REALISASI, _ANGGARAN = "TabelPK", "TabelRencanaAksi", "TabelRealisasi", "TabelAnggaran"
_PROGRAM, _AKIP, _EPDESKEL, _RIWAYAT = "TabelPKProgram", "TabelAKIP", "TabelEpdeskel", "TabelRiwayat"
_iku, _sasaran = pilih.iku(*SEMUA_IKU), pilih.iku("akip", "kelurahan", "persen")
_ikm, _akip, _kelurahan = pilih.iku("ikm"), pilih.iku("akip"), pilih.iku("kelurahan")
_program, _kegiatan, _sub = (pilih.langkah(each) for each in ("program", "kegiatan", "sub kegiatan"))
_tunggal, _bersaudara = pilih.langkah("sub kegiatan", pilih.tunggal), pilih.langkah("kegiatan", pilih.bersaudara)


def _tetap(part: str) -> Sasaran:
    """Choose a part every office has once."""
    return lambda *_: (part, part)


def _hapus(tabel: str, *harap: tuple[str, str, str]) -> Buat:
    """Return what takes a row away; each finding is in a table's row of the same code."""

    def buat(kantor: Kantor, kunci: str, _: Random) -> Salah:
        at = kantor.baris(tabel, kunci)
        made = kantor.diganti(tabel, [row for number, row in enumerate(kantor.isian[tabel]) if number != at])
        return Salah(made, tuple(Harap(kode, where, made.baris(where, kunci), judul) for kode, where, judul in harap))

    return buat


def _ganda(tabel: str, judul: str) -> Buat:
    def buat(kantor: Kantor, kunci: str, _: Random) -> Salah:
        at, rows = pilih.nomor(kantor, tabel, kunci), kantor.isian[tabel]
        return Salah(kantor.diganti(tabel, [*rows[: at + 1], *rows[at:]]), (Harap("WB010", tabel, at + 1, judul),))

    return buat


def _bergeser(tabel: str, mulai: str, judul: str) -> Buat:
    """Return what pastes all a row shows from a column on one column to the right."""

    def buat(kantor: Kantor, kunci: str, _: Random) -> Salah:
        at, buku = kantor.baris(tabel, kunci), Buku(kantor.spec, kantor.isian)
        titles = [kolom.judul for kolom in kantor.spec.tabel[tabel].kolom]
        titles = titles[titles.index(mulai) : titles.index(judul) + 1]
        moved = {after: buku.nilai(tabel, at, before) for before, after in pairwise(titles)}
        rows: list[Baris] = [dict(row) for row in kantor.isian[tabel]]
        rows[at] |= {mulai: ""} | moved
        return Salah(kantor.diganti(tabel, rows), (Harap("WB008", tabel, at, mulai),))

    return buat


def _target_pk(kantor: Kantor, kunci: str, _: Random) -> Salah:
    """Lower the target PK holds good, and last year's result with it: the other documents keep theirs."""
    at, rows = kantor.baris(_PK, kunci), [dict(row) for row in kantor.isian[_PK]]
    judul = "Target Perubahan" if "Target Perubahan" in rows[at] else "Target Murni"
    rows[at][judul] -= D(1)
    last, lalu = kantor.baris(_RIWAYAT, kunci), f"Realisasi {kantor.tahun - 1}"
    earlier = [row | ({lalu: row[lalu] - D(2)} if n == last else {}) for n, row in enumerate(kantor.isian[_RIWAYAT])]
    made = kantor.diganti(_PK, rows).diganti(_RIWAYAT, earlier)
    return Salah(made, (Harap("PK007", _PK, at, "Target Berlaku"),))


def _target_pk_cetak(kantor: Kantor, kunci: str, rng: Random) -> Salah:
    """Do the same where Tabel 3.2 prints the target of PK, typed like any other."""
    made, at = _target_pk(kantor, kunci, rng), kantor.baris("TabelRealisasiIKU", kunci)
    return made._replace(harap=(*made.harap, Harap("RL001", "TabelRealisasiIKU", at, "Target")))


def _anggaran_pk(kantor: Kantor, kunci: str, _: Random) -> Salah:
    at, rows = kantor.baris(_PROGRAM, kunci), [dict(row) for row in kantor.isian[_PROGRAM]]
    judul = "Anggaran Perubahan" if "Anggaran Perubahan" in rows[at] else "Anggaran Murni"
    rows[at][judul] += D(1_000_000)
    return Salah(kantor.diganti(_PROGRAM, rows), (Harap("AG001", _PROGRAM, at, "Anggaran Berlaku"),))


def _pagu_bergeser(kantor: Kantor, kunci: str, _: Random) -> Salah:
    """Move money from one kegiatan to another of its programme in the plan alone: the programme's sum stays."""
    program = next(kode for kode in kantor.pola.program if kunci.startswith(kode))
    rows = [dict(row) for row in kantor.isian[_RENCANA]]
    own = [row for row in rows if row["Kode"].startswith(f"{program}.") and "Anggaran" in row]
    first = next(row for row in own if row["Kode"].startswith(f"{kunci}."))
    other = next(row for row in own if not row["Kode"].startswith(f"{kunci}."))
    first["Anggaran"], other["Anggaran"] = first["Anggaran"] + D(1_000_000), other["Anggaran"] - D(1_000_000)
    found = (kunci, other["Kode"].rpartition(".")[0])
    harap = (Harap("AG007", _ANGGARAN, kantor.baris(_ANGGARAN, kode), "Pagu Berlaku") for kode in found)
    return Salah(kantor.diganti(_RENCANA, rows), tuple(harap))


def _akip_bobot(kantor: Kantor, _: str, __: Random) -> Salah:
    """Move points from one component to another until that has more than its weight."""
    rows = [dict(row) for row in kantor.isian[_AKIP]]
    moved = rows[2]["Bobot"] - rows[2]["Nilai"] + D("0.5")
    rows[2]["Nilai"], rows[0]["Nilai"] = rows[2]["Nilai"] + moved, rows[0]["Nilai"] - moved
    return Salah(kantor.diganti(_AKIP, rows), (Harap("AK002", _AKIP, 2, "Nilai"),))


def _akip_tahun(kantor: Kantor, kunci: str, _: Random) -> Salah:
    """Take the score of another year than the one that year is said to have had."""
    rows = [row | {"Tahun Nilai": D(kantor.tahun - 1)} for row in kantor.isian[_AKIP]]
    at = kantor.baris("TabelRealisasiIKU", kunci)
    harap = (Harap("AK004", _AKIP, 0, "Tahun Nilai"), Harap("RL007", "TabelRealisasiIKU", at, "Realisasi"))
    last, lalu = kantor.baris(_RIWAYAT, kunci), f"Realisasi {kantor.tahun - 1}"
    earlier = [row | ({lalu: row[lalu] - D(2)} if n == last else {}) for n, row in enumerate(kantor.isian[_RIWAYAT])]
    return Salah(kantor.diganti(_AKIP, rows).diganti(_RIWAYAT, earlier), harap)


def _epdeskel_turun(kantor: Kantor, kunci: str, _: Random) -> Salah:
    """Let a kelurahan fall out of its class: the share reported is no longer what the table gives."""
    rows = [dict(row) for row in kantor.isian[_EPDESKEL]]
    titles = [f"Bidang {each}" for each in ("Pemerintahan", "Kewilayahan", "Kemasyarakatan")]
    first = next(row for row in rows if sum(row[each] for each in titles) >= D(351))
    first[titles[2]] -= D(80)
    at = kantor.baris("TabelRealisasiIKU", kunci)
    return Salah(kantor.diganti(_EPDESKEL, rows), (Harap("EP003", "TabelRealisasiIKU", at, "Realisasi"),))


def _antar(kantor: Kantor, _: str, rng: Random) -> Salah:
    """Give the office's own row another result than it reports."""
    own = kantor.nama.removeprefix("Kecamatan ")
    rows = [dict(row) for row in kantor.isian[ANTAR]]
    at = next(number for number, row in enumerate(rows) if row["Kecamatan"] == own)
    judul = rng.choice([each.indikator for each in kantor.pola.iku])
    rows[at][judul] -= D("1.5")
    return Salah(kantor.diganti(ANTAR, rows), (Harap("PB001", ANTAR, at, judul),))


def _rekomendasi_tertinggal(kantor: Kantor, _: str, __: Random) -> Salah:
    rows = kantor.isian["TabelTindakLanjut"][:-1]
    at = len(kantor.isian["TabelLHE"]) - 1
    return Salah(kantor.diganti("TabelTindakLanjut", rows), (Harap("TL002", "TabelLHE", at, "Rekomendasi"),))


def _tanggal(kantor: Kantor, _: str, rng: Random) -> Salah:
    rows = [dict(row) for row in kantor.isian["TabelDokumen"]]
    at = rng.choice([at for at, row in enumerate(rows) if row["Dokumen"] in {"PK", "DPPA", "DPA"}])
    rows[at]["Tanggal"] = date(kantor.tahun - 2, 3, 5)
    return Salah(kantor.diganti("TabelDokumen", rows), (Harap("DK002", "TabelDokumen", at, "Tanggal"),))


def _judul(kantor: Kantor, _: str, rng: Random) -> Salah:
    """Leave last year in a sheet's title."""
    lembar = rng.choice(("Renja", "PK", "Rencana Aksi"))
    rows: list[Baris] = [{"Lembar": lembar, "Tahun": kantor.tahun - 1}]
    return Salah(kantor.diganti(JUDUL, rows), (Harap("DK001", JUDUL, 0, lembar),))


def _solusi(kantor: Kantor, kunci: str, _: Random) -> Salah:
    """Say nowhere what will be done about an indicator that fell short."""
    made = kantor
    for tabel in ("TabelRealisasiIKU", _REALISASI):
        at = made.baris(tabel, kunci)
        rows = [row | ({"Solusi": ""} if number == at else {}) for number, row in enumerate(made.isian[tabel])]
        made = made.diganti(tabel, rows)
    return Salah(made, (Harap("RL006", "TabelRealisasiIKU", made.baris("TabelRealisasiIKU", kunci), "Solusi"),))


def _solusi_cetak(kantor: Kantor, kunci: str, rng: Random) -> Salah:
    """Do the same where only Tabel 3.1 has the column."""
    made = _solusi(kantor, kunci, rng)
    return made._replace(harap=(Harap("RL006", _REALISASI, kantor.baris(_REALISASI, kunci), "Solusi"),))


def _jumlah(kode: str, tabel: str, judul: str, selisih: int) -> Buat:
    """Return what prints another total below a table."""

    def buat(kantor: Kantor, _: str, __: Random) -> Salah:
        rows = [*kantor.isian.get(JUMLAH, ()), {"Tabel": tabel, "Isi": D(selisih)}]
        return Salah(kantor.diganti(JUMLAH, rows), (Harap(kode, tabel, len(kantor.isian[tabel]), judul),))

    return buat


def _tanpa_tabel(tabel: str) -> Buat:
    def buat(kantor: Kantor, _: str, __: Random) -> Salah:
        return Salah(kantor.diganti(tabel, []), (Harap("WB001", SELURUHNYA),))

    return buat


def _angka_teks(kantor: Kantor, _: str, __: Random) -> Salah:
    """Type every number of the workbook as text."""
    return Salah(kantor, (Harap("WB006", SELURUHNYA),), angka_teks=True)


def _sub_tunggal(kantor: Kantor, kunci: str, _: Random) -> Salah:
    """Take the only sub kegiatan of a kegiatan out of the plan."""
    kegiatan = kunci.rpartition(".")[0]
    program = next(kode for kode in kantor.pola.program if kunci.startswith(kode))
    made = kantor.diganti(_RENCANA, [row for row in kantor.isian[_RENCANA] if row["Kode"] != kunci])
    harap = (
        Harap("RA008", _RENCANA, made.baris(_RENCANA, kegiatan), "Uraian"),
        Harap("RA006", _RENCANA, made.baris(_RENCANA, program), "Anggaran"),
    )
    return Salah(made, harap)


_TANPA_RENCANA = ("RA002", _PK, "Indikator Kinerja")
_TANPA_TARGET = ("WB007", _REALISASI, "Target")
"""Tabel 3.1 prints the target of the plan that is gone."""
BARIS = (
    Jenis("iku_dihapus", _hapus("TabelIKU", ("PK002", _PK, "Indikator Kinerja")), _akip, DI_INDUK, True),
    Jenis("pk_dihapus", _hapus(_PK, ("PK003", "TabelIKU", "Indikator Kinerja Utama")), _sasaran, DI_INDUK, True),
    Jenis("renja_dihapus", _hapus("TabelRenja", ("RJ004", _PK, "Indikator Kinerja")), _iku, KEDUANYA, True),
    Jenis("rencana_aksi_dihapus", _hapus(_RENCANA, _TANPA_RENCANA), _iku, DI_INDUK, True),
    Jenis("rencana_aksi_dihapus", _hapus(_RENCANA, _TANPA_RENCANA, _TANPA_TARGET), _iku, DI_CETAK, True),
    Jenis("realisasi_dihapus", _hapus(_REALISASI, ("RL010", _RENCANA, "Uraian")), _kegiatan, KEDUANYA, True),
    Jenis("sub_tunggal_dihapus", _sub_tunggal, _tunggal, KEDUANYA, True),
    Jenis("baris_ganda_renja", _ganda("TabelRenja", "Indikator Kinerja"), _iku, KEDUANYA, True),
    Jenis("baris_ganda_realisasi", _ganda(_REALISASI, "Indikator Kinerja"), _kegiatan, KEDUANYA, True),
    Jenis("baris_ganda_rencana", _ganda(_RENCANA, "Indikator Kinerja"), _sub, KEDUANYA, True),
    Jenis("rekomendasi_tertinggal", _rekomendasi_tertinggal, _tetap("lhe"), KEDUANYA, True),
    Jenis("tanpa_renja", _tanpa_tabel("TabelRenja"), _tetap(SELURUH_BUKU), DI_CETAK, True),
)
LAIN = (
    Jenis("realisasi_bergeser", _bergeser(_REALISASI, "Satuan", "Kategori"), _kegiatan, DI_INDUK),
    Jenis("solusi_kosong", _solusi, pilih.kurang_tercapai, DI_INDUK),
    Jenis("solusi_kosong", _solusi_cetak, pilih.kurang_tercapai, DI_CETAK),
    Jenis("target_pk", _target_pk, pilih.tercapai, DI_INDUK),
    Jenis("target_pk", _target_pk_cetak, pilih.tercapai, DI_CETAK),
    Jenis("anggaran_pk", _anggaran_pk, _program, KEDUANYA),
    Jenis("pagu_kegiatan_berbeda", _pagu_bergeser, _bersaudara, KEDUANYA),
    Jenis("akip_melebihi_bobot", _akip_bobot, _akip, KEDUANYA),
    Jenis("akip_tahun_lain", _akip_tahun, _akip, DI_INDUK),
    Jenis("epdeskel_turun", _epdeskel_turun, _kelurahan, KEDUANYA),
    Jenis("antar_kecamatan", _antar, pilih.baris(ANTAR, "antar"), KEDUANYA),
    Jenis("tanggal_di_luar_masa", _tanggal, _tetap("dokumen"), DI_INDUK),
    Jenis("judul_tahun_lalu", _judul, _tetap("judul"), DI_CETAK),
    Jenis("jumlah_pk_keliru", _jumlah("PK006", _PROGRAM, "Anggaran Berlaku", 3_000_000), _tetap("jumlah"), DI_CETAK),
    Jenis("jumlah_akip_keliru", _jumlah("AK001", _AKIP, "Nilai", 2), _akip, DI_CETAK),
    Jenis("semua_angka_teks", _angka_teks, _tetap(SELURUH_BUKU), DI_CETAK),
)
