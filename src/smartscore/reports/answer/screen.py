"""An answer in a terminal, readable without colour and where it is narrow."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from smartscore.reports.answer import Answer, Bar, Cell, Listing, Picture, Section, Table
from smartscore.reports.lines import Column, Run, cells, paragraph, side_by_side
from smartscore.reports.lines import wrapped as in_lines
from smartscore.reports.look import BOLD, DIM, PLAIN, Look
from smartscore.reports.safe import one_line

_BAR: Final = 20
_LEAST: Final = 12
"""So many cells has a column of words at least."""

_FIRST: Final = 24
"""So many the first one, where there are more columns than fit beside one another."""

_UNICODE: Final = {"dot": "·", "rule": "─", "rest": "·", "inside": "░", "at": "█"}
_ASCII: Final = {"dot": "*", "rule": "-", "rest": ".", "inside": "-", "at": "#"}


def text(answer: Answer, look: Look = PLAIN) -> str:
    """The page, line by line."""
    screen = _Screen(look)
    return "".join(f"{line.rstrip()}\n" for line in screen.page(answer))


class _Screen:
    """Lines of a page, in colour or without."""

    def __init__(self, look: Look) -> None:
        self._marks = _UNICODE if look.unicode else _ASCII
        self._look = look

    def page(self, answer: Answer) -> Iterator[str]:
        """Heading, lead and sections, a blank line between them."""
        yield from self._line(answer.heading, BOLD)
        for sentence in answer.lead:
            yield from self._line(sentence)
        for section in answer.sections:
            yield ""
            yield from self._section(section)

    def _section(self, section: Section) -> Iterator[str]:
        if section.title:
            mark = f" {self._marks['dot']} {one_line(section.mark)}" if section.mark else ""
            yield from self._runs(Run(one_line(section.title), BOLD), Run(mark))
            yield from self._runs(Run(self._marks["rule"] * self._look.width, DIM))
        blocks = [block for block in section.blocks if not isinstance(block, Picture)]
        for before, block in zip(("", *blocks), blocks, strict=False):
            if not (isinstance(block, str) and isinstance(before, str)):
                yield ""
            yield from self._block(block)

    def _block(self, block: str | Table | Listing) -> Iterator[str]:
        if isinstance(block, str):
            yield from self._line(block)
        elif isinstance(block, Listing):
            yield from self._listing(block)
        else:
            yield from self._table(block)

    def _listing(self, listing: Listing) -> Iterator[str]:
        if listing.title:
            yield from self._line(listing.title, BOLD)
        for item in listing.items:
            yield from self._item(item.text, self._marks["dot"], 2)
            for line in item.under:
                yield from self._item(line, "", 4)

    def _table(self, table: Table) -> Iterator[str]:
        if table.titled:
            yield from self._line(table.caption, BOLD)
        for part, places in enumerate(_fitting(table, self._look.width)):
            if part:
                yield ""
            yield from self._part(table, places)
        for note in (*table.notes, *table.hints):
            yield from self._line(note, DIM)

    def _part(self, table: Table, places: Sequence[int]) -> Iterator[str]:
        """Columns of a table that stand beside one another."""
        widths = _widths(table, places, self._look.width)
        columns = [
            Column(width, right=table.columns[place].figures, wrapped=not _is_bar(table, place))
            for place, width in zip(places, widths, strict=True)
        ]
        heads = [Run(one_line(table.columns[place].title)) for place in places]
        yield from self._row(heads, columns, f"{BOLD};{DIM}")
        for number, row in _shown(table):
            if table.fold is not None and number == len(table.rows) - table.fold.kept:
                yield from self._line(table.fold.said, DIM)
            found = [Run(self._cell(row[place])) for place in places]
            yield from self._row(found, columns, BOLD if number in table.strong else "")

    def _cell(self, cell: Cell) -> str:
        return self._bar(cell) if isinstance(cell, Bar) else one_line(cell)

    def _bar(self, bar: Bar) -> str:
        """Each cell by the stretch that it stands for: the mark, inside, or the rest."""
        drawn = []
        for i in range(_BAR):
            start, end = Fraction(i, _BAR), Fraction(i + 1, _BAR)
            if _has(bar.at, i):
                drawn.append(self._marks["at"])
            else:
                inside = start < bar.high and bar.low < end
                drawn.append(self._marks["inside" if inside else "rest"])
        return "".join(drawn)

    def _item(self, said: str, mark: str, indent: int) -> Iterator[str]:
        margin = indent + 2
        for i, line in enumerate(in_lines(one_line(said), self._look.width - margin)):
            before = f"{'':{indent}}{mark:1} " if i == 0 else " " * margin
            yield from self._runs(Run(before + line.rstrip()))

    def _line(self, said: str, style: str = "") -> Iterator[str]:
        yield from self._runs(Run(one_line(said), style))

    def _runs(self, *runs: Run) -> Iterator[str]:
        plain = runs if self._look.colour else [Run(run.text) for run in runs]
        yield from paragraph(plain, self._look.width)

    def _row(self, found: Sequence[Run], columns: Sequence[Column], style: str) -> Iterator[str]:
        yield from side_by_side(found, columns, style if self._look.colour else "")


def _shown(table: Table) -> list[tuple[int, tuple[Cell, ...]]]:
    """The rows that stand on the screen, each with its number among all."""
    rows = list(enumerate(table.rows))
    return rows if table.fold is None else [*rows[: table.fold.kept], *rows[-table.fold.kept :]]


def _has(at: Fraction | None, cell: int) -> bool:
    """Whether a mark lies in a cell of a bar; the last one has its end, too."""
    return at is not None and min(int(at * _BAR), _BAR - 1) == cell


def _is_bar(table: Table, place: int) -> bool:
    return any(isinstance(row[place], Bar) for _, row in _shown(table))


def _wanted(table: Table, place: int) -> int:
    """How many cells a column takes where nothing in it is broken."""
    if _is_bar(table, place):
        return _BAR
    texts = [table.columns[place].title, *(str(row[place]) for _, row in _shown(table))]
    return max(cells(one_line(each)) for each in texts)


def _least(table: Table, place: int, room: int) -> int:
    """How many cells it takes at least: figures are never broken, their heads are."""
    if _is_bar(table, place):
        return _BAR
    if not table.columns[place].figures:
        return min(_LEAST, _wanted(table, place))
    words = one_line(table.columns[place].title).split()
    figures = (one_line(str(row[place])) for _, row in _shown(table))
    return min(room // 2, max(map(cells, (*words, *figures)), default=1))


def _fitting(table: Table, width: int) -> list[list[int]]:
    """The columns in groups that fit on a line, each group behind the first column."""
    first = min(_FIRST, width // 2, _wanted(table, 0))
    groups: list[list[int]] = [[0]]
    used = first
    for place in range(1, len(table.columns)):
        least = _least(table, place, width) + 1
        if used + least > width and len(groups[-1]) > 1:
            groups.append([0])
            used = first
        groups[-1].append(place)
        used += least
    return groups


def _widths(table: Table, places: Sequence[int], width: int) -> list[int]:
    """How wide each column is: as it wants where all fit, else so that rows are not long."""
    wanted = [_wanted(table, place) for place in places]
    room = width - (len(places) - 1)
    if sum(wanted) <= room:
        return wanted
    widths = [_least(table, place, width) for place in places]
    widths[0] = min(_FIRST, width // 2, wanted[0])
    while sum(widths) < room:
        lines = [Fraction(want, max(1, has)) for want, has in zip(wanted, widths, strict=True)]
        widths[lines.index(max(lines))] += 1
    while sum(widths) > room and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    return widths
