"""An invented office's typed cells, chosen so that every formula of the master meets its plain and its odd cases."""

from decimal import Decimal

D = Decimal

ARAH = {"T1": "makin tinggi", "S1": "makin rendah", "S2": "rentang", "S3": "", "S4": "makin tinggi"}


def kasus() -> dict[str, list[dict[str, object]]]:
    """Return the content: five IKU of every direction, two programmes, budgets typed at several levels."""
    return {
        "TabelIdentitas": [{"Hal": "Perangkat Daerah", "Isi": "Kecamatan Rekaan"}],
        "TabelKetentuan": [{"Hal": "Jumlah kelurahan", "Isi": D(3)}],
        "TabelIKU": [
            {
                "Kode Indikator": kode,
                "Jenjang": "tujuan" if kode == "T1" else "sasaran",
                "Tujuan dan Sasaran": f"Meningkatnya hal {kode}",
                "Indikator Kinerja Utama": f"Indikator {kode}",
                "Satuan": "Angka",
                "Arah": arah,
            }
            for kode, arah in ARAH.items()
        ],
        "TabelStruktur": [
            *_struktur("7.01.01", "S1"),
            *_struktur("7.01.02", "S2"),
        ],
        "TabelRenstra": [{"Kode Indikator": "T1", "Target 2025": D(80), "Kondisi Akhir Renstra": D(90)}],
        "TabelRenja": [{"Kode Indikator": "T1", "Target": D(80)}, {"Kode Indikator": "tidak ada", "Target": D(1)}],
        "TabelPK": [
            {"Kode Indikator": "T1", "Target Murni": D(80), "Target Perubahan": D("83.75")},
            {"Kode Indikator": "S1", "Target Murni": D(12)},
            {"Kode Indikator": "S2", "Target Murni": "80 - 90"},
            {"Kode Indikator": "S3", "Target Murni": D(0)},
            {"Kode Indikator": "S4", "Target Murni": "BB"},
        ],
        "TabelPKProgram": [
            {"Kode": "7.01.01", "Target": D(100), "Anggaran Murni": D(1000), "Anggaran Perubahan": D(1100)},
            {"Kode": "7.01.02", "Target": D(100), "Anggaran Murni": D(500)},
        ],
        "TabelRencanaAksi": _rencana_aksi(),
        "TabelMonev": [
            {
                "Kode": "7.01.01.2.01.0001",
                **{f"Realisasi TW {q}": D(n) for q, n in (("I", 3), ("II", 3), ("III", 2))},
                "Realisasi Rp TW I": D(100),
                "Realisasi Rp TW II": D(50),
            },
            {"Kode": "7.01.01.2.01.0002", "Realisasi TW I": D(72), "Realisasi TW III": D(71)},
            {"Kode": "7.01.02.2.01.0001", "Realisasi TW II": D(50), "Realisasi TW IV": D(70)},
        ],
        "TabelRealisasiIKU": [
            {"Kode Indikator": "T1", "Realisasi": D("84.99")},
            {"Kode Indikator": "S1", "Realisasi": D(15)},
            {"Kode Indikator": "S2", "Realisasi": D(95)},
            {"Kode Indikator": "S3", "Realisasi": D(4)},
            {"Kode Indikator": "S4", "Realisasi": D(70)},
        ],
        "TabelRealisasi": [{"Kode": "7.01.01", "Realisasi": D("90.004")}, {"Kode": "7.01.02"}],
        "TabelAnggaran": _anggaran(),
        "TabelEfisiensi": [
            *({"Kode": kode} for kode in ("T1", "S1", "S2", "7.01.01", "7.01.02", "entah")),
        ],
        "TabelEfisiensiIKU": [{"Kode Indikator": kode} for kode in ARAH],
        "TabelRiwayat": [
            {"Kode Indikator": "T1", "Target 2023": D(70), "Realisasi 2023": D(77), "Realisasi 2024": D(80)},
            {"Kode Indikator": "S1", "Target 2024": D(0), "Realisasi 2024": D(0)},
            {"Kode Indikator": "S2", "Target 2024": "80 s.d. 90", "Realisasi 2024": D(40)},
        ],
        "TabelAntarKecamatan": [{"Kecamatan": "Satu", "Indikator 1": D(1)}, {"Kecamatan": "Dua"}],
        "TabelIKM": [
            {"No": D(1), "Unsur": "Persyaratan", "Indikator": "Mudah", "Indeks": D("88.31")},
            {"No": D(2), "Unsur": "persyaratan", "Indikator": "Jelas", "Indeks": D("64.994")},
            {"No": D(3), "Unsur": "Biaya pelayanan", "Indikator": "Wajar", "Indeks": D("76.605")},
            {"No": D(4), "Unsur": "Biaya pelayanan", "Indikator": "Bebas pungli"},
        ],
        "TabelEpdeskel": [
            {"Kelurahan": "A", **dict(zip(BIDANG, (D(115), D(89), D(147)), strict=True))},
            {"Kelurahan": "B", **dict(zip(BIDANG, (D(100), D(50), D(51)), strict=True))},
            {"Kelurahan": "C", **dict(zip(BIDANG, (D(100), D(50), D(50)), strict=True))},
            {"Kelurahan": "D", "Bidang Pemerintahan": D(100)},
        ],
        "TabelAKIP": [{"No": D(1), "Komponen": "Perencanaan Kinerja", "Bobot": D(30), "Nilai": D("69.75")}],
    }


BIDANG = ("Bidang Pemerintahan", "Bidang Kewilayahan", "Bidang Kemasyarakatan")


def _struktur(program: str, iku: str) -> list[dict[str, object]]:
    """Return one programme with a kegiatan and three sub kegiatan of different sifat."""
    sifat = ("", "posisi akhir", "rata-rata")
    rows: list[dict[str, object]] = [
        {"Kode": program, "Jenjang": "program", "Uraian": f"Program {program}", "Kode Indikator": iku},
        {"Kode": f"{program}.2.01", "Jenjang": "kegiatan", "Uraian": "Kegiatan"},
    ]
    for number, each in enumerate(sifat, 1):
        kode = f"{program}.2.01.000{number}"
        rows.append({"Kode": kode, "Jenjang": "sub kegiatan", "Uraian": f"Sub {number}", "Sifat Target": each})
    return rows


def _rencana_aksi() -> list[dict[str, object]]:
    months = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
    return [
        {"Kode": "T1", "Target": D("83.75")},
        {"Kode": "7.01.01.2.01.0001", "Target": D(12), "Anggaran": D(400), **dict.fromkeys(months, D(1))},
        {"Kode": "7.01.01.2.01.0002", "Target": D(72), **dict.fromkeys(months, D(72))},
        {"Kode": "7.01.01.2.01.0003", "Target": D(50), "Jan": D(40), "Feb": D(60), "Des": D(7)},
        {"Kode": "7.01.02.2.01.0001", "Target": D(70), "Mar": D(70), "Agu": D(35)},
        {"Kode": "7.01.02.2.01.0002", "Target": "Keg", "Satuan": D(2), "Jan": D(2)},
    ]


def _anggaran() -> list[dict[str, object]]:
    """Return budgets typed at sub kegiatan, at kegiatan, and nowhere; parents left to their formulas."""
    return [
        {"Kode": "7.01.01"},
        {"Kode": "7.01.01.2.01"},
        {"Kode": "7.01.01.2.01.0001", "Pagu Murni": D(400), "Pagu Perubahan": D(450), "Realisasi": D(440)},
        {"Kode": "7.01.01.2.01.0002", "Pagu Murni": D(600)},
        {"Kode": "7.01.01.2.01.0003"},
        {"Kode": "7.01.02"},
        {"Kode": "7.01.02.2.01", "Pagu Murni": D(500), "Realisasi": D(0)},
        {"Kode": "7.01.03"},
        {"Kode": "7.01.03.2.01", "Pagu Murni": D(0), "Realisasi": D(0)},
    ]


def typed_over(spec, isian) -> list[tuple[str, int, str]]:
    """Return the computed cells that typed rows type over: table, row from 0, column."""
    return [
        (nama, number, judul)
        for nama, rows in isian.items()
        for number, row in enumerate(rows)
        for judul in row
        if judul in computed_titles(spec, nama)
    ]


def freed(spec, isian):
    """Return typed rows with every computed column left to its formula."""
    return {
        nama: [{judul: row[judul] for judul in row if judul not in computed_titles(spec, nama)} for row in rows]
        for nama, rows in isian.items()
    }


def computed_titles(spec, nama: str) -> set[str]:
    """Return the titles of a table's computed columns."""
    return {kolom.judul for kolom in spec.tabel[nama].kolom if kolom.dihitung}
