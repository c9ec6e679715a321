"""The golden files: written with `--update-golden`, compared otherwise, none may lie unused."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from smartscore import settings as settings_module
from smartscore.cli import streams

from .building import ASSESSMENT, RUBRIC

GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).parent.parent
_compared: set[Path] = set()

settings.register_profile("smartscore", deadline=None)  # no test asserts a time
settings.load_profile("smartscore")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")


@pytest.fixture(autouse=True)
def _quiet_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on the language or colours that a developer has chosen."""
    runners = (*streams._RUNNERS, *settings_module._RUNNERS)
    for name in ("SMARTSCORE_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", *runners):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with `tests/golden/<name>`."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        _compared.add(path)
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"{name} is missing; run pytest --update-golden and read it"
        assert text == path.read_text(encoding="utf-8"), "if the change is meant: --update-golden"

    return compare


@pytest.fixture(scope="session", autouse=True)
def _no_unused_golden_files(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    chosen = request.config.getoption("keyword") or request.config.args_source.name != "TESTPATHS"
    if not chosen and not request.session.testsfailed:
        unused = {p for p in GOLDEN.rglob("*") if p.is_file()} - _compared
        assert not unused, f"golden files that no test compares: {sorted(unused)}"


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
