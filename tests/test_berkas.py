"""Where results and backups go, on disks and under names that refuse them too."""

import os
from datetime import datetime
from errno import ENOSPC
from pathlib import Path

import pytest

from lkjip_xl.berkas import back_up, output_path
from lkjip_xl.pesan import UnusableFileError

NOW = datetime(2026, 1, 31, 8, 5, 9)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "lkjip.xlsx"
    path.write_bytes(b"isi")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fail(error: OSError):
    def failing(*_: object) -> None:
        raise error

    return failing


def test_results_lie_beside_the_input_or_in_a_folder(source: Path) -> None:
    folder = source.with_name("hasil")
    folder.mkdir()
    assert output_path(source, None, in_place=False) == source.with_name("lkjip_hasil.xlsx")
    assert output_path(source, folder, in_place=False) == folder / "lkjip_hasil.xlsx"
    assert output_path(source, None, in_place=True) == source


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("x" * 246 + ".xlsx", None),
        ("lkjip.xlsx", "y" * 300 + ".xlsx"),
        ("lkjip.xlsx", "putar.xlsx"),
        ("lkjip.xlsx", "a\0b.xlsx"),
    ],
    ids=["name of its own too long", "name too long", "links in a loop", "no name at all"],
)
def test_names_no_file_can_have(tmp_path: Path, name: str, wanted: str | None) -> None:
    source = tmp_path / name
    source.write_bytes(b"isi")
    (tmp_path / "putar.xlsx").symlink_to(tmp_path / "putar.xlsx")
    with pytest.raises(UnusableFileError, match="nama yang lebih pendek") as refusal:
        output_path(source, tmp_path / wanted if wanted else None, in_place=False)
    assert refusal.value.key == "tidak_bisa_ditulis"


def test_a_name_too_long_for_a_backup(tmp_path: Path) -> None:
    source = tmp_path / ("x" * 250 + ".xlsx")
    source.write_bytes(b"isi")
    with pytest.raises(UnusableFileError) as refusal:
        output_path(source, None, in_place=True)
        back_up(source, NOW)
    assert (refusal.value.key, names(tmp_path)) == ("tidak_bisa_ditulis", [source.name])


def test_backups_of_the_same_second_stand_side_by_side(source: Path) -> None:
    for content in (b"satu", b"dua", b"tiga"):
        source.write_bytes(content)
        assert back_up(source, NOW).read_bytes() == content
    stamp = "lkjip_cadangan_20260131-080509"
    held = {name: source.with_name(f"{stamp}{name}.xlsx").read_bytes() for name in ("", "-2", "-3")}
    assert held == {"": b"satu", "-2": b"dua", "-3": b"tiga"}


@pytest.mark.parametrize(("mode", "expected"), [(0o600, 0o600), (0o664, 0o664), (0o400, 0o600)])
def test_a_backup_is_as_open_as_its_original(source: Path, mode: int, expected: int) -> None:
    source.chmod(mode)
    assert oct(back_up(source, NOW).stat().st_mode & 0o777) == oct(expected)


def test_a_full_disk_leaves_no_half_backup(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", fail(OSError(ENOSPC, "penuh")))
    with pytest.raises(UnusableFileError, match="berkas lama tidak berubah") as refusal:
        back_up(source, NOW)
    assert (refusal.value.key, names(source.parent)) == ("disk_penuh", ["lkjip.xlsx"])


def test_a_backup_that_cannot_get_its_name_leaves_nothing(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", fail(PermissionError("dikunci")))
    with pytest.raises(UnusableFileError) as refusal:
        back_up(source, NOW)
    assert (refusal.value.key, names(source.parent)) == ("tidak_bisa_ditulis", ["lkjip.xlsx"])


def test_an_input_gone_before_its_backup(source: Path) -> None:
    source.unlink()
    with pytest.raises(UnusableFileError) as refusal:
        back_up(source, NOW)
    assert refusal.value.key == "tidak_bisa_dibaca"
