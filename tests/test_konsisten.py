"""Workbooks in which nothing is wrong: nothing may be found in them, and in unfinished ones only what is missing."""

from pathlib import Path
from typing import get_args

import pytest
from buku import workbook
from isian_uji import typed_over
from konsisten import konsisten, tulis_konsisten
from konsisten_kantor import KANTOR, induk, lembar, setda

from lkjip_xl.books.ooxml.book import FileBook
from lkjip_xl.template import serang_induk
from lkjip_xl.template.induk import write_master
from lkjip_xl.temuan import Tahap
from lkjip_xl.verbs import read_dokumen, validasi

EMPTY = Path(__file__).parents[1] / "workbooks" / serang_induk.EMPTY_NAME
both_stages = pytest.mark.parametrize("tahap", get_args(Tahap))
every_office = pytest.mark.parametrize("kantor", KANTOR, ids=lambda kantor: kantor.nama)
CORE = ["IKU", "Renja", "PK", "Rencana Aksi", "Realisasi", "Anggaran"]


def findings(path, tahap="draf"):
    found = validasi(FileBook.open(path), tahap).temuan
    return [f"{each.ref.sheet}!{each.ref.a1} {each.kode} {each.pesan}" for each in found]


def skipped(path):
    return {each.kode for each in validasi(FileBook.open(path)).tidak_diperiksa}


@both_stages
def test_the_consistent_serang_master_yields_nothing(tmp_path, tahap):
    assert findings(tulis_konsisten(tmp_path / "konsisten.xlsx"), tahap) == []


def test_nearly_every_rule_runs_on_the_consistent_master(tmp_path):
    """A rule that does not run finds nothing either: only what a master has no row for may stay unchecked."""
    assert skipped(tulis_konsisten(tmp_path / "konsisten.xlsx")) == {"AK001", "PK006"}


def test_every_computed_column_of_the_consistent_master_is_left_to_its_formula():
    assert typed_over(*konsisten()) == []


@both_stages
def test_an_empty_master_lacks_only_its_core_tables(tahap):
    found = findings(EMPTY, tahap)
    assert [line.split("!")[0] for line in found] == CORE
    assert {line.split()[-1 - line.split()[::-1].index("WB001")] for line in found} == {"WB001"}


@both_stages
@every_office
def test_a_consistent_office_yields_nothing_as_a_master(tmp_path, kantor, tahap):
    write_master(tmp_path / "induk.xlsx", *induk(kantor))
    assert findings(tmp_path / "induk.xlsx", tahap) == []


@both_stages
@every_office
def test_a_consistent_office_yields_nothing_as_staff_type_it(tmp_path, kantor, tahap):
    assert findings(workbook(tmp_path, **lembar(kantor)), tahap) == []


@every_office
def test_the_sheets_staff_type_are_read_at_all(tmp_path, kantor):
    """A workbook nothing is read from is as quiet as a right one."""
    path = workbook(tmp_path, **lembar(kantor))
    rows = {kind: len(rows) for kind, rows in read_dokumen(FileBook.open(path)).baris.items()}
    programmes = sum(row.jenjang == "program" for row in kantor.baris)
    assert rows["iku"] == rows["renja"] == rows["pk"] == rows["capaian_iku"] == len(kantor.iku)
    assert rows["pk_program"] == programmes + 1
    assert rows["rencana_aksi"] == len(kantor.iku) + len(kantor.baris)
    assert rows["anggaran"] == sum(row.jenjang != "sub kegiatan" for row in kantor.baris)
    core = {"PK001", "PK007", "RJ001", "RA001", "RA003", "RA006", "RL001", "AG001", "AG002", "AG005", "AG007", "CP001"}
    assert skipped(path) & core == set()


@both_stages
def test_a_setda_without_targets_is_told_only_what_is_missing(tmp_path, tahap):
    found = [line.split(" ")[:3] for line in findings(workbook(tmp_path, **setda()), tahap)]
    assert [" ".join(words) for words in found] == [
        "IKU!A1 WB001 Tabel",
        "IKU!A1 WB001 Tabel",
        "IKU!D3 WB007 Kolom",
        "Renja!D3 WB007 Kolom",
        "PK!E3 WB007 Kolom",
        "Rencana Aksi!E3 WB007",
        "Rencana Aksi!F7 RA005",
    ]
