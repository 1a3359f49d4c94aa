"""The README shows what really happens."""

import re
from pathlib import Path

from lkjip_xl.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SAMPLE = ROOT / "workbooks" / "contoh_kecamatan_serang_2025.xlsx"


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def test_the_commands_output_is_the_shown_one(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["hitung", str(SAMPLE), "-o", "hasil.xlsx"]) == 0
    assert capsys.readouterr().out == blocks("text")[0]


def test_the_beginning_of_the_findings_is_the_shown_one(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    assert main(["validasi", str(SAMPLE)]) == 1
    shown, end = blocks("text")[1].rsplit("\n", 2)[0], blocks("text")[1].splitlines()[-1]
    assert [capsys.readouterr().out[: len(shown)], end] == [shown, "…"]


def test_the_python_lines_run(tmp_path, monkeypatch, capsys):
    (tmp_path / "workbooks").symlink_to(ROOT / "workbooks")
    monkeypatch.chdir(tmp_path)
    exec(blocks("python")[0], {})
    assert "101.48" in capsys.readouterr().out
    assert (tmp_path / "hasil.xlsx").exists()


def test_the_picture_and_the_test_command_exist():
    for path in ("workbooks/contoh_hasil.png", "tests/run.py", "tests/benchmark.py"):
        assert path in README
        assert (ROOT / path).exists()
