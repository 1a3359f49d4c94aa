"""Made-up summaries of workbooks for tests of the rekap: Tabel 3.8's six kecamatan, and what else may lie there."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import lkjip_xl
from lkjip_xl.angka import format_angka, read_angka
from lkjip_xl.ketentuan import ketentuan_bawaan
from lkjip_xl.rekap.model import Rekap
from lkjip_xl.rekap.ringkasan import AnggaranKantor, IkuKantor, JumlahAturan, NilaiAntar, Ringkasan
from lkjip_xl.rekap.susun import susun

TANGGAL = date(2026, 1, 15)
RUMUS_ASING = "=cmd|'/C calc'!A0"
SKRIP_ASING = "<script>alert(1)</script>"
SKALA = "skala 51/66/76/91, batas-bawah, 2T-R, efisien mulai 100"
_TABEL = Path(lkjip_xl.__file__).parent / "template" / "data" / "tabel_3_8_antar_kecamatan.csv"
_TARGET = (Decimal("83.75"), Decimal("37.5"), Decimal("70.5"))
_SATUAN = ("Nilai", "%", "Nilai")


def iku(
    nama: str,
    realisasi: str | None,
    target: str = "100",
    satuan: str = "%",
    kode: str = "",
    capaian: str | None = None,
    tertulis: str = "",
) -> IkuKantor:
    """Return one indicator; without ``capaian`` it is computed from target and realisasi.

    ``tertulis`` is a realisasi that is no number, "WTP".
    """
    if realisasi is None:
        return IkuKantor(nama, kode, satuan, target, None, tertulis, None, "")
    value, aim = Decimal(realisasi), read_angka(target).nilai or Decimal(1)
    share = Decimal(capaian) if capaian else value / aim * 100
    kategori = ketentuan_bawaan().kategori(share)
    return IkuKantor(nama, kode, satuan, target, value, tertulis or format_angka(value), share, kategori)


def ringkasan(
    nama: str, *isi: IkuKantor, berkas: str = "", tahun: int | None = 2025, antar: tuple[NilaiAntar, ...] = ()
) -> Ringkasan:
    """Return the summary of one office with some indicators."""
    file = berkas or f"{nama}.xlsx"
    shares = [each.capaian for each in isi if each.capaian is not None]
    mean = sum(shares, Decimal(0)) / len(shares) if shares else None
    folder = f"berkas/{file}"
    stem, _, kind = file.rpartition("/")[2].rpartition(".")
    results = {
        "salinan": f"{folder}/{stem}_hasil.{kind}",
        "json": f"{folder}/catatan.json",
        "html": f"{folder}/catatan.html",
    }
    return Ringkasan(
        file, f"{abs(hash(file)):064x}"[-64:], "", nama, "", tahun, "draf", isi, mean,
        skala=SKALA, antar=antar, keluaran=results,
    )  # fmt: skip


def kota_serang() -> list[Ringkasan]:
    """Return the six kecamatan with the realisasi of Tabel 3.8; the rest is made up."""
    with _TABEL.open(encoding="utf-8", newline="") as file:
        heads, *rows = csv.reader(file)
    said = tuple(
        NilaiAntar(place, head, read_angka(text).nilai or Decimal(0), f"Tabel 3.8!{column}{row}")
        for row, (place, *texts) in enumerate(rows, 5)
        for column, head, text in zip("BCD", heads[1:], texts, strict=True)
    )
    return [_kecamatan(number, place, heads[1:], texts, said) for number, (place, *texts) in enumerate(rows)]


def _kecamatan(number: int, place: str, heads: list[str], texts: list[str], said: tuple[NilaiAntar, ...]) -> Ringkasan:
    own = f"{heads[0]} {place}"
    names = (own, heads[1], f"Nilai SAKIP Kecamatan {place}" if number % 2 else heads[2])
    rows = [
        iku(name, str(read_angka(text).nilai), format_angka(aim), unit, f"S{at}")
        for at, (name, text, aim, unit) in enumerate(zip(names, texts, _TARGET, _SATUAN, strict=True), 1)
    ]
    made = ringkasan(f"Kecamatan {place}", *rows, berkas=f"kecamatan/{place} 2025.xlsx", antar=said)
    pagu = Decimal(8_000_000_000 + number * 650_000_000)
    serapan = Decimal(90 + number) + Decimal("0.37")
    mean = made.rata_rata or Decimal(0)
    return made._replace(
        anggaran=AnggaranKantor(pagu, pagu * serapan / 100, serapan),
        efisiensi=mean / serapan * 100,
        status="Efisien" if mean >= serapan else "Tidak Efisien",
        aturan=(JumlahAturan("CP001", "kesalahan", number), JumlahAturan("PK002", "peringatan", 2 + number % 3))
        if number
        else (JumlahAturan("PK002", "peringatan", 1),),
        dijelaskan=number % 2,
    )


def dinas() -> Ringkasan:
    """Return an office whose indicators nobody else has, one not yet measured, without a budget."""
    rows = iku("Angka stunting", "11.2", "12,5", "%", "S1", "110.4"), iku("Cakupan imunisasi dasar lengkap", None, "95")
    return ringkasan("Dinas Kesehatan", *rows, berkas="dinas/dinkes.xlsm")._replace(
        aturan=(JumlahAturan("RW002", "info", 3),)
    )


def asing() -> Ringkasan:
    """Return a workbook whose every text is hostile."""
    rows = iku(RUMUS_ASING, "50", "=1+1", "+6281"), iku(SKRIP_ASING, None, "@SUM(A1)", "-1")
    return ringkasan(RUMUS_ASING, *rows, berkas=f"aneh/{SKRIP_ASING.replace('/', '')} #1 100%.xlsx")


def gagal() -> Ringkasan:
    """Return a workbook that could not be read."""
    return Ringkasan("rusak/=HYPERLINK(1).xlsx", "", "=HYPERLINK(1).xlsx: berkas rusak. Minta salinan lain.")


def contoh() -> list[Ringkasan]:
    """Return nine summaries: Kota Serang's six kecamatan, a dinas, a hostile one, and one that failed."""
    return [*kota_serang(), dinas(), asing(), gagal()]


def rekap(semua: list[Ringkasan] | None = None) -> Rekap:
    """Return the rekap of some summaries, by default of ``contoh()``."""
    return susun(contoh() if semua is None else semua, "draf", TANGGAL, "0.0.0")


def banyak(count: int) -> Iterator[Ringkasan]:
    """Yield many offices of like kind, for sizes and speed; every seventh has an unmeasured indicator."""
    for number in range(count):
        place = f"Rekaan {number:04d}"
        rows = (
            iku(
                f"Nilai survey kepuasan masyarakat Kecamatan {place}", f"{70 + number % 25}.{number % 100:02d}", "83,75"
            ),
            iku("Persentase Kelurahan Kategori Cepat Berkembang", str(number % 101), "80"),
            iku("Hasil Evaluasi AKIP", None if number % 7 == 0 else f"{50 + number % 45}.5", "70,5", "Nilai"),
            *((iku(f"Jumlah inovasi khusus kampung {number}", "3", "4", "Inovasi"),) if number % 5 == 0 else ()),
        )
        made = ringkasan(f"Kecamatan {place}", *rows, berkas=f"kec/{number // 100}/{place}.xlsx")
        pagu, serapan = Decimal(5_000_000_000 + number * 1_000_003), Decimal(80 + number % 20) + Decimal("0.5")
        yield made._replace(
            anggaran=AnggaranKantor(pagu, pagu * serapan / 100, serapan),
            efisiensi=(made.rata_rata or Decimal(0)) / serapan * 100,
            status="Efisien" if number % 3 else "Tidak Efisien",
            aturan=tuple(
                JumlahAturan(kode, tingkat, 1 + (number * 7 + at) % 9)
                for at, (kode, tingkat) in enumerate(
                    (("CP001", "kesalahan"), ("PK002", "peringatan"), ("RW002", "info"))
                )
                if (number + at) % 3
            ),
            dijelaskan=number % 2,
        )
