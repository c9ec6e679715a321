"""Tables of 514 regencies, 7,000 districts and 84,000 villages by the 47 indicators of SPBE.

    python -m benchmarks.places [RUNS] [--other PYTHON] [--verify N] [--dask] [--keep FOLDER]

The tables are made up by a generator with a seed: a fifth of all cells is empty, the others are
levels around a middle of the place. Whole processes in turn, medians: `smartscore batch` with every
column it writes and, under the interpreter PYTHON (`pip install pandas scikit-criteria`), a plain
float mean by pandas, which reads the table and writes the mean of what is known by effective
weights, and the weighted sum of scikit-criteria. That has no missing numbers: each empty cell is
given the lowest level, which is another question. Memory is what all processes of one run have
together (proportional set size), looked at every 20 ms in a run of its own, on Linux.

With `--verify N` so many rows of each output, drawn at random, are written as assessments of their
own and scored by `assess`; each figure has to be the same. With `--dask` the villages are divided
into files of 4,000 rows and written as Parquet with as many in a group, typed; both are scored by
`--engine dask` on a cluster of this machine, and every row has to be the same as without it.
"""

import argparse
import csv
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from smartscore import read_rubric
from smartscore.read.shelf import bundled

RUBRIC: Final = "spbe-2020"
SIZES: Final = {"regencies": 514, "districts": 7_000, "villages": 84_000}
EMPTY: Final = 0.2
SEED: Final = 47
PART: Final = 4_000

OTHERS: Final = """
import sys
kind, table, weights, out = sys.argv[1:]
import json
import pandas as pd
weights = pd.Series(json.load(open(weights)))
frame = pd.read_csv(table, dtype={"code": str})
levels = frame[list(weights.index)]
if kind == "pandas":
    known = levels.notna().mul(weights).sum(axis=1)
    frame["score"] = (levels.mul(weights).sum(axis=1) / known).where(known > 0)
else:
    import skcriteria
    from skcriteria.agg.simple import WeightedSumModel
    filled = levels.fillna(1.0).to_numpy()
    made = skcriteria.mkdm(filled, [max] * len(weights), weights=weights.to_numpy())
    frame["score"] = WeightedSumModel().evaluate(made).e_.score
frame[["name", "code", "group", "score"]].to_csv(out, index=False)
"""
"""What others do with a table; the weights are those of the indicators, effective."""


def made(path: Path, rows: int, seed: int = SEED) -> None:
    """Write a table of so many places; the same seed makes the same bytes."""
    draw = random.Random(f"{seed} {rows}")
    codes = [node.code for node in read_rubric(bundled() / f"{RUBRIC}.yaml").indicators()]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "code", "group", *codes])
        for number in range(1, rows + 1):
            code = f"{11 + number % 38:02}.{number // 38 % 40:02}.{number:05}"
            middle = draw.uniform(1, 5)
            cells = ["" if draw.random() < EMPTY else str(level(draw, middle)) for _ in codes]
            writer.writerow([f"Place {number:05}", code, f"Group {number % 38:02}", *cells])


def level(draw: random.Random, middle: float) -> int:
    """A level around a middle."""
    return min(5, max(1, round(draw.gauss(middle, 1))))


def batch(table: Path, out: Path) -> list[str]:
    """The command that scores a table."""
    program = str(Path(sys.executable).parent / "smartscore")
    return [program, "batch", str(table), "--rubric", RUBRIC, "-o", str(out)]


def environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


class Taken(NamedTuple):
    """How long a whole process takes, and the processor time of all that it starts."""

    seconds: float
    processor: float


def taken(command: Sequence[str]) -> Taken:
    """Run a command to its end."""
    start, before = time.perf_counter(), os.times()
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment())
    seconds, after = time.perf_counter() - start, os.times()
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stderr[-800:]}")
    users = after.children_user - before.children_user
    return Taken(seconds, users + after.children_system - before.children_system)


def memory(command: Sequence[str]) -> tuple[float, float]:
    """The most MB that all processes of a run have together, and the largest of them."""
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()
    ) as process:
        most = largest = 0
        while process.poll() is None:
            sizes = [_size(pid) for pid in _family(process.pid)]
            most, largest = max(most, sum(sizes)), max(largest, *sizes, 0)
            time.sleep(0.02)
    return most / 1024, largest / 1024


def _family(pid: int) -> Iterator[int]:
    """A process and all that it has started."""
    yield pid
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return
    for child in below.split():
        yield from _family(int(child))


def _size(pid: int) -> int:
    """The proportional set size of a process in KiB: what is shared is divided among all."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def verified(table: Path, out: Path, count: int, folder: Path) -> int:
    """Score rows drawn at random once more, as files of their own; how many figures are the same.

    Raises AssertionError at the first that is another.
    """
    draw = random.Random(out.name)
    with table.open(encoding="utf-8") as one, out.open(encoding="utf-8") as other:
        rows = list(zip(csv.DictReader(one), csv.DictReader(other), strict=True))
    same = 0
    for given, found in draw.sample(rows, min(count, len(rows))):
        path = folder / "one.yaml"
        path.write_text(assessment(given), encoding="utf-8")
        program = str(Path(sys.executable).parent / "smartscore")
        done = subprocess.run(
            [program, "assess", str(path), "--format", "json"],
            capture_output=True,
            text=True,
            check=False,
            env=environment(),
        )
        whole = json.loads(done.stdout)["cards"][0]["overall"]
        for name, text in expected(whole):
            assert found[name] == text, (given["name"], name, found[name], text)
            same += 1
    return same


def assessment(row: dict[str, str]) -> str:
    """A row as the file that it would be."""
    facts = {"name", "code", "group", "date"}
    ratings = [f"    {c}: {v}" for c, v in row.items() if c not in facts and v]
    subject = f"{{name: {json.dumps(row['name'])}, code: {json.dumps(row['code'])}}}"
    head = ["smartscore: assessment/1", f"rubrics: [{RUBRIC}]", f"subject: {subject}"]
    return "\n".join([*head, "date: 2026-01-01", "ratings:", f"  {RUBRIC}:", *ratings, ""])


def expected(node: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """The cells of the output for a node of `scorecard/1` and for all beneath it."""
    for column, key in (
        *(("shown", "shown"), ("score", "score"), ("low", "low"), ("high", "high")),
        *(("availability", "availability"), ("band", "band"), ("staged", "staged_level")),
    ):
        yield f"{above}{'.' * bool(above)}{column}", "" if node[key] is None else str(node[key])
    for child in node["children"]:
        if "children" in child:
            yield from expected(child, f"{above}{'/' * bool(above)}{child['code']}")


def divided(table: Path, folder: Path) -> None:
    """The table as files of so many rows each, and as one in Parquet."""
    from pyarrow import csv as typed
    from pyarrow import parquet

    (folder / "parts").mkdir(exist_ok=True)
    (folder / "parquet").mkdir(exist_ok=True)
    heading, *rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
    for number, at in enumerate(range(0, len(rows), PART)):
        path = folder / "parts" / f"{number:03}.csv"
        path.write_text("".join([heading, *rows[at : at + PART]]), encoding="utf-8")
    as_texts = typed.ConvertOptions(column_types={"code": "string"})
    found = typed.read_csv(table, convert_options=as_texts)
    parquet.write_table(found, folder / "parquet" / "all.parquet", row_group_size=PART)


def by_dask(table: Path, out: Path, folder: Path) -> None:
    """Score the table on a cluster of this machine, and hold the rows against those of `out`."""
    divided(table, folder)
    alone = [line.split(",", 1)[1] for line in out.read_text(encoding="utf-8").splitlines()]
    for kind in ("parts", "parquet"):
        scored = folder / f"{kind}-scored"
        shutil.rmtree(scored, ignore_errors=True)
        command = [*batch(folder / kind, scored), "--engine", "dask"]
        run = taken(command)
        found = alone[:1]
        for path in sorted(scored.iterdir()):
            lines = path.read_text(encoding="utf-8").splitlines()[1:]
            found += [line.split(",", 1)[1] for line in lines]
        assert found == alone, kind
        print(
            f"  {kind} by --engine dask: {run.seconds:.2f} s, {len(found) - 1:,} rows, all the same"
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("runs", nargs="?", type=int, default=5)
    parser.add_argument("--other", help="an interpreter with pandas and scikit-criteria")
    parser.add_argument("--verify", type=int, default=0, help="so many rows of each output")
    parser.add_argument("--dask", action="store_true", help="the villages on a cluster, too")
    parser.add_argument("--keep", type=Path, help="a folder for the tables and outputs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        tree = read_rubric(bundled() / f"{RUBRIC}.yaml")
        weights = folder / "weights.json"
        weights.write_text(json.dumps({n.code: float(n.effective) for n in tree.indicators()}))
        for name, rows in SIZES.items():
            _measure(name, rows, folder, weights, options)


def _measure(
    name: str, rows: int, folder: Path, weights: Path, options: argparse.Namespace
) -> None:
    table, out = folder / f"{name}.csv", folder / f"{name}-scored.csv"
    made(table, rows)
    commands = {"smartscore batch": batch(table, out)}
    for other in ("pandas", "scikit-criteria") if options.other else ():
        written = str(folder / f"{name}-{other}.csv")
        commands[other] = [options.other, "-c", OTHERS, other, str(table), str(weights), written]
    times: dict[str, list[Taken]] = {kind: [] for kind in commands}
    for _ in range(options.runs):
        for kind, command in commands.items():
            times[kind].append(taken(command))
    ours = statistics.median(each.seconds for each in times["smartscore batch"])
    print(f"{rows:,} {name}, {table.stat().st_size / 1e6:.1f} MB")
    for kind, found in times.items():
        median = statistics.median(each.seconds for each in found)
        processor = statistics.median(each.processor for each in found)
        most, largest = memory(commands[kind])
        print(
            f"  {kind}: {median:.2f} s ({processor:.2f} s of processors), "
            f"{rows / median:,.0f} rows a second, {most:.0f} MB in all, {largest:.0f} MB in the "
            f"largest process; batch takes {ours / median:.1f} times as long"
        )
    if options.verify:
        same = verified(table, out, options.verify, folder)
        print(f"  {options.verify} rows scored again as files: {same} figures, all the same")
    if options.dask and name == "villages":
        by_dask(table, out, folder)


if __name__ == "__main__":
    main()
