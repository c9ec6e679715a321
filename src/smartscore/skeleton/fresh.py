"""A new assessment in which nothing is rated yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from smartscore.engine.tree import groups
from smartscore.model.fields import Date, shown
from smartscore.model.rubric import Indicator, Rubric
from smartscore.model.walking import asked
from smartscore.read.assessments import Reader
from smartscore.read.shelf import Catalogue
from smartscore.reports.safe import clean, one_line
from smartscore.skeleton import Refused
from smartscore.skeleton.blocks import NOTHING, Filled, group_lines, takes_in_lines
from smartscore.skeleton.comments import comment, scalar, schema_lines
from smartscore.skeleton.wanted import Wanted, find, listing
from smartscore.words import Words


@dataclass(frozen=True, slots=True)
class Fresh:
    """A new assessment, and how many indicators it asks for."""

    text: str
    count: int


class More(NamedTuple):
    """What a new assessment has besides: lines of references, of ratings, and at its end."""

    references: Sequence[str] = ()
    ratings: Filled = NOTHING
    end: Sequence[str] = ()


def new_assessment(
    file: str,
    rubrics: Sequence[str],
    catalogue: Catalogue,
    words: Words,
    *,
    date: str | None,
    subject: str | None,
    more: More = More(),  # noqa: B008 - a tuple
) -> Fresh:
    """The text of a new assessment by these rubrics, for the file in which it will stand.

    Raises Refused where it can't be made, Invalid where a rubric has problems.
    """
    day, wanted, reader = asked_for(file, rubrics, catalogue, date)
    names = [one.reference for one in wanted]
    reading = reader.assessment(file, listing(names))
    held = groups(reading.trees)
    lines = _head(file, wanted, words, day=day, subject=one_line(subject or ""), more=more)
    lines += _explained(held, words)
    if more.ratings:
        lines += ["#", *_told("candidates.about", words)]
    lines.append("ratings:")
    note = takes_in_lines(reading.trees, words)
    lines += note
    for i, rubric in enumerate(held.values()):
        lines += [*([""] if i or note else []), *group_lines(rubric, words, 2, more.ratings)]
    lines += ["", *more.end] if more.end else []
    count = sum(len(asked(rubric)) for rubric in held.values())
    return Fresh("\n".join(lines) + "\n", count)


def asked_for(
    file: str, rubrics: Sequence[str], catalogue: Catalogue, date: str | None
) -> tuple[str, list[Wanted], Reader]:
    """The day, the rubrics and what has read them; raises as `new_assessment` does."""
    if not rubrics:
        raise Refused("new.no-rubric", codes=", ".join(catalogue.codes()))
    day = day_of(date)
    reader = Reader(catalogue, together=True)
    return day, find(rubrics, file, reader, catalogue), reader


def day_of(date: str | None) -> str:
    """A day as a file has it; raises Refused where none is given, or it is no date."""
    if date is None:
        raise Refused("new.no-date")
    try:
        return str(TypeAdapter(Date).validate_python(date))
    except ValidationError:
        raise Refused("new.bad-date", date=clean(date)) from None


def _head(
    file: str, wanted: Sequence[Wanted], words: Words, *, day: str, subject: str, more: More
) -> list[str]:
    """Everything above the ratings."""
    return [
        *schema_lines(file, "assessment", words("new.schema")),
        "smartscore: assessment/1",
        *_told("new.about", words),
        f"language: {words.language}",
        "",
        *_told("new.rubrics", words),
        "rubrics:",
        *(f"  - {scalar(one.reference)}" for one in wanted),
        "",
        "subject:",
        f"  name: {scalar(subject or words('new.subject'))}",
        '  # code: "35.29"',
        "  # province: Jawa Timur",
        "",
        *_told("new.masterplan", words),
        "# masterplan:",
        f"#   title: {words('new.masterplan-title')}",
        "#   from: 2024",
        "#   until: 2033",
        "",
        *_told("new.date", words),
        f"date: {day}",
        "",
        *_told("new.rater", words),
        "rater:",
        "  role:",
        "  side:",
        "",
        *_told("new.limits", words),
        f"# about: {words('new.limits-example')}",
        "",
        *(_references(words) if not more.references else ["references:"]),
        *(f"  {line}" for line in more.references),
        "",
        *_told("new.informants", words),
        "# informants:",
        f"#   - role: {words('new.informant-role')}",
        f"#     institution: {words('new.informant-institution')}",
        "#     kind: key",
        "#     date: 2025-08-17",
        "",
    ]


def _references(words: Words) -> list[str]:
    """How references are listed."""
    return [
        *_told("new.references", words),
        "# references:",
        "#   - id: rpjmd2025",
        "#     type: report",
        f"#     title: {words('new.reference-title')}",
        "#     issued:",
        "#       date-parts: [[2025, 8]]",
        "#",
        *_told("new.library", words),
        "# references: zotero.json",
    ]


def _explained(held: dict[str, Rubric], words: Words) -> list[str]:
    """How to rate, by the example of the first indicator."""
    rubric = next(iter(held.values()))
    first = asked(rubric)[0].indicator
    given, target = _example(first, rubric)
    key = given.partition(":")[0]
    others = any(_other_key(each.indicator) for one in held.values() for each in asked(one))
    instead = words("new.instead-other", name=key) if others else words("new.instead")
    return [
        *_told("new.ratings-other" if others else "new.ratings", words),
        "#",
        f"# {scalar(first.code)}:",
        f"#   {given}",
        f"#   because: {words('new.example-because')}",
        "#   evidence:",
        "#     - cite: rpjmd2025",
        "#       at: Bab IV, hlm. 88",
        f"#       shows: {words('new.example-shows')}",
        "#       direction: supports",
        "#",
        *_told("new.plan", words),
        "#",
        "#   plan:",
        f"#     {target}",
        f"#     owner: {words('new.informant-institution')}",
        "#     by: 2029",
        "#",
        *comment(instead, hang=""),
        "#",
        f"#   unknown: {words('new.example-unknown')}",
        f"#   not_applicable: {words('new.example-not-applicable')}",
    ]


def _other_key(indicator: Indicator) -> str:
    """The key under which it is rated where that is no level."""
    if indicator.quantity is not None:
        return "value"
    if indicator.checklist is not None:
        return "met"
    return "responses" if indicator.survey is not None else ""


def _example(indicator: Indicator, rubric: Rubric) -> tuple[str, str]:
    """What an indicator may be found to be, and what may be planned for it."""
    if (quantity := indicator.quantity) is not None:
        worst, best = quantity.worst, quantity.best
        if worst is None or best is None:
            return "value: 12.5", "value: 20"
        return f"value: {shown(round((worst + best) / 2, 4))}", f"value: {shown(best)}"
    if indicator.checklist is not None:
        codes = [item.code for item in indicator.checklist]
        return f"met: [{codes[0]}]", f"met: [{', '.join(codes[:2])}]"
    if (survey := indicator.survey) is not None:
        middle = shown(round((survey.min + survey.max) / 2, 4))
        return f"responses: {{mean: {middle}, n: 100}}", f"mean: {shown(survey.max)}"
    points = [point.points for point in rubric.scale]
    level = points[len(points) // 2] if points else 3
    return f"level: {shown(level)}", f"level: {shown(points[-1] if points else 5)}"


def _told(key: str, words: Words) -> list[str]:
    return comment(words(key), hang="")
