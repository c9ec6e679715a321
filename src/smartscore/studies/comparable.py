"""Whether figures of several assessments can be set side by side: only those of one rubric can."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from smartscore.engine.resolving import resolve
from smartscore.results.result import Result

if TYPE_CHECKING:
    from smartscore.engine.card import Card

_SHOWN: Final = len("sha256:") + 8
"""So much of a digest tells two apart for a reader."""


class Difference(NamedTuple):
    """What differs between two rubrics of one code: the key of a sentence, and its values.

    `between` are the places of the two assessments that use them, among all.
    """

    key: str
    values: Mapping[str, str]
    between: tuple[int, int]

    @property
    def edited(self) -> bool:
        """Whether two rubrics that do not score alike go by one version number."""
        return self.key == _EDITED


def clash(results: Sequence[Result]) -> Difference | None:
    """The first difference that keeps figures from being compared; None where there is none."""
    return next(iter(clashes(results)), None)


def clashes(results: Sequence[Result]) -> list[Difference]:
    """Every such difference.

    Different major versions say that scores can differ. So do different digests, whatever the
    version numbers say.
    """
    return [d for d in _differences(results) if d.key != _ALIKE]


def harmless(results: Sequence[Result]) -> list[Difference]:
    """Versions that differ and score alike, each pair once."""
    found = (d for d in _differences(results) if d.key == _ALIKE)
    return list({tuple(d.values.values()): d for d in found}.values())


_ALIKE: Final = "differ.version"
_EDITED: Final = "differ.digest"


def _differences(results: Sequence[Result]) -> Iterator[Difference]:
    """How each rubric differs from the first of its code."""
    seen: dict[str, tuple[Card, int]] = {}
    for place, card in ((i, card) for i, result in enumerate(results) for card in result.cards):
        first, at = seen.setdefault(card.rubric.code, (card, place))
        versions = {"one": first.rubric.version, "other": card.rubric.version}
        values = {"code": card.rubric.code, **versions}
        between = at, place
        if first.rubric.major != card.rubric.major:
            yield Difference("differ.major", values, between)
        elif first.digest != card.digest and _own(first) != _own(card):
            same = first.rubric.version == card.rubric.version
            digests = {"this": _own(first)[:_SHOWN], "that": _own(card)[:_SHOWN]}
            yield Difference(_EDITED if same else "differ.minor", values | digests, between)
        elif first.rubric.version != card.rubric.version:
            yield Difference(_ALIKE, values, between)


def _own(card: "Card") -> str:
    """The digest of a rubric with its own weights: others are the wish of who scores."""
    tree = card.tree
    return resolve(tree.rubric, tree.grafts).digest if tree.marked else tree.digest
