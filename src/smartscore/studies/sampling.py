"""Places that are scored over a sample: the places given together are the sample."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import floor
from typing import NamedTuple

from smartscore.arithmetic.numbers import exact, percents
from smartscore.engine.card import Card
from smartscore.engine.sampled import ByDeviation
from smartscore.engine.sampling import LEAST_PLACES, Tallies, needs_sample, over_sample
from smartscore.engine.score import ratings_of, score
from smartscore.engine.tree import Node, Tree
from smartscore.read.sampling_faults import ENOUGH_IS_LEFT, LEFT_OUT, THREE_PLACES
from smartscore.rules.rubric_quantities import BETWEEN_ENDS, Z_SCORES_ADD_UP
from smartscore.studies.entries import Entry
from smartscore.text.problems import Complaint

WHOLE_SAMPLE = Fraction(0)
"""Three places are enough for an indicator, whatever share of all they are."""


class Sampled(NamedTuple):
    """The cards of each place over their sample, and what is said of it; errors among that."""

    cards: tuple[tuple[Card, ...], ...]
    complaints: tuple[Complaint, ...]


def sampled(
    names: Sequence[str],
    cards: Sequence[Sequence[Card]],
    coverage: Fraction = WHOLE_SAMPLE,
) -> Sampled:
    """The cards of some places, by their names, with those over a sample scored over all of them.

    What needs no sample stays as it is. An indicator known of a smaller share of the places than
    `coverage` is left out for all.
    """
    found = [list(each) for each in cards]
    complaints: list[Complaint] = []
    for spots in _samples(cards):
        first = cards[spots[0][0]][spots[0][1]].tree
        tallies = Tallies(first)
        for place, i in spots:
            tallies.add(names[place], cards[place][i].ratings)
        tree = over_sample(first, tallies, coverage)
        told = list(doubts(tree))
        complaints += told
        if any(complaint.code.blocks for complaint in told):
            continue
        for place, i in spots:
            found[place][i] = score(tree, ratings_of(cards[place][i]))
    return Sampled(tuple(map(tuple, found)), tuple(complaints))


def entries_over_sample(
    entries: Sequence[Entry], coverage: Fraction = WHOLE_SAMPLE
) -> tuple[list[Entry], tuple[Complaint, ...]]:
    """Places with their cards, those of a sample scored over all of them, and what is said of it.

    Where an error is among that, they are not scored.
    """
    found = sampled([e.subject.name for e in entries], [e.cards for e in entries], coverage)
    pairs = zip(entries, found.cards, strict=True)
    return [entry._replace(cards=cards) for entry, cards in pairs], found.complaints


def _samples(cards: Sequence[Sequence[Card]]) -> Iterator[list[tuple[int, int]]]:
    """Where the cards stand that are one sample: those of rubrics that score alike."""
    alike: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for place, row in enumerate(cards):
        for i, card in enumerate(row):
            if needs_sample(card.tree):
                alike.setdefault((card.rubric.code, card.digest), []).append((place, i))
    yield from alike.values()


def doubts(tree: Tree) -> Iterator[Complaint]:
    """What keeps a tree with its sample from scoring, or what is left out of it."""
    sample = tree.sample
    if sample is None:
        return
    code = tree.rubric.code
    if sample.places < LEAST_PLACES:
        yield Complaint(THREE_PLACES, ("rubrics",), {"code": code, "count": str(sample.places)})
        return
    for node in tree.nodes:
        if node.method in BETWEEN_ENDS and (found := _z_score(tree, node)) is not None:
            told = {"method": node.method, "code": found.code}
            yield Complaint(Z_SCORES_ADD_UP, ("rubrics",), told)
            return
    left_out = [tree.nodes[index] for index in sample.left_out]
    if not left_out:
        return
    kept = 1 - sum((node.effective for node in left_out), Fraction(0))
    least = exact(tree.whole.missing.minimum_availability)
    told = {
        "code": code,
        "count": str(len(left_out)),
        "total": str(len(tree.leaves)),
        "indicators": ", ".join(node.code for node in left_out),
    }
    if kept < least or kept == 0:
        left, asked = percents(kept, least)
        limits = {"share_left": left, "share_asked": asked}
        if (share := _enough(tree, kept, least)) is not None:
            limits |= {"variant": "coverage", "share": f"{floor(share * 100) / 100:g}"}
        yield Complaint(ENOUGH_IS_LEFT, ("rubrics",), told | limits)
    else:
        of_coverage = any(sample.spreads[n.index].left_out == "coverage" for n in left_out)
        variant = {"variant": "coverage"} if of_coverage else {}
        yield Complaint(LEFT_OUT, ("rubrics",), told | variant)


def _enough(tree: Tree, kept: Fraction, least: Fraction) -> Fraction | None:
    """The greatest coverage that leaves enough to be scored; None where none does."""
    spreads = tree.sample.spreads if tree.sample else {}
    shares = [
        (Fraction(spread.known, spread.known + spread.unknown), tree.nodes[index].effective)
        for index, spread in spreads.items()
        if spread.left_out == "coverage" and spread.lowest != spread.highest
    ]
    for share, weight in sorted(shares, reverse=True):
        kept += weight
        if kept >= least:
            return share
    return None


def _z_score(tree: Tree, node: Node) -> Node | None:
    """The first indicator beneath a node that is scored by z-scores, however deep in grafts."""
    beneath = (tree.nodes[index] for index in tree.leaves[slice(*node.leaves)])
    return next((each for each in beneath if isinstance(each.measure, ByDeviation)), None)
