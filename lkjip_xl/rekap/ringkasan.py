"""What the rekap needs to know of one workbook: small, plain, kept as JSON beside the workbook's other results."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple


class IkuKantor(NamedTuple):
    """One key indicator of an office; ``capaian`` and ``kategori`` are None and "" where none could be computed."""

    nama: str
    kode: str
    satuan: str
    target: str
    """As it stands in the workbook: "83,75", "65-75", "≤ 25", "BB"; "" of nothing."""
    realisasi: Decimal | None
    """None where it is no number."""
    realisasi_tertulis: str
    """As it stands, "WTP" too; "" where it was not measured."""
    capaian: Decimal | None
    kategori: str


class AnggaranKantor(NamedTuple):
    """An office's whole budget, in rupiah and percent."""

    pagu: Decimal
    realisasi: Decimal
    serapan: Decimal


class NilaiAntar(NamedTuple):
    """What an office's comparison table says of an office, itself or another."""

    perangkat_daerah: str
    indikator: str
    nilai: Decimal
    sel: str
    """As people write it, "Tabel 3.8!C7"."""


class JumlahAturan(NamedTuple):
    """How often a rule found something in a workbook, and how severe."""

    kode: str
    tingkat: str
    jumlah: int


class Ringkasan(NamedTuple):
    """One workbook of a batch: either its figures and counts, or in ``gagal`` the sentence that says why not."""

    berkas: str
    """Its path below the folder of the batch, with "/"."""
    sidik: str
    """The SHA-256 of its bytes, "" where it could not be read."""
    gagal: str = ""
    perangkat_daerah: str = ""
    pemerintah: str = ""
    """The kabupaten, kota or provinsi it belongs to, "Kota Serang"; "" where its workbook states none."""
    tahun: int | None = None
    tahap: str = ""
    iku: tuple[IkuKantor, ...] = ()
    rata_rata: Decimal | None = None
    anggaran: AnggaranKantor | None = None
    efisiensi: Decimal | None = None
    status: str = ""
    skala: str = ""
    """The scale and the settings its figures were judged by, in words: equal words are equal settings."""
    antar: tuple[NilaiAntar, ...] = ()
    aturan: tuple[JumlahAturan, ...] = ()
    dijelaskan: int = 0
    keluaran: Mapping[str, str] = {}
    """Its results by kind ("salinan", "json", "html"), as paths below the output folder, with "/"."""

    @property
    def daerah(self) -> str:
        """Its government as it is compared: "Labuhan Batu" and "Labuhanbatu" are one, a kota and a kabupaten two."""
        return "".join(filter(str.isalpha, self.pemerintah.casefold()))

    def jumlah(self, tingkat: str) -> int:
        """Return how many findings in force have a severity."""
        return sum(each.jumlah for each in self.aturan if each.tingkat == tingkat)


def to_json(ringkasan: Ringkasan) -> str:
    """Return a summary as JSON, numbers as text so that none loses a digit."""
    return json.dumps(_plain(ringkasan), ensure_ascii=False, indent=1)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(each) for name, each in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else value


def from_json(text: str) -> Ringkasan:
    """Return the summary a JSON text holds; raises ValueError or KeyError for any other, an earlier version's too."""
    data = json.loads(text)
    if set(data) != set(Ringkasan._fields):
        raise ValueError(text)
    return Ringkasan(**{
        **data,
        "iku": tuple(_iku(each) for each in data["iku"]),
        "rata_rata": _number(data["rata_rata"]),
        "anggaran": AnggaranKantor(*map(Decimal, data["anggaran"].values())) if data["anggaran"] else None,
        "efisiensi": _number(data["efisiensi"]),
        "antar": tuple(NilaiAntar(**each | {"nilai": Decimal(each["nilai"])}) for each in data["antar"]),
        "aturan": tuple(JumlahAturan(**each) for each in data["aturan"]),
    })  # fmt: skip


def _iku(data: dict[str, Any]) -> IkuKantor:
    if set(data) != set(IkuKantor._fields):
        raise ValueError(data)
    return IkuKantor(**data | {"realisasi": _number(data["realisasi"]), "capaian": _number(data["capaian"])})


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
