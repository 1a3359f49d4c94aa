"""What the rekap needs to know of a workbook that was computed and checked, taken from the results; pure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from lkjip_xl.angka import format_angka
from lkjip_xl.batch.apa_adanya import apa_adanya
from lkjip_xl.batch.pemerintah import pemerintah
from lkjip_xl.hasil import HasilHitung, HasilValidasi
from lkjip_xl.hitungan import Hitungan
from lkjip_xl.ketentuan import Ketentuan
from lkjip_xl.model import Baris, DokumenKinerja
from lkjip_xl.periode import periode
from lkjip_xl.pesan import pesan
from lkjip_xl.rekap.ringkasan import AnggaranKantor, IkuKantor, JumlahAturan, NilaiAntar, Ringkasan
from lkjip_xl.report.validasi_json import cell_name
from lkjip_xl.sel import angka, column_nilai

_NOT_OFFICES = frozenset({"jumlah", "rata-rata"})


def ringkas(
    berkas: str, sidik: str, dihitung: HasilHitung, diperiksa: HasilValidasi, keluaran: Mapping[str, str]
) -> Ringkasan:
    """Return the summary of one workbook."""
    hitungan, periksa, ketentuan = dihitung.hitungan, diperiksa.periksa, dihitung.ketentuan
    efisiensi = hitungan.efisiensi_total
    total = hitungan.total
    return Ringkasan(
        berkas=berkas,
        sidik=sidik,
        perangkat_daerah=dihitung.dokumen.perangkat_daerah or "",
        pemerintah=pemerintah(dihitung.dokumen, diperiksa.sheets),
        tahun=dihitung.dokumen.tahun,
        tahap=periksa.tahap,
        iku=tuple(_iku(hitungan)),
        rata_rata=hitungan.rata_rata_capaian_iku,
        anggaran=AnggaranKantor(total.pagu, total.realisasi, total.nilai) if total else None,
        efisiensi=efisiensi,
        status="" if efisiensi is None else ketentuan.status(efisiensi),
        skala=skala(ketentuan),
        antar=tuple(_antar(dihitung.dokumen)),
        aturan=_counts(diperiksa),
        dijelaskan=len(periksa.dijelaskan),
        keluaran=keluaran,
    )


def _iku(hitungan: Hitungan) -> Iterator[IkuKantor]:
    for each in hitungan.iku:
        yield _indikator(each.baris, each.nilai, each.kategori)
    for row in hitungan.iku_tanpa_capaian:
        yield _indikator(row, None, "")


def _indikator(row: Baris, capaian: Decimal | None, kategori: str) -> IkuKantor:
    found = angka(row, "realisasi")
    realisasi = found.nilai if found.jenis == "angka" else None
    target, tertulis = apa_adanya(row, "target"), apa_adanya(row, "realisasi")
    return IkuKantor(row.indikator, row.kode, row.satuan, target, realisasi, tertulis, capaian, kategori)


def skala(ketentuan: Ketentuan) -> str:
    """Return the settings figures are judged by in words; equal words are equal settings."""
    steps = zip(ketentuan.batas, ketentuan.sebutan, strict=True)
    return pesan(
        "batch.skala",
        skala=" · ".join(f"{format_angka(bound)} {label}" for bound, label in steps),
        celah=ketentuan.celah,
        makin_rendah=ketentuan.makin_rendah,
        batas=format_angka(ketentuan.batas_efisien),
        efisien=ketentuan.efisien,
        tidak_efisien=ketentuan.tidak_efisien,
    )


def _antar(dokumen: DokumenKinerja) -> Iterator[NilaiAntar]:
    """Yield what the comparison tables of the year say of each office, cell by cell, as PB001 reads them."""
    for row in dokumen.rows("antar_kecamatan"):
        if row.jenjang in _NOT_OFFICES or row.keadaan == "bergeser" or not row.uraian:
            continue
        if not periode(row.table).may_be(dokumen.tahun):
            continue
        for kolom in row.table.unknown:
            shown = column_nilai(row.table, row.row, kolom, "")
            if shown.nilai is not None:
                indikator = " ".join(kolom.judul.split())
                yield NilaiAntar(row.uraian, indikator, shown.nilai, cell_name(shown.ref))


def _counts(diperiksa: HasilValidasi) -> tuple[JumlahAturan, ...]:
    found = Counter((each.kode, each.tingkat) for each in diperiksa.periksa.temuan)
    return tuple(JumlahAturan(kode, tingkat, jumlah) for (kode, tingkat), jumlah in sorted(found.items()))
