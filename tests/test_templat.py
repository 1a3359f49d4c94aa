"""``lkjip templat`` on the command line: what it writes, says, and refuses."""

from datetime import date
from pathlib import Path

import pytest

from lkjip_xl import templat
from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.cli import main
from lkjip_xl.pesan import UnusableFileError, pesan
from lkjip_xl.template.perbarui import perbarui

SAMPLE = Path(__file__).parents[1] / "workbooks" / "contoh_kecamatan_serang_2025.xlsx"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def command(*arguments):
        code = main(["templat", *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def described(path):
    return perbarui(FileBook.open(Path(path)).read()).spec


def test_an_empty_master_is_for_this_year_and_a_kecamatan(run):
    code, out, _ = run("baru", "-o", "induk.xlsx")
    assert (code, out.splitlines()[0]) == (0, f"Buku induk kecamatan tahun {date.today().year} ditulis: induk.xlsx")
    assert described("induk.xlsx").jenis == "kecamatan"


def test_year_and_kind_of_office_can_be_chosen(run):
    assert run("baru", "-o", "induk.xlsx", "--jenis", "perangkat-daerah", "--tahun", "2027")[0] == 0
    spec = described("induk.xlsx")
    assert (spec.tahun, spec.jenis) == (2027, "perangkat daerah")


def test_the_sample_and_its_update_are_the_same_file(run):
    assert run("contoh", "-o", "contoh.xlsx")[0] == 0
    code, out, _ = run("perbarui", "contoh.xlsx", "-o", "baru.xlsx")
    assert (code, pesan("templat.tanpa_sisa") in out.splitlines()) == (0, True)
    assert Path("baru.xlsx").read_bytes() == Path("contoh.xlsx").read_bytes()
    assert Path("contoh.xlsx").read_bytes() == (SAMPLE.parent / "serang_2025_master.xlsx").read_bytes()


def test_isi_of_a_master_is_its_update(run):
    assert run("contoh", "-o", "contoh.xlsx")[0] == 0
    assert run("isi", "contoh.xlsx", "-o", "baru.xlsx")[0] == 0
    assert Path("baru.xlsx").read_bytes() == Path("contoh.xlsx").read_bytes()


def test_isi_says_what_was_carried_what_was_not_and_what_is_next(run):
    code, out, _ = run("isi", SAMPLE, "-o", "induk.xlsx")
    lines = out.splitlines()
    assert code == 0
    assert "  Rencana Aksi     61" in lines
    assert any(line.startswith("  P-IKU, baris 6: ") for line in lines)
    assert lines[-1] == pesan("templat.lanjut_isi", berkas="induk.xlsx")


def test_an_existing_file_is_never_written_over(run):
    Path("induk.xlsx").write_bytes(b"setahun kerja")
    code, _, err = run("baru", "-o", "induk.xlsx")
    assert [code, Path("induk.xlsx").read_bytes()] == [2, b"setahun kerja"]
    assert "sudah ada" in err


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (("isi", "a.xlsx", "-o", "a.xlsx"), "keluaran_masukan"),
        (("perbarui", "a.xlsx", "-o", "./a.xlsx"), "keluaran_masukan"),
        (("isi", "a.xlsx", "-o", "b.xls"), "keluaran_xlsx"),
        (("baru", "-o", "b"), "keluaran_xlsx"),
        (("perbarui", "a.xlsx", "-o", "b.xlsx"), "bukan_induk"),
        (("isi", "tidak_ada.xlsx", "-o", "b.xlsx"), "tidak_ada"),
    ],
)
def test_refusals_leave_everything_as_it_was(run, arguments, key):
    Path("a.xlsx").write_bytes(SAMPLE.read_bytes())
    code, out, err = run(*arguments)
    name = {"keluaran_masukan": "a.xlsx", "keluaran_xlsx": arguments[-1], "tidak_ada": "tidak_ada.xlsx"}.get(
        key, "a.xlsx"
    )
    assert (code, out, err.strip()) == (2, "", pesan(f"berkas.{key}", berkas=name))
    assert sorted(path.name for path in Path().iterdir()) == ["a.xlsx"]
    assert Path("a.xlsx").read_bytes() == SAMPLE.read_bytes()


@pytest.mark.parametrize("year", ["abc", "1999", "20255"])
def test_a_year_that_is_none_is_refused_in_indonesian(run, capsys, year):
    with pytest.raises(SystemExit) as stopped:
        run("baru", "-o", "b.xlsx", "--tahun", year)
    assert stopped.value.code == 2
    assert f"--tahun {year} bukan tahun" in capsys.readouterr().err


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path):
    target = tmp_path / "tidak_ada" / "induk.xlsx"
    with pytest.raises(UnusableFileError):
        templat.save(templat.kosong(2025, "kecamatan"), target)
    assert list(tmp_path.iterdir()) == []
