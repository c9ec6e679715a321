"""From pydantic's errors to complaints: one a fault, in our codes, with what was probably meant."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from smartscore.fields import shown
from smartscore.problems import Complaint, Route, closest, sole_match

_OURS = re.compile(r"[A-Z]\d{3}")
_GUESSED = 200
"""For so many faults of one file it is guessed what was meant; more are only told."""
_OF_RATINGS = ("level", "unknown", "not_applicable", "evidence")
_CODE = re.compile(r"[a-z_-]+")
_EXPECTED = {
    "string_type": "text",
    "int_type": "whole-number",
    "int_from_float": "whole-number",
    "int_parsing": "whole-number",
    "tuple_type": "list",
    "list_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "bool_type": "true-or-false",
}
_BOUNDS = {"greater_than_equal": "ge", "less_than_equal": "le", "greater_than": "gt"}


def complaints(error: ValidationError, model: type[BaseModel]) -> Iterator[Complaint]:
    """What a file's data breaks of the shape that a model describes."""
    for i, detail in enumerate(error.errors(include_url=False)):
        complaint = _complaint(detail, model if i < _GUESSED else BaseModel)
        yield complaint


def without_misplaced_ratings(data: Any) -> tuple[Any, list[Complaint]]:
    """The data of an assessment without ratings that lack the code of their rubric above them.

    Each would be blamed key by key; one complaint says what is missing.
    """
    ratings = data.get("ratings") if isinstance(data, dict) else None
    if not isinstance(ratings, dict):
        return data, []
    listed = data.get("rubrics")
    codes = [str(item).split("@")[0] for item in listed] if isinstance(listed, list) else []
    misplaced = [g for g, held in ratings.items() if g not in codes and _is_rating(held)]
    if not misplaced:
        return data, []
    kept = {group: held for group, held in ratings.items() if group not in misplaced}
    complaints = [
        Complaint("S119", ("ratings", group), {"group": shown(group)}, about="key")
        for group in misplaced
    ]
    return {**data, "ratings": kept}, complaints


def _is_rating(held: Any) -> bool:
    if isinstance(held, dict):
        return any(not isinstance(held.get(key), dict | None) for key in _OF_RATINGS)
    return isinstance(held, int | float)


def _complaint(detail: ErrorDetails, model: type[BaseModel]) -> Complaint:
    kind, context = detail["type"], detail.get("ctx", {})
    loc = detail["loc"]
    on_key = kind not in ("extra_forbidden", "missing") and loc[-1:] == ("[key]",)
    route: Route = loc[:-1] if on_key else loc
    key = str(route[-1]) if route else ""
    given = shown(detail["input"])
    if kind == "extra_forbidden" and detail["input"] is None and not _CODE.fullmatch(key):
        return Complaint("S120", route, {"key": shown(key)}, about="key")
    if kind == "extra_forbidden":
        known = _keys_beside(model, route)
        values = {"key": key, "keys": ", ".join(known), "suggestion": closest(key, known)}
        sole = sole_match(key, known)
        return Complaint("S102", route, values, about="key", instead=sole)
    if kind == "missing":
        return Complaint("S103", route[:-1], {"key": key})
    if _OURS.fullmatch(kind):
        values = {name: str(value) for name, value in context.items()}
        return Complaint(kind, route, values, about="key" if on_key else "value")
    return _standard(kind, context, route, given, on_key=on_key)


def _standard(
    kind: str, context: dict[str, Any], route: Route, given: str, *, on_key: bool
) -> Complaint:
    """A complaint about one of pydantic's own kinds of error."""
    if given == "null" and kind in _EXPECTED:
        return Complaint("S110", route)
    if kind in ("string_too_short", "too_short"):
        return Complaint("S110", route)
    if kind == "string_pattern_mismatch":
        values = {"value": given, "suggestion": _kebab(given)}
        return Complaint("S105", route, values, about="key" if on_key else "value")
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        values = {
            "value": given,
            "choices": ", ".join(choices),
            "suggestion": closest(given, choices),
        }
        return Complaint("S106", route, values, instead=sole_match(given, choices))
    if kind in _BOUNDS:
        bound = _BOUNDS[kind]
        values = {"value": given, "limit": bound, "bound": shown(context[bound])}
        return Complaint("S107", route, values)
    if kind == "string_too_long":
        return Complaint("S117", route, {"limit": str(context["max_length"])})
    expected = _EXPECTED.get(kind, kind)
    values = {"expected": expected, "value": given}
    if expected == "text" and given not in ("{...}", "[...]", "true", "false"):
        values["suggestion"] = f'"{given}"'
    elif expected == "list" and given not in ("{...}", "[...]"):
        values["suggestion"] = f"[{given}]"
    elif expected == "whole-number" and given.isdecimal():
        return Complaint("S112", route, {"value": given, "suggestion": given})
    return Complaint("S104", route, values)


def _kebab(text: str) -> str:
    """A code close to what was written, if any.

    >>> _kebab("Political Will")
    'political-will'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _keys_beside(model: type[BaseModel], route: Route) -> tuple[str, ...]:
    """The keys that a file may have where the route ends."""
    here = _models_at(model, route[:-1])
    return tuple({key: None for found in here for key in _keys(found)})


def keys_of(model: type[BaseModel], route: Route, present: Sequence[str]) -> tuple[str, ...]:
    """The keys of the mapping at the end of the route, in the order of the format.

    Empty where the keys, or some of them, are the writer's own.
    """
    fitting = (_keys(found) for found in _models_at(model, route))
    return next((keys for keys in fitting if set(present) <= set(keys)), ())


def _keys(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _models_at(model: type[BaseModel], route: Route) -> list[type[BaseModel]]:
    here = [model]
    for part in route:
        tagged = [found for found in here if found.__name__.lower() == part]
        if tagged:  # pydantic names the member of a union that it tried
            here = tagged
            continue
        fields = [f for m in here for name, f in m.model_fields.items() if part in (name, f.alias)]
        inner = [found for field in fields for found in _models_in(field.annotation)]
        here = inner or here
    return here


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Every model that an annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
