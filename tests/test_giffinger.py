"""Giffinger's characteristics over a sample: z-scores, their plain means, coverage above 75%."""

from fractions import Fraction
from statistics import mean, stdev

import pytest

from smartscore import read_rubric
from smartscore.engine.sampling import Tallies, over_sample
from smartscore.engine.score import score
from smartscore.engine.tree import Tree
from smartscore.model.assessment import Rating
from smartscore.studies.sampling import doubts

TREE = read_rubric("giffinger")
CODES = [node.code for node in TREE.indicators()]
NUMBERS = {code: [3 + i % 5, 4 + i % 3, 8 + i % 7, 5.5, 2 + i % 2] for i, code in enumerate(CODES)}
"""A number of each of five places for each factor."""


def ratings(place: int, without: frozenset[str] = frozenset()) -> dict[str, Rating]:
    return {c: Rating(value=n[place]) for c, n in NUMBERS.items() if c not in without}


def sampled(without: frozenset[str] = frozenset()) -> Tree:
    """The rubric over five places, of which the first lacks some numbers."""
    seen = Tallies(TREE)
    for place in range(5):
        found = ratings(place, without if place == 0 else frozenset())
        seen.add(f"place {place}", [found.get(code) for code in CODES])
    tree = over_sample(TREE, seen)
    assert list(doubts(tree)) == []
    return tree


def test_it_has_six_characteristics_of_31_factors():
    assert [len(TREE.nodes[i].children) for i in TREE.whole.children] == [6, 7, 3, 4, 4, 7]
    quantities = [node.indicator.quantity for node in TREE.indicators() if node.indicator]
    assert {(q.over, q.method) for q in quantities if q} == {("sample", "z-score")}
    assert {q.better for q in quantities if q} == {"higher", "lower"}


def test_a_score_is_the_mean_of_means_of_z_scores():
    tree = sampled()
    for place in range(5):
        card = score(tree, {"giffinger": ratings(place)})
        wholes = []
        for part in card.whole.children:
            z = []
            for leaf in part.children:
                column, quantity = NUMBERS[leaf.code], leaf.indicator and leaf.indicator.quantity
                assert quantity
                sign = 1 if quantity.better == "higher" else -1
                z.append(sign * (column[place] - mean(column)) / stdev(column))
            wholes.append(mean(z))
            assert part.score is not None
            assert float(part.score) == pytest.approx(mean(z), abs=1e-12)
        assert card.whole.score is not None
        assert float(card.whole.score) == pytest.approx(mean(wholes), abs=1e-12)


@pytest.mark.parametrize(("known", "shown"), [(3, False), (4, True)])
def test_coverage_is_above_three_quarters_and_not_at_it(known, shown):
    """One of the four factors of mobility is known less: 75% of that characteristic."""
    codes = [TREE.nodes[i].code for i in TREE.nodes[TREE.by_code["mobility"]].children]
    without = frozenset(codes[known:])
    card = score(sampled(without), {"giffinger": ratings(0, without)})
    assert card["mobility"].availability == Fraction(known, 4)
    assert card["mobility"].withheld != shown
    assert card.whole.score is not None


def test_a_place_of_just_three_quarters_has_no_score():
    """Governance and half of mobility are unknown: 4.5 of 6 characteristics."""
    parts = {code: TREE.nodes[TREE.by_code[code]].children for code in ("governance", "mobility")}
    lost = [*parts["governance"], *parts["mobility"][:2]]
    without = frozenset(TREE.nodes[i].code for i in lost)
    card = score(sampled(without), {"giffinger": ratings(0, without)})
    assert card.whole.availability == Fraction(3, 4)
    assert card.whole.withheld
    assert card.whole.value is not None
