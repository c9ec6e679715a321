"""Results that a rubric must reproduce: what was scored is reproduced, and no other figure."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import strategies as st

from tests.fuzz import grammar
from tests.fuzz.kinds import Case, Done, Kind
from tests.fuzz.rubrics import FORMATS, SCORED
from tests.fuzz.running import ran
from tests.fuzz.texts import LANGUAGES, TEXT

FIGURES = st.sampled_from([0, 1, 54, 0.5, 99.95, -3, "75.00", "band-0", "", "1/3", "2,5", "::x"])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """An assessment, and its ratings with figures that may be wrong, spoilt or of other nodes."""
    rubric = draw(grammar.rubrics())
    place = draw(grammar.assessments(rubric))
    codes = [node["code"] for node in grammar.nodes(rubric)] + ["overall", "band", "no-such"]
    expect = draw(st.dictionaries(st.sampled_from(codes), FIGURES, max_size=3))
    published = {
        "smartscore": "cases/1",
        "rubric": draw(st.sampled_from(["./own.yaml", "./own.yaml@1"])),
        "cases": [{"name": draw(TEXT), "ratings": bare(place), "expect": expect}],
    }
    if draw(st.booleans()):
        published = draw(grammar.spoilt(published))
    files = {
        "own.yaml": grammar.dumped(rubric),
        "place.yaml": grammar.dumped(place),
        "cases.yaml": grammar.dumped(published),
    }
    language = ("--lang", draw(LANGUAGES))
    checked = ("check", "cases.yaml", "--output-format", draw(st.sampled_from(FORMATS)), *language)
    fixed = ("check", "cases.yaml", draw(st.sampled_from(["--diff", "--fix"])), *language)
    commands = [SCORED, ("test", "cases.yaml", *language), checked, fixed]
    return Case(files, commands, draw(st.booleans()))


def bare(place: grammar.Data) -> grammar.Data:
    """The ratings without evidence, which a case needs not."""
    (ratings,) = place["ratings"].values()
    kept = {"level", "value", "met", "responses", "unknown", "not_applicable"}
    return {
        code: {key: value for key, value in rating.items() if key in kept}
        for code, rating in ratings.items()
    }


def what_was_scored_is_reproduced(case: Case, done: Sequence[Done]) -> None:
    """Published as it was printed a figure holds; with another last digit it does not."""
    if done[0].code != 0:
        return
    overall = json.loads(done[0].out)["cards"][0]["overall"]
    figures = {node["code"]: node["shown"] for node in _nodes(overall) if node["shown"] is not None}
    if "own" not in figures:
        return
    figures["overall"] = figures.pop("own")
    others = {code: _another(figure) for code, figure in figures.items()}
    if overall["band"] is not None:
        figures["band"] = overall["band"]
    place = grammar.loaded(case.files["place.yaml"])
    files = {"own.yaml": case.files["own.yaml"]}
    for name, expect in [("right", figures), *((f"wrong-{c}", {c: f}) for c, f in others.items())]:
        one = {"name": name, "ratings": bare(place), "expect": expect}
        published = {"smartscore": "cases/1", "rubric": "./own.yaml", "cases": [one]}
        files[f"{name}.yaml"] = grammar.dumped(published)
    names = [name for name in files if name != "own.yaml"]
    for each in ran(Case(files, [("test", name) for name in names])):
        right = each.arguments[1] == "right.yaml"
        assert each.code == (0 if right else 1), each.out + each.errors
        assert right or "wrong-" in each.out, each.out + each.errors


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("children", ()):
        yield from _nodes(child)


def _another(figure: str) -> str:
    """The figure with another last digit."""
    return figure[:-1] + ("1" if figure.endswith("0") else "0")


KIND = Kind("published", cases(), 12, what_was_scored_is_reproduced)
