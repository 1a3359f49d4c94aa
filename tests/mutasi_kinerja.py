"""Kinds of change in plans and results: targets, units, periods, names, realisasi."""

from collections.abc import Iterator
from decimal import Decimal

from mutasi import Ubahan, ganti, harap, jenis, nilai

D = Decimal
IKU = {"T1": D("82.75"), "S1": D("75"), "S2": D("66.75")}
"""Every key indicator with another possible target."""
PROGRAM = ("7.01.01", "7.01.03")
BULAN = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


@jenis
def target_iku() -> Iterator[Ubahan]:
    for kode, target in IKU.items():
        yield Ubahan(kode, ganti("TabelIKU", kode, {"Target": target}), (harap("PK001", "TabelIKU", kode, "Target"),))


@jenis
def target_renja() -> Iterator[Ubahan]:
    for kode, target in IKU.items():
        found = (harap("RJ001", "TabelRenja", kode, "Target"),)
        yield Ubahan(kode, ganti("TabelRenja", kode, {"Target": target}), found)


@jenis
def target_pk() -> Iterator[Ubahan]:
    # PK alone: what Realisasi, Efisiensi and Riwayat look up from it is no fault of theirs.
    for kode, target in IKU.items():
        found = (harap("PK007", "TabelPK", kode, "Target Berlaku"),)
        yield Ubahan(kode, ganti("TabelPK", kode, {"Target Perubahan": target}), found)


@jenis
def target_rencana_aksi() -> Iterator[Ubahan]:
    for kode, target in IKU.items():
        found = (harap("RA001", "TabelRencanaAksi", kode, "Target"),)
        yield Ubahan(kode, ganti("TabelRencanaAksi", kode, {"Target": target}), found)


@jenis
def target_realisasi() -> Iterator[Ubahan]:
    for tabel in ("TabelRealisasiIKU", "TabelRealisasi"):
        for kode, target in IKU.items():
            found = (harap("RL001", tabel, kode, "Target"),)
            yield Ubahan(f"{tabel} {kode}", ganti(tabel, kode, {"Target": target}), found)


@jenis
def target_renstra_tahun_ini() -> Iterator[Ubahan]:
    for kode, target in IKU.items():
        found = (harap("RN004", "TabelRenstra", kode, "Target 2025"),)
        yield Ubahan(kode, ganti("TabelRenstra", kode, {"Target 2025": target}), found)


@jenis
def target_program_pk() -> Iterator[Ubahan]:
    # A programme's target in PK: Rencana Aksi deviates from it, and Realisasi, which looks it up there.
    for kode in PROGRAM:
        found = (harap("RA001", "TabelRencanaAksi", kode, "Target"),)
        yield Ubahan(kode, ganti("TabelPKProgram", kode, {"Target": D(65)}), found)


@jenis
def target_program_rencana_aksi() -> Iterator[Ubahan]:
    for kode in PROGRAM:
        found = (harap("RA001", "TabelRencanaAksi", kode, "Target"),)
        yield Ubahan(kode, ganti("TabelRencanaAksi", kode, {"Target": D(65)}), found)


@jenis
def target_program_realisasi() -> Iterator[Ubahan]:
    for kode in PROGRAM:
        found = (harap("RL001", "TabelRealisasi", kode, "Target"),)
        yield Ubahan(kode, ganti("TabelRealisasi", kode, {"Target": D(65)}), found)


@jenis
def target_sub_kegiatan() -> Iterator[Ubahan]:
    for kode in ("7.01.01.2.01.0006", "7.01.01.2.02.0001"):
        target = nilai("TabelRencanaAksi", kode, "Target")
        assert isinstance(target, Decimal)
        found = (harap("RA003", "TabelRencanaAksi", kode, "Target"),)
        yield Ubahan(kode, ganti("TabelRencanaAksi", kode, {"Target": target - 1}), found)


@jenis
def bulan_dinaikkan() -> Iterator[Ubahan]:
    for kode, bulan in (
        ("7.01.02.2.04.0002", "Jun"), ("7.01.01.2.01.0007", "Okt"),
        ("7.01.05.2.01.0001", "Sep"), ("7.01.01.2.02.0001", "Nov"), ("7.01.02", "Des"), ("7.01.01.2.07", "Des"),
        ("T1", "Des"),
    ):  # fmt: skip
        value = nilai("TabelRencanaAksi", kode, bulan)
        assert isinstance(value, Decimal)
        found = (harap("RA003", "TabelRencanaAksi", kode, "Target"),)
        yield Ubahan(f"{kode} {bulan}", ganti("TabelRencanaAksi", kode, {bulan: value + 12}), found)


@jenis
def bulan_dikosongkan() -> Iterator[Ubahan]:
    for kode, bulan in (
        ("7.01.02.2.04.0002", "Jun"), ("7.01.01.2.01.0007", "Okt"), ("7.01.05.2.01.0003", "Mar"),
        ("T1", "Des"),
    ):  # fmt: skip
        found = (harap("RA003", "TabelRencanaAksi", kode, "Target"),)
        yield Ubahan(f"{kode} {bulan}", ganti("TabelRencanaAksi", kode, {bulan: ""}), found)
    for kode, bulan in (("7.01.01.2.02.0001", "Nov"), ("T1", "Mar")):
        yield Ubahan(f"{kode} {bulan}: tetap benar", ganti("TabelRencanaAksi", kode, {bulan: ""}))


@jenis
def semua_bulan_dikosongkan() -> Iterator[Ubahan]:
    for kode in ("T1", "S2", "7.01.03.2.02.0002"):
        found = (harap("RA004", "TabelRencanaAksi", kode, "Jan"),)
        yield Ubahan(kode, ganti("TabelRencanaAksi", kode, dict.fromkeys(BULAN, "")), found)


@jenis
def satuan_iku() -> Iterator[Ubahan]:
    # The unit is typed once, in IKU; every other sheet shows it.
    for kode, satuan, found in (
        ("T1", "Persen", ()), ("S2", "Nilai", ()), ("S1", "Angka", (harap("IK003", "TabelIKU", "S1", "Satuan"),)),
    ):  # fmt: skip
        yield Ubahan(kode, ganti("TabelIKU", kode, {"Satuan": satuan}), found)


@jenis
def satuan_struktur() -> Iterator[Ubahan]:
    for kode, satuan in (
        ("7.01.01.2.01.0001", "Orang"), ("7.01.05.2.01.0001", "Keg"), ("7.01.02.2.04.0003", "lembar"),
        ("7.01.01.2.02", "Angka"),
    ):  # fmt: skip
        found = (harap("IK003", "TabelStruktur", kode, "Satuan"),)
        yield Ubahan(kode, ganti("TabelStruktur", kode, {"Satuan": satuan}), found)


@jenis
def satuan_dokumen() -> Iterator[Ubahan]:
    # A unit typed over in one document.
    for tabel, kode, satuan in (
        ("TabelRenja", "T1", "Persen"), ("TabelPK", "S2", "Dokumen"), ("TabelRencanaAksi", "T1", "Persen"),
        ("TabelRealisasiIKU", "S2", "Orang"), ("TabelPKProgram", "7.01.03", "Dokumen"),
    ):  # fmt: skip
        found = (harap("PK005", tabel, kode, "Satuan"),)
        yield Ubahan(f"{tabel} {kode}", ganti(tabel, kode, {"Satuan": satuan}), found)


@jenis
def sinonim_satuan() -> Iterator[Ubahan]:
    for tabel, kode, satuan in (
        ("TabelRenja", "S1", "%"), ("TabelPK", "T1", "Nilai"), ("TabelPK", "S2", "Poin"),
    ):  # fmt: skip
        yield Ubahan(f"{tabel} {kode} {satuan}", ganti(tabel, kode, {"Satuan": satuan}))
