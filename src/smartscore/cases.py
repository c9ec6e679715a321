"""Published results held against the rubrics that must reproduce them, to the printed digit."""

from collections.abc import Iterator
from typing import NamedTuple

from smartscore.answers import Found, paired, with_answers
from smartscore.case import Case, Cases
from smartscore.engine.card import Card, ScoredNode
from smartscore.engine.score import score
from smartscore.engine.tree import Tree
from smartscore.likeness import Names
from smartscore.loading import Loader, as_model
from smartscore.nodes import JSON_NUMBER
from smartscore.premises import Home
from smartscore.problems import Complaint, Invalid, Problem, Route, Severity, closest
from smartscore.rounding import figure
from smartscore.rubric import Rubric
from smartscore.rules import assessment, shape, values
from smartscore.rules.rule import RatingsCase, indicators
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
    card: Card

    @property
    def holds(self) -> bool:
        """Whether every figure is reproduced."""
        return all(expected.holds for expected in self.expected)


class CasesReading(NamedTuple):
    """A cases file that can be run; `ratings` are those of each case."""

    source: Source
    cases: Cases
    tree: Tree
    ratings: tuple[Found, ...]
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
    ratings = []
    remarks: list[Problem] = []
    for i, case in enumerate(model.cases):
        held, wrong = _held(case, found.rubric, loader.home(folder), source, i)
        problems += source.told(wrong)
        remarks += source.told(_doubtful(held, found.rubric, source, i))
        problems += [source.problem(c) for c in _unknown_nodes(case, i, found.tree)]
        ratings.append(held)
    problems += map(source.problem, _without_reference(model))
    problems += map(source.problem, _not_figures(model))
    if problems:
        raise Invalid([*problems, *remarks])
    return CasesReading(source, model, found.tree, tuple(ratings), tuple(remarks))


def run(reading: CasesReading) -> Iterator[CaseResult]:
    """Score each case and set what comes out beside what was published."""
    for i, (case, held) in enumerate(zip(reading.cases.cases, reading.ratings, strict=True)):
        card = score(reading.tree, held)
        expected = tuple(
            _expected(card, key, reading.source.written(("cases", i, "expect", key)) or str(value))
            for key, value in case.expect.items()
        )
        line = reading.source.place(("cases", i, "name")).line
        yield CaseResult(case.name, line, expected, card)


def _held(
    case: Case, rubric: Rubric, home: Home, source: Source, number: int
) -> tuple[Found, list[Complaint]]:
    """The ratings of a case in their measures, and what is wrong with them."""
    known = {rubric.code: indicators(rubric)}
    ratings, complaints = with_answers(paired({rubric.code: case.ratings}, known), home, known)
    checked = _to_judge(ratings, rubric, source, number)
    for rule in assessment.RULES:
        complaints += rule.complaints(checked)
    return ratings, [_inside(complaint, number) for complaint in complaints]


def _to_judge(held: Found, rubric: Rubric, source: Source, number: int) -> RatingsCase:
    """A case for the rules on ratings, which quote its numbers as they are written."""

    def written(route: Route) -> str | None:
        return source.written(_of_case(route, number))

    return RatingsCase(held, {rubric.code: rubric}, written)


def _doubtful(held: Found, rubric: Rubric, source: Source, number: int) -> Iterator[Complaint]:
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


def _unknown_nodes(case: Case, number: int, tree: Tree) -> Iterator[Complaint]:
    known = Names(tree.by_code)
    for key in case.expect:
        if key in known and (key == BAND or (key == OVERALL and tree.whole.code != OVERALL)):
            told = {"code": key, "rubric": tree.rubric.code}
            yield Complaint("C103", ("cases", number, "expect", key), told, about="key")
        if key not in (OVERALL, BAND) and key not in known:
            told = {"code": key, "rubric": tree.rubric.code, "suggestion": closest(key, known)}
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


def _expected(card: Card, key: str, published: str) -> Expected:
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
