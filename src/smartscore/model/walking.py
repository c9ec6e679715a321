"""A rubric's own nodes, one after another; grafts are not entered (`engine/resolving` does)."""

from collections.abc import Iterator
from dataclasses import dataclass

from smartscore.model.rubric import Dimension, Graft, Indicator, Rubric
from smartscore.text.problems import Route


def children(
    node: Rubric | Dimension, route: Route = ()
) -> Iterator[tuple[Route, Dimension | Graft | Indicator]]:
    """A node's children with their routes, in the order of the file."""
    for i, child in enumerate(node.dimensions or ()):
        yield (*route, "dimensions", i), child
    if isinstance(node, Dimension):
        for i, indicator in enumerate(node.indicators or ()):
            yield (*route, "indicators", i), indicator


def walk(
    node: Rubric | Dimension, route: Route = ()
) -> Iterator[tuple[Route, Dimension | Graft | Indicator]]:
    """Everything beneath a node with its route, parents first; grafts are not entered."""
    for place, child in children(node, route):
        yield place, child
        if isinstance(child, Dimension):
            yield from walk(child, place)


def parents(rubric: Rubric) -> Iterator[tuple[Route, Rubric | Dimension]]:
    """Everything in a rubric that has children, with its route."""
    yield (), rubric
    for route, node in walk(rubric):
        if isinstance(node, Dimension):
            yield route, node


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rater is asked: an indicator, with the dimensions around it from the outermost."""

    indicator: Indicator
    dimensions: tuple[Dimension, ...]

    @property
    def code(self) -> str:
        """The code of the indicator."""
        return self.indicator.code

    @property
    def inside(self) -> tuple[str, ...]:
        """The codes of its dimensions."""
        return tuple(dimension.code for dimension in self.dimensions)


def asked(node: Rubric | Dimension, above: tuple[Dimension, ...] = ()) -> list[Asked]:
    """What a rubric itself asks, in its order; a graft is asked about in a group of its own."""
    found: list[Asked] = []
    for _, child in children(node):
        if isinstance(child, Indicator):
            found.append(Asked(child, above))
        elif isinstance(child, Dimension):
            found += asked(child, (*above, child))
    return found


def cited(rubric: Rubric) -> frozenset[str]:
    """The keys that the dimensions and indicators of a rubric cite."""
    nodes = (node for _, node in walk(rubric) if not isinstance(node, Graft))
    return frozenset(citation.cite for node in nodes for citation in node.citations)
