"""Workflow commands of GitHub Actions: one line a problem, shown beside the lines it is about."""

from collections.abc import Iterable

from smartscore.read.check_many import Checked
from smartscore.reports.findings import counts, path, title, told, unread
from smartscore.reports.safe import clean
from smartscore.text.problems import Place, Problem, Severity, Unreadable
from smartscore.words import Words

SHOWN_OF_A_LEVEL = 10
"""GitHub shows so many annotations of each level for a step; the log has them all."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def annotations(checked: Checked, words: Words) -> str:
    """A command for each problem and a last line with the totals.

    The totals are an annotation of their own where GitHub hides some of the others, else a line
    of the log, so that a clean run annotates nothing.
    """
    totals = counts(checked.problems)
    last = ", ".join(f"{words(f'severity.{level}')}: {count}" for level, count in totals.items())
    errors = totals[Severity.ERROR] + len(checked.unreadable)
    if checked.unreadable:
        last += f", {words('check.unreadable', count=len(checked.unreadable))}"
    if max(errors, *totals.values()) > SHOWN_OF_A_LEVEL:
        last = f"::notice title=smartscore::{last}"
    return "\n".join([*problems(checked, words), last]) + "\n"


def problems(checked: Checked, words: Words) -> list[str]:
    """A command for each file that could not be checked, and for each problem."""
    lines = [_failure(error, words) for error in checked.unreadable]
    return lines + [_command(problem, words) for problem in checked.problems]


def command(severity: Severity, properties: Iterable[tuple[str, str]], text: str) -> str:
    """A line that the runner takes as an annotation."""
    told = ",".join(f"{name}={_property(value)}" for name, value in properties)
    return f"::{_LEVELS[severity]} {told}::{_data(text)}"


def _failure(error: Unreadable, words: Words) -> str:
    """A file that could not be checked is an error, whatever else is asked for."""
    properties = [("file", path(error.file)), ("title", "smartscore")]
    return command(Severity.ERROR, properties, unread(error, words))


def _command(problem: Problem, words: Words) -> str:
    properties = [
        ("file", path(problem.place.file)),
        *_spot(problem.place),
        ("title", title(problem)),
    ]
    return command(problem.severity, properties, told(problem, words))


def _spot(place: Place) -> list[tuple[str, str]]:
    """Where it begins; where it ends only on the same line, as the runner drops columns else."""
    if not place.line:
        return []
    spot = [("line", str(place.line))]
    if place.column:
        spot.append(("col", str(place.column)))
        if place.end_line == place.line and place.end_column >= place.column:
            spot.append(("endColumn", str(place.end_column)))
    return spot


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return clean(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
