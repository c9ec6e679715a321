"""What makes the build of a rubric worth trusting: weights, bands, gates, ladders, validity."""

from fractions import Fraction
from typing import Final

from smartscore.arithmetic.numbers import exact, figure
from smartscore.model.fields import shown
from smartscore.model.rubric import Indicator
from smartscore.model.walking import children, parents, walk
from smartscore.rules import rubric_comparisons
from smartscore.rules.rule import Finding, Found, RubricCase, Rule
from smartscore.text.problems import Beside, Code, Severity

_LEAST: Final = Fraction(1, 200)
"""Half a point of a hundred."""


def weights_are_written_for_all_or_none(case: RubricCase) -> Found:
    """Among siblings either every child has a weight or none has.

    A missing weight is 1. Between written weights that 1 is easy to overlook: beside 30 and 20 it
    makes a part almost vanish. Write a weight for each, or leave all of them out.

    Breaks:
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, weight: 30, levels: document}
              - {code: office, title: Office, levels: document}

    Keeps:
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, weight: 30, levels: document}
              - {code: office, title: Office, weight: 20, levels: document}
    """
    for route, parent in parents(case.rubric):
        below = list(children(parent, route))
        written = ["weight" in child.model_fields_set for _, child in below]
        if parent.weights is None and any(written) and not all(written):
            place, child = below[written.index(False)]
            yield place, {"code": case.code(child), "parent": parent.code}


def children_can_move_the_whole(case: RubricCase) -> Found:
    """Every indicator can move the whole by half a point of a hundred or more.

    Rating an indicator costs the same hour whatever it weighs. One that moves the whole by less
    than half a point of a hundred, from its lowest level to its highest, does not repay it, and
    its presence suggests a care that the figure does not have. A weight of zero says so openly
    and passes.

    Breaks:
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, weight: 1, levels: document}
              - {code: office, title: Office, weight: 500, levels: document}

    Keeps:
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, weight: 1, levels: document}
              - {code: office, title: Office, weight: 5, levels: document}
    """
    for node in case.tree.indicators() if case.tree else ():
        if not node.inside and 0 < node.effective < _LEAST:
            yield node.route, {"code": node.code, "effect": figure(node.effective * 100, 2)}


def bands_can_be_reached(case: RubricCase) -> Found:
    """Some figure that the rubric prints lies in each band.

    A figure's band is found after it is rounded. A band that is narrower than the last decimal
    can fall between two printed figures, and no place is ever in it.

    Breaks:
        display: {min: 0, max: 5, decimals: 0}
        bands:
          - {code: weak, from: 0, label: Weak}
          - {code: fair, from: 2.2, label: Fair}
          - {code: strong, from: 2.8, label: Strong}

    Keeps:
        display: {min: 0, max: 5, decimals: 1}
        bands:
          - {code: weak, from: 0, label: Weak}
          - {code: fair, from: 2.2, label: Fair}
          - {code: strong, from: 2.8, label: Strong}
    """
    for route, _, display, _, _, bands in case.scales():
        for i, band in enumerate(bands):
            first = exact(band.start)
            end = exact(bands[i + 1].start) if i + 1 < len(bands) else None
            unit = Fraction(1, 10**display.decimals)
            lowest = -(-first // unit) * unit
            if end is not None and first < end <= lowest:
                values = {"code": band.code, "decimals": str(display.decimals)}
                yield (*route, "bands", i, "from"), values


def gates_can_fire(case: RubricCase) -> Found:
    """A gate's limit can be missed, and its cap keeps something out of reach.

    A gate that can not change a band promises a safeguard that is not there. Its limit must lie
    above the lowest figure of the display scale, since no figure is below that, and its cap below
    the highest band. A limit above the highest figure is missed by every place: perhaps it is
    written on another scale.

    Breaks:
        gates:
          - {when: people, below: 50, cap: strong, because: Nobody can carry the plan out.}

    Keeps:
        gates:
          - {when: people, below: 50, cap: weak, because: Nobody can carry the plan out.}
    """
    displays = {case.code(node): case.display(node) for _, node in walk(case.rubric)}
    for route, parent, _, _, bands, _ in case.scales():
        codes = [band.code for band in bands]
        for i, gate in enumerate(parent.gates):
            display = displays.get(gate.when, case.rubric.display)
            if not case.has_range(display):
                continue
            values = {"below": shown(gate.below), "code": gate.when}
            if exact(gate.below) <= exact(display.min):
                yield (*route, "gates", i, "below"), values
            elif exact(gate.below) > exact(display.max):
                high = {"variant": "always", "max": shown(display.max)}
                yield (*route, "gates", i, "below"), values | high
            elif codes and gate.cap == codes[-1] and codes.count(gate.cap) == 1:
                yield (*route, "gates", i, "cap"), values


def validity_is_in_order(case: RubricCase) -> Found:
    """A rubric's validity ends after it begins.

    Such a rubric is never in force. Probably the two dates were exchanged.

    Breaks:
        validity: {from: 2029-12-31, until: 2025-01-01}

    Keeps:
        validity: {from: 2025-01-01, until: 2029-12-31}
    """
    validity = case.rubric.validity
    if validity and validity.start and validity.until and validity.until < validity.start:
        values = {"start": validity.start.isoformat(), "until": validity.until.isoformat()}
        yield ("validity", "until"), values


def ladders_are_used(case: RubricCase) -> Found:
    """A ladder is named by some indicator.

    Someone who changes the ladder believes that they change how things are rated. Name it in the
    `levels` of an indicator, or remove it.

    Breaks:
        ladders:
          document: {1: No document., 2: A draft., 3: A decree.}
          budget: {1: No budget., 2: A total., 3: A table by year.}

    Keeps:
        ladders:
          document: {1: No document., 2: A draft., 3: A decree.}
    """
    indicators = (node for _, node in walk(case.rubric) if isinstance(node, Indicator))
    named = {node.levels for node in indicators if isinstance(node.levels, str)}
    for name in case.rubric.ladders:
        if name not in named:
            yield ("ladders", name), {"name": name}


def weights_are_written_once(case: RubricCase) -> Found:
    """A child has no `weight` of its own where its parent's `weights` say what it weighs.

    The single weight would be passed over, and a reader would not know which of the two holds.

    Breaks:
        weights: {method: rank, order: [plan, people, budget]}
        dimensions:
          - {code: plan, title: P, weight: 2, indicators: [{code: a, title: A, levels: document}]}
          - {code: people, title: Q, indicators: [{code: b, title: B, levels: document}]}
          - {code: budget, title: R, indicators: [{code: c, title: C, levels: document}]}

    Keeps:
        weights: {method: rank, order: [plan, people, budget]}
        dimensions:
          - {code: plan, title: P, indicators: [{code: a, title: A, levels: document}]}
          - {code: people, title: Q, indicators: [{code: b, title: B, levels: document}]}
          - {code: budget, title: R, indicators: [{code: c, title: C, levels: document}]}
    """
    for route, parent in parents(case.rubric):
        for place, child in children(parent, route):
            if parent.weights is not None and "weight" in child.model_fields_set:
                values = {"code": case.code(child), "parent": parent.code}
                held = (Beside((*route, "weights"), "holds"),)
                yield Finding((*place, "weight"), values, related=held)


RULES: tuple[Rule[RubricCase], ...] = (
    Rule(Code("R201", Severity.WARNING, blocks=False), weights_are_written_for_all_or_none),
    Rule(Code("R202", Severity.WARNING, blocks=False), children_can_move_the_whole),
    Rule(Code("R203", Severity.WARNING, blocks=False), bands_can_be_reached),
    Rule(Code("R212", Severity.WARNING, blocks=False), gates_can_fire),
    Rule(Code("R214", blocks=False), validity_is_in_order),
    Rule(Code("R215", Severity.ADVICE, blocks=False, about_key=True), ladders_are_used),
    *rubric_comparisons.QUALITY,
    Rule(Code("R220", Severity.WARNING, blocks=False), weights_are_written_once),
)
"""What a rubric can score with all the same, but had better not."""
