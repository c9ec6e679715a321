"""The rubrics themselves for a reader: all in a list, one in full, two held side by side."""

from fractions import Fraction

from smartscore.arithmetic.numbers import figure
from smartscore.engine.tree import Node, Tree
from smartscore.model.fields import LANGUAGES, Citation, Text, in_language
from smartscore.model.rubric import Dimension, Indicator, Rubric
from smartscore.text.titles import bare
from smartscore.words import Words


def both(text: Text | None) -> dict[str, str] | None:
    """A text in both languages for JSON; one that has only one is the same in both."""
    if text is None:
        return None
    return {language: in_language(text, language) for language in LANGUAGES}


def share(part: Fraction, words: Words) -> str:
    """A share as a percentage with one decimal."""
    return words.figure(figure(part * 100, 1)) + "%"


def in_force(rubric: Rubric, words: Words) -> str:
    """From when until when a rubric is in force, and what took its place; empty where unsaid."""
    validity = rubric.validity
    if validity is None:
        return ""
    start, until = (day and words.date(day) for day in (validity.start, validity.until))
    said = ""
    if start and until:
        said = words("rubrics.from-until", start=start, until=until)
    elif start:
        said = words("rubrics.from", start=start)
    elif until:
        said = words("rubrics.until", until=until)
    if validity.superseded_by is None:
        return said
    superseded = words("rubrics.superseded", code=validity.superseded_by)
    return f"{said}; {superseded}" if said else superseded


def origin(tree: Tree) -> Text:
    """Where a rubric comes from: the regulation behind it, or the first source that it cites."""
    validity = tree.rubric.validity
    if validity is not None and validity.basis is not None:
        return validity.basis
    for node in tree.nodes:
        for citation in citations(node):
            for reference in node.owner.references:
                if reference.key == citation.cite:
                    return bare(reference.title or "") or reference.key
    for reference in tree.rubric.references:
        return bare(reference.title or "") or reference.key
    return ""


def citations(node: Node) -> tuple[Citation, ...]:
    """What a dimension or an indicator cites; a graft cites nothing itself."""
    written = node.written
    return written.citations if isinstance(written, Dimension | Indicator) else ()


def number(value: int | float, words: Words) -> str:
    """A number of a file, with few digits where it has many."""
    whole = value == int(value)
    written = str(int(value)) if whole else repr(value)
    return words.figure(written if len(written) <= 8 else f"{float(value):.4g}")


def cut(text: str, width: int) -> str:
    """A text no longer than so many characters.

    >>> cut("abcdef", 4)
    'abc…'
    """
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
