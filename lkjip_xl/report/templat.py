"""What ``lkjip templat`` says when it is done: what was written, what has no place there, and what to do next."""

from collections.abc import Iterator
from pathlib import Path

from lkjip_xl.pesan import pesan
from lkjip_xl.template.isi_sisa import Sisa, Terisi
from lkjip_xl.template.kota.folder import MANIFES, Ringkas


def templat_lines(terisi: Terisi, target: str, perintah: str) -> Iterator[str]:
    """Yield the report on a master written by one of the commands "baru", "contoh", "isi" and "perbarui"."""
    yield pesan("templat.ditulis", berkas=target, jenis=terisi.spec.jenis, tahun=terisi.spec.tahun)
    if terisi.isian:
        yield ""
        yield pesan("templat.terisi")
        width = max(map(len, terisi.baris))
        yield from (pesan("templat.jumlah", lembar=name.ljust(width), jumlah=n) for name, n in terisi.baris.items())
    if perintah in {"isi", "perbarui"}:
        yield ""
        yield from _left(terisi)
    yield ""
    yield pesan(f"templat.lanjut_{perintah}", berkas=target)


def kota_lines(ringkas: Ringkas, folder: Path) -> Iterator[str]:
    """Yield the report on a folder of invented offices."""
    yield pesan("kota.ditulis", folder=folder, **ringkas._asdict())
    if ringkas.lain:
        yield pesan("kota.lain", lain=ringkas.lain)
    yield pesan("kota.manifes", manifes=folder / MANIFES)
    yield ""
    yield pesan("kota.lanjut", folder=folder)


def _left(terisi: Terisi) -> Iterator[str]:
    if terisi.tidak_ditempatkan:
        yield pesan("templat.sisa", jumlah=len(terisi.tidak_ditempatkan))
        yield from (f"  {_place(each)}{each.kalimat}" for each in terisi.tidak_ditempatkan)
    else:
        yield pesan("templat.tanpa_sisa")
    yield pesan("templat.selalu_tinggal")


def _place(sisa: Sisa) -> str:
    if not sisa.lembar:
        return ""
    return f"{sisa.lembar}, {sisa.sel}: " if sisa.sel else f"{sisa.lembar}: "
