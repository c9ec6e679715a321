"""Ranks and figures of places in tables: of the whole, and part by part."""

from collections.abc import Iterator, Sequence

from smartscore.engine.scored import ScoredNode
from smartscore.reports.answer import Column, Table
from smartscore.reports.answer.beside import Beside, is_ranked, ranked
from smartscore.reports.scales import ends
from smartscore.studies.ranking import Rank


def ranks(beside: Beside) -> Table:
    """One row a place: rank, figure, bounds, the ranks that they allow."""
    words, found = beside.words, beside.found
    rows: list[tuple[str, ...]] = []
    any_rank = is_ranked(beside.ranks)
    for i in found.order:
        node, rank = found.at(i, found.by), beside.ranks[i]
        name = beside.names[i]
        if not found.alike:
            name = f"{name} ({found.cards[i].rubric.version})"
        if node is None:
            rows.append((name, "–", "–", "–", "–", "–", "–"))
            continue
        told = beside.told(node)
        rows.append(
            (
                name,
                ranked(rank) if any_rank else "–",
                told.score,
                told.bounds,
                span(rank),
                told.band,
                told.rated,
            )
        )
    heads = ("place", "rank", "score", "bounds", "possible", "band", "rated")
    right = ("rank", "score", "possible", "rated")
    columns = tuple(Column(words(f"places.{head}"), head in right) for head in heads)
    caption = words("compare.table", title=beside.title)
    if not any(node.bands for node in (found.first.whole, found.first.nodes[found.node.index])):
        kept = [i for i, head in enumerate(heads) if head != "band"]
        columns = tuple(columns[i] for i in kept)
        rows = [tuple(row[i] for i in kept) for row in rows]
    fold = beside.fold(len(rows))
    notes = tuple(notes_of_ranks(beside))
    return Table(caption, columns, tuple(rows), notes=notes, fold=fold, titled=True)


def notes_of_ranks(beside: Beside) -> Iterator[str]:
    """What helps to read ranks: ties, possible ones, places without one, scores off the scale."""
    words, ranks = beside.words, beside.ranks
    if any(rank.tied for rank in ranks):
        yield words("compare.note-ties")
    if any(rank.best != rank.worst for rank in ranks):
        yield words("compare.note-possible")
    yield from note_of_order(beside)
    if beyond := [i for i in beside.found.order if _is_beyond(beside, i)]:
        on = ends(beside.found.first.whole.display, words)
        yield words("compare.note-beyond", names=beside.listed(beyond), **on)


def note_of_order(beside: Beside) -> Iterator[str]:
    """In what order places without a score stand, where there are some."""
    without = [rank for rank in beside.ranks if rank.rank is None]
    if any(rank.best is not None for rank in without):
        every = len(without) == len(beside.ranks)
        yield beside.words("compare.note-order-all" if every else "compare.note-order-last")


def _is_beyond(beside: Beside, place: int) -> bool:
    """Whether a place has a score that lies beyond the scale, as figures over a sample may."""
    node = beside.found.at(place, beside.found.by)
    if node is None or node.withheld or node.value is None:
        return False
    return not 0 <= node.value <= 1


def dimensions(beside: Beside) -> Iterator[Table]:
    """What stands right beneath the node, one column each."""
    words, found = beside.words, beside.found
    below = found.nodes[1:]
    if not below:
        return
    columns = [Column(words("places.place"))]
    columns += [Column(words.text(node.title), figures=True) for node in below]
    ranks = {node.path: found.ranks(node.path) for node in below}
    told = {path: each if is_ranked(each) else None for path, each in ranks.items()}
    rows = [
        (
            beside.names[i],
            *(_cell(beside, found.at(i, node.path), i, told[node.path]) for node in below),
        )
        for i in found.order
    ]
    notes = (words("compare.note-dimensions"),) if any(told.values()) else ()
    caption = words("compare.dimensions", title=beside.title)
    fold = beside.fold(len(rows))
    yield Table(caption, tuple(columns), tuple(rows), notes=notes, fold=fold, titled=True)


def _cell(beside: Beside, node: ScoredNode | None, i: int, ranks: Sequence[Rank] | None) -> str:
    """A figure with its rank behind it, if there is another to rank; or bounds."""
    if node is None:
        return "–"
    if node.withheld or node.value is None:
        return beside.bounds(node)
    figure = beside.figure(node)
    return figure if ranks is None else f"{figure} ({ranked(ranks[i])})"


def span(rank: Rank) -> str:
    """The ranks that bounds allow; a dash where nothing applies."""
    if rank.best is None or rank.worst is None:
        return "–"
    return f"{rank.best}" if rank.best == rank.worst else f"{rank.best}–{rank.worst}"
