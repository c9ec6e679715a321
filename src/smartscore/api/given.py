"""What is given in Python instead of a file: a source with routes where a text has lines.

Data are taken as a YAML reader makes them, models as what their file would hold. So both are judged
by the rules that a file is judged by, and nothing of what was given is kept.
"""

import datetime
import math
from collections.abc import Iterator, Mapping, Set
from fractions import Fraction
from itertools import islice
from numbers import Integral, Real
from typing import Final

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from smartscore.model.assessment import Bare
from smartscore.text import file_faults, notation, yaml_faults
from smartscore.text.nodes import LONGEST_NUMBER, MAX_DEPTH, MAX_VALUES
from smartscore.text.problems import Code, Complaint, Invalid, Place, Route
from smartscore.text.source import MAX_BYTES, NOT_TEXT, Data, Source, codepoint

_LARGEST: Final = 10**LONGEST_NUMBER
_BITS: Final = 4000
"""Larger numbers are not written out in tens, which takes long and is refused by Python."""


class Given(Source):
    """Data or a model as the source of a file's kind; `name` stands where a file's name would.

    Raises Invalid where what is given goes round in a circle or beyond the limits of a file.
    """

    def __init__(self, name: str, given: object) -> None:
        super().__init__(name, "")
        self._refused: set[Route] = set()
        self.data = _Taking(self).take(given, ())

    def place(self, route: Route, *, key: bool = False) -> Place:  # noqa: ARG002
        """The route as a place; parts of it that match nothing are passed over."""
        here, known = self.data, []
        for part in route:
            if isinstance(here, dict) and part in here:
                here = here[str(part)]
            elif isinstance(here, list) and isinstance(part, int) and part < len(here):
                here = here[part]
            else:
                continue
            known.append(part)
        return self.spelt(tuple(known))

    def spelt(self, route: Route) -> Place:
        """A route as it stands in the place of a line."""
        return Place(f"{self.name}: {'/'.join(map(str, route))}" if route else self.name)

    def is_unsure(self, route: Route) -> bool:
        """Whether what was given there is no data, which is told already."""
        return any(route[:end] in self._refused for end in range(len(route) + 1))

    def refuse(self, code: Code, route: Route, **values: str) -> None:
        """Tell of a value that it can't be taken; nothing else is told of it."""
        self._refused.add(route)
        self.problems.append(Complaint(code, route, values).at(self.spelt(route)))


class _Taking:
    """Plain data out of what Python holds, counted as a reader of YAML counts."""

    def __init__(self, source: Given) -> None:
        self._source = source
        self._taken = self._written = 0
        self._open: set[int] = set()

    def take(self, value: object, route: Route) -> Data:
        """A value as data; None where it is refused."""
        self._taken += 1
        if self._taken > MAX_VALUES:
            raise self._stop(yaml_faults.TOO_MANY_VALUES, route, limit=str(MAX_VALUES))
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return self._text(value, route)
        if isinstance(value, Real):
            return _number(value)
        if isinstance(value, datetime.date):
            return value.isoformat()
        if isinstance(value, Bare):
            return self.take(value.value if value.level is None else value.level, route)
        if isinstance(value, BaseModel | Mapping | list | tuple):
            return self._inside(value, route)
        self._source.refuse(yaml_faults.TAG, route, variant="python", tag=_kind(value))
        return None

    def _inside(
        self,
        value: BaseModel | Mapping[object, object] | list[object] | tuple[object, ...],
        route: Route,
    ) -> Data:
        if id(value) in self._open:
            raise self._stop(yaml_faults.ALIAS_INSIDE_ITSELF, route, variant="python")
        if len(self._open) >= MAX_DEPTH:
            raise self._stop(yaml_faults.NESTED_TOO_DEEP, route, limit=str(MAX_DEPTH))
        self._open.add(id(value))
        found: Data
        if isinstance(value, list | tuple):
            found = [self.take(item, (*route, i)) for i, item in enumerate(value)]
        else:
            pairs = _fields(value) if isinstance(value, BaseModel) else value.items()
            found = self._mapping(islice(pairs, MAX_VALUES + 1), route)
        self._open.remove(id(value))
        return found

    def _mapping(self, pairs: Iterator[tuple[object, object]], route: Route) -> dict[str, Data]:
        found: dict[str, Data] = {}
        for key, value in pairs:
            name = self._key(key, route)
            if name is None:
                self._source.refuse(
                    yaml_faults.KEY_IS_NOT_TEXT, route, variant="python", tag=_kind(key)
                )
            elif name in found:
                self._source.refuse(
                    yaml_faults.KEY_STANDS_TWICE, (*route, name), variant="python", key=name
                )
            else:
                found[name] = self.take(value, (*route, name))
        return found

    def _key(self, key: object, route: Route) -> str | None:
        """A key as the text that it is in a file: `1` of a level is; None for what is none."""
        if isinstance(key, str):
            return self._text(key, route)
        if isinstance(key, Real) and not isinstance(key, bool):
            number = _number(key)
            return number if isinstance(number, str) else notation.digits(number)
        return None

    def _text(self, value: str, route: Route) -> str:
        text = str.__str__(value)
        self._written += len(text)
        if self._written > MAX_BYTES:
            raise self._stop(
                file_faults.FILE_TOO_LARGE, route, limit=str(MAX_BYTES // 1024 // 1024)
            )
        if strange := NOT_TEXT.search(text):
            self._source.refuse(yaml_faults.CONTROL_CHARACTER, route, **codepoint(strange[0]))
            return ""
        return text

    def _stop(self, code: Code, route: Route, **values: str) -> Invalid:
        found = Complaint(code, route, values).at(self._source.spelt(route))
        return Invalid([*self._source.problems, found])


def _fields(model: BaseModel) -> Iterator[tuple[object, object]]:
    """What the file of a model would hold: what was set, under its keys there."""
    held = vars(model)
    written: Set[str] = getattr(model, "__pydantic_fields_set__", frozenset())
    for name, field in type(model).model_fields.items():
        if name in held and (name in written or held[name] != _default(field)):
            yield field.alias or name, held[name]
    yield from (getattr(model, "__pydantic_extra__", None) or {}).items()


def _default(field: FieldInfo) -> object:
    """What a field of a model is where nothing is written for it."""
    return field.get_default(call_default_factory=True, validated_data={})


def _number(value: Real) -> int | float | str:
    """A number as a file can hold it; text, as in a file, where it has too many digits."""
    if isinstance(value, Integral):
        return _whole(int(value))
    if isinstance(value, Fraction):
        parts = _whole(value.numerator), _whole(value.denominator)
        return parts[0] if value.denominator == 1 else f"{parts[0]}/{parts[1]}"
    number = float(value)
    if not math.isfinite(number):
        return f"{number}"
    digits = notation.digits(number)
    return number if len(digits) <= LONGEST_NUMBER else digits


def _whole(value: int) -> int | str:
    if -_LARGEST < value < _LARGEST:
        return value
    return str(value) if value.bit_length() < _BITS else hex(value)


def _kind(value: object) -> str:
    """The type of a value by its name."""
    return type(value).__qualname__
