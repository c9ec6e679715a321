"""`smartscore rubrics`: the list, one rubric, and what differs between two."""

import copy
import json
import math
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from smartscore.cli import rubrics
from smartscore.engine.resolving import resolve
from smartscore.engine.rubric_change import Change, Comparison, Effect, compare
from smartscore.engine.rubric_change.nodes import PLAIN
from smartscore.engine.tree import Tree
from smartscore.model import rubric as shapes
from smartscore.model.fields import Translations
from smartscore.model.rubric import Rubric
from smartscore.read.shelf import bundled

from .building import dimension, indicator, rubric_data

Data = dict[str, Any]
SCORE, RATING, TEXT = Effect.SCORE, Effect.RATING, Effect.TEXT
REFUSAL = Effect.REFUSAL


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(rubrics.app, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def write(path: Path, data: Data) -> str:
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return str(path)


def everything() -> Data:
    """A rubric with one of each thing that can change."""
    data = rubric_data(
        dimension(
            "first",
            indicator("level", question="Q?", look_for="L", citations=[{"cite": "a", "at": 3}]),
            {**indicator("ladder"), "levels": "steps"},
            {
                **indicator("amount"),
                "levels": None,
                "quantity": {"unit": "% of homes", "worst": 1, "best": 80},
            },
        ),
        dimension(
            "second",
            {
                **indicator("list"),
                "levels": None,
                "checklist": [{"code": "x", "text": "X"}, {"code": "y", "text": "Y", "weight": 2}],
            },
            {**indicator("answers"), "levels": None, "survey": {"min": 1, "max": 5}},
            indicator("people", judged_by="demand", crosswalk=["indrajit/finance"]),
            weight=2,
            about="About the second.",
        ),
        about="What it is for.",
        references=[{"id": "a", "title": "A source"}, {"id": "b"}],
        bands=[
            {"code": "low", "from": 0, "label": "Low"},
            {"code": "high", "from": 50, "label": "High"},
        ],
        ladders={"steps": {"1": "none", "5": "all"}},
        gates=[{"when": "first", "below": 40, "cap": "low", "because": "It matters."}],
        validity={"from": "2024-01-01", "basis": "A decree"},
    )
    return copy.deepcopy(data)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of own rubrics; of the bundled ones only three are there."""
    shelf, folder = tmp_path / "shelf", tmp_path / "ours"
    shelf.mkdir()
    folder.mkdir()
    for code in ("indrajit", "six-dimensions", "masterplan-readiness"):
        shutil.copy(bundled() / f"{code}.yaml", shelf)
    monkeypatch.setattr("smartscore.read.shelf.bundled", lambda: shelf)
    write(folder / "own.yaml", everything())
    (folder / "place.yaml").write_text("smartscore: assessment/1\n")
    (folder / "other.yaml").write_text("a: 1\n")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_list(own, golden, language):
    done = run("list", "--lang", language, "--rubrics", "ours")
    assert done.exit_code == 0, done.stderr
    golden(f"rubrics/{language}-list.txt", done.stdout)


def test_the_list_names_what_can_not_be_read(own):
    data = everything()
    write(own / "broken.yaml", {**data, "code": "broken", "dimensions": []})
    (own / "torn.yaml").write_text("smartscore: rubric/1\ncode: torn\ntitle: [\n")
    (own / "typed.yaml").write_text("smartscore: rubrik/1\ncode: typed\n")
    done = run("list", "--rubrics", "ours")
    assert done.exit_code == 1
    assert "ours/broken.yaml" in done.stdout.replace("\n", "")
    rows = json.loads(run("list", "--rubrics", "ours", "--format", "json").stdout)
    assert rows["format"] == "rubrics/1"
    found = {row["code"]: row for row in rows["rubrics"]}
    assert sorted(found) == list(found)
    assert found["broken"]["problem"]["code"] == "S110"
    assert found["torn"]["problem"]["code"].startswith("Y")
    assert found["typed"]["problem"]["code"] == "S118"
    assert found["masterplan-readiness"]["indicators"] == 51
    assert found["own"]["indicators"] == 6
    assert found["own"]["origin"] == {"id": "A decree", "en": "A decree"}
    assert found["own"]["validity"]["from"] == "2024-01-01"
    assert {"place", "other"}.isdisjoint(found)


def test_an_own_rubric_hides_the_bundled_one_of_its_code(own):
    write(own / "mine.yaml", {**everything(), "code": "indrajit", "title": "Mine"})
    rows = json.loads(run("list", "--rubrics", "ours", "--format", "json").stdout)["rubrics"]
    assert [row["title"]["en"] for row in rows if row["code"] == "indrajit"] == ["Mine"]
    assert "Mine · indrajit" in run("show", "indrajit", "--rubrics", "ours").stdout


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("indrajit.txt", ["indrajit"]),
        ("indrajit-levels.txt", ["indrajit", "--levels"]),
        ("indrajit-levels.md", ["indrajit", "--levels", "--format", "markdown"]),
        ("masterplan-readiness.txt", ["masterplan-readiness"]),
        ("masterplan-readiness.md", ["masterplan-readiness", "--format", "markdown"]),
    ],
)
def test_bundled_rubrics_look_like_this(golden, name, options, language):
    done = run("show", *options, "--lang", language)
    assert done.exit_code == 0, done.stderr
    golden(f"rubrics/{language}-{name}", done.stdout)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_measure_has_its_words(own, golden, language):
    done = run("show", "ours/own.yaml", "--levels", "--lang", language)
    golden(f"rubrics/{language}-own.txt", done.stdout)


def test_one_rubric_for_programs(own, golden):
    done = run("show", "own", "--rubrics", "ours", "--format", "json")
    golden("rubrics/own.json", done.stdout)
    for language in ("id", "en"):
        assert run("show", "ours/own.yaml", "--format", "json", "--lang", language).stdout == (
            done.stdout
        )


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", sorted(bundled().glob("*.yaml")), ids=lambda path: path.stem)
def test_every_bundled_rubric_fits_80_columns(path, language):
    for options in ([], ["--levels"]):
        done = run("show", str(path), "--lang", language, *options)
        assert done.exit_code == 0, done.stderr
        assert max(map(cell_len, done.stdout.split("\n"))) <= 80


def test_effective_weights_add_up_to_one():
    shown = json.loads(run("show", "masterplan-readiness", "--format", "json").stdout)
    weights = [n["effective_weight"] for n in shown["nodes"] if n["kind"] == "indicator"]
    assert math.isclose(sum(weights), 1)
    assert shown["nodes"][0]["path"] == "indrajit"


@pytest.mark.parametrize("command", [["show"], ["diff", "indrajit"]])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("indrajt", "did you mean `indrajit`"),
        ("indrajit@7", "there is no such version"),
        ("nowhere/own.yaml", "no such rubric"),
        ("@", "no such rubric"),
        ("tests", "no such rubric"),
        ("./tests/rules.yaml@1", "no such rubric"),
        ("\x1b]0;x", "no such rubric"),
    ],
)
def test_an_unknown_rubric(in_root, command, name, said):
    done = run(*command, name)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())
    assert "smartscore rubrics list" in " ".join(done.stderr.split())
    assert "\x1b" not in done.stderr
    assert done.stdout == ""


def test_a_folder_is_no_rubric(tmp_path):
    done = run("show", f"{tmp_path}/")
    assert done.exit_code == 2
    assert "it is a folder" in done.stderr


@pytest.mark.parametrize("command", [["show"], ["diff", "indrajit"]])
def test_a_broken_rubric_tells_its_problems(own, command):
    name = write(own / "broken.yaml", {**everything(), "gates": [{"when": "nobody"}]})
    done = run(*command, name)
    assert done.exit_code == 1
    assert "S103" in done.stderr
    assert done.stdout == ""


HOSTILE = "\u202e a|b `c` <b>d</b> [e](javascript:f) *g* [red]h[/red] \u2028 城市" + "x" * 100


def hostile(data: Any) -> Any:
    """Every text of a rubric made to break a report."""
    texts = ("title", "about", "question", "look_for", "label", "because", "text", "unit", "basis")
    if isinstance(data, dict):
        return {k: HOSTILE if k in texts else hostile(v) for k, v in data.items()}
    return [hostile(each) for each in data] if isinstance(data, list) else data


@pytest.mark.parametrize("style", ["terminal", "markdown", "json"])
def test_hostile_text_is_only_text(own, style):
    path = write(own / "own.yaml", hostile(everything()))
    pages = [run("show", path, "--levels", "--format", style)]
    if style != "markdown":
        pages += [
            run("list", "--rubrics", "ours", "--format", style),
            run("diff", "ours/own.yaml", "indrajit", "--format", style),
            run("diff", "indrajit", "ours/own.yaml", "--format", style),
        ]
    for done in pages:
        assert not any(c in done.stdout for c in "\x1b\u202e\u2028"), done.stdout
        lines = done.stdout.split("\n")
        if style == "terminal":
            assert max(map(cell_len, lines)) <= 80
            assert "[red]h[/red]" in done.stdout
        elif style == "markdown":
            assert "<b>" not in done.stdout
            assert "javascript:" not in done.stdout
        else:
            json.loads(done.stdout)


def test_deep_and_heavy_rubrics_fit(own):
    inner: Data = dimension("d0", indicator("i", weight=10**30), indicator("j", weight=0.001))
    for n in range(1, 25):
        inner = {"code": f"d{n}", "title": f"D{n}", "dimensions": [inner]}
    path = write(own / "deep.yaml", rubric_data(inner))
    done = run("show", path, "--levels")
    assert done.exit_code == 0, done.stderr
    assert max(map(cell_len, done.stdout.split("\n"))) <= 80


def differ(old: Data, new: Data, *, inside: tuple[Data, Data] | None = None) -> Comparison:
    def whole(data: Data, i: int) -> Tree:
        grafts = {("own", "inner@1"): Rubric.model_validate(inside[i])} if inside else {}
        return resolve(Rubric.model_validate(data), grafts)

    return compare(whole(old, 0), whole(new, 1))


def to(*route: str | int) -> Callable[[Any], Callable[[Data], None]]:
    """A change that puts a value at a route; None takes what is there away."""

    def put(value: Any) -> Callable[[Data], None]:
        def change(data: Any) -> None:
            for step in route[:-1]:
                data = data[step]
            if value is None:
                del data[route[-1]]
            elif route[-1] == "+":
                data.append(value)
            else:
                data[route[-1]] = value

        return change

    return put


FIRST = ("dimensions", 0, "indicators")
SECOND = ("dimensions", 1, "indicators")


def swap(*route: str | int) -> Callable[[Data], None]:
    def change(data: Any) -> None:
        for step in route:
            data = data[step]
        data.reverse()

    return change


def move(data: Data) -> None:
    data["dimensions"][1]["indicators"].append(data["dimensions"][0]["indicators"].pop())


def rescale(data: Data) -> None:
    for part in data["dimensions"]:
        part["weight"] = part.get("weight", 1) * 2.5


CHANGES = [
    (to("code")("other"), SCORE, "code"),
    (to("title")("New"), TEXT, "title"),
    (to("title")({"id": "Own", "en": "Own"}), None, ""),
    (to("about")("New"), TEXT, "about"),
    (to("evidence")("required"), REFUSAL, "evidence"),
    (to("aggregate")("geometric"), SCORE, "aggregate"),
    (to("floor")(0), SCORE, "floor"),
    (to("validity", "from")("2025-01-01"), TEXT, "validity.from"),
    (to("validity", "superseded_by")("next"), TEXT, "validity.superseded_by"),
    (to("validity")(None), TEXT, "validity.from"),
    (to("display")({"max": 10}), SCORE, "display.max"),
    (to("display")({"decimals": 2}), SCORE, "display.decimals"),
    (to("missing")({"treat": "worst"}), SCORE, "missing.treat"),
    (to("missing")({"minimum_availability": 0.5}), SCORE, "missing.minimum_availability"),
    (to("bands", 1, "from")(60), SCORE, "bands.high.from"),
    (to("bands", 1, "label")("Top"), TEXT, "bands.high.label"),
    (to("bands", 1, "code")("top"), SCORE, "bands.high"),
    (to("scale", 4, "points")(6), SCORE, "scale.5"),
    (to("scale", 4, "label")("Top"), TEXT, "scale.5.label"),
    (to("gates")([]), SCORE, "gates.first"),
    (to("gates", 0, "below")(41), SCORE, "gates.first"),
    (to("gates", 0, "below")(40.0), None, ""),
    (to("gates", 0, "because")("New"), TEXT, "gates.first.because"),
    (to("ladders", "steps", "5")("much"), RATING, "ladders.steps.5"),
    (to("ladders", "more")({"1": "x"}), TEXT, "ladders.more"),
    (to("references", "+")({"id": "c"}), TEXT, "references.c"),
    (to("references", 0, "title")("New"), TEXT, "references.a"),
    (swap("references"), TEXT, "references"),
    (swap("dimensions"), TEXT, "children"),
    (to("dimensions", 1, "weight")(3), SCORE, "share"),
    (rescale, TEXT, "weights"),
    (to("weights")({"method": "rank", "order": ["second", "first"]}), SCORE, "share"),
    (to("between")(True), RATING, "between"),
    (to("weightings")({"experts": {"first": 2}}), SCORE, "weightings.experts"),
    (to("dimensions", 0, "display")({"max": 10}), SCORE, "display.max"),
    (to("dimensions", 0, "missing")({"treat": "worst"}), SCORE, "missing.treat"),
    (to("weights")({"method": "ahp", "comparisons": {"second/first": 1}}), SCORE, "share"),
    (to("dimensions", 0, "aggregate")("minimum"), SCORE, "aggregate"),
    (to("dimensions", 0, "aggregate")("arithmetic"), None, ""),
    (to("dimensions", 1, "about")("New"), TEXT, "about"),
    (to("dimensions", 1)(None), SCORE, "dimension"),
    (to(*FIRST, 0)(None), SCORE, "indicator"),
    (to(*FIRST, "+")(indicator("new")), SCORE, "indicator"),
    (move, SCORE, "indicator"),
    (to(*FIRST, 0, "title")("New"), TEXT, "title"),
    (to(*FIRST, 0, "question")("New"), TEXT, "question"),
    (to(*FIRST, 0, "look_for")("New"), TEXT, "look_for"),
    (to(*FIRST, 0, "keywords")({"id": ["dinas 4.0"]}), TEXT, "keywords"),
    (to(*FIRST, 0, "keywords")(["office 4.0"]), TEXT, "keywords"),
    (to(*FIRST, 0, "citations")([{"cite": "a", "at": 4}]), TEXT, "citations"),
    (to(*FIRST, 0, "levels", "5")("much"), RATING, "levels.5"),
    (to(*FIRST, 0, "levels", "4")("much"), RATING, "levels.4"),
    (to(*FIRST, 0, "floor")(0), SCORE, "floor"),
    (to(*FIRST, 1, "levels")({"1": "none", "5": "all"}), None, ""),
    (to(*FIRST, 2, "quantity", "unit")("% of all"), RATING, "quantity.unit"),
    (to(*FIRST, 2, "quantity", "best")(90), SCORE, "quantity.best"),
    (to(*FIRST, 2, "quantity", "transform")("log"), SCORE, "quantity.transform"),
    (to(*SECOND, 0, "checklist", 0, "text")("New"), RATING, "checklist.x.text"),
    (to(*SECOND, 0, "checklist", 0, "weight")(2), SCORE, "checklist.x.share"),
    (to(*SECOND, 0, "checklist", 0)(None), SCORE, "checklist.x"),
    (swap(*SECOND, 0, "checklist"), TEXT, "checklist"),
    (to(*SECOND, 1, "survey", "max")(7), SCORE, "survey.max"),
    (to(*SECOND, 1)(indicator("answers")), SCORE, "measure"),
    (to(*SECOND, 2, "judged_by")(None), RATING, "judged_by"),
    (to(*SECOND, 2, "crosswalk")(None), TEXT, "crosswalk"),
]


@pytest.mark.parametrize("grafted", [False, True])
@pytest.mark.parametrize(("change", "effect", "key"), CHANGES)
def test_what_a_change_can_do(change, effect, key, grafted):
    old, new = everything(), everything()
    change(new)
    if grafted:
        if key == "code":
            return  # another rubric then: removed and added
        top = rubric_data({"rubric": "inner@1"}, dimension("beside", indicator("b")))
        old, new = {**old, "code": "inner"}, {**new, "code": "inner"}
        found = differ(top, top, inside=(old, new))
        assert all(change.path[0] == "inner" for change in found.changes)
        digests = {
            resolve(
                Rubric.model_validate(top), {("own", "inner@1"): Rubric.model_validate(data)}
            ).digest
            for data in (old, new)
        }
    else:
        found = differ(old, new)
        digests = {resolve(Rubric.model_validate(data)).digest for data in (old, new)}
    assert max(
        (c.effect for c in found.changes), key=[TEXT, RATING, REFUSAL, SCORE].index, default=None
    ) == (effect)
    assert not key or key in {c.key for c in found.changes}
    if effect == SCORE:
        assert len(digests) == 2
    elif len(digests) == 2:
        assert {c.kind for c in found.changes} <= {"reordered", "reweighted"}


def test_a_graft_that_goes_takes_its_parts_along():
    beside = dimension("beside", indicator("b"))
    inner = {**everything(), "code": "inner"}
    found = differ(
        rubric_data({"rubric": "inner@1"}, beside), rubric_data(beside), inside=(inner, inner)
    )
    assert [(c.kind, c.path) for c in found.changes] == [("removed", ("inner",))]


def test_every_key_of_a_rubric_is_compared():
    """A new key is to be put into `PLAIN`, or compared in `comparing.nodes`, and named here."""
    elsewhere = {
        "Rubric": {
            "between",
            "evidence",
            "smartscore",
            "code",
            "version",
            "validity",
            "listed",
            "display",
            "bands",
            "scale",
            "floor",
            "missing",
            "ladders",
            "weights",
            "weightings",
            "dimensions",
            "gates",
        },
        "Band": {"code"},
        "ScalePoint": {"points"},
        "Dimension": {
            *("code", "weight", "aggregate", "weights", "dimensions", "indicators"),
            *("display", "bands", "gates", "missing"),
        },
        "Indicator": {"code", "weight", "levels", "floor", "quantity", "checklist", "survey"},
        "Item": {"code", "weight"},
        "Gate": {"when", "below", "cap", "because"},
        "Graft": {"rubric", "weight"},
        "ByComparison": {"method", "estimate", "comparisons"},
        "ByRank": {"method", "order"},
    }
    for model in vars(shapes).values():
        if isinstance(model, type) and issubclass(model, BaseModel):
            name = model.__name__
            if model.__module__ == shapes.__name__:
                known = elsewhere.get(name, set()) | set(PLAIN.get(name, ()))
                assert set(model.model_fields) == known, name


WEIGHT = st.integers(1, 3)


@st.composite
def small(draw: st.DrawFn) -> Data:
    """Rubrics so alike that two of them often differ in little."""
    codes = draw(st.permutations(["a", "b", "c"]))
    cut = draw(st.integers(1, 2))
    measures: list[Data] = [
        {"levels": {"1": "x", "5": "y"}},
        {"levels": {"1": "x", "5": "z"}, "floor": 0},
        {"levels": None, "survey": {"min": 1, "max": 5}},
        {"levels": None, "quantity": {"unit": "u", "worst": 0, "best": draw(WEIGHT)}},
        {
            "levels": None,
            "checklist": [{"code": c, "text": c, "weight": draw(WEIGHT)} for c in ("p", "q")],
        },
    ]

    def rated(code: str) -> Data:
        measure = draw(st.sampled_from(measures))
        return {**indicator(code, weight=draw(WEIGHT)), **measure}

    parts = [
        dimension("m", *map(rated, codes[:cut]), weight=draw(WEIGHT)),
        dimension("n", *map(rated, codes[cut:]), weight=draw(WEIGHT)),
    ]
    if draw(st.booleans()):
        parts[0]["aggregate"] = draw(st.sampled_from(["arithmetic", "minimum"]))
    more: Data = {"floor": 0} if draw(st.booleans()) else {}
    return rubric_data(
        *draw(st.permutations(parts)),
        aggregate=draw(st.sampled_from(["arithmetic", "minimum"])),
        title=draw(st.sampled_from(["Own", "Other"])),
        bands=[
            {"code": "low", "from": 0, "label": "Low"},
            {"code": "high", "from": draw(st.sampled_from([50, 60])), "label": "High"},
        ],
        gates=draw(
            st.permutations(
                [
                    {
                        "when": "m",
                        "below": draw(st.sampled_from([40, 50])),
                        "cap": "low",
                        "because": "x",
                    },
                    {"when": "n", "below": 40, "cap": "low", "because": "x"},
                ]
            )
        ),
        **more,
    )


def canonical(data: Data) -> Data:
    """The same with siblings in the order of their codes and weights without a common factor."""
    data = copy.deepcopy(data)

    def tidy(items: list[Data]) -> None:
        items.sort(key=lambda item: str(item["code"]))
        common = math.gcd(*(item["weight"] for item in items))
        for item in items:
            item["weight"] //= common
            for key in ("indicators", "checklist"):
                if item.get(key):
                    tidy(item[key])

    tidy(data["dimensions"])
    data["gates"].sort(key=lambda gate: str(gate["when"]))
    return data


@given(small(), small())
def test_the_digest_agrees(old, new):
    found = differ(old, new)
    before, after = (resolve(Rubric.model_validate(canonical(data))).digest for data in (old, new))
    assert bool(found.of(SCORE)) == (before != after)
    if resolve(Rubric.model_validate(old)).digest != resolve(Rubric.model_validate(new)).digest:
        assert found.changes


@given(small())
def test_a_rubric_does_not_differ_from_itself(data):
    assert differ(data, data).changes == ()


VERSIONS = [
    ("1.0.0", None, "alike", "1.0.0", 0),
    ("1.0.1", None, "right", "1.0.0", 0),
    ("2.0.0", None, "generous", "1.0.0", 0),
    ("1.0.0", "title", "too-low", "1.0.1", 0),
    ("1.0.1", "title", "right", "1.0.1", 0),
    ("1.0.1", "evidence", "too-low", "1.1.0", 0),
    ("1.1.0", "evidence", "right", "1.1.0", 0),
    ("2.0.0", "evidence", "generous", "1.1.0", 0),
    ("1.9.0", "aggregate", "too-low", "2.0.0", 1),
    ("2.0.0", "aggregate", "right", "2.0.0", 0),
    ("3.0.0", "aggregate", "right", "2.0.0", 0),
    ("0.9.0", "aggregate", "too-low", "2.0.0", 1),
    ("1.0.0", "code", "other-code", "2.0.0", 1),
]


@pytest.mark.parametrize(
    ("key", "old", "new", "needed"),
    [
        ("between", True, False, "2.0.0"),
        ("between", False, True, "1.1.0"),
        ("evidence", "optional", "required", "2.0.0"),
        ("evidence", "advised", "required", "2.0.0"),
        ("evidence", "required", "advised", "1.1.0"),
    ],
)
def test_what_can_refuse_files_that_were_scored_is_a_major_change(tmp_path, key, old, new, needed):
    texts = ({**everything(), key: value} for value in (old, new))
    names = [write(tmp_path / f"{i}.yaml", text) for i, text in enumerate(texts)]
    found = json.loads(run("diff", *names, "--format", "json").stdout)
    assert found["version"]["needed"] == needed


@pytest.mark.parametrize(("version", "key", "verdict", "needed", "code"), VERSIONS)
def test_the_version_number(tmp_path, version, key, verdict, needed, code):
    old, new = everything(), {**everything(), "version": version}
    if key:
        new[key] = {"evidence": "advised", "aggregate": "minimum"}.get(key, "other")
    paths = write(tmp_path / "old.yaml", old), write(tmp_path / "new.yaml", new)
    done = run("diff", *paths, "--format", "json")
    assert done.exit_code == code
    found = json.loads(done.stdout)
    assert found["format"] == "rubrics-diff/1"
    expected = {"verdict": verdict, "needed": needed, "breaks": bool(code)}
    assert found["version"] == expected
    for language in ("id", "en"):
        assert run("diff", *paths, "--lang", language).exit_code == code


def test_keywords_are_shown_as_they_are_written(tmp_path):
    data = everything()
    paths = [write(tmp_path / "old.yaml", data)]
    data["dimensions"][0]["indicators"][0]["keywords"] = ["index 4.0", "two"]
    paths.append(write(tmp_path / "new.yaml", data))
    assert "keywords from none to index 4.0; two" in run("diff", *paths).stdout
    found = json.loads(run("diff", *paths, "--format", "json").stdout)["changes"]
    assert {"id": ["index 4.0", "two"], "en": ["index 4.0", "two"]} in [c["new"] for c in found]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (["index 4.0", "two"], ("index 4.0, two", "index 4.0, two")),
        ({"id": ["satu"], "en": ["one"]}, ("satu", "one")),
        ({"en": ["one", "[b]two[/b]"]}, ("one, [b]two[/b]", "one, [b]two[/b]")),
    ],
)
def test_keywords_stand_below_where_to_look_in_the_reader_s_language(tmp_path, written, shown):
    data = everything()
    data["dimensions"][0]["indicators"][0]["keywords"] = written
    path = write(tmp_path / "own.yaml", data)
    for language, label, words in (
        ("id", "Kata kunci", shown[0]),
        ("en", "Keywords", shown[1]),
    ):
        lines = run("show", path, "--levels", "--lang", language).stdout.splitlines()
        (at,) = (i for i, line in enumerate(lines) if line.strip() == f"{label}: {words}")
        assert lines[at - 1].strip().endswith(": L")


def test_an_empty_list_of_keywords_is_not_shown(tmp_path):
    data = everything()
    data["dimensions"][0]["indicators"][0]["keywords"] = []
    done = run("show", write(tmp_path / "own.yaml", data), "--levels", "--lang", "en")
    assert "Look for: L" in done.stdout
    assert "Keywords" not in done.stdout


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_difference_looks_like_this(own, golden, language):
    old, new = everything(), everything()
    for change in (
        to("about")({"id": "What it is for.", "en": "What it is for, and for whom."}),
        to("aggregate")("geometric"),
        to("missing")({"minimum_availability": 0.5}),
        to("validity", "from")("2025-01-01"),
        to("gates", 0, "below")(45.5),
        to("bands", 1, "label")({"id": "Tinggi", "en": "High"}),
        to("ladders", "steps", "5")("All of it, and two years of records say so."),
        to("references", "+")({"id": "c"}),
        to("dimensions", 1, "weight")(3),
        to(*FIRST, 0, "citations")([{"cite": "a", "at": 4}, {"cite": "b"}]),
        to(*FIRST, 0, "question")("Is there a plan that says so?"),
        to(*FIRST, 2, "quantity", "best")(90),
        to(*SECOND, 0, "checklist", 0, "weight")(2),
        to(*SECOND, 1)(None),
        move,
        swap(*SECOND),
        to(*FIRST, "+")(indicator("new", title="Something new")),
    ):
        change(new)
    paths = write(own / "old.yaml", old), write(own / "new.yaml", {**new, "version": "1.1.0"})
    done = run("diff", *paths, "--lang", language)
    assert done.exit_code == 1, done.stderr
    assert max(map(cell_len, done.stdout.split("\n"))) <= 80
    golden(f"rubrics/{language}-diff.txt", done.stdout)
    if language == "en":
        golden("rubrics/diff.json", run("diff", *paths, "--format", "json").stdout)


def test_levels_that_ask_something_else_need_a_new_first_number(tmp_path):
    def found(version: str, *changes) -> tuple[dict[str, str], str]:
        new = {**everything(), "version": version}
        for change in changes:
            change(new)
        paths = write(tmp_path / "old.yaml", everything()), write(tmp_path / "new.yaml", new)
        told = json.loads(run("diff", *paths, "--format", "json").stdout)["version"]
        said = run("diff", *paths, "--lang", "en").stdout
        return told, " ".join(said.split()).partition("The version number ")[2]

    ladder = to("ladders", "steps", "5")("All of it, and two years of records say so.")
    item = to(*SECOND, 0, "checklist", 0, "text")("Something else")
    for change in (ladder, item):
        told, said = found("2.0.0", change)
        assert told == {"verdict": "right", "needed": "2.0.0", "breaks": False}
        assert said == (
            "was raised rightly, from 1.0.0 to 2.0.0. The same ratings give the same score, but"
            " what levels or items ask has changed, so rate again."
        )
        told, said = found("1.1.0", change)
        assert told == {"verdict": "too-low", "needed": "2.0.0", "breaks": False}
        assert said.startswith("is too low: from 1.0.0 to 1.1.0, where 2.0.0 or more is due.")
        assert said.endswith("if only their wording was mended, 1.1.0 would do.")
    told, said = found("2.0.0", ladder, to("aggregate")("minimum"))
    assert said == "was raised rightly, from 1.0.0 to 2.0.0."


@pytest.mark.parametrize(
    ("old", "new", "anew"),
    [
        ("A plan.", "A plan with figures.", True),
        ("A plan.", {"id": "Rencana.", "en": "A plan."}, False),
        ({"id": "Rencana.", "en": "A plan."}, {"id": "Rencana.", "en": "One plan."}, False),
        ({"id": "Rencana.", "en": "A plan."}, {"id": "Dua.", "en": "Two."}, True),
        (None, "A plan.", False),
        ("A plan.", None, True),
    ],
)
def test_a_mended_translation_asks_nothing_else(old, new, anew):
    def value(text: str | dict[str, str] | None) -> str | Translations | None:
        return Translations.model_validate(text) if isinstance(text, dict) else text

    change = Change(RATING, "changed", ("a",), "levels.2", value(old), value(new))
    assert change.asks_anew == anew


@pytest.mark.parametrize(
    "path", sorted((bundled() / "archive").glob("*.yaml")), ids=lambda p: p.stem
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_kept_version_differs_by_what_needed_a_new_one(path, language):
    code = path.stem.partition("@")[0]
    said = run("diff", path.stem, code, "--lang", language).stdout
    unneeded = {"id": "sudah cukup", "en": "would do"}
    assert unneeded[language] not in " ".join(said.split())
    found = json.loads(run("diff", path.stem, code, "--format", "json").stdout)
    assert found["version"]["verdict"] == "right"


def test_a_rubric_against_itself():
    done = run("diff", "masterplan-readiness", "masterplan-readiness@2")
    assert done.exit_code == 0
    assert "Nothing differs." in done.stdout


@pytest.mark.parametrize(("language", "line"), [("en", "Source: "), ("id", "Sumber: ")])
def test_levels_tell_from_where_each_part_is_drawn(language, line):
    at = {"en": "Annex I, indicator 1, p. 30", "id": "Lampiran I, indikator 1, hlm. 30"}[language]
    for style in ("terminal", "markdown"):
        named = ("show", "spbe-2020", "--lang", language, "--format", style)
        told = run(*named, "--levels").stdout
        assert f"{line}permenpanrb59, {at}" in " ".join(told.split())
        assert line + "permen" not in run(*named).stdout


def test_the_sources_of_a_graft_go_by_author_and_year():
    told = " ".join(run("show", "masterplan-readiness", "--levels", "--lang", "en").stdout.split())
    assert "Source: Indrajit, 2013, as cited by Alfiyah in Pendahuluan" in told
    assert "Source: indrajit2013" not in told
