"""Rubric files with all that they take in, each read once however often it is named."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from smartscore.engine.resolving import resolve
from smartscore.engine.tree import Grafts, Tree
from smartscore.model.fields import is_library, is_reference, shown, split_reference
from smartscore.model.rubric import Graft, Rubric
from smartscore.model.walking import cited, walk
from smartscore.read import loading_faults
from smartscore.read.files import as_shown, may_exist, read
from smartscore.read.libraries import Libraries
from smartscore.read.library_faults import OF_RUBRICS
from smartscore.read.models import as_model
from smartscore.read.ours import is_ours
from smartscore.read.premises import Home, Outside
from smartscore.read.ready import kept
from smartscore.read.shelf import Catalogue, is_path
from smartscore.rules import rubric as rubric_rules
from smartscore.rules.rule import RubricCase
from smartscore.text import shape_faults
from smartscore.text.parsing import parse
from smartscore.text.problems import (
    Complaint,
    Invalid,
    Problem,
    Related,
    Route,
    Unreadable,
    closest,
)
from smartscore.text.source import Data, Source

MAX_DEPTH: Final = 16
MAX_NODES: Final = 20_000
"""How deep rubrics may take one another in, and how many nodes may come of it."""


@dataclass(slots=True)
class Loaded:
    """A rubric file: `rubric` is None where its problems keep it from scoring.

    `ours` says that it has a `smartscore:` key; of other files nothing is told.
    """

    path: Path
    problems: list[Problem] = field(default_factory=list)
    rubric: Rubric | None = None
    inside: dict[str, "Loaded"] = field(default_factory=dict)
    depth: int = 1
    nodes: int = 0
    ours: bool = True
    data: bytes = b""
    """What stands in the file, where it was taken ready and not read."""

    resolved: Tree | None = None
    """The tree, once it was asked for; set where it has other weights than those of the file."""

    about_sources: tuple[Problem, ...] = ()
    """What is wrong with the files of references that it names, which keeps it from nothing."""

    _named: tuple[Related, ...] = ()

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

    def stands_in(self, source: Source) -> None:
        """Remember the source, as far as problems of other files need it."""
        self._named = (source.related(("code",), "code"),)

    @property
    def named(self) -> tuple[Related, ...]:
        """The place of the rubric's code in its file, for problems of other files."""
        if self.data and not self._named:
            self.stands_in(parse(self.data, as_shown(self.path)))
        return self._named

    @property
    def tree(self) -> Tree:
        """The rubric resolved with all that it takes in; there is one where it can score."""
        if self.resolved is None:
            assert self.rubric is not None
            self.resolved = resolve(self.rubric, self._grafts())
        return self.resolved

    def _grafts(self) -> Grafts:
        """The rubric behind each graft beneath this one."""
        return {
            (owner.rubric.code, reference): inner.rubric
            for owner in self.all()
            for reference, inner in owner.inside.items()
            if owner.rubric is not None and inner.rubric is not None
        }


NONE: Final[Mapping[str, Loaded]] = {}
"""Nothing that is known before it is looked for."""


class Loader:
    """Finds and reads rubrics; what it has read it keeps, with its problems.

    Bundled ones it takes as they were judged when the package was built, unless it is `judging`.
    """

    def __init__(self, catalogue: Catalogue, *, judging: bool = False) -> None:
        self._catalogue = catalogue
        self._judging = judging
        self._loaded: dict[Path, Loaded] = {}
        self._homes: dict[Path, Home] = {}
        self._named: dict[Path, None] = {}
        self.libraries = Libraries()

    def paths(self) -> tuple[Path, ...]:
        """Every file that was read, or that was named by one that was read."""
        return (*self._loaded, *self._named)

    def home(self, folder: Path) -> Home:
        """The premises of the files in a folder."""
        if folder not in self._homes:
            self._homes[folder] = self._catalogue.premises.home(folder)
        return self._homes[folder]

    def note(self, source: Source) -> None:
        """Remember which files a file names, whether they are there or not."""
        for name in _names(source.data):
            self._named[source.folder / name] = None

    def find(
        self, reference: str, beside: Path, above: tuple[Path, ...] = (), *, given: bool = False
    ) -> Loaded | Complaint:
        """The rubric that a reference means, or what is wrong with the reference.

        Paths are relative to the folder `beside`; `above` are the files that take this one in. A
        path that is `given` by the reader may lead anywhere, one in a file only where the file may.
        The complaint has no route: the caller knows where the reference stands.
        """
        if not is_reference(reference):
            return Complaint(shape_faults.NOT_A_RUBRIC_REFERENCE, (), {"value": shown(reference)})
        name, major = split_reference(reference)
        others: set[int] = set()
        for home, file in self._places(name, major, beside, given=given):
            try:
                path = home.admitted(file)
                if not may_exist(path):
                    continue
                if Path(os.path.realpath(path)) in above:
                    return Complaint(
                        loading_faults.RUBRIC_TAKES_ITSELF_IN, (), {"reference": reference}
                    )
                loaded = self._load(home, file, above)
            except Outside:
                return Complaint(loading_faults.RUBRIC_LIES_OUTSIDE, (), {"reference": reference})
            except (Unreadable, ValueError) as error:
                why = error.reason if isinstance(error, Unreadable) else str(error)
                return Complaint(
                    loading_faults.RUBRIC_UNREADABLE, (), {"reference": reference, "why": why}
                )
            if not (loaded.ours or given):
                return Complaint(loading_faults.RUBRIC_IS_OURS, (), {"reference": reference})
            found = loaded.rubric
            if found is not None and not is_path(name) and found.code != name:
                continue
            if found is None or major is None or found.major == major:
                return loaded
            others.add(found.major)
        if others:
            others |= set() if is_path(name) else self._catalogue.kept_majors(name)
            there = ", ".join(f"{name}@{each}" for each in sorted(others, reverse=True))
            return Complaint(
                loading_faults.OTHER_MAJOR_VERSION, (), {"reference": reference, "found": there}
            )
        near = "" if is_path(name) else closest(name, self._catalogue.codes())
        near = f"{near}@{major}" if near and major else near
        values = {"reference": reference, "suggestion": near}
        return Complaint(
            loading_faults.RUBRIC_NOT_FOUND,
            (),
            values | ({"variant": "path"} if is_path(name) else {}),
        )

    def newer(self, reference: str, beside: Path, than: Rubric) -> Loaded | None:
        """Today's version of a rubric where a reference pins an older one than that."""
        name, major = split_reference(reference)
        if major is None or is_path(name):
            return None
        today = self.find(name, beside)
        if isinstance(today, Complaint) or today.rubric is None:
            return None
        return today if today.rubric.major > than.major else None

    def older(self, rubric: Rubric) -> tuple[int, ...]:
        """The major versions of a rubric that are kept and lie before this one, in order."""
        kept = self._catalogue.kept_majors(rubric.code)
        return tuple(sorted(major for major in kept if major < rubric.major))

    def _places(
        self, name: str, major: int | None, beside: Path, *, given: bool
    ) -> Iterator[tuple[Home, str]]:
        """Where a rubric may be: a home, and the path from there."""
        if is_path(name):
            yield Home(beside, anywhere=True) if given else self.home(beside), name
            return
        for path in self._catalogue.candidates(name, major):
            yield self.home(path.parent), path.name

    def load(self, path: Path) -> Loaded:
        """A rubric file that the reader chose, with all that it takes in; raises Unreadable."""
        try:
            return self._load(Home(path.parent, anywhere=True), path.name, ())
        except ValueError as error:
            raise Unreadable(shown(path), str(error)) from None

    def _load(self, home: Home, name: str, above: tuple[Path, ...]) -> Loaded:
        path = home.admitted(name)
        here = Path(os.path.realpath(path))
        if here in self._loaded:
            return self._loaded[here]
        data = read(home, name)
        loaded = self._loaded[here] = Loaded(here, ours=is_ours(data))
        if not self._judging and self._was_judged(loaded, path, data, (*above, here)):
            return loaded
        try:
            source = parse(data, as_shown(path))
        except Invalid as invalid:
            loaded.problems += invalid.problems
            return loaded
        self.fill(loaded, source, path, (*above, here))
        return loaded

    def _was_judged(self, loaded: Loaded, path: Path, data: bytes, above: tuple[Path, ...]) -> bool:
        """Fill in a rubric that is kept ready; False where there is none, or its grafts are wrong.

        What it takes in need not be what it was judged with, so that is judged here.
        """
        rubric = kept(loaded.path, data)
        if rubric is None:
            return False
        wrong = list(self._take_in(loaded, rubric, path.parent, above))
        if loaded.inside and not wrong:
            case = _case(loaded, rubric)
            wrong += (found for rule in rubric_rules.RULES for found in rule.complaints(case))
        if wrong:
            loaded.inside.clear()
            loaded.depth = 1
            return False
        loaded.rubric = rubric
        loaded.data = data
        return True

    def given(self, source: Source, known: Mapping[str, Loaded] = NONE) -> Loaded:
        """A rubric that is held as text or data, with all that it takes in.

        `known` has the rubrics behind references that are not to be looked for.
        """
        loaded = Loaded(Path(source.name))
        self.fill(loaded, source, loaded.path, (), known)
        return loaded

    def fill(
        self,
        loaded: Loaded,
        source: Source,
        path: Path,
        above: tuple[Path, ...],
        known: Mapping[str, Loaded] = NONE,
    ) -> RubricCase | None:
        """Read a rubric's source into `loaded`; the case for further rules, where there is one."""
        self.note(source)
        model, complaints = as_model(source, Rubric)
        loaded.problems += [*source.problems, *source.told(complaints)]
        if model is None:
            return None
        loaded.stands_in(source)
        for found in self._take_in(loaded, model, path.parent, above, known):
            problem = source.problem(found) if isinstance(found, Complaint) else found
            if found is not problem or problem not in loaded.problems:
                loaded.problems.append(problem)
        home = self.home(path.parent)
        held = self.libraries.held(model, cited(model), source, home, OF_RUBRICS)
        loaded.about_sources = held.problems
        model = model.model_copy(update={"listed": held.references})
        case = _case(loaded, model)._replace(further=held.further, complete=held.complete)
        for rule in rubric_rules.RULES:
            loaded.problems += source.told(rule.complaints(case))
        if not loaded.problems:
            loaded.rubric = model
        return case

    def _take_in(
        self,
        loaded: Loaded,
        rubric: Rubric,
        folder: Path,
        above: tuple[Path, ...],
        known: Mapping[str, Loaded] = NONE,
    ) -> Iterator[Complaint | Problem]:
        """Take in every graft of a rubric; what is wrong with them, and in their own files."""
        loaded.nodes = 1
        files: dict[str, Loaded] = {}
        for route, node in walk(rubric):
            loaded.nodes += 1
            if isinstance(node, Graft):
                place = (*route, "rubric")
                yield from self._graft(loaded, place, folder, node.rubric, above, known)
                taken = loaded.inside.get(node.rubric)
                yield from _two_of_one_code(taken, files, place)

    def _graft(
        self,
        loaded: Loaded,
        route: Route,
        folder: Path,
        reference: str,
        above: tuple[Path, ...],
        known: Mapping[str, Loaded],
    ) -> Iterator[Complaint | Problem]:
        """Take in one graft, or tell why it can't be."""
        limits = {"depth": str(MAX_DEPTH), "nodes": str(MAX_NODES)}
        if len(above) >= MAX_DEPTH:
            yield Complaint(loading_faults.TOO_MUCH_TAKEN_IN, route, limits)
            return
        found = known.get(reference) or self.find(reference, folder, above)
        if isinstance(found, Complaint):
            yield found._replace(route=route)
            return
        loaded.depth = max(loaded.depth, found.depth + 1)
        loaded.nodes += found.nodes
        if loaded.depth > MAX_DEPTH or loaded.nodes > MAX_NODES:
            yield Complaint(loading_faults.TOO_MUCH_TAKEN_IN, route, limits)
        elif found.rubric is None:
            yield from found.problems
        loaded.inside[reference] = found


def _case(loaded: Loaded, rubric: Rubric) -> RubricCase:
    return RubricCase(rubric, {ref: i.rubric for ref, i in loaded.inside.items() if i.rubric})


def _two_of_one_code(
    taken: Loaded | None, files: dict[str, Loaded], route: tuple[str | int, ...]
) -> Iterator[Complaint]:
    """Complaints where a rubric comes in under the code of another file; `files` are those so far.

    What a graft stands for is looked up by the code of the rubric that it stands in.
    """
    for each in taken.all() if taken is not None else ():
        first = files.setdefault(each.rubric.code, each) if each.rubric is not None else each
        if each.rubric is not None and first.path != each.path:
            values = two_of_one_code(first, each)
            both = (*first.named, *each.named)
            yield Complaint(loading_faults.ONE_FILE_FOR_A_CODE, route, values, related=both)


def two_of_one_code(first: Loaded, other: Loaded) -> dict[str, str]:
    """What to say of two files of one code: which, and whether they are two versions of it."""
    assert other.rubric is not None
    values = {"code": other.rubric.code, "file": as_shown(other.path)}
    versions = first.rubric is not None and first.rubric.major != other.rubric.major
    return values | ({"variant": "versions"} if versions else {})


def _names(data: Data) -> Iterator[str]:
    """The paths that a file's data hold, wherever they stand in it."""
    waiting: list[tuple[str, Data]] = [("", data)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.items()
        elif isinstance(value, list):
            waiting += [(key, item) for item in value]
        elif isinstance(value, str) and key == "file":
            yield value
        elif isinstance(value, str) and key in ("rubric", "rubrics") and is_reference(value):
            name = split_reference(value)[0]
            if is_path(name):
                yield name
        elif key == "references" and is_library(value):
            yield value
