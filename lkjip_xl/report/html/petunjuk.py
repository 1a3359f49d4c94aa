"""The help page of the ribbon tab: sections of short points, then every button in its own words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lkjip_xl.report.html.isian import Html, fingerprint, join, read, render, tag


def petunjuk_html(teks: Mapping[str, Any], tombol: Sequence[tuple[str, str]], judul_tombol: str, kaki: str) -> str:
    """Return the page: ``teks`` has judul, pembuka and bagian, ``tombol`` the label and meaning of each button."""
    gaya = read("gaya.css")
    buttons = tag("dl", join((_button(*each) for each in tombol), "\n"), klass="tombol")
    sections = [_section(bagian["judul"], _points(bagian["butir"])) for bagian in teks["bagian"]]
    sections.insert(1, _section(judul_tombol, buttons))
    return render(
        "petunjuk.html",
        judul=teks["judul"],
        pembuka=teks["pembuka"],
        isi=join(sections, "\n"),
        kaki=kaki,
        gaya=gaya,
        sidik_gaya=fingerprint(gaya),
    )


def _section(judul: str, isi: Html) -> Html:
    return tag("section", join([tag("h2", judul), isi], "\n"))


def _points(butir: Iterable[str]) -> Html:
    return tag("ol", join((tag("li", each) for each in butir), "\n"), klass="butir")


def _button(label: str, meaning: str) -> Html:
    return tag("div", join([tag("dt", label), tag("dd", meaning)]))
