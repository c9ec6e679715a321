"""What a run of smartscore costs, as ratios of medians within one run.

    python benchmarks/startup.py [RUNS]

Each command and its yardstick run in turn as whole processes, after a warm-up that compiles the
modules. Run it with PYTHONDONTWRITEBYTECODE unset, on a quiet machine.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

NOTHING = [sys.executable, "-c", "pass"]
NEEDED = "import typer, yaml, rich.console, rich.table; from pydantic import BaseModel; "
IMPORTS = [sys.executable, "-c", NEEDED + "type('M', (BaseModel,), {})"]
SMARTSCORE = [str(Path(sys.executable).parent / "smartscore")]
ASKED = ["env", "_SMARTSCORE_COMPLETE=fish", *SMARTSCORE]
PAIRS = [
    ("--version", [*SMARTSCORE, "--version"], "python -c pass", NOTHING, 2.5),
    ("--help", [*SMARTSCORE, "--help"], "python -c pass", NOTHING, 9.0),
    (
        "assess examples/sumenep.yaml",
        [*SMARTSCORE, "assess", "examples/sumenep.yaml"],
        "the imports and one model",
        IMPORTS,
        1.25,
    ),
    *(
        (f"TAB behind {' '.join(line)}", [*ASKED, *line], "--help", [*SMARTSCORE, "--help"], aim)
        for line, aim in (
            (["assess", "--l"], 1.25),
            (["assess", "examples/s"], 1.25),
            (["rubrics", "show", "i"], 1.5),
            (["explain", "examples/sumenep.yaml", "indrajit/"], 1.5),
        )
    ),
]


def seconds(command: list[str]) -> float:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=environment)
    return time.perf_counter() - start


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    for name, command, yardstick, other, aim in PAIRS:
        seconds(command), seconds(other)
        pairs = [(seconds(command), seconds(other)) for _ in range(runs)]
        ours = statistics.median(a for a, _ in pairs)
        theirs = statistics.median(b for _, b in pairs)
        print(f"{name}: {ours / theirs:.2f} times {yardstick} (aim {aim}; {ours * 1000:.0f} ms)")


if __name__ == "__main__":
    main()
