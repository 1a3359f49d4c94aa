"""The report's charts, Grafik 3.1 to 3.5: native, over the tables themselves, so that they grow with them."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from lkjip_xl.template.isian import Buku
from lkjip_xl.template.tata_letak import Tempat

_SIZE = {"width": 470, "height": 300}
_COLUMNS = (0, 2)
_OFFSETS = (0, 80)
_ROWS = 16
_COLOURS = ("#2F75B5", "#BF8F00", "#548235", "#C00000", "#7030A0", "#7F7F7F", "#00B0F0", "#FF7C80")


class Grafik(NamedTuple):
    """One chart: its title, its series, and whether its bars lie, to leave room for long names."""

    judul: str
    seri: list[dict[str, Any]]
    mendatar: bool = False


def add_charts(
    book: Workbook, sheet: Worksheet, buku: Buku, places: Mapping[str, Tempat], program: tuple[int, int], row: int
) -> None:
    """Insert the charts two abreast from a row on; ``program`` are the rows of Ringkasan's summary of programmes."""
    for position, grafik in enumerate(_charts(sheet.get_name(), buku, places, program)):
        line, side = divmod(position, len(_COLUMNS))
        place = {"x_offset": _OFFSETS[side]}
        sheet.insert_chart(row + line * _ROWS, _COLUMNS[side], _drawn(book, grafik), place)


def _drawn(book: Workbook, grafik: Grafik) -> Any:
    chart: Any = book.add_chart({"type": "bar" if grafik.mendatar else "column"})
    for number, one in enumerate(grafik.seri):
        chart.add_series(one | {"fill": {"color": _COLOURS[number % len(_COLOURS)]}, "gap": 80})
    chart.set_title({"name": grafik.judul, "name_font": {"size": 11, "bold": True}, "overlay": False})
    chart.set_legend({"none": True} if len(grafik.seri) == 1 else {"position": "bottom", "font": {"size": 8}})
    names: dict[str, Any] = {"num_font": {"size": 8}}
    values = names | {"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    if grafik.mendatar:  # the names of lying bars stand on the y axis, in the order of the table from the top
        chart.set_y_axis(names | {"reverse": True})
        chart.set_x_axis(values)
    else:
        chart.set_x_axis(names)
        chart.set_y_axis(values)
    chart.set_size(_SIZE)
    return chart


def _charts(own: str, buku: Buku, places: Mapping[str, Tempat], program: tuple[int, int]) -> Iterator[Grafik]:
    text = buku.spec.teks["ringkasan"]
    iku, riwayat, unsur = (places[nama] for nama in ("TabelRealisasiIKU", "TabelRiwayat", "TabelUnsur"))
    capaian = _series("", iku.rentang("Indikator Kinerja Utama"), iku.rentang("Capaian"), "0.00")
    yield Grafik(text["grafik_iku"], [capaian])
    first, last = (row + 1 for row in program)
    names, serapan = (f"'{own}'!${column}${first}:${column}${last}" for column in "BE")
    yield Grafik(text["grafik_program"], [_series("", names, serapan, "0.00")], mendatar=True)
    yield Grafik(text["grafik_riwayat"], _by_year(buku, riwayat))
    if buku.spec.jenis == "kecamatan":
        yield Grafik(text["grafik_kecamatan"], list(_by_kecamatan(places["TabelAntarKecamatan"])))
    nilai = _series("", unsur.rentang("Unsur Pelayanan"), unsur.rentang("Nilai Unsur"), "0.00")
    yield Grafik(text["grafik_ikm"], [nilai])


def _by_kecamatan(other: Tempat) -> Iterator[dict[str, Any]]:
    for kolom in other.tabel.kolom[1:]:
        yield _series(_head(other, kolom.judul), other.rentang("Kecamatan"), other.rentang(kolom.judul))


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
