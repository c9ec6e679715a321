"""What one question costs once a rubric is resolved: evaluate, both bounds, score, resolve.

    python benchmarks/engine.py [TIMES]

Processor time in microseconds, the least of many rounds, of spbe-2020 with a fifth of its ratings
unknown; and of `resolve` for masterplan-readiness in milliseconds. So that machines and moments can
be compared, each is also given as a ratio to a loop of a thousand additions and multiplications of
small whole numbers in the same run. With `--old FOLDER` (a checkout of version 1.0.0 with its
package importable from FOLDER/src) `score` of that version is timed in the same run too.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from smartscore import read_rubric
from smartscore.engine.columns import evaluate_columns
from smartscore.engine.evaluation import evaluate
from smartscore.engine.resolving import resolve
from smartscore.engine.score import score
from smartscore.engine.tree import Tree
from smartscore.model.assessment import Rating
from smartscore.read.shelf import bundled

ROUNDS = 40

OLD = """
import random, time
from smartscore import read_rubric, score
OLD_NAMES
own, grafts = read_rubric(bundled() / "spbe-2020.yaml")
codes = [n.code for _, n in walk(own) if isinstance(n, Indicator)]
draw = random.Random(1)
ratings = {c: draw.choice([p.points for p in own.scale]) for i, c in enumerate(codes) if i % 5}
held = Assessment.model_validate({"smartscore": "assessment/1", "rubrics": [own.code],
    "subject": {"name": "x"}, "date": "2021-07-12", "ratings": {own.code: ratings}})
best = 9.0
for _ in range(ROUNDS):
    start = time.process_time()
    for _ in range(5):
        score(own, held, grafts)
    best = min(best, (time.process_time() - start) / 5)
print(best)
"""


def least(work: Callable[[], object], times: int) -> float:
    """Seconds of processor time that the work takes once, in the quickest of the rounds."""
    found = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(times):
            work()
        found.append((time.process_time() - start) / times)
    return min(found)


def yardstick() -> int:
    total = 0
    for i in range(1000):
        total += i * i
    return total


def spbe() -> tuple[Tree, dict[str, dict[str, Rating | None]]]:
    tree = read_rubric(bundled() / "spbe-2020.yaml")
    draw = random.Random(1)
    points = [point.points for point in tree.rubric.scale]
    ratings: dict[str, Rating | None] = {
        node.code: Rating(level=draw.choice(points))
        for i, node in enumerate(tree.indicators())
        if i % 5
    }
    return tree, {tree.rubric.code: ratings}


def main() -> None:
    tree, ratings = spbe()
    card = score(tree, ratings)
    values = [card.values[index] for index in tree.leaves]
    lows, highs = (
        [column[i] for i in tree.leaves] for column in (card.low_values, card.high_values)
    )
    columns = [None if value is None else [float(value)] * 1000 for value in values]
    ones = [[float(node.share)] * 1000 for node in tree.nodes]
    plan = read_rubric(bundled() / "masterplan-readiness.yaml")

    def bounds() -> None:
        evaluate(tree, lows)
        evaluate(tree, highs)

    def all_facts() -> None:
        found = score(tree, ratings)
        for node in found.nodes:
            _ = node.shown, node.band, node.contribution, node.availability, node.contested
        _ = found.steps, found.unknown, found.lines, found.outcomes

    kinds: dict[str, tuple[Callable[[], object], int]] = {
        "evaluate, exact": (lambda: evaluate(tree, values), 200),
        "evaluate 1,000 draws, in columns": (lambda: evaluate_columns(tree, columns, ones), 3),
        "both bounds, exact": (bounds, 100),
        "score": (lambda: score(tree, ratings), 20),
        "score, and every fact of the card": (all_facts, 3),
        "resolve spbe-2020": (lambda: resolve(tree.rubric, tree.grafts), 3),
        "resolve masterplan-readiness": (lambda: resolve(plan.rubric, plan.grafts), 3),
    }
    unit = least(yardstick, 20)
    print(f"a thousand additions and multiplications: {unit * 1e6:.1f} microseconds")
    seconds = {}
    for name, (work, times) in kinds.items():
        seconds[name] = least(work, times)
        print(f"{name}: {seconds[name] * 1e6:.1f} microseconds, {seconds[name] / unit:.2f} units")
    if "--old" in sys.argv:
        folder = Path(sys.argv[sys.argv.index("--old") + 1])
        names = {"assessment": "Assessment", "catalogue": "bundled", "rubric": "walk, Indicator"}
        lines = [f"from {'smartscore'}.{room} import {name}" for room, name in names.items()]
        code = OLD.replace("ROUNDS", str(ROUNDS)).replace("OLD_NAMES", "\n".join(lines))
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": str(folder / "src")},
            capture_output=True,
            text=True,
            check=True,
        )
        old = float(done.stdout)
        print(f"score of 1.0.0: {old * 1e6:.1f} microseconds")
        for name in ("score", "score, and every fact of the card"):
            print(f"{name}: {old / seconds[name]:.1f} times as fast")


if __name__ == "__main__":
    main()
