"""The workbook of places beside one another: ranks first, then a sheet for each further question.

Numbers are numbers that show as they are printed, so that a spreadsheet sorts and filters them.
"""

import datetime
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import Final

from smartscore import __version__
from smartscore.arithmetic.numbers import exact
from smartscore.engine.sampled import Spread as OverSample
from smartscore.engine.scored import ScoredNode
from smartscore.engine.tree import Node
from smartscore.reports import phrases, places
from smartscore.reports.answer import sample
from smartscore.reports.answer.beside import Beside
from smartscore.reports.answer.compare_ranks import note_of_order
from smartscore.reports.answer.league import group_name, notes_of_groups, quantile_heads
from smartscore.reports.answer.remarks import told
from smartscore.reports.xlsx import MAX_TEXT
from smartscore.reports.xlsx.book import Book
from smartscore.reports.xlsx.sheet import Cell, Column, Figure, Row, Share, Sheet, share
from smartscore.reports.xlsx.workbook import Made
from smartscore.studies.comparison import Compared
from smartscore.studies.entries import Entry
from smartscore.studies.league import Group, Pull
from smartscore.studies.spreads import Spread
from smartscore.words import Words

_NARROW: Final = 10
_WIDE: Final = 26


def workbook(found: Compared, words: Words) -> Made:
    """The workbook; the same places give the same bytes.

    Raises NotInstalled where the extra is not there, TooMany where a sheet would have more rows
    than one holds.
    """
    days = (entry.date for entry in found.entries if entry.date is not None)
    book = Book(words, max(days, default=datetime.date.min))
    names = places.labels(found.entries, words)
    for number, league in enumerate(found.leagues, 1):
        called = [names[i] for i in league.found.places]
        beside = Beside(league, called, words, found.group)
        entries = [found.entries[i] for i in league.found.places]
        behind = f" {number}" if len(found.leagues) > 1 else ""
        for sheet in _Sheets(beside, entries, behind, found).all():
            book.add(sheet)
    left_out = (words("xlsx.were-cut", count=book.cut, most=MAX_TEXT),) if book.cut else ()
    return Made(book.finished(), left_out)


class _Sheets:
    """The sheets of one rubric; `behind` stands behind their names."""

    def __init__(
        self, beside: Beside, entries: Sequence[Entry], behind: str, found: Compared
    ) -> None:
        self._beside, self._entries, self._behind = beside, entries, behind
        self._lost, self._remarks = found.lost, found.remarks
        self._words, self._found, self._league = beside.words, beside.found, beside.league
        self._scale = beside.found.first.whole

    def all(self) -> Iterator[Sheet]:
        """Ranks, and of the others those that have something in them."""
        yield self._ranks()
        if self._league.groups:
            yield self._groups()
        yield self._spreads()
        if self._league.bands:
            yield self._bands()
        if any(self._league.pulls):
            yield self._pulls()
        if self._league.links:
            yield self._links()
        if self._found.first.tree.sample is not None:
            yield self._sample()
        if self._found.drawn is not None:
            yield self._draws()

    def _sheet(
        self,
        key: str,
        columns: Sequence[Column],
        rows: Sequence[Row],
        notes: Sequence[str] = (),
        kept: int = 1,
    ) -> Sheet:
        name = f"{self._words(f'league.sheet-{key}')}{self._behind}"
        card = self._found.first
        told = {"code": card.rubric.code, "rubric_version": card.rubric.version}
        stamp = self._words("md.stamp", version=__version__, digest=card.digest, **told)
        return Sheet(
            name, tuple(columns), tuple(rows), kept, notes=(self._beside.title, *notes, stamp)
        )

    def _figure(self, value: Fraction | None) -> Figure | None:
        placed = self._scale.on_display(value)
        return None if placed is None else Figure(placed, self._scale.display.decimals)

    def _apart(self, distance: Fraction | None) -> Figure | None:
        if distance is None:
            return None
        return Figure(self._found.apart(distance), self._scale.display.decimals)

    def _headed(self, *keys: str) -> list[Column]:
        return [Column(self._words(f"league.{key}"), _NARROW) for key in keys]

    def _ranks(self) -> Sheet:
        words, below = self._words, self._found.nodes[1:]
        columns = [
            *self._headed("rank"),
            Column(words("league.shared"), _NARROW),
            Column(words("places.place"), _WIDE),
            *(Column(words(f"report.column.{key}"), 12) for key in ("code", "date")),
        ]
        if self._league.groups:
            columns += [Column(self._beside.heading, 20), *self._headed("within")]
        columns += [
            Column(words(f"report.column.{key}"), _NARROW) for key in ("score", "low", "high")
        ]
        columns += self._headed("best-rank", "worst-rank")
        columns += [Column(words("report.column.band"), 18), Column(words("places.rated"), 9)]
        for node in below:
            title = words.text(node.title)
            columns += [
                Column(title, 14),
                Column(words("league.rank-of", part=title), _NARROW),
            ]
        rows = [Row(self._ranked(place)) for place in self._found.order]
        notes = [words("compare.note-possible"), *note_of_order(self._beside)]
        notes.append(words("league.note-score"))
        if self._lost:
            notes.insert(0, words("table.lost", count=self._lost))
        notes += told(self._remarks, words)
        return self._sheet("ranks", columns, rows, notes, kept=3)

    def _ranked(self, place: int) -> list[Cell]:
        entry, rank = self._entries[place], self._beside.ranks[place]
        node = self._found.at(place, self._found.by)
        cells: list[Cell] = [
            rank.rank,
            self._words("league.yes") if rank.tied else None,
            self._beside.names[place],
            entry.subject.code,
            entry.date,
        ]
        if self._league.grouped is not None:
            cells += [self._league.grouped[place], self._league.within[place].rank]
        cells += [self._score(node), *self._bounds(node), rank.best, rank.worst]
        cells += [
            None if node is None else phrases.band_name(node, self._words),
            None if node is None else share(node.availability),
        ]
        for part in self._found.nodes[1:]:
            cells.append(self._score(self._found.at(place, part.path)))
            cells.append(self._found.ranks(part.path)[place].rank)
        return cells

    def _score(self, node: ScoredNode | None) -> Figure | None:
        return None if node is None or node.withheld else self._figure(node.value)

    def _bounds(self, node: ScoredNode | None) -> Iterator[Figure | None]:
        for value in (None, None) if node is None else (node.low_value, node.high_value):
            yield self._figure(value)

    def _spread(self, spread: Spread) -> list[Cell]:
        figures = [self._figure(each) for each in spread.quantiles] or [None] * len(self._quantiles)
        return [spread.size, spread.without, self._figure(spread.mean), *figures]

    @property
    def _quantiles(self) -> list[Column]:
        return [Column(head, _NARROW) for head in quantile_heads(self._beside)]

    def _groups(self) -> Sheet:
        columns = [
            Column(self._beside.heading, _WIDE),
            *self._headed("rank", "scored", "unscored", "mean"),
            *self._quantiles,
            Column(self._words("league.best"), _WIDE),
        ]
        rows = [Row(self._grouped(group)) for group in self._league.groups]
        return self._sheet("groups", columns, rows, [*notes_of_groups(self._beside)])

    def _grouped(self, group: Group) -> list[Cell]:
        return [
            group_name(group.name, self._beside),
            group.standing.rank,
            *self._spread(group.spread),
            self._beside.listed(self._league.firsts(group)),
        ]

    def _spreads(self) -> Sheet:
        columns = [
            Column(self._words("league.part"), _WIDE),
            *self._headed("scored", "unscored", "mean"),
            *self._quantiles,
        ]
        rows = [
            Row(
                [self._beside.named(node), *self._spread(self._league.spreads[node.path])],
                "body" if i else "whole",
            )
            for i, node in enumerate(self._found.nodes)
        ]
        return self._sheet("quantiles", columns, rows, [self._words("league.note-quantiles")])

    def _bands(self) -> Sheet:
        words, total = self._words, len(self._found.cards)
        counts: list[tuple[str, int]] = [
            (words.text(band.label), count) for band, count in self._league.bands
        ]
        if without := total - sum(count for _, count in counts):
            counts.append((words("league.no-band"), without))
        columns = [Column(words("report.column.band"), _WIDE), *self._headed("size", "share")]
        rows = [Row([label, count, Share(Fraction(count, total))]) for label, count in counts]
        return self._sheet("bands", columns, rows)

    def _pulls(self) -> Sheet:
        words, sort = self._words, "sum" if self._league.is_sum else "median"
        columns = [
            Column(words("places.place"), _WIDE),
            Column(words(f"league.from-{sort}"), _NARROW),
            *(Column(words.text(node.title), 14) for node in self._league.parts),
        ]
        columns += self._headed("rest") if self._league.is_sum else []
        pulled = ((place, self._league.pulls[place]) for place in self._found.order)
        rows = [Row(self._pulled(place, pull)) for place, pull in pulled if pull is not None]
        notes = [words(f"league.note-{sort}")]
        notes += [words("league.note-rest")] if self._league.is_sum else []
        return self._sheet("pulls", columns, rows, notes)

    def _pulled(self, place: int, pull: Pull) -> list[Cell]:
        cells: list[Cell] = [self._beside.names[place], self._apart(pull.distance)]
        cells += map(self._apart, pull.parts.values())
        return [*cells, self._apart(pull.rest)] if self._league.is_sum else cells

    def _links(self) -> Sheet:
        part = Column(self._words("league.part"), _WIDE)
        columns = [part, part, Column("Pearson", _NARROW), Column("Spearman", _NARROW)]
        columns += self._headed("size")
        rows = [
            Row(
                [
                    *map(self._beside.at, link.between),
                    *map(_coefficient, (link.pearson, link.spearman)),
                    link.size,
                ]
            )
            for link in self._league.links or ()
        ]
        return self._sheet("links", columns, rows, [self._words("league.note-links")], kept=2)

    def _sample(self) -> Sheet:
        """What the places are scored over: an indicator a row."""
        words, tree = self._words, self._found.first.tree
        columns = [Column(words("sample.indicator"), _WIDE), *self._headed("known", "unknown")]
        heads = ("mean", "deviation", "lowest", "highest")
        columns += [Column(words(f"sample.{head}"), 14) for head in heads]
        known = sample.pairs(tree)
        rows = [Row(_spread_over(node, spread, words)) for node, spread in known]
        told = [*sample.notes(known, words), *sample.left_out(tree, words)]
        return self._sheet("sample", columns, rows, [*told, *sample.outliers(tree, words)])

    def _draws(self) -> Sheet:
        words, drawn = self._words, self._found.drawn
        assert drawn is not None
        columns = [
            Column(words("places.place"), _WIDE),
            Column(words("places.mean"), _NARROW),
            *(Column(words("compare.rank", rank=i), 9) for i in range(1, len(drawn.places) + 1)),
        ]
        rows = []
        for place in self._found.order:
            if place not in drawn.places:
                continue
            shares = drawn.ranks[drawn.places.index(place)]
            mean = sum((rank * part for rank, part in enumerate(shares, 1)), Fraction(0))
            cells: list[Cell] = [self._beside.names[place], Figure(mean, 1)]
            rows.append(Row([*cells, *map(partial(Share, decimals=1), shares)]))
        return self._sheet("draws", columns, rows, [words("compare.note-ranks")])


def _spread_over(node: Node, spread: OverSample, words: Words) -> list[Cell]:
    numbers = (spread.mean, spread.deviation, spread.lowest, spread.highest)
    told = (None if each is None else float(each) for each in numbers)
    return [sample.named(node, words), spread.known, spread.unknown, *told]


def _coefficient(value: float | None) -> Figure | None:
    return None if value is None else Figure(exact(value), 2)
