"""`check/1`: what a check found as JSON for programs, in the words of one language."""

from typing import Any

from smartscore import __version__
from smartscore.read.check_many import Checked
from smartscore.reports.findings import beside, counts, page, printed, unread
from smartscore.text.problems import Problem
from smartscore.words import Words


def problem_list(checked: Checked, words: Words) -> str:
    """One object; texts are as they are, lines and columns as in `Place`, line 0 for a file."""
    return printed(
        {
            "format": "check/1",
            "smartscore": __version__,
            "files": len(checked.files),
            "skipped": checked.skipped,
            "counts": counts(checked.problems),
            "unreadable": [
                {"file": error.file, "reason": error.reason, "message": unread(error, words)}
                for error in checked.unreadable
            ],
            "problems": [_problem(problem, words) for problem in checked.problems],
        }
    )


def _problem(problem: Problem, words: Words) -> dict[str, Any]:
    return {
        "code": problem.code,
        "name": page(problem).name,
        "severity": problem.severity,
        **problem.place._asdict(),
        "message": words.problem(problem),
        "mend": words.mend(problem),
        "anchor": problem.anchor,
        "fixable": problem.edit is not None,
        "related": [
            {**each.place._asdict(), "label": each.label, "message": beside(each, words)}
            for each in problem.related
        ],
    }
