"""The tables of realisasi: complete, possible, of the right year, and measuring what the plans plan."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from lkjip_xl.model import Baris, Nilai
from lkjip_xl.periode import periode
from lkjip_xl.rules.dasar import Kena, SebagianError, TidakBisaError, aturan
from lkjip_xl.rules.kebiasaan import capaian_kantor
from lkjip_xl.rules.kegiatan import REALISASI, tak_terealisasi
from lkjip_xl.rules.kehadiran import belum_terbaca, hilang
from lkjip_xl.rules.konteks import IKU_LEVELS, Konteks, same_number
from lkjip_xl.rules.label import berlabel
from lkjip_xl.rules.nama import bagian, nilai_akip
from lkjip_xl.rules.satuan import sesatuan
from lkjip_xl.rules.sebutan import daftar, tulis
from lkjip_xl.rules.suara import sama_tulisan
from lkjip_xl.rules.triwulan import jatuh_tempo, rencana_triwulan, terisi
from lkjip_xl.rules.ungkapan import alamat, pendek
from lkjip_xl.rules.uraian import ref_uraian
from lkjip_xl.rules.versi import berlaku
from lkjip_xl.sel import angka, teks
from lkjip_xl.table import CellRef, Sheet

_TABLES = ("capaian_iku", "realisasi", "program_pendukung")
_ANY = "|".join(_TABLES)
_PROOF = {"capaian_iku": "bukti_dukung", "realisasi": "bukti_dukung", "monev": "tautan"}
_FULL = Decimal(100)
_YEAR_OF_AKIP = re.compile(r"^\s*tahun (?:nilai|penilaian|hasil evaluasi) s?akip\b", re.IGNORECASE)
_AKIP = re.compile(r"\bs?akip\b|akuntabilitas kinerja", re.IGNORECASE)


@aturan("RL002", "pk|pk_program", _ANY)
def indikator_pk_tanpa_realisasi(konteks: Konteks) -> Iterator[Kena]:
    """Yield indicators and programmes of the Perjanjian Kinerja that no table of realisasi has a row for."""
    if konteks.iku(*_TABLES):
        for each in hilang(konteks, "pk", *_TABLES):
            yield Kena(each.baris.ref("indikator"), {"baris": pendek(each.baris.nama)}, each.baris)
    elif not konteks.level("program", kinds=_TABLES):
        raise TidakBisaError("isi", tabel="indikator pada tabel realisasi")
    if konteks.level("program", kinds=_TABLES):
        yield from _programs_without(konteks)
    unread = konteks.once(belum_terbaca)
    missing = (each.of("pk") for each in konteks.indikator if not each.of(*_TABLES))
    sheets = {unread.get(konteks.words(row.indikator), "") for rows in missing for row in rows} - {""}
    if sheets:
        raise SebagianError("belum_terbaca", lembar=daftar(sorted(sheets)))


def _programs_without(konteks: Konteks) -> Iterator[Kena]:
    in_force = {id(row) for row in berlaku(konteks.rows("pk_program"))}
    there = {konteks.words(row.uraian) for row in konteks.all_rows(*_TABLES) if not _says_goal(row)}
    for sebaris in konteks.program:
        row = next((row for row in sebaris.of("pk_program") if id(row) in in_force), None)
        if row and row.nama and not sebaris.of(*_TABLES) and konteks.words(row.uraian) not in there:
            ref = row.ref("indikator" if row.has("indikator") else "program")
            yield Kena(ref, {"baris": pendek(row.indikator or row.uraian)}, row)


def _says_goal(row: Baris) -> bool:
    """Tell whether a row is surely a goal: "Meningkatnya pengelolaan arsip" has the words of its programme.

    It is where its table is of key indicators alone, or says the row's level.
    """
    stated = row.table.cell(row.row, "jenjang") if "jenjang" in row.table.positions else None
    sure = row.table.kind == "capaian_iku" or (stated is not None and not stated.is_blank)
    return sure and row.jenjang in IKU_LEVELS


@aturan("RL003", _ANY)
def persentase_di_atas_100(konteks: Konteks) -> Iterator[Kena]:
    """Yield shares whose realisasi is above 100, once per indicator."""
    found: dict[str, list[Baris]] = {}
    for row in konteks.rows(*_TABLES):
        value = angka(row, "realisasi").nilai
        if bagian(row.indikator) and value is not None and value > _FULL:
            found.setdefault(konteks.words(row.indikator), []).append(row)
    for rows in found.values():
        refs = [row.ref("realisasi") for row in rows]
        words = {"baris": pendek(rows[0].nama)}
        yield Kena(refs[0], words, rows[0], tuple(refs[1:]), tulis(angka(rows[0], "realisasi")))


@aturan("RL004", "capaian_iku|realisasi")
def sumber_data_kosong(konteks: Konteks) -> Iterator[Kena]:
    """Yield key indicators with a realisasi but no source of it."""
    return _blank(konteks, lambda _: ["sumber_data"], ["sumber_data"], "Sumber Data")


@aturan("RL005", "capaian_iku|realisasi")
def faktor_kosong(konteks: Konteks) -> Iterator[Kena]:
    """Yield key indicators without what helped them, or where the target was missed without what hindered them."""
    reached = capaian_kantor(konteks)

    def needed(row: Baris) -> list[str]:
        if id(row) not in reached:
            return []
        return ["faktor_penghambat" if reached[id(row)] < _FULL else "faktor_pendukung"]

    fields = ["faktor_pendukung", "faktor_penghambat"]
    return _blank(konteks, needed, fields, "Faktor Pendukung atau Faktor Penghambat")


@aturan("RL006", "capaian_iku|realisasi")
def solusi_kosong(konteks: Konteks) -> Iterator[Kena]:
    """Yield key indicators below their target without a solution."""
    reached = capaian_kantor(konteks)
    return _blank(konteks, lambda row: ["solusi"] if reached.get(id(row), _FULL) < _FULL else [], ["solusi"], "Solusi")


def _blank(konteks: Konteks, needed: Callable[[Baris], list[str]], fields: Sequence[str], kolom: str) -> Iterator[Kena]:
    """Yield measured key indicators of which no table fills a field that is needed, once per indicator."""
    if not any(set(fields) & set(table.positions) for table in konteks.tables("capaian_iku", "realisasi")):
        raise TidakBisaError("kolom", tabel="Capaian IKU", kolom=kolom)
    for sebaris in konteks.indikator:
        rows = [row for row in sebaris.of("capaian_iku", "realisasi") if angka(row, "realisasi").nilai is not None]
        asked = [(row, field) for row in rows for field in needed(row) if row.has(field)]
        names = {field for _, field in asked}
        if asked and not any(teks(row, name).strip(" -–.") for row in rows for name in names):
            (first, field), *others = asked
            words = {"baris": pendek(first.nama), "kolom": first.table.by_field[field].judul}
            yield Kena(first.ref(field), words, first, tuple(row.ref(name) for row, name in others))


@aturan("RL007", _ANY)
def nilai_tahun_lain(konteks: Konteks) -> Iterator[Kena]:
    """Yield an AKIP score that is known to be another year's while its row does not say so."""
    year = konteks.dokumen.tahun
    if year is None:
        raise TidakBisaError("tahun")
    evidence = _akip_years(konteks)
    if not evidence:
        raise TidakBisaError("isi", tabel="tahun nilai AKIP")
    score = _akip_score(konteks)
    rows = [row for row in konteks.iku(*_TABLES) if nilai_akip(row.indikator, konteks.office)]
    rows = [row for row in rows if angka(row, "realisasi").nilai is not None]
    notes = {row.table.sheet.name: "" for row in rows}
    notes |= {sheet.name: _notes(sheet) for sheet in konteks.sheets if sheet.name in notes}
    for scored, source in evidence:
        silent = [row for row in rows if not _says_year(row, scored, notes)]
        if scored != year and rows and len(silent) == len(rows) and _is_that(rows[0], score):
            words = {"baris": pendek(rows[0].nama), "tahun": scored, "letak": alamat(source), "laporan": year}
            lain = (source, *(row.ref("realisasi") for row in rows[1:]))
            yield Kena(rows[0].ref("realisasi"), words, rows[0], lain, tulis(angka(rows[0], "realisasi")))
            return


def _akip_years(konteks: Konteks) -> list[tuple[int, CellRef]]:
    """Return the years the AKIP score is said to be of, surest first, each with the cell that says so."""
    found = [(each.nilai, each.ref) for each in berlabel(konteks, _YEAR_OF_AKIP)]
    found += [(angka(row, "tahun_nilai").nilai, angka(row, "tahun_nilai").ref) for row in konteks.rows("akip")]
    years = [(int(year), ref) for year, ref in found if year is not None]
    for table in konteks.tables("akip"):
        named = table.by_field["nilai"].tahun or max(periode(table).years, default=0)
        if named:
            years.append((named, CellRef(table.sheet.name, table.header_last, table.by_field["nilai"].column)))
    return years[:1]


def _akip_score(konteks: Konteks) -> Nilai | None:
    totals = (angka(row, "nilai") for row in konteks.dokumen.rows("akip") if row.jenjang == "jumlah")
    return next((each for each in totals if each.nilai is not None), None)


def _is_that(row: Baris, score: Nilai | None) -> bool:
    """Tell whether a row's realisasi is the score the AKIP table adds up to, where there is one."""
    return score is None or same_number(angka(row, "realisasi"), score)


def _says_year(row: Baris, year: int, notes: Mapping[str, str]) -> bool:
    """Tell whether a row, or a note on its sheet that speaks of AKIP, names a year."""
    sheet = row.table.sheet
    own = (sheet.shown(row.row, kolom.column).value for kolom in (*row.table.columns, *row.table.unknown))
    texts = (notes[sheet.name], *map(str, own))
    return angka(row, "tahun_nilai").nilai == year or any(str(year) in text for text in texts)


def _notes(sheet: Sheet) -> str:
    """Return what a sheet says of AKIP, one line per cell."""
    texts = (cell.value for cell in sheet.cells.values())
    return "\n".join(text for text in texts if isinstance(text, str) and _AKIP.search(text))


@aturan("RL008", "capaian_iku|realisasi|monev")
def bukti_dukung_kosong(konteks: Konteks) -> Iterator[Kena]:
    """Yield, once per table, how many measured rows name no evidence."""
    tables = [table for table in konteks.tables(*_PROOF) if _PROOF[table.kind] in table.positions]
    if not tables:
        raise TidakBisaError("kolom", tabel="Capaian IKU", kolom="Bukti Dukung")
    for table in tables:
        field = _PROOF[table.kind]
        rows = [row for row in konteks.rows(table.kind) if row.table is table]
        blank = [row for row in rows if _is_measured(row) and not teks(row, field).strip(" -–.")]
        if blank:
            words = {"jumlah": len(blank), "kolom": table.by_field[field].judul}
            yield Kena(blank[0].ref(field), words, blank[0], tuple(row.ref(field) for row in blank[1:]))


def _is_measured(row: Baris) -> bool:
    return bool(row.indikator) and (angka(row, "realisasi").nilai is not None or bool(terisi(row)))


@aturan("RL009", "capaian_iku|realisasi|monev")
def realisasi_triwulan_kosong(konteks: Konteks) -> Iterator[Kena]:
    """Yield rows that lack the realisasi of a due quarter; in a draft only of one before the latest that is filled."""
    tables = [table for table in konteks.tables("capaian_iku", "realisasi", "monev") if _quarterly(table.positions)]
    if not tables:
        raise TidakBisaError("kolom", tabel="Capaian IKU atau Monitoring dan evaluasi triwulanan", kolom="Realisasi TW")
    plans = rencana_triwulan(konteks)
    for table in tables:
        rows = [row for row in konteks.rows(table.kind) if row.table is table and _is_planned(row)]
        latest = max((quarter for row in rows for quarter in terisi(row)), default=0)
        until = 5 if konteks.tahap == "penyampaian" else latest
        for row in rows:
            missing = sorted(each for each in jatuh_tempo(konteks, row, plans) - terisi(row) if each < until)
            refs = [row.ref(f"realisasi_triwulan_{each}") for each in missing if row.has(f"realisasi_triwulan_{each}")]
            if refs:
                words = {"baris": pendek(row.nama), "triwulan": daftar(_ROMAN[each] for each in missing)}
                yield Kena(refs[0], words, row, tuple(refs[1:]))


def _is_planned(row: Baris) -> bool:
    return bool(row.nama) and (angka(row, "target").nilai is not None or bool(terisi(row)))


_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


def _quarterly(positions: Mapping[str, int]) -> bool:
    return any(f"realisasi_triwulan_{quarter}" in positions for quarter in _ROMAN)


@aturan("RL010", "rencana_aksi", "|".join(REALISASI))
def rencana_aksi_tanpa_realisasi(konteks: Konteks) -> Iterator[Kena]:
    """Yield kegiatan and sub kegiatan of the Rencana Aksi that no table of realisasi reports on."""
    if not konteks.level("kegiatan", "sub kegiatan", kinds=REALISASI):
        raise TidakBisaError("isi", tabel="kegiatan pada tabel realisasi")
    missing = tak_terealisasi(konteks, "kegiatan")
    for row in missing:
        yield _not_reported(row, "kegiatan")
    without = {id(row) for row in missing}
    parent: Baris | None = None
    lost = {id(row) for row in tak_terealisasi(konteks, "sub kegiatan")}
    for row in konteks.rows("rencana_aksi"):
        parent = row if row.jenjang == "kegiatan" else parent
        if id(row) in lost and (parent is None or id(parent) not in without):
            yield _not_reported(row, "sub kegiatan")


def _not_reported(row: Baris, level: str) -> Kena:
    words = {"uraian": pendek(row.uraian), "jenjang": level.capitalize()}
    return Kena(ref_uraian(row), words, row)


@aturan("RL011", "realisasi|program_pendukung", "program_pendukung|monev|realisasi")
def indikator_kegiatan_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield kegiatan that one table of realisasi measures by another indicator or unit than the one before."""
    measured = _of_kegiatan(konteks)
    for sebaris in konteks.kegiatan:
        rows = sebaris.of(*REALISASI)
        for first, row in zip(rows[:1] * len(rows), rows, strict=True):
            if row.table is not first.table and _is_other(konteks, measured(first), measured(row)):
                words = {"kegiatan": pendek(row.uraian), "satu": _measure(first), "lain": _measure(row)}
                words["letak"] = alamat(first.ref("indikator"))
                yield Kena(row.ref("indikator"), words, row, (first.ref("indikator"),), row.indikator)
                break


def _is_other(konteks: Konteks, measures: Sequence[Baris], others: Sequence[Baris]) -> bool:
    """Tell whether none of the indicators a table has for a kegiatan is among those of another table."""
    return not any(_same_measure(konteks, one, other) for one in measures for other in others)


def _of_kegiatan(konteks: Konteks) -> Callable[[Baris], list[Baris]]:
    """Return what gives the rows with an indicator that a row's table has for its kegiatan."""
    found: dict[tuple[int, str], list[Baris]] = {}
    for row in konteks.level("kegiatan", kinds=REALISASI):
        if row.indikator:
            found.setdefault((id(row.table), konteks.words(row.uraian)), []).append(row)
    return lambda row: found.get((id(row.table), konteks.words(row.uraian)), [])


def _same_measure(konteks: Konteks, one: Baris, other: Baris) -> bool:
    same = konteks.words(one.indikator) == konteks.words(other.indikator)
    return (same or sama_tulisan(one.indikator, other.indikator, konteks.office)) and sesatuan(one.satuan, other.satuan)


def _measure(row: Baris) -> str:
    return f"“{pendek(row.indikator)}” ({row.satuan})" if row.satuan else f"“{pendek(row.indikator)}”"
