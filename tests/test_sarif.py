"""What SARIF says of lines and of its maker: hashes that GitHub knows, an address that is true."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft4Validator
from typer.testing import CliRunner

from smartscore import __version__
from smartscore.cli import app
from smartscore.read.check_many import Checked
from smartscore.reports.findings import origin, sarif
from smartscore.reports.findings.line_hashes import hashes_of, line_hashes
from smartscore.text.problems import Place, Problem, Severity
from smartscore.words import words
from tests.test_findings import SCHEMA

# What GitHub's own action gives for each line of these texts.
OF_GITHUB = [
    (b"", ["c129715d7a2bc9a3:1"]),
    (b"a\nb", ["c74339777b6a2c60:1", "8ee5a81e681643c1:1"]),
    (
        b"code: a \r\ntitle:\tb\r\r\n \nend",
        [
            *("9901fd1b49a996de:1", "122f45a953e8f8e2:1", "6141ba0c28270ece:1"),
            *("165fbdbbce84915c:1", "43b6461eda086fe2:1"),
        ],
    ),
    (
        b"- {points: 1, label: Low}\n" * 7,
        [
            *("fccb64b6e7eb8564:1", "fccb64b6e7eb8564:2", "fccb64b6e7eb8564:3"),
            *("99ef39b84160f1ef:1", "9eda6be2d84443d0:1", "e1730218ef48fd39:1"),
            *("6009ef3c2c515e6a:1", "c129715d7a2bc9a3:1"),
        ],
    ),
    (
        "\ufeffsmartscore: rubric/1\nkota: \U0001f600 B\u00f6blingen\n".encode(),
        ["8969f98d92503c3f:1", "e5d3ac05cbb5eede:1", "c129715d7a2bc9a3:1"],
    ),
    (
        b"x: \xe2\x82\ny: \xff\n",
        ["e61d2eaee936e6ba:1", "a468ff8cc324c80d:1", "c129715d7a2bc9a3:1"],
    ),
    (
        ("x" * 250 + "\n" + "x" * 100 + "y\n").encode(),
        ["52b56201ffb58620:1", "52b56201ffb58620:2", "c129715d7a2bc9a3:1"],
    ),
]


@pytest.mark.parametrize(("data", "marks"), OF_GITHUB)
def test_the_hashes_of_lines_are_githubs(data, marks):
    lines = range(1, len(marks) + 3)
    assert line_hashes(data, lines) == dict(enumerate(marks, 1))
    for line, mark in enumerate(marks, 1):
        assert line_hashes(data, [line]) == {line: mark}, "however many lines are asked for"


def test_a_place_has_the_hash_of_its_first_line_and_a_file_that_of_its_first(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a\nb")
    places = [Place(str(file)), Place(str(file), 2, 1, 2, 2), Place(str(file), 9)]
    gone = [Place(str(tmp_path)), Place(str(tmp_path / "gone")), Place("-"), Place("\0")]
    assert hashes_of([*places, *gone]) == {
        places[0]: "c74339777b6a2c60:1",
        places[1]: "8ee5a81e681643c1:1",
    }


def test_a_result_has_githubs_fingerprint_and_one_that_stays_when_its_line_is_edited(here):
    found = []
    for text in ("colour: red", "colour: blue"):
        (here / "a.yaml").write_text(f"smartscore: rubric/1\n{text}\n")
        asked = ["check", "a.yaml", "--select", "S102", "--output-format", "sarif"]
        (run,) = json.loads(CliRunner().invoke(app, asked).stdout)["runs"]
        (result,) = run["results"]
        found.append(result["partialFingerprints"])
    first, second = found
    assert set(first) == set(second) == {"primaryLocationLineHash", "smartscoreSpot/v1"}
    assert first["smartscoreSpot/v1"] == second["smartscoreSpot/v1"]
    assert first["primaryLocationLineHash"] != second["primaryLocationLineHash"]
    data = (here / "a.yaml").read_bytes()
    assert second["primaryLocationLineHash"] == line_hashes(data, [2])[2]


@pytest.mark.parametrize(
    ("language", "heading", "words_of_it"),
    [("en", "Breaks:", "key"), ("id", "Melanggar:", "kunci")],
)
def test_rules_are_told_in_the_language_of_the_report(language, heading, words_of_it):
    wrong = Problem("S102", Place("a.yaml", 1, 1, 1, 2), {"key": "x", "keys": "y"}, Severity.ERROR)
    (run,) = json.loads(sarif.log(Checked(("a.yaml",), 0, (wrong,)), words(language)))["runs"]
    driver = run["tool"]["driver"]
    assert run["language"] == driver["language"] == language
    assert heading in driver["rules"][0]["help"]["markdown"]
    assert words_of_it in driver["rules"][0]["shortDescription"]["text"].lower()


def installed(folder: Path, monkeypatch: pytest.MonkeyPatch, metadata: str, direct: str) -> str:
    """The address that is told where smartscore is installed like this."""
    home = folder / f"smartscore-{__version__}.dist-info"
    home.mkdir()
    (home / "METADATA").write_text(
        f"Metadata-Version: 2.4\nName: smartscore\nVersion: {__version__}\n{metadata}"
    )
    if direct:
        (home / "direct_url.json").write_text(direct)
    monkeypatch.syspath_prepend(folder)
    told = origin.information()
    document = json.loads(sarif.log(Checked((), 0, ()), words("en")))
    assert document["runs"][0]["tool"]["driver"]["informationUri"] == told
    assert list(Draft4Validator(SCHEMA).iter_errors(document)) == []
    return told


NOWHERE = f"pkg:generic/smartscore@{__version__}"
GIT = '"vcs_info": {"vcs": "git", "commit_id": "0"}'


@pytest.mark.parametrize(
    ("metadata", "direct", "told"),
    [
        ("", "", NOWHERE),
        ("Project-URL: Source, https://example.org/s\n", "", "https://example.org/s"),
        ("", f'{{"url": "https://example.org/own/s", {GIT}}}', "https://example.org/own/s"),
        ("", f'{{"url": "https://me:secret@example.org:8/s", {GIT}}}', "https://example.org:8/s"),
        ("Project-URL: Source, ./here\n", f'{{"url": "http://a.b/s", {GIT}}}', "http://a.b/s"),
        ("", f'{{"url": "ssh://git@example.org/s", {GIT}}}', NOWHERE),
        ("", '{"url": "file:///home/me/s", "dir_info": {"editable": true}}', NOWHERE),
        ("", '{"url": "https://example.org/s.whl", "archive_info": {}}', NOWHERE),
        ("", f'{{"url": "https://example.org/a b<c>", {GIT}}}', NOWHERE),
        ("", f'{{"url": "https://[", {GIT}}}', NOWHERE),
        ("", f'{{"url": 3, {GIT}}}', NOWHERE),
        ("", "[1", NOWHERE),
        ("", "[1]", NOWHERE),
    ],
)
def test_the_address_is_one_that_is_known(tmp_path, monkeypatch, metadata, direct, told):
    assert installed(tmp_path, monkeypatch, metadata, direct) == told
