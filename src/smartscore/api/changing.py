"""Ratings that count in a run instead of those that are written: what would be, if."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from smartscore.api.given import Given
from smartscore.engine.score import Ratings, ratings_of, score
from smartscore.engine.tree import Node, Tree, tidied
from smartscore.model.assessment import Assessment, Rating, ResponseMean
from smartscore.read.models import as_model
from smartscore.results.result import Result
from smartscore.rules import assessment as rules
from smartscore.rules import values
from smartscore.rules.rule import RatingsCase
from smartscore.text.nodes import JSON_NUMBER, LONGEST_NUMBER
from smartscore.text.problems import Complaint, Invalid, Problem, closest, in_order
from smartscore.text.source import Data

CHANGES: Final = "--set"
"""The name that stands for a file where a change is wrong."""

AN_INDICATOR: Final = next(
    rule.code for rule in rules.RULES if rule.check is rules.ratings_are_for_an_indicator
)
_UNKNOWN: Final = "unknown"
_AWAY: Final = ("not_applicable", "n/a")
_NONE: Final = ("none", "-", "")


def changed(result: Result, changes: Mapping[str, object]) -> Result:
    """A result with some ratings changed, by the codes or the paths of their indicators.

    They are held against the rubrics as those of a file are; raises Invalid with every problem.
    What else is written of an indicator, such as reasons and evidence, is left out with its rating.
    """
    trees = [card.tree for card in result.cards]
    source = Given(CHANGES, dict(changes))
    problems: list[Problem] = list(source.problems)
    ratings: dict[str, dict[str, Data]] = {}
    taken: dict[tuple[str, str], str] = {}
    data = source.data if isinstance(source.data, dict) else {}
    for name, value in data.items():
        nodes, complaint = _named(name, trees)
        if complaint is None and (key := (nodes[0].owner.code, nodes[0].code)) in taken:
            told = {"code": name, "rubric": key[0], "variant": "set-twice", "other": taken[key]}
            complaint = Complaint(AN_INDICATOR, (name,), told)
        if complaint is not None:
            problems.append(source.problem(complaint))
            continue
        taken[key] = name
        now = _now(result, nodes[0])
        ratings.setdefault(key[0], {})[key[1]] = _rating(nodes[0], value, now)
    whole = _source(ratings)
    model, complaints = as_model(whole, Assessment)
    problems += whole.told(complaints)
    given: Ratings = {} if model is None else model.ratings
    problems += _told(whole, given, trees, blocks=True)
    if problems:
        raise Invalid(in_order(problems))
    remarks = _told(whole, given, trees, blocks=False)
    cards = tuple(score(card.tree, _with(ratings_of(card), given)) for card in result.cards)
    held = {code: dict(group or {}) for code, group in result.assessment.ratings.items()}
    every = {code: {**held.get(code, {}), **(given.get(code) or {})} for code in {**held, **given}}
    assessment = result.assessment.model_copy(update={"ratings": every})
    return replace(result, assessment=assessment, cards=cards, remarks=(*result.remarks, *remarks))


def _with(ratings: dict[str, dict[str, Rating | None]], given: Ratings) -> Ratings:
    for code, group in given.items():
        if code in ratings:
            ratings[code] |= {k: v for k, v in (group or {}).items() if k in ratings[code]}
    return ratings


def _named(name: str, trees: Sequence[Tree]) -> tuple[list[Node], Complaint | None]:
    """The indicator that a name leads to, at all its places; or what is wrong with the name."""
    found = [node for tree in trees for node in tree.named(name)]
    nodes = [node for node in found if node.indicator is not None]
    told = {"code": name, "rubric": ", ".join(tree.rubric.code for tree in trees)}
    if len({(node.owner.code, node.code) for node in nodes}) > 1:
        paths = ", ".join("/".join(node.path) for node in nodes)
        return [], Complaint(
            AN_INDICATOR, (name,), {**told, "variant": "set-several", "paths": paths}
        )
    if nodes:
        return nodes, None
    if found:
        beneath = ", ".join(_beneath(found[0], trees))
        return [], Complaint(
            AN_INDICATOR, (name,), {**told, "variant": "set-part", "paths": beneath}
        )
    known = {n.code for tree in trees for n in tree.indicators()}
    last = tidied(name).rsplit("/", maxsplit=1)[-1]
    near = closest(last, sorted(known))
    return [], Complaint(AN_INDICATOR, (name,), {**told, "suggestion": near, "variant": "set"})


def _beneath(top: Node, trees: Sequence[Tree]) -> Iterator[str]:
    """The codes of the indicators beneath a node."""
    for tree in trees:
        for node in tree.indicators():
            if node.path[: len(top.path)] == top.path:
                yield node.code


def _now(result: Result, node: Node) -> Rating | None:
    for card in result.cards:
        if node.path in card.tree.by_path:
            return card.nodes[card.tree.by_path[node.path]].rating
    return None


def _rating(node: Node, value: Data, now: Rating | None) -> Data:
    """What a value stands for, by the measure of its indicator, as a file would have it."""
    assert node.indicator is not None
    text = value.strip() if isinstance(value, str) else None
    if text == _UNKNOWN:
        return {"unknown": _UNKNOWN}
    if text in _AWAY:
        return {"not_applicable": text}
    if isinstance(value, dict):
        return value
    measure = node.indicator.measure
    if measure == "checklist":
        if isinstance(value, list):
            return {"met": value}
        if text is None:
            return {"met": value}
        return {"met": [] if text in _NONE else [code.strip() for code in text.split(",")]}
    number = _number(text) if text is not None else value
    if measure == "survey":
        if isinstance(number, list):
            return {"responses": number}
        return {"responses": {"mean": number, "n": _answers(now)}}
    return {"value" if measure == "quantity" else "level": number}


def _number(text: str) -> Data:
    """A text as the number that a file would take it for; else the text."""
    match = JSON_NUMBER.fullmatch(text)
    if match is None or len(text) > LONGEST_NUMBER:
        return text
    return float(text) if match["fraction"] else int(text)


def _answers(now: Rating | None) -> int:
    responses = None if now is None else now.responses
    if isinstance(responses, ResponseMean):
        return responses.n
    return len(responses) if isinstance(responses, tuple) else 1


def _source(ratings: dict[str, dict[str, Data]]) -> Given:
    """The changes as an assessment that has nothing else."""
    data: dict[str, Any] = {
        "smartscore": "assessment/1",
        "rubrics": ["changed"],
        "subject": {"name": CHANGES},
        "date": "2000-01-01",
        "ratings": ratings,
    }
    return Given(CHANGES, data)


def _told(
    source: Given, given: Ratings, trees: Sequence[Tree], *, blocks: bool
) -> Iterator[Problem]:
    """What rules find in the changes, of what keeps them from being scored or of the rest."""
    rubrics = {rubric.code: rubric for tree in trees for rubric in tree.rubrics()}
    named = {code: rubrics[code] for code in given}
    case = RatingsCase(given, named, source.written, narrowed=True)
    for rule in (*rules.RULES, *values.RULES):
        if rule.code.blocks == blocks:
            yield from source.told(rule.complaints(case))
