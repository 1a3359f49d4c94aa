"""The report's charts, Grafik 3.1 to 3.5: native, over the tables themselves, so that they grow with them."""

from collections.abc import Iterator, Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from lkjip_xl.template.isian import Buku
from lkjip_xl.template.tata_letak import Tempat

_SIZE = {"width": 470, "height": 300}
_COLUMNS = (0, 2)
_OFFSETS = (0, 80)
_ROWS = 16
_COLOURS = ("#2F75B5", "#BF8F00", "#548235", "#C00000", "#7030A0", "#7F7F7F", "#00B0F0", "#FF7C80")


def add_charts(
    book: Workbook, sheet: Worksheet, buku: Buku, places: Mapping[str, Tempat], program: tuple[int, int], row: int
) -> None:
    """Insert the charts two abreast from a row on; ``program`` are the rows of Ringkasan's summary of programmes."""
    for position, (title, series) in enumerate(_charts(sheet.get_name(), buku, places, program)):
        chart: Any = book.add_chart({"type": "column"})
        for number, one in enumerate(series):
            chart.add_series(one | {"fill": {"color": _COLOURS[number % len(_COLOURS)]}, "gap": 80})
        chart.set_title({"name": title, "name_font": {"size": 11, "bold": True}, "overlay": False})
        chart.set_legend({"none": True} if len(series) == 1 else {"position": "bottom", "font": {"size": 8}})
        chart.set_x_axis({"num_font": {"size": 8}})
        chart.set_y_axis(
            {"num_font": {"size": 8}, "min": 0, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
        )
        chart.set_size(_SIZE)
        line, side = divmod(position, len(_COLUMNS))
        sheet.insert_chart(row + line * _ROWS, _COLUMNS[side], chart, {"x_offset": _OFFSETS[side]})


def _charts(
    own: str, buku: Buku, places: Mapping[str, Tempat], program: tuple[int, int]
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    text = buku.spec.teks["ringkasan"]
    iku, riwayat, unsur = (places[nama] for nama in ("TabelRealisasiIKU", "TabelRiwayat", "TabelUnsur"))
    yield text["grafik_iku"], [_series("", iku.rentang("Indikator Kinerja Utama"), iku.rentang("Capaian"), "0.00")]
    first, last = (row + 1 for row in program)
    categories, values = (f"='{own}'!${column}${first}:${column}${last}" for column in "BE")
    yield text["grafik_program"], [_series("", categories.lstrip("="), values.lstrip("="), "0.00")]
    yield text["grafik_riwayat"], _by_year(buku, riwayat)
    if buku.spec.jenis == "kecamatan":
        other = places["TabelAntarKecamatan"]
        titles = [kolom.judul for kolom in other.tabel.kolom[1:]]
        names = [_head(other, judul) for judul in titles]
        yield (
            text["grafik_kecamatan"],
            [
                _series(name, other.rentang("Kecamatan"), other.rentang(title))
                for name, title in zip(names, titles, strict=True)
            ],
        )
    yield text["grafik_ikm"], [_series("", unsur.rentang("Unsur Pelayanan"), unsur.rentang("Nilai Unsur"), "0.00")]


def _by_year(buku: Buku, riwayat: Tempat) -> list[dict[str, Any]]:
    """Return one series per IKU over the columns Realisasi of the years."""
    years = [kolom.judul for kolom in riwayat.tabel.kolom if kolom.judul.startswith("Realisasi ")]
    heads = f"{_head(riwayat, years[0])}:{_head(riwayat, years[-1]).rpartition('!')[2]}"
    rows = range(max(len(buku.isian["TabelRiwayat"]), 1))
    return [
        _series(
            riwayat.sel(row, "Indikator Kinerja"),
            heads,
            f"{riwayat.sel(row, years[0])}:{riwayat.sel(row, years[-1]).rpartition('!')[2]}",
        )
        for row in rows
    ]


def _head(tempat: Tempat, judul: str) -> str:
    return tempat.sel(-1, judul)


def _series(name: str, categories: str, values: str, labels: str = "") -> dict[str, Any]:
    series: dict[str, Any] = {"categories": f"={categories}", "values": f"={values}"}
    if name:
        series["name"] = f"={name}"
    if labels:
        series["data_labels"] = {"value": True, "num_format": labels, "font": {"size": 8}}
    return series
