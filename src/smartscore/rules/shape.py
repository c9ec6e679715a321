"""From pydantic's errors to complaints: one a fault, in our codes, with what was probably meant."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from smartscore.model.assessment import OF_RATINGS, Plan, ResponseFile, ResponseMean
from smartscore.model.fields import LANGUAGES, fraction_fault, number_fault, shown
from smartscore.rules.written_out import kebab, written_out
from smartscore.text import notation, shape_faults
from smartscore.text.problems import Beside, Complaint, Route, Wrong, closest, sole_match
from smartscore.text.vocabulary import in_the_format, meanings

_GUESSED = 200
"""For so many faults of one file it is guessed what was meant; more are only told."""
_SAYING = tuple(key for key in OF_RATINGS if key != "plan")
_PARTS: Final[dict[str, Iterable[str]]] = {
    "plan": Plan.model_fields.keys() - set(OF_RATINGS),
    "responses": ResponseFile.model_fields.keys() | ResponseMean.model_fields.keys(),
    **dict.fromkeys(("because", "unknown", "not_applicable"), LANGUAGES),
}
"""Keys of parts of a rating which no rating has itself."""
_CODE = re.compile(r"[a-z_-]+")
_DECIMAL = re.compile(r"-?\d+\.\d+")
_EXPORTED = re.compile(r"\S*\.(?i:ris|ya?ml|xml|enw|nbib|csv|xlsx?|rdf|html?|txt|docx?)")
"""Names of files that programs for references write and that are not read."""

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


Written = Callable[[Route], str | None]
"""The text of a scalar as a file has it, at the end of a route."""

Cut = Callable[[Route], bool]
"""Whether a comma between braces made the key at the end of a route."""


def complaints(
    error: ValidationError,
    model: type[BaseModel],
    written: Written,
    is_cut: Cut = lambda _: False,
) -> Iterator[Complaint]:
    """What a file's data breaks of the shape that a model describes.

    Numbers and words such as `true` are quoted as they are `written`: 35.10, and not 35.1. A key
    that is there under another name is not missing too.
    """
    found = [
        _complaint(detail, model if i < _GUESSED else BaseModel, written, is_cut)
        for i, detail in enumerate(error.errors(include_url=False))
    ]
    renamed = {
        (complaint.route[:-1], complaint.values["suggestion"])
        for complaint in found
        if complaint.code == shape_faults.UNKNOWN_KEY
    }
    for complaint in found:
        route = complaint.route
        if complaint.code == shape_faults.NOTHING_WRITTEN and (is_cut(route) or is_cut(route[:-1])):
            continue  # a key that a comma made has no value, and that it did is told
        if complaint.code == shape_faults.KEY_IS_MISSING and is_cut(
            (*route, complaint.values["key"])
        ):
            continue
        if (
            complaint.code != shape_faults.KEY_IS_MISSING
            or (route, complaint.values["key"]) not in renamed
        ):
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
        Complaint(
            shape_faults.RATING_WITHOUT_ITS_RUBRIC, ("ratings", group), {"group": shown(group)}
        )
        for group in misplaced
    ]
    return {**data, "ratings": kept}, complaints


def _is_rating(held: Any) -> bool:
    """Whether what stands in the place of a group of ratings is one rating.

    An indicator may have the name of a key of ratings: then that holds a rating itself.
    """
    if not isinstance(held, dict):
        return isinstance(held, int | float)
    told = [key for key in _SAYING if not isinstance(held.get(key), dict | None)]
    if told == ["value"]:  # a number alone could be the rating of an indicator of that name
        return held.keys() <= set(OF_RATINGS)
    return bool(told) or any(
        isinstance(part := held.get(key), dict) and any(name in part for name in inside)
        for key, inside in _PARTS.items()
    )


def _complaint(
    detail: ErrorDetails, model: type[BaseModel], written: Written, is_cut: Cut
) -> Complaint:
    kind, context = detail["type"], detail.get("ctx", {})
    loc = detail["loc"]
    on_key = kind not in ("extra_forbidden", "missing") and loc[-1:] == ("[key]",)
    route: Route = _untagged(loc[:-1] if on_key else loc)
    typed = isinstance(detail["input"], int | float) or _is_decimal(detail["input"])
    given = shown((typed and not on_key and written(route)) or detail["input"])
    if (on_key or kind == "extra_forbidden") and is_cut(route):
        return Complaint(shape_faults.COMMA_ENDED_THE_VALUE, route, {"key": shown(route[-1])})
    if kind == "extra_forbidden":
        return _unknown_key(route, detail["input"], model)
    if kind == "missing":
        return Complaint(shape_faults.KEY_IS_MISSING, route[:-1], {"key": str(route[-1])})
    if isinstance(wrong := context.get("error"), Wrong):
        found = _ours(wrong, route, given, "key" if on_key else "value")
        no_number = found.values.get("variant") == "number"
        return _no_level(found, given) if no_number and _is_level(route) else found
    return _standard(detail, route, given, model, on_key=on_key)


def _is_decimal(value: Any) -> bool:
    """Whether a text may be a decimal of a file, as those of references are by then."""
    return isinstance(value, str) and _DECIMAL.fullmatch(value) is not None


def _untagged(route: Route) -> Route:
    """A route without what pydantic calls an item of `references`, which may be a file."""
    tagged = route[:1] == ("references",) and route[2:3] in (("reference",), ("file",))
    return (*route[:2], *route[3:]) if tagged else route


def wrong_number(value: Any, route: Route) -> Complaint:
    """The complaint about a value that is not the number that is due."""
    return _ours(number_fault(value), route, shown(value))


def wrong_fraction(text: str, route: Route, most: int) -> Complaint:
    """The complaint about text that is neither the fraction nor the number that is due."""
    return _ours(fraction_fault(text, most), route, shown(text))


def _ours(
    wrong: Wrong, route: Route, given: str, about: Literal["key", "value"] = "value"
) -> Complaint:
    """What a validator says, about the end of a route, with the value as it is written."""
    values = dict(wrong.complaint.values)
    if "value" in values:
        values["value"] = given
    if wrong.complaint.code == shape_faults.WRONG_KIND_OF_VALUE:
        values.setdefault("variant", values["expected"])
    if wrong.complaint.code == shape_faults.POINTS_STAND_TWICE:
        first = Beside((*route, values.pop("first")), "first")
        place = (*route, values["points"])
        return wrong.complaint._replace(route=place, values=values, about="key", related=(first,))
    return wrong.complaint._replace(route=route, values=values, about=about)


def _is_level(route: Route) -> bool:
    """Whether a route leads to a rating or its level, where a number of a scale is due."""
    inside = route[2:] if route[:1] == ("cases",) else route
    due = 2 if inside is not route else 3
    return inside[:1] == ("ratings",) and len(inside) - (inside[-1:] == ("level",)) == due


def _no_level(complaint: Complaint, given: str) -> Complaint:
    """The complaint about a level that is no number, with what the words stand for if known."""
    meant = (*meanings(given), kebab(given).replace("-", "_"))
    words = (word for word in ("unknown", "not_applicable") if word in meant)
    return complaint._replace(values={**complaint.values, "variant": next(words, "level")})


def _unknown_key(route: Route, value: Any, model: type[BaseModel]) -> Complaint:
    key = str(route[-1])
    if value is None and not _CODE.fullmatch(key):
        return Complaint(shape_faults.COMMA_ENDED_THE_VALUE, route, {"key": shown(key)})
    known = _keys_beside(model, route)
    near = in_the_format(key, known) or _further_in(key, model, route)
    if not near and not meanings(key):
        near = closest(key, known)
    values = {"key": key, "keys": ", ".join(known), "suggestion": near}
    if known == LANGUAGES:
        values["variant"] = "text"
    return Complaint(shape_faults.UNKNOWN_KEY, route, values, instead=sole_match(key, known))


def _further_in(key: str, model: type[BaseModel], route: Route) -> str:
    """Where one level below a key in other words belongs: `responses: {file: ...}`, or nothing."""
    for here in _models_at(model, route[:-1]):
        for name, field in here.model_fields.items():
            inner = [known for found in _models_in(field.annotation) for known in _keys(found)]
            if found := in_the_format(key, inner):
                item = f"{{{found}: ...}}"
                listed = get_origin(field.annotation) is tuple
                return f"{field.alias or name}: {f'[{item}]' if listed else item}"
    return ""


def _standard(
    detail: ErrorDetails, route: Route, given: str, model: type[BaseModel], *, on_key: bool
) -> Complaint:
    """A complaint about one of pydantic's own kinds of error."""
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    if (value is None and kind in _EXPECTED) or kind in ("string_too_short", "too_short"):
        return Complaint(shape_faults.NOTHING_WRITTEN, route)
    if kind == "string_pattern_mismatch":
        named = given.rsplit("/", maxsplit=1)[-1] if _names_a_node(route) else given
        values = {"value": given, "suggestion": kebab(named)}
        about: Literal["key", "value"] = "key" if on_key else "value"
        return Complaint(shape_faults.NOT_A_CODE, route, values, about)
    if kind == "literal_error":
        expected = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        choices = _choices(model, route) or expected
        near = in_the_format(given, choices) or closest(given, choices)
        values = {"value": given, "choices": ", ".join(choices), "suggestion": near}
        if len(choices) == 1:
            values["variant"] = "one"
        return Complaint(
            shape_faults.NOT_ONE_OF_THE_CHOICES, route, values, instead=sole_match(given, choices)
        )
    if kind in _BOUNDS:
        bound = _BOUNDS[kind]
        values = {"value": given, "limit": bound, "bound": shown(context[bound])}
        percentage = notation.percentage(f"{given}%")
        if (
            context[bound] == 1
            and bound in ("le", "lt")
            and percentage
            and Decimal(percentage[1]) <= 1
        ):
            values["suggestion"] = percentage[1]
        return Complaint(shape_faults.OUT_OF_BOUNDS, route, values)
    if kind == "string_too_long":
        return Complaint(shape_faults.CODE_TOO_LONG, route, {"limit": str(context["max_length"])})
    return _other_kind(_EXPECTED.get(kind, kind), value, route, given, model)


def _names_a_node(route: Route) -> bool:
    """Whether the end of a route names a node of a rubric, by its code and not by a path."""
    names = (*route[:1], *(part for part in route if isinstance(part, str)))
    return names[0] in ("weightings", "ratings") or names[-1] in ("when", "order")


def _other_kind(
    expected: str, value: Any, route: Route, given: str, model: type[BaseModel]
) -> Complaint:
    """A complaint about a value of another kind than its key asks for, with what to write."""
    values = {"expected": expected, "value": given, "variant": expected}
    single = not isinstance(value, dict | list)
    if expected == "text" and isinstance(value, float) and _is_code(model, route):
        return Complaint(
            shape_faults.NOT_A_CODE, route, {"value": given, "suggestion": kebab(given)}
        )
    if expected == "text" and single:
        return Complaint(
            shape_faults.WRONG_KIND_OF_VALUE,
            route,
            values | {"suggestion": f'"{given}"'},
            instead=given,
        )
    if expected == "whole-number" and single:
        number = notation.read(given)
        whole = number.whole if number else ""
        if whole and isinstance(value, str):
            return Complaint(
                shape_faults.NUMBER_IN_ANOTHER_NOTATION,
                route,
                {"value": given, "suggestion": whole},
            )
        if whole:
            values["suggestion"] = whole
    if expected in ("list", "mapping"):
        if single and "references" in route and _EXPORTED.fullmatch(given):
            return Complaint(shape_faults.REFERENCES_IN_A_FILE, route, {"file": given})
        if single:
            due, typed = _models_due(model, route), isinstance(value, int | float)
            values["suggestion"] = written_out(due, given, expected, number=typed)
    return Complaint(shape_faults.WRONG_KIND_OF_VALUE, route, values)


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


def _models_due(model: type[BaseModel], route: Route) -> list[type[BaseModel]]:
    """The models that describe what is due at the end of a route; none where it is no mapping."""
    while route and (isinstance(route[-1], int) or route[-1] == "answers"):
        route = route[:-1]
    here = _models_at(model, route)
    return here if here != _models_at(model, route[:-1]) else []


def _choices(model: type[BaseModel], route: Route) -> list[str]:
    """The words that tell the members of a union apart, where one was tried; else none."""
    if len(route) < 2:
        return []
    members = _models_at(model, route[:-2])
    if all(member.__name__.lower() != route[-2] for member in members):
        return []
    fields = (member.model_fields.get(str(route[-1])) for member in members)
    return [word for field in fields if field for word in _words(field.annotation)]


def _words(part: Any) -> Iterator[str]:
    """The words of a `Literal`, or of those in a union."""
    for inner in get_args(part):
        if isinstance(inner, str):
            yield inner
        else:
            yield from _words(inner)


def _is_code(model: type[BaseModel], route: Route) -> bool:
    """Whether the end of a route is a code, or is in a list of codes."""
    while isinstance(route[-1], int):
        route = route[:-1]
    here = [f for m in _models_at(model, route[:-1]) for f in [m.model_fields.get(str(route[-1]))]]
    return any(_has_pattern(field) for field in here if field is not None)


def _has_pattern(part: Any) -> bool:
    if isinstance(part, FieldInfo):
        marked = any(getattr(mark, "pattern", None) for mark in part.metadata)
        return marked or _has_pattern(part.annotation)
    return any(_has_pattern(inner) for inner in get_args(part))


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Every model that an annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
