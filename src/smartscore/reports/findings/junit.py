"""JUnit's XML, for the test tabs of CI servers: a suite for each file.

A clean file is one passing case, and one that can't be read a case that ended in an error. A
problem that ends `check` with exit code 1 is a failing case. One that is lighter is a passing case
with its text as output: the format knows no third outcome, `skipped` would say that nothing was
looked at, and a failure would turn a server red where `check` says that all is well.

Elements and attributes are those of the schema that the xUnit plugin of Jenkins validates by. It
has no `file` and no `line` on a case: the file is that of the suite and the class name of the case,
whose text begins with file, line and column.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from smartscore.read.check_many import Checked
from smartscore.reports.findings import ordinals, path, sentence, title, told, unread
from smartscore.reports.safe import clean
from smartscore.text.problems import Problem, Severity, Unreadable
from smartscore.words import Words

_NO_XML = re.compile("[\ufffe\uffff]")


class Outcome(NamedTuple):
    """Why a case does not pass, or what there is to say of one that does, in a `system-out`."""

    element: str
    text: str
    message: str = ""
    kind: str = ""


class Case(NamedTuple):
    """A case of a file; `outcome` is None where it passes and nothing is to be said."""

    name: str
    outcome: Outcome | None = None


def problem_suites(checked: Checked, words: Words, limit: Severity = Severity.ERROR) -> str:
    """The suites in the order of the files, then those of other files in which problems lie.

    The name of a case is its code and its spot, not its line, so that a server that keeps a
    history knows it again. Problems fail from the severity `limit` up.
    """
    found = problems_by_file(checked, words, limit)
    suites = {file: cases or [Case("check")] for file, cases in found.items()}
    return document("smartscore check", suites)


def problems_by_file(checked: Checked, words: Words, limit: Severity) -> dict[str, list[Case]]:
    """The cases of each file; none for a clean one."""
    found: dict[str, list[Case]] = {file: [] for file in checked.files}
    for problem, number in zip(checked.problems, ordinals(checked.problems), strict=True):
        found.setdefault(problem.place.file, []).append(_case(problem, number, words, limit))
    for error in checked.unreadable:
        found.setdefault(error.file, []).append(_unreadable(error, words))
    return found


def _case(problem: Problem, number: int, words: Words, limit: Severity) -> Case:
    """A problem, the `number`th of its code at its spot."""
    place = problem.place
    file = path(place.file)
    name = " ".join(filter(None, [title(problem), problem.anchor, f"({number})" * (number > 1)]))
    where = f"{file}:{place.line}:{place.column}" if place.line else file
    text = f"{where}: {title(problem)}: {told(problem, words)}"
    if problem.severity.reaches(limit):
        return Case(name, Outcome("failure", text, sentence(problem, words), problem.code))
    weight = words(f"severity.{problem.severity}")
    return Case(name, Outcome("system-out", f"{weight}: {text}"))


def _unreadable(error: Unreadable, words: Words) -> Case:
    """A file that can't be read."""
    why = unread(error, words)
    return Case("check", Outcome("error", why, why, "unreadable"))


def document(name: str, suites: Mapping[str, Sequence[Case]]) -> str:
    """Suites by their files."""
    every = [case for cases in suites.values() for case in cases]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<testsuites{_attributes(name=name, **_counted(every))}>",
        *(line for file, cases in suites.items() for line in _suite(path(file), cases)),
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _suite(file: str, cases: Sequence[Case]) -> Iterator[str]:
    yield f"  <testsuite{_attributes(name=file, **_counted(cases), file=file)}>"
    for each in cases:
        about = _attributes(name=each.name, classname=file)
        if each.outcome is None:
            yield f"    <testcase{about}/>"
        else:
            yield f"    <testcase{about}>"
            yield f"      {_element(each.outcome)}"
            yield "    </testcase>"
    yield "  </testsuite>"


def _element(outcome: Outcome) -> str:
    kind = {"type": outcome.kind} if outcome.kind else {}
    about = _attributes(**({"message": outcome.message} if outcome.message else {}), **kind)
    return f"<{outcome.element}{about}>{escape(_legal(outcome.text))}</{outcome.element}>"


def _counted(cases: Iterable[Case]) -> dict[str, str]:
    """How many cases, failures and errors there are."""
    outcomes = [each.outcome.element if each.outcome else "" for each in cases]
    return {
        "tests": str(len(outcomes)),
        "failures": str(outcomes.count("failure")),
        "errors": str(outcomes.count("error")),
    }


def _attributes(**values: str) -> str:
    return "".join(f" {name}={quoteattr(_legal(value))}" for name, value in values.items())


def _legal(text: str) -> str:
    return _NO_XML.sub("\ufffd", clean(text))
