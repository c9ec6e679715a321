"""The official criteria of the SPBE index: each indicator by itself, five levels, cumulative."""

import pytest
import yaml

from smartscore.read.shelf import bundled

RUBRIC = yaml.safe_load((bundled() / "spbe-2020.yaml").read_text(encoding="utf-8"))
INDICATORS = [
    indicator
    for domain in RUBRIC["dimensions"]
    for aspect in domain["dimensions"]
    for indicator in aspect["indicators"]
]
NAMED = [pytest.param(n, i, id=i["code"]) for n, i in enumerate(INDICATORS, 1)]
CUMULATIVE = {"id": "Tingkat {} terpenuhi", "en": "Level {} holds"}


def levels(indicator):
    own = indicator["levels"]
    return RUBRIC["ladders"][own] if isinstance(own, str) else own


def test_only_the_services_share_a_ladder():
    shared = [n for n, i in enumerate(INDICATORS, 1) if isinstance(i["levels"], str)]
    assert shared == list(range(32, 48))


@pytest.mark.parametrize(("number", "indicator"), NAMED)
def test_each_level_is_described_and_names_the_one_below(number, indicator):
    described = levels(indicator)
    assert list(described) == [1, 2, 3, 4, 5]
    for level in (3, 4, 5):
        for language, phrase in CUMULATIVE.items():
            assert described[level][language].startswith(phrase.format(level - 1)), (number, level)


@pytest.mark.parametrize(("number", "indicator"), NAMED)
def test_each_indicator_names_its_page_in_the_annex_and_documents_by_level(number, indicator):
    places = {c["cite"]: c["at"]["en"] for c in indicator["citations"]}
    page = number + (29 if number < 9 else 30)
    assert places["permenpanrb59"].startswith(f"Annex I, indicator {number}, p. {page}")
    assert places["pedoman3"].startswith(f"indicator {number}, p. ")
    for language, word in {"id": "Tingkat 5:", "en": "Level 5:"}.items():
        assert word in indicator["look_for"][language]


def test_indicator_3_follows_the_print_and_says_so():
    described = INDICATORS[2]["levels"]
    assert "part, not yet all" in described[3]["en"]
    assert "the whole of that chain" in described[4]["en"]
    assert "reviewed" not in described[4]["en"]
    assert "one level higher" in INDICATORS[2]["citations"][0]["at"]["en"]
    assert "indicator 3" in RUBRIC["about"]["en"]
