"""What staff do to a workbook without changing what it says must not change the figures either.

Each seed lays the Serang sample out anew: a few of the changes below, one after the other, chosen at random.
"""

import copy
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lkjip_xl.angka import bulatkan
from lkjip_xl.api import Hasil, hitung
from lkjip_xl.table import from_float

SAMPLE = Path(__file__).parents[1] / "workbooks" / "contoh_kecamatan_serang_2025.xlsx"
SEEDS = (*range(40), 41, 102, 125, 160, 341, 350, 530, 555, 762, 771, 822)
"""The first forty, and those that once found a fault."""

# Per sheet: the first head row, how many head rows, and the columns that hold results.
RESULTS = {
    "Tabel 3.1 Realisasi": (4, 1, "IJ"),
    "Tabel 3.2 IKU": (4, 1, "FG"),
    "Tabel 3.9": (4, 2, "GHIJ"),
    "Tabel 3.10": (4, 1, "IJ"),
    "Tabel 3.11 Anggaran": (4, 1, "E"),
    "Tabel 3.12 Efisiensi": (4, 2, "GIJK"),
}
ONE_ROW_HEADS = [name for name, (_, depth, _) in RESULTS.items() if depth == 1]
PLANNING = ("Renja", "IKU", "PK Perubahan", "P-IKU", "Rencana Aksi")
OLD = "Lama"

HEAD_WORDS = {
    "Target": ["Target Kinerja", "Target 2025", "TARGET", "Target\n2025", "Target\nKinerja", "Target Tahun 2025"],
    "Realisasi": ["Realisasi 2025", "Realisasi Kinerja", "REALISASI", "Realisasi\n2025", " Realisasi "],
    "% Capaian": ["Capaian (%)", "Capaian", "Persentase Capaian", "Presentase Capaian", "Capaian\n(%)", "%\nCapaian"],
    "Capaian %": ["Capaian (%)", "Capaian", "% Capaian", "CAPAIAN"],
    "Kinerja Pelayanan": ["Kategori", "KATEGORI", "Kinerja\nPelayanan"],
    "Target (Rp.)": ["Pagu", "Pagu Anggaran", "Anggaran (Rp.)", "Anggaran", "PAGU\n(Rp.)", "Pagu Anggaran (Rp)"],
    "Realisasi (Rp.)": ["Realisasi Anggaran", "Realisasi", "Realisasi\n(Rp)", "Realisasi Anggaran (Rp.)"],
    "Capaian": ["% Capaian", "Capaian (%)", "Serapan (%)", "Persentase"],
    "Anggaran (Rp.)": ["Pagu", "Pagu Anggaran", "Anggaran"],
    "Target Kinerja": ["Target", "Target 2025", "TARGET"],
    "Agu": ["Agt", "Agustus", "Ags"],
    "Sep": ["Sept", "September"],
    "Nop": ["Nov", "Nopember", "November"],
    "Satuan": ["SATUAN", "Satuan "],
    "Indikator Kinerja": ["INDIKATOR KINERJA", "Indikator\nKinerja", "Indikator"],
    "Indikator Kinerja Utama": ["INDIKATOR KINERJA UTAMA", "Indikator Kinerja Utama (IKU)", "Indikator Kinerja\nUtama"],
}


@dataclass
class Isi:
    """What stands in one cell, and whether it is a result."""

    value: Any = None
    number_format: str = "General"
    result: bool = False


@dataclass
class Tabel:
    """One table: its titles, its cells by row (``depth`` head rows first), its merges, what stands below it."""

    name: str
    titles: list[str]
    depth: int
    rows: list[list[Isi]]
    merges: list[list[int]]
    below: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    deleted: int = 0

    @property
    def first(self) -> int:
        """Return the first row below the heads and their numbering row."""
        return self.depth + (
            self.rows[self.depth][:3] and [isi.value for isi in self.rows[self.depth][:3]] == [1, 2, 3]
        )

    @property
    def body(self) -> list[list[Isi]]:
        return self.rows[self.first :]

    def column(self, name: str) -> list[Isi]:
        """Return the cells below the head that begins like this, or none."""
        heads = [str(isi.value).lower().strip() for isi in self.rows[0]]
        at = next((i for i, head in enumerate(heads) if head.startswith(name)), None)
        return [row[at] for row in self.body] if at is not None else []

    def insert_row(self, at: int, cells: list[Isi]) -> None:
        self.rows.insert(at, cells)
        self.merges = [[r + (r >= at), c, r2 + (r2 >= at), c2] for r, c, r2, c2 in self.merges]
        self.hidden_rows = [row + (row >= at) for row in self.hidden_rows]

    def insert_column(self, at: int, head: str) -> None:
        for index, row in enumerate(self.rows):
            row.insert(at, Isi(head if index == 0 else None))
        self.merges = [[r, c + (c >= at), r2, c2 + (c2 >= at)] for r, c, r2, c2 in self.merges]
        self.hidden_columns = [column + (column >= at) for column in self.hidden_columns]


@dataclass
class Lembar:
    """One sheet: its tables with the row and column each begins at."""

    name: str
    tables: list[tuple[Tabel, int, int]]
    hidden: bool = False


Buku = list[Lembar]
Change = Callable[[Buku, random.Random], None]


def load() -> Buku:
    return [Lembar(sheet.title, [(_table(sheet), 1, 1)]) for sheet in openpyxl.load_workbook(SAMPLE)]


def _table(sheet: Any) -> Tabel:
    first, depth, letters = RESULTS.get(sheet.title, (1, 1, ""))
    start = first + depth
    rows = [
        [Isi(cell.value, cell.number_format, cell.row >= start and cell.coordinate[0] in letters) for cell in row]
        for row in sheet.iter_rows(min_row=first)
    ]
    for row in rows if sheet.title == "Tabel 3.1 Realisasi" else ():
        if isinstance(row[5].value, float):  # the shifted row stays as it is
            row[8].result = row[9].result = False
    areas = [
        [area.min_row - first, area.min_col - 1, area.max_row - first, area.max_col - 1]
        for area in sheet.merged_cells.ranges
        if area.min_row >= first
    ]
    titles = [text for row in range(1, first) if (text := sheet.cell(row, 1).value)]
    return Tabel(sheet.title, titles, depth, rows, areas)


def save(buku: Buku, path: Path) -> tuple[Any, set[str]]:
    """Write the workbook; return it and the cells that may change."""
    book, results = openpyxl.Workbook(), set()
    book.remove(book.active)
    for lembar in buku:
        sheet = book.create_sheet(lembar.name)
        sheet.sheet_state = "hidden" if lembar.hidden else "visible"
        for tabel, row, column in lembar.tables:
            results |= {f"{lembar.name}!{at}" for at in _write(sheet, tabel, row, column)}
    book.save(path)
    return book, results


def _write(sheet: Any, tabel: Tabel, row: int, column: int) -> Iterator[str]:
    for index, title in enumerate(tabel.titles):
        sheet.cell(row + index, column, title)
    top = row + len(tabel.titles) + bool(tabel.titles)
    for i, cells in enumerate(tabel.rows):
        for j, isi in enumerate(cells):
            cell = sheet.cell(top + i, column + j)
            cell.value, cell.number_format = isi.value, isi.number_format
            if isi.result:
                yield cell.coordinate
        yield from (sheet.cell(top + i, column + len(cells) + j).coordinate for j in range(tabel.deleted))
    for r, c, r2, c2 in tabel.merges:
        sheet.merge_cells(start_row=top + r, start_column=column + c, end_row=top + r2, end_column=column + c2)
    for index, text in enumerate(tabel.below, start=top + len(tabel.rows)):
        sheet.cell(index, column, text or None)
    for index in tabel.hidden_rows:
        sheet.row_dimensions[top + index].hidden = True
    for index in tabel.hidden_columns:
        sheet.column_dimensions[openpyxl.utils.get_column_letter(column + index)].hidden = True


def height(tabel: Tabel) -> int:
    return len(tabel.titles) + 1 + len(tabel.rows) + len(tabel.below)


def tables(buku: Buku, names: Any = RESULTS) -> list[Tabel]:
    return [tabel for lembar in buku for tabel, _, _ in lembar.tables if tabel.name in names]


def some(buku: Buku, rng: random.Random, names: Any = RESULTS) -> list[Tabel]:
    found = tables(buku, names)
    return rng.sample(found, rng.randint(1, len(found)))


def rename_sheets(buku: Buku, rng: random.Random) -> None:
    for index, lembar in enumerate(buku, start=1):
        if lembar.tables[0][0].name in RESULTS and rng.random() < 0.7:
            lembar.name = f"Sheet{index}"


def reorder_sheets(buku: Buku, rng: random.Random) -> None:
    rng.shuffle(buku)


def move_tables(buku: Buku, rng: random.Random) -> None:
    for lembar in buku:
        if len(lembar.tables) == 1:
            lembar.tables = [(lembar.tables[0][0], rng.randint(1, 6), rng.randint(1, 4))]


def add_letterhead(buku: Buku, rng: random.Random) -> None:
    for tabel in some(buku, rng):
        tabel.titles[:0] = ["PEMERINTAH KOTA SERANG", "KECAMATAN SERANG", "Jl. Raya Cilegon No. 1 Serang"]


def drop_titles(buku: Buku, rng: random.Random) -> None:
    for tabel in some(buku, rng):
        tabel.titles = tabel.titles[: rng.randint(0, 1)]


def move_columns(buku: Buku, rng: random.Random) -> None:
    for tabel in some(buku, rng, ONE_ROW_HEADS):
        order = list(range(len(tabel.rows[0])))
        for _ in range(rng.randint(1, 2)):
            order.insert(rng.randrange(len(order)), order.pop(rng.randrange(len(order))))
        tabel.rows = [[row[i] for i in order] for row in tabel.rows]
        for index, isi in enumerate(tabel.rows[1], start=1):
            isi.value = index if tabel.first == 2 else isi.value
        tabel.hidden_columns = [order.index(i) for i in tabel.hidden_columns]


def add_remark_columns(buku: Buku, rng: random.Random) -> None:
    for tabel in some(buku, rng, ONE_ROW_HEADS):
        if tabel.deleted:
            continue
        for head in rng.sample(["Keterangan", "Faktor Pendukung", "Bukti Dukung", "Penanggung Jawab"], 2):
            tabel.insert_column(len(tabel.rows[0]), head)
            for row in tabel.body:
                row[-1].value = rng.choice([None, None, "Laporan tersedia", "Sesuai rencana", "Kasi Pem & Pel Publik"])


def reword_heads(buku: Buku, rng: random.Random) -> None:
    for tabel in tables(buku, [*RESULTS, *PLANNING]):
        for row in tabel.rows[: 2 if tabel.name in RESULTS else 12]:
            for isi in row:
                if not isi.result and isi.value in HEAD_WORDS and rng.random() < 0.7:
                    isi.value = rng.choice(HEAD_WORDS[isi.value])


def respell_indicators(buku: Buku, rng: random.Random) -> None:
    for isi in (isi for tabel in some(buku, rng) for row in tabel.body for isi in row):
        if isinstance(isi.value, str) and not isi.result:
            isi.value = rng.choice([isi.value, isi.value.replace("Presentase", "Persentase"), f" {isi.value} "])


def insert_blank_rows(buku: Buku, rng: random.Random) -> None:
    for tabel in some(buku, rng, [name for name in RESULTS if name != "Tabel 3.9"]):
        for _ in range(rng.randint(1, 3)):
            tabel.insert_row(rng.randint(tabel.first, len(tabel.rows) - 1), [Isi() for _ in tabel.rows[0]])


def add_budget_total(buku: Buku, rng: random.Random) -> None:
    for tabel in tables(buku, ["Tabel 3.11 Anggaran"]):
        whole = next(row for row in tabel.body if any(is_whole_name(isi) for isi in row))
        total = [Isi() if re.match(r"[ a-z]", str(isi.value)) else copy.copy(isi) for isi in whole]
        at = next(i for i, isi in enumerate(whole) if is_whole_name(isi))
        total[at].value = rng.choice(["Jumlah", "JUMLAH", "Total", "Jumlah Total"])
        tabel.rows.append(total)


def is_whole_name(isi: Isi) -> bool:
    return str(isi.value).strip().startswith("MENINGKATKAN KEP")


def add_mean(buku: Buku, rng: random.Random) -> None:
    for tabel in tables(buku, ["Tabel 3.2 IKU"]):
        row = [Isi(result=isi.result) for isi in tabel.rows[-1]]
        row[0].value = None if row[0].result else rng.choice(["Rata-rata", "Rata-rata capaian", "RATA-RATA"])
        tabel.rows.append(row)


def type_numbers_as_text(buku: Buku, rng: random.Random) -> None:
    for tabel in tables(buku, [lembar.tables[0][0].name for lembar in buku]):
        for isi in (isi for row in tabel.rows[tabel.first :] for isi in row):
            isi.value = as_text(isi)


def type_columns_as_text(buku: Buku, rng: random.Random) -> None:
    for tabel in some(buku, rng):
        at = rng.randrange(len(tabel.rows[0]))
        for row in tabel.body:
            row[at].value = as_text(row[at])


def as_text(isi: Isi) -> Any:
    if not isinstance(isi.value, int | float):
        return isi.value
    percent = isi.number_format.endswith("%")
    value = round(isi.value * 100, 6) if percent else isi.value
    text = f"{value:,}" if isinstance(value, int) or value != int(value) else f"{int(value):,}"
    return text.translate(str.maketrans(",.", ".,")) + "%" * percent


def format_as_percent(buku: Buku, rng: random.Random) -> None:
    for tabel in some(buku, rng, [name for name in RESULTS if name in ONE_ROW_HEADS and "3.11" not in name]):
        unit, target, realisasi = (tabel.column(name) for name in ("satuan", "target", "realisasi"))
        for isi in (
            isi for u, *pair in zip(unit, target, realisasi, strict=True) if u.value in ("Persen", "%") for isi in pair
        ):
            if isinstance(isi.value, int | float) and not isi.number_format.endswith("%"):
                isi.value, isi.number_format = round(isi.value / 100, 8), "0.00%"


def hide_rows_and_columns(buku: Buku, rng: random.Random) -> None:
    for tabel in some(buku, rng):
        tabel.hidden_rows.append(rng.randrange(tabel.first, len(tabel.rows)))
        tabel.hidden_columns.append(rng.randrange(len(tabel.rows[0])))


def put_below_each_other(buku: Buku, rng: random.Random) -> None:
    upper, lower = _two_alone(buku, rng)
    (tabel, row, column), (other, _, _) = upper.tables[0], lower.tables[0]
    upper.tables.append((other, row + height(tabel) + rng.randint(1, 3), column))
    buku.remove(lower)


def put_side_by_side(buku: Buku, rng: random.Random) -> None:
    left, right = _two_alone(buku, rng)
    (tabel, row, column), (other, _, _) = left.tables[0], right.tables[0]
    if not tabel.deleted:
        left.tables.append((other, row, column + len(tabel.rows[0]) + 1))
        buku.remove(right)


def _two_alone(buku: Buku, rng: random.Random) -> list[Lembar]:
    return rng.sample(
        [each for each in buku if not each.hidden and len(each.tables) == 1 and each.tables[0][0].name in RESULTS], 2
    )


def sign_below(buku: Buku, rng: random.Random) -> None:
    for tabel in some(buku, rng):
        tabel.below += [
            "",
            "Serang, 5 Januari 2026",
            "Camat Serang,",
            "",
            "",
            "H. ACHMAD FULAN, S.Sos., M.Si",
            "NIP. 19700101 199503 1 001",
        ]


def note_source_below(buku: Buku, rng: random.Random) -> None:
    for tabel in some(buku, rng):
        tabel.below[:0] = [
            rng.choice(
                ["Sumber: Kecamatan Serang, 2025", "Sumber : Laporan Keuangan 2025", "Sumber data: Subbag Perencanaan"]
            )
        ]


def empty_results(buku: Buku, rng: random.Random) -> None:
    for tabel in some(buku, rng):
        for isi in (isi for row in tabel.body for isi in row if isi.result):
            isi.value = None


def delete_result_columns(buku: Buku, rng: random.Random) -> None:
    for lembar in buku:
        tabel = lembar.tables[0][0]
        if tabel.name not in ONE_ROW_HEADS or len(lembar.tables) > 1 or rng.random() < 0.5:
            continue
        gone = [i for i, isi in enumerate(tabel.rows[-1]) if isi.result]
        tabel.rows = [[isi for i, isi in enumerate(row) if i not in gone] for row in tabel.rows]
        tabel.hidden_columns = []
        tabel.deleted += len(gone)


def keep_last_year_hidden(buku: Buku, rng: random.Random) -> None:
    tabel = copy.deepcopy(tables(buku, ["Tabel 3.2 IKU"])[0])
    tabel.titles = ["Tabel 3.2 Capaian Indikator Kinerja Utama", "Kecamatan Serang Kota Serang Tahun 2024"]
    for isi in tabel.column("realisasi"):
        isi.value = isi.value - 0.01 if isinstance(isi.value, float) else isi.value
    buku.insert(rng.randrange(len(buku)), Lembar(OLD, [(tabel, 1, 1)], hidden=True))


CHANGES: list[Change] = [
    rename_sheets, reorder_sheets, move_tables, add_letterhead, drop_titles, move_columns, add_remark_columns,
    reword_heads, respell_indicators, insert_blank_rows, add_budget_total, add_mean, type_numbers_as_text,
    type_columns_as_text, format_as_percent, hide_rows_and_columns, put_below_each_other, put_side_by_side,
    sign_below, note_source_below, empty_results, delete_result_columns, keep_last_year_hidden,
]  # fmt: skip


def laid_out(sample: Buku, seed: int) -> tuple[Buku, list[str]]:
    """Return the sample laid out anew, and what was done to it."""
    rng, buku = random.Random(seed), copy.deepcopy(sample)
    done = sorted(rng.sample(CHANGES, rng.randint(4, 7)), key=lambda change: change in LAST)
    for change in done:
        change(buku, rng)
    return buku, [change.__name__ for change in done]


LAST = {put_below_each_other, put_side_by_side, keep_last_year_hidden}


def figures(hasil: Hasil) -> dict[str, Any]:
    """Return every figure as short rows, wherever it stands."""
    data = hasil.data
    rows = [row for row in data["capaian"] if row["lembar"] != OLD]
    words = lambda text: " ".join((text or "").lower().replace("presentase", "persentase").split())  # noqa: E731
    capaian = [[words(row["indikator"]), two(row["capaian"]), row["kategori"]] for row in rows]
    serapan = [[words(row["uraian"]), two(row["serapan"])] for row in data["anggaran"]]
    return {
        "ringkasan": {name: two(value) for name, value in data["ringkasan"].items()},
        "capaian": sorted(row for row in capaian if not row[0].startswith("rata")),
        "serapan": sorted(row for row in serapan if not row[0].startswith(("jumlah", "total"))),
        "efisiensi": sorted([words(row["uraian"]), two(row["efisiensi"]), row["status"]] for row in data["efisiensi"]),
    }


def two(value: float | None) -> str | None:
    return None if value is None else str(bulatkan(from_float(value)))


def changed(before: Any, after: Path) -> list[str]:
    """Return the cells whose value differs."""
    return [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in openpyxl.load_workbook(after)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value != before[sheet.title][cell.coordinate].value
    ]


@pytest.fixture(scope="module")
def sample() -> Buku:
    return load()


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return figures(hitung(SAMPLE))


def test_what_is_expected(expected):
    assert list(expected["ringkasan"].values()) == ["98.15", "94.48", "103.88"]
    assert [len(expected[name]) for name in ("capaian", "serapan", "efisiensi")] == [55, 21, 9]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_figures_come_out(seed, sample, expected, tmp_path):
    buku, done = laid_out(sample, seed)
    path = tmp_path / "buku.xlsx"
    book, results = save(buku, path)
    hasil = hitung(path)
    assert (done, figures(hasil)) == (done, expected)
    saved = hasil.simpan(tmp_path / "hasil.xlsx")
    assert (done, [at for at in changed(book, saved) if at not in results]) == (done, [])
