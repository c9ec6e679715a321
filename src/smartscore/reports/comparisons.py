"""Comparisons in pairs as a reader can reckon with them: the matrices, and what comes of them."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from smartscore.arithmetic.numbers import exact, figure
from smartscore.arithmetic.weighting import Priorities
from smartscore.engine.tree import Node
from smartscore.model.rubric import Indicator
from smartscore.model.weights import ByComparison
from smartscore.reports.exact_numbers import BRIEF, TIE, TIMES, Numbers, bracket, ratio
from smartscore.words import Words

_DECIMALS: Final = 6
_INDENT: Final = 2 * TIE


class Matrix(NamedTuple):
    """How many times as important each child is, in its row, as each in the columns."""

    title: str
    codes: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    found: Priorities


def matrices(node: Node, codes: Sequence[str], words: Words) -> Iterator[Matrix]:
    """The comparisons of a node's children: of each expert, and of several together."""
    found = node.priorities
    if found is None:
        return
    for i, expert in enumerate(found.experts, 1):
        yield _matrix(words("ahp.pairs-of", number=i), codes, expert, words)
    title = words("ahp.pairs-together" if found.experts else "ahp.pairs")
    yield _matrix(title, codes, found, words)


def _matrix(title: str, codes: Sequence[str], found: Priorities, words: Words) -> Matrix:
    rows = tuple(tuple(_cell(each, words) for each in row) for row in found.matrix)
    return Matrix(title, tuple(codes), rows, found)


def _cell(value: Fraction, words: Words) -> str:
    """A comparison as it is written: 3, or 1/3; one that is long as a decimal."""
    text = ratio(value)
    return text if len(text) <= BRIEF else words.figure(figure(value, _DECIMALS))


def lines(matrix: Matrix, room: int) -> Iterator[str]:
    """A matrix in lines of so many columns, with blanks that do not break.

    Where it does not fit, its columns have numbers instead of codes; where that is too wide, each
    row is told with the codes in it.
    """
    numbers = [str(i) for i, _ in enumerate(matrix.codes, 1)]
    labels = [f"{n}{TIE}{code}" for n, code in zip(numbers, matrix.codes, strict=True)]
    for heads, beside in ((matrix.codes, matrix.codes), (numbers, labels)):
        table = [("", *heads), *((b, *r) for b, r in zip(beside, matrix.rows, strict=True))]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        if sum(widths) + 2 * len(widths) <= room:
            for first, *cells in table:
                padded = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
                yield "  ".join([first.ljust(widths[0]), *padded]).replace(" ", TIE)
            return
    for i, (code, row) in enumerate(zip(matrix.codes, matrix.rows, strict=True)):
        others = [f"{o}{TIE}{r}" for o, r in zip(matrix.codes, row, strict=True)]
        yield f"{code}: {'; '.join(others[:i] + others[i + 1 :])}"


def derivation(node: Node, codes: Sequence[str], room: int, words: Words) -> Iterator[str]:
    """How the weights of a node's children come of comparisons, each figure to be reckoned again.

    Nothing where they do not. The matrices of the experts are told with their weights and ratios.
    """
    found, written = node.priorities, node.written
    if found is None or isinstance(written, Indicator):
        return
    assert isinstance(written.weights, ByComparison)
    numbers = Numbers(words)
    for matrix in matrices(node, codes, words):
        yield f"{matrix.title}:"
        yield from (f"{_INDENT}{line}" for line in lines(matrix, room - len(_INDENT)))
        if matrix.found is not found:
            yield _weights(words(f"ahp.{written.weights.estimate}"), codes, matrix.found, numbers)
            yield words("ahp.consistent-by", ratio=_ratio(matrix.found, words))
    sums = [numbers.brief(each) for each in found.column_sums]
    yield f"{words('ahp.column-sums')}: {'; '.join(map(TIE.join, zip(codes, sums, strict=True)))}"
    if written.weights.estimate == "column-mean":
        yield f"{words('ahp.by-column-mean')}:"
        for code, row, weight in zip(codes, found.matrix, found.weights, strict=True):
            parts = (
                f"{bracket(numbers.brief(x))} / {bracket(s)}"
                for x, s in zip(row, sums, strict=True)
            )
            mean = f"({' + '.join(parts)}) / {len(codes)}"
            yield f"{_INDENT}{code}: {mean} = {numbers.decimal(weight)}"
        yield _weights(
            words("ahp.principal"), codes, found._replace(weights=found.principal), numbers
        )
    else:
        yield _weights(words("ahp.by-eigenvector"), codes, found, numbers)
    yield from _consistency(found, sums, numbers, words)


def _weights(head: str, codes: Sequence[str], found: Priorities, numbers: Numbers) -> str:
    """The weights of the children, to the decimals that they are kept to."""
    each = zip(codes, found.weights, strict=True)
    return f"{head}: {'; '.join(f'{code}{TIE}{numbers.decimal(w, 12)}' for code, w in each)}"


def _consistency(
    found: Priorities, sums: list[str], numbers: Numbers, words: Words
) -> Iterator[str]:
    """From the sums of the columns to lambda max, and from there to the ratio."""
    size = len(sums)
    parts = zip(sums, found.principal, strict=True)
    added = " + ".join(f"{bracket(s)}{TIMES}{numbers.brief(w)}" for s, w in parts)
    largest = numbers.decimal(exact(found.largest), _DECIMALS)
    yield f"{words('ahp.largest')}: {added} = {largest}"
    if size <= 2:
        return
    index = numbers.decimal(exact(found.consistency_index), _DECIMALS)
    yield f"{words('ahp.index')}: ({largest} - {size}) / ({size} - 1) = {index}"
    if found.random_index is not None and found.consistency_ratio is not None:
        table = numbers.written(found.random_index)
        ratio_ = numbers.decimal(exact(found.consistency_ratio), _DECIMALS)
        yield f"{words('ahp.ratio')}: {index} / {table} = {ratio_}"


def _ratio(found: Priorities, words: Words) -> str:
    ratio_ = found.consistency_ratio
    return "–" if ratio_ is None else words.figure(figure(exact(ratio_), 4))
