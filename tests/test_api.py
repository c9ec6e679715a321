"""The Python interface: one way for files, text, data and models, all of them judged."""

import copy
import csv
import dataclasses
import datetime
import doctest
import html.parser
import io
import json
import pickle
import subprocess
import sys
import types
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, assert_type

import pytest
import yaml
from typer.testing import CliRunner

import smartscore
from smartscore import (
    Assessment,
    Card,
    Invalid,
    Problem,
    Result,
    Rubric,
    ScoredNode,
    Tree,
    Unreadable,
    assess,
    check,
    read_rubric,
    resolve,
    score,
)
from smartscore.cli import app
from smartscore.engine.resolving import whole_ratios
from smartscore.model.assessment import Rating
from smartscore.reports import csv as csv_report
from smartscore.reports import summary, terminal
from smartscore.results.records import COLUMNS
from smartscore.words import words

from .building import ASSESSMENT, RUBRIC, dimension, indicator, rubric_data

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
_AS_WRITTEN = ("rating", "weight", "staged_level", "staged_at_most")


def rubric() -> dict[str, Any]:
    return dict(yaml.safe_load(RUBRIC))


def place(**ratings: Any) -> dict[str, Any]:
    data = dict(yaml.safe_load(ASSESSMENT))
    return data | {"ratings": {"tiny": ratings or data["ratings"]["tiny"]}}


def codes(invalid: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {problem.code for problem in invalid.value.problems}


def refused(given: Any, **more: Any) -> list[str]:
    """Whatever is given is refused in sentences, in both languages."""
    with pytest.raises(Invalid) as caught:
        assess(given, rubric=more.pop("rubric", rubric()), **more)
    assert str(caught.value)
    assert caught.value.in_words("id") != caught.value.in_words("en")
    return [str(problem) for problem in caught.value.problems]


# One way for all that can be given


def test_the_types_are_seen():
    result = assess(place(), rubric=rubric())
    assert_type(result, Result)
    assert_type(result["tiny"], Card)
    assert_type(result["tiny"]["only"], ScoredNode)
    assert_type(result["tiny"]["only"].score, Fraction | None)
    assert_type(result["tiny"].whole.shown, str | None)
    assert_type(result.to_dict(), dict[str, Any])
    assert_type(check(place()), tuple[Problem, ...])
    assert_type(read_rubric("indrajit"), Tree)
    assert_type(smartscore.resolve(result["tiny"].rubric), Tree)


def test_types_are_shipped():
    import_path = Path(smartscore.__file__).parent
    assert (import_path / "py.typed").read_text() == ""


def test_every_public_name_is_known_to_type_checkers():
    lines = Path(smartscore.__file__).read_text(encoding="utf-8").split("\n")
    typed = {line.split(" as ")[1] for line in lines if line.startswith("    from smartscore")}
    assert typed | {"__version__"} == set(smartscore.__all__)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_file_its_text_its_data_and_its_model_come_to_the_same(path, in_root, monkeypatch):
    by_command = CliRunner().invoke(app, ["assess", str(path), "--format", "json"])
    of_file = assess(path)
    wanted = of_file.to_dict()
    assert by_command.exit_code == 0
    assert json.loads(by_command.stdout) == wanted
    monkeypatch.chdir(path.parent)
    text = path.read_text(encoding="utf-8")
    assert assess(text).to_dict() == wanted
    assert assess(yaml.safe_load(text)).to_dict() == wanted
    assert assess(str(path)).to_dict() == wanted
    assert assess(of_file.assessment).to_dict() == wanted


@pytest.mark.parametrize("code", ["indrajit", "masterplan-readiness", "hdi"])
def test_rubrics_are_given_in_many_ways(code, in_root):
    found = read_rubric(code)
    path = Path("rubrics") / f"{code}.yaml"
    text = path.read_text(encoding="utf-8")
    pinned = f"{code}@{found.rubric.version.partition('.')[0]}"
    for given in (pinned, path, str(path), text, yaml.safe_load(text), found.rubric, found):
        again = read_rubric(given)
        assert again.digest == found.digest
        assert [node.path for node in again.nodes] == [node.path for node in found.nodes]
        said = sorted((p.code, p.anchor) for p in check(given) if not p.code.startswith("Y"))
        assert said == sorted((p.code, p.anchor) for p in check(path))


def test_a_rubric_is_meant_by_its_name_in_every_call(here):
    for name in ("indrajit", "indrajit@2", str(ROOT / "rubrics" / "indrajit.yaml")):
        assert read_rubric(name).rubric.code == "indrajit"
        assert {problem.code for problem in check(name)} <= {"R235"}
        with pytest.raises(Invalid, match=r"indrajit\.yaml:2:13: S116 .* assessment"):
            assess(name)
    for name, code in (("indrajt", "R113"), ("Indrajit", "R113"), ("indrajit@9", "R114")):
        assert [problem.code for problem in check(name)] == [code]
        for way in (assess, read_rubric):
            with pytest.raises(Invalid, match=f"{code} rubric `{name}` is not found"):
                way(name)
    (here / "own").write_text(RUBRIC)
    (here / "my own.yaml").write_text(RUBRIC)
    for name in ("own", "my own.yaml", "./own"):
        assert read_rubric(name).rubric.code == "tiny"
        told = {problem.code for problem in check(name)} - {"Y203"}  # of files with such a name
        assert told == {p.code for p in check(RUBRIC)}
    (here / "indrajit.yaml").write_text(RUBRIC.replace("code: tiny", "code: indrajit"))
    assert check("indrajit", rubrics=here)
    with pytest.raises(Invalid, match="S113"):
        read_rubric(" indrajit")


def test_a_tree_is_checked_with_what_it_takes_in(tmp_path, monkeypatch):
    (tmp_path / "inner.yaml").write_text(RUBRIC)
    whole = rubric_data({"rubric": "./inner.yaml"}, dimension("d", indicator("x")))
    del whole["scale"], whole["dimensions"][1]
    (tmp_path / "whole.yaml").write_text(json.dumps(whole | {"validity": {"from": "2020-01-01"}}))
    tree = read_rubric(tmp_path / "whole.yaml")
    wanted = {p.code for p in check(tmp_path / "whole.yaml") if not p.code.startswith("Y")}
    monkeypatch.chdir(tmp_path.parent)
    assert {problem.code for problem in check(tree)} == wanted
    broken = tree.rubric.model_copy(update={"version": "x"})
    assert "S109" in {p.code for p in check(dataclasses.replace(tree, rubric=broken))}
    wrong = resolve(tree.rubric, tree.grafts, {"nobody": 1})
    assert "R128" in {problem.code for problem in check(wrong)}


def test_several_rubrics_are_scored_in_their_order(in_root):
    result = assess("examples/sumenep.yaml", rubric=["six-dimensions", read_rubric("indrajit")])
    assert [card.rubric.code for card in result] == ["six-dimensions", "indrajit"]
    assert len(result) == 2


def test_a_workbook_is_an_assessment_too(here):
    done = CliRunner().invoke(app, ["convert", "place.yaml", "place.xlsx"])
    assert done.exit_code == 0, done.output
    assert assess("place.xlsx").to_dict() == assess("place.yaml").to_dict()


def test_paths_in_data_start_where_the_program_runs(here):
    assert assess(yaml.safe_load(ASSESSMENT))["tiny"].whole.shown == "25.0"
    assert assess(ASSESSMENT)["tiny"].whole.shown == "25.0"


def test_data_name_no_more_than_files_may(here, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "tiny.yaml").write_text(RUBRIC)
    data = place() | {"rubrics": [str(elsewhere / "tiny.yaml")]}
    with pytest.raises(Invalid) as caught:
        assess(data)
    assert codes(caught) == {"R124"}
    assert assess(data, allow_outside=True)["tiny"].whole.shown == "25.0"


def test_a_folder_of_rubrics_comes_before_the_bundled(here):
    (here / "own").mkdir()
    (here / "own" / "indrajit.yaml").write_text(RUBRIC.replace("code: tiny", "code: indrajit"))
    assert read_rubric("indrajit", rubrics=here / "own").rubric.version == "1.2.0"
    assert read_rubric("indrajit").rubric.version != "1.2.0"
    with pytest.raises(Unreadable):
        read_rubric("indrajit", rubrics=here / "nowhere")


def test_models_may_stand_inside_data():
    data = place(first=Rating(level=3), second=Rating(unknown="Nobody was asked."))
    assert assess(data, rubric=rubric())["tiny"]["only"].low == 25


def test_numbers_of_other_kinds_are_numbers():
    class Integer(int):
        pass

    data = place(first=Integer(3), second=Fraction(1))
    assert assess(data, rubric=rubric())["tiny"].whole.shown == "25.0"
    whole = rubric_data(
        dimension(
            "d", {"code": "q", "title": "Q", "quantity": {"unit": "x", "worst": 0, "best": 10}}
        )
    )
    rated = place() | {"ratings": {"own": {"q": Fraction(10, 3)}}}
    assert assess(rated, rubric=whole)["own"].whole.score == Fraction(100, 3)


def test_what_is_given_is_not_changed():
    data = place()
    before = copy.deepcopy(data)
    given = rubric()
    assess(data, rubric=given, weights={"first": 2})
    assert data == before
    assert given == rubric()


# What comes back


def test_a_node_says_what_is_known_of_it():
    node = assess(place(), rubric=rubric())["tiny"]["only"]
    assert (node.score, node.shown, node.low, node.high) == (25, "25.0", 25, 25)
    assert node.availability == 1
    assert node.band is not None
    assert node.band.code == "low"


def test_reprs_are_lines():
    result = assess(place(), rubric=rubric())
    assert repr(result) == "<Result Somewhere, 2021-07-12: tiny 25.0>"
    assert repr(result["tiny"]) == "<Card tiny 1.2.0: 25.0>"
    assert repr(result["tiny"].tree) == "<Tree tiny 1.2.0: 4 nodes, 2 indicators>"
    named = place() | {"subject": {"name": "\x1b[2J" + "x" * 5000}}
    with pytest.raises(Invalid):
        assess(named, rubric=rubric())
    named = place() | {"subject": {"name": "\u202e" + "x" * 5000}}
    assert len(repr(assess(named, rubric=rubric()))) < 150
    assert "\u202e" not in repr(assess(named, rubric=rubric()))


def test_unknown_codes_say_what_is_meant():
    result = assess(place(), rubric=rubric())
    with pytest.raises(KeyError, match="perhaps 'tiny'"):
        result["tinyy"]
    with pytest.raises(KeyError, match="perhaps 'first'"):
        result["tiny"]["firs"]
    with pytest.raises(KeyError, match="no node 'elsewhere' in tiny/only"):
        result["tiny"]["only"]["elsewhere"]
    with pytest.raises(KeyError, match="no node 0"):
        result["tiny"][0]  # type: ignore[index]
    assert [node.code for node in result["tiny"]] == ["tiny", "only", "first", "second"]
    assert [node.code for node in result["tiny"].whole] == ["only"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_rows_are_those_of_the_table(path, in_root):
    result = assess(path)
    rows = result.rows()
    table = list(csv.DictReader(io.StringIO(csv_report.table([result], words("en")))))
    assert [tuple(row) for row in rows] == [COLUMNS] * len(table)
    for row, written in zip(rows, table, strict=True):
        for column, value in row.items():
            assert value is None or isinstance(value, str | bool | float | int)
            if isinstance(value, float) and column not in _AS_WRITTEN:
                assert written[column] == repr(value)
            elif value is None and column != "rating":
                assert written[column] == ""
        assert float(written["weight"]) == row["weight"]
        assert row["path"] == written["path"]
        assert str(row["withheld"]).lower() == written["withheld"]


def test_the_number_of_each_kind_of_rating_is_in_its_row():
    data = rubric_data(
        dimension(
            "d",
            {"code": "q", "title": "Q", "quantity": {"unit": "x", "worst": 0, "best": 10}},
            {
                "code": "c",
                "title": "C",
                "checklist": [{"code": "a", "text": "A"}, {"code": "b", "text": "B"}],
            },
            {"code": "s", "title": "S", "survey": {"min": 1, "max": 4}},
            {"code": "m", "title": "M", "survey": {"min": 1, "max": 4}},
            indicator("l"),
            indicator("u"),
            indicator("n"),
        )
    )
    ratings = {
        "q": {"value": "10/4", "because": "Counted."},
        "c": {"met": ["a"]},
        "s": {"responses": [2, 3]},
        "m": {"responses": {"mean": 3.5, "n": 9}},
        "l": 3,
        "u": {"unknown": {"id": "Tidak ada.", "en": "Nothing."}},
    }
    result = assess(place() | {"ratings": {"own": ratings}}, rubric=data)
    rows = {row["code"]: row for row in result.rows("id")}
    found = {code: rows[code]["rating"] for code in "qcsmlun"}
    assert found == {"q": 2.5, "c": 1.0, "s": 2.5, "m": 3.5, "l": 3.0, "u": None, "n": None}
    assert rows["u"]["reason"] == "Tidak ada."
    assert rows["n"]["status"] == "unknown"
    with pytest.raises(ValueError, match="id or en"):
        result.rows("fr")  # type: ignore[arg-type]
    assert rows["own"]["rating"] is None
    assert rows["q"]["evidence"] == 0


def test_the_table_for_notebooks_has_no_markup_of_others():
    class Tags(html.parser.HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.seen: set[str] = set()

        def handle_starttag(self, tag: str, attrs: Any) -> None:
            assert not attrs
            self.seen.add(tag)

    hostile = "<script>alert(1)</script>\"'&<img src=x onerror=y>"
    given = rubric() | {"title": hostile, "bands": [{"code": "b", "from": 0, "label": hostile}]}
    data = place() | {"subject": {"name": hostile}, "language": "id"}
    table = assess(data, rubric=given)._repr_html_()
    tags = Tags()
    tags.feed(table)
    assert tags.seen == {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert "25,0" in table
    assert len(table) < 2000


def test_results_go_to_other_processes_and_back(in_root):
    result = assess("examples/sumenep.yaml")
    result["indrajit"].steps  # noqa: B018 - what was found out need not go with it
    for each in (result, result["indrajit"], result["indrajit"].tree, result["indrajit"].whole):
        assert repr(pickle.loads(pickle.dumps(each))) == repr(each)
        assert repr(copy.deepcopy(each)) == repr(each)
    assert pickle.loads(pickle.dumps(result)).to_dict() == result.to_dict()


def test_a_result_does_not_change():
    result = assess(place(), rubric=rubric())
    for thing, name in (
        (result, "cards"),
        (result["tiny"], "values"),
        (result["tiny"].tree, "nodes"),
    ):
        with pytest.raises(AttributeError):
            setattr(thing, name, ())


def test_threads_do_not_disturb_one_another():
    script = (
        "import concurrent.futures, smartscore\n"
        "def one(i): return repr(smartscore.assess('examples/sumenep.yaml', rubric='indrajit'))\n"
        "with concurrent.futures.ThreadPoolExecutor(16) as pool:\n"
        "    print(len(set(pool.map(one, range(32)))))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == "1\n", done.stderr


# Other weights


def test_weights_count_instead_of_those_that_are_written():
    result = assess(place(), rubric=rubric(), weights={"first": 3, "second": 1})
    assert result["tiny"].whole.score == 75
    assert repr(result).endswith("tiny 75.0 (with weights that were given)>")
    assert result["tiny"].digest != assess(place(), rubric=rubric())["tiny"].digest
    assert result["tiny"].tree.weights == {"tiny/only/first": 3, "tiny/only/second": 1}


def test_other_weights_are_told_wherever_a_figure_stands():
    given = rubric() | {"weightings": {"experts": {"first": 9}}}
    other = rubric() | {"code": "other"}
    rated = place() | {"rubrics": ["tiny", "other"]}
    rated["ratings"]["other"] = rated["ratings"]["tiny"]
    for asked, key, said in (
        ({"weighting": "experts"}, "experts", "weighted by experts"),
        ({"weights": {"tiny/only/first": 2.5}}, "given", "with weights that were given"),
        (
            {"weighting": "experts", "weights": {"tiny/only/first": 2.5}},
            "experts given",
            "weighted by experts, with weights that were given",
        ),
    ):
        result = assess(rated, rubric=[given, other], **asked)
        card, plain = result
        for shown in (card, card.tree, card.whole, card["only"]):
            assert repr(shown).endswith(f" ({said})>")
        for shown in (plain, plain.tree, plain.whole, plain["only"], card["first"]):
            assert said not in repr(shown)
        assert repr(result).endswith(f" ({said}), other 25.0>")
        rows = {(row["rubric"], row["weighting"]) for row in result.rows()}
        assert rows == {("tiny", key), ("other", None)}
        one, two = (each["rubric"] for each in result.to_dict()["cards"])
        assert one["weighting"] == key
        assert one.get("weights") == ({"tiny/only/first": 2.5} if "weights" in asked else None)
        assert "weighting" not in two
        assert "weights" not in two
        caption = result._repr_html_().partition("</caption>")[0]
        assert ("Weighted by `experts`." in caption) == ("weighting" in asked)
        assert ("given: tiny/only/first 2.5." in caption) == ("weights" in asked)
        table = csv.DictReader(io.StringIO(csv_report.table([result], words("en"))))
        assert {row["weighting"] for row in table} == {key, ""}
        pages = summary.assessed([result], words("id"))
        page = terminal.text(pages, words("id"))
        assert ("Dibobot menurut `experts`." in page) == ("weighting" in asked)
        assert ("yang diberikan: tiny/only/first 2,5." in page) == ("weights" in asked)
    assert "weighting" not in assess(place(), rubric=given).to_dict()["cards"][0]["rubric"]


def test_nodes_go_by_the_paths_that_are_printed(in_root):
    result = assess("examples/sumenep.yaml", rubric="masterplan-readiness")
    card = result["masterplan-readiness"]
    for node in card:
        path = "/".join(node.path)
        assert card[path].path == node.path
        assert card["/".join(node.path[1:]) or node.code].path == node.path
        assert card.whole[path].path == node.path
        above = card["masterplan-readiness/indrajit"]
        if node.path[:2] == above.path:
            assert above["/".join(node.path[2:]) or node.code].path == node.path
    support = "masterplan-readiness/indrajit/support"
    with pytest.raises(KeyError, match=f"perhaps '{support}'"):
        card["masterplan-readiness/indrajti/support"]
    with pytest.raises(KeyError, match=f"perhaps '{support}/political-will'"):
        card["suport/political-will"]
    with pytest.raises(KeyError, match=f"perhaps '{support}'"):
        card["indrajit"]["indrajit/suport"]
    with pytest.raises(KeyError, match=r"perhaps \['masterplan-readiness'\]\['masterplan-readi"):
        result["masterplan-readiness/indrajit"]
    with pytest.raises(KeyError, match="no node ''"):
        card.whole[""]


def test_weights_go_by_the_paths_that_are_printed():
    for name in ("first", "only/first", "tiny/only/first"):
        assert assess(place(), rubric=rubric(), weights={name: 9})["tiny"].whole.score == 75
    with pytest.raises(Invalid, match="R128 `tiny/only/first` and `first`"):
        assess(place(), rubric=rubric(), weights={"first": 3, "tiny/only/first": 3})
    for name in ("tiny/onyl/first", "first/first", "elsewhere/tiny/only/first"):
        with pytest.raises(Invalid, match="did you mean `tiny/only/first`"):
            assess(place(), rubric=rubric(), weights={name: 3})


def test_weights_beside_those_of_a_tree_are_of_the_same_nodes():
    tree = assess(place(), rubric=rubric(), weights={"tiny/only/first": 9})["tiny"].tree
    again = assess(place(), rubric=tree, weights={"first": 1})["tiny"]
    assert again.whole.score == 25
    assert again.tree.weights == {"tiny/only/first": 1}
    built = resolve(Rubric.model_validate(rubric()), weights={"only/first": 3})
    assert assess(place(), rubric=built)["tiny"].tree.weights == {"tiny/only/first": 3}
    card = score(built, {"tiny": {"first": Rating(level=3), "second": Rating(level=1)}})
    assert card.whole.score == 50


def test_what_is_wrong_with_weights_is_told_with_the_rest_behind_it(here):
    (here / "place.yaml").write_text(ASSESSMENT.replace("first: 3", "first: 7"))
    for weights, code in (({"frist": 1}, "R128"), ({"first": -1}, "S107"), ({"only": 0}, "R129")):
        with pytest.raises(Invalid) as caught:
            assess("place.yaml", weights=weights)
        assert [problem.code for problem in caught.value.problems] == ["A103", code]
        assert str(caught.value).index("place.yaml:") < str(caught.value).index("<weights>")
    with pytest.raises(Invalid) as caught:
        assess("place.yaml", rubric=rubric() | {"version": 1}, weights={"first": -1})
    assert [problem.code for problem in caught.value.problems][-1] == "S107"


def test_weights_that_are_not_named_stay():
    assert assess(place(), rubric=rubric(), weights={"first": 9})["tiny"].whole.score == 75
    assert assess(place(), rubric=rubric(), weights={})["tiny"].whole.score == 25


def test_weights_are_asked_for_by_name():
    given = rubric() | {"weightings": {"experts": {"first": 9}}}
    result = assess(place(), rubric=given, weighting="experts")
    assert result["tiny"].whole.score == 75
    assert result.to_dict()["cards"][0]["rubric"]["weighting"] == "experts"
    both = assess(place(), rubric=given, weighting="experts", weights={"second": 1})
    assert both["tiny"].whole.score == 90
    assert assess(place(), rubric=result["tiny"].tree)["tiny"].whole.score == 75
    with pytest.raises(ValueError, match="experts"):
        assess(place(), rubric=given, weighting="nobody")
    with pytest.raises(Invalid):
        assess(place(), rubric=given, weighting="experts", weights={"first": 0, "second": 0})


def test_a_tree_with_other_weights_keeps_them():
    tree = assess(place(), rubric=rubric(), weights={"first": 9})["tiny"].tree
    assert assess(place(), rubric=tree)["tiny"].whole.score == 75
    assert assess(place(), rubric=tree, weights={"second": 9})["tiny"].whole.score == 50


def test_weights_of_a_tree_are_judged():
    model = Rubric.model_validate(rubric())
    for weights, code in (({"first": -1}, "S107"), ({"nobody": 1}, "R128")):
        with pytest.raises(Invalid) as caught:
            assess(place(), rubric=resolve(model, weights=weights))
        assert codes(caught) == {code}
    named = resolve(model)
    with pytest.raises(ValueError, match="nobody"):
        assess(place(), rubric=dataclasses.replace(named, weighting="nobody"))


def test_weights_reach_into_grafts(in_root):
    given = {"indrajit/support": 7, "capacity": 0}
    tree = assess("examples/sumenep.yaml", rubric="masterplan-readiness", weights=given)[
        "masterplan-readiness"
    ].tree
    card = assess("examples/sumenep.yaml", rubric=tree)["masterplan-readiness"]
    assert card["indrajit/support"].weight == 7
    assert card["indrajit/capacity"].weight == 0
    assert card["indrajit/support"].share == Fraction(7, 7 + 0 + int(card["value"].weight))


@pytest.mark.parametrize(
    ("weights", "code"),
    [
        ({"firts": 2}, "R128"),
        ({"tiny": 2}, "R128"),
        ({"only/nothing": 2}, "R128"),
        ({"first": -1}, "S107"),
        ({"first": "2"}, "S112"),
        ({"first": True}, "S104"),
        ({"first": None}, "S104"),
        ({"first": float("nan")}, "S104"),
        ({"first": float("inf")}, "S104"),
        ({"first": 10**5000}, "S104"),
        ({"first": 1e300}, "S104"),
        ({"first": Fraction(-1, 3)}, "S107"),
        ({"first": 0, "second": 0}, "R129"),
        ({"only": 0}, "R129"),
        ({None: 1}, "Y113"),
        ({"first": {1}}, "Y110"),
        ([("first", 2)], "S104"),
        (7, "S104"),
    ],
)
def test_weights_are_judged(weights, code):
    with pytest.raises(Invalid) as caught:
        assess(place(), rubric=rubric(), weights=weights)
    assert codes(caught) == {code}
    assert str(caught.value).startswith("<weights>")


def test_a_zero_that_leaves_a_sibling_is_fine():
    assert assess(place(), rubric=rubric(), weights={"second": 0})["tiny"].whole.score == 100


def test_weights_by_comparison_are_given_for_all_or_none():
    by_pairs = {"method": "ahp", "comparisons": {"a/b": 3}}
    data = rubric_data(
        dimension("a", indicator("x")), dimension("b", indicator("y")), weights=by_pairs
    )
    rated = place() | {"ratings": {"own": {"x": 5, "y": 1}}}
    assert assess(rated, rubric=data)["own"].whole.score == 75
    with pytest.raises(Invalid) as caught:
        assess(rated, rubric=data, weights={"a": 1})
    assert codes(caught) == {"R119"}
    result = assess(rated, rubric=data, weights={"a": 1, "b": 4})
    assert result["own"].whole.score == 20
    assert result["own"].whole.place.priorities is None


def test_a_weight_is_of_one_node(tmp_path):
    (tmp_path / "a.yaml").write_text(
        json.dumps(rubric_data(dimension("d", indicator("x")), code="a"))
    )
    (tmp_path / "b.yaml").write_text(
        json.dumps(rubric_data(dimension("d", indicator("x")), code="b"))
    )
    both = rubric_data({"rubric": str(tmp_path / "a.yaml")}, {"rubric": str(tmp_path / "b.yaml")})
    del both["scale"]
    rated = place() | {"ratings": {"a": {"x": 5}, "b": {"x": 1}}}
    assert assess(rated, rubric=both, weights={"a": 3}, allow_outside=True)["own"].whole.score == 75
    with pytest.raises(Invalid, match="stands for several") as caught:
        assess(rated, rubric=both, weights={"d": 3}, allow_outside=True)
    assert "did you mean `own/a/d`" in str(caught.value)


# What is built in code is judged


@pytest.mark.parametrize(
    ("rating", "code"),
    [
        (7, "A103"),
        (1.5, "A103"),
        ({"level": 7}, "A103"),
        ({"value": 3}, "A106"),
        ({"level": 3, "unknown": "x"}, "S115"),
        ({}, "S115"),
        (Rating(level=7), "A103"),
        (Rating.model_construct(level=7), "A103"),
        (Rating(level=3).model_copy(update={"level": "many"}), "S104"),
        (Rating.model_construct(), "S115"),
        (float("nan"), "S104"),
        (10**5000, "S104"),
        (b"3", "Y110"),
        ({1, 2}, "Y110"),
        ((n for n in range(3)), "Y110"),
        (object(), "Y110"),
        (3j, "Y110"),
        (datetime.datetime(2021, 1, 1), "S104"),  # noqa: DTZ001
        ("\ud800", "Y114"),
        ("\x1b[2J", "Y114"),
        ({3: 4}, "S102"),
        ({b"level": 3}, "Y113"),
        ({("level",): 3}, "Y113"),
        ({None: 3}, "Y113"),
        ({True: 3}, "Y113"),
        ({1: 2, "1": 3}, "Y103"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isalnum() else type(value).__name__,
)
def test_a_rating_is_judged(rating, code):
    said = refused(place(first=rating))
    assert any("<mapping>: ratings/tiny/first" in line and code in line for line in said), said


def test_a_model_that_was_never_validated_is_judged():
    held: Any = {"smartscore": "assessment/1", "ratings": {"indrajit": {"x": 7}}}
    built = Assessment.model_construct(**held)
    said = "\n".join(refused(built, rubric="indrajit"))
    assert "S103" in said
    built = assess(place(), rubric=rubric()).assessment
    tampered = built.model_copy(
        update={"ratings": {"tiny": {"first": Rating.model_construct(level=9)}}}
    )
    assert any("A103" in line for line in refused(tampered))


def test_a_model_of_a_rubric_is_judged():
    good = Rubric.model_validate(rubric())
    assert read_rubric(good).rubric == good
    broken = good.model_copy(update={"scale": ()})
    with pytest.raises(Invalid) as caught:
        read_rubric(broken)
    assert "R108" in codes(caught)
    with pytest.raises(Invalid) as caught:
        read_rubric(resolve(broken))
    assert "R108" in codes(caught)


def test_forgotten_grafts_are_told_by_place():
    data = rubric_data({"rubric": "nowhere-at-all"}, {"rubric": "indrajit"})
    with pytest.raises(Invalid, match="<rubric>: dimensions/0/rubric: R113"):
        read_rubric(data)
    with pytest.raises(Invalid, match="R113"):
        assess(place(), rubric=Rubric.model_validate(data))


def test_a_tree_is_judged_with_all_that_it_takes_in(in_root):
    tree = read_rubric("masterplan-readiness")
    assert assess("examples/sumenep.yaml", rubric=tree).to_dict() == (
        assess("examples/sumenep.yaml", rubric="masterplan-readiness").to_dict()
    )
    ring = dataclasses.replace(tree, grafts=dict.fromkeys(tree.grafts, tree.rubric))
    assert read_rubric(ring).digest == tree.digest
    inner = tree.grafts[next(iter(tree.grafts))]
    worse = inner.model_copy(update={"version": "x"})
    grafts = {key: worse if found is inner else found for key, found in tree.grafts.items()}
    with pytest.raises(Invalid, match="S109"):
        assess("examples/sumenep.yaml", rubric=resolve(tree.rubric, grafts))


def test_data_that_hold_themselves_are_refused():
    data = place()
    data["ratings"]["tiny"]["first"] = data
    assert any("Y108" in line for line in refused(data))
    ring: list[Any] = []
    ring.append(ring)
    assert any("Y108" in line for line in refused(place() | {"references": ring}))


def test_data_beyond_the_limits_of_files_are_refused():
    deep: Any = "x"
    for _ in range(100_000):
        deep = [deep]
    assert any("Y106" in line for line in refused(place() | {"about": deep}))
    many = ["x"] * 300_000
    assert any("Y107" in line for line in refused(place() | {"references": many}))
    assert any("Y105" in line for line in refused(place() | {"about": "x" * 5_000_000}))

    class Endless(Mapping[str, int]):
        def __getitem__(self, key: str) -> int:
            return 1

        def __iter__(self) -> Any:
            n = 0
            while True:
                n += 1
                yield str(n)

        def __len__(self) -> int:
            return 1

    assert any("Y107" in line for line in refused(Endless()))


def test_mappings_of_other_kinds_are_mappings():
    frozen = types.MappingProxyType(place())
    assert assess(frozen, rubric=types.MappingProxyType(rubric()))["tiny"].whole.shown == "25.0"


@pytest.mark.parametrize(
    "given", [None, 3, b"x", object(), ["x"], {"x"}], ids=lambda value: type(value).__name__
)
def test_what_is_none_of_these_is_a_type_error(given):
    with pytest.raises(TypeError, match="is due, not"):
        assess(given)
    with pytest.raises(TypeError, match="is due, not"):
        check(given)
    with pytest.raises(TypeError, match="is due, not"):
        read_rubric(given)


def test_an_empty_list_of_rubrics_is_a_mistake():
    with pytest.raises(ValueError, match="empty list"):
        assess(place(), rubric=[])


@pytest.mark.parametrize(
    "given", ["nowhere.yaml", ".", "a\0b", "\ud800", "x" * 5000, Path("nowhere")]
)
def test_what_cannot_be_read_says_so(given, here):
    for way in (assess, check):
        with pytest.raises(Unreadable, match="can't be read"):
            way(given)
    with pytest.raises((Unreadable, Invalid), match=r"can't be read|not found"):
        read_rubric(given)


def test_a_device_is_read_no_further_than_a_file():
    with pytest.raises(Invalid):
        assess("/dev/zero")


# check


def test_problems_of_text_have_lines_and_those_of_data_routes(here):
    text = ASSESSMENT.replace("first: 3", "first: 7")
    said = [str(problem) for problem in check(text)]
    assert "<text>:6:17: A103 level 7 is not on the scale (1, 3)" in said
    (problem,) = (p for p in check(yaml.safe_load(text)) if p.code == "A103")
    assert str(problem) == (
        "<mapping>: ratings/tiny/first: A103 level 7 is not on the scale (1, 3)"
    )
    assert repr(problem) == f"<{problem}>"
    assert problem.mend("id")


@pytest.mark.parametrize("path", sorted((ROOT / "rubrics").glob("*.yaml")), ids=lambda p: p.stem)
def test_rubrics_as_data_have_the_problems_of_their_file(path, in_root, monkeypatch):
    monkeypatch.chdir(path.parent)
    text = path.read_text(encoding="utf-8")
    of_text = [(p.code, p.anchor) for p in check(path) if not p.code.startswith("Y")]
    assert sorted((p.code, p.anchor) for p in check(yaml.safe_load(text))) == sorted(of_text)
    model = read_rubric(text).rubric
    assert sorted((p.code, p.anchor) for p in check(model)) == sorted(of_text)


@pytest.mark.parametrize("given", ["", "\n", "x: 1\n", "smartscore: nonsense/9", "[1,\n", {}])
def test_whatever_is_no_assessment_has_problems(given):
    assert check(given)
    assert check(given if isinstance(given, dict) else "- " + given + "\n")


# The low level, and the page about it all


def test_the_engine_is_there_for_those_who_have_checked():
    tree = resolve(Rubric.model_validate(rubric()))
    card = score(tree, {"tiny": {"first": Rating(level=3), "second": Rating(level=1)}})
    assert card.whole.shown == "25.0"
    assert whole_ratios([node.share for node in tree.indicators()]) == [1, 3]


def test_the_page_tells_what_is_so(in_root):
    done = doctest.testfile(str(ROOT / "docs" / "api.md"), module_relative=False)
    assert done.attempted > 20
    assert done.failed == 0
