"""Long tables in pieces of so many rows, each of which says of what it is the next part."""

from collections.abc import Iterator
from dataclasses import replace

from smartscore.reports.view import Block, Report, Row, Table


def split(report: Report, most: int) -> Report:
    """The report with no table of more rows than `most`, which is one or more."""
    sections = tuple(
        replace(section, blocks=tuple(_blocks(section.blocks, most))) for section in report.sections
    )
    return replace(report, sections=sections)


def _blocks(blocks: tuple[Block, ...], most: int) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Table) and len(block.rows) > most:
            yield from _pieces(block, most)
        else:
            yield block


def _pieces(table: Table, most: int) -> Iterator[Table]:
    """The pieces; the source and its note stand under the last, the sentence before the first."""
    here = 0
    while here < len(table.rows):
        end = _end(table.rows, here, most)
        first, last = here == 0, end == len(table.rows)
        yield replace(
            table,
            rows=_told_again(table.rows, here, end),
            source=table.source if last else (),
            note=table.note if last else "",
            lead=table.lead if first else "",
            continued=not first,
        )
        here = end


def _end(rows: tuple[Row, ...], start: int, most: int) -> int:
    """Behind which row a piece ends: not behind the heading of a part, if it can be helped."""
    end = min(start + most, len(rows))
    if end < len(rows) and rows[end - 1].kind == "total" and end - 1 > start:
        return end - 1
    return end


def _told_again(rows: tuple[Row, ...], start: int, end: int) -> tuple[Row, ...]:
    """The rows of a piece, of which the first names what those before it have named for it.

    The row of a part or of a sum stands for itself: what is empty there is so on purpose.
    """
    piece = rows[start:end]
    if piece[0].kind == "total" or piece[0].cells[0] not in ((), ("",)):
        return piece
    before = (row.cells[0] for row in reversed(rows[:start]) if row.cells[0] not in ((), ("",)))
    named = replace(piece[0], cells=(next(before, ("",)), *piece[0].cells[1:]))
    return (named, *piece[1:])
