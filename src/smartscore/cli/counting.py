"""What is wrong with the rows of a table, on standard error: the first in full, all counted."""

from collections.abc import Iterator, Sequence
from typing import Final

from smartscore.batches.findings import IN_FULL
from smartscore.cli import session
from smartscore.cli.streams import say
from smartscore.reports.answer.remarks import sentence
from smartscore.studies.remarks import Remarked, remarked
from smartscore.text.problems import Problem, Severity
from smartscore.words import Words

_MOST: Final = 40
"""So many lines at most say how often something is wrong."""


def tell_all(problems: Sequence[Problem], told: Words) -> None:
    """What is wrong in a table, and what is said of no row of it in full."""
    errors = [each for each in problems if each.severity == Severity.ERROR]
    lighter = [each for each in problems if each.severity != Severity.ERROR]
    of_all = [each for each in lighter if not each.place.line]
    of_rows = [each for each in lighter if each.place.line]
    tell([*errors[:IN_FULL], *of_all], remarked([*errors, *of_rows]), told)


def tell(first: Sequence[Problem], counts: Sequence[Remarked], told: Words) -> None:
    """The first errors in full, then how often each is there if there are more; and remarks."""
    errors = sum(each.rows for each in counts if each.first.severity == Severity.ERROR)
    session.complain(first, told)
    counted = [each for each in counts if each.first.severity != Severity.ERROR or errors > IN_FULL]
    for line in _lines(counted, first, told):
        say(line)


def _lines(counts: Sequence[Remarked], known: Sequence[Problem], told: Words) -> Iterator[str]:
    """A line for each count, with its mend where that was not told yet."""
    for count in counts[:_MOST]:
        line = sentence(count, told)
        mend = "" if count.first in known else told.mend(count.first)
        yield f"{line} ({mend})" if mend else line
    if len(counts) > _MOST:
        yield told("batch.counts-more", count=len(counts) - _MOST)
