"""Hitung on workbooks other programs have written: everything else stays, and the figures are the same."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from libreoffice import stale_formulas
from rich_workbook import KINERJA, build_rich

from lkjip_xl.api import hitung

SAMPLE = Path(__file__).parents[1] / "workbooks" / "contoh_kecamatan_serang_2025.xlsx"
CHANGED = {"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"}


def contents(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_rich_workbook_keeps_every_other_part_and_opens(tmp_path, office):
    path = build_rich(tmp_path / "kaya.xlsm")
    hasil = hitung(path)
    before, after = contents(path), contents(hasil.simpan())
    assert [row["sel"] for row in hasil.data["capaian"]] == ["E6", "E7", "E8", "E9"]
    assert set(before) - set(after) == {"xl/calcChain.xml"}
    assert {name for name in after if after[name] != before[name]} == CHANGED
    values = office.values(tmp_path / "kaya_hasil.xlsm")[KINERJA]
    assert [round(values[f"E{row}"], 2) for row in range(6, 10)] == [101.48, 100.77, 97.5, 100]
    assert stale_formulas(office, tmp_path / "kaya_hasil.xlsm") == []


@pytest.mark.parametrize("writer", ["LibreOffice", "openpyxl"])
def test_another_programs_copy_gives_the_same_figures(tmp_path, office, writer):
    copy = tmp_path / "salinan.xlsx"
    if writer == "LibreOffice":
        office.save(SAMPLE, copy)
    else:
        openpyxl.load_workbook(SAMPLE).save(copy)
    ours, theirs = hitung(SAMPLE), hitung(copy)
    places = ("capaian", "anggaran", "efisiensi", "ringkasan", "diubah", "tidak_dihitung")
    assert {name: theirs.data[name] for name in places} == {name: ours.data[name] for name in places}
    assert stale_formulas(office, theirs.simpan()) == []
