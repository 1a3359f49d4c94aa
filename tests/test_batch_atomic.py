"""Thousands of pages written into one folder: what a killed save left goes all the same, at the cost of one look."""

import os
from pathlib import Path

import pytest

from lkjip_xl.books.ooxml.atomic import replace_file

LEFT = ".lkjip-0123456789abcdef.tmp"


def write(path: Path) -> None:
    replace_file(path, b"isi", 0o600, lambda _: None)


def leave(folder: Path) -> None:
    (folder / LEFT).touch()
    os.utime(folder / LEFT, (0, 0))


def test_a_folder_is_looked_through_once_however_many_files_are_written(tmp_path, monkeypatch):
    looked, glob = [], Path.glob
    monkeypatch.setattr(Path, "glob", lambda path, *rest: looked.append(path) or glob(path, *rest))
    monkeypatch.setattr("lkjip_xl.books.ooxml.atomic.time", lambda: 7200.0)
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        leave(folder)
    for number in range(50):
        write(tmp_path / "a" / f"{number}.html")
        write(tmp_path / "b" / f"{number}.html")
    assert looked == [tmp_path / "a", tmp_path / "b"]
    assert [len(list(each.iterdir())) for each in looked] == [50, 50]


@pytest.mark.parametrize(("later", "left"), [(3599, True), (3600, False)])
def test_a_process_that_runs_for_hours_looks_again(tmp_path, monkeypatch, later, left):
    start = 1_000_000 * 3600
    monkeypatch.setattr("lkjip_xl.books.ooxml.atomic.time", lambda: start)
    write(tmp_path / "a.html")
    leave(tmp_path)
    monkeypatch.setattr("lkjip_xl.books.ooxml.atomic.time", lambda: start + later)
    write(tmp_path / "a.html")
    assert (tmp_path / LEFT).exists() is left
