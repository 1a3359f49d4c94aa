"""`python tests/benchmark_padanan.py` measures how well rows of two documents are paired by their words.

The wordings are those of the Serang tables; which rows are one stands in kode_baris.csv. Each document is paired with
each other as printed, with rows left out (what is missing must pair with nothing), and with itself as staff retype it.
A pair is right where both rows have one kode. "diam-diam" are wrong pairs nobody is asked to confirm: none may be.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

import lkjip_xl.template
from lkjip_xl.model import Baris
from lkjip_xl.padanan import PERLU_KONFIRMASI, Padanan, pair
from lkjip_xl.table import RawTable, Sheet

OFFICE = "Kecamatan Serang"
DATA = Path(lkjip_xl.template.__file__).parent / "data"
GOALS = ("T1", "S1", "S2")
CODES = {
    "tabel_3_10_program_pendukung": (
        "T1 7.01.02 7.01.02.2.01 7.01.02.2.04 S1 7.01.03 7.01.03.2.02 7.01.03.2.03 7.01.03.2.04 7.01.05 7.01.05.2.01"
        " 7.01.04 7.01.04.2.02 S2 7.01.01 7.01.01.2.01 7.01.01.2.02 7.01.01.2.06 7.01.01.2.07 7.01.01.2.08 7.01.01.2.09"
    ),
    "tabel_3_5_capaian_2020_2024": "T1 S1 S2",
    "iku_perubahan": "T1 S1 S2",
}
"""The rows' codes of the tables that kode_baris.csv leaves out."""
JENJANG = {3: "program", 5: "kegiatan", 6: "sub kegiatan"}
BUDGET = ("Anggaran", "Anggaran (Rp.)", "Target (Rp.)", "Target Anggaran")


class _Row(Baris):
    """A row that remembers its true kode and its budget, which pairing must not see."""

    benar: str
    pagu: Decimal | None


class Ukuran(NamedTuple):
    """What was found of one kind: right pairs, pairs there are, wrong pairs in silence, wrong pairs to confirm."""

    hal: str
    cara: str
    benar: int
    ada: int
    diam: tuple[str, ...]
    tanya: tuple[str, ...]


def documents() -> dict[str, list[_Row]]:
    """Return the rows of every Serang table by its name, each with its true kode."""
    with (DATA / "kode_baris.csv").open(encoding="utf-8") as lines:
        codes = CODES | {row[0]: row[1] for row in list(csv.reader(lines))[1:]}
    return {name: _with_sums(list(_rows(name, text.split()))) for name, text in codes.items()}


def _with_sums(rows: list[_Row]) -> list[_Row]:
    """Give programmes and kegiatan without a budget of their own that of the sub kegiatan below them."""
    for row in rows:
        if row.pagu is None and row.jenjang != "sub kegiatan":
            row.pagu = sum(each.pagu or 0 for each in rows if each.benar.startswith(f"{row.benar}.")) or None
    return rows


def _rows(name: str, codes: Sequence[str]) -> Iterator[_Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8") as lines:
        for at, (record, kode) in enumerate(zip(csv.DictReader(lines), codes, strict=False), start=2):
            jenjang = "sasaran" if kode in GOALS else JENJANG[len(kode.split("."))]
            yield _baris(at, jenjang, kode, *_words(record), _amount(record))


def _words(record: Mapping[str, str]) -> tuple[str, str]:
    """Return what a record is called and its indicator."""
    named = [title for title in record if re.search(r"Tujuan|Sasaran|Program|Kegiatan|Uraian", title)]
    named = [title for title in named if not title.startswith(("Indikator", "Kode"))]
    measured = next((title for title in reversed(record) if title.startswith("Indikator")), "")
    first = next((title for title in record if title.startswith("Indikator")), measured)
    uraian = next((record[title] for title in reversed(named) if record[title]), "")
    return uraian, record.get(measured) or record.get(first) or ""


def _amount(record: Mapping[str, str]) -> Decimal | None:
    text = next((record[title] for title in BUDGET if record.get(title)), "").replace(".", "")
    return Decimal(text) if text.isdecimal() else None


def _baris(at: int, jenjang: str, kode: str, uraian: str, indikator: str, pagu: Decimal | None = None) -> _Row:
    table = RawTable("", Sheet("", {}), 1, 1, ())
    row = _Row(table, at, jenjang, uraian, indikator, "", "", "", "utuh", {}, {})
    row.benar, row.pagu = kode, pagu
    return row


def words_of(hal: str) -> Callable[[Baris], str]:
    return (lambda row: row.indikator) if hal == "indikator" else (lambda row: row.uraian)


def of_kind(hal: str, rows: Sequence[_Row]) -> list[_Row]:
    """Return the rows of a kind that say anything; a kegiatan of several indicators by its first row."""
    wanted = "sasaran" if hal == "indikator" else hal
    first = {row.benar: row for row in reversed(rows) if row.jenjang == wanted and words_of(hal)(row)}
    return [row for row in rows if first.get(row.benar) is row]


def paired(hal: str, left: Sequence[_Row], right: Sequence[_Row], *, pagu: bool = False) -> Padanan:
    amounts = {id(row): row.pagu for row in (*left, *right) if row.pagu} if pagu else None
    return pair(left, right, words_of(hal), OFFICE, amounts)


def measured(hal: str, cara: str, tried: Sequence[tuple[Sequence[_Row], Sequence[_Row], bool]]) -> Ukuran:
    """Pair every two lists of rows and count."""
    right = there = 0
    wrong: dict[bool, list[str]] = {True: [], False: []}
    for ours, theirs, pagu in tried:
        there += len({row.benar for row in ours} & {row.benar for row in theirs})
        for kiri, kanan, bukti in paired(hal, ours, theirs, pagu=pagu).pasangan:
            if kiri.benar == kanan.benar:
                right += 1
            else:
                named = f"{words_of(hal)(kiri)} = {words_of(hal)(kanan)} [{bukti}]"
                wrong[bukti in PERLU_KONFIRMASI].append(named)
    return Ukuran(hal, cara, right, there, tuple(sorted(set(wrong[False]))), tuple(sorted(set(wrong[True]))))


def retyped(rows: Sequence[_Row], change: Callable[[str], str]) -> list[_Row]:
    return [
        _baris(row.row, row.jenjang, row.benar, change(row.uraian), change(row.indikator), row.pagu) for row in rows
    ]


def _slip(change: Callable[[str], str]) -> Callable[[str], str]:
    """Return what mistypes the longest word of a text."""

    def slipped(text: str) -> str:
        word = max(re.findall(r"[A-Za-z]+", text), key=len, default="")
        return text.replace(word, change(word), 1) if len(word) >= len("program") else text

    return slipped


def _said_as_sasaran(opening: str) -> Callable[[str], str]:
    openings = r"^(?:program|kegiatan|me\w+kan|\w+nya)\s+"
    return lambda text: f"{opening} {re.sub(openings, '', text, flags=re.IGNORECASE)}"


def _replaced(pattern: str, by: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, by, text, flags=re.IGNORECASE)


RETYPED: dict[str, Callable[[str], str]] = {
    "huruf hilang": _slip(lambda word: word[:3] + word[4:]),
    "huruf ganda": _slip(lambda word: word[:4] + word[3:]),
    "huruf tertukar": _slip(lambda word: word[:3] + word[4] + word[3] + word[5:]),
    "huruf lain": _slip(lambda word: word[:-1] + ("b" if word[-1] != "b" else "p")),
    "Presentase": _replaced("p[er]+sentas[ei]", "Presentase"),
    "Prosentase": _replaced("p[er]+sentas[ei]", "Prosentase"),
    "HURUF BESAR": str.upper,
    "Kegiatan di depan": lambda text: f"Kegiatan {text}",
    "nama kantor": lambda text: text if OFFICE.lower() in text.lower() else f"{text} {OFFICE}",
    "Terlaksananya": _said_as_sasaran("Terlaksananya"),
    "Meningkatnya": _said_as_sasaran("Meningkatnya"),
    "BMD": _replaced("barang milik daerah", "BMD"),
    "Barang Milik Daerah": _replaced("bmd", "Barang Milik Daerah"),
    "&": _replaced(r"\bdan\b", "&"),
    "kode di depan": lambda text: f"7.01.02 {text}",
    "nomor di depan": lambda text: f"2) {text}",
    "ganti baris": lambda text: text.replace(" ", "\n", 3),
    "spasi ganda": lambda text: f" {text.replace(' ', '  ')} ",
    "satuan di belakang": lambda text: f"{text} (%)",
}

DECOYS: Mapping[str, Sequence[tuple[str, str]]] = {
    "kegiatan": [
        ("Administrasi Barang Milik Daerah pada Perangkat Daerah", "Administrasi Umum Perangkat Daerah"),
        ("Administrasi Barang Milik Daerah pada Perangkat Daerah", "Administrasi Keuangan Perangkat Daerah"),
        ("Administrasi BMD", "Pengadaan Barang Milik Daerah Penunjang Urusan Pemerintah Daerah"),
        ("Administrasi BMD", "Pemeliharaan Barang Milik Daerah Penunjang Urusan Pemerintahan Daerah"),
        ("Administrasi Umum Perangkat Daerah", "Administrasi Kepegawaian Perangkat Daerah"),
        ("Pengadaan Barang Milik Daerah Penunjang Urusan", "Pemeliharaan Barang Milik Daerah Penunjang Urusan"),
        ("Penyediaan Peralatan dan Perlengkapan Kantor", "Penyediaan Peralatan Rumah Tangga"),
        ("Koordinasi dan Penyusunan Dokumen RKA-SKPD", "Koordinasi dan Penyusunan Dokumen Perubahan RKA-SKPD"),
        ("Koordinasi dan Penyusunan DPA-SKPD", "Koordinasi dan Penyusunan Perubahan DPA-SKPD"),
        ("Koordinasi dan Penyusunan Dokumen RKA-SKPD", "Koordinasi dan Penyusunan DPA-SKPD"),
        ("Pemberdayaan Kelurahan", "Pemberdayaan Lembaga Kemasyarakatan Tingkat Kecamatan"),
        ("Pemberdayaan Kelurahan", "Pemberdayaan dan Kesejahteraan Keluarga Tingkat Kecamatan dan Kelurahan"),
        ("Pemberdayaan Masyarakat di Kelurahan", "Pemberdayaan Kelurahan"),
        ("Penyusunan Laporan Keuangan Bulanan SKPD", "Penyusunan Laporan Keuangan Akhir Tahun SKPD"),
        ("Laporan Keuangan Triwulanan", "Laporan Keuangan Semesteran"),
        ("Penyediaan Jasa Surat Menyurat", "Penyediaan Jasa Pelayanan Umum Kantor"),
        ("Pemeliharaan Kendaraan Dinas Operasional", "Pemeliharaan Kendaraan Dinas Jabatan"),
        ("Pembangunan Sarana dan Prasarana Kelurahan", "Pemeliharaan Sarana dan Prasarana Kelurahan"),
        ("Pemeliharaan Jalan", "Pemeliharaan Jembatan"),
        ("Fasilitasi Kunjungan Tamu", "Fasilitasi Kunjungan Lapangan"),
        ("Penyediaan Gaji dan Tunjangan ASN", "Penyediaan Administrasi Pelaksanaan Tugas ASN"),
        ("Musrenbang Kelurahan Cipare", "Musrenbang Kelurahan Sumurpecung"),
        ("Pembinaan Wilayah I", "Pembinaan Wilayah II"),
        ("Rapat Koordinasi Triwulan 1", "Rapat Koordinasi Triwulan 2"),
    ],
    "program": [
        ("Program Penyelenggaraan Urusan Pemerintahan Umum", "Program Penunjang Urusan Pemerintahan Daerah"),
        (
            "Program Penyelenggaraan Pemerintahan dan Pelayanan Publik",
            "Program Penyelenggaraan Urusan Pemerintahan Umum",
        ),
        ("Program Pembinaan dan Pengawasan Pemerintahan Desa", "Program Pemberdayaan Masyarakat Desa dan Kelurahan"),
        ("Program Pengelolaan Pendidikan", "Program Pengelolaan Perpustakaan"),
        ("Program Perencanaan Pembangunan", "Program Pelaksanaan Pembangunan"),
    ],
    "indikator": [
        ("Indeks Kepuasan Masyarakat terhadap layanan RSUD", "Indeks Kepuasan Masyarakat"),
        ("Persentase Kelurahan Kategori Cepat Berkembang", "Persentase Kelurahan Kategori Berkembang"),
        ("Persentase Kelurahan Kategori Cepat Berkembang", "Persentase Kelurahan Kategori Kurang Berkembang"),
        ("Persentase temuan yang ditindaklanjuti", "Persentase temuan yang belum ditindaklanjuti"),
        ("Jumlah kecelakaan", "Jumlah kecelakaan fatal"),
        ("Nilai AKIP", "Nilai SPBE"),
        ("Nilai AKIP", "Indeks Kepuasan Masyarakat"),
        ("Jumlah penduduk laki-laki", "Jumlah penduduk perempuan"),
        ("Angka kematian ibu", "Angka kematian bayi"),
        ("Persentase jalan mantap", "Persentase jembatan mantap"),
    ],
}
"""Wordings that look alike and are not one."""


def decoys(hal: str) -> Ukuran:
    """Pair each decoy with the wording it resembles, as if neither had its own counterpart."""
    level = "sasaran" if hal == "indikator" else hal

    def row(text: str, at: int) -> _Row:
        return _baris(at, level, f"umpan {at}", text, text)

    return measured(hal, "umpan", [([row(a, 1)], [row(b, 2)], False) for a, b in DECOYS[hal]])


def all_measured() -> Iterator[Ukuran]:
    """Yield every kind: as printed, with the budgets beside the words, with rows missing, retyped, and decoys."""
    tables = documents()
    for hal in ("indikator", "program", "kegiatan", "sub kegiatan"):
        rows = [found for each in tables.values() if (found := of_kind(hal, each))]
        pairs = list(permutations(rows, 2))
        yield measured(hal, "antardokumen", [(a, b, False) for a, b in pairs])
        if hal != "indikator":
            yield measured(hal, "dengan pagu", [(a, b, True) for a, b in pairs])
        yield measured(hal, "baris hilang", list(_with_gaps(pairs or [(each, each) for each in rows])))
        for cara, change in RETYPED.items():
            yield measured(hal, cara, [(each, retyped(each, change), False) for each in rows])
        if hal in DECOYS:
            yield decoys(hal)


def _with_gaps(
    pairs: Sequence[tuple[Sequence[_Row], Sequence[_Row]]],
) -> Iterator[tuple[Sequence[_Row], Sequence[_Row], bool]]:
    """Yield two lists of rows with each row of the second left out in turn."""
    for ours, theirs in pairs:
        for gone in theirs:
            yield ours, [row for row in theirs if row is not gone], True


def main() -> None:
    for each in all_measured():
        found = f"{each.benar / each.ada:7.1%} ({each.benar}/{each.ada})" if each.ada else "      –"
        print(
            f"{each.hal:<13}{each.cara:<22}{found:<22} diam-diam {len(each.diam)}, perlu konfirmasi {len(each.tanya)}"
        )
        for text in each.diam:
            print(f"    SALAH DIAM-DIAM  {text}")
        for text in each.tanya:
            print(f"    ditanyakan  {text}")


if __name__ == "__main__":
    main()
