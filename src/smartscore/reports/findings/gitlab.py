"""GitLab's Code Quality report: the part of Code Climate's JSON that GitLab reads."""

from smartscore.read.check_many import Checked
from smartscore.reports.findings import (
    fingerprints,
    further,
    mark,
    path,
    printed,
    sentence,
    title,
    unread,
)
from smartscore.reports.safe import one_line
from smartscore.text.problems import Problem, Severity
from smartscore.words import Words

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.ADVICE: "info"}


def code_quality(checked: Checked, words: Words) -> str:
    """A list with an entry for each problem; what concerns a file as a whole is on its line 1.

    GitLab shows the description and little else, so it begins with the code and ends with the
    mend. It keeps one entry of those with the same fingerprint, so each has its own.
    """
    marks = fingerprints(checked.problems)
    unreadable = [
        {
            "description": unread(error, words),
            "check_name": "unreadable",
            "fingerprint": mark("unreadable", path(error.file)),
            "severity": "critical",
            "location": {"path": path(error.file), "lines": {"begin": 1, "end": 1}},
        }
        for error in checked.unreadable
    ]
    return printed(
        unreadable
        + [
            {
                "description": f"{title(problem)}: {_advised(problem, words)}",
                "check_name": problem.code,
                "fingerprint": found,
                "severity": _SEVERITIES[problem.severity],
                "location": {
                    "path": path(problem.place.file),
                    "lines": {
                        "begin": max(1, problem.place.line),
                        "end": max(1, problem.place.line, problem.place.end_line),
                    },
                },
            }
            for problem, found in zip(checked.problems, marks, strict=True)
        ]
    )


def _advised(problem: Problem, words: Words) -> str:
    """What is wrong, its further places and its mend, on the one line that there is."""
    mend = one_line(words.mend(problem))
    parts = [sentence(problem, words), *further(problem, words)]
    return "; ".join([*parts, f"{words('help')}: {mend}"] if mend else parts)
