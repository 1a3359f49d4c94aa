"""Each rule by its tables in tests/rules/*.md: a case that fires and a near miss that does not, the whole set compared.

A file is for one family. "# KODE nama" begins a rule, "## kena: …" or "## tidak: …" a case, "### Lembar" a sheet,
"### Temuan" the findings expected, none where it is missing. A sheet's table begins in A1; lines of words above it
are title rows. In a cell 83,75 and 26.028.054.509 are numbers, 70% is a percent-formatted number, "83,75" in quotes
is text, =B2/C2 → 101,48 a formula with its value, =B2/C2 → one never calculated, #REF! an error. "(tersembunyi: baris
3, kolom D)" behind a sheet's name hides them, "(tersembunyi: lembar)" the sheet.
"""

from pathlib import Path

import pytest
from kasus_aturan import Kasus, findings, read_cases

from lkjip_xl.check import FAMILIES
from lkjip_xl.rules.dasar import catalogue, registered, registered_later

CASES = [case for path in sorted((Path(__file__).parent / "rules").glob("*.md")) for case in read_cases(path)]


@pytest.mark.parametrize("case", CASES, ids=[case.nama for case in CASES])
def test_case(case: Kasus):
    assert findings(case) == case.temuan


def test_every_rule_has_a_case_that_fires_and_one_that_does_not():
    for family in FAMILIES:
        __import__(f"lkjip_xl.rules.{family}")
    rules = {**registered(), **registered_later()}
    fires = {case.kode for case in CASES if any(kode == case.kode for _, kode in case.temuan)}
    near_miss = {case.kode for case in CASES if all(kode != case.kode for _, kode in case.temuan)}
    assert sorted(rules) == sorted(catalogue())
    assert [sorted(set(rules) - fires), sorted(set(rules) - near_miss)] == [[], []]
