"""Tables of how sure a score is: where draws lie, what moves them, and what would be otherwise."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from smartscore.arithmetic.numbers import exact, figure
from smartscore.engine.scored import ScoredNode
from smartscore.reports.answer import Bar, Block, Cell, Column, Table
from smartscore.studies.intervals import Interval
from smartscore.studies.robustness import Influence, Robustness
from smartscore.studies.variants import MOST, Variant
from smartscore.words import Words

_ROWS: Final = 5
"""So many rows have tables of what would be otherwise, unless all are asked for."""
_BANDS: Final = 2
"""So many bands are named in a cell of a table, the most likely first."""
_MORE: Final = 3
"""So many in the table of several rubrics."""


def overview(found: Sequence[Robustness], words: Words) -> Table:
    """The wholes of several rubrics beside one another."""
    columns = (
        Column(words("report.column.rubric")),
        Column(words("score"), figures=True),
        Column(words("robustness.rated"), figures=True),
        Column(words("robustness.nine"), figures=True),
        Column(words("robustness.bands")),
    )
    rows = tuple(
        (
            words.text(each.card.rubric.title),
            words.figure(each.card.whole.shown),
            words.percent(each.card.whole.availability),
            _span(each.whole, words),
            _bands(each.card.whole, each.whole, words, _MORE),
        )
        for each in found
    )
    return Table(words("robustness.caption.overview"), columns, rows)


def tables(found: Robustness, words: Words, *, detail: bool) -> Iterator[Block]:
    """The tables of one rubric; with `detail` all of their rows."""
    if found.intervals:
        yield _intervals(found, words, detail=detail)
    if len(found.influences) > 1:
        yield _influences(found.influences, words)
    if found.means:
        yield _means(found, words)
    if found.variants.without and _is_same_without(found):
        yield words("robustness.no-part")
    elif found.variants.without:
        yield _without(found, words, detail=detail)
    if found.variants.stepped:
        yield _stepped(found, words, detail=detail)
    if found.card.whole.score is None and found.intervals:
        yield words("robustness.no-variants")
    elif len(found.card.tree.leaves) > MOST:
        yield words("robustness.too-many", most=MOST)


def _intervals(found: Robustness, words: Words, *, detail: bool) -> Table:
    """The parts of the whole, the widest first, and the whole at the foot."""
    parts = [each for each in found.intervals if each.node is not found.card.whole]
    shown = [each for each in parts if detail or each.node.place.parent == 0]
    shown.sort(key=lambda each: -each.width)
    most = len(found.card.whole.bands) if detail else _BANDS
    rows = [_interval(each, words, words.text(each.node.title), most) for each in shown]
    strong: frozenset[int] = frozenset()
    if found.whole is not None:
        strong = frozenset({len(rows)})
        rows.append(_interval(found.whole, words, words("whole"), most))
    columns = [
        Column(""),
        Column(words("score"), figures=True),
        Column(words("robustness.nine"), figures=True),
        Column(words("robustness.bar")),
        Column(words("robustness.bands")),
    ]
    if not any(each.bands for each in found.intervals):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    notes = (words("robustness.note.bar"),)
    is_all = detail or (
        len(shown) == len(parts)
        and all(len(each.likely) <= most for each in (*shown, *found.intervals[:1]))
    )
    hints = () if is_all else (words("robustness.note.nodes", count=len(parts)),)
    rubric = words.text(found.card.rubric.title)
    caption = words("robustness.caption.intervals", rubric=rubric)
    return Table(caption, tuple(columns), tuple(rows), strong, notes, hints)


def _interval(found: Interval, words: Words, title: str, most: int) -> tuple[Cell, ...]:
    display = found.node.display
    bottom, span = exact(display.min), exact(display.max) - exact(display.min)
    low, high, middle = (
        (value - bottom) / span for value in (found.least, found.most, found.middle)
    )
    score = words.figure(found.node.shown)
    bar = Bar.within(low, high, middle)
    return title, score, _span(found, words), bar, _bands(found.node, found, words, most)


def _span(found: Interval | None, words: Words) -> str:
    """Between which figures nine draws in ten lie."""
    if found is None:
        return words.figure(None)
    decimals = found.node.display.decimals
    least, most = (words.figure(figure(value, decimals)) for value in (found.least, found.most))
    return least if least == most else words("md.bound", low=least, high=most)


def _bands(node: ScoredNode, found: Interval | None, words: Words, most: int) -> str:
    """The likely bands with their parts, the most likely first; of many as many as are wanted."""
    likely = found.likely if found is not None else ()
    if not likely and node.children and node.availability == 0:
        return words("robustness.bare")
    named = [
        words("robustness.band", band=words.text(band.label), part=words.share(part, brief=True))
        for band, part in likely
    ]
    rest = len(named) - most
    return ", ".join(named[:most]) + (" …" if rest > 0 else "")


def _influences(found: Sequence[Influence], words: Words) -> Table:
    columns = (
        Column(words("robustness.column.group")),
        Column(words("robustness.column.first"), figures=True),
        Column(words("robustness.column.total"), figures=True),
    )
    rows = tuple(
        (
            words(f"moving.{each.group}"),
            _with_error(each.indices.first, each.indices.first_error, words),
            _with_error(each.indices.total, each.indices.total_error, words),
        )
        for each in found
    )
    caption = words("robustness.caption.influences")
    return Table(caption, columns, rows, notes=(words("robustness.note.influences"),))


def part_of(value: float, words: Words) -> str:
    """A part of the variance; draws may put it a little below none or above all of it."""
    return words.figure(f"{figure(exact(round(min(max(value, 0.0), 1.0), 9)) * 100, 0)}%")


def _with_error(value: float, error: float, words: Words) -> str:
    points = figure(exact(round(error, 9)) * 100, 1)
    return f"{part_of(value, words)} ± {words.figure(points)}"


def _means(found: Robustness, words: Words) -> Table:
    decimals = found.card.whole.display.decimals
    rows = tuple(
        (words(f"averaging.{mean}"), words.figure(figure(score, decimals)))
        for mean, score in found.means
    )
    columns = Column(words("robustness.column.mean")), Column(words("score"), figures=True)
    return Table(words("robustness.caption.means"), columns, rows)


def _without(found: Robustness, words: Words, *, detail: bool) -> Table:
    columns = (
        Column(words("robustness.column.without")),
        Column(words("score"), figures=True),
        Column(words("robustness.column.change"), figures=True),
        Column(words("band")),
    )
    kept = found.variants.without if detail else found.variants.without[:_ROWS]
    rows = tuple(
        (words.text(each.node.title), *_variant(each.variant, found, words)) for each in kept
    )
    hints = _further(len(found.variants.without), len(rows), words)
    return Table(words("robustness.caption.without"), columns, rows, hints=hints)


def _is_same_without(found: Robustness) -> bool:
    """Whether the score and its band stay, whichever part is left out."""
    band = found.card.whole.band
    return all(
        each.variant.move == 0 and each.variant.band is band for each in found.variants.without
    )


def _variant(variant: Variant, found: Robustness, words: Words) -> tuple[str, str, str]:
    change = "–" if variant.move is None else _move(variant.move, found, words)
    band = words.text(variant.band.label) if variant.band else ""
    if variant.score is None:
        band = words("robustness.no-score")
    return words.figure(variant.shown), change, band


def _move(value: Fraction, found: Robustness, words: Words) -> str:
    decimals = max(1, found.card.whole.display.decimals)
    text = figure(value, decimals)
    return words.figure(text if text.startswith("-") or not text.strip("0.") else f"+{text}")


def _stepped(found: Robustness, words: Words, *, detail: bool) -> Table:
    columns = (
        Column(words("robustness.column.indicator")),
        Column(words("robustness.column.down"), figures=True),
        Column(words("robustness.column.up"), figures=True),
        Column(words("robustness.column.new-band")),
    )
    kept = found.variants.stepped if detail else found.variants.stepped[:_ROWS]
    rows = tuple(
        (
            words.text(each.node.title),
            *(
                "–" if way is None or way.move is None else _move(way.move, found, words)
                for way in (each.down, each.up)
            ),
            _new_bands(found, (each.down, each.up), words),
        )
        for each in kept
    )
    hints = _further(len(found.variants.stepped), len(rows), words)
    return Table(words("robustness.caption.steps"), columns, rows, hints=hints)


def _new_bands(found: Robustness, ways: Sequence[Variant | None], words: Words) -> str:
    """The bands that a step leads to, other than that of the score."""
    now = found.card.whole.band
    others = (way.band for way in ways if way is not None)
    return ", ".join(words.text(band.label) for band in others if band and band is not now)


def _further(count: int, shown: int, words: Words) -> tuple[str, ...]:
    return (words("robustness.note.further", shown=shown, count=count),) if shown < count else ()
