"""Mutations: one change of the consistent master, the whole set of findings compared, both ways."""

import gc
from collections.abc import Iterator

import mutasi_anggaran
import mutasi_dukung
import mutasi_isi
import mutasi_kinerja
import pytest
from induk_memori import dasar, isian_dasar, susun, validasi
from mutasi import Mutasi, diharapkan, semua_mutasi

KINDS = (mutasi_kinerja, mutasi_isi, mutasi_anggaran, mutasi_dukung)
MUTASI = list(semua_mutasi())


@pytest.fixture(autouse=True)
def no_garbage_collection() -> Iterator[None]:
    """Save a fifth of the time: one workbook makes little garbage."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("mutasi", MUTASI, ids=[f"{each.jenis}: {each.ubahan.nama}" for each in MUTASI])
def test_mutasi(mutasi: Mutasi):
    induk = susun(mutasi.ubahan.isian)
    found = validasi(tuple(induk.sheets.values()), mutasi.ubahan.tahap).temuan
    assert {(f"{each.ref.sheet}!{each.ref.a1}", each.kode) for each in found} == diharapkan(induk, mutasi.ubahan)


def test_what_is_built_in_memory_is_what_the_reader_reads():
    assert dict(susun(isian_dasar()[1], semua=True).sheets) == dict(dasar().sheets)


def test_there_are_at_least_150():
    assert len(MUTASI) >= 150
    assert len({(each.jenis, each.ubahan.nama) for each in MUTASI}) == len(MUTASI)
