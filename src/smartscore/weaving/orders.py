"""What a block asks for, as its writer spells it."""

import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from smartscore.model.fields import LANGUAGES
from smartscore.text.problems import closest
from smartscore.weaving import Order, Refused

TABLES: Final = {
    "dimensions": "results",
    "comparison": "comparison",
    "instrument": "instrument",
    "sheet": "sheet",
    "descriptors": "descriptors",
    "evidence": "evidence",
    "shown": "shown",
    "informants": "informants",
    "gaps": "gaps",
    "contested": "contested",
    "conflicts": "conflicts",
    "bands": "bands",
}
"""The tables that a block can ask for, and what they are called in a report."""

VALUES: Final = ("score", "low", "high", "bounds", "band", "rated", "level")
"""The figures that a block can ask for."""

FIGURES: Final = ("ranges", "radar")
"""The charts that a block can ask for."""

KINDS: Final = ("table", "figure", "value", "verdict", "references")

_OPTIONS: Final = {
    "lang": KINDS,
    "caption": ("table", "figure"),
    "label": ("table", "figure"),
    "turn": ("table",),
}
"""Options, and the kinds of blocks that take them."""

NO_CAPTION: Final = "no"
"""What is written as a caption where there shall be none."""

_ANSWERS: Final = ("yes", "no")
_OPTION = re.compile(rf"({'|'.join(_OPTIONS)})=|[a-z]+=[^./\\]*$", re.DOTALL)
"""An option, or what was meant as one; a file may have the sign in its name."""

_LABEL = re.compile(r"[^\W\d_]\w{0,39}")


def read(order: str) -> Order:
    """The order of a block; raises Refused."""
    try:
        words = shlex.split(order)
    except ValueError:
        raise Refused("quotes") from None
    options = dict(word.split("=", 1) for word in words if _OPTION.match(word))
    plain = [word for word in words if not _OPTION.match(word)]
    found = _read(order, plain)
    for name, value in options.items():
        if found.kind not in _OPTIONS.get(name, ()):
            raise Refused("option", name=name, names=", ".join(_taken(found.kind)))
        if name == "lang" and value:
            _known(value, LANGUAGES)
        if name == "turn":
            _known(value, _ANSWERS)
        if name == "label" and not _LABEL.fullmatch(value):
            raise Refused("label", name=value)
    return found._replace(
        language=options.get("lang", ""),
        caption=options.get("caption", ""),
        label=options.get("label", ""),
        turns=options.get("turn") != "no",
    )


def _read(order: str, plain: Sequence[str]) -> Order:
    match plain:
        case ["table", name, *rest] if rest:
            _known(name, TABLES)
            return Order("table", name, *_split(rest), "", "")
        case ["figure", name, file, *target] if len(target) <= 1:
            _known(name, FIGURES)
            return Order("figure", name, (file,), "".join(target), "", "")
        case ["value", name, file, node]:
            _known(name, VALUES)
            return Order("value", name, (file,), node, "", "")
        case ["verdict", file, *target] if len(target) <= 1:
            return Order("verdict", "", (file,), "".join(target), "", "")
        case ["references"]:
            return Order("references", "", (), "", "", "")
        case ["references", *rest]:
            return Order("references", "", *_split(rest), "", "")
        case [kind, *_] if kind not in KINDS and (meant := closest(kind, list(KINDS))):
            raise Refused("kind", name=kind, meant=meant)
    raise Refused("order", asked=order[:80])


def completed(found: Order, others: Iterable[Order | None]) -> Order:
    """The order with the assessments of all others in its document, where it wants those."""
    if found.kind != "references" or found.files:
        return found
    files = dict.fromkeys(file for other in others if other for file in other.files)
    if not files:
        raise Refused("no-files")
    return found._replace(files=tuple(files))


def _taken(kind: str) -> list[str]:
    return [name for name, kinds in _OPTIONS.items() if kind in kinds]


def _known(name: str, names: Sequence[str] | Mapping[str, str]) -> None:
    if name not in names:
        meant = closest(name, list(names))
        raise Refused("name", name=name, names=meant or ", ".join(names))


def _split(words: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Files, and perhaps a rubric behind them: a code, which has neither a dot nor a slash."""
    last = words[-1]
    if len(words) > 1 and "." not in last and "/" not in last:
        return tuple(words[:-1]), last
    return tuple(words), ""
