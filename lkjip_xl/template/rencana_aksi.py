"""Tabel 2.6 as it is printed: the uraian in one of four columns, the months under "Rencana Pelaksanaan"."""

from lkjip_xl.template.tabel import Row, Table, read

COLUMN_OF = {"tujuan": 0, "sasaran": 0, "program": 1, "kegiatan": 2, "sub kegiatan": 3}
URAIAN = ("Tujuan dan Sasaran Strategis", "Sasaran Program", "Sasaran Kegiatan", "Rencana Aksi Kegiatan")


def rencana_aksi() -> Table:
    """Return Rencana Aksi with four columns of words instead of Jenjang and Uraian."""
    table = read("rencana_aksi")
    number, _, _, *others, ket = table.head
    head = [f"Rencana Pelaksanaan|{title}" if len(title) == len("Jan") else title for title in others]
    return Table((number, *URAIAN, *head, ket), tuple(map(_split, table.rows)), numbering=True)


def _split(row: Row) -> Row:
    number, jenjang, uraian, *others = row
    words = [""] * len(URAIAN)
    words[COLUMN_OF[jenjang]] = uraian
    return (number, *words, *others)
