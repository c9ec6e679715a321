"""What must hold within one rubric before it can score anything."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

from smartscore.arithmetic.numbers import exact
from smartscore.engine.comparisons import pair_of
from smartscore.model.fields import shown
from smartscore.model.rubric import Dimension, Graft, Indicator, Rubric
from smartscore.model.walking import children, parents, walk
from smartscore.model.weights import ByComparison, ByRank
from smartscore.rules import rubric_comparisons, rubric_gates, rubric_quantities
from smartscore.rules.rule import Finding, Found, RubricCase, Rule, repeated
from smartscore.text.likeness import Names
from smartscore.text.problems import Beside, Code, Route, closest

_NAMED: Final = 6
"""So many pairs are named; the rest of a long list is counted."""


def codes_are_unique(case: RubricCase) -> Found:
    """A code stands for one dimension, indicator or grafted rubric only.

    Gates, ratings and reports name things by their codes alone. With two of the same name a
    rating could count twice or in the wrong place. The code of the rubric itself and those of the
    rubrics that it takes in count too.

    Breaks:
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: people, title: People, levels: document}

    Keeps:
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, levels: document}
    """
    first: dict[str, Route] = {case.rubric.code: ("code",)}
    for route, node in walk(case.rubric):
        code, place = case.code(node), (*route, "rubric" if isinstance(node, Graft) else "code")
        if first.setdefault(code, place) != place:
            yield Finding(place, {"code": code}, related=(Beside(first[code], "first"),))


def weights_are_not_all_zero(case: RubricCase) -> Found:
    """Among siblings at least one weight is above zero.

    A mean over children that weigh nothing does not exist. A single zero is allowed: it shows a
    part without counting it. Where all are to count the same, leave the weights out.

    Breaks:
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, weight: 0, levels: document}
              - {code: office, title: Office, weight: 0, levels: document}

    Keeps:
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, weight: 1, levels: document}
              - {code: office, title: Office, weight: 0, levels: document}
    """
    for route, parent in parents(case.rubric):
        below = list(children(parent, route))
        if parent.weights is None and all(child.weight == 0 for _, child in below):
            yield (*below[0][0], "weight"), {"parent": parent.code}


def display_has_a_range(case: RubricCase) -> Found:
    """The display scale runs from a lower number to a higher one.

    Every score is a place between the two; with both equal all places would look the same. Scales
    on which less is better are not part of the format.

    Breaks:
        display: {min: 100, max: 0}

    Keeps:
        display: {min: 0, max: 100}
    """
    for route, _, display, own, _, _ in case.scales():
        if own is not None and not case.has_range(display):
            values = {"min": shown(display.min), "max": shown(display.max)}
            yield (*route, "display"), values


def bands_start_at_the_bottom(case: RubricCase) -> Found:
    """The first band starts at the lowest figure that can be shown.

    A score below the first band would have no name, and a report could say nothing of the places
    that most need a word. The first band starts at `display.min`.

    Breaks:
        bands:
          - {code: weak, from: 1, label: Weak}
          - {code: strong, from: 50, label: Strong}

    Keeps:
        bands:
          - {code: weak, from: 0, label: Weak}
          - {code: strong, from: 50, label: Strong}
    """
    for route, _, display, _, _, bands in case.scales():
        lowest = exact(display.min)
        if bands and case.has_range(display) and exact(bands[0].start) != lowest:
            values = {"from": shown(bands[0].start), "suggestion": shown(display.min)}
            yield (*route, "bands", 0, "from"), values


def bands_rise(case: RubricCase) -> Found:
    """Each band starts above the one before it and not above the highest figure.

    A band reaches up to where the next one starts, so their order says which is the better. One
    that starts above `display.max` can never be reached; perhaps it is written on another scale.

    Breaks:
        bands:
          - {code: weak, from: 0, label: Weak}
          - {code: strong, from: 70, label: Strong}
          - {code: fair, from: 50, label: Fair}

    Keeps:
        bands:
          - {code: weak, from: 0, label: Weak}
          - {code: fair, from: 50, label: Fair}
          - {code: strong, from: 70, label: Strong}
    """
    for route, _, display, _, _, bands in case.scales():
        starts = [exact(band.start) for band in bands]
        highest = exact(display.max) if case.has_range(display) else max(starts, default=exact(0))
        for i, band in enumerate(bands):
            if (i and starts[i] <= starts[i - 1]) or starts[i] > highest:
                values = {"from": shown(band.start), "code": band.code}
                at = (*route, "bands")
                held = i and starts[i] <= starts[i - 1]
                beside = (Beside((*at, i - 1, "from"), "below"),) if held else ()
                yield Finding((*at, i, "from"), values, related=beside)


def band_codes_are_unique(case: RubricCase) -> Found:
    """Two bands never share a code.

    A gate caps at a band by its code, and other programs compare bands by it. Two that share one
    can not be told apart.

    Breaks:
        bands:
          - {code: weak, from: 0, label: Weak}
          - {code: weak, from: 50, label: Less weak}

    Keeps:
        bands:
          - {code: weak, from: 0, label: Weak}
          - {code: fair, from: 50, label: Less weak}
    """
    for route, _, _, _, _, bands in case.scales():
        yield from repeated([band.code for band in bands], (*route, "bands"), "code")


def scale_rises(case: RubricCase) -> Found:
    """The points of the scale are written from the lowest to the highest.

    Lowest and highest are taken from the ends of the list, and a reader takes the order for the
    order of merit. The steps need not be equal.

    Breaks:
        scale:
          - {points: 1, label: Absent}
          - {points: 3, label: Complete}
          - {points: 2, label: Partial}

    Keeps:
        scale:
          - {points: 1, label: Absent}
          - {points: 2, label: Partial}
          - {points: 3, label: Complete}
    """
    points = [exact(point.points) for point in case.rubric.scale]
    for i in range(1, len(points)):
        if points[i] <= points[i - 1]:
            values = {"points": shown(case.rubric.scale[i].points)}
            beside = (Beside(("scale", i - 1, "points"), "below"),)
            yield Finding(("scale", i, "points"), values, related=beside)


def levels_have_a_scale(case: RubricCase) -> Found:
    """A rubric whose indicators have levels has a scale of two points or more.

    How far up a level is can only be said between a lowest and a highest point. Without a scale
    no rating could be given. It is found at the first indicator and told once.

    Breaks:
        smartscore: rubric/1
        code: own
        version: 1.0.0
        title: Own
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, levels: {1: No list names a team.}}

    Keeps:
        smartscore: rubric/1
        code: own
        version: 1.0.0
        title: Own
        scale:
          - {points: 1, label: Absent}
          - {points: 2, label: Present}
        dimensions:
          - code: people
            title: People
            indicators:
              - code: team
                title: Team
                levels: {1: No list names a team., 2: A decree names a team.}
    """
    if len(case.rubric.scale) >= 2:
        return
    for route, node in walk(case.rubric):
        if isinstance(node, Indicator) and node.levels is not None:
            yield (*route, "levels"), {"code": node.code}
            return


def descriptors_are_on_the_scale(case: RubricCase) -> Found:
    """A descriptor belongs to a point that the scale has.

    A rater can not give a level that the scale does not have, so its descriptor would never be
    used. Often the scale was shortened and a ladder forgotten. Not every point needs a
    descriptor.

    Breaks:
        ladders:
          document: {1: No document., 2: A draft., 3: A document., 4: A decree.}

    Keeps:
        ladders:
          document: {1: No document., 2: A draft., 3: A decree.}
    """
    points = [point.points for point in case.rubric.scale]
    known = ", ".join(shown(p) for p in points)
    places = [(("ladders", name), ladder) for name, ladder in case.rubric.ladders.items()]
    places += [
        ((*route, "levels"), node.levels)  # type: ignore[misc]
        for route, node in walk(case.rubric)
        if isinstance(node, Indicator) and isinstance(node.levels, dict)
    ]
    for route, ladder in places:
        for point in ladder:
            if points and point not in points:
                yield (*route, shown(point)), {"points": shown(point), "scale": known}


def ladders_exist(case: RubricCase) -> Found:
    """An indicator that names a ladder names one that is written.

    The indicator would have no descriptors, and each rater would make up their own. Write the
    ladder under `ladders`, or correct its name; the message says which one comes close.

    Breaks:
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, levels: documents}

    Keeps:
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, levels: document}
    """
    known = Names(case.rubric.ladders)
    for route, node in walk(case.rubric):
        if (
            isinstance(node, Indicator)
            and isinstance(node.levels, str)
            and node.levels not in known
        ):
            values = {"name": node.levels, "suggestion": closest(node.levels, known)}
            yield (*route, "levels"), values


def weights_name_the_children(case: RubricCase) -> Found:
    """Weights by comparison or by rank name each child, and nothing else.

    They are written beside the children, by code. A code that is not one of them, or that stands
    twice, would leave some child without a weight.

    Breaks:
        weights: {method: rank, order: [mandate, poeple]}

    Keeps:
        weights: {method: rank, order: [mandate, people]}
    """
    for route, parent in parents(case.rubric):
        codes = Names(case.code(child) for _, child in children(parent, route))
        if isinstance(parent.weights, ByRank):
            place = (*route, "weights", "order")
            twice = {found.route: found.related for found in repeated(parent.weights.order, place)}
            for i, code in enumerate(parent.weights.order):
                here = (*place, i)
                if code not in codes:
                    yield here, _no_child(case, parent, code, codes)
                elif here in twice:
                    values = {"variant": "repeated", "code": code}
                    yield Finding(here, values, related=twice[here])
        elif isinstance(parent.weights, ByComparison):
            for i, judgement in enumerate(parent.weights.experts):
                place = (*route, "weights", *parent.weights.place(i))
                for key in judgement:
                    if values := _no_pair(case, parent, key, codes):
                        yield (*place, key), values


def _no_pair(
    case: RubricCase, parent: Rubric | Dimension, key: str, codes: Names
) -> dict[str, str]:
    """What is wrong with a comparison that is not one of two children; nothing where it is."""
    pair = pair_of(key)
    if not all(pair) or "/" in pair[1]:
        first = (*codes, "a", "b")[:2] if len(codes) > 1 else ("a", "b")
        return {"variant": "no-pair", "pair": shown(key), "example": "/".join(first)}
    wrong = next((code for code in pair if code not in codes), None)
    if wrong is not None:
        return _no_child(case, parent, wrong, codes)
    return {"variant": "itself", "code": pair[0]} if pair[0] == pair[1] else {}


def _no_child(
    case: RubricCase, parent: Rubric | Dimension, code: str, codes: Names
) -> dict[str, str]:
    """What is wrong with a code that no child has: perhaps it stands elsewhere in the rubric."""
    values = {"code": code, "parent": parent.code}
    if where := case.place_of(code):
        return {"variant": "elsewhere", "where": where, "codes": ", ".join(codes), **values}
    return values | {"suggestion": closest(code, codes)}


def weights_are_complete(case: RubricCase) -> Found:
    """Weights by rank order every child; weights by comparison compare each pair once.

    With three children there are three pairs, with four there are six. `a/b: 3` says that `a` is
    three times as important as `b`; the same pair as `b/a` would be a second answer. What comes of
    them are parts of one: other weights, in `weightings` or given as `weights` in Python, name all
    children of such a parent or none.

    Breaks:
        weights: {method: ahp, comparisons: {}}

    Keeps:
        weights: {method: ahp, comparisons: {mandate/people: 1/3}}
    """
    for route, parent in parents(case.rubric):
        codes = Names(case.code(child) for _, child in children(parent, route))
        if isinstance(parent.weights, ByRank):
            missing = [code for code in codes if code not in parent.weights.order]
            if missing:
                yield (*route, "weights", "order"), {"missing": ", ".join(missing)}
        elif isinstance(parent.weights, ByComparison):
            wanted = {frozenset(pair): "/".join(pair) for pair in combinations(codes, 2)}
            for i, judgement in enumerate(parent.weights.experts):
                written = Counter(frozenset(pair_of(key)) for key in judgement)
                place = (*route, "weights", *parent.weights.place(i))
                times = {name: written[pair] for pair, name in wanted.items()}
                if missing := [name for name, count in times.items() if count == 0]:
                    yield place, {"variant": "pairs", **_some(missing)}
                if twice := [name for name, count in times.items() if count > 1]:
                    yield place, {"variant": "twice", **_some(twice)}
        if parent.weights is not None:
            yield from _mixed(case.rubric.weightings, parent.code, codes)


def _mixed(weightings: Mapping[str, Mapping[str, int | float]], parent: str, codes: Names) -> Found:
    """Other weights that stand beside parts of one, which come of comparisons or ranks."""
    for name, weights in weightings.items():
        missing = [code for code in codes if code not in weights]
        if missing and len(missing) < len(codes):
            values = {"variant": "given", "parent": parent, "missing": ", ".join(missing)}
            yield ("weightings", name), values


def _some(pairs: Sequence[str]) -> dict[str, str]:
    """Pairs as a sentence can name them: the first few, and how many there are."""
    named = ", ".join(f"`{pair}`" for pair in pairs[:_NAMED])
    rest = ", ..." if len(pairs) > _NAMED else ""
    return {"missing": named + rest, "count": str(len(pairs)), "first": pairs[0]}


def goalposts_differ(case: RubricCase) -> Found:
    """The two goalposts of a quantity are different numbers; above zero under a logarithm.

    The score is how far a value has come from the worst to the best. Between equal goalposts there
    is no way, and a logarithm of zero or less does not exist.

    Breaks:
        dimensions:
          - code: mandate
            title: Mandate
            indicators:
              - code: income
                title: Income
                quantity: {unit: USD, worst: 0, best: 9, transform: log}
        gates: []

    Keeps:
        dimensions:
          - code: mandate
            title: Mandate
            indicators:
              - code: income
                title: Income
                quantity: {unit: USD, worst: 1, best: 9, transform: log}
        gates: []
    """
    for route, node in walk(case.rubric):
        quantity = node.quantity if isinstance(node, Indicator) else None
        if quantity is None or quantity.worst is None or quantity.best is None:
            continue
        low = min(exact(quantity.worst), exact(quantity.best))
        same = exact(quantity.worst) == exact(quantity.best)
        if same or (quantity.transform == "log" and low <= 0):
            values = {"worst": shown(quantity.worst), "best": shown(quantity.best)}
            yield (*route, "quantity"), values


def surveys_have_a_range(case: RubricCase) -> Found:
    """The answers of a survey run from a lower number to a higher one.

    The score is where the mean of the answers lies between the two. Where the lowest answer is the
    best, as with a negatively worded item, `min` stays the lower number and `reversed: true` is
    added.

    Breaks:
        dimensions:
          - code: mandate
            title: Mandate
            indicators: [{code: liking, title: Liking, survey: {min: 4, max: 1}}]
        gates: []

    Keeps:
        dimensions:
          - code: mandate
            title: Mandate
            indicators: [{code: liking, title: Liking, survey: {min: 1, max: 4}}]
        gates: []
    """
    for route, node in walk(case.rubric):
        survey = node.survey if isinstance(node, Indicator) else None
        if survey is not None and exact(survey.min) >= exact(survey.max):
            yield (*route, "survey"), {"min": shown(survey.min), "max": shown(survey.max)}


def checklists_can_be_met(case: RubricCase) -> Found:
    """The items of a checklist have codes of their own, and one at least weighs more than zero.

    Ratings name the items that are met by their codes.

    Breaks:
        dimensions:
          - code: mandate
            title: Mandate
            indicators:
              - code: papers
                title: Papers
                checklist: [{code: act, text: An act}, {code: act, text: A decree}]
        gates: []

    Keeps:
        dimensions:
          - code: mandate
            title: Mandate
            indicators:
              - code: papers
                title: Papers
                checklist: [{code: act, text: An act}, {code: decree, text: A decree}]
        gates: []
    """
    for route, node in walk(case.rubric):
        items = (node.checklist or ()) if isinstance(node, Indicator) else ()
        yield from repeated([item.code for item in items], (*route, "checklist"), "code")
        if items and all(item.weight == 0 for item in items):
            yield (*route, "checklist", 0, "weight"), {"code": items[0].code}


def floors_are_below_the_scale(case: RubricCase) -> Found:
    """A floor is not above the lowest level, and stands beside levels only.

    The floor is the number of points that scores nothing. With a floor of 0 the lowest of five
    levels scores a fifth, as in the percentage of the ideal score.

    Breaks:
        floor: 2

    Keeps:
        floor: 0
    """
    points = [exact(point.points) for point in case.rubric.scale]
    floors: list[tuple[Route, int | float | None, bool]] = [((), case.rubric.floor, True)]
    floors += [
        (route, node.floor, node.levels is not None)
        for route, node in walk(case.rubric)
        if isinstance(node, Indicator)
    ]
    for route, floor, fits in floors:
        if floor is not None and (not fits or not points or exact(floor) > points[0]):
            yield (*route, "floor"), {"floor": shown(floor)}


def weightings_name_nodes(case: RubricCase) -> Found:
    """Other weights are given to dimensions, indicators or grafts of the rubric.

    A weight under another code would change nothing, and whoever asks for those weights, as with
    `--weighting experts`, would read a score that they did not make. What lies inside a graft has
    its weights from the graft. Weights that are given for one run, as `weights` in Python, can also
    name a node by its path, and what lies inside a graft; a code that stands for several nodes is
    not enough for them.

    Breaks:
        weightings: {experts: {poeple: 3, mandate: 1}}

    Keeps:
        weightings: {experts: {people: 3, mandate: 1}}
    """
    known = Names(case.code(node) for _, node in walk(case.rubric))
    for name, weights in case.rubric.weightings.items():
        for code in weights:
            if code not in known:
                values = {"code": code, "name": name, "suggestion": closest(code, known)}
                yield ("weightings", name, code), values


def weightings_leave_a_weight(case: RubricCase) -> Found:
    """Among siblings other weights leave at least one above zero.

    What is not named keeps its own weight; where all siblings come to zero, there is no mean. The
    same holds for weights that are given for one run, as `weights` in Python.

    Breaks:
        weightings: {experts: {people: 0, mandate: 0}}

    Keeps:
        weightings: {experts: {people: 0, mandate: 1}}
    """
    for name, weights in case.rubric.weightings.items():
        for _, parent in parents(case.rubric):
            below = [(case.code(child), child.weight) for _, child in children(parent)]
            own = [0 if parent.weights is None and not weight else 1 for _, weight in below]
            pairs = zip(below, own, strict=True)
            found = [weights.get(code, is_weighed) for (code, _), is_weighed in pairs]
            if any(own) and not any(found):
                yield ("weightings", name), {"name": name, "parent": parent.code}


SCALE_IS_NEEDED: Final = Code("R108")

RULES: tuple[Rule[RubricCase], ...] = (
    Rule(Code("R101"), codes_are_unique),
    Rule(Code("R102"), weights_are_not_all_zero),
    Rule(Code("R103"), display_has_a_range),
    Rule(Code("R104"), bands_start_at_the_bottom),
    Rule(Code("R105"), bands_rise),
    Rule(Code("R106"), band_codes_are_unique),
    Rule(Code("R107"), scale_rises),
    Rule(SCALE_IS_NEEDED, levels_have_a_scale),
    Rule(Code("R109", about_key=True), descriptors_are_on_the_scale),
    Rule(Code("R110"), ladders_exist),
    *rubric_gates.RULES,
    Rule(Code("R118", about_key=True), weights_name_the_children),
    Rule(Code("R119"), weights_are_complete),
    Rule(Code("R120"), goalposts_differ),
    Rule(Code("R121"), surveys_have_a_range),
    Rule(Code("R122"), checklists_can_be_met),
    Rule(Code("R123"), floors_are_below_the_scale),
    Rule(Code("R128", about_key=True), weightings_name_nodes),
    Rule(Code("R129", about_key=True), weightings_leave_a_weight),
    *rubric_quantities.RULES,
    *rubric_comparisons.RULES,
)
"""R113 to R115 (a graft that is not found, of another major version, or in a cycle) need files
and stand in `read/rubrics`."""
