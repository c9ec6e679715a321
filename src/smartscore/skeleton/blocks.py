"""What an assessment has to rate, and the lines that ask for it."""

from collections.abc import Mapping, Sequence
from typing import Final

from smartscore.engine.tree import Tree
from smartscore.model.fields import shown
from smartscore.model.rubric import Indicator, Rubric
from smartscore.model.walking import Asked, asked
from smartscore.rules.level_advice import between
from smartscore.skeleton.comments import comment, quoted, scalar
from smartscore.words import Words

Filled = Mapping[tuple[str, str], Sequence[str]]
"""Lines of ratings, by the group and the code of their indicator."""

NOTHING: Final[Filled] = {}


def group_lines(
    rubric: Rubric, words: Words, column: int, filled: Filled = NOTHING, *, only: bool = False
) -> list[str]:
    """A whole group of ratings that are still to be given."""
    inside = inner_lines(rubric, words, column + 2, filled, only=only)
    return [f"{' ' * column}{scalar(rubric.code)}:", *inside]


def inner_lines(
    rubric: Rubric, words: Words, column: int, filled: Filled = NOTHING, *, only: bool = False
) -> list[str]:
    """What stands under the code of a group: which rubric it is, and every indicator.

    `filled` has the ratings of some; with `only` there are no others.
    """
    lines = comment(words("new.group", **_named(rubric, words)), column)
    if rubric.evidence != "optional":
        lines += comment(words(f"new.evidence-{rubric.evidence}"), column)
    before: tuple[str, ...] = ()
    for item in asked(rubric):
        rating = filled.get((rubric.code, item.code))
        if only and rating is None:
            continue
        if item.inside != before:
            lines += ["", *header(item, words, column)]
        lines += ["", *item_lines(item, rubric, words, column)]
        lines += [f"{' ' * (column + 2)}{line}" for line in rating or ()]
        before = item.inside
    return lines


def header(item: Asked, words: Words, column: int) -> list[str]:
    """The comment that opens the dimension of an indicator."""
    path = " / ".join(quoted(words.text(dimension.title)) for dimension in item.dimensions)
    return comment(f"==== {path} ====", column)


def item_lines(item: Asked, rubric: Rubric, words: Words, column: int) -> list[str]:
    """An indicator that is not rated yet, under all that a rater has to know."""
    indicator = item.indicator
    lines = comment(quoted(words.text(indicator.title)), column)
    for key, text in (("question", indicator.question), ("look-for", indicator.look_for)):
        if text is not None:
            lines += comment(words(f"new.{key}", text=quoted(words.text(text))), column)
    if indicator.judged_by == "demand":
        lines += comment(words("new.demand"), column)
    lines += _levels(indicator, rubric, words, column)
    lines += _other_measure(indicator, words, column)
    return [*lines, f"{' ' * column}{scalar(indicator.code)}:"]


def takes_in_lines(trees: Sequence[Tree], words: Words) -> list[str]:
    """Where the ratings of rubrics stand that take in others."""
    lines: list[str] = []
    for tree in trees:
        rubric, *inside = tree.rubrics()
        codes = ", ".join(inner.code for inner in inside)
        if codes:
            lines += comment(
                words("new.takes-in", codes=codes, **_named(rubric, words)), 2, hang=""
            )
    return lines


def _levels(indicator: Indicator, rubric: Rubric, words: Words, column: int) -> list[str]:
    descriptors = rubric.descriptors(indicator)
    if not descriptors:
        return []
    lines = comment(words("new.levels"), column)
    for point in rubric.scale:
        label = quoted(words.text(point.label))
        line = f"  {shown(point.points)} {label}"
        if point.points in descriptors:
            line += f": {quoted(words.text(descriptors[point.points]))}"
        lines += comment(line, column)
    if example := between(rubric):
        lines += comment(f"  {words('new.between', example=example)}", column)
    return lines


def _other_measure(indicator: Indicator, words: Words, column: int) -> list[str]:
    """What is written where it is no level: numbers have a point, as in files."""
    if (quantity := indicator.quantity) is not None:
        unit = quoted(words.text(quantity.unit))
        if quantity.worst is None or quantity.best is None:
            return comment(words("new.quantity-sample", unit=unit), column)
        ends = {"worst": shown(quantity.worst), "best": shown(quantity.best)}
        return comment(words("new.quantity", unit=unit, **ends), column)
    if indicator.checklist is not None:
        lines = comment(words("new.checklist"), column)
        for item in indicator.checklist:
            lines += comment(f"  {item.code}: {quoted(words.text(item.text))}", column)
        return lines
    if (survey := indicator.survey) is not None:
        ends = {"low": shown(survey.min), "high": shown(survey.max)}
        return comment(words("new.survey", **ends), column)
    return []


def _named(rubric: Rubric, words: Words) -> dict[str, str]:
    title = quoted(words.text(rubric.title))
    return {"title": title, "code": rubric.code, "version": rubric.version}
