"""The ribbon's own words as the help page shows them."""

from lkjip_xl.pesan import pesan, read_toml
from lkjip_xl.report.html.petunjuk import petunjuk_html
from lkjip_xl.versi import VERSI


def halaman() -> str:
    """Return the help page; the buttons are explained as the ribbon itself explains them."""
    tombol = [(each["label"], each["supertip"]) for each in read_toml("addin/pita.toml")["tombol"].values()]
    teks = read_toml("addin/petunjuk.toml")
    return petunjuk_html(teks, tombol, pesan("addin.tombol"), pesan("addin.kaki", versi=VERSI))
