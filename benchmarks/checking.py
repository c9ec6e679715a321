"""Checking 500 rubrics of 60 indicators, beside check-jsonschema and yamllint, in one run.

    pip install check-jsonschema yamllint
    python benchmarks/checking.py [FILES] [RUNS]

check-jsonschema gets the project's own schema, yamllint its default rules. Whole processes in turn,
medians; smartscore checks meaning too. Run it with PYTHONDONTWRITEBYTECODE unset.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent


def rubric(number: int) -> str:
    """A clean rubric of six dimensions with ten indicators each."""
    lines = [
        "# yaml-language-server: $schema=rubric.json",
        "smartscore: rubric/1",
        f"code: r{number}",
        "version: 1.0.0",
        f"title: {{id: Rubrik {number}, en: Rubric {number}}}",
        "about: What it measures and what it can not tell.",
        "references:",
        "  - {id: book, type: book, title: A book}",
        "bands:",
        "  - {code: low, from: 0, label: Low}",
        "  - {code: high, from: 50, label: High}",
        "scale:",
        *(f"  - {{points: {n}, label: Point {n}}}" for n in range(1, 6)),
        "dimensions:",
    ]
    for d in range(6):
        lines += [f"  - code: d{d}", f"    title: Dimension {d}", "    indicators:"]
        for i in range(10):
            name = f"d{d}i{i}"
            lines += [
                f"      - code: {name}",
                f"        title: Indicator {name}",
                f"        question: Does the office keep register {name}?",
                f"        look_for: Register {name} and the official who keeps it.",
                "        levels:",
                f"          1: Officials confirm that there is no register {name}.",
                f"          3: A dated register {name} lists every village.",
                f"          5: Register {name} is published each year with the changes.",
                "        citations:",
                f"          - {{cite: book, at: page {d * 10 + i}}}",
            ]
    return "\n".join(lines) + "\n"


def seconds(command: list[str], folder: str) -> float:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stdout[-500:]}{done.stderr[-500:]}")
    return time.perf_counter() - start


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            Path(folder, f"r{number:03}.yaml").write_text(rubric(number))
        files = sorted(path.name for path in Path(folder).glob("*.yaml"))
        schema = str(HERE / "schemas" / "rubric.json")
        config = "{extends: default, rules: {line-length: disable, braces: disable}}"
        commands = {
            "smartscore check": [str(PROGRAMS / "smartscore"), "check", "."],
            "check-jsonschema": [
                str(PROGRAMS / "check-jsonschema"),
                "--schemafile",
                schema,
                *files,
            ],
            "yamllint": [str(PROGRAMS / "yamllint"), "-d", config, "."],
        }
        for command in commands.values():
            seconds(command, folder)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                times[name].append(seconds(command, folder))
        ours = statistics.median(times["smartscore check"])
        for name, found in times.items():
            median = statistics.median(found)
            print(f"{name}: {median:.2f} s, {median / ours:.2f} times smartscore check")


if __name__ == "__main__":
    main()
