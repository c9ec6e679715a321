"""Looks for a case of a kind that fails, and for the smallest one like it."""

import time
import traceback
from dataclasses import dataclass

import hypothesis
from hypothesis import HealthCheck, Verbosity, given, settings

from tests.fuzz.kinds import Case, Kind
from tests.fuzz.running import judged

BATCH = 40
"""The cases that one seed makes; with the same seed they are the same ones."""

SHRINKING = 40
"""Seconds for which a smaller case is looked for that fails, too."""


@dataclass
class Batch:
    """What came of the cases of one seed: how many there were, and which failed, if one did."""

    count: int = 0
    failed: Case | None = None
    why: str = ""
    slowest: Case | None = None
    seconds: float = 0.0


def batch(kind: Kind, seed: int, examples: int = BATCH) -> Batch:
    """Run the cases of a seed until one fails; that one is made as small as it still fails."""
    found = Batch()
    ends = [0.0]

    @hypothesis.seed(seed)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        print_blob=False,
        verbosity=Verbosity.quiet,
    )
    @given(kind.cases)
    def attempt(case: Case) -> None:
        if found.failed is not None and time.perf_counter() > ends[0]:
            return  # small enough
        found.count += 1
        begun = time.perf_counter()
        try:
            judged(kind, case)
        except Exception as error:
            if found.failed is None:
                ends[0] = time.perf_counter() + SHRINKING
            found.failed, found.why = case, "".join(traceback.format_exception(error)[-12:])
            raise
        finally:
            took = time.perf_counter() - begun
            if took > found.seconds:
                found.seconds, found.slowest = took, case

    try:
        attempt()
    except Exception:
        if found.failed is None:  # not the case, but its making
            raise
    return found
