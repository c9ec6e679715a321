"""The YAML language server with our schemas: what is red, offered and explained."""

import re
import shutil
from pathlib import Path

import pytest

from smartscore.editors import shapes
from smartscore.editors.texts import docstrings, heading
from smartscore.model import assessment, cases, fields, measures, rubric, weights
from smartscore.read.modelines import MODELS
from smartscore.read.rulebook import pages
from tests import language_server
from tests.conftest import ROOT
from tests.test_rulebook import BUILT, whole


@pytest.fixture(scope="module")
def server():
    with language_server.running() as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder of a user, with the schemas in it."""
    found = tmp_path_factory.mktemp("editor")
    shutil.copytree(ROOT / "schemas", found / "schemas")
    return found


def modelled(kind: str, *lines: str) -> str:
    head = f"# yaml-language-server: $schema=schemas/{kind}.json"
    return "\n".join((head, f"smartscore: {kind}/1", *lines)) + "\n"


def rating(*lines: str) -> str:
    head = ("rubrics: [own]", "subject: {name: Kota Contoh}", "date: 2026-11-21", "ratings:")
    return modelled("assessment", *head, "  own:", *(f"    {line}" for line in lines))


def indicator(*lines: str) -> str:
    head = ("code: own", "version: 1.0.0", "title: Own", "dimensions:")
    inside = (
        "  - code: d",
        "    title: D",
        "    indicators:",
        "      - code: i",
        "        title: I",
    )
    return modelled("rubric", *head, *inside, *(f"        {line}" for line in lines))


ONE_POINT = "scale: [{points: 1, label: A}]"


def scaled(*lines: str) -> str:
    scale = "scale: [{points: 1, label: A}, {points: 2, label: B}]"
    return indicator(*lines).replace("dimensions", f"{scale}\ndimensions", 1)


def test_our_own_examples_are_not_red(server):
    files = [*sorted((ROOT / "examples").glob("*.yaml"))[:4], ROOT / "rubrics" / "indrajit.yaml"]
    found = server.faults_of([(file, file.read_text(encoding="utf-8")) for file in files])
    assert found == [[]] * len(files)


SILENT = [
    rating("i: 65/4"),
    rating("i: {value: -65/4}"),
    rating("i: {responses: {mean: 13/4, n: 4}}"),
    rating("i: {plan: {value: 1/3}}"),
    rating("i: {level: 3, because: , evidence: [], plan: , confidence: }"),
    rating("i: {unknown: Nobody said., level: }"),
    rating("i: {plan: {level: 3, by: 2027-06-30}, because: , judgements: []}"),
    rating("i: {judgements: [{rater: a, level: 3}], because: Not agreed.}"),
    rating("i:"),
    modelled("assessment", "rubrics: [own]", "subject: {name: A, code: }", "date: 2024-02-29")
    + "rater:\n  role:\n  side:\nabout:\nmasterplan:\n",
    scaled("levels: {1: No., 2: Yes.}", "question:", "floor:"),
    indicator("quantity: {unit: percent, over: sample, better: higher, worst: }"),
    scaled("levels: ladder", "quantity:"),
    scaled("levels: a").replace("scale", "weights: {method: ahp, comparisons: {d/e: 1/3}}\nscale"),
    indicator("survey: {min: 1, max: 5}").replace("dimensions", f"{ONE_POINT}\ndimensions"),
    indicator("survey: {min: 1, max: 5}").replace("dimensions", "scale: []\ndimensions"),
]
RED = [
    (rating("i: 2,5"), "A number with a decimal point, or a fraction such as 23/7."),
    (rating("i: {level: 3, unknown: x}"), "a rating has exactly one of level, value, met"),
    (rating("i: {because: x}"), "a rating has exactly one of level, value, met"),
    (rating("i: {level: }"), "a rating has exactly one of level, value, met"),
    (rating("i: {level: 3, plan: {level: 3, value: 1}}"), "a plan has exactly one of level, value"),
    (rating("i: {judgements: [{rater: a, level: 3, value: 2}]}"), "a judgement has exactly one"),
    (rating("i: {level: 3, confidence: sure}"), "Value is not accepted."),
    (rating("i: {level: 3, becuase: x}"), "Property becuase is not allowed."),
    (rating("i: 1").replace("11-21", "02-30"), "A date is a day of the calendar"),
    (rating("i: 1").replace("11-21", "13-01"), "A date is a day of the calendar"),
    (rating("i: 1").replace("2026-11-21", "2100-02-29"), "A date is a day of the calendar"),
    (rating("i: {level: 3, because: ' '}"), "Something is written here"),
    (indicator("question: Why?"), "an indicator has exactly one measure: levels, quantity"),
    (indicator("levels: a", "survey: {min: 1, max: 5}"), "an indicator has exactly one measure"),
    (indicator("quantity: {unit: percent, worst: 1}"), "a quantity has both goalposts"),
    (indicator("levels: a"), "indicators with levels need a `scale` of two points or more"),
    (
        indicator("levels: a").replace("dimensions", f"{ONE_POINT}\ndimensions"),
        "Array has too few items.",
    ),
]


def test_what_check_is_silent_about_is_not_red(server, folder):
    found = server.faults_of([(folder / "file.yaml", written) for written in SILENT])
    assert [pair for pair in zip(SILENT, found, strict=True) if pair[1]] == []


def test_what_check_tells_is_red(server, folder):
    found = server.faults_of([(folder / "file.yaml", written) for written, _ in RED])
    for (written, expected), faults in zip(RED, found, strict=True):
        assert any(fault.said.startswith(expected) for fault in faults), (written, faults)


OF_SHAPES = [code for code in pages() if code.startswith("S") and code not in BUILT]
BEYOND = {
    "S116": "the kind of another file",
    "S120": "a key that a comma made is as empty as one that waits to be filled in",
}
"""What no schema can say, although `check` does."""


def test_each_code_of_shapes_is_red_where_check_tells_it(server, folder):
    texts = []
    for code in OF_SHAPES:
        for example in (pages()[code].breaks, pages()[code].keeps):
            name, written = whole(code, example)
            kind = "assessment" if name == "town.yaml" else "rubric"
            texts.append(f"# yaml-language-server: $schema=schemas/{kind}.json\n{written}")
    found = server.faults_of([(folder / "file.yaml", written) for written in texts])
    breaks = dict(zip(OF_SHAPES, found[::2], strict=True))
    keeps = dict(zip(OF_SHAPES, found[1::2], strict=True))
    told = {"S101": ['Missing property "smartscore".'], "S118": ['Value must be "rubric/1".']}
    assert [code for code in OF_SHAPES if not breaks[code]] == list(BEYOND)
    for code in OF_SHAPES:  # examples of two codes are the beginning of a file
        said = [fault.said for fault in keeps[code]]
        if code in told:
            assert told[code][0] in [fault.said for fault in breaks[code]]
            assert told[code][0] not in said
        else:
            assert said == [], code


ONE = [
    (indicator("|"), ["levels", "quantity", "checklist", "survey"]),
    (indicator("levels: a", "|"), ["quantity", "checklist", "survey"]),
    (indicator("checklist: [{code: a, text: A}]", "|"), ["levels", "quantity", "survey"]),
    (indicator("quantity:", "  |"), ["worst", "best", "over"]),
    (indicator("quantity:", "  over: sample", "  |"), ["worst", "best"]),
    (rating("i:", "  |"), ["level", "value", "met", "responses", "unknown", "not_applicable"]),
    (rating("i:", "  level: 3", "  |"), ["value", "met", "responses", "unknown", "not_applicable"]),
    (rating("i:", "  unknown: x", "  |"), ["level", "value", "met", "responses", "not_applicable"]),
    (rating("i:", "  plan:", "    |"), ["level", "value", "met", "mean"]),
    (rating("i:", "  plan:", "    mean: 3", "    |"), ["level", "value", "met"]),
    (
        rating("i:", "  judgements:", "    - rater: a", "      value: 3", "      |"),
        ["level", "met"],
    ),
]


@pytest.mark.parametrize(("written", "keys"), ONE)
def test_one_of_several_keys_is_offered_until_there_is_one(server, folder, written, keys):
    offered = [offer.label for offer in server.offers(folder / "file.yaml", written)]
    among = [key for key in keys if key in offered]
    assert among == (keys if re.search(r":\n +\||title: I\n +\|", written) else [])
    assert len(offered) == len(set(offered))


def test_a_measure_is_written_with_what_it_needs(server, folder):
    offers = {o.label: o for o in server.offers(folder / "file.yaml", indicator("|"))}
    assert offers["quantity"].written == "quantity:\n  unit: $1\n  worst: $2\n  best: $3"
    assert offers["survey"].written == "survey:\n  min: $1\n  max: $2"
    assert offers["quantity"].told == docstrings(rubric.Indicator)["quantity"]


@pytest.mark.parametrize("key", ["level", "because", "evidence", "plan"])
def test_nobody_is_offered_null(server, folder, key):
    offers = server.offers(folder / "file.yaml", rating("i:", "  confidence: low", f"  {key}: |"))
    assert offers == []


def test_rubrics_are_offered(server, folder):
    written = rating("i: 1").replace("[own]", "\n  - |")
    assert "indrajit@2" in [o.label for o in server.offers(folder / "file.yaml", written)]


EXPLAINED = Path(__file__).parent / "explained"
OF_MODELS = (rubric, assessment, measures, weights, fields, cases)
KEY = re.compile(r"(?P<margin>[ -]*)(?P<key>\w+):.*  # (?P<model>\w+)")


def explained(model: str, key: str) -> str:
    """What the model says of a key."""
    found = next(vars(module)[model] for module in OF_MODELS if model in vars(module))
    names = {field.alias or name: name for name, field in found.model_fields.items()}
    return docstrings(found)[names[key]]


@pytest.mark.parametrize("kind", MODELS)
def test_each_key_is_explained_in_its_own_words(server, folder, kind):
    file = EXPLAINED / f"{kind}.yaml"
    head, *parts = re.split(r"^(?=\w)", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    wrong = []
    for part in parts:  # one document each, as what is asked of a long one takes long
        lines = [(n, KEY.fullmatch(line)) for n, line in enumerate(part.splitlines(), start=1)]
        keys = [(n, found) for n, found in lines if found]
        places = [(n, len(found["margin"]) + 1) for n, found in keys]
        said = server.hovers(folder / file.name, head + part, places)
        for (_, found), told in zip(keys, said, strict=True):
            title, *text = re.sub(r"\\([\W_])", r"\1", told).split("\n")
            expected = explained(found["model"], found["key"])
            if title != f"#### {heading(found['key'])}" or expected not in text:
                wrong.append((found[0], told))
    assert wrong == []


@pytest.mark.parametrize("kind", MODELS)
def test_the_file_that_shows_all_keys_is_not_red(server, folder, kind):
    file = EXPLAINED / f"{kind}.yaml"
    assert server.faults(folder / file.name, file.read_text(encoding="utf-8")) == []


def test_in_indonesian_all_is_explained_in_indonesian(server, folder):
    made = shapes.text("assessment", "id")
    (folder / "schemas" / "id.json").write_text(made, encoding="utf-8")
    text = rating("i: {level: 3, unknown: x, quote: y}").replace("assessment.json", "id.json")
    (shown,) = server.hovers(folder / "file.yaml", text, [(7, 9)])
    assert shown.startswith("#### Tingkat\n\nSebuah titik pada skala rubrik.")
    said = [fault.said for fault in server.faults(folder / "file.yaml", text)]
    assert any(each.startswith("sebuah penilaian memiliki tepat satu dari") for each in said), said
