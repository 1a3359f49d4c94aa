"""What ``lkjip baca`` prints for people: each table as it was understood, then the pairs and their evidence."""

from collections.abc import Iterator

from lkjip_xl.layout import kind
from lkjip_xl.model import DokumenKinerja
from lkjip_xl.padanan import PERLU_KONFIRMASI
from lkjip_xl.pasangan import PasanganDokumen, pair_documents
from lkjip_xl.pesan import pesan
from lkjip_xl.report.kosong import empty_lines
from lkjip_xl.report.line import short, title
from lkjip_xl.table import Kolom, RawTable, column_letters

_PAIR_WIDTH = 44


def baca_lines(dokumen: DokumenKinerja) -> Iterator[str]:
    """Yield what ``lkjip baca`` prints: each table as it was understood, then the pairs and their evidence."""
    yield title(dokumen)
    yield from empty_lines(dokumen)
    for table in dokumen.tables:
        yield from ["", *_table_lines(table)]
    for documents in pair_documents(dokumen):
        yield from ["", *_pair_lines(documents)]
    if dokumen.unclear:
        yield from ["", pesan("baca.belum_dikenali")]
    for seen in dokumen.unclear:
        alike = pesan("baca.mirip", tabel=", ".join(seen.candidates)) if seen.candidates else ""
        yield f"  {seen.sheet}, {pesan('baca.baris', baris=seen.row)}: {' | '.join(seen.titles)}{alike}"


def _table_lines(table: RawTable) -> Iterator[str]:
    rows = (*table.rows, *table.total_rows)
    head = f"{table.header_first}–{table.header_last}" if table.header_last > table.header_first else table.header_first
    span = (
        pesan("baca.rentang", pertama=min(rows), terakhir=max(rows), jumlah=len(table.rows))
        if rows
        else pesan("baca.tanpa_baris")
    )
    yield f"{table.sheet.name}: {kind(table.kind).sebutan} ({pesan('baca.judul', baris=head)}, {span})"
    yield "  " + ", ".join(_column_words(kolom) for kolom in table.columns)
    if table.unknown:
        unknown = ", ".join(f'{column_letters(kolom.column)} "{short(kolom.judul, 40)}"' for kolom in table.unknown)
        yield f"  {pesan('baca.tidak_dipahami')} {unknown}"


def _column_words(kolom: Kolom) -> str:
    year = f" {kolom.tahun}" if kolom.tahun else ""
    return f"{column_letters(kolom.column)} {kolom.field.replace('_', ' ')}{year}"


def _pair_lines(documents: PasanganDokumen) -> Iterator[str]:
    left, right = documents.kiri, documents.kanan
    yield pesan("baca.padanan", hal=documents.hal, kiri=left.sheet.name, kanan=right.sheet.name)
    for each in documents.padanan.pasangan:
        left_words, right_words = (short(documents.words(row), _PAIR_WIDTH) for row in (each.kiri, each.kanan))
        confirm = pesan("baca.perlu_konfirmasi") if each.bukti in PERLU_KONFIRMASI else ""
        yield f"  {each.kiri.row} {left_words} = {each.kanan.row} {right_words} [{each.bukti}{confirm}]"
    for row, candidates in documents.padanan.ragu:
        rows = ", ".join(str(other.row) for other in candidates)
        yield f"  {row.row} {short(documents.words(row), _PAIR_WIDTH)}: {pesan('baca.ragu', baris=rows)}"
    if not documents.padanan.pasangan and not documents.padanan.ragu:
        yield f"  {pesan('baca.tanpa_pasangan')}"
