"""SK, EP and PB: the tables that stand behind the key figures (RUMUS 7); AKIP's own stands next door."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_xl.angka import bulatkan, format_angka
from lkjip_xl.kata import kunci, tempat
from lkjip_xl.model import Baris, Nilai
from lkjip_xl.periode import periode
from lkjip_xl.rules import akip
from lkjip_xl.rules.dasar import Kena, TidakBisaError, aturan
from lkjip_xl.rules.konteks import Konteks, same_number
from lkjip_xl.rules.nama import bagian_kelurahan
from lkjip_xl.rules.realisasi_tahun import realisasi_tahun
from lkjip_xl.rules.ungkapan import alamat, pendek
from lkjip_xl.rumus import mean
from lkjip_xl.sel import angka, column_nilai, teks
from lkjip_xl.tertulis import show

__all__ = ["akip"]

_BIDANG = ("bidang_pemerintahan", "bidang_kewilayahan", "bidang_kemasyarakatan")
_MUTU = ((Decimal("88.31"), "A"), (Decimal("76.61"), "B"), (Decimal(65), "C"), (Decimal(0), "D"))
_TINGKAT = ((Decimal(351), "Cepat Berkembang"), (Decimal(201), "Berkembang"), (Decimal(0), "Kurang Berkembang"))
_MUTU_WORD = re.compile(r"\(?([A-D])\)?(?:\s*[(=:/-].*)?", re.IGNORECASE)
_ABOVE = re.compile(r"\b(?:di\s*)?atas\b", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:di\s*)?bawah\b", re.IGNORECASE)
_MEAN = re.compile(r"\b(?:rerata|rata\s*[-‐–]?\s*rata)\b", re.IGNORECASE)
_SMALL_SCALE, _TO_HUNDRED = Decimal(4), 25
_PLACES = 2


def _indices(konteks: Konteks) -> list[tuple[Baris, Nilai]]:
    rows = ((row, angka(row, "indeks")) for row in konteks.rows("ikm"))
    return [
        (row, each) for row, each in rows if each.nilai is not None and periode(row.table).may_be(konteks.dokumen.tahun)
    ]


def _scaled(value: Decimal, found: Sequence[tuple[Baris, Nilai]]) -> Decimal:
    """Return a value as of a hundred: some offices keep the questionnaire's scale of four."""
    small = all((each.nilai or 0) <= _SMALL_SCALE for _, each in found)
    return value * _TO_HUNDRED if small and value <= _SMALL_SCALE else value


def _reported(konteks: Konteks) -> Nilai | None:
    """Return the unit's reported value: the IKM's realisasi of the year, or else the mean the table prints."""
    stated = _ikm(konteks)
    return stated[0] if stated else next(iter(_printed_means(konteks)), None)


def _ikm(konteks: Konteks) -> list[Nilai]:
    """Return the IKM's realisasi of the year; of the office's services as a whole where none is just the IKM.

    The satisfaction with one service ("ikm pelayanan perizinan") is not what the unsur are the mean of.
    """
    return realisasi_tahun(konteks, "ikm") or realisasi_tahun(konteks, "ikm pelayanan")


def _printed_means(konteks: Konteks) -> list[Nilai]:
    means = (angka(row, "indeks") for row in konteks.dokumen.rows("ikm") if row.jenjang == "rata-rata")
    return [each for each in means if each.nilai is not None]


def _unit_means(konteks: Konteks) -> Decimal:
    """Return the mean of the unsur's means, as of a hundred."""
    found = _indices(konteks)
    if not any(row.has("unsur") for row, _ in found):
        raise TidakBisaError("kolom", tabel="IKM", kolom="Unsur")
    groups: dict[str, list[Decimal]] = {}
    for row, each in found:
        groups.setdefault(kunci(teks(row, "unsur")), []).append(each.nilai or Decimal(0))
    if "" in groups:
        raise TidakBisaError("isi", tabel="kolom Unsur pada tabel IKM")
    means = [average for values in groups.values() if (average := mean(values)) is not None]
    return _scaled(mean(means) or Decimal(0), found)


@aturan("SK001", "ikm")
def rata_rata_unsur_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield reported unit values that are not the mean of the unsur's means."""
    if not konteks.rows("ikm") or any(row.nama and angka(row, "indeks").nilai is None for row in konteks.rows("ikm")):
        raise TidakBisaError("isi", tabel="indeks di setiap baris tabel IKM")
    exact = _unit_means(konteks)
    stated = [*_printed_means(konteks), *_ikm(konteks)[:1]]
    if not stated:
        raise TidakBisaError("isi", tabel="nilai IKM yang dilaporkan")
    off = [each for each in stated if not _agrees(_scaled(each.nilai or exact, _indices(konteks)), each, exact)]
    if off:
        found, expected = show(off[0]), format_angka(exact, _PLACES)
        unsur = next((each.ref for _, each in _indices(konteks)), off[0].ref)
        words = {"tertulis": found, "hitungan": expected, "sel_tabel": alamat(unsur)}
        yield Kena(off[0].ref, words, None, tuple(each.ref for each in off[1:]), found, expected)


def _agrees(value: Decimal, nilai: Nilai, exact: Decimal) -> bool:
    places = min(nilai.desimal, _PLACES)
    return bulatkan(value, places) == bulatkan(exact, places)


@aturan("SK002", "ikm")
def mutu_keliru(konteks: Konteks) -> Iterator[Kena]:
    """Yield indices whose mutu is another letter than the scale gives."""
    found = _indices(konteks)
    for row, each in found:
        match = _MUTU_WORD.fullmatch(teks(row, "mutu"))
        value = bulatkan(_scaled(each.nilai or Decimal(0), found), _PLACES)
        letter = next(letter for least, letter in _MUTU if value >= least or not least)
        if match and match[1].upper() != letter:
            words = {"nilai": show(each), "sel_nilai": each.ref.a1, "baris": pendek(row.nama)}
            yield Kena(row.ref("mutu"), words, row, (each.ref,), match[1].upper(), letter)


@aturan("SK003", "ikm")
def label_rerata_keliru(konteks: Konteks) -> Iterator[Kena]:
    """Yield indices called above or below the mean that are not, against the reported unit value."""
    found, unit = _indices(konteks), _reported(konteks)
    if unit is None:
        raise TidakBisaError("isi", tabel="nilai IKM yang dilaporkan")
    if not any(row.has("keterangan") for row, _ in found):
        raise TidakBisaError("kolom", tabel="IKM", kolom="Keterangan")
    mean_value = _scaled(unit.nilai or Decimal(0), found)
    for row, each in found:
        label = teks(row, "keterangan")
        above, below = bool(_ABOVE.search(label)), bool(_BELOW.search(label))
        gap = _scaled(each.nilai or Decimal(0), found) - mean_value
        if _MEAN.search(label) and above != below and gap and (gap > 0) != above:
            expected = "Di atas rerata" if gap > 0 else "Di bawah rerata"
            words = {"nilai": show(each), "sel_nilai": each.ref.a1, "baris": pendek(row.nama)}
            words |= {"rerata": show(unit), "sel_rerata": alamat(unit.ref)}
            yield Kena(row.ref("keterangan"), words, row, (each.ref, unit.ref), label, expected)


@aturan("EP001", "epdeskel")
def nilai_bukan_jumlah_bidang(konteks: Konteks) -> Iterator[Kena]:
    """Yield kelurahan whose nilai is not the sum of the three bidang."""
    rows = konteks.rows("epdeskel")
    for field in (*_BIDANG, "nilai"):
        if rows and not any(row.has(field) for row in rows):
            raise TidakBisaError("kolom", tabel="EPDESKEL", kolom=field.replace("_", " ").title())
    for row in rows:
        parts, written = [angka(row, field) for field in _BIDANG], angka(row, "nilai")
        values = [each.nilai for each in parts if each.nilai is not None]
        if (
            len(values) == len(_BIDANG)
            and written.nilai is not None
            and not _agrees(written.nilai, written, sum(values, Decimal(0)))
        ):
            words = {"baris": pendek(row.nama), "rincian": " + ".join(show(each) for each in parts)}
            expected = format_angka(sum(values, Decimal(0)))
            yield Kena(written.ref, words, row, tuple(each.ref for each in parts), show(written), expected)


def _nilai(row: Baris) -> Decimal | None:
    """Return a kelurahan's nilai, or else the sum of its bidang."""
    written = angka(row, "nilai").nilai
    parts = [value for field in _BIDANG if (value := angka(row, field).nilai) is not None]
    return written if written is not None else sum(parts, Decimal(0)) if len(parts) == len(_BIDANG) else None


def _tingkat(value: Decimal) -> str:
    return next(label for least, label in _TINGKAT if value >= least or not least)


def _label(text: str) -> str:
    words = kunci(text).removeprefix("kelurahan ").removeprefix("desa ")
    return next((label for _, label in _TINGKAT if words in {kunci(label), f"{kunci(label)} i"}), "")


@aturan("EP002", "epdeskel")
def tingkat_perkembangan_keliru(konteks: Konteks) -> Iterator[Kena]:
    """Yield kelurahan whose tingkat is another than their nilai gives."""
    rows = konteks.rows("epdeskel")
    if rows and not any(row.has("tingkat") for row in rows):
        raise TidakBisaError("kolom", tabel="EPDESKEL", kolom="Tingkat Perkembangan")
    for row in rows:
        value, written = _nilai(row), _label(teks(row, "tingkat"))
        if value is not None and written and written != _tingkat(value):
            words = {"baris": pendek(row.nama), "nilai": format_angka(value)}
            yield Kena(row.ref("tingkat"), words, row, (), teks(row, "tingkat"), _tingkat(value))


@aturan("EP003", "epdeskel")
def persentase_berbeda_dari_realisasi(konteks: Konteks) -> Iterator[Kena]:
    """Yield a realisasi of "Persentase kelurahan cepat berkembang" that the table of kelurahan does not give.

    A tingkat that contradicts its own nilai is told by EP002: a realisasi that agrees with the nilai is right.
    """
    rows = [row for row in konteks.rows("epdeskel") if periode(row.table).may_be(konteks.dokumen.tahun)]
    levels = [_level_of(row) for row in rows]
    total = konteks.ketentuan.jumlah_kelurahan or len(rows)
    if not rows or "" in levels or len(rows) != total:
        raise TidakBisaError("isi", tabel="tingkat perkembangan seluruh kelurahan pada tabel EPDESKEL")
    fast = levels.count(_TINGKAT[0][1])
    exact = Decimal(fast) / total * 100
    by_value = Decimal([_by_nilai(row) for row in rows].count(_TINGKAT[0][1])) / total * 100
    stated = [
        each
        for each in _fast_share(konteks)
        if not any(_agrees(each.nilai or exact, each, share) for share in (exact, by_value))
    ]
    if stated:
        words = {"cepat": fast, "jumlah": total, "sel_tabel": alamat(rows[0].ref("kelurahan"))}
        found, expected = show(stated[0]), format_angka(exact, _PLACES)
        yield Kena(stated[0].ref, words, None, tuple(each.ref for each in stated[1:]), found, expected)


def _level_of(row: Baris) -> str:
    return _label(teks(row, "tingkat")) or _by_nilai(row)


def _by_nilai(row: Baris) -> str:
    value = _nilai(row)
    return "" if value is None else _tingkat(value)


def _fast_share(konteks: Konteks) -> list[Nilai]:
    return realisasi_tahun(
        konteks, lambda row: bagian_kelurahan(row.indikator) and "cepat berkembang" in kunci(row.indikator)
    )


@aturan("PB001", "antar_kecamatan")
def nilai_antar_kecamatan_berbeda(konteks: Konteks) -> Iterator[Kena]:
    """Yield cells of this office's row of the comparison that differ from its own realisasi."""
    if not konteks.office:
        raise TidakBisaError("kantor")
    for row in konteks.rows("antar_kecamatan"):
        if tempat(row.uraian) != tempat(konteks.office) or not periode(row.table).may_be(konteks.dokumen.tahun):
            continue
        for kolom in row.table.unknown:
            key = konteks.words(kolom.judul)
            own = realisasi_tahun(konteks, lambda each, key=key: konteks.words(each.indikator) == key)  # type: ignore[misc]
            shown = column_nilai(row.table, row.row, kolom, "")
            if own and shown.nilai is not None and not same_number(shown, own[0]):
                words = {"baris": row.uraian, "indikator": pendek(kolom.judul), "sel_realisasi": alamat(own[0].ref)}
                yield Kena(shown.ref, words, row, (own[0].ref,), show(shown), show(own[0]))
