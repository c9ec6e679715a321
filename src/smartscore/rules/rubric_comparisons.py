"""Comparisons of children in pairs: each pair once, on Saaty's scale, and consistent."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from typing import Final, NamedTuple

from smartscore.arithmetic.numbers import exact, figure
from smartscore.arithmetic.weighting import CONSISTENT, Contradiction, contradiction
from smartscore.engine.comparisons import compared, pair_of, pairs
from smartscore.model.fields import rational, shown
from smartscore.model.rubric import Dimension, Indicator, Rubric
from smartscore.model.walking import children, parents
from smartscore.model.weights import ByComparison
from smartscore.rules.rule import Finding, Found, RubricCase, Rule
from smartscore.text.notation import digits
from smartscore.text.problems import Beside, Code, Route, Severity

_STRONGEST: Final = 9
"""Absolutely more important, the end of the scale of comparisons: Saaty (1980)."""

_LEAST: Final = Fraction(1, 1_000_000)
"""The least weight that comparisons may come to: of 12 decimals, six digits say something."""


class _Comparison(NamedTuple):
    """One comparison: how many times as important `first` is as `second`."""

    place: Route
    key: str
    first: str
    second: str
    ratio: Fraction
    given: str

    @property
    def strength(self) -> Fraction:
        """The ratio, from whichever side it is above one."""
        return max(self.ratio, 1 / self.ratio)

    @property
    def lesser(self) -> str:
        """The one that is less important."""
        return self.second if self.ratio > 1 else self.first

    def favour(self, code: str) -> Fraction:
        """How many times as important one of the two is as the other."""
        return self.ratio if code == self.first else 1 / self.ratio


def comparisons_leave_a_weight(case: RubricCase) -> Found:
    """Comparisons in pairs leave each child a weight of a millionth or more.

    They say how many times as important one child is as another, on a scale from 1/9 to 9 (Saaty
    1980), on which no weight comes near nothing. A ratio of a billion is most often a digit too
    many, and the weight that came of it could not be told from zero. What is not to count at all
    has a `weight` of 0, where the siblings have their weights written too. Each expert's judgements
    are looked at, and what they come to together.

    Breaks:
        weights: {method: ahp, comparisons: {mandate/people: 10000000000000}}

    Keeps:
        weights: {method: ahp, comparisons: {mandate/people: 9}}
    """
    for route, parent in parents(case.rubric):
        if not isinstance(parent.weights, ByComparison):
            continue
        experts = [list(expert) for expert in _comparisons(route, parent.weights)]
        wide = [each for one in experts for each in one if each.strength > 1 / _LEAST]
        for each in wide:
            yield each.place, {"code": each.lesser, "parent": parent.code, "pair": each.key}
        codes = [case.code(child) for _, child in children(parent, route)]
        if not wide and all(_are_complete(one, codes) for one in experts):
            yield from _too_light(parent, parent.weights, codes, experts)


def _too_light(
    parent: Rubric | Dimension,
    weights: ByComparison,
    codes: list[str],
    experts: list[list[_Comparison]],
) -> Found:
    """Each child that comes to too little, once, at the comparison that speaks most against it."""
    joined = compared(weights, codes)
    judged = [*zip(joined.experts, experts, strict=False)]
    judged.append((joined, [each for one in experts for each in one]))
    told: set[str] = set()
    for found, comparisons in judged:
        for code, weight in zip(codes, found.weights, strict=True):
            if weight < _LEAST and code not in told:
                told.add(code)
                about = [each for each in comparisons if code in (each.first, each.second)]
                worst = min(about, key=lambda each: each.favour(code))
                yield worst.place, {"code": code, "parent": parent.code, "pair": worst.key}


def _comparisons(route: Route, weights: ByComparison) -> Iterator[Iterator[_Comparison]]:
    """What each expert says of each pair, with its place; `route` leads to the parent."""
    for i, judgement in enumerate(weights.experts):
        place = (*route, "weights", *weights.place(i))
        yield (
            _Comparison((*place, key), key, *pair_of(key), rational(ratio), _said(ratio))
            for key, ratio in judgement.items()
        )


def _said(ratio: int | float | str) -> str:
    """A ratio as files have it: 1/3, or 0.000001 and not 1e-06."""
    return shown(ratio if isinstance(ratio, str) else digits(ratio))


def _are_complete(comparisons: list[_Comparison], codes: list[str]) -> bool:
    """Whether each pair of children is compared once, and nothing else."""
    wanted = {frozenset(pair) for pair in combinations(codes, 2)}
    written = [frozenset((each.first, each.second)) for each in comparisons]
    return len(written) == len(wanted) and set(written) == wanted


def comparisons_are_on_their_scale(case: RubricCase) -> Found:
    """A comparison in pairs lies from 1/9 to 9.

    On the scale on which people can compare, 1 is as important, 3 somewhat more, 5 clearly more, 7
    very much more and 9 absolutely more important, with the numbers between for what lies between
    (Saaty 1980). The random index and the limit of 0.10 for the consistency ratio hold for this
    scale. What is a hundred times as important stands beside what does not matter: group the
    children so that those compared are of one order, or write a `weight` for each.

    Breaks:
        weights: {method: ahp, comparisons: {mandate/people: 12}}

    Keeps:
        weights: {method: ahp, comparisons: {mandate/people: 1/9}}
    """
    for route, parent in parents(case.rubric):
        if isinstance(parent.weights, ByComparison):
            for expert in _comparisons(route, parent.weights):
                for each in expert:
                    if _STRONGEST < each.strength <= 1 / _LEAST:
                        yield each.place, {"pair": each.key, "given": each.given}


def comparisons_are_consistent(case: RubricCase) -> Found:
    """Comparisons in pairs agree with one another: a consistency ratio of 0.10 or less.

    If `a` is three times as important as `b`, and `b` twice as important as `c`, then `a` should be
    about six times as important as `c`. Above 0.10 the comparisons say little about the weights
    (Saaty 1980) and are asked again. The message names the comparison that is furthest from the
    ratio of the weights that come of all of them (Saaty 2003), and what the others would have it
    be: begin there.

    Breaks:
        weights:
          method: ahp
          comparisons: {people/plan: 9, plan/budget: 9, people/budget: 1/9}
        dimensions:
          - {code: plan, title: P, indicators: [{code: a, title: A, levels: document}]}
          - {code: people, title: Q, indicators: [{code: b, title: B, levels: document}]}
          - {code: budget, title: R, indicators: [{code: c, title: C, levels: document}]}

    Keeps:
        weights:
          method: ahp
          comparisons: {people/plan: 2, plan/budget: 2, people/budget: 4}
        dimensions:
          - {code: plan, title: P, indicators: [{code: a, title: A, levels: document}]}
          - {code: people, title: Q, indicators: [{code: b, title: B, levels: document}]}
          - {code: budget, title: R, indicators: [{code: c, title: C, levels: document}]}
    """
    tree = case.tree
    if tree is None:
        return
    for node in tree.nodes:
        weights = None if isinstance(node.written, Indicator) else node.written.weights
        if node.inside or not isinstance(weights, ByComparison) or node.priorities is None:
            continue
        codes = [tree.nodes[index].code for index in node.children]
        each = node.priorities.experts or (node.priorities,)
        for i, (judgement, found) in enumerate(zip(weights.experts, each, strict=True)):
            ratio = found.consistency_ratio
            if ratio is None or ratio <= CONSISTENT:
                continue
            odd = contradiction(codes, pairs(judgement), found.weights)
            values = {"ratio": f"{ratio:.2f}", "most": f"{CONSISTENT:.2f}"}
            place = (*node.route, "weights", *weights.place(i))
            if odd is None:
                yield place, values
                continue
            values |= _contradicting(judgement, odd)
            against = [
                Beside((*place, key), "against")
                for key in judgement
                if odd.through in pair_of(key) and set(pair_of(key)) & set(odd.pair)
            ]
            yield Finding((*place, values["pair"]), values, related=tuple(against))


def _contradicting(
    judgement: Mapping[str, int | float | str], odd: Contradiction
) -> dict[str, str]:
    """The comparison that contradicts the others most, as it is written, and what would fit."""
    key = next(key for key in judgement if pair_of(key) == odd.pair)
    fitting = exact(odd.fitting)
    on_scale = min(max(fitting, Fraction(1, _STRONGEST)), Fraction(_STRONGEST))
    variant = "pair"
    if abs(on_scale - fitting) > Fraction(1, 10**9):
        at_the_end = rational(judgement[key]) == on_scale
        variant = "pair-at-the-end" if at_the_end else "pair-to-the-end"
    return {
        "variant": variant,
        "pair": key,
        "given": _said(judgement[key]),
        "fitting": _as_written(on_scale),
    }


def _as_written(ratio: Fraction) -> str:
    """A ratio of importance as one would write it: 2.5, or 0.4; the ends of the scale exactly.

    >>> _as_written(Fraction(5, 2)), _as_written(Fraction(2, 5)), _as_written(Fraction(1, 800))
    ('2.5', '0.4', '0.0013')
    >>> _as_written(Fraction(1, 9)), _as_written(Fraction(9))
    ('1/9', '9')
    """
    if ratio in (_STRONGEST, Fraction(1, _STRONGEST)):
        return str(ratio)
    decimals = 1
    while ratio < 1 and decimals < 12 and ratio * 10 ** (decimals - 1) < 1:
        decimals += 1
    written = figure(ratio, decimals)
    if Fraction(written) < Fraction(1, _STRONGEST) < ratio:
        return str(Fraction(1, _STRONGEST))
    return written.rstrip("0") if ratio < 1 else written


RULES: tuple[Rule[RubricCase], ...] = (Rule(Code("R130"), comparisons_leave_a_weight),)
"""What a rubric must keep before it can score."""

QUALITY: tuple[Rule[RubricCase], ...] = (
    Rule(Code("R219", Severity.WARNING, blocks=False), comparisons_are_consistent),
    Rule(Code("R223", Severity.WARNING, blocks=False), comparisons_are_on_their_scale),
)
"""What a rubric can score without, but had better keep."""
