"""One of the assessments that are merged: what it says, in words that hold beside the others.

Paths in it are relative to where the result will lie, bare numbers are written out by the measure
of their indicator, and nothing in it is empty.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from smartscore.model.assessment import Assessment, left_unread, short_for
from smartscore.model.fields import Reference, is_library, split_reference
from smartscore.model.rubric import Indicator
from smartscore.read.assessments import (
    RUBRIC_LISTED_TWICE,
    TWO_RUBRICS_OF_ONE_CODE,
    Reader,
)
from smartscore.read.files import as_named
from smartscore.read.models import as_model
from smartscore.read.rubrics import Loaded
from smartscore.read.shelf import is_path
from smartscore.rules.rule import indicators
from smartscore.text.problems import Invalid, Problem, Severity
from smartscore.text.source import Source

Data = dict[str, Any]
"""A mapping as YAML holds it."""

_OF_CELLS: Final = "A5"
_OF_TWO_RUBRICS: Final = (RUBRIC_LISTED_TWICE.code, TWO_RUBRICS_OF_ONE_CODE.code)


class Part(NamedTuple):
    """An assessment that is merged; `code` is that of its rater, from the name of the file."""

    source: Source
    code: str
    model: Assessment
    data: Data
    rubrics: Mapping[str, tuple[str, Loaded]]
    """The rubrics that it lists, by their codes: the reference as written, and what it means."""

    indicators: Mapping[str, Mapping[str, Indicator]]
    """What can be rated, by the code of the rubric and then by its own."""

    @property
    def file(self) -> str:
        """The name of its file."""
        return self.source.name

    @property
    def rater(self) -> Data:
        """Who judged; nothing where the file does not say."""
        found: Data = self.data.get("rater") or {}
        return found


def keeps_from_merging(problem: Problem) -> bool:
    """Whether a problem leaves nothing to be merged: of the text, the shape or the rubrics.

    What is wrong with ratings and evidence does not: the result has the same faults, or others.
    """
    return problem.severity == Severity.ERROR and (
        not problem.code.startswith("A")
        or problem.code.startswith(_OF_CELLS)
        or problem.code in _OF_TWO_RUBRICS
    )


def part(reader: Reader, source: Source, code: str, folder: Path) -> Part:
    """A source as a part of what will lie in a folder; its rubrics are those that it lists.

    Raises Invalid where it is of another shape; what its rubrics are was told by who read it.
    """
    model, complaints = as_model(source, Assessment)
    if model is None:
        raise Invalid([*source.problems, *map(source.problem, complaints)])
    rubrics: dict[str, tuple[str, Loaded]] = {}
    for reference in model.rubrics:
        found = reader.loader.find(reference, source.folder)
        if isinstance(found, Loaded) and found.rubric is not None:
            rubrics[found.rubric.code] = reference, found
    inside = [each.rubric for _, card in rubrics.values() for each in card.all() if each.rubric]
    known = {rubric.code: indicators(rubric) for rubric in inside}
    assert isinstance(source.data, dict)
    data: Data = _clean(source.data)
    if "ratings" in source.data:
        data["ratings"] = _ratings(source.data["ratings"])
    _rebase(data, source.folder, folder)
    for group, code_of, rating in written(data):
        if not isinstance(rating, dict) and rating is not None:
            indicator = known.get(group, {}).get(code_of)
            measure = indicator.measure if indicator is not None else "levels"
            data["ratings"][group][code_of] = short_for(rating, measure)
    return Part(source, code, model, data, rubrics, known)


def written(data: Data) -> Iterator[tuple[str, str, Any]]:
    """Every rating as it is written, with its group and its indicator."""
    for group, found in (data.get("ratings") or {}).items():
        for code, rating in list((found or {}).items()):
            yield group, code, rating


def listed(data: Data) -> list[Any]:
    """The references that data list, each an item or the name of a file."""
    found = data.get("references") or []
    return [found] if isinstance(found, str) else found


def rubric_reference(reference: str, old: Path, new: Path) -> str:
    """A reference to a rubric as it is written in another folder."""
    name, major = split_reference(reference)
    if not is_path(name) or _same(old, new):
        return reference
    pinned = "" if major is None else f"@{major}"
    return f"{_moved(name, old, new)}{pinned}"


def key_of(item: Any) -> str | None:
    """The key of a reference that is an item."""
    return Reference.model_validate(item).key if isinstance(item, dict) else None


def _clean(value: Any) -> Any:
    """A copy without the keys that have nothing behind them."""
    if isinstance(value, dict) and left_unread(value):
        return {key: each for key, each in value.items() if each is not None or key == "shows"}
    if isinstance(value, dict):
        found = {key: _clean(each) for key, each in value.items()}
        return {key: inner for key, inner in found.items() if inner is not None and inner != {}}
    return [_clean(each) for each in value] if isinstance(value, list) else value


def _ratings(groups: Any) -> Data:
    """The same of ratings; those that nobody gave yet stay."""
    return {
        group: {code: _clean(rating) for code, rating in (found or {}).items()}
        for group, found in (groups or {}).items()
    }


def _rebase(data: Data, old: Path, new: Path) -> None:
    """Make paths in data that lay in one folder right for another."""
    if _same(old, new):
        return
    items = listed(data)
    for i, item in enumerate(items):
        if is_library(item):
            items[i] = _moved(item, old, new)
        elif isinstance(item, dict) and isinstance(item.get("file"), str):
            item["file"] = _moved(item["file"], old, new)
    if items:
        data["references"] = items
    for _, _, rating in written(data):
        given = [rating, *rating.get("judgements", ())] if isinstance(rating, dict) else []
        for each in given:
            answers = each.get("responses")
            if isinstance(answers, dict) and "file" in answers:
                answers["file"] = _moved(answers["file"], old, new)


def _moved(name: str, old: Path, new: Path) -> str:
    return name if Path(name).is_absolute() else as_named(old / name, new)


def _same(old: Path, new: Path) -> bool:
    return old.resolve() == new.resolve()
