"""How sure scores are, in words: bands and intervals first, then what they rest on."""

from collections.abc import Iterator
from fractions import Fraction

from smartscore.arithmetic.numbers import figure
from smartscore.engine.scored import ScoredNode
from smartscore.reports.answer import Answer, Picture, Section
from smartscore.reports.answer import robustness_tables as tables
from smartscore.reports.answer.assumptions import assuming
from smartscore.reports.answer.interval_plot import plot
from smartscore.reports.phrases import band_name, distance, heading
from smartscore.studies.intervals import Interval
from smartscore.studies.robustness import Robust, Robustness
from smartscore.words import Words


def answered(found: Robust, words: Words, *, detail: bool = False) -> Answer:
    """The page of one assessment; with `detail` every node, and every row of the tables."""
    sections = [_section(each, words, detail=detail) for each in found.rubrics]
    if len(sections) > 1:
        sections.insert(
            0, Section(words("robustness.overview"), (tables.overview(found.rubrics, words),))
        )
    drawn = [each.card for each in found.rubrics if each.intervals]
    lead = (assuming(found.assumed, drawn, words),) if drawn else ()
    return Answer(heading(found.result.assessment), lead, tuple(sections))


def _section(found: Robustness, words: Words, *, detail: bool) -> Section:
    rubric = found.card.rubric
    blocks = [
        *_verdict(found, words),
        *_picture(found, words),
        *tables.tables(found, words, detail=detail),
    ]
    mark = f"{rubric.code} {rubric.version}"
    return Section(words.text(rubric.title), tuple(blocks), mark)


def _picture(found: Robustness, words: Words) -> Iterator[Picture]:
    """Where the draws lie, as a chart."""
    caption = words("robustness.caption.intervals", rubric=words.text(found.card.rubric.title))
    chart = plot(found, caption, words)
    if chart is not None:
        yield Picture(caption, chart)


def _verdict(found: Robustness, words: Words) -> Iterator[str]:
    """What the draws say of the whole, sentence by sentence, as one paragraph."""
    yield " ".join(_sentences(found, words))


def _sentences(found: Robustness, words: Words) -> Iterator[str]:
    whole, node = found.whole, found.card.whole
    if weighting := words.weighting(found.card.tree):
        yield weighting
    if whole is None:
        yield words(_without_draws(node), **_availability(node, words))
        return
    if node.withheld:
        yield words("robustness.withheld", **_availability(node, words))
    if "unknown" in found.drawn:
        yield _filled(node, words)
    yield from _labels(whole, words)
    yield _where(found, whole, words)
    yield from _rests_on(found, words)
    yield from _edges(found, words)


def _filled(node: ScoredNode, words: Words) -> str:
    """That draws fill in what is not rated, and how much of what they tell that is."""
    assert node.availability is not None
    rest = 1 - node.availability
    mostly = rest > Fraction(1, 2)
    key = "robustness.filled-mostly" if mostly else "robustness.filled"
    return words(key, rest=words.share(rest))


def _labels(whole: Interval, words: Words) -> Iterator[str]:
    """In which bands the draws lie, the most likely first."""
    named = [(words.text(band.label), words.share(part)) for band, part in whole.likely]
    if len(named) == 1:
        yield words("robustness.in-all", band=named[0][0])
    elif named:
        each = (words("robustness.in-band", band=band, part=part) for band, part in named)
        yield words("robustness.in-bands", bands=", ".join(each))


def _where(found: Robustness, whole: Interval, words: Words) -> str:
    node = whole.node
    decimals = node.display.decimals
    least, most, lower, upper, middle = (
        words.figure(figure(value, decimals))
        for value in (whole.least, whole.most, whole.lower, whole.upper, whole.middle)
    )
    if whole.least == whole.most:
        key = "robustness.one-figure" if found.influences else "robustness.same-figure"
        return words(key, figure=middle)
    told = {"least": least, "most": most, "lower": lower, "upper": upper, "middle": middle}
    if node.score is None:
        return words("robustness.interval", **told)
    return words("robustness.interval-of-score", score=words.figure(node.shown), **told)


def _without_draws(node: ScoredNode) -> str:
    """Why a whole has no draws."""
    if node.availability is None:
        return "figure.not-applicable"
    if not node.availability:
        return "robustness.nothing"
    return "robustness.withheld-undrawn"


def _availability(node: ScoredNode, words: Words) -> dict[str, str]:
    if node.availability is None:
        return {}
    rated, minimum = words.percents(node.availability, node.minimum_availability)
    return {"availability": rated, "minimum": minimum}


def _rests_on(found: Robustness, words: Words) -> Iterator[str]:
    """What the figure rests on most; nothing where only one thing is drawn or nothing moves."""
    if not found.influences:
        return
    if len(found.drawn) == 1:
        yield words("robustness.only", group=words(f"moving.{found.drawn[0]}"))
    else:
        first = found.influences[0]
        group = words(f"moving.{first.group}")
        yield words("robustness.most", group=group, part=tables.part_of(first.indices.first, words))


def _edges(found: Robustness, words: Words) -> Iterator[str]:
    node, edges = found.card.whole, found.edges
    if edges is None or node.own_band is None:
        return
    band = words.text(node.own_band.label)
    if edges.down is not None and node.lower_band is not None:
        lower = words.text(node.lower_band.label)
        if edges.down == 0:
            yield words("figure.at-edge", band=band)
        else:
            yield words("robustness.down", by=distance(edges.down, node, words), lower=lower)
    if edges.up is not None and node.next_band is not None:
        upper = words.text(node.next_band.label)
        yield words("robustness.up", by=distance(edges.up, node, words), upper=upper)
    if node.capped:
        yield words("robustness.capped", band=band_name(node, words))
