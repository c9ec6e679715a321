"""Every kind for a while, always on the same files; and all that ever failed."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from smartscore.processes.bounded import Limits
from smartscore.read.documents import reading
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
def test_what_once_failed_is_right(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LIMITS", Limits(seconds=2, mebibytes=512))
    case = kept.case(folder)
    done = ran(case, in_processes=True)
    for session, each in zip(kept.sessions(folder), done, strict=True):
        held(each, ci=case.ci)
        kept.as_it_says(session, each)


def test_the_kinds_have_names_of_their_own() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
