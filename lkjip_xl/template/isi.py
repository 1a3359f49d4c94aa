"""Brings the tables of any LKjIP workbook into the master; what has no place there is listed, never dropped.

Numbering is made anew. Capaian, serapan, efisiensi and the like are computed anew: one that came out otherwise is
listed with both figures. What the master looks up by code is typed over only where the workbook says something else.
"""

from collections.abc import Sequence
from typing import NamedTuple

from lkjip_xl.compute import compute
from lkjip_xl.kata import kunci
from lkjip_xl.ketentuan import ketentuan_bawaan
from lkjip_xl.model import Baris, DokumenKinerja
from lkjip_xl.table import RawTable, Sheet, address
from lkjip_xl.template.isi_baris import (
    BarisMasuk,
    Kepala,
    read_head,
    read_row,
    shares_budget,
    skipped_words,
    support_rows,
)
from lkjip_xl.template.isi_kode import (
    ACTIVITY_LEVELS,
    INDICATOR_LEVELS,
    activity_codes,
    group_activities,
    group_indicators,
    indicator_codes,
    level_of,
    programme_of,
)
from lkjip_xl.template.isi_kolom import TABEL
from lkjip_xl.template.isi_luar import head_place, labelled, outside, row_span, shown, titles_of
from lkjip_xl.template.isi_sisa import Sisa, Terisi
from lkjip_xl.template.isi_struktur import iku_rows, struktur_rows
from lkjip_xl.template.isi_timpa import shows, timpa
from lkjip_xl.template.isian import Buku, Isian
from lkjip_xl.template.rumus_dasar import BarisIsian, Nilai
from lkjip_xl.template.spesifikasi import RENSTRA_YEARS, Spesifikasi, renstra_start, spesifikasi, with_titles

CODED = (
    "iku", "renstra", "renja", "pk", "pk_program", "rencana_aksi", "monev", "capaian_iku", "realisasi", "anggaran",
    "efisiensi", "efisiensi_iku", "riwayat",
)  # fmt: skip
_ACTIVITY_KINDS = ("struktur", "pk_program", "anggaran", "rencana_aksi", "realisasi", "efisiensi", "monev")
_INDICATORS_ONLY = frozenset({"iku", "renstra", "renja", "pk", "capaian_iku", "efisiensi_iku", "riwayat"})
_SUMS = frozenset({"jumlah", "rata-rata"})
_OTHERS, _REALISASI_IKU = "TabelAntarKecamatan", "TabelRealisasiIKU"
_FIXED = frozenset({"TabelIdentitas", "TabelKetentuan"})


class _Masuk(NamedTuple):
    """A row placed: its table, what it says, and the row of the workbook it comes from, None of a support table."""

    tabel: str
    baris: BarisMasuk
    asal: Baris | None


def isi_dari(dokumen: DokumenKinerja, sheets: Sequence[Sheet] = (), tahun: int = 0) -> Terisi:
    """Return a workbook's content as the master's typed rows, and what has no place.

    ``sheets`` are all sheets of the workbook, so that those without a table can be named; ``tahun`` is taken where
    nothing in it tells the year.
    """
    return _Pengisian(dokumen, sheets, tahun).result()


class _Pengisian:
    def __init__(self, dokumen: DokumenKinerja, sheets: Sequence[Sheet], tahun: int) -> None:
        self.dokumen, self.sheets = dokumen, sheets
        self.office = dokumen.perangkat_daerah or ""
        self.spec = _spec(dokumen, dokumen.tahun or tahun)
        self.sisa: list[Sisa] = []
        self.indicators = group_indicators(dokumen)
        self.activities = group_activities(dokumen, _ACTIVITY_KINDS)
        self.codes = indicator_codes(self.indicators) | activity_codes(self.activities, self.office)
        self.placed: list[_Masuk] = []
        self.own: dict[tuple[str, str, str], str] = {}
        self.iku = _iku(dokumen)
        self.listed = {self.codes.get(id(row), "") for row in self.iku}

    def result(self) -> Terisi:
        if self.dokumen.tahun is None:
            self.sisa.append(Sisa("", "", "tahun_tidak_ada", str(self.spec.tahun)))
        for nama, tables in self._by_table().items():
            for table in tables:
                self._table(nama, table)
        self._chosen_iku()
        rows: dict[str, list[BarisIsian]] = {
            nama: [each.baris.isi for each in self._of(nama)] for nama in self.spec.tabel
        }
        rows["TabelIdentitas"] = self._identity() + labelled(self.dokumen, self.sheets, ["Pemerintah Daerah"])
        rows["TabelKetentuan"] = rows["TabelKetentuan"] or labelled(self.dokumen, self.sheets, ["Jumlah kelurahan"])
        rows["TabelIKU"] = iku_rows(self.indicators, self.codes, rows["TabelIKU"])
        rows["TabelStruktur"] = struktur_rows(self.spec, self.activities, self.codes, self._serves())
        isian = timpa(self.spec, {nama: each for nama, each in rows.items() if each})
        isian = self._results(isian)
        self._unpaired()
        self.sisa += outside(self.dokumen, self.sheets)
        return Terisi(self.spec, isian, tuple(self.sisa))

    def _of(self, nama: str) -> list[_Masuk]:
        return [each for each in self.placed if each.tabel == nama]

    def _by_table(self) -> dict[str, list[RawTable]]:
        """Return the tables that have a place by the master's table, those the figures come from first."""
        found: dict[str, list[RawTable]] = {}
        for table in self.dokumen.tables:
            if (nama := TABEL.get(table.kind)) and nama in self.spec.tabel:
                found.setdefault(nama, []).append(table)
            else:
                self.sisa.append(Sisa(table.sheet.name, head_place(table), "tabel_tanpa_tempat", titles_of(table)))
        chosen = {id(row.table) for row in self.iku}
        return {nama: sorted(tables, key=lambda table: id(table) not in chosen) for nama, tables in found.items()}

    def _table(self, nama: str, table: RawTable) -> None:
        if nama == _OTHERS:
            self._others(table)
            return
        kepala = read_head(self.spec.tabel[nama], table, self.spec.tahun)
        self._columns(kepala, table)
        if table.kind in CODED:
            self._coded(kepala, table)
        elif table.kind != "struktur" and nama != "TabelIdentitas":
            self._support(nama, kepala, table)
        if table.total_rows:
            self.sisa.append(Sisa(table.sheet.name, row_span(table.total_rows), "baris_jumlah"))

    def _columns(self, kepala: Kepala, table: RawTable) -> None:
        for kolom in kepala.tanpa:
            cells = [
                cell for row in table.rows if (cell := table.sheet.cell(row, kolom.column)).value not in (None, "")
            ]
            if cells:
                place = address(table.header_last, kolom.column)
                self.sisa.append(Sisa(table.sheet.name, place, "kolom_lain", kolom.judul, str(len(cells))))

    def _coded(self, kepala: Kepala, table: RawTable) -> None:
        rows = [row for row in self.dokumen.rows(table.kind) if row.table is table and row.jenjang not in _SUMS]
        if table.rows and not rows:
            self.sisa.append(Sisa(table.sheet.name, head_place(table), "tabel_salinan", titles_of(table)))
        nama = kepala.tabel.nama
        before = {each.baris.isi[kepala.tabel.kolom[0].judul] for each in self._of(nama)}
        for row in rows:
            code = self._code(row)
            if reason := self._refusal(row, code, before):
                self.sisa.append(Sisa(table.sheet.name, row_span([row.row]), reason, row.nama, code))
                continue
            read = read_row(kepala, row)
            read.isi[kepala.tabel.kolom[0].judul] = code
            self.placed.append(_Masuk(nama, read, row))
            if table.kind == "efisiensi" and shares_budget(row):
                self.sisa.append(Sisa(table.sheet.name, row_span([row.row]), "anggaran_bersama", row.nama))
            if level_of(row) == "":
                self.sisa.append(Sisa(table.sheet.name, row_span([row.row]), "baris_tanpa_jenjang", row.nama, code))
        for kolom, count in skipped_words(kepala, rows, self._known_words()):
            place = address(table.header_last, kolom.column)
            self.sisa.append(Sisa(table.sheet.name, place, "kata_induk", kolom.judul, str(count)))

    def _known_words(self) -> set[str]:
        return {row.uraian for group in (*self.indicators, *self.activities) for row in group.rows}

    def _refusal(self, row: Baris, code: str, before: set[Nilai]) -> str:
        """Return why a row has no place, "" where it has one."""
        if not code:
            return "baris_lain_jenjang"
        if code in before:
            return "baris_terulang"
        return "bukan_iku" if row.table.kind == "capaian_iku" and code not in self.listed else ""

    def _code(self, row: Baris) -> str:
        """Return a row's code where its level belongs in its table; a row of no known level gets one of its own."""
        if level_of(row) == "" and row.table.kind not in _INDICATORS_ONLY:
            return self._code_of_its_own(row)
        fits = row.table.kind not in _INDICATORS_ONLY or level_of(row) in INDICATOR_LEVELS
        return self.codes.get(id(row), "") if fits else ""

    def _code_of_its_own(self, row: Baris) -> str:
        words = (row.kode, kunci(row.uraian, self.office), kunci(row.indikator, self.office))
        return self.own.setdefault(words, row.kode or f"R{len(self.own) + 1}")

    def _support(self, nama: str, kepala: Kepala, table: RawTable) -> None:
        if self._of(nama) and nama not in _FIXED:
            self.sisa.append(Sisa(table.sheet.name, head_place(table), "tabel_kedua", titles_of(table)))
            return
        self.placed.extend(_Masuk(nama, row, None) for row in support_rows(kepala, table))

    def _others(self, table: RawTable) -> None:
        if self._of(_OTHERS):
            self.sisa.append(Sisa(table.sheet.name, head_place(table), "tabel_kedua", titles_of(table)))
            return
        titles = [" ".join(kolom.judul.split()) for kolom in table.unknown]
        unique = [title if titles.index(title) == at else f"{title} {at + 1}" for at, title in enumerate(titles)]
        self.spec = with_titles(self.spec, _OTHERS, unique)
        columns = tuple(kolom._replace(field=title) for kolom, title in zip(table.unknown, unique, strict=True))
        own = next(kolom for kolom in table.columns if kolom.field == "kecamatan")
        judul = {own.column: "Kecamatan"} | {kolom.column: kolom.field for kolom in columns}
        table = table._replace(columns=(own, *columns), unknown=())
        self.placed.extend(
            _Masuk(_OTHERS, row, None) for row in support_rows(Kepala(self.spec.tabel[_OTHERS], judul, ()), table)
        )

    def _chosen_iku(self) -> None:
        """Give the IKU table those key indicators whose figures stand in another table alone."""
        known = {each.baris.isi["Kode Indikator"] for each in self._of(_REALISASI_IKU)}
        for row in self.iku:
            code = self.codes.get(id(row), "")
            if code and code not in known:
                known.add(code)
                read = read_row(read_head(self.spec.tabel[_REALISASI_IKU], row.table, self.spec.tahun), row)
                read.isi["Kode Indikator"] = code
                self.placed.append(_Masuk(_REALISASI_IKU, read, row))

    def _identity(self) -> list[BarisIsian]:
        own = [each.baris.isi for each in self._of("TabelIdentitas")]
        named: list[BarisIsian] = [{"Hal": "Perangkat Daerah", "Isi": self.office}] if self.office else []
        return named + [row for row in own if row.get("Hal") not in {"Perangkat Daerah", "Tahun", "Versi Templat"}]

    def _serves(self) -> dict[int, str]:
        """Return by id of its group the indicator a programme stands under in the first table that says so."""
        serves: dict[int, str] = {}
        group_of = {id(row): id(programme_of(group).rows) for group in self.activities for row in group.rows}
        for kind in ("rencana_aksi", "anggaran", "realisasi", "efisiensi"):
            above, table = "", None
            for row in self.dokumen.rows(kind):
                above = "" if row.table is not table else above
                table = row.table
                if level_of(row) in INDICATOR_LEVELS:
                    above = self.codes.get(id(row), "")
                elif above and id(row) in group_of:
                    serves.setdefault(group_of[id(row)], above)
        return serves

    def _results(self, isian: Isian) -> Isian:
        """List results that come out otherwise; where the master has none, the workbook's stays."""
        buku = Buku(self.spec, isian)
        kept = {nama: [dict(row) for row in rows] for nama, rows in isian.items()}
        for nama in kept:
            for number, each in enumerate(self._of(nama)):
                for judul, value in each.baris.hasil.items():
                    now = buku.nilai(nama, number, judul)
                    if value == "" or shows(now, value):
                        continue
                    if now == "":
                        kept[nama][number][judul] = value
                    else:
                        sheet, sel = (
                            (each.asal.table.sheet.name, row_span([each.asal.row]))
                            if each.asal
                            else (self._sheet(nama), "")
                        )
                        self.sisa.append(Sisa(sheet, sel, "hasil_lama", f"{judul} {shown(value)}", shown(now)))
        return kept

    def _sheet(self, nama: str) -> str:
        """Return the sheet the rows of a support table come from."""
        return next(table.sheet.name for table in self.dokumen.tables if TABEL.get(table.kind) == nama)

    def _unpaired(self) -> None:
        """List programmes and kegiatan only one of several tables has: they may be another's under other words."""
        for level in ACTIVITY_LEVELS:
            groups = [group for group in self.activities if group.jenjang == level]
            if len({id(row.table) for group in groups for row in group.rows}) > 1:
                for group in groups:
                    if group.tables == 1:
                        row = group.rows[0]
                        code = self.codes[id(row)]
                        self.sisa.append(
                            Sisa(
                                row.table.sheet.name, row_span([row.row]), "tanpa_padanan", row.uraian or row.nama, code
                            )
                        )


def _iku(dokumen: DokumenKinerja) -> list[Baris]:
    """Return the rows the key indicators' figures come from, or would if they had any."""
    hitungan = compute(dokumen, ketentuan_bawaan())
    return [each.baris for each in hitungan.iku] + list(hitungan.iku_tanpa_capaian)


def _spec(dokumen: DokumenKinerja, tahun: int) -> Spesifikasi:
    """Return the description of the master that fits the office, its year and its plan's first year."""
    office = (dokumen.perangkat_daerah or "").lower()
    jenis = "kecamatan" if office.startswith("kecamatan") else "perangkat daerah"
    years = [kolom.tahun for row in dokumen.rows("renstra") for kolom in row.table.columns if kolom.field == "target"]
    first = min((year for year in years if year), default=renstra_start(tahun))
    return spesifikasi(tahun, jenis, first if first <= tahun < first + RENSTRA_YEARS else None)
