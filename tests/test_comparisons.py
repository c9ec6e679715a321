"""Comparisons in pairs: what is refused, what is told, and what they come to exactly."""

import json
import re
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from smartscore.arithmetic.weighting import priorities
from smartscore.engine.resolving import resolve
from smartscore.model.fields import LANGUAGES, Language
from smartscore.read.check import Examiner
from smartscore.read.shelf import Catalogue
from smartscore.reports.comparisons import Matrix, lines
from smartscore.reports.exact_numbers import TIE
from smartscore.reports.explanation import arithmetic
from smartscore.reports.library import data, page
from smartscore.reports.verdict import verdict
from smartscore.results.result import Result
from smartscore.text.problems import Problem
from smartscore.words import words

from .building import assessment, dimension, indicator, rubric, scored

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


MADE = {
    "pbl": ["a/b: 3", "a/c: 5", "b/c: 3"],
    "even": ["a/b: 1", "a/c: 1", "b/c: 1"],
    "decimals": ["a/b: 2.25", "c/a: 1/7", "b/c: 3.1415926535"],
}


def explained(language: Language, *judgements: list[str], estimate: str = "eigenvector") -> str:
    """How the weights of three dimensions of equal ratings are explained."""
    experts = ", ".join(f"{{{', '.join(pairs)}}}" for pairs in judgements)
    several = f"[{experts}]" if len(judgements) > 1 else experts
    weights: Any = yaml.safe_load(f"{{method: ahp, estimate: {estimate}, comparisons: {several}}}")
    own = rubric(*(dimension(code, indicator(f"{code}-x")) for code in "abc"), weights=weights)
    result = Result(assessment({f"{code}-x": 3 for code in "abc"}), (scored(own, {}),))
    whole = result.cards[0].whole
    return arithmetic(result, [whole], words(language))


def figures(text: str, head: str) -> dict[str, float]:
    """The figures of the three codes behind a head, in English."""
    (found,) = re.findall(rf"{head}[^:]*: ((?:[abc] [^;]+; ){{2}}[abc] [\d./…]+)", text)
    return {part[0]: float(Fraction(part[2:].rstrip("…"))) for part in found.split("; ")}


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("estimate", ["eigenvector", "column-mean"])
def test_what_is_explained_can_be_reckoned_again(made, estimate):
    """From the printed matrix alone: the sums, the weights, lambda max, index and ratio."""
    text = re.sub(r"\n│ +", " ", explained("en", MADE[made], estimate=estimate))
    rows = re.findall(r"(?<= )([abc]) ((?: *[\d./]+){3})(?= )", text)[:3]
    matrix = [[float(Fraction(cell)) for cell in cells.split()] for _, cells in rows]
    assert [code for code, _ in rows] == ["a", "b", "c"]
    sums = [sum(column) for column in zip(*matrix, strict=True)]
    assert list(figures(text, "Sums of the columns").values()) == pytest.approx(sums, abs=1e-5)
    head = r"rincipal eigenvector"
    principal = list(figures(text, head).values())
    assert sum(principal) == pytest.approx(1, abs=1e-9)
    largest = sum(s * w for s, w in zip(sums, principal, strict=True))
    product = [sum(x * w for x, w in zip(row, principal, strict=True)) for row in matrix]
    assert product == pytest.approx([largest * w for w in principal], abs=1e-5)
    assert f"= {largest:.12f}"[:8] in text or f"= {round(largest)} " in text
    index = max(0.0, largest - 3) / 2
    assert f"consistency index {index:.4f}, random index 0.5800" in text
    (ratio,) = re.findall(r"/ 0\.58 = ([0-9.]+)", text)
    assert float(ratio) == pytest.approx(index / 0.58, abs=2e-6)
    if estimate == "column-mean":
        means = [sum(x / s for x, s in zip(row, sums, strict=True)) / 3 for row in matrix]
        for code, mean in zip("abc", means, strict=True):
            assert re.search(rf" {code}: \([^=]+\) / 3 = {mean:.9f}"[:-3], text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_expert_is_shown_and_what_they_say_together(language):
    text = explained(language, MADE["pbl"], MADE["even"])
    mark = "," if language == "id" else "."
    assert text.count("1/5") == 1
    assert f"1{mark}732051" in text
    assert f"0{mark}636985571745" in text
    assert all(len(line) <= 80 for line in text.split("\n"))


@pytest.mark.parametrize("size", [2, 9, 15, 20])
@pytest.mark.parametrize(
    "code", ["c", "a-code-that-is-rather-long-as-codes-go-but-allowed", "x" * 70]
)
@pytest.mark.parametrize("room", [80, 38])
def test_a_matrix_has_room_or_is_told_in_rows(size, code, room):
    codes = [f"{code}{i}" for i in range(size)]
    ratios = {pair: Fraction(1, 9) for pair in combinations(codes, 2)}
    found = priorities(codes, ratios)
    rows = tuple(tuple(str(cell) for cell in row) for row in found.matrix)
    told = [line.replace(TIE, " ") for line in lines(Matrix("", tuple(codes), rows, found), room)]
    if told[0].startswith(" "):
        assert all(len(line) <= room for line in told)
        assert len({len(line) for line in told}) == 1
        assert len(told) == size + 1
    else:
        assert [line.count(";") for line in told] == [size - 2] * size


@pytest.mark.parametrize("spelling", ["text", "markdown"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rubric_is_shown_with_its_comparisons(spelling, language):
    weights = {"method": "ahp", "comparisons": {"a/b": 3, "a/c": 5, "b/c": "1/3"}}
    parts = [dimension(code, indicator(f"{code}-x")) for code in "abc"]
    tree = resolve(rubric(*parts, weights=weights))
    shown = getattr(page, spelling)(tree, words(language), levels=False)
    assert re.search(r"\bb\b[ |]+1/3[ |]+1[ |]+1/3\b", shown)
    told = json.loads(data.as_json(tree))["comparisons"]
    assert told["pairs"] == {"a/b": 3, "a/c": 5, "b/c": "1/3"}
    assert list(told["weights"]) == ["a", "b", "c"]


@pytest.mark.parametrize("estimate", ["eigenvector", "column-mean"])
def test_comparisons_that_agree_are_exact(estimate):
    ratios = {("a", "b"): Fraction(2), ("a", "c"): Fraction(2, 3), ("b", "c"): Fraction(1, 3)}
    found = priorities("abc", ratios, estimate=estimate)
    assert found.weights == (Fraction(1, 3), Fraction(1, 6), Fraction(1, 2))
    assert found.consistency_index == 0


def test_a_half_is_a_half_by_comparison_too():
    """2, 1 and 3 by weight and by comparison: 37.5 is printed as 38, and lies in its band."""
    levels = {"a": 5, "b": 2, "c": 1}
    below = [indicator(code) for code in levels]
    by_weight = [indicator(code, weight=w) for code, w in zip("abc", (2, 1, 3), strict=True)]
    pairs = {"a/b": 2, "a/c": "2/3", "b/c": "1/3"}
    shown = {
        scored(rubric(part, display={"max": 100, "decimals": 0}), levels).whole.shown
        for part in (
            dimension("d", *by_weight),
            dimension("d", *below, weights={"method": "ahp", "comparisons": pairs}),
        )
    }
    assert shown == {"38"}


def test_means_of_columns_are_exact_for_one_expert():
    ratios = {("a", "b"): Fraction(3), ("a", "c"): Fraction(5), ("b", "c"): Fraction(3)}
    found = priorities("abc", ratios, estimate="column-mean")
    first = Fraction(15, 23) + Fraction(9, 13) + Fraction(5, 9)
    assert found.weights[0] == first / 3
    joined = priorities("abc", ratios, estimate="column-mean", joined=True)
    assert joined.weights[0] == Fraction(f"{float(first / 3):.12f}") / sum(
        Fraction(f"{float(weight):.12f}") for weight in found.weights
    )


@pytest.mark.parametrize("word", ["max", "Maximum", "median", "[maximum]", "3"])
def test_a_mean_that_does_not_exist_is_told_for_a_dimension_too(tmp_path, word):
    (told,) = (p for p in problems(tmp_path, weights=f"aggregate: {word}") if p.code[0] == "S")
    assert told.place.line == 11
    if word != "[maximum]":
        assert (told.code, told.values["choices"].split(", ")[-1]) == ("S106", "maximum")


EXPERTS = "weights: {method: ahp, comparisons: {one: {team/head: 3}, two: {team/head: 2}}}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("weights", "said"),
    [
        (EXPERTS, {"en": "stand in a list, not under", "id": "sebagai daftar, bukan di bawah"}),
        (ahp("team/head: 1000000/3"), {"en": "more than 6 digits", "id": "lebih dari 6 angka"}),
        (ahp(f"team/head: {'1' * 41}"), {"en": "than the 40", "id": "lebih panjang daripada 40"}),
    ],
)
def test_what_is_no_comparison_has_the_true_reason(tmp_path, language, weights, said):
    (problem,) = problems(tmp_path, weights=weights)
    assert problem.code == "S104"
    assert said[language] in words(language).problem(problem)
    assert words(language).mend(problem)


def test_a_ratio_below_zero_is_out_of_range(tmp_path):
    assert [p.code for p in problems(tmp_path, weights=ahp("team/head: -1/3"))] == ["S107"]


@pytest.mark.parametrize(
    ("pairs", "variant", "fitting"),
    [
        (["team/head: 9", "head/cash: 9", "team/cash: 1"], "pair-to-the-end", "9"),
        (["head/team: 9", "cash/head: 9", "team/cash: 1"], "pair-to-the-end", "1/9"),
        (["team/head: 1/9", "head/cash: 1/5", "team/cash: 1/9"], "pair-at-the-end", "1/9"),
        (["team/head: 1/9", "head/cash: 1/9", "team/cash: 1/2"], "pair", "4.5"),
    ],
)
def test_what_would_fit_is_on_the_scale(tmp_path, pairs, variant, fitting):
    (problem,) = problems(tmp_path, weights=ahp(*pairs))
    assert (problem.code, problem.values["variant"]) == ("R219", variant)
    assert problem.values["fitting"] == fitting
    for language in LANGUAGES:
        mend = words(language).mend(problem)
        assert ("1/9" in mend) == (variant != "pair")


def test_a_scale_that_runs_downwards_is_told_once(tmp_path):
    thick = "{code: thick, from: 5, label: Thick}]"
    gate = "    gates: [{when: text, below: 5, cap: thin, because: Nobody reads it.}]"
    for display in ("{min: 126, max: 0}", "{min: 0, max: 0}"):
        content = RUBRIC.replace("WEIGHTS", "").replace("GATES", "")
        content = content.replace(thick, f"{thick}\n    display: {display}\n{gate}")
        found = Examiner(Catalogue([tmp_path])).check(str(tmp_path / "own.yaml"), content.encode())
        assert [each.code for each in found if each.code[0] in "RS" and each.code < "R204"] == [
            "R103"
        ]
        assert "R212" not in [each.code for each in found]


def test_bands_of_one_code_are_told_and_not_their_gates(tmp_path):
    gates = "gates: [{when: plan, below: 5, cap: low, because: Nobody reads it.}]"
    content = RUBRIC.replace("WEIGHTS", "").replace("GATES", gates).replace("high", "low")
    found = Examiner(Catalogue([tmp_path])).check(str(tmp_path / "own.yaml"), content.encode())
    codes = [each.code for each in found]
    assert "R106" in codes
    assert "R212" not in codes


def test_an_only_choice_is_told_as_that(tmp_path):
    old = "levels: {1: No text says it., 2: A text says it.}"
    new = "quantity: {unit: days, worst: 9, best: 1, clip: true}"
    content = RUBRIC.replace("WEIGHTS", "").replace("GATES", "").replace(old, new)
    (problem,) = [
        each
        for each in Examiner(Catalogue([tmp_path])).check("own.yaml", content.encode())
        if each.code == "S106"
    ]
    assert (
        words("en").problem(problem)
        == "`true` is not `expected`, the only word that can stand here"
    )
    assert words("id").mend(problem).startswith("tulis `expected`")


@pytest.mark.parametrize(
    "empty",
    ["weightings: {}", "weightings: {citizens: {}}", "display: {}", "missing: {}"],
)
def test_what_is_named_and_left_empty_is_told(tmp_path, empty):
    content = RUBRIC.replace("WEIGHTS", "" if "ings" in empty else empty)
    content = content.replace("GATES", empty if "ings" in empty else "")
    found = Examiner(Catalogue([tmp_path])).check(str(tmp_path / "own.yaml"), content.encode())
    assert [each.code for each in found if each.code[0] != "Y"] == ["S110"]


@pytest.mark.parametrize(("key", "meant"), [("plan/text", "text"), ("own/plan", "plan")])
def test_a_path_among_other_weights_is_answered_with_the_code(tmp_path, key, meant):
    (problem,) = problems(tmp_path, gates=f"weightings: {{citizens: {{{key}: 5}}}}")
    assert (problem.code, problem.values["suggestion"]) == ("S105", meant)


def test_the_ratio_that_is_explained_has_an_ellipsis_where_it_is_cut():
    weights = {"method": "ahp", "comparisons": {"p/q": 2, "p/r": 5, "q/r": 7}}
    built = rubric(*(dimension(code, indicator(f"{code}1")) for code in "pqr"), weights=weights)
    card = scored(built, {"p1": 5, "q1": 1, "r1": 3})
    result = Result(assessment({"p1": 5, "q1": 1, "r1": 3}), (card,))
    text = arithmetic(result, [card.whole], words("en"))
    text = " ".join(text.replace("│", " ").split())
    assert re.search(r"0\.[0-9]+… / 0\.58 = 0\.[0-9]+…", text)


def test_one_band_is_the_only_one():
    built = rubric(
        dimension("p", indicator("a")), bands=[{"code": "all", "from": 0, "label": "All"}]
    )
    said = " ".join(verdict(scored(built, {"a": 3}), words("en")))
    assert "All is the only band." in said
    assert "highest band" not in said
    assert "lowest band" not in said
