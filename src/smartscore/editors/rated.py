"""The schema of one assessment: the indicators of its rubrics, each with its own measure."""

import copy
from collections.abc import Sequence
from typing import Any, Final

from smartscore.editors.choices import EMPTY, empty
from smartscore.editors.shapes import schema
from smartscore.editors.texts import Schema
from smartscore.engine.tree import Tree, groups
from smartscore.model.assessment import RATINGS, TARGETS
from smartscore.model.fields import NUMBER_OR_FRACTION, shown
from smartscore.model.rubric import Indicator, Rubric
from smartscore.model.walking import asked
from smartscore.read.assessments import Reader
from smartscore.read.modelines import MODELS
from smartscore.read.models import other_kind
from smartscore.read.shelf import Catalogue
from smartscore.reports.safe import one_line
from smartscore.text.parsing import parse
from smartscore.text.problems import Invalid
from smartscore.words import Words

_MOST: Final = 40
"""So many codes are told where one is not known."""


def schema_for(
    file: str, data: bytes, catalogue: Catalogue, words: Words, kind: str = "assessment"
) -> Schema:
    """The schema for a file of a kind; for an assessment by the rubrics that it lists.

    Whatever else is wrong in it does not matter. Raises Invalid where the file is of another kind
    or no YAML, or where its rubrics can't be read.
    """
    source = parse(data, file)
    if (complaint := other_kind(source, MODELS[kind])) is not None:
        raise Invalid([source.problem(complaint)])
    if kind != "assessment":
        return schema(kind, words.language)
    listed = source.data.get("rubrics") if isinstance(source.data, dict) else None
    reader = Reader(catalogue, together=True)
    try:
        trees: Sequence[Tree] = reader.held(source).trees
    except Invalid:
        held = [each for each in reader.held_against if each.rubric is not None]
        if not isinstance(listed, list) or len(held) < len(listed):
            raise
        trees = [each.tree for each in held]
    return rated(trees, words)


def rated(trees: Sequence[Tree], words: Words) -> Schema:
    """The schema of assessments by these rubrics."""
    whole = schema("assessment", words.language)
    held = groups(trees)
    names = [f"{rubric.code}-{rubric.version}" for rubric in held.values()]
    whole["$id"] += ":" + "+".join(names)
    whole["title"] += ": " + ", ".join(held)
    definitions = whole["$defs"]
    measures = {each.indicator.measure for rubric in held.values() for each in asked(rubric)}
    for measure in sorted(measures):
        _add_measured(definitions, measure, words)
    ratings = whole["properties"]["ratings"]
    ratings["properties"] = {
        code: _group(rubric, words, definitions) for code, rubric in held.items()
    }
    ratings["additionalProperties"] = False
    ratings["errorMessage"] = words("editors.rubrics", codes=_few([*held]))
    return whole


def _add_measured(definitions: Schema, measure: str, words: Words) -> None:
    """Ratings, plans and judgements of one measure, beside those of any."""
    rating = _measured(definitions["Rating"], RATINGS[measure], [*RATINGS.values()], words)
    plan = rating["properties"]["plan"]
    rating["properties"]["plan"] = _measured(plan, TARGETS[measure], [*TARGETS.values()], words)
    judgement = definitions["Judgement"]
    definitions[f"Judgement.{measure}"] = _measured(
        judgement, RATINGS[measure], [*RATINGS.values()], words
    )
    rating["properties"]["judgements"]["items"] = _ref(f"Judgement.{measure}")
    definitions[f"Rating.{measure}"] = {
        key: value for key, value in rating.items() if key not in ("title", "description")
    }


def _measured(part: Schema, key: str, keys: Sequence[str], words: Words) -> Schema:
    """A part of a file in which one key stands for the measure, and no other."""
    found = copy.deepcopy(part)
    others = [each for each in keys if each != key]
    told = words("editors.measure", name=key)
    for other in others:
        found["properties"][other] = empty(told)
    branches = []
    for branch in found["anyOf"]:
        (required,) = branch["allOf"][0]["required"]
        if required not in others:
            left = {k: v for k, v in branch["properties"].items() if k not in others}
            branches.append({**branch, "properties": left})
    found["anyOf"] = branches
    return found


def _group(rubric: Rubric, words: Words, definitions: Schema) -> Schema:
    """The ratings of one rubric."""
    indicators = [each.indicator for each in asked(rubric)]
    codes = _few([each.code for each in indicators])
    return {
        "title": one_line(words.text(rubric.title)),
        "description": f"{rubric.code} {rubric.version}",
        "properties": {
            each.code: _indicator(each, rubric, words, definitions) for each in indicators
        },
        "additionalProperties": False,
        "errorMessage": words("editors.indicators", rubric=rubric.code, codes=codes),
        "if": {"type": "null"},
        "else": {"type": "object"},
    }


def _indicator(indicator: Indicator, rubric: Rubric, words: Words, definitions: Schema) -> Schema:
    """What is said of an indicator, and what it can be rated with."""
    said = [words.text(indicator.question)] if indicator.question else []
    if indicator.look_for is not None:
        said.append(words("new.look-for", text=words.text(indicator.look_for)))
    said += _levels(indicator, rubric, words)
    measure = indicator.measure
    value, alone = _value(indicator, rubric, words)
    key, target = RATINGS[measure], TARGETS[measure]
    base = definitions["Rating"]
    name = f"{rubric.code}.{indicator.code}"
    definitions[name] = {**_words_of(base, key), **value}
    own = {
        "properties": {
            key: _ref(name),
            "plan": {
                **_words_of(base, "plan"),
                "properties": {target: alone if measure == "survey" else _ref(name)},
            },
            "judgements": {
                **_words_of(base, "judgements"),
                "items": {"properties": {key: _ref(name)}},
            },
        }
    }
    return {
        "title": one_line(words.text(indicator.title)),
        "description": "\n".join(map(one_line, said)) or indicator.code,
        "defaultSnippets": [{"label": f"{key}, because, evidence", "body": _SNIPPETS[measure]}],
        "if": {"type": "object"},
        "then": {"allOf": [own, _ref(f"Rating.{measure}")]},
        "else": {"if": {"type": "null"}, "else": alone},
    }


_EVIDENCE: Final = {
    "because": "$2",
    "evidence": [{"cite": "$3", "at": "$4", "shows": "$5"}],
}
_SNIPPETS: Final[dict[str, Any]] = {
    "levels": {"level": "$1", **_EVIDENCE},
    "quantity": {"value": "$1", **_EVIDENCE},
    "checklist": {"met": ["$1"], **_EVIDENCE},
    "survey": {"responses": {"mean": "$1", "n": "$6"}, **_EVIDENCE},
}


def _levels(indicator: Indicator, rubric: Rubric, words: Words) -> list[str]:
    """The levels with what can be observed at each, or what is written instead of one."""
    if (quantity := indicator.quantity) is not None:
        unit = words.text(quantity.unit)
        if quantity.worst is None or quantity.best is None:
            return [words("new.quantity-sample", unit=unit)]
        ends = {"worst": shown(quantity.worst), "best": shown(quantity.best)}
        return [words("new.quantity", unit=unit, **ends)]
    if (survey := indicator.survey) is not None:
        return [words("new.survey", low=shown(survey.min), high=shown(survey.max))]
    if indicator.checklist is not None:
        return [f"{item.code}: {words.text(item.text)}" for item in indicator.checklist]
    return [f"{points} {said}" for points, said in _described(indicator, rubric, words)]


def _described(indicator: Indicator, rubric: Rubric, words: Words) -> list[tuple[int | float, str]]:
    """Each point of the scale with its label, and what can be observed there."""
    descriptors = rubric.descriptors(indicator)
    found = []
    for point in rubric.scale:
        said = words.text(point.label)
        if point.points in descriptors:
            said += f": {words.text(descriptors[point.points])}"
        found.append((point.points, one_line(said)))
    return found


def _value(indicator: Indicator, rubric: Rubric, words: Words) -> tuple[Schema, Schema]:
    """What may stand behind the key of the measure, and what may stand alone for a rating."""
    said: Schema = {"title": one_line(words.text(indicator.title))}
    if indicator.measure != "levels":
        said["description"] = "\n".join(map(one_line, _levels(indicator, rubric, words)))
    if indicator.quantity is not None:
        return {**said, "anyOf": [dict(NUMBER_OR_FRACTION), EMPTY]}, dict(NUMBER_OR_FRACTION)
    if (survey := indicator.survey) is not None:
        ends = {"minimum": survey.min, "maximum": survey.max}
        answers = {"items": ends, "properties": {"mean": {"doNotSuggest": True, **ends}}}
        return {**said, **answers}, {**NUMBER_OR_FRACTION, **ends}
    if indicator.checklist is not None:
        codes = [item.code for item in indicator.checklist]
        texts = [one_line(words.text(item.text)) for item in indicator.checklist]
        items = {"enum": codes, "enumDescriptions": texts}
        told = words("editors.measure", name="met")
        return {**said, "items": items}, {"type": ["null"], "errorMessage": told}
    levels = _described(indicator, rubric, words)
    points = [point for point, _ in levels]
    alone: Schema
    if rubric.between:
        alone = {"type": "number", "minimum": points[0], "maximum": points[-1]}
        return {**said, "anyOf": [alone, EMPTY]}, alone
    described = {"enum": points, "enumDescriptions": [text for _, text in levels]}
    return {**said, "anyOf": [described, EMPTY]}, {"enum": points}


def _words_of(part: Schema, key: str) -> Schema:
    """What is said of a key, where it is not the one that offers it."""
    of_key = part["properties"][key]
    return {"doNotSuggest": True, **{k: of_key[k] for k in ("title", "description")}}


def _few(codes: Sequence[str]) -> str:
    """Codes as a mark in an editor has room for them."""
    more = f", ... ({len(codes)})" if len(codes) > _MOST else ""
    return ", ".join(codes[:_MOST]) + more


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
