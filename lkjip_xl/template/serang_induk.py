"""The master filled with the printed tables of LKjIP Kecamatan Serang 2025, their faults typed over the formulas.

The codes of Struktur are our reading of Permendagri 90/2019 and its updates (Kepmendagri 050-5889, 900.1), and so are
the links kode_baris.csv makes: the report prints neither. What it prints and the master has no place for stays out:
iku_perubahan.csv (a second IKU table that contradicts the first), tabel_3_10 (repeats 3.1), the capaian of tabel_3_5
(their targets are printed nowhere), "Tingkat" of 3.7, "Formula Pengukuran" of 3.2, "No" of PK and Rencana Aksi, totals.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from lkjip_xl.angka import read_angka
from lkjip_xl.pesan import read_toml
from lkjip_xl.template.cetak import typed
from lkjip_xl.template.induk import write_master
from lkjip_xl.template.isi_timpa import timpa
from lkjip_xl.template.isian import Isian
from lkjip_xl.template.rumus_dasar import BarisIsian, Nilai
from lkjip_xl.template.rumus_kinerja import QUARTERS
from lkjip_xl.template.spesifikasi import Spesifikasi, spesifikasi, with_titles
from lkjip_xl.template.tabel import read

FILE_NAME = "serang_2025_master.xlsx"
EMPTY_NAME = "LKjIP_Master.xlsx"
TAHUN = 2025
_MAP = "template/serang_induk.toml"
_IKM = "T1"
_OTHERS = "TabelAntarKecamatan"
_MONTHS = {"Maret": 3, "Oktober": 10}


def build(path: Path) -> None:
    """Write the Serang master."""
    write_master(path, *serang())


def build_empty(path: Path) -> None:
    """Write the empty master of a kecamatan for the same year."""
    write_master(path, spesifikasi(TAHUN, "kecamatan"), {})


def serang() -> tuple[Spesifikasi, Isian]:
    """Return the master's description and the printed tables as typed rows."""
    spec = with_titles(spesifikasi(TAHUN, "kecamatan"), _OTHERS, read("tabel_3_8_antar_kecamatan").head[1:])
    return spec, timpa(spec, dict(_tables(spec)))


def _tables(spec: Spesifikasi) -> Iterator[tuple[str, list[BarisIsian]]]:
    codes = {nama: codes.split() for nama, codes in _pairs("kode_baris").items()}
    for entry in read_toml(_MAP)["tabel"]:
        rows = list(_rows(spec, entry, codes.get(entry["csv"], [])))
        yield entry["tabel"], rows
    known = _pairs("identitas")
    yield "TabelIdentitas", [{"Hal": hal, "Isi": known[hal]} for hal in ("Perangkat Daerah", "Pemerintah Daerah")]
    yield "TabelKetentuan", [{"Hal": "Jumlah kelurahan", "Isi": printed(known["Jumlah kelurahan"])}]
    yield "TabelDokumen", [_dokumen(row, known) for row in spec.tabel["TabelDokumen"].isi]
    yield "TabelUnsur", [{"Unsur Pelayanan": unsur} for unsur in dict.fromkeys(row[1] for row in _ikm())]
    yield _OTHERS, list(_others())


def _pairs(name: str) -> dict[str, str]:
    """Return a csv of two columns as what it maps."""
    return {row[0]: row[1] for row in read(name).rows}


def _ikm() -> tuple[tuple[str, ...], ...]:
    return read("tabel_3_3_ikm_unsur").rows


def _others() -> Iterator[BarisIsian]:
    table = read("tabel_3_8_antar_kecamatan")
    for row in table.rows:
        yield {judul: printed(text) for judul, text in zip(table.head, row, strict=True)}


def _rows(spec: Spesifikasi, entry: Mapping[str, Any], codes: list[str]) -> Iterator[BarisIsian]:
    """Yield a printed table's rows under the master's titles; a printed blank blanks what a formula would show."""
    table = read(entry["csv"])
    titles = {judul: judul for judul in entry.get("sama", ())} | entry.get("kolom", {})
    computed = {kolom.judul for kolom in spec.tabel[entry["tabel"]].kolom if kolom.dihitung}
    for number, row in enumerate(each for each in table.rows if each[0] or not entry.get("tanpa")):
        kode: dict[str, Nilai] = {entry["kode"]: codes[number]} if codes else {}
        cells = [(titles[title], text) for title, text in zip(table.head, row, strict=True) if title in titles]
        filled = {judul: printed(text) for judul, text in cells if text}
        blank = {judul: "" for judul, text in cells if not text and judul in computed}
        own = blank | kode | filled | {judul: printed(text) for judul, text in entry.get("tambah", {}).items()}
        yield {**own, **_from_elsewhere(entry["tabel"], codes[number] if codes else "")}


def _from_elsewhere(tabel: str, kode: str) -> BarisIsian:
    """Return what another table prints of a row: an IKU's jenjang and who answers for it, the quarters of the IKM."""
    if tabel == "TabelIKU":
        codes = _pairs("kode_baris")
        jenjang = read("renja").rows[codes["renja"].split().index(kode)][1]
        person = read("rencana_aksi").rows[codes["rencana_aksi"].split().index(kode)][-1]
        return {"Jenjang": jenjang, "Penanggung Jawab": person}
    if tabel == "TabelRealisasiIKU" and kode == _IKM:
        known = _pairs("identitas")
        return {f"Realisasi TW {each}": printed(known[f"IKM triwulan {each} {TAHUN}"]) for each in QUARTERS}
    return {}


def printed(text: str) -> Nilai:
    """Return a printed text as staff type it: a number where it is one, with as many decimals as were printed."""
    number = read_angka(text).nilai if typed(text).number is not None else None
    return text if number is None else number


def _dokumen(row: Mapping[str, Any], known: Mapping[str, str]) -> BarisIsian:
    """Return a row of TabelDokumen with its printed date, which goes into the remarks where it has no day."""
    named = (each["hal"] for each in read_toml(_MAP)["dokumen"] if _is_named(row, each))
    text = known.get(next(named, ""), "")
    day, month, year = text.split() if text.count(" ") == 2 else ("", "", "")
    if day:
        return dict(row) | {"Tanggal": date(int(year), _MONTHS[month], int(day))}
    return dict(row) | ({"Keterangan Dokumen": text} if text else {})


def _is_named(row: Mapping[str, Any], entry: Mapping[str, str]) -> bool:
    return (row["Dokumen"], row.get("Versi")) == (entry["nama"], entry.get("versi"))
