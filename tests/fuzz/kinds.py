"""What a kind of fuzzing is: how its files are made, what is run on them, what must hold."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hypothesis.strategies import SearchStrategy


class Case(NamedTuple):
    """Files by their names beneath a fresh folder, and commands to run there, in this order."""

    files: Mapping[str, bytes]
    commands: Sequence[tuple[str, ...]]
    ci: bool = False
    """Whether this is a job of a CI runner, which reads logs for commands."""


class Done(NamedTuple):
    """What became of a command; `files` are those that lie there afterwards."""

    arguments: tuple[str, ...]
    code: int
    out: str
    errors: str
    files: Mapping[str, bytes]


def nothing_more(case: Case, done: Sequence[Done]) -> None:
    """Nothing has to hold but what holds for every command."""


@dataclass(frozen=True)
class Kind:
    """One kind of files. `holds` raises AssertionError where what was done is wrong."""

    name: str
    cases: SearchStrategy[Case]
    examples: int
    """How many are tried with the suite."""

    holds: Callable[[Case, Sequence[Done]], None] = nothing_more
    in_processes: bool = False
    """Whether bounded work has its own process; without, it is done in this one, which is faster
    and is not ended."""
