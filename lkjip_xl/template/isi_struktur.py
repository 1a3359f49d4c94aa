"""The rows of Struktur and IKU for what a workbook's tables name, each word from the table that says it best."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from lkjip_xl.jenjang import shown_text
from lkjip_xl.ketentuan import ketentuan_bawaan
from lkjip_xl.model import Baris
from lkjip_xl.template.isi_kode import Kelompok
from lkjip_xl.template.rumus_dasar import BarisIsian, Nilai
from lkjip_xl.template.spesifikasi import Spesifikasi

ARAH = {"tinggi": "makin tinggi", "rendah": "makin rendah", "rentang": "rentang"}
_NAMING = ("struktur", "pk_program", "anggaran")
_MEASURING = ("struktur", "pk_program", "rencana_aksi", "realisasi", "efisiensi", "monev")


def struktur_rows(
    spec: Spesifikasi, groups: Sequence[Kelompok], codes: Mapping[int, str], serves: Mapping[int, str]
) -> list[BarisIsian]:
    """Return the rows of Struktur, those below a programme right after it."""
    rows = [row for group in groups for row in _group_rows(group, codes, serves.get(id(group.rows), ""))]
    order = {code: number for number, code in enumerate(_in_order(groups, codes))}
    titles = {kolom.judul for kolom in spec.tabel["TabelStruktur"].kolom}
    kept = [{judul: value for judul, value in row.items() if value != "" and judul in titles} for row in rows]
    return sorted(kept, key=lambda row: order[str(row["Kode"])])


def _in_order(groups: Sequence[Kelompok], codes: Mapping[int, str]) -> Iterator[str]:
    """Yield the codes as the plan's tree is read: each group's, then those of what stands under it."""
    below: dict[int, list[Kelompok]] = {}
    for group in groups:
        below.setdefault(id(group.induk.rows) if group.induk else 0, []).append(group)

    def walk(parent: int) -> Iterator[str]:
        for group in below.get(parent, ()):
            yield from dict.fromkeys(codes[id(row)] for row in group.rows)
            yield from walk(id(group.rows))

    yield from dict.fromkeys(walk(0))


def _group_rows(group: Kelompok, codes: Mapping[int, str], indicator: str) -> Iterator[BarisIsian]:
    by_code: dict[str, list[Baris]] = {}
    for row in group.rows:
        by_code.setdefault(codes[id(row)], []).append(row)
    for code, rows in by_code.items():
        uraian = _first(rows, _NAMING, _uraian) or _first(group.rows, (), _uraian)
        sasaran = _first(rows, ("struktur",), lambda row: shown_text(row.table, row.row, "sasaran"))
        action = _first(rows, ("rencana_aksi",), _uraian)
        yield {
            "Kode": code,
            "Jenjang": group.jenjang,
            "Uraian": uraian,
            "Sasaran": sasaran or (action if action and action != uraian and group.jenjang != "sub kegiatan" else ""),
            "Indikator Kinerja": _first(rows, _MEASURING, lambda row: row.indikator),
            "Satuan": _first(rows, _MEASURING, _unit),
            "Arah": _first(rows, _MEASURING, arah_of),
            "Sifat Target": _first(
                rows, ("struktur", "rencana_aksi"), lambda row: shown_text(row.table, row.row, "sifat")
            ),
            "Kode Indikator": _first(rows, ("struktur",), lambda row: shown_text(row.table, row.row, "kode_iku"))
            or indicator,
            "Penanggung Jawab": _first(rows, (), lambda row: shown_text(row.table, row.row, "penanggung_jawab")),
        }


def _first(rows: Sequence[Baris], kinds: Sequence[str], words: Callable[[Baris], str]) -> str:
    """Return the first words the rows of some kinds of table give, those of the first kind first; of none, of any."""
    ordered = sorted(rows, key=lambda row: kinds.index(row.table.kind) if row.table.kind in kinds else len(kinds))
    return next((text for row in ordered if (text := words(row))), "")


def _uraian(row: Baris) -> str:
    return row.uraian or row.indikator


def _unit(row: Baris) -> str:
    return row.satuan if row.keadaan == "utuh" else ""


def arah_of(row: Baris) -> str:
    """Return a row's arah as the master's formulas know it, "" where none is stated."""
    arah = ketentuan_bawaan().arah_of(row.arah) if row.arah else None
    return ARAH[arah] if arah else row.arah


def iku_rows(groups: Sequence[Kelompok], codes: Mapping[int, str], own: Sequence[BarisIsian]) -> list[BarisIsian]:
    """Return the rows of IKU: the workbook's own with their jenjang and arah, or else one for every indicator it has.

    A workbook that has an IKU table keeps it as it is: an indicator it lacks is a fault to be seen, not mended.
    """
    by_code = {codes[id(group.rows[0])]: group for group in groups}
    if own:
        return [_completed(row, by_code[str(row["Kode Indikator"])]) for row in own]
    return [_completed({"Kode Indikator": code} | _words(group), group) for code, group in by_code.items()]


def _completed(row: BarisIsian, group: Kelompok) -> BarisIsian:
    added: dict[str, Nilai] = {"Jenjang": group.jenjang}
    if arah := _first(group.rows, (), arah_of):
        added["Arah"] = arah
    return dict(row) | {judul: value for judul, value in added.items() if not row.get(judul)}


def _words(group: Kelompok) -> dict[str, Nilai]:
    words = {
        "Tujuan dan Sasaran": _first(group.rows, (), lambda row: row.uraian),
        "Indikator Kinerja Utama": _first(group.rows, (), lambda row: row.indikator),
        "Satuan": _first(group.rows, (), _unit),
    }
    return {judul: text for judul, text in words.items() if text}
