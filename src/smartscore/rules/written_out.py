"""What to write where one value stands and keys with values, or a list, are due."""

import json
import re
from collections.abc import Sequence

from pydantic import BaseModel

from smartscore.text import notation

_WORDED = ("text", "title", "label", "name")
"""Keys for what people read, beside the code that stands for it."""

_ALONE = ("file", "mean")
"""First keys of mappings that stand in place of a list."""

_NUMBERS = ("mean", "points")
"""First keys that hold a number."""

_PLAINLY = re.compile(r"[^\W_][\w./@ -]*")
_FILE = re.compile(r"\S+\.\w{2,5}")


def written_out(
    models: Sequence[type[BaseModel]], given: str, expected: str, *, number: bool = False
) -> str:
    """The value as the mapping or the list that is due; nothing where that can't be said.

    `number` says that the text which is given is a number in the file.

    >>> from smartscore.model.rubric import Item
    >>> written_out([Item], "undangan", "mapping")
    '{code: undangan, text: ...}'
    >>> written_out([Item], "Surat undangan", "list")
    '[{code: surat-undangan, text: Surat undangan}]'
    >>> written_out([], "indrajit@1", "list")
    '[indrajit@1]'
    """
    if expected == "list" and not models:
        return f"[{given}]"
    fitting = [model for model in models if _takes(model, given, number=number)]
    if not fitting:
        return ""
    mapping = _mapping(fitting[0], given)
    alone = expected == "mapping" or _first(fitting[0]) in _ALONE
    return mapping if alone else f"[{mapping}]"


def kebab(text: str) -> str:
    """A code close to what was written, if any.

    >>> kebab("Political Will")
    'political-will'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _takes(model: type[BaseModel], given: str, *, number: bool) -> bool:
    """Whether the first key of a model can hold the value."""
    first = _first(model)
    if number:
        return first in _NUMBERS
    if first == "file":
        return _FILE.fullmatch(given) is not None
    return first not in (*_NUMBERS, "min") or _worded(model) is not None


def _keys(model: type[BaseModel]) -> list[str]:
    """The keys that a model can't do without; its first one where it can do without any."""
    fields = [(field.alias or name, field) for name, field in model.model_fields.items()]
    return [key for key, field in fields if field.is_required()] or [fields[0][0]]


def _first(model: type[BaseModel]) -> str:
    return _keys(model)[0]


def _worded(model: type[BaseModel]) -> str | None:
    return next((key for key in _WORDED if key in _keys(model)), None)


def _mapping(model: type[BaseModel], given: str) -> str:
    keys, worded = _keys(model), _worded(model)
    values = dict.fromkeys(keys, "...")
    if keys[0] in _NUMBERS and notation.read(given) is None and worded is not None:
        values[worded] = _scalar(given)
    elif keys[0] == "code" and worded is not None:
        values["code"] = kebab(given) or "..."
        if given != values["code"]:
            values[worded] = _scalar(given)
    else:
        values[keys[0]] = _scalar(given)
    return "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"


def _scalar(text: str) -> str:
    """Text as it can stand between braces."""
    return text if _PLAINLY.fullmatch(text) else json.dumps(text, ensure_ascii=False)
