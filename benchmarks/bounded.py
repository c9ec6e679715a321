"""What a process of its own costs: `python benchmarks/bounded.py [runs]`, ratios of medians."""

import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

from smartscore.processes.bounded import Limits, run


def cost(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def main() -> None:
    runs = int(sys.argv[1]) if sys.argv[1:] else 21
    kinds: dict[str, Callable[[], object]] = {
        "python -c pass": lambda: subprocess.run([sys.executable, "-c", "pass"], check=True),
        "bounded.run(limits, len, ())": lambda: run(Limits(60, 256), len, ()),
        "1 MB there and back": lambda: run(Limits(60, 256), bytes, b"x" * 1_000_000),
    }
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(runs):
        for kind, function in kinds.items():
            times[kind].append(cost(function))
    yardstick = median(times["python -c pass"])
    for kind, taken in times.items():
        print(f"{kind:32} {median(taken) * 1000:6.1f} ms  {median(taken) / yardstick:5.2f}")


if __name__ == "__main__":
    main()
