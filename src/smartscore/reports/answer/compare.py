"""Places beside one another in words: who is first and how sure that is, then tables."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from smartscore.arithmetic.numbers import figure
from smartscore.engine.scored import ScoredNode
from smartscore.reports import places
from smartscore.reports.answer import (
    Answer,
    Block,
    Column,
    Item,
    Listing,
    Picture,
    Section,
    Table,
)
from smartscore.reports.answer.assumptions import assuming
from smartscore.reports.answer.slopes import slopes
from smartscore.reports.charts import ShareRow, Shares
from smartscore.reports.summary import figures
from smartscore.studies.comparison import Compared
from smartscore.studies.entries import Entry
from smartscore.studies.ranking import MOST, Comparison, Drawn, Rank
from smartscore.words import Words

_NAMED: Final = 3
"""So many places are named in a sentence; more are counted."""

_BESIDE: Final = 8
"""So many ranks, or places in pairs, stand beside one another in a table."""


def answer(found: Compared, words: Words) -> Answer:
    """The page: who is first by each rubric, and how far that holds; then the tables."""
    names = places.labels(found.entries, words)
    parts = [_Rubric(each, found.entries, names, words) for each in found.rubrics]
    lead = [part.lead() for part in parts]
    if found.alone:
        lead.append(words("compare.alone", codes=", ".join(found.alone)))
    if drawn := [each.first for each in found.rubrics if each.drawn is not None]:
        lead.append(assuming(found.assumed, drawn, words))
    heading = words("compare.title", what=_what(found.entries, words))
    return Answer(heading, tuple(lead), tuple(part.section() for part in parts))


def _what(entries: Sequence[Entry], words: Words) -> str:
    """How many places there are, or assessments where one place is there more than once."""
    once = {(e.subject.name, e.subject.code) for e in entries}
    key = "places.count" if len(once) == len(entries) else "compare.assessments"
    return words(key, count=len(entries))


class _Rubric:
    """What is said of one rubric."""

    def __init__(
        self,
        found: Comparison,
        entries: Sequence[Entry],
        names: Sequence[str],
        words: Words,
    ) -> None:
        self._found, self._words = found, words
        self._entries = [entries[place] for place in found.places]
        self._names = [names[place] for place in found.places]
        self._ranks = found.ranks(found.by)
        node = found.node
        self._title = words.text(found.first.rubric.title)
        if node.parent is not None:
            self._title = f"{self._title}, {words.text(node.title)}"

    def lead(self) -> str:
        """Who is first by figures, whether unknowns could change it, and how often by draws."""
        words = self._words
        first = [i for i in self._found.order if self._ranks[i].rank == 1]
        said = []
        if not self._is_ranked(self._ranks):
            key = "compare.one-score" if first else "compare.few-scores"
            score = self._figure(self._found.at(first[0], self._found.by)) if first else ""
            said.append(words(key, title=self._title, names=self._list(first), score=score))
            said += self._surely_first()
        else:
            key = "compare.first" if len(first) == 1 else "compare.first-tied"
            score = self._figure(self._found.at(first[0], self._found.by))
            said.append(words(key, title=self._title, names=self._list(first), score=score))
            sure = len(first) == 1 and self._ranks[first[0]].worst == 1
            if sure and self._is_unknown():
                said.append(words("compare.sure"))
            elif any(rank.best != rank.worst for rank in self._ranks):
                said.append(words("compare.unsure"))
            said += self._most_often()
        return " ".join(said)

    def section(self) -> Section:
        """All that is said of the rubric."""
        versions = dict.fromkeys(card.rubric.version for card in self._found.cards)
        mark = f"{self._found.first.rubric.code} {', '.join(versions)}"
        blocks = [
            *self._sentences(),
            self._table(),
            *self._dimensions(),
            *self._ahead(),
            *self._draws(),
            *self._slopes(),
        ]
        return Section(self._title, tuple(blocks), mark)

    @staticmethod
    def _is_ranked(ranks: Sequence[Rank]) -> bool:
        """Whether two have a rank, so that it tells something."""
        return len([rank for rank in ranks if rank.rank is not None]) > 1

    def _is_unknown(self) -> bool:
        """Whether something is unknown beneath the node of any place."""
        nodes = (self._found.at(i, self._found.by) for i in range(len(self._names)))
        return any(node is not None and node.low_value != node.high_value for node in nodes)

    def _surely_first(self) -> Iterator[str]:
        sure = [i for i in self._found.order if self._ranks[i].worst == 1]
        if len(sure) == 1:
            yield self._words("compare.surely-first", names=self._list(sure))
        elif not sure:
            yield self._words("compare.open")

    def _most_often(self) -> Iterator[str]:
        drawn = self._found.drawn
        if drawn is None:
            return
        shares = [row[0] for row in drawn.ranks]
        top = max(shares)
        often = [drawn.places[i] for i, share in enumerate(shares) if share == top]
        told = {"names": self._list(often), "part": self._words.share(top)}
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
            yield self._words("compare.nothing-rated", names=self._list(bare))
        if others := [i for i in left if i not in bare]:
            yield self._words("compare.left-out", names=self._list(others))

    def _table(self) -> Table:
        """One row a place: rank, figure, bounds, the ranks that they allow."""
        words, found = self._words, self._found
        rows: list[tuple[str, ...]] = []
        ranked = self._is_ranked(self._ranks)
        for i in found.order:
            node, rank = found.at(i, found.by), self._ranks[i]
            name = self._names[i]
            if not found.alike:
                name = f"{name} ({found.cards[i].rubric.version})"
            if node is None:
                rows.append((name, "–", "–", "–", "–", "–", "–"))
                continue
            told = figures(node, name, words, scale=found.first.whole)
            rows.append(
                (
                    name,
                    self._rank(rank) if ranked else "–",
                    told.score,
                    told.bounds,
                    _span(rank),
                    told.band,
                    told.rated,
                )
            )
        heads = ("place", "rank", "score", "bounds", "possible", "band", "rated")
        right = ("rank", "score", "possible", "rated")
        columns = tuple(Column(words(f"places.{head}"), head in right) for head in heads)
        notes = [words("compare.note-ties")] if any(rank.tied for rank in self._ranks) else []
        if any(rank.best != rank.worst for rank in self._ranks):
            notes.append(words("compare.note-possible"))
        caption = words("compare.table", title=self._title)
        if not any(node.bands for node in (found.first.whole, found.first.nodes[found.node.index])):
            kept = [i for i, head in enumerate(heads) if head != "band"]
            columns = tuple(columns[i] for i in kept)
            rows = [tuple(row[i] for i in kept) for row in rows]
        return Table(caption, columns, tuple(rows), notes=tuple(notes))

    def _dimensions(self) -> Iterator[Block]:
        """What stands right beneath the node, one column each."""
        words, found = self._words, self._found
        below = found.nodes[1:]
        if not below:
            return
        columns = [Column(words("places.place"))]
        columns += [Column(words.text(node.title), figures=True) for node in below]
        ranks = {node.path: found.ranks(node.path) for node in below}
        rows = [
            (
                self._names[i],
                *(self._cell(found.at(i, node.path), i, ranks[node.path]) for node in below),
            )
            for i in found.order
        ]
        is_ranked = any(self._is_ranked(each) for each in ranks.values())
        notes = (words("compare.note-dimensions"),) if is_ranked else ()
        caption = words("compare.dimensions", title=self._title)
        yield Table(caption, tuple(columns), tuple(rows), notes=notes)

    def _cell(self, node: ScoredNode | None, i: int, ranks: Sequence[Rank]) -> str:
        """A figure with its rank behind it, if there is another to rank; or bounds."""
        if node is None:
            return "–"
        told = figures(node, "", self._words, scale=self._found.first.whole)
        if node.withheld or node.value is None:
            return told.bounds
        return f"{told.score} ({self._rank(ranks[i])})" if self._is_ranked(ranks) else told.score

    def _ahead(self) -> Iterator[Block]:
        """Who is ahead whatever the weights, and whatever the unknowns turn out to be."""
        words, ahead = self._words, self._found.ahead
        if ahead is None:
            return
        items = [
            Item(words("compare.ahead-of", name=self._names[i], names=self._list(ahead[i])))
            for i in self._found.order
            if ahead[i]
        ]
        if items:
            yield Listing(words("compare.ahead"), tuple(items))
        else:
            yield words("compare.nobody-ahead")

    def _draws(self) -> Iterator[Block]:
        """How often each has each rank, and lies above each other."""
        words, drawn = self._words, self._found.drawn
        if drawn is None:
            return
        order = [drawn.places.index(i) for i in self._found.order if i in drawn.places]
        names = [self._names[drawn.places[row]] for row in order]
        shown = min(len(names), _BESIDE)
        heads = [Column(str(rank), figures=True) for rank in range(1, shown + 1)]
        columns = (
            Column(words("places.place")),
            *heads,
            Column(words("places.mean"), figures=True),
        )
        rows = []
        for row, name in zip(order, names, strict=True):
            shares = drawn.ranks[row]
            mean = sum((rank * part for rank, part in enumerate(shares, 1)), Fraction(0))
            cells = (words.share(part, brief=True) if part else "–" for part in shares[:shown])
            rows.append((name, *cells, words.figure(figure(mean, 1))))
        caption = words("compare.ranks", title=self._title)
        notes = (words("compare.note-ranks"),)
        yield Table(caption, columns, tuple(rows), notes=notes)
        yield Picture(caption, self._chart(drawn, order, names, caption))
        yield from self._pairs(drawn, order, names)

    def _pairs(self, drawn: Drawn, order: Sequence[int], names: Sequence[str]) -> Iterator[Block]:
        if not 2 < len(order) <= _BESIDE:
            return
        words = self._words
        numbered = [f"{i} {name}" for i, name in enumerate(names, 1)]
        columns = [Column(words("places.place"))]
        columns += [Column(str(i), figures=True) for i in range(1, len(names) + 1)]
        rows = [
            (name, *("–" if i == j else words.share(drawn.wins[i][j], brief=True) for j in order))
            for name, i in zip(numbered, order, strict=True)
        ]
        caption = words("compare.pairs", title=self._title)
        notes = (words("compare.note-pairs"),)
        yield Table(caption, tuple(columns), tuple(rows), notes=notes)

    def _chart(
        self, drawn: Drawn, order: Sequence[int], names: Sequence[str], title: str
    ) -> Shares:
        """A bar for each place, cut into its ranks."""
        words, shown = self._words, min(len(names), _BESIDE)
        rows = [
            ShareRow(
                name,
                tuple(
                    (float(part), words.share(part, brief=True))
                    for part in drawn.ranks[row][:shown]
                ),
            )
            for row, name in zip(order, names, strict=True)
        ]
        legend = tuple(words("compare.rank", rank=rank) for rank in range(1, shown + 1))
        return Shares(self._found.first.rubric.code, title, title, tuple(rows), legend)

    def _slopes(self) -> Iterator[Block]:
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
        caption = words("diff.dimensions", title=self._title, **told)
        yield Picture(caption, slopes(before, after, caption, days, words))

    def _rank(self, rank: Rank) -> str:
        """A rank, with a sign where it is shared; a dash without one."""
        return "–" if rank.rank is None else f"{rank.rank}{'=' if rank.tied else ''}"

    def _figure(self, node: ScoredNode | None) -> str:
        assert node is not None
        return figures(node, "", self._words, scale=self._found.first.whole).score

    def _list(self, places: Sequence[int]) -> str:
        """The names of some places; of many the first ones, and how many more."""
        names = [self._names[i] for i in places[:_NAMED]]
        more = len(places) - _NAMED
        return ", ".join([*names, *([self._words("diff.more", count=more)] if more > 0 else [])])


def _span(rank: Rank) -> str:
    if rank.best is None or rank.worst is None:
        return "–"
    return f"{rank.best}" if rank.best == rank.worst else f"{rank.best}–{rank.worst}"
