"""Formulas of the support tables: mutu of the IKM, EPDESKEL, predikat of the AKIP (RUMUS 7)."""

from collections.abc import Mapping
from decimal import Decimal

from lkjip_xl.angka import bulatkan
from lkjip_xl.template.rumus_dasar import Buku, Nilai, RumusTabel, Sel, average, total

_MUTU = ((Decimal("88.31"), "A"), (Decimal("76.61"), "B"), (Decimal(65), "C"))
_TINGKAT = ((351, "Cepat Berkembang"), (201, "Berkembang"))
_PREDIKAT = ((90, "AA"), (80, "A"), (70, "BB"), (60, "B"), (50, "CC"), (30, "C"))
_BIDANG = ("Bidang Pemerintahan", "Bidang Kewilayahan", "Bidang Kemasyarakatan")
CEPAT = _TINGKAT[0][1]


def mutu(indeks: Nilai) -> Nilai:
    """Return the mutu of an index of satisfaction, "" where there is none."""
    if not isinstance(indeks, Decimal):
        return ""
    return next((label for bound, label in _MUTU if bulatkan(indeks) >= bound), "D")


def mutu_excel(cell: str) -> str:
    """Return the formula of ``mutu``."""
    return f'IF(ISNUMBER({cell}),LOOKUP(MAX(0,ROUND({cell},2)),{{0,65,76.61,88.31}},{{"D","C","B","A"}}),"")'


def predikat(nilai: Nilai) -> Nilai:
    """Return the predikat of an AKIP score, "" where there is none."""
    return next((label for bound, label in _PREDIKAT if nilai > bound), "D") if isinstance(nilai, Decimal) else ""


def predikat_excel(cell: str) -> str:
    """Return the formula of ``predikat``."""
    formula = '"D"'
    for bound, label in reversed(_PREDIKAT):
        formula = f'IF({cell}>{bound},"{label}",{formula})'
    return f'IF(ISNUMBER({cell}),{formula},"")'


def nilai_unit(buku: Buku) -> Nilai:
    """Return the unit's index of satisfaction: the mean of the unsur means."""
    return average(buku.angka("TabelUnsur", "Nilai Unsur"))


def _rerata(sel: Sel) -> Nilai:
    unit, indeks = nilai_unit(sel.buku), sel("Indeks")
    if not isinstance(unit, Decimal) or not isinstance(indeks, Decimal):
        return ""
    return "Di atas rerata" if bulatkan(indeks) >= bulatkan(unit) else "Di bawah rerata"


def _nilai_unsur(sel: Sel) -> Nilai:
    unsur = str(sel("unsur")).casefold()
    items = zip(sel.buku.kolom("TabelIKM", "Unsur"), sel.buku.kolom("TabelIKM", "Indeks"), strict=True)
    values = [value for name, value in items if str(name).casefold() == unsur and isinstance(value, Decimal)]
    return average(values) if unsur else ""


def _nilai_epdeskel(sel: Sel) -> Nilai:
    numbers = sel.angka(*_BIDANG)
    return total(numbers) if len(numbers) == len(_BIDANG) else ""


def _tingkat_epdeskel(sel: Sel) -> Nilai:
    nilai = sel("Nilai")
    if not isinstance(nilai, Decimal):
        return ""
    return next((label for bound, label in _TINGKAT if nilai >= bound), "Kurang Berkembang")


DUKUNG: Mapping[str, RumusTabel] = {
    "mutu": RumusTabel(mutu_excel("{indeks}"), lambda sel: mutu(sel("indeks"))),
    "rerata": RumusTabel(
        """IF(OR(NOT(ISNUMBER({Indeks})),COUNT(TabelUnsur[Nilai Unsur])=0),"",
        IF(ROUND({Indeks},2)>=ROUND(AVERAGE(TabelUnsur[Nilai Unsur]),2),"Di atas rerata","Di bawah rerata"))""",
        _rerata,
    ),
    "nilai_unsur": RumusTabel(
        'IF({unsur}="","",IFERROR(AVERAGEIF(TabelIKM[Unsur],{unsur},TabelIKM[Indeks]),""))',
        _nilai_unsur,
        {"unsur": "Unsur Pelayanan"},
    ),
    "nilai_epdeskel": RumusTabel(
        'IF(COUNT({pertama},{kedua},{ketiga})<3,"",SUM({pertama},{kedua},{ketiga}))',
        _nilai_epdeskel,
        dict(zip(("pertama", "kedua", "ketiga"), _BIDANG, strict=True)),
    ),
    "tingkat_epdeskel": RumusTabel(
        """IF(ISNUMBER({Nilai}),IF({Nilai}>=351,"Cepat Berkembang",
        IF({Nilai}>=201,"Berkembang","Kurang Berkembang")),"")""",
        _tingkat_epdeskel,
    ),
}
