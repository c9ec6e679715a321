"""Lines of a terminal: wrapped where wide characters count as two, styled, side by side.

rich measures and folds the characters. Its console and its tables would do the rest, too, but they
cost a run of `assess` more than all that it computes (docs/performance.md); here are the few things
that our pages ask of them, to the same bytes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size

from smartscore.reports.look import WIDTH, styled

_HANGING = "  "
_LEAST = 20
"""So many cells at least are left for a sentence behind its head, or it begins below."""

_WORD = re.compile(r"\s*\S+\s*")
_COMMAND = re.compile(r"`[^`\n]+`")
_TIE = "\ue000"


class Run(NamedTuple):
    """Text in one style: parameters such as `1` or `1;31`, or nothing for plain text."""

    text: str
    style: str = ""


class Column(NamedTuple):
    """A column of so many cells; where it is not `wrapped`, what is too long is cut."""

    width: int
    right: bool = False
    wrapped: bool = True


def wrapped(text: str, width: int, *, fold: bool = True) -> list[str]:
    """The text in lines of so many cells, broken between words.

    A blank at which a line breaks stays at its end where there is room. A word that is longer than
    a line is broken if `fold`, else it is cut, and an ellipsis says so.

    >>> wrapped("one two three", 8)
    ['one two ', 'three']
    >>> wrapped("abcdefghij", 4), wrapped("abcdefghij", 4, fold=False)
    (['abcd', 'efgh', 'ij'], ['abc…'])
    """
    return [line for _, line in _placed(text, width, fold=fold)]


def hanging(head: str, sentence: str, width: int = WIDTH) -> Iterator[str]:
    """A sentence behind its head, which is never broken; its further lines hang below.

    >>> list(hanging("plan.yaml:7: ", "a level that is not on the scale", 34))
    ['plan.yaml:7: a level that is not', '  on the scale']
    """
    if cells(head) + cells(sentence) <= width:
        yield head + sentence
        return
    import textwrap

    sentence = tied(sentence, width - len(_HANGING))
    room = max(1, width - cells(head))
    whole = textwrap.wrap(sentence, room, break_on_hyphens=False, break_long_words=False)
    first = whole[0] if whole else ""
    if room < _LEAST or cells(first) > room:
        first = ""
    yield f"{head}{loosened(first)}".rstrip()
    rest = sentence[len(first) :].lstrip()
    room = width - len(_HANGING)
    for line in textwrap.wrap(rest, room, break_on_hyphens=False):
        yield _HANGING + loosened(line)


def tied(text: str, width: int) -> str:
    """A text in which no line breaks in a command, which stands between backticks, for copying.

    One that is longer than a line, of so many cells, breaks between its words.
    """

    def kept(found: re.Match[str]) -> str:
        return found[0].replace(" ", _TIE) if len(found[0]) < width else found[0]

    return _COMMAND.sub(kept, text)


def loosened(line: str) -> str:
    """A line of a tied text as it is printed."""
    return line.replace(_TIE, " ")


def _placed(text: str, width: int, *, fold: bool = True) -> list[tuple[int, str]]:
    """The lines of a text, each with where it begins."""
    if cells(text) <= width:
        return [(0, text)]
    starts = [0, *_breaks(text, width, fold=fold)]
    ends = [*starts[1:], len(text)]
    mark = "" if fold else "…"
    return [(a, _cut(text[a:b], width, mark)) for a, b in zip(starts, ends, strict=True)]


def _breaks(text: str, width: int, *, fold: bool) -> Iterator[int]:
    """Where lines begin that are not the first."""
    used = 0
    for match in _WORD.finditer(text):
        start, word = match.start(), match[0]
        length = cells(word.rstrip())
        if length <= width - used:
            used += cells(word)
            continue
        if length <= width or not fold:
            if start:
                yield start
            used = cells(word)
            continue
        *whole, last = chop_cells(word, width)
        for piece in whole:
            if start:
                yield start
            start += len(piece)
        yield start
        used = cells(last)


def _cut(line: str, width: int, mark: str = "") -> str:
    """A line without what does not fit: blanks at its end, else characters."""
    if cells(line) <= width:
        return line
    line = line.rstrip()
    return line if cells(line) <= width else _sized(line, width - len(mark)) + mark


def _sized(line: str, width: int) -> str:
    """A longer line cut to so many cells; rich fails where joiners begin it."""
    try:
        return set_cell_size(line, width)
    except IndexError:
        length = next(i for i in range(len(line), -1, -1) if cells(line[:i]) <= width)
        return line[:length] + " " * (width - cells(line[:length]))


def cells(text: str) -> int:
    """How many cells a text takes; nearly all of it is one a character."""
    return len(text) if text.isascii() and text.isprintable() else cell_len(text)


def paragraph(runs: Sequence[Run], width: int) -> Iterator[str]:
    """Runs of text that follow one another, in lines of so many cells."""
    whole = "".join(run.text for run in runs)
    ends = list(accumulate(len(run.text) for run in runs))
    for start, line in _placed(whole, width):
        stop = start + len(line)
        yield "".join(
            styled(whole[max(start, end - len(run.text)) : min(stop, end)], run.style)
            for run, end in zip(runs, ends, strict=True)
        )


def side_by_side(row: Iterable[Run], columns: Sequence[Column], style: str = "") -> Iterator[str]:
    """The lines of a row: its cells beside one another, a blank between them, in a style of all."""
    parts, looks = [], []
    for cell, column in zip(row, columns, strict=True):
        looks.append(";".join(filter(None, (style, cell.style))))
        if column.wrapped:
            lines = [line.rstrip() for line in wrapped(cell.text, column.width, fold=False)]
        else:
            lines = [_cut(cell.text, column.width, "…")]
        parts.append([_filled(line, column) for line in lines])
    for i in range(max(map(len, parts))):
        line = [
            styled(part[i], look) if i < len(part) else styled(" " * column.width, style)
            for part, column, look in zip(parts, columns, looks, strict=True)
        ]
        yield styled(" ", style).join(line)


def _filled(line: str, column: Column) -> str:
    blanks = " " * (column.width - cells(line))
    return blanks + line if column.right else line + blanks
