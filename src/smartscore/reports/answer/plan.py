"""The way to a target in words: what to raise, what that asks for, and what would do as well."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from smartscore.arithmetic.numbers import exact
from smartscore.engine.card import Card
from smartscore.model.measures import Item as ChecklistItem
from smartscore.reports import phrases, plans
from smartscore.reports.answer import Answer, Block, Column, Item, Listing, Section, Table
from smartscore.reports.asking import asked
from smartscore.reports.exact_numbers import Numbers
from smartscore.reports.verdict import named
from smartscore.studies.targets import Aim, Aims, Course, Lift
from smartscore.studies.targets.goals import can_be_staged, points_of
from smartscore.studies.targets.record import descriptors
from smartscore.words import Words

_LISTED: Final = 5
"""So many other ways are told; more are counted."""

_PLACES: Final = 3


def answer(aims: Aims, words: Words) -> Answer:
    """The page about the way of one place to a target, a section for each rubric."""
    lead = (words("judged", date=words.date(aims.assessment.date)),)
    sections = tuple(
        Section(
            words.text(aim.card.rubric.title),
            tuple(_Aimed(aim, words).blocks()),
            f"{aim.card.rubric.code} {aim.card.rubric.version}",
        )
        for aim in aims
    )
    return Answer(phrases.heading(aims.assessment), lead, sections)


class _Aimed:
    """One card and its target, in the words of one language."""

    def __init__(self, aim: Aim, words: Words) -> None:
        self._aim = aim
        self._words = words

    def blocks(self) -> Iterator[Block]:
        """Sentences, the table, what to do, and other ways."""
        aim, words = self._aim, self._words
        if weighting := words.weighting(aim.card.tree):
            yield weighting
        if between := self._between():
            yield between
        if aim.state == "there":
            yield self._there()
        elif aim.state == "withheld":
            yield from self._withheld()
        elif aim.course is None:
            yield from self._unreached()
        else:
            yield from self._found(aim.course)

    def _target(self) -> str:
        """What is to be reached, as a part of a sentence."""
        goal, words, whole = self._aim.goal, self._words, self._aim.card.whole
        parts = []
        if goal.band is not None:
            band = whole.bands[goal.band]
            start = phrases.number(band.start, words)
            parts.append(words("aim.band", band=words.text(band.label), start=start))
        if goal.figure is not None:
            parts.append(words("aim.figure", figure=Numbers(words).decimal(goal.figure, 12)))
        if goal.staged is not None:
            parts.append(words("aim.staged", level=Numbers(words).decimal(goal.staged, 12)))
        return words("aim.and").join(parts)

    def _figure(self, card: Card) -> str:
        """The figure of a card and its band."""
        whole, words = card.whole, self._words
        if whole.score is None:
            return words("not-enough-rated")
        shown = words.figure(whole.shown)
        return f"{shown} ({words.text(whole.band.label)})" if whole.band else shown

    def _low(self, card: Card) -> str:
        whole, words = card.whole, self._words
        shown = words.figure(whole.printed(whole.low))
        bands = whole.possible_bands
        return f"{shown} ({words.text(bands[0].label)})" if bands else shown

    def _between(self) -> str:
        """That a level which is asked for is none of the scale, and which one it comes to."""
        least, card, words = self._aim.goal.staged, self._aim.card, self._words
        if least is None or not can_be_staged(card):
            return ""
        points = sorted(points_of(card))
        if least in points or not points[0] < least < points[-1]:
            return ""
        told = (Numbers(words).decimal(n, 12) for n in (least, min(p for p in points if p > least)))
        return words("aim.between", level=next(told), above=next(told))

    def _there(self) -> str:
        words, card, goal = self._words, self._aim.card, self._aim.goal
        told = [words("aim.there", target=self._target(), score=self._figure(card))]
        whole = card.whole
        if goal.figure is not None and goal.figure < exact(whole.display.min):
            told.append(words("aim.scale-begins", min=phrases.number(whole.display.min, words)))
        if whole.score is not None and whole.next_band and whole.to_next is not None:
            distance = phrases.distance(whole.to_next, whole, words)
            band = words.text(whole.next_band.label)
            told.append(words("aim.next", band=band, distance=distance))
        if at_least := self._at_least(card):
            told.append(at_least)
        return " ".join(told)

    def _at_least(self, card: Card) -> str:
        """What a card comes to at least, whatever the unknown turn out to be."""
        if not card.unknown or card.whole.score is None or card.whole.low == card.whole.score:
            return ""
        return self._words("aim.low", low=self._low(card))

    def _withheld(self) -> Iterator[Block]:
        words, whole = self._words, self._aim.card.whole
        if whole.availability is None:
            yield words("figure.not-applicable")
            return
        rated, minimum = words.percents(whole.availability, whole.minimum_availability)
        low, high = (words.figure(whole.printed(end)) for end in (whole.low, whole.high))
        ends = {"low": low, "high": high}
        yield words(
            "aim.withheld", target=self._target(), availability=rated, minimum=minimum, **ends
        )
        if self._aim.certain:
            yield words("aim.certain")
        found = asked(self._aim.card, words)
        if found.lines:
            yield Listing(found.title, tuple(Item(line) for line in found.lines))

    def _unreached(self) -> Iterator[Block]:
        aim, words, goal = self._aim, self._words, self._aim.goal
        if aim.state == "no-staged":
            yield words("aim.no-staged", target=self._target())
            return
        whole, best = aim.card.whole, aim.best.whole
        aims_higher = goal.band is not None or goal.figure is not None
        if best.score is None or not aims_higher:
            yield words("aim.beyond-staged", target=self._target())
        else:
            yield words("aim.beyond", target=self._target(), best=self._figure(aim.best))
        if goal.figure is not None and goal.figure > exact(whole.display.max):
            yield words("aim.scale-ends", max=phrases.number(whole.display.max, words))
            return
        highest = whole.staged.highest if goal.staged is not None and whole.staged else None
        if highest is not None and goal.staged is not None and exact(highest) < goal.staged:
            yield words("aim.levels-end", max=phrases.number(highest, words))
        elif aim.card.unknown:
            held = named(aim.card.unknown, words)
            key = "aim.unknown-staged" if goal.staged is not None else "aim.unknown"
            yield words(key, count=len(aim.card.unknown), titles=held)
        if goal.band is not None and best.fired:
            yield from (line for o, line in phrases.gates(aim.best, words) if o in best.fired)
        if not aims_higher or best.band is None or best.score is None:
            return
        if best.score != whole.score:
            shown = words.figure(best.shown)
            yield words("aim.nearest", score=shown, band=words.text(best.band.label))

    def _found(self, course: Course) -> Iterator[Block]:
        aim, words = self._aim, self._words
        key = "aim.found" if aim.card.whole.score is not None else "aim.found-unscored"
        yield words(
            key,
            target=self._target(),
            count=len(course.lifts),
            before=self._figure(aim.card),
            after=self._figure(course.after),
        )
        yield self._cost(course)
        if at_least := self._at_least(course.after):
            yield at_least
        for outcome in course.after.whole.gates:
            if outcome.state == "open":
                title, cap = words.text(outcome.watched.title), words.text(outcome.cap.label)
                yield words("aim.open", watched=title, cap=cap)
        yield self._table(course)
        yield Listing(words("aim.to-do"), tuple(map(self._item, course.lifts)))
        if aim.others:
            yield self._others(course)
        if aim.spread:
            title = words(
                "aim.spread", count=len(aim.spread.lifts), after=self._figure(aim.spread.after)
            )
            yield Listing(title, tuple(Item(self._listed([x])) for x in aim.spread.lifts))

    def _cost(self, course: Course) -> str:
        """What the course takes, and that nothing is cheaper."""
        aim, words = self._aim, self._words
        if not aim.proved:
            return words("aim.unproved", raises=course.raises)
        if aim.by == "ratings":
            return words("aim.fewest-ratings", raises=course.raises)
        if aim.by == "raises" or course.effort is None:
            key = "aim.fewest-raises" if aim.by == "raises" else "aim.no-effort"
            told = [words(key, raises=course.raises)]
            if aim.as_few is None:
                told.append(words("aim.as-few-many"))
            elif aim.as_few > 1:
                told.append(words("aim.as-few", count=aim.as_few))
            return " ".join(told)
        key = "aim.cheapest-but" if course.without_effort else "aim.cheapest"
        return words(key, effort=self._number(course.effort), count=course.without_effort)

    def _number(self, value: Fraction) -> str:
        return Numbers(self._words).decimal(value, _PLACES)

    def _table(self, course: Course) -> Table:
        words = self._words
        plans_now = [lift.node.rating.plan for lift in course.lifts if lift.node.rating]
        owned = any(plan is not None and (plan.owner or plan.by) for plan in plans_now)
        has_effort = course.effort is not None
        columns = [Column(words(f"report.column.{key}")) for key in ("indicator", "now", "target")]
        columns.append(Column(words("aim.raises"), figures=True))
        if has_effort:
            columns.append(Column(words("report.column.effort"), figures=True))
        if owned:
            columns += [Column(words("report.column.owner")), Column(words("report.column.by"))]
        rows = []
        for lift in course.lifts:
            plan = lift.node.rating.plan if lift.node.rating else None
            row = [
                words.text(lift.node.title),
                plans.brief(lift.node, words),
                plans.rated(lift.rating, lift.node, words),
                str(lift.raises),
            ]
            if has_effort:
                row.append("–" if lift.effort is None else self._number(lift.effort))
            if owned:
                row.append(words.text(plan.owner) if plan and plan.owner else "–")
                row.append((plans.until(plan, words) if plan else "") or "–")
            rows.append(tuple(row))
        return Table(words("aim.table"), tuple(columns), tuple(rows), notes=(words("aim.raise"),))

    def _item(self, lift: Lift) -> Item:
        words = self._words
        title, indicator = words.text(lift.node.title), lift.node.indicator
        assert indicator is not None
        head = words(
            "aim.do",
            title=title,
            now=plans.brief(lift.node, words),
            target=plans.rated(lift.rating, lift.node, words),
        )
        under = []
        for level, text in descriptors(lift):
            number, asks = phrases.number(level, words), words.text(text)
            beyond = lift.rating.level is not None and level > lift.rating.level
            under.append(words("step.above" if beyond else "aim.asks", level=number, asks=asks))
        items = {item.code: item for item in indicator.checklist or ()}
        under += [words("aim.item", text=self._said(items[code])) for code in lift.items]
        if lift.or_else:
            texts = "; ".join(self._said(items[code]) for code in lift.or_else)
            under.append(words("aim.or-else", texts=texts))
        if indicator.look_for:
            under.append(words("aim.look-for", text=words.text(indicator.look_for)))
        if indicator.judged_by == "demand":
            under.append(words("aim.demand"))
        if planned := plans.sentence(lift.node, words):
            under.append(planned)
        return Item(head, tuple(under))

    def _said(self, item: ChecklistItem) -> str:
        return self._words.text(item.text)

    def _others(self, course: Course) -> Listing:
        """Other ways that cost the same, each by what is other in it."""
        aim, words = self._aim, self._words
        count = None if aim.count is None else aim.count - 1
        if count is None:
            title = words("aim.others-many")
        else:
            by_effort = aim.by == "effort" and course.effort is not None
            title = words("aim.others-effort" if by_effort else "aim.others", count=count)
        items = [Item(self._instead(course, other)) for other in aim.others[:_LISTED]]
        if count is not None and count > len(items) > 0:
            items.append(Item(words("asking.others", count=count - len(items))))
        return Listing(title, tuple(items))

    def _instead(self, course: Course, other: Course) -> str:
        words = self._words
        mine = {lift.node.place.index: lift for lift in course.lifts}
        theirs = {lift.node.place.index: lift for lift in other.lifts}
        gone = [x for i, x in mine.items() if i not in theirs or theirs[i].rating != x.rating]
        new = [x for i, x in theirs.items() if i not in mine or mine[i].rating != x.rating]
        told = {"gone": self._listed(gone), "new": self._listed(new)}
        return words("aim.instead", after=self._figure(other.after), **told)

    def _listed(self, lifts: Sequence[Lift]) -> str:
        words = self._words
        return ", ".join(
            words(
                "aim.lift",
                title=words.text(lift.node.title),
                target=plans.rated(lift.rating, lift.node, words),
            )
            for lift in lifts
        )
