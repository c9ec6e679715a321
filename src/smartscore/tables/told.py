"""What is wrong in a table as problems: with the line, the column, and the name of the column."""

import re
from collections.abc import Iterator

from smartscore.model.fields import shown
from smartscore.tables.rows import BadRow, Doubt, Heading, Row
from smartscore.text.problems import Place, Problem


def problems(heading: Heading, row: BadRow) -> tuple[Problem, ...]:
    """Every reason why a row can't be taken, from its first cell to its last."""
    found = (problem(heading, row.number, row.raw, doubt) for doubt in row.doubts)
    return tuple(sorted(found, key=lambda each: each.place))


def remarks(heading: Heading, row: Row, doubts: tuple[Doubt, ...]) -> tuple[Problem, ...]:
    """What is to be remarked of a row that can be taken."""
    return tuple(problem(heading, row.number, row.raw, doubt) for doubt in doubts)


def problem(heading: Heading, number: int, raw: str, doubt: Doubt) -> Problem:
    """What is wrong in a row, at the cell that is meant, or else at its beginning."""
    line = re.split(r"[\r\n]", raw, maxsplit=1)[0].encode("utf-8", "replace").decode()
    complaint = doubt.complaint
    start, end = 0, 0
    if doubt.heading is not None:
        complaint = complaint._replace(
            values={**complaint.values, "in_column": shown(doubt.heading)}
        )
        start, end = _span(heading, line, raw, doubt.heading)
    form = heading.dialect.form
    place = Place(heading.file, number, start + 1, number, end + 1)
    anchor = f"/{doubt.heading}" if doubt.heading is not None else ""
    return complaint.at(place, line if form != "xlsx" else "", anchor)


def _span(heading: Heading, line: str, raw: str, name: str) -> tuple[int, int]:
    """From where to where a cell stands in its line; 0 and 0 where it is in none of its own."""
    dialect = heading.dialect
    if dialect.form == "jsonl":
        found = re.search(
            rf'"{re.escape(name)}"\s*:\s*("(?:[^"\\]|\\.)*"|\[[^\]]*\]|[^,}}]*)', line
        )
        return found.span(1) if found else (0, 0)
    if line != raw or name not in heading:
        return 0, 0
    if dialect.form == "xlsx":
        at = heading.index(name)
        return at, at
    return next(
        (span for at, span in enumerate(_spans(line, dialect.delimiter)) if heading[at] == name),
        (0, 0),
    )


def _spans(line: str, delimiter: str) -> Iterator[tuple[int, int]]:
    """Where the cells of a row stand, one after another."""
    end = re.escape(delimiter)
    cell = re.compile(rf'(?:"(?:[^"]|"")*"|[^{end}]*)')
    at = 0
    while at <= len(line):
        found = cell.match(line, at)
        assert found is not None
        yield found.span()
        at = found.end() + 1
