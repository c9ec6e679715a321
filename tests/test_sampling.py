"""Over a sample: Table 15 of the OECD/JRC handbook, and what holds of any sample."""

import pickle
from collections.abc import Sequence
from fractions import Fraction
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

import smartscore
from smartscore.arithmetic.moments import Moments, root
from smartscore.arithmetic.numbers import figure
from smartscore.batches import record
from smartscore.batches.figures import Figures
from smartscore.engine.sampled import ByRank, LeftOut, Spread
from smartscore.engine.sampling import Tallies, needs_sample, over_sample
from smartscore.engine.score import score
from smartscore.engine.tree import Tree
from smartscore.model.assessment import Rating

RUBRIC = """\
smartscore: rubric/1
code: schooling
version: 1.0.0
title: Years of schooling
display: {min: -3, max: 3, decimals: 2}
dimensions:
  - code: all
    title: All
    indicators:
      - {code: z, title: Z, quantity: {unit: years, over: sample, better: BETTER, method: z-score}}
      - {code: span, title: M, quantity: {unit: years, over: sample, better: BETTER}}
      - {code: rank, title: R, quantity: {unit: years, over: sample, better: BETTER, method: rank}}
"""
"""`method` is min-max where none is written."""

# OECD and JRC (2008), Handbook on Constructing Composite Indicators, Table 15: years of
# school, then rank (high is top), z-score, min-max and percentile as they are printed.
TABLE_15 = """\
Finland|10|15|0.26|0.59|65.2
United States|12|23|1.52|1.00|100.0
Sweden|11.4|19|1.14|0.88|82.6
Japan|9.5|12|-0.06|0.49|52.2
Korea, Rep. of|10.8|17|0.76|0.76|73.9
Netherlands|9.4|9|-0.12|0.47|39.1
United Kingdom|9.4|9|-0.12|0.47|39.1
Canada|11.6|20|1.27|0.92|87.0
Australia|10.9|18|0.83|0.78|78.3
Singapore|7.1|1|-1.58|0.00|4.3
Germany|10.2|16|0.38|0.63|69.6
Norway|11.9|22|1.46|0.98|95.7
Ireland|9.4|9|-0.12|0.47|39.1
Belgium|9.3|8|-0.19|0.45|34.8
New Zealand|11.7|21|1.33|0.94|91.3
Austria|8.4|6|-0.76|0.27|26.1
France|7.9|5|-1.08|0.16|21.7
Israel|9.6|14|0.00|0.51|60.9
Spain|7.3|4|-1.46|0.04|17.4
Italy|7.2|3|-1.52|0.02|13.0
Czech Republic|9.5|12|-0.06|0.49|52.2
Hungary|9.1|7|-0.31|0.41|30.4
Slovenia|7.1|1|-1.58|0.00|4.3
"""


def _tree(better: str = "higher", transform: str = "identity") -> Tree:
    text = RUBRIC.replace("BETTER", f"{better}, transform: {transform}")
    return smartscore.read_rubric(text)


def _seen(tree: Tree, numbers: Sequence[float | str | None], first: int = 0) -> Tallies:
    found = Tallies(tree)
    for i, number in enumerate(numbers):
        rating = None if number is None else Rating(value=number)
        found.add(f"place {first + i}", [rating] * len(tree.leaves))
    return found


def _values(tree: Tree, number: float | str) -> list[Fraction]:
    rating = Rating(value=number)
    card = score(tree, {"schooling": {"z": rating, "span": rating, "rank": rating}})
    return [_known(node.value) for node in card.indicators]


def _known(value: Fraction | None) -> Fraction:
    assert value is not None
    return value


def _spread(tree: Tree) -> Spread:
    assert tree.sample is not None
    return next(iter(tree.sample.spreads.values()))


@pytest.mark.parametrize("row", TABLE_15.splitlines(), ids=lambda row: row.split("|")[0])
def test_table_15_of_the_handbook(row):
    years = [float(line.split("|")[1]) for line in TABLE_15.splitlines()]
    tree = over_sample(_tree(), _seen(_tree(), years))
    _, number, rank, z, span, percentile = row.split("|")
    rating = Rating(value=float(number))
    card = score(tree, {"schooling": {"z": rating, "span": rating, "rank": rating}})
    by_z, by_span, by_rank = card.indicators
    assert by_z.shown == z
    assert figure(_known(by_span.value), 2) == span
    assert figure(_known(by_rank.value) * 100, 1) == percentile
    assert _known(by_rank.value) * 23 == int(rank)


@given(st.lists(st.integers(-1000, 1000).map(lambda n: n / 100), min_size=3, max_size=12))
def test_means_and_spreads_are_those_of_the_standard_library(numbers):
    found = Moments()
    for number in numbers:
        found.add(Fraction(repr(number)))
    exact = [Fraction(repr(number)) for number in numbers]
    assert found.mean == mean(exact)
    assert float(root(_known(found.variance))) == pytest.approx(stdev(exact), rel=1e-12)


@given(
    st.lists(
        st.one_of(st.none(), st.integers(0, 50).map(lambda n: n / 8), st.just("23/7")), max_size=12
    ),
    st.integers(0, 12),
)
def test_it_matters_not_how_places_are_shared_out(numbers, cut):
    tree = _tree()
    whole = over_sample(tree, _seen(tree, numbers))
    one, other = _seen(tree, numbers[:cut]), _seen(tree, numbers[cut:], len(numbers[:cut]))
    one.merge(pickle.loads(pickle.dumps(other)))
    parts = over_sample(tree, one)
    assert parts.sample == whole.sample
    assert parts.digest == whole.digest
    assert [n.measure for n in parts.nodes] == [n.measure for n in whole.nodes]


@given(st.lists(st.integers(1, 60), min_size=3, max_size=9).filter(lambda n: len(set(n)) > 1))
def test_lower_is_the_mirror_of_higher(numbers):
    up, down = _tree(), _tree("lower")
    up = over_sample(up, _seen(up, numbers))
    down = over_sample(down, _seen(down, [-n for n in numbers]))
    for number in numbers:
        assert _values(up, number) == _values(down, -number)


@given(st.lists(st.integers(1, 9), min_size=3, max_size=9).filter(lambda n: len(set(n)) > 1))
def test_an_unknown_lies_between_the_worst_and_the_best_of_the_sample(numbers):
    tree = over_sample(_tree(), _seen(_tree(), numbers))
    card = score(tree, {})
    for place, node in enumerate(card.indicators):
        assert node.low_value == min(_values(tree, n)[place] for n in numbers)
        assert node.high_value == max(_values(tree, n)[place] for n in numbers)
        assert node.value is None


def test_a_z_score_lies_beyond_the_display_and_is_not_trimmed():
    tree = _tree()
    numbers = [0.0] * 19 + [1.0]
    tree = over_sample(tree, _seen(tree, numbers))
    card = score(tree, {"schooling": {"z": Rating(value=1)}})
    node = card["z"]
    assert node.shown == "4.25"  # 0.95 / stdev
    assert _known(node.value) > 1
    assert not node.clipped
    assert float(_known(node.score)) == pytest.approx((1 - 0.05) / stdev(numbers))


@pytest.mark.parametrize(
    ("numbers", "coverage", "why"),
    [
        ([1, 2], 0, "few"),
        ([1, 2, None, None], 0, "few"),
        ([4, 4, 4], 0, "constant"),
        ([1, 2, 3, None, None], Fraction(2, 3), "coverage"),
        ([1, 2, 3, None], Fraction(3, 4), None),
    ],
)
def test_what_tells_no_places_apart_is_left_out_for_all(numbers, coverage, why):
    tree = over_sample(_tree(), _seen(_tree(), numbers), coverage)
    card = score(tree, {"schooling": {"z": Rating(value=1)}})
    node = card["z"]
    assert _spread(tree).left_out == why
    assert isinstance(node.place.measure, LeftOut) == (why is not None)
    assert node.status == ("rated" if why is None else "not_applicable")
    assert (node.value is None) == (why is not None)
    assert card.whole.availability == (None if why else Fraction(1, 3))


def test_outliers_are_named_and_stay():
    tree = _tree()
    numbers = [10.0, 11.0, 9.0, 10.5, 9.5, 10.0, 300.0]
    tree = over_sample(tree, _seen(tree, numbers))
    spread = _spread(tree)
    assert [(each.place, each.number) for each in spread.outliers] == [("place 6", 300)]
    assert spread.known == 7
    assert spread.highest == 300
    assert not spread.skewed


def test_many_outliers_are_named_up_to_five():
    tree = _tree()
    tree = over_sample(tree, _seen(tree, [2.0**n for n in range(40)]))
    spread = _spread(tree)
    assert [each.place for each in spread.outliers] == [f"place {n}" for n in range(39, 34, -1)]
    assert spread.skewed


def test_logarithms_are_compared_where_they_are_asked_for():
    tree = _tree(transform="log")
    tree = over_sample(tree, _seen(tree, [1, 10, 100]))
    assert [float(v) for v in _values(tree, 10)[:2]] == pytest.approx([0.5, 0.5])


def test_a_number_from_outside_the_sample_moves_nothing_of_it():
    tree = over_sample(_tree(), _seen(_tree(), [1, 2, 3]))
    z, span, rank = _values(tree, 9)
    assert z == Fraction(7 + 3, 6)
    assert (span, rank) == (1, 1)
    by_rank = tree.nodes[tree.leaves[2]].measure
    assert isinstance(by_rank, ByRank)
    assert (by_rank.better(Fraction(3)), by_rank.better(Fraction(1))) == (0, 2)


def test_a_tree_says_whether_it_needs_a_sample():
    tree = _tree()
    assert needs_sample(tree)
    assert Tallies(tree)
    known = over_sample(tree, _seen(tree, [1, 2, 3]))
    assert not needs_sample(known)
    assert repr(known).endswith("(over 3 places)>")
    assert not Tallies(smartscore.read_rubric("indrajit"))


def test_skewness_and_kurtosis_are_those_of_spreadsheets():
    """The example of SKEW and KURT in the manual of Excel."""
    found = Moments()
    for number in (3, 4, 5, 2, 3, 4, 5, 6, 4, 7):
        found.add(Fraction(number))
    assert figure(_known(found.skewness), 6) == "0.359543"
    assert figure(_known(found.kurtosis), 6) == "-0.151800"


BEYOND = """\
smartscore: rubric/1
code: beyond
version: 1.0.0
title: Beyond
dimensions:
  - code: both
    title: Both
    dimensions:
      - code: a
        title: A
        indicators: [{code: span, title: S, quantity: {unit: x, over: sample, better: higher}}]
      - code: b
        title: B
        indicators:
          - {code: z, title: Z, quantity: {unit: x, over: sample, better: lower, method: z-score}}
gates:
  - {when: both, below: 90, cap: few, because: A gate}
bands:
  - {code: few, from: 0, label: Few}
  - {code: many, from: 95, label: Many}
"""


def test_bounds_hold_a_score_above_all_that_is_unknown_could_bring():
    places = [(100, 1), (150, 2), (90, 10), (400, None)]
    found = [[Rating(value=s), None if z is None else Rating(value=z)] for s, z in places]
    tree = smartscore.read_rubric(BEYOND)
    tallies = Tallies(tree)
    for i, each in enumerate(found):
        tallies.add(str(i), each)
    tree = over_sample(tree, tallies)
    card = score(tree, {"beyond": dict(zip(("span", "z"), found[3], strict=True))})
    both, unknown = card["both"], card["b"]
    assert both.score == both.high == 100
    assert unknown.high is not None
    assert unknown.high_value is not None
    assert unknown.high < 90
    assert both.lifted
    assert not unknown.lifted
    assert both.highest_value == (1 + unknown.high_value) / 2
    assert [gate.state for gate in card.whole.gates] == ["open"]
    figures = Figures(tree)
    cells = [figures.cell(i, rating) for i, rating in enumerate(found[3])]
    assert figures.of(cells) == record.figures(card)
