"""The second half of the method: from values to figures with bounds, decimals and bands."""

from collections.abc import Iterator, Sequence

from smartscore.arithmetic.numbers import exact, percent
from smartscore.engine.rubric_change.nodes import plain
from smartscore.engine.tree import Node
from smartscore.model.rubric import Band, Dimension, Display, Missing
from smartscore.reports import scales
from smartscore.reports.view import Block, Bullets, Formula, Heading, Paragraph, Row
from smartscore.reports.view.gathering import Gathered, named, text
from smartscore.words import Words

_DISPLAY = Formula(r"S = S_{\min} + V\,(S_{\max} - S_{\min})", "S = S_min + V × (S_max - S_min)")


def shown(gathered: Gathered) -> Iterator[Block]:
    """The scales, what is done with unknowns, the rounding, the bands and their gates."""
    words = gathered.words
    yield Paragraph((words("report.method.display"),))
    yield _DISPLAY
    yield from _scales(gathered)
    yield Heading(words("report.method.missing"))
    yield from _missing(gathered)
    yield Heading(words("report.method.rounding"))
    yield rounding(gathered)
    yield from _bands(gathered)
    yield from _gates(gathered)


def _own(node: Node) -> Dimension:
    assert isinstance(node.written, Dimension)
    return node.written


def _part(gathered: Gathered, node: Node) -> str:
    return gathered.part(node.title, node.owner)


def _scaled(gathered: Gathered) -> list[Node]:
    """The dimensions that are shown on another scale than their rubric."""
    return [node for node in gathered.dimensions if node.display != node.owner.display]


def _scales(gathered: Gathered) -> Iterator[Block]:
    """The scale of each rubric and of each part with another one, where there are such parts."""
    words, apart = gathered.words, _scaled(gathered)
    if not apart:
        return
    pairs = [(named(rubric, words), rubric.display) for rubric in gathered.rubrics]
    lines = [words("scales.is", title=name, scale=scales.scale(d, words)) for name, d in pairs]
    for node in apart:
        told = {"title": _part(gathered, node), "scale": scales.scale(node.display, words)}
        borrowed = bool(node.bands) and node.scale != node.display
        lines.append(words("scales.is-named-by-rubric" if borrowed else "scales.is", **told))
    yield Paragraph((words("report.method.own-display"),))
    yield Bullets(tuple((line,) for line in lines))


def _missing(gathered: Gathered) -> Iterator[Block]:
    words = gathered.words
    yield Paragraph((words("report.method.missing-how"),))
    yield Bullets(tuple((line,) for line in rules(gathered)))
    yield from (Paragraph((line,)) for line in nearest(gathered))
    yield Paragraph((words("report.method.bounds-how"),))


def nearest(gathered: Gathered) -> Iterator[str]:
    """Which rule for what is unknown holds where several could."""
    if any(_own(node).missing is not None for node in gathered.dimensions):
        yield gathered.words("report.method.missing-nearest")


def rules(gathered: Gathered, each: str = "") -> tuple[str, ...]:
    """What each rubric, and each dimension with a rule of its own, does with what is unknown.

    `each` stands in the place of the names where all rubrics do the same.
    """
    words = gathered.words
    apart = [node for node in gathered.dimensions if _own(node).missing is not None]
    ruled = [(named(rubric, words), rubric.missing) for rubric in gathered.rubrics]
    ruled += [
        (words("report.method.beneath", part=_part(gathered, node)), node.missing) for node in apart
    ]
    found: dict[tuple[str, str], list[str]] = {}
    for name, missing in ruled:
        found.setdefault((missing.treat, _least(missing)), []).append(name)
    alike = [named(rubric, words) for rubric in gathered.rubrics]
    return tuple(
        words(
            f"report.method.missing-{treat}",
            rubric=each if each and names == alike else "; ".join(names),
            least=least,
        )
        for (treat, least), names in found.items()
    )


def _least(missing: Missing) -> str:
    return percent(exact(missing.minimum_availability))


def rounding(gathered: Gathered) -> Paragraph:
    """What is exact, where it is rounded, and what of the method used here can't be a fraction.

    Below zero a half is rounded down: away from zero.
    """
    words, apart = gathered.words, _scaled(gathered)
    displays = [rubric.display for rubric in gathered.rubrics] + [node.display for node in apart]
    half = "half-away" if any(display.min < 0 for display in displays) else "half-up"
    whose = "decimals-scale" if apart else "decimals-rubric"
    ways = {"half": words(f"report.method.{half}"), "whose": words(f"report.method.{whose}")}
    nodes = [node for each in gathered.results for card in each.cards for node in card.tree.nodes]
    compared = [node.priorities for node in nodes if node.priorities is not None]
    told = {
        "compared": bool(compared),
        "joined": any(found.experts for found in compared),
        "roots": any(node.method == "geometric" or _is_rooted(node) for node in nodes),
    }
    lines = [words("report.method.rounding-how", **ways)]
    lines += [words(f"report.method.rounding-{key}") for key in told if told[key]]
    return Paragraph((" ".join(lines),))


def _is_rooted(node: Node) -> bool:
    """Whether an indicator is measured by a logarithm or by a standard deviation."""
    quantity = node.indicator.quantity if node.indicator else None
    return quantity is not None and (quantity.transform == "log" or quantity.method == "z-score")


def _bands(gathered: Gathered) -> Iterator[Block]:
    """The names of figures, under the name of the scheme that gives them."""
    words = gathered.words
    schemes = [(named(r, words), r.bands, r.display) for r in gathered.rubrics]
    schemes += [
        (_part(gathered, node), node.bands, node.display)
        for node in gathered.dimensions
        if _own(node).bands is not None
    ]
    yield Heading(words("report.method.bands"))
    if not any(bands for _, bands, _ in schemes):
        yield Paragraph((words("report.method.no-bands"),))
        return
    yield Paragraph((words("report.method.bands-how"),))
    alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for name, bands, display in schemes:
        if bands:
            alike.setdefault(tuple(_spans(bands, display, words)), []).append(name)
    rows = [
        Row(text("" if i else "; ".join(names), *span))
        for spans, names in alike.items()
        for i, span in enumerate(spans)
    ]
    yield gathered.table(
        "bands",
        words("report.caption.bands"),
        [("scheme", 50), ("band", 25), ("span", 25)],
        rows,
        (words("report.source-bands"),),
    )


def _spans(bands: Sequence[Band], display: Display, words: Words) -> Iterator[tuple[str, str]]:
    """The name of each band, and from where to where it reaches."""
    for i, band in enumerate(bands):
        last = i == len(bands) - 1
        end = display.max if last else bands[i + 1].start
        ends = {"start": words.figure(plain(band.start)), "end": words.figure(plain(end))}
        yield (
            words.text(band.label),
            words("report.band-last" if last else "report.band-span", **ends),
        )


def _gates(gathered: Gathered) -> Iterator[Block]:
    """What gates do: those of rubrics, and those of dimensions, which cap their own band only."""
    words = gathered.words
    if any(rubric.gates for rubric in gathered.rubrics):
        yield Paragraph((words("report.method.gates"),))
    apart = [_part(gathered, node) for node in gathered.dimensions if _own(node).gates]
    if apart:
        yield Paragraph((words("report.method.gates-of", parts="; ".join(apart)),))
