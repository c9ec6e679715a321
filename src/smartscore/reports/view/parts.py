"""The parts that a report can have: their names, which a style has, and what a reader chose."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from smartscore.reports.view import Style
from smartscore.text.problems import closest

STUDIES: Final = ("robustness", "ranks", "agreement", "target", "change")
"""Parts that ask one question of the scores; each is there only where it is named."""

CLOSING: Final = ("references", "versions")
"""Parts that stand at the end, whatever the order."""

ALL: Final = (
    "comparison",
    "about",
    "instrument",
    "sheet-full",
    "descriptors",
    "evidence-full",
    "informants",
    "gaps-full",
    "results-full",
    "plan",
    "method-full",
    *CLOSING,
)
"""Everything there is, the instrument before what came of it."""

SHORT: Final = (
    "comparison",
    "about",
    "results",
    "sheet",
    "evidence",
    "contested",
    "gaps",
    "plan",
    "method",
    *CLOSING,
)
"""What a reader asks first, and on what it rests; each thing once."""

USUAL: Final[Mapping[Style, tuple[str, ...]]] = {
    "appendix": SHORT,
    "thesis": ALL,
    "brief": ("comparison", "about", "results-full", "gaps-full", "plan", *CLOSING),
}
"""The parts of each style unless told otherwise."""

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {"all": ALL, "default": SHORT}
"""Names that stand for several parts."""

NAMES: Final = (*GROUPS, *dict.fromkeys((*SHORT[:-2], *STUDIES, *ALL)))
"""Every name that can be chosen."""

_INSTRUMENT: Final = ("instrument", "descriptors", "method-full")


class UnknownPartError(ValueError):
    """A name that no part has; `near` is the one that is probably meant, or empty."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.near = closest(name.casefold(), NAMES)
        super().__init__(name)


def chosen(names: Iterable[str]) -> tuple[str, ...]:
    """The parts of these names in their order, each once; raises UnknownPartError.

    >>> chosen(["evidence", "Results", "evidence"])
    ('evidence', 'results')
    """
    return tuple(dict.fromkeys(_each(names)))


def _each(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        written = name.strip().casefold()
        if written not in NAMES:
            raise UnknownPartError(name.strip())
        yield from GROUPS.get(written, (written,))


def prints_instrument(parts: Iterable[str]) -> bool:
    """Whether parts show what rests on the sources of the rubrics, so that these are listed."""
    return any(part in _INSTRUMENT for part in parts)
