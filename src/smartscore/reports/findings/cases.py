"""What became of published results, for other programs: each case that differs, at its line."""

from collections import Counter
from typing import NamedTuple

from smartscore.read.check_many import Checked
from smartscore.read.published import CaseResult
from smartscore.reports import cases
from smartscore.reports.findings import github, junit, path
from smartscore.reports.safe import one_line
from smartscore.text.problems import Problem, Severity, Unreadable
from smartscore.words import Words


class Ran(NamedTuple):
    """The results of each file of cases, and what kept others from being run."""

    results: tuple[tuple[str, list[CaseResult]], ...]
    problems: tuple[Problem, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every figure is reproduced."""
        return all(result.holds for _, found in self.results for result in found)

    @property
    def whole(self) -> bool:
        """Whether every file could be run."""
        return not (self.problems or self.unreadable)

    @property
    def files(self) -> tuple[str, ...]:
        """The files that were run, and those that have problems."""
        return (*(file for file, _ in self.results), *(p.place.file for p in self.problems))

    @property
    def checked(self) -> Checked:
        """What kept files from being run, as `check` tells it."""
        return Checked((), 0, self.problems, self.unreadable)


def annotations(ran: Ran, words: Words) -> str:
    """Workflow commands of GitHub for problems of files and for cases that differ."""
    found = [
        github.command(
            Severity.ERROR,
            [("file", path(file)), ("line", str(result.line)), ("title", one_line(result.name))],
            "\n".join(line.strip() for line in cases.differences(result, words)),
        )
        for file, results in ran.results
        for result in results
        if not result.holds
    ]
    told = github.problems(ran.checked, words)
    return "".join(f"{line}\n" for line in [*told, *found, cases.summary(ran.results, words)])


def suites(ran: Ran, words: Words) -> str:
    """JUnit's XML: a suite for each file, a case for each published result."""
    found: dict[str, list[junit.Case]] = {}
    for file, results in ran.results:
        seen: Counter[str] = Counter()
        found[file] = []
        for result in results:
            seen[result.name] += 1
            found[file].append(_case(file, result, seen[result.name], words))
    for file, problems in junit.problems_by_file(ran.checked, words, Severity.ERROR).items():
        found.setdefault(file, []).extend(problems)
    return junit.document("smartscore test", found)


def _case(file: str, result: CaseResult, number: int, words: Words) -> junit.Case:
    name = one_line(result.name) + f" ({number})" * (number > 1)
    if result.holds:
        return junit.Case(name)
    first, *rest = cases.differences(result, words)
    text = "\n".join([f"{path(file)}:{result.line}: {first.strip()}", *rest])
    return junit.Case(name, junit.Outcome("failure", text, first.strip(), "difference"))
