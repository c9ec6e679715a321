"""JUnit's XML as Jenkins reads it: by the rules of its schema, and with the right outcomes."""

from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from typer.testing import CliRunner

from smartscore.cli import app
from smartscore.read.check_many import Checked
from smartscore.reports.findings import junit
from smartscore.text.problems import Severity, Unreadable
from smartscore.words import words
from tests.test_findings import CHECKED, ENGLISH, HASH, NASTY, checks

# What junit-10.xsd of the xUnit plugin of Jenkins allows of what we could write: the attributes
# that an element must and may have, and the elements in it. All attributes that we use are text.
_TOTALS = ("tests", "failures", "errors")
MUST = {"testsuite": {"name", *_TOTALS}, "testcase": {"name"}}
MAY = {
    "testsuites": {"name", "time", *_TOTALS},
    "testsuite": {
        *(
            "group",
            "time",
            "skipped",
            "timestamp",
            "hostname",
            "id",
            "package",
            "file",
            "log",
            "url",
        )
    },
    "testcase": {"time", "classname", "group"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "skipped": {"type", "message"},
}
INSIDE = {
    "testsuites": {"testsuite"},
    "testsuite": {"testsuite", "properties", "testcase", "system-out", "system-err"},
    "testcase": {"skipped", "error", "failure", "system-out", "system-err"},
}
WITH_TEXT = {"failure", "error", "skipped", "system-out", "system-err"}


def faults(text: str) -> list[str]:
    """What of a document the schema does not allow."""
    root = ET.fromstring(text)
    found = [] if root.tag == "testsuites" else [root.tag]
    for element in root.iter():
        tag, given = element.tag, set(element.keys())
        must = MUST.get(tag, set())
        found += [f"{tag} lacks {name}" for name in sorted(must - given)]
        found += [f"{tag} has {name}" for name in sorted(given - must - MAY.get(tag, set()))]
        inside = INSIDE.get(tag, set())
        found += [f"{tag} holds {each.tag}" for each in element if each.tag not in inside]
        if tag not in WITH_TEXT:
            texts = [element.text, *(each.tail for each in element)]
            found += [f"{tag} holds text" for said in texts if (said or "").strip()]
    return found


@pytest.mark.parametrize("limit", Severity)
def test_jenkins_takes_it(limit):
    assert faults(junit.problem_suites(CHECKED, ENGLISH, limit)) == []
    assert faults(junit.problem_suites(Checked((), 0, ()), ENGLISH)) == []
    unread = Checked((HASH,), 0, (), (Unreadable(HASH, "missing"),))
    assert faults(junit.problem_suites(unread, ENGLISH)) == []


def test_what_jenkins_refuses_is_seen():
    text = junit.problem_suites(CHECKED, ENGLISH)
    assert faults(text.replace("<testcase ", '<testcase line="3" ')) == ["testcase has line"] * 7
    assert faults(text.replace("failures=", "failed=", 1)) == ["testsuites has failed"]
    held = faults(text.replace("system-out", "output"))
    assert Counter(held) == {"testcase holds output": 2, "output holds text": 2}


@settings(max_examples=20)
@given(checks())
def test_jenkins_takes_it_whatever_files_say(checked):
    for limit in Severity:
        text = junit.problem_suites(checked, ENGLISH, limit)
        assert faults(text) == []
        root = ET.fromstring(text)
        assert root.get("failures") == str(sum(p.severity.reaches(limit) for p in checked.problems))


@pytest.mark.parametrize(
    ("limit", "failures"), [(Severity.ERROR, 4), (Severity.WARNING, 5), (Severity.ADVICE, 6)]
)
def test_what_ends_with_1_is_a_failure_and_the_rest_is_told(limit, failures):
    root = ET.fromstring(junit.problem_suites(CHECKED, ENGLISH, limit))
    outcomes = Counter(each.tag for case in root.iter("testcase") for each in case)
    assert outcomes["failure"] == failures == int(root.get("failures") or -1)
    assert outcomes["system-out"] == 6 - failures
    for name in _TOTALS:
        assert sum(int(suite.get(name) or 0) for suite in root) == int(root.get(name) or 0)


def test_the_file_is_that_of_the_suite_and_the_line_stands_in_the_text():
    suite = ET.fromstring(junit.problem_suites(CHECKED, ENGLISH))[1]
    assert suite.get("file") == suite.get("name") == HASH
    assert {case.get("classname") for case in suite} == {HASH}
    (failure,) = suite[0]
    assert (failure.text or "").startswith(f"{HASH}:3:5: S102 ")


def test_what_xml_can_not_hold_is_marked():
    assert (
        not set(junit.problem_suites(CHECKED, ENGLISH)) & set(NASTY) & set("\x00\x1b\ufffe\uffff")
    )


def test_a_file_that_can_not_be_read_is_an_error_beside_its_problems():
    checked = Checked(("a.yaml",), 0, CHECKED.problems[:1], (Unreadable("a.yaml", "missing"),))
    (suite,) = ET.fromstring(junit.problem_suites(checked, words("id")))
    assert [suite.get(name) for name in _TOTALS] == ["2", "1", "1"]
    error = suite[1][0]
    assert error.tag == "error"
    assert error.text == error.get("message")


@pytest.mark.parametrize(
    ("limit", "failures", "code"), [("error", "0", 0), ("warning", "3", 1), ("advice", "10", 1)]
)
def test_the_command_passes_its_limit_on(here, limit, failures, code):
    asked = ["check", "tiny.yaml", "--output-format", "junit"]
    done = CliRunner().invoke(app, [*asked, "--fail-on", limit])
    assert (ET.fromstring(done.stdout).get("failures"), done.exit_code) == (failures, code)
    zero = CliRunner().invoke(app, [*asked, "--fail-on", limit, "--exit-zero"])
    assert (zero.stdout, zero.exit_code) == (done.stdout, 0)
