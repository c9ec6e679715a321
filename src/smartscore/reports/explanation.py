"""The arithmetic of a score as a tree, so that each figure can be checked by hand.

Every value is the scorecard's. What stands before an equals sign is the arithmetic that leads to
it, in the same numbers: fractions are exact, and an ellipsis stands for digits that are left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import starmap

from smartscore.arithmetic.numbers import exact
from smartscore.arithmetic.numbers import figure as printed
from smartscore.engine import measures
from smartscore.engine.facts import GateOutcome
from smartscore.engine.sampled import InSample, LeftOut
from smartscore.engine.scored import ScoredNode
from smartscore.model.assessment import Rating, ResponseMean
from smartscore.model.measures import Quantity, Survey
from smartscore.reports import comparisons, judged, phrases, plans, sampled
from smartscore.reports.exact_numbers import BRIEF, TIE, TIMES, Numbers, bracket, ratio
from smartscore.reports.look import BOLD, PLAIN, Look
from smartscore.reports.tree_page import Branch, Page
from smartscore.reports.verdict import staged
from smartscore.results.result import Result
from smartscore.words import Words

_Parts = Sequence[tuple[Fraction, Fraction]]


def arithmetic(
    result: Result, nodes: Iterable[ScoredNode], words: Words, look: Look = PLAIN
) -> str:
    """The place, and for each node the tree of its arithmetic."""
    page = Page(look)
    page.put(phrases.heading(result.assessment), style=BOLD)
    page.put(words("judged", date=words.date(result.assessment.date)))
    wholes = {card.whole.code: card.whole for card in result.cards}
    for node in nodes:
        whole = wholes[node.path[0]]
        rubric = whole.owner
        page.put("")
        page.put(f"{words.text(rubric.title)} · {rubric.code} {rubric.version}", style=BOLD)
        page.rule()
        if weighting := words.weighting(whole.card.tree):
            page.put(weighting)
        if node is not whole:
            page.put(words("explain.path", path=" / ".join(node.path)))
        page.tree(_Arithmetic(whole, words, look.width).branch(node))
    return page.text()


class _Arithmetic:
    """How the figures of one card come about, in the words of one language."""

    def __init__(self, whole: ScoredNode, words: Words, width: int) -> None:
        self._whole = whole
        self._words = words
        self._numbers = Numbers(words)
        self._width = width

    def branch(self, node: ScoredNode) -> Branch:
        """A node with its arithmetic and all that is beneath it."""
        inwards = self._rating(node) if node.kind == "indicator" else self._inwards(node)
        lines = [*inwards, *self._conflicts(node), *self._upwards(node)]
        if planned := plans.sentence(node, self._words):
            lines.append(planned)
        return Branch(self._head(node), lines, [self.branch(child) for child in node.children])

    def _head(self, node: ScoredNode) -> str:
        words = self._words
        if node.kind == "indicator":
            figure = self._left_out(node, "value") or self._numbers.brief(node.value or Fraction(0))
        else:
            parts = (words.figure(node.shown), phrases.band_name(node, words))
            figure = ", ".join(part for part in parts if part)
        whole = node is self._whole
        name = words("whole") if whole else f"{words.text(node.title)} ({node.code})"
        return f"{name}: {figure}"

    def _left_out(self, node: ScoredNode, of: str = "mean") -> str:
        """Why a node does not count; empty where it does."""
        if of == "mean" and not node.weight:
            return self._words("explain.weightless")
        if node.availability is None:
            return self._words("not-applicable")
        if node.value is None:
            if node.rating is not None and node.rating.is_open:
                return phrases.level(node, self._words)
            unknown = node.kind == "indicator"
            return self._words("detail.unknown" if unknown else "nothing-rated")
        return ""

    def _rating(self, node: ScoredNode) -> Iterator[str]:
        """An indicator's rating as it is written, and how it becomes a value."""
        words, rating = self._words, node.rating
        assert node.indicator is not None
        if said := judged.sentence(rating, words):
            yield said
        if isinstance(measure := node.place.measure, LeftOut):
            yield words(f"explain.left-out.{measure.why}")
        elif node.status == "not_applicable":
            yield words("explain.not-applicable")
        elif node.status == "unknown" or rating is None:
            assert node.low_value is not None
            assert node.high_value is not None
            low, high = self._numbers.brief(node.low_value), self._numbers.brief(node.high_value)
            asked = "" if node.owner.missing.treat == "worst" else "-around"
            key = "explain.unknown" if node.value is None else f"explain.worst{asked}"
            yield words(key, low=low, high=high)
        elif isinstance(node.place.measure, InSample):
            yield from starmap(self._equation, sampled.steps(node, words, self._numbers))
        elif node.indicator.quantity is not None:
            yield from self._quantity(node, node.indicator.quantity, rating)
        elif node.indicator.survey is not None:
            yield from self._survey(node, node.indicator.survey, rating)
        elif node.indicator.checklist is not None:
            yield self._checklist(node, rating)
        else:
            yield from self._level(node)

    def _conflicts(self, node: ScoredNode) -> Iterator[str]:
        """That sources contradict one another on an indicator, and which."""
        if node.conflicts:
            yield self._words("explain.conflicts", sources=phrases.contradicting(node, self._words))

    def _checklist(self, node: ScoredNode, rating: Rating) -> str:
        measure, met = node.place.measure, measures.met_items(rating)
        assert isinstance(measure, measures.OnChecklist)
        above = self._numbers.total(measure.weights[code] for code in met)
        below = self._numbers.total(measure.weights.values())
        told = {"count": len(met), "total": len(measure.weights), "met": ", ".join(met) or "–"}
        head = self._words("explain.met", **told)
        return self._equation(head, f"{bracket(above)} / {bracket(below)}", node.value)

    def _level(self, node: ScoredNode) -> Iterator[str]:
        measure, way, point = node.place.measure, node.way, node.point
        assert isinstance(measure, measures.OnLevels)
        assert way is not None
        ends = (way.number, way.start, way.end)
        level, low, high = (self._numbers.written(end) for end in ends)
        label = self._words.text(point.label if point else None)
        head = self._words(
            "explain.level" if label else "explain.level-between", level=level, label=label
        )
        if measure.floor is not None:
            head = self._words("explain.floor", level=head, floor=low)
        yield self._equation(head, self._numbers.place(level, low, high), node.value)

    def _quantity(self, node: ScoredNode, quantity: Quantity, rating: Rating) -> Iterator[str]:
        words, numbers, way = self._words, self._numbers, node.way
        assert rating.value is not None
        assert quantity.worst is not None
        assert quantity.best is not None
        assert way is not None
        written = [numbers.written(x) for x in (rating.value, quantity.worst, quantity.best)]
        given, worst, best = written
        unit = words.text(quantity.unit)
        head = words("explain.quantity", value=given, unit=unit, worst=worst, best=best)
        if quantity.transform == "log":
            yield self._equation(head, numbers.place(*(f"ln({text})" for text in written)))
            written = [numbers.brief(value) for value in (way.number, way.start, way.end)]
            head = words("explain.log")
        yield self._equation(head, numbers.place(*written), way.place)
        if node.clipped:
            assert node.value is not None
            told = words("explain.clipped", value=numbers.brief(node.value))
            expected = quantity.clip == "expected"
            yield f"{told}; {words('clip.expected')}" if expected else told

    def _survey(self, node: ScoredNode, survey: Survey, rating: Rating) -> Iterator[str]:
        words, numbers, way = self._words, self._numbers, node.way
        assert way is not None
        if isinstance(rating.responses, ResponseMean):
            written = numbers.written(rating.responses.mean)
            yield words("explain.published", mean=written, n=rating.responses.n)
        elif isinstance(rating.responses, tuple):
            answers = sorted(exact(answer) for answer in rating.responses)
            head = words("explain.answers", n=len(answers))
            yield self._equation(
                head, f"{bracket(numbers.total(answers))} / {len(answers)}", way.number
            )
        low, high = numbers.written(survey.min), numbers.written(survey.max)
        if survey.reversed:
            head = words("explain.answered-reversed", low=low, high=high)
            place = numbers.left(numbers.brief(way.number), low, high)
        else:
            head = words("explain.answered", low=low, high=high)
            place = numbers.place(numbers.brief(way.number), low, high)
        yield self._equation(head, place, node.value)

    def _inwards(self, node: ScoredNode) -> Iterator[str]:
        """How a node's figure comes from its children, and what is said of it."""
        words = self._words
        if node.kind == "rubric" and node is not self._whole:
            yield words("explain.graft", code=node.code, version=node.owner.version)
        if node.availability is None:
            yield words("explain.not-applicable")
            return
        if node.value is None or not node.told:
            yield words("explain.none" if node.value is None else "explain.silent")
        else:
            yield self._mean(node, node.value)
        yield from self._compared(node)
        left_out = ((c.code, self._left_out(c)) for c in node.children)
        if listed := "; ".join(f"{code} ({why})" for code, why in left_out if why):
            yield words("explain.left-out", children=listed)
        yield self._availability(node)
        yield self._bounds(node)
        if node.score is not None:
            yield from self._shown(node, node.score)
        yield from staged(node, words)
        for outcome in node.gates:
            yield self._gate(outcome)

    def _compared(self, node: ScoredNode) -> Iterator[str]:
        """How the weights of a node's children come of comparisons in pairs, if they do."""
        if line := phrases.consistency(node.place, self._words):
            yield line
            room = self._width - 3 * (len(node.path) + 1)
            codes = [child.code for child in node.children]
            yield from comparisons.derivation(node.place, codes, room, self._words)

    def _mean(self, node: ScoredNode, value: Fraction) -> str:
        head = self._words(f"explain.{node.method}")
        parts = [(c.counted, c.value) for c in node.children]
        line = self._combined(head, node.method, _present(parts), value)
        endless = node.method == "geometric" and len(ratio(value)) > BRIEF
        return f"{line} {self._words('explain.root')}" if endless else line

    def _combined(self, head: str, method: str, parts: _Parts, value: Fraction) -> str:
        """A mean over the values or the bounds of children, with the numbers in it."""
        if method == "harmonic" and not value:
            zero = self._words("explain.harmonic-zero")
            return f"{head}: {zero}" if head else zero
        return self._equation(head, self._formula(method, parts), value)

    def _formula(self, method: str, parts: _Parts) -> str:
        both = [(self._numbers.brief(part), self._numbers.brief(value)) for part, value in parts]
        if method in ("minimum", "maximum"):
            return f"{method[:3]}({'; '.join(v for _, v in both)})"
        if method == "geometric":
            return " × ".join(f"{bracket(v, '/')}^{bracket(part, '/')}" for part, v in both)
        if method == "harmonic":
            terms = " + ".join(f"{bracket(part, '/')} / {bracket(v, '/')}" for part, v in both)
            return f"1 / ({terms})"
        return " + ".join(f"{part}{TIMES}{v}" for part, v in both)

    def _availability(self, node: ScoredNode) -> str:
        words, numbers = self._words, self._numbers
        assert node.availability is not None
        inside = node.within
        applying = [part for part, leaf in inside if leaf.status != "not_applicable"]
        formula = numbers.total(part for part, leaf in inside if leaf.status == "rated")
        if len(applying) < len(inside):
            formula = f"{bracket(formula)} / {bracket(numbers.total(applying))}"
        line = self._equation(words("explain.availability"), formula, node.availability)
        least = node.minimum_availability
        if not least:
            return f"{line} ({words.percent(node.availability)})"
        rated, minimum = words.percents(node.availability, least)
        key = "explain.too-little" if node.withheld else "explain.enough"
        return f"{line} ({rated}){words(key, minimum=minimum)}"

    def _bounds(self, node: ScoredNode) -> str:
        words, low, high = self._words, node.low_value, node.high_value
        assert low is not None
        assert high is not None
        if low == node.value == high:
            return words("explain.settled")
        lows = _present((c.applicable, c.lowest_value) for c in node.children)
        highs = _present((c.applicable, c.highest_value) for c in node.children)
        return words(
            "explain.bounds",
            low=self._low(node, lows, low),
            shown_low=words.figure(node.printed(node.low)),
            high=self._high(node, highs, high),
            shown_high=words.figure(node.printed(node.high)),
        )

    def _low(self, node: ScoredNode, parts: _Parts, low: Fraction) -> str:
        """The lower bound, which is never above the score that stands."""
        if not node.held:
            return self._combined("", node.method, parts, low)
        formula = f"min({self._formula(node.method, parts)}; {self._numbers.brief(low)})"
        return self._equation("", formula, low)

    def _high(self, node: ScoredNode, parts: _Parts, high: Fraction) -> str:
        """The upper bound, which is never below the score that stands."""
        if not node.lifted:
            return self._combined("", node.method, parts, high)
        formula = f"max({self._formula(node.method, parts)}; {self._numbers.brief(high)})"
        return self._equation("", formula, high)

    def _shown(self, node: ScoredNode, score: Fraction) -> Iterator[str]:
        """From the value to the display scale, to the figure as printed, to the band."""
        words, numbers, display = self._words, self._numbers, node.display
        bottom, top = numbers.written(display.min), numbers.written(display.max)
        head = words("explain.display", min=bottom, max=top)
        yield self._equation(head, self._on_display(node, node), score)
        digits = numbers.decimal(score, max(6, display.decimals + 3))
        figure = words.figure(node.shown)
        shown = "explain.shown" if display.min >= 0 else "explain.shown-away"
        yield words(shown, digits=digits, decimals=display.decimals, figure=figure)
        own, following = node.own_band, node.next_band
        if own is None or node.band is None:
            return
        figure = words.figure(printed(node.placed, node.place.scale.decimals))
        if node.place.scale != display:
            figure = words("explain.on-bands", figure=figure)
        key = "explain.band" if following else "explain.highest-band"
        start, end = (numbers.written(band.start) for band in (own, following or own))
        line = words(key, band=words.text(own.label), figure=figure, start=start, end=end)
        capped = words("explain.capped", band=words.text(node.band.label))
        yield f"{line}{capped}" if node.capped else line

    def _on_display(self, node: ScoredNode, scale: ScoredNode) -> str:
        """A node's value on the display scale of a rubric."""
        bottom, top = (self._numbers.written(x) for x in (scale.display.min, scale.display.max))
        assert node.value is not None
        value = self._numbers.brief(node.value)
        return f"{bottom} + {value} × ({top} - {bracket(bottom, '-')})"

    def _gate(self, outcome: GateOutcome) -> str:
        words, watched = self._words, outcome.watched
        if watched.low is None:
            return words("explain.gate.away", watched=words.text(watched.title))
        return words(
            f"explain.gate.{outcome.state}",
            watched=words.text(watched.title),
            low=words.figure(watched.printed(watched.low)),
            high=words.figure(watched.printed(watched.high)),
            below=self._numbers.written(outcome.gate.below),
            cap=words.text(outcome.cap.label),
        )

    def _upwards(self, node: ScoredNode) -> Iterator[str]:
        """What a node weighs among its siblings, and what it adds to the mean and to the whole."""
        words, brief, parent = self._words, self._numbers.brief, node.parent
        if parent is None:
            return
        totals = parent.totals
        weight, meant = self._numbers.written(node.weight), brief(node.share)
        whole = self._numbers.written(totals.all)
        if why := self._left_out(node):
            yield words("explain.no-weight", weight=weight, total=whole, share=meant, why=why)
            return
        assert node.counted is not None
        assert node.value is not None
        share = brief(node.counted)
        counted = self._numbers.written(totals.counted)
        line = words("explain.weight", weight=weight, total=counted, share=share)
        if totals.counted != totals.all:
            line += words("explain.of-all", weight=weight, total=whole, share=meant)
        if node.adds is not None and parent.told:
            line += words("explain.adds", formula=f"{share} × {brief(node.value)}")
            line += f" = {self._numbers.full(node.adds)}"
        yield line
        if node.contribution is not None:
            down = " × ".join(brief(part) for part in node.counted_down)
            score = bracket(self._on_display(node, self._whole))
            yield self._equation(words("explain.points"), f"{down} × {score}", node.contribution)

    def _equation(self, head: str, formula: str, value: Fraction | None = None) -> str:
        """A head, a formula and what it comes to; not twice the same."""
        line = f"{head}: {formula}" if head else formula
        if value is None:
            return line
        result = self._numbers.full(value)
        tie = TIE if len(result) <= BRIEF else " "
        return line if result == formula else f"{line} ={tie}{result}"


def _present(parts: Iterable[tuple[Fraction | None, Fraction | None]]) -> _Parts:
    """The children that count in a mean: each with its part in it, and the value that it brings."""
    return [(part, value) for part, value in parts if part and value is not None]
