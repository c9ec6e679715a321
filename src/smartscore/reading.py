"""From files to models: every problem of every file, or an assessment and its rubrics."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from smartscore import references
from smartscore.assessment import Assessment
from smartscore.catalogue import Catalogue, is_path
from smartscore.fields import Language, shown, split_reference
from smartscore.problems import (
    Complaint,
    Invalid,
    Problem,
    Route,
    Unreadable,
    closest,
    in_order,
    reason,
)
from smartscore.rubric import Graft, Rubric, walk
from smartscore.rules import assessment, evidence, quotes, rubric, rubric_quality, shape, text
from smartscore.rules.rule import AssessmentCase, RubricCase, TextCase
from smartscore.source import MAX_BYTES, Source, parse

KINDS: dict[str, type[BaseModel]] = {"rubric/1": Rubric, "assessment/1": Assessment}

_BLOCKING = frozenset({rule.code for rule in rubric.RULES} | {"R113", "R114", "R115", "R116"})

_Kind = TypeVar("_Kind", Rubric, Assessment)


@dataclass(frozen=True, slots=True)
class Reading:
    """An assessment that can be scored, with its rubrics; `remarks` are problems all the same."""

    assessment: Assessment
    rubrics: tuple[Rubric, ...]
    grafts: dict[tuple[str, str], Rubric]
    remarks: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RubricReading:
    """A rubric that can score, with the rubrics that it takes in."""

    rubric: Rubric
    grafts: dict[tuple[str, str], Rubric]


def read_assessment(
    file: str | Path, catalogue: Catalogue | None = None, *, rubrics: Sequence[str] = ()
) -> Reading:
    """Read an assessment and its rubrics; `rubrics` are used instead of those that it lists.

    Raises Invalid with every problem of every file, Unreadable where a file can't be read at all.
    """
    return Reader(catalogue or Catalogue()).assessment(str(file), content(Path(file)), rubrics)


def read_rubric(file: str | Path, catalogue: Catalogue | None = None) -> RubricReading:
    """Read a rubric and those it takes in; raises as `read_assessment` does."""
    return Reader(catalogue or Catalogue()).rubric(Path(file))


def content(path: Path) -> bytes:
    """A file's bytes, no more than can be read anyway; raises Unreadable."""
    try:
        if path.is_dir():
            raise Unreadable(str(path), "folder")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(str(path), reason(error)) from None
    except ValueError:
        raise Unreadable(shown(path), "name") from None


def declared_language(file: str, data: bytes) -> Language | None:
    """The language that an assessment asks for, even where the rest of it can't be used."""
    try:
        top = parse(data, file).data
    except Invalid:
        return None
    language = top.get("language") if isinstance(top, dict) else None
    return language if language in ("id", "en") else None  # type: ignore[return-value]


class Reader:
    """Reads files, each rubric once, and keeps what it found wrong until the end.

    A `thorough` one also tells what does not keep a file from being scored.
    """

    def __init__(self, catalogue: Catalogue, *, thorough: bool = False) -> None:
        self._catalogue = catalogue
        self._thorough = thorough
        self._loaded: dict[Path, tuple[Rubric | None, list[Problem]]] = {}
        self._grafts: dict[tuple[str, str], Rubric] = {}
        self._problems: list[Problem] = []

    def assessment(self, name: str, data: bytes, rubrics: Sequence[str] = ()) -> Reading:
        """Read an assessment from its bytes; paths in it are relative to the file `name`."""
        self._problems = []
        return self._assessment(parse(data, name), rubrics)

    def rubric(self, path: Path) -> RubricReading:
        """Read a rubric from its file."""
        self._problems = []
        found = self._load(path, ())
        if found is None or self._problems:
            raise Invalid(self._problems)
        return RubricReading(found, dict(self._grafts))

    def check(self, name: str, data: bytes) -> tuple[Problem, ...]:
        """Every problem of a file of any kind, and of the rubrics that it needs."""
        self._problems = []
        try:
            source = parse(data, name)
        except Invalid as invalid:
            return invalid.problems
        kind = _declared_kind(source)
        texts = [
            p
            for rule in text.RULES
            for p in rule.problems(TextCase(source, kind, _schema(name, kind)))
        ]
        try:
            if kind is Assessment:
                return in_order([*texts, *self._assessment(source, ()).remarks])
            path = Path(name)
            self._rubric(source, path, (path.resolve(),) if name != "-" else ())
        except Invalid as invalid:
            return in_order([*texts, *invalid.problems])
        return in_order([*texts, *self._problems])

    def _assessment(self, source: Source, rubrics: Sequence[str]) -> Reading:
        model = self._model(source, Assessment)
        wanted: Sequence[str] = rubrics or (model.rubrics if model else _listed(source))
        beside = Path() if source.name == "-" else Path(source.name).parent
        cards: dict[str, Rubric] = {}
        narrowed = bool(rubrics)
        for i, reference in enumerate(wanted):
            folder = Path() if rubrics else beside
            found = self._find(reference, folder, source, ("rubrics", i), outside=bool(rubrics))
            if found is None:
                narrowed = True
            elif found.code in cards:
                self._complain(source, Complaint("A104", ("rubrics", i), {"code": found.code}))
            else:
                cards[found.code] = found
        if model is None:
            raise Invalid(self._problems)
        remarks = self._judge(model, source, cards, beside, narrowed=narrowed)
        return Reading(model, tuple(cards.values()), dict(self._grafts), remarks)

    def _judge(
        self,
        model: Assessment,
        source: Source,
        cards: dict[str, Rubric],
        beside: Path,
        *,
        narrowed: bool,
    ) -> tuple[Problem, ...]:
        """Hold the ratings against the rubrics; raises Invalid, or gives what may pass."""
        reachable = dict(cards)
        for card in cards.values():
            reachable.update({inner.code: inner for inner in self._inside(card)})
        case = AssessmentCase(model, reachable, narrowed)
        remarks: list[Problem] = []
        for rule in (*assessment.RULES, *evidence.RULES):
            for complaint in rule.complaints(case):
                problem = source.problem(complaint)
                (self._problems if rule.blocks else remarks).append(problem)
        if self._thorough:
            found, complaints = references.texts(model, beside)
            case = replace(case, texts=found)
            remarks += map(source.problem, complaints)
            for rule in (*evidence.QUALITY, *quotes.RULES):
                remarks += map(source.problem, rule.complaints(case))
        if self._problems:
            raise Invalid([*self._problems, *remarks])
        return in_order(remarks)

    def _inside(self, rubric: Rubric) -> Iterator[Rubric]:
        for _, node in walk(rubric):
            if isinstance(node, Graft):
                grafted = self._grafts[rubric.code, node.rubric]
                yield grafted
                yield from self._inside(grafted)

    def _model(self, source: Source, kind: type[_Kind]) -> _Kind | None:
        """A file's data as a model; None where it has no such shape."""
        self._problems += source.problems
        if (complaint := _other_kind(source, kind)) is not None:
            self._complain(source, complaint)
            return None
        try:
            return kind.model_validate(source.data)
        except ValidationError as error:
            for complaint in shape.complaints(error, kind):
                self._complain(source, complaint)
            return None

    def _find(
        self,
        reference: str,
        beside: Path,
        source: Source,
        route: Route,
        *,
        outside: bool = False,
        above: tuple[Path, ...] = (),
    ) -> Rubric | None:
        """The rubric that a reference means; a complaint where there is none."""
        name, major = split_reference(reference)
        paths = [beside / name] if is_path(name) else self._catalogue.candidates(name)
        other: Rubric | None = None
        tried = False
        for path in paths:
            if not path.exists():
                continue
            tried = True
            if path.resolve() in above:
                self._complain(source, Complaint("R115", route, {"reference": reference}))
                return None
            try:
                found = self._load(path, above)
            except Unreadable as error:
                values = {"reference": reference, "why": error.reason}
                self._complain(source, Complaint("R116", route, values), outside=outside)
                return None
            if found is None or major is None or found.major == major:
                return found
            other = other or found
        if other is not None:
            values = {"reference": reference, "found": other.version}
            self._complain(source, Complaint("R114", route, values), outside=outside)
        elif not tried:
            near = "" if is_path(name) else closest(name, self._catalogue.codes())
            near = f"{near}@{major}" if near and major else near
            values = {"reference": reference, "suggestion": near}
            self._complain(source, Complaint("R113", route, values), outside=outside)
        return None

    def _load(self, path: Path, above: tuple[Path, ...]) -> Rubric | None:
        """A rubric file with all that it takes in; None where it has problems."""
        here = path.resolve()
        if here not in self._loaded:
            before = len(self._problems)
            found = None
            try:
                source = parse(content(path), _as_shown(path))
                found = self._rubric(source, path, (*above, here))
            except Invalid as invalid:
                self._problems += invalid.problems
            noted = self._problems[before:]
            blocked = found is None or any(problem.code in _BLOCKING for problem in noted)
            self._loaded[here] = (None if blocked else found, noted)
        else:
            self._problems += self._loaded[here][1]
        return self._loaded[here][0]

    def _rubric(self, source: Source, path: Path, above: tuple[Path, ...]) -> Rubric | None:
        """The rubric of a source, with what it takes in; None where it has no such shape."""
        model = self._model(source, Rubric)
        if model is None:
            return None
        grafted: dict[str, str] = {}
        for route, node in walk(model):
            if isinstance(node, Graft):
                place = (*route, "rubric")
                inside = self._find(node.rubric, path.parent, source, place, above=above)
                if inside is not None:
                    self._grafts[model.code, node.rubric] = inside
                    grafted[node.rubric] = inside.code
        case = RubricCase(model, grafted)
        for rule in (*rubric.RULES, *(rubric_quality.RULES if self._thorough else ())):
            for complaint in rule.complaints(case):
                self._complain(source, complaint)
        return model

    def _complain(self, source: Source, complaint: Complaint, *, outside: bool = False) -> None:
        if outside:
            raise Unreadable(complaint.values["reference"], complaint.code)
        self._problems.append(source.problem(complaint))


def _declared_kind(source: Source) -> type[Rubric] | type[Assessment]:
    """What a file says it is; taken for an assessment where it does not say."""
    declared = source.data.get("smartscore") if isinstance(source.data, dict) else None
    return Rubric if str(declared).startswith("rubri") else Assessment


def _schema(name: str, kind: type[BaseModel]) -> str | None:
    """The path from a file to the schema of its kind in a `schemas` folder above it, if any."""
    if name == "-":
        return None
    here = Path(name).resolve()
    for i, folder in enumerate(here.parents):
        if (folder / "schemas" / f"{kind.__name__.lower()}.json").is_file():
            return "../" * i + f"schemas/{kind.__name__.lower()}.json"
    return None


def _listed(source: Source) -> list[str]:
    """The rubrics that a file of another shape lists all the same, to check those too."""
    listed = source.data.get("rubrics") if isinstance(source.data, dict) else None
    if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
        return []
    return [str(item) for item in listed]


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
    if declared in KINDS:
        return Complaint("S116", ("smartscore",), {"declared": str(declared), "wanted": wanted})
    near = closest(str(declared), tuple(KINDS)) or wanted
    return Complaint("S118", ("smartscore",), {"value": shown(declared), "suggestion": near})


def _as_shown(path: Path) -> str:
    """A path as a reader would write it: relative to where they are, if it lies beneath."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)
