"""Many places as one page of HTML: a table that sorts and filters, and what else is told of them.

A small script in the page does that, known to its policy by its hash; nothing comes from outside.
Without the script the table stands in the order of ranks, and all of it is there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, NamedTuple

from markupsafe import Markup

from smartscore import __version__
from smartscore.engine.scored import ScoredNode
from smartscore.reports import charts, places
from smartscore.reports.answer import Answer, Bar, Picture
from smartscore.reports.answer.beside import Beside, is_ranked, ranked
from smartscore.reports.answer.compare import answer
from smartscore.reports.answer.compare_ranks import notes_of_ranks, span
from smartscore.reports.charts.svg import element
from smartscore.reports.page import policy, templates
from smartscore.reports.scales import ends
from smartscore.reports.view.answers import named
from smartscore.studies.comparison import Compared
from smartscore.studies.entries import grouped, groupings
from smartscore.words import Words

MOST: Final = 10_000
"""Of more places no page is made: a browser would take long over it."""

_GROUPINGS: Final = 3
"""By so many headings places can be filtered."""

_FOLDED: Final = 30
"""A table of more rows below the first one is opened by who wants it."""

_WIDE, _HIGH = 120.0, 14.0


class Head(NamedTuple):
    """The head of a column: whether figures stand in it, and whether it begins with the highest."""

    title: str
    figures: bool = False
    falling: bool = False


class Cell(NamedTuple):
    """What stands in a cell: a text, a bar before it, and by what it is sorted.

    `key` is a number, the text where it is None, and nothing where it is empty: that comes last.
    """

    text: str
    key: float | str | None = ""
    bar: Bar | None = None


class Place(NamedTuple):
    """A row: the rank, the name and code of a place, its further cells, and by what it is found.

    `kinds` has the place in the list of each filter.
    """

    rank: Cell
    name: str
    code: str
    cells: tuple[Cell, ...]
    kinds: tuple[int, ...]


class Filter(NamedTuple):
    """What can be chosen from: a heading and its values, by their places in the list."""

    title: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standings:
    """The table of one rubric, and the notes under it; `rank` and `name` are its first heads."""

    caption: str
    rank: Head
    name: Head
    heads: tuple[Head, ...]
    rows: tuple[Place, ...]
    filters: tuple[Filter, ...]
    notes: tuple[str, ...]


def html(found: Compared, words: Words) -> str:
    """The page as one file that a browser opens from anywhere, without the network."""
    said = answer(found, words, whole=True, ranked=False)
    names = places.labels(found.entries, words)
    tables = [
        _Table(Beside(each, [names[i] for i in each.found.places], words, found.group), found)
        for each in found.leagues
    ]
    environment, names_of = templates(), _names(said)
    environment.globals |= {
        "word": words.__call__,
        "folded": _FOLDED,
        "named": lambda picture: names_of[id(picture)],
    }
    environment.filters |= {"bar": _bar, "chart": _chart}
    environment.tests["of"] = lambda value, name: type(value).__name__ == name
    assert environment.loader is not None
    sources = [environment.loader.get_source(environment, name)[0] for name in _FILES]
    style, script = "\n".join(("", *sources[:2])), f"\n{sources[2]}"
    text = environment.get_template("league.html.jinja").render(
        said=said,
        language=words.language,
        sections=[
            (section, table.standings())
            for section, table in zip(said.sections, tables, strict=True)
        ],
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=policy(style, script),
        stamp=words("page.places.stamp", version=__version__),
    )
    return f"{text.rstrip()}\n"


_FILES: Final = ("page.css", "league.css", "league.js")


class _Table:
    """The table of one rubric."""

    def __init__(self, beside: Beside, all_found: Compared) -> None:
        self._beside, self._words, self._found = beside, beside.words, beside.found
        self._entries = [all_found.entries[i] for i in self._found.places]
        headings = groupings(all_found.entries)
        if all_found.group is not None:
            headings = (all_found.group, *(h for h in headings if h != all_found.group))
        self._headings = headings[:_GROUPINGS]
        self._groups = [grouped(self._entries, heading) for heading in self._headings]
        self._bands = any(card.nodes[self._found.node.index].bands for card in self._found.cards)
        self._ranked = is_ranked(beside.ranks)

    def standings(self) -> Standings:
        """All of it."""
        words, beside = self._words, self._beside
        filters = tuple(self._filters())
        values = [{value: i for i, value in enumerate(each.values)} for each in filters]
        return Standings(
            caption=words("compare.table", title=beside.title),
            rank=Head(words("places.rank"), figures=True),
            name=Head(words("places.place")),
            heads=tuple(self._heads()),
            rows=tuple(
                Place(
                    self._rank(place),
                    self._name(place),
                    self._code(place),
                    tuple(self._cells(place)),
                    tuple(known[v] for known, v in zip(values, self._kinds(place), strict=True)),
                )
                for place in self._found.order
            ),
            filters=filters,
            notes=tuple(self._notes()),
        )

    def _heads(self) -> Iterator[Head]:
        words = self._words
        yield Head(words("places.score"), figures=True, falling=True)
        yield Head(words("places.bounds"), falling=True)
        yield Head(words("places.possible"), figures=True)
        if self._bands:
            yield Head(words("places.band"), falling=True)
        yield Head(words("places.rated"), figures=True, falling=True)
        yield from (Head(self._called(heading)) for heading in self._headings)
        for node in self._found.nodes[1:]:
            yield Head(words.text(node.title), figures=True, falling=True)

    def _called(self, heading: str) -> str:
        """What a heading is called at the head of a column."""
        called = Beside(self._beside.league, (), self._words, heading).heading
        return called[:1].upper() + called[1:]

    def _cells(self, place: int) -> Iterator[Cell]:
        node, rank = self._found.at(place, self._found.by), self._beside.ranks[place]
        if node is None:
            yield from [Cell("–")] * (4 + self._bands)
        else:
            told = self._beside.told(node)
            yield Cell(told.score, _key(None if node.withheld else node.value))
            bar = Bar.within(told.bar[0], told.bar[2], self._at(node)) if told.bar else None
            yield Cell(told.bounds, _key(node.low_value), bar)
            yield Cell(span(rank), "" if rank.best is None else rank.best)
            if self._bands:
                yield Cell(told.band, _key(node.band_place if node.band else None))
            yield Cell(told.rated, _key(node.availability))
        for groups in self._groups:
            yield Cell(groups[place] or "–", None if groups[place] else "")
        for part in self._found.nodes[1:]:
            yield self._part(self._found.at(place, part.path))

    def _part(self, node: ScoredNode | None) -> Cell:
        if node is None:
            return Cell("–")
        told = self._beside.told(node)
        if node.withheld or node.value is None:
            return Cell(told.bounds)
        return Cell(told.score, _key(node.value))

    @staticmethod
    def _at(node: ScoredNode) -> Fraction | None:
        return None if node.score is None else node.value

    def _rank(self, place: int) -> Cell:
        rank = self._beside.ranks[place]
        if not self._ranked or rank.rank is None:
            return Cell("–")
        return Cell(ranked(rank), rank.rank)

    def _name(self, place: int) -> str:
        name = self._beside.names[place]
        if self._found.alike:
            return name
        return f"{name} ({self._found.cards[place].rubric.version})"

    def _code(self, place: int) -> str:
        code = self._entries[place].subject.code or ""
        return "" if code in self._beside.names[place] else code

    def _filters(self) -> Iterator[Filter]:
        order = self._found.order
        if self._bands:
            yield Filter(
                self._words("places.band"), tuple(dict.fromkeys(self._band(i) for i in order))
            )
        for heading, groups in zip(self._headings, self._groups, strict=True):
            known = sorted({each for each in groups if each}, key=str.casefold)
            yield Filter(self._called(heading), (*known, "–") if None in groups else tuple(known))

    def _kinds(self, place: int) -> list[str]:
        band = [self._band(place)] if self._bands else []
        return band + [groups[place] or "–" for groups in self._groups]

    def _band(self, place: int) -> str:
        node = self._found.at(place, self._found.by)
        return (self._beside.told(node).band if node else "") or "–"

    def _notes(self) -> Iterator[str]:
        words = self._words
        yield words("page.places.bar", **ends(self._found.first.whole.display, words))
        yield from notes_of_ranks(self._beside)


def _key(value: Fraction | None) -> float | str:
    """By what a value is sorted; nothing where there is none."""
    return "" if value is None else round(float(value), 9)


def _bar(bar: Bar) -> Markup:
    """A stretch from 0 to 1 and a mark in it; the figures beside it say the same."""
    room = _WIDE - 2 * 5

    def x(value: Fraction) -> float:
        return 5 + float(value) * room

    drawn = [
        element("path", d=f"M5 7H{5 + room:g}", class_="chart-axis", fill="none"),
        element(
            "rect",
            x=x(bar.low),
            y=3,
            width=max(x(bar.high) - x(bar.low), 1),
            height=8,
            class_="chart-band",
        ),
    ]
    if bar.at is not None:
        drawn.append(element("circle", cx=x(bar.at), cy=7, r=4, class_="chart-score"))
    box: dict[str, str | float] = {"viewBox": f"0 0 {_WIDE:g} {_HIGH:g}", "aria_hidden": "true"}
    svg = element("svg", *drawn, class_="stretch", width=_WIDE, height=_HIGH, **box)
    return Markup(svg)  # noqa: S704 - drawn by us of numbers


def _names(said: Answer) -> dict[int, str]:
    """What each chart of the page is called, by itself."""
    pictures = (
        block for section in said.sections for block in section.blocks if isinstance(block, Picture)
    )
    return {id(picture): f"chart-{n}" for n, picture in enumerate(pictures, 1)}


def _chart(picture: Picture, code: str) -> Markup | None:
    """A chart as SVG, under a name that no other has."""
    svg = charts.drawn(charts.kind_of(picture.chart), named(picture.chart, code))
    return None if svg is None else Markup(svg)  # noqa: S704 - drawn by us, texts escaped there
