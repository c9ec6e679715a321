"""SARIF 2.1.0, for code scanning: the rules that found something, and what they found."""

import os
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from smartscore import __version__
from smartscore.read.check_many import Checked
from smartscore.read.rulebook import Page
from smartscore.reports.findings import advised, beside, fingerprints, page, path, printed, unread
from smartscore.text.problems import Place, Problem, Severity, Unreadable
from smartscore.words import Words

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LONGEST = 1024
"""GitHub takes so many characters of a rule's description."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


MOST = 25_000
"""GitHub takes so many results of a run, and refuses a run of more."""


def left_out(checked: Checked) -> int:
    """How many problems are not in the document, because there are too many."""
    return max(0, len(checked.problems) - MOST)


def log(checked: Checked, words: Words) -> str:
    """One run; its rules are the codes that were found, in order.

    Of more than `MOST` problems it has the gravest, in the order of places among those of a kind,
    and a notification says how many are left out.
    """
    rules = {problem.code: page(problem) for problem in checked.problems}
    codes = sorted(rules)
    ranks = {code: rank for rank, code in enumerate(codes)}
    found = list(zip(checked.problems, fingerprints(checked.problems), strict=True))
    if left_out(checked):
        gravest = list(Severity).index
        found = sorted(found, key=lambda each: gravest(each[0].severity))[:MOST]
    run = {
        "tool": {
            "driver": {
                "name": "smartscore",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rules[code]) for code in codes],
            }
        },
        **_notice(checked, words),
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": problem.code,
                "ruleIndex": ranks[problem.code],
                "level": _LEVELS[problem.severity],
                "message": {"text": _message(problem, words)},
                "locations": [{"physicalLocation": _location(problem.place)}],
                **_related(problem, words),
                "partialFingerprints": {"smartscoreSpot/v1": mark},
            }
            for problem, mark in found
        ],
    }
    if checked.unreadable:
        notes = [_note(error, words) for error in checked.unreadable]
        if left_out(checked):
            notes += _notice(checked, words)["invocations"][0]["toolExecutionNotifications"]
        run["invocations"] = [{"executionSuccessful": False, "toolExecutionNotifications": notes}]
    return printed({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _notice(checked: Checked, words: Words) -> dict[str, Any]:
    """What says that results are left out; nothing where none are."""
    if not left_out(checked):
        return {}
    said = words("check.cut", count=left_out(checked), most=MOST)
    notice = {"level": "warning", "message": {"text": said}}
    return {
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": [notice]}],
        "properties": {"problems": len(checked.problems), "leftOut": left_out(checked)},
    }


def _rule(rule: Page) -> dict[str, Any]:
    """What the manual says; the description is short enough for GitHub, the help has examples."""
    examples = [(n, yaml) for n, yaml in (("Breaks", rule.breaks), ("Keeps", rule.keeps)) if yaml]
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
    """The further places of a problem, where there are any; SARIF wants each once."""
    found: list[dict[str, Any]] = []
    for each in problem.related:
        message = {"text": _plain(beside(each, words))}
        location = {"physicalLocation": _location(each.place), "message": message}
        if location not in found:
            found.append(location)
    return {"relatedLocations": found} if found else {}


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
