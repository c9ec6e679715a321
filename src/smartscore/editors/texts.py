"""What is said of each key: the strings beneath the fields of the models, in both languages."""

import ast
import inspect
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from smartscore.model.fields import Language

Schema = dict[str, Any]

_SAID: Final = ("title", "description", "patternErrorMessage")
_TRANSLATED: Final = Path(__file__).parent.parent / "locales" / "schemas" / "id.json"


@cache
def docstrings(model: type[BaseModel]) -> Mapping[str, str]:
    """The strings beneath a model's fields, and beneath those that it has from another of ours.

    pydantic can read them itself, but does so on every import, which costs each command a tenth of
    its start.
    """
    (body,) = ast.parse(inspect.getsource(model)).body
    assert isinstance(body, ast.ClassDef)
    above = (base for base in model.__bases__ if base.__module__ == model.__module__)
    found = {name: said for base in above for name, said in docstrings(base).items()}
    for field, after in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            found[field.target.id] = inspect.cleandoc(str(after.value.value)).replace("\n", " ")
    return found


def heading(name: str) -> str:
    """A heading out of a key or of a model's name.

    >>> heading("minimum_availability"), heading("ScalePoint"), heading("URL")
    ('Minimum availability', 'Scale point', 'URL')
    """
    words = "".join(f" {c.lower()}" if c.isupper() and not name.isupper() else c for c in name)
    words = words.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def said(part: Any, *, names: bool = False) -> set[str]:
    """Every text of a schema that a person reads. The keys of `properties` are `names`."""
    if isinstance(part, list):
        return set().union(*map(said, part))
    found: set[str] = set()
    for key, value in part.items() if isinstance(part, dict) else ():
        if key in _SAID and isinstance(value, str) and not names:
            found.add(value)
        else:
            found |= said(value, names=_has_names(key) and not names)
    return found


def translated(part: Any, language: Language, *, names: bool = False) -> Any:
    """A schema with its texts in a language; they stand in English in the models."""
    if language == "en":
        return part
    if isinstance(part, list):
        return [translated(each, language) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: in_indonesian()[value]
        if key in _SAID and isinstance(value, str) and not names
        else translated(value, language, names=_has_names(key) and not names)
        for key, value in part.items()
    }


@cache
def in_indonesian() -> Mapping[str, str]:
    """The texts in Indonesian, by what they are in English."""
    found: dict[str, str] = json.loads(_TRANSLATED.read_text(encoding="utf-8"))
    return found


def _has_names(key: str) -> bool:
    """Whether the keys beneath are names of keys, and none of a schema."""
    return key in ("properties", "patternProperties", "$defs")
