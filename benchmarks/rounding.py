"""The figure shown and the band against exact arithmetic, on random vectors of official weights.

    python benchmarks/rounding.py            # 200,000 vectors of each set of weights
    python benchmarks/rounding.py 2000       # fewer

The weights are those of the 47 SPBE indicators (PermenPANRB 59/2020) and of the 20 Pemdi indicators
(8/2026, known from secondary sources). The engine scores each vector as it would score a file; the
expected figure comes from whole numbers only. Beside it stands what a plain sum of floats, rounded
with `round`, would have shown.
"""

import random
import sys
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from typing import Any

from smartscore.engine.resolving import resolve
from smartscore.engine.score import score
from smartscore.model.assessment import Rating
from smartscore.model.rubric import Rubric

SPBE = [1.3] * 10 + [2.5] * 10 + [1.5] * 11 + [2.75] * 10 + [3.0] * 6
PEMDI = [5, 5, 5, 5, 5, 3, 3, 4, 4, 4, 3, 4, 5, 5, 4, 4, 4, 3, 10, 15]
BANDS = {"spbe": [1, 1.8, 2.6, 3.5, 4.2], "pemdi": [1, 1.5, 2.5, 3.5, 4.0]}
WEIGHTS: dict[str, list[Any]] = {"spbe": SPBE, "pemdi": PEMDI}
CHUNK = 1_000


def rubric(name: str) -> Rubric:
    """A flat rubric of these weights, shown from 1 to 5 with two decimals."""
    indicators = [
        {"code": f"i{n}", "title": "x", "weight": weight, "levels": {"1": "x", "3": "y", "5": "z"}}
        for n, weight in enumerate(WEIGHTS[name])
    ]
    return Rubric.model_validate(
        {
            "smartscore": "rubric/1",
            "code": name,
            "version": "1.0.0",
            "title": name,
            "display": {"min": 1, "max": 5, "decimals": 2},
            "bands": [
                {"code": f"b{n}", "from": start, "label": "x"}
                for n, start in enumerate(BANDS[name])
            ],
            "scale": [{"points": n, "label": "x"} for n in range(1, 6)],
            "evidence": "optional",
            "dimensions": [{"code": "all", "title": "x", "indicators": indicators}],
        }
    )


def expected(name: str, levels: list[int]) -> tuple[str, str]:
    """The figure and the band from integers alone: hundredths of a percent times level."""
    weights = [int(Decimal(str(weight)) * 100) for weight in WEIGHTS[name]]
    total = sum(w * level for w, level in zip(weights, levels, strict=True))
    hundredths = (2 * 100 * total + sum(weights)) // (2 * sum(weights))
    band = max(
        n for n, start in enumerate(BANDS[name]) if int(Decimal(str(start)) * 100) <= hundredths
    )
    return f"{hundredths // 100}.{hundredths % 100:02}", f"b{band}"


def plain(name: str, levels: list[int]) -> tuple[str, str]:
    """What a plain sum of floats would give: the figure by `round`, the band from the sum."""
    weights = WEIGHTS[name]
    value = sum(w * level for w, level in zip(weights, levels, strict=True)) / sum(weights)
    band = max(n for n, start in enumerate(BANDS[name]) if start <= value or n == 0)
    return f"{round(value, 2):.2f}", f"b{band}"


def vector(name: str, source: random.Random) -> list[int]:
    """Random levels around a random middle, so that every band is met."""
    middle = source.uniform(1, 5)
    return [min(5, max(1, round(source.gauss(middle, 1)))) for _ in WEIGHTS[name]]


def chunk(name: str, seed: int, count: int) -> tuple[int, int, int, int]:
    """Wrong figures and bands: the engine's, then those of plain floats."""
    source = random.Random(f"{name}-{seed}")
    tree = resolve(rubric(name))
    rated = [Rating(level=n) for n in range(6)]
    wrong = [0, 0, 0, 0]
    for _ in range(count):
        levels = vector(name, source)
        ratings = {name: {f"i{n}": rated[level] for n, level in enumerate(levels)}}
        whole = score(tree, ratings).whole
        figure, band = expected(name, levels)
        float_figure, float_band = plain(name, levels)
        wrong[0] += whole.shown != figure
        wrong[1] += whole.band is None or whole.band.code != band
        wrong[2] += float_figure != figure
        wrong[3] += float_band != band
    return wrong[0], wrong[1], wrong[2], wrong[3]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    sizes = [CHUNK] * (count // CHUNK) + ([count % CHUNK] if count % CHUNK else [])
    with ProcessPoolExecutor() as pool:
        for name, weights in WEIGHTS.items():
            found = list(pool.map(chunk, [name] * len(sizes), range(len(sizes)), sizes))
            figures, bands, float_figures, float_bands = (
                sum(part) for part in zip(*found, strict=True)
            )
            print(
                f"{name}: {count} vectors of {len(weights)} weights; wrong figures {figures}, "
                f"wrong bands {bands}; plain floats: {float_figures} and {float_bands}"
            )
            if figures or bands:
                sys.exit(1)


if __name__ == "__main__":
    main()
