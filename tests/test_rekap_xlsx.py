"""rekap.xlsx as people open it: cells as short rows, nothing calculated but our sums, links, limits, print."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from rekap_uji import RUMUS_ASING, SKRIP_ASING, banyak, contoh, gagal, iku, kota_serang, rekap, ringkasan

from lkjip_xl.rekap.catatan import Catatan, antar_buku
from lkjip_xl.rekap.model import Rekap
from lkjip_xl.report.xlsx import rekap_catatan, rekap_pena
from lkjip_xl.report.xlsx.rekap import rekap_xlsx
from lkjip_xl.report.xlsx.rekap_grafik import label_sides

SHEETS = ["Perbandingan", "Indikator sendiri", "Anggaran", "Hasil Validasi", "Semua catatan", "Gagal", "Grafik"]


def temuan(made: Rekap) -> Iterator[Catatan]:
    """Yield the contradictions between workbooks, and one finding for each rule and office."""
    yield from antar_buku(made)
    for each in made.kantor:
        copy = each.ringkasan.keluaran.get("salinan", "")
        for rule in each.ringkasan.aturan:
            words = RUMUS_ASING, SKRIP_ASING, "@a", "-1", "+2", "Kasubag"
            yield Catatan(each.id, each.nama, rule.tingkat, rule.kode, "Tabel 3.1's", "D5", *words, salinan=copy)


def buku(made: Rekap) -> tuple[bytes, openpyxl.Workbook]:
    out = BytesIO()
    rekap_xlsx(made, temuan(made), out)
    return out.getvalue(), openpyxl.load_workbook(BytesIO(out.getvalue()))


def rows(sheet: Worksheet, first: int, last: int | None = None) -> list[list[object]]:
    """Return rows as lists without the empty cells at their ends; numbers at 2 decimals."""
    found = []
    for row in sheet.iter_rows(first, last or sheet.max_row, values_only=True):
        cells = [round(value, 2) if isinstance(value, float) else value for value in row]
        while cells and cells[-1] is None:
            del cells[-1]
        found.append(cells)
    return found


def links(sheet: Worksheet) -> dict[str, str]:
    return {
        cell.coordinate: f"{cell.hyperlink.target}#{cell.hyperlink.location or ''}"
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }


def test_perbandingan():
    _, book = buku(rekap())
    sheet = book["Perbandingan"]
    assert book.sheetnames == SHEETS
    assert [sheet["F5"].value, sheet["K5"].value, sheet["P5"].value] == [
        "Nilai survey kepuasan masyarakat (Nilai)",
        "Persentase Kelurahan Kategori Cepat Berkembang (%)",
        "Hasil Evaluasi AKIP Kecamatan (Nilai)",
    ]
    assert rows(sheet, 6, 6)[0][:10] == [
        "No", "Perangkat Daerah", "Tahun", "Rata-rata Capaian (%)", "Peringkat",
        "Target", "Realisasi", "Capaian (%)", "Kategori", "Peringkat",
    ]  # fmt: skip
    cipocok = 37.5, 37.5, 100, "Sangat Tinggi", 6, 70.5, 70.5, 100, "Sangat Tinggi", 3
    curug = 37.5, 80, 213.33, "Sangat Tinggi", 1, 70.5, 58.45, 82.91, "Tinggi", 6
    assert rows(sheet, 7, 10) == [
        [1, RUMUS_ASING, "2025", 5000, 1],
        [2, "Dinas Kesehatan", "2025", 110.4, 6],
        [3, "Kecamatan Cipocok Jaya", "2025", 99.73, 7, 83.75, 83.07, 99.19, "Sangat Tinggi", 6, *cipocok],
        [4, "Kecamatan Curug", "2025", 131.98, 3, 83.75, 83.5, 99.7, "Sangat Tinggi", 4, *curug],
    ]
    assert [sheet[at].fill.fgColor.rgb for at in ("H9", "I10", "S10", "G9")] == [
        "FFA9D08E",
        "FFA9D08E",
        "FFE2EFDA",
        "00000000",
    ]
    assert [sheet.freeze_panes, sheet.auto_filter.ref] == ["C7", "A6:T14"]


def test_indikator_sendiri_office_by_office():
    _, book = buku(rekap())
    sheet = book["Indikator sendiri"]
    assert rows(sheet, 1) == [
        ["Indikator sendiri"],
        ["Hanya satu kantor yang memakainya, jadi tidak ada pembandingnya."],
        [],
        ["No", "Perangkat Daerah", "Indikator", "Target", "Realisasi", "Capaian (%)", "Kategori"],
        [1, RUMUS_ASING, f"{RUMUS_ASING} (+6281)", "=1+1", 50, 5000, "Sangat Tinggi"],
        [2, RUMUS_ASING, f"{SKRIP_ASING} (-1)", "@SUM(A1)", "–", "–", "–"],
        [3, "Dinas Kesehatan", "Angka stunting (%)", 12.5, 11.2, 110.4, "Sangat Tinggi"],
        [4, "Dinas Kesehatan", "Cakupan imunisasi dasar lengkap (%)", 95, "–", "–", "–"],
    ]
    assert [sheet.freeze_panes, sheet.auto_filter.ref] == ["C5", "A4:G8"]
    assert rows(buku(rekap(kota_serang()))[1]["Indikator sendiri"], 2, 2)[0][0].startswith("Tidak ada")


@pytest.mark.parametrize(
    ("tertulis", "expected"),
    [
        ("67,50", (67.5, "#,##0.00")),
        ("1.250", (1250, "#,##0")),
        ("0,0123", (0.0123, "#,##0.0000")),
        ("-2,5", (-2.5, "#,##0.0")),
        ("85%", (85, '#,##0"%"')),
        ("≤ 25", ("≤ 25", "General")),
        ("65-75", ("65-75", "General")),
        ("65–75", ("65–75", "General")),
        ("B (67,75)", ("B (67,75)", "General")),
        ("WTP", ("WTP", "General")),
        ("=1+1", ("=1+1", "General")),
        ("1 : 25", ("1 : 25", "General")),
        ("", ("–", "General")),
    ],
)
def test_target_and_realisasi_stand_as_they_are(tertulis: str, expected: tuple[object, str]):
    made = rekap([ringkasan("Dinas A", iku("X", None, tertulis, tertulis=tertulis))])
    cells = buku(made)[1]["Indikator sendiri"][5][3:6]
    assert [(cell.value, cell.number_format, cell.data_type != "f") for cell in cells[:2]] == [(*expected, True)] * 2
    assert cells[2].value == ("tidak dihitung" if tertulis else "–")


def test_anggaran():
    _, book = buku(rekap())
    sheet = book["Anggaran"]
    assert rows(sheet, 6, 8) == [
        [1, RUMUS_ASING, "2025", "–", "–", "–", 5000, "–", "–", 1],
        [2, "Dinas Kesehatan", "2025", "–", "–", "–", 110.4, "–", "–", 6],
        [3, "Kecamatan Cipocok Jaya", "2025", 8650000000, 7903505000, 91.37, 99.73, 109.15, "Efisien", 7],
    ]
    assert rows(sheet, 14) == [
        ["Jumlah", None, None, "=SUBTOTAL(109,D6:D13)", "=SUBTOTAL(109,E6:E13)", '=IF(D14=0,"",E14/D14*100)']
    ]


def test_hasil_validasi_and_its_contradictions():
    six = kota_serang()
    _, book = buku(rekap([*six, six[0]._replace(berkas="lama.xlsx", keluaran={})]))
    sheet = book["Hasil Validasi"]
    assert rows(sheet, 5, 6)[0] == ["Yang bertentangan antar buku kerja"]
    assert rows(sheet, 6, 6)[0][:2] == ["BT001", "Kecamatan Serang (lama.xlsx)"]
    assert "persis sama" in str(sheet["C6"].value)
    heads = "No", "Perangkat Daerah", "Salinan Bertanda", "Laporan", "Kesalahan", "Peringatan", "Info", "Dijelaskan"
    assert rows(sheet, 8, 17) == [
        [*heads, "BT001", "CP001", "PK002"],
        [1, "Kecamatan Cipocok Jaya", "Buka salinan", "Buka laporan", 1, 3, 0, 1, None, 1, 3],
        [2, "Kecamatan Curug", "Buka salinan", "Buka laporan", 4, 3, 0, 0, None, 4, 3],
        [3, "Kecamatan Kasemen", "Buka salinan", "Buka laporan", 2, 4, 0, 0, None, 2, 4],
        [4, "Kecamatan Serang (lama.xlsx)", "–", "–", 0, 1, 0, 0, None, None, 1],
        [5, "Kecamatan Serang (Serang 2025.xlsx)", "Buka salinan", "Buka laporan", 0, 1, 0, 0, None, None, 1],
        [6, "Kecamatan Taktakan", "Buka salinan", "Buka laporan", 5, 4, 0, 1, None, 5, 4],
        [7, "Kecamatan Walantaka", "Buka salinan", "Buka laporan", 3, 2, 0, 1, None, 3, 2],
        ["Antar buku kerja", None, None, None, 1, 0, 0, 0, 1],
        ["Jumlah", None, None, None, 16, 18, 0, 3, 1, 15, 18],
    ]  # fmt: skip
    [scale] = [rule.type for rules in sheet.conditional_formatting for rule in rules.rules]
    assert scale == "colorScale"
    assert [each for each in rows(sheet, 21, 21)[0] if each] == [
        "BT001  kantor ganda", "CP001  capaian tertulis berbeda", "PK002  indikator pk tidak di iku",
    ]  # fmt: skip


def test_many_contradictions_stand_on_semua_catatan():
    six = kota_serang()
    wrong = [
        each._replace(iku=tuple(row._replace(realisasi=(row.realisasi or 0) + 9) for row in each.iku)) for each in six
    ]
    made = rekap(wrong)
    _, book = buku(made)
    assert len(made.temuan) == 18
    assert "Masih ada 14 lagi" in str(book["Hasil Validasi"]["B10"].value)
    assert [row[3] for row in rows(book["Semua catatan"], 5, 22)] == ["PB001"] * 18


def test_links_are_relative_and_quoted():
    _, book = buku(rekap())
    assert links(book["Perbandingan"])["B8"] == "rekap/dinas-kesehatan.html#"
    found = links(book["Hasil Validasi"])
    name = "%3Cscript%3Ealert(1)%3Cscript%3E%20%231%20100%25"
    assert found["C8"] == f"berkas/aneh/{name}.xlsx/{name}_hasil.xlsx#"
    assert found["D10"] == "berkas/kecamatan/Cipocok%20Jaya%202025.xlsx/catatan.html#"
    copy = "berkas/kecamatan/Cipocok%20Jaya%202025.xlsx/Cipocok%20Jaya%202025_hasil.xlsx"
    assert links(book["Semua catatan"])["F6"] == f"{copy}#'Tabel 3.1''s'!D5"


def test_semua_catatan_shows_hostile_texts_as_they_are():
    _, book = buku(rekap())
    sheet = book["Semua catatan"]
    said = RUMUS_ASING, SKRIP_ASING, "@a", "-1", "+2", "Kasubag", "berlaku"
    assert rows(sheet, 6, 6) == [[2, "Kecamatan Cipocok Jaya", "kesalahan", "CP001", "Tabel 3.1's", "D5", *said]]
    assert sheet.auto_filter.ref == "A4:N16"
    assert rows(book["Gagal"], 5) == [[1, "rusak/=HYPERLINK(1).xlsx", gagal().gagal]]


def test_no_formula_but_ours():
    data, book = buku(rekap())
    formulas = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    assert {re.sub(r"\d+", "", str(each)) for each in formulas} == {
        "=SUBTOTAL(,D:D)", "=SUBTOTAL(,E:E)", '=IF(D=,"",E/D*)',
    }  # fmt: skip
    with ZipFile(BytesIO(data)) as parts:
        charts = "".join(parts.read(name).decode() for name in parts.namelist() if "/chart" in name)
    cells = set(re.findall(r"<c:f>(.*?)</c:f>", charts))
    assert cells and all(re.fullmatch(r"'?Grafik'?!\$[A-Z]\$\d+(:\$[A-Z]\$\d+)?", each) for each in cells)


@pytest.mark.parametrize("text", ["a\x00b\x01", "\udcff\ud800", "￾￿", "x" * 40_000, "\t=1", "=" * 200, "🙂" * 200])
def test_any_text_makes_a_sound_workbook(text: str):
    each = ringkasan(text, iku(text, "1", text, text), berkas=f"{text[:100]}.xlsx")
    made = rekap([each, each._replace(berkas="b.xlsx"), gagal()._replace(berkas=text, gagal=text or "x")])
    assert buku(made)[1].sheetnames == SHEETS


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (rekap([]), ["Belum ada", 0, 0]),
        (rekap([gagal()]), ["Belum ada", 0, 1]),
        (rekap(kota_serang()[:1]), ["– belum di", 1, 0]),
        (rekap(kota_serang()), ["– belum di", 2, 0]),
        (rekap([ringkasan("Dinas A", iku("X", None))]), ["– belum di", 0, 0]),
        (rekap([*banyak(40)]), ["– belum di", 4, 0]),
    ],
)
def test_of_any_size(made: Rekap, expected: list[object]):
    data, book = buku(made)
    with ZipFile(BytesIO(data)) as parts:
        charts = sum("charts/chart" in name for name in parts.namelist())
    failed = sum(bool(row) for row in rows(book["Gagal"], 5)) if book["Gagal"].max_row > 4 else 0
    assert [str(book["Perbandingan"]["A3"].value)[:10].strip(), charts, failed] == [
        str(expected[0])[:10].strip(),
        *expected[1:],
    ]


def test_the_figures_of_the_charts_leave_out_what_was_not_measured():
    _, book = buku(rekap([*banyak(8)]))
    figures = [row for row in rows(book["Grafik"], 1) if row and str(row[0]).startswith("Kecamatan")]
    assert [len(figures), figures[0]] == [8, ["Kecamatan Rekaan 0000", 80.5, 52.86, 83.58, 0]]


def test_charts_keep_what_tells_namesakes_apart():
    governments = ("Kabupaten Tangerang", "Kabupaten Tanggamus")
    two = [
        ringkasan("Kecamatan Cipocok Jaya", iku("Angka stunting", "9"), berkas=f"{each}.xlsx")._replace(pemerintah=each)
        for each in governments
    ]
    long = ringkasan("Dinas Perpustakaan dan Kearsipan Kalimimpi Barat", iku("Angka stunting", "9"))
    figures = {cell.value for cell in buku(rekap([*two, long]))[1]["Grafik"]["A"]}
    assert {f"Kecamatan Cipocok… ({each})" for each in governments} <= figures
    assert "Dinas Perpustakaan dan Kearsipan Kalimi…" in figures


def test_excel_limits_are_kept_and_said(monkeypatch):
    monkeypatch.setattr(rekap_catatan, "MOST_ROWS", 10)
    monkeypatch.setattr(rekap_pena, "MOST_LINKS", 3)
    made = rekap()
    _, book = buku(made)
    sheet = book["Semua catatan"]
    total = len(list(temuan(made)))
    assert [sheet.max_row, sheet.auto_filter.ref, len(links(sheet))] == [10, "A4:N9", 3]
    assert f"masih ada {total - 5} catatan lagi" in str(sheet["A10"].value)
    assert sheet["F9"].value == "D5"


def test_equal_input_gives_an_equal_file():
    assert buku(rekap())[0] == buku(rekap())[0]


def test_labels_keep_out_of_each_others_way():
    axes = [{"min": 0, "max": 100}] * 2
    near = {1: (50, 50, "Kecamatan A"), 2: (52, 50, "Kecamatan B"), 3: (10, 10, "Kecamatan C")}
    sides = label_sides(near, axes, 260)
    assert sides[1] != sides[2] and sides[3] == "right"
    crowd = {at: (50 + at / 10, 50, f"Kecamatan Panjang {at}") for at in range(20)}
    sides = label_sides(crowd | {20: (99, 90, "Dinas Terpencil")}, axes, 260)
    assert 1 < len(sides) < 12 and sides[20] == "left"


def test_bars_too_thin_for_numbers_have_none():
    def charts(count: int) -> str:
        with ZipFile(BytesIO(buku(rekap([*banyak(count)]))[0])) as parts:
            return parts.read("xl/charts/chart1.xml").decode()

    assert ["<c:dLbls>" in charts(count) for count in (8, 15, 25)] == [True, True, False]
    assert "Capaian (%)" in charts(8)


def test_libreoffice_prints_it(office, tmp_path: Path):
    path, out = tmp_path / "rekap.xlsx", tmp_path / "rekap.pdf"
    made = rekap(contoh())
    rekap_xlsx(made, temuan(made), path)
    office.pdf(path, out)
    values = office.values(path)
    assert out.stat().st_size > 20_000
    assert round(float(values["Anggaran"]["F14"] or 0), 2) == 93.07
    assert not [cell for sheet in values.values() for cell in sheet.values() if str(cell).startswith("#")]
