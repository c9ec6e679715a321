"""The page for somebody with two minutes: the figure, what changed, why, who does what, what next.

It has room for so much: long names are cut, and of long lists the end is counted only.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from smartscore import __version__
from smartscore.engine.driving import main
from smartscore.engine.scored import ScoredNode
from smartscore.reports import phrases
from smartscore.reports.plans import brief
from smartscore.reports.summary import figures
from smartscore.reports.view import (
    FORMAT,
    Block,
    Bullets,
    Column,
    Heading,
    Paragraph,
    Report,
    Row,
    Section,
)
from smartscore.reports.view.actions import actions
from smartscore.reports.view.fitting import NAME, SENTENCE, Shortened, cut, fitted, table
from smartscore.reports.view.reasons import next_asked, why
from smartscore.results.result import Result
from smartscore.studies.changes import changed, once
from smartscore.words import Words

_REASONS: Final = 3


def onepage(result: Result, words: Words, since: Result | None = None) -> Report:
    """The page on one assessment, and on what changed since an earlier one of the same place."""
    page = _Page(result, words, since)
    section = Section("page", words("onepage.title"), fitted(tuple(page.blocks())), "1")
    return Report(
        format=FORMAT,
        language=words.language,
        style="page",
        title=cut(words("md.title", subject=phrases.heading(result.assessment)), NAME * 2),
        places=(),
        sections=(section,),
        sources=(),
        stamp=(page.stamp(),),
    )


class _Page:
    """The blocks of the page, one under the other."""

    def __init__(self, result: Result, words: Words, since: Result | None) -> None:
        self._result, self._words, self._since = result, words, since
        self._card = main(result.cards)
        self._whole = self._card.whole

    def blocks(self) -> Iterator[Block | Shortened]:
        """All that the page says."""
        several = len(self._result.cards) > 1
        yield Paragraph((self._circumstances(),))
        if several:
            yield self._rubrics()
            yield Heading(self._title(self._whole))
        yield Paragraph((self._lead(),), lead=True)
        yield Paragraph((" ".join(self._known()),))
        if self._since is not None:
            yield from self._changes(self._since)
        if reasons := list(islice(why(self._card, self._words), _REASONS)):
            scored = self._whole.score is not None
            yield Heading(self._words("onepage.why" if scored else "onepage.why-none"))
            yield Bullets(tuple((cut(reason, SENTENCE),) for reason in reasons))
        if asked := next_asked(self._card, self._words):
            yield Heading(self._words("onepage.next"))
            yield Paragraph((asked,))
        yield from actions(self._result.cards, self._card, self._words)

    def stamp(self) -> str:
        """What the figures come from."""
        rubrics = [f"{c.rubric.code} {c.rubric.version}" for c in self._result.cards]
        return self._words(
            "onepage.stamp", version=__version__, rubrics=cut(", ".join(rubrics), NAME * 2)
        )

    def _title(self, node: ScoredNode) -> str:
        return cut(self._words.text(node.title))

    def _circumstances(self) -> str:
        assessment, words = self._result.assessment, self._words
        day, who = words.date(assessment.date), cut(phrases.rater(assessment, words))
        judged = words("judged-by", date=day, rater=who) if who else words("judged", date=day)
        plan = cut(phrases.plan(assessment, words), NAME * 2)
        return f"{words('masterplan', title=plan)}. {judged}." if plan else f"{judged}."

    def _rubrics(self) -> Shortened:
        """One row a rubric."""
        words = self._words
        rows = []
        for card in self._result.cards:
            found = figures(card.whole, self._title(card.whole), words)
            cells = (found.title, found.score, found.bounds, found.band or "–", found.rated)
            rows.append(Row(tuple((cell,) for cell in cells)))
        columns = (
            Column(words("onepage.column.rubric"), 40),
            Column(words("md.score"), 10, "right"),
            Column(words("md.bounds"), 16, "right"),
            Column(words("md.band"), 22),
            Column(words("md.rated"), 10, "right"),
        )
        return table("rubrics", columns, rows, words, least=2)

    def _lead(self) -> str:
        """The figure, or between which figures it lies, on which scale, and its band."""
        words, whole = self._words, self._whole
        ends = {"min": whole.display.min, "max": whole.display.max}
        scale = words(
            "onepage.of" if ends["min"] == 0 else "onepage.from-to",
            **{key: phrases.number(value, words) for key, value in ends.items()},
        )
        if whole.score is not None:
            lead = words("onepage.lead", score=words.figure(whole.shown), scale=scale)
            return f"{lead}: {words.text(whole.band.label)}" if whole.band else lead
        if whole.availability is None:
            return words("figure.not-applicable")
        low, high = words.figure(whole.printed(whole.low)), words.figure(whole.printed(whole.high))
        return words("onepage.no-score", low=low, high=high, scale=scale)

    def _known(self) -> Iterator[str]:
        """How sure the figure is."""
        words, whole, card = self._words, self._whole, self._card
        if told := words.weighting(card.tree):
            yield cut(told, SENTENCE)
        if whole.availability is None:
            return
        applicable = whole.applying
        rated = sum(node.status == "rated" for node in card.indicators)
        share = words.percent(whole.availability)
        told_of = {"rated": rated, "total": applicable, "share": share}
        low, high = words.figure(whole.printed(whole.low)), words.figure(whole.printed(whole.high))
        if rated == applicable:
            yield words("onepage.all-rated", total=rated)
        elif whole.score is not None:
            yield words("onepage.rated", low=low, high=high, **told_of)
        elif whole.withheld:
            minimum = words.percents(whole.availability, whole.minimum_availability)[1]
            yield words("onepage.rated-too-few", minimum=minimum, **told_of)
        else:
            yield words("onepage.none-rated", total=applicable)
        if whole.possible_bands and rated < applicable:
            lower, upper = (words.text(band.label) for band in whole.possible_bands)
            key = "onepage.one-band" if lower == upper else "onepage.bands"
            yield words(key, lower=lower, upper=upper)
        if whole.own_band and whole.band and whole.capped:
            capped, own = words.text(whole.band.label), words.text(whole.own_band.label)
            yield words("figure.capped", band=capped, own=own)
        if card.contested:
            yield words("onepage.contested", count=len(card.contested))
        if card.unsourced:
            yield words("onepage.unsourced", count=len(card.unsourced))

    def _changes(self, since: Result) -> Iterator[Block | Shortened]:
        """What is rated otherwise than before, and the figure before."""
        words = self._words
        yield Heading(words("onepage.since", date=words.date(since.assessment.date)))
        both = changed(since, self._result)
        mine = [each for each in both if each.now is self._card]
        then = mine[0].before.whole if mine else None
        changes = once(both)
        said = []
        if then is not None:
            figures_of = [self._figure(node) for node in (then, self._whole)]
            said.append(words("onepage.from-then", then=figures_of[0], now=figures_of[1]))
        else:
            said.append(words("onepage.not-scored-then"))
        if not changes:
            said.append(words("onepage.nothing-changed"))
        yield Paragraph((" ".join(said),))
        rows = [
            Row(
                (
                    (self._title(change.node),),
                    (brief(change.before, words),),
                    (brief(change.now, words),),
                )
            )
            for change in changes
        ]
        columns = (
            Column(words("report.column.indicator"), 60),
            Column(words("onepage.column.then"), 20),
            Column(words("report.column.now"), 20),
        )
        if rows:
            yield table("changes", columns, rows, words)

    def _figure(self, node: ScoredNode) -> str:
        """The score of a whole in its sentence, or the bounds where there is none."""
        words = self._words
        if node.score is not None:
            return words.figure(node.shown)
        if node.availability is None:
            return words("not-applicable")
        low, high = words.figure(node.printed(node.low)), words.figure(node.printed(node.high))
        return words("onepage.bounds-only", low=low, high=high)
