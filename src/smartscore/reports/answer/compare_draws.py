"""Who is ahead whatever the weights, and how often each has each rank in draws."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from smartscore.arithmetic.numbers import figure
from smartscore.reports.answer import Block, Column, Item, Listing, Picture, Table
from smartscore.reports.answer.beside import BESIDE, Beside
from smartscore.reports.charts import ShareRow, Shares
from smartscore.studies.ranking import Drawn


def ahead(beside: Beside) -> Iterator[Block]:
    """Who is ahead whatever the weights, and whatever the unknowns turn out to be.

    Of many places it is counted, or the list would be as long as their square.
    """
    words, found = beside.words, beside.found.ahead
    if found is None:
        return
    if not any(found):
        yield words("compare.nobody-ahead")
    elif len(found) > BESIDE:
        yield _counted(beside, found)
    else:
        items = [
            Item(words("compare.ahead-of", name=beside.names[i], names=beside.listed(found[i])))
            for i in beside.found.order
            if found[i]
        ]
        yield Listing(words("compare.ahead"), tuple(items))


def _counted(beside: Beside, found: Sequence[Sequence[int]]) -> Table:
    """Of how many others each is ahead, behind how many it is, and how many could be either."""
    words, others = beside.words, len(found) - 1
    behind = [sum(i in each for each in found) for i in range(len(found))]
    rows = tuple(
        (
            beside.names[i],
            str(len(found[i])),
            str(behind[i]),
            str(others - len(found[i]) - behind[i]),
        )
        for i in beside.found.order
        if found[i] or behind[i]
    )
    notes = (words("compare.note-open"),) if len(rows) < len(found) else ()
    heads = [
        Column(words(f"compare.{key}"), figures=True) for key in ("surely", "behind", "open-to")
    ]
    columns = (Column(words("places.place")), *heads)
    return Table(
        words("compare.ahead"), columns, rows, notes=notes, fold=beside.fold(len(rows)), titled=True
    )


def draws(beside: Beside) -> Iterator[Block]:
    """How often each has each rank, and lies above each other."""
    words, drawn = beside.words, beside.found.drawn
    if drawn is None:
        return
    order = [drawn.places.index(i) for i in beside.found.order if i in drawn.places]
    names = [beside.names[drawn.places[row]] for row in order]
    shown = min(len(names), BESIDE)
    heads = [Column(str(rank), figures=True) for rank in range(1, shown + 1)]
    columns = (Column(words("places.place")), *heads, Column(words("places.mean"), figures=True))
    rows = []
    for row, name in zip(order, names, strict=True):
        shares = drawn.ranks[row]
        mean = sum((rank * part for rank, part in enumerate(shares, 1)), Fraction(0))
        cells = (words.share(part, brief=True) if part else "–" for part in shares[:shown])
        rows.append((name, *cells, words.figure(figure(mean, 1))))
    caption = words("compare.ranks", title=beside.title)
    notes = (words("compare.note-ranks"),)
    yield Table(
        caption, columns, tuple(rows), notes=notes, fold=beside.fold(len(rows)), titled=True
    )
    yield Picture(caption, _chart(beside, drawn, order, names))
    yield from _pairs(beside, drawn, order, names)


def _pairs(
    beside: Beside, drawn: Drawn, order: Sequence[int], names: Sequence[str]
) -> Iterator[Block]:
    if not 2 < len(order) <= BESIDE:
        return
    words = beside.words
    numbered = [f"{i} {name}" for i, name in enumerate(names, 1)]
    columns = [Column(words("places.place"))]
    columns += [Column(str(i), figures=True) for i in range(1, len(names) + 1)]
    rows = [
        (name, *("–" if i == j else words.share(drawn.wins[i][j], brief=True) for j in order))
        for name, i in zip(numbered, order, strict=True)
    ]
    caption = words("compare.pairs", title=beside.title)
    notes = (words("compare.note-pairs"),)
    yield Table(caption, tuple(columns), tuple(rows), notes=notes, titled=True)


def _chart(beside: Beside, drawn: Drawn, order: Sequence[int], names: Sequence[str]) -> Shares:
    """A bar for each place, cut into its ranks."""
    words, shown = beside.words, min(len(names), BESIDE)
    title = words("compare.ranks", title=beside.title)
    rows = [
        ShareRow(
            name,
            tuple((float(p), words.share(p, brief=True)) for p in drawn.ranks[row][:shown]),
        )
        for row, name in zip(order, names, strict=True)
    ]
    legend = tuple(words("compare.rank", rank=rank) for rank in range(1, shown + 1))
    return Shares(beside.found.first.rubric.code, title, title, tuple(rows), legend)
