"""What is told of many places in words: the middle, groups, what lifts and drags, correlations."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from smartscore.arithmetic.numbers import exact, figure
from smartscore.reports.answer import Block, Column, Table
from smartscore.reports.answer.beside import Beside, ranked
from smartscore.studies.linking import FEW, TWICE, Link, Path
from smartscore.studies.spreads import PARTS

MANY: Final = 4
"""Of fewer places there is no middle worth telling."""

_QUARTERS: Final = (PARTS.index(Fraction(1, 4)), PARTS.index(Fraction(3, 4)))


def lead(beside: Beside) -> Iterator[str]:
    """Who is last, where the middle is and how many have no score; the groups at either end."""
    words, spread = beside.words, beside.league.spread
    said: list[str] = []
    if spread.size >= MANY:
        low, high = (beside.value(spread.quantiles[at]) for at in _QUARTERS)
        told = {"middle": beside.value(spread.median), "low": low, "high": high}
        said += [*_last(beside), words("league.middle", **told)]
    if len(beside.names) >= MANY and spread.without:
        said += [words("league.without", count=spread.without), *_least(beside)]
    if said:
        yield " ".join(said)
    yield from _ends(beside)


def _ends(beside: Beside) -> Iterator[str]:
    """The groups with the highest and with the lowest median, where they are not the same."""
    found = beside.league.groups
    if len(found) > MANY and all(len(group.places) == 1 for group in found):
        yield beside.words("league.groups-alone", heading=beside.heading)
        return
    ranked = [group for group in found if group.standing.rank is not None]
    if not ranked or ranked[0].standing.rank == ranked[-1].standing.rank:
        return
    high, low = (
        [g for g in ranked if g.standing == end.standing] for end in (ranked[0], ranked[-1])
    )
    yield beside.words(
        "league.groups-lead",
        heading=beside.heading,
        first=beside.several([group.name or "" for group in high]),
        high=beside.value(high[0].spread.median),
        last=beside.several([group.name or "" for group in low]),
        low=beside.value(low[0].spread.median),
    )


def _least(beside: Beside) -> Iterator[str]:
    """From how much on a score is shown, where that is what keeps some from having one."""
    found = beside.found
    nodes = (found.at(place, found.by) for place in range(len(found.cards)))
    if found.alike and (withheld := [n for n in nodes if n is not None and n.withheld]):
        rated = max(node.availability or Fraction(0) for node in withheld)
        _, least = beside.words.percents(rated, withheld[0].minimum_availability)
        yield beside.words("league.least", least=least)


def _last(beside: Beside) -> Iterator[str]:
    known = [place for place in beside.found.order if beside.ranks[place].rank is not None]
    lowest = beside.ranks[known[-1]].rank
    last = [place for place in known if beside.ranks[place].rank == lowest]
    if lowest == 1:
        return
    key = "league.last" if len(last) == 1 else "league.last-tied"
    yield beside.words(key, names=beside.listed(last), score=beside.score(known[-1]))


def groups(beside: Beside) -> Iterator[Block]:
    """One row a group; then, where there are scores, the places of each with their ranks in it."""
    words, league = beside.words, beside.league
    if not league.groups:
        return
    bare = "" if league.spread.size else "-bare"
    heads = ("rank", "size", "scored", "low", "median", "high")
    columns = [
        Column(beside.heading),
        *(Column(words(f"league.{head}"), figures=True) for head in heads),
        Column(words("league.best")),
    ]
    rows = []
    for group in league.groups:
        quantiles, firsts = group.spread.quantiles, league.firsts(group)
        low, high = (quantiles[at] if quantiles else None for at in _QUARTERS)
        best = f"{beside.listed(firsts)} ({beside.score(firsts[0])})" if firsts else "–"
        rows.append(
            (
                group_name(group.name, beside),
                ranked(group.standing),
                words.count(len(group.places)),
                words.count(group.spread.size),
                *(beside.value(each) for each in (low, group.spread.median, high)),
                best,
            )
        )
    caption = words(f"league.groups{bare}", title=beside.title)
    notes = tuple(notes_of_groups(beside))
    fold = beside.fold(len(rows))
    yield Table(caption, tuple(columns), tuple(rows), notes=notes, fold=fold, titled=True)
    if league.spread.size:
        yield _within(beside)


def notes_of_groups(beside: Beside) -> Iterator[str]:
    """In what order groups stand, what their figures are of, and whether most are of one place."""
    words, league = beside.words, beside.league
    yield words("league.note-groups" if league.spread.size else "league.note-groups-bare")
    alone = sum(len(group.places) == 1 for group in league.groups)
    if alone > MANY and 2 * alone > len(league.groups):
        yield words("league.note-groups-alone", count=alone, groups=len(league.groups))


def _within(beside: Beside) -> Table:
    words, league = beside.words, beside.league
    heads = ("within", "overall", "score")
    columns = [
        Column(words("places.place")),
        Column(beside.heading),
        *(Column(words(f"league.{head}"), figures=True) for head in heads),
    ]
    rows = [
        (
            beside.names[place],
            group_name(group.name, beside),
            ranked(league.within[place]),
            ranked(beside.ranks[place]),
            beside.score(place),
        )
        for group in league.groups
        for place in group.places
    ]
    caption = words("league.within-groups", title=beside.title)
    return Table(caption, tuple(columns), tuple(rows), fold=beside.fold(len(rows)), titled=True)


def group_name(name: str | None, beside: Beside) -> str:
    """A group as it is written; words where none is."""
    return beside.words("league.no-group") if name is None else name


def pulls(beside: Beside) -> Iterator[Block]:
    """For each place how far it is from the mean, and what lifts and drags it most."""
    words, league = beside.words, beside.league
    if not any(league.pulls) or league.spread.size < MANY:
        return
    sort = "sum" if league.is_sum else "median"
    columns = (
        Column(words("places.place")),
        Column(words(f"league.from-{sort}"), figures=True),
        Column(words("league.lift")),
        Column(words("league.drag")),
    )
    rows = []
    for place in beside.found.order:
        pull = league.pulls[place]
        if pull is None:
            continue
        ends = (_pulled(pull.parts, path, beside) for path in (pull.lift, pull.drag))
        rows.append((beside.names[place], beside.apart(pull.distance), *ends))
    notes = [words(f"league.note-{sort}")]
    if any(pull is not None and pull.rest for pull in league.pulls):
        notes.append(words("league.note-rest"))
    caption = words("league.pulls", title=beside.title)
    fold = beside.fold(len(rows))
    yield Table(caption, columns, tuple(rows), notes=tuple(notes), fold=fold, titled=True)


def _pulled(parts: Mapping[Path, Fraction | None], path: Path | None, beside: Beside) -> str:
    return "–" if path is None else f"{beside.at(path)} {beside.apart(parts[path])}"


def spreads(beside: Beside) -> Iterator[Block]:
    """How figures lie, of the node and of each part; and how many places are in each band."""
    words, league = beside.words, beside.league
    if league.spread.size < MANY:
        return
    columns = [Column(words("league.part")), Column(words("league.scored"), figures=True)]
    columns += [Column(head, figures=True) for head in quantile_heads(beside)]
    rows = []
    for node in beside.found.nodes:
        spread = league.spreads[node.path]
        figures = map(beside.value, spread.quantiles) if spread.size else ["–"] * len(PARTS)
        rows.append((beside.named(node), words.count(spread.size), *figures))
    caption = words("league.spreads", title=beside.title)
    notes = (words("league.note-quantiles"),)
    yield Table(caption, tuple(columns), tuple(rows), frozenset({0}), notes=notes, titled=True)
    yield from _bands(beside)


def quantile_heads(beside: Beside) -> list[str]:
    """What each quantile is called."""
    ends = {Fraction(0): "lowest", Fraction(1): "highest", Fraction(1, 2): "median"}
    return [
        beside.words(f"league.{ends[part]}") if part in ends else beside.words.percent(part)
        for part in PARTS
    ]


def _bands(beside: Beside) -> Iterator[Block]:
    words, league = beside.words, beside.league
    if not league.bands:
        return
    total = len(beside.found.cards)
    counts = [(words.text(band.label), count) for band, count in reversed(league.bands)]
    if without := total - sum(count for _, count in counts):
        counts.append((words("league.no-band"), without))
    rows = tuple(
        (label, words.count(count), words.percent(Fraction(count, total)))
        for label, count in counts
    )
    heads = [Column(words(f"league.{key}"), figures=True) for key in ("size", "share")]
    columns = (Column(words("places.band")), *heads)
    yield Table(words("league.bands", title=beside.title), columns, rows, titled=True)


def links(beside: Beside) -> Iterator[Block]:
    """How far each two parts go together, the closest first, and which two are nearly one."""
    words, found = beside.words, beside.league.links
    if found is None and len(beside.league.parts) > 1 and beside.found.alike:
        yield words("league.too-long")
    known = [link for link in found or () if link.pearson is not None]
    if not found or not known or max(link.size for link in known) < MANY:
        return
    columns = (
        Column(words("league.part")),
        Column(words("league.part")),
        Column("Pearson", figures=True),
        Column("Spearman", figures=True),
        Column(words("league.size"), figures=True),
    )
    rows = tuple(
        (
            *map(beside.at, link.between),
            coefficient(link.pearson, beside),
            coefficient(link.spearman, beside),
            words.count(link.size),
        )
        for link in found
    )
    caption = words("league.links", title=beside.title)
    notes = tuple(_notes_of_links(found, beside))
    yield from _doubles(known, beside)
    yield Table(caption, columns, rows, notes=notes, fold=beside.fold(len(rows)), titled=True)


def _doubles(known: Sequence[Link], beside: Beside) -> Iterator[str]:
    for link in known:
        if link.is_double and link.size >= FEW:
            one, other = map(beside.at, link.between)
            told = {"one": one, "other": other, "limit": _decimal(TWICE, 1, beside)}
            yield beside.words("league.double", **told, value=coefficient(link.pearson, beside))


def _notes_of_links(found: Sequence[Link], beside: Beside) -> Iterator[str]:
    yield beside.words("league.note-links")
    if any(link.size < FEW for link in found):
        yield beside.words("league.note-few", least=FEW)
    if any(link.size < len(beside.found.cards) for link in found):
        yield beside.words("league.note-pairs", count=len(beside.found.cards))
    if any(link.pearson is None for link in found):
        yield beside.words("league.note-undefined")


def coefficient(value: float | None, beside: Beside) -> str:
    """A correlation as it is printed; a dash where there is none."""
    return "–" if value is None else _decimal(value, 2, beside)


def _decimal(value: float, decimals: int, beside: Beside) -> str:
    return beside.words.figure(figure(exact(value), decimals))
