"""Sources in words: what a list of sources says of each, in both languages."""

import pytest

from smartscore.reports.sources import entry
from smartscore.text.csl import page_of
from smartscore.words import Words

HARYANTO = {
    "id": "haryanto",
    "type": "article-journal",
    "title": "Kesiapan <i>smart city</i>",
    "author": [{"family": "Haryanto", "given": "B."}],
    "container-title": "Jurnal Kota",
    "volume": "3",
    "issue": "2",
    "page": "10-20",
    "issued": {"date-parts": [[2021]]},
}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "Haryanto, B. (2021). Kesiapan smart city. Jurnal Kota, 3(2), 10–20."),
        ({"page": "e12"}, "Haryanto, B. (2021). Kesiapan smart city. Jurnal Kota, 3(2), e12."),
        ({"page": 7}, "Haryanto, B. (2021). Kesiapan smart city. Jurnal Kota, 3(2), 7."),
        (
            {"volume": "", "issue": "", "page": "10 -- 20, 31-2"},
            "Haryanto, B. (2021). Kesiapan smart city. Jurnal Kota, hlm. 10–20, 31–2.",
        ),
        (
            {"page": "", "number": "59 Tahun 2020"},
            "Haryanto, B. (2021). Kesiapan smart city. Jurnal Kota, 3(2), No. 59 Tahun 2020.",
        ),
        (
            {"page": "", "number": "Nomor 4"},
            "Haryanto, B. (2021). Kesiapan smart city. Jurnal Kota, 3(2), Nomor 4.",
        ),
        (
            {"page": "", "number": "PUB-12"},
            "Haryanto, B. (2021). Kesiapan smart city. Jurnal Kota, 3(2), PUB-12.",
        ),
    ],
)
def test_an_entry_says_pages_and_numbers(more, told):
    assert entry(HARYANTO | more, Words("id")) == told


def test_a_page_has_the_word_of_the_language():
    item = {"id": "a", "title": "T", "page": "3-5"}
    assert entry(item, Words("en")) == "T (n.d.). p. 3–5."


@pytest.mark.parametrize(
    ("item", "page"),
    [
        ({"DOI": "10.1000/182"}, "https://doi.org/10.1000/182"),
        ({"DOI": "https://doi.org/10.1000/182", "URL": "file:///x"}, "https://doi.org/10.1000/182"),
        ({"DOI": "10.1000/182", "URL": "https://bps.go.id"}, "https://bps.go.id"),
        ({"DOI": '10.1000/"><script>'}, ""),
        ({"DOI": ["10.1000/182"]}, ""),
        ({"DOI": "file:///x"}, ""),
        ({}, ""),
    ],
)
def test_a_doi_is_an_address_where_there_is_no_other(item, page):
    assert page_of(item) == page
