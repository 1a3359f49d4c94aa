"""Formulas of pagu, serapan and efisiensi: sums over the kode nomenklatur, each rupiah once (RUMUS 5)."""

from collections.abc import Mapping
from decimal import Decimal

from lkjip_xl.model import JENJANG
from lkjip_xl.template.rumus_dasar import Buku, Nilai, RumusTabel, Sel, average, percentage, total

_TYPED = ("Pagu Murni", "Pagu Perubahan", "Realisasi")
_BELOW = '{T}[Kode],{Kode}&".*",{T}[Rincian],"ya"'
_SERVING = '(TabelStruktur[Kode Indikator]={Kode})*(TabelStruktur[Jenjang]="program")'
_OWN = "INDEX(TabelAnggaran[{kolom}],MATCH({Kode},TabelAnggaran[Kode],0))"


def _below(sel: Sel) -> list[int]:
    """Return the rows whose kode nomenklatur lies below this row's."""
    prefix = f"{sel('Kode')}.".casefold()
    codes = sel.buku.kolom(sel.tabel.nama, "Kode")
    return [row for row, kode in enumerate(codes) if prefix != "." and str(kode).casefold().startswith(prefix)]


def _rincian(sel: Sel) -> Nilai:
    if all(sel(name) == "" for name in _TYPED) or sel("Jenjang") in {"tujuan", "sasaran"}:
        return ""
    rows = sel.buku.isian[sel.tabel.nama]
    return "" if any(rows[row].get(name, "") != "" for row in _below(sel) for name in _TYPED) else "ya"


def _sum_below(sel: Sel, *names: str) -> Nilai:
    """Return the sum of the most detailed rows below, each by the first of some columns it fills; "" of none."""
    rows = sel.buku.isian[sel.tabel.nama]
    details = [row for row in _below(sel) if sel.buku.nilai(sel.tabel.nama, row, "Rincian") == "ya"]
    filled = [next((rows[row][name] for name in names if rows[row].get(name, "") != ""), "") for row in details]
    numbers = [each for each in filled if isinstance(each, Decimal)]
    return total(numbers) if numbers else ""


def _pagu_berlaku(sel: Sel) -> Nilai:
    own = next((sel(name) for name in ("Pagu Perubahan", "Pagu Murni") if sel(name) != ""), "")
    return own if own != "" else _sum_below(sel, "Pagu Perubahan", "Pagu Murni")


def _jumlah_realisasi(sel: Sel) -> Nilai:
    return sel("Realisasi") if sel("Realisasi") != "" else _sum_below(sel, "Realisasi")


def _sisa(sel: Sel) -> Nilai:
    pagu, realisasi = sel("pagu"), sel("realisasi")
    return pagu - realisasi if isinstance(pagu, Decimal) and isinstance(realisasi, Decimal) else ""


def _pagu_terkait(sel: Sel) -> Nilai:
    """Return the Anggaran row's own figure, or that of the programmes that serve the indicator (RUMUS 5)."""
    buku, kode, judul = sel.buku, sel("Kode"), sel.judul("kolom")
    own = buku.cari(kode, [f"TabelAnggaran.{judul}"])
    if kode == "" or isinstance(own, Decimal):
        return own
    serving = {
        str(row.get("Kode", "")).casefold()
        for row in buku.isian["TabelStruktur"]
        if str(row.get("Kode Indikator", "")).casefold() == str(kode).casefold() and row.get("Jenjang") == "program"
    }
    budget = zip(buku.kolom("TabelAnggaran", "Kode"), buku.kolom("TabelAnggaran", judul), strict=True)
    found = [value for code, value in budget if str(code).casefold() in serving and isinstance(value, Decimal)]
    return total(found) if found else ""


def total_anggaran(buku: Buku, judul: str) -> Nilai:
    """Return a column of the Anggaran table summed over the rows of the highest level that has a pagu."""
    rows = zip(*(buku.kolom("TabelAnggaran", each) for each in ("Jenjang", "Pagu Berlaku", judul)), strict=True)
    counted = [(level, figure) for level, pagu, figure in rows if isinstance(pagu, Decimal)]
    top = next((level for level in JENJANG if any(each == level for each, _ in counted)), None)
    found = [figure for level, figure in counted if level == top]
    return total([figure for figure in found if isinstance(figure, Decimal)]) if found else ""


def total_anggaran_excel(judul: str) -> str:
    """Return the formula of ``total_anggaran``."""
    formula = '""'
    for level in reversed(JENJANG):
        chosen = f'TabelAnggaran[Jenjang],"{level}",TabelAnggaran[Pagu Berlaku],">=0"'
        formula = f"IF(COUNTIFS({chosen})>0,SUMIFS(TabelAnggaran[{judul}],{chosen}),{formula})"
    return formula


def _once(judul: str, name: str) -> RumusTabel:
    """Return the formula of a figure all rows share: shown in the first row, from a named cell."""

    def nilai(sel: Sel) -> Nilai:
        return total_anggaran(sel.buku, judul) if sel.baris == 0 and sel("Kode Indikator") != "" else ""

    is_first = "ROW()=ROW({T}[[#Headers],[Kode Indikator]])+1"
    return RumusTabel(f'IF(AND({{kode}}<>"",{is_first}),{name},"")', nilai, {"kode": "Kode Indikator"})


def _status(sel: Sel) -> Nilai:
    efisiensi = sel("Efisiensi")
    return sel.buku.ketentuan.status(efisiensi) if isinstance(efisiensi, Decimal) else ""


ANGGARAN: Mapping[str, RumusTabel] = {
    "rincian": RumusTabel(
        """IF(OR({murni}&{perubahan}&{realisasi}="",{Jenjang}="tujuan",{Jenjang}="sasaran"),"",
        IF(COUNTIFS({T}[Kode],{Kode}&".*",{T}[Pagu Murni],"<>")+COUNTIFS({T}[Kode],{Kode}&".*",{T}[Pagu Perubahan],"<>")
        +COUNTIFS({T}[Kode],{Kode}&".*",{T}[Realisasi],"<>")=0,"ya",""))""",
        _rincian,
        {"murni": "Pagu Murni", "perubahan": "Pagu Perubahan", "realisasi": "Realisasi"},
    ),
    "pagu_berlaku": RumusTabel(
        f"""IF({{perubahan}}<>"",{{perubahan}},IF({{murni}}<>"",{{murni}},IF({{Kode}}="","",
        IF(COUNTIFS({_BELOW},{{T}}[Pagu Perubahan],"<>")+COUNTIFS({_BELOW},{{T}}[Pagu Murni],"<>")=0,"",
        SUMIFS({{T}}[Pagu Perubahan],{_BELOW})+SUMIFS({{T}}[Pagu Murni],{_BELOW},{{T}}[Pagu Perubahan],"=")))))""",
        _pagu_berlaku,
        {"murni": "Pagu Murni", "perubahan": "Pagu Perubahan"},
    ),
    "jumlah_realisasi": RumusTabel(
        f"""IF({{Realisasi}}<>"",{{Realisasi}},IF({{Kode}}="","",
        IF(COUNTIFS({_BELOW},{{T}}[Realisasi],"<>")=0,"",SUMIFS({{T}}[Realisasi],{_BELOW}))))""",
        _jumlah_realisasi,
    ),
    "serapan": RumusTabel(
        'IF(COUNT({pagu},{realisasi})<2,"",IF({pagu}=0,"",{realisasi}/{pagu}*100))',
        lambda sel: percentage(sel("realisasi"), sel("pagu")),
    ),
    "sisa": RumusTabel(
        'IF(COUNT({pagu},{realisasi})<2,"",{pagu}-{realisasi})',
        _sisa,
        {"pagu": "Pagu Berlaku", "realisasi": "Jumlah Realisasi"},
    ),
    "pagu_terkait": RumusTabel(
        f"""IF({{Kode}}="","",IF(IFERROR(ISNUMBER({_OWN}),FALSE),{_OWN},
        IF(SUMPRODUCT({_SERVING}*COUNTIFS(TabelAnggaran[Kode],TabelStruktur[Kode],TabelAnggaran[{{kolom}}],">=0"))=0,"",
        SUMPRODUCT({_SERVING}*SUMIF(TabelAnggaran[Kode],TabelStruktur[Kode],TabelAnggaran[{{kolom}}])))))""",
        _pagu_terkait,
    ),
    "pagu_bersama": _once("Pagu Berlaku", "Total_Pagu"),
    "realisasi_bersama": _once("Jumlah Realisasi", "Total_Realisasi"),
    "efisiensi": RumusTabel(
        'IF(COUNT({Capaian},{Serapan})<2,"",IF({Serapan}=0,"",{Capaian}/{Serapan}*100))',
        lambda sel: percentage(sel("Capaian"), sel("Serapan")),
    ),
    "efisiensi_bersama": RumusTabel(
        """IF(AND(ISNUMBER({Serapan}),COUNT({T}[Capaian])>0),
        IF({Serapan}=0,"",AVERAGE({T}[Capaian])/{Serapan}*100),"")""",
        lambda sel: percentage(average(sel.buku.angka(sel.tabel.nama, "Capaian")), sel("Serapan")),
    ),
    "status": RumusTabel(
        """IF(ISNUMBER({Efisiensi}),IF(ROUND({Efisiensi},2)>=Ketentuan_Batas_Efisien,
        Ketentuan_Efisien,Ketentuan_Tidak_Efisien),"")""",
        _status,
    ),
}
