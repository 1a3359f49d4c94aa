"""``batch.run`` from wherever Python is started: a plain script, one read from stdin, lines typed one by one."""

import os
import subprocess
import sys

import pytest
from batch_uji import ROOT, folder

from lkjip_xl.batch.kolam import Kolam

SCRIPT = """\
import lkjip_xl.batch
print("mulai")
rekap = lkjip_xl.batch.run(["masuk"], "keluar")
print(len(rekap.kantor), rekap.gagal)
"""


@pytest.mark.parametrize("way", [["skrip.py"], ["-"], ["-i", "-q"], ["-c", SCRIPT], ["-m", "skrip"]])
def test_a_script_needs_no_guard(tmp_path, way):
    folder(tmp_path, "a.xlsx", "b.xlsx")
    (tmp_path / "skrip.py").write_text(SCRIPT)
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{tmp_path}"}
    command = [sys.executable, *way]
    done = subprocess.run(
        command, input=SCRIPT, capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=120
    )
    assert [done.returncode, done.stdout] == [0, "mulai\n2 ()\n"]
    assert done.stderr.strip(" >\n") == ""


def test_the_main_module_is_itself_again_after_processes_started():
    main = sys.modules["__main__"]
    before = main.__spec__
    with Kolam(2, 60) as kolam:
        assert [kolam.submit(abs, -number).result() for number in range(4)] == [0, 1, 2, 3]
    assert [sys.modules["__main__"] is main, main.__spec__ is before] == [True, True]
