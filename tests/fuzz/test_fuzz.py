"""Every kind for a while, always on the same files; and all that ever failed."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz import kept
from tests.fuzz.every import KINDS
from tests.fuzz.kinds import Case, Kind
from tests.fuzz.running import held, judged, ran


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_nothing_breaks_it(kind: Kind) -> None:
    @settings(
        max_examples=kind.examples,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(kind.cases)
    def holds(case: Case) -> None:
        judged(kind, case)

    holds()


@pytest.mark.parametrize("folder", kept.folders(), ids=lambda folder: folder.name)
def test_what_once_failed_is_right(folder: Path) -> None:
    done = ran(kept.case(folder), in_processes=True)
    for session, each in zip(kept.sessions(folder), done, strict=True):
        held(each)
        kept.as_it_says(session, each)


def test_the_kinds_have_names_of_their_own() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
