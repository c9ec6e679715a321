"""What editors are told about the files, and that it is neither stale nor too strict."""

import re
import subprocess
import sys
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from smartscore.cli.schema import Kind
from smartscore.editors.shapes import schema, written
from smartscore.editors.texts import in_indonesian, said
from smartscore.read.check import Examiner
from smartscore.read.modelines import MODELS
from smartscore.read.rulebook import pages
from smartscore.read.shelf import Catalogue
from smartscore.text.parsing import parse
from smartscore.text.problems import Invalid, Severity
from tests.building import assessment_data, dimension, indicator, rubric_data
from tests.conftest import ROOT
from tests.test_rulebook import EXAMPLES, whole

FILES = sorted([*ROOT.glob("rubrics/*.yaml"), *ROOT.glob("examples/*.yaml")])
MADE = {kind: schema(kind) for kind in MODELS}
SCHEMAS = {kind: jsonschema.Draft7Validator(MADE[kind]) for kind in MODELS}
OF_KEYS = {"Translations", "Keywords", "ResponseFile", "ResponseMean", "ByComparison", "ByRank"}
"""What stands behind a key that says what it is."""


def loaded(path) -> Any:
    return parse(path.read_bytes(), path.name).data


def named(path):
    return path.name


def mappings(part: Any, above: str = "") -> Any:
    """Each schema that has properties, with its path."""
    if isinstance(part, dict):
        if isinstance(part.get("properties"), dict) and "properties" not in above.split("/")[-1:]:
            yield above, part
        for key, inner in part.items():
            yield from mappings(inner, f"{above}/{key}")
    elif isinstance(part, list):
        for i, inner in enumerate(part):
            yield from mappings(inner, f"{above}/{i}")


@pytest.mark.parametrize("kind", MODELS)
class TestEachSchema:
    def test_the_committed_file_is_the_one_that_the_models_give(self, kind):
        committed = (ROOT / "schemas" / f"{kind}.json").read_text(encoding="utf-8")
        assert committed == written(MADE[kind]), f"smartscore schema {kind} > schemas/{kind}.json"

    def test_it_is_a_schema_of_draft_7(self, kind):
        assert MADE[kind]["$schema"] == "http://json-schema.org/draft-07/schema#"
        jsonschema.Draft7Validator.check_schema(MADE[kind])

    def test_every_key_is_explained(self, kind):
        silent = [
            f"{above}/{key}"
            for above, part in mappings(MADE[kind])
            for key, value in part["properties"].items()
            if not value.get("description")
            and not value.get("doNotSuggest")
            and "contains" not in (*above.split("/"), *value)
        ]
        assert silent == []

    def test_a_model_has_words_but_where_a_key_has_them(self, kind):
        for name, part in [("", MADE[kind]), *MADE[kind]["$defs"].items()]:
            has_words = name not in OF_KEYS
            assert ("title" in part, "description" in part) == (has_words, has_words), name

    def test_nothing_is_left_that_draft_7_does_not_know(self, kind):
        for word in ("ge", "le", "gt", "prefixItems", "discriminator", "optional"):
            assert f'"{word}":' not in written(MADE[kind])

    def test_optional_keys_offer_no_null(self, kind):
        for above, part in mappings(MADE[kind]):
            for key, value in part["properties"].items():
                assert {"type": "null"} not in value.get("anyOf", []), f"{above}/{key}"
                assert value.get("default", 0) is not None, f"{above}/{key}"


def test_the_command_offers_the_kinds_that_there_are():
    assert [kind.value for kind in Kind] == list(MODELS)


@pytest.mark.parametrize("kind", MODELS)
def test_the_command_prints_the_schema_and_nothing_else(kind):
    command = [sys.executable, "-m", "smartscore", "schema", kind]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == (written(MADE[kind]), "")


def test_bundled_rubrics_are_offered():
    offered = MADE["assessment"]["properties"]["rubrics"]["items"]["examples"]
    assert {name.split("@")[0] for name in offered} == {p.stem for p in ROOT.glob("rubrics/*.yaml")}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_our_own_files_are_valid(path):
    data = loaded(path)
    kind = data["smartscore"].split("/")[0]
    assert [error.message for error in SCHEMAS[kind].iter_errors(data)] == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_our_own_files_name_their_schema(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", first)
    assert match
    kind = loaded(path)["smartscore"].split("/")[0]
    assert (path.parent / match[1]).resolve() == (ROOT / "schemas" / f"{kind}.json").resolve()


@pytest.mark.parametrize("path", sorted(ROOT.glob("tests/rules/*.yaml")), ids=named)
def test_no_file_without_errors_is_refused(path):
    data = path.read_bytes()
    problems = Examiner(Catalogue([path.parent])).check(str(path), data)
    if any(problem.severity == Severity.ERROR for problem in problems):
        return  # its faults are the point of it
    kind = str(loaded(path)["smartscore"]).split("/")[0]
    assert [error.message for error in SCHEMAS[kind].iter_errors(loaded(path))] == []


BEYOND_SHAPES = {"R108"}
"""Codes that are not of shapes and are red all the same."""


@pytest.mark.parametrize("code", [code for code in EXAMPLES if code[0] not in "CY"])
def test_what_the_models_take_is_red_for_nothing_but_what_check_tells(code):
    for example, broken in ((pages()[code].breaks, True), (pages()[code].keeps, False)):
        name, text = whole(code, example)
        kind = "assessment" if name == "town.yaml" else "rubric"
        try:
            data = parse(text.encode(), name).data
            MODELS[kind].model_validate(data)
        except (Invalid, ValidationError):
            continue
        red = [error.message for error in SCHEMAS[kind].iter_errors(data)]
        assert bool(red) == (broken and code in BEYOND_SHAPES), red


RUBRIC = rubric_data(dimension("d", indicator("i")))
ASSESSMENT = assessment_data({"i": {"level": 3}})


def changed(data: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {**data, **more}


def without(data: dict[str, Any], key: str) -> dict[str, Any]:
    return {k: v for k, v in data.items() if k != key}


def rubric_with(**more: Any) -> dict[str, Any]:
    return rubric_data(dimension("d", indicator("i", **more)))


def rated(rating: Any) -> dict[str, Any]:
    return assessment_data({"i": rating})


GOOD: list[tuple[str, dict[str, Any]]] = [
    ("rubric", RUBRIC),
    ("rubric", rubric_with(weight=0.5)),
    ("rubric", rubric_with(levels="shared")),
    ("rubric", rubric_with(levels={"-1": "a", "2.5": {"id": "b"}})),
    ("rubric", changed(RUBRIC, dimensions=[{"rubric": "./own.yaml@2", "weight": 0}])),
    ("rubric", changed(RUBRIC, validity={"from": "2020-01-31", "basis": "A decree"})),
    ("rubric", changed(RUBRIC, references=[{"id": "a", "issued": {"date-parts": [[2020]]}}])),
    ("assessment", ASSESSMENT),
    ("assessment", rated(3)),
    ("assessment", rated(2.5)),
    ("assessment", rated(None)),
    ("assessment", rated({"unknown": {"en": "Asked for it."}})),
    ("assessment", rated({"level": 1, "evidence": [{"cite": "a", "at": 12}]})),
    ("assessment", changed(ASSESSMENT, ratings={"own": None})),
    ("assessment", changed(ASSESSMENT, rubrics=["indrajit"])),
]

BAD: list[tuple[str, dict[str, Any]]] = [
    ("rubric", ASSESSMENT),
    ("rubric", without(RUBRIC, "smartscore")),
    ("rubric", without(RUBRIC, "code")),
    ("rubric", changed(RUBRIC, colour="red")),
    ("rubric", changed(RUBRIC, code="Political Will")),
    ("rubric", changed(RUBRIC, code="a" * 81)),
    ("rubric", changed(RUBRIC, version="1.0")),
    ("rubric", changed(RUBRIC, version=1.0)),
    ("rubric", changed(RUBRIC, title="")),
    ("rubric", changed(RUBRIC, title={"fr": "Plan"})),
    ("rubric", changed(RUBRIC, aggregate="arithmetik")),
    ("rubric", changed(RUBRIC, evidence=["required"])),
    ("rubric", changed(RUBRIC, dimensions=[])),
    ("rubric", changed(RUBRIC, dimensions=[{"code": "d", "title": "D"}])),
    ("rubric", changed(RUBRIC, dimensions=[{"rubric": "own", "title": "D"}])),
    ("rubric", changed(RUBRIC, dimensions=[{"rubric": "own@x"}])),
    ("rubric", changed(RUBRIC, missing={"minimum_availability": 1.5})),
    ("rubric", changed(RUBRIC, display={"decimals": 9})),
    ("rubric", changed(RUBRIC, validity={"from": "1 January 2020"})),
    ("rubric", changed(RUBRIC, ladders={"Shared": {"1": "a"}})),
    ("rubric", changed(RUBRIC, bands=[{"code": "low", "label": "Low"}])),
    ("rubric", changed(RUBRIC, references=[{"title": "no key"}])),
    ("rubric", rubric_with(weight=-1)),
    ("rubric", rubric_with(weight="2,5")),
    ("rubric", rubric_with(weight=True)),
    ("rubric", rubric_with(judged_by="supply")),
    ("rubric", rubric_with(levels={})),
    ("rubric", rubric_with(levels={"one": "a"})),
    ("rubric", rubric_with(levels=None)),
    ("assessment", RUBRIC),
    ("assessment", without(ASSESSMENT, "date")),
    ("assessment", changed(ASSESSMENT, date="12 July 2021")),
    ("assessment", changed(ASSESSMENT, date=20210712)),
    ("assessment", changed(ASSESSMENT, rubrics=[])),
    ("assessment", changed(ASSESSMENT, rubrics="indrajit")),
    ("assessment", changed(ASSESSMENT, language="fr")),
    ("assessment", changed(ASSESSMENT, subject={"name": "X", "kind": "city"})),
    ("assessment", changed(ASSESSMENT, subject={"name": "X", "code": 35.29})),
    ("assessment", changed(ASSESSMENT, masterplan={"title": "P", "from": "2019"})),
    ("assessment", changed(ASSESSMENT, masterplan={"title": "P", "from": 1800})),
    ("assessment", changed(ASSESSMENT, rater={"side": "middle"})),
    ("assessment", rated("3")),
    ("assessment", rated({"level": "3"})),
    ("assessment", rated({"because": "neither"})),
    ("assessment", rated({"level": 3, "unknown": "both"})),
    ("assessment", rated({"level": 3, "evidence": [{"shows": "no source"}]})),
    ("assessment", rated({"level": 3, "evidence": [{"cite": "a", "direction": "both"}]})),
    ("assessment", rated({"level": 3, "evidence": [{"cite": "a", "at": 3.5}]})),
]


@pytest.mark.parametrize(("kind", "data"), GOOD)
def test_valid(kind, data):
    MODELS[kind].model_validate(data)
    assert [error.message for error in SCHEMAS[kind].iter_errors(data)] == []


@pytest.mark.parametrize(("kind", "data"), BAD)
def test_not_valid(kind, data):
    with pytest.raises(ValidationError):
        MODELS[kind].model_validate(data)
    assert not SCHEMAS[kind].is_valid(data)


ALIKE = {"Smartscore", "URL", "Id"}
"""Words that are the same in both languages, among those that are explained."""


def test_every_text_is_there_in_indonesian_and_none_besides():
    english = set().union(*(said(MADE[kind]) for kind in MODELS))
    assert set(in_indonesian()) == english
    assert {text for text, other in in_indonesian().items() if text == other} <= ALIKE


@pytest.mark.parametrize("kind", MODELS)
def test_in_indonesian_only_the_texts_are_others(kind):
    other = schema(kind, "id")
    assert said(other) == {in_indonesian()[text] for text in said(MADE[kind])}
    assert _without_texts(other) == _without_texts(MADE[kind])


def _without_texts(part: Any) -> Any:
    if isinstance(part, list):
        return [_without_texts(each) for each in part]
    if not isinstance(part, dict):
        return part
    texts = ("title", "description", "patternErrorMessage", "errorMessage")
    return {
        key: "" if key in texts and isinstance(value, str) else _without_texts(value)
        for key, value in part.items()
    }
