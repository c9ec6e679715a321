"""JUnit's XML, for the test tabs of CI servers: a suite for each file.

A clean file is one passing case, and one that can't be read a case that ended in an error. A
problem that is an error is a failing case. A warning or an advice is a passing case with its text
as output: the format knows no third outcome, `skipped` would say that nothing was looked at, and a
failure would turn a server red where `check` says that all is well.
"""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from smartscore.read.check_many import Checked
from smartscore.reports.findings import ordinals, path, sentence, title, told, unread
from smartscore.reports.safe import clean
from smartscore.text.problems import Problem, Severity, Unreadable
from smartscore.words import Words

_NO_XML = re.compile("[\ufffe\uffff]")


def test_suites(checked: Checked, words: Words) -> str:
    """The suites in the order of the files, then those of other files in which problems lie.

    The name of a case is its code and its spot, not its line, so that a server that keeps a
    history knows it again.
    """
    found: dict[str, list[tuple[Problem, int]]] = {file: [] for file in checked.files}
    for problem, number in zip(checked.problems, ordinals(checked.problems), strict=True):
        found.setdefault(problem.place.file, []).append((problem, number))
    failed = {error.file: error for error in checked.unreadable}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<testsuites{_counted('smartscore check', list(found.values()), len(failed))}>",
        *(
            line
            for file, cases in found.items()
            for line in _suite(file, cases, failed.get(file), words)
        ),
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _suite(
    file: str, cases: list[tuple[Problem, int]], failed: Unreadable | None, words: Words
) -> Iterator[str]:
    name = path(file)
    yield f"  <testsuite{_counted(name, [cases], int(failed is not None))}>"
    for problem, number in cases:
        yield from _case(problem, number, words)
    if failed is not None:
        about = _attributes(message=unread(failed, words), type="unreadable")
        yield f"    <testcase{_attributes(name='check', classname=name, file=name)}>"
        yield f"      <error{about}/>"
        yield "    </testcase>"
    elif not cases:
        yield f"    <testcase{_attributes(name='check', classname=name, file=name)}/>"
    yield "  </testsuite>"


def _case(problem: Problem, number: int, words: Words) -> Iterator[str]:
    place = problem.place
    file = path(place.file)
    name = " ".join(filter(None, [title(problem), problem.anchor, f"({number})" * (number > 1)]))
    where = f"{file}:{place.line}:{place.column}" if place.line else file
    text = _text(f"{where}: {title(problem)}: {told(problem, words)}")
    line = str(max(1, place.line))
    yield f"    <testcase{_attributes(name=name, classname=file, file=file, line=line)}>"
    if problem.severity == Severity.ERROR:
        about = _attributes(message=sentence(problem, words), type=problem.code)
        yield f"      <failure{about}>{text}</failure>"
    else:
        yield f"      <system-out>{problem.severity}: {text}</system-out>"
    yield "    </testcase>"


def _counted(name: str, files: list[list[tuple[Problem, int]]], errors: int) -> str:
    """The attributes of suites: their name, and how many cases, failures and errors are in them."""
    failures = sum(problem.severity == Severity.ERROR for cases in files for problem, _ in cases)
    tests = sum(len(cases) or 1 for cases in files)
    return _attributes(name=name, tests=str(tests), failures=str(failures), errors=str(errors))


def _attributes(**values: str) -> str:
    return "".join(f" {name}={quoteattr(_legal(value))}" for name, value in values.items())


def _text(text: str) -> str:
    return escape(_legal(text))


def _legal(text: str) -> str:
    return _NO_XML.sub("\ufffd", clean(text))
