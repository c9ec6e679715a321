"""Keys of which there is exactly one: they are offered together, and one excludes the others."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from pydantic import BaseModel

from smartscore.editors.texts import Schema
from smartscore.model.assessment import (
    FINDINGS,
    RATINGS,
    TARGETS,
    Judgement,
    Plan,
    Rating,
)
from smartscore.model.measures import Quantity
from smartscore.model.rubric import MEASURES, Dimension, Indicator
from smartscore.text import shape_faults
from smartscore.text.sentences import Sentences


class Choice(NamedTuple):
    """Groups of keys of which one is written, and the code of what is told where it is not so."""

    groups: Sequence[tuple[str, ...]]
    code: str

    @property
    def keys(self) -> list[str]:
        """All the keys."""
        return [key for group in self.groups for key in group]


def _one_of(keys: Sequence[str], code: str) -> Choice:
    return Choice([(key,) for key in keys], code)


CHOICES: Final[Mapping[type[BaseModel], Choice]] = {
    Dimension: _one_of(("dimensions", "indicators"), shape_faults.ONE_KIND_OF_CHILD.code),
    Indicator: _one_of(MEASURES, shape_faults.ONE_MEASURE.code),
    Quantity: Choice([("worst", "best"), ("over",)], shape_faults.GOALPOSTS_OR_SAMPLE.code),
    Rating: _one_of(FINDINGS, shape_faults.ONE_FINDING.code),
    Plan: _one_of(tuple(TARGETS.values()), shape_faults.ONE_TARGET.code),
    Judgement: _one_of(tuple(RATINGS.values()), shape_faults.ONE_JUDGEMENT.code),
}

_SNIPPETS: Final[Mapping[str, Mapping[str, str]]] = {
    "levels": {"1": "$1", "3": "$2", "5": "$3"},
    "quantity": {"unit": "$1", "worst": "$2", "best": "$3"},
    "survey": {"min": "$1", "max": "$2"},
    "responses": {"mean": "$1", "n": "$2"},
}
"""What is written at once with a key, where that is more than the key."""
_LISTS: Final = ("dimensions", "indicators", "checklist")

_WRITTEN: Final = ["string", "number", "object", "array"]
NOTHING_WRITTEN: Final[Schema] = {
    "title": "Empty",
    "description": "Nothing stands behind the colon.",
    "not": {"title": "Written", "type": [*_WRITTEN, "boolean"]},
}
"""What is empty, without `null` being offered."""
EMPTY: Final[Schema] = {"$ref": "#/$defs/Empty"}


def with_choice(part: Schema, model: type[BaseModel], sentences: Sentences) -> None:
    """Add to the schema of a model that one of its `CHOICES` is made."""
    choice = CHOICES[model]
    properties = part["properties"]
    told = sentences.fault(choice.code, {"keys": ", ".join(choice.keys)})
    part["anyOf"] = [_branch(properties, choice, group, told) for group in choice.groups]
    if model is Rating:
        part["anyOf"] += _without_finding(properties, told)
    for key in choice.keys:
        properties[key]["doNotSuggest"] = True


def _branch(properties: Schema, choice: Choice, group: tuple[str, ...], told: str) -> Schema:
    """One group is written, and what is offered where none is yet."""
    written = {
        key: {**_offered(key, properties[key]), "type": _types(key), "errorMessage": told}
        for key in group
    }
    excluded = {key: empty(told) for key in choice.keys if key not in group}
    return {"properties": written | excluded, "allOf": [_required(group, told)]}


def _required(keys: Sequence[str], told: str) -> Schema:
    """That keys are there; apart from their properties, or they would be offered once more."""
    return {"errorMessage": told, "required": list(keys)}


def _types(key: str) -> list[str]:
    """What stands behind a key. Editors begin it as the first of them asks for."""
    return ["array", *_WRITTEN[:-1]] if key in _LISTS else _WRITTEN


def _offered(key: str, value: Schema) -> Schema:
    """A key as it is offered: its words, and what is written with it."""
    found = {name: value[name] for name in ("title", "description")}
    if key in _SNIPPETS:
        body = _SNIPPETS[key]
        found["defaultSnippets"] = [{"label": ", ".join(body), "body": body}]
    return found


def empty(told: str, **unless: Any) -> Schema:
    """What stands for nothing: no value, or what is given. Else it is told."""
    otherwise = {"errorMessage": told, **(unless or {"type": ["null"]})}
    return {"doNotSuggest": True, "if": {"type": "null"}, "else": otherwise}


def _without_finding(properties: Schema, told: str) -> Iterator[Schema]:
    """A rating that says nothing yet but what is planned, or what each of several judged."""
    open_still = {key: {**_offered(key, properties[key]), "anyOf": [EMPTY]} for key in FINDINGS}
    others = (key for key in properties if key not in (*FINDINGS, "plan"))
    unsaid = {key: empty(told, const=[]) for key in others}
    planned = {"doNotSuggest": True, "errorMessage": told, "type": ["object"]}
    yield {
        "properties": {**open_still, **unsaid, "plan": planned},
        "allOf": [_required(["plan"], told)],
    }
    judged = {"doNotSuggest": True, "errorMessage": told, "minItems": 1, "type": ["array"]}
    yield {
        "properties": {**open_still, "judgements": judged},
        "allOf": [_required(["judgements"], told)],
    }


def needs_scale(told: str) -> tuple[Schema, Schema]:
    """What a rubric has whose indicators have levels: a definition for its parts, and a condition.

    A grafted rubric has a scale of its own.
    """
    with_levels = {"properties": {"levels": {"type": ["object", "string"]}}, "required": ["levels"]}
    part = {
        "title": "With levels",
        "description": "A dimension in which an indicator is rated by levels.",
        "anyOf": [
            _holding("indicators", with_levels),
            _holding("dimensions", {"$ref": "#/$defs/WithLevels"}),
        ],
    }
    scale = {"doNotSuggest": True, "minItems": 2}
    then = {"properties": {"scale": scale}, "allOf": [_required(["scale"], told)]}
    return part, {"if": _holding("dimensions", {"$ref": "#/$defs/WithLevels"}), "then": then}


def _holding(key: str, part: Schema) -> Schema:
    return {"properties": {key: {"contains": part, "type": "array"}}, "required": [key]}
