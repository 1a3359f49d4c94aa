"""The rows of printed tables: which of the master's, in what order, the goals above them and what stands below."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from lkjip_xl.angka import bulatkan
from lkjip_xl.pesan import pesan, read_toml
from lkjip_xl.template.isian import Buku
from lkjip_xl.template.kota.model import JUMLAH, LETAK, PENDUKUNG, PREDIKAT, Iku, Kantor
from lkjip_xl.template.rumus_dasar import Nilai
from lkjip_xl.template.tabel import Row

D = Decimal
_PAGU, _REALISASI = "Pagu Berlaku", "Jumlah Realisasi"


class BarisCetak(NamedTuple):
    """One printed row: the master's row, below 0 where it has none, and what is printed in place of its cells."""

    baris: int
    isi: Mapping[str, str]


def susunan(buku: Buku, kantor: Kantor, entry: Mapping[str, Any]) -> list[BarisCetak]:
    """Return the rows of a printed table in their order."""
    nama = entry["tabel"]
    every = range(len(kantor.isian.get(nama, ())))
    kept = [row for row in every if not entry.get("tanpa_sub") or buku.nilai(nama, row, "Jenjang") != "sub kegiatan"]
    if entry.get("per_sasaran") and kantor.pola.kecamatan:
        return list(_per_sasaran(buku, kantor, nama, kept))
    if entry.get("sebagai") == PENDUKUNG:
        return [BarisCetak(row, _pendukung(buku, kantor, row)) for row in kept] if PENDUKUNG in kantor.isian else []
    return [BarisCetak(row, {}) for row in kept]


def _per_sasaran(buku: Buku, kantor: Kantor, nama: str, rows: Sequence[int]) -> Iterator[BarisCetak]:
    """Yield every goal with the sum of its programmes, of all of them where it is a tujuan, and its own below it."""
    moved = {row["Kode"]: row["Kode Indikator"] for row in kantor.isian.get(LETAK, ())}
    for number, iku in enumerate(kantor.pola.iku, 1):
        served = tuple(kode for kode, each in kantor.pola.program.items() if moved.get(kode, each) == iku.kode)
        own = [row for row in rows if str(buku.nilai(nama, row, "Kode")).startswith(served)]
        if own:
            yield BarisCetak(-number, _sasaran(buku, nama, iku, rows if iku.jenjang == "tujuan" else own))
            yield from (BarisCetak(row, {}) for row in own)


def _sasaran(buku: Buku, nama: str, iku: Iku, rows: Sequence[int]) -> dict[str, str]:
    programs = [row for row in rows if buku.nilai(nama, row, "Jenjang") == "program"]
    sums = {judul: sum(_numbers(buku, nama, programs, judul), D(0)) for judul in (_PAGU, _REALISASI)}
    share = sums[_REALISASI] / sums[_PAGU] * 100 if sums[_PAGU] else D(0)
    money = {judul: tercetak(amount, "rp") for judul, amount in sums.items()}
    return {"Jenjang": iku.jenjang, "Uraian": iku.uraian, "Serapan": tercetak(share, "persen"), **money}


def _numbers(buku: Buku, nama: str, rows: Sequence[int], judul: str) -> list[Decimal]:
    return [value for row in rows if isinstance(value := buku.nilai(nama, row, judul), Decimal)]


def _pendukung(buku: Buku, kantor: Kantor, row: int) -> dict[str, str]:
    """Return what Tabel 3.10 prints of a row of Tabel 3.1: the name of each level in its own column."""
    kode, jenjang, uraian, indikator = (
        str(buku.nilai("TabelRealisasi", row, judul)) for judul in ("Kode", "Jenjang", "Uraian", "Indikator Kinerja")
    )
    other = {each["Kode"]: each["Indikator Kinerja"] for each in kantor.isian[PENDUKUNG]}
    named = {"IKU": "", "Program": "", "Kegiatan": "", "Indikator Kinerja": other.get(kode, indikator)}
    if jenjang in {"program", "kegiatan"}:
        return named | {jenjang.capitalize(): uraian}
    return named | {"IKU": indikator, "Indikator Kinerja": ""}


def kaki(buku: Buku, kantor: Kantor, entry: Mapping[str, Any], titles: Sequence[str]) -> list[Row]:
    """Return the rows below a table: its total, the mean of a column, the predikat of its score."""
    nama, off = entry["tabel"], _selisih(kantor, entry["tabel"])
    found: list[Mapping[str, str]] = []
    if "jumlah" in entry:
        found.append(_jumlah(buku, nama, titles, entry["jumlah"], off))
    if "rata_rata" in entry:
        words, judul = entry["rata_rata"]
        values = buku.angka(nama, judul)
        mean = sum(values, D(0)) / len(values) + off if values else D(0)
        found.append({_first(titles): words, judul: tercetak(mean, "persen")})
    if "predikat" in entry:
        words, judul = entry["predikat"]
        said = next((row["Isi"] for row in kantor.isian.get(PREDIKAT, ())), predikat(sum(buku.angka(nama, judul), off)))
        found.append({_first(titles): words, judul: said})
    return [tuple(each.get(title, "") for title in titles) for each in found]


def _jumlah(buku: Buku, nama: str, titles: Sequence[str], summed: Sequence[str], selisih: Decimal) -> Mapping[str, str]:
    """Return the total row: what each column sums up to, the last one off by what is wrong on purpose."""
    tabel = buku.tabel[nama]
    totals = {title: sum(buku.angka(nama, title), selisih * (title == summed[-1])) for title in summed}
    shown = {title: tercetak(total, tabel.kolom[tabel.letak(title)].jenis) for title, total in totals.items()}
    return {_first(titles): pesan("kota.jumlah")} | shown


def _first(titles: Sequence[str]) -> str:
    """Return the column that names a table's rows."""
    return next(title for title in titles if title in {"Program", "Komponen", "Indikator Kinerja Utama"})


def _selisih(kantor: Kantor, nama: str) -> Decimal:
    """Return by how much a table's printed total or mean is wrong on purpose."""
    rows = kantor.isian.get(JUMLAH, ())
    return sum((row["Isi"] for row in rows if row["Tabel"] == nama), D(0))


def predikat(nilai: Decimal) -> str:
    """Return the predikat a score has: the first class it lies above."""
    classes: Mapping[str, int] = read_toml("template/kota/cetak.toml")["predikat"]
    return next((letters for letters, above in classes.items() if nilai > above), "D")


def tercetak(value: Nilai, jenis: str) -> str:
    """Return a value as the report prints it: 83,75 and 1.250.000."""
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    if not isinstance(value, Decimal):
        return str(value)
    rounded = bulatkan(value)
    if rounded == rounded.to_integral_value() and jenis != "persen":
        return f"{int(rounded):,}".replace(",", ".")
    return f"{rounded:.2f}".replace(".", ",")
