"""Capaian, serapan and efisiensi of a workbook's rows: exact, unrounded, pure (RUMUS 2 to 6)."""

from collections.abc import Iterator, Sequence

from lkjip_xl.arah import (
    BELUM_DITULIS,
    MENURUT_ANGKA,
    MENURUT_NAMA,
    TANPA_ARAH,
    arah_tertulis,
    makin_rendah,
    makin_rendah_tertulis,
)
from lkjip_xl.hitungan import Capaian, Efisiensi, Hitungan, Serapan, TidakDihitung
from lkjip_xl.iku import choose_iku
from lkjip_xl.kata import kunci
from lkjip_xl.ketentuan import Arah, Ketentuan
from lkjip_xl.model import Baris, DokumenKinerja
from lkjip_xl.padanan import pair
from lkjip_xl.rata_rata import PER_SASARAN, RataRata, averages
from lkjip_xl.rumus import TidakTerhitung, compute_capaian, compute_serapan, mean
from lkjip_xl.table import CellRef
from lkjip_xl.total import serapan_total

CAPAIAN_KINDS = ("capaian_iku", "realisasi", "program_pendukung")
EFISIENSI_KINDS = ("efisiensi", "efisiensi_iku")
_MEASURING = (*CAPAIAN_KINDS, *EFISIENSI_KINDS, "monev")
_STATING = ("iku", "struktur", "renstra", *_MEASURING)
"""Tables that may say which way an indicator is better, the surest first."""
_ACHIEVEMENT = ("target", "realisasi", "capaian")
_ABSORPTION = ("pagu", "realisasi_anggaran", "serapan")
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
        self.measured: dict[tuple[CellRef, CellRef], Capaian] = {}
        self.undirected: set[int] = set()
        self.directions = {
            kunci(baris.indikator, self.office): baris.arah
            for baris in reversed([*dokumen.rows(*_STATING)])
            if baris.arah and (baris.table.kind == "iku" or ketentuan.arah_of(baris.arah))
        }
        self.counts_down = set(self._written_as_less_is_better())

    def run(self) -> Hitungan:
        capaian = [each for kind in CAPAIAN_KINDS for each in self._table_capaian(kind)]
        serapan = [each for baris in self.dokumen.rows("anggaran") if (each := self.serapan(baris))]
        efisiensi, inner_capaian, inner_serapan = self._efisiensi()
        capaian += [*inner_capaian, *self._monitored()]
        inner_serapan += self._monitored_serapan()
        iku, missing = choose_iku(self.dokumen, capaian)
        return Hitungan(
            capaian=tuple(capaian),
            serapan=tuple(serapan),
            efisiensi=tuple(efisiensi),
            tidak_dihitung=tuple(self.left_out),
            iku=iku,
            iku_tanpa_capaian=missing,
            total=serapan_total(self.dokumen, (*serapan, *inner_serapan)),
            serapan_dalam_efisiensi=tuple(inner_serapan),
        )

    def _rows_with(self, kind: str, *fields: str) -> list[Baris]:
        """Return the rows of the tables of a kind that have columns for all the fields."""
        return [baris for baris in self.dokumen.rows(kind) if all(field in baris.nilai for field in fields)]

    def _monitored(self) -> Iterator[Capaian]:
        """Yield the year's capaian in monitoring tables that have a column for it, of rows with a quarter measured."""
        for baris in self._rows_with("monev", *_ACHIEVEMENT):
            if _has_numbers(baris, "realisasi") and (each := self.capaian(baris)):
                yield each

    def _monitored_serapan(self) -> Iterator[Serapan]:
        """Yield the year's serapan in monitoring tables likewise, and in tables that set it beside a capaian."""
        for baris in (*self._rows_with("monev", *_ABSORPTION), *self._rows_with("efisiensi_jadi", *_ABSORPTION)):
            if _has_numbers(baris, "realisasi_anggaran") and (each := self.serapan(baris)):
                yield each

    def _leave(self, baris: Baris, field: str, reason: TidakTerhitung) -> None:
        self.left_out.append(TidakDihitung(baris, field, reason.alasan, reason.nilai, reason.kolom))

    def capaian(self, baris: Baris) -> Capaian | None:
        """Return a row's capaian, None with the reason noted; a row of headings alone has none to give.

        Rows under one merged target and realisasi share one capaian: that of the first.
        """
        cells = (baris.nilai["target"].ref, baris.nilai["realisasi"].ref)
        if cells in self.measured:
            return self.measured[cells]
        if baris.jenjang in _SUMS or not (baris.indikator or _has_numbers(baris, "target", "realisasi")):
            return None
        try:
            if baris.keadaan != "utuh":
                raise TidakTerhitung(baris.keadaan)
            arah = self._arah(baris)
            nilai = compute_capaian(baris.nilai["target"], baris.nilai["realisasi"], arah, self.ketentuan)
        except TidakTerhitung as reason:
            self._leave(baris, "capaian", reason)
            if reason.alasan in TANPA_ARAH:
                self.undirected.add(id(baris))
            return None
        self.measured[cells] = Capaian(baris, nilai, self.ketentuan.kategori(nilai), arah)
        return self.measured[cells]

    def _arah(self, baris: Baris) -> Arah:
        stated = baris.arah or self.directions.get(kunci(baris.indikator, self.office), "")
        target = baris.nilai["target"]
        if stated:
            arah = self.ketentuan.arah_of(stated)
            if arah is None:
                raise TidakTerhitung("arah_tidak_dikenal", target)
            return arah
        if target.teks.lower().lstrip().startswith(_UPPER_LIMIT):
            compute_capaian(target, baris.nilai["realisasi"], "rendah", self.ketentuan)
            raise TidakTerhitung(BELUM_DITULIS, target)
        if target.jenis == "rentang":
            return "rentang"
        return self._arah_by_name(baris) if makin_rendah(baris.indikator, baris.satuan) else self._arah_by_figure(baris)

    def _arah_by_figure(self, baris: Baris) -> Arah:
        """Return makin tinggi, unless what is written takes less as better: then it is not for us to replace."""
        compute_capaian(baris.nilai["target"], baris.nilai["realisasi"], "tinggi", self.ketentuan)
        if makin_rendah_tertulis(baris) and arah_tertulis(baris, self.ketentuan) != "tinggi":
            raise TidakTerhitung(MENURUT_ANGKA, baris.nilai["capaian"])
        return "tinggi"

    def _arah_by_name(self, baris: Baris) -> Arah:
        """Return makin rendah for a row whose name says so, where the office reckons it so too.

        What is written by another formula may be right: it is neither confirmed nor replaced until the arah is stated.
        """
        compute_capaian(baris.nilai["target"], baris.nilai["realisasi"], "rendah", self.ketentuan)
        if _has_numbers(baris, "capaian"):
            agreed = arah_tertulis(baris, self.ketentuan) == "rendah"
        else:
            agreed = kunci(baris.indikator, self.office) in self.counts_down
        if not agreed:
            raise TidakTerhitung(MENURUT_NAMA, baris.nilai["target"])
        return "rendah"

    def _written_as_less_is_better(self) -> Iterator[str]:
        """Yield the key of each indicator whose name says that less is better and whose written capaian all agree."""
        written: dict[str, set[Arah | None]] = {}
        for baris in self._rows_with_capaian():
            if makin_rendah(baris.indikator, baris.satuan):
                arah = arah_tertulis(baris, self.ketentuan)
                written.setdefault(kunci(baris.indikator, self.office), set()).add(arah)
        yield from (key for key, found in written.items() if found == {"rendah"})

    def _rows_with_capaian(self) -> Iterator[Baris]:
        for kind in _MEASURING:
            rows = self._rows_with(kind, *_ACHIEVEMENT)
            yield from (baris for baris in rows if baris.keadaan == "utuh" and _has_numbers(baris, "capaian"))

    def _table_capaian(self, kind: str) -> Iterator[Capaian]:
        rows = list(self.dokumen.rows(kind))
        found = {id(each.baris): each for baris in rows if (each := self.capaian(baris))}
        yield from found.values()
        if kind == "capaian_iku":
            for each_mean in averages(rows):
                if each := self._average(each_mean, [found[id(row)] for row in each_mean.rows if id(row) in found]):
                    yield each

    def _average(self, rata_rata: RataRata, found: Sequence[Capaian]) -> Capaian | None:
        """Return the figure of a mean row.

        It stays as typed where the column shows figures that are not ours, or lacks one that is only not known, and
        where it is the mean of the sasaran's means.
        """
        baris, average = rata_rata.baris, mean([each.nilai for each in found])
        ours = {id(each.baris): each.nilai for each in found}
        others = [row for row in rata_rata.rows if id(row) not in ours]
        if any(_has_numbers(row, "capaian") or id(row) in self.undirected for row in others):
            self._leave(baris, "capaian", TidakTerhitung("rata_rata_sebagian"))
            return None
        if average is None:
            return None
        if rata_rata.per_bagian(ours, average):
            self._leave(baris, "capaian", TidakTerhitung(PER_SASARAN))
            return None
        return Capaian(baris, average, self.ketentuan.kategori(average), rata_rata=tuple(each.baris for each in found))

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
            achieved = list({id(each): each for baris in group if (each := self.capaian(baris))}.values())
            absorbed = self.serapan(group[0], self._budget_source(group[0]))
            capaian += [each for each in achieved if any(each.baris is baris for baris in group)]
            serapan += [absorbed] if absorbed else []
            if figure := self._one_efisiensi(group, achieved, absorbed):
                figures.append(figure)
        return figures, capaian, serapan

    def _one_efisiensi(
        self, group: Sequence[Baris], achieved: list[Capaian], absorbed: Serapan | None
    ) -> Efisiensi | None:
        known = not any(id(baris) in self.undirected for baris in group)
        average = mean([each.nilai for each in achieved]) if known else None
        if average is None or absorbed is None:
            missing = "tanpa_capaian" if average is None else "tanpa_serapan"
            if group[0].jenjang not in _SUMS:
                self._leave(group[0], "efisiensi", TidakTerhitung(missing))
            return None
        if not absorbed.nilai:
            self._leave(group[0], "efisiensi", TidakTerhitung("nol", absorbed.realisasi[0], "realisasi_anggaran"))
            return None
        value = average / absorbed.nilai * 100
        return Efisiensi(group[0], value, self.ketentuan.status(value), tuple(achieved), average, absorbed)

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
