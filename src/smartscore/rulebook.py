"""The manual: a page for every code, from the rules' docstrings and from `manual/*.md`.

Faults that the parser or the models find have no function of their own; their pages stand in
`manual/text.md` and `manual/shape.md`, and those of faults that need other files in
`manual/files.md`.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from smartscore.problems import Severity
from smartscore.rules import assessment, evidence, left_out, quality, quotes, rubric, text, values
from smartscore.rules.rule import Rule, TextRule

RULES: tuple[Rule[Any] | TextRule, ...] = (
    *text.RULES,
    *rubric.RULES,
    *quality.RULES,
    *assessment.RULES,
    *values.RULES,
    *evidence.RULES,
    *evidence.QUALITY,
    *left_out.OF_ASSESSMENTS,
    *quotes.RULES,
)
"""Every rule that is a function."""

_FOLDER = Path(__file__).parent / "manual"
_HEADING = re.compile(
    r"^## (?P<code>[A-Z]\d{3}) (?P<name>[a-z0-9-]+)(?: \((?P<severity>\w+)\))?$", re.MULTILINE
)
_SECTION = re.compile(r"^(?P<name>Breaks|Keeps):[ ]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """What the manual says of a code; `breaks` and `keeps` are YAML."""

    code: str
    name: str
    severity: Severity
    summary: str
    text: str
    breaks: str
    keeps: str
    mends: bool


@cache
def pages() -> Mapping[str, Page]:
    """Every page by its code, in the order of the codes."""
    found = {page.code: page for page in (*_written(), *_from_rules())}
    return MappingProxyType({code: found[code] for code in sorted(found, key=_rank)})


def _rank(code: str) -> tuple[int, str]:
    return "YSRACQ".index(code[0]), code


def _from_rules() -> Iterator[Page]:
    for rule in RULES:
        text = inspect.getdoc(rule.check) or ""
        yield _page(rule.code, _name(rule.check), rule.severity, text, mends=rule.mends)


def _written() -> Iterator[Page]:
    for path in sorted(_FOLDER.glob("*.md")):
        content = path.read_text(encoding="utf-8")
        headings = list(_HEADING.finditer(content))
        ends = [h.start() for h in headings[1:]] + [len(content)]
        for heading, end in zip(headings, ends, strict=True):
            severity = Severity(heading["severity"] or "error")
            text = content[heading.end() : end].strip()
            mends = "`--fix`" in text
            yield _page(heading["code"], heading["name"], severity, text, mends=mends)


def _page(code: str, name: str, severity: Severity, text: str, *, mends: bool) -> Page:
    parts = _SECTION.split(text)
    body = parts[0].strip()
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    summary, _, rest = body.partition("\n\n")
    return Page(
        code,
        name,
        severity,
        " ".join(summary.split()),
        rest.strip(),
        _yaml(sections.get("Breaks", "")),
        _yaml(sections.get("Keeps", "")),
        mends,
    )


def _yaml(section: str) -> str:
    """An example without its fence or its indentation."""
    lines = section.strip("\n").rstrip().split("\n")
    if lines and lines[0].strip().startswith("```"):
        lines = lines[1:-1]
    return inspect.cleandoc("\n" + "\n".join(lines)) + "\n" if any(lines) else ""


def _name(check: Callable[..., Any]) -> str:
    return check.__name__.replace("_", "-")
