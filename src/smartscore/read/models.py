"""A file's data as a model, or what is wrong with its kind and its shape."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from smartscore.model.assessment import Assessment
from smartscore.model.fields import shown
from smartscore.model.rubric import Rubric
from smartscore.rules import shape
from smartscore.text import shape_faults
from smartscore.text.problems import (
    Complaint,
    closest,
)
from smartscore.text.source import Source

KINDS: Final = ("rubric/1", "assessment/1", "cases/1")
"""What a file says that it is, in its first key."""


if TYPE_CHECKING:
    from smartscore.model.cases import Cases

_Kind = TypeVar("_Kind", Rubric, Assessment, "Cases")


def as_model(source: Source, kind: type[_Kind]) -> tuple[_Kind | None, list[Complaint]]:
    """A file's data as a model, or what is wrong with its shape."""
    if (complaint := other_kind(source, kind)) is not None:
        return None, [complaint]
    data: Any
    misplaced: list[Complaint]
    data, misplaced = shape.without_misplaced_ratings(source.data)
    try:
        return kind.model_validate(data), misplaced
    except ValidationError as invalid:
        misplaced += shape.complaints(invalid, kind, source.written, source.is_cut)
    return None, misplaced


def declared_kind(data: Mapping[Any, Any]) -> str:
    """What a file says that it is, be the key misspelt; nothing where it does not say.

    >>> declared_kind({"smartscor": "rubric/1"}), declared_kind({"code": "rubric/1"})
    ('rubric/1', '')
    """
    if "smartscore" in data:
        return str(data["smartscore"])
    meant = (said for key, said in data.items() if closest(str(key), ("smartscore",)))
    return next((said for said in meant if isinstance(said, str)), "")


def other_kind(source: Source, kind: type[BaseModel]) -> Complaint | None:
    """A complaint where the file is not of the kind that is wanted."""
    (wanted,) = get_args(kind.model_fields["smartscore"].annotation)
    if not isinstance(source.data, dict):
        return Complaint(
            shape_faults.WRONG_KIND_OF_VALUE,
            (),
            {"expected": "mapping", "value": shown(source.data)},
        )
    if "smartscore" not in source.data:
        meant = closest(declared_kind(source.data), KINDS) or wanted
        return Complaint(shape_faults.KIND_IS_MISSING, (), {"wanted": meant})
    declared = source.data["smartscore"]
    if declared == wanted:
        return None
    if declared in KINDS:
        return Complaint(
            shape_faults.OTHER_KIND_OF_FILE,
            ("smartscore",),
            {"declared": declared, "wanted": wanted},
        )
    said = source.written(("smartscore",)) or shown(declared)
    near = closest(said, KINDS) or wanted
    return Complaint(
        shape_faults.UNKNOWN_KIND_OF_FILE,
        ("smartscore",),
        {"value": shown(said), "suggestion": near},
    )
