"""From files to models: every problem of every file, or an assessment and its rubrics."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from smartscore.engine.tree import Tree
from smartscore.model.assessment import Assessment
from smartscore.model.fields import (
    LANGUAGES,
    Language,
    in_language,
    is_reference,
    shown,
    split_reference,
)
from smartscore.model.rubric import Rubric, ScalePoint
from smartscore.read.answers import paired, with_answers
from smartscore.read.files import content as content
from smartscore.read.models import as_model
from smartscore.read.rubrics import Loaded, Loader, two_of_one_code
from smartscore.read.shelf import Catalogue, is_path
from smartscore.rules import (
    assessment,
    evidence,
    judgements,
    level_advice,
    plans,
    values,
    versions,
)
from smartscore.rules.rule import AssessmentCase, Otherwise, Rule, Superseded, indicators
from smartscore.text.languages import known_language
from smartscore.text.parsing import parse
from smartscore.text.problems import (
    Beside,
    Code,
    Complaint,
    Invalid,
    Problem,
    Severity,
    Unreadable,
    in_order,
)
from smartscore.text.source import Source

_ABOUT_RATINGS: Final[tuple[Rule[Any], ...]] = (
    *assessment.RULES,
    *values.RULES,
    *plans.RULES,
    *judgements.RULES,
    *versions.OF_ASSESSMENTS,
)


Wanted = str | Loaded
"""A rubric that is scored instead of those that are listed: a reference, or the rubric itself."""

RUBRIC_LISTED_TWICE: Final = Code("A104")
"""A rubric is listed once.

Its ratings stand under its code, so a second entry could only show the same figures again. A
code and a path that lead to rubrics of the same code count as the same.

Breaks:
    rubrics: [plan-check@1, ./plan-check.yaml]

Keeps:
    rubrics: [plan-check@1]
"""

TWO_RUBRICS_OF_ONE_CODE: Final = Code("A105")
"""The rubrics of an assessment, with those that they take in, have codes of their own.

Ratings stand under the code of their rubric and would belong to both of two with the same one.
Often one file is an edited copy of the other: give it a code of its own. `regional.yaml` below
takes in `copy.yaml`, whose code is `plan-check` too.

Breaks:
    rubrics: [plan-check@1, ./regional.yaml]

Keeps:
    rubrics: [plan-check@1]
"""


class Reading(NamedTuple):
    """An assessment that can be scored, with its rubrics resolved; `remarks` are problems still."""

    assessment: Assessment
    trees: tuple[Tree, ...]
    remarks: tuple[Problem, ...]


def declared_language(file: str, data: bytes) -> Language | None:
    """The language that an assessment asks for, even where the rest of it can't be used."""
    try:
        top = parse(data, file).data
    except Invalid:
        return None
    language = top.get("language") if isinstance(top, dict) else None
    return language if language in ("id", "en") else None  # type: ignore[return-value]


_LANGUAGE: Final = re.compile(
    rb"""^(["']?)language\1[ \t]*:[ \t]*(["']?)(id|en)\2[ \t]*(?:#.*)?\r?$""", re.MULTILINE
)


def written_language(data: bytes) -> Language | None:
    """The language that an assessment asks for on a line of its own, without reading the rest.

    >>> written_language(b"smartscore: assessment/1\\nlanguage: id  # for the office\\n")
    'id'
    """
    found = _LANGUAGE.search(data)
    return known_language(found[3].decode()) if found else None


class Reader:
    """Reads assessments with their rubrics, each rubric once."""

    def __init__(
        self, catalogue: Catalogue, *, judging: bool = False, together: bool = False
    ) -> None:
        """`together` says that what is read is scored with others, so that it may need a sample."""
        self.loader = Loader(catalogue, judging=judging)
        self._judging = judging
        self._rules = [
            r for r in _ABOUT_RATINGS if not (together and r.code is assessment.ONE_PLACE)
        ]
        self.held_against: tuple[Loaded, ...] = ()
        """The rubrics of the assessment that was read last, each once, whether it can be scored."""

    def paths(self) -> tuple[Path, ...]:
        """Every rubric that was read, and every file that was named by what was read."""
        return self.loader.paths()

    def assessment(self, name: str, data: bytes, rubrics: Sequence[Wanted] = ()) -> Reading:
        """Read an assessment from its bytes; paths in it are relative to the file `name`."""
        return self.held(parse(data, name), rubrics)

    def rubric(self, path: Path) -> Tree:
        """Read a rubric from its file, and resolve it."""
        loaded = self.loader.load(path)
        if loaded.rubric is None:
            raise Invalid(loaded.problems)
        return loaded.tree

    def held(self, source: Source, rubrics: Sequence[Wanted] = ()) -> Reading:
        """An assessment held against its rubrics, from its source."""
        self.loader.note(source)
        model, complaints = as_model(source, Assessment)
        problems = list(source.problems)
        beside = Path() if rubrics else source.folder
        listed = model.rubrics if model else _listed(source)
        pins = self._pins(listed, source.folder) if rubrics else {}
        wanted = [pins.get(each, each) if isinstance(each, str) else each for each in rubrics]
        wanted = wanted or list(listed)
        cards: dict[str, Loaded] = {}
        named: dict[str, Loaded] = {}
        positions: dict[str, int] = {}
        whole = not rubrics
        for i, reference in enumerate(wanted):
            found = (
                self.loader.find(reference, beside, given=bool(rubrics))
                if isinstance(reference, str)
                else reference
            )
            if isinstance(found, Complaint):
                if rubrics:
                    there = found.values.get("found")
                    why = f"{found.code.code}\t{there}" if there else found.code.code
                    raise Unreadable(str(reference), why)
                whole = False
                if found.code in {complaint.code for complaint in complaints}:
                    continue  # that it is no reference was told with the shape
                problems.append(source.problem(found._replace(route=("rubrics", i))))
            elif found.rubric is None:
                whole = False
                problems += found.problems
            elif (first := cards.get(found.rubric.code, found)).path != found.path:
                values = two_of_one_code(first, found)
                both = (*first.named, *found.named)
                twice = Complaint(TWO_RUBRICS_OF_ONE_CODE, ("rubrics", i), values, related=both)
                problems.append(source.problem(twice))
            elif found.rubric.code in cards:
                if not rubrics:
                    values = {"code": found.rubric.code}
                    above = (Beside(("rubrics", positions[found.rubric.code]), "first"),)
                    twice = Complaint(RUBRIC_LISTED_TWICE, ("rubrics", i), values, related=above)
                    problems.append(source.problem(twice))
            else:
                cards[found.rubric.code] = found
                if isinstance(reference, str):
                    named[reference] = found
                positions[found.rubric.code] = i
        self.held_against = tuple(cards.values())
        problems += map(source.problem, _two_of_one_code(cards))
        reachable = {r.code: r for card in cards.values() for r in _rubrics(card)}
        problems += source.told(with_points(found, reachable) for found in complaints)
        if model is None:
            raise Invalid(problems)
        home = self.loader.home(source.folder)
        known = {code: indicators(rubric) for code, rubric in reachable.items()}
        ratings = paired(model.ratings, known)
        ratings, complaints = with_answers(ratings, home, known)
        problems += map(source.problem, complaints)
        cited = self.loader.libraries.held(model, model.cited, source, home)
        model = model.model_copy(update={"ratings": ratings, "listed": cited.references})
        case = AssessmentCase(
            ratings,
            reachable,
            source.written,
            assessment=model,
            narrowed=not whole,
            positions={} if rubrics else positions,
            further=cited.further,
            complete=cited.complete,
            superseded=self._superseded(named, beside),
            otherwise=self._otherwise(named, pins, source.folder),
            kept={} if rubrics else self._kept(named),
        )
        problems += cited.refused
        about = [p for p in cited.problems if self._judging or p.severity != Severity.ADVICE]
        remarks = self._judge(case, source, problems, about)
        trees = tuple(card.tree for card in cards.values() if card.rubric)
        return Reading(model, trees, remarks)

    def _pins(self, listed: Sequence[str], folder: Path) -> dict[str, str]:
        """What a file pins, by code: what it lists itself goes before what that takes in."""
        found: dict[str, str] = {}
        inside: dict[str, str] = {}
        for reference in filter(is_reference, listed):
            name, major = split_reference(reference)
            if not is_path(name) and major is not None:
                found.setdefault(name, reference)
            card = self.loader.find(reference, folder)
            for each in () if isinstance(card, Complaint) else card.all():
                for graft in each.inside:
                    name, major = split_reference(graft)
                    if not is_path(name) and major is not None:
                        inside.setdefault(name, graft)
        return {**inside, **found}

    def _superseded(self, named: Mapping[str, Loaded], beside: Path) -> dict[str, Superseded]:
        """The rubrics that are pinned to an older version, each with that of today, by code."""
        found = {}
        for reference, card in named.items():
            if card.rubric is not None:
                today = self.loader.newer(reference, beside, card.rubric)
                if today is not None:
                    found[card.rubric.code] = Superseded(reference, card.tree, today.tree)
        return found

    def _otherwise(
        self, named: Mapping[str, Loaded], pins: Mapping[str, str], folder: Path
    ) -> dict[str, Otherwise]:
        """The rubrics that were asked for in another version than the file pins, by code."""
        found = {}
        for reference, card in named.items():
            pin = pins.get(card.rubric.code) if card.rubric is not None else None
            if card.rubric is None or pin is None or split_reference(pin)[1] == card.rubric.major:
                continue
            listed = self.loader.find(pin, folder)
            if not isinstance(listed, Complaint) and listed.rubric is not None:
                found[card.rubric.code] = Otherwise(pin, listed.tree, reference, card.tree)
        return found

    def _kept(self, named: Mapping[str, Loaded]) -> dict[str, Sequence[int]]:
        """The older versions that are kept of rubrics listed by their code alone."""
        bare = {code: card.rubric for code, card in named.items() if card.rubric is not None}
        kept = {c: self.loader.older(rubric) for c, rubric in bare.items() if rubric.code == c}
        return {code: majors for code, majors in kept.items() if majors}

    def _judge(
        self,
        case: AssessmentCase,
        source: Source,
        problems: list[Problem],
        remarks: list[Problem],
    ) -> tuple[Problem, ...]:
        """Hold the ratings against the rubrics; raises Invalid, or gives what may pass."""
        about_ratings = ((rule.code.blocks, rule.complaints(case)) for rule in self._rules)
        about_evidence = ((rule.code.blocks, rule.complaints(case)) for rule in evidence.RULES)
        for blocks, complaints in (*about_ratings, *about_evidence):
            (problems if blocks else remarks).extend(source.told(complaints))
        remarks += self.further(case, source)
        if problems:
            raise Invalid([*problems, *remarks])
        return in_order(remarks)

    def further(
        self,
        case: AssessmentCase,
        source: Source,
    ) -> Iterable[Problem]:
        """What else there is to say of an assessment that is only to be scored."""
        unsure = (rule.complaints(case) for rule in versions.QUALITY)
        for complaint in (each for complaints in unsure for each in complaints):
            if complaint.values.get("variant") == "older":
                yield source.problem(complaint)


def _rubrics(loaded: Loaded) -> list[Rubric]:
    return [each.rubric for each in loaded.all() if each.rubric is not None]


def with_points(complaint: Complaint, rubrics: Mapping[str, Rubric]) -> Complaint:
    """A complaint about words in the place of a level, with the points that its scale has.

    Where the words are the label of one point, that one is told.
    """
    if complaint.values.get("variant") != "level":
        return complaint
    rubric = rubrics.get(str(complaint.route[1]))
    indicator = indicators(rubric).get(str(complaint.route[2])) if rubric else None
    if rubric is None or indicator is None:
        return complaint
    values = {**complaint.values, "variant": "number"}
    if indicator.measure == "levels":
        said = complaint.values["value"].casefold()
        labels = {shown(p.points): {s.casefold() for s in spellings(p)} for p in rubric.scale}
        meant = [point for point, spelt in labels.items() if said in spelt]
        values |= {"variant": "level-points", "points": level_advice.points_of(rubric)}
        if example := level_advice.between(rubric):
            values |= {"variant": "level-between", "example": example}
        near = meant[0] if len(meant) == 1 else level_advice.as_level(values["value"], rubric)
        values |= {"suggestion": near} if near else {}
    return complaint._replace(values=values)


def spellings(point: ScalePoint) -> set[str]:
    """The label of a level in each language."""
    return {in_language(point.label, language).strip() for language in LANGUAGES}


def _two_of_one_code(cards: Mapping[str, Loaded]) -> Iterator[Complaint]:
    """Rubrics from different files that go by one code: ratings would not say which is meant."""
    seen: dict[str, Loaded] = {}
    for i, card in enumerate(cards.values()):
        for each in card.all():
            first = seen.setdefault(each.rubric.code, each) if each.rubric is not None else each
            if each.rubric is not None and first.path != each.path:
                values = two_of_one_code(first, each)
                both = (*first.named, *each.named)
                yield Complaint(TWO_RUBRICS_OF_ONE_CODE, ("rubrics", i), values, related=both)


def _listed(source: Source) -> list[str]:
    """The rubrics that a file of another shape lists all the same, to check those too."""
    listed = source.data.get("rubrics") if isinstance(source.data, dict) else None
    if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
        return []
    return [str(item) for item in listed]
