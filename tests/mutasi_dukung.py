"""Kinds of change in what supports the results: figures typed over, IKM, EPDESKEL, AKIP, LHE, documents, officials."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from mutasi import Harap, Ubahan, asli, ganti, hapus, harap, jenis, nilai, sisip

D = Decimal
KECAMATAN = (
    "Nilai survey kepuasan masyarakat Kecamatan",
    "Persentase Kelurahan Kategori Cepat Berkembang",
    "Hasil Evaluasi AKIP Kecamatan",
)


@jenis
def capaian_diketik() -> Iterator[Ubahan]:
    for tabel, kode, judul in (
        ("TabelRealisasiIKU", "T1", "Capaian"), ("TabelRealisasi", "7.01.02", "Capaian"),
        ("TabelMonev", "7.01.02.2.01.0001", "Capaian"), ("TabelEfisiensi", "S1", "Capaian"),
        ("TabelRenstra", "T1", "Capaian 2025"), ("TabelRiwayat", "S2", "Capaian 2024"),
    ):  # fmt: skip
        found = (harap("CP001", tabel, kode, judul),)
        yield Ubahan(f"{tabel} {kode}", ganti(tabel, kode, {judul: D("95.5")}), found)


@jenis
def kategori_diketik() -> Iterator[Ubahan]:
    for tabel, kode in (("TabelRealisasiIKU", "T1"), ("TabelRealisasiIKU", "S1"), ("TabelRealisasi", "7.01.03.2.02")):
        found = (harap("CP002", tabel, kode, "Kategori"),)
        yield Ubahan(f"{tabel} {kode}", ganti(tabel, kode, {"Kategori": "Sedang"}), found)


@jenis
def efisiensi_diketik() -> Iterator[Ubahan]:
    for tabel, kode in (("TabelEfisiensi", "T1"), ("TabelEfisiensi", "7.01.03"), ("TabelEfisiensiIKU", "T1")):
        found = (harap("EF001", tabel, kode, "Efisiensi"),)
        yield Ubahan(f"{tabel} {kode}", ganti(tabel, kode, {"Efisiensi": D("130.5")}), found)


@jenis
def status_diketik() -> Iterator[Ubahan]:
    for tabel, kode in (("TabelEfisiensi", "T1"), ("TabelEfisiensi", "S1"), ("TabelEfisiensiIKU", "T1")):
        right = nilai(tabel, kode, "Status")
        wrong = "Tidak Efisien" if right == "Efisien" else "Efisien"
        found = (harap("EF002", tabel, kode, "Status"),)
        yield Ubahan(f"{tabel} {kode}", ganti(tabel, kode, {"Status": wrong}), found)
    found = (harap("EF002", "TabelEfisiensi", "7.01.02", "Status"),)
    yield Ubahan("Sangat Efisien", ganti("TabelEfisiensi", "7.01.02", {"Status": "Sangat Efisien"}), found)


@jenis
def mutu_diketik() -> Iterator[Ubahan]:
    for row in (0, 20):
        found = (harap("SK002", "TabelIKM", row, "Mutu"),)
        yield Ubahan(f"unsur {row + 1}", ganti("TabelIKM", row, {"Mutu": "D"}), found)


@jenis
def rerata_diketik() -> Iterator[Ubahan]:
    for row in (0, 25):
        wrong = "Di bawah rerata" if "atas" in str(nilai("TabelIKM", row, "Keterangan")).lower() else "Di atas rerata"
        found = (harap("SK003", "TabelIKM", row, "Keterangan"),)
        yield Ubahan(f"unsur {row + 1}", ganti("TabelIKM", row, {"Keterangan": wrong}), found)


@jenis
def indeks_ikm_berubah() -> Iterator[Ubahan]:
    # One index lower: the mean of the unsur is no longer the IKM that is reported.
    for row in (0, 5):
        found = (Harap("SK001", "TabelRealisasiIKU", 0, "Realisasi"),)
        yield Ubahan(f"unsur {row + 1}", ganti("TabelIKM", row, {"Indeks": D("66")}), found)


@jenis
def epdeskel_diketik() -> Iterator[Ubahan]:
    for row in (0, 6):
        found = (harap("EP001", "TabelEpdeskel", row, "Nilai"),)
        yield Ubahan(f"nilai {row + 1}", ganti("TabelEpdeskel", row, {"Nilai": D("370.5")}), found)
    for row in (0, 3):
        right = nilai("TabelEpdeskel", row, "Tingkat Perkembangan")
        wrong = "Kurang Berkembang" if right != "Kurang Berkembang" else "Cepat Berkembang"
        found = (harap("EP002", "TabelEpdeskel", row, "Tingkat Perkembangan"),)
        yield Ubahan(f"tingkat {row + 1}", ganti("TabelEpdeskel", row, {"Tingkat Perkembangan": wrong}), found)


@jenis
def epdeskel_turun() -> Iterator[Ubahan]:
    # A kelurahan falls out of its class: the realisasi of S1 is no longer what the table gives.
    found = (Harap("EP003", "TabelRealisasiIKU", 1, "Realisasi"),)
    yield Ubahan("Serang", ganti("TabelEpdeskel", 0, {"Bidang Kemasyarakatan": D(60)}), found)


@jenis
def akip_melebihi_bobot() -> Iterator[Ubahan]:
    for row, (other, moved) in {0: (3, D("17.00")), 2: (0, D("6.60"))}.items():
        rows = [dict(each) for each in asli()["TabelAKIP"]]
        rows[row]["Nilai"] += moved
        rows[other]["Nilai"] -= moved
        found = (Harap("AK002", "TabelAKIP", row, "Nilai"),)
        yield Ubahan(str(rows[row]["Komponen"]), asli() | {"TabelAKIP": rows}, found)  # type: ignore[operator]


@jenis
def akip_tahun_lain() -> Iterator[Ubahan]:
    rows = [each | {"Tahun Nilai": D(2024)} for each in asli()["TabelAKIP"]]  # type: ignore[operator]
    found = (Harap("RL007", "TabelRealisasiIKU", 2, "Realisasi"), Harap("AK004", "TabelAKIP", 0, "Tahun Nilai"))
    yield Ubahan("nilai 2024", asli() | {"TabelAKIP": rows}, found)  # type: ignore[operator]


@jenis
def kecamatan_sendiri_berbeda() -> Iterator[Ubahan]:
    for judul in KECAMATAN:
        found = (harap("PB001", "TabelAntarKecamatan", 0, judul),)
        yield Ubahan(judul, ganti("TabelAntarKecamatan", 0, {judul: D("66.67")}), found)
    for judul in KECAMATAN[:1]:
        yield Ubahan(f"{judul}: kecamatan lain", ganti("TabelAntarKecamatan", 2, {judul: D("66.6")}))


@jenis
def lhe_dan_tindak_lanjut() -> Iterator[Ubahan]:
    for row in (2,):
        found = (harap("TL002", "TabelLHE", row, "Rekomendasi"),)
        yield Ubahan(f"tindak lanjut {row + 1} dihapus", hapus("TabelTindakLanjut", row), found)
    for row in (8,):
        found = (harap("TL002", "TabelTindakLanjut", 0, "Rekomendasi"),)
        yield Ubahan(f"rekomendasi {row + 1} dihapus", hapus("TabelLHE", row), found)
    for row, text in ((0, ""), (8, "Belum ditindaklanjuti")):
        found = (harap("TL001", "TabelTindakLanjut", row, "Tindak Lanjut"),)
        yield Ubahan(
            f"tindak lanjut {row + 1}: {text}", ganti("TabelTindakLanjut", row, {"Tindak Lanjut": text}), found
        )


@jenis
def rekomendasi_belum_selesai() -> Iterator[Ubahan]:
    # A recommendation not yet settled is no reproach when its topik is broken.
    isian = ganti("TabelTindakLanjut", 0, {"Status": "B"}) | {
        "TabelRenja": ganti("TabelRenja", "T1", {"Target": D("82.75")})["TabelRenja"]
    }  # type: ignore[operator]
    yield Ubahan("RJ001 tanpa TL003", isian, (harap("RJ001", "TabelRenja", "T1", "Target"),))


@jenis
def tanggal_di_luar_masa() -> Iterator[Ubahan]:
    for row, day in (
        (1, date(2026, 5, 4)), (3, date(2027, 7, 22)), (4, date(2024, 1, 10)),
        (6, date(2023, 1, 2)), (7, date(2026, 9, 29)), (9, date(2024, 1, 30)),
    ):  # fmt: skip
        found = (harap("DK002", "TabelDokumen", row, "Tanggal"),)
        name = f"{asli()['TabelDokumen'][row]['Dokumen']} {day}"
        yield Ubahan(name, ganti("TabelDokumen", row, {"Tanggal": day}), found)
    yield Ubahan("SK IKU lama", ganti("TabelDokumen", 0, {"Tanggal": date(2022, 2, 1)}))
    found = (harap("DK002", "TabelDokumen", 9, "Keterangan Dokumen"),)
    change = {"Tanggal": "", "Keterangan Dokumen": "Januari 2024"}
    yield Ubahan("LKjIP Januari 2024", ganti("TabelDokumen", 9, change), found)


@jenis
def nip_tidak_sah() -> Iterator[Ubahan]:
    for nip in ("19750312199603100", "197513121996031002", "197502301996031002", "1975031219960310023"):
        found = (harap("DK003", "TabelPejabat", 1, "NIP"),)
        yield Ubahan(nip, ganti("TabelPejabat", 1, {"NIP": nip}), found)
    found = (harap("DK003", "TabelPejabat", 1, "NIP"),)
    yield Ubahan("angka", ganti("TabelPejabat", 1, {"NIP": D("197503121996031000")}), found)
    for nip in ("19750312 199603 1 002", "198512122023211014"):
        yield Ubahan(f"{nip}: sah", ganti("TabelPejabat", 1, {"NIP": nip}))


def _penjelasan(kode: str, lembar: str, sel: str, indikator: str, alasan: str) -> dict[str, str]:
    return {"Kode Aturan": kode, "Lembar": lembar, "Sel": sel, "Kode Indikator": indikator, "Alasan": alasan}


@jenis
def penjelasan() -> Iterator[Ubahan]:
    # Entries of the sheet Penjelasan: alone, without a reason, and beside a finding they may or may not set aside.
    why = "Sesuai surat Bappeda 12 Maret 2025"
    own = Harap("WB015", "TabelPenjelasan", 0, "Kode Aturan")
    yield Ubahan(
        "tanpa temuan", sisip("TabelPenjelasan", 0, _penjelasan("RA003", "Rencana Aksi", "G9", "", why)), (own,)
    )
    renja = ganti("TabelRenja", "T1", {"Target": D("82.75")})
    rj001 = harap("RJ001", "TabelRenja", "T1", "Target")
    row = _penjelasan("RJ001", "Renja", "F7", "", "")
    yield Ubahan("tanpa alasan", renja | {"TabelPenjelasan": [row]}, (rj001, own))  # type: ignore[operator]
    for nama, row in (
        ("menurut sel", _penjelasan("RJ001", "Renja", "F7", "", why)),
        ("menurut sel dengan $", _penjelasan("rj001", "renja", "$F$7", "", why)),
        ("menurut indikator", _penjelasan("RJ001", "", "", "T1", why)),
    ):
        yield Ubahan(nama, renja | {"TabelPenjelasan": [row]})  # type: ignore[operator]
    row = _penjelasan("RJ001", "Renja", "F8", "", why)
    yield Ubahan("sel lain", renja | {"TabelPenjelasan": [row]}, (rj001, own))  # type: ignore[operator]
    typed = ganti("TabelRealisasiIKU", "T1", {"Capaian": D("95.5")})
    row = _penjelasan("CP001", "Realisasi", "L7", "", why)
    cp001 = harap("CP001", "TabelRealisasiIKU", "T1", "Capaian")
    yield Ubahan("mutlak CP001", typed | {"TabelPenjelasan": [row]}, (cp001, own))  # type: ignore[operator]
    sums = ganti("TabelAnggaran", "S1", {"Realisasi": D(10139597307 - 5)})
    row = _penjelasan("AG002", "", "", "S1", why)
    ag002 = harap("AG002", "TabelAnggaran", "S1", "Jumlah Realisasi")
    yield Ubahan("mutlak AG002", sums | {"TabelPenjelasan": [row]}, (ag002, own))  # type: ignore[operator]
