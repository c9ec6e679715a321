"""From files to models: every problem of every file, or an assessment and its rubrics."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from smartscore import references
from smartscore.assessment import Assessment
from smartscore.catalogue import Catalogue
from smartscore.fields import Language
from smartscore.ignoring import without_ignored
from smartscore.loading import Loaded, Loader, as_model, as_shown
from smartscore.loading import content as content
from smartscore.problems import Complaint, Invalid, Problem, Unreadable, in_order
from smartscore.rubric import Rubric
from smartscore.rules import assessment, evidence, quotes, rubric_quality, text
from smartscore.rules.rule import AssessmentCase, TextCase
from smartscore.schema import nearest
from smartscore.scoring import Grafts
from smartscore.source import Source, parse


@dataclass(frozen=True, slots=True)
class Reading:
    """An assessment that can be scored, with its rubrics; `remarks` are problems all the same."""

    assessment: Assessment
    rubrics: tuple[Rubric, ...]
    grafts: Grafts
    remarks: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RubricReading:
    """A rubric that can score, with the rubrics that it takes in."""

    rubric: Rubric
    grafts: Grafts


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


def declared_language(file: str, data: bytes) -> Language | None:
    """The language that an assessment asks for, even where the rest of it can't be used."""
    try:
        top = parse(data, file).data
    except Invalid:
        return None
    language = top.get("language") if isinstance(top, dict) else None
    return language if language in ("id", "en") else None  # type: ignore[return-value]


class Reader:
    """Reads assessments with their rubrics.

    A `thorough` one also tells what does not keep a file from being scored.
    """

    def __init__(self, catalogue: Catalogue, *, thorough: bool = False) -> None:
        self._loader = Loader(catalogue)
        self._thorough = thorough

    def paths(self) -> tuple[Path, ...]:
        """Every rubric file that was read."""
        return self._loader.paths()

    def assessment(self, name: str, data: bytes, rubrics: Sequence[str] = ()) -> Reading:
        """Read an assessment from its bytes; paths in it are relative to the file `name`."""
        return self._assessment(parse(data, name), rubrics)

    def rubric(self, path: Path) -> RubricReading:
        """Read a rubric from its file."""
        loaded = self._loader.load(path)
        if loaded.rubric is None:
            raise Invalid(loaded.problems)
        return RubricReading(loaded.rubric, _grafts([loaded]))

    def check(self, name: str, data: bytes) -> tuple[Problem, ...]:
        """Every problem of a file of any kind, and of the rubrics that it needs."""
        try:
            source = parse(data, name)
        except Invalid as invalid:
            return invalid.problems
        kind = _declared_kind(source)
        case = TextCase(source, kind, None if name == "-" else nearest(Path(name), kind))
        found = [problem for rule in text.RULES for problem in rule.problems(case)]
        if kind is Assessment:
            try:
                found += self._assessment(source, ()).remarks
            except Invalid as invalid:
                found += invalid.problems
        else:
            found += self._rubric(source, Path(name))
        return in_order(without_ignored(source, _once_told(found)))

    def _rubric(self, source: Source, path: Path) -> list[Problem]:
        """Every problem of a rubric, those that let it score too."""
        loaded = Loaded(path)
        above = () if source.name == "-" else (path.resolve(),)
        case = self._loader.fill(loaded, source, path, above)
        found = list(loaded.problems)
        if case is not None:
            for rule in rubric_quality.RULES:
                found += map(source.problem, rule.complaints(case))
        return found

    def _assessment(self, source: Source, rubrics: Sequence[str]) -> Reading:
        model, complaints = as_model(source, Assessment)
        problems = [*source.problems, *map(source.problem, complaints)]
        beside = Path() if rubrics or source.name == "-" else Path(source.name).parent
        wanted = rubrics or (model.rubrics if model else _listed(source))
        cards: dict[str, Loaded] = {}
        positions: dict[str, int] = {}
        whole = not rubrics
        for i, reference in enumerate(wanted):
            found = self._loader.find(reference, beside)
            if isinstance(found, Complaint):
                if rubrics:
                    raise Unreadable(reference, found.code)
                whole = False
                complaint = Complaint(found.code, ("rubrics", i), found.values)
                problems.append(source.problem(complaint))
            elif found.rubric is None:
                whole = False
                problems += found.problems
            elif cards.get(found.rubric.code, found).path != found.path:
                values = {"code": found.rubric.code, "file": as_shown(found.path)}
                problems.append(source.problem(Complaint("A105", ("rubrics", i), values)))
            elif found.rubric.code in cards:
                if not rubrics:
                    values = {"code": found.rubric.code}
                    problems.append(source.problem(Complaint("A104", ("rubrics", i), values)))
            else:
                cards[found.rubric.code] = found
                positions[found.rubric.code] = i
        problems += map(source.problem, _two_of_one_code(cards))
        if model is None:
            raise Invalid(problems)
        reachable = {r.code: r for card in cards.values() for r in _rubrics(card)}
        case = AssessmentCase(model, reachable, not whole, {} if rubrics else positions)
        folder = Path() if source.name == "-" else Path(source.name).parent
        remarks = self._judge(case, source, problems, folder)
        chosen = tuple(card.rubric for card in cards.values() if card.rubric)
        return Reading(model, chosen, _grafts(cards.values()), remarks)

    def _judge(
        self, case: AssessmentCase, source: Source, problems: list[Problem], folder: Path
    ) -> tuple[Problem, ...]:
        """Hold the ratings against the rubrics; raises Invalid, or gives what may pass."""
        remarks: list[Problem] = []
        for rule in (*assessment.RULES, *evidence.RULES):
            found = map(source.problem, rule.complaints(case))
            (problems if rule.blocks else remarks).extend(found)
        if self._thorough:
            texts, complaints = references.texts(case.assessment, folder)
            remarks += map(source.problem, complaints)
            case = replace(case, texts=texts)
            for rule in (*evidence.QUALITY, *quotes.RULES):
                remarks += map(source.problem, rule.complaints(case))
        if problems:
            raise Invalid([*problems, *remarks])
        return in_order(remarks)


def _rubrics(loaded: Loaded) -> list[Rubric]:
    return [each.rubric for each in loaded.all() if each.rubric is not None]


def _grafts(loaded: Iterable[Loaded]) -> Grafts:
    """The rubric behind each graft beneath these."""
    return {
        (owner.rubric.code, reference): inner.rubric
        for top in loaded
        for owner in top.all()
        for reference, inner in owner.inside.items()
        if owner.rubric is not None and inner.rubric is not None
    }


def _two_of_one_code(cards: Mapping[str, Loaded]) -> Iterator[Complaint]:
    """Rubrics from different files that go by one code: ratings would not say which is meant."""
    seen: dict[str, Path] = {}
    for i, card in enumerate(cards.values()):
        for each in card.all():
            if (
                each.rubric is not None
                and seen.setdefault(each.rubric.code, each.path) != each.path
            ):
                values = {"code": each.rubric.code, "file": as_shown(each.path)}
                yield Complaint("A105", ("rubrics", i), values)


def _once_told(problems: list[Problem]) -> list[Problem]:
    """The problems without remarks on how a value may be read, where the value is wrong anyway."""
    wrong = {problem.place for problem in problems if problem.code.startswith("S")}
    return [p for p in problems if p.code != "Y201" or p.place not in wrong]


def _declared_kind(source: Source) -> type[Rubric] | type[Assessment]:
    """What a file says it is; taken for an assessment where it does not say."""
    if not isinstance(source.data, dict):
        return Assessment
    declared = str(source.data.get("smartscore"))
    if not declared.startswith("assess") and {"dimensions", "scale", "bands"} & set(source.data):
        return Rubric
    return Rubric if declared.startswith("rubri") else Assessment


def _listed(source: Source) -> list[str]:
    """The rubrics that a file of another shape lists all the same, to check those too."""
    listed = source.data.get("rubrics") if isinstance(source.data, dict) else None
    if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
        return []
    return [str(item) for item in listed]
