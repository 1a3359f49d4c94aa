"""What commands print for people: aligned lines, Indonesian numbers, plain text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from lkjip_xl.angka import format_angka
from lkjip_xl.hasil import HasilHitung
from lkjip_xl.hitungan import Capaian, Efisiensi, Hitungan, Serapan, TidakDihitung
from lkjip_xl.judul_tabel import title_rows
from lkjip_xl.model import DokumenKinerja, Nilai
from lkjip_xl.pesan import pesan
from lkjip_xl.report.kosong import empty_lines
from lkjip_xl.table import RawTable
from lkjip_xl.write import Tulisan

_NAME_WIDTH = 58
_TITLE_WIDTH = 100
_SHOWN_LEVELS = frozenset({"tujuan", "sasaran", "program", "jumlah"})
_INDENT = {"sasaran": 1, "program": 2, "kegiatan": 3, "sub kegiatan": 4}
_MAX_CELLS = 6
_MAX_CHANGES = 20


def short(text: str, width: int = _NAME_WIDTH) -> str:
    """Cut a text to a width at a word, marked with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= width:
        return text
    return text[: width - 1].rsplit(" ", 1)[0] + "…"


def grid(head: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> Iterator[str]:
    """Yield the lines of a table; the columns in ``right`` are numbers and stand to the right."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    for row in (head, *rows):
        cells = (
            text.rjust(w) if i in right else text.ljust(w) for i, (text, w) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def _shown(nilai: Nilai | None) -> str:
    if nilai is None or nilai.nilai is None or nilai.jenis == "rentang":
        return nilai.teks if nilai else ""
    return format_angka(nilai.nilai, nilai.desimal)


def _two(value: Decimal | None) -> str:
    return "–" if value is None else format_angka(value, 2)


def title(dokumen: DokumenKinerja) -> str:
    """Return the heading: the office, the year and the file, as far as they are known."""
    parts = [dokumen.perangkat_daerah, str(dokumen.tahun) if dokumen.tahun else None, dokumen.berkas]
    return " · ".join(part for part in parts if part)


def hitung_lines(hasil: HasilHitung, keluaran: str) -> Iterator[str]:
    """Yield what ``lkjip hitung`` prints: IKU, serapan, efisiensi, changes, what was left out, and the file."""
    hitungan = hasil.hitungan
    yield title(hasil.dokumen)
    for block in (_iku(hitungan), _serapan(hitungan), _efisiensi(hitungan)):
        lines = list(block)
        yield from (["", *lines] if lines else [])
    if not (hitungan.capaian or hitungan.serapan or hitungan.efisiensi):
        yield from ["", *(list(empty_lines(hasil.dokumen)) or [pesan("hitung.tanpa_angka")])]
    yield from _changes(hasil.tulisan)
    yield from _left_out(hasil)
    if hasil.ketentuan_ditolak:
        yield from ["", pesan("hitung.ketentuan_ditolak")]
    yield from (f"  {each.ref.sheet}!{each.ref.a1}: {each.kalimat}" for each in hasil.ketentuan_ditolak)
    yield from ["", pesan("hitung.keluaran", keluaran=keluaran)]


def _iku(hitungan: Hitungan) -> Iterator[str]:
    if not hitungan.iku and not hitungan.iku_tanpa_capaian:
        return
    head = [pesan(f"hitung.{name}") for name in ("iku", "target", "realisasi", "capaian", "kategori")]
    rows = [_iku_row(each) for each in hitungan.iku]
    rows += [
        [short(row.indikator), _shown(row.nilai.get("target")), _shown(row.nilai.get("realisasi")), "–", "–"]
        for row in hitungan.iku_tanpa_capaian
    ]
    yield from grid(head, rows, frozenset({1, 2, 3}))
    yield _mean_line(hitungan)
    for uraian, average in hitungan.rata_rata_sasaran():
        yield pesan("hitung.rata_rata_sasaran", sasaran=short(uraian), nilai=_two(average))


def _iku_row(figure: Capaian) -> list[str]:
    nilai = figure.baris.nilai
    shown = [_shown(nilai["target"]), _shown(nilai["realisasi"]), _two(figure.nilai), figure.kategori]
    return [short(figure.baris.indikator), *shown]


def _mean_line(hitungan: Hitungan) -> str:
    missing = len(hitungan.iku_tanpa_capaian)
    key = "hitung.rata_rata_sebagian" if missing else "hitung.rata_rata"
    return pesan(key, nilai=_two(hitungan.rata_rata_capaian_iku), jumlah=len(hitungan.iku), tanpa=missing)


def _serapan(hitungan: Hitungan) -> Iterator[str]:
    if not hitungan.serapan:
        return
    shown = [each for each in hitungan.serapan if each.baris.jenjang in _SHOWN_LEVELS] or list(hitungan.serapan)
    head = [pesan(f"hitung.{name}") for name in ("anggaran", "pagu", "realisasi_rp", "serapan")]
    yield from _with_tables(grid(head, [_serapan_row(each) for each in shown], frozenset({1, 2, 3})), shown)
    hidden = len(hitungan.serapan) - len(shown)
    if hidden:
        sheets = sorted({each.baris.table.sheet.name for each in hitungan.serapan})
        yield pesan("hitung.baris_lain", jumlah=hidden, lembar=", ".join(sheets))
    tanpa = hitungan.total.tanpa if hitungan.total else 0
    key = "hitung.serapan_total_sebagian" if tanpa else "hitung.serapan_total"
    yield pesan(key, nilai=_two(hitungan.serapan_total), tanpa=tanpa)


def _with_tables(lines: Iterator[str], figures: Sequence[Serapan]) -> Iterator[str]:
    """Yield the lines of the budget, head first, and above those of each table its name where there are several."""
    yield next(lines)
    several = len({id(each.baris.table) for each in figures}) > 1
    table = None
    for line, each in zip(lines, figures, strict=True):
        if several and each.baris.table is not table:
            yield short(_named(each.baris.table), _TITLE_WIDTH)
        table = each.baris.table
        yield line


def _named(table: RawTable) -> str:
    """Return what tells a table from the others: its sheet, the row of its head, and its title with the year."""
    judul = _title_above(table)
    key = "hitung.tabel_berjudul" if judul else "hitung.tabel"
    return pesan(key, lembar=table.sheet.name, baris=table.header_first, judul=judul)


def _title_above(table: RawTable) -> str:
    """Return the texts of the rows right above a table's head, down from the empty row above them."""
    lines: list[str] = []
    for cells in title_rows(table):
        texts = [cell.value for cell in cells if isinstance(cell.value, str) and cell.kind == "teks"]
        if len(texts) < len(cells) or (lines and not texts):
            break
        lines = [*texts, *lines]
    return " ".join(lines)


def _serapan_row(figure: Serapan) -> list[str]:
    name = "  " * _INDENT.get(figure.baris.jenjang, 0) + figure.baris.uraian
    indent = name[: len(name) - len(name.lstrip())]
    sums = (figure.jumlah_pagu, figure.jumlah_realisasi)
    return [
        indent + short(name, _NAME_WIDTH - len(indent)),
        *(format_angka(each) for each in sums),
        _two(figure.nilai),
    ]


def _efisiensi(hitungan: Hitungan) -> Iterator[str]:
    if not hitungan.efisiensi:
        return
    head = [pesan(f"hitung.{name}") for name in ("efisiensi", "capaian", "serapan", "tingkat", "status")]
    yield from grid(head, [_efisiensi_row(each) for each in hitungan.efisiensi], frozenset({1, 2, 3}))
    if hitungan.efisiensi_total is not None:
        yield pesan("hitung.efisiensi_total", nilai=_two(hitungan.efisiensi_total))


def _efisiensi_row(figure: Efisiensi) -> list[str]:
    several = len(figure.capaian) > 1
    name = pesan("hitung.bersama", jumlah=len(figure.capaian)) if several else figure.baris.uraian or figure.baris.nama
    return [short(name), _two(figure.rata_rata), _two(figure.serapan.nilai), _two(figure.nilai), figure.status]


def _changes(tulisan: Tulisan) -> Iterator[str]:
    yield ""
    yield pesan("hitung.ditulis", jumlah=tulisan.sel, rumus=tulisan.sel_berumus, kolom=len(tulisan.kolom_baru))
    if not tulisan.diubah:
        yield pesan("hitung.tidak_ada_yang_berubah")
        return
    yield pesan("hitung.diubah", jumlah=len(tulisan.diubah))
    for each in tulisan.diubah[:_MAX_CHANGES]:
        old, new = (_two(value) if isinstance(value, Decimal) else value for value in (each.lama, each.baru))
        yield f"  {each.ref.sheet}!{each.ref.a1}: {old} → {new}"
    if len(tulisan.diubah) > _MAX_CHANGES:
        yield pesan("hitung.dan_lain", jumlah=len(tulisan.diubah) - _MAX_CHANGES)


def _left_out(hasil: HasilHitung) -> Iterator[str]:
    """Yield what was not computed, rows with the same reason on one line."""
    found = reasons(hasil)
    if not found:
        return
    yield from ["", pesan("hitung.tidak_dihitung", jumlah=sum(map(len, found.values())))]
    for (sheet, reason), cells in found.items():
        more = pesan("hitung.sel_lain", jumlah=len(cells) - _MAX_CELLS) if len(cells) > _MAX_CELLS else ""
        yield f"  {sheet}!{', '.join(cells[:_MAX_CELLS])}{more}: {reason}"


def reasons(hasil: HasilHitung) -> Mapping[tuple[str, str], Sequence[str]]:
    """Return the cells that were not computed, by sheet and the reason in words."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in _causes(hasil.hitungan.tidak_dihitung):
        found[each.ref.sheet, each.kalimat].append(each.ref.a1)
    for homeless in hasil.tulisan.tidak_ditulis:
        found[homeless.ref.sheet, homeless.kalimat].append(homeless.ref.a1)
    return found


def _causes(left_out: Iterable[TidakDihitung]) -> Iterator[TidakDihitung]:
    """Yield the reasons a person can act on, once per row: what follows from another reason is left out."""
    seen: set[tuple[int, str]] = set()
    for each in left_out:
        key = (id(each.baris), each.alasan)
        if key not in seen and each.alasan not in {"tanpa_capaian", "tanpa_serapan"}:
            seen.add(key)
            yield each
