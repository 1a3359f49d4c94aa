"""Formulas of targets, realisasi and capaian: what is in force, quarters from months, capaian, kategori (RUMUS 2-4)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from lkjip_xl.angka import read_angka
from lkjip_xl.ketentuan import Arah
from lkjip_xl.model import Nilai as Bacaan
from lkjip_xl.rumus import TidakTerhitung, compute_capaian
from lkjip_xl.table import CellRef
from lkjip_xl.template.rumus_dasar import Nilai, RumusTabel, Sel, average, total

MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
QUARTERS = ("I", "II", "III", "IV")
_NOWHERE = CellRef("", 1, 1)
_ARAH: Mapping[str, Arah] = {"makin rendah": "rendah", "rentang": "rentang"}


def _berlaku(sel: Sel) -> Nilai:
    return sel("perubahan") if sel("perubahan") != "" else sel("murni")


def _bacaan(value: Nilai) -> Bacaan:
    if isinstance(value, Decimal):
        return Bacaan(_NOWHERE, "angka", value, numerik=True)
    read = read_angka(str(value))
    return Bacaan(_NOWHERE, read.jenis, read.nilai, read.atas)


def _capaian(sel: Sel) -> Nilai:
    target, realisasi = sel("target"), sel("realisasi")
    arah = _ARAH.get(str(sel("Arah")), "tinggi")
    if not isinstance(realisasi, Decimal) or isinstance(target, Decimal) == (arah == "rentang"):
        return ""
    try:
        return compute_capaian(_bacaan(target), _bacaan(realisasi), arah, sel.buku.ketentuan)
    except TidakTerhitung:
        return ""


def _kategori(sel: Sel) -> Nilai:
    capaian = sel("Capaian")
    return sel.buku.ketentuan.kategori(capaian) if isinstance(capaian, Decimal) else ""


def _by_sifat(sifat: str, numbers: Sequence[Decimal]) -> Nilai:
    """Return one figure for several periods, those not filled left out; "" of none (RUMUS 3)."""
    if not numbers or sifat == "rata-rata":
        return average(numbers)
    if sifat == "jumlah":
        return total(numbers)
    if sifat in {"maksimum", "minimum"}:
        return max(numbers) if sifat == "maksimum" else min(numbers)
    return numbers[-1]


def _sifat(sel: Sel, periods: Sequence[Decimal]) -> str:
    """Return the sifat stated; where none is, "jumlah" when the periods add up to the year's target."""
    adds_up = bool(periods) and total(periods) == sel("Target")
    return str(sel("Sifat Target")) or ("jumlah" if adds_up else "posisi akhir")


def _triwulan(sel: Sel) -> Nilai:
    return _by_sifat(_sifat(sel, sel.angka(*MONTHS)), sel.angka("pertama", "kedua", "ketiga"))


def _setahun(sel: Sel) -> Nilai:
    targets = sel.angka(*(f"Target TW {quarter}" for quarter in QUARTERS))
    return _by_sifat(_sifat(sel, targets), sel.angka(*(f"Realisasi TW {quarter}" for quarter in QUARTERS)))


def _jumlah_triwulan(sel: Sel) -> Nilai:
    return _by_sifat("jumlah", sel.angka(*(f"Realisasi Rp TW {quarter}" for quarter in QUARTERS)))


def _bound(piece: str) -> str:
    """Return the formula of one end of a range typed "80 - 90" or "80 s.d. 90"."""
    text = 'SUBSTITUTE(SUBSTITUTE({target},"–","-"),"s.d.","-")'
    cut = piece.replace("TEXT", text).replace("DASH", f'FIND("-",{text})')
    return f'_xlfn.NUMBERVALUE({cut},",",".")'


def _sifat_excel(periods: str, values: Sequence[str]) -> str:
    """Return the formula of ``_by_sifat`` with the sifat of ``_sifat``; ``periods`` are the whole year's targets."""
    listed, last = ",".join(values), values[0]
    for value in values[1:]:
        last = f"IF(ISNUMBER({value}),{value},{last})"
    adds_up = f'OR({{sifat}}="jumlah",AND({{sifat}}="",COUNT({periods})>0,ROUND(SUM({periods})-N({{setahun}}),9)=0))'
    chosen = (
        f'IF({adds_up},SUM({listed}),IF({{sifat}}="rata-rata",AVERAGE({listed}),'
        f'IF({{sifat}}="maksimum",MAX({listed}),IF({{sifat}}="minimum",MIN({listed}),{last}))))'
    )
    return f'IF(COUNT({listed})=0,"",{chosen})'


def _quarterly(what: str) -> dict[str, str]:
    """Return the roles of a figure's four quarters: realisasi_I is the column "Realisasi TW I"."""
    return {f"{what.lower().replace(' ', '_')}_{quarter}": f"{what} TW {quarter}" for quarter in QUARTERS}


def _cells(what: str) -> list[str]:
    """Return the placeholders of a figure's four quarters."""
    return [f"{{{role}}}" for role in _quarterly(what)]


_LOW, _HIGH = _bound("LEFT(TEXT,DASH-1)"), _bound("MID(TEXT,DASH+1,20)")
_SIFAT = {"sifat": "Sifat Target", "setahun": "Target"}

KINERJA: Mapping[str, RumusTabel] = {
    "berlaku": RumusTabel('IF({perubahan}<>"",{perubahan},IF({murni}<>"",{murni},""))', _berlaku),
    "capaian": RumusTabel(
        f"""IF(OR({{target}}="",NOT(ISNUMBER({{realisasi}}))),"",IF({{Arah}}="rentang",
        IFERROR(IF({{realisasi}}<{_LOW},{{realisasi}}/{_LOW}*100,
        IF({{realisasi}}>{_HIGH},MAX(0,(2*{_HIGH}-{{realisasi}})/{_HIGH}*100),100)),""),
        IF(NOT(ISNUMBER({{target}})),"",IF({{target}}<0,"",
        IF({{Arah}}="makin rendah",IF({{target}}=0,IF({{realisasi}}=0,100,0),
        IF(Ketentuan_Makin_Rendah="T/R",IF({{realisasi}}=0,"",{{target}}/{{realisasi}}*100),
        MAX(0,(2*{{target}}-{{realisasi}})/{{target}}*100))),
        IF({{target}}=0,"",{{realisasi}}/{{target}}*100))))))""",
        _capaian,
        {"target": "Target", "realisasi": "Realisasi"},
    ),
    "kategori": RumusTabel(
        """IF(ISNUMBER({Capaian}),LOOKUP(MAX(MIN(Skala_Batas),IF(Ketentuan_Celah="bulatkan",
        ROUND(ROUND({Capaian},2),0),ROUND({Capaian},2))),Skala_Batas,Skala_Kategori),"")""",
        _kategori,
    ),
    "triwulan": RumusTabel(
        _sifat_excel("{T}[[#This Row],[Jan]:[Des]]", ["{pertama}", "{kedua}", "{ketiga}"]), _triwulan, _SIFAT
    ),
    "setahun": RumusTabel(
        _sifat_excel(",".join(_cells("Target")), _cells("Realisasi")),
        _setahun,
        _SIFAT | _quarterly("Target") | _quarterly("Realisasi"),
    ),
    "jumlah_triwulan": RumusTabel(
        f'IF(COUNT({",".join(_cells("Realisasi Rp"))})=0,"",SUM({",".join(_cells("Realisasi Rp"))}))',
        _jumlah_triwulan,
        _quarterly("Realisasi Rp"),
    ),
}
