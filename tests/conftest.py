"""What every test finds around it."""

import functools
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
import typer.testing
from hypothesis import settings

from smartscore.reports.charts import has_letters

from .building import ASSESSMENT, RUBRIC
from .surroundings import CHOICES

pytest_plugins = ["tests.golden_files"]

ROOT = Path(__file__).parent.parent

# A process that runs many commands builds them once: half of the time of a small one goes there.
typer.main.get_command = functools.cache(typer.main.get_command)
typer.testing._get_command = typer.main.get_command  # type: ignore[attr-defined]

# No test asserts a time; `tests.fuzz` is for long searches.
settings.register_profile("smartscore", deadline=None, max_examples=60)
settings.load_profile("smartscore")


@pytest.fixture(autouse=True)
def _quiet_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on the language or colours that a developer has chosen."""
    for name in CHOICES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True, scope="session")
def _signals_are_heard() -> Iterator[None]:
    """What this process ignores, as one behind nohup does, its children would ignore, too."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    numbers = [signal.Signals[name] for name in names if name in signal.Signals.__members__]
    ignored = [number for number in numbers if signal.getsignal(number) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


@pytest.fixture
def without_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Charts are drawn as where a system has no font."""
    resvg = pytest.importorskip("resvg_py")
    drawn = functools.partial(resvg.svg_to_bytes, skip_system_fonts=True)
    monkeypatch.setattr(resvg, "svg_to_bytes", drawn)
    has_letters.cache_clear()
    yield
    has_letters.cache_clear()


@pytest.fixture
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture
def in_root(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run the test from the top of the checkout."""
    monkeypatch.chdir(ROOT)
    return ROOT


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run the test in a folder with a small rubric (tiny.yaml) and an assessment (place.yaml)."""
    (tmp_path / "tiny.yaml").write_text(RUBRIC)
    (tmp_path / "place.yaml").write_text(ASSESSMENT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def can_be_denied() -> bool:
    """Whether file permissions hold for this user; they don't for root."""
    return os.geteuid() != 0
