"""A schema for the rubrics of one assessment: written, pointed to, and in the language server."""

import json
import os
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from smartscore.cli import app
from smartscore.editors.rated import _few, schema_for
from smartscore.read.check import Examiner
from smartscore.read.modelines import pointed
from smartscore.read.shelf import Catalogue
from smartscore.text import naming
from smartscore.text.parsing import parse
from smartscore.text.problems import Severity
from smartscore.words import words
from tests import language_server
from tests.conftest import ROOT

OWN = """\
smartscore: rubric/1
code: own
version: 1.0.0
title: Own
scale: [{points: 1, label: Absent}, {points: 2, label: Present}]
between: true
dimensions:
  - rubric: indrajit@2
  - code: d
    title: D
    indicators:
      - code: plan
        title: {id: Rencana, en: Plan}
        question: Is there a plan?
        levels: {1: No document., 2: A document.}
      - code: papers
        title: Papers
        checklist: [{code: decree, text: A decree}, {code: budget, text: A budget}]
      - {code: liking, title: Liking, survey: {min: 1, max: 5}}
      - {code: reach, title: Reach, quantity: {unit: percent, worst: 0, best: 100}}
"""
LISTED = """\
smartscore: assessment/1
language: en
rubrics: [./own.yaml]
subject: {name: Kota Contoh}
date: 2026-11-21
raters: [{code: a, role: Analyst}]
"""


def run(*arguments: str, code: int = 0):
    done = CliRunner().invoke(app, [str(each) for each in arguments])
    assert done.exit_code == code, done.output
    return done


@pytest.fixture(scope="module")
def server():
    with language_server.running() as found:
        yield found


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """An assessment by an own rubric, with the schema that was made for it."""
    folder = tmp_path_factory.mktemp("for")
    (folder / "own.yaml").write_text(OWN, encoding="utf-8")
    file = folder / "town.yaml"
    file.write_text(LISTED, encoding="utf-8")
    run("schema", "assessment", "--for", file, "--link")
    return file


def rated(town: Path, *lines: str) -> str:
    text = town.read_text(encoding="utf-8")
    return text + "ratings:\n" + "".join(f"  {line}\n" for line in lines)


def test_one_command_writes_the_schema_and_points_to_it(town):
    first, *rest = town.read_text(encoding="utf-8").splitlines(keepends=True)
    assert first == "# yaml-language-server: $schema=schemas/town.yaml.json\n"
    assert "".join(rest) == LISTED
    made = json.loads((town.parent / "schemas" / "town.yaml.json").read_text(encoding="utf-8"))
    assert made["$id"] == "urn:smartscore:schema:assessment:1:own-1.0.0+indrajit-2.0.0"
    jsonschema.Draft7Validator.check_schema(made)


@pytest.mark.parametrize(
    ("lines", "offered"),
    [
        (["|"], ["own", "indrajit"]),
        (["indrajit:", "  p|"], ["political-will"]),
        (["own:", "  |"], ["plan", "papers", "liking", "reach"]),
        (["own:", "  plan:", "    |"], ["level", "unknown", "not_applicable"]),
        (["own:", "  papers:", "    |"], ["met", "unknown", "not_applicable"]),
        (["own:", "  papers:", "    met:", "      - |"], ["decree", "budget"]),
        (["indrajit:", "  political-will:", "    level: |"], ["1", "2", "3", "4", "5"]),
        (["indrajit:", "  political-will:", "    plan:", "      level: |"], ["1", "5"]),
    ],
)
def test_what_the_rubrics_have_is_offered(server, town, lines, offered):
    found = [offer.label for offer in server.offers(town, rated(town, *lines))]
    assert [label for label in found if label in offered] == offered
    assert not {"value", "responses"} & set(found)


SILENT = [
    "plan: 1",
    "plan: 1.5",
    "plan: {level: 1.5, value: , plan: {level: 2}}",
    "plan:",
    "papers: {met: [decree], plan: {met: [decree, budget]}}",
    "papers: {met: []}",
    "liking: 3.5",
    "liking: {responses: [1, 5], plan: {mean: 4}}",
    "liking: {responses: {mean: 9/2, n: 3}}",
    "liking: {responses: {file: answers.csv, column: 3}}",
    "reach: 65/4",
    "reach: {value: 120}",
    "reach: {judgements: [{rater: a, value: 3}]}",
    "reach: {unknown: Nobody knew.}",
]
RED = {
    "plam: 1": "the indicators of `own` are plan, papers, liking, reach",
    "plan: 2.5": "Value is above the maximum of 2.",
    "plan: {level: 3}": "Value is above the maximum of 2.",
    "plan: {value: 1}": "this indicator is rated with `level`",
    "plan: {level: 1, plan: {mean: 1}}": "this indicator is rated with `level`",
    "plan: {judgements: [{rater: a, value: 1}]}": "this indicator is rated with `level`",
    "plan: {judgements: [{rater: a, level: 9}]}": "Value is above the maximum of 2.",
    "papers: 1": "this indicator is rated with `met`",
    "papers: {met: [decre]}": 'Value is not accepted. Valid values: "decree", "budget".',
    "liking: {responses: [1, 6]}": "Value is above the maximum of 5.",
    "reach: {level: 1}": "this indicator is rated with `value`",
}


def test_ratings_are_red_where_check_tells_them(server, town, tmp_path):
    """An error to `check` in each case that is red, and none in those that are not."""
    texts = [rated(town, "own:", f"  {line}") for line in (*SILENT, *RED)]
    found = dict(zip((*SILENT, *RED), server.faults_of([(town, t) for t in texts]), strict=True))
    assert {line: found[line] for line in SILENT if found[line]} == {}
    for line, told in RED.items():
        assert told in [fault.said for fault in found[line]], (line, found[line])
    for line, text in zip((*SILENT, *RED), texts, strict=True):
        problems = Examiner(Catalogue([town.parent])).check(str(town), text.encode())
        about = [p for p in problems if p.severity == Severity.ERROR and p.code not in UNREAD]
        assert bool(about) == (line in RED), (line, about)


UNREAD = {"A110", "A201"}
"""A file of answers that is not there, and evidence that is wanted: no shape."""


def test_another_rubric_is_red_with_what_makes_the_schema_anew(server, town):
    (fault,) = server.faults(town, rated(town, "spbe-2020:"))
    assert fault.said.startswith("this schema was made for own, indrajit; where `rubrics` lists")


def test_an_indicator_is_explained_in_the_words_of_its_rubric(server, town):
    text = rated(town, "own:", "  plan: {level: 1}", "  reach: 3")
    said = server.hovers(town, text, [(9, 6), (9, 13), (10, 6)])
    assert said[0].startswith("#### Plan\n\nIs there a plan?\n\n1 Absent: No document.")
    assert said[1].startswith("#### Plan\n\nA point of the rubric's scale.")
    assert said[2].startswith("#### Reach\n\nTo write: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("assessment", "new.yaml", "--rubric", "masterplan-readiness", "--date", "2026-11-21"),
        (
            "assessment",
            "new.yaml",
            "--rubric",
            "pemdi-2026",
            "--date",
            "2026-11-21",
            "--lang",
            "id",
        ),
        ("rubric", "new.yaml"),
        ("rubric", "new.yaml", "--lang", "id"),
    ],
)
def test_what_new_writes_is_not_red_before_and_after_its_one_command(
    server, tmp_path, monkeypatch, arguments
):
    monkeypatch.chdir(tmp_path)
    run("new", *arguments)
    file = tmp_path / "new.yaml"
    text = file.read_text(encoding="utf-8")
    assert server.faults(file) == []
    (command,) = re.findall(r"^#   smartscore (.+)$", text, re.MULTILINE)
    run(*command.split())
    assert file.read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=schemas/new.yaml.json\nsmartscore"
    )
    assert server.faults(file) == []
    assert server.faults(file, file.read_text(encoding="utf-8") + "colour: red\n") != []


def test_a_copied_example_is_complete_after_the_same_command(server, tmp_path):
    file = tmp_path / "Sumenep Madura é.yaml"
    file.write_bytes((ROOT / "examples" / "sumenep.yaml").read_bytes())
    assert [fault.said[:21] for fault in server.faults(file)] == ["Unable to load schema"]
    run("schema", "assessment", "--for", file, "--link")
    assert server.faults(file) == []


EXAMPLES = [
    path
    for path in sorted([*ROOT.glob("examples/*.yaml"), *ROOT.glob("tests/rules/*.yaml")])
    if b"smartscore: assessment/1" in path.read_bytes()[:500]
]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_assessment_without_errors_is_refused(path):
    data = path.read_bytes()
    catalogue = Catalogue([path.parent])
    problems = Examiner(catalogue).check(str(path), data)
    if any(problem.severity == Severity.ERROR for problem in problems):
        return
    made = schema_for(str(path), data, catalogue, words("en"))
    found = jsonschema.Draft7Validator(made).iter_errors(parse(data, path.name).data)
    assert [error.message for error in found] == []


def test_of_many_codes_some_are_told():
    assert _few(["a", "b"]) == "a, b"
    assert _few([f"c{i}" for i in range(1000)]).endswith("c38, c39, ... (1000)")


def test_without_an_output_it_is_printed(tmp_path):
    file = tmp_path / "town.yaml"
    file.write_text(LISTED.replace("./own.yaml", "hdi@1"), encoding="utf-8")
    printed = json.loads(run("schema", "assessment", "--for", file).stdout)
    assert list(printed["properties"]["ratings"]["properties"]) == ["hdi"]
    assert "schemas" not in {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--link",), 2, "--link needs --for"),
        (("--for", "none.yaml"), 2, "none.yaml"),
        (("--for", "town.yaml", "-o", "town.yaml"), 2, "town.yaml"),
        (("--for", "town.yaml", "-o", "none/schema.json"), 2, "none/schema.json"),
        (("--for", "broken.yaml"), 1, "no-such-rubric"),
        (("--for", "rubric.yaml"), 1, "S116"),
        (("--for", "town.yaml", "--link", "-o", "-"), 2, "--link needs the schema in a file"),
        (("--for", "link.yaml", "--link"), 2, "link.yaml: is a link to "),
        (("--for", "town.json", "--link"), 2, "town.json: --link writes a comment into YAML"),
        (("--for", "none.yaml", "--link"), 2, "none.yaml"),
    ],
)
def test_what_goes_wrong_is_said_and_nothing_is_written(
    tmp_path, monkeypatch, arguments, code, told
):
    monkeypatch.chdir(tmp_path)
    Path("town.yaml").write_text(LISTED.replace("./own.yaml", "hdi@1"), encoding="utf-8")
    Path("broken.yaml").write_text(LISTED.replace("./own.yaml", "no-such-rubric"), encoding="utf-8")
    Path("rubric.yaml").write_text(OWN, encoding="utf-8")
    Path("town.json").write_text('{"smartscore": "assessment/1", "rubrics": ["hdi@1"]}', "utf-8")
    Path("link.yaml").symlink_to("town.yaml")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert told in run("schema", "assessment", *arguments, code=code).output
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\n", "{}\na: 1\n"),
        ("\ufeffa: 1\r\n", "\ufeff{}\r\na: 1\r\n"),
        ("# yaml-language-server: $schema=../x.json\na: 1\n", "{}\na: 1\n"),
        ("# About this.\n# $schema: ../x.json\na: 1\n", "# About this.\n{}\na: 1\n"),
        ("# Ours.\n#   smartscore schema assessment --for x --link\na: 1\n", "{}\na: 1\n"),
        ("# About this.\na: 1\n", "{}\n# About this.\na: 1\n"),
    ],
)
def test_only_the_comment_is_changed(before, after):
    line = "# yaml-language-server: $schema=s.json"
    assert pointed(before, "s.json") == after.format(line)
    assert pointed(pointed(before, "s.json"), "s.json") == after.format(line)


OTHERS = {
    "latin.yaml": (b"smartscore: assessment/1\ntitle: h\xe9llo\n", "Y101"),
    "utf-16.yaml": ("smartscore: rubric/1\n".encode("utf-16"), "Y101"),
    "bytes.yaml": (bytes(range(256)), "Y10"),
    "service.yaml": (b"image: python\n", "S101"),
    "list.yaml": (b"- 1\n", "S104"),
    "empty.yaml": (b"", "Y112"),
    "other.yaml": (b"smartscore: assessment/1\nrubrics: []\n", "S116"),
    "lists.yaml": (b"smartscore: rubric/1\nrubrics: []\n", "S116"),
    "cut.yaml": (b"smartscore: {\n", "Y1"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_only_a_file_of_its_kind_is_pointed_to_a_schema(tmp_path, monkeypatch, name):
    data, code = OTHERS[name]
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(data)
    kinds = {"rubric", "assessment", "cases"}
    for kind in kinds if code != "S116" else kinds - {data[12:].decode().partition("/")[0]}:
        assert code in run("schema", kind, "--for", name, "--link", code=1).stderr
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(name, data)]


@pytest.fixture
def hdi(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = LISTED.replace("./own.yaml", "hdi@1")
    for name in ("x.yaml", "x.yml", "assessment.yaml", "rubric.yaml"):
        Path(name).write_text(text, encoding="utf-8")
    return text


def test_each_file_has_a_schema_of_its_own_beside_those_of_a_project(hdi):
    Path("schemas").mkdir()
    kinds = ("rubric", "assessment")
    for kind in kinds:
        run("schema", kind, "-o", f"schemas/{kind}.json")
    before = [Path(f"schemas/{kind}.json").read_bytes() for kind in kinds]
    for name in ("x.yaml", "x.yml", "assessment.yaml", "rubric.yaml"):
        run("schema", "assessment", "--for", name, "--link")
        first = Path(name).read_text(encoding="utf-8").partition("\n")[0]
        assert first == f"# yaml-language-server: $schema=schemas/{name}.json"
    assert [Path(f"schemas/{kind}.json").read_bytes() for kind in kinds] == before
    run("new", "rubric", "r.yaml")
    first = Path("r.yaml").read_text(encoding="utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=schemas/rubric.json"
    run("schema", "assessment", "--for", "x.yaml", "--link")  # ours is made anew


@pytest.mark.parametrize(
    "mine", ['{"my": "own"}', "[1]", "", '{"$id": "urn:smartscore:schema:rubric:1"}']
)
def test_a_file_of_others_is_not_replaced(hdi, mine):
    Path("schemas").mkdir()
    Path("schemas/x.yaml.json").write_text(mine, encoding="utf-8")
    done = run("schema", "assessment", "--for", "x.yaml", "--link", code=2)
    assert "schemas/x.yaml.json: is there and is no schema" in done.stderr
    assert Path("schemas/x.yaml.json").read_text(encoding="utf-8") == mine
    assert Path("x.yaml").read_text(encoding="utf-8") == hdi


@pytest.mark.parametrize("link", ["schemas", "schemas/x.yaml.json"])
def test_nothing_is_written_where_a_link_leads(hdi, tmp_path, link):
    away = tmp_path / "away"
    (away if link == "schemas" else tmp_path / "schemas").mkdir()
    Path(link).symlink_to(away)
    done = run("schema", "assessment", "--for", "x.yaml", "--link", code=2)
    assert f"{link}: is a link" in done.stderr
    assert Path("x.yaml").read_text(encoding="utf-8") == hdi
    assert not away.exists() or not [*away.iterdir()]


def given(command: str) -> list[str]:
    """What a shell gives to the program whose command it is asked to run."""
    asked = f"smartscore() {{ printf '%s\\0' \"$@\"; }}; {command}"
    done = subprocess.run(["bash", "-c", asked], capture_output=True, check=True)
    return [os.fsdecode(each) for each in done.stdout.split(b"\0")[:-1]]


NAMES = ["a\nb.yaml", "-rf.yaml", "it's  \\n.yaml", " $(x) ", "\x1b[31m", "a\udce9.yaml", "é ü.yml"]


def test_a_shell_reads_the_name_that_a_command_has():
    command = "smartscore " + " ".join(map(naming.argument, NAMES))
    assert command.isprintable()
    assert [os.path.normpath(each) for each in given(command)] == NAMES


def test_the_commands_that_new_names_are_for_that_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    name = "-a\nb.yaml"
    said = run("new", "example", "--", "sumenep", name).stdout
    assert "try `smartscore assess $'./-a\\nb.yaml'`" in said
    (command,) = re.findall(r"^#   (smartscore .+)$", Path(name).read_text("utf-8"), re.MULTILINE)
    run(*given(command))
    first = Path(name).read_text("utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=schemas/-a%0Ab.yaml.json"
    assert Path("schemas", f"{name}.json").is_file()


def test_a_file_that_takes_no_comment_names_no_command(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("new", "rubric", "mine")
    assert Path("mine").read_text("utf-8").startswith("smartscore: rubric/1\n")
    assert "Y203" not in run("check", "mine").stdout


def test_the_command_that_check_advises_names_the_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("-a\nb.yaml").write_text(OWN, encoding="utf-8")
    assert "--for $'./-a\\nb.yaml' --link" in " ".join(run("check", ".").stdout.split())
