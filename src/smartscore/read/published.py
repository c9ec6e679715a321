"""Published results held against the rubrics that must reproduce them, to the printed digit."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from smartscore.arithmetic.numbers import figure
from smartscore.engine.card import Card
from smartscore.engine.score import score
from smartscore.engine.scored import ScoredNode
from smartscore.engine.tree import Tree
from smartscore.model.cases import Case, Cases
from smartscore.model.rubric import Rubric
from smartscore.read.answers import Found, paired, with_answers
from smartscore.read.models import as_model
from smartscore.read.premises import Home
from smartscore.read.rubrics import Loader
from smartscore.rules import assessment, shape, values
from smartscore.rules.rule import RatingsCase, indicators
from smartscore.text.likeness import Names
from smartscore.text.nodes import JSON_NUMBER
from smartscore.text.parsing import parse
from smartscore.text.problems import (
    Beside,
    Code,
    Complaint,
    Invalid,
    Problem,
    Route,
    Severity,
    closest,
)
from smartscore.text.source import Source

OVERALL, BAND = "overall", "band"

EXPECTATIONS_NAME_A_NODE: Final = Code("C101", about_key=True)
"""What a case expects goes by the code of a node of its rubric.

`overall` is the whole and `band` its band; every other key is the code of a dimension, an indicator
or a grafted rubric. An expectation for something else would never be looked at.

Breaks:
    smartscore: cases/1
    rubric: plan-check@1
    cases:
      - {name: Kota Contoh 2025, ratings: {vision: 2, benefit: 2}, expect: {mandat: 50.0}}

Keeps:
    smartscore: cases/1
    rubric: plan-check@1
    cases:
      - {name: Kota Contoh 2025, ratings: {vision: 2, benefit: 2}, expect: {mandate: 50.0}}
"""

CASES_CITE_A_REFERENCE: Final = Code("C102")
"""A case cites one of the references of its file.

A published figure is only as good as the place where it can be looked up.

Breaks:
    smartscore: cases/1
    rubric: plan-check@1
    cases:
      - name: Kota Contoh 2025
        citations: [{cite: report2025, at: 4}]
        ratings: {vision: 2, benefit: 2}
        expect: {overall: 50.0}

Keeps:
    smartscore: cases/1
    rubric: plan-check@1
    references: [{id: report2025, title: Report}]
    cases:
      - name: Kota Contoh 2025
        citations: [{cite: report2025, at: 4}]
        ratings: {vision: 2, benefit: 2}
        expect: {overall: 50.0}
"""

EXPECTATIONS_ARE_OF_ONE_NODE: Final = Code("C103", about_key=True)
"""What a case expects under `overall` or `band` can be the whole only.

In a rubric that has a dimension or an indicator called `overall` or `band`, the expectation could
be either, and be held against the wrong one. Give the node another code, which is a new major
version of the rubric where it is published, or leave the expectation out.

Breaks:
    smartscore: cases/1
    rubric: named@1
    cases:
      - {name: Kota Contoh 2025, ratings: {band: 2}, expect: {band: good}}

Keeps:
    smartscore: cases/1
    rubric: named@1
    cases:
      - {name: Kota Contoh 2025, ratings: {band: 2}, expect: {overall: 100}}
"""


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
        problems.append(source.problem(found._replace(route=("rubric",))))
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
    home = loader.home(folder)
    listed = loader.libraries.held(model, model.cited, source, home)
    problems += listed.refused
    remarks += listed.problems
    model = model.model_copy(update={"listed": listed.references})
    if listed.complete:
        problems += map(source.problem, _without_reference(model, listed.further))
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
        if rule.code.severity != Severity.ADVICE:
            yield from (_inside(complaint, number) for complaint in rule.complaints(case))


def _inside(complaint: Complaint, number: int) -> Complaint:
    """A complaint about an assessment's ratings as one about those of a case."""
    related = tuple(
        each._replace(route=_of_case(each.route, number)) if isinstance(each, Beside) else each
        for each in complaint.related
    )
    return complaint._replace(route=_of_case(complaint.route, number), related=related)


def _of_case(route: Route, number: int) -> Route:
    """Where in a file of cases stands what a route finds in an assessment."""
    return ("cases", number, "ratings", *route[2:])


def _unknown_nodes(case: Case, number: int, tree: Tree) -> Iterator[Complaint]:
    known = Names(tree.by_code)
    for key in case.expect:
        if key in known and (key == BAND or (key == OVERALL and tree.whole.code != OVERALL)):
            told = {"code": key, "rubric": tree.rubric.code}
            yield Complaint(EXPECTATIONS_ARE_OF_ONE_NODE, ("cases", number, "expect", key), told)
        if key not in (OVERALL, BAND) and key not in known:
            told = {"code": key, "rubric": tree.rubric.code, "suggestion": closest(key, known)}
            yield Complaint(EXPECTATIONS_NAME_A_NODE, ("cases", number, "expect", key), told)


def _not_figures(cases: Cases) -> Iterator[Complaint]:
    """Expected figures that are text; one in quotation marks keeps its decimals and is a figure."""
    for i, case in enumerate(cases.cases):
        for key, value in case.expect.items():
            if key != BAND and isinstance(value, str) and not JSON_NUMBER.fullmatch(value):
                yield shape.wrong_number(value, ("cases", i, "expect", key))


def _without_reference(cases: Cases, further: Iterable[str]) -> Iterator[Complaint]:
    known = Names((*(reference.key for reference in cases.references), *further))
    for i, case in enumerate(cases.cases):
        for j, citation in enumerate(case.citations):
            if citation.cite not in known:
                told = {"key": citation.cite, "suggestion": closest(citation.cite, known)}
                yield Complaint(CASES_CITE_A_REFERENCE, ("cases", i, "citations", j, "cite"), told)


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
