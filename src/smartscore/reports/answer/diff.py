"""What changed between two assessments of one place, in words: the figure, what it is due to."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from smartscore.engine.scored import ScoredNode
from smartscore.reports import phrases
from smartscore.reports.answer import Answer, Block, Column, Picture, Section, Table
from smartscore.reports.answer.slopes import slopes
from smartscore.reports.plans import brief
from smartscore.studies.attribution import CAUSES, Attributed, Attribution, Cause, Effect, Move
from smartscore.studies.carrying import described_otherwise
from smartscore.studies.change_record import shown
from smartscore.studies.changes import KINDS, Change
from smartscore.words import Words

_MANY: Final = 10
"""So many indicators are listed, unless all are asked for; the others are counted."""

_NAMED: Final = 5
"""So many indicators are named in a sentence."""


def answer(found: Attributed, words: Words, *, detail: bool = False) -> Answer:
    """The page: what happened to each rubric's figure first; `detail` lists every indicator."""
    before, now = found.before.assessment, found.now.assessment
    days = {"then": words.date(before.date), "now": words.date(now.date)}
    one_day = before.date == now.date
    parts = [_Rubric(each, words, detail=detail) for each in found.rubrics]
    lead = [part.lead() for part in parts]
    for key, codes in (("diff.only-then", found.only_before), ("diff.only-now", found.only_now)):
        if codes:
            lead.append(words(key, codes=", ".join(codes)))
    key = "diff.title-one-day" if one_day else "diff.title"
    heading = words(key, subject=phrases.heading(now), **days)
    if one_day:
        lead.append(words("diff.one-day", now=days["now"]))
        days = {"then": words("diff.then"), "now": words("diff.now")}
    judged = tuple(dict.fromkeys(words.date(each.date) for each in (before, now)))
    return Answer(heading, tuple(lead), tuple(part.section(days) for part in parts), judged)


class _Rubric:
    """What is said of one rubric."""

    def __init__(self, found: Attribution, words: Words, *, detail: bool) -> None:
        self._found, self._words = found, words
        self._shown = found.effects if detail else found.effects[:_MANY]
        self._then, self._now = found.before.whole, found.now.whole

    def lead(self) -> str:
        """What became of the figure, and how much of that is due to the rubric."""
        words, found = self._words, self._found
        if not (any(found.total) or found.effects or not found.alike):
            title = words.text(self._now.title)
            same = words("diff.lead-same", title=title, now=_said(self._now, words))
            return f"{same} {self._counted()}"
        told = words(
            "diff.lead",
            title=words.text(self._now.title),
            then=_said(self._then, words),
            now=_said(self._now, words),
            change=self._move(found.total),
        )
        if found.alike:
            return f"{told} {self._counted()}"
        rubric = found.total_of(("weights", "rubric"))
        share = words("diff.lead-rubric", rubric=self._move(rubric), place=self._move(found.place))
        rated = found.due_to("rated")
        if rated != found.place:
            share = f"{share} {words('diff.lead-rated', rated=self._move(rated))}"
        return f"{share} {told}"

    def section(self, days: dict[str, str]) -> Section:
        """All that is said of the rubric."""
        versions = dict.fromkeys(c.rubric.version for c in (self._found.before, self._found.now))
        mark = f"{self._now.code} {' → '.join(versions)}"
        blocks = [*self._sentences(), *self._dimensions(days), *self._parts(), *self._indicators()]
        return Section(self._words.text(self._now.title), tuple(blocks), mark)

    def _counted(self) -> str:
        """How many indicators changed, by how they changed."""
        words = self._words
        kinds = [each.kind for each in self._found.effects]
        said = [words(f"changed.{k}", count=kinds.count(k)) for k in KINDS if k in kinds]
        if not said:
            return words("diff.unchanged")
        told = words("diff.counted", changes="; ".join(said))
        same = self._same()
        return f"{told} {words('diff.same', count=same)}" if same and "rated" not in kinds else told

    def _same(self) -> int:
        """How many indicators are rated on both days, and as they were."""
        moved = {(e.node.owner.code, e.node.code) for e in self._found.effects}
        pairs = zip(self._found.read.indicators, self._found.now.indicators, strict=True)
        both = {
            (new.owner.code, new.code) for old, new in pairs if old.status == new.status == "rated"
        }
        return len(both - moved)

    def _sentences(self) -> Iterator[str]:
        words, found = self._words, self._found
        if self._then.band and self._now.band:
            bands = [words.text(node.band.label) for node in (self._then, self._now) if node.band]
            key = "diff.band-same" if bands[0] == bands[1] else "diff.band"
            yield words(key, then=bands[0], now=bands[1])
        if self._now.capped and self._now.band and self._now.own_band:
            capped, own = (words.text(b.label) for b in (self._now.band, self._now.own_band))
            yield words("figure.capped", band=capped, own=own)
        rated = [words.percent(node.availability) for node in (self._then, self._now)]
        if rated[0] != rated[1]:
            yield words("diff.rated", then=rated[0], now=rated[1])
        if not found.by_score:
            yield words("diff.by-bounds")
        versions = [card.rubric.version for card in (found.before, found.now)]
        if not found.alike or versions[0] != versions[1]:
            yield from self._versions(*versions)

    def _versions(self, old: str, new: str) -> Iterator[str]:
        """How the older ratings are read by the newer rubric, and what of them can't be."""
        words, found = self._words, self._found
        if found.alike:
            yield words("diff.versions-alike", old=old, new=new)
        else:
            then, anew = (_said(card.whole, words) for card in (found.before, found.read))
            yield words("diff.read-anew", old=old, new=new, then=then, anew=anew)
        if self._then.display != self._now.display:
            yield words("diff.other-scale")
        for why in ("gone", "measured"):
            left = [each.node for each in found.left if each.why == why]
            if left:
                yield words(f"unread.{why}", count=len(left), titles=self._titles(left))
        if otherwise := described_otherwise(found.before, found.now):
            titles = self._titles(otherwise)
            yield words("diff.described", count=len(otherwise), titles=titles)

    def _titles(self, nodes: Sequence[ScoredNode]) -> str:
        titles = [self._words.text(node.title) for node in nodes[:_NAMED]]
        more = len(nodes) - _NAMED
        return "; ".join([*titles, *([self._words("diff.more", count=more)] if more > 0 else [])])

    def _dimensions(self, days: dict[str, str]) -> Iterator[Block]:
        """The whole and what stands right beneath it, then and now."""
        words = self._words
        then = {node.path: node for node in self._found.before.nodes}
        pairs = [(then.get(node.path), node) for node in (*self._now.children, self._now)]
        rows = []
        for old, new in pairs:
            title = words("whole") if new is self._now else words.text(new.title)
            figures = (
                "–" if old is None else phrases.score_or_bounds(old, words),
                phrases.score_or_bounds(new, words),
            )
            rows.append((title, *figures))
        columns = Column(words("md.dimension")), Column(days["then"]), Column(days["now"])
        heads = words("diff.then"), words("diff.now")
        key = "diff.dimensions-one-day" if heads == (*days.values(),) else "diff.dimensions"
        caption = words(key, title=words.text(self._now.title), **days)
        yield Table(caption, columns, tuple(rows), frozenset({len(rows) - 1}))
        yield Picture(caption, slopes(self._found.before, self._found.now, caption, heads, words))

    def _parts(self) -> Iterator[Block]:
        """What the change is due to, as parts that add up to it."""
        words, found = self._words, self._found
        told = [cause for cause in CAUSES if self._is_told(cause)]
        if not told:
            return
        rows = [(self._cause(cause), *self._cells(found.due_to(cause))) for cause in told]
        rows.append((words("diff.together"), *self._cells(found.total)))
        heads = [Column(words("diff.due-to")), *self._heads()]
        notes = []
        if self._sums_differ():
            notes.append(words("diff.rounded"))
        if any(found.interaction):
            notes.append(words("diff.interaction"))
        caption = words("diff.parts", title=words.text(self._now.title))
        strong = frozenset({len(rows) - 1})
        yield Table(caption, tuple(heads), tuple(rows), strong, tuple(notes))

    def _is_told(self, cause: Cause) -> bool:
        return any(self._found.due_to(cause)) or any(e.kind == cause for e in self._found.effects)

    def _cause(self, cause: Cause) -> str:
        count = sum(each.kind == cause for each in self._found.effects)
        told = self._words(f"cause.{cause}")
        return f"{told} ({count})" if count else told

    def _sums_differ(self) -> bool:
        """Whether parts as they are printed do not add up to the whole as it is printed."""
        moves = [self._found.due_to(cause) for cause in CAUSES]
        for i, whole in enumerate(self._found.total):
            printed = [Fraction(self._printed(move[i])) for move in moves if move[i] is not None]
            if whole is not None and sum(printed, Fraction(0)) != Fraction(self._printed(whole)):
                return True
        return False

    def _printed(self, move: Fraction | None) -> str:
        return shown(move or Fraction(0), self._found.now)

    def _indicators(self) -> Iterator[Block]:
        """The indicators that changed, the widest first; and why they were rated so."""
        if not self._shown:
            return
        words = self._words
        rows = [(*self._ratings(each), *self._moved(each)) for each in self._shown]
        heads = [words(key) for key in ("report.column.indicator", "diff.then", "diff.now")]
        columns = [*map(Column, heads), *self._heads()]
        more = len(self._found.effects) - len(self._shown)
        notes = (words("diff.more-indicators", count=more),) if more else ()
        alone = words("diff.alone", title=words.text(self._now.title))
        yield Table(alone, tuple(columns), tuple(rows), frozenset(), notes)
        reasons = [row for each in self._shown if any((row := self._reasons(each))[1:])]
        if reasons:
            caption = words("diff.reasons", title=words.text(self._now.title))
            yield Table(caption, tuple(map(Column, heads)), tuple(reasons))

    def _ratings(self, effect: Effect) -> tuple[str, str, str]:
        change = effect.changes[0]
        title = self._words.text(effect.node.title)
        return title, brief(change.before, self._words), brief(change.now, self._words)

    def _reasons(self, effect: Effect) -> tuple[str, str, str]:
        change: Change = effect.changes[0]
        told = [_why(node, self._words) for node in change]
        return self._words.text(effect.node.title), told[0], told[1]

    def _moved(self, effect: Effect) -> tuple[str, ...]:
        if effect.move is None:
            return ("–",) * len(self._heads())
        return self._cells(effect.move)

    @property
    def _told(self) -> tuple[str, ...]:
        """Which figures are told: the score alone where its bounds are the same."""
        if not self._found.by_score:
            return ("low", "high")
        nothing_unknown = all(
            card.whole.low == card.whole.high for card in (self._found.before, self._found.now)
        )
        return ("score",) if nothing_unknown else ("score", "low", "high")

    def _heads(self) -> list[Column]:
        return [Column(self._words(f"moves.{name}"), figures=True) for name in self._told]

    def _cells(self, move: Move) -> tuple[str, ...]:
        moves = [getattr(move, name) for name in self._told]
        return tuple("–" if m is None else self._words.figure(self._printed(m)) for m in moves)

    def _move(self, move: Move) -> str:
        """A move in a sentence: of the score, or of both bounds."""
        words = self._words
        if move.score is not None:
            return words.figure(self._printed(move.score))
        low, high = (words.figure(self._printed(bound)) for bound in (move.low, move.high))
        return words("diff.of-bounds", low=low, high=high)


def _said(node: ScoredNode, words: Words) -> str:
    """The same in a sentence."""
    if node.score is not None or node.low == node.high:
        return phrases.score_or_bounds(node, words)
    low, high = words.figure(node.printed(node.low)), words.figure(node.printed(node.high))
    return words("diff.between", low=low, high=high)


def _why(node: ScoredNode | None, words: Words) -> str:
    """Why an indicator was rated so, or why not."""
    if node is None or node.rating is None:
        return ""
    rating = node.rating
    return words.text(rating.because or rating.unknown or rating.not_applicable)
