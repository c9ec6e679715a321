"""Measures of agreement beside those of the packages that others use, on random ratings.

    python benchmarks/agreement.py              # 200 matrices, and alpha of 10 x 2,000 ratings
    python benchmarks/agreement.py 50           # fewer
    python benchmarks/agreement.py --write 30   # their results, for tests/agreement_results.json

Needs krippendorff, irrCAC and scikit-learn, which nothing else here does: install them into an
environment of their own, with this project. Kappas are of the units that both of two raters rated.
"""

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from statistics import median
from typing import Any

from smartscore.arithmetic import agreement
from smartscore.arithmetic.agreement import Metric
from smartscore.arithmetic.ratings import Distances, Units

Matrix = list[list[int | None]]
"""A row a unit, a column a rater."""

BY: tuple[Distances, ...] = ("unweighted", "linear", "quadratic")
METRICS: tuple[Metric, ...] = ("nominal", "ordinal", "interval")
ROUNDS = 15
IMPORTS = {"krippendorff": "krippendorff", "ours": "smartscore.arithmetic.agreement"}


def matrices(count: int, seed: int = 1) -> Iterator[tuple[int, Matrix]]:
    """Random ratings, every third by two raters, and how many points their scale has."""
    source = random.Random(seed)
    for number in range(count):
        points = source.randint(2, 7)
        raters = 2 if number % 3 == 0 else source.randint(3, 6)
        gaps, apart = source.choice([0, 0.1, 0.4]), source.choice([0.1, 0.4, 0.9])
        yield points, ratings(source, points, raters, source.randint(5, 60), gaps, apart)


def ratings(
    source: random.Random, points: int, raters: int, units: int, gaps: float, apart: float
) -> Matrix:
    """Ratings around a truth of each unit; every unit has one at least."""
    found: Matrix = []
    while len(found) < units:
        truth = source.randint(1, points)
        row = [
            None
            if source.random() < gaps
            else source.randint(1, points)
            if source.random() < apart
            else truth
            for _ in range(raters)
        ]
        if any(value is not None for value in row):
            found.append(row)
    return found


def ours(points: int, matrix: Matrix) -> dict[str, float | None]:
    """What smartscore makes of some ratings."""
    tally = counted(points, matrix).tally
    found = {"percent": agreement.percent(tally)}
    found |= {f"kappa {by}": agreement.kappa(tally, by) for by in BY if len(matrix[0]) == 2}
    found |= {f"alpha {metric}": agreement.alpha(tally, metric) for metric in METRICS}
    found |= {f"gwet {by}": agreement.gwet(tally, by) for by in BY}
    return {name: None if value is None else float(value) for name, value in found.items()}


def counted(points: int, matrix: Matrix) -> Units:
    """Ratings on a scale from 1."""
    return Units(matrix, range(1, points + 1))


def theirs(points: int, matrix: Matrix) -> dict[str, float | None]:
    """What the packages make of the same; None where they give no number."""
    import numpy as np
    import pandas as pd
    from irrCAC.raw import CAC
    from krippendorff import alpha
    from sklearn.metrics import cohen_kappa_score

    found: dict[str, Any] = {}
    scale = list(range(1, points + 1))
    for by in BY:
        name = "identity" if by == "unweighted" else by
        cac = CAC(pd.DataFrame(matrix, dtype=float), weights=name, categories=scale, digits=15)
        estimate = cac.gwet()["est"]
        found[f"gwet {by}"] = estimate["coefficient_value"]
        if by == "unweighted":
            found["percent"] = estimate["pa"]
    table = np.array(matrix, dtype=float).T
    for metric in METRICS:
        try:
            found[f"alpha {metric}"] = alpha(table, level_of_measurement=metric)
        except ValueError:  # all values alike
            found[f"alpha {metric}"] = None
    if len(matrix[0]) == 2:
        both = [row for row in matrix if None not in row]
        first, second = ([row[i] for row in both] for i in (0, 1))
        for by in BY:
            weights = None if by == "unweighted" else by
            found[f"kappa {by}"] = cohen_kappa_score(first, second, weights=weights, labels=scale)
    return {n: None if v is None or v != v else float(v) for n, v in found.items()}


def compare(count: int) -> None:
    """Print how far both are apart at most, measure by measure."""
    compared: dict[str, int] = {}
    undefined: dict[str, int] = {}
    widest: dict[str, float] = {}
    for points, matrix in matrices(count):
        expected = theirs(points, matrix)
        for name, value in ours(points, matrix).items():
            other = expected[name]
            if value is None or other is None:
                assert value is other, (name, value, other, matrix)
                undefined[name] = undefined.get(name, 0) + 1
                continue
            compared[name] = compared.get(name, 0) + 1
            widest[name] = max(widest.get(name, 0), abs(value - other))
    for name, times in compared.items():
        alike = f"{undefined[name]} undefined in both" if name in undefined else ""
        print(f"{name:18} {times:4} matrices, at most {widest[name]:.1e} apart  {alike}")


def race() -> None:
    """Print how long alpha of 10 raters and 2,000 units takes, by turns, and its ratio.

    A third way, `once counted`, is what each sample of a bootstrap costs besides its counting.
    """
    import numpy as np
    from krippendorff import alpha

    matrix = ratings(random.Random(1), 5, 10, 2_000, 0.1, 0.4)
    table = np.array(matrix, dtype=float).T
    for metric in METRICS:
        units = counted(5, matrix)
        runs: dict[str, Callable[[], Any]] = {
            "krippendorff": lambda: alpha(table, level_of_measurement=metric),  # noqa: B023
            "from rows": lambda: agreement.alpha(counted(5, matrix).tally, metric),  # noqa: B023
            "once counted": lambda: agreement.alpha(units.tally, metric),  # noqa: B023
        }
        taken: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(ROUNDS):
            for name, run in runs.items():
                start = time.process_time()
                run()
                taken[name].append(time.process_time() - start)
        middle = {name: median(times) for name, times in taken.items()}
        ratios = ", ".join(
            f"{name} {middle[name] * 1000:.2f} ms ({middle[name] / middle['krippendorff']:.2f})"
            for name in runs
        )
        print(f"alpha {metric}: {ratios}")
    taken = {name: [] for name in IMPORTS}
    for _ in range(ROUNDS):
        for name, module in IMPORTS.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", f"import {module}"], check=True)
            taken[name].append(time.perf_counter() - start)
    middle = {name: median(times) * 1000 for name, times in taken.items()}
    print("a process that imports it:", ", ".join(f"{n} {ms:.0f} ms" for n, ms in middle.items()))


def write(count: int) -> None:
    """Print the results of the packages for some small matrices as JSON."""
    packages = {name: version(name) for name in ("krippendorff", "irrCAC", "scikit-learn")}
    cases = []
    for points, matrix in matrices(count, seed=2):
        short = matrix[:20]
        cases.append({"points": points, "ratings": short, "results": theirs(points, short)})
    lines = ",\n".join(f"  {json.dumps(case)}" for case in cases)
    print(f'{{"packages": {json.dumps(packages)}, "cases": [\n{lines}\n]}}')


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    if "--write" in sys.argv:
        write(*numbers or [30])
    else:
        compare(*numbers or [200])
        race()
