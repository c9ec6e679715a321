"""Everything there is to say of a file: what keeps it from being scored, and all the rest."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from smartscore import references
from smartscore.assessment import Assessment
from smartscore.ignoring import without_ignored
from smartscore.loading import Loaded
from smartscore.problems import Invalid, Problem, in_order
from smartscore.reading import Reader
from smartscore.rubric import Rubric
from smartscore.rules import evidence, quotes, rubric_quality, text
from smartscore.rules.rule import AssessmentCase, TextCase
from smartscore.schema import nearest
from smartscore.source import Source, parse


class Examiner(Reader):
    """Reads files of any kind to tell everything that is wrong with them."""

    def check(self, name: str, data: bytes) -> tuple[Problem, ...]:
        """Every problem of a file, and what keeps the rubrics that it needs from scoring."""
        try:
            source = parse(data, name)
        except Invalid as invalid:
            return invalid.problems
        kind = _declared_kind(source)
        case = TextCase(source, kind, None if name == "-" else nearest(Path(name), kind))
        found = [problem for rule in text.RULES for problem in rule.problems(case)]
        if kind is Assessment:
            try:
                found += self.held(source).remarks
            except Invalid as invalid:
                found += invalid.problems
        else:
            found += self._rubric(source, Path(name))
        return in_order(without_ignored(source, _once_told(found)))

    def _rubric(self, source: Source, path: Path) -> Iterator[Problem]:
        """Every problem of a rubric, those that let it score too."""
        loaded = Loaded(path)
        above = () if source.name == "-" else (path.resolve(),)
        case = self.loader.fill(loaded, source, path, above)
        yield from loaded.problems
        if case is not None:
            for rule in rubric_quality.RULES:
                yield from map(source.problem, rule.complaints(case))

    def further(self, case: AssessmentCase, source: Source, folder: Path) -> Iterator[Problem]:
        """What the evidence lacks, and whether quotes stand in their sources."""
        texts, complaints = references.texts(case.assessment, folder)
        yield from map(source.problem, complaints)
        for rule in (*evidence.QUALITY, *quotes.RULES):
            yield from map(source.problem, rule.complaints(replace(case, texts=texts)))


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
