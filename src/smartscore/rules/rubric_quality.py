"""What makes a rubric worth trusting: it can score without, but had better not."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from smartscore.fields import Citation, Translations, shown
from smartscore.problems import Route, Severity, closest, sole_match
from smartscore.rounding import exact, figure
from smartscore.rubric import (
    ByComparison,
    Dimension,
    Graft,
    Indicator,
    Rubric,
    children,
    parents,
    walk,
)
from smartscore.rules import wordlists
from smartscore.rules.rubric import weights_are_complete, weights_name_the_children
from smartscore.rules.rule import Found, RubricCase, Rule, repeated
from smartscore.rules.texts import both_languages, by_language, texts_of
from smartscore.weighting import shares
from smartscore.weights import child_weights, compared

_CONSISTENT: Final = 0.10
"""The consistency ratio up to which comparisons are taken to agree: Saaty (1980)."""

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
    if any(
        True for check in (weights_name_the_children, weights_are_complete) for _ in check(case)
    ):
        return
    for route, node, share in _effective(case, case.rubric):
        if isinstance(node, Indicator) and 0 < share < _LEAST:
            yield route, {"code": node.code, "points": figure(share * 100, 2)}


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
    bands, display = case.rubric.bands, case.rubric.display
    for i, band in enumerate(bands):
        first = exact(band.start)
        end = exact(bands[i + 1].start) if i + 1 < len(bands) else None
        unit = Fraction(1, 10**display.decimals)
        lowest = -(-first // unit) * unit
        if end is not None and first < end <= lowest:
            yield ("bands", i, "from"), {"code": band.code, "decimals": str(display.decimals)}


def levels_are_described_at_the_ends_and_between(case: RubricCase) -> Found:
    """An indicator describes its lowest, a middle and its highest level.

    Raters agree on what is described. The two ends fix how far the scale reaches, and one level
    between keeps the middle from meaning something else to everyone. Indicators that use a ladder
    share its descriptors and are not looked at here.

    Breaks:
        dimensions:
          - code: people
            title: People
            indicators:
              - code: team
                title: Team
                levels: {1: No list names a team., 3: A decree names a team.}

    Keeps:
        dimensions:
          - code: people
            title: People
            indicators:
              - code: team
                title: Team
                levels: {1: No list names a team., 2: A list does., 3: A decree does.}
    """
    points = [point.points for point in case.rubric.scale]
    if len(points) < 2:
        return
    for route, node in walk(case.rubric):
        if not isinstance(node, Indicator) or not isinstance(node.levels, dict):
            continue
        missing = [shown(p) for p in (points[0], points[-1]) if p not in node.levels]
        if len(points) > 2 and not set(points[1:-1]) & set(node.levels):
            missing.insert(min(1, len(missing)), shown(points[len(points) // 2]))
        if missing:
            yield (*route, "levels"), {"code": node.code, "points": ", ".join(missing)}


def descriptors_differ(case: RubricCase) -> Found:
    """No two descriptors of a rubric say the same.

    Two levels with one descriptor can not be told apart. The same sentence under two indicators
    was often copied and should have been changed; if it is meant, write a ladder and name it in
    both.

    Breaks:
        dimensions:
          - code: people
            title: People
            indicators:
              - code: team
                title: Team
                levels: {1: No list names a team., 2: A list does., 3: A list does.}

    Keeps:
        dimensions:
          - code: people
            title: People
            indicators:
              - code: team
                title: Team
                levels: {1: No list names a team., 2: A list does., 3: A decree does.}
    """
    seen: dict[str, Route] = {}
    for route, language, text in _descriptors(case.rubric):
        key = f"{language} {' '.join(text.casefold().split())}"
        if key in seen:
            yield route, {"other": _named(case.rubric, seen[key])}
        seen.setdefault(key, route)


def descriptors_differ_by_more_than_a_degree(case: RubricCase) -> Found:
    """Two levels differ by something that can be observed, not by a word of degree.

    Where one level is "documented" and the next "fully documented", two raters who read the same
    page can choose either. Name what is there at the higher level and missing at the lower one.
    Two levels of one ladder are compared without words such as *very*, *partly*, *sangat*,
    *sebagian*.

    Breaks:
        ladders:
          document:
            1: No budget is shown.
            2: The budget is partly shown by year.
            3: The budget is fully shown by year.

    Keeps:
        ladders:
          document:
            1: No budget is shown.
            2: The budget is one figure for all years.
            3: The budget is shown by year.
    """
    seen: dict[tuple[object, ...], tuple[str, str]] = {}
    for route, language, text in _descriptors(case.rubric):
        bare = tuple(word for word in wordlists.words_of(text) if word not in wordlists.degrees())
        levels = len(route) - 2 if language else len(route) - 1
        here = (route[:levels], language, bare)
        plain = " ".join(text.casefold().split())
        if bare and here in seen and seen[here][1] != plain:
            yield route, {"other": seen[here][0]}
        seen.setdefault(here, (str(route[levels]), plain))


def descriptors_are_observable(case: RubricCase) -> Found:
    """A descriptor says what can be seen in a document or asked of an official.

    "Adequate" or "baik" says what a rater concludes, not what they find, so it hands the
    judgement back to the rater. Write what stands in a document, what can be counted, or what an
    official answers.

    Breaks:
        ladders:
          document: {1: No staff., 2: Adequate staff., 3: A unit of five or more.}

    Keeps:
        ladders:
          document: {1: No staff., 2: One to four people., 3: A unit of five or more.}
    """
    for route, _, text in _descriptors(case.rubric):
        for word in wordlists.vague_in(text):
            yield route, {"word": word}


def texts_are_in_both_languages(case: RubricCase) -> Found:
    """A text that is translated is there in Indonesian and in English.

    Where one of the two is missing the other is shown in its place, and an Indonesian report has
    an English line in it. Add the translation, or write one plain string for both languages.

    Breaks:
        title: {en: Plan check}

    Keeps:
        title: {id: Pemeriksaan rencana, en: Plan check}
    """
    for route, text in texts_of(case.rubric):
        if isinstance(text, Translations) and (text.id is None or text.en is None):
            yield route, {"language": "id" if text.id is None else "en"}


def citations_have_a_reference(case: RubricCase) -> Found:
    """A citation names one of the rubric's references.

    A reader can not follow the citation to a source. Add the source under `references`, or
    correct the key; the message says which one comes close. `--fix` corrects it where only one
    reference can have been meant.

    Breaks:
        references: [{id: dewi2024, title: Reading plans}]
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, levels: document, citations: [{cite: dewi2042}]}

    Keeps:
        references: [{id: dewi2024, title: Reading plans}]
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, levels: document, citations: [{cite: dewi2024}]}
    """
    known = tuple(reference.key for reference in case.rubric.references)
    for route, citation in _citations(case.rubric):
        if citation.cite not in known:
            sole = sole_match(citation.cite, known)
            values = {"key": citation.cite, "suggestion": closest(citation.cite, known)}
            yield (*route, "cite"), values | ({"instead": sole} if sole else {})


def references_are_cited(case: RubricCase) -> Found:
    """A reference is cited somewhere.

    A list of sources of which nobody knows what each was for lends weight without giving reasons.
    Cite the reference at the indicator or dimension that rests on it, or remove it.

    Breaks:
        references: [{id: dewi2024, title: Reading plans}]

    Keeps:
        references: [{id: dewi2024, title: Reading plans}]
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, levels: document, citations: [{cite: dewi2024}]}
    """
    cited = {citation.cite for _, citation in _citations(case.rubric)}
    for i, reference in enumerate(case.rubric.references):
        if reference.key not in cited:
            yield ("references", i, "id"), {"key": reference.key}


def reference_keys_are_unique(case: RubricCase) -> Found:
    """Two references never share a key.

    A citation would not say which of the two it means. Keep one, or give the other a letter of
    its own, as in `dewi2024b`.

    Breaks:
        references:
          - {id: dewi2024, title: Reading plans}
          - {id: dewi2024, title: Writing plans}

    Keeps:
        references:
          - {id: dewi2024a, title: Reading plans}
          - {id: dewi2024b, title: Writing plans}
    """
    for i, key in repeated([reference.key for reference in case.rubric.references]):
        yield ("references", i, "id"), {"key": key}


def gates_can_fire(case: RubricCase) -> Found:
    """A gate's limit can be missed, and its cap keeps something out of reach.

    A gate that can not change a band promises a safeguard that is not there. Its limit must lie
    above the lowest figure of the display scale, since no figure is below that, and its cap below
    the highest band.

    Breaks:
        gates:
          - {when: people, below: 50, cap: strong, because: Nobody can carry the plan out.}

    Keeps:
        gates:
          - {when: people, below: 50, cap: weak, because: Nobody can carry the plan out.}
    """
    displays = {case.code(node): case.display(node) for _, node in walk(case.rubric)}
    bands = case.rubric.bands
    for i, gate in enumerate(case.rubric.gates):
        display = displays.get(gate.when, case.rubric.display)
        if exact(gate.below) <= exact(display.min):
            yield ("gates", i, "below"), {"below": shown(gate.below), "code": gate.when}
        elif bands and gate.cap == bands[-1].code:
            yield ("gates", i, "cap"), {"below": shown(gate.below), "code": gate.when}


def demand_is_asked_of_those_served(case: RubricCase) -> Found:
    """An indicator judged by demand says which of the people served can show it.

    `judged_by: demand` says that the people served should judge. If `look_for` then names offices
    and plans only, the rater will ask the supply side after all. Name residents, users or
    businesses, or what records their voice: a survey, complaints.

    Breaks:
        dimensions:
          - code: people
            title: People
            indicators:
              - code: team
                title: Team
                look_for: The annual report of the department.
                judged_by: demand
                levels: document

    Keeps:
        dimensions:
          - code: people
            title: People
            indicators:
              - code: team
                title: Team
                look_for: A survey of residents; the log of complaints.
                judged_by: demand
                levels: document
    """
    for route, node in walk(case.rubric):
        if isinstance(node, Indicator) and node.judged_by == "demand":
            place = "look_for" if node.look_for is not None else "judged_by"
            text = "" if node.look_for is None else both_languages(node.look_for)
            if not wordlists.names_demand(text):
                yield (*route, place), {"code": node.code}


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


def indicators_say_what_to_ask(case: RubricCase) -> Found:
    """An indicator has a question and says what to look for.

    A title names a subject; a rater needs the question that is to be answered, and the documents
    or people that can answer it. Both save the time of searching and make two raters look at the
    same things.

    Breaks:
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, levels: document}

    Keeps:
        dimensions:
          - code: people
            title: People
            indicators:
              - code: team
                title: Team
                question: Who carries the plan out, and who decided so?
                look_for: The decree on the team; the head of the planning office.
                levels: document
    """
    for route, node in walk(case.rubric):
        if isinstance(node, Indicator):
            missing = [key for key in ("question", "look_for") if getattr(node, key) is None]
            if missing:
                yield route, {"code": node.code, "keys": ", ".join(missing)}


def indicators_are_cited(case: RubricCase) -> Found:
    """An indicator cites what it rests on.

    An indicator is a claim that something matters for readiness. A citation lets a reader see
    whose claim it is, be it a regulation, a study or a handbook.

    Breaks:
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, levels: document}

    Keeps:
        references: [{id: dewi2024, title: Reading plans}]
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, levels: document, citations: [{cite: dewi2024}]}
    """
    for route, node in walk(case.rubric):
        if isinstance(node, Indicator) and not node.citations:
            yield route, {"code": node.code}


def rubrics_explain_themselves(case: RubricCase) -> Found:
    """A rubric's `about` says what it measures and what it can not tell.

    A figure is quoted long after the rubric is forgotten. `about` says what was measured and for
    whom, and keeps the figure from being used for what it can not tell. Markdown reports
    print it.

    Breaks:
        about:

    Keeps:
        about: Whether a plan can be carried out. It does not tell whether it should be.
    """
    if case.rubric.about is None:
        yield ("code",), {"code": case.rubric.code}


def comparisons_are_consistent(case: RubricCase) -> Found:
    """Comparisons in pairs agree with one another: a consistency ratio of 0.10 or less.

    If `a` is three times as important as `b`, and `b` twice as important as `c`, then `a` should be
    about six times as important as `c`. Above 0.10 the comparisons say little about the weights
    (Saaty 1980) and are asked again.

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
    if any(
        True for check in (weights_name_the_children, weights_are_complete) for _ in check(case)
    ):
        return
    for route, parent in parents(case.rubric):
        if isinstance(parent.weights, ByComparison):
            codes = [case.code(child) for _, child in children(parent, route)]
            ratio = compared(parent.weights, codes).consistency_ratio
            if ratio is not None and ratio > _CONSISTENT:
                yield (*route, "weights", "comparisons"), {"ratio": f"{ratio:.2f}"}


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
                yield (*place, "weight"), {"code": case.code(child), "parent": parent.code}


RULES: tuple[Rule[RubricCase], ...] = (
    Rule("R201", weights_are_written_for_all_or_none, Severity.WARNING, blocks=False),
    Rule("R202", children_can_move_the_whole, Severity.WARNING, blocks=False),
    Rule("R203", bands_can_be_reached, Severity.WARNING, blocks=False),
    Rule("R204", levels_are_described_at_the_ends_and_between, blocks=False),
    Rule("R205", descriptors_differ, Severity.WARNING, blocks=False),
    Rule("R206", descriptors_differ_by_more_than_a_degree, Severity.WARNING, blocks=False),
    Rule("R207", descriptors_are_observable, Severity.WARNING, blocks=False),
    Rule("R208", texts_are_in_both_languages, Severity.WARNING, blocks=False),
    Rule("R209", citations_have_a_reference, blocks=False, mends=True),
    Rule("R210", references_are_cited, Severity.ADVICE, blocks=False),
    Rule("R211", reference_keys_are_unique, blocks=False),
    Rule("R212", gates_can_fire, Severity.WARNING, blocks=False),
    Rule("R213", demand_is_asked_of_those_served, Severity.WARNING, blocks=False),
    Rule("R214", validity_is_in_order, blocks=False),
    Rule("R215", ladders_are_used, Severity.ADVICE, blocks=False, about_key=True),
    Rule("R216", indicators_say_what_to_ask, Severity.ADVICE, blocks=False),
    Rule("R217", indicators_are_cited, Severity.ADVICE, blocks=False),
    Rule("R219", comparisons_are_consistent, Severity.WARNING, blocks=False),
    Rule("R220", weights_are_written_once, Severity.WARNING, blocks=False),
    Rule("R218", rubrics_explain_themselves, Severity.ADVICE, blocks=False),
)
"""What a rubric can score with all the same, but had better not."""


def _effective(
    case: RubricCase, node: Rubric | Dimension, route: Route = (), share: Fraction = Fraction(1)
) -> Iterator[tuple[Route, Dimension | Graft | Indicator, Fraction]]:
    """Everything beneath a node with its effective weight."""
    weights = [exact(weight) for weight in child_weights(node, case.code)]
    for (place, child), part in zip(children(node, route), shares(weights), strict=True):
        yield place, child, share * part
        if isinstance(child, Dimension):
            yield from _effective(case, child, place, share * part)


def _descriptors(rubric: Rubric) -> Iterator[tuple[Route, str, str]]:
    """Every descriptor in each of its languages; those of ladders once."""
    for name, ladder in rubric.ladders.items():
        for points, text in ladder.items():
            for language, words in by_language(text):
                yield ("ladders", name, shown(points), *language), ".".join(language), words
    for route, node in walk(rubric):
        if isinstance(node, Indicator) and isinstance(node.levels, dict):
            for points, text in node.levels.items():
                for language, words in by_language(text):
                    place = (*route, "levels", shown(points), *language)
                    yield place, ".".join(language), words


def _named(rubric: Rubric, route: Route) -> str:
    """A descriptor by the indicator or ladder it belongs to, and its level."""
    if route[0] == "ladders":
        return f"{route[1]} {route[2]}"
    owner = next(node for place, node in walk(rubric) if place == route[: route.index("levels")])
    return f"{getattr(owner, 'code', '')} {route[route.index('levels') + 1]}"


def _citations(rubric: Rubric) -> Iterator[tuple[Route, Citation]]:
    for route, node in walk(rubric):
        if not isinstance(node, Graft):
            for i, citation in enumerate(node.citations):
                yield (*route, "citations", i), citation
