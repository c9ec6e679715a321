"""The manual: a page for every code, made from the declarations beside what tells them.

The page of a rule is its function's docstring. That of any other code is the text below its
constant, which Python does not keep: it is read from the module's source when a page is asked for.
What pages say in other languages stands in `locales/manual/`.
"""

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, Final, NamedTuple

from smartscore.model.fields import Language
from smartscore.read import (
    agreeing_faults,
    answers,
    batch_faults,
    comparing_faults,
    ignoring,
    library_faults,
    loading_faults,
    merging_faults,
    sampling_faults,
    survey_faults,
    table_faults,
    workbook_faults,
)
from smartscore.read import assessments as reading
from smartscore.read import check as examining
from smartscore.read import published as cases
from smartscore.read import sources as references
from smartscore.read.documents import document_faults, several
from smartscore.rules import (
    addresses,
    assessment,
    candidates,
    evidence,
    judgements,
    left_out,
    pieces,
    plans,
    quality,
    quotes,
    rubric,
    text,
    values,
    versions,
)
from smartscore.rules.rule import Rule
from smartscore.text import file_faults, shape_faults, yaml_faults
from smartscore.text.problems import Code, Scope, Severity

RULES: Final[tuple[Rule[Any], ...]] = (
    *text.RULES,
    *rubric.RULES,
    *quality.RULES,
    *assessment.RULES,
    *values.RULES,
    *plans.RULES,
    *plans.QUALITY,
    *judgements.RULES,
    *judgements.QUALITY,
    *evidence.RULES,
    *evidence.QUALITY,
    *pieces.RULES,
    *candidates.RULES,
    *left_out.OF_ASSESSMENTS,
    *versions.OF_ASSESSMENTS,
    *versions.QUALITY,
    *addresses.OF_ASSESSMENTS,
    *quotes.RULES,
)
"""Every rule that is a function."""

DECLARING: Final[tuple[ModuleType, ...]] = (
    file_faults,
    yaml_faults,
    shape_faults,
    loading_faults,
    reading,
    examining,
    ignoring,
    answers,
    agreeing_faults,
    survey_faults,
    library_faults,
    references,
    document_faults,
    several,
    cases,
    workbook_faults,
    merging_faults,
    comparing_faults,
    sampling_faults,
    table_faults,
    batch_faults,
)
"""Every module with codes that no rule finds."""

_TRANSLATIONS: Final = Path(__file__).parent.parent / "locales" / "manual"
_TRANSLATED: Final = re.compile(r"^## (?P<code>[A-Z]\d{3}) (?P<source>[0-9a-f]{8})$", re.MULTILINE)
_SECTION: Final = re.compile(r"^(?P<name>Breaks|Keeps):[ ]*$", re.MULTILINE)


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

    @property
    def source(self) -> str:
        """By which a translation names the words that it was made from: it is told when they move.

        The first eight hexadecimal digits of the SHA-256 of the summary and the text.
        """
        return sha256(f"{self.summary}\n\n{self.text}".encode()).hexdigest()[:8]


class Translated(NamedTuple):
    """What a page says in another language, and the `source` of the page that it was made from."""

    source: str
    summary: str
    text: str


@cache
def pages(language: Language = "en") -> Mapping[str, Page]:
    """Every page by its code, in the order of the codes; examples are those of every language."""
    if language != "en":
        said = translations(language)
        return MappingProxyType(
            {
                code: replace(page, summary=said[code].summary, text=said[code].text)
                if code in said
                else page
                for code, page in pages().items()
            }
        )
    found = [_page(*each) for each in (*_declared(), *_ruled())]
    order = list(Scope)
    found.sort(key=lambda page: (order.index(Scope(page.code[0])), page.code))
    return MappingProxyType({page.code: page for page in found})


def translations(language: Language) -> Mapping[str, Translated]:
    """What pages say in another language, by their code: one file of it for each letter."""
    found = {}
    for file in sorted((_TRANSLATIONS / language).glob("*.md")):
        parts = _TRANSLATED.split(file.read_text(encoding="utf-8"))[1:]
        for code, source, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            summary, _, rest = body.strip().partition("\n\n")
            found[code] = Translated(source, " ".join(summary.split()), rest.strip())
    return found


def _ruled() -> Iterator[tuple[Code, str, str]]:
    """The code, the name and the text of every rule."""
    for rule in RULES:
        yield rule.code, rule.check.__name__, inspect.getdoc(rule.check) or ""


def _declared() -> Iterator[tuple[Code, str, str]]:
    """The code, the name and the text of every constant that is a code with a text below it."""
    for module in DECLARING:
        body = ast.parse(inspect.getsource(module)).body
        for statement, below in pairwise(body):
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                name = statement.target.id
                code = getattr(module, name, None)
                if isinstance(code, Code):
                    yield code, name.lower(), _text(below)


def _text(statement: ast.stmt) -> str:
    """The text that a statement is, if it is nothing else."""
    value = statement.value if isinstance(statement, ast.Expr) else None
    text = value.value if isinstance(value, ast.Constant) else None
    return inspect.cleandoc(text) if isinstance(text, str) else ""


def _page(code: Code, name: str, text: str) -> Page:
    parts = _SECTION.split(text)
    body = parts[0].strip()
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    summary, _, rest = body.partition("\n\n")
    return Page(
        code.code,
        name.replace("_", "-"),
        code.severity,
        " ".join(summary.split()),
        rest.strip(),
        _yaml(sections.get("Breaks", "")),
        _yaml(sections.get("Keeps", "")),
        code.mends,
    )


def _yaml(section: str) -> str:
    """An example without its indentation."""
    lines = section.strip("\n").rstrip().split("\n")
    return inspect.cleandoc("\n" + "\n".join(lines)) + "\n" if any(lines) else ""
