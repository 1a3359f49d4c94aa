"""``lkjip validasi`` as staff and scripts use it: text, JSON, files, exit codes; its findings are made by hand."""

import json
import shutil
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from catatan_uji import CATALOGUE, DIJELASKAN, SERANG, TIDAK_DIPERIKSA, hasil, temuan

import lkjip_xl
from lkjip_xl.cli import main
from lkjip_xl.pesan import UnusableFileError, pesan, read_toml
from lkjip_xl.report.validasi_line import per_orang_lines, validasi_lines
from lkjip_xl.report.xlsx import validasi_xlsx
from lkjip_xl.rules.dasar import catalogue

SAMPLE = Path(__file__).parents[1] / "workbooks" / "contoh_kecamatan_serang_2025.xlsx"
FOUND = hasil().periksa
CLEAN = hasil((), (), ()).periksa
WARNED = hasil(SERANG[1:2], (), ()).periksa


@pytest.fixture(autouse=True)
def rules(monkeypatch):
    monkeypatch.setitem(read_toml("rules/catalogue.toml"), "aturan", CATALOGUE)
    catalogue.cache_clear()
    yield
    catalogue.cache_clear()


@pytest.fixture
def sample(tmp_path):
    return Path(shutil.copy(SAMPLE, tmp_path / "contoh.xlsx"))


@pytest.fixture
def finds(monkeypatch):
    """Let every workbook yield given findings, one outcome per workbook, the last one for all the others."""

    def let(*outcomes):
        left = list(outcomes)
        monkeypatch.setattr("lkjip_xl.check.periksa", lambda _: left.pop(0) if len(left) > 1 else left[0])

    let(FOUND)
    return let


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_text_is_grouped_by_sheet_with_advice(sample, finds, capsys):
    assert main(["validasi", str(sample)]) == 1
    assert capsys.readouterr().out == (
        "Kecamatan Serang · 2025 · contoh.xlsx\n"
        "Tahap draf: 3 kesalahan, 1 peringatan, 1 info. 1 catatan lain sudah dijelaskan.\n"
        "\n"
        "IKU (2 catatan)\n"
        "contoh.xlsx: IKU!F6 PK001 kesalahan: Target Persentase Kelurahan Kategori Cepat Berkembang di F6\n"
        "    tertulis 37,50; PK, Rencana Aksi, dan Realisasi menulis 83,33 (PK Perubahan!D9).\n"
        "    → Samakan F6 dengan PK, yaitu 83,33, atau perbaiki dokumen lain bila IKU yang benar.\n"
        "contoh.xlsx: IKU!E7 IK003 peringatan: Jumlah Orang di IKU bersatuan Keg.\n"
        "    → Tulis satuannya Orang.\n"
        "\n"
        "Rencana Aksi (2 catatan)\n"
        "contoh.xlsx: Rencana Aksi!H8 RA001 kesalahan: Target Nilai survey kepuasan masyarakat di H8 tertulis\n"
        "    83,85; dokumen lain menulis 83,75 (PK Perubahan!D8).\n"
        "    → Samakan H8 dengan dokumen lain, yaitu 83,75.\n"
        "contoh.xlsx: Rencana Aksi!H31 RA003 kesalahan: Rekonsiliasi BMD: target 12 di H31, jumlah per bulan\n"
        "    2.\n"
        "    → Lengkapi target bulanannya.\n"
        "\n"
        "Tabel 3.7 (1 catatan)\n"
        "contoh.xlsx: Tabel 3.7!F9 RW002 info: Realisasi turun dari 92 menjadi 75.\n"
        "    → Tulis sebabnya.\n"
        "\n"
        "Sudah dijelaskan di lembar Penjelasan (1 catatan)\n"
        "contoh.xlsx: PK Perubahan!C8 PK004 peringatan: Hasil Evaluasi AKIP ≠ Nilai Sakip.\n"
        "    Penjelasan: Nama sesuai Perwal 12/2024.\n"
        "\n"
        "Tidak diperiksa (3 aturan)\n"
        "  tabel Perbandingan tidak ditemukan: PB001\n"
        "  tabel SKM tidak ditemukan: SK001, SK002\n"
    )


def test_the_same_advice_is_given_once_per_sheet():
    places = ("A!A1", "A!A2", "A!A3", "B!A1")
    found = [temuan("IK003", "n", "info", place, "p", f"saran{'' if place != 'A!A2' else ' lain'}") for place in places]
    lines = [line.strip() for line in validasi_lines(hasil(tuple(found), (), ()), 100)]
    advice = [line for line in lines if line.startswith("→")]
    assert advice == ["→ saran", "→ saran lain", "→ seperti A1", "→ saran"]


@pytest.mark.parametrize("width", [50, 72, 120])
def test_lines_fit_the_terminal(width):
    assert max(map(len, validasi_lines(hasil(), width))) <= width


def test_by_person_is_short_enough_for_a_message(sample, finds, capsys):
    assert main(["validasi", str(sample), "--per-orang"]) == 1
    assert capsys.readouterr().out.splitlines()[3:] == [
        "*Kepala Seksi Pemerintahan* (2 catatan)",
        "- IKU!F6 PK001 kesalahan: Target Persentase Kelurahan Kategori Cepat Berkembang di F6 tertulis 37,50; PK, "
        "Rencana Aksi, dan Realisasi menulis 83,33 (PK Perubahan!D9).",
        "- Tabel 3.7!F9 RW002 info: Realisasi turun dari 92 menjadi 75.",
        "",
        "*Camat* (1 catatan)",
        "- Rencana Aksi!H8 RA001 kesalahan: Target Nilai survey kepuasan masyarakat di H8 tertulis 83,85; dokumen lain "
        "menulis 83,75 (PK Perubahan!D8).",
        "",
        "*Kasubag Umum dan Kepegawaian* (1 catatan)",
        "- Rencana Aksi!H31 RA003 kesalahan: Rekonsiliasi BMD: target 12 di H31, jumlah per bulan 2.",
        "",
        "*Tanpa penanggung jawab* (1 catatan)",
        "- IKU!E7 IK003 peringatan: Jumlah Orang di IKU bersatuan Keg.",
    ]


def test_a_long_message_is_one_short_line_by_person():
    long = temuan("RA001", "n", "info", "S!A1", "kata " * 99, "saran\n" * 9, penanggung_jawab="Kepala\nSeksi " * 20)
    lines = list(per_orang_lines(hasil((long,))))
    assert [len(lines), max(map(len, lines)) < 220, lines[-1].endswith("kata…")] == [5, True, True]


def test_a_workbook_without_findings_gets_a_kind_sentence(sample, finds, capsys):
    finds(CLEAN)
    assert main(["validasi", str(sample), "--tahap", "penyampaian"]) == 0
    assert capsys.readouterr().out.splitlines()[2] == (
        "Tidak ada catatan: angka dan tulisan yang diperiksa sudah serasi. Terima kasih atas ketelitiannya."
    )


def test_the_worst_file_decides_and_one_that_cannot_be_read_stops_no_other(sample, finds, capsys):
    missing = str(sample.with_name("hilang.xlsx"))
    for outcomes, files, code in (
        ((WARNED, CLEAN), [sample, sample], 0),
        ((CLEAN, FOUND), [sample, sample], 1),
        ((FOUND, FOUND), [sample, missing, sample], 2),
    ):
        finds(*outcomes)
        assert main(["validasi", *map(str, files)]) == code
    said = capsys.readouterr()
    assert said.err == "hilang.xlsx: berkas tidak ditemukan. Periksa nama dan foldernya.\n"
    assert said.out.endswith("2 buku kerja diperiksa: 6 kesalahan, 2 peringatan, 2 info.\n")


def test_json_is_exactly_what_programs_were_promised(sample, finds, capsys):
    assert main(["validasi", str(sample), "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    first, explained = data.pop("temuan")[0], data.pop("dijelaskan_temuan")[0]
    assert data == {
        "berkas": str(sample),
        "perangkat_daerah": "Kecamatan Serang",
        "tahun": 2025,
        "tahap": "draf",
        "versi_aturan": read_toml("rules/catalogue.toml")["versi"],
        "ringkasan": {"kesalahan": 3, "peringatan": 1, "info": 1, "dijelaskan": 1},
        "tidak_diperiksa": [{"kode": each.kode, "alasan": each.alasan} for each in TIDAK_DIPERIKSA],
    }
    assert first == {
        "kode": "PK001",
        "nama": "target-iku-berbeda",
        "tingkat": "kesalahan",
        "lembar": "IKU",
        "sel": "F6",
        "sel_lain": ["PK Perubahan!D9", "Rencana Aksi!H9"],
        "baris": "Persentase Kelurahan Kategori Cepat Berkembang",
        "penanggung_jawab": "Kepala Seksi Pemerintahan",
        "pesan": SERANG[0].pesan,
        "saran": SERANG[0].saran,
        "ditemukan": "37,50",
        "seharusnya": "83,33",
        "dasar": ["PermenPANRB 53/2014", "PermenPANRB 88/2021"],
    }
    assert list(explained) == [*first, "alasan"]
    assert [explained["alasan"], explained["baris"]] == [DIJELASKAN[0].alasan, None]


def test_json_of_several_files_is_a_list(sample, finds, capsys):
    main(["validasi", str(sample), str(sample), "--format", "json"])
    first, second = json.loads(capsys.readouterr().out)
    assert first == second
    assert main(["validasi", str(sample), "hilang.xlsx", "--format", "json"]) == 2
    assert len(json.loads(capsys.readouterr().out)) == 1


@pytest.mark.parametrize(
    ("arguments", "name", "start"),
    [
        (["--format", "html"], "contoh_catatan.html", b"<!DOCTYPE html>"),
        (["--format", "xlsx"], "contoh_catatan.xlsx", b"PK"),
        (["--format", "html", "-o", "{}/l.html"], "l.html", b"<!DOCTYPE html>"),
        (["--format", "json", "-o", "{}/l.json"], "l.json", b'{\n  "berkas"'),
        (["-o", "{}/l.txt"], "l.txt", b"Kecamatan Serang"),
        (["-o", "{}"], "contoh_catatan.txt", b"Kecamatan Serang"),
    ],
)
def test_a_report_is_saved_and_its_place_told(sample, finds, capsys, arguments, name, start):
    before = sample.read_bytes()
    assert main(["validasi", str(sample), *(each.format(sample.parent) for each in arguments)]) == 1
    out = capsys.readouterr().out.splitlines()
    assert [out[0], out[-1]] == [
        "Kecamatan Serang · 2025 · contoh.xlsx",
        f"Laporan: {sample.with_name(name)}",
    ]
    assert sample.with_name(name).read_bytes().startswith(start)
    assert [names(sample.parent), sample.read_bytes() == before] == [sorted(["contoh.xlsx", name]), True]


def test_a_report_on_several_files_has_a_name_of_its_own(sample, finds):
    assert main(["validasi", str(sample), str(sample), "--format", "html"]) == 1
    assert names(sample.parent) == ["catatan.html", "contoh.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--format", "xlsx", "-o", "{}/contoh.xlsx"], "hasil akan menimpa berkas masukan"),
        (["--format", "html", "-o", "{}/l.pdf"], "laporan berbentuk html disimpan sebagai .html"),
        (["-o", "{}/l.xlsx"], "Ganti nama setelah -o, atau ganti --format"),
        (["--format", "html", "-o", "{}/tidak/ada.html"], "hasil tidak bisa disimpan"),
        (["-o", ""], "setelah -o kosong"),
        (["--tulis", "-o", "{}/contoh.xlsx"], "hasil akan menimpa berkas masukan"),
    ],
)
def test_a_place_that_will_not_do_is_refused(sample, finds, capsys, arguments, sentence):
    assert main(["validasi", str(sample), *(each.format(sample.parent) for each in arguments)]) == 2
    assert sentence in capsys.readouterr().err
    assert names(sample.parent) == ["contoh.xlsx"]


def test_a_folder_is_no_workbook(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["validasi", ".", "--format", "html"]) == 2
    assert [len(capsys.readouterr().err.splitlines()), names(tmp_path)] == [1, []]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--per-orang", "--format", "json"], "--per-orang tidak dapat dipakai bersama --format json."),
        (["--tulis", "--di-tempat"], "--di-tempat tidak dapat dipakai bersama --tulis."),
        (["--tahap", "akhir"], "--tahap tidak mengenal akhir; pilihannya: 'draf', 'penyampaian'."),
    ],
)
def test_wrong_options_are_said_in_indonesian(sample, capsys, arguments, sentence):
    with pytest.raises(SystemExit) as stop:
        main(["validasi", str(sample), *arguments])
    assert [stop.value.code, capsys.readouterr().err] == [2, f"{sentence} Lihat: lkjip validasi --help\n"]


def test_tulis_writes_into_a_copy(sample, finds, capsys):
    before = sample.read_bytes()
    assert main(["validasi", str(sample), "--tulis"]) == 1
    assert names(sample.parent) == ["contoh.xlsx", "contoh_validasi.xlsx"]
    copy = sample.with_name("contoh_validasi.xlsx")
    assert capsys.readouterr().out.endswith(f"Salinan dengan lembar Hasil Validasi: {copy}\n")
    sheet = openpyxl.load_workbook(copy)["Hasil Validasi"]
    assert {each.kode for each in SERANG} <= {cell.value for line in sheet.iter_rows() for cell in line}
    assert sample.read_bytes() == before


def test_in_place_writes_into_the_file_and_keeps_a_copy(sample, finds, capsys):
    before = sample.read_bytes()
    assert main(["validasi", str(sample), "--di-tempat", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["berkas"] == str(sample)
    backup = next(path for path in sample.parent.iterdir() if path != sample)
    assert [backup.name.startswith("contoh_cadangan_"), backup.read_bytes() == before] == [True, True]
    assert "Hasil Validasi" in openpyxl.load_workbook(sample).sheetnames
    assert main(["validasi", str(sample), "--di-tempat"]) == 1
    assert f"Lembar Hasil Validasi ditulis ke {sample}" in capsys.readouterr().out


def test_copies_of_several_files_need_a_folder(sample, finds, capsys, tmp_path):
    other = Path(shutil.copy(sample, tmp_path / "lain.xlsx"))
    assert main(["validasi", str(sample), str(other), "--tulis", "-o", str(tmp_path / "satu.xlsx")]) == 2
    assert "Sebutkan folder" in capsys.readouterr().err
    (tmp_path / "keluar").mkdir()
    assert main(["validasi", str(sample), str(other), "--tulis", "-o", str(tmp_path / "keluar")]) == 1
    assert names(tmp_path / "keluar") == ["contoh_validasi.xlsx", "lain_validasi.xlsx"]


def test_the_workbook_for_handing_on_holds_every_finding_as_text():
    formula = temuan(
        "RA001", "n", "kesalahan", "S!A1", '=HYPERLINK("http://x")', "+1", ditemukan="@SUM(A1)", baris="-2"
    )
    long = temuan("RA001", "n", "info", "S!A2", "x" * 40_000)
    outcomes = [hasil((formula, long), ()), hasil(berkas="lain.xlsx")]
    data = validasi_xlsx(outcomes, "0.1.0")
    assert data == validasi_xlsx(outcomes, "0.1.0")
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book["Catatan"]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert rows[0] == tuple(read_toml("pesan.toml")["buku_catatan"]["kolom_catatan"].split(" | "))
    assert [row[:6] for row in rows[1:]] == [
        (1, "contoh.xlsx", "kesalahan", "RA001", "S", "A1"),
        (2, "contoh.xlsx", "info", "RA001", "S", "A2"),
        *((number, "lain.xlsx", e.tingkat, e.kode, e.ref.sheet, e.ref.a1) for number, e in enumerate(SERANG, 3)),
        (8, "lain.xlsx", "peringatan", "PK004", "PK Perubahan", "C8"),
    ]
    assert [*rows[1][6:8], *rows[1][9:11]] == ['=HYPERLINK("http://x")', "+1", "-2", "@SUM(A1)"]
    assert [len(rows[2][6]), rows[8][15:]] == [32_767, ("dijelaskan", DIJELASKAN[0].alasan)]
    assert {cell.data_type for line in sheet.iter_rows(min_row=5) for cell in line} <= {"s", "n"}
    assert sheet.tables["Catatan"].ref == "A4:Q12"
    assert [row[1:] for row in book["Tidak Diperiksa"].iter_rows(min_row=5, max_row=6, values_only=True)] == [
        ("PB001", "aturan-pb001", "tabel Perbandingan tidak ditemukan"),
        ("SK001", "aturan-sk001", "tabel SKM tidak ditemukan"),
    ]
    summary = list(book["Ringkasan"].iter_rows(min_row=5, values_only=True))
    assert summary == [
        ("contoh.xlsx", "Kecamatan Serang", 2025, 1, 0, 1, 0),
        ("lain.xlsx", "Kecamatan Serang", 2025, 3, 1, 1, 1),
    ]


def test_python_gives_the_same_as_dataframes(sample, finds):
    outcome = lkjip_xl.validasi(sample, tahap="penyampaian")
    assert outcome.temuan[["kode", "lembar", "sel"]].values.tolist()[:2] == [
        ["PK001", "IKU", "F6"],
        ["IK003", "IKU", "E7"],
    ]
    assert outcome.tidak_diperiksa["kode"].tolist() == ["PB001", "SK001", "SK002"]
    assert outcome.dijelaskan["alasan"].tolist() == [DIJELASKAN[0].alasan]
    assert outcome.ringkasan == {"kesalahan": 3, "peringatan": 1, "info": 1, "dijelaskan": 1}
    finds(CLEAN)
    assert list(lkjip_xl.validasi(sample).temuan) == list(outcome.temuan)
    with pytest.raises(ValueError, match="akhir"):
        lkjip_xl.validasi(sample, tahap="akhir")
    with pytest.raises(UnusableFileError, match="tidak ditemukan"):
        lkjip_xl.validasi(sample.with_name("hilang.xlsx"))


def test_baca_says_when_the_findings_are_older_than_the_workbook(sample, finds, capsys):
    """Validate and mark, then let hitung change a cell: the sheet Hasil Validasi no longer speaks of this content."""
    assert main(["validasi", str(sample), "--di-tempat"]) == 1
    told = []
    for _ in range(2):
        main(["baca", str(sample)])
        told.append(pesan("baca.hasil_lama") in capsys.readouterr().out)
        main(["hitung", str(sample), "--di-tempat"])
    assert told == [False, True]
