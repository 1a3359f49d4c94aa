"""Kinds of change in money: PK, Rencana Aksi, Anggaran, what was spent."""

from collections.abc import Iterator
from decimal import Decimal

from mutasi import Ubahan, ganti, harap, jenis, nilai

D = Decimal
PROGRAM = ("7.01.01", "7.01.02", "7.01.04")


def _rupiah(tabel: str, kode: str, judul: str) -> Decimal:
    value = nilai(tabel, kode, judul)
    assert isinstance(value, Decimal)
    return value


@jenis
def anggaran_pk() -> Iterator[Ubahan]:
    # A programme's budget in PK: Anggaran and Rencana Aksi agree on another.
    for kode in PROGRAM:
        isi = {"Anggaran Perubahan": _rupiah("TabelPKProgram", kode, "Anggaran Perubahan") + 1_000_000}
        found = (harap("AG001", "TabelPKProgram", kode, "Anggaran Berlaku"),)
        yield Ubahan(kode, ganti("TabelPKProgram", kode, isi), found)


@jenis
def anggaran_sub_kegiatan() -> Iterator[Ubahan]:
    # A sub kegiatan's amount: its programme's sum is no longer PK's.
    for kode in ("7.01.01.2.01.0002", "7.01.03.2.02.0003", "7.01.04.2.02.0001"):
        isi = {"Anggaran": _rupiah("TabelRencanaAksi", kode, "Anggaran") + 500_000}
        found = (harap("RA006", "TabelRencanaAksi", kode[:7], "Anggaran"),)
        yield Ubahan(kode, ganti("TabelRencanaAksi", kode, isi), found)


@jenis
def anggaran_sub_kegiatan_kosong() -> Iterator[Ubahan]:
    for kode in ("7.01.01.2.01.0002", "7.01.03.2.02.0003"):
        found = (harap("RA005", "TabelRencanaAksi", kode, "Anggaran"),)
        yield Ubahan(kode, ganti("TabelRencanaAksi", kode, {"Anggaran": ""}), found)
    kode = "7.01.01.2.01.0002"
    yield Ubahan(
        f"{kode} nol",
        ganti("TabelRencanaAksi", kode, {"Anggaran": D(0)}),
        (
            harap("RA005", "TabelRencanaAksi", kode, "Anggaran", info=True),
            harap("RA006", "TabelRencanaAksi", kode[:7], "Anggaran"),
        ),
    )


@jenis
def pagu_kegiatan() -> Iterator[Ubahan]:
    # A kegiatan's pagu: the sum above it no longer adds up.
    for kode in ("7.01.01.2.01", "7.01.03.2.03"):
        isi = {"Pagu Perubahan": _rupiah("TabelAnggaran", kode, "Pagu Perubahan") + 2_000_000}
        found = (harap("AG002", "TabelAnggaran", kode[:7], "Pagu Berlaku"),)
        yield Ubahan(kode, ganti("TabelAnggaran", kode, isi), found)


@jenis
def pagu_program() -> Iterator[Ubahan]:
    for kode in ("7.01.01", "7.01.03"):
        isi = {"Pagu Perubahan": _rupiah("TabelAnggaran", kode, "Pagu Perubahan") + 2_000_000}
        found = (harap("AG002", "TabelAnggaran", kode, "Pagu Berlaku"),)
        yield Ubahan(kode, ganti("TabelAnggaran", kode, isi), found)


@jenis
def pagu_sasaran() -> Iterator[Ubahan]:
    for kode in ("T1", "S1", "S2"):
        isi = {"Pagu Perubahan": _rupiah("TabelAnggaran", kode, "Pagu Perubahan") + 2_000_000}
        found = (harap("AG002", "TabelAnggaran", kode, "Pagu Berlaku"),)
        yield Ubahan(kode, ganti("TabelAnggaran", kode, isi), found)


@jenis
def realisasi_kegiatan() -> Iterator[Ubahan]:
    for kode in ("7.01.01.2.01", "7.01.03.2.03"):
        isi = {"Realisasi": _rupiah("TabelAnggaran", kode, "Realisasi") - 200_000}
        found = (harap("AG002", "TabelAnggaran", kode[:7], "Jumlah Realisasi"),)
        yield Ubahan(kode, ganti("TabelAnggaran", kode, isi), found)


@jenis
def realisasi_program() -> Iterator[Ubahan]:
    for kode in ("7.01.01", "7.01.05", "T1"):
        isi = {"Realisasi": _rupiah("TabelAnggaran", kode, "Realisasi") - 200_000}
        found = (harap("AG002", "TabelAnggaran", kode, "Jumlah Realisasi"),)
        yield Ubahan(kode, ganti("TabelAnggaran", kode, isi), found)


@jenis
def realisasi_di_atas_pagu() -> Iterator[Ubahan]:
    for kode in ("7.01.01.2.01", "7.01.02.2.04", "7.01.03.2.03"):
        isi = {"Realisasi": _rupiah("TabelAnggaran", kode, "Pagu Perubahan") + 1_000_000}
        found = (harap("AG004", "TabelAnggaran", kode, "Jumlah Realisasi"),)
        yield Ubahan(kode, ganti("TabelAnggaran", kode, isi), found)


@jenis
def serapan_diketik() -> Iterator[Ubahan]:
    for tabel, kode in (
        ("TabelAnggaran", "7.01.01.2.01"), ("TabelAnggaran", "S1"), ("TabelMonev", "7.01.02.2.01.0001"),
    ):  # fmt: skip
        found = (harap("AG005", tabel, kode, "Serapan"),)
        yield Ubahan(f"{tabel} {kode}", ganti(tabel, kode, {"Serapan": D("55.5")}), found)


@jenis
def jumlah_diketik() -> Iterator[Ubahan]:
    # A sum typed over.
    for kode in ("T1", "7.01.01", "7.01.03"):
        isi = {"Pagu Berlaku": _rupiah("TabelAnggaran", kode, "Pagu Perubahan") - 7_000_000}
        found = (harap("AG002", "TabelAnggaran", kode, "Pagu Berlaku"),)
        yield Ubahan(kode, ganti("TabelAnggaran", kode, isi), found)


@jenis
def pagu_perubahan_tanpa_alasan() -> Iterator[Ubahan]:
    for kode in ("7.01.01", "7.01.03"):
        found = (harap("PK008", "TabelPKProgram", kode, "Alasan Perubahan"),)
        yield Ubahan(kode, ganti("TabelPKProgram", kode, {"Alasan Perubahan": ""}), found)
    for kode in ("T1", "S1"):
        found = (harap("PK008", "TabelPK", kode, "Alasan Perubahan"),)
        yield Ubahan(kode, ganti("TabelPK", kode, {"Alasan Perubahan": ""}), found)
