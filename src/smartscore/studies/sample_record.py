"""The sample of a rubric as plain data for programs: what is known of each indicator in it."""

from typing import Any

from smartscore.engine.sampled import Spread
from smartscore.engine.sampling import over
from smartscore.engine.tree import Node, Tree
from smartscore.results.records import number


def sample(tree: Tree) -> dict[str, Any] | None:
    """How many places there are, and of each indicator mean, spread, coverage and outliers.

    None where the rubric needs no sample. Numbers are those of the places, after a logarithm where
    the rubric takes one.
    """
    if tree.sample is None:
        return None
    spreads = tree.sample.spreads.items()
    return {
        "places": tree.sample.places,
        "indicators": {
            "/".join(tree.nodes[i].path): _indicator(tree.nodes[i], spread) for i, spread in spreads
        },
    }


def _indicator(node: Node, spread: Spread) -> dict[str, Any]:
    quantity = over(node)
    assert quantity is not None
    return {
        "method": quantity.method or "min-max",
        "better": quantity.better,
        "transform": quantity.transform,
        "known": spread.known,
        "unknown": spread.unknown,
        "not_applicable": spread.apart,
        "coverage": number(spread.coverage),
        "mean": number(spread.mean),
        "standard_deviation": number(spread.deviation),
        "lowest": number(spread.lowest),
        "highest": number(spread.highest),
        "skewness": number(spread.skewness),
        "kurtosis": number(spread.kurtosis),
        "outliers": [
            {"place": each.place, "value": number(each.number), "z": number(each.z)}
            for each in spread.outliers
        ],
        "skewed": spread.skewed,
        "left_out": spread.left_out,
    }
