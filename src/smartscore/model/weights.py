"""Weights that come of comparisons in pairs or of ranks, and other weights by name."""

import re
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
)

from smartscore.model.fields import (
    ONE_OR_MORE,
    Code,
    Model,
    Weight,
    fraction,
    not_empty,
    number,
    shown,
)
from smartscore.text import shape_faults
from smartscore.text.problems import Route, Wrong


def _ratio(value: Any) -> Any:
    """A ratio of importance: a number above zero, or a fraction such as 1/3."""
    found = fraction(value, _FRACTION, _MOST) if isinstance(value, str) else number(value)
    parts = map(int, found.split("/")) if isinstance(found, str) else [found]
    if min(parts) <= 0:
        raise Wrong(shape_faults.OUT_OF_BOUNDS, value=shown(value), limit="gt", bound="0")
    return found


_MOST: Final = 6
_FRACTION = re.compile(r"-?[0-9]{1,6}/[0-9]{1,6}")


Ratio = Annotated[
    int | float | str,
    BeforeValidator(_ratio),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "exclusiveMinimum": 0},
                {"type": "string", "pattern": "^(?=0*[1-9])[0-9]{1,6}/(?=0*[1-9])[0-9]{1,6}$"},
            ]
        }
    ),
]
"""How many times as important: 3, or 1/3."""


Judgement = Annotated[
    dict[str, Ratio],
    Field(title="Comparisons", description="`a/b: 3`: how many times as important."),
]
"""What one expert says of the pairs."""


def _judges(value: Any) -> str:
    return "experts" if isinstance(value, list | tuple) else "one"


def _are_listed(value: Any) -> Any:
    """Several experts stand in a list, and not under their names."""
    if isinstance(value, dict) and any(isinstance(held, dict | list) for held in value.values()):
        raise Wrong(
            shape_faults.WRONG_KIND_OF_VALUE,
            value=shown(value),
            expected="list",
            variant="experts",
        )
    return value


class ByComparison(Model):
    """Weights by comparing children in pairs: the analytic hierarchy process."""

    method: Literal["ahp"]
    """Weights come of the comparisons by `estimate`."""

    estimate: Literal["eigenvector", "column-mean"] = "eigenvector"
    """`eigenvector`: the principal one; `column-mean`: the mean of each row after every column of
    the comparisons was brought to the sum 1, as reckoned by hand."""

    comparisons: Annotated[
        Annotated[Judgement, Tag("one")]
        | Annotated[tuple[Judgement, ...], AfterValidator(not_empty), ONE_OR_MORE, Tag("experts")],
        Discriminator(_judges),
        BeforeValidator(_are_listed),
    ]
    """`a/b: 3` says that `a` is three times as important as `b`; each pair once. One mapping, or a
    list with one for each expert, whose judgements of a pair are joined by their geometric mean."""

    @property
    def experts(self) -> tuple[Judgement, ...]:
        """The comparisons of each expert; one where there is one mapping."""
        return (self.comparisons,) if isinstance(self.comparisons, dict) else self.comparisons

    def place(self, expert: int) -> Route:
        """Where the comparisons of an expert stand beneath `weights`."""
        several = isinstance(self.comparisons, tuple)
        return ("comparisons", expert) if several else ("comparisons",)


class ByRank(Model):
    """Weights by the order of importance: rank-order centroid."""

    method: Literal["rank"]
    """The k-th of n children weighs (1/k + ... + 1/n) / n."""

    order: tuple[Code, ...]
    """The codes of the children, the most important first."""


Weighting = Annotated[
    dict[Code, Weight],
    Field(min_length=1, title="Weights by code", description="Zero or more, by code of a child."),
]
"""Other weights of dimensions, indicators and grafts, by their codes."""


def _weights_kind(value: Any) -> str:
    """Which of the two is meant, by the method or, where that is neither, by what it needs."""
    ranked = isinstance(value, ByRank)
    if isinstance(value, dict):
        ranked = value.get("method") == "rank"
        ranked |= value.get("method") != "ahp" and "order" in value
    return "byrank" if ranked else "bycomparison"


Weights = Annotated[
    Annotated[ByComparison, Tag("bycomparison")] | Annotated[ByRank, Tag("byrank")],
    Discriminator(_weights_kind),
]
