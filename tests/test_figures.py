"""The figures of rows equal those of cards in every letter, whatever the rubric."""

import pickle
import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings

from smartscore import read_rubric
from smartscore.batches import figures as module
from smartscore.batches import record
from smartscore.batches.figures import Figures
from smartscore.engine.card import Card
from smartscore.engine.sampling import Tallies, over_sample
from smartscore.engine.score import ratings_of, score
from smartscore.engine.tree import Node, Tree
from smartscore.model.assessment import Rating
from smartscore.read.shelf import bundled

from .building import dimension, indicator, rubric, scored
from .test_reference_engine import fast, rubrics

RUBRICS = sorted(bundled().glob("*.yaml"), key=lambda path: path.name)


def quickly(figures: Figures, tree: Tree, ratings: Mapping[str, Mapping[str, Rating | None]]):
    cells = [
        figures.cell(place, ratings.get(node.owner.code, {}).get(node.code))
        for place, node in enumerate(tree.indicators())
    ]
    return figures.of(cells)


def told(tree: Tree, texts: record.Texts) -> dict[str, str]:
    names = [field.name for field in record.fields(tree)][len(record.FACTS) : -1]
    return dict(zip(names, texts, strict=True))


def holds(card: Card) -> None:
    found = quickly(Figures(card.tree), card.tree, ratings_of(card))
    assert told(card.tree, found) == told(card.tree, record.figures(card))


@settings(max_examples=100)
@given(rubrics())
def test_figures_equal_those_of_a_card(case):
    holds(fast(case))


def drawn(node: Node, draw: random.Random) -> Rating | None:
    """A rating in the measure of an indicator, or none."""
    chance = draw.random()
    inside = node.indicator
    assert inside is not None
    if chance < 0.2:
        return None if chance < 0.1 else Rating(unknown="x")
    if chance < 0.25:
        return Rating(not_applicable="x")
    if inside.measure == "levels":
        points = [point.points for point in node.owner.scale]
        if node.owner.between and chance < 0.6:
            return Rating(level=round(draw.uniform(min(points), max(points)), draw.randint(1, 3)))
        return Rating(level=draw.choice(points))
    if inside.quantity is not None:
        worst, best = inside.quantity.worst or 1, inside.quantity.best or 0
        value = worst + (best - worst) * draw.uniform(-0.1, 1.1)
        return Rating(value=max(round(value, 3), 0.001))
    if inside.checklist is not None:
        return Rating(met=tuple(one.code for one in inside.checklist if draw.random() < 0.5))
    assert inside.survey is not None
    mean = round(draw.uniform(inside.survey.min, inside.survey.max), 2)
    return Rating.model_validate({"responses": {"mean": mean, "n": 20}})


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_every_bundled_rubric_in_every_measure(path: Path):
    draw = random.Random(path.stem)
    tree = read_rubric(path)
    figures = Figures(tree)
    for _ in range(8):
        ratings: dict[str, dict[str, Rating | None]] = {}
        for node in tree.indicators():
            ratings.setdefault(node.owner.code, {})[node.code] = drawn(node, draw)
        expected = told(tree, record.figures(score(tree, ratings)))
        assert told(tree, quickly(figures, tree, ratings)) == expected
        assert told(tree, quickly(figures, tree, ratings)) == expected  # what is kept is the same


@pytest.mark.parametrize("method", ["z-score", "min-max", "rank"])
def test_numbers_over_a_sample_that_lie_beyond_all_scales(method):
    quantity = {"unit": "x", "over": "sample", "better": "lower", "method": method}
    bare = [{"code": c, "title": c, "quantity": quantity} for c in ("i", "j", "k")]
    bands = [{"code": "low", "from": -3, "label": "L"}, {"code": "high", "from": 0, "label": "H"}]
    display = {"min": -3, "max": 3, "decimals": 2}
    dimensions = dimension("d", *bare[:2]), dimension("e", bare[2], indicator("l"))
    gates = [{"when": "i", "below": 0.5, "cap": "low", "because": "x"}]
    subject = rubric(*dimensions, display=display, bands=bands, gates=gates)
    tree, draw = scored(subject, {}).tree, random.Random(method)
    numbers = [[draw.choice([None, *range(9), 80]) for _ in range(3)] for _ in range(12)]
    places = [[None if n is None else Rating(value=n) for n in row] for row in numbers]
    tallies = Tallies(tree)
    for i, place in enumerate(places):
        tallies.add(f"{i}", [*place, Rating(level=1 + i % 5)])
    over = over_sample(tree, tallies)
    figures = Figures(over)
    for i, place in enumerate(places):
        rated = [*place, Rating(level=1 + i % 5)]
        ratings = {"own": dict(zip(("i", "j", "k", "l"), rated, strict=True))}
        expected = told(over, record.figures(score(over, ratings)))
        assert told(over, quickly(figures, over, ratings)) == expected


def test_no_more_is_kept_than_the_bound(monkeypatch):
    monkeypatch.setattr(module, "_KEPT", 3)
    tree = read_rubric(bundled() / "spbe-2020.yaml")
    figures, draw = Figures(tree), random.Random(1)
    for _ in range(20):
        ratings = {tree.whole.code: {n.code: drawn(n, draw) for n in tree.indicators()}}
        assert quickly(figures, tree, ratings) == record.figures(score(tree, ratings))
    assert {len(plan.kept) for plan in figures._plans} == {3}


def test_the_columns_are_those_of_the_whole_and_of_what_has_children():
    tree = scored(rubric(dimension("d", indicator("i")), dimension("e", indicator("j"))), {}).tree
    names = [field.name for field in record.fields(tree)]
    assert names[:6] == ["name", "code", "group", "date", "shown", "score"]
    assert names[12:14] == ["d.shown", "d.score"]
    assert names[-2:] == ["e.gates", "remarks"]
    assert {field.kind for field in record.fields(tree) if field.name.endswith("score")} == {
        "number"
    }


def test_a_gate_says_what_it_watches_and_what_became_of_it():
    bands = [{"code": "low", "from": 0, "label": "Low"}, {"code": "high", "from": 50, "label": "H"}]
    gates = [
        {"when": "i", "below": 50, "cap": "low", "because": "x"},
        {"when": "j", "below": 50, "cap": "low", "because": "x"},
    ]
    subject = rubric(dimension("d", indicator("i"), indicator("j")), bands=bands, gates=gates)
    open_, fired = scored(subject, {"i": 5}), scored(subject, {"i": 1, "j": 5})
    for card, expected in (
        (open_, ("100.0", "high", "j:open")),
        (fired, ("50.0", "low", "i:fired")),
    ):
        found = told(card.tree, record.figures(card))
        assert (found["shown"], found["band"], found["gates"]) == expected
        holds(card)


def test_what_is_withheld_is_empty_and_its_bounds_are_told():
    two = dimension("d", indicator("i"), indicator("j"))
    card = scored(rubric(two, missing={"minimum_availability": 0.6}), {"i": 3})
    found = told(card.tree, record.figures(card))
    names = ("shown", "score", "low", "high", "availability", "band")
    assert [found[name] for name in names] == ["", "", "25.0", "75.0", "0.5", ""]
    holds(card)


def test_the_lowest_level_is_told_as_it_was_written():
    subject = rubric(dimension("d", indicator("i"), indicator("j")), between=True)
    card = scored(subject, {"i": 2.5, "j": 4})
    assert told(card.tree, record.figures(card))["staged"] == "2.5"
    holds(card)


def test_a_tree_and_its_figures_can_be_sent_to_another_process():
    card = scored(rubric(dimension("d", indicator("i"))), {"i": 3})
    figures = pickle.loads(pickle.dumps(Figures(card.tree)))
    assert quickly(figures, card.tree, ratings_of(card)) == record.figures(card)
