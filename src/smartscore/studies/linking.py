"""How far the parts of a rubric go together over many places."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final, NamedTuple

from smartscore.arithmetic import samples

FEW: Final = 10
"""With fewer places a correlation says little."""

TWICE: Final = 0.9
"""Beyond it two parts measure nearly the same, so that a mean counts it twice (OECD and JRC,
Handbook on Constructing Composite Indicators, 2008)."""

MOST_PRODUCTS: Final = 5_000_000
"""So many pairs of figures are correlated at most."""

_LEAST: Final = 3
"""With fewer places two columns have no correlation: that of two is whole, whatever they are."""

Path = tuple[str, ...]


class Link(NamedTuple):
    """How far two parts go together, in the `size` places that have a figure in both.

    Coefficients are None where there are too few, or one of the two is the same everywhere.
    """

    between: tuple[Path, Path]
    size: int
    pearson: float | None
    spearman: float | None

    @property
    def is_double(self) -> bool:
        """Whether both measure nearly the same."""
        return self.pearson is not None and self.pearson > TWICE


def links(columns: Mapping[Path, Sequence[Fraction | None]]) -> tuple[Link, ...] | None:
    """How far each two columns go together, the closest first; None where it would take long."""
    pairs = list(combinations(columns, 2))
    size = max(map(len, columns.values()), default=0)
    if len(pairs) * size > MOST_PRODUCTS:
        return None
    return tuple(sorted((_link(pair, columns) for pair in pairs), key=_closeness))


def _link(between: tuple[Path, Path], columns: Mapping[Path, Sequence[Fraction | None]]) -> Link:
    rows = zip(*(columns[path] for path in between), strict=True)
    known = [(a, b) for a, b in rows if a is not None and b is not None]
    if len(known) < _LEAST:
        return Link(between, len(known), None, None)
    one, other = (samples.on_one_line(column) for column in zip(*known, strict=True))
    return Link(between, len(known), samples.pearson(one, other), samples.spearman(one, other))


def _closeness(link: Link) -> tuple[bool, float]:
    return link.pearson is None, -abs(link.pearson or 0)
