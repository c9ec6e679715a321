"""Rubric files with all that they take in, each read once however often it is named."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from smartscore.assessment import Assessment
from smartscore.case import Cases
from smartscore.catalogue import Catalogue, is_path
from smartscore.fields import is_reference, shown, split_reference
from smartscore.problems import Complaint, Invalid, Problem, Unreadable, closest, reason
from smartscore.rubric import Graft, Rubric, walk
from smartscore.rules import rubric as rubric_rules
from smartscore.rules import shape
from smartscore.rules.rule import RubricCase
from smartscore.source import MAX_BYTES, Source, parse

MAX_DEPTH: Final = 16
MAX_NODES: Final = 20_000
"""How deep rubrics may take one another in, and how many nodes may come of it."""

ATTACHED_BYTES: Final = 64 * 1024 * 1024
"""The size of a survey's answers or of the text behind a reference that is still read."""

KINDS: Final[dict[str, type[BaseModel]]] = {
    "rubric/1": Rubric,
    "assessment/1": Assessment,
    "cases/1": Cases,
}

_Kind = TypeVar("_Kind", Rubric, Assessment, Cases)


@dataclass(slots=True)
class Loaded:
    """A rubric file: `rubric` is None where its problems keep it from scoring."""

    path: Path
    problems: list[Problem] = field(default_factory=list)
    rubric: Rubric | None = None
    inside: dict[str, "Loaded"] = field(default_factory=dict)
    depth: int = 1
    nodes: int = 0

    def all(self) -> Iterator["Loaded"]:
        """This file and all that it takes in, each once."""
        seen: dict[Path, Loaded] = {}
        waiting = [self]
        while waiting:
            here = waiting.pop()
            if here.path not in seen:
                seen[here.path] = here
                waiting += here.inside.values()
        yield from seen.values()


class Loader:
    """Finds and reads rubrics; what it has read it keeps, with its problems."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._loaded: dict[Path, Loaded] = {}

    def paths(self) -> tuple[Path, ...]:
        """Every file that was read."""
        return tuple(self._loaded)

    def find(
        self, reference: str, beside: Path, above: tuple[Path, ...] = ()
    ) -> Loaded | Complaint:
        """The rubric that a reference means, or what is wrong with the reference.

        Paths are relative to the folder `beside`; `above` are the files that take this one in.
        The complaint has no route: the caller knows where the reference stands.
        """
        if not is_reference(reference):
            return Complaint("S113", (), {"value": shown(reference)})
        name, major = split_reference(reference)
        paths = [beside / name] if is_path(name) else self._catalogue.candidates(name)
        other: Rubric | None = None
        for path in paths:
            if not _may_exist(path):
                continue
            if Path(os.path.realpath(path)) in above:
                return Complaint("R115", (), {"reference": reference})
            try:
                loaded = self.load(path, above)
            except Unreadable as error:
                return Complaint("R116", (), {"reference": reference, "why": error.reason})
            found = loaded.rubric
            if found is not None and not is_path(name) and found.code != name:
                continue
            if found is None or major is None or found.major == major:
                return loaded
            other = other or found
        if other is not None:
            return Complaint("R114", (), {"reference": reference, "found": other.version})
        near = "" if is_path(name) else closest(name, self._catalogue.codes())
        near = f"{near}@{major}" if near and major else near
        return Complaint("R113", (), {"reference": reference, "suggestion": near})

    def load(self, path: Path, above: tuple[Path, ...] = ()) -> Loaded:
        """A rubric file with all that it takes in; raises Unreadable."""
        here = Path(os.path.realpath(path))
        if here in self._loaded:
            return self._loaded[here]
        if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):
            raise Unreadable(str(path), "not-a-file")
        data = content(path)
        loaded = self._loaded[here] = Loaded(here)
        try:
            source = parse(data, as_shown(path))
        except Invalid as invalid:
            loaded.problems += invalid.problems
            return loaded
        self.fill(loaded, source, path, (*above, here))
        return loaded

    def fill(
        self, loaded: Loaded, source: Source, path: Path, above: tuple[Path, ...]
    ) -> RubricCase | None:
        """Read a rubric's source into `loaded`; the case for further rules, where there is one."""
        model, complaints = as_model(source, Rubric)
        loaded.problems += [*source.problems, *map(source.problem, complaints)]
        if model is None:
            return None
        loaded.nodes = 1
        for route, node in walk(model):
            loaded.nodes += 1
            if isinstance(node, Graft):
                self._graft(loaded, source, (*route, "rubric"), path.parent, node.rubric, above)
        grafted = {ref: i.rubric for ref, i in loaded.inside.items() if i.rubric}
        case = RubricCase(model, grafted)
        for rule in rubric_rules.RULES:
            loaded.problems += map(source.problem, rule.complaints(case))
        if not loaded.problems:
            loaded.rubric = model
        return case

    def _graft(
        self,
        loaded: Loaded,
        source: Source,
        route: tuple[str | int, ...],
        folder: Path,
        reference: str,
        above: tuple[Path, ...],
    ) -> None:
        """Take in one graft, or note why it can't be."""
        limits = {"depth": str(MAX_DEPTH), "nodes": str(MAX_NODES)}
        if len(above) >= MAX_DEPTH:
            loaded.problems.append(source.problem(Complaint("R117", route, limits)))
            return
        found = self.find(reference, folder, above)
        if isinstance(found, Complaint):
            complaint = Complaint(found.code, route, found.values)
            loaded.problems.append(source.problem(complaint))
            return
        loaded.depth = max(loaded.depth, found.depth + 1)
        loaded.nodes += found.nodes
        if loaded.depth > MAX_DEPTH or loaded.nodes > MAX_NODES:
            loaded.problems.append(source.problem(Complaint("R117", route, limits)))
        elif found.rubric is None:
            loaded.problems += [p for p in found.problems if p not in loaded.problems]
        loaded.inside[reference] = found


def content(path: Path) -> bytes:
    """A file's bytes, no more than can be read anyway; raises Unreadable."""
    try:
        if os.path.isdir(path):
            raise Unreadable(str(path), "folder")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(str(path), reason(error)) from None
    except ValueError:
        raise Unreadable(shown(path), "name") from None


def attachment(path: Path) -> Path:
    """The path of a file that an assessment names, if its end can be read.

    Raises ValueError for a device, a pipe, a folder or more than ATTACHED_BYTES, OSError where
    there is nothing.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        raise ValueError("not-a-file")
    if path.stat().st_size > ATTACHED_BYTES:
        raise ValueError(f"> {ATTACHED_BYTES // 1024 // 1024} MiB")
    return path


def attached_text(path: Path) -> str:
    """The text of a file that an assessment names; raises as `attachment` does."""
    try:
        return attachment(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("encoding") from None


def as_model(source: Source, kind: type[_Kind]) -> tuple[_Kind | None, list[Complaint]]:
    """A file's data as a model, or what is wrong with its shape."""
    if (complaint := _other_kind(source, kind)) is not None:
        return None, [complaint]
    data: Any
    misplaced: list[Complaint]
    data, misplaced = shape.without_misplaced_ratings(source.data)
    try:
        return kind.model_validate(data), misplaced
    except ValidationError as invalid:
        misplaced += shape.complaints(invalid, kind)
    return None, misplaced


def _other_kind(source: Source, kind: type[BaseModel]) -> Complaint | None:
    """A complaint where the file is not of the kind that is wanted."""
    wanted = next(name for name, model in KINDS.items() if model is kind)
    if not isinstance(source.data, dict):
        return Complaint("S104", (), {"expected": "mapping", "value": shown(source.data)})
    if "smartscore" not in source.data:
        return Complaint("S101", (), {"wanted": wanted})
    declared = source.data["smartscore"]
    if declared == wanted:
        return None
    if isinstance(declared, str) and declared in KINDS:
        return Complaint("S116", ("smartscore",), {"declared": declared, "wanted": wanted})
    near = closest(str(declared), tuple(KINDS)) or wanted
    return Complaint("S118", ("smartscore",), {"value": shown(declared), "suggestion": near})


def as_shown(path: Path) -> str:
    """A path as a reader would write it: relative to where they are, if it lies beneath."""
    try:
        return Path(os.path.realpath(path)).relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)


def _may_exist(path: Path) -> bool:
    """Whether a file is there, or can't be looked for: then reading it will say why."""
    try:
        return path.exists()
    except OSError:
        return True
    except ValueError:
        return False
