"""`python -m tests.fuzz --minutes 60`: other files than those of the suite, until time is up."""

import argparse
import json
import random
import shlex
import time
from pathlib import Path

from tests.fuzz.every import KINDS
from tests.fuzz.kinds import Case, Kind
from tests.fuzz.running import written
from tests.fuzz.search import BATCH, Batch, batch

SLOW = 20
"""Seconds of one case that are told."""


def main() -> int:
    """Search; 1 where anything failed."""
    wanted = _parser().parse_args()
    chosen = [kind for kind in KINDS if not wanted.only or kind.name in wanted.only]
    seed = random.SystemRandom().randrange(10**9) if wanted.seed is None else wanted.seed
    print(
        f"from seed {seed}, {BATCH} cases a seed; what fails is kept in {wanted.keep}", flush=True
    )
    counts = dict.fromkeys((kind.name for kind in chosen), 0)
    slowest = dict.fromkeys(counts, 0.0)
    failures = 0
    end = time.monotonic() + wanted.minutes * 60
    once = wanted.minutes == 0
    while once or time.monotonic() < end:
        once = False
        for kind in chosen:
            found = batch(kind, seed)
            counts[kind.name] += found.count
            slowest[kind.name] = max(slowest[kind.name], found.seconds)
            failures += _told(kind, seed, found, wanted.keep)
        seed += 1
    for name, count in counts.items():
        print(f"{name:<16} {count:>8} cases, the slowest {slowest[name]:.1f} s")
    print(f"{failures} failed; the next seed is {seed}")
    return 1 if failures else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    names = [kind.name for kind in KINDS]
    parser.add_argument("--minutes", type=float, default=1, help="0 runs one seed; default: 1")
    parser.add_argument("--seed", type=int, help="where to start; else by chance")
    parser.add_argument("--only", action="append", choices=names, help="a kind; may be repeated")
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="where failures go")
    return parser


def _told(kind: Kind, seed: int, found: Batch, keep: Path) -> int:
    """Say what failed or was slow, and keep it; how many failed."""
    if found.failed is not None:
        folder = keep / f"{kind.name}-{seed}"
        _keep(
            folder,
            found.failed,
            f"{found.why}\npython -m tests.fuzz --minutes 0 --only {kind.name} --seed {seed}\n",
        )
        print(
            f"{kind.name}, seed {seed}: {found.why.strip().splitlines()[-1][:200]} -> {folder}",
            flush=True,
        )
        return 1
    if found.seconds > SLOW and found.slowest is not None:
        folder = keep / f"slow-{kind.name}-{seed}"
        _keep(folder, found.slowest, f"{found.seconds:.1f} s\n")
        print(f"{kind.name}, seed {seed}: {found.seconds:.1f} s -> {folder}", flush=True)
    return 0


def _keep(folder: Path, case: Case, why: str) -> None:
    """The files of a case, and beside them what was run and why it is wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    written(folder, case.files)
    commands = [f"{'CI=true ' * case.ci}smartscore {shlex.join(c)}" for c in case.commands]
    text = "\n".join([*commands, "", why])
    (folder / "WHY").write_text(text, encoding="utf-8", errors="backslashreplace")
    (folder / "commands.json").write_text(json.dumps([list(c) for c in case.commands], indent=1))


if __name__ == "__main__":
    raise SystemExit(main())
