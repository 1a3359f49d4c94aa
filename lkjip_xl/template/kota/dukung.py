"""What supports an invented office's results: survey, kelurahan, AKIP, recommendations, officials, documents."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from random import Random

from lkjip_xl.template.kota.model import ANTAR, Baris, Nilai, Pola, Tabel, kata
from lkjip_xl.template.kota.nama import nama_kelurahan, nama_orang, nip

D = Decimal
_BOBOT = {
    "Perencanaan Kinerja": 30, "Pengukuran Kinerja": 30, "Pelaporan Kinerja": 15,
    "Evaluasi Akuntabilitas Kinerja Internal": 25,
}  # fmt: skip


def tabel_dukung(rng: Random, pola: Pola, tahun: int, nilai: Mapping[str, Nilai], nyata: bool) -> Tabel:
    """Return the supporting tables; with ``nyata`` the results are given, and no kelurahan are invented for them."""
    made = {each.cara: nilai[each.kode].realisasi for each in pola.iku}
    tables: Tabel = {"TabelAKIP": _akip(made["akip"], tahun)}
    if "ikm" in made:
        tables["TabelIKM"] = _ikm(rng, made["ikm"])
    if "kelurahan" in made and not nyata:
        tables["TabelEpdeskel"] = _epdeskel(rng, pola.kelurahan, made["kelurahan"])
        tables["TabelKetentuan"] = [{"Hal": "Jumlah kelurahan", "Isi": D(pola.kelurahan)}]
    return tables | _lhe(rng, pola, tahun) | _pejabat(rng, pola, tahun)


def antar_kecamatan(pola: Pola, kota: Mapping[str, Mapping[str, Nilai]]) -> Tabel:
    """Return the comparison of the kecamatan of one kota, each with its own results."""
    titles = {each.kode: each.indikator for each in pola.iku}
    rows = [
        {"Kecamatan": nama} | {titles[kode]: each.realisasi for kode, each in nilai.items()}
        for nama, nilai in kota.items()
    ]
    return {ANTAR: rows}


def _ikm(rng: Random, nilai: Decimal) -> list[Baris]:
    """Return nine unsur whose mean is the index: four pairs that lie as far above as below it, and itself."""
    apart = [D(rng.randint(10, 300)) / 100 for _ in range(4)]
    values = [nilai, *(nilai + each for each in apart), *(nilai - each for each in apart)]
    rng.shuffle(values)
    items = zip(kata()["unsur"].items(), values, strict=True)
    return [
        {"No": D(number), "Unsur": unsur, "Indikator": indikator, "Indeks": value}
        for number, ((unsur, indikator), value) in enumerate(items, 1)
    ]


def _epdeskel(rng: Random, jumlah: int, persen: Decimal) -> list[Baris]:
    fast = int((persen * jumlah / 100).to_integral_value())
    chosen = set(rng.sample(range(jumlah), fast))
    rows: list[Baris] = []
    for number, nama in enumerate(nama_kelurahan(rng, jumlah)):
        total = rng.randint(356, 420) if number in chosen else rng.randint(230, 340)
        first = total // 3 + rng.randint(-8, 8)
        second = total // 3 + rng.randint(-8, 8)
        bidang = zip(
            ("Pemerintahan", "Kewilayahan", "Kemasyarakatan"), (first, second, total - first - second), strict=True
        )
        rows.append({"No": D(number + 1), "Kelurahan": nama} | {f"Bidang {each}": D(value) for each, value in bidang})
    return rows


def _akip(nilai: Decimal, tahun: int) -> list[Baris]:
    rows: list[Baris] = []
    left = nilai
    for number, (komponen, bobot) in enumerate(_BOBOT.items(), 1):
        share = left if number == len(_BOBOT) else (nilai * bobot / 100).quantize(D("0.01"))
        left -= share
        rows.append({"No": D(number), "Komponen": komponen, "Bobot": D(bobot), "Nilai": share, "Tahun Nilai": D(tahun)})
    return rows


def _lhe(rng: Random, pola: Pola, tahun: int) -> Tabel:
    chosen = [each["isi"] for each in kata()["lhe"]]
    lhe: list[Baris] = []
    done: list[Baris] = []
    for number, (komponen, topik, temuan, rekomendasi, lanjut) in enumerate(chosen, 1):
        lhe.append({"No": D(number), "Komponen": komponen, "Topik": topik, "Rekomendasi": rekomendasi})
        own = {"No": D(number), "Komponen": komponen, "Temuan": temuan, "Rekomendasi": rekomendasi}
        until = date(tahun, rng.randint(3, 11), 28)
        told = {"Tindak Lanjut": lanjut, "Status": "S", "Penanggung Jawab": pola.wakil, "Batas Waktu": until}
        done.append(own | told | {"Bukti": "tindak-lanjut-rekaan.pdf"})
    return {"TabelLHE": lhe, "TabelTindakLanjut": done}


def _pejabat(rng: Random, pola: Pola, tahun: int) -> Tabel:
    people: list[Baris] = [
        {
            "Jabatan": jabatan,
            "Nama": nama_orang(rng),
            "NIP": nip(rng),
            "Status Pejabat": "definitif",
            "Mulai": date(tahun - rng.randint(1, 3), rng.randint(1, 12), rng.randint(1, 28)),
        }
        for jabatan in (pola.kepala, pola.wakil)
    ]
    documents: list[Baris] = []
    for nama, versi, nomor, years, month, day in kata()["dokumen"]["isi"]:
        row = {"Dokumen": nama, "Nomor": f"{nomor}/Rekaan/{tahun + years}", "Tanggal": date(tahun + years, month, day)}
        documents.append(row | ({"Versi": versi} if versi else {}))
    return {"TabelPejabat": people, "TabelDokumen": documents}
