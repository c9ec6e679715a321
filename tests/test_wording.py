"""Quotes looked up in documents: whether they stand there, and on which page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartscore.passages.cutting import passages
from smartscore.read.documents import plain as plain_text
from smartscore.rules.locators import meant, named
from smartscore.text.documents import Block, Document
from smartscore.text.wording import Wording, plain


def wording(*blocks: Block, raw: str = "") -> Wording:
    return Wording(Document(blocks, pages=max((block.page for block in blocks), default=0)), raw)


PLAN = wording(
    Block("BAB IV", 3, level=1),
    Block("Setiap layanan sudah daring, juga imple-", 3),
    Block("mentasi di desa pada 2016-", 4, continues=True),
    Block("2021 dan G-", 5, continues=True),
    Block("Online.", 6, continues=True),
    Block("Setiap layanan dinilai warga.", 9),
)


@pytest.mark.parametrize(
    ("quote", "pages"),
    [
        ("setiap   LAYANAN sudah", (3,)),
        ("Setiap layanan", (3, 9)),
        ("“BAB IV”", (3,)),
        ("daring, juga implementasi", (3, 4)),
        ("juga imple- mentasi di", (3, 4)),
        ("desa pada 2016-2021", (4, 5)),
        ("2016\u20132021 dan g-online", (4, 5, 6)),
        ("layanan dinilai", (9,)),
        ("Online. Setiap", (6, 9)),
        ("layan", None),
        ("mentasi sudah", None),
        ("\u201d", None),
        ("", None),
    ],
)
def test_where_a_quote_stands(quote, pages):
    assert PLAN.pages(quote) == pages


def test_a_document_without_pages():
    text = wording(Block("Satu dua.", 0))
    assert (text.pages("satu"), text.pages("tiga")) == ((), None)


def test_what_stands_in_the_text_of_a_file_stands_with_its_markup_too():
    text = wording(Block("Kota cerdas", 0), raw="# Kota **cer-\ndas** 2016-\n2021\n")
    for quote in ("Kota **cerdas**", "2016-2021", "20162021", "kota cerdas"):
        assert text.pages(quote) == ()
    assert text.pages("kota pintar") is None


LETTERS = st.text(
    st.sampled_from("abAB12-\u2010\u2013\u2019\u201c\xad\u0301\xe9\ufb01.,()\u0130\xdf"),
    min_size=1,
    max_size=6,
).filter(plain)
PARAGRAPHS = st.lists(
    st.lists(st.lists(LETTERS, min_size=1, max_size=6), min_size=1, max_size=3),
    min_size=1,
    max_size=4,
)


@settings(max_examples=80)
@given(PARAGRAPHS, st.data())
def test_any_run_of_words_is_found_on_its_page(paragraphs, data):
    """Within a block, and from one page to the next where a paragraph goes on."""
    blocks, page = [], 1
    for paragraph in paragraphs:
        for i, words in enumerate(paragraph):
            page += i > 0
            blocks.append(Block(" ".join(words), page, continues=i > 0))
    at = data.draw(st.integers(0, len(paragraphs) - 1))
    parts = paragraphs[at]
    first = 1 + sum(len(each) - 1 for each in paragraphs[:at])
    words = [(word, first + i) for i, part in enumerate(parts) for word in part]
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    found = wording(*blocks).pages(" ".join(word for word, _ in words[start:end]))
    assert found is not None
    assert {number for _, number in words[start:end]} <= set(found)


@settings(max_examples=40)
@given(PARAGRAPHS)
def test_every_passage_that_is_proposed_stands_where_it_is_said_to(paragraphs):
    """Whatever a text file holds: with pages, broken words and marks."""
    text = "\n\f".join(
        "\n".join(" ".join(words) for words in paragraph) for paragraph in paragraphs
    )
    document = plain_text.of(f"{text}\f", marked_up=True)
    source = Wording(document)
    for passage in passages(document):
        assert {passage.page, passage.last_page} <= set(source.pages(passage.text) or ())


NAMED = [
    ("47", [("47", "47")]),
    ("p. 47", [("47", "47")]),
    ("pp. 47-48", [("47", "48")]),
    ("pp. 47\u201348, 52", [("47", "48"), ("52", "52")]),
    ("halaman 47", [("47", "47")]),
    ("Halaman 47 dan 52", [("47", "47"), ("52", "52")]),
    ("Bab IV, hlm. 88", [("88", "88")]),
    ("Bab IV, hal 88", [("88", "88")]),
    ("hlm. 47 s.d. 49", [("47", "49")]),
    ("hlm. iv", [("iv", "iv")]),
    ("p. xii-xiv", [("xii", "xiv")]),
    ("hlm. IV-12", [("IV-12", "IV-12")]),
    ("hlm. II.3", [("II-3", "II-3")]),
    ("pp. 120-5", [("120", "125")]),
    ("hlm. 12f.", [("12", "13")]),
    ("hlm. 47, 3.2 Infrastruktur digital", [("47", "47")]),
    ("hlm. 47, 3 Infrastruktur", [("47", "47")]),
    ("hlm. 47, IV. KESIMPULAN", [("47", "47")]),
    ("p. 12 (PDF p. 20)", [("12", "12"), ("20", "20")]),
    ("Bab IV", []),
    ("Pendahuluan", []),
    ("3.5", []),
    ("Pasal 3", []),
    ("paragraf 3", []),
    ("menit 3", []),
    ("Tabel 2; BPS 2020", []),
    ("hal ini penting 3", []),
    ("p" * 5000 + " 1" * 5000, []),
]


@pytest.mark.parametrize(("at", "pages"), NAMED)
def test_what_a_locator_names(at, pages):
    assert [tuple(each) for each in named(at)] == pages


PRINTED = Document((), pages=5, labels=("i", "ii", "1", "2", "IV-1"))
COUNTED = Document((), pages=5)


@pytest.mark.parametrize(
    ("at", "document", "pages"),
    [
        ("p. 2", COUNTED, {2}),
        ("pp. 2-4", COUNTED, {2, 3, 4}),
        ("p. 243", COUNTED, None),
        ("pp. 4-243", COUNTED, {4, 5}),
        ("p. iv", COUNTED, None),
        ("p. 2", PRINTED, {2, 4}),
        ("p. II", PRINTED, {2}),
        ("pp. i-2", PRINTED, {1, 2, 3, 4}),
        ("hlm. IV.1", PRINTED, {5}),
        ("hlm. V-9", PRINTED, None),
        ("p. 9", PRINTED, set()),
        ("p. 12ff.", COUNTED, None),
        ("p. 3ff.", COUNTED, {3, 4, 5}),
    ],
)
def test_which_pages_are_meant(at, document, pages):
    assert meant(named(at), document) == pages
