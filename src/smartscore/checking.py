"""Checking many files: which to read, what they break, what of that was asked for."""

from dataclasses import dataclass

from smartscore.problems import Problem


@dataclass(frozen=True, slots=True)
class Checked:
    """What a run of `check` found.

    `files` are those that were checked, by the names they go by in places; `skipped` is how many
    YAML files of folders are not smartscore's. `problems` are sorted by place.
    """

    files: tuple[str, ...]
    skipped: int
    problems: tuple[Problem, ...]
