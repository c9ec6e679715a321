"""The method on half a page: what the rubrics of the report do, in sentences without formulas."""

from collections.abc import Iterator

from smartscore.model.rubric import Dimension, Indicator
from smartscore.model.walking import walk
from smartscore.reports.view import Block, Paragraph, sampled
from smartscore.reports.view.gathering import Gathered, named
from smartscore.reports.view.method import MEANS, derived, floors
from smartscore.reports.view.showing import nearest, rounding, rules


def method(gathered: Gathered) -> Iterator[Block]:
    """How ratings become figures, what is done with unknowns, and what a band's name holds for."""
    words = gathered.words
    measured = [words("report.method-short.intro")]
    measured += [words(f"report.method-short.{name}") for name in _measures(gathered)]
    measured += floors(gathered, "report.method-short.floor")
    measured += [words(f"report.method-short.sample-{name}") for name in sampled.methods(gathered)]
    measured += [words("report.method.sample")] if sampled.methods(gathered) else []
    yield Paragraph((" ".join(measured),))
    yield from sampled.samples(gathered)
    means = ", ".join(words(f"report.method-short.{name}") for name in _means(gathered))
    lines = [words("report.method-short.weights", means=means)]
    lines += [f"{line}." if not line.endswith(".") else line for line in derived(gathered)]
    yield Paragraph((" ".join(lines),))
    each = words("report.method-short.each") if len(gathered.rubrics) > 1 else ""
    missing = [words("report.method.missing-how"), *rules(gathered, each), *nearest(gathered)]
    yield Paragraph((" ".join([*missing, words("report.method.bounds-how")]),))
    closing = [*rounding(gathered).line]
    if any(rubric.bands for rubric in gathered.rubrics):
        named_by = [named(r, words) for r in gathered.rubrics if r.bands]
        if len(named_by) == len(gathered.rubrics) > 1:
            closing.append(words("report.method-short.bands-each"))
        else:
            closing.append(words("report.method-short.bands", rubrics="; ".join(named_by)))
    if any(rubric.gates for rubric in gathered.rubrics):
        closing.append(words("report.method.gates"))
    yield Paragraph((" ".join(str(line) for line in closing),))


def _measures(gathered: Gathered) -> list[str]:
    """The kinds of rating that the rubrics ask for, in the order of the manual."""
    used = {
        found.measure
        for rubric in gathered.rubrics
        for _, found in walk(rubric)
        if isinstance(found, Indicator) and not (found.quantity and found.quantity.over)
    }
    return [name for name in ("levels", "quantity", "checklist", "survey") if name in used]


def _means(gathered: Gathered) -> list[str]:
    """The means that the rubrics take."""
    used = {rubric.aggregate for rubric in gathered.rubrics}
    for rubric in gathered.rubrics:
        for _, node in walk(rubric):
            if isinstance(node, Dimension) and node.aggregate is not None:
                used.add(node.aggregate)
    return [name for name in MEANS if name in used]
