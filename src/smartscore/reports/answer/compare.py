"""Places beside one another in words: who is first and how sure that is, then tables."""

from collections.abc import Iterator, Sequence
from itertools import islice

from smartscore.engine.scored import ScoredNode
from smartscore.reports import places
from smartscore.reports.answer import Answer, Picture, Section
from smartscore.reports.answer import league as told_of_many
from smartscore.reports.answer.assumptions import assuming
from smartscore.reports.answer.beside import Beside, is_ranked
from smartscore.reports.answer.compare_draws import ahead, draws
from smartscore.reports.answer.compare_ranks import dimensions, ranks
from smartscore.reports.answer.remarks import told
from smartscore.reports.answer.sample import sampled
from smartscore.reports.answer.slopes import slopes
from smartscore.studies.comparison import Compared
from smartscore.studies.entries import Entry
from smartscore.studies.ranking import MOST, Drawn
from smartscore.words import Words


def answer(found: Compared, words: Words, *, whole: bool = False, ranked: bool = True) -> Answer:
    """The page: who is first by each rubric, and how far that holds; then the tables.

    Long ones are folded where a reader scrolls, unless the `whole` page is asked for. Those with a
    row for each place and its figures are left out where they are not `ranked` here.
    """
    names = places.labels(found.entries, words)
    parts = [
        _Rubric(
            Beside(each, [names[i] for i in each.found.places], words, found.group, whole), found
        )
        for each in found.leagues
    ]
    lead = [sentence for part in parts for sentence in part.lead()]
    if found.lost:
        lead.append(words("table.lost", count=found.lost))
    lead += told(found.remarks, words)
    if found.alone:
        lead.append(words("compare.alone", codes=", ".join(found.alone)))
    if drawn := [card for each in found.rubrics if each.drawn for card in each.cards]:
        lead.append(assuming(found.assumed, drawn, words))
    heading = words("compare.title", what=_what(found.entries, words))
    return Answer(heading, tuple(lead), tuple(part.section(ranked=ranked) for part in parts))


def _what(entries: Sequence[Entry], words: Words) -> str:
    """How many places there are, or assessments where one place is there more than once."""
    once = {(e.subject.name, e.subject.code) for e in entries}
    key = "places.count" if len(once) == len(entries) else "compare.assessments"
    return words(key, count=len(entries))


class _Rubric:
    """What is said of one rubric."""

    def __init__(self, beside: Beside, all_found: Compared) -> None:
        self._beside, self._words = beside, beside.words
        self._found, self._ranks = beside.found, beside.ranks
        self._entries = [all_found.entries[place] for place in beside.found.places]

    def lead(self) -> Iterator[str]:
        """Who is first by figures, whether unknowns could change it, and how often by draws."""
        yield " ".join(self._first())
        yield from told_of_many.lead(self._beside)

    def _first(self) -> Iterator[str]:
        words, beside = self._words, self._beside
        first = [i for i in self._found.order if self._ranks[i].rank == 1]
        told = {"title": beside.title, "names": beside.listed(first)}
        if not is_ranked(self._ranks):
            key = "compare.one-score" if first else "compare.few-scores"
            yield words(key, **told, score=beside.score(first[0]) if first else "")
            yield from self._surely_first()
            return
        key = "compare.first" if len(first) == 1 else "compare.first-tied"
        yield words(key, **told, score=beside.score(first[0]))
        sure = len(first) == 1 and self._ranks[first[0]].worst == 1
        if sure and self._is_unknown():
            yield words("compare.sure")
        elif any(rank.best != rank.worst for rank in self._ranks):
            yield words("compare.unsure")
        yield from self._most_often()

    def section(self, *, ranked: bool) -> Section:
        """All that is said of the rubric: ranks, what is told of many places, then draws."""
        beside = self._beside
        versions = dict.fromkeys(card.rubric.version for card in self._found.cards)
        mark = f"{self._found.first.rubric.code} {', '.join(versions)}"
        blocks = [
            *self._sentences(),
            *([ranks(beside)] if ranked else []),
            *islice(told_of_many.groups(beside), None if ranked else 1),
            *(dimensions(beside) if ranked else []),
            *told_of_many.pulls(beside),
            *told_of_many.spreads(beside),
            *told_of_many.links(beside),
            *ahead(beside),
            *draws(beside),
            *self._slopes(),
            *sampled(self._found.first.tree, self._words),
        ]
        return Section(beside.title, tuple(blocks), mark)

    def _is_unknown(self) -> bool:
        """Whether something is unknown beneath the node of any place."""
        return any(node is not None and node.low_value != node.high_value for node in self._nodes())

    def _nodes(self) -> Iterator[ScoredNode | None]:
        return (self._found.at(i, self._found.by) for i in range(len(self._found.cards)))

    def _surely_first(self) -> Iterator[str]:
        sure = [i for i in self._found.order if self._ranks[i].worst == 1]
        if len(sure) == 1:
            yield self._words("compare.surely-first", names=self._beside.listed(sure))
        elif not sure:
            yield self._words("compare.open")

    def _most_often(self) -> Iterator[str]:
        drawn = self._found.drawn
        if drawn is None:
            return
        shares = [row[0] for row in drawn.ranks]
        top = max(shares)
        often = [drawn.places[i] for i, share in enumerate(shares) if share == top]
        told = {"names": self._beside.listed(often), "part": self._words.share(top)}
        yield self._words("compare.often", **told)

    def _sentences(self) -> Iterator[str]:
        words, found = self._words, self._found
        if not found.alike:
            yield words("compare.versions")
        elif len(found.cards) > MOST:
            yield words("compare.too-many", count=len(found.cards), most=MOST)
        elif found.drawn is None:
            yield words("compare.undrawn")
        else:
            yield from self._left_out(found.drawn)
        if found.drawn is not None and any(self._ranks[i].rank is None for i in found.drawn.places):
            yield words("compare.filled-in")

    def _left_out(self, drawn: Drawn) -> Iterator[str]:
        """Who takes no part in the draws, and why."""
        left = [i for i in self._found.order if i not in drawn.places]
        nodes = {i: self._found.at(i, self._found.by) for i in left}
        bare = [i for i, node in nodes.items() if node is not None and node.availability == 0]
        if bare:
            yield self._words("compare.nothing-rated", names=self._beside.listed(bare))
        if others := [i for i in left if i not in bare]:
            yield self._words("compare.left-out", names=self._beside.listed(others))

    def _slopes(self) -> Iterator[Picture]:
        """One place on two days: the way of each dimension from the earlier to the later one."""
        found, words = self._found, self._words
        if len(found.cards) != 2 or not found.alike or found.node.parent is not None:
            return
        pairs = zip(self._entries, found.cards, strict=True)
        dated = [(entry.date, entry.subject, card) for entry, card in pairs if entry.date]
        if len(dated) != 2:
            return
        (then, there, before), (now, here, after) = sorted(dated, key=lambda each: each[0])
        if there.is_other(here) or then == now:
            return
        days = str(then), str(now)
        told = {"then": words.date(then), "now": words.date(now)}
        caption = words("diff.dimensions", title=self._beside.title, **told)
        yield Picture(caption, slopes(before, after, caption, days, words))
