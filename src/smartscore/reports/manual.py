"""The manual for a reader: all codes in a list, or the pages of some, as text, Markdown or JSON."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import fill, indent
from typing import Final

from smartscore.model.fields import Language
from smartscore.read.rulebook import Page, pages
from smartscore.reports.look import BOLD, CYAN, GREEN, PLAIN, RED, STYLES, Look
from smartscore.text.problems import Severity, closest
from smartscore.words import Words, words

_LIKE_A_CODE: Final = re.compile(r"[A-Za-z]\d*")


def meant(asked: str) -> tuple[str, ...]:
    """The codes that a code, the beginning of one or a name stands for; none where it is unknown.

    >>> meant("y101")
    ('Y101',)
    >>> meant("tab")
    ('Y104',)
    >>> meant("")
    ()
    """
    start, name = asked.upper(), asked.lower()
    return tuple(
        page.code
        for page in pages().values()
        if (start and page.code.startswith(start)) or page.name == name
    )


def near(asked: str) -> str:
    """The code or the name that was probably meant, or nothing.

    >>> near("not-utf-8")
    'not-utf8'
    """
    if _LIKE_A_CODE.fullmatch(asked):
        return closest(asked.upper(), tuple(pages()))
    return closest(asked, tuple(page.name for page in pages().values()))


def listing(language: Language = "en", look: Look = PLAIN) -> str:
    """Every code with its severity and its sentence, by subject."""
    parts, told = [], words(language)
    wide = max(len(told(f"severity.{severity}")) for severity in Severity)
    for letter, group in _groups(language):
        rows = [_row(page, told, wide, look) for page in group]
        heading = look.paint(told(f"manual.subject.{letter}"), BOLD)
        parts.append("\n".join([heading, "", *rows]))
    return "\n\n".join(parts) + "\n"


def _row(page: Page, told: Words, wide: int, look: Look) -> str:
    """A code, how grave it is, and what holds; below them where a line is short."""
    severity = told(f"severity.{page.severity}")
    style = STYLES[page.severity]
    indent = 4 if look.is_narrow else wide + 8
    said = fill(_summary(page), look.width - indent, break_on_hyphens=False).split("\n")
    code = look.paint(page.code, BOLD)
    if look.is_narrow:
        return "\n".join(
            [f"{code}  {look.paint(severity, style)}", *(f"    {line}" for line in said)]
        )
    head = f"{code}  {look.paint(severity, style)}{' ' * (wide - len(severity))}  {said[0]}"
    return "\n".join([head, *(" " * indent + line for line in said[1:])])


def page(code: str, language: Language = "en", look: Look = PLAIN) -> str:
    """The page of a code."""
    found, told = pages(language)[code], words(language)
    severity = told(f"severity.{found.severity}")
    mended = ", " + told("manual.mended", option="--fix") if found.mends else ""
    marked = look.paint(severity, STYLES[found.severity])
    name, behind = f"{found.code} {found.name}", f"({severity}{mended})"
    name = name if len(name) <= look.width else f"{found.code}\n{found.name}"
    gap = " " if len(name) + 1 + len(behind) <= look.width else "\n"
    parts = [f"{look.paint(name, BOLD)}{gap}({marked}{mended})"]
    parts += [_filled(part, look.width) for part in (found.summary, *found.text.split("\n\n"))]
    for (title, example), style in zip(_examples(found, told), (RED, GREEN), strict=False):
        shown = indent(example.rstrip("\n"), "    ")
        parts += [f"{look.paint(title, style)}:", _dimmed(shown, look)]
    return "\n\n".join(parts) + "\n"


def together(codes: Iterable[str], language: Language = "en", look: Look = PLAIN) -> str:
    """The pages of some codes, one below the other."""
    return f"\n{'-' * look.width}\n\n".join(page(code, language, look) for code in codes)


def as_json(codes: Iterable[str] = (), language: Language = "en") -> str:
    """A list of the pages of some codes; of all where none are given."""
    import json

    found = [pages(language)[code] for code in (*codes,) or pages()]
    return (
        json.dumps(
            [
                {
                    "code": page.code,
                    "name": page.name,
                    "severity": page.severity,
                    "fix": page.mends,
                    "summary": page.summary,
                    "text": page.text,
                    "breaks": page.breaks,
                    "keeps": page.keeps,
                }
                for page in found
            ],
            indent=1,
            ensure_ascii=False,
        )
        + "\n"
    )


def markdown(language: Language = "en") -> str:
    """Every page, with a table of all codes before them."""
    parts, told = [], words(language)
    for letter, group in _groups(language):
        rows = [
            f"| [{page.code}](#{page.code.lower()}-{page.name}) "
            f"| {told(f'severity.{page.severity}')} | {_cell(_summary(page))} |"
            for page in group
        ]
        head = [f"**{told(f'manual.subject.{letter}')}**", "", told("manual.head"), "|---|---|---|"]
        parts.append("\n".join([*head, *rows]))
    for letter, group in _groups(language):
        parts.append(f"## {told(f'manual.subject.{letter}')}")
        parts += [_section(page, told) for page in group]
    return "\n\n".join(parts) + "\n"


def _section(found: Page, told: Words) -> str:
    mended = ", " + told("manual.mended", option="`--fix`") if found.mends else ""
    severity = told(f"severity.{found.severity}")
    parts = [f"### {found.code} {found.name}", f"*{severity}*{mended}"]
    parts += [f"**{found.summary}**", found.text]
    for title, example in _examples(found, told):
        parts += [f"{title}:", f"```yaml\n{example.rstrip()}\n```"]
    return "\n\n".join(parts)


def _groups(language: Language) -> Iterator[tuple[str, list[Page]]]:
    """The pages by the letter of their codes."""
    for letter, group in groupby(pages(language).values(), key=lambda page: page.code[0]):
        yield letter, list(group)


def _examples(found: Page, told: Words) -> Iterator[tuple[str, str]]:
    if found.breaks:
        yield told("manual.breaks"), found.breaks
    if found.keeps:
        yield told("manual.keeps"), found.keeps


def _summary(found: Page) -> str:
    return f"{found.summary} (--fix)" if found.mends else found.summary


def _filled(paragraph: str, width: int) -> str:
    return fill(" ".join(paragraph.split()), width, break_on_hyphens=False)


def _dimmed(example: str, look: Look) -> str:
    return "\n".join(look.paint(line, CYAN) for line in example.split("\n"))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
