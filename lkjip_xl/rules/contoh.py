"""Generated from the rules: contoh.json (an example that fires and one that does not) and the README's table.

``python -m lkjip_xl.rules.contoh``, run in the repository, renews both after a change to tests/rules or the catalogue.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lkjip_xl.rules.dasar import catalogue

_JSON = Path(__file__).with_name("contoh.json")
_ROOT = Path(__file__).parents[2]
_START, _END = "<!-- aturan -->", "<!-- /aturan -->"

Tabel = list[list[str]]


class Contoh(NamedTuple):
    """One case of tests/rules: what it shows, the rows of its sheets from A1 on, the findings as [cell, code]."""

    judul: str
    lembar: dict[str, Tabel]
    temuan: Tabel


@cache
def contoh() -> Mapping[str, Mapping[str, Contoh]]:
    """Return of each rule the example that fires ("kena") and the one that does not ("tidak"), as far as written."""
    data = json.loads(_JSON.read_text(encoding="utf-8")) if _JSON.exists() else {}
    return {kode: {name: Contoh(*each) for name, each in cases.items()} for kode, cases in data.items()}


def collect(folder: Path) -> dict[str, dict[str, Contoh]]:
    """Return the first firing and the first silent case of every rule in a folder of tests/rules."""
    found: dict[str, dict[str, Contoh]] = {}
    for path in sorted(folder.glob("*.md")):
        for kode, case in _cases(path.read_text(encoding="utf-8")):
            name = "kena" if any(row[1:2] == [kode] for row in case.temuan) else "tidak"
            found.setdefault(kode, {}).setdefault(name, case)
    return dict(sorted(found.items()))


def _cases(text: str) -> Iterator[tuple[str, Contoh]]:
    for rule in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
        for case in re.split(r"^## ", rule, flags=re.MULTILINE)[1:]:
            heading, *parts = re.split(r"^### ", case, flags=re.MULTILINE)
            named = {part.splitlines()[0].strip(): _rows(part.splitlines()[1:]) for part in parts}
            findings = named.pop("Temuan", [])[1:]
            judul = heading.strip().splitlines()[0].partition(": ")
            yield rule.split()[0], Contoh(judul[2] or judul[0], named, [row[:2] for row in findings])


def _rows(lines: list[str]) -> Tabel:
    """Return the rows of one sheet, title rows first as in the tests; the rule under a table's head is no row."""
    given = [line.strip() for line in lines if line.strip()]
    titles = [[line] for line in given if not line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in given if line.startswith("|")]
    return titles + [row for row in rows if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]


def as_json(found: Mapping[str, Mapping[str, Contoh]]) -> str:
    """Return the text of contoh.json: one line per rule, so that a change shows where it was made."""
    lines = [f"{json.dumps(kode)}: {json.dumps(cases, ensure_ascii=False)}" for kode, cases in found.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def readme_table() -> str:
    """Return the README's table of rules, in markdown."""
    rows = [f"| {kode} | {each['nama']} | {_tingkat(each)} |" for kode, each in sorted(catalogue().items())]
    return "\n".join(["| kode | nama | tingkat |", "|---|---|---|", *rows])


def _tingkat(entry: Mapping[str, str]) -> str:
    later = entry.get("tingkat_penyampaian", entry["tingkat"])
    return entry["tingkat"] if later == entry["tingkat"] else f"{entry['tingkat']} → {later}"


def with_table(readme: str) -> str:
    """Return the README with its table of rules renewed between the markers; ValueError where it has none."""
    before, rest = readme.split(_START)
    _, after = rest.split(_END)
    return f"{before}{_START}\n\n{readme_table()}\n\n{_END}{after}"


def main() -> None:
    """Renew contoh.json and the README's table from the repository this package stands in."""
    readme = _ROOT / "README.md"
    _JSON.write_text(as_json(collect(_ROOT / "tests" / "rules")), encoding="utf-8")
    readme.write_text(with_table(readme.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
