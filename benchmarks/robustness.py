"""What ten thousand draws cost, as ratios within one run.

    python benchmarks/robustness.py [RUNS] [--other PYTHON]

Whole processes in turn: `robustness` of an example with seven rubrics against `assess` of the same
file. In one process: all that is found of the largest rubrics, on one core. And 10,000 draws of 12
weights for 10 places, each draw giving the score of every place, against NumPy and pymcdm (`WSM`,
one call a draw) under the interpreter PYTHON, which has both: `pip install numpy pymcdm`.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from benchmarks.startup import SMARTSCORE, seconds
from smartscore import read_rubric
from smartscore.engine.card import Card
from smartscore.engine.resolving import resolve
from smartscore.engine.score import score
from smartscore.engine.tree import Tree
from smartscore.model.assessment import Rating
from smartscore.model.rubric import Rubric
from smartscore.read.shelf import bundled
from smartscore.studies.assumptions import USUAL, Assumptions
from smartscore.studies.drawing import Drawing
from smartscore.studies.robustness import robustness

EXAMPLE = "examples/sumenep.yaml"
LARGEST = ("masterplan-readiness", "spbe-2020", "six-dimensions", "pemdi-2026")
PLACES, CRITERIA = 10, 12

OTHERS = """
import sys, time
kind = sys.argv[1]
begin = time.perf_counter()
import numpy as np
if kind == "pymcdm":
    from pymcdm.methods import WSM
    from pymcdm.normalizations import minmax_normalization
imported = time.perf_counter()
values = np.array([[((7 * i + 3 * j) % 5) / 4 for j in range(12)] for i in range(10)])
draws = np.random.default_rng(1).dirichlet(np.full(12, 175 / 12), 10_000)
if kind == "pymcdm":
    wsm, types = WSM(minmax_normalization), np.ones(12)
    found = [wsm(values, draw, types, validation=False) for draw in draws]
else:
    found = draws @ values.T
print(imported - begin, time.perf_counter() - imported)
"""


def least(work: Callable[[], object], times: int) -> float:
    """Seconds that the work takes in the quickest of some rounds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def rated(tree: Tree) -> Card:
    """A card of which a fifth is unknown."""
    codes: dict[str, dict[str, Rating | None]] = {}
    for i, node in enumerate(tree.indicators()):
        points = [point.points for point in node.owner.scale]
        if i % 5:
            codes.setdefault(node.owner.code, {})[node.code] = Rating(level=points[i % len(points)])
    return score(tree, codes)


def flat() -> list[Card]:
    """Ten places by twelve criteria of equal weight."""
    five = [{"points": n, "label": str(n)} for n in range(1, 6)]
    levels = {1: "none", 3: "some", 5: "all"}
    codes = [f"c{j}" for j in range(CRITERIA)]
    one = {
        "code": "d",
        "title": "d",
        "indicators": [{"code": c, "title": c, "levels": levels} for c in codes],
    }
    head = {"smartscore": "rubric/1", "code": "flat", "version": "1.0.0", "title": "flat"}
    tree = resolve(Rubric.model_validate({**head, "scale": five, "dimensions": [one]}))
    return [
        score(
            tree, {"flat": {c: Rating(level=(7 * i + 3 * j) % 5 + 1) for j, c in enumerate(codes)}}
        )
        for i in range(PLACES)
    ]


def ten_places() -> None:
    """The scores of ten places in every draw of the weights."""
    cards = CARDS
    drawing = Drawing(cards[0].tree, Assumptions(weights=0.25))
    for who, card in enumerate(cards):
        drawing.nodes(card, who)


CARDS = flat()


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 11
    commands = [[*SMARTSCORE, name, EXAMPLE] for name in ("robustness", "assess")]
    for command in commands:
        seconds(command)
    pairs = [[seconds(command) for command in commands] for _ in range(runs)]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    low, high = min(p / q for p, q in pairs), max(p / q for p, q in pairs)
    print(f"robustness {EXAMPLE}: {ours / theirs:.1f} times assess ({low:.1f} to {high:.1f})")
    for name in LARGEST:
        card = rated(read_rubric(bundled() / f"{name}.yaml"))
        took = least(lambda: robustness(card, USUAL), 5)  # noqa: B023 - called at once
        print(f"{name}, {len(card.tree.nodes)} nodes: {took:.2f} s")
    if "--other" in sys.argv:
        other = sys.argv[sys.argv.index("--other") + 1]
        beside(other, runs)


def beside(other: str, runs: int) -> None:
    """The same draws by the others, in turn with ours."""
    found: dict[str, list[tuple[float, float]]] = {"numpy": [], "pymcdm": []}
    own = []
    for _ in range(runs):
        own.append(least(ten_places, 1))
        for kind, times in found.items():
            command = [other, "-c", OTHERS, kind]
            told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
            imports, work = map(float, told.split())
            times.append((imports, work))
    print(f"ten places: {statistics.median(own) * 1000:.0f} ms")
    for kind, times in found.items():
        without = statistics.median(a / work for a, (_, work) in zip(own, times, strict=True))
        pairs = zip(own, times, strict=True)
        within = statistics.median(a / (imports + work) for a, (imports, work) in pairs)
        print(f"{without:.1f} times {kind}, {within:.2f} times with its import")


if __name__ == "__main__":
    main()
