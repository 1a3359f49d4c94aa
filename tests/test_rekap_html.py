"""The pages of a rekap: everything escaped, complete without their script, and used in a real Chromium."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from peramban import browse
from peramban_jari import jari
from rekap_uji import SKRIP_ASING, asing, banyak, dinas, gagal, iku, kota_serang, rekap, ringkasan

from lkjip_xl.rekap.model import Rekap, TemuanRekap
from lkjip_xl.rekap.ringkasan import JumlahAturan, Ringkasan
from lkjip_xl.report.html.isian import fingerprint
from lkjip_xl.report.html_rekap import index_html, kantor_html

NASTY = "<script>alert('x')</script> \"kutip\" & 'petik' </style></article></title>"
CAMPUR = [*kota_serang(), dinas(), gagal()]
SERANG = ("101,48 ke-1 84,99 / 83,75", "200,00 ke-2 75 / 37,5")


def temuan(tingkat="kesalahan", lembar="IKU", **more):
    words = {"kode": "PK001", "nama": "target-iku-berbeda", "pesan": "Berbeda.", "saran": "Samakan.", "sel": "F6"}
    rest = {"sel_lain": [], "baris": None, "penanggung_jawab": None, "ditemukan": None, "seharusnya": None, "dasar": []}
    return words | rest | {"tingkat": tingkat, "lembar": lembar} | more


def tree(text):
    return html.fromstring(text)


def rows(page, kind="utama"):
    """Return the cells of each row a reader sees, as their words."""
    found = page.xpath(f"//table[contains(@class, '{kind}')]/tbody/tr[not(@hidden)]")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in found]


def names(page):
    return [row[1] for row in rows(page)]


def office(semua, name):
    return next(each for each in semua.kantor if each.nama == name)


# What stands there without any script


def test_the_index_tells_the_whole_story():
    semua = rekap(CAMPUR)
    page = tree(index_html(semua))
    assert [each.text_content() for each in page.find_class("besar")] == ["7", "117,77", "93,07 %", "15", "17"]
    assert rows(page)[0][:6] == ["1", "Kecamatan Serang", "133,47", "Sangat Tinggi", *SERANG]
    assert len(rows(page)) == 7
    assert [row[1:3] for row in rows(page)][4] == ["Dinas Kesehatan", "110,40"]
    assert [each.get("id") for each in page.findall(".//main/section")] == [
        "peringkat", "grafik", "sebaran", "catatan", "gagal", "arti"
    ]  # fmt: skip
    ways = [each.get("href")[1:] for each in page.findall(".//header/nav/a")]
    assert ways == [each.get("id") for each in page.findall(".//main/section")]
    assert "berkas rusak" in page.get_element_by_id("gagal").text_content()
    assert len(page.get_element_by_id("grafik").findall(".//figure")) == sum(i.bersama for i in semua.indikator) == 3


def test_what_nobody_measured_is_no_zero_and_what_an_office_lacks_is_neither():
    page = tree(index_html(rekap(CAMPUR)))
    dinkes = next(row for row in rows(page) if row[1] == "Dinas Kesehatan")
    assert dinkes[4:7] == ["tidak ada"] * 3
    assert dinkes[7:10] == ["2", "–belum diukur", "–belum diukur"]
    own = kantor_html(rekap(CAMPUR), office(rekap(CAMPUR), "Dinas Kesehatan"), [])
    assert [row[4:] for row in rows(tree(own), "data")] == [
        ["110,40", "Sangat Tinggi", "indikator sendiri"],
        ["–belum diukur", "–belum diukur", "indikator sendiri"],
    ]


def test_a_capaian_says_that_it_is_one_and_what_it_comes_from():
    semua = rekap([*kota_serang(), *banyak(3)])
    for count, text in ((9, index_html(semua)), (30, index_html(rekap(list(banyak(30)))))):
        page = tree(text)
        heads = [each.text_content().strip() for each in page.xpath("//table[contains(@class, 'utama')]//th")]
        assert sum(each.endswith("Capaian (%)") for each in heads) == 3
        titles = [each.text_content() for each in page.xpath("//figure/h3")]
        assert titles and all(each.endswith("Capaian (%)") for each in titles)
        assert " dari target " in page.get_element_by_id("grafik").text_content()
        assert len(semua.kantor) == 9 or count == 30


def test_realisasi_that_is_no_number_stands_as_it_is():
    words = iku("Opini BPK", None, "WTP", "Opini", tertulis="WDP"), iku("NDR", "18.2", "≤ 25"), iku("SPI", None, "76")
    semua = rekap([ringkasan("RSUD A", *words), ringkasan("RSUD B", *words)])
    assert [row[2:] for row in rows(tree(kantor_html(semua, semua.kantor[0], [])), "data")] == [
        ["WTP", "WDP", "tidak dihitung", "", ""],
        ["≤ 25", "18,2", "72,80", "Sedang", "ke-1 dari 2"],
        ["76", "–belum diukur", "–belum diukur", "–belum diukur", "–belum diukur"],
    ]
    page = tree(index_html(semua))
    assert rows(page)[0][4:7] == ["tidak dihitung WDP / WTP", "72,80 ke-1 18,2 / ≤ 25", "–belum diukur target 76"]
    assert page.xpath("//tr/@data-ada") == ["bersih belum"] * 2
    done = rekap([ringkasan("RSUD A", *words[:2])])
    assert tree(index_html(done)).xpath("//tr/@data-ada") == ["bersih"]


def test_findings_between_workbooks_are_counted_once_everywhere():
    six = kota_serang()
    semua = rekap([*six, six[0]._replace(berkas="lama.xlsx", tahun=None)])
    page = tree(index_html(semua))
    severe = [page.xpath(f"//dl//*[@data-tingkat='{each}']")[0].text_content() for each in ("kesalahan", "peringatan")]
    own = [sum(each.ringkasan.jumlah(name) for each in semua.kantor) for name in ("kesalahan", "peringatan")]
    assert [each.kode for each in semua.temuan] == ["BT004"]
    assert severe == [str(own[0]), str(own[1] + 1)]
    assert "1 antarbuku kerja" in page.find_class("kunci")[0].text_content()
    feet = page.xpath("//table[contains(@class, 'peta')]/tfoot/tr")
    assert [row[0].text for row in feet] == ["Antar buku kerja", "Jumlah"]
    assert [row[-1].text for row in feet] == ["1", str(sum(own) + 1)]
    rule = next(row for row in rows(page, "urut") if row[0] == "BT004")
    assert rule == ["BT004", "kantor atau tahun tidak dikenali", "Peringatan", "0", "1"]


@pytest.mark.parametrize("count", [0, 1, 2, 20, 21])
def test_any_number_of_offices_gives_pages(count):
    semua = rekap([*banyak(count), gagal()])
    page = tree(index_html(semua))
    assert len(rows(page)) == count
    assert len(page.find_class("batang")) == (3 if 1 < count <= 20 else 0)
    assert len(page.find_class("sebar")) == (3 if count > 20 else 0)
    assert len(page.find_class("sebaran")) == (count > 1)
    assert all(kantor_html(semua, each, []) for each in semua.kantor)


def test_contradictions_between_workbooks_come_first_the_gravest_on_top():
    found = (
        TemuanRekap("RK002", "info", "Skala berbeda.", "", ("kecamatan-curug",)),
        TemuanRekap("RK001", "kesalahan", "Dua buku kerja.", "Pilih satu.", ("kecamatan-curug", "kecamatan-serang")),
    )
    semua = rekap(kota_serang())._replace(temuan=found)
    page = tree(index_html(semua))
    assert page.find(".//main/section").get("id") == "antar"
    assert [each.text for each in page.find_class("pesan")] == ["Dua buku kerja.", "Skala berbeda."]
    seen = {each.id: "Dua buku kerja." in kantor_html(semua, each, []) for each in semua.kantor}
    assert [name for name, there in seen.items() if there] == ["kecamatan-curug", "kecamatan-serang"]


def test_links_lead_from_the_pages_folder_to_the_results_and_from_page_to_page():
    semua = rekap([*kota_serang(), asing()])
    page = tree(index_html(semua))
    results = {each.get("href") for each in page.xpath("//td[contains(@class, 'tautan')]/a")}
    expected = {f"../{one.ringkasan.keluaran[kind]}" for one in semua.kantor for kind in ("salinan", "html")}
    assert {unquote(each) for each in results} == expected
    assert not [each for each in results if re.search(r"[ #<>%](?![0-9A-F]{2})", each)]
    for at, each in enumerate(semua.kantor):
        links = [a.get("href") for a in tree(kantor_html(semua, each, [])).findall(".//nav/a")]
        near = [*semua.kantor[max(at - 1, 0) : at], *semua.kantor[at + 1 : at + 2]]
        assert links == ["index.html", *(f"{other.id}.html" for other in near)]


def test_an_office_without_copies_has_no_link_to_one():
    bare = [each._replace(keluaran={}) for each in kota_serang()]
    semua = rekap(bare)
    for text in (index_html(semua), kantor_html(semua, semua.kantor[0], [])):
        assert "../" not in "".join(tree(text).xpath("//a/@href"))


def test_an_offices_findings_by_severity_and_sheet():
    semua = rekap(kota_serang())
    found = [
        temuan("info", "Renja", pesan="1"),
        temuan("kesalahan", "IKU", pesan="2", penanggung_jawab="Camat"),
        temuan("kesalahan", "PK", pesan="3", saran=None),
        temuan("kesalahan", "IKU", pesan="4"),
        temuan("kesalahan", "PK", pesan="5", alasan="Sesuai Perwal."),
    ]
    page = tree(kantor_html(semua, semua.kantor[0], found))
    last = page.get_element_by_id("catatan_kantor")
    assert [each.text_content() for each in last.iter("h3", "h4")] == [
        "Kesalahan 3", "IKU", "PK", "Info 1", "Renja", "Sudah dijelaskan 1", "PK"
    ]  # fmt: skip
    assert [each.text for each in page.find_class("pesan")] == ["2", "4", "3", "1", "5"]
    assert [each.text_content() for each in last.find_class("saran")][1] == "Penanggung jawab Camat"
    assert "Penjelasan Sesuai Perwal." in last.text_content()
    assert "Tidak ada catatan" in kantor_html(semua, semua.kantor[0], [])


def test_an_office_sees_where_it_stands():
    semua = rekap(kota_serang())
    page = tree(kantor_html(semua, office(semua, "Kecamatan Serang"), []))
    assert page.get_element_by_id("banding").findtext(".//figure/p") == (
        "Capaian 101,48 %, ke-1 dari 6; terendah 99,19, tertinggi 101,48."
    )
    assert rows(page, "data")[0] == [
        "Nilai survey kepuasan masyarakat Kecamatan Serang", "Nilai", "83,75", "84,99", "101,48", "Sangat Tinggi",
        "ke-1 dari 6",
    ]  # fmt: skip
    assert len(page.find_class("saya")) == 2 * 3


def test_a_second_rekap_is_not_shown_the_firsts_surroundings():
    first, second = rekap(kota_serang()), rekap(kota_serang()[:3])
    texts = [kantor_html(each, office(each, "Kecamatan Serang"), []) for each in (first, second, first)]
    assert "dari 6 yang diukur" in texts[0]
    assert "dari 3 yang diukur" in texts[1]
    assert texts[0] == texts[2]


# Other people's text


def hostile_summaries() -> list[Ringkasan]:
    """Return two workbooks whose every text is hostile."""
    one = asing()._replace(
        perangkat_daerah=NASTY, status=NASTY, aturan=(JumlahAturan(NASTY, "kesalahan", 2),), berkas=f"{NASTY}.xlsx"
    )
    return [one, one._replace(berkas="b.xlsx")]


def hostile() -> Rekap:
    """Return a rekap with them, and a hostile contradiction between them."""
    semua = rekap([*hostile_summaries(), *kota_serang()[:1], gagal()])
    both = (semua.kantor[0].id, "tidak ada")
    return semua._replace(temuan=(TemuanRekap(NASTY, "kesalahan", NASTY, NASTY, both),))


def test_every_text_is_escaped():
    semua = hostile()
    found = [temuan(**dict.fromkeys(("kode", "nama", "pesan", "saran", "lembar", "sel", "penanggung_jawab"), NASTY))]
    texts = [index_html(semua), *(kantor_html(semua, each, found) for each in semua.kantor)]
    for text in texts:
        page = tree(text)
        assert [len(page.findall(f".//{name}")) for name in ("script", "style", "title")][:2] == [1, 1]
        assert not [each for each in page.iter() if isinstance(each.tag, str) and "onerror" in each.attrib]
        assert SKRIP_ASING not in text
        assert NASTY not in text
    assert any(NASTY in name for name in names(tree(texts[0])))


def test_the_pages_need_nothing_from_elsewhere():
    semua = rekap(CAMPUR)
    for text in (index_html(semua), kantor_html(semua, semua.kantor[0], [])):
        assert not re.findall(r"https?:|src=|url\(|@import|<link| style=| on\w+=", text)
        for kind in ("style", "script"):
            inside = re.search(rf"<{kind}>(.*?)</{kind}>", text, re.DOTALL)[1]
            assert f"{kind}-src 'sha256-{fingerprint(inside)}'" in text


def test_tables_and_pictures_are_named_for_those_who_do_not_see_them():
    semua = rekap(list(banyak(30)))
    for text in (index_html(semua), kantor_html(semua, semua.kantor[0], [])):
        page = tree(text)
        assert all(table.find("caption").text for table in page.iter("table"))
        assert {th.get("scope") for th in page.iter("th")} <= {"col", "row"}
        assert all(each.get("aria-label") for each in page.xpath("//*[@role='img' or @role='region']"))
        assert all(each.get("role") or each.get("aria-hidden") for each in page.xpath("//svg[not(ancestor::svg)]"))
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert set(page.xpath("//@aria-labelledby")) <= set(ids)


# In a real Chromium


def write(folder: Path, text: str) -> Path:
    path = folder / "index.html"
    path.write_text(text, encoding="utf-8")
    return path


def run(folder: Path, text: str, script: str, fragment: str = "") -> tuple[html.HtmlElement, str]:
    """Return the page after a script of the test's own, and what it left in the title."""
    policy = re.sub(r"<meta http-equiv.*?>", "", text)
    whole = policy.replace("</body>", f"<script>{script}</script></body>")
    page = tree(browse(folder, write(folder, whole), "--dump-dom", fragment=fragment))
    return page, page.findtext(".//title")


SORT = """const press = (n) => document.querySelectorAll('.utama thead button')[n].click();
"""


@pytest.mark.parametrize(
    ("presses", "aria", "expected"),
    [
        ([], (0, "ascending"), ["Serang", "Curug", "Kasemen", "Walantaka", "Kesehatan", "Jaya", "Taktakan"]),
        ([0], (0, "descending"), ["Taktakan", "Jaya", "Kesehatan", "Walantaka", "Kasemen", "Curug", "Serang"]),
        ([1], (1, "ascending"), ["Kesehatan", "Jaya", "Curug", "Kasemen", "Serang", "Taktakan", "Walantaka"]),
        ([5], (5, "descending"), ["Curug", "Serang", "Kasemen", "Walantaka", "Taktakan", "Jaya", "Kesehatan"]),
        ([5, 5], (5, "ascending"), ["Jaya", "Taktakan", "Walantaka", "Kasemen", "Serang", "Curug", "Kesehatan"]),
        ([7, 3], (3, "ascending"), ["Kesehatan", "Serang", "Curug", "Kasemen", "Walantaka", "Jaya", "Taktakan"]),
        ([8], (8, "descending"), ["Taktakan", "Curug", "Walantaka", "Kasemen", "Jaya", "Serang", "Kesehatan"]),
    ],
)
def test_a_head_sorts_numbers_as_numbers_unmeasured_last_and_ties_stay(tmp_path, presses, aria, expected):
    script = SORT + "".join(f"press({n});" for n in presses)
    page, _ = run(tmp_path, index_html(rekap(CAMPUR)), script)
    assert [name.split()[-1] for name in names(page)] == expected
    heads = page.xpath("//table[contains(@class, 'utama')]/thead/tr/th/@aria-sort")
    place = page.xpath("count(//table[contains(@class, 'utama')]//th[@aria-sort]/preceding-sibling::th)")
    assert (place, heads) == (aria[0], [aria[1]])


FILTER = """const form = document.querySelector('form.saring');
const set = (name, value) => {
  form.elements[name].value = value;
  form.elements[name].dispatchEvent(new Event('input', {bubbles: true}));
};
"""


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("", ["Serang", "Curug", "Kasemen", "Walantaka", "Kesehatan", "Jaya", "Taktakan"]),
        ("set('cari', ' JAYA kec')", ["Jaya"]),
        ("set('ada', 'bersih')", ["Serang", "Kesehatan"]),
        ("set('ada', 'salah'); set('cari', 'kas')", ["Kasemen"]),
        ("set('ada', 'belum')", ["Kesehatan"]),
        ("set('kategori', 'k5'); set('cari', 'dinas')", ["Kesehatan"]),
        ("set('cari', 'entah')", []),
        ("set('cari', 'entah'); form.reset()", 7),
    ],
)
def test_the_list_can_be_narrowed(tmp_path, what, expected):
    page, _ = run(tmp_path, index_html(rekap(CAMPUR)), FILTER + what)
    found = [name.split()[-1] for name in names(page)]
    assert (len(found) if isinstance(expected, int) else found) == expected
    count = f"Menampilkan {len(found)} dari 7 perangkat daerah" if len(found) < 7 else ""
    assert page.find_class("jumlah")[0].text_content() == count
    assert (page.find_class("kosong")[0].get("hidden") is None) == (not found)


def test_without_its_script_the_page_is_complete_and_promises_nothing(tmp_path):
    text = re.sub(r"<script>.*?</script>", "", index_html(rekap(CAMPUR)), flags=re.DOTALL)
    page = tree(browse(tmp_path, write(tmp_path, text), "--dump-dom"))
    assert len(rows(page)) == 7
    assert {each.get("class") for each in page.xpath("//*[@hidden]")} == {"saring", "kosong"}
    assert not page.xpath("//thead//button")


def test_the_policy_lets_no_other_script_and_no_other_style_in(tmp_path):
    intruder = "<script>document.title = 'masuk'</script><style>main { display: none }</style><p style='color: red'>"
    text = index_html(rekap(CAMPUR)).replace("</main>", f"{intruder}</main>")
    with jari(tmp_path) as hand:
        hand.open(write(tmp_path, text))
        assert hand.ask("document.title") == tree(index_html(rekap(CAMPUR))).findtext(".//title")
        assert hand.ask("getComputedStyle(document.querySelector('main')).display") == "block"
        assert sum("Content Security Policy" in each for each in hand.keluhan) == len(hand.keluhan) == 3


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out_and_nothing_is_complained_of(tmp_path, width):
    semua = rekap([*CAMPUR, *hostile_summaries(), dinas()._replace(perangkat_daerah="Panjang" * 30, berkas="p.xlsx")])
    found = [temuan(pesan="Rp" + "9" * 3000, sel="A1", lembar="L" * 300, penanggung_jawab="P" * 300)]
    pages = [index_html(semua), *(kantor_html(semua, each, found) for each in semua.kantor[:3])]
    pages.append(index_html(rekap(list(banyak(30)))))
    with jari(tmp_path) as hand:
        for text in pages:
            hand.session, hand.loaded = "", False
            hand.open(write(tmp_path, text), width)
            assert hand.ask("[innerWidth, document.documentElement.scrollWidth]") == [width, width]
        assert hand.keluhan == []


def test_it_can_be_used_without_a_mouse(tmp_path):
    focus = "document.activeElement.textContent.trim() || document.activeElement.name"
    with jari(tmp_path) as hand:
        hand.open(write(tmp_path, index_html(rekap(CAMPUR))))
        hand.press("Tab")
        assert hand.ask(focus) == "Langsung ke isi"
        assert hand.ask("document.activeElement.getBoundingClientRect().top") >= 0
        hand.press("Enter", "Tab")
        assert hand.ask(focus) == "1 buku kerja gagal dibaca"
        hand.press("Tab", "T", "a", "k", "t")
        assert hand.ask(
            "[...document.querySelectorAll('.utama tbody tr:not([hidden]) th')].map(e => e.textContent)"
        ) == ["Kecamatan Taktakan"]
        hand.press("Tab", "Tab", "Tab", " ")
        assert hand.ask("document.querySelectorAll('.utama tbody tr:not([hidden])').length") == 7
        hand.press("Tab", "Tab", "Tab", "Enter")
        assert hand.ask(focus) == "Perangkat daerah"
        assert hand.ask("document.activeElement.parentNode.getAttribute('aria-sort')") == "ascending"
        assert hand.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def printed(folder: Path, text: str) -> bytes:
    paper = folder / "kertas.pdf"
    browse(folder, write(folder, text), f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    return paper.read_bytes()


def test_on_paper_every_office_has_its_row_and_what_only_a_screen_needs_is_gone(tmp_path):
    semua = rekap(list(banyak(60)))
    paper = printed(tmp_path, index_html(semua))
    linked = re.findall(rb"/URI \(file://\S*/([^/)]+)\.html\)", paper)
    assert {each.decode() for each in linked} == {each.id for each in semua.kantor}
    assert 4 <= len(re.findall(rb"/Type ?/Page\b", paper)) <= 9
    boxes = {tuple(map(float, each.split())) for each in re.findall(rb"/MediaBox \[([^\]]*)\]", paper)}
    assert all(box[2] > box[3] for box in boxes)


def test_a_narrowed_list_is_printed_narrowed(tmp_path):
    semua = rekap(list(banyak(60)))
    script = "<script>" + FILTER + "set('cari', 'rekaan 003')</script></body>"
    paper = printed(tmp_path, re.sub(r"<meta http-equiv.*?>", "", index_html(semua)).replace("</body>", script))
    linked = {each.decode() for each in re.findall(rb"/URI \(file://\S*/([^/)]+)\.html\)", paper)}
    elsewhere = {each.removesuffix(".html") for each in tree(index_html(semua)).xpath("//figure//a/@href")}
    assert linked == {each.id for each in semua.kantor if "003" in each.nama} | elsewhere


def test_a_thousand_offices_make_a_page_that_can_be_used(tmp_path):
    semua = rekap(list(banyak(1000)))
    text = index_html(semua)
    assert len(text) < 1_500_000
    assert len(kantor_html(semua, semua.kantor[500], [])) < 50_000
    page, _ = run(tmp_path, text, FILTER + SORT + "press(2); press(2); set('cari', 'rekaan 01')")
    assert len(names(page)) == sum("01" in each.nama for each in semua.kantor)
    means = [float(row[2].replace(",", ".")) for row in rows(page)]
    assert means == sorted(means)
    assert len(page.xpath("//details[not(@open)]")) == 1


def test_the_rules_fit_a_sheet_of_paper_however_many(tmp_path):
    codes = tuple(JumlahAturan(f"XX{number:03}", "info", number) for number in range(1, 71))
    semua = rekap([each._replace(aturan=codes) for each in kota_serang()])
    with jari(tmp_path) as hand:
        hand.open(write(tmp_path, index_html(semua)), 1032)
        hand.say("Emulation.setEmulatedMedia", media="print")
        assert hand.ask("document.querySelectorAll('.peta tbody tr:first-child td').length") == 71
        assert hand.ask("document.querySelector('.peta').getBoundingClientRect().right") <= 1032
