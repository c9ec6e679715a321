"""Whether figures of several assessments can be set side by side: only those of one rubric can."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from smartscore.results.result import Result

if TYPE_CHECKING:
    from smartscore.engine.card import Card

_SHOWN: Final = len("sha256:") + 8
"""So much of a digest tells two apart for a reader."""


class Difference(NamedTuple):
    """What differs between two rubrics of one code: the key of a sentence, and its values."""

    key: str
    values: Mapping[str, str]


def clash(results: Sequence[Result]) -> Difference | None:
    """The first difference that keeps figures from being compared; None where there is none.

    Different major versions say that scores can differ. So do different digests, whatever the
    version numbers say.
    """
    return next((d for d in _differences(results) if d.key != _ALIKE), None)


def harmless(results: Sequence[Result]) -> list[Difference]:
    """Versions that differ and score alike, each pair once."""
    found = (d for d in _differences(results) if d.key == _ALIKE)
    return list({tuple(d.values.values()): d for d in found}.values())


_ALIKE: Final = "differ.version"


def _differences(results: Sequence[Result]) -> Iterator[Difference]:
    """How each rubric differs from the first of its code."""
    seen: dict[str, Card] = {}
    for card in (card for result in results for card in result.cards):
        first = seen.setdefault(card.rubric.code, card)
        versions = {"one": first.rubric.version, "other": card.rubric.version}
        values = {"code": card.rubric.code, **versions}
        digests = {"this": first.digest[:_SHOWN], "that": card.digest[:_SHOWN]}
        if first.rubric.major != card.rubric.major:
            yield Difference("differ.major", values)
        elif first.digest != card.digest:
            same = first.rubric.version == card.rubric.version
            yield Difference("differ.digest" if same else "differ.minor", values | digests)
        elif first.rubric.version != card.rubric.version:
            yield Difference(_ALIKE, values)
