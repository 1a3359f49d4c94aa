"""Kinds of change in rows and cells: taken away, doubled, shifted, swapped, emptied, renamed, unreadable."""

from collections.abc import Iterator
from decimal import Decimal

from mutasi import Harap, Ubahan, asli, baris, ganti, hapus, harap, jenis, nilai, sisip

D = Decimal


@jenis
def baris_dihapus() -> Iterator[Ubahan]:
    for kode in ("T1", "S2"):
        found = (Harap("PK002", "TabelPK", baris("TabelPK", kode), "Indikator Kinerja"),)
        yield Ubahan(f"IKU {kode}", hapus("TabelIKU", kode), found)
    for kode in ("T1", "S1"):
        lost = harap("PK003", "TabelIKU", kode, "Indikator Kinerja Utama")
        if kode == "T1":  # the only tujuan: a PK may do without, then only what Renja has is told
            lost = harap("RJ003", "TabelRenja", kode, "Indikator Kinerja")
        yield Ubahan(f"PK {kode}", hapus("TabelPK", kode), (lost,))
        found = (harap("RJ004", "TabelPK", kode, "Indikator Kinerja"),)
        yield Ubahan(f"Renja {kode}", hapus("TabelRenja", kode), found)
        found = (harap("RA002", "TabelPK", kode, "Indikator Kinerja"),)
        yield Ubahan(f"Rencana Aksi {kode}", hapus("TabelRencanaAksi", kode), found)
        found = (harap("RL006", "TabelRealisasi", kode, "Solusi"),) if kode == "S1" else ()
        yield Ubahan(f"Realisasi IKU {kode}: masih pada Tabel 3.1", hapus("TabelRealisasiIKU", kode), found)
        yield Ubahan(f"Renstra {kode}", hapus("TabelRenstra", kode), ())


@jenis
def baris_rencana_aksi_dihapus() -> Iterator[Ubahan]:
    for kode in ("7.01.01.2.01.0002", "7.01.02.2.04.0003"):
        found = (Harap("RA006", "TabelRencanaAksi", baris("TabelRencanaAksi", kode[:7]), "Anggaran"),)
        yield Ubahan(f"sub kegiatan {kode}", hapus("TabelRencanaAksi", kode), found)
    yield Ubahan(
        "kegiatan dengan sub kegiatannya",
        hapus("TabelRencanaAksi", "7.01.03.2.03", "7.01.03.2.03.0001"),
        (Harap("RA006", "TabelRencanaAksi", baris("TabelRencanaAksi", "7.01.03"), "Anggaran"),),
    )
    yield Ubahan(
        "sub kegiatan satu-satunya",
        hapus("TabelRencanaAksi", "7.01.03.2.03.0001"),
        (
            harap("RA008", "TabelRencanaAksi", "7.01.03.2.03", "Uraian"),
            harap("RA006", "TabelRencanaAksi", "7.01.03", "Anggaran"),
        ),
    )


@jenis
def baris_anggaran_dihapus() -> Iterator[Ubahan]:
    for kode in ("7.01.01.2.03", "7.01.03.2.04"):
        found = (
            harap("AG003", "TabelRencanaAksi", kode, "Uraian"),
            Harap("AG002", "TabelAnggaran", baris("TabelAnggaran", kode[:7]), "Pagu Berlaku"),
        )
        yield Ubahan(kode, hapus("TabelAnggaran", kode), found)


@jenis
def baris_realisasi_dihapus() -> Iterator[Ubahan]:
    for kode in ("7.01.01.2.03", "7.01.03.2.04"):
        found = (harap("RL010", "TabelRencanaAksi", kode, "Uraian"),)
        yield Ubahan(kode, hapus("TabelRealisasi", kode), found)


@jenis
def baris_pk_program_dihapus() -> Iterator[Ubahan]:
    for kode in ("7.01.04", "7.01.02"):
        found = (harap("RA006", "TabelRencanaAksi", kode, "Anggaran"),)
        yield Ubahan(kode, hapus("TabelPKProgram", kode), found)


@jenis
def baris_epdeskel_dihapus() -> Iterator[Ubahan]:
    yield Ubahan("Kota Baru", hapus("TabelEpdeskel", 3), ())


@jenis
def baris_ganda() -> Iterator[Ubahan]:
    for tabel, kode, judul in (
        ("TabelIKU", "T1", "Indikator Kinerja Utama"), ("TabelRealisasi", "7.01.02.2.01", "Indikator Kinerja"),
        ("TabelRealisasiIKU", "S2", "Indikator Kinerja Utama"), ("TabelRenja", "S1", "Indikator Kinerja"),
        ("TabelMonev", "7.01.02.2.04.0003", "Indikator Kinerja"), ("TabelEpdeskel", 2, "Kelurahan"),
        ("TabelRencanaAksi", "7.01.01.2.01.0003", "Indikator Kinerja"),
        ("TabelAnggaran", "7.01.02.2.01", "Uraian"), ("TabelPKProgram", "7.01.04", "Indikator Program"),
    ):  # fmt: skip
        at = baris(tabel, kode)
        found = (Harap("WB010", tabel, at + 1, judul),)
        yield Ubahan(f"{tabel} {kode}", sisip(tabel, at + 1, asli()[tabel][at]), found)


@jenis
def satuan_target_tertukar() -> Iterator[Ubahan]:
    for tabel, kode in (
        ("TabelRencanaAksi", "7.01.02.2.01.0001"), ("TabelRenja", "T1"),
        ("TabelIKU", "S1"), ("TabelPKProgram", "7.01.04"),
    ):  # fmt: skip
        change = {"Satuan": nilai(tabel, kode, "Target"), "Target": nilai(tabel, kode, "Satuan")}
        yield Ubahan(f"{tabel} {kode}", ganti(tabel, kode, change), (harap("WB009", tabel, kode, "Satuan"),))


@jenis
def baris_bergeser() -> Iterator[Ubahan]:
    # What is shown from a column on is pasted one column to the right.
    for tabel, kode, mulai in (
        ("TabelRealisasi", "7.01.02.2.01", "Satuan"), ("TabelRealisasi", "S1", "Satuan"),
        ("TabelRealisasiIKU", "T1", "Satuan"), ("TabelRencanaAksi", "7.01.02.2.04.0002", "Satuan"),
        ("TabelRenja", "S2", "Jenjang"),
    ):  # fmt: skip
        titles = [kolom.judul for kolom in _kolom(tabel)]
        at = titles.index(mulai)
        moved = {
            after: nilai(tabel, kode, before) for before, after in zip(titles[at:], titles[at + 1 :], strict=False)
        }
        found = (harap("WB008", tabel, kode, "Satuan"),)
        yield Ubahan(f"{tabel} {kode}", ganti(tabel, kode, {mulai: ""} | moved), found)


def _kolom(tabel: str):
    from induk_memori import dasar

    return dasar().tempat[tabel].tabel.kolom


@jenis
def indikator_diganti() -> Iterator[Ubahan]:
    # Other words typed over in one document.
    for tabel, kode, judul in (
        ("TabelRenja", "T1", "Indikator Kinerja"), ("TabelRenstra", "T1", "Indikator Kinerja"),
        ("TabelRencanaAksi", "T1", "Indikator Kinerja"), ("TabelPK", "T1", "Indikator Kinerja"),
    ):  # fmt: skip
        new = "Indeks kepuasan masyarakat atas pelayanan publik Kecamatan Serang (Angka)"
        yield Ubahan(f"{tabel} {kode}", ganti(tabel, kode, {judul: new}), (harap("PK004", tabel, kode, judul),))


@jenis
def indikator_lain_sama_sekali() -> Iterator[Ubahan]:
    # Quite other words typed over: the kode still says which indicator the row speaks of.
    new = "Jumlah pengaduan warga yang selesai ditangani"
    for tabel, kode in (("TabelRenja", "S1"), ("TabelPK", "S1"), ("TabelRencanaAksi", "S1")):
        found = (harap("PK004", tabel, kode, "Indikator Kinerja"),)
        yield Ubahan(f"{tabel} {kode}", ganti(tabel, kode, {"Indikator Kinerja": new}), found)


@jenis
def ejaan_indikator() -> Iterator[Ubahan]:
    # Only spelling, case or the office's name: information, and only between PK and IKU.
    for kode, text in (
        ("T1", "Nilai Survei Kepuasan Masyarakat Kecamatan Serang (Angka)"), ("S2", "Hasil Evaluasi AKIP Kecamatan"),
        ("S1", "Persentase kelurahan kategori cepat berkembang (%)"),
    ):  # fmt: skip
        found = (harap("PK004", "TabelPK", kode, "Indikator Kinerja", info=True),)
        yield Ubahan(f"PK {kode}", ganti("TabelPK", kode, {"Indikator Kinerja": text}), found)
        yield Ubahan(f"Renja {kode}", ganti("TabelRenja", kode, {"Indikator Kinerja": text}))


@jenis
def padanan_disahkan() -> Iterator[Ubahan]:
    new = "Indeks kepuasan masyarakat atas pelayanan publik Kecamatan Serang (Angka)"
    first = str(nilai("TabelPK", "T1", "Indikator Kinerja"))
    for tabel in ("TabelPK",):
        for pair in ((first, new), (new, first)):
            row = dict(zip(("Tulisan Pertama", "Tulisan Kedua"), pair, strict=True))
            isian = ganti(tabel, "T1", {"Indikator Kinerja": new}) | {"TabelPadanan": [row]}  # type: ignore[operator]
            yield Ubahan(f"{tabel} {pair[0][:5]}", isian)


@jenis
def bukan_angka() -> Iterator[Ubahan]:
    for tabel, kode, judul in (
        ("TabelIKU", "T1", "Target"), ("TabelRenja", "T1", "Target"), ("TabelRencanaAksi", "T1", "Target"),
        ("TabelRealisasiIKU", "T1", "Realisasi"), ("TabelRencanaAksi", "7.01.02.2.04.0002", "Jun"),
        ("TabelAnggaran", "7.01.01.2.01", "Realisasi"), ("TabelRencanaAksi", "7.01.02.2.01.0001", "Anggaran"),
        ("TabelEpdeskel", 0, "Bidang Kewilayahan"), ("TabelIKM", 2, "Indeks"),
    ):  # fmt: skip
        for text in ("delapan puluh", "12.34.56") if tabel == "TabelIKU" else ("delapan puluh",):
            found = (harap("WB005", tabel, kode, judul),)
            yield Ubahan(f"{tabel} {kode} {judul}: {text}", ganti(tabel, kode, {judul: text}), found)


@jenis
def angka_sebagai_teks() -> Iterator[Ubahan]:
    for tabel, kode, judul in (
        ("TabelIKU", "T1", "Target"), ("TabelRenja", "S2", "Target"), ("TabelRencanaAksi", "S1", "Target"),
        ("TabelRencanaAksi", "7.01.03.2.03.0001", "Anggaran"), ("TabelRenstra", "T1", "Target 2025"),
    ):  # fmt: skip
        text = f"{nilai(tabel, kode, judul)}".replace(".", ",")
        found = (harap("WB006", tabel, kode, judul),)
        yield Ubahan(f"{tabel} {kode} {text}", ganti(tabel, kode, {judul: text}), found)


@jenis
def galat() -> Iterator[Ubahan]:
    for tabel, kode, judul, text in (
        ("TabelIKU", "T1", "Target", "#REF!"), ("TabelRenja", "S1", "Target", "#N/A"),
        ("TabelRencanaAksi", "7.01.02.2.04.0002", "Jun", "#REF!"),
        ("TabelRealisasi", "7.01.02.2.01", "Capaian", "#DIV/0!"),
        ("TabelEfisiensi", "T1", "Efisiensi", "#VALUE!"),
        ("TabelPKProgram", "7.01.04", "Satuan", "#N/A"),
    ):  # fmt: skip
        found = (harap("WB004", tabel, kode, judul),)
        yield Ubahan(f"{tabel} {kode} {judul} {text}", ganti(tabel, kode, {judul: text}), found)


@jenis
def sel_wajib_dikosongkan() -> Iterator[Ubahan]:
    for tabel, kode, judul in (
        ("TabelIKU", "T1", "Target"), ("TabelIKU", "S2", "Satuan"), ("TabelRenja", "S1", "Target"),
        ("TabelPKProgram", "7.01.04", "Target"),
        ("TabelRencanaAksi", "7.01.01.2.06.0002", "Target"), ("TabelRealisasiIKU", "S2", "Realisasi"),
        ("TabelAnggaran", "7.01.01.2.06", "Realisasi"),
        ("TabelIKM", 4, "Indeks"), ("TabelEpdeskel", 5, "Bidang Pemerintahan"),
        ("TabelStruktur", "7.01.02.2.04.0002", "Satuan"), ("TabelStruktur", "7.01.02.2.04.0002", "Indikator Kinerja"),
    ):  # fmt: skip
        found = (harap("WB007", tabel, kode, judul),)
        yield Ubahan(f"{tabel} {kode} {judul}", ganti(tabel, kode, {judul: ""}), found)
    change = {"Target Murni": "", "Target Perubahan": ""}
    yield Ubahan("TabelPK S2", ganti("TabelPK", "S2", change), (harap("WB007", "TabelPK", "S2", "Target Murni"),))


@jenis
def keterangan_dikosongkan() -> Iterator[Ubahan]:
    for tabel, kode, judul, rule in (
        ("TabelIKU", "S1", "Sumber Data", "IK006"),
        ("TabelRealisasiIKU", "S1", "Solusi", "RL006"), ("TabelRealisasiIKU", "S1", "Bukti Dukung", "RL008"),
        ("TabelMonev", 3, "Tautan Bukti", "RL008"),
        ("TabelStruktur", "7.01.01.2.06.0004", "Penanggung Jawab", "RA007"),
        ("TabelStruktur", "7.01.02", "Kode Indikator", "IK007"),
    ):  # fmt: skip
        yield Ubahan(f"{tabel} {kode} {judul}", ganti(tabel, kode, {judul: ""}), (harap(rule, tabel, kode, judul),))
    change = {"Definisi Operasional": "", "Formula": ""}
    yield Ubahan(
        "definisi dan formula", ganti("TabelIKU", "S1", change), (harap("IK006", "TabelIKU", "S1", "Formula"),)
    )
    for kode in ("S1",):
        for judul, rule in (("Sumber Data", "RL004"), ("Faktor Pendukung", "RL005"), ("Faktor Penghambat", "RL005")):
            both = ganti("TabelRealisasiIKU", kode, {judul: ""}) | {
                "TabelRealisasi": ganti("TabelRealisasi", kode, {judul: ""})["TabelRealisasi"]
            }  # type: ignore[operator]
            needed = judul != ("Faktor Pendukung" if kode == "S1" else "Faktor Penghambat")
            found = (harap(rule, "TabelRealisasiIKU", kode, judul),) if needed else ()
            yield Ubahan(f"{kode} {judul}", both, found)


@jenis
def realisasi_turun() -> Iterator[Ubahan]:
    # Worse than last year: the factors of the tables of realisasi explain it too.
    yield Ubahan("S1 tanpa penjelasan", ganti("TabelRiwayat", "S1", {"Penjelasan": ""}))
    isian = ganti("TabelRiwayat", "T1", {"Realisasi 2024": D("86.1"), "Penjelasan": ""})
    rn003 = harap("RN003", "TabelPK", "T1", "Target Berlaku")
    yield Ubahan("T1 86,1", isian, (rn003,))
    for tabel in ("TabelRealisasiIKU", "TabelRealisasi"):
        isian = isian | {tabel: ganti(tabel, "T1", {"Faktor Penghambat": ""})[tabel]}  # type: ignore[operator]
    found = (rn003, harap("RW002", "TabelRiwayat", "T1", "Realisasi 2025"))
    yield Ubahan("T1 86,1 tanpa faktor", isian, found)
    yield Ubahan("T1 tanpa penjelasan tetapi naik", ganti("TabelRiwayat", "T1", {"Penjelasan": ""}))


@jenis
def target_di_bawah_tahun_lalu() -> Iterator[Ubahan]:
    for kode, value in (("T1", "84.5"), ("S1", "91.67"), ("S2", "69")):
        found = (harap("RN003", "TabelPK", kode, "Target Berlaku"),)
        yield Ubahan(kode, ganti("TabelRiwayat", kode, {"Realisasi 2024": D(value)}), found)


@jenis
def renstra() -> Iterator[Ubahan]:
    for kode in ("T1", "S2"):
        found = (harap("RN002", "TabelRenstra", kode, "Kondisi Akhir Renstra"),)
        yield Ubahan(f"kondisi akhir {kode}", ganti("TabelRenstra", kode, {"Kondisi Akhir Renstra": D(90)}), found)
        found = (harap("RN001", "TabelRenstra", kode, "Target 2027"),)
        yield Ubahan(f"menurun {kode}", ganti("TabelRenstra", kode, {"Target 2027": D("67.8")}), found)
    yield Ubahan("kondisi akhir kosong", ganti("TabelRenstra", "T1", {"Kondisi Akhir Renstra": ""}))


@jenis
def mustahil_untuk_penyebut() -> Iterator[Ubahan]:
    for tabel, judul, rule in (
        ("TabelIKU", "Target", "PK001"), ("TabelRenja", "Target", "RJ001"), ("TabelRencanaAksi", "Target", "RA001"),
    ):  # fmt: skip
        found = (harap(rule, tabel, "S1", judul), harap("IK004", tabel, "S1", judul))
        yield Ubahan(tabel, ganti(tabel, "S1", {judul: D("37.5")}), found)
    found = (harap("IK004", "TabelRenstra", "S1", "Target 2027"),)
    yield Ubahan("TabelRenstra", ganti("TabelRenstra", "S1", {"Target 2027": D("91.16")}), found)


@jenis
def arah() -> Iterator[Ubahan]:
    # An indicator whose name says that less is better.
    kode = "7.01.02"
    for nama in ("Persentase penduduk miskin", "Prevalensi stunting"):
        found = (harap("IK002", "TabelStruktur", kode, "Arah"),)
        yield Ubahan(nama, ganti("TabelStruktur", kode, {"Indikator Kinerja": nama}), found)
        change = {"Indikator Kinerja": nama, "Arah": "makin rendah"}
        yield Ubahan(f"{nama}: makin rendah", ganti("TabelStruktur", kode, change))
    for nama in ("Persentase keluhan yang tertangani", "Persentase penurunan kemiskinan"):
        yield Ubahan(nama, ganti("TabelStruktur", kode, {"Indikator Kinerja": nama}))


@jenis
def triwulan_kosong() -> Iterator[Ubahan]:
    for tabel, kode, judul in (
        ("TabelRealisasiIKU", "T1", "Realisasi TW II"), ("TabelMonev", "7.01.02.2.04.0002", "Realisasi TW I"),
    ):  # fmt: skip
        found = (harap("RL009", tabel, kode, judul),)
        yield Ubahan(f"{tabel} {judul}", ganti(tabel, kode, {judul: ""}), found)
        yield Ubahan(f"{tabel} {judul} penyampaian", ganti(tabel, kode, {judul: ""}), found, "penyampaian")
