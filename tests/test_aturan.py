"""``lkjip aturan``: the catalogue and one rule explained; what is generated from the rules is not stale."""

import json
from pathlib import Path

import pytest

from lkjip_xl.cli import main
from lkjip_xl.rules import contoh
from lkjip_xl.rules.dasar import catalogue, versi_aturan

ROOT = Path(__file__).parents[1]
RULE = "RA004"
CASES = """# RA004 target-tanpa-periode

## kena: satu baris

### Rencana Aksi
Rencana Aksi Tahun 2025
| Uraian | Target |
|---|---|
| A | "1" |

### Temuan
| sel | kode |
|---|---|
| Rencana Aksi!B3 | RA004 |

## tidak: sudah dibagi (penyampaian)

### Rencana Aksi
| Uraian | Target |
|---|---|
| A | 1 |

## kena: yang kedua tidak diambil

### Temuan
| sel | kode |
|---|---|
| Rencana Aksi!B3 | RA004 |
"""


@pytest.fixture
def collected(tmp_path, monkeypatch):
    (tmp_path / "ra.md").write_text(CASES, encoding="utf-8")
    found = contoh.collect(tmp_path)
    monkeypatch.setattr("lkjip_xl.report.aturan.contoh", lambda: found)
    return found


def test_examples_and_the_readmes_table_are_not_stale():
    """When this fails: python -m lkjip_xl.rules.contoh."""
    written = (ROOT / "lkjip_xl" / "rules" / "contoh.json").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert written == contoh.as_json(contoh.collect(ROOT / "tests" / "rules"))
    assert readme == contoh.with_table(readme)
    assert readme.count("\n| AG") == sum(kode.startswith("AG") for kode in catalogue())


def test_the_first_case_of_each_kind_is_the_example(collected):
    rows = [["Uraian", "Target"], ["A", '"1"']]
    assert collected == {
        RULE: {
            "kena": contoh.Contoh(
                "satu baris", {"Rencana Aksi": [["Rencana Aksi Tahun 2025"], *rows]}, [["Rencana Aksi!B3", RULE]]
            ),
            "tidak": contoh.Contoh(
                "sudah dibagi (penyampaian)", {"Rencana Aksi": [["Uraian", "Target"], ["A", "1"]]}, []
            ),
        }
    }
    assert json.loads(contoh.as_json(collected))[RULE]["tidak"][2] == []


def test_the_list_has_one_line_per_rule(capsys):
    assert main(["aturan"]) == 0
    head, *lines, empty, last = capsys.readouterr().out.splitlines()
    assert head.split() == ["Kode", "Nama", "Draf", "Penyampaian"]
    assert [line.split()[0] for line in lines] == sorted(catalogue())
    assert [RULE, "target-tanpa-periode", "peringatan", "kesalahan"] in [line.split() for line in lines]
    assert [empty, last] == [
        "", f"{len(catalogue())} aturan, versi {versi_aturan()}. Penjelasan satu aturan: lkjip aturan KODE"
    ]  # fmt: skip


def test_one_rule_is_explained_with_its_examples(collected, capsys):
    assert main(["aturan", "target-tanpa-periode"]) == 0
    text = capsys.readouterr().out
    entry = catalogue()[RULE]
    flat = " ".join(text.split())
    assert text.startswith(
        f"{RULE} target-tanpa-periode\nTingkat: peringatan pada tahap draf, kesalahan pada tahap penyampaian\n"
    )
    assert all(words in flat for words in [entry["mengapa"], *entry["dasar"], "‹"])
    assert "{" not in text
    assert text.endswith(
        "Contoh yang kena: satu baris\n"
        "  Lembar Rencana Aksi\n"
        "     A                        B\n"
        "  1  Rencana Aksi Tahun 2025\n"
        "  2  Uraian                   Target\n"
        '  3  A                        "1"\n'
        "  Catatan: Rencana Aksi!B3 RA004\n"
        "\n"
        "Contoh yang tidak kena: sudah dibagi (penyampaian)\n"
        "  Lembar Rencana Aksi\n"
        "     A       B\n"
        "  1  Uraian  Target\n"
        "  2  A       1\n"
        "  Catatan: tidak ada\n"
    )


def test_every_rule_can_be_explained(capsys):
    assert main(["aturan", *catalogue()]) == 0
    assert "{" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("RA0O4", "Aturan RA0O4 tidak ada. Mungkin yang dimaksud RA004"),
        ("target-tanpa-priode", "Aturan target-tanpa-priode tidak ada. Mungkin yang dimaksud RA004"),
        ("???", "Aturan ??? tidak ada. Daftarnya: lkjip aturan\n"),
    ],
)
def test_an_unknown_code_gets_the_nearest_ones(asked, sentence, capsys):
    assert main(["aturan", asked]) == 2
    said = capsys.readouterr()
    assert [said.out, said.err.startswith(sentence)] == ["", True]


def test_an_unknown_code_hides_no_known_one(capsys):
    assert main(["aturan", "XX999", RULE.lower()]) == 2
    assert capsys.readouterr().out.startswith(f"{RULE} ")


def test_json_tells_the_same(collected, capsys):
    assert main(["aturan", RULE, "--format", "json"]) == 0
    (rule,) = json.loads(capsys.readouterr().out)
    assert [rule["kode"], rule["tingkat"]] == [RULE, {"draf": "peringatan", "penyampaian": "kesalahan"}]
    assert list(rule) == [
        "kode", "nama", "tingkat", "mengapa", "pesan", "saran", "dasar", "topik", "ditekan_oleh", "mutlak", "contoh"
    ]  # fmt: skip
    assert rule["contoh"]["kena"]["temuan"] == [["Rencana Aksi!B3", RULE]]
    assert main(["aturan", "--format", "json"]) == 0
    assert [each["kode"] for each in json.loads(capsys.readouterr().out)] == sorted(catalogue())
