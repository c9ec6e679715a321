"""The sample that places are scored over, in words: mean and spread of each indicator."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from smartscore.arithmetic.numbers import figure
from smartscore.engine.sampled import Outlier, Spread
from smartscore.engine.sampling import over
from smartscore.engine.tree import Node, Tree
from smartscore.reports.answer import Block, Column, Item, Listing, Table
from smartscore.words import Words

_DIGITS: Final = 4
"""A mean is printed with so many digits that say something, and with those before its point."""
_MOST: Final = 6
_HEADS: Final = ("known", "mean", "deviation", "lowest", "highest")


def sampled(tree: Tree, words: Words) -> Iterator[Block]:
    """What a rubric is scored over, and what stands out there; nothing where it needs no sample."""
    sample = tree.sample
    if sample is None:
        return
    yield words("sample.over", count=sample.places)
    title = words.text(tree.rubric.title)
    columns = [Column(words("sample.indicator"))]
    columns += [Column(words(f"sample.{head}"), figures=True) for head in _HEADS]
    known = pairs(tree)
    rows = [row(node, spread, words) for node, spread in known]
    yield Table(
        words("sample.table", title=title),
        tuple(columns),
        tuple(rows),
        notes=tuple(notes(known, words)),
    )
    if left := list(map(Item, left_out(tree, words))):
        yield Listing(words("sample.left-out"), tuple(left))
    if far := list(map(Item, outliers(tree, words))):
        yield Listing(words("sample.outliers"), tuple(far))


def row(node: Node, spread: Spread, words: Words) -> tuple[str, ...]:
    """An indicator with what is known of it: in how many places, mean, spread and ends."""
    numbers = (spread.mean, spread.deviation, spread.lowest, spread.highest)
    known = words("sample.of", known=spread.known, total=spread.known + spread.unknown)
    return named(node, words), known, *(rounded(each, words) for each in numbers)


def named(node: Node, words: Words) -> str:
    """The title of an indicator, marked where its numbers are logarithms."""
    return f"{words.text(node.title)}{' (ln)' if _is_logarithmic(node) else ''}"


def notes(known: Sequence[tuple[Node, Spread]], words: Words) -> Iterator[str]:
    """What has to be said of the numbers of some indicators."""
    if any(_is_logarithmic(node) for node, _ in known):
        yield words("sample.note-log")
    if any(spread.apart for _, spread in known):
        yield words("sample.note-apart")


def _is_logarithmic(node: Node) -> bool:
    quantity = over(node)
    return quantity is not None and quantity.transform == "log"


def left_out(tree: Tree, words: Words) -> Iterator[str]:
    """The indicators that are left out for all places, each with the reason."""
    for node, spread in pairs(tree):
        if spread.left_out:
            total = spread.known + spread.unknown
            told = {"title": words.text(node.title), "known": spread.known, "total": total}
            yield words(f"sample.left-out.{spread.left_out}", **told)


def outliers(tree: Tree, words: Words) -> Iterator[str]:
    """The indicators in which places stand out, each with these."""
    for node, spread in pairs(tree):
        if spread.outliers:
            named = "; ".join(_outlier(each, words) for each in spread.outliers)
            key = "sample.outliers-more" if spread.skewed else "sample.outliers-line"
            yield words(key, title=words.text(node.title), places=named)


def pairs(tree: Tree) -> list[tuple[Node, Spread]]:
    """The indicators of a sample with what is known of them."""
    spreads = tree.sample.spreads.items() if tree.sample else ()
    return [(tree.nodes[index], spread) for index, spread in spreads]


def _outlier(found: Outlier, words: Words) -> str:
    z = words.figure(figure(found.z, 1))
    return words("sample.outlier", place=found.place, number=rounded(found.number, words), z=z)


def rounded(value: Fraction | None, words: Words) -> str:
    """A number to a few digits that say something; a dash where there is none."""
    if value is None:
        return "–"
    decimals = 0
    while decimals < _MOST and abs(value) * 10**decimals < 10 ** (_DIGITS - 1):
        decimals += 1
    text = figure(value, decimals)
    return words.figure(text.rstrip("0").rstrip(".") if "." in text else text)
