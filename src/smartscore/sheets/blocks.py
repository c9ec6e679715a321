"""What stands in a sheet of ratings: the cells of each indicator, and what a rater reads."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from smartscore.model.assessment import left_unread, short_for
from smartscore.model.fields import is_ratio
from smartscore.model.rubric import Dimension, Indicator, Rubric
from smartscore.model.walking import asked
from smartscore.reports.safe import one_line
from smartscore.rules.level_advice import between
from smartscore.sheets import cells
from smartscore.sheets.columns import CHOICES, UNREAD
from smartscore.sheets.ratings import ABSENT, EMPTY
from smartscore.text.notation import digits
from smartscore.text.problems import Route
from smartscore.words import Words

EVIDENCE_ROWS: Final = 3
"""How many pieces of evidence an indicator has room for at least; one is always free."""

_LONGEST_LABEL: Final = 60
_LONGEST_SHOWN: Final = 4000

Cells = dict[str, str | int | float | None]


@dataclass(slots=True)
class Block:
    """The rows of one indicator: the cells of its rating, and of each piece of evidence."""

    code: str
    indicator: Indicator | None
    above: tuple[Dimension, ...]
    rating: Cells
    evidence: list[Cells]
    routes: dict[str, Route]
    left_out: bool

    @property
    def rows(self) -> int:
        """How many rows it takes; one of an indicator that the rubric has not is not left free."""
        if self.indicator is None:
            return max(1, len(self.evidence))
        return max(EVIDENCE_ROWS, len(self.evidence) + 1)


def blocks(
    group: str, rubric: Rubric | None, ratings: Mapping[str, Any] | None, words: Words
) -> list[Block]:
    """What has to be rated, in the order of the rubric, then what else is rated."""
    known = {item.code: item for item in asked(rubric)} if rubric is not None else {}
    held = ratings or {}
    labels = {digits(p): text for p, text in level_labels(rubric, words)}
    found = []
    for code in [*known, *(code for code in held if code not in known)]:
        item = known.get(code)
        indicator, above = (item.indicator, item.dimensions) if item else (None, ())
        route = ("ratings", group, code)
        rating = held.get(code)
        block = Block(code, indicator, above, {}, [], {}, code not in held)
        if isinstance(rating, int | float) or is_ratio(rating):
            rating = short_for(rating, indicator.measure if indicator else "levels")
        _fill(block, rating or {}, route, labels, words)
        found.append(block)
    return found


def level_labels(rubric: Rubric | None, words: Words) -> list[tuple[int | float, str]]:
    """The levels of a rubric as a drop-down offers them."""
    return [
        (point.points, f"{digits(point.points)} - {_cut(one_line(words.text(point.label)))}")
        for point in (rubric.scale if rubric is not None else ())
    ]


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else f"{text[: _LONGEST_LABEL - 1]}…"


def _fill(
    block: Block, rating: Mapping[str, Any], route: Route, labels: dict[str, str], words: Words
) -> None:
    for key, value in rating.items():
        if value is None:
            continue
        block.routes[key] = (*route, key)
        if key == "level":
            block.rating[key] = cells.level_cell(value, labels)
        elif key == "value":
            block.rating[key] = cells.value_cell(value)
        elif key == "met":
            block.rating[key] = ", ".join(value) or cells.NOTHING_MET
        elif key == "responses":
            _fill_responses(block, value, (*route, key))
        elif key == "plan":
            _fill_plan(block, value, (*route, key), labels)
        elif key == "judgements":
            block.rating[key] = cells.list_cell(value)
        elif key == "confidence":
            block.rating[key] = words(f"sheet.confidence-{value}")
        elif key == "evidence":
            for i, piece in enumerate(value):
                block.evidence.append(_piece(piece, words))
                block.routes[f"evidence {i}"] = (*route, key, i)
        else:
            _fill_prose(block.rating, key, value)
            block.routes |= {f"{key}.{end}": (*route, key, end) for end in ("id", "en")}


def _fill_responses(block: Block, value: Any, route: Route) -> None:
    if isinstance(value, list):
        block.rating["responses"] = "; ".join(map(digits, value))
        return
    for key, part in value.items():
        block.routes[f"responses.{key}"] = (*route, key)
        if part is not None:
            block.rating[f"responses.{key}"] = _RESPONSE_CELLS.get(key, cells.value_cell)(part)


def _fill_plan(block: Block, plan: Mapping[str, Any], route: Route, labels: dict[str, str]) -> None:
    for key, value in plan.items():
        if value is None:
            continue
        cell = f"plan.{key}"
        block.routes[cell] = (*route, key)
        if key == "level":
            block.rating[cell] = cells.level_cell(value, labels)
        elif key == "met":
            block.rating[cell] = ", ".join(value) or cells.NOTHING_MET
        elif key == "owner":
            _fill_prose(block.rating, cell, value)
            block.routes |= {f"{cell}.{end}": (*route, key, end) for end in ("id", "en")}
        elif isinstance(value, str):
            block.rating[cell] = cells.text_cell(value)
        else:
            block.rating[cell] = cells.value_cell(value)


_RESPONSE_CELLS: Final[Mapping[str, Callable[[Any], str | int | float]]] = {
    "file": cells.text_cell,
    "column": cells.column_cell,
    "no_answer": cells.codes_cell,
    "decimal": cells.text_cell,
}
"""How a cell holds what is said of a file of answers; all else is a number."""


def _fill_prose(found: Cells, key: str, value: Any) -> None:
    if isinstance(value, dict):
        for language, text in value.items():
            if text is not None:
                found[f"{key}.{language}"] = cells.text_cell(text)
    elif value is not None:
        found[key] = cells.number_cell(value) if isinstance(value, int) else cells.text_cell(value)


def _piece(piece: Mapping[str, Any], words: Words) -> Cells:
    found: Cells = {}
    for key, value in piece.items():
        if key in CHOICES and value is not None:
            found[key] = words(f"sheet.{key}-{value}")
        else:
            _fill_prose(found, key, value)
    if left_unread(piece):
        found["direction"] = words(f"sheet.direction-{UNREAD}")
    return found


def shown(indicator: Indicator, rubric: Rubric | None, words: Words) -> dict[str, str]:
    """What a rater reads: the question, where to look, what is observed at each level."""
    name = [one_line(words.text(indicator.title)), words.text(indicator.question)]
    if indicator.judged_by == "demand":
        name.append(words("sheet.demand"))
    shown = {
        "#indicator": "\n".join(filter(None, name)),
        "#look": words.text(indicator.look_for),
        "#levels": "\n".join(_levels(indicator, rubric, words)),
    }
    return {key: text[:_LONGEST_SHOWN] for key, text in shown.items()}


def _levels(indicator: Indicator, rubric: Rubric | None, words: Words) -> Iterator[str]:
    if indicator.quantity is not None:
        quantity = indicator.quantity
        yield words("sheet.unit", unit=words.text(quantity.unit))
        if quantity.worst is not None and quantity.best is not None:
            ends = {"worst": digits(quantity.worst), "best": digits(quantity.best)}
            yield words("sheet.goalposts", **{k: words.figure(v) for k, v in ends.items()})
        if quantity.clip == "expected":
            yield words("clip.expected")
    elif indicator.survey is not None:
        ends = {"low": digits(indicator.survey.min), "high": digits(indicator.survey.max)}
        yield words("sheet.answers", **{k: words.figure(v) for k, v in ends.items()})
        if indicator.survey.reversed:
            yield words("sheet.answers-reversed")
    elif indicator.checklist is not None:
        yield words("sheet.checklist")
        for item in indicator.checklist:
            yield f"{item.code}: {one_line(words.text(item.text))}"
    elif rubric is not None:
        described = rubric.descriptors(indicator)
        for points, label in level_labels(rubric, words):
            text = one_line(words.text(described.get(points)))
            yield f"{label}: {text}" if text else label
        if example := between(rubric):
            yield words("sheet.between", example=words.figure(example))


def state_of(ratings: Mapping[str, Any], group: str) -> str:
    """What a group is where nothing stands in its sheet."""
    if group not in ratings:
        return ABSENT
    return EMPTY if ratings[group] is None else "written"
