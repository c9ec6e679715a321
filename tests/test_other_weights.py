"""Other weights than a rubric's own: where they count, and what is said where they can't."""

from fractions import Fraction

import pytest
import yaml
from typer.testing import CliRunner

from smartscore import Invalid, assess, read_rubric
from smartscore.cli import app

from .building import assessment_data, dimension, indicator, rubric_data

RUNNER = CliRunner()


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with a rubric that holds weights by name, one that takes it in, and a place."""
    part = rubric_data(
        dimension("p", indicator("a"), indicator("b")),
        dimension("q", indicator("c")),
        code="part",
        title="Part",
        weightings={"experts": {"p": 3}},
    )
    whole = rubric_data({"rubric": "./part.yaml"}, code="whole", title={"id": "Semua", "en": "All"})
    del whole["scale"]
    rated = assessment_data({"a": 5, "b": 3, "c": 1}, "part")
    rated["rubrics"] = ["./part.yaml", "./whole.yaml"]
    for name, data in (("part", part), ("whole", whole), ("place", rated)):
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def caption(**given):
    html = assess("place.yaml", **given)._repr_html_()
    return html.split("<caption>")[1].split("</caption>")[0]


def test_the_table_for_notebooks_says_which_card_has_other_weights(here):
    place = "Somewhere, 12 July 2021"
    assert caption() == place
    assert caption(weighting="experts") == f"{place}. Part: Weighted by `experts`."
    alone = caption(weighting="experts", rubric="./part.yaml")
    assert alone == f"{place}. Weighted by `experts`."
    both = caption(weights={"part/p": 3}, rubric="./part.yaml", weighting="experts")
    assert both == f"{place}. Weighted by `experts`. With weights that were given: part/p 3."
    each = caption(weights={"a": 3})
    assert each == (
        f"{place}. Part: With weights that were given: part/p/a 3. "
        "All: With weights that were given: whole/part/p/a 3."
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "count only where its rubric is scored itself"),
        ("id", "hanya berlaku bila rubriknya"),
    ],
)
def test_weights_that_a_graft_holds_are_told(here, language, words):
    options = ("--rubric", "./whole.yaml", "--weighting", "experts", "--lang", language)
    for command in (("assess", "place.yaml"), ("explain", "place.yaml", "whole")):
        done = RUNNER.invoke(app, [*command, *options])
        said = " ".join(done.stderr.split())
        assert done.exit_code == 2
        assert "(whole/part)" in said
        assert words in said
    with pytest.raises(ValueError, match=r"grafts hold it \(whole/part\)"):
        assess("place.yaml", rubric="./whole.yaml", weighting="experts")
    with pytest.raises(ValueError, match=r"there are \[\]$"):
        assess("place.yaml", rubric="./whole.yaml", weighting="nobody")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("p/", "part/p"),
        ("/p", "part/p"),
        ("part//p/a", "part/p/a"),
        ("p /a", "part/p/a"),
        ("b/", "part/p/b"),
    ],
)
def test_a_slash_too_many_is_answered_with_the_node(here, name, meant):
    with pytest.raises(Invalid, match=f"did you mean `{meant}`"):
        assess("place.yaml", rubric="./part.yaml", weights={name: 1})


def test_a_slash_too_many_is_answered_with_the_node_of_a_card(here):
    result = assess("place.yaml", rubric="./part.yaml")
    card = result["part"]
    for name in ("p/", "/p", "part/p//"):
        with pytest.raises(KeyError, match="perhaps 'part/p'"):
            card[name]
    with pytest.raises(KeyError, match="perhaps 'part/p/a'"):
        card["p"]["a/"]
    with pytest.raises(KeyError, match="no node '/' in part\""):
        card["/"]
    with pytest.raises(KeyError, match="perhaps 'part'"):
        result["part/"]


def test_the_weights_of_nodes_give_the_same_card_again(here):
    """Ranks and comparisons weigh with fractions, and `weights` takes them as they are."""
    for weights in (
        {"method": "rank", "order": ["p", "q", "r"]},
        {"method": "ahp", "comparisons": {"p/q": 2, "p/r": 5, "q/r": 3}},
    ):
        data = rubric_data(
            *(dimension(code, indicator(f"{code}1")) for code in "pqr"), weights=weights
        )
        tree = read_rubric(data)
        place = assessment_data({"p1": 5, "q1": 1, "r1": 3})
        own = assess(place, rubric=data)["own"]
        given = {node.code: node.weight for node in tree.nodes if len(node.path) == 2}
        result = assess(place, rubric=data, weights=given)
        assert result["own"].values == own.values
        assert result["own"].tree.weights["own/p"] == given["p"]
        written = result.to_dict()["cards"][0]["rubric"]["weights"]["own/p"]
        assert Fraction(written) == given["p"]
        assert f"own/p {given['p']}" in result._repr_html_()
        assert assess(place, rubric=result["own"].tree)["own"].values == own.values


@pytest.mark.parametrize(
    ("weight", "reason", "mend"),
    [
        (1e-320, "longer than the 40 characters", "no more than 40"),
        (10**400, "longer than the 40 characters", "no more than 40"),
        pytest.param(10**5000, "longer than the 40 characters", "no more than 40", id="long"),
        (Fraction(1, 10**300), "more than 300 digits", "or a decimal"),
        pytest.param(Fraction(10**5000, 3), "more than 300 digits", "or a decimal", id="longest"),
        ("1/0", "divides by zero", "above zero below"),
        ("x", "is not a number", "in digits"),
        (None, "is not a number", "in digits"),
        (Fraction(-1, 3), "is out of range", "at least 0"),
    ],
)
def test_a_weight_that_can_not_be_has_the_true_reason(here, weight, reason, mend):
    with pytest.raises(Invalid, match=reason) as caught:
        assess("place.yaml", rubric="./part.yaml", weights={"p": weight})
    assert mend in str(caught.value)
    assert len(caught.value.problems) == 1
