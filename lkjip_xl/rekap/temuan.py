"""What workbooks contradict in each other: doubled offices, several years or scales, and comparison tables (PB001)."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from lkjip_xl.angka import format_angka, sama
from lkjip_xl.kata import kunci, nama_kantor, tempat
from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.model import Kantor, TemuanRekap
from lkjip_xl.rekap.padu import Kelompok, Milik
from lkjip_xl.rekap.ringkasan import NilaiAntar
from lkjip_xl.rules.dasar import catalogue
from lkjip_xl.temuan import Tingkat

TINGKAT: Mapping[str, Tingkat] = {
    "BT001": "kesalahan",
    "BT002": "peringatan",
    "BT003": "peringatan",
    "BT004": "peringatan",
    "PB001": "kesalahan",
}
_MOST_NAMED = 12


def temuan_rekap(kantor: Sequence[Kantor], kelompok: Iterable[Kelompok]) -> tuple[TemuanRekap, ...]:
    """Return every contradiction between workbooks, rule by rule."""
    odd = chain(_odd(kantor, "BT002", "tahun"), _odd(kantor, "BT003", "skala"))
    return (*_doubled(kantor), *odd, *_unknown(kantor), *_compared(kantor, kelompok))


def nama_aturan(kode: str) -> str:
    """Return what a rule is called in a few words, one between workbooks too."""
    known = catalogue().get(kode)
    if known is None and kode in TINGKAT:
        return pesan(f"rekap.{kode.lower()}_nama")
    return str(known.get("nama", kode) if known else kode).replace("-", " ")


def _finding(kode: str, bagian: str, kantor: Iterable[Kantor], /, **kata: object) -> TemuanRekap:
    """Return a finding with its sentence and advice of [rekap] in pesan.toml."""
    name = f"rekap.{kode.lower()}{bagian}"
    ids = tuple(dict.fromkeys(each.id for each in kantor))
    return TemuanRekap(kode, TINGKAT[kode], pesan(name, **kata), pesan(f"{name}_saran", **kata), ids)


def daftar(texts: Sequence[str]) -> str:
    """Return texts as one enumeration, a long one by its first ones and how many more."""
    if len(texts) <= _MOST_NAMED:
        return ", ".join(texts)
    return pesan("rekap.dan_lain", awal=", ".join(texts[:_MOST_NAMED]), jumlah=len(texts) - _MOST_NAMED)


def _by(kantor: Iterable[Kantor], key: Callable[[Kantor], Hashable]) -> dict[Hashable, list[Kantor]]:
    groups: dict[Hashable, list[Kantor]] = defaultdict(list)
    for each in kantor:
        groups[key(each)].append(each)
    return groups


def _doubled(kantor: Iterable[Kantor]) -> Iterator[TemuanRekap]:
    """Yield each office claimed more than once; namesakes of different governments are different offices.

    Where several governments have the name, a workbook that states none is nobody's rival but of others like it.
    """
    known = [each for each in kantor if each.ringkasan.perangkat_daerah]
    claims = _by(known, lambda each: (nama_kantor(each.ringkasan.perangkat_daerah), each.ringkasan.tahun))
    for namesakes in claims.values():
        governments = _by(namesakes, lambda each: each.ringkasan.daerah)
        several = len(governments.keys() - {""}) > 1
        for rivals in governments.values() if several else [namesakes]:
            if len(rivals) > 1:
                yield _claim(rivals, rivals[0].ringkasan.pemerintah if several else "")


def _claim(rivals: Sequence[Kantor], pemerintah: str) -> TemuanRekap:
    """Return what is said of workbooks that claim one office and year; its government where others have its name."""
    first = rivals[0].ringkasan
    office = f"{first.perangkat_daerah} ({pemerintah})" if pemerintah else first.perangkat_daerah
    same = len({each.ringkasan.sidik for each in rivals}) == 1
    files = daftar([each.ringkasan.berkas for each in rivals])
    year = first.tahun or pesan("rekap.tanpa_tahun")
    words = {"kantor": office, "tahun": year, "berkas": files, "jumlah": len(rivals)}
    return _finding("BT001", "_sama" if same else "", rivals, **words)


def _odd(kantor: Iterable[Kantor], kode: str, hal: str) -> Iterator[TemuanRekap]:
    """Yield a finding for each value of a summary's field that other offices have than most, where not all agree."""
    groups = _by(kantor, lambda each: getattr(each.ringkasan, hal))
    stated = [(value, offices) for value, offices in groups.items() if value]
    stated.sort(key=lambda pair: (-len(pair[1]), str(pair[0])))
    for value, offices in stated[1:]:
        words = {hal: value, "umum": stated[0][0], "banyak": len(stated[0][1]), "jumlah": len(offices)}
        yield _finding(kode, "", offices, kantor=daftar([each.nama for each in offices]), **words)


def _unknown(kantor: Iterable[Kantor]) -> Iterator[TemuanRekap]:
    every = list(kantor)
    nameless = [each for each in every if not each.ringkasan.perangkat_daerah]
    yearless = [each for each in every if each.ringkasan.tahun is None]
    for part, offices in (("_kantor", nameless), ("_tahun", yearless)):
        if offices:
            files = daftar([each.ringkasan.berkas for each in offices])
            yield _finding("BT004", part, offices, berkas=files, jumlah=len(offices))


class _Sanggahan(NamedTuple):
    """What a comparison table says of another office's indicator that its own workbook does not."""

    penulis: Kantor
    antar: NilaiAntar
    pemilik: Kantor
    milik: Milik


def _compared(kantor: Sequence[Kantor], kelompok: Iterable[Kelompok]) -> Iterator[TemuanRekap]:
    """Yield one finding for each value that comparison tables give an office against its own workbook."""
    groups: dict[Hashable, list[_Sanggahan]] = defaultdict(list)
    for each in _contradictions(kantor, kelompok):
        groups[each.pemilik.id, each.milik.urutan, each.antar.nilai].append(each)
    for rows in groups.values():
        own, said = rows[0], daftar([f"{each.penulis.nama} ({each.antar.sel})" for each in rows])
        words = {"kantor": own.pemilik.nama, "indikator": own.milik.umum, "tertulis": format_angka(own.antar.nilai)}
        words |= {"realisasi": format_angka(own.milik.iku.realisasi or Decimal(0)), "penulis": said}
        part = "_banyak" if len(rows) > 1 else ""
        yield _finding("PB001", part, [own.pemilik, *(each.penulis for each in rows)], jumlah=len(rows), **words)


def _contradictions(kantor: Iterable[Kantor], kelompok: Iterable[Kelompok]) -> Iterator[_Sanggahan]:
    every = list(kantor)
    owners = _by(every, lambda each: (tempat(each.ringkasan.perangkat_daerah), each.ringkasan.tahun))
    own: dict[tuple[str, str], list[Milik]] = defaultdict(list)
    for group in kelompok:
        for row in group.milik:
            own[group.kunci, row.kantor].append(row)
    for writer in every:
        for said in writer.ringkasan.antar if writer.ringkasan.tahun else ():
            owner = _owner(said.perangkat_daerah, writer, owners)
            key = kunci(said.indikator, writer.ringkasan.perangkat_daerah)
            rows = own.get((key, owner.id), []) if owner else []
            if owner and len(rows) == 1 and _differ(said.nilai, rows[0].iku.realisasi):
                yield _Sanggahan(writer, said, owner, rows[0])


def _owner(name: str, writer: Kantor, owners: Mapping[Hashable, Sequence[Kantor]]) -> Kantor | None:
    """Return the one other office of the year a comparison table can mean, None where several have the name.

    Offices of different governments share names: one that states another is not meant, and where either states none
    one whose own table does not know the writer is not.
    """
    place, here = tempat(name), tempat(writer.ringkasan.perangkat_daerah)
    if not place or not here or place == here:
        return None
    daerah, namesakes = writer.ringkasan.daerah, owners.get((place, writer.ringkasan.tahun), ())
    own = [each for each in namesakes if daerah and each.ringkasan.daerah == daerah]
    found = own or [each for each in namesakes if not (daerah and each.ringkasan.daerah)]
    alike = [each for each in found if _kind(each) == _kind(writer)] if len(found) > 1 else found
    if len(alike) != 1:
        return None
    known = {tempat(each.perangkat_daerah) for each in alike[0].ringkasan.antar}
    return alike[0] if own or not known or here in known else None


def _kind(kantor: Kantor) -> str:
    return nama_kantor(kantor.ringkasan.perangkat_daerah).partition(" ")[0]


def _differ(said: Decimal, own: Decimal | None) -> bool:
    return own is not None and not sama(said, _decimals(said), own, _decimals(own))


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
