"""The change of a figure in parts: they add up exactly, and each is what it says."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from smartscore.arithmetic.numbers import exact
from smartscore.engine.resolving import resolve
from smartscore.engine.score import ratings_of, score
from smartscore.model.rubric import Rubric
from smartscore.results.result import Result
from smartscore.studies.attribution import CAUSES, Move, attributed, attribution

from .building import assessment, dimension, indicator, node, rubric, scored
from .test_laws import LEVELS, trees


@st.composite
def pairs(draw):
    """A rubric, and two sets of ratings of it."""
    data, before = draw(trees())
    kinds = {"unknown": {"unknown": "x"}, "away": {"not_applicable": "x"}}
    now = {code: draw(st.one_of(st.just(before[code]), LEVELS)) for code in before}
    subject = Rubric.model_validate(data)
    given_now = {c: kinds[r] if isinstance(r, str) else r for c, r in now.items()}
    return scored(subject, before), scored(subject, given_now)


@st.composite
def versions(draw):
    """Two rubrics with some codes in common, each with ratings."""
    cards = []
    for version in ("1.0.0", "2.0.0"):
        data, ratings = draw(trees())
        cards.append(scored(Rubric.model_validate({**data, "version": version}), ratings))
    return tuple(cards)


def from_cards(before, now, *, by_score):
    """What the figures of two cards differ by, found without what is tested."""
    span = exact(now.whole.display.max) - exact(now.whole.display.min)
    columns = ("value", "low_value", "high_value")
    ends = [[getattr(card.whole, name) for name in columns] for card in (before, now)]
    moves = [
        None if None in pair else (pair[1] - pair[0]) * span for pair in zip(*ends, strict=True)
    ]
    return Move(moves[0] if by_score else None, *moves[1:])


def adds_up(found):
    for i, whole in enumerate(found.total):
        parts = [found.due_to(cause)[i] for cause in CAUSES]
        if whole is None:
            assert None in parts or i == 0
        elif None not in parts:
            assert sum(parts, Fraction(0)) == whole
        else:
            raise AssertionError("a part is not told of a whole that is")


@settings(max_examples=300)
@given(pairs())
def test_parts_add_up_to_the_change_of_the_whole(cards):
    before, now = cards
    found = attribution(before, now)
    assert found.alike
    assert found.total == from_cards(before, now, by_score=found.by_score)
    adds_up(found)
    assert found.by_score == (before.whole.score is not None and now.whole.score is not None)
    if found.by_score:
        assert found.total.score == now.whole.score - before.whole.score
    for effect in found.effects:
        ratings = ratings_of(before)
        for change in effect.changes:
            assert change.now is not None
            ratings[change.now.owner.code][change.now.code] = change.now.rating
        alone = from_cards(before, score(before.tree, ratings), by_score=found.by_score)
        if effect.move is None:
            assert None in alone[:3] or not found.by_score
        else:
            assert effect.move == alone


@settings(max_examples=100)
@given(versions())
def test_parts_add_up_across_versions_too(cards):
    before, now = cards
    found = attribution(before, now)
    if None not in found.total[1:]:
        adds_up(found)
    if before.digest == now.digest:
        assert found.rubric == found.weights
        assert not any(each or 0 for each in found.rubric)


@given(pairs(), st.data())
def test_where_only_weights_differ_nothing_is_due_to_the_version(cards, data):
    before, now = cards
    tree = before.tree
    names = ["/".join(each.path) for each in tree.nodes[1:]]
    weights = {name: data.draw(st.integers(1, 9)) for name in names}
    turned = score(resolve(tree.rubric, tree.grafts, weights), ratings_of(now))
    found = attribution(before, turned)
    adds_up(found)
    assert not any(each or 0 for each in found.rubric)


def test_changes_that_do_not_touch_one_another_have_no_interaction():
    subject = rubric(
        dimension("d", indicator("a"), indicator("b", weight=3)), dimension("e", indicator("c"))
    )
    before = scored(subject, {"a": 1, "b": 3, "c": 5})
    now = scored(subject, {"a": 5, "b": 2, "c": 5})
    found = attribution(before, now)
    assert found.total == Move(*[Fraction("3.125")] * 3)
    assert found.interaction == Move(*[Fraction(0)] * 3)
    told = [(each.node.code, each.kind, each.move) for each in found.effects]
    moves = Move(*[Fraction("12.5")] * 3), Move(*[Fraction("-9.375")] * 3)
    assert told == [("a", "rated", moves[0]), ("b", "rated", moves[1])]


def test_what_becomes_known_narrows_the_bounds():
    subject = rubric(dimension("d", indicator("a"), indicator("b"), indicator("c"), indicator("e")))
    before = scored(subject, {"a": 3, "b": {"unknown": "x"}, "c": 5, "e": 1})
    now = scored(subject, {"a": 3, "b": 5, "c": {"unknown": "x"}, "e": {"not_applicable": "x"}})
    found = attribution(before, now)
    kinds = {each.node.code: each.kind for each in found.effects}
    assert kinds == {"b": "known", "c": "lost", "e": "applies"}
    assert found.due_to("known") == Move(Fraction("12.5"), Fraction(25), Fraction(0))
    assert found.due_to("rated") == Move(Fraction(0), Fraction(0), Fraction(0))
    adds_up(found)


def test_a_withheld_score_is_not_attributed_and_its_bounds_are():
    subject = rubric(
        dimension("d", indicator("a"), indicator("b")),
        missing={"treat": "exclude", "minimum_availability": 1},
    )
    found = attribution(scored(subject, {"a": 3}), scored(subject, {"a": 3, "b": 5}))
    assert not found.by_score
    assert found.total == Move(None, Fraction(50), Fraction(0))
    assert found.due_to("known") == found.total


def test_a_new_yardstick_is_no_progress():
    old = rubric(dimension("d", indicator("a"), indicator("b")))
    new = rubric(dimension("d", indicator("a", weight=3), indicator("b")), version="2.0.0")
    ratings = {"a": 5, "b": 1}
    found = attribution(scored(old, ratings), scored(new, ratings))
    assert found.total.score == 25
    assert found.weights.score == 25
    assert found.rubric.score == found.place.score == 0
    assert not found.effects


def test_what_another_version_asks_otherwise_is_due_to_the_version():
    old = rubric(dimension("d", indicator("a"), indicator("b", floor=0), indicator("gone")))
    new = rubric(
        dimension("d", indicator("a"), indicator("b"), indicator("fresh")), version="2.0.0"
    )
    before = scored(old, {"a": 3, "b": 1, "gone": 5})
    found = attribution(before, scored(new, {"a": 3, "b": 1, "fresh": 5}))
    assert [(each.node.code, each.why) for each in found.left] == [("gone", "gone")]
    assert [(each.node.code, each.kind) for each in found.effects] == [("fresh", "known")]
    assert before.whole.score == Fraction(170, 3)
    assert found.rubric.score == Fraction(25) - Fraction(170, 3)
    assert found.due_to("known").score == 25
    adds_up(found)


def test_a_level_of_another_scale_is_not_read():
    old = rubric(dimension("d", indicator("a"), indicator("b")))
    four = [{"points": n, "label": f"L{n}"} for n in range(1, 5)]
    new = rubric(
        dimension("d", *({"code": c, "title": c, "levels": {"1": "x", "4": "y"}} for c in "ab")),
        scale=four,
        version="2.0.0",
    )
    found = attribution(scored(old, {"a": 3, "b": 3}), scored(new, {"a": 4, "b": 4}))
    assert [each.why for each in found.left] == ["measured", "measured"]
    assert not found.by_score
    adds_up(found)
    assert found.due_to("known").low == 100


def test_an_indicator_without_which_nothing_is_left_is_part_of_the_interaction():
    subject = rubric(
        dimension("d", indicator("a"), indicator("b")),
        missing={"treat": "exclude", "minimum_availability": 0},
    )
    found = attribution(scored(subject, {"a": 2}), scored(subject, {"b": 4}))
    moves = {each.node.code: each.move for each in found.effects}
    assert moves["a"] is None
    assert moves["b"] == Move(Fraction(25), Fraction("37.5"), Fraction("-12.5"))
    assert found.interaction.score == 25
    assert found.total.score == 50


def test_an_indicator_at_several_places_changes_once():
    subject = rubric(dimension("d", indicator("a"), indicator("b")))
    before, now = scored(subject, {"a": 1, "b": 1}), scored(subject, {"a": 5, "b": 1})
    assert [each.node.code for each in attribution(before, now).effects] == ["a"]
    assert node(now, "a").value == 1


def test_rubrics_of_one_assessment_only_are_named():
    subject = rubric(dimension("d", indicator("a")))
    other = rubric(dimension("d", indicator("a")), code="other")
    before = Result(assessment({"a": 1}), (scored(subject, {"a": 1}),))
    now = Result(assessment({"a": 1}), (scored(other, {}), scored(subject, {"a": 1})))
    found = attributed(before, now)
    assert [each.now.rubric.code for each in found.rubrics] == ["own"]
    assert (found.only_before, found.only_now) == ((), ("other",))
