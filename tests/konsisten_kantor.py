"""Invented offices in which nothing contradicts anything, as a master and as sheets staff type."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from lkjip_xl.template.isian import Isian
from lkjip_xl.template.spesifikasi import Spesifikasi, spesifikasi

D = Decimal
QUARTERS = ("Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV")
QUARTER_ENDS = ("Mar", "Jun", "Sep", "Des")
PEOPLE_PAID = "Orang/bulan"
Sheets = dict[str, list[list[Any]]]


class Iku(NamedTuple):
    """One indicator of a tujuan or sasaran."""

    kode: str
    uraian: str
    indikator: str
    satuan: str
    target: str
    realisasi: str
    capaian: str
    kategori: str
    arah: str

    @property
    def jenjang(self) -> str:
        """Which kind of goal it measures."""
        return "tujuan" if self.kode == "T1" else "sasaran"


class Baris(NamedTuple):
    """One programme, kegiatan or sub kegiatan; ``iku`` is what a programme serves, ``pagu`` what a leaf may spend."""

    kode: str
    jenjang: str
    uraian: str
    indikator: str
    satuan: str
    target: int
    iku: str
    pagu: int
    terpakai: int


class Kantor(NamedTuple):
    """An office: its name, kind, indicators and what it does."""

    nama: str
    jenis: str
    penanggung_jawab: str
    iku: tuple[Iku, ...]
    baris: tuple[Baris, ...]

    def jumlah(self, baris: Baris, field: str) -> int:
        """Return what a row and all below it may spend or spent."""
        return sum(getattr(row, field) for row in self.baris if row.kode.startswith(baris.kode))

    @property
    def program(self) -> list[Baris]:
        """Its programmes."""
        return [row for row in self.baris if row.jenjang == "program"]


def _read() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _kantor(data: Mapping[str, Any]) -> Kantor:
    iku = tuple(Iku(*row) for row in data["iku"])
    return Kantor(
        data["nama"], data["jenis"], data["penanggung_jawab"], iku, tuple(Baris(*row) for row in data["baris"])
    )


KANTOR = tuple(map(_kantor, _read()["kantor"]))


def setda() -> Sheets:
    """Return a Sekretariat Daerah's tables early in the year: names everywhere, no target anywhere yet."""
    return {name: [[cell or None for cell in row] for row in rows] for name, rows in _read()["setda"].items()}


def _per_quarter(baris: Baris) -> list[int | None]:
    """Return a row's plan: counted things spread, as many every quarter for people paid, all else at the end."""
    if baris.satuan == PEOPLE_PAID:
        return [baris.target] * 4
    if baris.jenjang == "sub kegiatan" and baris.target % 4 == 0:
        return [baris.target // 4] * 4
    return [None, None, None, baris.target]


# ---------------------------------------------------------------------------------------------------- as a master


def induk(kantor: Kantor) -> tuple[Spesifikasi, Isian]:
    """Return the office as a filled master."""
    targets = [{"Kode Indikator": each.kode, "Target": D(each.target)} for each in kantor.iku]
    tables: dict[str, Any] = {
        "TabelIdentitas": [{"Hal": "Perangkat Daerah", "Isi": kantor.nama}],
        "TabelKetentuan": [{"Hal": "Jumlah kelurahan", "Isi": D(8)}] if kantor.jenis == "kecamatan" else [],
        "TabelIKU": [_iku(kantor, each) for each in kantor.iku],
        "TabelStruktur": [_struktur(kantor, row) for row in kantor.baris],
        "TabelRenja": targets,
        "TabelPK": [{"Kode Indikator": each.kode, "Target Murni": D(each.target)} for each in kantor.iku],
        "TabelPKProgram": [
            {"Kode": row.kode, "Target": D(row.target), "Anggaran Murni": D(kantor.jumlah(row, "pagu"))}
            for row in kantor.program
        ],
        "TabelRencanaAksi": [
            *({"Kode": each.kode, "Target": D(each.target), "Des": D(each.target)} for each in kantor.iku),
            *map(_plan, kantor.baris),
        ],
        **_results(kantor),
    }
    return spesifikasi(2025, kantor.jenis), tables


def _iku(kantor: Kantor, each: Iku) -> dict[str, Any]:
    told = ("Definisi Operasional", "Formula", "Sumber Data")
    return dict.fromkeys(told, "Menurut pedoman") | {
        "Kode Indikator": each.kode,
        "Jenjang": each.jenjang,
        "Tujuan dan Sasaran": each.uraian,
        "Indikator Kinerja Utama": each.indikator,
        "Satuan": each.satuan,
        "Arah": each.arah,
        "Sifat Target": "posisi akhir",
        "Frekuensi": "tahunan",
        "Target": D(each.target),
        "Penanggung Jawab": kantor.penanggung_jawab,
    }


def _struktur(kantor: Kantor, row: Baris) -> dict[str, Any]:
    counted = row.jenjang == "sub kegiatan" and row.satuan != PEOPLE_PAID
    return {
        "Kode": row.kode,
        "Jenjang": row.jenjang,
        "Uraian": row.uraian,
        "Indikator Kinerja": row.indikator,
        "Satuan": row.satuan,
        "Sifat Target": "jumlah" if counted else "posisi akhir",
        "Kode Indikator": row.iku,
        "Penanggung Jawab": kantor.penanggung_jawab,
    }


def _plan(row: Baris) -> dict[str, Any]:
    months = zip(QUARTER_ENDS, _per_quarter(row), strict=True)
    plan = {"Kode": row.kode, "Target": D(row.target)} | {name: D(value) for name, value in months if value is not None}
    return plan | ({"Anggaran": D(row.pagu)} if row.pagu else {})


def _results(kantor: Kantor) -> dict[str, list[dict[str, Any]]]:
    told = ("Faktor Pendukung", "Faktor Penghambat", "Solusi", "Sumber Data", "Bukti Dukung")

    def reached(title: str, kode: str, value: Decimal) -> dict[str, Any]:
        return {title: kode, "Realisasi TW IV": value, "Realisasi": value} | dict.fromkeys(told, "Ada")

    return {
        "TabelRealisasiIKU": [reached("Kode Indikator", each.kode, D(each.realisasi)) for each in kantor.iku],
        "TabelRealisasi": [
            reached("Kode", row.kode, D(row.target)) for row in kantor.baris if row.jenjang != "sub kegiatan"
        ],
        "TabelAnggaran": [
            {"Kode": row.kode} | ({"Pagu Murni": D(row.pagu), "Realisasi": D(row.terpakai)} if row.pagu else {})
            for row in kantor.baris
        ],
        "TabelEfisiensi": [{"Kode": row.kode} for row in kantor.program],
    }


# ------------------------------------------------------------------------------------------------- as staff type it


def lembar(kantor: Kantor) -> Sheets:
    """Return the office as the sheets of a printed LKjIP."""
    goals = [[each.uraian, each.indikator, each.satuan, float(each.target)] for each in kantor.iku]
    head = ["Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target"]
    sheets: Sheets = {
        "IKU": [["Indikator Kinerja Utama"], [*head, "Sumber Data"], *([*goal, "Laporan"] for goal in goals)],
        "Renja": [["Rencana Kerja (Renja)"], head, *goals],
        "PK": [
            ["Perjanjian Kinerja"],
            ["No", *head],
            *([n, *goal] for n, goal in enumerate(goals, 1)),
            [],
            ["No", "Program", "Indikator Program", "Target", "Anggaran (Rp)"],
            *_pledged(kantor),
        ],
        "Rencana Aksi": [
            ["Rencana Aksi"],
            ["Jenjang", "Uraian", *head[1:], "Anggaran (Rp)", *QUARTERS, "Penanggung Jawab"],
            *_planned(kantor),
        ],
        "Realisasi": [
            ["Tabel 3.1 Realisasi Kinerja"],
            [*head, "Realisasi", "% Capaian", "Kategori", "Keterangan"],
            *([*goal, *_reached(each)] for goal, each in zip(goals, kantor.iku, strict=True)),
        ],
        "Anggaran": [
            ["Tabel 3.11 Realisasi Anggaran"],
            ["Jenjang", "Uraian", "Pagu (Rp)", "Realisasi (Rp)", "% Serapan"],
            *_spent(kantor),
        ],
    }
    return {name: [rows[0], [f"{kantor.nama} Tahun 2025"], *rows[1:]] for name, rows in sheets.items()}


def _pledged(kantor: Kantor) -> Iterator[list[Any]]:
    for number, row in enumerate(kantor.program, 1):
        yield [number, row.uraian, row.indikator, row.target, kantor.jumlah(row, "pagu")]
    yield ["", "Jumlah", "", "", sum(row.pagu for row in kantor.baris)]


def _planned(kantor: Kantor) -> Iterator[list[Any]]:
    """Yield each indicator and the programmes that serve it, the kegiatan and sub kegiatan below them."""
    for each in kantor.iku:
        target, served = float(each.target), [row.kode for row in kantor.program if row.iku == each.kode]
        plan = [None, None, None, None, target]
        yield [each.jenjang, each.uraian, each.indikator, each.satuan, target, *plan, kantor.penanggung_jawab]
        for row in (row for row in kantor.baris if row.kode.startswith(tuple(served))):
            own = [row.jenjang, row.uraian, row.indikator, row.satuan, row.target, row.pagu or None]
            yield [*own, *_per_quarter(row), kantor.penanggung_jawab]


def _reached(each: Iku) -> list[Any]:
    remark = "Makin rendah makin baik" if each.arah == "makin rendah" else None
    return [float(each.realisasi), float(each.capaian.replace(",", ".")), each.kategori, remark]


def _spent(kantor: Kantor) -> Iterator[list[Any]]:
    for row in kantor.baris:
        pagu, spent = kantor.jumlah(row, "pagu"), kantor.jumlah(row, "terpakai")
        if row.jenjang != "sub kegiatan":
            yield [row.jenjang, row.uraian, pagu, spent, round(spent / pagu * 100, 2)]
