"""Writes a folder of invented offices, the files a folder also holds, and the manifest of what is wrong in which."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lkjip_xl.books.ooxml.atomic import unwritable
from lkjip_xl.pesan import UnusableFileError, pesan
from lkjip_xl.table import address
from lkjip_xl.template.isian import Buku
from lkjip_xl.template.kota import rusak
from lkjip_xl.template.kota.cetakan import tuang
from lkjip_xl.template.kota.goresan import gores
from lkjip_xl.template.kota.jenis_salah import SEMUA
from lkjip_xl.template.kota.lembar_cetak import Tempat, cetak
from lkjip_xl.template.kota.model import Kantor
from lkjip_xl.template.kota.salah import INDUK, Harap, KantorSalah, Tersuntik, suntik
from lkjip_xl.template.kota.sebatch import Antarberkas, antarberkas, diubah, tambahan
from lkjip_xl.template.kota.susunan import Calon, Permintaan, calon
from lkjip_xl.template.tata_letak import place_all

MANIFES = "manifes.json"
Json = dict[str, Any]


class Ringkas(NamedTuple):
    """What was written: how many workbooks, how many of them with faults, how many faults, how many other files."""

    buku: int
    salah: int
    kesalahan: int
    lain: int


class Gambar(NamedTuple):
    """A workbook drawn: its bytes and where the cells of a master's tables stand in it."""

    isi: bytes
    tempat: Tempat


def tulis(folder: Path, minta: Permintaan) -> Ringkas:
    """Write the folder; raises UnusableFileError where it is there and holds anything, or cannot be written."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UnusableFileError("folder_berisi", folder=str(folder))
        folder.mkdir(parents=True, exist_ok=True)
        between = list(antarberkas(minta))
        entries = [_tulis_kantor(folder, minta, diubah(each, between)) for each in calon(minta)]
        entries += [_tulis_kantor(folder, minta, each) for each in tambahan(minta, between)]
        extra = _tulis_lain(folder, entries) | {"batch": [_antarberkas(each, entries) for each in between]}
        manifest = _manifes(minta, entries, extra)
        (folder / MANIFES).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as fault:
        raise unwritable(folder, fault) from fault
    faults = [len(each["kesalahan"]) for each in manifest["berkas"]]
    lain = len(manifest["gagal"]) + len(manifest["dilewati"])
    return Ringkas(len(faults), sum(map(bool, faults)), sum(faults), lain)


def gambar(each: Kantor, tata_letak: str, angka_teks: bool = False) -> Gambar:
    """Draw an office as a master or as printed sheets."""
    if tata_letak != INDUK:
        return Gambar(*cetak(each, angka_teks))
    return Gambar(tuang(each), _di_induk(each))


def _di_induk(each: Kantor) -> Tempat:
    return {
        (nama, row, kolom.judul): (
            tempat.lembar,
            address(tempat.pertama + row + 1, tempat.kolom_dari(kolom.judul) + 1),
        )
        for nama, tempat in place_all(each.spec.lembar, Buku(each.spec, each.isian)).items()
        for row in range(tempat.tinggi)
        for kolom in tempat.tabel.kolom
    }


def _tulis_kantor(folder: Path, minta: Permintaan, each: Calon) -> Json:
    made = KantorSalah(each.kantor, ())
    if each.salah:
        made = suntik(each.kantor, each.tata_letak, SEMUA, each.rng(minta.benih, "salah"))
    return tulis_satu(folder, each, made)


def tulis_satu(folder: Path, each: Calon, made: KantorSalah) -> Json:
    """Write one workbook and return its entry of the manifest."""
    drawn = gambar(made.kantor, each.tata_letak, made.angka_teks)
    isi = gores(drawn.isi, [(mark.cara, *drawn.tempat[mark[1:]]) for mark in made.gores])
    path = folder / each.berkas
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(rusak.dengan_makro(isi) if each.makro else isi)
    return {
        "berkas": each.berkas,
        "kantor": each.kantor.nama,
        "pemerintah_daerah": each.kantor.kota,
        "tahun": each.kantor.tahun,
        "tata_letak": each.tata_letak,
        "kesalahan": [_kesalahan(fault, drawn.tempat, made.kantor) for fault in made.salah],
    }


def _kesalahan(fault: Tersuntik, tempat: Tempat, kantor: Kantor) -> Json:
    first, *others = (_temuan(each, tempat, kantor) for each in fault.harap)
    return {"jenis": fault.jenis, **first, "akibat": others}


def _temuan(harap: Harap, tempat: Tempat, kantor: Kantor) -> Json:
    lembar, sel = tempat[harap[1:]] if harap.tabel else ("", "")
    rows = kantor.isian.get(harap.tabel, [])
    row = rows[harap.baris] if harap.baris < len(rows) else {}
    words = next((row[title] for title in _SEBUTAN if title in row), "")
    return {"kode": harap.kode, "lembar": lembar, "sel": sel, "baris": str(words)}


_SEBUTAN = ("Kode", "Kode Indikator", "Kecamatan", "Kelurahan", "Indikator", "Komponen", "Jabatan", "Dokumen", "Hal")


def _antarberkas(each: Antarberkas, entries: Sequence[Json]) -> Json:
    """Return what is wrong between workbooks; numbers are those the entries have, in order."""
    return {"jenis": each.jenis, "berkas": [entries[nomor - 1]["berkas"] for nomor in each.nomor], **each.rincian}


def _tulis_lain(folder: Path, entries: list[Json]) -> Json:
    """Write what a folder holds besides good workbooks; nothing of the kind beside six real kecamatan alone."""
    found: Json = {"gagal": [], "dilewati": []}
    invented = [each for each in entries if each["pemerintah_daerah"] != "Kota Serang"]
    if not invented:
        return found
    data = (folder / invented[0]["berkas"]).read_bytes()
    for nama, sebab, isi in (
        ("rekaan-rusak.xlsx", "rusak", rusak.terpotong(data)),
        ("rekaan-berkata-sandi.xlsx", "berkata_sandi", rusak.berkata_sandi()),
    ):
        (folder / nama).write_bytes(isi)
        found["gagal"].append({"berkas": nama, "sebab": sebab})
    for nama, sebab, isi in (
        ("~$rekaan-0001.xlsx", "kunci", rusak.kunci("Rekaan")),
        (".rekaan-tersembunyi.xlsx", "tersembunyi", data),
    ):
        (folder / nama).write_bytes(isi)
        found["dilewati"].append({"berkas": nama, "sebab": sebab})
    return found


def _manifes(minta: Permintaan, entries: Sequence[Json], extra: Mapping[str, Any]) -> Json:
    about = {"keterangan": pesan("kota.keterangan"), **minta._asdict()}
    return about | {"berkas": list(entries), **extra}
