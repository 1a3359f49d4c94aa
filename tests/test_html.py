"""The page of ``--format html``: everything escaped, complete without its script, and seen in a real Chromium."""

import re
import struct
from urllib.parse import quote

import pytest
from catatan_uji import CATALOGUE, SERANG, hasil, ref, temuan
from lxml import html
from peramban import browse

from lkjip_xl.pesan import read_toml
from lkjip_xl.report.html import validasi_html
from lkjip_xl.report.html.isian import fingerprint, read
from lkjip_xl.rules.dasar import catalogue
from lkjip_xl.temuan import TidakDiperiksa

NASTY = "<script>alert('x')</script> \"kutip\" & 'petik' </style>" + "</article>"
LONG = "Rp" + "9" * 10_000


@pytest.fixture(autouse=True)
def rules(monkeypatch):
    monkeypatch.setitem(read_toml("rules/catalogue.toml"), "aturan", CATALOGUE)
    catalogue.cache_clear()
    yield
    catalogue.cache_clear()


def nasty(text):
    words = dict.fromkeys(
        ("kode", "nama", "pesan", "saran", "baris", "penanggung_jawab", "ditemukan", "seharusnya", "alasan"), text
    )
    return SERANG[0]._replace(**words, ref=ref("IKU!F6")._replace(sheet=text), dasar=(text,))


def page(folder, *results, change=lambda text: text):
    path = folder / "laporan.html"
    path.write_text(change(validasi_html(results, "0.1.0")), encoding="utf-8")
    return path


def seen(dom):
    """Return the addresses of the findings a reader sees, and the line that counts them."""
    tree = html.fromstring(dom)
    notes = [note for note in tree.find_class("catatan") if note.get("hidden") is None]
    return [note.find_class("alamat")[0].text for note in notes], tree.find_class("jumlah")[0].text_content()


def test_every_text_is_escaped():
    outcome = hasil((nasty(NASTY),), (nasty(NASTY),), (TidakDiperiksa(NASTY, NASTY),), berkas=NASTY)
    tree = html.fromstring(validasi_html([outcome, outcome], NASTY))
    assert [len(tree.findall(f".//{name}")) for name in ("script", "style", "article")] == [1, 1, 4]
    assert [each.text for each in tree.find_class("pesan")] == [NASTY] * 4
    note = tree.find_class("catatan")[0]
    assert [note.get(f"data-{name}") for name in ("lembar", "orang")] == [NASTY, NASTY]
    copied = note.find_class("salin")[0].get("data-alamat")
    assert copied == "'" + NASTY.replace("'", "''") + "'!F6"


def test_the_page_needs_nothing_from_elsewhere():
    text = validasi_html([hasil()], "0.1.0")
    assert not re.findall(r"https?:|src=|url\(|@import|<link", text)
    for name, kind in (("gaya.css", "style"), ("saring.js", "script")):
        assert f"{kind}-src 'sha256-{fingerprint(read(name))}'" in text
        assert f"<{kind}>{read(name)}</{kind}>" in text


def test_without_its_script_the_page_is_complete():
    tree = html.fromstring(validasi_html([hasil()], "0.1.0"))
    hidden = [each.get("class") for each in tree.iter() if each.get("hidden") is not None]
    assert set(hidden) == {"saring", "kosong", "salin"}
    assert [each.text for each in tree.find_class("alamat")] == [
        "IKU!F6", "Rencana Aksi!H8", "Rencana Aksi!H31", "IKU!E7", "Tabel 3.7!F9", "PK Perubahan!C8"
    ]  # fmt: skip
    chips = [(each.text_content(), each.get("href")[1:]) for each in tree.find(".//nav")]
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert [words for words, _ in chips] == [
        "3 Kesalahan", "1 Peringatan", "1 Info", "1 Sudah dijelaskan", "3 Tidak diperiksa"
    ]  # fmt: skip
    assert [target for _, target in chips] == ids
    assert [row.text_content().split("\n") for row in tree.findall(".//table/tr")] == [
        ["KarenaAturan"],
        ["tabel Perbandingan tidak ditemukanPB001"],
        ["tabel SKM tidak ditemukanSK001, SK002"],
    ]


def test_several_files_and_a_clean_one():
    tree = html.fromstring(validasi_html([hasil((), (), ()), hasil(berkas="lain.xlsx")], "0.1.0"))
    assert tree.find(".//h1").text == "2 buku kerja"
    assert tree.find_class("bersih")[0].text.startswith("Tidak ada catatan")
    assert [each.get("href") for each in tree.find(".//nav")][:2] == ["#kesalahan-2", "#peringatan-2"]
    assert tree.find(".//select[@name='berkas']").text_content() == "Semua berkascontoh.xlsxlain.xlsx"


def test_equal_findings_give_equal_pages():
    assert validasi_html([hasil()], "0.1.0") == validasi_html([hasil()], "0.1.0")


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("", ["IKU!F6", "Rencana Aksi!H8", "Rencana Aksi!H31", "IKU!E7", "Tabel 3.7!F9", "PK Perubahan!C8"]),
        ("tingkat=peringatan,info", ["IKU!E7", "Tabel 3.7!F9"]),
        ("tingkat=dijelaskan", ["PK Perubahan!C8"]),
        ("lembar=IKU", ["IKU!F6", "IKU!E7"]),
        ("orang=" + quote("Kepala Seksi Pemerintahan"), ["IKU!F6", "Tabel 3.7!F9"]),
        ("orang=", ["IKU!E7", "PK Perubahan!C8"]),
        ("tingkat=kesalahan&cari=" + quote("TARGET h31"), ["Rencana Aksi!H31"]),
        ("lembar=Lain&cari=tidak-cocok", ["IKU!E7"]),
        ("cari=entah", []),
    ],
)
def test_filters_by_the_address(tmp_path, fragment, expected):
    dom = browse(tmp_path, page(tmp_path, hasil()), "--dump-dom", fragment=f"#{fragment}")
    count = f"Menampilkan {len(expected)} dari 6 catatan" if len(expected) < 6 else ""
    assert seen(dom) == (expected, count)
    counts = [int(each.text) for each in html.fromstring(dom).xpath("//section[not(@hidden)]/h3[@data-tingkat]/span")]
    assert sum(counts) == len(expected)
    groups = [each for each in html.fromstring(dom).find_class("kelompok") if each.get("hidden") is None]
    assert all(each.xpath(".//article[not(@hidden)]") for each in groups)


CLICK = """<script>
document.querySelector('[data-tingkat=kesalahan]').click();
const orang = document.querySelector('[name=orang]');
orang.value = '=Camat';
orang.dispatchEvent(new Event('input', {bubbles: true}));
document.title = location.hash;
</script>"""
JUMP = """<script>
document.querySelector('[data-tingkat=kesalahan]').click();
document.querySelector('[href="#tidak_diperiksa-1"]').click();
</script>"""
COPY = """<script>
const taken = [];
navigator.clipboard.writeText = (text) => { taken.push(text); document.title = taken; return Promise.resolve(); };
document.querySelectorAll('.salin')[1].click();
</script>"""
MEASURE = """<script>document.title = `${document.documentElement.scrollWidth} ${innerWidth}`;</script>"""


def with_script(script):
    """Return the change that lets a test's own script into the page."""
    return lambda text: re.sub(r"<meta http-equiv.*?>", "", text).replace("</body>", f"{script}</body>")


def test_a_click_filters_and_is_remembered_in_the_address(tmp_path):
    dom = browse(tmp_path, page(tmp_path, hasil(), change=with_script(CLICK)), "--dump-dom")
    assert seen(dom)[0] == ["Rencana Aksi!H8"]
    assert html.fromstring(dom).find(".//title").text == "#tingkat=kesalahan&orang=Camat"


def test_a_jump_keeps_the_filter(tmp_path):
    dom = browse(tmp_path, page(tmp_path, hasil(), change=with_script(JUMP)), "--dump-dom")
    assert seen(dom)[0] == ["IKU!F6", "Rencana Aksi!H8", "Rencana Aksi!H31"]


def test_an_address_is_copied_as_excels_name_box_takes_it(tmp_path):
    dom = browse(tmp_path, page(tmp_path, hasil(), change=with_script(COPY)), "--dump-dom")
    tree = html.fromstring(dom)
    assert tree.find(".//title").text == "'Rencana Aksi'!H8"
    assert [each.text for each in tree.find_class("salin")][:3] == ["salin alamat", "tersalin", "salin alamat"]


def test_the_policy_lets_no_other_script_run(tmp_path):
    intruder = "<script>document.title = 'masuk'</script></body>"
    dom = browse(tmp_path, page(tmp_path, hasil(), change=lambda t: t.replace("</body>", intruder)), "--dump-dom")
    assert html.fromstring(dom).find(".//title").text == "Kecamatan Serang · 2025 · Hasil validasi"


@pytest.mark.parametrize("width", [360, 390, 1280])
def test_nothing_sticks_out_however_long(tmp_path, width):
    outcome = hasil((*SERANG, nasty(LONG)), (nasty(LONG),), (TidakDiperiksa(LONG, LONG),), berkas=f"{LONG}.xlsx")
    frame = f'<iframe id="f" style="width:{width}px;height:900px;border:0" srcdoc="%s"></iframe>'
    inner = with_script(MEASURE.replace("document.title", "parent.document.title"))(validasi_html([outcome], "0.1.0"))
    outer = tmp_path / "bingkai.html"
    outer.write_text(f"<title></title>{frame % inner.replace('&', '&amp;').replace(chr(34), '&quot;')}", "utf-8")
    dom = browse(tmp_path, outer, "--dump-dom")
    scroll, inside = map(int, re.search(r"<title>(\d+) (\d+)</title>", dom).groups())
    assert inside == width
    assert scroll <= inside


@pytest.mark.parametrize("width", [390, 1280])
def test_it_can_be_pictured_at_the_width_of_a_phone_and_of_a_desk(tmp_path, width):
    picture = tmp_path / "gambar.png"
    browse(tmp_path, page(tmp_path, hasil()), f"--screenshot={picture}", width=width)
    assert struct.unpack(">II", picture.read_bytes()[16:24]) == (width, 900)
    assert len(picture.read_bytes()) > 20_000


def test_on_paper_it_takes_as_many_pages_as_it_needs(tmp_path):
    many = tuple(
        temuan("RA001", "target-rencana-aksi-berbeda", "kesalahan", f"Rencana Aksi!H{row}", "Berbeda. " * 9, "Samakan.")
        for row in range(1, 101)
    )
    paper = tmp_path / "laporan.pdf"
    browse(tmp_path, page(tmp_path, hasil(many)), f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    pages = len(re.findall(rb"/Type ?/Page\b", paper.read_bytes()))
    assert 6 <= pages <= 20
