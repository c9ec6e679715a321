"""What must hold of quantities: their keys among themselves, and the means above them."""

from typing import Final

from smartscore.model.measures import Quantity
from smartscore.model.rubric import Dimension, Graft, Indicator, Rubric
from smartscore.model.walking import parents, walk
from smartscore.rules.rule import Found, RubricCase, Rule
from smartscore.text.problems import Code, Route

BETWEEN_ENDS: Final = ("geometric", "harmonic")
"""The means that are taken of values of zero or more only."""

Z_SCORES_ADD_UP: Final = Code("R224")


def keys_of_a_quantity_fit_its_kind(case: RubricCase) -> Found:
    """A quantity has no key that would be passed over: of a sample beside goalposts, or of these.

    Which direction is better follows from the goalposts: `worst: 30, best: 2` says that less is
    better. A `better: lower` beside `worst: 0, best: 10` would look as if it turned that round,
    and it would not. `better` and `method` stand beside `over: sample`, `clip` beside goalposts.

    Breaks:
        dimensions:
          - code: mandate
            title: Mandate
            indicators:
              - code: waiting
                title: Waiting time
                quantity: {unit: days, worst: 2, best: 30, better: lower}
        gates: []

    Keeps:
        dimensions:
          - code: mandate
            title: Mandate
            indicators:
              - code: waiting
                title: Waiting time
                quantity: {unit: days, worst: 30, best: 2}
        gates: []
    """
    for route, node in walk(case.rubric):
        quantity = node.quantity if isinstance(node, Indicator) else None
        if quantity is not None:
            yield from _passed_over(quantity, (*route, "quantity"))


def _passed_over(quantity: Quantity, route: Route) -> Found:
    """The keys that would do nothing."""
    kind = "goalposts" if quantity.over is None else "sample"
    keys = ("better", "method") if kind == "goalposts" else ("clip",)
    for key in keys:
        if getattr(quantity, key) is not None:
            yield (*route, key), {"key": key, "variant": kind}


def z_scores_are_added_up(case: RubricCase) -> Found:
    """Above z-scores stand means that take numbers below zero: no geometric or harmonic one.

    A z-score is not held between two ends. Three standard deviations below the mean of the sample
    are worth 0, and what lies farther out is worth less than that, of which there is neither a root
    nor a reciprocal that says anything. Take the arithmetic mean, or the minimum or maximum; or
    `method: min-max` or `rank`, which stay between 0 and 1. Under a geometric mean the worst place
    of a min-max is 0 and makes the mean 0.

    Breaks:
        aggregate: geometric
        dimensions:
          - code: mandate
            title: Mandate
            indicators:
              - code: income
                title: Income
                quantity: {unit: USD, over: sample, better: higher, method: z-score}
        gates: []

    Keeps:
        aggregate: arithmetic
        dimensions:
          - code: mandate
            title: Mandate
            indicators:
              - code: income
                title: Income
                quantity: {unit: USD, over: sample, better: higher, method: z-score}
        gates: []
    """
    told: set[Route] = set()
    for route, node in parents(case.rubric):
        method = node.aggregate or case.rubric.aggregate
        at = (*route, "aggregate") if node.aggregate in BETWEEN_ENDS else ("aggregate",)
        if method not in BETWEEN_ENDS or at in told:
            continue
        found = _z_score(node, case)
        if found is not None:
            told.add(at)
            yield at, {"method": method, "code": found.code}


def _z_score(node: Rubric | Dimension, case: RubricCase) -> Indicator | None:
    """The first indicator beneath a node that is scored by z-scores, in grafts too."""
    for _, child in walk(node):
        if isinstance(child, Indicator) and child.quantity and child.quantity.method == "z-score":
            return child
        inside = case.grafted.get(child.rubric) if isinstance(child, Graft) else None
        if inside is not None and (found := _z_score(inside, case)) is not None:
            return found
    return None


def samples_say_which_way_is_better(case: RubricCase) -> Found:
    """A quantity over a sample says which direction is better.

    Beside goalposts it follows from them. Over a sample nothing says whether a rank of 1 belongs to
    the most or to the least; taken the wrong way round, the worst place would be first. Where no
    `method` is written it is `min-max`.

    Breaks:
        dimensions:
          - code: mandate
            title: Mandate
            indicators:
              - code: waiting
                title: Waiting time
                quantity: {unit: days, over: sample}
        gates: []

    Keeps:
        dimensions:
          - code: mandate
            title: Mandate
            indicators:
              - code: waiting
                title: Waiting time
                quantity: {unit: days, over: sample, better: lower}
        gates: []
    """
    for route, node in walk(case.rubric):
        quantity = node.quantity if isinstance(node, Indicator) else None
        if quantity is not None and quantity.over and quantity.better is None:
            yield (*route, "quantity", "over"), {"code": case.code(node)}


RULES: tuple[Rule[RubricCase], ...] = (
    Rule(Code("R222", about_key=True), keys_of_a_quantity_fit_its_kind),
    Rule(Z_SCORES_ADD_UP, z_scores_are_added_up),
    Rule(Code("R225"), samples_say_which_way_is_better),
)
