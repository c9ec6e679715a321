"""A report as Markdown through a template: built-in or the user's own, in a sandbox.

An own template, which may be somebody else's, also has a process of its own, with limits.
"""

import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any, Final

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    DictLoader,
    PackageLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from smartscore.model.fields import Language
from smartscore.processes import bounded
from smartscore.reports.flavours import Flavour, Writer, Xref
from smartscore.reports.flavours.gfm import Gfm
from smartscore.reports.flavours.pandoc import Pandoc
from smartscore.reports.view import Report
from smartscore.reports.view.build import opening
from smartscore.text.problems import quoted
from smartscore.words import Words
from smartscore.words import words as words_of

_OWN = "own"
_LARGEST = 1_000_000
_STEEPEST = 99
_LONGEST: Final = 32 * 1024 * 1024
"""So many characters a report by an own template may have."""

_LONGEST_REASON: Final = 500

LIMITS: Final = bounded.Limits(seconds=20, mebibytes=512)
"""What an own template may take; a built-in one takes less than a second of it."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How Markdown is written: for whom, which filter numbers, which figures lie where."""

    flavour: Flavour = "pandoc"
    xref: Xref = "none"
    pictures: Mapping[str, str] | None = None


class TemplateFaultError(Exception):
    """What is wrong with an own template, and on which line, 0 where that can't be told.

    `reason` is a word that a locale knows, else it is in the template language's words.
    """

    def __init__(self, reason: str, line: int) -> None:
        self.reason = reason
        self.line = line
        super().__init__(reason, line)


def markdown(report: Report, words: Words, spelling: Spelling, own: str | None = None) -> str:
    """The report as Markdown by its style's template, or by the text of an own one.

    Raises TemplateFaultError where an own template has one, or passes its limits.
    """
    if own is None:
        environment = _environment(_writer(report, words, spelling), None)
        template = environment.get_template(f"{report.style}.md.jinja")
        return _tidied(template.render(_told(report)))
    try:
        return bounded.run(LIMITS, by_own, report, words.language, spelling, own)
    except bounded.TooSlow:
        raise TemplateFaultError("template-slow", 0) from None
    except bounded.TooBig:
        raise TemplateFaultError("template-big", 0) from None
    except bounded.Died:
        raise TemplateFaultError("template-died", 0) from None


def by_own(report: Report, language: Language, spelling: Spelling, own: str) -> str:
    """The report by the text of an own template, without limits; raises TemplateFaultError."""
    environment = _environment(_writer(report, words_of(language), spelling), own)
    try:
        return _tidied(_within(environment.get_template(_OWN).generate(_told(report))))
    except (TemplateFaultError, MemoryError):
        raise
    except TemplateSyntaxError as error:
        raise TemplateFaultError(quoted(error.message or ""), error.lineno) from None
    except RecursionError:
        raise TemplateFaultError("template-deep", 0) from None
    except Exception as error:
        told_by = str(error) or type(error).__name__
        if isinstance(error, TemplateNotFound):
            told_by = f"{type(error).__name__}: {error}"
        raise TemplateFaultError(quoted(told_by[:_LONGEST_REASON]), _line(error)) from error


def _writer(report: Report, words: Words, spelling: Spelling) -> Writer:
    pictures = spelling.pictures or {}
    if spelling.flavour == "gfm":
        return Gfm(report, words, pictures)
    return Pandoc(report, words, pictures, spelling.xref)


def _told(report: Report) -> dict[str, object]:
    """What a template is given."""
    return {"report": report, "opening": tuple(opening(report))}


def _within(parts: Iterable[str]) -> str:
    """The whole text, if it is not too long to be a report; halves of characters are replaced."""
    text = StringIO()
    for part in parts:
        if text.tell() + len(part) > _LONGEST:
            raise TemplateFaultError("template-long", 0)
        text.write(part)
    return text.getvalue().encode("utf-8", "replace").decode()


def _line(error: Exception) -> int:
    """The line of the template on which an error arose; 0 where it can't be told."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((f.lineno or 0 for f in reversed(frames) if f.filename == "<template>"), 0)


def _size(value: Any) -> float:
    if isinstance(value, str | list | tuple):
        return len(value)
    return abs(value) if isinstance(value, int | float) else 0


class _Sandbox(ImmutableSandboxedEnvironment):
    """Refuses products that would fill the memory."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The product or the power, where it is of a size that a report can have."""
        sizes = [_size(side) for side in (left, right)]
        if sizes[0] * sizes[1] > _LARGEST or (operator == "**" and max(sizes) > _STEEPEST):
            raise SecurityError(f"{operator}: > {_LARGEST}")
        return super().call_binop(context, operator, left, right)


def _environment(writer: Writer, own: str | None) -> ImmutableSandboxedEnvironment:
    """The sandbox: strict about names, without access to files, without chance."""
    loader: BaseLoader = PackageLoader("smartscore", "reports/templates")
    if own is not None:
        loader = ChoiceLoader([DictLoader({_OWN: own}), loader])
    environment = _Sandbox(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.pop("random")
    environment.globals.pop("lipsum")
    environment.filters |= {
        "md": writer.escaped,
        "line": writer.line,
        "block": writer.text,
        "grid": writer.grid,
    }
    environment.globals |= {
        "word": lambda key, **values: _word(writer.words, key, values),
        "front": writer.front,
        "heading": writer.heading,
        "turn": writer.turn,
        "references": writer.references,
    }
    return environment


def _word(words: Words, key: str, values: Mapping[str, object]) -> str:
    try:
        return words(key, **values)
    except KeyError as error:
        raise LookupError(f"word({key!r}): {error}") from None


def source(name: str) -> str:
    """The text of a built-in template."""
    environment = ImmutableSandboxedEnvironment(
        loader=PackageLoader("smartscore", "reports/templates"), autoescape=True
    )
    loader = environment.loader
    assert loader is not None
    return loader.get_source(environment, f"{name}.md.jinja")[0]


def _tidied(text: str) -> str:
    """No more than one empty line at a time, none at the start, one newline at the end."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip() if not line.strip() else line)
    return "\n".join(lines).rstrip("\n") + "\n"
