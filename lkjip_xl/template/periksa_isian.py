"""Drop-downs, input messages and the colours of cells that are missing or unknown."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from lkjip_xl.template.spesifikasi import KolomInduk, Spesifikasi
from lkjip_xl.template.tata_letak import Tempat

_MOST_TITLE, _MOST_MESSAGE = 32, 255
_CODES = frozenset({"kode", "kode_iku"})


def validate(book: Workbook, sheet: Worksheet, spec: Spesifikasi, tempat: Tempat) -> None:
    """Give a table's cells their drop-downs, messages and warning colours."""
    for kolom in tempat.tabel.kolom:
        at = tempat.kolom_dari(kolom.judul)
        sheet.data_validation(tempat.pertama, at, tempat.terakhir, at, _options(spec, kolom))
    for row, own in enumerate(tempat.tabel.isi):
        if "pilihan" in own:
            at = tempat.kolom_dari("Isi")
            chosen = KolomInduk(own["Hal"], 0, pilihan=own["pilihan"], pesan=own["Penjelasan"])
            sheet.data_validation(tempat.pertama + row, at, tempat.pertama + row, at, _options(spec, chosen))
    _colour_missing(book, sheet, spec, tempat)
    _colour_unknown(book, sheet, spec, tempat)


def _options(spec: Spesifikasi, kolom: KolomInduk) -> dict[str, Any]:
    text = spec.teks["peringatan"]
    message = text["hitungan"] if kolom.dihitung else kolom.pesan
    options: dict[str, Any] = {"validate": "any"}
    if kolom.dihitung:
        options["input_title"] = text["hitungan_judul"]
    elif message:
        options["input_title"] = kolom.judul[:_MOST_TITLE]
    if message:
        options["input_message"] = message[:_MOST_MESSAGE]
    if not kolom.dihitung:
        options |= _limits(spec, kolom, text)
    return options


def _limits(spec: Spesifikasi, kolom: KolomInduk, text: Mapping[str, str]) -> dict[str, Any]:
    """Return what a typed cell is checked for; a warning can always be overruled, a code is only coloured."""
    warning = {"error_type": "warning", "error_title": text["judul"]}
    if kolom.pilihan:
        source = spec.teks["daftar"].get(kolom.pilihan, f"=Daftar_{kolom.pilihan}")
        limits = {"validate": "list", "source": source, "error_message": text["pilihan"]}
        return limits | warning | ({"show_error": False} if kolom.pilihan in _CODES else {})
    if kolom.jenis in {"angka", "rp", "persen"}:
        return {"validate": "decimal", "criteria": ">=", "value": -1e15, "error_message": text["angka"]} | warning
    if kolom.jenis == "tanggal":
        return {"validate": "date", "criteria": ">=", "value": _FIRST_DATE, "error_message": text["tanggal"]} | warning
    return {}


_FIRST_DATE = "=DATE(1990,1,1)"


def _colour_missing(book: Workbook, sheet: Worksheet, spec: Spesifikasi, tempat: Tempat) -> None:
    """Colour a required cell that is empty in a row somebody began."""
    look = book.add_format({"bg_color": spec.teks["warna"]["wajib"]})
    row, (first, last) = tempat.pertama, (tempat.kolom, tempat.kolom_terakhir)
    whole = xl_range(row, first, row, last).replace(str(row + 1), "")
    begun = ":".join(f"${letters}{row + 1}" for letters in whole.split(":"))
    if first == last:
        return
    for kolom in tempat.tabel.kolom:
        if kolom.wajib:
            at = tempat.kolom_dari(kolom.judul)
            formula = f"=AND(LEN({xl_rowcol_to_cell(row, at)})=0,SUMPRODUCT(LEN({begun}))>0)"
            options = {"type": "formula", "criteria": formula, "format": look}
            sheet.conditional_format(row, at, tempat.terakhir, at, options)


def _colour_unknown(book: Workbook, sheet: Worksheet, spec: Spesifikasi, tempat: Tempat) -> None:
    """Colour a code that no table knows: its first looked-up cell stays empty."""
    looked_up = next((kolom for kolom in tempat.tabel.kolom if kolom.cari and kolom.jenis == "teks"), None)
    if looked_up is None:
        return
    row, at = tempat.pertama, tempat.kolom
    code, found = xl_rowcol_to_cell(row, at), xl_rowcol_to_cell(row, tempat.kolom_dari(looked_up.judul))
    look = book.add_format({"bg_color": spec.teks["warna"]["asing"], "font_color": "#9C0006"})
    options = {"type": "formula", "criteria": f"=AND(LEN(${code})>0,LEN(${found})=0)", "format": look}
    sheet.conditional_format(row, at, tempat.terakhir, at, options)
