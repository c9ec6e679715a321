"""What changed between two assessments of one place."""

from smartscore.results.result import Result
from smartscore.studies.changes import changed

from .building import assessment, dimension, indicator, rubric, scored


def result(subject, ratings):
    return Result(assessment(ratings), (scored(subject, ratings),))


def told(before, now):
    return [
        (
            change.node.code,
            change.before.rating.given if change.before and change.before.rating else None,
            change.now.rating.given if change.now and change.now.rating else None,
        )
        for change in changed(before, now)[0].changes
    ]


def test_what_is_rated_otherwise_is_told_in_the_order_of_the_rubric():
    subject = rubric(dimension("all", *(indicator(f"a{n}") for n in range(1, 6))))
    before = result(subject, {"a1": 1, "a2": 3, "a3": {"unknown": "x"}, "a4": 3})
    now = result(subject, {"a5": 1, "a1": 2, "a2": {"level": 3, "because": "y"}, "a3": 4})
    assert told(before, now) == [("a1", 1, 2), ("a3", None, 4), ("a4", 3, None), ("a5", None, 1)]


def test_indicators_that_one_version_does_not_have_are_told_too():
    before = result(rubric(dimension("all", indicator("old"), indicator("same"))), {"old": 3})
    now = result(rubric(dimension("all", indicator("same"), indicator("new"))), {"new": 3})
    assert told(before, now) == [("new", None, 3), ("old", 3, None)]


def test_only_rubrics_of_both_are_compared():
    subject = rubric(dimension("all", indicator("a")))
    other = rubric(dimension("all", indicator("a")), code="other")
    before = Result(assessment({"a": 1}), (scored(subject, {"a": 1}),))
    now = Result(assessment({"a": 1}), (scored(other, {}), scored(subject, {"a": 1})))
    assert [(each.now.rubric.code, each.changes) for each in changed(before, now)] == [("own", ())]
