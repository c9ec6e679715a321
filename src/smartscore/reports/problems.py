"""Problems for a reader: place, code and sentence, the line, and a caret under what is meant."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from smartscore.problems import Problem, Severity
from smartscore.reports.safe import clean, one_line
from smartscore.words import Words

WIDTH = 80
_TAB = "    "


def listing(problems: Iterable[Problem], words: Words) -> str:
    """All problems, each with its excerpt, and their number."""
    problems = tuple(problems)
    lines = [line for problem in problems for line in (*_lines(problem, words), "")]
    count = len(problems)
    key = "problems.count-one" if count == 1 else "problems.count"
    return "\n".join([*lines, words(key, count=count)]) + "\n"


def _lines(problem: Problem, words: Words) -> Iterator[str]:
    place = problem.place
    where = clean(place.file) + (f":{place.line}:{place.column}" if place.line else "")
    severity = (
        "" if problem.severity == Severity.ERROR else words(f"severity.{problem.severity}") + ": "
    )
    yield f"{where}: {problem.code} {severity}{one_line(words.problem(problem))}"
    mend = one_line(words.mend(problem))
    if not place.line or not problem.excerpt.strip():
        if mend:
            yield f"  {words('help')}: {mend}"
        return
    gutter = len(str(place.line))
    line, indent, length = _window(problem, WIDTH - gutter - 5)
    yield f"  {place.line} | {line}"
    yield f"  {' ' * gutter} | {' ' * indent}{'^' * length}"
    if mend:
        yield f"  {' ' * gutter} = {words('help')}: {mend}"


def _window(problem: Problem, width: int) -> tuple[str, int, int]:
    """The part of the line that fits, the columns before the caret and those under it."""
    start, end = problem.place.column - 1, problem.place.end_column - 1
    before = _visible(problem.excerpt[:start])
    meant = _visible(problem.excerpt[start:end])
    after = _visible(problem.excerpt[end:])
    while cell_len(before) > width // 2:
        over = cell_len(before) - width // 2
        before = "…" + before[over + 1 :] if len(before) > over + 1 else "…"
    line = _clipped(before + meant + after, width)
    indent = cell_len(before)
    return line, indent, max(1, min(cell_len(meant), cell_len(line) - indent))


def _visible(text: str) -> str:
    return clean(text.replace("\t", _TAB))


def _clipped(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text.rstrip()
    while cell_len(text) > width - 1:
        text = text[: -max(1, (cell_len(text) - width) // 2)]
    return text + "…"
