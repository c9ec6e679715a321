"""Comparisons in pairs: what is refused, what is told, and what they come to exactly."""

from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest

from smartscore.arithmetic.weighting import priorities
from smartscore.model.fields import LANGUAGES
from smartscore.read.check import Examiner
from smartscore.read.shelf import Catalogue
from smartscore.text.problems import Problem
from smartscore.words import words

RUBRIC = """\
smartscore: rubric/1
code: own
version: 1.0.0
title: Own
display: {min: 0, max: 10}
bands: [{code: low, from: 0, label: Low}, {code: high, from: 5, label: High}]
scale: [{points: 1, label: No}, {points: 2, label: Yes}]
dimensions:
  - code: people
    title: People
    WEIGHTS
    indicators:
      - {code: team, title: Team, levels: {1: No list names it., 2: A list names it.}}
      - {code: head, title: Head, levels: {1: No decree names it., 2: A decree names it.}}
      - {code: cash, title: Cash, levels: {1: No budget has it., 2: A budget has it.}}
  - code: plan
    title: Plan
    bands: [{code: thin, from: 0, label: Thin}, {code: thick, from: 5, label: Thick}]
    indicators:
      - {code: text, title: Text, levels: {1: No text says it., 2: A text says it.}}
GATES
"""


def problems(tmp_path: Path, *, weights: str = "", gates: str = "") -> list[Problem]:
    """The errors and warnings about weights and gates of a rubric."""
    content = RUBRIC.replace("WEIGHTS", weights).replace("GATES", gates)
    found = Examiner(Catalogue([tmp_path])).check(str(tmp_path / "own.yaml"), content.encode())
    return [each for each in found if each.code.startswith(("R1", "R219", "R223", "S"))]


def ahp(*pairs: str) -> str:
    return f"weights: {{method: ahp, comparisons: {{{', '.join(pairs)}}}}}"


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        (["team/head: 9", "head/cash: 1/9", "team/cash: 1"], []),
        (["team/head: 9.5", "head/cash: 1", "team/cash: 9"], ["R223"]),
        (["team/head: 1", "head/cash: 1/10", "team/cash: 0.1"], ["R223", "R223"]),
        (["team/head: 1", "head/cash: 1", "team/cash: 10000000000000"], ["R130"]),
        (["team/head: 1", "head/cash: 0.00000000000001", "team/cash: 1"], ["R130"]),
        (
            ["team/head: 900000", "head/cash: 900000", "team/cash: 900000"],
            ["R130", "R223", "R223", "R223", "R219"],
        ),
        (["team/head: 1000", "head/cash: 1", "team/cash: 1000"], ["R223", "R223"]),
    ],
)
def test_comparisons_are_held_against_their_scale(tmp_path, pairs, expected):
    found = problems(tmp_path, weights=ahp(*pairs))
    blocked = "R130" in expected
    assert sorted(p.code for p in found) == sorted(
        code for code in expected if not (blocked and code == "R219")
    )


def test_the_child_that_is_left_nothing_is_named(tmp_path):
    (found,) = problems(
        tmp_path, weights=ahp("team/head: 1", "head/cash: 0.00000000000001", "team/cash: 1")
    )
    assert (found.values["code"], found.values["pair"]) == ("head", "head/cash")


def test_no_expert_leaves_a_child_nothing_either(tmp_path):
    wide = "{team/head: 900000, head/cash: 900000, team/cash: 900000}"
    other = "{head/team: 900000, cash/head: 900000, cash/team: 900000}"
    weights = f"weights: {{method: ahp, comparisons: [{wide}, {other}]}}"
    found = [p for p in problems(tmp_path, weights=weights) if p.code == "R130"]
    assert {p.values["code"] for p in found} == {"cash", "team"}


@pytest.mark.parametrize(
    ("pair", "variant"),
    [
        ("team/team", "itself"),
        ("team", "no-pair"),
        ("/head", "no-pair"),
        ("team/", "no-pair"),
        ("team/head/cash", "no-pair"),
        ("team/text", "elsewhere"),
        ("plan/team", "elsewhere"),
        ("team/haed", None),
        ("xyz/team", None),
    ],
)
def test_what_is_no_pair_of_children_is_told_as_what_it_is(tmp_path, pair, variant):
    weights = ahp("team/head: 1", "head/cash: 1", "team/cash: 1", f"{pair}: 1")
    (found,) = (p for p in problems(tmp_path, weights=weights) if p.code == "R118")
    assert found.values.get("variant") == variant
    assert found.values.get("suggestion", "") != found.values.get("code")


@pytest.mark.parametrize("word", ["rang", "ranking", "AHP", "pairs"])
@pytest.mark.parametrize("rest", ["comparisons: {}", "order: [team, head, cash]"])
def test_another_method_is_answered_with_all_that_there_are(tmp_path, word, rest):
    found = problems(tmp_path, weights=f"weights: {{method: {word}, {rest}}}")
    assert [(p.code, p.values["choices"]) for p in found if p.code[0] == "S"] == [
        ("S106", "ahp, rank")
    ]


def gate(when: str, cap: str) -> str:
    return f"gates: [{{when: {when}, below: 5, cap: {cap}, because: So.}}]"


@pytest.mark.parametrize(
    ("inside", "when", "variant", "where"),
    [
        (True, "text", "elsewhere", "plan/text"),
        (True, "plan", "elsewhere", "plan"),
        (True, "people", "itself", None),
        (True, "taem", None, None),
        (False, "own", "itself", None),
        (False, "nothing", None, None),
    ],
)
def test_a_gate_that_watches_what_is_not_beneath_says_where_that_is(
    tmp_path, inside, when, variant, where
):
    written = {"weights" if inside else "gates": gate(when, "low")}
    (found,) = problems(tmp_path, **written)
    assert found.code == "R111"
    assert (found.values.get("variant"), found.values.get("where")) == (variant, where)


@pytest.mark.parametrize(
    ("cap", "variant", "where"),
    [("thin", "elsewhere", "plan"), ("lwo", None, None), ("nothing", None, None)],
)
def test_a_cap_at_a_band_of_another_says_whose_it_is(tmp_path, cap, variant, where):
    (found,) = problems(tmp_path, gates=gate("people", cap))
    assert found.code == "R112"
    assert (found.values.get("variant"), found.values.get("where")) == (variant, where)


def test_a_dimension_with_bands_of_its_own_caps_at_those(tmp_path):
    own = f"bands: [{{code: bad, from: 0, label: Bad}}]\n    {gate('team', 'low')}"
    (found,) = problems(tmp_path, weights=own)
    assert found.values["variant"] == "elsewhere"
    assert (found.values["where"], found.values["bands"]) == ("own", "bad")
    assert "own" in words("en").problem(found)
    (found,) = problems(tmp_path, weights=own.replace("cap: low", "cap: nothing"))
    assert (found.values["variant"], found.values["parent"]) == ("own", "people")


@pytest.mark.parametrize("estimate", ["eigenvector", "column-mean"])
@pytest.mark.parametrize("size", [2, 3, 5, 9])
def test_weights_are_parts_of_one_exactly(estimate, size):
    codes = "abcdefghi"[:size]
    ratios = {
        (a, b): Fraction(1 + (i * 7) % 9, 1 + (i * 5) % 4)
        for i, (a, b) in enumerate(combinations(codes, 2))
    }
    found = priorities(codes, ratios, estimate=estimate)
    assert sum(found.weights) == sum(found.principal) == 1
    reckoned = sum(s * w for s, w in zip(found.column_sums, found.principal, strict=True))
    assert float(reckoned) == pytest.approx(found.largest, abs=1e-9)


def test_equal_comparisons_give_equal_weights_exactly():
    ratios = {pair: Fraction(1) for pair in combinations("abc", 2)}
    assert set(priorities("abc", ratios).weights) == {Fraction(1, 3)}


def test_figures_that_were_reckoned_have_the_mark_of_the_language(tmp_path):
    weights = ahp("team/head: 9", "head/cash: 9", "team/cash: 0.125")
    (found,) = (p for p in problems(tmp_path, weights=weights) if p.code == "R219")
    ratio, mark = found.values["ratio"], {"id": ",", "en": "."}
    for language in LANGUAGES:
        told, mend = words(language).problem(found), words(language).mend(found)
        assert ratio.replace(".", mark[language]) in told
        assert f"0{mark[language]}10" in mend
        assert f"`{found.values['fitting']}`" in mend
