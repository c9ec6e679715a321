"""`rubrics show`: one rubric with its tree, what grafts bring along in it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from smartscore.engine.rubric_change.nodes import plain
from smartscore.engine.tree import Node, Tree
from smartscore.model.rubric import Band, Dimension, Display, Indicator, Missing, Rubric
from smartscore.reports import comparisons
from smartscore.reports.library import citations, in_force, number, share
from smartscore.reports.library.indicators import guidance, measure
from smartscore.reports.look import BOLD, PLAIN, Look
from smartscore.reports.phrases import author_and_year, consistency, entry
from smartscore.words import Words

if TYPE_CHECKING:
    from smartscore.reports.library.sheet import Sheet

_LABEL, _FIGURE, _DEEPEST = 50, 8, 20
_FACT: Final = 17
_MATRIX: Final = 6
"""So many cells stand before a matrix, or are left free."""


def text(tree: Tree, words: Words, look: Look = PLAIN, *, levels: bool) -> str:
    """The rubric; `levels` adds what a rater reads of every indicator."""
    from smartscore.reports.library.sheet import Sheet

    rubric, sheet = tree.rubric, Sheet(look)
    sheet.write(f"{words.text(rubric.title)} · {rubric.code} {rubric.version}", style=BOLD)
    sheet.blank()
    sheet.paragraphs(words.text(rubric.about))
    for label, fact in facts(tree, words):
        sheet.write(fact, f"{label:<{_FACT}} ", _FACT + 1)
    sheet.blank()
    label, *figured = heads(words)
    sheet.row(label, figured, 0, (_LABEL, _FIGURE), BOLD)
    for node in tree.nodes[1:]:
        indent = min(2 * (len(node.path) - 2), _DEEPEST)
        if levels and node.kind == "indicator":
            sheet.blank()
        style = "" if node.kind == "indicator" else BOLD
        sheet.row(label_of(node, words), figures(node, words), indent, (_LABEL, _FIGURE), style)
        for note in notes(node, rubric, words):
            sheet.write(note, " " * (indent + 4))
        if levels:
            for before, text in (*guidance(node, words), *_sources(node, tree, words)):
                sheet.write(text, " " * (indent + 4) + before)
    _compared_by(tree, sheet, words)
    sources = [(reference.key, entry(reference, words)) for reference in rubric.references]
    if sources:
        sheet.blank()
        sheet.write(words("references"), style=BOLD)
        for key, text in sources:
            sheet.write(f"{key}: {text}", "  · ")
    return sheet.text()


def _compared_by(tree: Tree, sheet: "Sheet", words: Words) -> None:
    """The matrices by which children are weighted."""
    for node, codes in _compared(tree):
        sheet.blank()
        sheet.write(f"{words('ahp.title')}: {label_of(node, words)}", style=BOLD)
        for matrix in comparisons.matrices(node, codes, words):
            sheet.write(f"{matrix.title}:", "  ")
            for line in comparisons.lines(matrix, sheet.look.width - _MATRIX):
                sheet.write(line, "    ", 6)


def markdown(tree: Tree, words: Words, *, levels: bool) -> str:
    """The same as Markdown, in which no text of the rubric is markup."""
    from smartscore.reports.markup import github as md

    rubric, nodes = tree.rubric, tree.nodes[1:]
    blocks = [f"# {md(words.text(rubric.title))}", f"`{rubric.code}` {rubric.version}"]
    blocks += [md(part) for part in words.text(rubric.about).split("\n") if part.strip()]
    blocks.append("\n".join(f"- **{k}**: {md(fact)}" for k, fact in facts(tree, words)))
    head = [*heads(words), words("rubrics.measure")]
    table = [f"| {' | '.join(head)} |", "|:---|---:|---:|---:|:---|"]
    for node in nodes:
        label = md(label_of(node, words))
        label = label if node.kind == "indicator" else f"**{label}**"
        indent = "&nbsp;" * 4 * (len(node.path) - 2)
        noted = md("; ".join(notes(node, rubric, words)))
        table.append(f"| {' | '.join([indent + label, *figures(node, words), noted])} |")
    blocks.append("\n".join(table))
    for node in nodes if levels else ():
        told = (*guidance(node, words), *_sources(node, tree, words))
        found = [f"- {before}{md(text)}" for before, text in told]
        if found:
            blocks += [f"## {md(label_of(node, words))}", "\n".join(found)]
    for each, codes in _compared(tree):
        blocks.append(f"## {md(words('ahp.title'))}: {md(label_of(each, words))}")
        for matrix in comparisons.matrices(each, codes, words):
            lines = [["", *matrix.codes], ["---:"] * (1 + len(codes))]
            lines += [[code, *row] for code, row in zip(codes, matrix.rows, strict=True)]
            blocks += [f"{md(matrix.title)}:", "\n".join(f"| {' | '.join(r)} |" for r in lines)]
    if rubric.references:
        sources = [f"- {md(f'{r.key}: {entry(r, words)}')}" for r in rubric.references]
        blocks += [f"## {words('references')}", "\n".join(sources)]
    return "\n\n".join(blocks) + "\n"


def _compared(tree: Tree) -> Iterator[tuple[Node, list[str]]]:
    """Each node whose children are weighted by comparison, with their codes."""
    for node in tree.nodes:
        if node.priorities is not None:
            yield node, [tree.nodes[child].code for child in node.children]


def facts(tree: Tree, words: Words) -> Iterator[tuple[str, str]]:
    """What holds for the rubric as a whole, each with its name."""

    def figure(value: int | float) -> str:
        return words.figure(plain(value))

    rubric = tree.rubric
    yield from _scaled(rubric, rubric.display, words)
    if rubric.scale:
        scale = (f"{figure(point.points)} {words.text(point.label)}" for point in rubric.scale)
        between = f"; {words('rubrics.between')}" if rubric.between else ""
        yield words("rubrics.scale"), ", ".join(scale) + between
    if rubric.floor is not None:
        yield words("rubrics.floor"), words("rubrics.floor-is", points=figure(rubric.floor))
    yield words("rubrics.mean"), words(f"rubrics.mean.{rubric.aggregate}")
    yield words("rubrics.missing"), _treated(rubric.missing, words)
    yield words("rubrics.evidence"), words(f"rubrics.evidence.{rubric.evidence}")
    if line := consistency(tree.whole, words):
        yield words("rubrics.weights"), line
    for name, weights in rubric.weightings.items():
        listed = ", ".join(f"{code} {figure(weight)}" for code, weight in weights.items())
        yield words("rubrics.weighting"), f"{name}: {listed}"
    yield from _gated(rubric, rubric.bands, words)
    if said := in_force(rubric, words):
        yield words("rubrics.validity"), said
    if rubric.validity is not None and rubric.validity.basis is not None:
        yield words("rubrics.basis"), words.text(rubric.validity.basis)


def _scaled(part: Rubric | Dimension, display: Display, words: Words) -> Iterator[tuple[str, str]]:
    """The scale on which a part is shown and its bands, as far as it says so itself."""

    def figure(value: int | float) -> str:
        return words.figure(plain(value))

    ends = {"low": figure(display.min), "high": figure(display.max)}
    if part.display is not None:
        told = words("rubrics.display-is", **ends, decimals=display.decimals)
        yield words("rubrics.display"), told
    if part.bands and (len(part.bands) > 1 or isinstance(part, Rubric)):
        named = (
            words("bands.from", band=words.text(band.label), start=figure(band.start))
            for band in part.bands
        )
        yield words("rubrics.bands"), ", ".join(named)


def _gated(
    part: Rubric | Dimension, bands: Sequence[Band], words: Words
) -> Iterator[tuple[str, str]]:
    """The gates of a part; `bands` are those that they cap."""
    labels = {band.code: words.text(band.label) for band in bands}
    for gate in part.gates:
        below = words.figure(plain(gate.below))
        terms = {"when": gate.when, "below": below, "cap": labels[gate.cap]}
        told = words("rubrics.gate-is", **terms)
        yield words("rubrics.gate"), f"{told} {words.text(gate.because)}"


def _treated(missing: Missing, words: Words) -> str:
    """What unknown ratings do, and how much must be rated."""
    treated = words(f"rubrics.missing.{missing.treat}")
    if not missing.minimum_availability:
        return treated
    least = words.figure(plain(round(missing.minimum_availability * 100, 4)))
    return f"{treated}; {words('rubrics.missing.least', least=least)}"


def heads(words: Words) -> list[str]:
    """What stands above the columns of the tree."""
    return [words(f"rubrics.{key}") for key in ("node", "weight", "share", "effective")]


def label_of(node: Node, words: Words) -> str:
    """The title of a node and its code; of a graft, its version too."""
    code = f"{node.code} {node.owner.version}" if node.kind == "rubric" else node.code
    return f"{words.text(node.title)} ({code})"


def figures(node: Node, words: Words) -> list[str]:
    """Its weight as written, its share among its siblings, and its weight in the whole."""
    weight = node.weight
    written = number(weight if isinstance(weight, int) else float(weight), words)
    return [written, share(node.share, words), share(node.effective, words)]


def notes(place: Node, around: Rubric, words: Words) -> Iterator[str]:
    """How a node is joined or rated, where that needs a word in the rubric `around` it."""
    node = place.written
    if isinstance(node, Indicator):
        rated = measure(node, place.owner, words)
        demand = node.judged_by == "demand"
        yield f"{rated}; {words('rubrics.demand')}" if demand else rated
        if node.crosswalk:
            yield words("rubrics.crosswalk", codes=", ".join(node.crosswalk))
        return
    if isinstance(node, Dimension):
        if node.aggregate is not None and node.aggregate != place.owner.aggregate:
            yield words(f"rubrics.mean.{node.aggregate}")
        yield from _of_its_own(place, node, words)
    else:
        if node.aggregate != "arithmetic":
            yield words(f"rubrics.mean.{node.aggregate}")
        yield from _of_a_graft(place, around, words)
    if line := consistency(place, words):
        yield line


def _of_its_own(place: Node, dimension: Dimension, words: Words) -> Iterator[str]:
    """The scale, bands, gates and rules on unknowns that a dimension has for itself."""
    own = (*_scaled(dimension, place.display, words), *_gated(dimension, place.bands, words))
    for key, fact in own:
        yield f"{key}: {fact}"
    if dimension.missing is not None:
        yield f"{words('rubrics.missing')}: {_treated(place.missing, words)}"


def _of_a_graft(graft: Node, around: Rubric, words: Words) -> Iterator[str]:
    """The scale, bands and rule on unknowns that a graft keeps, where they are others."""
    if graft.display != around.display or graft.bands != around.bands:
        for key, fact in _scaled(graft.owner, graft.display, words):
            yield f"{key}: {fact}"
    if graft.missing != around.missing:
        yield f"{words('rubrics.missing')}: {_treated(graft.missing, words)}"


def _sources(place: Node, tree: Tree, words: Words) -> Iterator[tuple[str, str]]:
    """From where a part is drawn: each source that it cites, with the place in it.

    A source of the rubric itself goes by its key in the list below the tree, one of a graft by
    author and year.
    """
    named = []
    for citation in citations(place):
        source, at = citation.cite, words.text(citation.at)
        if place.owner is not tree.rubric:
            source = next(
                (
                    author_and_year(reference, words)
                    for reference in place.owner.references
                    if reference.key == source
                ),
                source,
            )
        named.append(f"{source}, {at}" if at else source)
    if named:
        yield "", words("rubrics.source", sources="; ".join(named))
