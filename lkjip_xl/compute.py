"""Capaian, serapan and efisiensi of a workbook's rows: exact, unrounded, pure (RUMUS 2 to 6)."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from lkjip_xl.hitungan import Capaian, Efisiensi, Hitungan, Serapan, SerapanTotal, TidakDihitung
from lkjip_xl.iku import choose_iku
from lkjip_xl.kata import kunci
from lkjip_xl.ketentuan import Arah, Ketentuan
from lkjip_xl.model import Baris, DokumenKinerja
from lkjip_xl.padanan import pair
from lkjip_xl.rumus import TidakTerhitung, compute_capaian, compute_serapan, mean

CAPAIAN_KINDS = ("capaian_iku", "realisasi", "program_pendukung")
EFISIENSI_KINDS = ("efisiensi", "efisiensi_iku")
_TOTAL_LEVELS = ("jumlah", "tujuan", "sasaran", "program", "iku", "kegiatan", "sub kegiatan", "")
_UPPER_LIMIT = ("≤", "<", "maks", "max")
_SUMS = frozenset({"jumlah", "rata-rata"})


def compute(dokumen: DokumenKinerja, ketentuan: Ketentuan) -> Hitungan:
    """Compute every figure RUMUS asks for from a workbook's records."""
    return _Computation(dokumen, ketentuan).run()


class _Computation:
    """One pass over a workbook: the figures so far, and the reasons for those that could not be had."""

    def __init__(self, dokumen: DokumenKinerja, ketentuan: Ketentuan) -> None:
        self.dokumen, self.ketentuan = dokumen, ketentuan
        self.office = dokumen.perangkat_daerah or ""
        self.left_out: list[TidakDihitung] = []
        self.directions = {
            kunci(baris.indikator, self.office): baris.arah for baris in dokumen.rows("iku") if baris.arah
        }

    def run(self) -> Hitungan:
        capaian = [each for kind in CAPAIAN_KINDS for each in self._table_capaian(kind)]
        serapan = [each for baris in self.dokumen.rows("anggaran") if (each := self.serapan(baris))]
        efisiensi, inner_capaian, inner_serapan = self._efisiensi()
        capaian += inner_capaian
        iku, missing = choose_iku(self.dokumen, capaian)
        total = self._total(serapan, ("anggaran",)) or self._total(inner_serapan, EFISIENSI_KINDS)
        return Hitungan(
            capaian=tuple(capaian),
            serapan=tuple(serapan),
            efisiensi=tuple(efisiensi),
            tidak_dihitung=tuple(self.left_out),
            iku=iku,
            iku_tanpa_capaian=missing,
            total=total,
            serapan_dalam_efisiensi=tuple(inner_serapan),
        )

    def _leave(self, baris: Baris, field: str, reason: TidakTerhitung) -> None:
        self.left_out.append(TidakDihitung(baris, field, reason.alasan, reason.nilai, reason.kolom))

    def capaian(self, baris: Baris) -> Capaian | None:
        """Return a row's capaian, None with the reason noted; a row of headings alone has none to give."""
        if baris.jenjang in _SUMS or not (baris.indikator or _has_numbers(baris, "target", "realisasi")):
            return None
        try:
            if baris.keadaan != "utuh":
                raise TidakTerhitung(baris.keadaan)
            arah = self._arah(baris)
            nilai = compute_capaian(baris.nilai["target"], baris.nilai["realisasi"], arah, self.ketentuan)
        except TidakTerhitung as reason:
            self._leave(baris, "capaian", reason)
            return None
        return Capaian(baris, nilai, self.ketentuan.kategori(nilai), arah)

    def _arah(self, baris: Baris) -> Arah:
        stated = baris.arah or self.directions.get(kunci(baris.indikator, self.office), "")
        if not stated:
            if baris.nilai["target"].teks.lower().lstrip().startswith(_UPPER_LIMIT):
                raise TidakTerhitung("arah_belum_ditulis", baris.nilai["target"])
            return "rentang" if baris.nilai["target"].jenis == "rentang" else "tinggi"
        if stated not in self.ketentuan.arah:
            raise TidakTerhitung("arah_tidak_dikenal", baris.nilai["target"])
        return self.ketentuan.arah[stated]

    def _table_capaian(self, kind: str) -> Iterator[Capaian]:
        rows = list(self.dokumen.rows(kind))
        found = [each for baris in rows if (each := self.capaian(baris))]
        yield from found
        for baris in rows:
            same_table = [each for each in found if each.baris.table is baris.table]
            if baris.jenjang == "rata-rata" and kind == "capaian_iku" and same_table:
                average = sum((each.nilai for each in same_table), Decimal(0)) / len(same_table)
                averaged = tuple(each.baris for each in same_table)
                yield Capaian(baris, average, self.ketentuan.kategori(average), rata_rata=averaged)

    def serapan(self, baris: Baris, source: Sequence[Baris] = ()) -> Serapan | None:
        """Return a row's serapan from its own cells or from the rows of ``source``; None with the reason noted."""
        rows = source or (baris,)
        if baris.jenjang == "rata-rata" or not any(_has_numbers(row, "pagu", "realisasi_anggaran") for row in rows):
            return None
        pagu, realisasi = (tuple(row.nilai[name] for row in rows) for name in ("pagu", "realisasi_anggaran"))
        try:
            if baris.keadaan != "utuh":
                raise TidakTerhitung(baris.keadaan)
            return Serapan(baris, compute_serapan(pagu, realisasi), pagu, realisasi)
        except TidakTerhitung as reason:
            self._leave(baris, "serapan", reason)
            return None

    def _efisiensi(self) -> tuple[list[Efisiensi], list[Capaian], list[Serapan]]:
        figures: list[Efisiensi] = []
        capaian: list[Capaian] = []
        serapan: list[Serapan] = []
        for group in self._budget_groups():
            achieved = [each for baris in group if (each := self.capaian(baris))]
            absorbed = self.serapan(group[0], self._budget_source(group[0]))
            capaian += achieved
            serapan += [absorbed] if absorbed else []
            if figure := self._one_efisiensi(group, achieved, absorbed):
                figures.append(figure)
        return figures, capaian, serapan

    def _one_efisiensi(
        self, group: Sequence[Baris], achieved: list[Capaian], absorbed: Serapan | None
    ) -> Efisiensi | None:
        average = mean([each.nilai for each in achieved])
        if average is None or absorbed is None:
            missing = "tanpa_capaian" if average is None else "tanpa_serapan"
            if group[0].jenjang not in _SUMS:
                self._leave(group[0], "efisiensi", TidakTerhitung(missing))
            return None
        if not absorbed.nilai:
            self._leave(group[0], "efisiensi", TidakTerhitung("nol", absorbed.realisasi[0], "realisasi_anggaran"))
            return None
        value = average / absorbed.nilai * 100
        return Efisiensi(group[0], value, self.ketentuan.status(value), tuple(achieved), absorbed)

    def _budget_groups(self) -> Iterator[list[Baris]]:
        """Yield rows that share one budget: each row alone, or indicators whose budget is given once for all."""
        group: list[Baris] = []
        for baris in self.dokumen.rows(*EFISIENSI_KINDS):
            if group and (baris.table is not group[0].table or not _shares_budget(baris, group[0])):
                yield group
                group = []
            group.append(baris)
        if group:
            yield group

    def _budget_source(self, baris: Baris) -> tuple[Baris, ...]:
        """Return the rows a budget comes from: the row itself, or else the programmes the Anggaran table has for it."""
        if _has_numbers(baris, "pagu", "realisasi_anggaran") or baris.table.kind == "efisiensi_iku":
            return (baris,)
        budget = [row for row in self.dokumen.rows("anggaran") if row.jenjang not in _SUMS]
        same_level = [row for row in budget if row.jenjang == baris.jenjang]
        found = pair([baris], same_level, lambda row: row.uraian, self.office).pasti().get(id(baris))
        if found is None:
            return (baris,)
        if _has_numbers(found, "pagu", "realisasi_anggaran"):
            return (found,)
        return tuple(_programmes_under(found, budget)) or (baris,)

    def _total(self, serapan: Iterable[Serapan], kinds: Sequence[str]) -> SerapanTotal | None:
        """Return the office's serapan: the total row's, or else that of the highest level given, summed."""
        by_level: dict[str, list[Serapan]] = {}
        for each in serapan:
            by_level.setdefault(each.baris.jenjang, []).append(each)
        level = next((level for level in _TOTAL_LEVELS if level in by_level), None)
        if level is None:
            return None
        rows = by_level[level][-1:] if level == "jumlah" else by_level[level]
        pagu = [cell for row in rows for cell in row.pagu]
        realisasi = [cell for row in rows for cell in row.realisasi]
        given = [row for row in self.dokumen.rows(*kinds) if row.jenjang == level and _has_numbers(row, "pagu")]
        missing = 0 if level == "jumlah" else len(given) - len(rows)
        try:
            return SerapanTotal(compute_serapan(pagu, realisasi), max(0, missing))
        except TidakTerhitung:
            return None


def _has_numbers(baris: Baris, *fields: str) -> bool:
    return any(field in baris.nilai and baris.nilai[field].jenis != "belum diukur" for field in fields)


def _shares_budget(baris: Baris, first: Baris) -> bool:
    """Tell whether a row's budget is the first row's: the same merged cell, or among IKU none of its own."""
    if baris.nilai["pagu"].ref == first.nilai["pagu"].ref:
        return True
    return baris.table.kind == "efisiensi_iku" and not _has_numbers(baris, "pagu", "realisasi_anggaran")


def _programmes_under(parent: Baris, rows: Sequence[Baris]) -> Iterator[Baris]:
    """Yield the programme rows that stand below a tujuan or sasaran, down to the next one."""
    below = [row for row in rows if row.table is parent.table and row.row > parent.row]
    for row in below:
        if row.jenjang in {"tujuan", "sasaran"}:
            return
        if row.jenjang == "program":
            yield row
