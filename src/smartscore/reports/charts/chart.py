"""What a chart shows, as plain data: positions on the display scale and texts already written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a band starts on the display scale."""

    start: float
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One dimension, or the whole.

    `score` is None where it is withheld or nothing is rated; `low` and `high` are None where
    nothing applies. `shown` and `bounds` are the figures as printed in the reader's language,
    such as "37,5" or "–", and "15,3 sampai 70,8". The whole is drawn apart, at the foot.
    """

    label: str
    score: float | None
    low: float | None
    high: float | None
    shown: str
    bounds: str
    whole: bool = False

    @property
    def span(self) -> tuple[float, float] | None:
        """The two bounds, or None where nothing applies."""
        return None if self.low is None or self.high is None else (self.low, self.high)

    @property
    def uncertain(self) -> bool:
        """Whether the bounds lie apart."""
        return self.span is not None and self.span[0] < self.span[1]


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that a chart is drawn from.

    `code` is of `a-z`, `0-9` and `-`, and unique in a document, for it starts the names of the
    elements. `description` is the text alternative. `minimum`, `maximum` and the `ticks`, each a
    position with its printed figure, are on the display scale. `legend` holds the words for the
    score, for low to high, and for the edge of a band.
    """

    code: str
    title: str
    description: str
    minimum: float
    maximum: float
    ticks: tuple[tuple[float, str], ...]
    bars: tuple[Bar, ...]
    edges: tuple[Edge, ...]
    legend: tuple[str, str, str]

    def part(self, value: float) -> float:
        """How far along the scale a value lies, from 0 to 1; one outside is held at the end.

        >>> chart = Chart("c", "", "", -50, 50, (), (), (), ("", "", ""))
        >>> chart.part(-50), chart.part(25), chart.part(70)
        (0.0, 0.75, 1.0)
        """
        length = self.maximum - self.minimum
        return min(max((value - self.minimum) / length, 0.0), 1.0) if length else 0.0
