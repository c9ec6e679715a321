"""What a cell holds, out of what its part says, and what it shows where that is something else."""

import datetime
import math
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from smartscore.sheets.dates import Moment, moment
from smartscore.sheets.formats import section_for, sections
from smartscore.sheets.parts import unescaped
from smartscore.sheets.shown import BROKEN, Shown, shown_number, shown_text

Held = str | int | float | bool | Moment
"""What a cell can hold."""

_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?")
_LONGEST: Final = 400
"""Characters of a number; one with more of them was not written by a program."""

_TRUTHS: Final = {"1": True, "true": True, "0": False, "false": False}


class Found(NamedTuple):
    """A cell that is not blank, as its part has it; `formats` are those it may have by itself."""

    kind: str
    said: str
    formats: tuple[str, ...]


def held(found: Found, codes: Sequence[str], *, from_1904: bool) -> tuple[Held, Shown | None]:
    """What a cell holds, and what it shows where that is something else.

    `codes` are the formats that it may be shown in, the likeliest first. Raises ValueError or
    LookupError where what is said is nothing of its kind.
    """
    said = found.said.strip()
    if found.kind in ("s", "str", "inlineStr"):
        text = unescaped(found.said) if found.kind == "str" else found.said
        return text, _worst([shown_text(code, text) for code in codes])
    if found.kind == "b":
        return _TRUTHS[said], None
    if found.kind == "d":
        return _iso(said), None
    if found.kind != "n" or len(said) > _LONGEST or not _NUMBER.fullmatch(said):
        raise ValueError(said)
    value = float(said)
    if not math.isfinite(value):
        raise ValueError(said)
    days = [_day(code, value, from_1904=from_1904) for code in codes]
    if days[0] is None:
        others = zip(codes, days, strict=True)
        return value, _worst([_other(code, value, day) for code, day in others])
    if isinstance(days[0], Shown) or any(day != days[0] for day in days):
        return value, Shown(BROKEN, "other")
    return days[0], None


def _other(code: str, value: float, day: Moment | Shown | None) -> Shown | None:
    if day is None:
        return shown_number(code, value)
    return day if isinstance(day, Shown) else Shown(str(day), "other")


_RANKS: Final = ("rounded", "dressed", "nothing", "other")


def _worst(found: Sequence[Shown | None]) -> Shown | None:
    """Of what a cell may show, what is furthest from what it holds."""
    all_found = [shown for shown in found if shown is not None]
    return max(all_found, key=lambda shown: _RANKS.index(shown.kind), default=None)


def _day(code: str, value: float, *, from_1904: bool) -> Moment | Shown | None:
    """The day or time that a format makes of a number; None where it makes none.

    What the format shows besides comes back where it says something of its own with digits.
    """
    if not _is_dated(code):
        return None
    try:
        chosen = section_for(code, Decimal(repr(value)))
    except (LookupError, ValueError, ArithmeticError):
        return Shown(BROKEN, "other")
    if chosen is None or not chosen[0].is_date:
        return None
    section = chosen[0]
    day = moment(value, from_1904=from_1904, elapsed=section.is_elapsed)
    odd = any(
        t.kind == "percent" or (t.kind == "text" and re.search(r"\d", t.text))
        for t in section.tokens
    )
    return Shown(BROKEN, "other") if day is None or odd else day


@cache
def _is_dated(code: str) -> bool:
    try:
        return any(section.is_date for section in sections(code))
    except (ValueError, ArithmeticError):
        return False


def _iso(said: str) -> Held:
    """A day or time as ISO 8601 writes it."""
    if "T" in said or " " in said:
        found = datetime.datetime.fromisoformat(said)
        return found.date() if found.time() == datetime.time() else found
    return datetime.date.fromisoformat(said) if "-" in said else datetime.time.fromisoformat(said)
