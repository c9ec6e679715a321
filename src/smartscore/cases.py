"""Published results held against the rubrics that must reproduce them, to the printed digit."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from smartscore.answers import bare_ratings, in_their_measure, with_answers
from smartscore.assessment import Assessment
from smartscore.case import Case, Cases
from smartscore.likeness import Names
from smartscore.loading import Loader, as_model
from smartscore.nodes import JSON_NUMBER
from smartscore.premises import Home
from smartscore.problems import Complaint, Invalid, Problem, Route, Severity, closest
from smartscore.reading import grafts_beneath
from smartscore.rounding import figure
from smartscore.rubric import Rubric
from smartscore.rules import assessment, shape, values
from smartscore.rules.rule import AssessmentCase, indicators
from smartscore.scorecard import Scorecard, ScoredNode
from smartscore.scoring import Grafts, score
from smartscore.source import Source, parse

OVERALL, BAND = "overall", "band"


class Expected(NamedTuple):
    """One figure or band: as published, as computed, and the nodes from the whole down to it."""

    key: str
    published: str
    computed: str | None
    path: tuple[ScoredNode, ...]

    @property
    def holds(self) -> bool:
        """Whether the two are the same, as printed."""
        return self.published == self.computed


class CaseResult(NamedTuple):
    """What became of one case; `line` is where it stands in its file."""

    name: str
    line: int
    expected: tuple[Expected, ...]
    scorecard: Scorecard

    @property
    def holds(self) -> bool:
        """Whether every figure is reproduced."""
        return all(expected.holds for expected in self.expected)


class CasesReading(NamedTuple):
    """A cases file that can be run."""

    source: Source
    cases: Cases
    rubric: Rubric
    grafts: Grafts
    assessments: tuple[Assessment, ...]
    remarks: tuple[Problem, ...] = ()
    """What there is to say that does not keep it from being run."""


def read_cases(name: str, data: bytes, loader: Loader) -> CasesReading:
    """Read a cases file and its rubric; raises Invalid with every problem."""
    return held_cases(parse(data, name), loader)


def held_cases(source: Source, loader: Loader) -> CasesReading:
    """A cases file held against its rubric, from its source; raises Invalid."""
    loader.note(source)
    model, complaints = as_model(source, Cases)
    problems = [*source.problems, *source.told(complaints)]
    folder = source.folder
    reference = model.rubric if model else None
    found = loader.find(reference, folder) if reference else None
    if isinstance(found, Complaint):
        problems.append(source.problem(Complaint(found.code, ("rubric",), found.values)))
        raise Invalid(problems)
    if found is not None:
        problems += found.problems
    if model is None or found is None or found.rubric is None:
        raise Invalid(problems)
    grafts = grafts_beneath([found])
    assessments = []
    remarks: list[Problem] = []
    for i, case in enumerate(model.cases):
        held, wrong = _assessment(case, found.rubric, loader.home(folder), source, i)
        problems += source.told(wrong)
        remarks += source.told(_doubtful(held, found.rubric, source, i))
        problems += [source.problem(c) for c in _unknown_nodes(case, i, found.rubric, grafts)]
        assessments.append(held)
    problems += map(source.problem, _without_reference(model))
    problems += map(source.problem, _not_figures(model))
    if problems:
        raise Invalid([*problems, *remarks])
    return CasesReading(source, model, found.rubric, grafts, tuple(assessments), tuple(remarks))


def run(reading: CasesReading) -> Iterator[CaseResult]:
    """Score each case and set what comes out beside what was published."""
    for i, (case, held) in enumerate(zip(reading.cases.cases, reading.assessments, strict=True)):
        card = score(reading.rubric, held, reading.grafts)
        expected = tuple(
            _expected(card, key, reading.source.written(("cases", i, "expect", key)) or str(value))
            for key, value in case.expect.items()
        )
        line = reading.source.place(("cases", i, "name")).line
        yield CaseResult(case.name, line, expected, card)


def _assessment(
    case: Case, rubric: Rubric, home: Home, source: Source, number: int
) -> tuple[Assessment, list[Complaint]]:
    """A case as an assessment of its rubric, and what is wrong with its ratings."""
    written: Any = source.data
    plain = Assessment.model_validate(
        {
            "smartscore": "assessment/1",
            "rubrics": [rubric.code],
            "subject": {"name": case.name},
            "date": "2000-01-01",
        }
    ).model_copy(update={"ratings": {rubric.code: case.ratings}})
    known = {rubric.code: indicators(rubric)}
    measures = {rubric.code: {code: i.measure for code, i in known[rubric.code].items()}}
    bare = set(bare_ratings(written["cases"][number]["ratings"], rubric.code))
    held, complaints = with_answers(in_their_measure(plain, measures, bare), home, known)
    checked = _to_judge(held, rubric, source, number)
    for rule in assessment.RULES:
        complaints += rule.complaints(checked)
    return held, [_inside(complaint, number) for complaint in complaints]


def _to_judge(held: Assessment, rubric: Rubric, source: Source, number: int) -> AssessmentCase:
    """A case for the rules on assessments, which quote its numbers as they are written."""

    def written(route: Route) -> str | None:
        return source.written(_of_case(route, number))

    return AssessmentCase(held, {rubric.code: rubric}, written=written)


def _doubtful(held: Assessment, rubric: Rubric, source: Source, number: int) -> Iterator[Complaint]:
    """What a reader would doubt in the ratings of a case.

    What a rubric expects to lie beyond its goalposts is not told: the published figure shows it.
    """

    case = _to_judge(held, rubric, source, number)
    for rule in values.RULES:
        if rule.severity != Severity.ADVICE:
            yield from (_inside(complaint, number) for complaint in rule.complaints(case))


def _inside(complaint: Complaint, number: int) -> Complaint:
    """A complaint about an assessment's ratings as one about those of a case."""
    return complaint._replace(route=_of_case(complaint.route, number))


def _of_case(route: Route, number: int) -> Route:
    """Where in a file of cases stands what a route finds in an assessment."""
    return ("cases", number, "ratings", *route[2:])


def _unknown_nodes(case: Case, number: int, rubric: Rubric, grafts: Grafts) -> Iterator[Complaint]:
    empty = Assessment.model_validate(
        {
            "smartscore": "assessment/1",
            "rubrics": [rubric.code],
            "subject": {"name": case.name},
            "date": "2000-01-01",
        }
    )
    whole = score(rubric, empty, grafts).whole
    known = Names(node.code for node in whole.walk())
    for key in case.expect:
        if key in known and (key == BAND or (key == OVERALL and whole.code != OVERALL)):
            told = {"code": key, "rubric": rubric.code}
            yield Complaint("C103", ("cases", number, "expect", key), told, about="key")
        if key not in (OVERALL, BAND) and key not in known:
            told = {"code": key, "rubric": rubric.code, "suggestion": closest(key, known)}
            yield Complaint("C101", ("cases", number, "expect", key), told, about="key")


def _not_figures(cases: Cases) -> Iterator[Complaint]:
    """Expected figures that are text; one in quotation marks keeps its decimals and is a figure."""
    for i, case in enumerate(cases.cases):
        for key, value in case.expect.items():
            if key != BAND and isinstance(value, str) and not JSON_NUMBER.fullmatch(value):
                yield shape.wrong_number(value, ("cases", i, "expect", key))


def _without_reference(cases: Cases) -> Iterator[Complaint]:
    known = Names(reference.key for reference in cases.references)
    for i, case in enumerate(cases.cases):
        for j, citation in enumerate(case.citations):
            if citation.cite not in known:
                told = {"key": citation.cite, "suggestion": closest(citation.cite, known)}
                yield Complaint("C102", ("cases", i, "citations", j, "cite"), told)


def _expected(card: Scorecard, key: str, published: str) -> Expected:
    if key == BAND:
        band = card.whole.band
        return Expected(key, published, band.code if band else None, (card.whole,))
    path = _path(card.whole, card.whole.code if key == OVERALL else key)
    score_ = path[-1].score
    decimals = len(published.partition(".")[2])
    return Expected(key, published, None if score_ is None else figure(score_, decimals), path)


def _path(node: ScoredNode, code: str) -> tuple[ScoredNode, ...]:
    """The nodes from one down to the first beneath it that goes by a code."""
    if node.code == code:
        return (node,)
    for child in node.children:
        if below := _path(child, code):
            return (node, *below)
    return ()


def problems_of(source: Source, loader: Loader) -> list[Problem]:
    """Every problem of a cases file; it is not run."""
    try:
        return list(held_cases(source, loader).remarks)
    except Invalid as invalid:
        return list(invalid.problems)
