"""Rubrics that take in others: each scores inside of another as it scores alone."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import strategies as st

from tests.fuzz import grammar
from tests.fuzz.grammar import Data
from tests.fuzz.kinds import Case, Done, Kind
from tests.fuzz.rubrics import SCORED, commands

TAKEN = st.sampled_from([{"mid": ["inner"], "own": ["mid"]}, {"mid": [], "own": ["inner", "mid"]}])
"""Which rubric takes which in."""

OF_THE_PLACE = ("weight", "share", "effective_weight", "contribution")
"""What a node has from where it stands."""


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Three rubrics, of which one takes in the others, and the ratings of all."""
    held = {name: draw(grammar.rubrics(name)) for name in ("inner", "mid", "own")}
    places = [draw(grammar.assessments(rubric)) for rubric in held.values()]
    for name, inside in draw(TAKEN).items():
        for code in inside:
            draw(grafted(held[name], code))
    place = places[-1]
    place["rubrics"] = [f"./{name}.yaml" for name in reversed(held)]
    place["ratings"] = {code: each["ratings"][code] for each in places for code in each["ratings"]}
    if draw(st.sampled_from([False, False, False, True])):
        name = draw(st.sampled_from(list(held)))
        held[name] = draw(grammar.spoilt(held[name]))
    files = {f"{name}.yaml": grammar.dumped(rubric) for name, rubric in held.items()}
    files["place.yaml"] = grammar.dumped(place)
    return Case(files, [SCORED, SCORED, *draw(commands("place.yaml"))], draw(st.booleans()))


@st.composite
def grafted(draw: st.DrawFn, rubric: Data, code: str) -> Data:
    """A rubric with one more part: another rubric, weighed as its siblings are."""
    siblings = [child.get("code", child.get("rubric", "")[2:-5]) for child in rubric["dimensions"]]
    part: Data = {"rubric": f"./{code}.yaml"}
    weights = rubric.get("weights")
    if weights is None:
        part["weight"] = draw(grammar.WEIGHTS)
    elif weights["method"] == "rank":
        weights["order"] = draw(st.permutations([*weights["order"], code]))
    else:
        ratios = st.sampled_from([1, 3, 9, "1/3"])
        weights["comparisons"] |= {f"{other}/{code}": draw(ratios) for other in siblings}
    rubric["dimensions"].append(part)
    if "gates" in rubric and draw(st.booleans()):
        rubric["gates"][0]["when"] = code
    return rubric


def alone_and_inside_alike(case: Case, done: Sequence[Done]) -> None:
    """The same twice; and each rubric in another has the figures that it has by itself."""
    assert done[0][:4] == done[1][:4]
    if done[0].code != 0:
        return
    cards = json.loads(done[0].out)["cards"]
    alone = {card["rubric"]["code"]: card["overall"] for card in cards}
    inside = [node for whole in alone.values() for node in _rubrics_in(whole)]
    assert len(inside) >= 2
    for node in inside:
        assert _figures(node) == _figures(alone[node["code"]]), node["code"]


def _rubrics_in(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for child in node.get("children", ()):
        if child["kind"] == "rubric":
            yield child
        yield from _rubrics_in(child)


def _figures(node: dict[str, Any]) -> dict[str, Any]:
    own = {key: value for key, value in node.items() if key not in OF_THE_PLACE}
    shares = [child["share"] for child in node.get("children", ())]
    if own.get("staged"):  # its paths lead down from the whole
        own["staged"] = {key: _beneath(node, said) for key, said in own["staged"].items()}
    return {**own, "shares": shares, "children": list(map(_figures, node.get("children", ())))}


def _beneath(node: dict[str, Any], said: object) -> object:
    """The paths of a fact from the node on that it is told of; anything else as it is."""
    if not isinstance(said, list):
        return said
    return [path[f"/{path}".index(f"/{node['code']}/") :] for path in said]


KIND = Kind("grafts", cases(), 12, alone_and_inside_alike)
