"""SARIF 2.1.0, for code scanning: the rules that found something, and what they found."""

import os
import zlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import PurePath
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from smartscore import __version__
from smartscore.read.check_many import Checked
from smartscore.read.rulebook import Page
from smartscore.reports.findings import advised, beside, fingerprints, page, path, printed, unread
from smartscore.reports.findings.line_hashes import hashes_of
from smartscore.reports.findings.origin import information
from smartscore.text.problems import Place, Problem, Severity, Unreadable
from smartscore.words import Words

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LONGEST = 1024
"""GitHub takes so many characters of a rule's description."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


MOST: Final = 25_000
"""GitHub takes so many results of a run, and refuses a run of more."""

SHOWN: Final = 5_000
"""GitHub keeps so many results of a run for its readers, the gravest."""

LARGEST: Final = 9_500_000
"""So many bytes may the document have when it is compressed.

GitHub takes 10 MB, and a program that uploads may compress a little worse than we do.
"""

PLACES: Final = 100
"""GitHub shows so many places of a result, and refuses a run in which one has over 1,000."""

_SPARE: Final = Fraction(97, 100)


class Log(NamedTuple):
    """The document, how many results it has, how many are left out and whether for its size."""

    text: str
    kept: int
    left_out: int
    by_size: bool

    def said(self, words: Words) -> str:
        """What is said of the results that are left out; nothing where none are."""
        return _said(self.kept, self.left_out, words, by_size=self.by_size)


def log(checked: Checked, words: Words) -> str:
    """The document alone."""
    return made(checked, words).text


def made(checked: Checked, words: Words) -> Log:
    """One run; its rules are the codes that were found, in order.

    The gravest results come first, and those of a kind in the order of their places. Where there
    are more than GitHub takes, or where they take more room, it has the first of them, and a
    notification says how many are left out.
    """
    gravest = list(Severity).index
    found = sorted(
        zip(checked.problems, fingerprints(checked.problems), strict=True),
        key=lambda each: gravest(each[0].severity),
    )
    kept, by_size = min(len(found), MOST), False
    hashes = hashes_of(problem.place for problem, _ in found[:kept])
    while True:
        left_out = len(found) - kept
        results = [(problem, _marks(problem, spot, hashes)) for problem, spot in found[:kept]]
        text = _document(checked.unreadable, results, left_out, words, by_size=by_size)
        size = _compressed(text)
        if size <= LARGEST or not kept:
            return Log(text, kept, left_out, by_size)
        kept, by_size = int(kept * LARGEST * _SPARE / size), True


def _marks(problem: Problem, spot: str, hashes: Mapping[Place, str]) -> dict[str, str]:
    """By what a result is known again: the hash that GitHub knows, and our own of its spot."""
    line = hashes.get(problem.place)
    return {**({"primaryLocationLineHash": line} if line else {}), "smartscoreSpot/v1": spot}


def _compressed(text: str) -> int:
    """How many bytes a text has when it is compressed; at most its own where those are few."""
    plain = text.encode()
    return len(plain) if len(plain) <= LARGEST else len(zlib.compress(plain))


def _document(
    unreadable: Sequence[Unreadable],
    found: Sequence[tuple[Problem, dict[str, str]]],
    left_out: int,
    words: Words,
    *,
    by_size: bool,
) -> str:
    rules = {problem.code: page(problem, words.language) for problem, _ in found}
    codes = sorted(rules)
    ranks = {code: rank for rank, code in enumerate(codes)}
    notes = [_note(error, words) for error in unreadable]
    if left_out:
        said = _said(len(found), left_out, words, by_size=by_size)
        notes.append({"level": "warning", "message": {"text": _plain(said)}})
    invocation = {"executionSuccessful": not unreadable, "toolExecutionNotifications": notes}
    totals = {"problems": len(found) + left_out, "leftOut": left_out}
    run = {
        "tool": {
            "driver": {
                "name": "smartscore",
                "version": __version__,
                "semanticVersion": __version__,
                "informationUri": information(),
                "language": words.language,
                "rules": [_rule(rules[code], words) for code in codes],
            }
        },
        **({"invocations": [invocation]} if notes else {}),
        **({"properties": totals} if left_out else {}),
        "language": words.language,
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(problem, ranks[problem.code], marks, words) for problem, marks in found
        ],
    }
    return printed({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _said(kept: int, left_out: int, words: Words, *, by_size: bool) -> str:
    if not left_out:
        return ""
    return words("check.cut-size" if by_size else "check.cut", count=left_out, most=kept)


def _result(problem: Problem, rank: int, marks: dict[str, str], words: Words) -> dict[str, Any]:
    return {
        "ruleId": problem.code,
        "ruleIndex": rank,
        "level": _LEVELS[problem.severity],
        "message": {"text": _message(problem, words)},
        "locations": [{"physicalLocation": _location(problem.place)}],
        **_related(problem, words),
        "partialFingerprints": marks,
    }


def _rule(rule: Page, words: Words) -> dict[str, Any]:
    """What the manual says; the description is short enough for GitHub, the help has examples."""
    both = {"manual.breaks": rule.breaks, "manual.keeps": rule.keeps}
    examples = [(words(key), yaml) for key, yaml in both.items() if yaml]
    said = [text for text in (rule.summary, rule.text) if text]
    described = "\n\n".join(said)
    fenced = [f"{name}:\n\n```yaml\n{yaml.rstrip()}\n```" for name, yaml in examples]
    plain = [f"{name}:\n\n{yaml.rstrip()}" for name, yaml in examples]
    return {
        "id": rule.code,
        **({"name": rule.name} if rule.name != rule.code else {}),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": described if len(described) <= _LONGEST else rule.summary},
        "help": {"text": "\n\n".join(said + plain), "markdown": "\n\n".join(said + fenced)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _note(error: Unreadable, words: Words) -> dict[str, Any]:
    """A file that could not be checked: the run is not complete."""
    return {
        "level": "error",
        "message": {"text": _plain(unread(error, words))},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(error.file)}}}],
    }


def _message(problem: Problem, words: Words) -> str:
    return _plain(advised(problem, words))


def _related(problem: Problem, words: Words) -> dict[str, Any]:
    """The further places of a problem, where there are any, or the first of very many.

    SARIF wants each once. How many are left out is a property of the result.
    """
    once = list(dict.fromkeys((each.place, beside(each, words)) for each in problem.related))
    if not once:
        return {}
    found = [
        {"physicalLocation": _location(place), "message": {"text": _plain(label)}}
        for place, label in once[: PLACES - 1]
    ]
    left_out = len(once) - len(found)
    return {
        "relatedLocations": found,
        **({"properties": {"placesLeftOut": left_out}} if left_out else {}),
    }


def _plain(text: str) -> str:
    """Braces are doubled (SARIF 2.1.0, 3.11.5), and no text of a file is a link (3.11.6)."""
    return text.replace("](", "] (").replace("{", "{{").replace("}", "}}")


def _location(place: Place) -> dict[str, Any]:
    """A file and a region in it; what concerns the file as a whole is at its beginning."""
    line, column = max(1, place.line), max(1, place.column)
    end_line = max(line, place.end_line)
    end_column = max(1 if end_line > line else column, place.end_column)
    return {
        "artifactLocation": {"uri": _uri(place.file)},
        "region": {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
        },
    }


def _uri(file: str) -> str:
    """The bytes of a name as a relative reference, or as a `file:` URI for what lies elsewhere."""
    name = os.fsencode(path(file))
    if PurePath(os.fsdecode(name)).is_absolute():
        return "file:///" + quote(name.lstrip(b"/"), safe="/:")
    return quote(name, safe="/")
