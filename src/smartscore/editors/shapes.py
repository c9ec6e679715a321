"""The schema of a kind of file, in the words of draft 7, out of its model."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import ModelSchema

from smartscore.editors import csl
from smartscore.editors.choices import CHOICES, EMPTY, NOTHING_WRITTEN, needs_scale, with_choice
from smartscore.editors.texts import Schema, docstrings, heading, translated
from smartscore.model.fields import Language
from smartscore.read.modelines import MODELS
from smartscore.read.shelf import bundled
from smartscore.rules.rubric import SCALE_IS_NEEDED
from smartscore.text.parsing import parse
from smartscore.text.sentences import Sentences

_NAME: Final = "urn:smartscore:schema:{kind}:1"
"""The `$id` of a schema; one that is made for a file says more behind it."""
_BOUNDS: Final = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum"}
_SCALARS: Final = {"string", "number", "integer", "boolean"}
_ORDER: Final = ("$schema", "$id", "$ref", "title", "description", "type", "default", "examples")
"""What stands first, so that the files can be read and do not change with pydantic's own order."""
_INSIDE: Final = (
    *("items", "additionalProperties", "propertyNames", "contains"),
    *("if", "then", "else", "not"),
)
_OF_KEYS: Final = ("title", "description", "default", "examples", "doNotSuggest")
"""What is said of a key, whatever stands behind it."""
_OPTIONAL: Final = "optional"
"""Marks, on its way to draft 7, a key behind which nothing need stand."""


def text(kind: str, language: Language = "en") -> str:
    """The schema of a kind of file, as it is printed and committed."""
    return written(schema(kind, language))


def written(schema: Schema) -> str:
    """A schema as text."""
    return json.dumps(schema, indent=2, ensure_ascii=True) + "\n"


def schema(kind: str, language: Language = "en") -> Schema:
    """The schema of a kind of file, one of `MODELS`, with its texts in a language."""
    raw: Schema = MODELS[kind].model_json_schema(schema_generator=_Explained)
    found: dict[str, Schema] = {**raw["$defs"], name_of(EMPTY): NOTHING_WRITTEN}
    for key, known in csl.KEYS.items():
        found["Reference"]["properties"].setdefault(key, {"title": heading(key), **known})
    sentences = Sentences(language)
    for model in CHOICES:
        if model.__name__ in found:
            with_choice(found[model.__name__], model, sentences)
    plain = _Plain(found)
    whole = plain.part(raw)
    if kind != "rubric":
        listed = whole["properties"]["rubric" if kind == "cases" else "rubrics"]
        listed.get("items", listed)["examples"] = list(_bundled())
    head = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": _NAME.format(kind=kind),
        "title": f"smartscore {kind}",
    }
    parts = {key: whole[key] for key in whole if key not in ("title", "$defs")}
    if kind == "rubric":
        found["WithLevels"], condition = needs_scale(sentences.fault(SCALE_IS_NEEDED.code, {}))
        parts |= condition
    whole = {**head, **parts, "$defs": plain.definitions(parts)}
    made: Schema = translated(whole, language)
    return made


def is_schema_of(kind: str, content: bytes) -> bool:
    """Whether a file is a schema of ours for a kind of file, which may be made anew.

    >>> made = b'{"$id": "urn:smartscore:schema:cases:1"}'
    >>> is_schema_of("cases", made), is_schema_of("rubric", made), is_schema_of("cases", b"{")
    (True, False, False)
    """
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return False
    name = found.get("$id") if isinstance(found, dict) else None
    own = _NAME.format(kind=kind)
    return isinstance(name, str) and (name == own or name.startswith(f"{own}:"))


def references(part: Any) -> Iterator[str]:
    """The names of the definitions to which a schema refers."""
    if isinstance(part, list):
        for each in part:
            yield from references(each)
    elif isinstance(part, dict):
        if "$ref" in part:
            yield name_of(part)
        for each in part.values():
            yield from references(each)


def name_of(part: Schema) -> str:
    """The definition to which a `$ref` leads."""
    return str(part["$ref"]).rpartition("/")[2]


class _Explained(GenerateJsonSchema):
    """As pydantic makes it, with the titles and descriptions that hovering shows."""

    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        part = super().model_schema(schema)
        _explain(part, schema["cls"])
        return part


def _explain(part: Schema, model: type[BaseModel]) -> None:
    said = docstrings(model)
    part["title"] = heading(model.__name__)
    for name, field in model.model_fields.items():
        key = field.alias or name
        value = part["properties"][key]
        if name in said:
            value["description"] = said[name]
        value["title"] = heading(key)
        if value.get("default", ...) in (None, [], {}):
            del value["default"]
        if field.default is None:
            value[_OPTIONAL] = True


class _Plain:
    """Schemas in the words of draft 7, without what only Python tells apart."""

    def __init__(self, found: Mapping[str, Schema]) -> None:
        self._found = found
        self._alternatives: set[str] = set()
        """Definitions that are alternatives of a key, so that they have no words of their own."""

    def definitions(self, parts: Schema) -> dict[str, Schema]:
        """The definitions that are referred to, by their names."""
        made: dict[str, Schema] = {}
        wanted = list(references(parts))
        while wanted:
            name = wanted.pop()
            if name not in made:
                made[name] = self.part(self._found[name])
                wanted += references(made[name])
        for name in self._alternatives & set(made):
            made[name] = {k: v for k, v in made[name].items() if k not in ("title", "description")}
        return {name: made[name] for name in sorted(made)}

    def part(self, part: Schema) -> Schema:
        """One schema, with all beneath it."""
        if "$ref" in part and len(part) > 1:
            part = {**self._found[name_of(part)], **{k: part[k] for k in part if k != "$ref"}}
        plain: Schema = {}
        choices: list[Schema] = []
        for key, value in part.items():
            if key in ("properties", "patternProperties"):
                plain[key] = {name: self._value(inner) for name, inner in value.items()}
            elif key in ("anyOf", "oneOf") and "properties" not in part:
                choices += map(self.part, value)
            elif key in _INSIDE and isinstance(value, dict):
                plain[key] = self.part(value)
            elif key not in ("$defs", "discriminator"):
                plain[_BOUNDS.get(key, key)] = value
        if choices == [EMPTY] or not all(map(_is_shape, choices)):
            plain["anyOf"] = choices
        elif choices:
            plain |= self._chosen(list(_flat(choices)), plain)
        elif plain.pop(_OPTIONAL, False):
            plain = _or_empty(plain)
        if plain.get("type") == "object" and "minLength" in plain:
            plain["minProperties"] = plain.pop("minLength")
        if "patternProperties" in plain:
            plain.setdefault("additionalProperties", False)
        return {key: plain[key] for key in sorted(plain, key=_rank)}

    def _value(self, value: Any) -> Any:
        return self.part(value) if isinstance(value, dict) else value

    def _chosen(self, choices: list[Schema], around: Schema) -> Schema:
        """One of several shapes; what it is decides which of them it is held against."""
        optional = around.pop(_OPTIONAL, False) or {"type": "null"} in choices
        said = around.get("description")
        if said:
            self._alternatives |= {name_of(each) for each in choices if "$ref" in each}
            choices = [_silent(each) for each in choices]
        mappings = [c for c in choices if "$ref" in c or c.get("type") == "object"]
        lists = [c for c in choices if c.get("type") == "array"]
        scalars = _merged([c for c in choices if c not in mappings and c not in lists])
        mapping = mappings[0] if len(mappings) == 1 else {"anyOf": mappings} if mappings else None
        kinds = [kind for kind in (mapping, *lists, scalars) if kind is not None]
        if len(kinds) > 1:
            if optional:
                kinds[-1] = {**kinds[-1], "type": [*_types(kinds[-1]), "null"]}
            return {"anyOf": [_by_kind(kinds, has_mapping=mapping is not None)]}
        if len(mappings) > 1:
            return {"anyOf": [*mappings, *([EMPTY] if optional else [])]}
        (only,) = kinds
        if "$ref" in only and optional:
            only = self.part(self._found[name_of(only)])
        merged = {**only, **around}
        around.clear()
        return _or_empty(merged) if optional else merged


def _is_shape(part: Schema) -> bool:
    """Whether it says of what kind a value is, and not only what holds of it."""
    return not {"$ref", "type", "anyOf"}.isdisjoint(part)


def _or_empty(part: Schema) -> Schema:
    """A key behind which nothing need stand."""
    if part.get("type") in ("object", "array"):
        shape = {key: value for key, value in part.items() if key != "type"}
        return {**shape, "if": {"type": "null"}, "else": {"type": part["type"]}}
    own = {key: value for key, value in part.items() if key in _OF_KEYS}
    shape = {key: value for key, value in part.items() if key not in own}
    if "description" in own:  # or else editors take the two for alike, and show the title twice
        shape["description"] = own["description"]
    return {**own, "anyOf": [shape, EMPTY]}


def _by_kind(kinds: Sequence[Schema], *, has_mapping: bool) -> Schema:
    """The first for a mapping, or else for a list; what is left for all that is neither."""
    first, *others = kinds
    return {
        "if": {"type": "object" if has_mapping else "array"},
        "then": first,
        "else": _by_kind(others, has_mapping=False) if len(others) > 1 else others[0],
    }


def _merged(choices: Sequence[Schema]) -> Schema | None:
    """Numbers, text and nothing as one shape: what is said of one kind is said of that alone."""
    if {"type": "number"} in choices:
        choices = [choice for choice in choices if choice != {"type": "integer"}]
    found: Schema = {}
    for choice in choices:
        if choice == {"type": "null"}:
            continue
        types = [*_types(found), *_types(choice)] if found else _types(choice)
        found |= choice
        found["type"] = types[0] if len(types) == 1 else types
    return found or None


def _types(part: Schema) -> list[str]:
    types = part["type"]
    return [types] if isinstance(types, str) else types


def _silent(part: Schema) -> Schema:
    return {key: value for key, value in part.items() if key not in ("title", "description")}


def _flat(choices: Sequence[Schema]) -> Iterator[Schema]:
    """The shapes of choices within choices, those that `_by_kind` tells apart among them."""
    for choice in choices:
        if set(choice) == {"anyOf"}:
            yield from _flat(choice["anyOf"])
        elif set(choice) == {"if", "then", "else"}:
            yield from _flat([choice["then"], choice["else"]])
        else:
            yield choice


def _rank(key: str) -> tuple[int, str]:
    return (_ORDER.index(key) if key in _ORDER else len(_ORDER), key)


@cache
def _bundled() -> tuple[str, ...]:
    """The bundled rubrics as an assessment lists them, with their major versions."""
    found = []
    for path in sorted(bundled().glob("*.yaml")):
        top = parse(path.read_bytes(), path.name).data
        assert isinstance(top, dict)
        found.append(f"{top['code']}@{str(top['version']).split('.')[0]}")
    return tuple(found)
