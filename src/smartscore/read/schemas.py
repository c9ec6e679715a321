"""JSON Schemas of the files, by which editors complete, explain and check while one writes.

They say what a file looks like; what it means, and so most of what `check` finds, they can not say.
Draft 7 is what the YAML language server and the IDEs of JetBrains read. A few keywords beyond it
(`patternErrorMessage`) are known to editors and passed over by everyone else.
"""

import ast
import inspect
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import ModelSchema

from smartscore.model.assessment import (
    FINDINGS,
    RATINGS,
    TARGETS,
    Assessment,
    Judgement,
    Plan,
    Rating,
)
from smartscore.model.cases import Cases
from smartscore.model.rubric import MEASURES, Dimension, Indicator, Rubric
from smartscore.read.shelf import bundled
from smartscore.text.parsing import parse

Schema = dict[str, Any]

MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "rubric": Rubric,
    "assessment": Assessment,
    "cases": Cases,
}
"""The kinds of file that have a schema; a new kind starts here and in `cli.schema.Kind`."""

_ONE_OF: Final[Mapping[type[BaseModel], Sequence[str]]] = {
    Dimension: ("dimensions", "indicators"),
    Indicator: MEASURES,
    Rating: FINDINGS,
    Plan: tuple(TARGETS.values()),
    Judgement: tuple(RATINGS.values()),
}
"""Keys of which there is exactly one."""

_BOUNDS: Final = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum"}
_WORDS: Final = ["string", "number", "null"]
_CSL: Final[Mapping[str, Schema]] = {
    "type": {
        "description": "The CSL type of the source.",
        "type": _WORDS,
        "examples": ["report", "legislation", "article-journal", "book", "webpage", "interview"],
    },
    "author": {
        "description": "The authors: a list of `family` and `given`, or of `literal`.",
        "type": ["array", "string", "object", "null"],
        "items": {
            "properties": {
                "family": {"description": "The family name."},
                "given": {"description": "The given names."},
                "literal": {"description": "The name of an author that is no person."},
            }
        },
    },
    "issued": {
        "description": "When it came out: `date-parts`, a list with a list of year, month, day.",
        "type": ["object", *_WORDS],
        "properties": {"date-parts": {"description": "Such as [[2025, 8, 17]]."}},
    },
    "publisher": {"description": "Who published it.", "type": _WORDS},
    "URL": {"description": "Where it is on the web.", "type": _WORDS},
    "note": {"description": "What a reader should know about it.", "type": _WORDS},
}
"""Keys of CSL that are kept without a look; they are here to be completed."""
_ORDER: Final = ("$schema", "$ref", "title", "description", "type", "default", "examples")
"""What stands first, so that the files can be read and do not change with pydantic's own order."""


def nearest(file: Path, kind: type[BaseModel]) -> str | None:
    """The path from a file to the schema of its kind in a `schemas` folder above it, if any."""
    name = next(name for name, model in MODELS.items() if model is kind)
    for i, folder in enumerate(Path(os.path.realpath(file)).parents):
        if (folder / "schemas" / f"{name}.json").is_file():
            return "../" * i + f"schemas/{name}.json"
    return None


def text(kind: str) -> str:
    """The schema of a kind of file, as it is printed and committed."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=True) + "\n"


def schema(kind: str) -> Schema:
    """The schema of a kind of file, one of `MODELS`."""
    whole: Schema = _plain(MODELS[kind].model_json_schema(schema_generator=_Explained))
    _complete_references(whole["$defs"]["Reference"])
    if kind == "assessment":
        whole["properties"]["rubrics"]["items"]["examples"] = list(_bundled())
    elif kind == "cases":
        whole["properties"]["rubric"]["examples"] = list(_bundled())
    head = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"smartscore {kind}",
    }
    definitions = whole.pop("$defs")
    return head | {key: whole[key] for key in whole if key != "title"} | {"$defs": definitions}


class _Explained(GenerateJsonSchema):
    """As pydantic makes it, with the titles and descriptions that hovering shows."""

    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        part = super().model_schema(schema)
        _explain(part, schema["cls"])
        choices = _ONE_OF.get(schema["cls"], ())
        if len(choices) == 1:
            part["required"] = [*part.get("required", ()), *choices]
        elif choices:
            part["oneOf"] = [{"required": [key]} for key in choices]
            if schema["cls"] is Rating:
                part["oneOf"].append({"required": ["plan"], "maxProperties": 1})
                found = {"anyOf": [{"required": [key]} for key in choices]}
                part["oneOf"].append({"required": ["judgements"], "not": found})
        return part


def _explain(part: Schema, model: type[BaseModel]) -> None:
    said = _docstrings(model)
    part["title"] = _sentence(model.__name__)
    for name, field in model.model_fields.items():
        key = field.alias or name
        value = part["properties"][key]
        if name in said:
            value["description"] = said[name]
        value["title"] = _sentence(key)
        if value.get("default", ...) in (None, [], {}):
            del value["default"]
        if field.default is None:
            _without_null(value)


def _complete_references(part: Schema) -> None:
    for key, known in _CSL.items():
        part["properties"].setdefault(key, {"title": _sentence(key), **known})


def _docstrings(model: type[BaseModel]) -> dict[str, str]:
    """The strings beneath a model's fields, and beneath those that it has from another of ours.

    pydantic can read them itself, but does so on every import, which costs each command a tenth of
    its start.
    """
    (body,) = ast.parse(inspect.getsource(model)).body
    assert isinstance(body, ast.ClassDef)
    above = (base for base in model.__bases__ if base.__module__ == model.__module__)
    found = {name: said for base in above for name, said in _docstrings(base).items()}
    for field, after in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            found[field.target.id] = inspect.cleandoc(str(after.value.value)).replace("\n", " ")
    return found


def _without_null(value: Schema) -> None:
    """An optional key is left out; offering `null` for it would only be in the way."""
    kinds = [kind for kind in value.get("anyOf", ()) if kind != {"type": "null"}]
    if len(kinds) == 1:
        del value["anyOf"]
        for key, inner in kinds[0].items():
            value.setdefault(key, inner)
    elif kinds:
        value["anyOf"] = kinds


def _plain(part: Schema) -> Schema:
    """The same in the words of draft 7, without what only Python tells apart."""
    plain: Schema = {}
    for key, value in part.items():
        if key in ("properties", "patternProperties", "$defs"):
            plain[key] = {name: _plain(inner) for name, inner in value.items()}
        elif key == "anyOf" or (key == "oneOf" and "properties" not in part):
            plain["anyOf"] = list(_flat(map(_plain, value)))
        elif key in ("items", "additionalProperties", "propertyNames") and isinstance(value, dict):
            plain[key] = _plain(value)
        else:
            plain[_BOUNDS.get(key, key)] = value
    choices = plain.pop("anyOf", [])
    if {"type": "number"} in choices:
        choices = [choice for choice in choices if choice != {"type": "integer"}]
    if len(choices) == 1:
        plain = {**choices[0], **plain}
    elif choices:
        plain["anyOf"] = choices
    if plain.get("type") == "object" and "minLength" in plain:
        plain["minProperties"] = plain.pop("minLength")
    if "patternProperties" in plain:
        plain.setdefault("additionalProperties", False)
    return {key: plain[key] for key in sorted(plain, key=_rank)}


def _rank(key: str) -> tuple[int, str]:
    return (_ORDER.index(key) if key in _ORDER else len(_ORDER), key)


def _flat(choices: Iterable[Schema]) -> Iterator[Schema]:
    for choice in choices:
        yield from choice["anyOf"] if set(choice) == {"anyOf"} else [choice]


def _bundled() -> Iterator[str]:
    """The bundled rubrics as an assessment lists them, with their major versions."""
    for path in sorted(bundled().glob("*.yaml")):
        top = parse(path.read_bytes(), path.name).data
        assert isinstance(top, dict)
        yield f"{top['code']}@{str(top['version']).split('.')[0]}"


def _sentence(name: str) -> str:
    """A heading out of a key or of a model's name.

    >>> _sentence("minimum_availability"), _sentence("ScalePoint"), _sentence("URL")
    ('Minimum availability', 'Scale point', 'URL')
    """
    words = "".join(f" {c.lower()}" if c.isupper() and not name.isupper() else c for c in name)
    words = words.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
