"""Everything there is to say of a file: what keeps it from being scored, and all the rest."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from smartscore.model.assessment import Assessment
from smartscore.model.cases import Cases
from smartscore.model.rubric import Indicator, Rubric
from smartscore.model.walking import walk
from smartscore.read.assessments import Reader
from smartscore.read.ignoring import without_ignored
from smartscore.read.modelines import nearest
from smartscore.read.models import declared_kind
from smartscore.read.published import problems_of
from smartscore.read.rubrics import NONE, Loaded
from smartscore.read.shelf import Catalogue, is_archived
from smartscore.read.sources import Texts
from smartscore.rules import (
    addresses,
    candidates,
    evidence,
    judgements,
    left_out,
    pieces,
    plans,
    quality,
    quotes,
    text,
    versions,
)
from smartscore.rules.assessment import ONE_PLACE
from smartscore.rules.rule import AssessmentCase, TextCase, indicators
from smartscore.text.likeness import Names
from smartscore.text.parsing import parse
from smartscore.text.problems import Code, Complaint, Invalid, Problem, Severity, closest, in_order
from smartscore.text.source import STDIN, TEXT, Source

COUSINS_EXIST: Final = Code("R221", Severity.WARNING, blocks=False)
"""A cousin that `crosswalk` names is an indicator of a rubric that can be found.

The crosswalk tells a reader of one framework where another one asks for much the same. A cousin
that is not there leads them nowhere, most often because a code was changed.

Breaks:
    dimensions:
      - code: mandate
        title: Mandate
        indicators:
          - {code: vision, title: Vision, levels: document, crosswalk: [quick-scan/frist]}
    gates: []

Keeps:
    dimensions:
      - code: mandate
        title: Mandate
        indicators:
          - {code: vision, title: Vision, levels: document, crosswalk: [quick-scan/first]}
    gates: []
"""


def _as_advice(problem: Problem) -> Problem:
    """A problem of a file that is sound, and scored only together with others."""
    return problem._replace(severity=Severity.ADVICE)


class Examiner(Reader):
    """Reads files of any kind to tell everything that is wrong with them."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(catalogue, judging=True)
        self._texts = Texts()

    def check(self, name: str, data: bytes) -> tuple[Problem, ...]:
        """Every problem of a file, and what keeps the rubrics that it needs from scoring."""
        try:
            source = parse(data, name)
        except Invalid as invalid:
            return invalid.problems
        kind = _declared_kind(source)
        case = TextCase(source, kind, None if name in (STDIN, TEXT) else nearest(Path(name), kind))
        found = [source.problem(each) for rule in text.RULES for each in rule.complaints(case)]
        whole = self._whole(source, found)
        return _of_an_older_version(whole) if is_archived(Path(name)) else whole

    def data(self, source: Source, known: Mapping[str, Loaded] = NONE) -> tuple[Problem, ...]:
        """Every problem of what has no text, and what keeps its rubrics from scoring.

        `known` has the rubrics that a rubric takes in, where they are not to be looked for.
        """
        return self._whole(source, [], known)

    def _whole(
        self, source: Source, found: list[Problem], known: Mapping[str, Loaded] = NONE
    ) -> tuple[Problem, ...]:
        """Every problem of a file, those of its text among them."""
        kind = _declared_kind(source)
        if kind is Cases:
            found += problems_of(source, self.loader)
        elif kind is Assessment:
            try:
                found += self.held(source).remarks
            except Invalid as invalid:
                found += invalid.problems
        else:
            found += self._rubric(source, Path(source.name), known)
        told = [_as_advice(each) if each.code == ONE_PLACE.code else each for each in found]
        return in_order(without_ignored(source, _once_told(told)))

    def _rubric(self, source: Source, path: Path, known: Mapping[str, Loaded]) -> Iterator[Problem]:
        """Every problem of a rubric, those that let it score too."""
        loaded = Loaded(path)
        above = () if source.name in (STDIN, TEXT) else (Path(os.path.realpath(path)),)
        case = self.loader.fill(loaded, source, path, above, known)
        yield from loaded.problems
        yield from loaded.about_sources
        if case is not None:
            tree = loaded.tree if loaded.rubric else None
            inside = {ref: each.rubric for ref, each in loaded.inside.items() if each.rubric}
            bare = {
                ref: self.loader.older(each) for ref, each in inside.items() if ref == each.code
            }
            case = case._replace(tree=tree, newer=self._newer(loaded, path.parent), kept=bare)
            for rule in quality.RULES:
                yield from map(source.problem, rule.complaints(case))
            yield from map(source.problem, self._crossings(case.rubric, path.parent))

    def _newer(self, loaded: Loaded, folder: Path) -> dict[str, str]:
        """What the grafts that are pinned to an older version would be today."""
        inside = {ref: each.rubric for ref, each in loaded.inside.items() if each.rubric}
        newer = {ref: self.loader.newer(ref, folder, each) for ref, each in inside.items()}
        return {
            reference: f"{found.rubric.code}@{found.rubric.major}"
            for reference, found in newer.items()
            if found is not None and found.rubric is not None
        }

    def _crossings(self, rubric: Rubric, folder: Path) -> Iterator[Complaint]:
        """Cousins in other rubrics that are not there."""
        inside: dict[str, Names] = {}
        for route, node in walk(rubric):
            for i, cousin in enumerate(node.crosswalk if isinstance(node, Indicator) else ()):
                code, _, name = cousin.partition("/")
                if code not in inside:
                    found = self.loader.find(code, folder)
                    other = None if isinstance(found, Complaint) else found.rubric
                    inside[code] = Names(indicators(other) if other is not None else ())
                if name not in inside[code]:
                    near = closest(name, inside[code])
                    values = {"cousin": cousin, "suggestion": f"{code}/{near}" if near else ""}
                    place = (*route, "crosswalk", i)
                    yield Complaint(COUSINS_EXIST, place, values)

    def further(self, case: AssessmentCase, source: Source) -> Iterator[Problem]:
        """What the evidence lacks, and whether quotes stand in their sources."""
        home = self.loader.home(source.folder)
        texts, complaints = self._texts.of(case.assessment, quotes.quoted(case), home)
        yield from map(source.problem, complaints)
        rules = (
            *evidence.QUALITY,
            *pieces.RULES,
            *candidates.RULES,
            *plans.QUALITY,
            *judgements.QUALITY,
            *left_out.OF_ASSESSMENTS,
            *versions.QUALITY,
            *addresses.OF_ASSESSMENTS,
            *quotes.RULES,
        )
        for rule in rules:
            yield from map(source.problem, rule.complaints(replace(case, texts=texts)))


def _of_an_older_version(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """What there is to say of a file that is kept as it was: nothing that asks for better words.

    Nor is told what has moved on around it: cousins that are gone, grafts that are older too.
    """
    left = {COUSINS_EXIST.code, *(rule.code.code for rule in versions.OF_RUBRICS)}
    return tuple(p for p in problems if p.severity != Severity.ADVICE and p.code not in left)


def _once_told(problems: list[Problem]) -> list[Problem]:
    """The problems without remarks on how a value may be read, where the value is wrong anyway."""
    wrong = {problem.place for problem in problems if problem.code.startswith("S")}
    return [p for p in problems if p.code != text.OTHER_READINGS.code or p.place not in wrong]


def _declared_kind(source: Source) -> type[Rubric] | type[Assessment] | type[Cases]:
    """What a file says it is; taken for an assessment where it does not say."""
    if not isinstance(source.data, dict):
        return Assessment
    declared = declared_kind(source.data)
    if declared.startswith("cases"):
        return Cases
    if not declared.startswith("assess") and {"dimensions", "scale", "bands"} & set(source.data):
        return Rubric
    return Rubric if declared.startswith("rubri") else Assessment
