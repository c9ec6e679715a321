"""The arithmetic of a score as a tree, so that each figure can be checked by hand.

Every value is the scorecard's. What stands before an equals sign is the arithmetic that leads to
it, in the same numbers: fractions are exact, and an ellipsis stands for digits that are left out.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from smartscore import normalise
from smartscore.aggregate import mean
from smartscore.assessment import Rating, ResponseMean
from smartscore.engine import measures
from smartscore.engine.card import GateOutcome, Result, ScoredNode
from smartscore.fields import rational
from smartscore.reports import phrases
from smartscore.reports.exact_numbers import BRIEF, TIE, TIMES, Numbers, bracket, ratio
from smartscore.reports.tree_page import WIDTH, Branch, Page
from smartscore.rounding import exact
from smartscore.rounding import figure as printed
from smartscore.rubric import Quantity, Survey
from smartscore.weighting import shares
from smartscore.words import Words

_Which = Literal["value", "low_value", "high_value"]


class _Place(NamedTuple):
    """Where a node stands: the shares down to it among what counts, and if a figure is above.

    `all_weight` and `counting` are the weights of the parent's children, and of those that count.
    """

    parent: ScoredNode | None = None
    shares: tuple[Fraction, ...] = ()
    shown: bool = False
    all_weight: Fraction = Fraction(0)
    counting: Fraction = Fraction(0)


def document(result: Result, nodes: Iterable[ScoredNode], words: Words, *, unicode: bool) -> str:
    """The place, and for each node the tree of its arithmetic."""
    page = Page(unicode=unicode)
    page.put(phrases.heading(result.assessment))
    page.put(words("judged", date=words.date(result.assessment.date)))
    wholes = {card.whole.code: card.whole for card in result.cards}
    for node in nodes:
        whole = wholes[node.path[0]]
        rubric = whole.owner
        page.put("")
        page.put(f"{words.text(rubric.title)} · {rubric.code} {rubric.version}")
        page.put("─" * WIDTH)
        if node is not whole:
            page.put(words("explain.path", path=" / ".join(node.path)))
        place = next(place for inside, place in _places(whole, _Place()) if inside is node)
        page.tree(_Arithmetic(whole, words).branch(node, place))
    return page.text()


def _places(node: ScoredNode, place: _Place) -> Iterator[tuple[ScoredNode, _Place]]:
    yield node, place
    for child, beneath in _beneath(node, place):
        yield from _places(child, beneath)


def _beneath(node: ScoredNode, place: _Place) -> Iterator[tuple[ScoredNode, _Place]]:
    """The children with the share of each among those that count."""
    whole, total = _weight(node, counting=False), _weight(node, counting=True)
    for child in node.children:
        share = exact(child.weight) / total if total else Fraction(0)
        shown = place.shown or not node.withheld
        yield child, _Place(node, (*place.shares, share), shown, whole, total)


def _weight(node: ScoredNode, *, counting: bool) -> Fraction:
    """The weight of all children, or of those that have a value."""
    return sum(
        (exact(c.weight) for c in node.children if not counting or c.value is not None), Fraction(0)
    )


class _Arithmetic:
    """How the figures of one card come about, in the words of one language."""

    def __init__(self, whole: ScoredNode, words: Words) -> None:
        self._whole = whole
        self._words = words
        self._numbers = Numbers(words)

    def branch(self, node: ScoredNode, place: _Place) -> Branch:
        """A node with its arithmetic and all that is beneath it."""
        if node.kind == "indicator":
            lines = [*self._rating(node), *self._upwards(node, place)]
            return Branch(self._head(node), lines, [])
        lines = [*self._inwards(node, place), *self._upwards(node, place)]
        beneath = [self.branch(child, below) for child, below in _beneath(node, place)]
        return Branch(self._head(node), lines, beneath)

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
            unknown = node.kind == "indicator"
            return self._words("detail.unknown" if unknown else "nothing-rated")
        return ""

    def _rating(self, node: ScoredNode) -> Iterator[str]:
        """An indicator's rating as it is written, and how it becomes a value."""
        words, rating = self._words, node.rating
        assert node.indicator is not None
        if node.status == "not_applicable":
            yield words("explain.not-applicable")
        elif node.status == "unknown" or rating is None:
            assert node.low_value is not None
            low = self._numbers.brief(node.low_value)
            yield words("explain.unknown" if node.value is None else "explain.worst", low=low)
        elif node.indicator.quantity is not None:
            yield from self._quantity(node, node.indicator.quantity, rating)
        elif node.indicator.survey is not None:
            yield from self._survey(node, node.indicator.survey, rating)
        elif node.indicator.checklist is not None:
            weights = {item.code: exact(item.weight) for item in node.indicator.checklist}
            met = list(dict.fromkeys(rating.met or ()))
            above = self._numbers.total(weights[code] for code in met)
            below = self._numbers.total(weights.values())
            listed = ", ".join(met) or "–"
            head = words("explain.met", count=len(met), total=len(weights), met=listed)
            yield self._equation(head, f"{bracket(above)} / {bracket(below)}", node.value)
        else:
            yield from self._level(node, rating)

    def _level(self, node: ScoredNode, rating: Rating) -> Iterator[str]:
        numbers, owner, indicator = self._numbers, node.owner, node.indicator
        assert indicator is not None
        assert rating.level is not None
        floor = owner.floor if indicator.floor is None else indicator.floor
        points = [point.points for point in owner.scale]
        ends = (rating.level, points[0] if floor is None else floor, points[-1])
        level, low, high = (numbers.written(end) for end in ends)
        labels = (self._words.text(p.label) for p in owner.scale if p.points == rating.level)
        label = next(labels, "")
        key = "explain.level" if label else "explain.level-between"
        head = self._words(key, level=level, label=label)
        if floor is not None:
            head = self._words("explain.floor", level=head, floor=low)
        yield self._equation(head, numbers.place(level, low, high), node.value)

    def _quantity(self, node: ScoredNode, quantity: Quantity, rating: Rating) -> Iterator[str]:
        words, numbers = self._words, self._numbers
        assert rating.value is not None
        assert quantity.worst is not None
        assert quantity.best is not None
        written = [numbers.written(x) for x in (rating.value, quantity.worst, quantity.best)]
        given, worst, best = written
        unit = words.text(quantity.unit)
        head = words("explain.quantity", value=given, unit=unit, worst=worst, best=best)
        exactly = [rational(x) for x in (rating.value, quantity.worst, quantity.best)]
        if quantity.transform == "log":
            yield self._equation(head, numbers.place(*(f"ln({text})" for text in written)))
            exactly = [normalise.logarithm(value) for value in exactly]
            written = [numbers.brief(value) for value in exactly]
            head = words("explain.log")
        found = normalise.goalposts(*exactly)
        yield self._equation(head, numbers.place(*written), found)
        if node.clipped:
            assert node.value is not None
            told = words("explain.clipped", value=numbers.brief(node.value))
            expected = quantity.clip == "expected"
            yield f"{told}; {words('clip.expected')}" if expected else told

    def _survey(self, node: ScoredNode, survey: Survey, rating: Rating) -> Iterator[str]:
        words, numbers, mean = self._words, self._numbers, measures.survey_mean(rating)
        if isinstance(rating.responses, ResponseMean):
            written = numbers.written(rating.responses.mean)
            yield words("explain.published", mean=written, n=rating.responses.n)
        elif isinstance(rating.responses, tuple):
            answers = sorted(exact(answer) for answer in rating.responses)
            head = words("explain.answers", n=len(answers))
            yield self._equation(head, f"{bracket(numbers.total(answers))} / {len(answers)}", mean)
        low, high = numbers.written(survey.min), numbers.written(survey.max)
        if survey.reversed:
            head = words("explain.answered-reversed", low=low, high=high)
            place = numbers.left(numbers.brief(mean), low, high)
        else:
            head = words("explain.answered", low=low, high=high)
            place = numbers.place(numbers.brief(mean), low, high)
        yield self._equation(head, place, node.value)

    def _inwards(self, node: ScoredNode, place: _Place) -> Iterator[str]:
        """How a node's figure comes from its children, and what is said of it."""
        words = self._words
        if node.kind == "rubric" and node is not self._whole:
            yield words("explain.graft", code=node.code, version=node.owner.version)
        if node.availability is None:
            yield words("explain.not-applicable")
            return
        shown = place.shown or not node.withheld
        if node.value is None or not shown:
            yield words("explain.none" if node.value is None else "explain.silent")
        else:
            yield self._mean(node, node.value)
        if line := phrases.consistency(node.place, words):
            yield line
        left_out = ((c.code, self._left_out(c)) for c in node.children)
        if listed := "; ".join(f"{code} ({why})" for code, why in left_out if why):
            yield words("explain.left-out", children=listed)
        yield self._availability(node)
        yield self._bounds(node)
        if node.score is not None:
            yield from self._shown(node, node.score)
        for outcome in node.gates:
            yield self._gate(outcome, node)

    def _mean(self, node: ScoredNode, value: Fraction) -> str:
        line = self._combined(self._words(f"explain.{node.method}"), node, "value", value)
        endless = node.method == "geometric" and len(ratio(value)) > BRIEF
        return f"{line} {self._words('explain.root')}" if endless else line

    def _combined(self, head: str, node: ScoredNode, which: _Which, value: Fraction) -> str:
        """A node's mean over the values or the bounds of its children, with the numbers in it."""
        found = [(exact(c.weight), getattr(c, which)) for c in node.children]
        pairs = [(weight, v) for weight, v in found if weight and v is not None]
        if node.method == "harmonic" and not value:
            zero = self._words("explain.harmonic-zero")
            return f"{head}: {zero}" if head else zero
        return self._equation(head, self._formula(node.method, pairs), value)

    def _formula(self, method: str, pairs: list[tuple[Fraction, Fraction]]) -> str:
        brief = self._numbers.brief
        values = [brief(value) for _, value in pairs]
        parts = [brief(share) for share in shares([weight for weight, _ in pairs])]
        both = list(zip(parts, values, strict=True))
        if method in ("minimum", "maximum"):
            return f"{method[:3]}({'; '.join(values)})"
        if method == "geometric":
            return " × ".join(f"{bracket(v, '/')}^{bracket(part, '/')}" for part, v in both)
        if method == "harmonic":
            terms = " + ".join(f"{bracket(part, '/')} / {bracket(v, '/')}" for part, v in both)
            return f"1 / ({terms})"
        return " + ".join(f"{part}{TIMES}{v}" for part, v in both)

    def _availability(self, node: ScoredNode) -> str:
        words, numbers = self._words, self._numbers
        assert node.availability is not None
        inside = [(weight, n) for weight, n in _effective(node) if n.availability is not None]
        formula = numbers.total(weight for weight, n in inside if n.status == "rated")
        if sum((weight for weight, _ in inside), Fraction(0)) != 1:
            formula = f"{bracket(formula)} / {bracket(numbers.total(w for w, _ in inside))}"
        line = self._equation(words("explain.availability"), formula, node.availability)
        least = exact(node.place.missing.minimum_availability)
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
        return words(
            "explain.bounds",
            low=self._low(node, low),
            shown_low=words.figure(node.printed(node.low)),
            high=self._combined("", node, "high_value", high),
            shown_high=words.figure(node.printed(node.high)),
        )

    def _low(self, node: ScoredNode, low: Fraction) -> str:
        """The lower bound, which is never above the score that stands."""
        found = [(exact(c.weight), c.low_value) for c in node.children]
        pairs = [(weight, v) for weight, v in found if weight and v is not None]
        below = mean(node.method, pairs)
        if below is None or below == low:
            return self._combined("", node, "low_value", low)
        formula = f"min({self._formula(node.method, pairs)}; {self._numbers.brief(low)})"
        return self._equation("", formula, low)

    def _shown(self, node: ScoredNode, score: Fraction) -> Iterator[str]:
        """From the value to the display scale, to the figure as printed, to the band."""
        words, numbers, display = self._words, self._numbers, node.display
        bottom, top = numbers.written(display.min), numbers.written(display.max)
        head = words("explain.display", min=bottom, max=top)
        yield self._equation(head, self._on_display(node, node), score)
        digits = numbers.decimal(score, max(6, display.decimals + 3))
        figure = words.figure(node.shown)
        yield words("explain.shown", digits=digits, decimals=display.decimals, figure=figure)
        if node.band is None:
            return
        bands, own = node.bands, node.bands.index(node.own_band or node.band)
        figure = words.figure(printed(node.placed, node.place.scale.decimals))
        if node.place.scale != display:
            figure = words("explain.on-bands", figure=figure)
        edges = [numbers.written(band.start) for band in bands[own : own + 2]]
        key = "explain.band" if len(edges) > 1 else "explain.highest-band"
        label = words.text(bands[own].label)
        line = words(key, band=label, figure=figure, start=edges[0], end=edges[-1])
        capped = words("explain.capped", band=words.text(node.band.label))
        yield line if bands[own] == node.band else f"{line}{capped}"

    def _on_display(self, node: ScoredNode, scale: ScoredNode) -> str:
        """A node's value on the display scale of a rubric."""
        bottom, top = (self._numbers.written(x) for x in (scale.display.min, scale.display.max))
        assert node.value is not None
        value = self._numbers.brief(node.value)
        return f"{bottom} + {value} × ({top} - {bracket(bottom, '-')})"

    def _gate(self, outcome: GateOutcome, node: ScoredNode) -> str:
        words, watched = self._words, outcome.watched
        if watched.low is None:
            return words("explain.gate.away", watched=words.text(watched.title))
        cap = next(band for band in node.bands if band.code == outcome.gate.cap)
        return words(
            f"explain.gate.{outcome.state}",
            watched=words.text(watched.title),
            low=words.figure(watched.printed(watched.low)),
            high=words.figure(watched.printed(watched.high)),
            below=self._numbers.written(outcome.gate.below),
            cap=words.text(cap.label),
        )

    def _upwards(self, node: ScoredNode, place: _Place) -> Iterator[str]:
        """What a node weighs among its siblings, and what it adds to the mean and to the whole."""
        words, brief, parent = self._words, self._numbers.brief, place.parent
        if parent is None:
            return
        all_weight, counting = place.all_weight, place.counting
        weight, meant = self._numbers.written(node.weight), brief(node.share)
        whole = self._numbers.written(all_weight)
        if why := self._left_out(node):
            yield words("explain.no-weight", weight=weight, total=whole, share=meant, why=why)
            return
        share = brief(place.shares[-1])
        counted = self._numbers.written(counting)
        line = words("explain.weight", weight=weight, total=counted, share=share)
        if counting != all_weight:
            line += words("explain.of-all", weight=weight, total=whole, share=meant)
        assert node.value is not None
        if parent.method == "arithmetic" and place.shown:
            product = place.shares[-1] * node.value
            line += words("explain.adds", formula=f"{share} × {brief(node.value)}")
            line += f" = {self._numbers.full(product)}"
        yield line
        if node.contribution is not None:
            down = " × ".join(brief(share) for share in place.shares)
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


def _effective(node: ScoredNode) -> list[tuple[Fraction, ScoredNode]]:
    """The indicators beneath a node with the weight of each in it, whatever is left out."""
    if node.kind == "indicator":
        return [(Fraction(1), node)]
    inside = ((c.share, found) for c in node.children for found in _effective(c))
    return [(share * weight, indicator) for share, (weight, indicator) in inside if share]
