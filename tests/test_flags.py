"""Flags of passages: what gives them, what does not, and what they do to a score."""

import json
from pathlib import Path

import pytest

import smartscore
from smartscore.passages import glossary, places, signs
from smartscore.passages.cutting import Passage
from smartscore.passages.flags import CODES, Flag, Setting, flags, lacks
from smartscore.passages.priors import PRIORS, prior
from smartscore.passages.words import words as words_of
from smartscore.reports.passages.flagged import told
from smartscore.words import words

DATA = Path(smartscore.__file__).parent / "data"
HERE = Setting("Kabupaten Jember", "Jawa Timur", "2024-06-01")


def passage(text: str, *section: str) -> Passage:
    return Passage(text, 1, 1, section, 0, 0, 0)


def found(
    text: str, setting: Setting = HERE, section: str = "", issued: str = ""
) -> dict[str, str]:
    above = (section,) if section else ()
    return {flag.code: flag.found for flag in flags(passage(text, *above), setting, issued)}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ruang kendali ada di Kota Bandung.", "Kota Bandung"),
        ("Such rooms are found in Singapore and in Bandung City.", "Singapore, Bandung City"),
        ("Wali Kota Batu dan Bupati Batang hadir.", "Wali Kota Batu, Bupati Batang"),
        ("Kab. Banyuwangi dan Provinsi Bali", "Kab. Banyuwangi, Provinsi Bali"),
        ("PEMERINTAH KABUPATEN SLEMAN", "KABUPATEN SLEMAN"),
        ("The Regency of Sleman in Central Java", "Regency of Sleman, Central Java"),
        ("Kabupaten Pangkajene dan Kepulauan", "Kabupaten Pangkajene dan Kepulauan"),
    ],
)
def test_another_place(text: str, named: str):
    assert found(text)["other-place"] == named


@pytest.mark.parametrize(
    "text",
    [
        "Kabupaten Jember di Jawa Timur, juga Jember City dan Kota Jember.",
        "Pertambangan batu bara di Batu Putih; SIAK dipakai setiap desa.",
        "Dosen Universitas Negeri Surabaya meneliti; Bandung: Penerbit Contoh.",
        "kota bandung dan malang nian nasibnya",
        "Pemuda dari Sabang sampai Merauke.",
    ],
)
def test_no_other_place(text: str):
    assert "other-place" not in found(text)


def test_a_city_and_a_regency_of_one_name_are_told_apart():
    regency = Setting("Kabupaten Blitar", "Jawa Timur")
    assert found("Kota Blitar lebih dahulu.", regency) == {"other-place": "Kota Blitar"}
    assert found("Di Blitar dan di Kabupaten Blitar.", regency) == {}


def test_what_a_place_lies_in_and_what_lies_in_it_are_no_other_places():
    assert places.own("Desa Contoh", "", "35.09.12.2001") == {"35", "35.09"}
    assert places.own("Desa Contoh, Kabupaten Jember", "", "") == {"35", "35.09"}
    province = places.own("Provinsi Jawa Timur", "", "")
    assert {"35", "35.09", "35.73"} <= province
    assert "33.74" not in province
    assert places.others("Kabupaten Jember, Kota Semarang", province) == ("Kota Semarang",)


def test_where_nothing_is_known_of_the_place_only_cities_abroad_are_others():
    assert found("Kota Bandung belajar dari Hanoi.", Setting()) == {"other-place": "Hanoi"}


def test_a_wish_is_told_where_half_of_the_sentences_are_no_facts():
    assert found("Pemerintah akan membangun menara. Warga ikut.")["wish"] == "akan"
    assert found("Every office should have a plan.")["wish"] == "should"
    assert "wish" not in found("Menara telah berdiri dan akan ditambah.")
    assert "wish" not in found("Menara berdiri. Kabel ditanam. Radio akan menyusul.")
    assert "wish" not in found(
        "Akan tetapi, kebutuhan akan menara dihitung. Political will is here."
    )


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Kota cerdas memiliki enam ciri (Contoh, 2007).", "Contoh, 2007"),
        ("Ada empat tahap (Anu dalam Contoh, 2016:242-243).", "Anu dalam Contoh, 2016:242-243"),
        ("Menurut Contoh (2013) ada tiga unsur.", "Contoh (2013)"),
        ("Contoh et al. found six of them.", "Contoh et al."),
        ("Six were found [3, 4].", "[3, 4]"),
    ],
)
def test_another_source_retold(text: str, source: str):
    assert found(text)["retold"] == source


def test_a_law_is_no_source_retold_and_its_year_is_not_that_of_a_fact():
    for law in (
        "Inpres Nomor 3 Tahun 2003",
        "Perbup 52 Tahun 2011",
        "Law No. 11/2008",
        "Nomor : 69A/PER/10/2004",
    ):
        assert found(f"{law} mengatur hal ini.") == {}


def test_old_is_what_names_no_year_of_the_last_ones():
    assert found("Pada tahun 2012 ada 40 menara.") == {"old": "2012"}
    assert found("Pada tahun 2019 ada 40 menara.") == {}
    assert found("Sejak 2012 ada menara, pada 2023 ada 40.") == {}
    assert found("Ada 40 menara.", issued="2015-02-01") == {"old": "2015"}
    assert found("Ada 40 menara pada 2022.", issued="2015-02-01") == {}
    assert found("Pada tahun 2012 ada 40 menara.", Setting("Kabupaten Jember")) == {}
    for recent in ("Kamis (17/6/2024)", "17.06.2024", "2024/06/17", "2024-06-17", "TA 2023/2024"):
        assert found(f"Dimulai tahun 2012 dan diperbarui {recent}.") == {}
    assert found("Sejak 17/6/2012, menurut surat 12/345/2024, ada 40.") == {"old": "2012"}
    longer = HERE._replace(old=12)
    assert found("Pada tahun 2012 ada 40 menara.", longer) == {}
    assert found("Tarif Rp2.012 atau 2012,5 meter atau 35.2012.") == {}


def test_method_theory_references_and_contents_by_their_headings():
    for heading, code in (
        ("BAB III METODE PENELITIAN", "method"),
        ("2.1 Landasan Teori", "theory"),
        ("Daftar Pustaka", "references"),
        ("DAFTAR ISI", "contents"),
        ("III. Research Methods", "method"),
    ):
        assert list(found("Menara berdiri di sana.", section=heading)) == [code]
    for heading in ("Metode Pembayaran Digital", "Referensi Harga", "4. Hasil dan Pembahasan"):
        assert found("Menara berdiri di sana.", section=heading) == {}


def test_method_theory_references_and_contents_by_what_they_say():
    assert "method" in found("Data primer diperoleh dari informan melalui wawancara mendalam.")
    assert "theory" in found("Konsep ini didefinisikan sebagai kota yang tanggap.")
    assert "references" in found("Contoh, A. B. (2016). Judul Buku. Jurnal Anu, 4(2), 1-9.")
    assert "contents" in found("2.1 Infrastruktur .............. 12")
    assert "contents" in found("Daftar Tabel ... v Daftar Gambar ... vi Pendahuluan ... 1")
    assert "contents" not in found("Menara itu ... belum berdiri.")
    assert found("Konsep baru diterapkan oleh dinas.") == {}
    assert list(found("Konsep ini memiliki enam ciri (Contoh, 2007).")) == ["retold", "theory"]


def test_captions_and_sources_of_pictures_and_tables():
    for text in (
        "Gambar II.6 Peta jaringan desa Sumber: Dinas Kominfo, 2021",
        "Tabel 3.2 Jumlah menara tiap kecamatan tahun 2020-2023",
        "Figure 4: Control room of the city",
        "Sumber:Badan Contoh,2025",
    ):
        assert "caption" in found(text), text
    for text in (
        "Gambar 3.1 menunjukkan bahwa empat puluh desa belum terjangkau sinyal.",
        "Sumber: Badan Contoh, 2025 Dilihat per desa, sinyal belum merata di wilayah utara.",
        "Sumber daya manusia kurang.",
        "Peta A dan B berbeda.",
    ):
        assert "caption" not in found(text), text


def test_questions_are_told_where_they_are_half_of_a_passage():
    assert "question" in found("2.1 Sejauh mana layanan berjalan? | 3,00")
    assert "question" in found("Apakah sudah ada peraturan? Berapa nilainya? Sudah.")
    assert "question" not in found("Mengapa? Menara belum ada di dua belas desa.")


def test_words_of_lack_and_what_only_looks_so():
    for text in ("Menara belum ada.", "Keterbatasannya banyak.", "There is a lack of staff."):
        assert lacks(text)
        assert "lack" in found(text)
    for text in (
        "Kurang lebih 300 orang hadir, tidak hanya warga.",
        "Layanan tidak terbatas pada warga kota; tidak ada kendala.",
        "Fees are low-cost, not only for members, and not limited to the poor.",
    ):
        assert not lacks(text), text


def test_flags_have_sentences_in_both_languages_and_a_prior():
    for code in CODES:
        said = {told(Flag(code, "2012"), words(language)) for language in ("id", "en")}
        assert len(said) == 2
        assert 0 < PRIORS[code] <= 1
    assert set(PRIORS) == set(CODES)


def test_a_prior_multiplies_and_never_removes():
    here = passage("Menara itu berdiri di bukit sejak lama.")
    assert prior(here, ()) == 1
    assert 0 < prior(here, [Flag(code) for code in CODES]) < prior(here, [Flag("method")]) < 1


def test_no_text_of_a_document_is_too_odd():
    for text in (
        "",
        "(" * 5000,
        "." * 5000,
        "A " * 5000,
        "\x00\ud800",
        "[1" * 3000,
        "Kota " * 2000,
        "Sumber: " + "a " * 2000,
        "Gambar 1" + " a.b" * 2000,
    ):
        flags(passage(text, text[:100]), HERE, text[:20])


def test_the_glossary_has_each_word_in_one_group():
    said = [tuple(w.stem for w in words_of(word)) for group in glossary.groups() for word in group]
    assert len(glossary.groups()) >= 60
    assert [stems for stems in said if said.count(stems) > 1] == []
    groups = json.loads((DATA / "glossary.json").read_text(encoding="utf-8"))
    for name, languages in groups.items():
        assert list(languages) == ["id", "en"], name
        assert all(languages.values()), name


def test_places_are_those_of_the_official_list():
    data = json.loads((DATA / "places.json").read_text(encoding="utf-8"))
    assert len(data["provinces"]) == 38
    assert len(data["regencies"]) + len(data["cities"]) == 514
    codes = {**data["regencies"], **data["cities"]}
    assert {code[:2] for code in codes} == set(data["provinces"])
    assert set(data["also"]) <= {*data["provinces"], *codes}
    named = {*data["provinces"].values(), *codes.values()}
    named |= {name for names in data["also"].values() for name in names}
    assert set(data["common"]) <= named


def test_an_innocent_phrase_hides_a_sign():
    for name in ("lack", "wish"):
        lists = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
        for phrase in lists[signs.INNOCENT]:
            assert list(signs.places(signs.signs(name), signs.said(phrase))) == [], phrase
