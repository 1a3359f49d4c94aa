"""The house keeps its shape: budgets, import direction, late heavy imports, a tidy top level (ARSITEKTUR)."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = "lkjip_xl"
MODULE_LINES, FUNCTION_LINES, MEDIAN_LINES = 300, 50, 10
LAYERS = (
    "versi pesan angka catatan kode kemiripan",
    "table rencana perubahan judul_tabel",
    "books",
    "ketentuan layout kata judul cocok baris isi kepala identitas model nilai jenjang keadaan sel parse ketentuan_buku",
    "padanan pasangan temuan",
    "rumus hitungan periode iku total tertulis arah rata_rata cara_kantor cara_efisiensi compute rules",
    "check formula kolom write hasil sheets rekap report template",
    "verbs batch berkas templat",
    "api cli addin perintah_addin perintah_batch perintah_validasi __init__ __main__",
)
BOOKS_MAY_USE = {"table", "rencana", "pesan"}
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names.split()}
HEAVY = {"pandas", "xlwings", "rich", "openpyxl", "lxml", "xlsxwriter", "rapidfuzz"}
FILE_LIBRARIES = {"openpyxl", "xlwings", "lxml", "xlsxwriter"}
AT_TOP_LEVEL = {"books/ooxml": {"lxml"}, "template": {"xlsxwriter"}, "report/xlsx": {"xlsxwriter"}}
TOP_LEVEL = {PACKAGE, "workbooks", "macros", "tests", "pyproject.toml", "README.md", "LICENSE"}
LOCK_FILES = {"uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "requirements.lock"}


def sources() -> dict[str, str]:
    """Return every module's text by its path inside the package, "books/base.py"."""
    folder = ROOT / PACKAGE
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.py"))}


def concept(path: str) -> str:
    """Return the name a module has in LAYERS: "books" for "books/base.py"."""
    return path.split("/")[0].removesuffix(".py")


def function_lengths(text: str) -> dict[str, int]:
    """Return the lines of each function by name and line, decorators left out."""
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return {f"{node.name}:{node.lineno}": (node.end_lineno or 0) - node.lineno + 1 for node in functions}


def over_budget(path: str, text: str) -> list[str]:
    lines = len(text.splitlines())
    found = [f"{path}: {lines} lines"] if lines > MODULE_LINES else []
    long = {name: length for name, length in function_lengths(text).items() if length > FUNCTION_LINES}
    return found + [f"{path}: {name} has {length} lines" for name, length in long.items()]


def imported(path: str, node: ast.AST) -> Iterator[str]:
    """Yield the full dotted names one import statement brings in, relative ones resolved."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        parents = [PACKAGE, *path.split("/")[:-1]]
        base = parents[: len(parents) - node.level + 1] if node.level else []
        start = ".".join([*base, *([node.module] if node.module else [])])
        yield from (f"{start}.{alias.name}" for alias in node.names)


def own_imports(path: str, text: str) -> set[str]:
    """Return the concepts of our own package a module imports, at its top level or inside functions."""
    names = {name for node in ast.walk(ast.parse(text)) for name in imported(path, node)}
    parts = [name.split(".") for name in names]
    inside = {rest[0] if rest else "__init__" for first, *rest in parts if first == PACKAGE}
    return {name if name in LEVEL or (ROOT / PACKAGE / f"{name}.py").exists() else "__init__" for name in inside}


def wrong_direction(path: str, text: str) -> list[str]:
    here = concept(path)
    if here not in LEVEL:
        return [f"{path}: has no layer; give it one in LAYERS"]
    others = own_imports(path, text) - {here}
    upward = {name for name in others if LEVEL.get(name, len(LAYERS)) > LEVEL[here]}
    if here == "books":
        upward |= others - BOOKS_MAY_USE
    return [f"{path}: imports {name}" for name in sorted(upward)]


def circles(modules: dict[str, str]) -> list[str]:
    """Return the concepts that import each other round and round; within a layer only that is forbidden."""
    uses: dict[str, set[str]] = {}
    for path, text in modules.items():
        uses.setdefault(concept(path), set()).update(own_imports(path, text) - {concept(path)})
    while free := [name for name, others in uses.items() if not others & uses.keys()]:
        for name in free:
            del uses[name]
    return sorted(uses)


def executed_on_import(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that run when a module is imported: not function bodies, not TYPE_CHECKING blocks."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from executed_on_import(child)


def roots(path: str, nodes: Iterator[ast.AST]) -> set[str]:
    return {name.split(".")[0] for node in nodes for name in imported(path, node)}


def allowed_at_top(path: str) -> set[str]:
    return {name for start, names in AT_TOP_LEVEL.items() if path.startswith(f"{start}/") for name in names}


def heavy_at_top(path: str, text: str) -> list[str]:
    eager = roots(path, executed_on_import(ast.parse(text))) & HEAVY
    return [f"{path}: imports {name} at its top level" for name in sorted(eager - allowed_at_top(path))]


def file_libraries(path: str, text: str) -> list[str]:
    """Only books open workbooks; template/ and report/xlsx/ may build them with xlsxwriter."""
    if concept(path) == "books":
        return []
    found = roots(path, ast.walk(ast.parse(text))) & FILE_LIBRARIES
    return [f"{path}: imports {name}" for name in sorted(found - allowed_at_top(path))]


def strangers(paths: list[str]) -> list[str]:
    top = {path.split("/")[0] for path in paths}
    return sorted(name for name in top - TOP_LEVEL - LOCK_FILES if not name.startswith("."))


@pytest.mark.parametrize("findings", [over_budget, wrong_direction, heavy_at_top, file_libraries])
def test_every_module_keeps_the_rule(findings):
    assert [finding for path, text in sources().items() for finding in findings(path, text)] == []


def test_functions_are_short():
    lengths = [length for text in sources().values() for length in function_lengths(text).values()]
    assert median(lengths) <= MEDIAN_LINES


def test_no_circles():
    assert circles(sources()) == []


def test_top_level_holds_nothing_else():
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert strangers(listing.stdout.splitlines()) == []


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("angka.py", "\n" * 301, ["angka.py: 301 lines"]),
        ("angka.py", "def f():\n" + "    a = 1\n" * 50, ["angka.py: f:1 has 51 lines"]),
        ("angka.py", "class A:\n  async def f(self):\n" + "    a = 1\n" * 50, ["angka.py: f:2 has 51 lines"]),
        ("angka.py", "def f():\n" + "    a = 1\n" * 49, []),
    ],
)
def test_budget_bites(path, text, expected):
    assert over_budget(path, text) == expected


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("compute.py", "from lkjip_xl.write import plan", ["compute.py: imports write"]),
        ("compute.py", "from lkjip_xl import write", ["compute.py: imports write"]),
        ("compute.py", "import lkjip_xl.write as w", ["compute.py: imports write"]),
        ("compute.py", "from . import write", ["compute.py: imports write"]),
        ("rules/iku.py", "from ..check import run", ["rules/iku.py: imports check"]),
        ("padanan.py", "def f():\n    from lkjip_xl.compute import capaian", ["padanan.py: imports compute"]),
        ("parse.py", "import lkjip_xl", ["parse.py: imports __init__"]),
        ("parse.py", "from lkjip_xl import hitung", ["parse.py: imports __init__"]),
        ("books/live.py", "from lkjip_xl.angka import baca", ["books/live.py: imports angka"]),
        ("books/live.py", "from lkjip_xl.books.base import Book\nfrom lkjip_xl.table import Sheet", []),
        ("aneh.py", "", ["aneh.py: has no layer; give it one in LAYERS"]),
        ("parse.py", "from lkjip_xl.model import Temuan\nfrom lkjip_xl.pesan import pesan\nimport re", []),
    ],
)
def test_direction_bites(path, text, expected):
    assert wrong_direction(path, text) == expected


def test_circle_bites():
    two = {"model.py": "from lkjip_xl.parse import a", "parse.py": "from lkjip_xl.model import b"}
    assert circles(two | {"kepala.py": "from lkjip_xl.model import b", "table.py": ""}) == [
        "kepala",
        "model",
        "parse",
    ]
    assert circles({"parse.py": "from lkjip_xl.model import b", "model.py": ""}) == []


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("cli.py", "import pandas as pd", ["cli.py: imports pandas at its top level"]),
        (
            "cli.py",
            "try:\n    import rich.table\nexcept ImportError: pass",
            ["cli.py: imports rich at its top level"],
        ),
        ("cli.py", "class A:\n    from openpyxl import x", ["cli.py: imports openpyxl at its top level"]),
        ("books/live.py", "import lxml.etree", ["books/live.py: imports lxml at its top level"]),
        (
            "books/ooxml/cells.py",
            "import openpyxl",
            ["books/ooxml/cells.py: imports openpyxl at its top level"],
        ),
        ("books/ooxml/cells.py", "from lxml import etree", []),
        ("template/serang.py", "from xlsxwriter import Workbook", []),
        ("padanan.py", "def f():\n    import rapidfuzz", []),
        ("padanan.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pandas", []),
    ],
)
def test_late_import_bites(path, text, expected):
    assert heavy_at_top(path, text) == expected


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("verbs.py", "def f():\n    import openpyxl", ["verbs.py: imports openpyxl"]),
        ("addin.py", "def f():\n    from xlwings import Book", ["addin.py: imports xlwings"]),
        ("template/serang.py", "import openpyxl", ["template/serang.py: imports openpyxl"]),
        ("template/serang.py", "import xlsxwriter", []),
        ("books/live.py", "def f():\n    import xlwings", []),
    ],
)
def test_file_library_bites(path, text, expected):
    assert file_libraries(path, text) == expected


def test_top_level_bites():
    assert strangers(["lkjip_xl/a.py", "docs/a.md", "setup.py", ".ci/run", "uv.lock"]) == ["docs", "setup.py"]
