"""Brings what is typed in a filled master, of whatever version, into the present one, and lists what has no place."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.nilai import is_date_format
from lkjip_xl.table import Cell, Sheet, address
from lkjip_xl.template.isi_kolom import match_columns, plain
from lkjip_xl.template.isi_sisa import Sisa, Terisi
from lkjip_xl.template.isi_timpa import Tempat, shows, timpa
from lkjip_xl.template.isian import Buku, Isian
from lkjip_xl.template.perbarui_blok import Blok, blocks, pair_blocks
from lkjip_xl.template.perbarui_sisa import outside
from lkjip_xl.template.rumus_dasar import BarisIsian, Nilai
from lkjip_xl.template.spesifikasi import KolomInduk, Spesifikasi, TabelInduk, spesifikasi, with_titles

_OTHERS = "TabelAntarKecamatan"
_IDENTITY = "TabelIdentitas"
_STAMP = "Versi Templat"
_CORE = frozenset({"TabelIKU", "TabelStruktur"})
_SERIAL_ZERO = date(1899, 12, 30)
_MOST_DAYS = 2_958_465
_ANY_YEAR = 2025


class Terbaca(NamedTuple):
    """A table of the old master, read: its rows, what its formulas showed, and what could not be carried."""

    rows: list[BarisIsian]
    dihitung: list[tuple[Tempat, Nilai]]
    dulu_isian: list[Tempat]
    sisa: list[Sisa]


def perbarui(sheets: Sequence[Sheet]) -> Terisi | None:
    """Return what an older master says as the present one's typed rows; None where the workbook is no master."""
    found = blocks(sheets)
    guess = pair_blocks(spesifikasi(_ANY_YEAR, "kecamatan"), found)
    known = _identity(guess.get(_IDENTITY))
    if not _CORE & guess.keys() or not known.get("Tahun", "").isdecimal():
        return None
    spec = _spec(known)
    pairs = pair_blocks(spec, found)
    if _OTHERS in pairs:
        spec = with_titles(spec, _OTHERS, _other_titles(pairs[_OTHERS]))
    read = {nama: _read(spec.tabel[nama], blok) for nama, blok in pairs.items()}
    isian = _without_defaults(spec, {nama: each.rows for nama, each in read.items() if each.rows})
    isian = timpa(spec, isian, [place for each in read.values() for place in each.dulu_isian])
    sisa = [one for each in read.values() for one in each.sisa]
    sisa += _changed(spec, isian, [one for each in read.values() for one in each.dihitung])
    return Terisi(spec, isian, tuple(sisa + list(outside(spec, sheets, found, pairs))))


def _identity(blok: Blok | None) -> dict[str, str]:
    """Return the words of the identity table by what they are about."""
    if blok is None:
        return {}
    hal, isi, *_ = sorted(blok.judul)
    cells = ((blok.cell(row, hal).value, blok.cell(row, isi).value) for row in blok.rows)
    return {str(name).strip(): "" if value is None else str(value).strip() for name, value in cells if name}


def _spec(known: Mapping[str, str]) -> Spesifikasi:
    jenis = "kecamatan" if plain(known.get("Jenis", "")).startswith("kecamatan") else "perangkat daerah"
    start = known.get("Tahun Awal Renstra", "")
    return spesifikasi(int(known["Tahun"]), jenis, int(start) if start.isdecimal() else None)


def _other_titles(blok: Blok) -> list[str]:
    return [" ".join(title.split()) for _, title in sorted(blok.judul.items()) if plain(title) != "kecamatan"]


def _read(tabel: TabelInduk, blok: Blok) -> Terbaca:
    """Read every row somebody typed in; a blank in a column of formulas has been blanked on purpose."""
    titles = match_columns(tabel, blok.judul.values())
    columns = {
        column: tabel.kolom[tabel.letak(titles[title])] for column, title in blok.judul.items() if title in titles
    }
    columns = {column: kolom for column, kolom in columns.items() if _first_of(column, kolom, columns)}
    formulas = {column for column in columns if any(blok.cell(row, column).formula is not None for row in blok.rows)}
    read = Terbaca([], [], [], [])
    for row in blok.rows:
        typed = dict(_typed(blok, row, columns, formulas))
        if not _begun(typed):
            continue
        if tabel.nama == _IDENTITY and typed.get("Hal") == _STAMP:
            continue
        number = len(read.rows)
        read.rows.append(typed)
        read.dulu_isian.extend(
            (tabel.nama, number, columns[at].judul)
            for at in columns.keys() - formulas
            if _is_computed_now(columns[at], typed)
        )
        read.dihitung.extend(_shown(tabel, blok, row, number, columns))
    read.sisa.extend(_unplaced(tabel, blok, columns))
    return read


def _first_of(column: int, kolom: KolomInduk, columns: Mapping[int, KolomInduk]) -> bool:
    return column == min(at for at, other in columns.items() if other.judul == kolom.judul)


def _is_computed_now(kolom: KolomInduk, typed: BarisIsian) -> bool:
    return kolom.dihitung and kolom.judul in typed


def _begun(typed: BarisIsian) -> bool:
    return any(value != "" for value in typed.values())


def _typed(blok: Blok, row: int, columns: Mapping[int, KolomInduk], formulas: set[int]) -> Iterator[tuple[str, Nilai]]:
    for column, kolom in columns.items():
        cell = blok.cell(row, column)
        if kolom.dihitung and cell.formula is not None:
            continue
        value = nilai(cell, kolom)
        if value != "":
            yield kolom.judul, value
        elif kolom.dihitung and column in formulas and row <= blok.sampai and cell.formula is None:
            yield kolom.judul, ""


def nilai(cell: Cell, kolom: KolomInduk) -> Nilai:
    """Return what a cell holds as it goes into a column: dates as dates, codes as text, numbers exact."""
    value = cell.value
    if isinstance(value, Decimal):
        if kolom.jenis == "kode":
            return f"{value.normalize():f}"
        if is_date_format(cell.number_format) and 1 <= value <= _MOST_DAYS:
            day = _SERIAL_ZERO + timedelta(days=int(value))
            return day if kolom.jenis == "tanggal" else f"{day:%d/%m/%Y}"
        return value
    if cell.kind == "galat" or value is None:
        return ""
    return value if isinstance(value, str) else "ya" if value else "tidak"


def _shown(
    tabel: TabelInduk, blok: Blok, row: int, number: int, columns: Mapping[int, KolomInduk]
) -> Iterator[tuple[Tempat, Nilai]]:
    """Yield what the formulas of a row showed, to be compared with what those of the present master show."""
    for column, kolom in columns.items():
        cell = blok.cell(row, column)
        if (
            kolom.dihitung
            and cell.formula is not None
            and isinstance(cell.value, Decimal | str)
            and cell.kind != "galat"
        ):
            yield (tabel.nama, number, kolom.judul), cell.value


def _unplaced(tabel: TabelInduk, blok: Blok, columns: Mapping[int, KolomInduk]) -> Iterator[Sisa]:
    """Yield the columns the present table does not have, and the errors and formulas typed into the others."""
    for column, title in blok.judul.items():
        cells = [blok.cell(row, column) for row in blok.rows]
        filled = [cell for cell in cells if cell.value is not None and cell.value != ""]
        if column not in columns:
            if filled:
                yield Sisa(blok.sheet.name, _span(filled), "kolom_lain", title, str(len(filled)))
            continue
        if broken := [
            cell for cell in filled if cell.kind == "galat" and not (columns[column].dihitung and cell.formula)
        ]:
            yield Sisa(blok.sheet.name, _span(broken), "galat", title, str(len(broken)))
        own = [
            cell
            for cell in filled
            if cell.formula is not None and not columns[column].dihitung and cell.kind != "galat"
        ]
        if own:
            yield Sisa(blok.sheet.name, _span(own), "rumus_sendiri", title, str(len(own)))
    if tabel.tetap and "Hal" in blok.judul.values():
        yield from _unknown_rows(tabel, blok)


def _unknown_rows(tabel: TabelInduk, blok: Blok) -> Iterator[Sisa]:
    known = {row["Hal"] for row in tabel.isi}
    at = next(column for column, title in blok.judul.items() if title == "Hal")
    for row in blok.rows:
        hal = blok.cell(row, at).value
        if hal is not None and hal not in known:
            yield Sisa(blok.sheet.name, address(row, at), "baris_lain", str(hal))


def _span(cells: Sequence[Cell]) -> str:
    first, last = cells[0], cells[-1]
    return address(first.row, first.column) + (f":{address(last.row, last.column)}" if len(cells) > 1 else "")


def _without_defaults(spec: Spesifikasi, isian: Isian) -> Isian:
    """Leave out what an empty master holds as well: its tables have as many blank rows as they had."""
    empty = {nama: _visible(spec.tabel[nama], rows) for nama, rows in Buku(spec, {}).isian.items()}
    kept = {
        nama: _own_answers(rows, empty[nama]) if spec.tabel[nama].tetap else rows
        for nama, rows in isian.items()
        if [dict(row) for row in rows] != empty[nama]
    }
    return {nama: rows for nama, rows in kept.items() if rows}


def _own_answers(rows: Sequence[BarisIsian], empty: Sequence[BarisIsian]) -> Sequence[BarisIsian]:
    """Return the answers that differ from those an empty master gives; a table without answers stays as it is."""
    if not any("Hal" in row for row in empty):
        return rows
    given = {row["Hal"]: row.get("Isi", "") for row in empty}
    return [
        {"Hal": row["Hal"], "Isi": row["Isi"]}
        for row in rows
        if row.get("Hal") in given and "Isi" in row and row["Isi"] != given[row["Hal"]]
    ]


def _visible(tabel: TabelInduk, rows: Sequence[BarisIsian]) -> list[BarisIsian]:
    titles = {kolom.judul for kolom in tabel.kolom}
    return [{key: value for key, value in row.items() if key in titles} for row in rows]


def _changed(spec: Spesifikasi, isian: Isian, before: Sequence[tuple[Tempat, Nilai]]) -> Iterator[Sisa]:
    """Yield the computed cells that show something else now than they did: an old formula may have been another."""
    buku = Buku(spec, isian)
    sheets = {tabel.nama: lembar.nama for lembar in spec.lembar for tabel in lembar.tabel}
    for place, value in before:
        nama, row, judul = place
        now = buku.nilai(nama, row, judul) if nama in isian else value
        if not shows(now, value):
            named = f"{buku.nilai(nama, row, spec.tabel[nama].kolom[0].judul)}, {judul}"
            yield Sisa(sheets[nama], named, "hasil_lain", _text(value), _text(now))


def _text(value: Nilai) -> str:
    from lkjip_xl.angka import format_angka

    return format_angka(value.normalize(), 2) if isinstance(value, Decimal) else str(value)
