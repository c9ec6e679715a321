"""What changed a figure from one assessment of a place to a later one, in parts that add up.

The rubric comes first: the older ratings are read by the newer rubric, and what that moves is due
to the rubric and not to the place. Then each indicator is changed alone, with all others as they
were; what the changes do only together is their interaction. docs/method.md has the reasons.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from smartscore.arithmetic.numbers import exact
from smartscore.engine.card import Card
from smartscore.engine.moving import Moving, Standing, standing, worth
from smartscore.engine.resolving import resolve
from smartscore.engine.score import ratings_of, score
from smartscore.engine.scored import ScoredNode
from smartscore.engine.tree import Tree
from smartscore.results.result import Result
from smartscore.studies.carrying import Left, carried
from smartscore.studies.changes import KINDS, Change, Kind, changed, changes, grouped

Cause = Literal["rated", "known", "lost", "applies", "weights", "rubric", "interaction"]
CAUSES: tuple[Cause, ...] = (*KINDS, "weights", "rubric", "interaction")
"""What a part of a change is due to: changes of ratings by their kind (`studies.changes`), weights,
everything else that differs between versions of the rubric, and what ratings do only together."""


class Move(NamedTuple):
    """By how much the whole moves, on its display scale and unrounded.

    `score` is None where there is no score to move; the bounds are None only where nothing applies.
    """

    score: Fraction | None
    low: Fraction | None
    high: Fraction | None

    @property
    def widest(self) -> Fraction:
        """How far it moves, whichever way: the score, or else the bound that moves more."""
        if self.score is not None:
            return abs(self.score)
        return max(abs(bound or Fraction(0)) for bound in (self.low, self.high))


class Effect(NamedTuple):
    """An indicator that changed, at every place where it stands, and what it does alone.

    `move` is None where what it does alone can't be told: nothing would be left to take a mean of,
    or the mean is taken over so many that it would take too long. Its effect is then part of the
    interaction.
    """

    changes: tuple[Change, ...]
    move: Move | None

    @property
    def node(self) -> ScoredNode:
        """The indicator where it stands first."""
        return self.changes[0].node

    @property
    def kind(self) -> Kind:
        """How it changed."""
        return self.changes[0].kind


class Attribution(NamedTuple):
    """The change of one rubric's whole, and its parts, which add up to it exactly.

    `read` is the card of the older ratings by the newer rubric; the older card itself where both
    score alike. `left` are the ratings that the newer rubric can't read. `effects` are those of the
    indicators that differ between `read` and `now`, the widest first. `by_score` says whether there
    is a score to attribute: on both days, and by both rubrics.
    """

    before: Card
    read: Card
    now: Card
    left: tuple[Left, ...]
    total: Move
    weights: Move
    rubric: Move
    effects: tuple[Effect, ...]
    interaction: Move
    by_score: bool

    @property
    def alike(self) -> bool:
        """Whether both rubrics score alike, so that all of the change is one of the place."""
        return self.read is self.before

    @property
    def place(self) -> Move:
        """What is not due to rubric and weights: from the older ratings read anew to the newer."""
        return self.total_of(cause for cause in CAUSES if cause not in ("weights", "rubric"))

    def due_to(self, cause: Cause) -> Move:
        """What one cause moves; of ratings the sum of what each does alone."""
        if cause in ("weights", "rubric", "interaction"):
            found: Move = getattr(self, cause)
            return found
        moves = [e.move for e in self.effects if e.kind == cause and e.move is not None]
        return _sum(moves, self.total)

    def total_of(self, causes: Iterable[Cause]) -> Move:
        """What several causes move together."""
        return _sum([self.due_to(cause) for cause in causes], self.total)


class Attributed(NamedTuple):
    """The rubrics that both assessments score, and the codes of those that one of them scores."""

    before: Result
    now: Result
    rubrics: tuple[Attribution, ...]
    only_before: tuple[str, ...]
    only_now: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The same as `change/1`, which `diff --format json` writes: plain data."""
        from smartscore.studies.change_record import change

        return change(self)


def attributed(before: Result, now: Result) -> Attributed:
    """What changed the figures of each rubric that both assessments score.

    Whether they are of one place, and may be compared at all, is asked before.
    """
    found = tuple(attribution(each.before, each.now, before.cards) for each in changed(before, now))
    codes = [[card.rubric.code for card in result.cards] for result in (before, now)]
    return Attributed(
        before,
        now,
        found,
        tuple(code for code in codes[0] if code not in codes[1]),
        tuple(code for code in codes[1] if code not in codes[0]),
    )


def attribution(before: Card, now: Card, beside: Iterable[Card] = ()) -> Attribution:
    """What changed the figure of a rubric from one card to a later one.

    `beside` are the cards of the older assessment, whose ratings a newer version may take in.
    """
    read = turned = before
    left: tuple[Left, ...] = ()
    if before.digest != now.digest:
        read, left = carried(before, now.tree, beside)
        turned = _turned(before, now.tree)
    by_score = all(card.whole.score is not None for card in (before, turned, read, now))
    scale = _Scale(now, scored=by_score)
    ends = [standing(card) for card in (before, turned, read, now)]
    groups = grouped(changes(read, now))
    effects = tuple(_effects(read, now, groups, scale))
    together = scale.move(ends[2], ends[3])
    alone = _sum([each.move for each in effects if each.move is not None], together)
    rest = (_less(whole, part) for whole, part in zip(together, alone, strict=True))
    return Attribution(
        before,
        read,
        now,
        left,
        scale.move(ends[0], ends[3]),
        scale.move(ends[0], ends[1]),
        scale.move(ends[1], ends[2]),
        tuple(sorted(effects, key=lambda each: -(each.move.widest if each.move else 0))),
        Move(*rest),
        by_score,
    )


class _Scale:
    """Differences of wholes on the display scale of the later card."""

    def __init__(self, now: Card, *, scored: bool) -> None:
        display = now.whole.display
        self._span = exact(display.max) - exact(display.min)
        self._scored = scored

    def move(self, before: Standing, now: Standing) -> Move:
        """From one standing to another."""
        score = self._between(before.value, now.value) if self._scored else None
        return Move(score, self._between(before.low, now.low), self._between(before.high, now.high))

    def is_whole(self, found: Standing) -> bool:
        """Whether a standing has all figures that are attributed."""
        return None not in (found.low, found.high) and (not self._scored or found.value is not None)

    def _between(self, before: Fraction | None, now: Fraction | None) -> Fraction | None:
        return None if before is None or now is None else (now - before) * self._span


def _effects(
    read: Card, now: Card, groups: Sequence[tuple[Change, ...]], scale: _Scale
) -> Iterable[Effect]:
    """What each indicator does alone, while all others are as they were."""
    moving, start = Moving(read), standing(read)
    for group in groups:
        places = [change.node.place.index for change in group]
        after = moving.whole({index: worth(now, index) for index in places})
        told = after is not None and scale.is_whole(after) and scale.is_whole(start)
        yield Effect(group, scale.move(start, after) if told and after is not None else None)


def _turned(card: Card, tree: Tree) -> Card:
    """The same ratings by the same rubric, with the weights that a newer version has.

    They count beneath nodes that have the same children in both; elsewhere what is weighed differs,
    and that is due to the version.
    """
    weights: dict[str, Fraction] = {}
    for node in card.tree.nodes:
        index = tree.by_path.get(node.path)
        if index is None or not node.children:
            continue
        old = {card.tree.nodes[child].code: card.tree.nodes[child].share for child in node.children}
        new = {tree.nodes[c].code: tree.nodes[c].share for c in tree.nodes[index].children}
        if old != new and old.keys() == new.keys():
            weights |= {"/".join((*node.path, code)): share for code, share in new.items()}
    if not weights:
        return card
    turned = resolve(card.tree.rubric, card.tree.grafts, {**card.tree.weights, **weights})
    return score(turned, ratings_of(card))


def _less(whole: Fraction | None, part: Fraction | None) -> Fraction | None:
    return None if whole is None or part is None else whole - part


def _sum(moves: Sequence[Move], like: Move) -> Move:
    """The sum of some moves; no move at all where there are none, None where nothing is told."""
    return Move(
        *(
            None if whole is None else sum((move[i] or Fraction(0) for move in moves), Fraction(0))
            for i, whole in enumerate(like)
        )
    )
