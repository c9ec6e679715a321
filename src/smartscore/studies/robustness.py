"""How sure a score is: where its draws lie, in which bands, on what they rest, what would move it.

What is assumed to be uncertain is drawn many times (`drawing`, `intervals`). What the score would
be without a part of it or with a rating one step up or down is exact (`variants`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final, Literal, NamedTuple

from smartscore.arithmetic.sobol import Index, indices
from smartscore.engine.card import Card
from smartscore.engine.columns import Column, spread
from smartscore.engine.evaluation import evaluate
from smartscore.engine.facts import on_display
from smartscore.engine.scored import ScoredNode
from smartscore.results.result import Result
from smartscore.studies.assumptions import Assumptions, is_bare
from smartscore.studies.drawing import MEANS, Drawing, Inputs, evaluated
from smartscore.studies.intervals import Interval, intervals
from smartscore.studies.variants import Variants, variants

Group = Literal["weights", "ratings", "unknown", "aggregates"]
GROUPS: Final[tuple[Group, ...]] = ("weights", "ratings", "unknown", "aggregates")


class Influence(NamedTuple):
    """How much of the variance of the whole is due to one group of assumptions."""

    group: Group
    indices: Index


class Edges(NamedTuple):
    """How far the score of the whole is from the bands beside its own, exactly, gates aside.

    `down`: by how much it may fall, on its display scale, and still be shown in its band; `up`: by
    how much it must rise to be shown in the next one. None where there is no such band.
    """

    down: Fraction | None
    up: Fraction | None


class Robustness(NamedTuple):
    """What was found of one card.

    `drawn` are the groups of which anything varies here. `intervals` has one for each node with a
    figure to draw, in the order of the tree. `influences` has one for each group that is drawn, the
    widest total first; none where the whole does not vary. `means` has the exact score by each mean
    that draws take, where they do. `edges` is None where there is no score.
    """

    card: Card
    assumed: Assumptions
    drawn: tuple[Group, ...]
    intervals: tuple[Interval, ...]
    influences: tuple[Influence, ...]
    variants: Variants
    means: tuple[tuple[str, Fraction], ...]
    edges: Edges | None

    @property
    def whole(self) -> Interval | None:
        """Where the draws of the whole lie; None where it has no figure."""
        first = next(iter(self.intervals), None)
        return first if first is not None and first.node.place.parent is None else None

    @property
    def agreeing(self) -> Fraction | None:
        """The part of all draws that lie in the band of the score; None without either."""
        band, whole = self.card.whole.band, self.whole
        if band is None or whole is None:
            return None
        return whole.bands[whole.node.bands.index(band)]


@dataclass(frozen=True, eq=False)
class Robust:
    """What was found of each card of an assessment, in their order, under the same assumptions."""

    result: Result
    assumed: Assumptions
    rubrics: tuple[Robustness, ...]

    def __repr__(self) -> str:
        """The study in a line: the place, and the most likely band of each rubric."""
        return f"<Robust {self.result.assessment.subject.name}: {len(self.rubrics)} rubrics>"

    def __getitem__(self, code: str) -> Robustness:
        """What was found of a rubric by its code; raises KeyError, which says what there is."""
        card = self.result[code]
        return next(each for each in self.rubrics if each.card is card)

    def __iter__(self) -> Iterator[Robustness]:
        """What was found of each rubric."""
        return iter(self.rubrics)

    def to_dict(self) -> dict[str, Any]:
        """`robustness/1`, which `robustness --format json` writes: plain data."""
        from smartscore.studies.robustness_record import robustness

        return robustness(self)


def robust(
    result: Result, assumed: Assumptions, done: Callable[[int], None] = lambda _: None
) -> Robust:
    """How sure each score of an assessment is; `done` is called after each, for a bar."""
    found = []
    for card in result.cards:
        found.append(robustness(card, assumed))
        done(1)
    return Robust(result, assumed, tuple(found))


def robustness(card: Card, assumed: Assumptions) -> Robustness:
    """How sure the score of a card is under assumptions that fit its rubric (`unfit`)."""
    inputs = Drawing(card.tree, assumed).inputs(card)
    columns = evaluated(card.tree, inputs)
    drawn = () if is_bare(card.whole, assumed) else _drawn(card, inputs)
    return Robustness(
        card,
        assumed,
        drawn,
        intervals(card, assumed, inputs, columns),
        _influences(card, inputs, columns[0], drawn),
        variants(card),
        _by_mean(card) if assumed.aggregates else (),
        _edges(card.whole),
    )


def _drawn(card: Card, inputs: Inputs) -> tuple[Group, ...]:
    """The groups of which anything varies from draw to draw."""
    pairs = zip(inputs.values, card.statuses, strict=True)
    varying = {status for column, status in pairs if isinstance(column, list)}
    is_drawn = {
        "weights": any(isinstance(column, list) for column in inputs.shares),
        "ratings": "rated" in varying,
        "unknown": "unknown" in varying,
        "aggregates": inputs.means is not None
        and any(step.method in MEANS for step in card.tree.steps),
    }
    return tuple(group for group in GROUPS if is_drawn[group])


def _influences(
    card: Card, inputs: Inputs, whole: Column | None, drawn: tuple[Group, ...]
) -> tuple[Influence, ...]:
    """The Sobol indices of the groups: the first half of all draws are A, the second are B."""
    if whole is None or isinstance(whole, float) or not drawn:
        return ()
    half = len(whole) // 2
    ours, others = inputs.rows(0, half), inputs.rows(half, 2 * half)
    mixed = []
    for group in drawn:
        column = evaluated(card.tree, _mixed(card, ours, others, group))[0]
        assert column is not None
        mixed.append(spread(column, half))
    found = indices(whole[:half], whole[half : 2 * half], mixed)
    if found is None:
        return ()
    pairs = [Influence(group, index) for group, index in zip(drawn, found, strict=True)]
    return tuple(sorted(pairs, key=lambda pair: -pair.indices.total))


def _mixed(card: Card, ours: Inputs, others: Inputs, group: Group) -> Inputs:
    """Inputs of which those of one group come of other draws."""
    if group == "weights":
        return ours._replace(shares=others.shares)
    if group == "aggregates":
        return ours._replace(means=others.means)
    wanted = "rated" if group == "ratings" else "unknown"
    columns = zip(ours.values, others.values, card.statuses, strict=True)
    values = [other if status == wanted else own for own, other, status in columns]
    return ours._replace(values=values)


def _by_mean(card: Card) -> tuple[tuple[str, Fraction], ...]:
    """The exact score of the whole by each mean in the place of those that draws replace."""
    if card.whole.score is None:
        return ()
    values = [card.values[index] for index in card.tree.leaves]
    found = []
    for mean in MEANS:
        steps = tuple(
            step._replace(method=mean) if step.method in MEANS else step for step in card.tree.steps
        )
        value = evaluate(replace(card.tree, steps=steps), values)[0]
        assert value is not None
        found.append((mean, on_display(value, card.whole.display)))
    return tuple(found)


def _edges(whole: ScoredNode) -> Edges | None:
    """Where the band of the figure as shown begins and ends."""
    band, score = whole.own_band, whole.score
    if band is None or score is None:
        return None
    place = whole.bands.index(band)
    starts = [on_display(Fraction(t[0], t[1]), whole.display) for t in whole.place.thresholds]
    down = score - starts[place] if place else None
    return Edges(down, starts[place + 1] - score if place + 1 < len(starts) else None)
