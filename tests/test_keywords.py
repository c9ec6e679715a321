"""How documents speak of every indicator of the bundled rubrics, in both languages."""

from collections import Counter

import pytest

from smartscore import read_rubric
from smartscore.model.fields import LANGUAGES, Keywords, in_language
from smartscore.model.rubric import Indicator
from smartscore.model.walking import walk
from smartscore.passages import places
from smartscore.passages.words import stems, tells
from smartscore.read.shelf import bundled

FEWEST, MOST = 3, 7
SHARED = 3
"""Indicators of one rubric that a keyword may stand for: of more it would find none."""


@pytest.mark.parametrize("path", sorted(bundled().glob("*.yaml")), ids=lambda path: path.stem)
def test_every_indicator_has_keywords_that_tell_it_from_others(path):
    rubric = read_rubric(path).rubric
    used: Counter[str] = Counter()
    for _, node in walk(rubric):
        if not isinstance(node, Indicator):
            continue
        assert isinstance(node.keywords, Keywords), node.code
        here = set()
        for language in LANGUAGES:
            said = [" ".join(stems(word)) for word in getattr(node.keywords, language)]
            assert FEWEST <= len(said) <= MOST, (node.code, language)
            assert len(set(said)) == len(said), (node.code, language)
            assert " ".join(stems(in_language(node.title, language))) not in said, node.code
            here.update(said)
        for word in here:
            assert any(map(tells, word.split())), (node.code, word)
        for word in (*node.keywords.id, *node.keywords.en):
            assert not list(places.mentions(word)), (node.code, word)
        used.update(here)
    assert not [word for word, times in used.items() if times > SHARED]
