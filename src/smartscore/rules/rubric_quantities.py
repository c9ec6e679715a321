"""What must hold of the keys of a quantity among themselves."""

from smartscore.model.measures import Quantity
from smartscore.model.rubric import Indicator
from smartscore.model.walking import walk
from smartscore.rules.rule import Found, RubricCase, Rule
from smartscore.text.problems import Code, Route


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


RULES: tuple[Rule[RubricCase], ...] = (
    Rule(Code("R222", about_key=True), keys_of_a_quantity_fit_its_kind),
)
