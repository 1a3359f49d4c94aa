"""The test command itself: a skipped test fails the run, and the first failing check gives the exit code."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import run

HERE = Path(__file__).parent
SKIPS = {
    "by mark": "import pytest\n@pytest.mark.skip\ndef test_a(): pass\ndef test_b(): pass\n",
    "inside": "import pytest\ndef test_a(): pytest.skip('no soffice')\n",
    "whole module": "import pytest\npytest.importorskip('no_such_module')\ndef test_a(): pass\n",
}


def outcome(folder: Path, text: str, *arguments: str) -> tuple[int, list[str]]:
    for name in ("conftest.py", "libreoffice.py"):
        shutil.copy(HERE / name, folder)
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "test_it.py").write_text(text)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    env = run.clean_environment() | {"PYTHONPATH": str(run.ROOT)}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=env, check=False)
    return done.returncode, done.stdout.splitlines()


@pytest.mark.parametrize("kind", SKIPS)
def test_a_skip_fails_the_run_under_xdist(tmp_path, kind):
    code, lines = outcome(tmp_path, SKIPS[kind], "-n", "2")
    assert [code, "skipped" in lines[-1]] == [1, True]
    assert any("a skipped test counts as failed" in line for line in lines)


def test_a_skip_fails_the_run_without_xdist(tmp_path):
    assert outcome(tmp_path, SKIPS["by mark"], "-p", "no:xdist")[0] == 1


def test_without_skips_the_run_passes(tmp_path):
    code, lines = outcome(tmp_path, "def test_a(): pass\n", "-n", "2")
    assert [code, lines[-1].startswith("1 passed")] == [0, True]


def test_the_first_failing_check_gives_the_exit_code():
    assert [run.first_failure(codes) for codes in ([0, 0], [0, 2, 1], [])] == [0, 2, 0]


def test_a_command_that_fails_or_does_not_exist_has_no_output():
    assert [run.output("no-such-command"), run.output("false"), run.output("echo", "a")] == [None, None, "a"]


def test_ci_runs_exactly_the_readmes_command():
    script = run.ROOT / ".ci" / "run"
    assert script.read_text().splitlines()[-1] == "exec python3 tests/run.py"
    assert script.stat().st_mode & 0o111


def test_what_is_missing_is_said_in_one_message_with_the_package_names(monkeypatch, capsys):
    monkeypatch.setattr(run, "install_packages", lambda packages: None)
    monkeypatch.setattr(run, "base_python", lambda: None)
    assert run.main([]) == 2
    assert "apt-get install libreoffice-calc python3-uno python3-venv" in capsys.readouterr().out
