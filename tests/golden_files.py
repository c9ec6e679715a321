"""The golden files: written with `--update-golden`, compared otherwise, none may lie unused.

The processes of pytest-xdist each tell the first one which files they compared; it judges.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_TOLD = "golden files compared"
_compared = pytest.StashKey[set[str]]()
_unused = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_compared] = set()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with `tests/golden/<name>`."""

    def compare(name: str, text: str) -> None:
        path = _folder(request.config) / name
        request.config.stash[_compared].add(name)
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"{name} is missing; run pytest --update-golden and read it"
        assert text == path.read_text(encoding="utf-8"), "if the change is meant: --update-golden"

    return compare


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A process of pytest-xdist has ended; take what it told."""
    told = getattr(node, "workeroutput", {}).get(_TOLD, ())
    node.config.stash[_compared].update(told)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a whole run that passed but compared not every golden file."""
    config = session.config
    compared = config.stash[_compared]
    if hasattr(config, "workeroutput"):
        config.workeroutput[_TOLD] = sorted(compared)
        return
    chosen = config.getoption("keyword") or config.getoption("markexpr")
    if chosen or config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return
    if exitstatus != pytest.ExitCode.OK or config.getoption("collectonly"):
        return
    folder = _folder(config)
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    config.stash[_unused] = sorted(there - compared)
    if config.stash[_unused]:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Name the golden files that no test compares."""
    if unused := config.stash.get(_unused, []):
        terminalreporter.section("golden files that no test compares", red=True)
        for name in unused:
            terminalreporter.line(name)


def _folder(config: pytest.Config) -> Path:
    return config.rootpath / "tests" / "golden"
